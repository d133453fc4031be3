"""A page as a sheet: what belongs to a seal is noted with it, pages that lie otherwise are turned. The engine is played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pytest

from policyparse.ocr.engine import Recognised
from policyparse.ocr.page import recognise_sheet
from policyparse.reading.sheets import Sheet, bind


@dataclass
class Played:
    """An engine that finds what it is told to find, whatever it is shown."""

    found: Sequence[Recognised]
    name = "played"
    version = "1"

    def recognise(self, image: Any) -> list[Recognised]:
        return list(self.found)


def words(text: str, x: float, y: float, fall: float = 0.0, size: float = 30.0) -> Recognised:
    long = size * len(text)
    a, b = (x, y), (x + long, y + fall * long)
    return Recognised(text, (a, b, (b[0], b[1] + size), (x, y + size)), 0.97)


def sealed() -> np.ndarray:
    """A page with a red seal of radius 120 round (700, 1200)."""
    image = np.full((1600, 1200, 3), 245, np.uint8)
    cv2.circle(image, (700, 1200), 115, (200, 30, 40), 10)
    return image


def sheet_of(image: np.ndarray, *found: Recognised) -> Sheet:
    sheet = Sheet(1, 600, 800, origin="ocr")
    recognise_sheet(sheet, image, Played(found), 0.5)
    return sheet


BODY = [words("关于开展全市职业技能竞赛有关工作的通知", 200, y) for y in (200, 300, 400)]
SIGNED, DATE = words("海州市教育局", 610, 1190), words("2023年4月6日", 600, 1250, size=24)


@pytest.mark.parametrize(
    ("scrap", "of_seal"),
    [
        (words("州市教", 655, 1110), True),  # on the arc, high above the middle
        (words("局章", 610, 1210, fall=0.6), True),  # on the arc, aslant
        (words("海州市", 655, 1190), False),  # through the middle, level
        (words("特此通知", 560, 1100), False),  # reaches out of the ring
    ],
)
def test_recognise_sheet_notes_a_seals_own_letters_with_it(scrap: Recognised, of_seal: bool) -> None:
    sheet = sheet_of(sealed(), *BODY, scrap, DATE)
    assert (scrap.text in [row.text for row in sheet.rows]) is not of_seal
    ((box, own),) = sheet.seals
    assert box == pytest.approx((290, 540, 410, 660), abs=5)
    assert own == (scrap.text if of_seal else "")


def test_bind_tells_which_lines_stand_under_a_seal() -> None:
    reading = bind("a.png", "", "image/png", [sheet_of(sealed(), *BODY, SIGNED, DATE)])
    (note,) = reading.diagnostics
    assert (note.code, note.severity) == ("PP409", "info")
    assert [reading.text[s.start : s.end] for s in note.spans] == [SIGNED.text, DATE.text]
    assert note.spans[0].regions


class Careful(Played):
    """An engine that reads other words where it is told to read."""

    def read(self, image: Any, quads: Sequence[Any], carefully: bool = False) -> list[Recognised]:
        return [Recognised("2023年4月7日", quad, 0.99) for quad in quads if carefully]


def test_recognise_sheet_reads_again_what_stands_under_a_seal() -> None:
    sheet = Sheet(1, 600, 800, origin="ocr")
    recognise_sheet(sheet, sealed(), Careful([*BODY, DATE]), 0.5)
    assert [row.text for row in sheet.rows] == [*(r.text for r in BODY), "2023年4月7日"]


@pytest.mark.parametrize(
    ("mean", "weakest", "said"),
    [(0.985, 0.5, 0.925), (0.999, 0.99, 0.998), (0.81, 0.3, 0.8), (0.4, 0.1, 0.4)],
)
def test_a_line_is_as_doubtful_as_its_weakest_character_makes_it(mean: float, weakest: float, said: float) -> None:
    found = Recognised("关于开展竞赛的通知", words("关于开展竞赛的通知", 200, 300).quad, mean, weakest=weakest)
    assert sheet_of(np.full((1600, 1200, 3), 245, np.uint8), found).rows[0].confidence == pytest.approx(said, abs=1e-3)


class Lying(Played):
    """An engine that reads well what is wider than high, and little of what lies on its side."""

    def recognise(self, image: Any) -> list[Recognised]:
        height, width = image.shape[:2]
        if width > height:
            return BODY
        cells = [words("口", 200 + 60 * i, 300 + 60 * j) for i in range(8) for j in range(8)]
        return [Recognised(cell.text, cell.quad, 0.6) for cell in cells]


def test_recognise_sheet_turns_a_table_that_lies_on_its_side() -> None:
    sheet = Sheet(1, 600, 800, origin="ocr")
    recognise_sheet(sheet, np.full((1600, 1200, 3), 245, np.uint8), Lying([]), 0.5)
    assert sheet.rotation in (90, 270)
    assert [row.text for row in sheet.rows] == [r.text for r in BODY]
