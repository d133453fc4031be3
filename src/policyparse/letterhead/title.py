"""标题, the title (GB/T 9704-2012, 7.3.1): its kind, whether it is whole, what it puts out, who issues it."""
from __future__ import annotations

import re

from policyparse.ordinals import chinese_number

_OFFICIAL = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案",
    "函", "纪要", "答复", "公示", "声明",
)
_PUT_OUT = (
    "方案", "规划", "计划", "办法", "规定", "细则", "规则", "措施", "要点", "章程", "条例", "制度", "标准", "指南",
    "指引", "目录", "清单", "名单", "预案", "纲要", "规程", "规范", "准则", "守则", "公约", "导则", "倡议书",
    "倡议", "通则", "大纲",
)
_LOOSE = ("行动", "政策", "安排", "举措", "十条", "任务分工", "说明", "要求", "范本", "协议")
KINDS = (*_OFFICIAL, *_PUT_OUT, *_LOOSE)
"""文种: the official ones first, then what notices put out, then what a title of these may end with as well."""
_NAMED = (*_OFFICIAL, *_PUT_OUT)
_CLOSING = (*_OFFICIAL, "规定", "办法")
_TAIL = re.compile(r"(?:（[^（）]{0,60}）|〔[^〔〕]{0,60}〕|\[[^\[\]]{0,60}\]){1,4}$")
_END = re.compile(rf"(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})$")
_PASSES_ON = re.compile(
    r"(?:关于|等[一二三四五六七八九十]+部门|^|[局厅委部办会府院室])(?:修订|修改)?"
    r"(?:印发|转发|批转|发布|公布|印送|颁布|公开)(?!工作|活动)"
)
_REPORTED = re.compile(r"(?![^《]{0,64}关于)[^《》]{4,60}(?:印发|转发|批转|发布)《[^《》]+(?:《[^《》]+》[^《》]*)*》")
"""某办公厅印发《关于…的意见》: the heading of a notice that a newspaper prints."""
_OPENS = re.compile(r"(?:关于|印发|转发|批转|公布|发布)")
_COUNT = re.compile(
    r"等?([二两三四五六七八九十]{1,3}|\d{1,2})个?(?:部门|单位|厅局|部委|机关|委办局|部委局|厅|委局|局|部委办)"
    r"(?=关于|联合|印发|转发|公布|发布)"
)


def depths(text: str) -> list[int]:
    """For each character how deep it stands in 《》, 〈〉 and （）."""
    out, depth = [], 0
    for c in text:
        if c in "《〈（“":
            depth += 1
        out.append(depth)
        if c in "》〉）”":
            depth = max(0, depth - 1)
    return out


def kind_of(title: str) -> str | None:
    """The kind a title ends with (…的实施意见（试行） → 意见); failing that, the last one in it, names left out."""
    text = _TAIL.sub("", title)
    found = [k for k in sorted(_NAMED, key=len, reverse=True) if text.endswith(k)]
    if not found and text.endswith("》"):
        return kind_of(text.rstrip("》"))
    if found:
        return found[0]
    level = depths(text)
    best = max(
        ((m.end(), len(k), k) for k in _NAMED if len(k) > 1 for m in re.finditer(k, text) if not level[m.start()]),
        default=None,
    )
    return best[2] if best else None


def unquoted(text: str) -> slice:
    """Where the title itself stands in a row that prints the whole of it in 《》, as the headings of web pages do."""
    if not text.startswith("《") or not text.endswith("》") or 0 in depths(text[:-1]):
        return slice(0, len(text))
    return slice(1, len(text) - 1)


def ends_as_title(text: str) -> bool:
    """Whether `text` ends with a kind of document, a bracket after it aside."""
    body = _TAIL.sub("", text)
    return _END.search(body) is not None and (not depths(body)[-1] if body else False)


def is_whole(text: str) -> bool:
    """Whether a title is complete: brackets closed, its kind at the end; what puts something out ends with …通知."""
    body = _TAIL.sub("", text)
    if not body or text.count("《") != text.count("》") or text.count("（") != text.count("）"):
        return False
    if _REPORTED.fullmatch(body):
        return kind_of(body) is not None
    if not ends_as_title(body):
        return False
    if _PASSES_ON.search(body):
        return body.endswith(_CLOSING) and re.search(r"的[^的]{0,6}$", body) is not None
    return True


def opens_title(text: str) -> int | None:
    """Where in `text` a title says what it is about (关于, 印发, 转发 …); None if it does not near its beginning."""
    m = _OPENS.search(text[:120])
    return m.start() if m else None


def count_of_issuers(title: str) -> int | None:
    """The number in 等五部门."""
    m = _COUNT.search(title[:120])
    if m is None:
        return None
    text = m[1]
    if text.isdigit():
        return int(text)
    return chinese_number(text) if len(text) == 1 or "十" in text else None


def issuer_part(title: str) -> int:
    """How many of a title's first characters name its issuers; 0 if none do."""
    if m := _COUNT.search(title[:120]):
        return m.start()
    if m := re.fullmatch(r"(.{2,120}?)(?:令|公告|通告|公报)", title):
        return m.end(1)
    return opens_title(title) or 0


def tail(title: str) -> str:
    """The brackets that follow a title's kind: （试行）."""
    m = _TAIL.search(title)
    return m[0] if m is not None else ""


def put_out(title: str) -> list[str]:
    """What a notice puts out, by its title: the names in 《》, or what stands between 印发 and 的通知."""
    return [title[a:b] for a, b in put_out_places(title)]


def put_out_places(title: str) -> list[tuple[int, int]]:
    """Where the names of what a notice puts out stand in its title."""
    places = []
    depth, start = 0, 0
    for i, c in enumerate(title):
        if c in "《":
            depth += 1
            start = i + 1 if depth == 1 else start
        elif c in "》" and depth:
            depth -= 1
            if depth == 0:
                places.append((start, i))
    text = _TAIL.sub("", title)
    if m := re.search(r"(?:印发|转发|批转|发布|公布|建立)(.{1,300})的(?:通知|函|公告|决定|批复|意见|令)$", text):
        places.append(m.span(1))
    return places
