"""What a reader without pages (DOCX, HTML) hands over, and how it becomes a `Reading`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.pages import Line, Place, Reading, Stretch, Texts, laid_out
from policyparse.records import Diagnostic, PageInfo, Source, Span

MOST_PLACES = 500_000
"""A table whose longest row, times its rows, comes to more places for cells is read as text."""


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One paragraph or cell of a document without pages.

    Attributes:
        text: Its characters, without a line break.
        table: Index in `Flow.tables`, or None.
        label: How many characters at its beginning are a label that the file does not hold but counts.
        cell: Row and column in the table.
    """

    text: str
    table: int | None = None
    label: int = 0
    cell: Place = (0, 0)


@dataclass(slots=True)
class Flow:
    """A document in reading order; a table's rows stand together."""

    rows: list[FlowRow] = field(default_factory=list)
    tables: list[Texts] = field(default_factory=list)
    heads: list[int | None] = field(default_factory=list)
    """For each table how many of its rows the file says are its head."""
    left_out: dict[str, None] = field(default_factory=dict)
    """Running heads and feet that are not part of the text, each once."""


def check_pages(options: Options, name: str, kind: str) -> None:
    """Raise PP109 where the options leave out the one page that a document without pages has."""
    if options.pages is not None and not options.pages[0] <= 1 <= options.pages[1]:
        raise PolicyParseError("PP109", f"{name} is {kind} and has no pages", "leave the page range out")


def bind_flow(name: str, sha256: str, media_type: str, flow: Flow) -> Reading:
    """The document as one text of one page without boxes, each row a line of it."""
    at = 0
    lines: list[Line] = []
    places: list[dict[Place, list[Stretch]]] = [{} for _ in flow.tables]
    labels: list[Span] = []
    for row in flow.rows:
        end = at + len(row.text)
        lines.append(Line(at, end, table=row.table))
        if row.table is not None:
            places[row.table].setdefault(row.cell, []).append((at, end))
        if row.label:
            labels.append(Span(start=at, end=at + row.label))
        at = end + 1
    text = "".join(f"{row.text}\n" for row in flow.rows)
    tables = tuple(
        laid_out(texts, cells, head=head) for texts, cells, head in zip(flow.tables, places, flow.heads, strict=True)
    )
    page = PageInfo(number=1, start=0, end=len(text), origin="text")
    source = Source(name=name, sha256=sha256, media_type=media_type, pages=(page,))
    return Reading(source, text, tuple(lines), tables, tuple(_notes(flow.left_out, labels)))


def _notes(left_out: Iterable[str], labels: Sequence[Span]) -> list[Diagnostic]:
    notes = []
    if labels:
        message = f"{len(labels)} labels come from automatic numbering"
        notes.append(Diagnostic(code="PP404", severity="info", message=message, spans=tuple(labels)))
    for text in left_out:
        message = f"a running head or foot was left out: {text}"
        notes.append(Diagnostic(code="PP405", severity="info", message=message))
    return notes
