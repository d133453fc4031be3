"""What reading gives: one text, its lines, and where each stood on which page."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.records import Diagnostic, PageInfo, Region, Source, Span
from policyparse.view import View

Box = tuple[float, float, float, float]
Stretch = tuple[int, int]
Texts = tuple[tuple[str, ...], ...]
Place = tuple[int, int]
"""A cell's row and column."""
Places = tuple[tuple[tuple[Stretch, ...], ...], ...]


def check_length(count: int, name: str, options: Options) -> None:
    """Raise PP108 for a text of more characters than the options allow."""
    if count > options.max_text:
        hint = "is it one notice? Cut it up, or raise Options.max_text and Options.max_packed"
        raise PolicyParseError("PP108", f"{name}: the limit is {options.max_text:,} characters", hint)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page, as a stretch of the text.

    Attributes:
        start: Offset of its first character in `Reading.text`.
        end: Offset after its last; the line break is not in it.
        page: Page number, from 1.
        bbox: x0, y0, x1, y1 in PDF points from the page's top left; None for inputs without pages.
        confidence: The recogniser's, 0 to 1; None for text that was not recognised.
        edges: x of each character's left edge and of the last one's right edge (`end - start + 1` values), where known.
        table: Index of the table in `Reading.tables` the line belongs to, or None.
        slope: How far it falls for each step to the right, on a page that lies askew.
    """

    start: int
    end: int
    page: int = 1
    bbox: Box | None = None
    confidence: float | None = None
    edges: tuple[float, ...] | None = None
    table: int | None = None
    slope: float = 0.0

    def box(self, start: int, end: int) -> Box | None:
        """The box of the characters from `start` to `end` (offsets into the text), by `edges` or by even widths."""
        if self.bbox is None or self.end <= self.start:
            return None
        x0, y0, x1, y1 = self.bbox
        a, b = max(start, self.start) - self.start, min(end, self.end) - self.start
        if self.edges is not None:
            left, right = self.edges[a], self.edges[b]
        else:
            step = (x1 - x0) / (self.end - self.start)
            left, right = x0 + a * step, x0 + b * step
        before, after = abs(self.slope) * max(left - x0, 0.0), abs(self.slope) * max(x1 - right, 0.0)
        above, below = (before, after) if self.slope > 0 else (after, before)
        return (left, y0 + above, right, y1 - below) if above + below < y1 - y0 else (left, y0, right, y1)

    def cut(self, start: int, end: int) -> Line:
        """The part of this line from `start` to `end` (offsets into the text)."""
        edges = None if self.edges is None else self.edges[start - self.start : end - self.start + 1]
        return replace(self, start=start, end=end, bbox=self.box(start, end), edges=edges)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as it was read; one that runs over several pages is whole.

    Attributes:
        rows: Its cells' texts; a cell that takes several places has its text in the first, and the others are empty.
        places: For each cell the stretches of the text that it holds.
        spans: The stretches of the text that it takes.
        again: Stretches of head rows that are printed again on its later pages; they are in no other field.
        head: How many rows the file says are its head; None where it says nothing.
    """

    rows: Texts
    places: Places
    spans: tuple[Stretch, ...]
    again: tuple[Stretch, ...] = ()
    head: int | None = None


def laid_out(
    rows: Texts, cells: Mapping[Place, Sequence[Stretch]], again: tuple[Stretch, ...] = (), head: int | None = None
) -> ReadTable:
    """A table from its texts and from where the lines of its cells are."""
    places = tuple(tuple(tuple(cells.get((r, c), ())) for c in range(len(row))) for r, row in enumerate(rows))
    spans: list[Stretch] = []
    for start, end in sorted(s for found in cells.values() for s in found):
        if spans and start <= spans[-1][1] + 1:  # only a line break is between them
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return ReadTable(rows, places, tuple(spans), again, head)


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read: `text` is everything in reading order, and all offsets point into it."""

    source: Source
    text: str
    lines: tuple[Line, ...]
    tables: tuple[ReadTable, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    _starts: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._starts.extend(line.start for line in self.lines)

    @property
    def pages(self) -> tuple[PageInfo, ...]:
        """The pages, in order."""
        return self.source.pages

    def view(self, *lines: Line) -> View:
        """The given lines as one view."""
        return View.of(self.text, [(x.start, x.end) for x in lines])

    def span(self, start: int, end: int) -> Span:
        """The span from `start` to `end`, with a region for each line that it touches."""
        regions = []
        for i in range(max(0, bisect_right(self._starts, start) - 1), len(self.lines)):
            line = self.lines[i]
            if line.start >= end:
                break
            if line.end > start and (box := line.box(start, end)) is not None:
                x0, y0, x1, y1 = (round(v, 1) for v in box)
                regions.append(Region(page=line.page, bbox=(x0, y0, x1, y1)))
        return Span(start=start, end=end, regions=tuple(regions) or None)

    def spans(self, view: View, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The spans behind a part of a view."""
        return tuple(self.span(a, b) for a, b in view.ranges(start, end))
