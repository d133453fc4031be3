// Selecting, acting, keys, saving: what ties the two sides together.
function select(record, scroll = "both") {
  const before = selected;
  if (editing && record !== before) {
    editing = false;
    if (isBlank(before)) drop(before);
  }
  selected = record;
  for (const r of [before, record]) {
    const el = r && cards.get(r);
    if (el) fill(el, r);
  }
  drawPages();
  if (!record) return;
  if (scroll !== "list") scrollToRecord(record);
  if (scroll !== "page") cards.get(record)?.scrollIntoView({ block: "nearest" });
}

function refresh(record) {
  const el = cards.get(record);
  if (el) fill(el, record);
  showCount();
  drawPages();
}

function act(what) {
  if (!selected || !canBeAccepted(selected)) return;
  if (what === "reject" && !canBeJudged(selected)) return;
  const record = selected;
  if (record.added && what !== "accept") return removeAdded(record);
  if (what === "undo") undo(record);
  else judge(record, what);
  refresh(record);
  if (what !== "undo" && stateOf(record) !== "open") step(1, canBeJudged);
}

// A record that was missed: from the words selected on the left, or from those of the record that is chosen.
function mark(layer) {
  const spans = selectedSpans() || selected?.spans;
  if (!spans?.length) return say("请先在页面上选中文字");
  const record = addRecord(layer, spans, clauseAt(spans[0].start));
  getSelection().removeAllRanges();
  placeAgain(record);
  remember();
  layersOn.add(layer);
  showLayers();
  listRecords();
  if (!cards.has(record)) clearFilters();
  select(record, "list");
  return startEdit();
}

const isBlank = (record) => record.added && !corrections.has(record.key); // nothing was said of it
function drop(record) {
  dropAdded(record);
  placeAgain(records[record.index]);
  cards.get(record)?.remove();
}

function removeAdded(record) {
  const next = listed[listed.indexOf(record) + 1] || null;
  drop(record);
  select(next);
  listRecords();
}

function clearFilters() {
  Object.assign(filters, { search: "", kind: "", body: "", year: "", state: "", sure: 1 });
  for (const el of $("filters").querySelectorAll("select:not([name=order]), input")) el.value = el.type === "range" ? 1 : "";
  $("filters").querySelector("output").textContent = "1.00";
  listRecords();
}

function startEdit() {
  if (!selected || !editable(selected).length) return;
  editing = true;
  fill(cards.get(selected), selected);
  cards.get(selected).scrollIntoView({ block: "nearest" });
  cards.get(selected).querySelector("input, select, textarea")?.focus();
}

function stopEdit() {
  editing = false;
  if (selected && isBlank(selected)) removeAdded(selected);
  if (selected) refresh(selected);
  listEl.focus({ preventScroll: true });
}

function step(by, wanted = () => true) {
  const at = listed.indexOf(selected);
  for (let i = at < 0 && by < 0 ? listed.length - 1 : at + by; i >= 0 && i < listed.length; i += by) {
    if (wanted(listed[i])) return select(listed[i]);
  }
  return undefined;
}

function say(words) {
  const el = $("said");
  el.textContent = words;
  el.classList.add("on");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => el.classList.remove("on"), 3500);
}

function save() {
  const text = `${JSON.stringify(written(), null, 1)}\n`;
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const name = `${notice.source.name.replace(/\.[^.]*$/, "")}.corrections.json`;
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  unsaved = false;
  say(`${word("save")}：${name}`);
}

function load() {
  const input = h("input", { type: "file", accept: ".json", onchange: async () => {
    try {
      const saved = JSON.parse(await input.files[0].text());
      if (saved.source.sha256 !== notice.source.sha256) throw new Error(`不是这份文件的修改：${saved.source.name}`);
      const before = records.length;
      const left = takeUp(saved);
      records.slice(before).forEach(placeAgain);
      remember();
      listRecords();
      drawPages();
      say(left ? `已载入，${left} 条对不上，未载入` : "已载入");
    } catch (e) {
      say(`不能载入：${e.message}`);
    }
  } });
  input.click();
}

function switchLayer(layer) {
  if (layersOn.has(layer)) layersOn.delete(layer);
  else layersOn.add(layer);
  showLayers();
  filter();
}

function showLayers() {
  for (const el of $("layers").children) {
    el.ariaPressed = String(layersOn.has(el.dataset.layer));
    const count = records.filter((r) => r.layer === el.dataset.layer).length;
    el.hidden = !count;
    el.querySelector("small").textContent = count;
  }
}

function filter() {
  listRecords();
  if (selected && !shownRecords.has(selected)) select(null);
  else drawPages();
  if (selected) cards.get(selected)?.scrollIntoView({ block: "nearest" });
}

function buildTop() {
  const title = notice.header.title?.text || notice.source.name;
  $("name").querySelector("h1").textContent = title;
  $("name").querySelector("h1").title = title;
  const about = [notice.header.document_number?.text, notice.header.issuers.map((b) => b.name).join("、"),
    notice.footer.issue_date?.date, notice.source.name].filter(Boolean).join("　");
  $("name").querySelector("p").textContent = about;
  $("name").querySelector("p").title = about;
  if (meta.home) Object.assign($("home"), { href: meta.home, hidden: false, title: tip("home") });
  const tool = (name, sign, run) => h("button", { type: "button", id: name, title: `${word(name)} ${tip(name)}`,
    onclick: run }, sign);
  $("tools").append(tool("smaller", "−", () => setZoom(zoom / 1.2)), tool("larger", "+", () => setZoom(zoom * 1.2)),
    tool("theme", "◐", switchTheme), tool("help", "?", showHelp), tool("load", word("load"), load),
    tool("save", word("save"), save));
}

function buildFilters() {
  LAYERS.forEach((layer, i) => {
    $("layers").append(h("button", { type: "button", className: layer, title: `${tip(layer)} (${i + 1})`,
      data: { layer }, onclick: () => switchLayer(layer) }, word(layer), h("small")));
  });
  showLayers();
  const targets = records.filter((r) => r.layer === "target");
  const tally = (list) => {
    const counts = new Map();
    for (const x of list) counts.set(x, (counts.get(x) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  const pick = (name, all, options) => h("select", { name, title: tip(all), onchange: (e) => {
    filters[name] = e.target.value;
    filter();
  } }, h("option", { value: "" }, word(all)), options.map(([x, n]) => h("option", { value: x },
    n === undefined ? word(x) : `${word(x)}（${n}）`)));
  const search = h("input", { type: "search", name: "search", placeholder: word("search"), title: tip("search"),
    oninput: (e) => {
      filters.search = e.target.value.trim().toLowerCase();
      filter();
    } });
  const shown = h("output", {}, "1.00");
  const range = h("input", { type: "range", name: "sure", min: 0.3, max: 1, step: 0.01, value: 1, oninput: (e) => {
    filters.sure = Number(e.target.value);
    shown.textContent = filters.sure.toFixed(2);
    filter();
  } });
  const years = tally(targets.map(yearOf)).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const order = h("select", { name: "order", title: tip(filters.order === "place" ? "byPlace" : "bySure"),
    onchange: (e) => {
      filters.order = e.target.value;
      filter();
    } }, ["byPlace", "bySure"].map((x) => h("option", { value: x === "byPlace" ? "place" : "sure", title: tip(x) },
    word(x))));
  $("filters").append(search, pick("kind", "allKinds", tally(targets.map((r) => r.data.kind))),
    pick("body", "allBodies", tally(targets.flatMap((r) => (bodiesOf(r).length ? bodiesOf(r) : ["unnamed"])))),
    pick("year", "allYears", years),
    pick("state", "allStates", ["open", "accepted", "edited", "rejected", "added"].map((x) => [x])), order,
    h("label", { title: tip("confidence") }, `${word("confidence")} ≤ `, range, shown), h("span", { id: "count" }));
  $("filters").onchange = (e) => e.target.tagName === "SELECT" && e.target.blur(); // keys are for the records again
  $("filters").onsubmit = (e) => e.preventDefault();
}

function showHelp() {
  const dialog = $("about");
  if (dialog.open) return dialog.close();
  dialog.replaceChildren(labelled("h2", "help"), h("dl", {}, KEYS.flatMap(([keys, chinese, english]) => [
    h("dt", {}, keys.split(" ").map((k) => (k === "…" ? " … " : h("kbd", {}, k)))),
    h("dd", { title: english }, chinese)])),
  h("p", { title: kept ? "Corrections are kept in this browser" : "Corrections are lost when this page is closed" },
    kept ? "修改保存在本浏览器中；“保存”得到 JSON 文件，用 policyparse apply 合并。"
      : "本浏览器不保留修改，关闭页面前请“保存”；用 policyparse apply 合并。"),
  h("button", { type: "button", title: tip("close"), onclick: () => dialog.close() }, word("close")));
  return dialog.showModal();
}

const ON_KEY = {
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1),
  n: () => step(1, (r) => canBeJudged(r) && stateOf(r) === "open"),
  N: () => step(-1, (r) => canBeJudged(r) && stateOf(r) === "open"),
  g: () => listed.length && select(listed[0]), G: () => listed.length && select(listed.at(-1)),
  "[": () => turnPage(-1), "]": () => turnPage(1),
  a: () => act("accept"), x: () => act("reject"), e: startEdit, u: () => act("undo"), m: () => mark("target"), r: () => mark("assign"), "/": () => focusSearch(),
  "+": () => setZoom(zoom * 1.2), "=": () => setZoom(zoom * 1.2), "-": () => setZoom(zoom / 1.2), 0: () => setZoom(1),
  t: switchTheme, s: save, "?": showHelp, Escape: () => select(null),
  Enter: () => document.activeElement.matches(".card") && select(records[Number(document.activeElement.dataset.record)], "page"),
};
LAYERS.forEach((layer, i) => {
  ON_KEY[i + 1] = () => records.some((r) => r.layer === layer) && switchLayer(layer);
});
const focusSearch = () => $("filters").elements.search.focus();

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || $("about").open) return;
  if (event.target.closest("input:not([type=range]), textarea, select")) {
    if (event.key !== "Escape") return;
    event.target.blur();
    if (editing) stopEdit();
    return;
  }
  const run = ON_KEY[event.key];
  if (!run || (event.key === "Enter" && event.target.closest("button, a"))) return; // a button is pressed
  event.preventDefault();
  run();
}

// A button beside the words that are selected on the left.
function offerMark() {
  const selection = getSelection();
  const here = !selection.isCollapsed && pagesEl.contains(selection.anchorNode) && selection.toString().trim();
  $("mark").hidden = !here;
  if (!here) return;
  const last = [...selection.getRangeAt(0).getClientRects()].at(-1);
  $("mark").style.left = `${Math.max(4, Math.min(last.right + 4, innerWidth - $("mark").offsetWidth - 8))}px`;
  $("mark").style.top = `${Math.min(last.bottom + 4, innerHeight - 40)}px`;
}

function listen() {
  $("mark").append(...[["target", "mark", "m"], ["assign", "markAssign", "r"]].map(([layer, name, key]) =>
    h("button", { type: "button", title: tip(name), className: layer, onclick: () => mark(layer) }, `+ ${word(name)}`,
      h("kbd", {}, key))));
  $("mark").onpointerdown = (e) => e.preventDefault(); // the words stay selected
  pagesEl.addEventListener("scroll", offerMark, { passive: true });
  document.addEventListener("keydown", onKey);
  document.addEventListener("selectionchange", offerMark);
  pagesEl.addEventListener("click", (e) => {
    if (!getSelection().isCollapsed) return;
    const found = recordsAt(e);
    if (found.length) select(found[(found.indexOf(selected) + 1) % found.length], "list");
  });
  pagesEl.addEventListener("mousemove", (e) => {
    const [over = null] = recordsAt(e);
    pagesEl.classList.toggle("pointing", over !== null);
    if (over === hovered) return;
    hovered = over;
    for (const box of pagesEl.querySelectorAll(".box")) {
      box.classList.toggle("over", over !== null && Number(box.dataset.record) === over.index);
    }
  });
  listEl.addEventListener("click", (e) => {
    const el = e.target.closest(".card");
    if (el && !getSelection().toString()) select(records[Number(el.dataset.record)], "page");
  });
  $("grip").title = tip("grip");
  $("grip").addEventListener("pointerdown", (e) => {
    $("grip").setPointerCapture(e.pointerId);
    $("grip").onpointermove = (m) => {
      const share = Math.min(0.8, Math.max(0.25, m.clientX / innerWidth));
      document.documentElement.style.setProperty("--left", `${100 * share}%`);
    };
  });
  $("grip").addEventListener("pointerup", () => { $("grip").onpointermove = null; });
  addEventListener("beforeunload", (e) => { if (unsaved && !kept) e.preventDefault(); });
}

buildTop();
buildFilters();
buildPages();
listRecords();
drawPages();
listen();
