"""A stand-in for a recogniser: it reads the same off any image."""
from __future__ import annotations

from typing import Any

import pytest

from policyparse.ocr.engine import Engine, Recognised

READERS = ("image", "pdf", "ofd")
Box = tuple[float, float, float, float]


class FakeEngine:
    """Reads the same lines off any image, and remembers what it was shown.

    Each line stands in a box: left, top, right and bottom in parts of the image's width and height.
    """

    name, version = "fake", "1"

    def __init__(self, lines: dict[str, Box], confidence: float = 0.9) -> None:
        self.lines, self.confidence = lines, confidence
        self.seen: list[Any] = []

    def recognise(self, image: Any) -> list[Recognised]:
        self.seen.append(image)
        height, width = image.shape[:2]
        out = []
        for text, (left, top, right, bottom) in self.lines.items():
            x0, y0, x1, y1 = left * width, top * height, right * width, bottom * height
            out.append(Recognised(text, ((x0, y0), (x1, y0), (x1, y1), (x0, y1)), self.confidence))
        return out


def use_engine(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    """Let all readers use this engine from now on."""
    for reader in READERS:
        monkeypatch.setattr(f"policyparse.reading.{reader}.engine", lambda name, threads: engine)


def fake_engine(monkeypatch: pytest.MonkeyPatch, lines: dict[str, Box], confidence: float = 0.9) -> FakeEngine:
    """The engine of all readers from now on."""
    fake = FakeEngine(lines, confidence)
    use_engine(monkeypatch, fake)
    return fake
