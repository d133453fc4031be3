"""Tables of a plain text: rows of cells with tabs or bars between them, below a row that names the columns."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from policyparse.reading.pages import Line, ReadTable, laid_out
from policyparse.reading.tables import names_columns

_RULE = re.compile(r"[\s|｜:：+-]+")


def with_tables(text: str, lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[ReadTable, ...]]:
    """The lines, those of a table cut into its cells, and the tables."""
    out: list[Line] = []
    tables: list[ReadTable] = []
    for split, group in groupby(lines, key=lambda line: _parts(text, line)):
        run = list(group)
        rows = [_cells(text, line, split) for line in run] if split else []
        rows = [row for row in rows if row]
        if len(rows) < 2 or not _heads(text, rows):
            out += run
            continue
        width = max(map(len, rows))
        rows = [[*row, *[None] * (width - len(row))] for row in rows]
        texts = tuple(tuple(text[x.start : x.end] if x else "" for x in row) for row in rows)
        places = {(r, c): [(x.start, x.end)] for r, row in enumerate(rows) for c, x in enumerate(row) if x}
        out += [replace(x, table=len(tables)) for row in rows for x in row if x]
        tables.append(laid_out(texts, places))
    return tuple(out), tuple(tables)


def _parts(text: str, line: Line) -> str:
    """What parts the cells of a line; nothing where it is none of a table."""
    row = text[line.start : line.end].strip()
    return next((mark for mark in "\t|｜" if mark in row.strip(mark)), "")


def _cells(text: str, line: Line, mark: str) -> list[Line | None]:
    """The cells of a row, None for an empty one; [] for a rule between rows."""
    row = text[line.start : line.end]
    if _RULE.fullmatch(row):
        return []
    start = line.start + len(row) - len(row.lstrip(mark + " \u3000" if mark != "\t" else " \u3000"))
    cells: list[Line | None] = []
    for cell in text[start : line.end].rstrip().rstrip(mark).split(mark):
        end = start + len(cell)
        filled = cell.strip()
        at = start + cell.find(filled)
        cells.append(line.cut(at, at + len(filled)) if filled else None)
        start = end + 1
    return cells


def _heads(text: str, rows: Sequence[Sequence[Line | None]]) -> bool:
    """Whether the first row names as many columns as the others have."""
    head = ["".join(text[x.start : x.end].split()) for x in rows[0] if x]
    serial = len(head) > 2 and head[0] in ("序号", "编号")
    return len(head) > 1 and len(head) == len(rows[0]) >= max(map(len, rows)) and (serial or names_columns(head))
