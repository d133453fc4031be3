"""What the search for lines overlooks: a lone mark in a table's cell, two characters that a paragraph ends with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from policyparse.ocr.engine import Quad, Recognised
from policyparse.ocr.parts import reduced

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image
    from policyparse.ocr.grid import Ruled

_WIDTH = 1000
"""Width in pixels of the image that is looked through."""
_TALL = (0.35, 1.5)
"""Height of characters, as parts of a box's height (which has some room above and below) …"""
_NARROW = (0.15, 0.08)
"""… their least width, and in a cell, where a bracket may stand alone …"""
_DASH = (0.14, 0.2)
"""… and of a dash in a cell the least width and the most height …"""
_FLAT = 1.4
"""… and how many times wider than high it is at least."""
_LONG = 4.0
"""Longer lines are never overlooked."""
_INDENT = 3.0
"""Outside of tables only what begins a line is looked at: this near to the left edge of the text …"""
_FEW = 8
"""… or left of it on a page of fewer lines: they may be a signature and a date alone."""
_DARK = (0.6, 0.3)
"""It is as dark against its paper as this part of what was found, or, if a thin stroke, this: what shows through from
the back is paler."""
_PAPER = 1.5
"""A square so many characters wide has paper in it."""


@dataclass(frozen=True, slots=True)
class Overlooked:
    """Ink in no box.

    Attributes:
        quad: The box round it.
        in_cell: Whether it is in a table's cell.
        dash: Whether it is a lone level stroke there.
        thin: Whether it is too thin there for anything but a bracket.
    """

    quad: Quad
    in_cell: bool
    dash: bool
    thin: bool


def overlooked(image: Image, found: Sequence[Recognised], tables: Sequence[Ruled]) -> list[Overlooked]:
    """What looks like characters and is in no box yet."""
    import cv2
    import numpy as np

    if len(found) < 2:
        return []
    small = reduced(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False), _WIDTH)
    scale = small.shape[1] / image.shape[1]
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    quads = [np.array(r.quad) * scale for r in found]
    size = median(float(np.hypot(*(q[3] - q[0]))) for q in quads)
    known = np.zeros_like(ink)
    for quad in quads:
        cv2.fillPoly(known, [quad.astype(np.int32)], 255)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    covered = np.bincount(labels[known > 0], minlength=len(stats)) / stats[:, cv2.CC_STAT_AREA]
    fit = (stats[:, 2:4].max(axis=1) < 2.5 * size) & (stats[:, cv2.CC_STAT_AREA] > 3) & (covered < 0.3)
    fit[0] = False
    rest = fit[labels].astype(np.uint8)
    reach = max(round(0.5 * size), 3)
    _, groups, boxes, _ = cv2.connectedComponentsWithStats(cv2.dilate(rest, np.ones((1, reach), np.uint8)))
    square = np.ones((round(_PAPER * size) + 1,) * 2, np.uint8)
    depth = 1 - small / np.maximum(cv2.morphologyEx(small, cv2.MORPH_CLOSE, square), 1).astype(np.float32)
    usual = float(np.median(depth[(known > 0) & (ink > 0)])) if (known[ink > 0] > 0).any() else 1.0
    left = float(np.percentile([q[:, 0].min() for q in quads], 10))
    out: list[Overlooked] = []
    for n in range(1, len(boxes)):
        x, y, w, h = (int(v) for v in boxes[n][:4])
        own = (groups[y : y + h, x : x + w] == n) & (rest[y : y + h, x : x + w] > 0)
        down, across = np.nonzero(own)
        if not len(down):
            continue
        x0, x1 = x + int(across.min()), x + int(across.max()) + 1
        y0, y1 = y + int(down.min()), y + int(down.max()) + 1
        middle = ((x0 + x1) / 2 / scale, (y0 + y1) / 2 / scale)
        cell = any(table.cell(*middle) for table in tables)
        characters = _TALL[0] * size < y1 - y0 < _TALL[1] * size and _NARROW[cell] * size < x1 - x0 < _LONG * size
        flat = x1 - x0 > max(_DASH[0] * size, _FLAT * (y1 - y0)) and y1 - y0 < _DASH[1] * size
        dash = cell and flat and x1 - x0 < _LONG * size
        strong = float(np.median(depth[y : y + h, x : x + w][own])) > _DARK[dash] * usual
        begins = abs(x0 - left) < _INDENT * size or (x0 < left and len(found) < _FEW)
        if strong and (dash or characters) and (cell or begins):
            thin = not dash and x1 - x0 <= _NARROW[0] * size
            out.append(Overlooked(_around(x0, y0, x1, y1, size, scale), cell, dash, thin))
    return out


def _around(x0: float, y0: float, x1: float, y1: float, size: float, scale: float) -> Quad:
    """The box in pixels of the image, with room round it as the boxes have that were found."""
    more = max(0.15 * size, (size - (y1 - y0)) / 2)
    a, b, c, d = ((x0 - 0.15 * size) / scale, (y0 - more) / scale, (x1 + 0.15 * size) / scale, (y1 + more) / scale)
    return ((a, b), (c, b), (c, d), (a, d))
