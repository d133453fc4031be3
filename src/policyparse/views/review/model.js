// The notice, its records in reading order, and what the reader has corrected.
const notice = JSON.parse($("notice").textContent);
const meta = JSON.parse($("meta").textContent);
const LAYERS = ["target", "head", "clause", "assign", "table", "removed", "repair", "note"];

// Offsets count characters; JavaScript counts UTF-16 units.
const characters = /[\ud800-\udbff]/.test(notice.text) ? Array.from(notice.text) : null;
const slice = (a, b) => (characters ? characters.slice(a, b).join("") : notice.text.slice(a, b));

const LISTS = ["issuers", "other_numbers", "addressees", "signers", "signatories", "attachments", "cc", "notes",
  "subject_words", "present", "absent", "observers"];
const paths = new Map(notice.clauses.map((c) => [c.id, c.path]));

const LAYER_ORDER = ["head", "clause", "assign", "target", "table", "removed", "repair", "note"];
const byPlace = (a, b) => a.start - b.start || LAYER_ORDER.indexOf(a.layer) - LAYER_ORDER.indexOf(b.layer);

function collect() {
  const out = [];
  const put = (layer, key, data, spans) => {
    spans = spans || data.spans || [];
    const start = spans.length ? spans[0].start : -1;
    out.push({ layer, key, data, spans, start, part: key.split("/")[1] });
  };
  for (const half of ["header", "footer"]) {
    for (const [field, value] of Object.entries(notice[half])) {
      if (Array.isArray(value)) value.forEach((x, i) => put("head", `${half}/${field}/${i}`, x));
      else if (value && typeof value === "object") put("head", `${half}/${field}`, value);
    }
  }
  const { title, document_type: type } = notice.header;
  if (type) put("head", "header", { document_type: type }, title?.spans);
  for (const x of notice.targets) put("target", `targets/${x.id}`, x, x.evidence.spans);
  for (const x of notice.clauses) put("clause", `clauses/${x.id}`, x);
  notice.assignments.forEach((x, i) => put("assign", `assignments/${i}`, x));
  notice.tables.forEach((x, i) => put("table", `tables/${i}`, x));
  notice.removed.forEach((x, i) => put("removed", `removed/${i}`, x));
  notice.repairs.forEach((x, i) => put("repair", `repairs/${i}`, x));
  notice.diagnostics.forEach((x, i) => put("note", `diagnostics/${i}`, x));
  out.sort(byPlace);
  out.forEach((r, i) => { r.index = i; });
  return out;
}
const records = collect();
const byKey = new Map(records.map((r) => [r.key, r]));

// Which fields of a record can be set right; the same table as in policyparse.corrections.
function editable(record) {
  if (record.layer === "target") {
    return ["kind", "action", "object", "quantity.comparator", "quantity.value", "quantity.upper", "quantity.unit",
      "quantity.per", "deadline.date", "deadline.recurrence", "deadline.month_day", "deadline.within.value",
      "deadline.within.unit", "bodies", "clause_id"];
  }
  if (record.layer === "clause") return ["heading", "text"];
  if (record.layer === "assign") return ["role", "bodies", "clause_id"];
  if (record.layer === "table") {
    return ["caption", "header_rows", ...record.data.rows.flatMap((row, r) => row.map((_, c) => `rows.${r}.${c}`))];
  }
  if (record.layer !== "head") return [];
  return ["document_type", "prefix", "name", "date", "text"].filter((f) => f in record.data).flatMap((f) =>
    f === "prefix" ? ["prefix", "year", "serial"] : f === "text" && "prefix" in record.data ? [] : [f]);
}
const NUMBERS = new Set(["quantity.value", "quantity.upper", "deadline.within.value", "year", "serial", "header_rows"]);
const CHOICES = {
  kind: ["count", "ratio", "growth", "funding", "limit", "task"],
  "quantity.comparator": ["eq", "ge", "gt", "le", "lt", "approx", "range"],
  "deadline.recurrence": ["", "year", "half-year", "quarter", "month", "week", "day"],
  role: ["", "lead", "support", "responsible", "subject"],
};

const canBeJudged = (r) => ["target", "assign"].includes(r.layer) || (r.layer === "head" && r.key !== "header");
const canBeAccepted = (r) => canBeJudged(r) || ["head", "clause", "table"].includes(r.layer);

// The corrections: key → {verdict: "accept" | "reject" | null, edits: {field: {before, after}}}.
const corrections = new Map();
let unsaved = false;
const STORE = `policyparse/review/${notice.source.sha256}`;

function original(record, field) {
  const value = field.split(".").reduce((x, name) => (x === null || x === undefined ? null : x[name]), record.data);
  if (field === "bodies") return value.map((b) => ({ name: b.name, role: b.role || null }));
  return value === undefined ? null : value;
}

function value(record, field) {
  const edit = corrections.get(record.key)?.edits[field];
  return edit ? edit.after : original(record, field);
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function stateOf(record) {
  if (record.added) return "added";
  const c = corrections.get(record.key);
  if (!c) return "open";
  if (c.verdict === "reject") return "rejected";
  return Object.keys(c.edits).length ? "edited" : c.verdict === "accept" ? "accepted" : "open";
}

const SURE = 0.85; // what is less sure is marked; the index of a run counts the same
const doubtful = (record) => record.data.confidence < SURE && stateOf(record) === "open";

function correct(record, change) {
  const c = corrections.get(record.key) || { verdict: null, edits: {} };
  change(c);
  if (c.verdict || Object.keys(c.edits).length) corrections.set(record.key, c);
  else corrections.delete(record.key);
  remember();
}

const judge = (record, verdict) => correct(record, (c) => { c.verdict = c.verdict === verdict ? null : verdict; });
const undo = (record) => correct(record, (c) => { c.verdict = null; c.edits = {}; });

function edit(record, fields) {
  correct(record, (c) => {
    for (const [field, after] of Object.entries(fields)) {
      const before = original(record, field);
      if (same(before, after)) delete c.edits[field];
      else c.edits[field] = { before, after };
    }
    if (Object.keys(c.edits).length && c.verdict === "reject") c.verdict = null;
  });
}

// A target or an assignment that was missed, at a stretch of the text; the reader fills it in like any other.
const PARTS = { target: "targets", assign: "assignments" };
function addRecord(layer, spans, clause, key) {
  let n = 1;
  while (byKey.has(`${PARTS[layer]}/r${n}`)) n += 1;
  const id = key ? key.split("/")[1] : `r${n}`;
  const evidence = { text: wordsAt(spans), spans };
  const data = layer === "assign" ? { clause_id: clause, role: "responsible", bodies: [], spans }
    : { id, clause_id: clause, kind: "count", action: null, object: null, quantity: null, deadline: null, bodies: [], evidence };
  const record = { layer, key: `${PARTS[layer]}/${id}`, data, spans, start: spans[0].start, part: id, added: evidence };
  record.index = records.push(record) - 1;
  byKey.set(record.key, record);
  return record;
}
// One that was added is gone when it is rejected or undone.
function dropAdded(record) {
  records[record.index] = { ...record, layer: "gone" };
  byKey.delete(record.key);
  corrections.delete(record.key);
  remember();
}
const wordsAt = (spans) => spans.flatMap((s) => slice(s.start, s.end).split("\n").map((line) => line.trim())).join("");

// The clause that a place of the text is in: the shortest that covers it.
function clauseAt(offset) {
  const over = notice.clauses.flatMap((c) => c.spans.filter((s) => s.start <= offset && offset < s.end)
    .map((s) => [s.end - s.start, c.id]));
  return over.sort((a, b) => a[0] - b[0])[0]?.[1] || null;
}

// The form in which corrections are saved; `policyparse apply` reads it.
function written() {
  const list = [];
  for (const record of records) {
    if (record.added && record.layer !== "gone") {
      const { added: { text, spans }, data: { clause_id } } = record;
      list.push({ record: record.key, action: "add", clause_id, text, spans });
    }
    const c = corrections.get(record.key);
    if (!c) continue;
    for (const [field, { before, after }] of Object.entries(c.edits)) {
      list.push({ record: record.key, action: "edit", field, before, after });
    }
    if (c.verdict) list.push({ record: record.key, action: c.verdict });
  }
  const { name, sha256 } = notice.source;
  return { schema_version: "1", source: { name, sha256 }, corrections: list };
}

// Takes up saved corrections; those whose record or value is no longer there are counted and left out.
function takeUp(saved) {
  let left = 0;
  for (const c of saved.corrections) {
    const layer = Object.keys(PARTS).find((name) => c.record.startsWith(`${PARTS[name]}/`));
    if (c.action === "add" && layer && !byKey.has(c.record) && same(wordsAt(c.spans), c.text)) {
      addRecord(layer, c.spans, c.clause_id, c.record);
    }
    const record = byKey.get(c.record);
    if (c.action === "add" && record) continue;
    const entry = corrections.get(c.record) || { verdict: null, edits: {} };
    if (!record) { left += 1; continue; }
    if (c.action === "edit") {
      if (!editable(record).includes(c.field) || !same(original(record, c.field), c.before)) { left += 1; continue; }
      entry.edits[c.field] = { before: c.before, after: c.after };
    } else entry.verdict = c.action;
    corrections.set(c.record, entry);
  }
  return left;
}

let kept = true; // whether the browser keeps corrections for this page
function remember() {
  unsaved = true;
  try { localStorage.setItem(STORE, JSON.stringify(written())); } catch { kept = false; }
}
try {
  const saved = localStorage.getItem(STORE);
  if (saved) takeUp(JSON.parse(saved));
} catch { kept = false; }

// Quantities and deadlines in a few words.
const SIGNS = { eq: "", ge: "≥ ", gt: "> ", le: "≤ ", lt: "< ", approx: "≈ ", range: "" };
function figure(number) {
  const large = Math.abs(number) >= 1e8 ? [1e8, " 亿"] : Math.abs(number) >= 1e4 ? [1e4, " 万"] : [1, ""];
  return [Number((number / large[0]).toPrecision(12)).toLocaleString("en-US", { maximumFractionDigits: 10 }), large[1]];
}
function quantityWords(record) {
  const [number, upper, unit, per] = ["value", "upper", "unit", "per"].map((f) => value(record, `quantity.${f}`));
  if (number === null) return "";
  const [shown, scale] = figure(Number(number));
  const to = upper === null ? "" : `–${figure(Number(upper)).join("")}`;
  const sign = SIGNS[value(record, "quantity.comparator") || "eq"];
  return `${sign}${shown}${to ? scale + to : scale}${scale ? "" : " "}${unit || ""}${per ? ` / ${per}` : ""}`.trim();
}
function deadlineWords(record) {
  const [number, unit] = ["value", "unit"].map((f) => value(record, `deadline.within.${f}`));
  const every = value(record, "deadline.recurrence");
  const parts = [value(record, "deadline.date")];
  if (every) parts.push(`${word(`every-${every}`)} ${value(record, "deadline.month_day") || ""}`.trim());
  if (number !== null) parts.push(`${number} ${unit || ""}内`);
  return parts.filter(Boolean).join("，") || record.data.deadline?.raw || "";
}
