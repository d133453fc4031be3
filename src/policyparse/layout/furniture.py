"""Page furniture: page numbers, running heads, print lines, stains, a table's head on its later pages.

What is set aside must look like furniture and stand where furniture stands; a line that only does one of the two stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Literal

from policyparse.layout.afterwards import written_afterwards
from policyparse.layout.page_lines import PageLines, box_of, solid
from policyparse.layout.paragraphs import Dropped
from policyparse.layout.website import navigation
from policyparse.reading.pages import Line, Reading

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

_STRAY = frozenset("、·丨|｜＿_'`~^*¨★☆")
_SCRAP = re.compile(r"[-\u4e00-\u9fff]")
_NUMBERED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）).、．]|第[一二三四五六七八九十百\d]{1,4}[编章节条部]|[①-⑳])"
)
_MAY_RUN = re.compile(r"(?![（(]?[一二三四五六七八九十\d]{1,3}[）).、．])[^，。；：！？\d]{4,40}")
"""What may be a running head: no sentence, no clause."""
_STRIP = 0.06
"""The outer part of a page's width in which nothing is printed: GB/T 9704-2012 leaves 26 and 28 mm of 210."""
_UNREADABLE = 0.3
"""Below this confidence a recognised piece is a stain …"""
_SPECK = 0.9
"""… and below this one a lone character that stands off from the text, unless it is where a page's number stands."""


def set_aside_furniture(reading: Reading) -> tuple[list[Line], list[Dropped]]:
    """Part the notice's own lines from what the page or the web site put around them.

    Returns:
        The lines that are the notice's own, in their order; and what was set aside, each with its reason. The page
        numbers of a file with pages are one running element: one entry, with a place on each page.
    """
    aside: dict[int, Reason] = {}
    lines: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(reading.lines):
        lines[line.page].append(i)
    placed = {p.number: p for p in reading.pages if p.width and p.height}
    pages = [PageLines(reading, placed[n], members, aside) for n, members in lines.items() if n in placed]
    for page in pages:
        if page.info.origin == "ocr":
            aside.update(dict.fromkeys(_stains(page), "noise"))
            aside.update(dict.fromkeys(written_afterwards(reading, page.left()), "noise"))
    for i in chain(_running(pages, of=len(placed)), *map(_edges, pages)):
        aside[i] = "furniture"  # one by one: where the outer one is gone, the next may stand apart
    if not placed:
        aside.update(_between_rows(reading))
    left = [i for i in range(len(reading.lines)) if i not in aside]
    around = navigation([reading.text[reading.lines[i].start : reading.lines[i].end] for i in left])
    aside.update({left[k]: "furniture" for k in around})
    again = {stretch for table in reading.tables for stretch in table.again}
    aside.update({i: "furniture" for i, x in enumerate(reading.lines) if (x.start, x.end) in again})
    kept = [line for i, line in enumerate(reading.lines) if i not in aside]
    return kept, _entries(reading, aside, [i for page in pages for i in page.members])


def _entries(reading: Reading, aside: dict[int, Reason], placed: Collection[int]) -> list[Dropped]:
    """What was set aside, line by line; the page numbers of those that have places are one entry."""
    running = {i for i in placed if aside.get(i) == "furniture"}
    numbers = sorted(i for i in running if _is_page_number(solid(reading, i)))
    out = [Dropped(reading.view(reading.lines[i]), aside[i]) for i in sorted(aside.keys() - set(numbers))]
    if numbers:
        out.append(Dropped(reading.view(*(reading.lines[i] for i in numbers)), "furniture"))
    return sorted(out, key=lambda x: x.view.start)


def _between_rows(reading: Reading) -> dict[int, Reason]:
    """Page numbers and scraps in a text without places: marks, or one character after a whole sentence and alone."""
    out: dict[int, Reason] = {}
    rows = [solid(reading, i) for i in range(len(reading.lines))]
    for i, (before, text, after) in enumerate(zip(["", *rows], rows, [*rows[1:], ""], strict=False)):
        if _PAGE_NUMBER_IN_TEXT.fullmatch(text):
            out[i] = "furniture"
        elif before and _is_scrap(text, before, after):
            out[i] = "noise"
    out.update(dict.fromkeys(_beside_numbers(reading, rows), "furniture"))
    return out


def _beside_numbers(reading: Reading, rows: list[str]) -> list[int]:
    """Running heads in a text without places: what stands beside more than one of its page numbers."""
    beside: dict[str, list[int]] = defaultdict(list)
    for i in (i for i, text in enumerate(rows) if _PAGE_NUMBER_IN_TEXT.fullmatch(text)):
        for j in (i - 1, i + 1):
            if 0 <= j < len(rows) and reading.lines[j].table is None and _MAY_RUN.fullmatch(rows[j]):
                beside[rows[j]].append(j)
    return [j for found in beside.values() if len(found) > 1 for j in found]


def _is_scrap(text: str, before: str, after: str) -> bool:
    if text in _STRAY:
        return True
    return before[-1] in "。；：" and _SCRAP.fullmatch(text) is not None and _NUMBERED.match(after) is not None


def _is_page_number(text: str) -> bool:
    return any(p.fullmatch(text) for p in (_NUMBER_IN_DASHES, _NUMBER_BY_DASH, _PAGE_OF))


def _stains(page: PageLines) -> Iterator[int]:
    """Scraps of the neighbouring page at the side of a scan, and what is hardly read."""
    reading, width = page.reading, page.info.width or 1.0
    long = [box_of(reading, i) for i in page.members if len(solid(reading, i)) >= 8]
    left, right = min((box[0] for box in long), default=0.0), max((box[2] for box in long), default=width)
    for i in page.members:
        x0, _, x1, _ = box_of(reading, i)
        confidence = reading.lines[i].confidence
        beside = x1 < min(left, _STRIP * width) or x0 > max(right, (1 - _STRIP) * width)
        speck = len(solid(reading, i)) == 1 and 0.12 < page.height_of(i) < 0.8 and page.is_apart(i)
        if beside or (confidence is not None and confidence < (_SPECK if speck else _UNREADABLE)):
            yield i


def _running(pages: Sequence[PageLines], of: int) -> Iterator[int]:
    """Heads and feet that stand at the same height of several pages (of so many), apart from the text."""
    same: dict[tuple[str, int], list[tuple[PageLines, int]]] = defaultdict(list)
    for page in pages:
        for i in page.outermost(2):
            height = page.height_of(i)
            if height < 0.12 or height > 0.88:
                same[re.sub(r"\d+", "#", solid(page.reading, i)), round(height * 50)].append((page, i))
    for (text, at), members in same.items():
        beside = [x for step in (-1, 1) for x in same.get((text, at + step), ())]
        count = len({page.info.number for page, _ in (*members, *beside)})
        if count >= 3 or (count == 2 == of):
            yield from (i for page, i in members if page.is_apart(i))


def _edges(page: PageLines) -> Iterator[int]:
    """Page numbers and print lines: the outermost lines of a page, one after the other."""
    more = True
    while more:
        more = False
        for i in page.outermost(1):
            if _is_edge(page, i):
                more = True
                yield i


def _is_edge(page: PageLines, i: int) -> bool:
    """Whether an outermost line is a page number or print line."""
    text = solid(page.reading, i)
    alone = _counts(text, page.info.number) or page.is_apart(i)
    return page.reading.lines[i].table is None and _is_edge_line(text, page.height_of(i), alone)


def _counts(text: str, page: int) -> bool:
    """Whether a number by one dash is that of its page."""
    return text.strip("-—–―─－") == str(page) != text


def _is_edge_line(text: str, height: float, alone: bool) -> bool:
    """Whether an outermost line, at this height of the page, is a page number or print line.

    One that only may be a number is if it is `alone`: off from the text, or the number of its page.
    """
    if _NUMBER_IN_DASHES.fullmatch(text) or _PAGE_OF.fullmatch(text):
        return height < 0.2 or height > 0.6
    edge = height < 0.12 or height > 0.8
    if _NUMBER_BY_DASH.fullmatch(text):
        return edge and alone
    return (height < 0.08 or height > 0.92) and _PRINT_LINE.fullmatch(text) is not None
