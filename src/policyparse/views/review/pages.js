// The left side: page images with boxes, or the text itself on a sheet of paper.
const pagesEl = $("pages");
const pages = new Map(); // number → {info, el, records, picture}
let shownRecords = new Set(); // what the layers and filters let through
let selected = null;
let hovered = null;

// Stretches of the text with the same records over them become one span.
function textPage(page) {
  const { start, end } = page.info;
  page.sheet.replaceChildren();
  page.marks = [];
  const cuts = new Set([start, end]);
  const over = [];
  for (const record of records) {
    if (record.layer === "gone") continue;
    for (const s of record.spans) {
      if (s.start >= end || s.end <= start) continue;
      const [a, b] = [Math.max(s.start, start), Math.min(s.end, end)];
      cuts.add(a).add(b);
      over.push([a, b, record.index]);
    }
  }
  const roles = lineRoles();
  const lines = [];
  let at = start;
  for (const line of slice(start, end).split("\n")) {
    const long = characters ? Array.from(line).length : line.length;
    lines.push([at, at + long, roles(at, at + long)]);
    cuts.add(at).add(at + long);
    at += long + 1;
  }
  over.sort((a, b) => a[0] - b[0]);
  const points = [...cuts].sort((a, b) => a - b);
  let next = 0;
  let live = [];
  let point = 0;
  for (const [from, to, role] of lines) {
    const p = h("p", { className: `line ${role || ""}`, data: { start: from } });
    while (points[point] < from) point += 1;
    for (; point + 1 < points.length && points[point] < to; point += 1) {
      const [a, b] = [points[point], points[point + 1]];
      while (next < over.length && over[next][0] <= a) live.push(over[next++]);
      live = live.filter((x) => x[1] > a);
      const span = h("span", {}, slice(a, b));
      if (live.length) {
        span.dataset.records = live.map((x) => x[2]).join(" ");
        page.marks.push([span, live.map((x) => records[x[2]])]);
      }
      p.append(span);
    }
    page.sheet.append(p);
  }
}

function lineRoles() {
  const all = notice.paragraphs.flatMap((p) => p.spans.map((s) => [s.start, s.end, p.role]));
  for (const r of notice.removed) all.push(...r.spans.map((s) => [s.start, s.end, "gone"]));
  all.sort((a, b) => a[0] - b[0]);
  let i = 0;
  return (from, to) => {
    while (i < all.length && all[i][1] <= from) i += 1;
    if (i === all.length || all[i][0] >= Math.max(to, from + 1)) return "";
    const first = all[i][0] >= from && !/\s/.test(slice(from, from + 1));
    return `${all[i][2]}${first ? " first" : ""}`;
  };
}

function buildPages() {
  const bare = notice.source.pages.length ? notice.source.pages : [{ number: 1, start: 0, end: notice.text.length }];
  for (const info of bare) {
    const picture = meta.pictures.includes(info.number);
    const sheet = h(picture ? "div.sheet.picture" : "div.sheet.words");
    const el = h("figure.page", { data: { page: info.number } }, sheet);
    if (bare.length > 1) el.append(h("figcaption", {}, String(info.number)));
    const page = { info, el, sheet, picture, records: [], marks: [], near: false };
    if (picture) sheet.style.aspectRatio = `${info.width} / ${info.height}`;
    pages.set(info.number, page);
    pagesEl.append(el);
    if (!picture) textPage(page);
  }
  records.forEach(placeRecord);
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const page = pages.get(Number(entry.target.dataset.page));
      page.near = entry.isIntersecting;
      if (page.near) showPage(page);
      else hidePage(page);
    }
  }, { root: pagesEl, rootMargin: "120% 0px" });
  for (const page of pages.values()) if (page.picture) watcher.observe(page.el);
  addEventListener("beforeprint", () => { for (const page of pages.values()) if (page.picture) showPage(page); });
  // The images stand behind this script; a page that is looked at before its image has arrived gets it now.
  document.addEventListener("DOMContentLoaded", () => {
    for (const page of pages.values()) if (page.near) showPage(page);
  });
}

function placeRecord(record) {
  for (const region of record.spans.flatMap((s) => s.regions || [])) {
    pages.get(region.page)?.records.push([record, region.bbox]);
  }
}

// A record that was added, or is gone again: its words on the sheets of text, its boxes on the pictures.
function placeAgain(record) {
  const over = (page) => record.spans.some((s) => s.start < page.info.end && s.end > page.info.start);
  for (const page of pages.values()) if (!page.picture && over(page)) textPage(page);
  if (record.layer !== "gone") placeRecord(record);
}

function bytesOf(base64) {
  const raw = atob(base64);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i += 1) bytes[i] = raw.charCodeAt(i);
  return bytes;
}

function showPage(page) {
  const data = $(`picture-${page.info.number}`);
  if (data && !page.sheet.querySelector("img")) {
    const url = URL.createObjectURL(new Blob([bytesOf(data.textContent)], { type: data.dataset.type }));
    const alt = `${word("page")} ${page.info.number}`;
    page.sheet.prepend(h("img", { alt, draggable: false, decoding: "async", src: url }), inkOf(page));
  }
  drawBoxes(page);
}

function hidePage(page) {
  const img = page.sheet.querySelector("img");
  if (img) URL.revokeObjectURL(img.src);
  page.sheet.replaceChildren();
}

function drawBoxes(page) {
  for (const box of page.sheet.querySelectorAll(".box")) box.remove();
  const { width, height } = page.info;
  for (const [record, [x0, y0, x1, y1]] of page.records) {
    if (!shownRecords.has(record) && record !== selected) continue;
    const box = h("div", { className: `box ${record.layer} ${stateOf(record)}`, data: { record: record.index } });
    if (doubtful(record)) box.classList.add("doubtful");
    if (record === selected) box.classList.add("on");
    if (record === hovered) box.classList.add("over");
    box.style.left = `${(100 * x0) / width}%`;
    box.style.top = `${(100 * y0) / height}%`;
    box.style.width = `${(100 * (x1 - x0)) / width}%`;
    box.style.height = `${(100 * (y1 - y0)) / height}%`;
    page.sheet.append(box);
  }
  drawParts(page);
}

// Within the selected target, where its number, its deadline and its bodies stand.
function drawParts(page) {
  if (selected?.layer !== "target") return;
  const { width, height } = page.info;
  const { quantity, deadline, bodies } = selected.data;
  for (const [name, list] of [["quantity", [quantity]], ["deadline", [deadline]], ["bodies", bodies]]) {
    for (const region of list.flatMap((x) => x?.spans || []).flatMap((s) => s.regions || [])) {
      if (region.page !== page.info.number) continue;
      const [x0, y0, x1, y1] = region.bbox;
      const box = h("div", { className: `box part ${name}` });
      box.style.left = `${(100 * x0) / width}%`;
      box.style.top = `${(100 * y1) / height}%`;
      box.style.width = `${(100 * (x1 - x0)) / width}%`;
      page.sheet.append(box);
    }
  }
}

function drawMarks(page) {
  for (const [span, over] of page.marks) {
    const shown = over.filter((r) => shownRecords.has(r) || r === selected);
    const classes = new Set(shown.map((r) => r.layer));
    for (const r of shown) if (r.layer === "target") classes.add(stateOf(r));
    if (over.includes(selected)) classes.add("on");
    span.className = [...classes].join(" ");
  }
}

function drawPages() {
  for (const page of pages.values()) {
    if (page.marks.length) drawMarks(page);
    if (page.picture && page.near) drawBoxes(page);
  }
}

// Bring a record's first box, or its words, into the middle of the left side.
function scrollToRecord(record) {
  const region = record.spans.flatMap((s) => s.regions || [])[0];
  const page = region && pages.get(region.page);
  if (page?.picture) {
    const share = (region.bbox[1] + region.bbox[3]) / 2 / page.info.height;
    scrollPages(page.sheet.offsetTop + share * page.sheet.offsetHeight - pagesEl.clientHeight * 0.4);
    return;
  }
  for (const { marks } of pages.values()) {
    const mark = marks.find(([, over]) => over.includes(record));
    if (mark) {
      const box = mark[0].getBoundingClientRect();
      scrollPages(pagesEl.scrollTop + box.top - pagesEl.getBoundingClientRect().top - pagesEl.clientHeight * 0.4);
      return;
    }
  }
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");
function scrollPages(top) {
  const far = Math.abs(top - pagesEl.scrollTop) > 3 * pagesEl.clientHeight;
  pagesEl.scrollTo({ top, behavior: far || calm.matches ? "instant" : "smooth" });
}

// The rows of a page as words that are not seen, over the picture: to be selected. A span has one region for each row.
let rows = null; // page → [[start, end, bbox]]
function rowsOf(page) {
  if (!rows) {
    rows = new Map([...pages.values()].map((p) => [p.info.number, []]));
    const taken = new Uint8Array(notice.text.length);
    for (const { spans } of [...notice.paragraphs, ...notice.tables, ...notice.removed, ...notice.clauses]) {
      for (const { start, end, regions } of spans) {
        let at = start;
        let n = 0;
        for (const line of slice(start, end).split("\n")) {
          const from = at;
          at += (characters ? Array.from(line).length : line.length) + 1;
          if (!line.trim() || !regions?.[n]) continue;
          const { page: number, bbox } = regions[n];
          n += 1;
          if (!taken[from]) rows.get(number)?.push([from, at - 1, bbox]);
          taken.fill(1, from, at - 1);
        }
      }
    }
    for (const list of rows.values()) list.sort((a, b) => a[0] - b[0]);
  }
  return rows.get(page.info.number);
}

const wide = (text) => Array.from(text).reduce((sum, c) => sum + (c > "\u2e7f" ? 1 : 0.55), 0);
function inkOf(page) {
  const { width, height } = page.info;
  return h("div.ink", {}, rowsOf(page).map(([start, end, [x0, y0, x1, y1]]) => {
    const text = slice(start, end);
    const size = Math.min(0.9 * (y1 - y0), (x1 - x0) / wide(text));
    const row = h("span", { data: { start } }, text, "\n");
    const style = { left: `${(100 * x0) / width}%`, top: `${(100 * y0) / height}%`, width: `${(100 * (x1 - x0)) / width}%`,
      fontSize: `${(100 * size) / width}cqw`, lineHeight: `${(100 * (y1 - y0)) / width}cqw`,
      letterSpacing: `${(100 * (x1 - x0 - size * wide(text))) / Array.from(text).length / width}cqw` };
    Object.assign(row.style, style);
    return row;
  }));
}

// What is selected on the left, as spans of the text; null where that is nothing.
function selectedSpans() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const found = [];
  for (const el of pagesEl.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(el)) continue;
    const inside = document.createRange();
    inside.selectNodeContents(el);
    const before = inside.cloneRange();
    if (el.contains(range.startContainer)) inside.setStart(range.startContainer, range.startOffset);
    if (el.contains(range.endContainer)) inside.setEnd(range.endContainer, range.endOffset);
    before.setEnd(inside.startContainer, inside.startOffset);
    const count = (r) => Array.from(r.toString().replace(/\n$/, "")).length;
    const start = Number(el.dataset.start) + count(before);
    const text = inside.toString();
    const blank = Array.from(text).length - Array.from(text.trimStart()).length;
    const words = Array.from(text.trim()).length;
    if (words) found.push([start + blank, start + blank + words]);
  }
  const spans = [];
  for (const [start, end] of found) { // rows that follow one another are one stretch
    const last = spans.at(-1);
    if (last && start >= last.end && !slice(last.end, start).trim()) last.end = end;
    else spans.push({ start, end });
  }
  for (const span of spans) {
    const regions = regionsOf(span);
    if (regions.length) span.regions = regions;
  }
  return spans.length ? spans : null;
}

// A box for each row that a stretch touches, by the width of its characters.
function regionsOf({ start, end }) {
  return [...pages.values()].filter((p) => p.info.width).flatMap((page) => rowsOf(page)
    .filter(([from, to]) => from < end && to > start).map(([from, to, [x0, y0, x1, y1]]) => {
      const step = (x1 - x0) / wide(slice(from, to));
      const x = (at) => Number((x0 + step * wide(slice(from, at))).toFixed(1));
      return { page: page.info.number, bbox: [x(Math.max(start, from)), y0, x(Math.min(end, to)), y1] };
    }));
}

// The shown records at a point of the screen, the smallest first.
function recordsAt(event) {
  const mark = event.target.closest?.("[data-records]");
  if (mark) {
    const over = mark.dataset.records.split(" ").map((i) => records[i]).filter((r) => shownRecords.has(r));
    const length = (r) => r.spans.reduce((sum, s) => sum + s.end - s.start, 0);
    return over.sort((a, b) => length(a) - length(b));
  }
  const page = pages.get(Number(event.target.closest?.(".page")?.dataset.page));
  if (!page?.picture) return [];
  const frame = page.sheet.getBoundingClientRect();
  const x = ((event.clientX - frame.left) / frame.width) * page.info.width;
  const y = ((event.clientY - frame.top) / frame.height) * page.info.height;
  const found = new Set();
  for (const [record, [x0, y0, x1, y1]] of page.records) {
    if (shownRecords.has(record) && x >= x0 - 1 && x <= x1 + 1 && y >= y0 - 1 && y <= y1 + 1) found.add(record);
  }
  const length = (r) => r.spans.reduce((sum, s) => sum + s.end - s.start, 0);
  return [...found].sort((a, b) => length(a) - length(b));
}

function pageInView() {
  const middle = pagesEl.scrollTop + pagesEl.clientHeight / 3;
  let last = null;
  for (const page of pages.values()) {
    if (page.el.offsetTop > middle) break;
    last = page;
  }
  return last;
}

function turnPage(step) {
  const all = [...pages.values()];
  const at = all.indexOf(pageInView());
  const page = all[Math.min(all.length - 1, Math.max(0, at + step))];
  if (page) scrollPages(page.el.offsetTop - 12);
}

let zoom = 1;
function setZoom(value) {
  const middle = (pagesEl.scrollTop + pagesEl.clientHeight / 2) / pagesEl.scrollHeight;
  zoom = Math.min(3, Math.max(0.4, value));
  pagesEl.style.setProperty("--zoom", zoom);
  pagesEl.scrollTop = middle * pagesEl.scrollHeight - pagesEl.clientHeight / 2;
}
