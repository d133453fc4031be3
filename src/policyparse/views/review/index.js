// The index of a run: its notices, to search, filter and sort.
const run = JSON.parse($("run").textContent);
const COLUMNS = [
  ["title", "标题", "Title and document number"], ["issuers", "发文机关", "Issuers"],
  ["date", "成文日期", "Date of issue"], ["targets", "目标", "Targets"],
  ["unsure", "存疑", "Targets with a confidence under 0.85"], ["pages", "页数", "Pages"],
  ["checked", "已核", "Records that were checked in this browser"],
];
const NUMERIC = new Set(["targets", "unsure", "pages", "checked"]);
const STEP = 200; // so many rows at a time
const chosen = { search: [], issuer: "", year: "", type: "" };
let order = ["document", 1];
let found = [];
let drawn = 0;

function checkedOf(notice) {
  try {
    const saved = JSON.parse(localStorage.getItem(`policyparse/review/${notice.sha256}`) || "null");
    return saved ? new Set(saved.corrections.map((c) => c.record)).size : 0;
  } catch { return 0; }
}
for (const notice of run.notices) {
  notice.checked = checkedOf(notice);
  notice.all = [notice.title, notice.number, notice.date, notice.document, ...notice.issuers, ...notice.words].join("\n")
    .toLowerCase();
}

function passes(notice) {
  return chosen.search.every((w) => notice.all.includes(w))
    && (!chosen.issuer || notice.issuers.includes(chosen.issuer))
    && (!chosen.year || (notice.date || "").startsWith(chosen.year)) && (!chosen.type || notice.type === chosen.type);
}

function compare(a, b) {
  const [name, sign] = order;
  const [x, y] = [a, b].map((n) => (name === "issuers" ? n.issuers.join() : n[name] ?? ""));
  const by = typeof x === "number" ? x - y : x < y ? -1 : x > y ? 1 : 0;
  return sign * by || (a.document < b.document ? -1 : 1);
}

// A stretch of text with what was searched for marked.
function marked(text) {
  const low = text.toLowerCase();
  const out = [];
  let at = 0;
  while (at < text.length) {
    const next = chosen.search.map((w) => [low.indexOf(w, at), w.length]).filter((x) => x[0] >= 0)
      .sort((a, b) => a[0] - b[0])[0];
    if (!next) break;
    out.push(text.slice(at, next[0]), h("mark", {}, text.slice(next[0], next[0] + next[1])));
    at = next[0] + next[1];
  }
  return [...out, text.slice(at)];
}

function line(notice) {
  const title = notice.page ? h("a", { href: notice.page }, marked(notice.title)) : h("b", {}, marked(notice.title));
  const hit = chosen.search.length ? notice.words.find((w) => chosen.search.some((s) => w.toLowerCase().includes(s))) : "";
  const label = (name) => ({ name: COLUMNS.find((c) => c[0] === name)[1] });
  const count = (name, kind) => h("td", { className: notice[name] ? "number" : "number none", data: label(name) },
    h("span", { className: kind || "" }, String(notice[name])));
  return h("tr", {},
    h("td", {}, title, h("small", { title: notice.document }, marked([notice.number, notice.document].filter(Boolean)
      .join("　"))), hit ? h("small.hit", {}, marked(hit)) : null),
    h("td.issuers", {}, marked(notice.issuers.join("、"))), h("td.date", {}, notice.date || ""),
    count("targets"), count("unsure", notice.unsure ? "doubt" : ""), count("pages"), count("checked", notice.checked ? "done" : ""));
}

const body = h("tbody");
const end = h("div");
function more() {
  body.append(...found.slice(drawn, drawn + STEP).map(line));
  drawn = Math.min(found.length, drawn + STEP);
}

function draw() {
  found = run.notices.filter(passes).sort(compare);
  drawn = 0;
  body.replaceChildren();
  more();
  if (!found.length) body.append(h("tr", {}, h("td.nothing", { colSpan: COLUMNS.length }, word("nothing"))));
  $("count").textContent = `${found.length} / ${run.notices.length}`;
  for (const th of document.querySelectorAll("th")) {
    th.ariaSort = th.dataset.name === order[0] ? (order[1] > 0 ? "ascending" : "descending") : "none";
  }
}

function build() {
  $("name").querySelector("h1").textContent = run.name;
  const targets = run.notices.reduce((sum, n) => sum + n.targets, 0);
  $("name").querySelector("p").textContent = `${run.notices.length} 份公文　${targets} 个目标`;
  $("name").querySelector("p").title = `${run.notices.length} notices, ${targets} targets`;
  $("tools").append(h("button", { type: "button", title: tip("theme"), onclick: switchTheme }, "◐"));
  const tally = (list) => {
    const counts = new Map();
    for (const x of list.filter(Boolean)) counts.set(x, (counts.get(x) || 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  };
  const pick = (name, all, title, options) => h("select", { name, title, onchange: (e) => {
    chosen[name] = e.target.value;
    draw();
  } }, h("option", { value: "" }, all), options.map(([x, n]) => h("option", { value: x }, `${x}（${n}）`)));
  const search = h("input", { type: "search", name: "search", placeholder: "查找：标题、文号、机关、目标原文",
    title: "Search title, number, issuers and the words of targets (/)", autofocus: true, oninput: (e) => {
      chosen.search = e.target.value.toLowerCase().split(/\s+/).filter(Boolean);
      draw();
    } });
  const years = tally(run.notices.map((n) => (n.date || "").slice(0, 4))).sort((a, b) => (a[0] > b[0] ? -1 : 1));
  $("filters").append(search,
    pick("issuer", "全部机关", "All issuers", tally(run.notices.flatMap((n) => n.issuers))),
    pick("year", "全部年份", "All years", years),
    pick("type", "全部文种", "All kinds of documents", tally(run.notices.map((n) => n.type))), h("span", { id: "count" }));
  $("filters").onsubmit = (e) => e.preventDefault();
  const heads = COLUMNS.map(([name, label, title]) => h("th", { title, data: { name },
    className: NUMERIC.has(name) ? "number" : "" }, h("button", { type: "button", onclick: () => {
    order = [name, order[0] === name ? -order[1] : NUMERIC.has(name) ? -1 : 1];
    draw();
  } }, label)));
  $("table").append(h("table", {}, h("thead", {}, h("tr", {}, heads)), body), end);
  new IntersectionObserver((entries) => entries[0].isIntersecting && drawn < found.length && more(),
    { rootMargin: "600px" }).observe(end);
  if (run.failed.length) {
    $("failed").hidden = false;
    $("failed").append(h("summary", { title: "Documents that could not be read" }, `未能读取（${run.failed.length}）`),
      h("ul", {}, run.failed.map((f) => h("li", {}, h("b", {}, f[0]), `　${f[1]} ${f[2]}`))));
  }
  document.addEventListener("keydown", (e) => {
    if (e.key !== "/" || e.target.closest("input")) return;
    e.preventDefault();
    search.focus();
  });
}

build();
draw();
