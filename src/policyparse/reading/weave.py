"""Lines and tables of a page, woven into one run of rows in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.ocr.order import Piece, lines
from policyparse.reading.columns import Item, columns
from policyparse.reading.pages import Box, Place, Texts
from policyparse.reading.sheets import Row


@dataclass(frozen=True, slots=True)
class Cells:
    """A table: where it begins on the levelled page, and the pieces of text in each row's cells."""

    top: float
    rows: list[list[list[Piece]]]

    @property
    def box(self) -> Box:
        """What its text takes on the levelled page."""
        boxes = [piece.flat for row in self.rows for cell in row for piece in cell]
        x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
        return (x0, self.top, x1, max(b[3] for b in boxes))


def woven(outside: Sequence[Piece], tables: Sequence[Cells]) -> tuple[list[Row], list[Texts]]:
    """The page's rows, column by column, each table in its place, cell by cell; and the tables' texts."""
    items = [Item(piece.flat, piece) for piece in outside]
    items += [Item(table.box, table=n) for n, table in enumerate(tables)]
    out: list[Row] = []
    texts: list[Texts] = []
    for group in columns(items):
        own = [tables[item.table] for item in group if item.table is not None]
        out += _group([item.piece for item in group if item.piece is not None], own, texts)
    return out, texts


def _group(outside: Sequence[Piece], tables: Sequence[Cells], texts: list[Texts]) -> list[Row]:
    """The rows of a column (or of a page that has none), its tables among them; their texts go to `texts`."""
    rest = lines(outside)
    out: list[Row] = []
    for table in sorted(tables, key=lambda t: t.top):
        out += [_row(line) for line in rest if line.middle < table.top]
        rest = [line for line in rest if line.middle >= table.top]
        cells = [[lines(pieces) for pieces in row] for row in table.rows]
        out += [
            _row(line, len(texts), (r, c)) for r, row in enumerate(cells) for c, cell in enumerate(row) for line in cell
        ]
        texts.append(tuple(tuple("".join(line.text for line in cell) for cell in row) for row in cells))
    return out + [_row(line) for line in rest]


def _row(line: Piece, table: int | None = None, cell: Place = (0, 0)) -> Row:
    confidence = None if line.confidence is None else round(line.confidence, 4)
    return Row(line.text, line.bbox, confidence, line.edges, table, cell, line.slope)
