"""Making a page image level."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image

STEEPEST = 5.0
"""Pages are made level up to this many degrees; beyond, a page was not fed askew but lies otherwise."""


def levelled(image: Image) -> tuple[Image, Callable[[tuple[float, float]], tuple[float, float]]]:
    """The image turned so that its lines are level, and the way from its points back to those of the image given."""
    import cv2
    import numpy as np

    degrees = slope(image)
    if abs(degrees) < 0.15:
        return image, lambda p: p
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
    out = cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    inverse = cv2.invertAffineTransform(matrix)

    def back(p: tuple[float, float]) -> tuple[float, float]:
        x, y = inverse @ np.array([p[0], p[1], 1.0])
        return float(x), float(y)

    return out.astype(np.uint8), back


def slope(image: Image) -> float:
    """The turn in degrees, to the left, that makes the text lines level: the one whose row profile is sharpest."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    scale = 800 / grey.shape[1]
    small = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = (cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15) > 0).astype(
        np.float32
    )
    ink[:, :40] = ink[:, -40:] = 0
    height, width = ink.shape

    def sharpness(degrees: float) -> float:
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        profile = cv2.warpAffine(ink, matrix, (width, height)).sum(axis=1)
        return float(np.square(np.diff(profile)).sum())

    coarse = max(np.arange(-STEEPEST, STEEPEST + 0.01, 0.5), key=sharpness)
    return float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=sharpness))
