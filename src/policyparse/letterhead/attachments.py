"""附件说明, the list of attachments below the body (GB/T 9704-2012, 7.3.4)."""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from policyparse.layout.paragraphs import Block
from policyparse.letterhead.listing import text_field
from policyparse.letterhead.title import depths, ends_as_title
from policyparse.ordinals import chinese_number
from policyparse.reading.pages import Reading
from policyparse.records import TextField
from policyparse.view import View

_WHAT = r"(?:相关)?附件?(?:说明|目录|列表|清单|下载)?"
_RANGE = r"附件1[-—~至]\d{1,2}[：:]"
_SEVERAL = r"附件1[-—~至](?!1[：:])\d{1,2}[：:]"
_LINK = r"附件\d{0,2}[：:]?(?=【[^【】]+】)"  # 附件【招生计划表.doc】
LIST_HEAD = re.compile(rf"（?{_WHAT}[：:](?!【)|[【\[]{_WHAT}[】\]][：:]?(?=.)|{_RANGE}|{_LINK}")
"""What a list of attachments opens with."""
APPENDED = "附[件表图]"
_HEAD = re.compile(rf"{LIST_HEAD.pattern}|{APPENDED}[：:]|{_WHAT}")
_KINDS = ("doc", "docx", "xls", "xlsx", "pdf", "wps", "zip", "rar", "ppt", "pptx", "ofd", "jpg")
_AFTER_FILE = "|".join(rf"(?<=\.{kind})" for kind in _KINDS)
_HAN = "[一二三四五六七八九十]{1,3}"
_APART = r"(?<![\dA-Za-z.—-])"
_ITEM = re.compile(
    rf"{APPENDED}[：:]?(?P<annex>\d{{1,2}}(?:-\d{{1,2}}(?=[：:、]))?|{_HAN})(?![-—~至]\d)[：:.、]?"
    rf"|{_APART}(?P<sub>\d{{1,2}}-\d{{1,2}})(?:[.、：]|(?=[\u4e00-\u9fff《“]))"
    rf"|(?:{_APART}|{_AFTER_FILE})(?P<digits>\d{{1,2}})(?:[.、，：]|(?=[\u4e00-\u9fff《“]))|{_APART}(?P<read>[lI丨])[.、]"
    rf"|（(?P<round>\d{{1,2}}|{_HAN})）|{_APART}(?P<half>\d{{1,2}})）|(?P<circled>[①-⑳])|(?P<han>{_HAN})、"
)
_OF_ONE_KIND = {"half", "circled", "han"}
_NAME_END = re.compile(
    r"(?:(?<!代)[表书册函图卡单账]|指南|须知|提纲)(?:[（《“][^（）《》“”]{1,30}[）》”]|式样|样[张式])?$"
)
_NUMBERED = re.compile(rf"{APPENDED}\d{{1,2}}(?:-\d{{1,2}})?[：:.、]")
_FILE = re.compile(rf"[.．](?:{'|'.join(_KINDS)})$", re.I)
_TO_FETCH = re.compile(r"（(?:[^（）]{0,12}下载[^（）]{0,6}|[\d.]{1,8}[KM]B?)）$", re.I)
_NAMELESS = re.compile(r"（?(?:略|无|如文)）?")
_TITLES = re.compile(r"《[^《》]{1,80}》[、，；]?(?:[及和与](?=《))?")
_Number = tuple[int, int]  # 1, 0 of 1; 1, 2 of 1-2


def items(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand in a list of attachments, numbers left out.

    Args:
        texts: The list's paragraphs; the offsets returned count through all of them.
    """
    whole = "".join(texts)
    heads = _numbers(texts)
    if heads:
        found = [(a, b) for (_, _, a), b in zip(heads, [*(at for _, at, _ in heads[1:]), len(whole)], strict=True)]
        if heads[0][1] > (start := _start(texts)):
            found.insert(0, (start, heads[0][1]))
    elif len(texts[0]) > (start := _start(texts)):
        found = _by_marks(texts, start)
    else:
        found = list(pairwise(accumulate(map(len, texts))))
    named = (_trimmed(whole, a, b) for a, b in found if b > a)
    return [(a, b) for a, b in named if b > a and not _NAMELESS.fullmatch(whole, a, b)]


def _start(texts: Sequence[str]) -> int:
    """Where the first number or name stands, behind what the list opens with."""
    whole = "".join(texts)
    if texts[0] == "附件":
        return len(texts[0])
    if re.match(rf"(?!{_SEVERAL}|{_LINK}){APPENDED}[\d一二三四五六七八九十]", whole):
        return 0
    head = _HEAD.match(whole)
    return head.end() if head else 0


def _numbers(texts: Sequence[str]) -> list[tuple[_Number, int, int]]:
    """The numbers of a list's items, each with where it begins and ends: every one follows the one before."""
    start = _start(texts)
    out: list[tuple[_Number, int, int]] = []
    kind, offset = "", 0
    for text in texts:
        level = depths(text) if text.count("（") == text.count("）") else [0] * len(text)
        for m in _ITEM.finditer(text, max(0, start - offset)):
            number, here, own = _number(m), offset + m.start(), m.lastgroup or ""
            if (level[m.start()] and own != "round") or (out and own != kind and {own, kind} & _OF_ONE_KIND):
                continue
            last = out[-1][0] if out else (0, 0)
            if here < start or (not out and here != start) or not _follows(last, number):
                continue
            if not _is_figure(texts, m, first=not out):
                out.append((number, here, offset + m.end()))
                kind = own
        offset += len(text)
    return out


def _number(m: re.Match[str]) -> _Number:
    kind = m.lastgroup or ""
    text = m[kind]
    if kind == "read":
        return 1, 0
    if kind == "circled":
        return ord(text) - ord("①") + 1, 0
    if not text[0].isdigit():
        return chinese_number(text) or 0, 0
    whole, _, part = text.partition("-")
    return int(whole), int(part or 0)


def _follows(last: _Number, number: _Number) -> bool:
    return number in ((last[0], last[1] + 1), (last[0] + 1, 0), (last[0] + 1, 1))


def _is_figure(texts: Sequence[str], m: re.Match[str], first: bool) -> bool:
    """Whether a number without a mark behind it belongs to the name (2022年资助名单)."""
    if m.lastgroup != "digits" or not m[0][-1].isdecimal() or not (m.start() or first):
        return False
    alone = first and not any(re.match("2(?![\\d年月日])", x) for x in texts[1:])
    after = m.string[m.end() : m.end() + 1]
    return alone or not after or after in "年月日个项类批届"


def _by_marks(texts: Sequence[str], start: int) -> list[tuple[int, int]]:
    """Names without numbers: one, or several between semicolons or on lines of their own; behind 附件1-3： each between
    、 as well.
    """
    text = "".join(texts)
    if re.fullmatch(rf"(?:{_TITLES.pattern}){{2,12}}", text[start:]):
        return [(start + m.start(), start + m.end()) for m in _TITLES.finditer(text[start:])]
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
    while a < b and text[a] in "：:.、，-—":
        a += 1
    if text[a : a + 1] == "【" and "】" in text[a:b]:
        a, b = a + 1, text.index("】", a)  # what follows says how often it was fetched
    if text[b - 1] == "）" and text.count("（", a, b) < text.count("）", a, b):
        b -= 1  # （附件：招生计划表）
    for ending in (_TO_FETCH, _FILE):
        if m := ending.search(text[a:b]):
            b = a + m.start()
    if m := _NUMBERED.match(text, a, b):
        a = m.end()
    if text[a:a + 1] == "《" and text[b - 1:b] == "》" and text.count("《", a, b) == 1:
        a, b = a + 1, b - 1
    return a, b


def continues(texts: Sequence[str], text: str) -> bool:
    """Whether a paragraph is the next item of the list of attachments that `texts` are so far."""
    m = _ITEM.match(text)
    if m is None or m.end() == len(text) or "。" in text[:-1]:
        return False
    heads = _numbers(texts)
    named = len("".join(texts)) > _start(texts)
    last = heads[-1][0] if heads else (int(named), 0)
    return _follows(last, _number(m))


def is_item(text: str, number: int) -> bool:
    """Whether a paragraph is the item `number` of a list of attachments."""
    m = _ITEM.match(text)
    return m is not None and _number(m)[0] == number and "。" not in text[:-1]


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
