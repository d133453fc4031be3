"""A page's slope, from the boxes on it: what is printed level is made level, without touching the image."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyparse.ocr.engine import Quad

Point = tuple[float, float]
_WIDE = 5.0
"""Boxes this many times wider than high tell the slope."""


def levelling(quads: Sequence[Quad]) -> Callable[[Point], Point]:
    """A map from points of the page to points of the levelled page.

    The lines' slope may change steadily down the page, as it does on a photograph taken from the side.
    """
    import numpy as np

    wide = []
    for a, b, c, d in quads:
        long, high = hypot(b[0] - a[0], b[1] - a[1]), hypot(d[0] - a[0], d[1] - a[1])
        run = (b[0] + c[0] - a[0] - d[0]) / 2
        if long > _WIDE * high and run > 0:
            wide.append(
                (
                    (b[1] + c[1] - a[1] - d[1]) / 2 / run,
                    sum(p[0] for p in (a, b, c, d)) / 4,
                    sum(p[1] for p in (a, b, c, d)) / 4,
                    run,
                )
            )
    if not wide:
        return lambda p: p
    slope, x, y, weight = (np.array(v) for v in zip(*wide, strict=True))
    cx, cy = float(np.mean(x)), float(np.mean(y))
    base, change = float(np.median(slope)), 0.0
    keep = np.abs(slope - base) < 0.05
    if keep.sum() >= 6 and np.ptp(y[keep]) > 0:
        change, base = (float(v) for v in np.polyfit(y[keep] - cy, slope[keep], 1, w=weight[keep]))

    def flat(p: Point) -> Point:
        tilt = base + change * (p[1] - cy)
        return (p[0] + base * (p[1] - cy), p[1] - tilt * (p[0] - cx))

    return flat
