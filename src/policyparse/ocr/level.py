"""A page's slope, from the boxes on it: what is printed level is made level, without touching the image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyparse.ocr.engine import Quad

Point = tuple[float, float]
_WIDE = 5.0
"""Boxes this many times wider than high tell the slope."""
_ODD = 0.05
"""Boxes whose slope is this far from the usual one are stamps or scrawls."""


@dataclass(frozen=True, slots=True)
class Level:
    """The way from points of a page to points of the levelled page.

    Attributes:
        slope: How far the lines fall for each step to the right, in the middle of the page.
        change: How much more, for each step down: lines of a photograph taken from the side fan out.
        middle: Where the page is held when it is made level.
    """

    slope: float = 0.0
    change: float = 0.0
    middle: Point = (0.0, 0.0)

    def __call__(self, p: Point) -> Point:
        """Where a point lies on the levelled page."""
        x, y = p[0] - self.middle[0], p[1] - self.middle[1]
        return (p[0] + self.slope * y, p[1] - (self.slope + self.change * y) * x)


def levelling(quads: Sequence[Quad]) -> Level:
    """The level of a page on which these boxes of text lie."""
    import numpy as np

    wide = []
    for a, b, c, d in quads:
        long, high = hypot(b[0] - a[0], b[1] - a[1]), hypot(d[0] - a[0], d[1] - a[1])
        run, fall = (b[0] + c[0] - a[0] - d[0]) / 2, (b[1] + c[1] - a[1] - d[1]) / 2
        if long > _WIDE * high and run > 0:
            wide.append((fall / run, (a[0] + b[0] + c[0] + d[0]) / 4, (a[1] + b[1] + c[1] + d[1]) / 4, run))
    if not wide:
        return Level()
    slope, x, y, weight = (np.array(v) for v in zip(*wide, strict=True))
    middle = (float(np.mean(x)), float(np.mean(y)))
    usual = float(np.median(slope))
    keep = np.abs(slope - usual) < _ODD
    if keep.sum() < 6 or np.ptp(y[keep]) == 0:
        return Level(usual, 0.0, middle)
    change, usual = (float(v) for v in np.polyfit(y[keep] - middle[1], slope[keep], 1, w=weight[keep]))
    return Level(usual, change, middle)
