"""Seals on grey scans: found by their ring (`ring.py`), told from the words by how dark and how thick their ink is.

The ring and the star are thicker than a letter's strokes, so a closing leaves them and takes the words away; what the
scan has beside that closing is words alone. The seal's own letters remain, paler than the words, and are made white.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policyparse.ocr.ring import rings
from policyparse.ocr.seal import Seal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

    Floats = NDArray[np.float32]

_STROKE = 0.044
"""What is thicker than this part of the radius (1 mm) is the ring or the star, and no stroke of a letter."""
_PRINT = 0.4
"""How much light print lets through."""
_FADED = 0.4
"""Words that take less than this part of the light are faded, and made as dark as print."""
_FAINT = (0.68, 0.92)
"""How much light the letters of a grey seal let through, at the least and at the most."""


def without_grey_seals(image: Image) -> tuple[Image, list[Seal]]:
    """The image without its grey seals, and where they stood."""
    import cv2
    import numpy as np

    seals = rings(image)
    if not seals:
        return image, []
    out = image.copy()
    height, width = image.shape[:2]
    for seal in seals:
        x0, y0, x1, y1 = (round(v) for v in Seal(seal.x, seal.y, 1.15 * seal.radius).box)
        part = (slice(max(y0, 0), min(y1, height)), slice(max(x0, 0), min(x1, width)))
        grey = cv2.cvtColor(image[part], cv2.COLOR_RGB2GRAY).astype(np.float32)
        down, right = np.mgrid[part].astype(np.float32)
        away = np.hypot(right - seal.x, down - seal.y) / seal.radius
        above = (away > 0.6) & (away < 0.9) & (down < seal.y - 0.4 * seal.radius)
        words = _words_alone(grey, away < 1.0, above, seal.radius)
        paper = float(np.percentile(grey, 90))
        inside = away < 1.08
        out[part][inside] = np.minimum(words * paper, 255).astype(np.uint8)[inside][:, None]
    return out, seals


def _words_alone(grey: Floats, inside: NDArray[np.bool_], letters: NDArray[np.bool_], radius: float) -> Floats:
    """Light that the words let through, 0 to 1; `letters` is where a seal has letters and a notice has no words."""
    import cv2
    import numpy as np

    smooth = cv2.GaussianBlur(grey, (0, 0), 0.7).astype(np.float32, copy=False)
    seal = _ring_and_star(smooth, radius)
    beside = smooth / seal
    faint = float(np.percentile(beside[letters], 10)) if letters.any() else _FAINT[1]
    darkest, dark = (float(v) for v in np.percentile(beside[inside], (0.3, 1)))
    white = min(max(faint, dark + 0.12, _FAINT[0]), _FAINT[1])
    light = np.clip(grey / seal / white, 0, 1)
    taken = max(1 - darkest / white, 0.05)
    strength = (1 - _PRINT) / taken if taken < _FADED else 1.0
    out: Floats = np.clip(1 - (1 - light) * strength, 0, 1)
    return out


def _ring_and_star(smooth: Floats, radius: float) -> Floats:
    """The light that they let through: all thinner strokes are closed."""
    import cv2
    import numpy as np

    size = 2 * round(_STROKE / 2 * radius) + 1
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    closed = cv2.GaussianBlur(cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, brush), (0, 0), size / 4)
    out: Floats = np.maximum(closed, 1)
    return out
