"""Reading order from boxes alone: pieces of text → rows → lines.

Works for the boxes of a recogniser and for the runs of a PDF's text layer. Boxes are expected on a levelled page
(`level.py`); their unit does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from unicodedata import normalize

from policyparse.reading.pages import Box


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with its place.

    Attributes:
        text: Its characters.
        flat: Its box on the levelled page; what order is made from.
        bbox: Its box on the page as it is.
        edges: `len(text) + 1` x values on the page as it is.
        confidence: The recogniser's, or None.
        slope: How far it falls for each step to the right on the page as it is.
    """

    text: str
    flat: Box
    bbox: Box
    edges: tuple[float, ...]
    confidence: float | None = None
    slope: float = 0.0

    @property
    def height(self) -> float:
        """Height on the levelled page."""
        return self.flat[3] - self.flat[1]

    @property
    def middle(self) -> float:
        """Height of its middle on the levelled page."""
        return (self.flat[1] + self.flat[3]) / 2

    def part(self, a: int, b: int) -> Piece:
        """The stretch from its `a`-th character to before its `b`-th."""
        if (a, b) == (0, len(self.text)):
            return self
        fx0, fy0, fx1, fy1 = self.flat
        long = max(self.bbox[2] - self.bbox[0], 1e-6)
        u, v = ((self.edges[i] - self.bbox[0]) / long for i in (a, b))
        flat = (fx0 + u * (fx1 - fx0), fy0, fx0 + v * (fx1 - fx0), fy1)
        bbox = (self.edges[a], self.bbox[1], self.edges[b], self.bbox[3])
        return replace(self, text=self.text[a:b], flat=flat, bbox=bbox, edges=self.edges[a : b + 1])


_YEAR = re.compile(r"\d{4}")
SAME_ROW = 0.5
"""Two boxes are on one row if they share this much of the lower one's height …"""
SAME_SIZE = 1.35
"""… and neither is taller than this many times the other: large type and small do not share a row …"""
MARK_SIZE = 2.5
"""… except that a mark or digit or two may be this much lower than its row."""
_NAMES = 0.25
"""Names stacked beside a large word are at least this high, as parts of its height."""
_TWICE = 0.5
"""Where boxes overlap both have the character between them: two alike and nearer than this many heights are one."""
STACK = 1.8
"""Names less than this many heights below one another are one letterhead."""
GAP = 1.3
"""Boxes on a row nearer than this many heights are one printed line."""
SPREAD_GAP = 4.0
"""Single characters are one line up to this many heights: the spread letters of a letterhead or signature."""
TICK = "√"
"""A tick that was recognised beside a line was made by hand, and is none of its characters."""
_TICKED = 4
"""In a shorter piece the tick may be an answer: √是."""
BLANK = 0.75
"""A gap of this many heights is kept as one blank in the line's text."""


def lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as printed lines, in reading order."""
    return [line for row in rows([part for piece in pieces for part in _unticked(piece)]) for line in _joined(row)]


def rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces by row, from the top; each row from left to right."""
    place = {id(piece): max(p.middle for p in stack) + 1e-3 for piece in pieces if (stack := _stack(piece, pieces))}
    found: list[list[Piece]] = []
    for piece in sorted((p for p in pieces if id(p) not in place), key=lambda p: (p.middle, p.flat[0])):
        best, share = None, SAME_ROW
        for row in found[-8:]:
            near = min(row, key=lambda p: abs(p.flat[0] + p.flat[2] - piece.flat[0] - piece.flat[2]))
            if _alike(near, piece) and _beside(near, piece) and (overlap := _overlap(near, piece)) > share:
                best, share = row, overlap
        if best is None:
            found.append([piece])
        else:
            best.append(piece)
    for row in found:
        row.sort(key=lambda p: p.flat[0])
    placed = [(median(p.middle for p in row), row) for row in found]
    placed += [(place[id(piece)], [piece]) for piece in pieces if id(piece) in place]
    return [row for _, row in sorted(placed, key=lambda x: x[0])]


def _unticked(piece: Piece) -> list[Piece]:
    """A piece without the tick that somebody made before it, and the tick."""
    if len(piece.text) < _TICKED or not piece.text.startswith(TICK) or piece.confidence is None:
        return [piece]
    begin = len(piece.text) - len(piece.text[1:].lstrip())
    return [piece.part(0, 1), piece.part(begin, len(piece.text))]


def _stack(piece: Piece, pieces: Sequence[Piece]) -> list[Piece]:
    """The names stacked left of a large word that stands for all of them, as 文件 does in a joint letterhead."""
    if "".join(piece.text.split()) != "文件":
        return []
    left = [p for p in pieces if p.flat[2] < piece.flat[0] + 0.3 * piece.height and p.height > _NAMES * piece.height]
    left = [p for p in left if not _YEAR.search(p.text)]  # a notice's number is no name
    left.sort(key=lambda p: abs(p.middle - piece.middle))
    stack: list[Piece] = []
    for p in left:
        if any(abs(p.middle - q.middle) < STACK * q.height for q in stack or [piece]):
            stack.append(p)
    return stack if len(stack) >= 2 else []


def _alike(a: Piece, b: Piece) -> bool:
    """Whether two pieces are near enough in size to be of one row."""
    low, high = (a, b) if a.height < b.height else (b, a)
    marks = len(low.text.strip()) <= 2 and not any("\u4e00" <= c <= "\u9fff" for c in low.text)
    return high.height <= (MARK_SIZE if marks else SAME_SIZE) * low.height


def _overlap(a: Piece, b: Piece) -> float:
    """Shared height, as a part of the lower one's."""
    return (min(a.flat[3], b.flat[3]) - max(a.flat[1], b.flat[1])) / max(min(a.height, b.height), 1e-6)


def _beside(a: Piece, b: Piece) -> bool:
    """Whether the two do not lie over one another."""
    shared = min(a.flat[2], b.flat[2]) - max(a.flat[0], b.flat[0])
    return shared < 0.5 * min(a.flat[2] - a.flat[0], b.flat[2] - b.flat[0])


def _joined(row: list[Piece]) -> list[Piece]:
    """A row's pieces, those near each other put together."""
    out = [row[0]]
    for piece in row[1:]:
        last = out[-1]
        height = max(min(last.height, piece.height), 1e-6)
        gap = (piece.flat[0] - last.flat[2]) / height
        spread = len(_tail(last.text)) == 1 or len(_tail(piece.text[::-1])) == 1
        ticked = piece.confidence is not None and TICK in (last.text, piece.text)
        if not ticked and (gap < GAP or (spread and gap < SPREAD_GAP)):
            out[-1] = _merged(last, piece, " " if gap > BLANK else "")
        else:
            out.append(piece)
    return out


def _tail(text: str) -> str:
    """The last word of a text that has blanks."""
    return text.rsplit(None, 1)[-1] if text.strip() else ""


def _merged(a: Piece, b: Piece, blank: str) -> Piece:
    apart = _middle(b, 0) - _middle(a, -1)
    alike = normalize("NFKC", a.text[-1:]) == normalize("NFKC", b.text[:1])
    if len(b.text) > 1 and alike and apart < _TWICE * min(a.height, b.height):
        b = replace(b, text=b.text[1:], edges=b.edges[1:])
    weight = len(a.text) + len(b.text)
    confidence = None
    if a.confidence is not None and b.confidence is not None:
        confidence = (a.confidence * len(a.text) + b.confidence * len(b.text)) / weight
    ends = a.edges if blank else a.edges[:-1]
    wide = [p.bbox[2] - p.bbox[0] for p in (a, b)]
    slope = (a.slope * wide[0] + b.slope * wide[1]) / max(sum(wide), 1e-6)
    flat, bbox = _hull(a.flat, b.flat), _hull(a.bbox, b.bbox)
    return Piece(a.text + blank + b.text, flat, bbox, _rising(ends + b.edges), confidence, slope)


def _middle(piece: Piece, i: int) -> float:
    """The middle of a piece's first or last character."""
    one, other = (0, 1) if i == 0 else (-2, -1)
    return (piece.edges[one] + piece.edges[other]) / 2


def _hull(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _rising(edges: tuple[float, ...]) -> tuple[float, ...]:
    """Edges that never run backwards, where two boxes overlapped a little."""
    out, last = [], edges[0]
    for x in edges:
        last = max(last, x)
        out.append(last)
    return tuple(out)
