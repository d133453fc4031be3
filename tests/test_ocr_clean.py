"""Seals taken off, slopes found, ruled tables seen: on drawn images."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from policyparse.ocr.clean import levelled, slope
from policyparse.ocr.grid import find_tables, sort_in
from policyparse.ocr.order import Piece
from policyparse.ocr.unseal import unseal

RED, BLACK = (200, 30, 40), (30, 30, 30)


def page(width: int = 1200, height: int = 1600) -> np.ndarray:
    return np.full((height, width, 3), 245, np.uint8)


def sealed() -> np.ndarray:
    """Black strokes with a seal's ring and star over them, and a red letterhead above."""
    image = page()
    cv2.rectangle(image, (200, 200), (1000, 260), RED, -1)
    cv2.rectangle(image, (500, 1195), (900, 1205), BLACK, -1)
    ink = np.full_like(image, 255)
    cv2.circle(ink, (700, 1200), 120, RED, 10)
    cv2.circle(ink, (700, 1200), 30, RED, -1)
    return (image.astype(np.uint16) * ink // 255).astype(np.uint8)


def test_unseal_takes_the_seal_and_leaves_the_words_under_it() -> None:
    before, (after, (seal,)) = sealed(), unseal(sealed())
    ring, under = (1200 - 118, 700), (1200, 700)
    assert before[ring][1] < 60
    assert after[ring].min() > 180
    assert after[under].max() < 110
    assert (seal.x, seal.y, seal.radius) == pytest.approx((700, 1200, 125), abs=6)


def test_unseal_leaves_a_red_letterhead() -> None:
    assert np.array_equal(unseal(sealed())[0][200:261], sealed()[200:261])


def test_unseal_of_a_page_without_red_is_that_page() -> None:
    image = page()
    assert unseal(image) == (image, [])


def test_unseal_knows_touching_seals_from_one_another() -> None:
    image = page()
    for x, y in ((200, 500), (700, 480), (700, 722), (400, 1200), (642, 1200)):
        cv2.circle(image, (x, y), 115, RED, 10)
    _, seals = unseal(image)
    places = [(200, 500), (400, 1200), (640, 1200), (700, 480), (700, 720)]
    assert sorted((round(s.x, -1), round(s.y, -1)) for s in seals) == places


def grey_sealed(ring: int = 130) -> np.ndarray:
    """Thin strokes on a grey page under a seal with a star and letters, as dark as `ring`."""
    ink = np.full((1600, 1200), 255, np.uint8)
    cv2.circle(ink, (800, 1200), 115, ring, 8)
    cv2.circle(ink, (800, 1200), 34, ring, -1)
    for degrees in range(200, 345, 20):
        x, y = 800 + 85 * np.cos(np.radians(degrees)), 1200 + 85 * np.sin(np.radians(degrees))
        cv2.rectangle(ink, (int(x) - 9, int(y) - 9), (int(x) + 9, int(y) + 9), ring + 10, 4)
    words = np.full((1600, 1200), 245, np.uint8)
    for x in range(600, 1000, 40):
        cv2.rectangle(words, (x, 1220), (x + 26, 1246), 60, 2)
    both = cv2.GaussianBlur((words.astype(np.uint16) * ink // 255).astype(np.uint8), (0, 0), 0.7)
    return np.repeat(both[..., None], 3, axis=2)


def test_unseal_of_a_grey_scan_leaves_the_words_alone() -> None:
    before = grey_sealed()
    after, (seal,) = unseal(before)
    assert (seal.x, seal.y, seal.radius) == pytest.approx((800, 1200, 115), abs=5)
    ring, star, letter, word = (1200 + 115, 800), (1180, 800), (1200 - 90, 800), (1232, 680)
    assert before[ring][0] < 150
    assert min(after[ring][0], after[star][0], after[letter][0]) > 200
    assert after[word][0] < 150


def test_unseal_takes_no_ring_as_dark_as_print_for_a_seal() -> None:
    image = grey_sealed(ring=30)
    assert unseal(image) == (image, [])


def rows_of_text(degrees: float) -> np.ndarray:
    image = page()
    for y in range(200, 1400, 60):
        for x in range(150, 1050, 40):
            cv2.rectangle(image, (x, y), (x + 26, y + 26), BLACK, 3)
    matrix = cv2.getRotationMatrix2D((600, 800), degrees, 1)
    return cv2.warpAffine(image, matrix, (1200, 1600), borderValue=(245, 245, 245))


@pytest.mark.parametrize("degrees", [-4.5, -2.0, 0.0, 0.7, 3.0])
def test_slope_of_a_page_fed_askew_is_found(degrees: float) -> None:
    assert slope(rows_of_text(degrees)) == pytest.approx(-degrees, abs=0.25)


def test_levelled_page_leads_back_to_the_page() -> None:
    _, back = levelled(rows_of_text(3.0))
    radians = np.radians(3.0)
    x, y = back((600 + 400, 800))
    assert (x, y) == pytest.approx((600 + 400 * np.cos(radians), 800 - 400 * np.sin(radians)), abs=4)


def grid(degrees: float = 0.0, framed: bool = False) -> np.ndarray:
    """Three rows and three columns, the last row's last two cells in one."""
    image = page()
    for y in (400, 480, 560, 640):
        cv2.line(image, (200, y), (1000, y), BLACK, 2)
    for x in (200, 400, 700, 1000):
        cv2.line(image, (x, 400), (x, 560 if x == 700 else 640), BLACK, 2)
    if framed:
        cv2.rectangle(image, (60, 60), (1140, 1540), BLACK, 3)
    matrix = cv2.getRotationMatrix2D((600, 800), degrees, 1)
    return cv2.warpAffine(image, matrix, (1200, 1600), borderValue=(245, 245, 245))


def piece(text: str, x: float, y: float, width: float) -> Piece:
    box = (x, y, x + width, y + 30)
    return Piece(text, box, box, tuple(x + width * i / len(text) for i in range(len(text) + 1)), 0.9)


@pytest.mark.parametrize("framed", [False, True])
def test_find_tables_sees_rows_columns_and_joined_cells(framed: bool) -> None:
    (table,) = find_tables(grid(framed=framed), 0.0)
    assert table.shape == (3, 3)
    assert sorted(table.places.values()) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1)]
    assert table.places[table.cell(900, 600)] == (2, 1)
    assert table.cell(600, 1000) == 0


@pytest.mark.parametrize("degrees", [-3.0, 2.0])
def test_find_tables_on_a_page_fed_askew(degrees: float) -> None:
    (table,) = find_tables(grid(degrees), float(np.tan(np.radians(-degrees))))
    assert table.shape == (3, 3)


@pytest.mark.parametrize("degrees", [0.0, 1.0])
def test_find_tables_takes_no_fold_across_the_paper_for_a_line(degrees: float) -> None:
    image = grid()
    cv2.line(image, (0, 520), (1200, int(520 + 1200 * np.tan(np.radians(degrees)))), BLACK, 2)
    (table,) = find_tables(image, 0.0)
    assert table.shape == (3, 3)


@pytest.mark.parametrize("lines", [[((100, 300), (1100, 300)), ((100, 306), (1100, 306))], []])
def test_find_tables_takes_no_letterhead_rule_for_a_table(lines: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    image = page()
    for a, b in lines:
        cv2.line(image, a, b, RED, 3)
    assert find_tables(image, 0.0) == []


def test_sort_in_parts_a_box_that_lies_across_two_cells() -> None:
    above, across = piece("附件", 200, 300, 60), piece("甲乙丙丁", 340, 425, 120)
    outside, (cells,) = sort_in([above, across], find_tables(grid(), 0.0), 1.0)
    assert outside == [above]
    assert next([[p.text for p in cell] for cell in row] for row in cells.rows) == [["甲乙"], ["丙丁"], []]


def test_unseal_takes_a_pale_seal() -> None:
    before = (245 - (245.0 - sealed()) * 0.2).astype(np.uint8)
    after, (seal,) = unseal(before)
    assert (seal.x, seal.y, seal.radius) == pytest.approx((700, 1200, 125), abs=8)
    assert after[1200 - 118, 700].min() > before[1200 - 118, 700].min() + 20
    assert np.array_equal(after[200:261], before[200:261])


def test_unseal_leaves_pale_red_characters() -> None:
    image = page()
    for x in (440, 520):  # 木木
        for one, other in (((0, -70), (0, 70)), ((-44, -20), (44, -20)), ((0, -20), (-40, 50)), ((0, -20), (40, 50))):
            cv2.line(image, (x + one[0], 370 + one[1]), (x + other[0], 370 + other[1]), (245, 200, 205), 18)
    assert unseal(image)[1] == []


def test_unseal_takes_a_grey_seal_that_was_photographed_askew() -> None:
    before = cv2.resize(grey_sealed(), None, fx=1.0, fy=1.05, interpolation=cv2.INTER_AREA)
    after, (seal,) = unseal(before)
    assert (seal.x, seal.y) == pytest.approx((800, 1260), abs=6)
    assert after[1260 + 120, 800][0] > 200
