"""Lines and tables of a page, woven into one run of rows in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.ocr.order import Piece, lines
from policyparse.reading.pages import Place, Texts
from policyparse.reading.sheets import Row


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: where it begins on the levelled page, and the pieces of text in each row's cells."""

    top: float
    rows: list[list[list[Piece]]]


def woven(outside: Sequence[Piece], tables: Sequence[Cells]) -> tuple[list[Row], list[Texts]]:
    """The page's rows, each table in its place, row by row and cell by cell; and the tables' texts."""
    rest = lines(outside)
    out: list[Row] = []
    texts: list[Texts] = []
    for table in sorted(tables, key=lambda t: t.top):
        out += [_row(line) for line in rest if line.middle < table.top]
        rest = [line for line in rest if line.middle >= table.top]
        cells = [[lines(pieces) for pieces in row] for row in table.rows]
        out += [
            _row(line, len(texts), (r, c)) for r, row in enumerate(cells) for c, cell in enumerate(row) for line in cell
        ]
        texts.append(tuple(tuple("".join(line.text for line in cell) for cell in row) for row in cells))
    return out + [_row(line) for line in rest], texts


def _row(line: Piece, table: int | None = None, cell: Place = (0, 0)) -> Row:
    confidence = None if line.confidence is None else round(line.confidence, 4)
    return Row(line.text, line.bbox, confidence, line.edges, table, cell)
