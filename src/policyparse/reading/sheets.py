"""What a reader hands over, page by page, and how the pages become one `Reading`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import Literal

from policyparse.reading.pages import Box, Line, Place, Reading, ReadTable, Texts
from policyparse.reading.tables import Part, whole
from policyparse.records import Diagnostic, PageInfo, Region, Source, Span


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a page before the pages are put together; boxes in PDF points from the page's top left.

    Attributes:
        text: Its characters, without the line break.
        bbox: x0, y0, x1, y1; None for inputs without pages.
        confidence: The recogniser's, or None.
        edges: `len(text) + 1` x values, where known.
        table: Index in `Sheet.tables`, or None.
        cell: Row and column in the table.
        slope: How far it falls for each step to the right.
    """

    text: str
    bbox: Box | None = None
    confidence: float | None = None
    edges: tuple[float, ...] | None = None
    table: int | None = None
    cell: Place = (0, 0)
    slope: float = 0.0


PAGE_BEGUN: ContextVar[Callable[[int], None] | None] = ContextVar("PAGE_BEGUN", default=None)
"""Who is told the number of each page as it is begun: where a document hangs, its last page is known."""


@dataclass(slots=True)
class Sheet:
    """One page as a reader hands it over, its rows in reading order."""

    number: int
    width: float
    height: float
    origin: Literal["ocr", "text-layer"]
    rows: list[Row] = field(default_factory=list)
    tables: list[Texts] = field(default_factory=list)
    rotation: int = 0  # degrees to the right by which the page as it is shown was turned to be upright
    diagnostics: list[tuple[str, str]] = field(default_factory=list)
    seals: list[tuple[Box, str]] = field(default_factory=list)  # where each stands; its letters

    def __post_init__(self) -> None:
        if (tell := PAGE_BEGUN.get()) is not None:
            tell(self.number)

    @property
    def confidence(self) -> float | None:
        """Mean confidence of the page's rows by length; None where nothing was recognised."""
        known = [(len(r.text), r.confidence) for r in self.rows if r.confidence is not None]
        total = sum(n for n, _ in known)
        return round(sum(n * c for n, c in known) / total, 4) if total else None


LOW_CONFIDENCE = 0.8
"""Below this mean a page's text is likely to have a wrong character in most of its lines."""


def bind(name: str, sha256: str, media_type: str, sheets: Iterable[Sheet]) -> Reading:
    """The pages as one text, each row a line of it."""
    sheets = list(sheets)
    parts = [part for n, sheet in enumerate(sheets) for part in _parts(n, sheet)]
    texts: list[str] = []
    at = first = 0
    lines: list[Line] = []
    pages: list[PageInfo] = []
    diagnostics: list[Diagnostic] = []
    for sheet in sheets:
        start = at
        for row in sheet.rows:
            end = at + len(row.text)
            part = None if row.table is None else first + row.table
            if part is not None:
                sides = None if row.bbox is None else (row.bbox[0], row.bbox[2])
                parts[part].take(row.cell, (at, end), sides)
            box, edges = _rounded(row.bbox), _steps(row.edges)
            lines.append(Line(at, end, sheet.number, box, row.confidence, edges, part, round(row.slope, 4)))
            texts += (row.text, "\n")
            at = end + 1
        diagnostics += _sealed(sheet, lines[len(lines) - len(sheet.rows) :])
        first += len(sheet.tables)
        mean = sheet.confidence
        pages.append(
            PageInfo(
                number=sheet.number,
                start=start,
                end=at,
                width=round(sheet.width, 2),
                height=round(sheet.height, 2),
                origin=sheet.origin,
                confidence=mean,
                rotation=sheet.rotation,
            )
        )
        if mean is not None and mean < LOW_CONFIDENCE:
            sheet.diagnostics.append(("PP402", f"page {sheet.number} was read with a mean confidence of {mean:.2f}"))
        where = (Span(start=start, end=at),) if at > start else ()
        diagnostics += [Diagnostic(code=c, severity="warning", message=m, spans=where) for c, m in sheet.diagnostics]
    tables: list[ReadTable] = []
    numbers: list[int] = []
    for table, count in whole(parts):
        numbers += [len(tables)] * count
        tables.append(table)
    if len(tables) < len(parts):  # a line knows its table, not the part of it that is on its page
        lines = [line if line.table is None else replace(line, table=numbers[line.table]) for line in lines]
    source = Source(name=name, sha256=sha256, media_type=media_type, pages=tuple(pages))
    return Reading(
        source=source, text="".join(texts), lines=tuple(lines), tables=tuple(tables), diagnostics=tuple(diagnostics)
    )


def _sealed(sheet: Sheet, lines: list[Line]) -> Iterator[Diagnostic]:
    """A note on each seal of a scan, with the lines under it and what was read of the seal's own letters."""
    for (x0, y0, x1, y1), own in sheet.seals:
        under = [
            (x, x.bbox)
            for x in lines
            if x.bbox is not None
            and min(x.bbox[2], x1) > max(x.bbox[0], x0)
            and min(x.bbox[3], y1) > max(x.bbox[1], y0)
        ]
        spans = tuple(
            Span(start=x.start, end=x.end, regions=(Region(page=sheet.number, bbox=box),)) for x, box in under
        )
        of_it = f"; of its own letters were read: {own}" if own else ""
        message = f"a seal stands on page {sheet.number}{of_it}"
        yield Diagnostic(code="PP409", severity="info", message=message, spans=spans)


def _rounded(box: Box | None) -> Box | None:
    return None if box is None else (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))


def _steps(edges: tuple[float, ...] | None) -> tuple[float, ...] | None:
    return None if edges is None else tuple(round(x, 2) for x in edges)


def _parts(number: int, sheet: Sheet) -> Iterator[Part]:
    """The page's tables, each with what stands above and below it."""
    words = ["".join(row.text.split()) for row in sheet.rows] if sheet.tables else []
    inside = [i for i, row in enumerate(sheet.rows) if row.table is not None]
    last = len(sheet.tables) - 1
    for n, rows in enumerate(sheet.tables):
        before = words[: inside[0]] if n == 0 and inside else None
        after = words[inside[-1] + 1 :] if n == last and inside else None
        yield Part(number, rows, before=before, after=after)
