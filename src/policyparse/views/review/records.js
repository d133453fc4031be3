// The right side: the records in reading order, filters, and the form in which a record is set right.
const listEl = $("records");
const layersOn = new Set(["target", "head", "assign"]);
const filters = { search: "", kind: "", body: "", year: "", state: "", sure: 1, order: "place" };
let listed = []; // the records in the list, in its order
let cards = new Map(); // record → its card
let editing = false;

const bodiesOf = (r) => (["target", "assign"].includes(r.layer) ? value(r, "bodies").map((b) => b.name) : []);
function yearOf(r) {
  if (r.layer !== "target") return "";
  const date = value(r, "deadline.date");
  return date ? date.slice(0, 4) : value(r, "deadline.recurrence") || r.data.deadline ? "recurring" : "undated";
}

// Everything that a search looks at.
function wordsOf(r) {
  const d = r.data;
  const own = [d.text, d.name, d.raw, d.heading, d.path, d.before, d.after, d.message, d.code, d.date, d.caption, d.document_type];
  if (r.layer === "target") own.push(d.evidence.text, ...["action", "object"].map((f) => value(r, f)));
  if (r.layer === "table") own.push(...d.rows.flat());
  own.push(...bodiesOf(r));
  return own.filter(Boolean).join(" ").toLowerCase();
}

function passes(r) {
  if (!layersOn.has(r.layer)) return false;
  if (filters.search && !wordsOf(r).includes(filters.search)) return false;
  if (filters.state && (!canBeAccepted(r) || stateOf(r) !== filters.state)) return false;
  const sure = r.data.confidence;
  if (filters.sure < 1 && !(typeof sure === "number" && sure <= filters.sure)) return false;
  if (!filters.kind && !filters.body && !filters.year) return true;
  if (r.layer !== "target" && (filters.kind || filters.year || r.layer !== "assign")) return false;
  if (filters.kind && value(r, "kind") !== filters.kind) return false;
  if (filters.year && yearOf(r) !== filters.year) return false;
  const bodies = bodiesOf(r);
  return !filters.body || (filters.body === "unnamed" ? !bodies.length : bodies.includes(filters.body));
}

const anyFilter = () => filters.search || filters.kind || filters.body || filters.year || filters.state || filters.sure < 1;

function listRecords() {
  listed = records.filter(passes).sort(byPlace);
  if (filters.order === "sure") {
    const sure = (r) => (typeof r.data.confidence === "number" ? r.data.confidence : 2);
    listed.sort((a, b) => sure(a) - sure(b) || byPlace(a, b));
  }
  shownRecords = new Set(listed);
  cards = new Map();
  const out = document.createDocumentFragment();
  let group = null;
  for (const record of listed) {
    const name = groupOf(record);
    if (filters.order === "place" && name && name !== group) {
      group = name;
      out.append(groupLine(name));
    }
    const el = card(record);
    cards.set(record, el);
    out.append(el);
  }
  if (!listed.length) {
    out.append(h("div.nothing", {}, labelled("p", "nothing"), anyFilter() ? h("button", { type: "button",
      title: tip("clear"), onclick: clearFilters }, word("clear")) : null));
  }
  listEl.replaceChildren(out);
  showCount();
}

const clauseById = new Map(notice.clauses.map((c) => [c.id, c]));
function groupOf(r) {
  if (r.layer === "head") return "head";
  if (r.layer === "clause") return r.data.parent_id || r.data.id;
  if (r.layer === "target" || r.layer === "assign") return value(r, "clause_id") || "body";
  return null; // it stands where it stands
}
function groupLine(name) {
  const clause = clauseById.get(name);
  if (!clause) return h("h2", { title: tip(name) }, word(name));
  const heading = clause.heading || clause.text.split("\n")[0];
  return h("h2", { title: heading }, h("b", {}, clause.path), heading);
}

function showCount() {
  const judged = records.filter(canBeJudged);
  const done = judged.filter((r) => stateOf(r) !== "open").length;
  $("count").replaceChildren(`${listed.length} / ${records.filter((r) => layersOn.has(r.layer)).length}`);
  for (const option of $("filters").elements.state.options) {
    const n = records.filter((r) => layersOn.has(r.layer) && canBeAccepted(r) && stateOf(r) === option.value).length;
    if (option.value) option.textContent = `${word(option.value)}（${n}）`;
  }
  $("save").textContent = corrections.size ? `${word("save")}（${corrections.size}）` : word("save");
  $("progress").title = tip("checked");
  $("progress").querySelector("i").style.setProperty("--done", judged.length ? done / judged.length : 0);
  $("progress").querySelector("span").textContent = `${word("checked")} ${done} / ${judged.length}`;
}

function card(record) {
  const el = h("article", { data: { record: record.index }, tabIndex: 0 });
  fill(el, record);
  return el;
}

function fill(el, record) {
  el.className = `card ${record.layer} ${stateOf(record)}${record === selected ? " on" : ""}`;
  el.ariaCurrent = String(record === selected);
  const body = { target: targetCard, head: headCard, clause: clauseCard, assign: assignCard, table: tableCard, removed: removedCard, repair: repairCard,
    note: noteCard }[record.layer](record);
  el.replaceChildren(...body.flat().filter(Boolean));
  if (record !== selected) return;
  if (editing) el.append(form(record));
  else if (canBeAccepted(record)) el.append(changes(record), buttons(record));
}

function sure(record) {
  const number = record.data.confidence;
  if (typeof number !== "number") return null;
  const level = !doubtful(record) ? "high" : number < 0.6 ? "low" : "middle";
  const title = `Confidence ${number}${level === "high" ? "" : `: ${tip("doubtful")}`}`;
  return h("span", { className: `sure ${level}`, title }, level === "high" ? "" : `${word("doubtful")} `, number.toFixed(2));
}
const tag = (name, classes) => labelled("span.tag", name, { className: `tag ${classes || name}` });
const state = (record) => (stateOf(record) === "open" ? null : tag(stateOf(record)));

function targetCard(record) {
  const facts = [
    ["quantity", quantityWords(record), "quantity.value"],
    ["deadline", deadlineWords(record), "deadline.date"],
  ].filter((x) => x[1]).map(([name, words, label]) => h("span", { className: `fact ${name}`, title: tip(label) }, words));
  const who = value(record, "bodies").map((b) => h("span.fact.body", { title: tip(b.role || "bodies") },
    b.role === "lead" || b.role === "support" ? h("small", {}, word(b.role)) : null, b.name));
  return [
    h("header", {}, tag(value(record, "kind")), h("p.what", {}, h("b", {}, value(record, "action") || ""),
      ` ${value(record, "object") || ""}`), state(record), sure(record)),
    h("div.facts", {}, facts, who),
    h("p.evidence", {}, evidence(record)),
  ];
}

// The words of a target as they stand, its number, deadline and bodies marked.
function evidence(record) {
  const { quantity, deadline, bodies, evidence: told } = record.data;
  const parts = [["quantity", quantity], ["deadline", deadline], ...bodies.map((b) => ["body", b])]
    .flatMap(([name, x]) => (x?.spans || []).map((s) => [s.start, s.end, name])).sort((a, b) => a[0] - b[0]);
  const out = [];
  for (const { start, end } of told.spans) {
    let at = start;
    for (const [a, b, name] of parts) {
      if (a < at || b > end) continue;
      out.push(slice(at, a), h(`mark.${name}`, {}, slice(a, b)));
      at = b;
    }
    out.push(slice(at, end));
  }
  return out.map((x) => (typeof x === "string" ? x.replace(/\s*\n\s*/g, "") : x));
}

function headCard(record) {
  const d = record.data;
  const main = "prefix" in d ? numberWords(record)
    : value(record, ["name", "date", "text", "document_type"].find((f) => f in d));
  const raw = d.raw && d.raw.replace(/\s/g, "") !== String(main).replace(/\s/g, "") ? h("p.raw", {}, d.raw) : null;
  return [h("header", {}, tag(record.part || "document_type", "field"), h("p.what", {}, main), state(record), sure(record)), raw];
}
function numberWords(record) {
  const [prefix, year, serial] = ["prefix", "year", "serial"].map((f) => value(record, f));
  const changed = ["prefix", "year", "serial"].some((f) => !same(value(record, f), original(record, f)));
  return changed ? `${prefix}${year ? `〔${year}〕` : ""}${serial}号` : record.data.text;
}

const clauseCard = (r) => [
  h("header", {}, h("span.tag.path", { title: "Path" }, r.data.path), h("p.what", {}, value(r, "heading") || ""),
    state(r), sure(r)),
  value(r, "text") ? h("p.evidence", {}, value(r, "text")) : null,
];
const assignCard = (r) => [
  h("header", {}, tag(value(r, "role"), "assign"), h("p.what", {}, bodiesOf(r).join("、") || word("none")), state(r),
    sure(r)),
  h("p.raw", {}, wordsAt(r.spans)),
];
// A table shows its first rows, and all of them when it is chosen.
function tableCard(r) {
  const all = r.data.rows.length;
  const cells = r.data.rows.slice(0, r === selected ? all : 3).map((row, i) => h("tr", {}, row.map((_, c) => {
    const now = value(r, `rows.${i}.${c}`);
    const changed = !same(now, original(r, `rows.${i}.${c}`));
    return h(i < value(r, "header_rows") ? "th" : "td", { className: changed ? "changed" : "" }, now || "");
  })));
  return [
    h("header", {}, tag("table"), h("p.what", {}, value(r, "caption") || ""),
      h("span.sure.size", {}, `${all} × ${r.data.rows[0]?.length || 0}`), state(r)),
    editing && r === selected ? null : h("div.sheetlet", {}, h("table", {}, cells)),
  ];
}
const removedCard = (r) => [
  h("header", {}, tag(r.data.reason, "removed"), h("p.what", {}, r.data.reason === "furniture"
    ? r.spans.map((s) => slice(s.start, s.end)).join("　") : r.data.text)),
  r.data.duplicate_of ? h("p.raw", {}, `= ${paths.get(r.data.duplicate_of) || r.data.duplicate_of}`) : null,
];
const repairCard = (r) => [
  h("header", {}, h("span.tag.repair", { title: "Kind of repair" }, r.data.kind), h("p.what", {},
    h("del", {}, r.data.before), " → ", h("ins", {}, r.data.after)), sure(r)),
];
const noteCard = (r) => [
  h("header", {}, tag(r.data.severity, r.data.severity), h("p.what", {}, h("b", {}, r.data.code), ` ${r.data.message}`)),
];

function buttons(record) {
  const button = (name, key, run) => h("button", { type: "button", title: tip(name), className: name, onclick: (e) => {
    e.stopPropagation();
    run();
  } }, word(name), h("kbd", {}, key));
  return h("div.buttons", {}, button("accept", "a", () => act("accept")),
    canBeJudged(record) ? button("reject", "x", () => act("reject")) : null,
    editable(record).length ? button("edit", "e", startEdit) : null,
    stateOf(record) === "open" ? null : button("undo", "u", () => act("undo")));
}

const shownValue = (field, v) => (v === null || v === "" ? word("none") : field === "bodies"
  ? v.map((b) => b.name + (b.role ? `（${word(b.role)}）` : "")).join("、") || word("none")
  : field === "clause_id" ? paths.get(v) || v : field === "deadline.recurrence" ? word(`every-${v}`) : CHOICES[field] ? word(v) : String(v));

function changes(record) {
  const edits = Object.entries(corrections.get(record.key)?.edits || {});
  if (!edits.length) return "";
  return h("dl.changes", {}, edits.flatMap(([field, { before, after }]) => [labelled("dt", field),
    h("dd", {}, h("del", { title: tip("was") }, shownValue(field, before)), " → ",
      h("ins", {}, shownValue(field, after)))]));
}
