"""What was written or stamped on a page after it was printed, and what must stay."""

from __future__ import annotations

import pytest

from policyparse.layout.furniture import set_aside_furniture
from policyparse.reading.sheets import Row, Sheet, bind

PRINT = [f"正文的第{c}行，写得与一行一样长，一直到右边为止" for c in "甲乙丙丁戊己"]


def row(text: str, x: float, y: float, slope: float = 0.0) -> Row:
    """A row in 16 point; one that falls or rises takes the more height."""
    long = 16.0 * len(text)
    return Row(text, (x, y, x + long, y + 16.0 + abs(slope) * long), 0.99, slope=slope)


def aside(*rows: Row, slope: float = 0.0, origin: str = "ocr") -> list[str]:
    """What is set aside of a page with these rows beside six lines of print."""
    page = [*rows, *(row(text, 90, 160 + 28 * i, slope) for i, text in enumerate(PRINT))]
    sheet = Sheet(1, 595.0, 842.0, origin=origin, rows=sorted(page, key=lambda r: r.bbox[1] if r.bbox else 0.0))
    _, dropped = set_aside_furniture(bind("a.pdf", "0" * 64, "application/pdf", [sheet]))
    assert {d.reason for d in dropped} <= {"noise"}
    return [d.view.words() for d in dropped]


NOTE, NAME = "请规划科阅办", "李明 3/12"


@pytest.mark.parametrize(
    ("rows", "slope", "gone"),
    [
        ([row(NOTE, 60, 60, -0.1)], 0.0, [NOTE]),
        ([row(NOTE, 60, 60, -0.1), row(NAME, 70, 80, -0.04)], 0.0, [NOTE, NAME]),
        ([row(NAME, 70, 80, -0.04)], 0.0, []),
        ([row(NOTE, 60, 60, -0.04)], 0.03, [NOTE]),
        ([row(NAME, 60, 60, 0.07)], 0.04, []),
        ([row("办理完毕", 90, 186, -0.1)], 0.0, []),
        ([row(NOTE, 60, 60)], 0.0, [NOTE]),
        ([row(NOTE, 90, 330)], 0.0, [NOTE]),
        ([row(NOTE, 90, 202)], 0.0, []),
    ],
    ids=["above", "and what is by it", "hardly aslant", "more than the page", "with the page", "amid the print", "straight", "below",
         "straight amid the print"],
)
def test_a_note_aslant_outside_of_the_print_was_written_afterwards(
    rows: list[Row], slope: float, gone: list[str]
) -> None:
    assert aside(*rows, slope=slope) == gone


def test_what_is_aslant_stays_where_much_of_the_page_is() -> None:
    many = [row(f"弯曲的书页上的第{c}行字", 90, 20 + 20 * i, -0.1) for i, c in enumerate("子丑寅卯")]
    assert aside(*many) == []


def test_the_stamp_of_who_received_the_notice_is_set_aside_with_its_number_and_date() -> None:
    stamp = [row("北山县水利局收文章", 380, 40), row("收文号612", 380, 58), row("2023年4月5日", 380, 76)]
    assert aside(*stamp, row("2023年4月3日", 380, 330)) == [r.text for r in stamp]


@pytest.mark.parametrize("text", ["北水发〔2023〕6号", "做好收文登记工作", "文号：北水发〔2023〕6号", "√合格"])
def test_what_only_resembles_a_stamp_or_a_tick_stays(text: str) -> None:
    assert aside(row(text, 380, 60)) == []


def test_a_tick_alone_is_set_aside_on_a_scan() -> None:
    assert aside(row("√", 60, 188)) == ["√"]
    assert aside(row("√", 60, 188), origin="text-layer") == []
