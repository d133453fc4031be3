"""The rings of seals on a grey page: circles in what is large enough for one, moved to where they are darkest.

Circles are laid through any text. A ring is dark nearly all around and paler than print, and it is dark or has letters
along it; photographed askew it is an oval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policyparse.ocr.parts import reduced
from policyparse.ocr.seal import LEAST, MOST, SMALL, Seal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

    Floats = NDArray[np.float32]

_APART = 5
"""Circles so many pixels apart are tried: letters make some beside the ring's own."""
_RING = 0.85
"""A ring is dark on this part of its round; circles laid through text reach three quarters …"""
_EDGE = 15
"""… by so much (of 255) beside what is next to it."""
_PRINTED = 0.35
"""A ring as dark as print, beside the paper, is drawn, not stamped."""
_OVAL = 0.08
"""A ring differs from a circle by no more than this part of its radius."""
_DARK = (0.86, 0.92)
"""A seal's ring lets through less than the first part of the paper's light, or less than the second …"""
_LETTERS = 0.25
"""… if letters take so much of the band in which they stand."""
_REACH = 8
"""Pixels to either side of a circle that are looked at."""


def rings(image: Image) -> list[Seal]:
    """Where the rings of seals stand; of those that overlap the one that is darkest all around."""
    import cv2
    import numpy as np

    grey = reduced(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False), SMALL)
    scale = grey.shape[1] / image.shape[1]
    small = cv2.GaussianBlur(grey, (3, 3), 0).astype(np.uint8)
    found = [ring for circle in _circles(small) if (ring := _ring(small, circle)) is not None]
    kept: list[Seal] = []
    for _, seal in sorted(found, key=lambda ring: -ring[0]):
        if all(seal.away(k.x, k.y) > 0.8 for k in kept) and _is_lettered(small, seal):
            kept.append(seal)
    return [Seal(s.x / scale, s.y / scale, s.radius / scale) for s in kept]


@dataclass(frozen=True, slots=True)
class _Circle:
    """A circle that may be a ring, in pixels of the smaller page."""

    x: float
    y: float
    radius: float

    def light(self, grey: Image, bend: Floats | float = 0.0) -> Floats:
        """The page's light across the circle: a row for each angle, from `_REACH` within it to as far without.

        Args:
            grey: The page.
            bend: How far without the circle the ring runs, at each angle.
        """
        import cv2
        import numpy as np

        angles, steps = _angles(), self.radius + bend + _across()[None]
        right = (self.x + steps * np.cos(angles)).astype(np.float32)
        down = (self.y + steps * np.sin(angles)).astype(np.float32)
        seen = cv2.remap(grey, right, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        out: Floats = seen.astype(np.float32)
        return out


def _angles() -> NDArray[np.float64]:
    import numpy as np

    out: NDArray[np.float64] = np.radians(np.arange(0, 360, 3))[:, None]
    return out


def _across() -> Floats:
    import numpy as np

    return np.arange(-_REACH, _REACH + 1, dtype=np.float32)


def _circles(page: Image) -> list[_Circle]:
    """The circles in those parts of a page that are as large as seals, and as full of holes."""
    import cv2
    import numpy as np

    ink = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones((3, 3), np.uint8)))
    least, most = LEAST * SMALL, MOST * SMALL
    large = [n for n, (_, _, w, h, area) in enumerate(stats) if n and min(w, h) > least and area < 0.6 * w * h]
    if not large:
        return []
    alone: Image = np.where(np.isin(labels, large), page, 255).astype(np.uint8)
    found = cv2.HoughCircles(
        alone, cv2.HOUGH_GRADIENT, dp=1, minDist=_APART, param1=120, param2=30,
        minRadius=int(least / 2), maxRadius=int(most / 2),
    )
    return [] if found is None else [_Circle(*map(float, circle)) for circle in found.reshape(-1, 3)]


def _ring(grey: Image, circle: _Circle) -> tuple[float, Seal] | None:
    """How much of a circle's round is dark, and the ring that it is; None if it is no seal's."""
    import numpy as np

    circle = _settled(grey, _settled(grey, circle))
    seen = circle.light(grey, _bend(circle.light(grey), _OVAL * circle.radius))
    ring = seen[:, _REACH - 2 : _REACH + 3].min(axis=1)
    beside = np.maximum(seen[:, _REACH + 5], seen[:, _REACH - 6])
    share = float((ring < beside - _EDGE).mean())
    # what is pale about a seal is what tells it from the words
    if share < _RING or np.median(ring) < _PRINTED * np.percentile(seen, 90):
        return None
    return share, Seal(circle.x, circle.y, circle.radius)


def _settled(grey: Image, circle: _Circle) -> _Circle:
    """The circle moved to where the ring is darkest."""
    import numpy as np

    seen, angles = circle.light(grey), _angles()[:, 0]
    best = int(np.median(seen, axis=0)[3:-3].argmin()) + 3
    off = _across()[best - 3 + seen[:, best - 3 : best + 4].argmin(axis=1)]
    wider = float(np.median(off))
    off = off - np.median(off)
    return _Circle(
        circle.x + 2 * float(np.mean(off * np.cos(angles))),
        circle.y + 2 * float(np.mean(off * np.sin(angles))),
        circle.radius + wider,
    )


def _bend(seen: Floats, most: float) -> Floats | float:
    """How far from its circle a ring runs at each angle: photographed askew it is an oval; 0 where it is none."""
    import numpy as np

    angles = _angles()
    off = _across()[2 + seen[:, 2:-2].argmin(axis=1)]
    dark = seen.min(axis=1) < np.median(seen) - _EDGE
    if dark.mean() < 0.5:
        return 0.0
    ways = np.hstack([np.ones_like(angles), np.cos(2 * angles), np.sin(2 * angles)])
    found = np.linalg.lstsq(ways[dark], off[dark], rcond=None)[0]
    out: Floats = (ways @ found)[:, None].astype(np.float32)
    return out if float(np.hypot(found[1], found[2])) < most else 0.0


def _is_lettered(grey: Image, seal: Seal) -> bool:
    """Whether a ring is dark, or letters stand along it: a stain's edge is paler and has none."""
    import numpy as np

    down, right = np.mgrid[: grey.shape[0], : grey.shape[1]]
    away = np.hypot(right - seal.x, down - seal.y) / seal.radius
    ring = float(np.median(grey[np.abs(away - 1) < 0.04]))
    paper = float(np.percentile(grey[away < 0.9], 80))
    letters = grey[(away > 0.6) & (away < 0.9)] < paper - 0.4 * (paper - ring)
    return ring < _DARK[0] * paper or (ring < _DARK[1] * paper and float(letters.mean()) > _LETTERS)
