"""Page furniture: page numbers, running heads, print lines, stains, a table's head on its later pages.

What is set aside must look like furniture and stand where furniture stands; a line that only does one of the two stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import Literal

from policyparse.layout.afterwards import written_afterwards
from policyparse.layout.paragraphs import Dropped
from policyparse.layout.website import navigation
from policyparse.reading.pages import Box, Line, Reading
from policyparse.records import PageInfo

Reason = Literal["furniture", "noise"]

_DASH = r"[-—–―─━－一二_=·•.~～]"  # as recognisers read a dash, too
_NUMBER_IN_DASHES = re.compile(rf"{_DASH}{{1,3}}[\dlIO]{{1,3}}{_DASH}{{1,3}}")
_NUMBER_BY_DASH = re.compile(rf"{_DASH}{{0,3}}\d{{1,3}}{_DASH}{{0,3}}")
_PAGE_OF = re.compile(
    r"第?(?:\d{1,3}|[一二三四五六七八九十]{1,3})页(?:[，,/／]?[（(]?共\d{1,3}页[)）]?)?|(?:Page)?\d{1,3}(?:/|of)\d{1,3}",
    re.I,
)
_PAGE_NUMBER_IN_TEXT = re.compile(
    r"[-—–―─－]{1,3}\d{1,3}[-—–―─－]{1,3}|一\d{1,3}一|第\d{1,3}页(?:[，,/／]?[（(]?共\d{1,3}页[)）]?)?"
)
"""A page number that needs no place on a page to be told: dashes around it, or 第…页."""

_PRINT_LINE = re.compile(
    r"(?:https?://|file:///|www\.)\S+"
    r"|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:上午|下午)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?.{0,60}"
    r"|.{0,60}(?:https?://|www\.)\S+(?:\d{1,3}/\d{1,3})?"
)
"""What a browser prints above and below each page: address, title, date and time."""

_STRAY = frozenset("、·丨|｜＿_'`~^*¨")
_SCRAP = re.compile(r"[-\u4e00-\u9fff]")
_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]|第[一二三四五六七八九十百\d]{1,4}[编章节条部]|[①-⑳])"
)
_STRIP = 0.06
"""The outer part of a page's width in which nothing is printed: GB/T 9704-2012 leaves 26 and 28 mm of 210."""
_UNREADABLE = 0.3
"""Below this confidence a recognised piece is a stain."""


def set_aside_furniture(reading: Reading) -> tuple[list[Line], list[Dropped]]:
    """Part the notice's own lines from what the page or the web site put around them.

    Returns:
        The lines that are the notice's own, in their order; and what was set aside, each with its reason. The page
        numbers of a file with pages are one running element: one entry, with a place on each page.
    """
    dropped: dict[int, Reason] = {}
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(reading.lines):
        pages[line.page].append(i)
    placed = {p.number: p for p in reading.pages if p.width and p.height}
    for number, members in pages.items():
        if number in placed:
            _stains(reading, placed[number], members, dropped)
    _running(reading, placed, pages, dropped)
    for number, members in pages.items():
        if number in placed:
            _page_edges(reading, placed[number], members, dropped)
    if not placed:
        _between_rows(reading, dropped)
    left = [i for i in range(len(reading.lines)) if i not in dropped]
    around = navigation([reading.text[reading.lines[i].start : reading.lines[i].end] for i in left])
    dropped.update({left[k]: "furniture" for k in around})
    again = {stretch for table in reading.tables for stretch in table.again}
    dropped.update({i: "furniture" for i, x in enumerate(reading.lines) if (x.start, x.end) in again})
    kept = [line for i, line in enumerate(reading.lines) if i not in dropped]
    numbers = [i for i in sorted(dropped) if reading.lines[i].page in placed and _is_page_number(reading, i)]
    alone = [Dropped(reading.view(reading.lines[i]), dropped[i]) for i in sorted(dropped) if i not in numbers]
    series = [Dropped(reading.view(*(reading.lines[i] for i in numbers)), "furniture")] if numbers else []
    return kept, sorted((*alone, *series), key=lambda x: x.view.start)


def _between_rows(reading: Reading, dropped: dict[int, Reason]) -> None:
    """Page numbers and scraps in a text without places: marks, or one character after a whole sentence and alone."""
    solid = [_solid(reading, i) for i in range(len(reading.lines))]
    for i, text in enumerate(solid):
        after = solid[i + 1] if i + 1 < len(solid) else ""
        before = solid[i - 1] if i else ""
        if _PAGE_NUMBER_IN_TEXT.fullmatch(text):
            dropped[i] = "furniture"
        elif before and _is_scrap(text, before, after):
            dropped[i] = "noise"


def _is_scrap(text: str, before: str, after: str) -> bool:
    if text in _STRAY:
        return True
    return before[-1] in "。；：" and _SCRAP.fullmatch(text) is not None and _NUMBERED.match(after) is not None


def _is_page_number(reading: Reading, i: int) -> bool:
    text = _solid(reading, i)
    return any(p.fullmatch(text) for p in (_NUMBER_IN_DASHES, _NUMBER_BY_DASH, _PAGE_OF))


def _solid(reading: Reading, i: int) -> str:
    """A line's characters without white space."""
    line = reading.lines[i]
    return "".join(reading.text[line.start : line.end].split())


def _box(reading: Reading, i: int) -> Box:
    return reading.lines[i].bbox or (0.0, 0.0, 0.0, 0.0)


def _stains(reading: Reading, page: PageInfo, members: list[int], dropped: dict[int, Reason]) -> None:
    """Scraps of the neighbouring page at the side of a scan, what was written on it, what is hardly read."""
    if page.origin != "ocr" or not page.width:
        return
    lefts = [_box(reading, i)[0] for i in members if len(_solid(reading, i)) >= 8]
    rights = [_box(reading, i)[2] for i in members if len(_solid(reading, i)) >= 8]
    left, right = min(lefts, default=0.0), max(rights, default=page.width)
    for i in members:
        x0, _, x1, _ = _box(reading, i)
        confidence = reading.lines[i].confidence
        aside = x1 < min(left, _STRIP * page.width) or x0 > max(right, (1 - _STRIP) * page.width)
        if aside or (confidence is not None and confidence < _UNREADABLE):
            dropped[i] = "noise"
    dropped.update(dict.fromkeys(written_afterwards(reading, [i for i in members if i not in dropped]), "noise"))


def _running(
    reading: Reading, placed: dict[int, PageInfo], pages: dict[int, list[int]], dropped: dict[int, Reason]
) -> None:
    """Heads and feet that stand at the same height of several pages, apart from the text."""
    same: dict[tuple[str, int], list[int]] = defaultdict(list)
    for number, members in pages.items():
        page = placed.get(number)
        if page is None or not page.height:
            continue
        for i in _outermost(reading, members, dropped, 2):
            share = _middle(reading, i) / page.height
            if share < 0.12 or share > 0.88:
                same[re.sub(r"\d+", "#", _solid(reading, i)), round(share * 50)].append(i)
    for (text, at), members in same.items():
        beside = [i for step in (-1, 1) for i in same.get((text, at + step), ())]
        found = {reading.lines[i].page for i in (*members, *beside)}
        if len(found) >= 3 or (len(found) == 2 == len(placed)):
            for i in members:
                if _apart(reading, i, pages[reading.lines[i].page], dropped):
                    dropped[i] = "furniture"


def _page_edges(reading: Reading, page: PageInfo, members: list[int], dropped: dict[int, Reason]) -> None:
    """Page numbers and print lines: the outermost lines of a page, one after the other."""
    height = page.height or 1.0
    again = True
    while again:
        again = False
        for i in _outermost(reading, members, dropped, 1):
            share = _middle(reading, i) / height
            text = _solid(reading, i)
            alone = _counts(text, page.number) or _apart(reading, i, members, dropped)
            if _is_edge_line(text, share, alone, reading.lines[i].table):
                dropped[i] = "furniture"
                again = True


def _counts(text: str, page: int) -> bool:
    """Whether a number by one dash is that of its page."""
    return text.strip("-—–―─－") == str(page) != text


def _is_edge_line(text: str, share: float, alone: bool, table: int | None) -> bool:
    """Whether an outermost line, at this part of the page's height, is a page number or print line.

    One that only may be a number is if it is `alone`: off from the text, or the number of its page.
    """
    if table is not None:
        return False
    if _NUMBER_IN_DASHES.fullmatch(text) or _PAGE_OF.fullmatch(text):
        return share < 0.2 or share > 0.6
    edge = share < 0.12 or share > 0.8
    if _NUMBER_BY_DASH.fullmatch(text):
        return edge and alone
    return (share < 0.08 or share > 0.92) and _PRINT_LINE.fullmatch(text) is not None


def _middle(reading: Reading, i: int) -> float:
    box = _box(reading, i)
    return (box[1] + box[3]) / 2


def _outermost(reading: Reading, members: list[int], dropped: dict[int, Reason], depth: int) -> list[int]:
    """The members of the first and last `depth` rows of a page that are still there."""
    left = sorted((i for i in members if i not in dropped), key=lambda i: _middle(reading, i))
    rows: list[list[int]] = []
    for i in left:
        box = _box(reading, i)
        if rows and _middle(reading, i) - _middle(reading, rows[-1][0]) < 0.5 * (box[3] - box[1]):
            rows[-1].append(i)
        else:
            rows.append([i])
    ends = rows if len(rows) <= 2 * depth else rows[:depth] + rows[-depth:]
    return [i for row in ends for i in row]


def _apart(reading: Reading, i: int, members: list[int], dropped: dict[int, Reason]) -> bool:
    """Whether a line stands off from the text by more than lines of the text stand off from one another."""
    others = sorted(_middle(reading, j) for j in members if j != i and j not in dropped)
    own = _middle(reading, i)
    size = _box(reading, i)[3] - _box(reading, i)[1]
    others = [y for y in others if abs(y - own) > 0.5 * size]
    if len(others) < 3:
        return True
    steps = [b - a for a, b in pairwise(others) if b - a > 0.5 * size]
    usual = median(steps) if steps else size
    return min(abs(y - own) for y in others) > 1.3 * usual
