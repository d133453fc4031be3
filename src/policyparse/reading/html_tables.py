"""The tables of a web page: those that hold data are told from those that only arrange the page, and laid out."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from policyparse.reading.flow import MOST_PLACES
from policyparse.reading.html_lists import whole_number
from policyparse.reading.html_page import Box, Cell, Page, Table
from policyparse.reading.pages import Place, Texts

if TYPE_CHECKING:
    from lxml.etree import _Element

_LONG_CELL = 800
"""A cell with more characters, or more blocks than …"""
_MANY_BLOCKS = 12
"""… these holds an article."""
_WIDEST = 200
_MOST_PLACES = 200_000
"""So many places may a table's cells take beside their own: each of a hostile table may claim a thousand rows."""


class Tables:
    """The tables of a page as it is walked over: those that are open, the innermost last, and all so far."""

    def __init__(self) -> None:
        self._open: list[Table] = []
        self._all: list[Table] = []

    def begin(self, element: _Element, box: int) -> None:
        """An element that may be a table's begins, in a box of its own."""
        if element.tag == "table":
            if self._open:
                self._open[-1].nested = True
            self._open.append(Table(box))
            self._all.append(self._open[-1])
        elif self._open and element.tag == "tr":
            self._open[-1].rows.append([])
        elif self._open and element.tag in ("td", "th"):
            rows = self._open[-1].rows
            if not rows:
                rows.append([])
            heads = (element.get("scope") or "col") if element.tag == "th" else ""
            wide, high = (whole_number(element.get(name), 1) for name in ("colspan", "rowspan"))
            rows[-1].append(Cell(box, wide, high, heads))

    def end(self) -> None:
        """The innermost table ends."""
        if self._open:
            self._open.pop()

    def of_data(self, page: Page) -> dict[int, Table]:
        """Block → the table of data that it is in."""
        out: dict[int, Table] = {}
        for table in self._all:
            if not table.nested and _is_data(page, table):
                box = page.boxes[table.box]
                out.update(dict.fromkeys(range(box.start, box.end), table))
        return out


def _is_data(page: Page, table: Table) -> bool:
    """Whether a table has two rows and columns of cells, none of which holds an article."""
    rows = [[page.boxes[cell.box] for cell in row] for row in table.rows]
    filled = [[box for box in row if box.end > box.start] for row in rows]
    if any(_holds_article(page, box) for row in filled for box in row):
        return False
    return sum(len(row) >= 2 for row in filled) >= 2


def _holds_article(page: Page, cell: Box) -> bool:
    return cell.end - cell.start > _MANY_BLOCKS or sum(len(b.text) for b in page.inside(cell)) > _LONG_CELL


def head_rows(page: Page, table: Table) -> int | None:
    """How many rows at the top are nothing but heads of columns; None where none are, or all."""
    count = len(list(takewhile(lambda row: _is_head(page, row), table.rows)))
    return count if 0 < count < len(table.rows) else None


def _is_head(page: Page, row: list[Cell]) -> bool:
    """Whether a row's cells are heads of columns; one in the corner may be of rows, or empty."""
    filled = [cell for cell in row if cell.heads or page.inside(page.boxes[cell.box])]
    return all(cell.heads for cell in filled) and any(cell.heads != "row" for cell in filled)


def laid_out(page: Page, table: Table) -> tuple[Texts, dict[int, Place]]:
    """A table's texts, and the cell that each of its blocks is in.

    A cell that takes several places has its text in the first, and the others are empty. Nothing of a table that is
    far too large.
    """
    grid: list[dict[int, str]] = [{} for _ in table.rows]
    places: dict[int, Place] = {}
    room = _MOST_PLACES
    for r, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column in grid[r]:
                column += 1
            box = page.boxes[cell.box]
            text = "\n".join(block.text.strip() for block in page.inside(box))
            places.update(dict.fromkeys(range(box.start, box.end), (r, column)))
            high, wide = min(max(cell.high, 1), len(grid) - r), min(max(cell.wide, 1), _WIDEST)
            if high * wide > room:
                high = wide = 1
            room -= high * wide - 1
            for down in range(high):
                for across in range(wide):
                    grid[r + down].setdefault(column + across, "" if down or across else text)
            column += wide
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    if width * len(grid) > MOST_PLACES:
        return (), {}
    return tuple(tuple(row.get(c, "") for c in range(width)) for row in grid), places
