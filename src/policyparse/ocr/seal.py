"""Seals: taken off the words under them, on colour scans by their red, on grey ones by their shape."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from policyparse.ocr.parts import large_parts, reduced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

    Floats = NDArray[np.float32]
_Box = tuple[float, float, float, float]

_RED = 35
"""How far red must stand above green and blue (of 255) to count as red ink."""
_PALE = 0.05
"""How far above them, as a part of the paper's light, to count as faded red ink …"""
_HUE = 0.6
"""… and what part of the distance to blue the distance to green is at least; of a tea stain's it is a third."""
_SEAL = (0.10, 0.36)
"""A seal's width as a part of the page's: 38 to 50 mm of 210, less where a photo shows the desk, too."""
_SMALL = 620
"""Width in pixels at which rings are looked for."""
_RING = 0.85
"""A ring is dark on this part of its round; circles laid through text reach three quarters …"""
_RED_RING = 0.7
"""… and red ink is seen on this part of it: a few letters take some away, faded ink is no ink."""
_OVAL = 0.08
"""A ring differs from a circle by no more than this part of its radius."""
_APART = 5
"""Circles so many pixels apart are tried: letters make some beside the ring's own."""
_STROKE = 0.044
"""What is thicker than this part of the radius (1 mm) is the ring or the star, and no stroke of a letter."""
_DARK = (0.86, 0.92)
"""A seal's ring lets through less than the first part of the paper's light, or less than the second …"""
_LETTERS = 0.25
"""… if letters take so much of the band in which they stand."""
_PRINT = 0.4
"""How much light print lets through."""
_FADED = 0.4
"""Words that take less than this part of the light are faded."""
_FAINT = (0.68, 0.92)
"""How much light the letters of a grey seal let through, at the least and at the most."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a seal stands, in pixels of the image."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> _Box:
        """x0, y0, x1, y1."""
        return (self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    def away(self, x: float, y: float) -> float:
        """How far a point is from the seal's middle, in radii."""
        return hypot(x - self.x, y - self.y) / self.radius


def unseal(image: Image) -> tuple[Image, list[Seal]]:
    """The image with its seals made pale and the black under them kept; and where they stand."""
    import cv2
    import numpy as np

    if _is_grey(image):
        return _without_grey_seals(image)
    best: list[Seal] = []
    out = image
    red, green, blue = cv2.split(image)
    plain = cv2.subtract(red, cv2.max(green, blue)) > _RED
    for mask in (plain, _pale_red(image)):
        if mask.any():
            cleaned, seals = _without_red_seals(image, mask.astype(np.uint8))
            if sum(s.radius for s in seals) > 1.05 * sum(s.radius for s in best):
                out, best = cleaned, seals
    return (out, best) if best else _without_grey_seals(image)


def _is_grey(image: Image) -> bool:
    import numpy as np

    red = image[..., 0]
    return all(
        np.array_equal(red[::n, ::n], image[::n, ::n, other])
        for n in (16, 1)  # most images in colour are told by few of their points
        for other in (1, 2)
    )


def _pale_red(image: Image) -> NDArray[np.bool_]:
    """Where the paper is redder than elsewhere, by faded ink; stains are brown."""
    import cv2
    import numpy as np

    light = reduced(image, _SMALL).astype(np.float32)
    paper = np.maximum(np.percentile(light[::4, ::4].reshape(-1, 3), 80, axis=0), 1)
    red, green, blue = np.moveaxis(light / paper, 2, 0)
    pale = (red - np.maximum(green, blue) > _PALE) & (red - green > _HUE * (red - blue))
    full = cv2.resize(pale.astype(np.uint8), image.shape[1::-1], interpolation=cv2.INTER_NEAREST)
    out: NDArray[np.bool_] = full.astype(np.bool_)
    return out


def _without_red_seals(image: Image, mask: NDArray[np.uint8]) -> tuple[Image, list[Seal]]:
    """Black ink takes all colours, seal ink takes green and blue and little of the red.

    So within a seal the red channel shows the words, and what the ink itself takes from it is given back. Red
    letterheads and rules are left as they are: a seal is a large roundish patch that is mostly holes and has a ring.
    """
    import cv2
    import numpy as np

    width = image.shape[1]
    reach = max(3, width // 400) | 1
    joined = cv2.dilate(mask, np.ones((reach, reach), np.uint8)).astype(np.uint8, copy=False)
    boxes = [
        (float(x), float(y), float(x + w), float(y + h))
        for part in large_parts(joined, _SEAL[0] * width, _SEAL[0] * width)
        for x, y, w, h in [part.box]
        if _SEAL[0] * width < min(w, h) < _SEAL[1] * width
        and max(w, h) < 2.1 * _SEAL[1] * width
        and part.area < 0.75 * w * h
    ]
    out = image
    found: list[Seal] = []
    for box in _whole(boxes):
        seals = _stacked(box)
        if all(_is_ringed(mask, seal) for seal in seals):
            if out is image:
                out = image.copy()
            x0, y0, x1, y1 = map(int, box)
            part = (slice(y0, y1), slice(x0, x1))
            out[part] = _without_red(image[part], mask[part] > 0)
            found += seals
    return out, found


def _is_ringed(mask: NDArray[np.uint8], seal: Seal) -> bool:
    """Whether it is red along most of a seal's round."""
    import numpy as np

    height, width = mask.shape
    angles = np.radians(np.arange(0, 360, 5))[:, None]
    reach = np.linspace(0.85, 1.02, 8)[None] * seal.radius
    down = (seal.y + reach * np.sin(angles)).astype(int).clip(0, height - 1)
    right = (seal.x + reach * np.cos(angles)).astype(int).clip(0, width - 1)
    return float(mask[down, right].any(axis=1).mean()) > _RED_RING


def _whole(boxes: list[_Box]) -> list[_Box]:
    """The boxes, those that are two parts of one seal put together: words may cut it in two."""
    whole: list[_Box] = []
    for box in sorted(boxes, key=lambda b: (b[0], b[1])):
        for i, other in enumerate(whole):
            both = (min(box[0], other[0]), min(box[1], other[1]), max(box[2], other[2]), max(box[3], other[3]))
            if max(_sides(both)) < 1.2 * max(_sides(box)[0], _sides(other)[0]):
                whole[i] = both
                break
        else:
            whole.append(box)
    return whole


def _stacked(box: _Box) -> list[Seal]:
    """The seals in a box: one, or several that touch, below or beside one another."""
    wide, high = _sides(box)
    across, down = max(round(wide / high), 1), max(round(high / wide), 1)
    w, h = wide / across, high / down
    places = [(i, j) for j in range(down) for i in range(across)]
    return [Seal(box[0] + (i + 0.5) * w, box[1] + (j + 0.5) * h, max(w, h) / 2) for i, j in places]


def _sides(box: _Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


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


def _without_grey_seals(image: Image) -> tuple[Image, list[Seal]]:
    """On a grey scan a seal is found by its ring and told from the words by how dark and how thick its ink is.

    The ring and the star are thicker than a letter's strokes, so a closing leaves them and takes the words away; what
    the scan has beside that closing is words alone. The seal's own letters remain, paler than the words, and are made
    white.
    """
    import cv2
    import numpy as np

    seals = _rings(image)
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

    size = 2 * round(_STROKE / 2 * radius) + 1
    smooth = cv2.GaussianBlur(grey, (0, 0), 0.7)
    round_brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    without = cv2.GaussianBlur(cv2.morphologyEx(smooth, cv2.MORPH_CLOSE, round_brush), (0, 0), size / 4)
    faint = float(np.percentile((smooth / np.maximum(without, 1))[letters], 10)) if letters.any() else _FAINT[1]
    darkest, dark = (float(v) for v in np.percentile((smooth / np.maximum(without, 1))[inside], (0.3, 1)))
    white = min(max(faint, dark + 0.12, _FAINT[0]), _FAINT[1])
    light = np.clip(grey / np.maximum(without, 1) / white, 0, 1)
    # what is left of words on a faded page is made as dark as print
    taken = max(1 - darkest / white, 0.05)
    strength = (1 - _PRINT) / taken if taken < _FADED else 1.0
    out: Floats = np.clip(1 - (1 - light) * strength, 0, 1)
    return out


def _rings(image: Image) -> list[Seal]:
    """The rings of seals on a grey page."""
    import cv2
    import numpy as np

    grey = reduced(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False), _SMALL)
    scale = grey.shape[1] / image.shape[1]
    small = cv2.GaussianBlur(grey, (3, 3), 0).astype(np.uint8)
    ink = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(ink, np.ones((3, 3), np.uint8)))
    least, most = _SEAL[0] * _SMALL, _SEAL[1] * _SMALL
    large = [n for n, (_, _, w, h, area) in enumerate(stats) if n and min(w, h) > least and area < 0.6 * w * h]
    if not large:
        return []
    alone: Image = np.where(np.isin(labels, large), small, 255).astype(np.uint8)
    found = cv2.HoughCircles(
        alone,
        cv2.HOUGH_GRADIENT,
        dp=1,
        minDist=_APART,
        param1=120,
        param2=30,
        minRadius=int(least / 2),
        maxRadius=int(most / 2),
    )
    if found is None:
        return []
    rings = [r for c in found.reshape(-1, 3) if (r := _ring(small, *map(float, c))) is not None]
    kept: list[Seal] = []
    for _, seal in sorted(rings, key=lambda r: -r[0]):
        if all(seal.away(k.x, k.y) > 0.8 for k in kept) and _is_lettered(small, seal):
            kept.append(seal)
    return [Seal(s.x / scale, s.y / scale, s.radius / scale) for s in kept]


def _is_lettered(grey: Image, seal: Seal) -> bool:
    """Whether a ring is dark, or letters stand along it: a stain's edge is paler and has none."""
    import numpy as np

    down, right = np.mgrid[: grey.shape[0], : grey.shape[1]]
    away = np.hypot(right - seal.x, down - seal.y) / seal.radius
    ring = float(np.median(grey[np.abs(away - 1) < 0.04]))
    paper = float(np.percentile(grey[away < 0.9], 80))
    letters = grey[(away > 0.6) & (away < 0.9)] < paper - 0.4 * (paper - ring)
    return ring < _DARK[0] * paper or (ring < _DARK[1] * paper and float(letters.mean()) > _LETTERS)


def _ring(grey: Image, x: float, y: float, radius: float) -> tuple[float, Seal] | None:
    """How much of a circle is dark, and the circle itself set right; None if it is no seal's."""
    import cv2
    import numpy as np

    angles = np.radians(np.arange(0, 360, 3))[:, None]
    across = np.arange(-8, 9, dtype=np.float32)[None]

    def light(bend: Floats | float = 0.0) -> Floats:
        steps = radius + bend + across
        at = (x + steps * np.cos(angles)).astype(np.float32), (y + steps * np.sin(angles)).astype(np.float32)
        out: Floats = cv2.remap(grey, *at, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
        return out

    for _ in range(2):  # the circle is moved to where the ring is darkest
        seen = light()
        best = int(np.median(seen, axis=0)[3:-3].argmin()) + 3
        off = across[0, best - 3 + seen[:, best - 3 : best + 4].argmin(axis=1)]
        radius += float(np.median(off))
        off = off - np.median(off)
        x, y = x + 2 * float(np.mean(off * np.cos(angles[:, 0]))), y + 2 * float(np.mean(off * np.sin(angles[:, 0])))
    seen = light(_bend(light(), across[0], angles, _OVAL * radius))
    ring = seen[:, 6:11].min(axis=1)
    beside = np.maximum(seen[:, 13], seen[:, 2])
    share = float((ring < beside - 15).mean())
    # a ring as dark as print is drawn, not stamped: what is pale about a seal is what tells it from the words
    if share < _RING or np.median(ring) < 0.35 * np.percentile(seen, 90):
        return None
    return share, Seal(x, y, radius)


def _bend(seen: Floats, across: Floats, angles: Floats, most: float) -> Floats | float:
    """How far from its circle a ring runs at each angle: photographed askew it is an oval; 0 where it is none."""
    import numpy as np

    off = across[2 + seen[:, 2:-2].argmin(axis=1)]
    dark = seen.min(axis=1) < np.median(seen) - 15
    if dark.mean() < 0.5:
        return 0.0
    ways = np.hstack([np.ones_like(angles), np.cos(2 * angles), np.sin(2 * angles)])
    found = np.linalg.lstsq(ways[dark], off[dark], rcond=None)[0]
    out: Floats = (ways @ found)[:, None].astype(np.float32)
    return out if float(np.hypot(found[1], found[2])) < most else 0.0
