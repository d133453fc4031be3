// The form in which a record is set right.
const DATE = ["\\d{4}-\\d\\d-\\d\\d", "如 2025-12-31"];
const FORMS = { date: DATE, "deadline.date": DATE, "deadline.month_day": ["\\d\\d-\\d\\d", "如 07-30"],
  "deadline.within.unit": [undefined, "如 工作日"] };

function choice(names, chosen, label) {
  return h("select", {}, names.map((name) => h("option", { value: name, selected: name === (chosen || "") },
    name ? word(label ? label(name) : name) : "—")));
}

function bodyRow(body, bare) {
  const role = bare ? null : choice(CHOICES.role, body.role);
  const row = h("div.row", {}, h("input", { value: body.name, title: tip("name") }), role,
    h("button", { type: "button", title: tip("drop"), onclick: () => row.remove() }, "×"));
  return row;
}

function clauseChoice(chosen) {
  const heading = (c) => `${c.path}　${(c.heading || c.text).split("\n")[0].slice(0, 24)}`;
  return h("select", {}, h("option", { value: "" }, `— ${word("body")}`),
    notice.clauses.map((c) => h("option", { value: c.id, selected: c.id === chosen }, heading(c))));
}

// What the words of an assignment that is added seem to say: 牵头单位：省教育厅、省财政厅.
function guessed({ text }) {
  const names = text.replace(/^[（(【]|[）)】。]$/g, "").split(/[：:]/).at(-1).split(/[、，,；;]/).map((x) => x.trim());
  const known = new Map(records.flatMap((r) => r.data.bodies || []).map((b) => [b.raw, b.name]));
  return { role: text.includes("牵头") ? "lead" : text.includes("配合") ? "support" : "responsible",
    bodies: names.filter(Boolean).map((x) => ({ name: known.get(x) || x, role: null })) };
}

function field(record, name) {
  const guess = record.layer === "assign" && isBlank(record) ? guessed(record.added) : {};
  const now = guess[name] ?? value(record, name);
  if (name === "bodies") {
    const bare = record.layer === "assign"; // its bodies have one role, its own
    const rows = h("div.bodies", {}, now.map((body) => bodyRow(body, bare)));
    const add = h("button.add", { type: "button", title: tip("add"), onclick: () => {
      add.before(bodyRow({ name: "", role: null }, bare));
      add.previousSibling.firstChild.focus();
    } }, `+ ${word("add")}`);
    rows.append(add);
    return rows;
  }
  if (name === "clause_id") return clauseChoice(now);
  if (name === "role") return choice(CHOICES.role.slice(1), now);
  if (CHOICES[name]) return choice(CHOICES[name], now, name === "deadline.recurrence" ? (x) => `every-${x}` : null);
  if (["text", "object", "caption"].includes(name)) return h("textarea", { value: now ?? "", rows: name === "text" ? 4 : 2 });
  const [pattern, placeholder] = FORMS[name] || [];
  const props = { value: now ?? "", pattern, placeholder };
  if (NUMBERS.has(name)) Object.assign(props, { type: "number", step: "any" });
  return h("input", props);
}

function read(name, el) {
  if (name === "bodies") {
    return [...el.querySelectorAll(".row")].map((row) => ({ name: row.children[0].value.trim(),
      role: row.querySelector("select")?.value || null })).filter((b) => b.name);
  }
  const text = el.value.trim();
  return text === "" ? null : NUMBERS.has(name) ? Number(text) : text;
}

const cellInput = (record, name) => h("textarea", { value: value(record, name), rows: 1, title: word(name) });
const grid = (record, inputs) => h("div.sheetlet", {}, h("table", {}, record.data.rows.map((row, r) => h("tr", {},
  row.map((_, c) => h("td", {}, inputs.get(`rows.${r}.${c}`)))))));

function form(record) {
  const inputs = editable(record).map((name) => [name, cellOf(name) ? cellInput(record, name) : field(record, name)]);
  const keep = (event) => {
    event.preventDefault();
    const changed = {};
    for (const [name, el] of inputs) {
      const after = read(name, el);
      const blank = after === null && (original(record, name) === "" || cellOf(name)); // a cell is never nothing
      changed[name] = blank ? "" : after;
    }
    if (record.layer === "target" && changed["quantity.value"] === null) { // no number, no quantity
      for (const name of Object.keys(changed)) if (name.startsWith("quantity.")) changed[name] = null;
    }
    if (changed["deadline.within.value"] === null) changed["deadline.within.unit"] = null;
    const moved = "clause_id" in changed && changed.clause_id !== value(record, "clause_id");
    edit(record, changed);
    if (moved && passes(record)) listRecords(); // it stands below another heading
    stopEdit();
  };
  const el = h("form.fields", { onsubmit: keep },
    inputs.filter(([name]) => !cellOf(name)).map(([name, input]) => h(name === "bodies" ? "div" : "label", { className: "field",
      data: { field: name }, title: tip(name) }, h("span", {}, word(name)), input)),
    record.layer === "table" ? grid(record, new Map(inputs)) : null,
    h("div.buttons", {}, h("button.accept", { title: tip("keep") }, word("keep")),
      h("button", { type: "button", title: tip("cancel"), onclick: stopEdit }, word("cancel"))));
  el.addEventListener("click", (e) => e.stopPropagation());
  el.addEventListener("keydown", (e) => {
    if (e.key !== "Enter" || (!e.ctrlKey && e.target.tagName !== "SELECT")) return; // in a line of text it is the form's own
    e.preventDefault();
    el.requestSubmit();
  });
  return el;
}
