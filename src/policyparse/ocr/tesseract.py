"""Tesseract with its simplified Chinese model, through pytesseract; for those who have it, and as a second reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.ocr.clean import levelled
from policyparse.ocr.engine import Engine, Quad, Recognised

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image

LANGUAGE = "chi_sim"
_INSTALL = "Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-chi-sim; or leave --ocr at auto"
_SECONDS = 300
"""A page that takes longer is given up."""


def load(threads: int) -> Engine:
    """The engine; raises PP106 where the program or its Chinese model is missing. Tesseract sets its threads itself."""
    try:
        import pytesseract

        version = str(pytesseract.get_tesseract_version())
        languages = pytesseract.get_languages()
    except ImportError as e:
        raise PolicyParseError("PP106", "pytesseract is not installed", "pip install pytesseract") from e
    except (OSError, SystemExit, RuntimeError) as e:  # TesseractNotFoundError is an OSError
        raise PolicyParseError("PP106", "tesseract is not installed", _INSTALL) from e
    if LANGUAGE not in languages:
        raise PolicyParseError("PP106", f"tesseract has no {LANGUAGE} model", _INSTALL)
    return TesseractEngine(version)


class TesseractEngine:
    """One run of the program a page."""

    name = "tesseract"

    def __init__(self, version: str) -> None:
        self.version = version

    def recognise(self, image: Image) -> list[Recognised]:
        """See `Engine`. Tesseract needs level lines, so the page is turned first and the boxes are turned back."""
        import pytesseract

        level, back = levelled(image)
        data = pytesseract.image_to_data(
            level, lang=LANGUAGE, config="--psm 3", timeout=_SECONDS, output_type=pytesseract.Output.DICT
        )
        rows: dict[tuple[int, int, int], list[int]] = {}
        for i, text in enumerate(data["text"]):
            if text.strip():
                rows.setdefault((data["block_num"][i], data["par_num"][i], data["line_num"][i]), []).append(i)
        return [_line(data, words, back) for words in rows.values()]


def _line(data: dict[str, list[Any]], words: list[int], back: Any) -> Recognised:
    """Words of one line as a piece; Tesseract puts a blank between Chinese characters, which is left out here."""
    text = ""
    edges: list[float] = []
    for i in words:
        word, left, width = data["text"][i], float(data["left"][i]), float(data["width"][i])
        if text and text[-1].isascii() and word[0].isascii() and text[-1].isalpha() and word[0].isalpha():
            text += " "
            edges.append(max(edges[-1] if edges else left, float(data["left"][i - 1] + data["width"][i - 1])))
        edges += [left + width * k / len(word) for k in range(len(word))]
        text += word
    last = words[-1]
    right = float(data["left"][last] + data["width"][last])
    top = float(min(data["top"][i] for i in words))
    bottom = float(max(data["top"][i] + data["height"][i] for i in words))
    left = edges[0]
    quad: Quad = tuple(back(p) for p in ((left, top), (right, top), (right, bottom), (left, bottom)))
    weight = sum(len(data["text"][i]) for i in words)
    confidence = sum(max(float(data["conf"][i]), 0.0) * len(data["text"][i]) for i in words) / weight / 100
    cuts, high = [], 0.0
    for x in (*edges, right):
        high = min(max(high, (x - left) / max(right - left, 1.0)), 1.0)
        cuts.append(high)
    return Recognised(text, quad, confidence, tuple(cuts))
