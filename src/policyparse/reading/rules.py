"""Ruling lines, and the tables that they enclose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from policyparse.ocr.order import Piece
from policyparse.reading.layer import Char, runs
from policyparse.reading.pages import Box, Texts
from policyparse.reading.sheets import Row
from policyparse.reading.weave import Cells, woven

Grid = list[list[Box | None]]
"""A table's rows of cells; None where a cell goes on that began above or to the left."""

_LEAST_RULES = 3
"""A table has this many rules each way: fewer are a letterhead's rule or a box around a paragraph."""
_MOST_RULES = 4_000
_MOST_CROSSINGS = 20_000
"""More of either are a drawing."""
_NEAR = 3.0
"""Rules, and ends of rules, nearer than this are drawn as one: points."""


def sorted_in(chars: Sequence[Char], grids: list[Grid], others: Sequence[Piece] = ()) -> tuple[list[Row], list[Texts]]:
    """The rows and tables of a page of these characters, those in a grid's cells told apart.

    Args:
        chars: In the file's order.
        grids: The boxes of each table's cells.
        others: Pieces that stand beside the characters, outside tables.
    """
    if not grids:
        return woven([*runs(chars), *others], [])
    cells = [(box, (g, r, c)) for g, grid in enumerate(grids) for r, row in enumerate(grid)
             for c, box in enumerate(row) if box is not None]
    outside: list[Char] = []
    inside: dict[tuple[int, int, int], list[Char]] = defaultdict(list)
    last = cells[0]
    for char in chars:
        x, y = (char.box[0] + char.box[2]) / 2, (char.box[1] + char.box[3]) / 2
        if not _within(x, y, last[0]):  # the next character is mostly in the same cell
            last = next((cell for cell in cells if _within(x, y, cell[0])), last)
        (inside[last[1]] if _within(x, y, last[0]) else outside).append(char)
    tables = [
        Cells(_top(grid), [[runs(inside[g, r, c]) for c in range(len(row))] for r, row in enumerate(grid)])
        for g, grid in enumerate(grids)
        if any(at[0] == g for at in inside)
    ]
    return woven([*runs(outside), *others], tables)


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _top(grid: Grid) -> float:
    return min(box[1] for row in grid for box in row if box is not None)


def ruled(rules: Sequence[Box]) -> list[Grid]:
    """The tables that straight rules (boxes with hardly a width or hardly a height) enclose.

    The cells are found as pdfplumber finds them, by its own functions.
    """
    from pdfplumber import table

    flat = [x1 - x0 >= y1 - y0 for x0, y0, x1, y1 in rules]
    if min(sum(flat), len(flat) - sum(flat)) < _LEAST_RULES or len(rules) > _MOST_RULES:
        return []
    edges = [_edge(box, across) for box, across in zip(rules, flat, strict=True)]
    edges = [e for e in table.merge_edges(edges, _NEAR, _NEAR, _NEAR, _NEAR) if max(e["width"], e["height"]) >= _NEAR]
    level = sum(e["orientation"] == "h" for e in edges)
    if min(level, len(edges) - level) < _LEAST_RULES or level * (len(edges) - level) > _MOST_CROSSINGS:
        return []
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, _NEAR, _NEAR))
    nowhere: Any = None  # the page, which only the text would be asked of
    grids = [[list(row.cells) for row in table.Table(nowhere, t).rows] for t in table.cells_to_tables(cells)]
    return [grid for grid in grids if _is_table(grid)]


def _edge(box: Box, across: bool) -> dict[str, Any]:
    x0, y0, x1, y1 = box
    if across:
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {
        "x0": x0, "x1": x1, "top": y0, "bottom": y1, "width": x1 - x0, "height": y1 - y0,
        "orientation": "h" if across else "v", "object_type": "line",
    }


def _is_table(grid: Grid) -> bool:
    """At least two rows and two columns, and more than a frame."""
    filled = [sum(box is not None for box in row) for row in grid]
    return len(grid) >= 2 and max(filled, default=0) >= 2 and sum(filled) >= 4
