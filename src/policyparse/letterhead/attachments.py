"""附件说明, the list of attachments below the body (GB/T 9704-2012, 7.3.4)."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from policyparse.layout.paragraphs import Block
from policyparse.letterhead.listing import text_field
from policyparse.letterhead.title import depths, ends_as_title
from policyparse.reading.pages import Reading
from policyparse.records import TextField
from policyparse.view import View

_WHAT = r"(?:相关)?附件?(?:说明|目录|列表|清单|下载)?"
_SEVERAL = r"附件1[-—~至]\d{1,2}[：:]"
_LINK = r"附件\d{0,2}[：:]?(?=【[^【】]+】)"  # 附件【招生计划表.doc】
LIST_HEAD = re.compile(rf"（?{_WHAT}[：:](?!【)|[【\[]{_WHAT}[】\]][：:]?(?=.)|{_SEVERAL}|{_LINK}")
"""What a list of attachments opens with."""
_HEAD = re.compile(rf"{LIST_HEAD.pattern}|{_WHAT}(?=.)")
_KINDS = ("doc", "docx", "xls", "xlsx", "pdf", "wps", "zip", "rar", "ppt", "pptx", "ofd", "jpg")
_AFTER_FILE = "|".join(rf"(?<=\.{kind})" for kind in _KINDS)
_ITEM = re.compile(
    rf"附件[：:]?(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[：:.、]?|(?:(?<![\dA-Za-z.—-])|{_AFTER_FILE})(\d{{1,2}})(?:[.、，：]|(?=[\u4e00-\u9fff《“]))"
    r"|（(\d{1,2})）|([①-⑳])|([一二三四五六七八九十]{1,3})、"
)
_NAME_END = re.compile(r"(?<!代)[表书册函图卡单](?:[（《“][^（）《》“”]{1,30}[）》”]|式样|样[张式])?$")
_NUMBERED = re.compile(r"附件\d{1,2}(?:-\d{1,2})?(?=[：:.、])")
_MARKED = 4  # from this group on the items of a list bear marks of one kind
_FILE = re.compile(rf"[.．](?:{'|'.join(_KINDS)})$", re.I)
_CN = {c: i for i, c in enumerate("零一二三四五六七八九十")}


def items(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand in a list of attachments, numbers left out.

    Args:
        texts: The list's paragraphs; the offsets returned count through all of them.
    """
    whole = "".join(texts)
    head = _HEAD.match(whole)
    numbered = texts[0] != "附件" and re.match(rf"(?!{_SEVERAL}|{_LINK})附件[\d一二三四五六七八九十]", whole)
    start = head.end() if head and not numbered else 0
    found: list[tuple[int, int]] = []
    number, at, offset = 0, start, 0
    kind = 0
    for text in texts:
        level = depths(text) if text.count("（") == text.count("）") else [0] * len(text)
        for m in _ITEM.finditer(text, max(0, start - offset)):
            here = offset + m.start()
            if _value(m) != number + 1 or here < at or (number == 0 and here != start):
                continue
            if level[m.start()] and m[3] is None:
                continue  # in brackets
            if number and max(kind, m.lastindex or 0) >= _MARKED and m.lastindex != kind:
                continue
            after = text[m.end() : m.end() + 1]
            bare = m[1] is None and text[m.end() - 1].isdecimal() and (m.start() > 0 or number == 0)
            first = number == 0 and not any(re.match("2(?![\\d年月日])", x) for x in texts[1:])
            if bare and (not after or first or after in "年月日个项类批届"):
                continue  # a figure that belongs to the name
            if number:
                found.append((at, here))
            number, at, kind = number + 1, offset + m.end(), m.lastindex or 0
        offset += len(text)
    found.append((at, len(whole)))
    if number == 0:
        found = _by_marks(texts, start) if len(texts[0]) > start else _by_lines(texts)
    return [(a, b) for a, b in (_trimmed(whole, a, b) for a, b in found) if b > a]


def _value(m: re.Match[str]) -> int:
    text = m[m.lastindex or 0]
    if m[4]:
        return ord(text) - ord("①") + 1
    if text.isdigit():
        return int(text)
    return _CN.get(text, 0) if len(text) == 1 else 10 + _CN.get(text[-1], 0)


def _by_lines(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Names without numbers, each in a paragraph below the head of the list."""
    edges = list(accumulate(len(text) for text in texts))
    return list(pairwise(edges))


def _by_marks(texts: Sequence[str], start: int) -> list[tuple[int, int]]:
    """Names without numbers: one, or several between semicolons or on lines of their own; behind 附件1-3： each between
    、 as well.
    """
    text = "".join(texts)
    marks = "[；、]" if re.match(_SEVERAL, text) else "；"
    cuts = [(start + m.start(), start + m.end()) for m in re.finditer(marks, text[start:])]
    edges = list(accumulate(map(len, texts)))
    cuts += [(x, x) for x, above, row in zip(edges, texts, texts[1:], strict=False) if is_next_name(above, row)]
    places = [(start, start), *sorted(cuts), (len(text), len(text))]
    return [(a, b) for (_, a), (b, _) in pairwise(places)]


def is_next_name(above: str, row: str) -> bool:
    """Whether a row of a list without numbers names another attachment than the one above: both are whole names."""
    return all(_NAME_END.search(text) or ends_as_title(text) for text in (above, row))


def _trimmed(text: str, a: int, b: int) -> tuple[int, int]:
    while b > a and text[b - 1] in "；。;，、":
        b -= 1
    if m := _NUMBERED.match(text, a, b):
        a = m.end()
    while a < b and text[a] in "：:.、，-—":
        a += 1
    if text[a : a + 1] == "【" and "】" in text[a:b]:
        a, b = a + 1, text.index("】", a)  # what follows says how often it was fetched
    if text[b - 1] == "）" and text.count("（", a, b) < text.count("）", a, b):
        b -= 1  # （附件：招生计划表）
    if m := _FILE.search(text[a:b]):
        b = a + m.start()
    if text[a:a + 1] == "《" and text[b - 1:b] == "》" and text.count("《", a, b) == 1:
        a, b = a + 1, b - 1
    return a, b


def next_number(texts: Sequence[str]) -> int:
    """The number the next item of a list would bear."""
    return len(items(texts)) + 1


def is_item(text: str, number: int) -> bool:
    """Whether a paragraph is the item `number` of a list of attachments."""
    m = _ITEM.match(text)
    return m is not None and _value(m) == number and "。" not in text[:-1]


def is_file(text: str) -> bool:
    """Whether a paragraph is the name of a file (招生计划表.doc)."""
    return _FILE.search(text) is not None and "。" not in text


def attachment_records(reading: Reading, blocks: list[Block]) -> list[TextField]:
    """The attachments that a list, in one paragraph or several, names."""
    view = View(blocks[0].view.raw, [i for b in blocks for i in b.view.at])
    return [
        text_field(reading, view[a:b])
        for a, b in items([block.view.text for block in blocks])
    ]
