"""What pdfplumber adds to a text layer: tables, found by their ruling lines, and characters that PDFium passes over."""

from __future__ import annotations

import io
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from policyparse.ocr.order import Piece
from policyparse.reading.layer import Char, Layer, once, runs
from policyparse.reading.pages import Box
from policyparse.reading.sheets import Row
from policyparse.reading.weave import Cells, Texts, woven

if TYPE_CHECKING:
    from pdfplumber.page import Page

_LEAST_RULES = 3
"""A table has this many rules each way: fewer are a letterhead's rule or a box around a paragraph."""
_MOST_RULES = 4000
"""More are a drawing."""

Grid = list[list[Box | None]]


def place_in_tables(layer: Layer, data: bytes, page: int, password: str | None) -> tuple[list[Row], list[Texts]]:
    """The page's rows in reading order, tables row by row and cell by cell; and the tables' cells."""
    grids = _grids(data, page, password) if min(layer.rules) >= _LEAST_RULES else []
    return sorted_in(layer.chars, grids)


def sorted_in(chars: Sequence[Char], grids: list[Grid], others: Sequence[Piece] = ()) -> tuple[list[Row], list[Texts]]:
    """The rows and tables of a page of these characters, those in a grid's cells told apart.

    Args:
        chars: In the file's order.
        grids: The boxes of each table's cells.
        others: Pieces that stand beside the characters, outside tables.
    """
    if not grids:
        return woven([*runs(chars), *others], [])
    outside: list[Char] = []
    inside: dict[tuple[int, int, int], list[Char]] = defaultdict(list)
    for char in chars:
        at = _cell(char, grids)
        if at is None:
            outside.append(char)
        else:
            inside[at].append(char)
    tables = [
        Cells(_top(grid), [[runs(inside[g, r, c]) for c in range(len(row))] for r, row in enumerate(grid)])
        for g, grid in enumerate(grids)
        if any(at[0] == g for at in inside)
    ]
    return woven([*runs(outside), *others], tables)


def ruled(rules: Sequence[Box]) -> list[Grid]:
    """The tables that straight rules (boxes with hardly a width or hardly a height) enclose."""
    from pdfplumber import table

    flat = [x1 - x0 >= y1 - y0 for x0, y0, x1, y1 in rules]
    if min(sum(flat), len(flat) - sum(flat)) < _LEAST_RULES or len(rules) > _MOST_RULES:
        return []
    edges = [_edge(box, across) for box, across in zip(rules, flat, strict=True)]
    edges = table.merge_edges(edges, 3, 3, 3, 3)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, 3, 3))
    nowhere: Any = None  # the page, which only the text would be asked of
    grids = [[list(row.cells) for row in table.Table(nowhere, t).rows] for t in table.cells_to_tables(cells)]
    return [grid for grid in grids if _is_table(grid)]


def _edge(box: Box, across: bool) -> dict[str, object]:
    x0, y0, x1, y1 = box
    if across:
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0, "x1": x1, "top": y0, "bottom": y1, "width": x1 - x0, "height": y1 - y0,
        "orientation": "h" if across else "v", "object_type": "line",
    }  # fmt: skip


def _top(grid: Grid) -> float:
    return min(box[1] for row in grid for box in row if box is not None)


def _cell(char: Char, grids: list[Grid]) -> tuple[int, int, int] | None:
    x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
    for g, grid in enumerate(grids):
        for r, row in enumerate(grid):
            for c, box in enumerate(row):
                if box is not None and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                    return g, r, c
    return None


def _grids(data: bytes, page: int, password: str | None) -> list[Grid]:
    """The boxes of each table's cells."""
    found = _asked(data, page, password, lambda p: p.find_tables())
    grids = [[list(row.cells) for row in table.rows] for table in found]
    return [grid for grid in grids if _is_table(grid)]


def characters(data: bytes, page: int, password: str | None) -> tuple[Char, ...]:
    """A page's characters as pdfplumber reads them: slower than PDFium, but by the widths in the file itself."""
    found = _asked(data, page, password, lambda p: p.chars)
    return tuple(once([Char(c["text"], (c["x0"], c["top"], c["x1"], c["bottom"])) for c in found]))


def _asked(data: bytes, page: int, password: str | None, question: Callable[[Page], list[Any]]) -> list[Any]:
    """What pdfplumber answers about one page; nothing where it fails on the file."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page], password=password) as document:
            answer = question(document.pages[0])
            document.pages[0].close()
    except Exception:  # pdfminer raises nearly anything on damaged files; PDFium's reading is there without it
        return []
    return answer


def _is_table(grid: Any) -> bool:
    """At least two rows and two columns, and more than a frame."""
    filled = [sum(box is not None for box in row) for row in grid]
    return len(grid) >= 2 and max(filled, default=0) >= 2 and sum(filled) >= 4
