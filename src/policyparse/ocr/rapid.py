"""RapidOCR with the PP-OCRv6 small models that its wheel holds, on onnxruntime.

Each printed line is recognised by itself (no batch mixes widths) and in one thread, several lines at a
time; so a line's text depends on nothing but its pixels.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, Quad, Recognised

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image

_HINT = "pip install rapidocr onnxruntime"
DETECT_SIDE = 960
"""Long side in pixels at which lines are looked for: as good as full size, and a fifth of the time."""
MARGIN = 0.25
"""What is read left and right of a box, in heights: boxes on a poor copy end before a line's last comma or bracket."""


def load(threads: int) -> Engine:
    """The engine; raises PP106 where RapidOCR or its models are missing."""
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    try:
        import rapidocr
        from rapidocr import RapidOCR
    except ImportError as e:
        raise PolicyParseError("PP106", "rapidocr is not installed", _HINT) from e
    models = Path(rapidocr.__file__).parent / "models"
    detector, recogniser = models / "PP-OCRv6_det_small.onnx", models / "PP-OCRv6_rec_small.onnx"
    if not (detector.exists() and recogniser.exists()):
        raise PolicyParseError(
            "PP106", "this rapidocr holds no PP-OCRv6 small models", "pip install 'rapidocr>=3.10,<4'"
        )
    return RapidEngine(RapidOCR, detector, recogniser, threads)


class RapidEngine:
    """Finds lines and recognises them; paths are those of the ONNX models, so nothing is ever fetched."""

    name = "rapidocr"

    def __init__(self, factory: Any, detector: Path, recogniser: Path, threads: int) -> None:
        from importlib.metadata import version

        self.version = version("rapidocr")
        self.threads = threads
        common: dict[str, Any] = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.use_preprocess_img": False,
            "Global.use_vertical_padding": False,
            "Det.model_path": str(detector),
            "Rec.model_path": str(recogniser),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        one = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
        many = {"EngineConfig.onnxruntime.intra_op_num_threads": threads}
        side = {"Det.limit_side_len": DETECT_SIDE, "Det.limit_type": "max"}
        self._find = factory(params={**common, **many, **side, "Global.use_rec": False})
        self._read = factory(
            params={**common, **one, "Global.use_det": False, "Global.return_word_box": True, "Rec.rec_batch_num": 1}
        )

    def recognise(self, image: Image) -> list[Recognised]:
        """See `Engine`."""
        bgr = image[:, :, ::-1].copy()
        boxes = self._find(bgr).boxes
        if boxes is None:
            return []
        with ThreadPoolExecutor(self.threads) as pool:
            found = list(pool.map(lambda box: self._line(bgr, box), boxes))
        return [r for r in found if r is not None]

    def _line(self, bgr: Image, box: Any) -> Recognised | None:
        """One box, straightened and read."""
        corners: Quad = tuple((float(x), float(y)) for x, y in box)  # type: ignore[assignment]
        crop, corners, margin = _crop(bgr, corners)
        result = self._read(crop)
        text: str = result.txts[0] if result.txts else ""
        if not text.strip():
            return None
        return Recognised(text, corners, float(result.scores[0]), _cuts(text, result.word_results[0], margin))


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


def _cuts(text: str, words: Any, margin: float) -> tuple[float, ...] | None:
    """Where the characters meet, from the steps of the recogniser at which each was seen; the margin is taken off."""
    steps = [c for word in words.word_cols or [] for c in word]
    solid = [i for i, c in enumerate(text) if not c.isspace()]
    length = float(words.line_txt_len or 0)
    if len(steps) != len(solid) or length <= 0:
        return None
    middle = {
        i: min(max(((s + 0.5) / length - margin) / (1 - 2 * margin), 0.0), 1.0)
        for i, s in zip(solid, steps, strict=True)
    }
    centres: list[float] = []
    for i in range(len(text)):
        if i in middle:
            centres.append(middle[i])
        else:  # a blank stands half way between its neighbours
            before = max((j for j in solid if j < i), default=None)
            after = min((j for j in solid if j > i), default=None)
            centres.append(
                ((middle[before] if before is not None else 0.0) + (middle[after] if after is not None else 1.0)) / 2
            )
    return (0.0, *((a + b) / 2 for a, b in pairwise(centres)), 1.0)
