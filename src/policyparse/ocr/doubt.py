"""What was read with doubt is read again: at full width, character by character, in a mirror."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise
from math import hypot
from statistics import median
from typing import TYPE_CHECKING

from policyparse.ocr.engine import Quad, ReadsBoxes, Recognised

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image

AT_ONCE = 2
"""So many lines are read again at a time, if the engine has so many threads."""
DOUBT = 0.97
"""Lines of less confidence are read again …"""
_WEAK = 0.7
"""… and lines with a character of less."""
_SURER = 0.01
"""The first reading is kept if it is so much surer than the more careful one …"""
_RARE = 0.02
"""… each character outside of GB 2312 counting so much against one: notices are in simplified characters …"""
_LOST = 0.03
"""… and so much each place where a character seems to be left out:"""
_APART = 1.38
"""two Chinese characters so many times further apart than is usual on their line had a mark between them."""
_FEW = 3
"""From fewer distances what is usual is not known."""
_GHOST = 0.9
"""What is read with less confidence than this may show through from the back …"""
_ROOM = 0.5
"""… and so may what has fewer characters than this part of what its box has room for: it shows through …"""
_CLEARER = 0.05
"""… if its mirror image is read with so much more confidence."""
_TALL = 1.5
"""A box so many times higher than wide holds characters one below the other."""


def read_again(image: Image, found: Sequence[Recognised], engine: ReadsBoxes) -> tuple[list[Recognised], int]:
    """What was found, with the better reading of what was in doubt; how many lines show through from the back."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        surest = list(pool.map(lambda r: _surest(image, r, engine), found))
    out = [r for r in surest if r is not None]
    return out, len(found) - len(out)


def _surest(image: Image, r: Recognised, engine: ReadsBoxes) -> Recognised | None:
    """The better reading of a line, None if it shows through from the back."""
    sparse = len(r.text) > 1 and len(r.text) < _ROOM * _room(r.quad)
    if r.confidence >= DOUBT and r.weakest >= _WEAK and not (sparse or _rare(r.text) or _lost(r)):
        return r
    again = _stacked(image, r.quad, engine) if _is_tall(r.quad) else engine.read(image, [r.quad], carefully=True)
    best = max([*again, r], key=lambda x: _worth(x) - (_SURER if x is r else 0.0))
    return None if (best.confidence < _GHOST or sparse) and _is_ghost(image, best, engine) else best


def _worth(r: Recognised) -> float:
    """How well a line is read."""
    return r.confidence - _RARE * _rare(r.text) - _LOST * _lost(r)


def _lost(r: Recognised) -> int:
    """How many places of a line are so wide that a character seems to be left out there.

    Where the first one stands is known less well, and the distance to it is not looked at.
    """
    if r.cuts is None:
        return 0
    middles = [(a + b) / 2 for a, b in pairwise(r.cuts)]
    steps = [
        middles[i + 1] - middles[i] for i in range(1, len(r.text) - 1) if all(map(_is_chinese, r.text[i : i + 2]))
    ]
    return sum(step > _APART * median(steps) for step in steps) if len(steps) >= _FEW else 0


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _rare(text: str) -> int:
    """How many Chinese characters are not among the simplified ones in use."""
    return sum(_is_chinese(c) and not c.encode("gb2312", "ignore") for c in text)


def _room(quad: Quad) -> float:
    """How many square characters a box has room for."""
    a, b, _, d = quad
    return hypot(b[0] - a[0], b[1] - a[1]) / max(hypot(d[0] - a[0], d[1] - a[1]), 1.0)


def _is_ghost(image: Image, r: Recognised, engine: ReadsBoxes) -> bool:
    """Whether a box holds print of the other side of the paper: that is read in the mirror."""
    import numpy as np

    top = max(int(min(y for _, y in r.quad)), 0)
    mirror = np.ascontiguousarray(image[top : int(max(y for _, y in r.quad)) + 1, ::-1])
    a, b, c, d = ((image.shape[1] - 1 - x, y - top) for x, y in r.quad)
    seen = engine.read(mirror, [(b, a, d, c)])
    return bool(seen) and len(seen[0].text) > 1 and seen[0].confidence > r.confidence + _CLEARER


def _is_tall(quad: Quad) -> bool:
    (x0, y0), (x1, y1) = map(min, zip(*quad, strict=True)), map(max, zip(*quad, strict=True))
    return y1 - y0 > _TALL * (x1 - x0)


def _stacked(image: Image, quad: Quad, engine: ReadsBoxes) -> list[Recognised]:
    """Characters one below the other, as in a narrow cell, set side by side and read."""
    import cv2
    import numpy as np

    (x0, y0), (x1, y1) = map(min, zip(*quad, strict=True)), map(max, zip(*quad, strict=True))
    part = image[max(int(y0), 0) : int(y1) + 1, max(int(x0), 0) : int(x1) + 1]
    _, ink = cv2.threshold(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)
    side = part.shape[1]
    rows = _characters([bool(row.any()) for row in ink], side)
    if len(rows) < 2:
        return []
    around = cv2.copyMakeBorder(part, side, side, 0, 0, cv2.BORDER_REPLICATE)
    tiles = [around[(a + b + side) // 2 : (a + b + side) // 2 + side] for a, b in rows]
    line = np.ascontiguousarray(np.hstack(tiles), dtype=np.uint8)
    long, high = float(line.shape[1]), float(side)
    read = engine.read(line, [((0.0, 0.0), (long, 0.0), (long, high), (0.0, high))], carefully=True)
    box: Quad = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    return [replace(r, quad=box, cuts=None) for r in read if len(r.text) == len(rows)]


def _characters(ink: Sequence[bool], side: int) -> list[tuple[int, int]]:
    """First and last row of each character, from which rows have ink: strokes are one that fit in a square."""
    out: list[tuple[int, int]] = []
    begin = None
    for i, dark in enumerate([*ink, False]):
        if dark and begin is None:
            begin = i
        elif not dark and begin is not None:
            if out and i - out[-1][0] <= side:
                out[-1] = (out[-1][0], i)
            else:
                out.append((begin, i))
            begin = None
    return out
