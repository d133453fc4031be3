"""Making a page image easier to read: seals taken off the words under them."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image

_RED = 35
"""How far red must stand above green and blue (of 255) to count as red ink."""
_SEAL = (0.10, 0.36)
"""A seal's width as a part of the page's: 公章 are 38 to 50 mm on a page of 210, printed small or photographed close."""


def unseal(image: Image) -> Image:
    """The image with red seals made pale, the black under them kept.

    Black ink takes all colours, seal ink takes green and blue and little of the red: within a seal the red channel shows the
    words, and what the ink itself takes from it is given back. Red letterheads and rules are left as they are: a seal is a large
    roundish patch that is mostly holes.
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
        if _SEAL[0] * width < w < _SEAL[1] * width and _SEAL[0] * width < h < 2.1 * _SEAL[1] * width and area < 0.75 * w * h:
            if out is image:
                out = image.copy()
            part = (slice(y, y + h), slice(x, x + w))
            out[part] = _without_red(image[part], mask[part] > 0)
    return out


def _without_red(part: Image, seal: object) -> Image:
    """A patch with its red ink taken out."""
    import numpy as np

    light = part.astype(np.float32)
    paper = np.percentile(light.reshape(-1, 3), 85, axis=0)
    red = np.clip(light[..., 0] / paper[0], 0.02, 1)
    green = np.clip(light[..., 1] / paper[1], 0.02, 1)
    ink = np.clip(1 - green / red, 0, 1)  # 0 for paper and toner, largest where the seal's ink is full
    ink = np.clip(ink / max(float(np.percentile(ink[seal], 95)), 0.05), 0, 1)  # type: ignore[index]
    full = red[ink > 0.8]
    taken = min(1 - float(np.percentile(full, 70)), 0.5) if full.size else 0.0
    grey = np.clip(red / (1 - taken * ink), 0, 1)[..., None]
    return (grey * paper).astype(np.uint8)
