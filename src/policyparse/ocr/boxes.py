"""The detector's input, and the boxes around what it takes for print.

The network says for each point of a page how likely it is to be print, in areas somewhat smaller than the lines (DB,
"differentiable binarisation"); the boxes are the least rectangles around these areas, widened again. The same as in
RapidOCR, to the pixel, but that package takes half a second to import.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image
    from policyparse.ocr.net import Floats

_MULTIPLE = 32
"""The network takes images whose sides are multiples of this."""
_MOST = 1000
"""So many areas are looked at; a page of print has a tenth."""
_LIKELY = 0.5
"""How likely an area must be to be print, on the whole."""
_WIDER = 1.6
"""An area is made wider by so many times its surface over its circumference."""
_SMALLEST, _SMALLEST_BOX = 3, 3
"""Shorter sides than this, in points of the network's answer and in pixels, belong to specks."""


def detector_input(image: Image, side: int) -> Floats | None:
    """An RGB image as the network takes it, made smaller where its long side is more than `side`.

    Returns:
        1 × 3 × height × width, blue first, -1 to 1; None of an image that is next to nothing.
    """
    import cv2
    import numpy as np

    high, wide = image.shape[:2]
    ratio = min(side / max(high, wide), 1.0)
    size = [round(int(length * ratio) / _MULTIPLE) * _MULTIPLE for length in (wide, high)]
    if min(size) <= 0:
        return None
    shades = (((np.arange(256, dtype=np.float32) * (1 / 255.0)).astype(np.float64) - 0.5) / 0.5).astype(np.float32)
    small = cv2.resize(image, size)[:, :, ::-1].transpose(2, 0, 1)
    out: Floats = shades[np.ascontiguousarray(small)][np.newaxis]
    return out


def find_boxes(likely: Floats, shape: tuple[int, ...], threshold: float) -> list[Any]:
    """The boxes of a page.

    Args:
        likely: The network's answer, height × width: how likely each point is to be print.
        shape: Height and width of the page in pixels.
        threshold: From where on a point is taken for print.

    Returns:
        Arrays of four corners, in pixels of the page: top left, top right, bottom right, bottom left.
    """
    import cv2
    import numpy as np

    print_ = cv2.dilate((likely > threshold).astype(np.uint8), np.ones((2, 2), np.uint8))
    areas, _ = cv2.findContours(print_ * 255, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    page, answer = (np.array(each[1::-1], np.float32) for each in (shape, likely.shape))  # width, height
    out: list[Any] = []
    for area in areas[:_MOST]:
        corners, short = _least_box(area)
        if short < _SMALLEST or _likelihood(likely, corners) < _LIKELY:
            continue
        corners, short = _least_box(_widened(corners))
        if short < _SMALLEST + 2:
            continue
        on_page = np.clip(np.round(corners / answer * page), 0, page)
        box = np.clip(_in_order(on_page), 0, page - 1)
        if min(int(hypot(*(box[0] - box[1]))), int(hypot(*(box[0] - box[3])))) > _SMALLEST_BOX:
            out.append(box)
    return out


def _least_box(points: Any) -> tuple[Any, float]:
    """The least rectangle around points, turned as they are, and its shorter side."""
    import cv2

    found = cv2.minAreaRect(points)
    return _in_order(cv2.boxPoints(found)), min(found[1])


def _in_order(corners: Any) -> Any:
    """Four corners, the top left one first and then round with the clock."""
    import numpy as np

    by_x = sorted(corners, key=lambda corner: corner[0])
    (a, d), (b, c) = (sorted(side, key=lambda corner: corner[1]) for side in (by_x[:2], by_x[2:]))
    return np.array([a, b, c, d])


def _likelihood(likely: Floats, corners: Any) -> float:
    """How likely the points inside a box are to be print, on the average."""
    import cv2
    import numpy as np

    last = np.array([likely.shape[1] - 1, likely.shape[0] - 1])
    low = np.clip(np.floor(corners.min(axis=0)).astype(np.int32), 0, last)
    high = np.clip(np.ceil(corners.max(axis=0)).astype(np.int32), 0, last)
    inside = np.zeros((high - low + 1)[::-1], np.uint8)
    cv2.fillPoly(inside, [(corners - low.astype(np.float32)).astype(np.int32)], 1)
    return float(cv2.mean(likely[low[1] : high[1] + 1, low[0] : high[0] + 1], inside)[0])


def _widened(corners: Any) -> Any:
    """The outline of a box made wider on all sides, with round corners."""
    import numpy as np
    import pyclipper

    around = corners.astype(np.float64)
    x, y = (around - around[0]).T
    surface = abs(float(x @ (np.roll(y, 1) - np.roll(y, -1)))) / 2
    length = sum(hypot(*side) for side in np.roll(around, -1, axis=0) - around)
    outline = pyclipper.PyclipperOffset()
    outline.AddPath(around, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
    return np.array(outline.Execute(surface * _WIDER / length)).reshape((-1, 1, 2))
