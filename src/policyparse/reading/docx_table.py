"""Tables of a DOCX (ECMA-376, 17.4): those that hold data, and those that only arrange text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policyparse.reading.docx_inline import DEEPEST, OPEN
from policyparse.reading.docx_lists import W, is_on, val, whole
from policyparse.reading.flow import MOST_PLACES, FlowRow
from policyparse.reading.pages import Texts

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG_CELL = 800
_MANY_ROWS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what stands in it, how many columns it takes, and whether it goes on from the one above."""

    rows: list[FlowRow]
    wide: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rows of cells, and how many of the first rows the file says are its head; None if it does not."""

    rows: list[list[Cell]]
    head: int | None

    @property
    def is_data(self) -> bool:
        """Whether two of its rows have two cells that say something, and none of them holds a page of text."""
        widths = [sum(cell.wide for cell in row) for row in self.rows]
        if max(widths, default=0) * len(widths) > MOST_PLACES:
            return False
        cells = [cell for row in self.rows for cell in row]
        if any(len(c.rows) > _MANY_ROWS or sum(len(r.text) for r in c.rows) > _LONG_CELL for c in cells):
            return False
        return sum(sum(bool(cell.rows) for cell in row) >= 2 for row in self.rows) >= 2

    @property
    def texts(self) -> Texts:
        """The cells' texts; a merged cell has its text in its first place, and its others are empty."""
        lines = []
        for row in self.rows:
            line: list[str] = []
            for cell in row:
                text = "" if cell.goes_on else "\n".join(r.text.strip() for r in cell.rows)
                line += [text] + [""] * (cell.wide - 1)
            lines.append(line)
        width = max(map(len, lines), default=0)
        return tuple(tuple(line + [""] * (width - len(line))) for line in lines)


def grid_of(table: _Element, read: Callable[[_Element], list[FlowRow]]) -> Grid:
    """The cells of a table, less rows that were deleted; `read` gives what stands in a cell."""
    kept = [row for row in _members(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
    heads = [is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in kept]
    return Grid([_cells(row, read) for row in kept], [*heads, False].index(False) or None)


def _cells(row: _Element, read: Callable[[_Element], list[FlowRow]]) -> list[Cell]:
    gap = whole(val(row.find(f"{W}trPr/{W}gridBefore"))) or 0
    cells = [Cell([], min(gap, DEEPEST), False)] if gap > 0 else []
    for cell in _members(row, f"{W}tc"):
        wide = whole(val(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and val(merge) != "restart"
        cells.append(Cell(read(cell), min(max(wide, 1), DEEPEST), goes_on))
    return cells


def _members(element: _Element, tag: str, depth: int = 0) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in OPEN and depth < DEEPEST:
            yield from _members(child, tag, depth + 1)


def arranged(row: Sequence[Cell]) -> list[FlowRow]:
    """A row of a table that only arranges text: its cells beside each other, if each is one line."""
    cells = [cell.rows for cell in row if cell.rows]
    if cells and all(len(rows) == 1 for rows in cells):
        return [FlowRow("\u3000".join(r[0].text.strip() for r in cells), None, cells[0][0].label)]
    return [line for rows in cells for line in rows]
