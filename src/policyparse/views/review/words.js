// What the page says: Chinese labels, each with its English tooltip.
const WORDS = {
  target: ["目标", "Targets"], head: ["要件", "Letterhead and imprint"], clause: ["条款", "Clauses"],
  assign: ["分工", "Assignments: who answers for which clause"], table: ["表格", "Tables"],
  removed: ["剔除", "Removed: duplicates, page furniture, noise"], repair: ["修复", "Repairs"],
  note: ["提示", "Diagnostics"],
  issuers: ["发文机关", "Issuers"], document_number: ["发文字号", "Document number"],
  other_numbers: ["其他字号", "Other numbers"], title: ["标题", "Title"], document_type: ["文种", "Kind of document"],
  addressees: ["主送机关", "Addressees"], copy_number: ["份号", "Copy number"],
  classification: ["密级", "Classification"], classification_term: ["保密期限", "Term of classification"],
  urgency: ["紧急程度", "Urgency"], signers: ["签发人", "Signers"], signatories: ["署名", "Signatories"],
  issue_date: ["成文日期", "Date of issue"], attachments: ["附件", "Attachments"], cc: ["抄送", "Copies to"],
  notes: ["附注", "Notes"], printed_by: ["印发机关", "Printed by"], printed_on: ["印发日期", "Printed on"],
  subject_words: ["主题词", "Subject words"], present: ["出席", "Present"], absent: ["请假", "Absent"],
  observers: ["列席", "Observers"],
  count: ["数量", "Count"], ratio: ["比率", "Ratio"], growth: ["增减", "Growth"], funding: ["资金", "Funding"],
  limit: ["限值", "Limit"], task: ["任务", "Task with a deadline"],
  kind: ["类型", "Kind"], action: ["动作", "Action"], object: ["对象", "Object"], heading: ["标题", "Heading"],
  text: ["内容", "Text"], name: ["全称", "Full name"], date: ["日期", "Date"],
  "quantity.value": ["数值", "Value"], "quantity.upper": ["上限", "Upper value of a range"],
  "quantity.comparator": ["比较", "Comparator"], "quantity.unit": ["单位", "Unit"],
  "quantity.per": ["每", "Per"], "deadline.date": ["期限", "Deadline: the last day"],
  "deadline.recurrence": ["周期", "Recurrence"], "deadline.month_day": ["月日", "Month and day, of a yearly deadline"],
  "deadline.within.value": ["时限", "Time limit: how many days, months … after an event"],
  "deadline.within.unit": ["时限单位", "Unit of the time limit: 工作日, 日, 月 …"], clause_id: ["所在条款", "The clause it stands in"],
  bodies: ["责任主体", "Who has to do it"], role: ["角色", "Role"], prefix: ["代字", "Prefix"], year: ["年份", "Year"],
  serial: ["序号", "Serial number"],
  caption: ["表题", "Caption"], header_rows: ["表头行数", "How many rows name the columns"],
  lead: ["牵头", "Leads"], support: ["配合", "Supports"], responsible: ["负责", "Responsible"],
  subject: ["主体", "Subject"],
  eq: ["等于", "="], ge: ["不少于", "≥"], gt: ["超过", ">"], le: ["不超过", "≤"], lt: ["少于", "<"],
  approx: ["约", "≈"], range: ["区间", "Range"],
  "every-year": ["每年", "Every year"], "every-half-year": ["每半年", "Every half-year"],
  "every-quarter": ["每季度", "Every quarter"], "every-month": ["每月", "Every month"],
  "every-week": ["每周", "Every week"], "every-day": ["每天", "Every day"],
  duplicate: ["重复", "Duplicate"], furniture: ["页眉页脚", "Page furniture"], noise: ["杂讯", "Noise"],
  info: ["说明", "Info"], warning: ["注意", "Warning"], error: ["错误", "Error"],
  open: ["待核", "Not yet checked"], accepted: ["已接受", "Accepted"], rejected: ["已退回", "Rejected"],
  edited: ["已修改", "Edited"], added: ["新增", "Added by the reader"],
  mark: ["新增目标", "A new target from the words selected on the page, or from the record chosen (m)"],
  markAssign: ["新增分工", "A new assignment, from the words selected on the page, or from the record chosen (r)"],
  search: ["查找词语", "Search the records (/)"], allKinds: ["全部类型", "All kinds"],
  allBodies: ["全部主体", "All bodies"], allYears: ["全部期限", "All deadlines"], allStates: ["全部状态", "All states"],
  undated: ["无期限", "Without a deadline"], recurring: ["周期性", "Recurring"], unnamed: ["无主体", "Without a body"],
  doubtful: ["存疑", "less than 0.85, and not checked yet"],
  confidence: ["置信度", "Show only records whose confidence is at most this"],
  byPlace: ["按原文顺序", "In reading order"], bySure: ["按置信度", "Least sure first"],
  clear: ["清除筛选", "Clear the filters"], checked: ["已核", "Checked"],
  accept: ["接受", "Accept (a)"], reject: ["退回", "Reject (x)"], edit: ["修改", "Edit (e)"],
  undo: ["撤销", "Undo (u)"], keep: ["确定", "Keep the changes (Enter)"], cancel: ["取消", "Cancel (Esc)"],
  add: ["添加", "Add"], drop: ["删去", "Remove"], none: ["无", "None"],
  save: ["保存", "Save the corrections as JSON (s)"], load: ["载入", "Load corrections from JSON"],
  theme: ["明暗", "Light or dark (t)"], help: ["帮助", "Help (?)"], larger: ["放大", "Larger (+)"],
  smaller: ["缩小", "Smaller (-)"], fit: ["适合宽度", "Fit the width (0)"], home: ["返回目录", "Back to the index"],
  body: ["正文", "Text before the first clause"], nothing: ["没有符合条件的记录", "No record matches"],
  was: ["原为", "Was"], page: ["页", "Page"], close: ["关闭", "Close (Esc)"], grip: ["拖动", "Drag to resize"],
};
const KEYS = [
  ["j k", "下一条、上一条", "Next, previous record"], ["n N", "下一条、上一条待核", "Next, previous unchecked"],
  ["g G", "第一条、最后一条", "First, last"], ["[ ]", "上一页、下一页", "Previous, next page"],
  ["a", "接受", "Accept"], ["x", "退回", "Reject"], ["e", "修改", "Edit"], ["u", "撤销", "Undo"],
  ["m", "新增目标：页面上选中的文字，或当前记录的文字", "A new target, from the words selected on the page or from the record chosen"],
  ["r", "新增分工：同上", "A new assignment, likewise"],
  ["/", "查找", "Search"], ["1 … 8", "开关各层：目标、要件、条款、分工、表格、剔除、修复、提示", "Switch layers on and off"],
  ["+ - 0", "放大、缩小、适合宽度", "Zoom"], ["t", "明暗", "Light or dark"], ["s", "保存修改", "Save"],
  ["?", "帮助", "This help"], ["Esc", "关闭、取消选择", "Close, deselect"],
];

const cellOf = (name) => name.match(/^rows\.(\d+)\.(\d+)$/)?.slice(1).map((x) => Number(x) + 1);
function words(name) {
  const cell = cellOf(name);
  return cell ? [`第${cell[0]}行第${cell[1]}列`, `Row ${cell[0]}, column ${cell[1]}`] : WORDS[name] || [name, ""];
}
const word = (name) => words(name)[0];
const tip = (name) => words(name)[1];

// An element: properties, then children (text is never read as markup).
function h(tag, props, ...children) {
  const [name, ...classes] = tag.split(".");
  const el = document.createElement(name || "div");
  if (classes.length) el.className = classes.join(" ");
  for (const [key, value] of Object.entries(props || {})) {
    if (value === undefined || value === null) continue;
    if (key === "data") Object.assign(el.dataset, value);
    else if (key in el) el[key] = value;
    else el.setAttribute(key, value);
  }
  el.append(...children.flat().filter((x) => x !== null && x !== undefined && x !== ""));
  return el;
}

// An element that shows a label, with its tooltip.
const labelled = (tag, name, props) => h(tag, { title: tip(name), ...props }, word(name));
const $ = (id) => document.getElementById(id);

function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  try { localStorage.setItem("policyparse/theme", root.dataset.theme); } catch { /* it holds for this page */ }
}
try { document.documentElement.dataset.theme = localStorage.getItem("policyparse/theme") || ""; } catch { /* as is */ }
