"""Making a page image easier to read: seals taken off the words under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

_RED = 35
"""How far red must stand above green and blue (of 255) to count as red ink."""
_SEAL = (0.10, 0.36)
"""A seal's width as a part of the page's: 38 to 50 mm of 210, less where a photo shows the desk, too."""


def unseal(image: Image) -> Image:
    """The image with red seals made pale, the black under them kept.

    Black ink takes all colours, seal ink takes green and blue and little of the red: within a seal the red channel
    shows the words, and what the ink itself takes from it is given back. Red letterheads and rules are left as they
    are: a seal is a large roundish patch that is mostly holes.
    """
    import cv2
    import numpy as np

    red = image[..., 0].astype(np.int16)
    mask = ((red - np.maximum(image[..., 1], image[..., 2])) > _RED).astype(np.uint8)
    if not mask.any():
        return image
    width = image.shape[1]
    reach = max(3, width // 400) | 1
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(mask, np.ones((reach, reach), np.uint8)))
    out = image
    for x, y, w, h, area in stats[1:]:
        if (
            _SEAL[0] * width < w < _SEAL[1] * width
            and _SEAL[0] * width < h < 2.1 * _SEAL[1] * width
            and area < 0.75 * w * h
        ):
            if out is image:
                out = image.copy()
            part = (slice(y, y + h), slice(x, x + w))
            out[part] = _without_red(image[part], mask[part] > 0)
    return out


def _without_red(part: Image, seal: NDArray[np.bool_]) -> Image:
    """A patch with its red ink taken out."""
    import numpy as np

    light = part.astype(np.float32)
    paper = np.percentile(light.reshape(-1, 3), 85, axis=0)
    red = np.clip(light[..., 0] / paper[0], 0.02, 1)
    green = np.clip(light[..., 1] / paper[1], 0.02, 1)
    ink = np.clip(1 - green / red, 0, 1)  # 0 for paper and toner, largest where the seal's ink is full
    ink = np.clip(ink / max(float(np.percentile(ink[seal], 95)), 0.05), 0, 1)
    full = red[ink > 0.8]
    taken = min(1 - float(np.percentile(full, 70)), 0.5) if full.size else 0.0
    grey = np.clip(red / (1 - taken * ink), 0, 1)[..., None]
    out: Image = (grey * paper).astype(np.uint8)
    return out


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
