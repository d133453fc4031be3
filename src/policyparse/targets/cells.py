"""Tables as rows of cells that know where they stood: those that reading found, and those set in plain lines."""
from __future__ import annotations

import re
from collections.abc import Iterator

from policyparse.reading.pages import Line, Reading
from policyparse.view import View

Row = list[View]
Grid = list[Row]

_GAP = re.compile(r"[ \t\u3000]+")
_FEWEST_COLUMNS = 3
_HEADED = re.compile(r"(?:指标(?:名称)?|任务|项目(?:名称)?)$")
_COLUMN = re.compile(r"(?:计量)?单位|20\d\d年.{0,4}|目标值?|.{0,2}责任单位|牵头单位|完成时限|属性|序号")


def grids(reading: Reading) -> Iterator[Grid]:
    """The tables of a notice, in reading order."""
    for table in reading.tables:
        yield [[View.of(reading.text, cell) for cell in row] for row in table.places]
    yield from _in_plain_lines(reading)


def _in_plain_lines(reading: Reading) -> Iterator[Grid]:
    """Tables without rules whose columns only blanks part: a head of known columns, then lines of as many."""
    lines = [line for line in reading.lines if line.table is None]
    at = 0
    while at < len(lines):
        head = _parted(reading, lines[at])
        at += 1
        if len(head) < _FEWEST_COLUMNS or not _is_head(head):
            continue
        grid: Grid = [head]
        while at < len(lines) and len(row := _parted(reading, lines[at])) == len(head):
            grid.append(row)
            at += 1
        if len(grid) > 1:
            yield grid


def _is_head(cells: Row) -> bool:
    known = sum(_COLUMN.fullmatch(x.text) is not None for x in cells)
    return known >= 2 and any(_HEADED.search(x.text) for x in cells)


def _parted(reading: Reading, line: Line) -> Row:
    """The words of a line, parted at its blanks."""
    out: Row = []
    at = line.start
    for gap in [*_GAP.finditer(reading.text, line.start, line.end), None]:
        end = gap.start() if gap else line.end
        if view := View.of(reading.text, [(at, end)]):
            out.append(view)
        at = gap.end() if gap else line.end
    return out
