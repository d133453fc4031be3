"""The PP-OCRv6 small models that RapidOCR's wheel holds.

Each printed line is recognised by itself (no batch mixes widths) and in one thread, several lines at a
time; so a line's text depends on nothing but its pixels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.ocr.boxes import detector_input, find_boxes
from policyparse.ocr.choose import Labels, read_answer
from policyparse.ocr.engine import Engine, Quad, Recognised
from policyparse.ocr.net import Net, load_net

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image
    from policyparse.ocr.net import Floats

_HINT = "pip install rapidocr onnxruntime"
DETECT_SIDE = 960
"""Long side in pixels at which lines are looked for: as good as full size, and a fifth of the time."""
_LIKELY = (0.3, 0.7)
"""What is at least so likely to be print is put in one box; where the whole was no line, what is surely print."""
_SURE = 0.9
"""With how much confidence that is to be read."""
MARGIN = 0.25
"""What is read left and right of a box, in heights: boxes on a poor copy end before a line's last comma or bracket."""
_HEIGHT = 48
"""The recogniser reads lines of this height …"""
_NARROWER = 0.65
"""… and as well with characters made narrower, in as much less time …"""
_WIDTHS = 32
"""… and of widths that are multiples of this, so that it is made ready for few of them; what is left is filled up."""
_LEAST_WIDTH = 96
_WIDER = 1.4
"""The recogniser was not taught ‰; at this width it reads % and a ring …"""
_RINGS = re.compile(r"%[0oO₀]")
"""… for which it takes one of these; what it reads for % alone is never that …"""
_SURE_RING = 0.6
"""… if each of its characters is so likely: a comma may be taken for half a ring and half a comma; …"""
_RINGS_AT_END = re.compile(r"%[0oO₀] ?。")
"""… but the full stop after it is a ring, too."""


def load(threads: int) -> Engine:
    """The engine; raises PP106 where RapidOCR or its models are missing."""
    try:
        import rapidocr

        models = Path(rapidocr.__file__).parent / "models"
        detector, recogniser = models / "PP-OCRv6_det_small.onnx", models / "PP-OCRv6_rec_small.onnx"
        if not (detector.exists() and recogniser.exists()):
            raise PolicyParseError(
                "PP106", "this rapidocr holds no PP-OCRv6 small models", "pip install 'rapidocr>=3.10,<4'"
            )
        find, read = load_net(detector, 1, threads), load_net(recogniser, threads, 1)
    except ImportError as e:
        raise PolicyParseError("PP106", f"{e.name or 'rapidocr'} is not installed", _HINT) from e
    return RapidEngine(find, read, threads)


class RapidEngine:
    """Finds lines and recognises them; the models are those in the wheel, so nothing is ever fetched."""

    name = "rapidocr"

    def __init__(self, find: Net, read: Net, threads: int) -> None:
        self.version = f"{version('rapidocr')} ({read.backend} {version(read.backend)}, {read.bits} bits)"
        self.threads = threads
        self._find, self._read = find, read
        self._labels = Labels(["", *read.labels, " "])

    def recognise(self, image: Image) -> list[Recognised]:
        """See `Engine`."""
        batch = detector_input(image, DETECT_SIDE)
        if batch is None:
            return []
        boxes, plain = _boxes(self._find(batch)[0, 0], image.shape)
        # the widest first, so that no thread is left with one long line while the others are done
        order = sorted(range(len(boxes)), key=lambda i: -_width(boxes[i]))
        with ThreadPoolExecutor(self.threads) as pool:
            found = dict(zip(order, pool.map(lambda i: self._line(image, boxes[i]), order), strict=True))
        return [r for i, r in sorted(found.items()) if r is not None and (i < plain or _is_sure(r))]

    def read(self, image: Image, quads: Sequence[Quad], carefully: bool = False) -> list[Recognised]:
        """See `ReadsBoxes`."""
        import numpy as np

        narrower = 1.0 if carefully else _NARROWER
        return [r for quad in quads if (r := self._line(image, np.array(quad), narrower)) is not None]

    def _line(self, image: Image, box: Any, narrower: float = _NARROWER) -> Recognised | None:
        """One box, straightened and read."""
        found = self._read_once(image, box, narrower)
        if found is not None and "%" in found.text:
            for i in range(len(found.text) - 1, -1, -1):
                if found.text[i] == "%" and (near := self._read_once(image, _part(found, i), _WIDER)) is not None:
                    rings = _RINGS_AT_END if found.text[i + 1 : i + 2] == "。" else _RINGS
                    is_ring = near.weakest >= _SURE_RING and rings.search(near.text)
                    found = _per_mille(found, i) if is_ring else found
        return found

    def _read_once(self, image: Image, box: Any, narrower: float) -> Recognised | None:
        corners: Quad = tuple((float(x), float(y)) for x, y in box)  # type: ignore[assignment]  # a box has four corners
        crop, corners, margin = _crop(image, corners)
        batch, share = _batch(crop, narrower)
        answer = self._read(batch)[0]
        letters = read_answer(answer, self._labels)
        text = "".join(letter.text for letter in letters)
        if not text.strip():
            return None
        confidence = sum(letter.likely for letter in letters) / len(letters)
        cuts = _cuts(text, [letter.step for letter in letters], len(answer) * share, margin)
        weakest = min(letter.likely for letter in letters)
        return Recognised(text, corners, round(confidence, 5), cuts, round(weakest, 5))


def _boxes(likely: Floats, shape: tuple[int, ...]) -> tuple[list[Any], int]:
    """The boxes of a page's lines, from how likely each of its points is to be print; how many are plain.

    A line beside which something shows through from the back may make one box with it that is, on the whole, no
    line; so what is in no box yet is looked at again, and only what is surely print.
    """
    import cv2
    import numpy as np

    rest = likely.copy()
    scale = np.array([likely.shape[1] / shape[1], likely.shape[0] / shape[0]])
    out: list[Any] = []
    plain = 0
    for threshold in _LIKELY:
        plain = len(out)
        boxes = find_boxes(rest, shape, threshold)
        out += boxes
        for box in boxes:
            cv2.fillPoly(rest, [np.round(box * scale).astype(np.int32)], 0.0)
    return out, plain


def _is_sure(found: Recognised) -> bool:
    """Whether what was seen at a second look only is a line, and no more than a speck or a stroke."""
    return len(found.text) > 1 and found.confidence >= _SURE


def _part(found: Recognised, i: int) -> Any:
    """The box of one character."""
    import numpy as np

    a, b, c, d = (np.array(p) for p in found.quad)
    u, v = (found.cuts or (0.0, 1.0))[i : i + 2]
    return np.array([a + u * (b - a), a + v * (b - a), d + v * (c - d), d + u * (c - d)])


def _per_mille(found: Recognised, i: int) -> Recognised:
    """What was found, with ‰ for the % at `i` and for its second ring, if that was read for itself."""
    end = i + 2 if _RINGS.match(found.text, i) else i + 1
    cuts = found.cuts and (*found.cuts[: i + 1], *found.cuts[end:])
    return replace(found, text=found.text[:i] + "‰" + found.text[end:], cuts=cuts)


def _width(box: Any) -> float:
    """About how wide a box is, in its heights."""
    long, high = abs(box[1] - box[0]).max(), abs(box[3] - box[0]).max()
    return float(max(long, high) / max(min(long, high), 1))


def _batch(crop: Image, narrower: float) -> tuple[Floats, float]:
    """A line as the recogniser's input, and the share of its width that the line takes."""
    import cv2
    import numpy as np

    high, long = crop.shape[:2]
    used = max(ceil(_HEIGHT * long / high * narrower), 1)
    width = max(ceil(used / _WIDTHS) * _WIDTHS, _LEAST_WIDTH)
    out = np.zeros((1, 3, _HEIGHT, width), np.float32)
    line = cv2.resize(crop, (used, _HEIGHT), interpolation=cv2.INTER_AREA)
    out[0, :, :, :used] = line[:, :, ::-1].astype(np.float32).transpose(2, 0, 1) / 127.5 - 1
    return out, used / width


def _crop(image: Image, quad: Quad) -> tuple[Image, Quad, float]:
    """The quad as an upright image with a margin left and right; its corners as the text runs; the margin's share.

    Text that runs down the page is turned.
    """
    import cv2
    import numpy as np

    a, b, c, d = (np.array(p, np.float64) for p in quad)
    if np.hypot(*(a - d)) >= 2 * np.hypot(*(a - b)):  # a column of characters; narrower ones are a lone 1 or a bracket
        quad = (quad[1], quad[2], quad[3], quad[0])
        a, b, c, d = b, c, d, a
    width = int(max(np.hypot(*(a - b)), np.hypot(*(d - c)), 1))
    height = int(max(np.hypot(*(a - d)), np.hypot(*(b - c)), 1))
    margin = int(MARGIN * height)
    to = np.array([[margin, 0], [margin + width, 0], [margin + width, height], [margin, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array([a, b, c, d], np.float32), to)
    size = (width + 2 * margin, height)
    out = cv2.warpPerspective(image, matrix, size, borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC)
    return np.ascontiguousarray(out, dtype=np.uint8), quad, margin / size[0]


def _cuts(text: str, steps: list[int], length: float, margin: float) -> tuple[float, ...]:
    """Where the characters meet, from the recogniser's steps at which each was seen; the margin is taken off."""
    middle = [min(max(((s + 0.5) / length - margin) / (1 - 2 * margin), 0.0), 1.0) for s in steps]
    solid = [i for i, c in enumerate(text) if not c.isspace()]
    centres: list[float] = []
    for i in range(len(text)):
        if not text[i].isspace():
            centres.append(middle[i])
        else:  # a blank stands half way between its neighbours
            before = max((j for j in solid if j < i), default=None)
            after = min((j for j in solid if j > i), default=None)
            centres.append(
                ((middle[before] if before is not None else 0.0) + (middle[after] if after is not None else 1.0)) / 2
            )
    return (0.0, *((a + b) / 2 for a, b in pairwise(centres)), 1.0)
