"""The areas of type that lines were set in: a page, or a column of it; told from the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence

from policyparse.reading.pages import Line

Area = tuple[int, int]
"""A page, and a column of it; 0 for what goes over the whole page."""


def areas(lines: Sequence[Line]) -> list[Area]:
    """For each line its area: where the reading goes up the page again, a column ended and the next begins."""
    out: list[Area] = [(line.page, 0) for line in lines]
    for i in range(1, len(lines)):
        if not _goes_up(lines[i - 1], lines[i]):
            continue
        page, column = out[i - 1]
        if not column:
            column = 1 + max((c for p, c in out[max(0, i - _FAR) : i] if p == page), default=0)
            for k in _above(lines, i):
                out[k] = (page, column)
        for k in _below(lines, i):
            out[k] = (page, column + 1)
    return out


_FAR = 400
"""A page has fewer lines than this."""


def _goes_up(a: Line, b: Line) -> bool:
    if a.bbox is None or b.bbox is None or a.page != b.page or not a.table is b.table is None:
        return False
    return b.bbox[3] < a.bbox[1] and (b.bbox[0] >= a.bbox[2] or b.bbox[2] <= a.bbox[0])


def _above(lines: Sequence[Line], i: int) -> list[int]:
    """The lines before line `i` that stand beside its column, from its top down."""
    top, left, right = _side(lines[i])
    out = []
    for k in range(i - 1, max(-1, i - _FAR), -1):
        box = lines[k].bbox
        if box is None or lines[k].page != lines[i].page or (box[3] + box[1]) / 2 < top - (box[3] - box[1]):
            break
        if left < box[2] and box[0] < right:
            break
        out.append(k)
    return out


def _below(lines: Sequence[Line], i: int) -> list[int]:
    """Line `i` and those that follow in its column: below one another, none into what was read before it."""
    boundary = lines[i - 1].bbox
    out = [i]
    for k in range(i + 1, min(len(lines), i + _FAR)):
        box, last = lines[k].bbox, lines[k - 1].bbox
        if box is None or last is None or boundary is None or lines[k].page != lines[i].page or box[3] < last[1]:
            break
        if box[0] < boundary[2] and boundary[0] < box[2]:
            break
        out.append(k)
    return out


def _side(line: Line) -> tuple[float, float, float]:
    box = line.bbox or (0.0, 0.0, 0.0, 0.0)
    return box[1], box[0], box[2]
