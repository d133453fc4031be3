"""The boxes of a page's lines, beside those of RapidOCR."""
from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from policyparse.ocr.boxes import detector_input, find_boxes


def answer(seed: int) -> Any:
    """What the network might say of a page: lines, upright and slanted, specks, and areas that are hardly print."""
    import cv2

    rng = np.random.default_rng(seed)
    likely = np.zeros((352, 480), np.float32)
    for _ in range(14):
        middle, size = rng.uniform(20, 340, 2).tolist(), (rng.uniform(2, 160), rng.uniform(1, 12))
        corners = cv2.boxPoints((middle, size, float(rng.choice([0, 0, 90, rng.uniform(-20, 20)]))))
        cv2.fillPoly(likely, [corners.astype(np.int32)], float(rng.uniform(0.35, 1)))
    return cv2.GaussianBlur(likely, (5, 5), 0)


@pytest.mark.parametrize("seed", range(40))
def test_boxes_are_those_of_rapidocr(seed: int) -> None:
    from rapidocr.ch_ppocr_det.utils import DBPostProcess

    likely, shape = answer(seed), (1409, 1921)
    theirs = DBPostProcess(0.3, 0.5, 1000, 1.6, "fast", use_dilation=True)(likely[np.newaxis, np.newaxis], shape)[0]
    assert [box.tolist() for box in find_boxes(likely, shape, 0.3)] == theirs.tolist()


@pytest.mark.parametrize("size", [(700, 495), (1400, 990), (300, 2000), (32, 32), (33, 1)])
def test_boxes_are_looked_for_in_what_rapidocr_gives_its_network(size: tuple[int, int]) -> None:
    from rapidocr.ch_ppocr_det.utils import DetPreProcess

    image = np.random.default_rng(1).integers(0, 256, (*size, 3), np.uint8)
    theirs, ours = DetPreProcess(960, "max")(image), detector_input(image, 960)
    assert (theirs is None) == (ours is None)
    assert theirs is None or ours is None or np.array_equal(theirs[:, ::-1], ours)


def test_boxes_of_an_empty_page() -> None:
    assert find_boxes(np.zeros((64, 96), np.float32), (640, 960), 0.3) == []
