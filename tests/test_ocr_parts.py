"""Large parts of a page, found on a smaller one first: the same as on the page itself."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from policyparse.ocr.parts import large_parts, reduced


def drawn(seed: int, height: int, width: int) -> np.ndarray:
    """Strokes of all directions among specks."""
    random = np.random.default_rng(seed)
    ink = (random.random((height, width)) < 0.03).astype(np.uint8) * 255
    for _ in range(12):
        a, b = (tuple(int(v) for v in random.integers(0, (width, height))) for _ in range(2))
        cv2.line(ink, a, b, 255, int(random.integers(1, 4)))
    return ink


@pytest.mark.parametrize(
    ("seed", "height", "width", "least"),
    [(1, 200, 300, (60, 20)), (2, 203, 301, (1, 90)), (3, 97, 402, (150, 1)), (4, 64, 64, (8, 8))],
)
def test_large_parts_are_those_of_the_whole_page(seed: int, height: int, width: int, least: tuple[int, int]) -> None:
    ink = drawn(seed, height, width)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    want = {
        (x, y, w, h, area, (labels[y : y + h, x : x + w] == n).tobytes())
        for n, (x, y, w, h, area) in enumerate(stats.tolist())
        if n and w >= least[0] and h >= least[1]
    }
    found = large_parts(ink, *least)
    assert want
    assert {(*part.box, part.area, (part.points > 0).tobytes()) for part in found} == want


def test_large_parts_of_a_blank_page_are_none() -> None:
    assert large_parts(np.zeros((50, 70), np.uint8), 1, 1) == []


@pytest.mark.parametrize("wide", [99, 100, 250, 1000])
def test_reduced_image_is_as_wide_as_asked_and_as_light(wide: int) -> None:
    image = np.random.default_rng(0).integers(0, 255, (120, wide, 3), dtype=np.uint8)
    small = reduced(image, 100)
    assert small.shape[1] == 100
    assert abs(float(small.mean()) - float(image.mean())) < 2
