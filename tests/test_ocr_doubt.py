"""What was read with doubt, and what is read there at a second look: the engine is played."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import pytest

from policyparse.ocr.doubt import read_again
from policyparse.ocr.engine import Quad, Recognised

WIDTH, HEIGHT = 1000, 1400
LINE: Quad = ((100, 200), (500, 200), (500, 240), (100, 240))
COLUMN: Quad = ((100, 200), (140, 200), (140, 300), (100, 300))


class Played:
    """An engine that reads one thing at full width and another in the mirror."""

    name, version = "played", "1"

    def __init__(self, again: Recognised | None = None, mirrored: Recognised | None = None) -> None:
        self.again, self.mirrored = again, mirrored
        self.shown: list[Any] = []

    def read(self, image: Any, quads: Sequence[Quad], carefully: bool = False) -> list[Recognised]:
        self.shown.append(image)
        read = self.again if carefully else self.mirrored
        return [] if read is None else [Recognised(read.text, quads[0], read.confidence)]


def seen(text: str, confidence: float, quad: Quad = LINE, weakest: float = 1.0) -> Recognised:
    return Recognised(text, quad, confidence, weakest=weakest)


def texts(engine: Played, *found: Recognised) -> tuple[list[str], int]:
    image = np.full((HEIGHT, WIDTH, 3), 245, np.uint8)
    for y in (205, 255):
        cv2.rectangle(image, (104, y), (136, y + 32), (30, 30, 30), 4)
    read, ghosts = read_again(image, found, engine)
    return [r.text for r in read], ghosts


@pytest.mark.parametrize(
    ("before", "again", "said"),
    [
        (0.7, 0.9, "加强培训工作管理考核"),
        (0.7, 0.695, "加强培训工作管理考核"),
        (0.7, 0.6, "加强培川工作管理考核"),
        (0.99, 1.0, "加强培川工作管理考核"),
    ],
)
def test_read_again_takes_the_surer_reading_of_what_was_in_doubt(before: float, again: float, said: str) -> None:
    engine = Played(seen("加强培训工作管理考核", again))
    assert texts(engine, seen("加强培川工作管理考核", before)) == ([said], 0)


def test_read_again_prefers_simplified_characters() -> None:
    assert texts(Played(seen("加强医学培训", 0.95)), seen("加强醫學培训", 0.98)) == (["加强医学培训"], 0)
    assert texts(Played(seen("区长陈堃", 0.9)), seen("区长陈堃", 0.98)) == (["区长陈堃"], 0)


@pytest.mark.parametrize(("weakest", "said"), [(0.6, "加强培训工作管理考核"), (0.8, "加强培川工作管理考核")])
def test_read_again_is_what_has_one_weak_character(weakest: float, said: str) -> None:
    engine = Played(seen("加强培训工作管理考核", 0.99))
    assert texts(engine, seen("加强培川工作管理考核", 0.98, weakest=weakest)) == ([said], 0)


@pytest.mark.parametrize(
    ("text", "confidence", "mirrored", "ghosts"),
    [
        ("书文室公你另人信自", 0.6, 0.95, 1),
        ("书文室公你另人信自", 0.6, 0.5, 0),
        ("员人", 0.92, 0.99, 1),  # two characters where there is room for ten
        ("关于加强职业培训的通知", 0.99, 1.0, 0),
    ],
)
def test_read_again_leaves_out_what_shows_through(text: str, confidence: float, mirrored: float, ghosts: int) -> None:
    engine = Played(mirrored=seen("室公办府政民人州海", mirrored))
    assert texts(engine, seen(text, confidence)) == ([] if ghosts else [text], ghosts)


def test_read_again_sets_characters_below_one_another_side_by_side() -> None:
    engine = Played(seen("合计", 0.98))
    assert texts(engine, seen("合件", 0.4, COLUMN)) == (["合计"], 0)
    assert engine.shown[0].shape[1] == 2 * engine.shown[0].shape[0]


def spaced(text: str, confidence: float, wide: int | None = None) -> Recognised:
    """A line whose characters are evenly apart, but for a place as wide as two after the character at `wide`."""
    centres = [i + 0.5 + (wide is not None and i > wide) for i in range(len(text))]
    long = centres[-1] + 0.5
    middles = [(a + b) / 2 / long for a, b in pairwise(centres)]
    return Recognised(text, LINE, confidence, (0.0, *middles, 1.0), confidence)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (spaced("由县水利局县财政局负责", 0.999, wide=4), "由县水利局、县财政局负责"),
        (spaced("由县水利局县财政局负责", 0.999), "由县水利局县财政局负责"),
        (spaced("由县水利局2023年完成", 0.999, wide=4), "由县水利局2023年完成"),
        (spaced("由县水利局县财政局负责", 0.999, wide=0), "由县水利局县财政局负责"),
    ],
    ids=["a wide place", "none", "before a figure", "after the first character"],
)
def test_read_again_looks_for_what_is_left_out_where_two_characters_stand_far_apart(
    first: Recognised, said: str
) -> None:
    assert texts(Played(seen("由县水利局、县财政局负责", 0.98)), first) == ([said], 0)
