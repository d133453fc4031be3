"""Tables of born-digital pages: found by their ruling lines, filled with the text layer's own lines."""

from __future__ import annotations

import io
import logging
from typing import Any

from policyparse.ocr.order import Piece, lines
from policyparse.reading.layer import Char, Layer, runs
from policyparse.reading.pages import Box
from policyparse.reading.sheets import Row

_LEAST_RULES = 3
"""A table has this many rules each way: fewer are a letterhead's rule or a box around a paragraph."""

Grid = list[list[Box | None]]


def place_in_tables(
    layer: Layer, data: bytes, page: int, password: str | None
) -> tuple[list[Row], list[tuple[tuple[str, ...], ...]]]:
    """The page's rows in reading order, tables row by row and cell by cell; and the tables' cells."""
    grids = _grids(data, page, password) if min(layer.rules) >= _LEAST_RULES else []
    if not grids:
        return [_row(line) for line in lines(runs(layer.chars))], []
    outside: list[Char] = []
    inside: list[dict[tuple[int, int], list[Char]]] = [{} for _ in grids]
    for char in layer.chars:
        at = _cell(char, grids)
        if at is None:
            outside.append(char)
        else:
            inside[at[0]].setdefault(at[1:], []).append(char)
    rest = lines(runs(outside))
    out: list[Row] = []
    tables: list[tuple[tuple[str, ...], ...]] = []
    for grid, cells in sorted(zip(grids, inside, strict=True), key=lambda x: _top(x[0])):
        above = [line for line in rest if line.middle < _top(grid)]
        out += [_row(line) for line in above]
        rest = rest[len(above) :] if rest[: len(above)] == above else [line for line in rest if line not in above]
        rows, texts = _table(grid, cells, len(tables))
        out += rows
        tables.append(texts)
    return out + [_row(line) for line in rest], tables


def _row(line: Piece, table: int | None = None) -> Row:
    return Row(line.text, line.bbox, line.confidence, line.edges, table)


def _table(
    grid: Grid, cells: dict[tuple[int, int], list[Char]], index: int
) -> tuple[list[Row], tuple[tuple[str, ...], ...]]:
    rows: list[Row] = []
    texts: list[tuple[str, ...]] = []
    for r, boxes in enumerate(grid):
        texts.append(())
        for c in range(len(boxes)):
            found = lines(runs(cells.get((r, c), [])))
            rows += [_row(line, index) for line in found]
            texts[-1] += ("".join(line.text for line in found),)
    return rows, tuple(texts)


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
    """The boxes of each table's cells, as pdfplumber finds them; none where it fails on the file."""
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page], password=password) as document:
            found = document.pages[0].find_tables()
            grids = [[list(row.cells) for row in table.rows] for table in found]
            document.pages[0].close()
    except Exception:  # pdfminer raises nearly anything on damaged files; the text is read without it
        return []
    return [grid for grid in grids if _is_table(grid)]


def _is_table(grid: Any) -> bool:
    """At least two rows and two columns, and more than a frame."""
    filled = [sum(box is not None for box in row) for row in grid]
    return len(grid) >= 2 and max(filled, default=0) >= 2 and sum(filled) >= 4
