"""A page made smaller, and the large parts of it, which are looked for on a smaller page first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

_STEP = 4
"""The smaller page has one point for so many times so many."""
_TALLEST = 10
"""How many times higher than wide an image may be that is made as wide as is asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """Points that touch.

    Attributes:
        x: Where they begin, counted from the left …
        y: … and from the top.
        points: What of the box around them they are: 1, and 0 elsewhere.
    """

    x: int
    y: int
    points: NDArray[np.uint8]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """x, y, width, height."""
        height, width = self.points.shape
        return self.x, self.y, width, height

    @property
    def area(self) -> int:
        """How many points there are."""
        return int(self.points.sum())


def large_parts(ink: NDArray[np.uint8], width: float, height: float) -> list[Part]:
    """The parts that are at least so wide and so high, from top to bottom; what touches at a corner is one."""
    import cv2
    import numpy as np

    small = cv2.dilate(ink, np.ones((_STEP, _STEP), np.uint8), anchor=(0, 0))[::_STEP, ::_STEP]
    if not small.any():
        return []
    out = []
    _, labels, stats, _ = cv2.connectedComponentsWithStats(np.ascontiguousarray(small))
    for n, (x, y, w, h) in enumerate(stats[:, :4].tolist()):
        if not n or _STEP * w < width or _STEP * h < height:
            continue
        near = (labels[y : y + h, x : x + w] == n).astype(np.uint8).repeat(_STEP, axis=0).repeat(_STEP, axis=1)
        own = ink[_STEP * y : _STEP * (y + h), _STEP * x : _STEP * (x + w)]
        own = np.where(own > 0, near[: own.shape[0], : own.shape[1]], 0).astype(np.uint8)
        _, exact, sizes, _ = cv2.connectedComponentsWithStats(own)
        for m, (a, b, c, d) in enumerate(sizes[:, :4].tolist()):
            if m and c >= width and d >= height:
                points = (exact[b : b + d, a : a + c] == m).astype(np.uint8)
                out.append(Part(_STEP * x + a, _STEP * y + b, points))
    return sorted(out, key=lambda p: (p.y, p.x))


def reduced(image: Image, width: int) -> Image:
    """The image made so wide, each point the mean of those it stands for; a strip up the page is made no larger."""
    import cv2

    width = max(1, min(width, _TALLEST * width * image.shape[1] // image.shape[0]))
    while image.shape[1] >= 2 * width:  # by halves is four times as fast
        image = cast("Image", cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    scale = width / image.shape[1]
    return cast("Image", cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
