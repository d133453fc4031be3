"""Columns of text and notes at the side of a page, told from rows whose parts stand apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from policyparse.ocr.order import Piece, lines
from policyparse.reading.pages import Box

GUTTER = 0.9
"""Columns stand this many heights apart; what stands nearer is one line."""
_LEAST_LINES = 5
"""A column has so many lines, or stands beside one that has."""
_LEAST_WIDTH = 8.0
"""A column's lines have room for so many characters."""
_FULL, _AT_EDGE = 1.6, 2.6
"""A line that ends, or begins, within so many heights of the column's edge reaches it; a first line is set in by 2."""
_MOST_LINES = 0.6
"""So many of a column's lines reach its edges."""
_PROSE = 40
"""Running text has a mark in so many characters, lists of names have none."""
_SMALLER = 0.92
"""Notes are set in type this much smaller than the text's."""
_MOST_CANDIDATES = 12
_MOST_PIECES = 4_000
_DEEPEST = 3
_MARK = re.compile("[，。；：]")


@dataclass(frozen=True, slots=True)
class Item:
    """What is put in order: a piece of text, or a table that stands in its place.

    Attributes:
        box: Its box on the levelled page.
        piece: The piece; None for a table.
        table: The table's number; None for a piece.
    """

    box: Box
    piece: Piece | None = None
    table: int | None = None

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.box[1] + self.box[3]) / 2


def columns(items: Sequence[Item], depth: int = 0) -> list[list[Item]]:
    """The items in groups that are read one after the other, each by rows."""
    pieces = [item.piece for item in items if item.piece is not None]
    if len(pieces) < _LEAST_LINES or len(items) > _MOST_PIECES or depth > _DEEPEST:
        return [list(items)] if items else []
    size = max(median(p.height for p in pieces), 1.0)
    best: list[list[Item]] = []
    most = 0
    for x in _edges(pieces, size):
        bands = _bands(items, x, size, depth)
        parted = sum(len(i.piece.text) for b in bands if len(b) > 1 for g in b for i in g if i.piece)
        if parted > most:
            most, best = parted, [group for band in bands for group in band]
    if not best:
        return [list(items)]
    return [part for group in best for part in (columns(group, depth + 1) if len(group) < len(items) else [group])]


def _edges(pieces: Sequence[Piece], size: float) -> list[float]:
    """Where columns may begin: the left edges that several pieces share, less those that most others have, too."""
    found = Counter(round(p.flat[0] / size * 2) for p in pieces)
    leftmost = min(p.flat[0] for p in pieces)
    shared = [(n, at) for at, n in found.items() if n + found.get(at + 1, 0) >= 2 and at * size / 2 > leftmost + size]
    exact = [min(p.flat[0] for p in pieces if round(p.flat[0] / size * 2) == at) for _, at in sorted(shared)[::-1]]
    return exact[:_MOST_CANDIDATES]


def _bands(items: Sequence[Item], x: float, size: float, depth: int) -> list[list[list[Item]]]:
    """The items from the top: bands that a gutter left of `x` parts, each as its groups; others as one group."""
    out: list[list[list[Item]]] = []
    left: list[Item] = []
    right: list[Item] = []

    def close() -> None:
        groups = _parted([left, right], size, depth)
        if len(groups) == 1 and out and len(out[-1]) == 1:
            out[-1][0] += groups[0]
        elif groups:
            out.append(groups)
        left.clear()
        right.clear()

    for item in sorted(items, key=lambda i: i.middle):
        if item.box[0] >= x - 0.3 * size:
            right.append(item)
        elif item.box[2] <= x - GUTTER * size:
            left.append(item)
        else:
            close()
            if out and len(out[-1]) == 1:
                out[-1][0].append(item)
            else:
                out.append([[item]])
    close()
    return out


def _parted(sides: Sequence[list[Item]], size: float, depth: int) -> list[list[Item]]:
    """The two sides as two groups in the order in which they are read, if they are columns or text and notes."""
    together = [list(side) for side in sides if side]
    if len(together) < 2:
        return together
    one, other = (_Column.of(side, size) for side in together)
    if one.is_text and (other.is_text or other.ends(one)):
        return together
    for text, note, order in ((one, other, together), (other, one, together[::-1])):
        if text.is_text and note.is_note(text):
            return order
        if text.is_text and len(columns(order[1], depth + 1)) > 1:  # the others are columns themselves
            return together
    return [[item for side in together for item in side]]


@dataclass(frozen=True, slots=True)
class _Column:
    """What one side of a gutter looks like."""

    box: Box
    lines: list[Piece]
    size: float

    @classmethod
    def of(cls, items: list[Item], size: float) -> _Column:
        found = lines([item.piece for item in items if item.piece is not None])
        boxes = [item.box for item in items]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        return cls(box, found, max(median(p.height for p in found), 1.0) if found else size)

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def is_prose(self) -> bool:
        text = "".join(line.text for line in self.lines)
        return bool(text) and len(_MARK.findall(text)) * _PROSE >= len(text)

    @property
    def is_text(self) -> bool:
        """Whether it is a column of running text: lines of one width, one below the other."""
        if len(self.lines) < _LEAST_LINES or self.width < _LEAST_WIDTH * self.size or not self.is_prose:
            return False
        begun = sum(line.flat[0] - self.box[0] < _AT_EDGE * self.size for line in self.lines)
        full = sum(self.box[2] - line.flat[2] < _FULL * self.size for line in self.lines)
        return min(begun, full) >= _MOST_LINES * len(self.lines)

    def ends(self, text: _Column) -> bool:
        """Whether it is the last, short column beside one of text."""
        alike = _SMALLER * text.size <= self.size <= text.size / _SMALLER
        level = self.box[1] - text.box[1] < 1.5 * text.size
        return alike and self.is_prose and self.width <= 1.1 * text.width and level

    def is_note(self, text: _Column) -> bool:
        """Whether it is notes beside a text: narrow and in smaller type, or letters one below the other."""
        if self.width < self.size * 1.6 and len(self.lines) >= 2:
            return all(len(line.text.strip()) == 1 for line in self.lines)
        return bool(self.lines) and self.width < 0.5 * text.width and self.size <= _SMALLER * text.size
