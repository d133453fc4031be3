"""Seals on colour scans: found by their red ink, which is then taken out of the words under it.

Red letterheads and rules are left as they are: a seal is a large roundish patch that is mostly holes and has a ring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from policyparse.ocr.parts import large_parts, reduced
from policyparse.ocr.seal import LEAST, MOST, SMALL, Box, Seal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

    Mask = NDArray[np.uint8]

_RED = 35
"""How far red must stand above green and blue (of 255) to count as red ink."""
_PALE = 0.05
"""How far above them, as a part of the paper's light, to count as faded red ink …"""
_HUE = 0.6
"""… and what part of the distance to blue the distance to green is at least; of a tea stain's it is a third."""
_RING = 0.7
"""Red ink is seen on this part of a seal's round: a few letters take some away, faded ink is no ink."""
_SOLID = 0.75
"""A patch of which more than this part is ink is no seal."""
_LONGEST = 2.1
"""A patch longer than so many seals is none, nor several that touch."""
_CUT = 1.2
"""Two patches that fit into a square no larger than so many times one of them are one seal, cut in two by words."""
_FULL = 0.8
"""Where this part of the ink's strength is reached its own colour shows."""


def without_red_seals(image: Image) -> tuple[Image, list[Seal]]:
    """The image without its red seals, and where they stood: by full red ink, or by faded ink if that shows more."""
    import numpy as np

    out = image
    found: list[Seal] = []
    for mask in (_red(image), _pale_red(image)):
        if mask.any():
            cleaned, seals = _without(image, mask.astype(np.uint8))
            if sum(s.radius for s in seals) > 1.05 * sum(s.radius for s in found):
                out, found = cleaned, seals
    return out, found


def _red(image: Image) -> NDArray[np.bool_]:
    """Where the image is plainly red."""
    import cv2

    red, green, blue = cv2.split(image)
    out: NDArray[np.bool_] = cv2.subtract(red, cv2.max(green, blue)) > _RED
    return out


def _pale_red(image: Image) -> NDArray[np.bool_]:
    """Where the paper is redder than elsewhere, by faded ink; stains are brown."""
    import cv2
    import numpy as np

    light = reduced(image, SMALL).astype(np.float32)
    paper = np.maximum(np.percentile(light[::4, ::4].reshape(-1, 3), 80, axis=0), 1)
    red, green, blue = np.moveaxis(light / paper, 2, 0)
    pale = (red - np.maximum(green, blue) > _PALE) & (red - green > _HUE * (red - blue))
    full = cv2.resize(pale.astype(np.uint8), image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    out: NDArray[np.bool_] = full.astype(np.bool_)
    return out


def _without(image: Image, mask: Mask) -> tuple[Image, list[Seal]]:
    """The image without the seals that a mask of red ink shows."""
    found: list[Seal] = []
    out = image
    for box in _whole(_patches(mask)):
        seals = _stacked(box)
        if all(_is_ringed(mask, seal) for seal in seals):
            if out is image:
                out = image.copy()
            x0, y0, x1, y1 = map(int, box)
            part = (slice(y0, y1), slice(x0, x1))
            out[part] = _without_red(image[part], mask[part] > 0)
            found += seals
    return out, found


def _patches(mask: Mask) -> list[Box]:
    """The patches of red ink that are as large as seals, and as full of holes."""
    import cv2
    import numpy as np

    width = mask.shape[1]
    least, most = LEAST * width, MOST * width
    reach = max(3, width // 400) | 1
    joined = cv2.dilate(mask, np.ones((reach, reach), np.uint8)).astype(np.uint8, copy=False)
    return [
        (float(x), float(y), float(x + w), float(y + h))
        for part in large_parts(joined, least, least)
        for x, y, w, h in [part.box]
        if least < min(w, h) < most and max(w, h) < _LONGEST * most and part.area < _SOLID * w * h
    ]


def _whole(boxes: list[Box]) -> list[Box]:
    """The boxes, those that are two parts of one seal put together: words may cut it in two."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b[0], b[1])):
        for i, other in enumerate(whole):
            both = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            if max(_sides(both)) < _CUT * max(_sides(box)[0], _sides(other)[0]):
                whole[i] = both
                break
        else:
            whole.append(box)
    return whole


def _stacked(box: Box) -> list[Seal]:
    """The seals in a box: one, or several that touch, below or beside one another."""
    wide, high = _sides(box)
    across, down = max(round(wide / high), 1), max(round(high / wide), 1)
    w, h = wide / across, high / down
    places = [(i, j) for j in range(down) for i in range(across)]
    return [Seal(box[0] + (i + 0.5) * w, box[1] + (j + 0.5) * h, max(w, h) / 2) for i, j in places]


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _is_ringed(mask: Mask, seal: Seal) -> bool:
    """Whether it is red along most of a seal's round."""
    import numpy as np

    height, width = mask.shape
    angles = np.radians(np.arange(0, 360, 5))[:, None]
    reach = np.linspace(0.85, 1.02, 8)[None] * seal.radius
    down = (seal.y + reach * np.sin(angles)).astype(int).clip(0, height - 1)
    right = (seal.x + reach * np.cos(angles)).astype(int).clip(0, width - 1)
    return float(mask[down, right].any(axis=1).mean()) > _RING


def _without_red(patch: Image, seal: NDArray[np.bool_]) -> Image:
    """A patch with its red ink taken out; `seal` is where there is some.

    Black ink takes all colours, seal ink takes green and blue and little of the red. So the red channel shows the
    words, and what the ink itself takes from it is given back.
    """
    import numpy as np

    light = patch.astype(np.float32)
    paper = np.percentile(light.reshape(-1, 3), 85, axis=0)
    red = np.clip(light[..., 0] / paper[0], 0.02, 1)
    green = np.clip(light[..., 1] / paper[1], 0.02, 1)
    ink = np.clip(1 - green / red, 0, 1)  # 0 for paper and toner, largest where the seal's ink is full
    ink = np.clip(ink / max(float(np.percentile(ink[seal], 95)), 0.05), 0, 1)
    full = red[ink > _FULL]
    taken = min(1 - float(np.percentile(full, 70)), 0.5) if full.size else 0.0
    grey = np.clip(red / (1 - taken * ink), 0, 1)[..., None]
    out: Image = (grey * paper).astype(np.uint8)
    return out
