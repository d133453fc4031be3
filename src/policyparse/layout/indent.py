"""Where paragraphs begin on a page: by indents, by lines that end short of the margin, by gaps and letter sizes."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policyparse.labels.grammar import Label, read_labels
from policyparse.layout.areas import Area, areas
from policyparse.layout.paragraphs import SENTENCE_END
from policyparse.reading.pages import Box, Line, Reading
from policyparse.view import View

_OPENS = "，、（《“〔—"
_YEAR_HEAD, _YEAR_TAIL = re.compile(r"(?<!\d)(?:1|2|19|20|19\d|20\d)$"), re.compile(r"(\d{1,3})年")
_BEFORE_AN_ITEM = re.compile("[。：；，]")
_AROUND = 8  # lines above and below whose edges say where the margins are: a photographed page is no rectangle
_INSET = 1.2  # characters; the standard wants 2
_SHORT = 1.8  # a full line may lack a character and a half where a mark would not fit
_TORN = 4.0  # so much must be missing before a line without an end is taken for one
_LARGER = 1.25  # a title's letters beside the text's


@dataclass(frozen=True, slots=True)
class _Page:
    """What the lines of a page have in common, in points; `width` is from margin to margin beside one another."""

    left: float
    right: float
    width: float
    em: float
    pitch: float


def starts_by_place(reading: Reading, lines: Sequence[Line]) -> list[bool]:
    """For each line whether it begins a paragraph."""
    whole = _measure(reading, lines, None)
    members: dict[Area, list[Line]] = defaultdict(list)
    within = areas(lines)
    for area, line in zip(within, lines, strict=True):
        members[area].append(line)
    pages = {area: _measure(reading, own, None if area[1] else whole) for area, own in members.items()}
    local = [_around(lines, within, i, pages[area]) for i, area in enumerate(within)]
    return [True] + [
        _starts(reading, a, b, lines[i], lines[i + 1], within[i] == within[i + 1])
        for i, (a, b) in enumerate(pairwise(local))
    ]


def _measure(reading: Reading, lines: Sequence[Line], whole: _Page | None) -> _Page:
    """The text area that the given lines were set in; from `whole` what too few lines cannot tell."""
    boxes = [x.bbox for x in lines if x.bbox is not None]
    if whole is None:
        advances = [a for x in lines if (a := _advance(reading, x, 12)) is not None]
        em = max(median(advances or [b[3] - b[1] for b in boxes]), 1.0)  # type of no size is found in broken files
        measure = max(b[2] - b[0] for b in boxes)
    else:
        em, measure = whole.em, whole.right - whole.left
    full = [b for b in boxes if b[2] - b[0] >= 0.8 * measure]
    tops = sorted(b[1] for b in boxes)
    steps = [b - a for a, b in pairwise(tops) if 0.8 * em < b - a < 4 * em]
    pitch = median(steps) if steps else whole.pitch if whole else 2 * em
    if whole is not None and len(full) < 3:
        return _Page(whole.left, whole.right, whole.width, em, pitch)
    return _Page(*_edges(full, em), em, pitch)


def _edges(full: Sequence[Box], em: float) -> tuple[float, float, float]:
    """Left and right margin by full lines, and how far apart they are on the lines that tell the left one.

    First lines are set in, so the left margin is where the outermost lines stand.
    """
    outermost = sorted(b[0] for b in full)[len(full) // 10]
    outer = [b for b in full if b[0] < outermost + _INSET * em]
    left = median(b[0] for b in outer)
    return left, _upper(b[2] for b in full), _upper(b[2] for b in outer) - left


def _upper(rights: Iterable[float]) -> float:
    """The median of the upper half: lines that end a little short say nothing."""
    edges = sorted(rights)
    return median(edges[len(edges) // 2 :])


def _around(lines: Sequence[Line], within: Sequence[Area], i: int, page: _Page) -> _Page:
    """The page's measures with the margins as they are at line `i`."""
    near = (lines[k] for k in range(max(0, i - _AROUND), min(len(lines), i + _AROUND + 1)) if within[k] == within[i])
    full = [x.bbox for x in near if x.bbox is not None and x.bbox[2] - x.bbox[0] >= 0.8 * (page.right - page.left)]
    if len(full) < 4:
        return page
    left, right, width = _edges(full, page.em)
    if left >= right - page.width + _INSET * page.em:  # a page that leans moves both margins, a list set in only one
        left = page.left
    return _Page(left, right, width, page.em, page.pitch)


def _starts(reading: Reading, before: _Page, here: _Page, previous: Line, line: Line, together: bool) -> bool:
    """Whether `line` begins a paragraph after `previous`; `together`: they are in one area of the page."""
    if previous.bbox is None or line.bbox is None:
        return True
    if together:
        gap = line.bbox[1] - previous.bbox[1]
        if not 0.5 * here.pitch <= gap <= 1.9 * here.pitch or _other_size(reading, previous, line):
            return True
    view = reading.view(line)
    ways = read_labels(view)
    ended = reading.view(previous).text.rstrip("”’）》").endswith(tuple(SENTENCE_END))
    inset = (line.bbox[0] - here.left) / here.em
    short = (before.right - previous.bbox[2]) / before.em
    if inset > _INSET:
        return True
    if any(w.sure for w in ways):
        return short > _SHORT or (ended and not _goes_on(reading.view(previous), ways))
    return short > (_SHORT if ended else _TORN) and not _runs_on(reading.view(previous).text, view.text)


def _goes_on(previous: View, ways: Sequence[Label]) -> bool:
    """Whether the items of a paragraph go on over its rows: the one before stands inside the row above, and ends it."""
    if not previous.text.endswith("；"):
        return False
    before = [w for m in _BEFORE_AN_ITEM.finditer(previous.text) for w in read_labels(previous, m.end())]
    return any((w.style, w.number + 1, w.prefix) == (x.style, x.number, x.prefix) for w in before for x in ways)


def _runs_on(text: str, following: str) -> bool:
    """Whether a row ends where no paragraph does: with a mark that opens or lists, or inside the number of a year.

    A row of so many characters is short where many of them are figures.
    """
    if text.endswith(tuple(_OPENS)):
        return True
    head, tail = _YEAR_HEAD.search(text), _YEAR_TAIL.match(following)
    return head is not None and tail is not None and len(head[0] + tail[1]) == 4


def _other_size(reading: Reading, a: Line, b: Line) -> bool:
    """Whether two lines are set in letters of another size; slanted boxes say nothing by their height."""
    x, y = _advance(reading, a, 6), _advance(reading, b, 6)
    return x is not None and y is not None and max(x, y) > _LARGER * min(x, y)


def _advance(reading: Reading, line: Line, least: int) -> float | None:
    """The width of a full-width character of the line, in points; None where it has fewer than `least` of them."""
    text = reading.text[line.start : line.end].strip()
    size = sum(0.5 if c.isascii() else 1.0 for c in text)
    return None if line.bbox is None or size < least else (line.bbox[2] - line.bbox[0]) / size
