"""What the search for lines left out: drawn pages, boxes as an engine would have found them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import pytest

from policyparse.ocr.engine import Quad, Recognised
from policyparse.ocr.grid import find_tables, sort_in
from policyparse.ocr.order import Piece
from policyparse.ocr.overlooked import overlooked
from policyparse.ocr.page import recognise_sheet
from policyparse.reading.sheets import Sheet

BLACK, PALE = (30, 30, 30), (200, 200, 200)


def quad(x: int, y: int, w: int, h: int = 40) -> Quad:
    return ((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def drawn(*more: tuple[int, int, int, int], ink: tuple[int, int, int] = BLACK) -> tuple[np.ndarray, list[Recognised]]:
    """Four lines of squares in boxes 40 high, and squares (x, y, width, height) that are in no box."""
    image = np.full((1400, 1000, 3), 245, np.uint8)
    found = []
    for y in (200, 260, 320, 440):
        for x in range(150, 850, 36):
            cv2.rectangle(image, (x, y + 6), (x + 26, y + 32), BLACK, 3)
        found.append(Recognised("文" * 20, quad(140, y, 720), 0.99))
    for x, y, w, h in more:
        cv2.rectangle(image, (x, y), (x + w, y + h), ink, 3)
    return image, found


def test_overlooked_finds_what_begins_a_line_and_is_in_no_box() -> None:
    image, found = drawn((150, 386, 26, 26), (186, 386, 26, 26))
    (seen,) = overlooked(image, found, [])
    a, _, c, _ = seen.quad
    assert not seen.in_cell
    assert a == pytest.approx((150, 380), abs=12)
    assert c == pytest.approx((212, 420), abs=12)


@pytest.mark.parametrize(
    ("more", "ink"),
    [
        ((150, 386, 26, 26), PALE),  # shows through from the back
        ((600, 386, 26, 26), BLACK),  # begins no line
        ((150, 390, 4, 4), BLACK),  # a speck
        ((150, 386, 300, 90), BLACK),  # a drawing
    ],
)
def test_overlooked_leaves_what_is_no_writing(more: tuple[int, int, int, int], ink: tuple[int, int, int]) -> None:
    assert overlooked(*drawn(more, ink=ink), []) == []


@pytest.mark.parametrize(("x", "seen"), [(150, 1), (900, 0)], ids=["left of the signature", "right of it"])
def test_overlooked_finds_what_is_left_of_a_page_with_little_more_than_a_signature(x: int, seen: int) -> None:
    image, _ = drawn((x, 386, 26, 26), (x + 36, 386, 26, 26))
    image[190:370] = image[430:480] = 245
    signature = [Recognised("北山县水利局", quad(600, 560, 216), 0.99), Recognised("2023年4月5日", quad(600, 620, 216), 0.99)]
    for x0, y0 in ((r.quad[0][0], r.quad[0][1]) for r in signature):
        for at in range(int(x0) + 10, int(x0) + 200, 36):
            cv2.rectangle(image, (at, int(y0) + 6), (at + 26, int(y0) + 32), BLACK, 3)
    assert len(overlooked(image, signature, [])) == seen


def test_overlooked_finds_the_lit_dashes_of_a_page_in_the_shade() -> None:
    image, found = table(24)
    shade = np.where(np.arange(1400)[:, None, None] < 650, 0.4, 1.0)
    dim = (image * shade).astype(np.uint8)
    pale = dim.copy()
    pale[718:723, 480:512][pale[718:723, 480:512] < 60] = 150  # a thin stroke, made smaller, is paler
    ruled = find_tables(image, 0.0)
    assert [x.dash for x in overlooked(pale, found, ruled)] == [True]


def table(width: int = 30) -> tuple[np.ndarray, list[Recognised]]:
    """A table of three columns under the lines; a stroke stands in the second cell of the second row."""
    image, found = drawn()
    for y in (600, 680, 760):
        cv2.line(image, (140, y), (860, y), BLACK, 2)
    for x in (140, 380, 620, 860):
        cv2.line(image, (x, 600), (x, 760), BLACK, 2)
    cv2.line(image, (495 - width // 2, 720), (495 + width // 2, 720), BLACK, 2)
    return image, found


@pytest.mark.parametrize("width", [30, 8])
def test_overlooked_finds_a_dash_in_a_cell(width: int) -> None:
    image, found = table(width)
    (seen,) = overlooked(image, found, find_tables(image, 0.0))
    box = seen.quad
    assert seen.in_cell
    assert seen.dash
    assert ((box[0][0] + box[2][0]) / 2, (box[0][1] + box[2][1]) / 2) == pytest.approx((495, 720), abs=4)


class Reader:
    """An engine that reads what it is told in whatever box it is shown."""

    name = "reader"
    version = "1"

    def __init__(self, found: list[Recognised], text: str, confidence: float) -> None:
        self.found, self.text, self.confidence = found, text, confidence

    def recognise(self, image: Any) -> list[Recognised]:
        return list(self.found)

    def read(self, image: Any, quads: Sequence[Quad], carefully: bool = False) -> list[Recognised]:
        return [Recognised(self.text, q, self.confidence) for q in quads]


@pytest.mark.parametrize(
    ("text", "confidence", "taken"),
    [("下：", 0.8, True), ("下：", 0.5, False), ("●", 0.95, False), ("一", 0.95, False)],
)
def test_recognise_sheet_takes_what_is_read_without_doubt(text: str, confidence: float, taken: bool) -> None:
    image, found = drawn((150, 386, 26, 26))
    sheet = Sheet(1, 600, 840, origin="ocr")
    recognise_sheet(sheet, image, Reader(found, text, confidence), 0.6)
    assert (text in [row.text for row in sheet.rows]) is taken


def piece(text: str, x: float, y: float) -> Piece:
    box = (x, y, x + 30 * len(text), y + 30)
    return Piece(text, box, box, tuple(x + 30.0 * i for i in range(len(text) + 1)), 0.9)


@pytest.mark.parametrize("text", ["·", "—", "."])
def test_recognise_sheet_takes_a_stroke_in_an_empty_cell_for_a_dash(text: str) -> None:
    image, found = table(10)
    sheet = Sheet(1, 600, 840, origin="ocr")
    recognise_sheet(sheet, image, Reader([*found, Recognised("费", quad(200, 620, 40), 0.99)], text, 0.3), 0.6)
    assert sheet.tables[0][1][1] == "—"


@pytest.mark.parametrize(("text", "said"), [("1", ""), (")", ")")])
def test_recognise_sheet_takes_a_thin_stroke_in_a_cell_for_a_bracket_only(text: str, said: str) -> None:
    image, found = table(10)
    image[715:725, 480:510] = 245
    cv2.line(image, (495, 708), (495, 732), BLACK, 4)
    sheet = Sheet(1, 600, 840, origin="ocr")
    recognise_sheet(sheet, image, Reader([*found, Recognised("费", quad(200, 620, 40), 0.99)], text, 0.9), 0.6)
    assert sheet.tables[0][1][1] == said


@pytest.mark.parametrize(
    ("column", "seen", "said"),
    [
        (["120", "875"], "一", "—"),
        (["120", "875"], "=", "—"),
        (["项目", "经费"], "一", "—"),
        (["第一", "第二"], "一", "一"),
        (["项目", "经费"], "=", "="),
    ],
)
def test_sort_in_takes_a_lone_stroke_for_a_dash(column: list[str], seen: str, said: str) -> None:
    assert column_of([column[0], seen, column[1]]) == [column[0], said, column[1]]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (["1,200", "36,911", "2,560,176", "55.656"], "55,656"),
        (["1,200", "36,911", "2,560,176", "4,047.072"], "4,047,072"),
        (["1,200", "36,911", "2,560.5", "55.656"], "55.656"),  # there are parts of one
        (["1,200", "36.911", "2.560", "55.656"], "55.656"),
    ],
)
def test_sort_in_groups_figures_as_their_column_does(column: list[str], said: str) -> None:
    assert column_of(column)[-1] == said


def column_of(texts: list[str]) -> list[str]:
    """The texts of a table's second column, as they are taken from there."""
    image = np.full((1400, 1000, 3), 245, np.uint8)
    lines = range(600, 601 + 80 * len(texts), 80)
    for y in lines:
        cv2.line(image, (140, y), (860, y), BLACK, 2)
    for x in (140, 500, 860):
        cv2.line(image, (x, 600), (x, lines[-1]), BLACK, 2)
    pieces = [piece(text, 520, y + 20) for text, y in zip(texts, lines, strict=False)]
    _, (cells,) = sort_in(pieces, find_tables(image, 0.0), 1.0)
    return [row[1][0].text for row in cells.rows]
