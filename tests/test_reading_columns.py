"""Reading order on pages with columns and notes at the side."""

from __future__ import annotations

import pytest

import policyparse as pp
from policyparse.options import Options
from policyparse.reading.open import read
from small_files import Draw, pdf, words

SENTENCE = "各县区要加强统筹协调，明确责任分工，确保按期完成任务。市直有关部门要主动配合，及时研究解决困难和问题，"


def prose(count: int, width: int, start: int = 0) -> list[str]:
    """So many full lines of running text, each other than the last."""
    text = "".join(f"第{n}项，{SENTENCE}" for n in range(start, start + count))
    return [text[i * width : (i + 1) * width] for i in range(count)]


def column(lines: list[str], x: float, y: float = 140, lead: float = 26) -> list[tuple[float, float, str]]:
    return [(x, y + lead * n, line) for n, line in enumerate(lines)]


def order(*pages: Draw) -> list[str]:
    reading = read(pdf(*pages), Options(ocr="none"))
    return [reading.text[line.start : line.end] for line in reading.lines]


LEFT, RIGHT = prose(8, 13), prose(8, 13, 50)


def interleaved(*columns: list[tuple[float, float, str]]) -> Draw:
    """The columns' lines, drawn from the top of the page whatever column they are in."""
    return words(*sorted((row for rows in columns for row in rows), key=lambda row: (row[1], row[0])))


@pytest.mark.parametrize("shift", [0, 9])
def test_columns_are_read_one_after_the_other(shift: float) -> None:
    assert order(interleaved(column(LEFT, 60), column(RIGHT, 310, 140 + shift))) == LEFT + RIGHT


def test_a_title_above_columns_and_a_page_number_below_stay_there() -> None:
    title, number = "海州市人民政府关于加快发展的若干政策措施的通知", "— 12 —"
    page = interleaved([(100, 90, title)], column(LEFT, 60), column(RIGHT, 310), [(270, 780, number)])
    assert order(page) == [title, *LEFT, *RIGHT, number]


def test_columns_begin_anew_below_what_parts_them() -> None:
    heading = "第二章　加快建设现代化产业体系和重点项目"
    again = column(LEFT, 60, 420), column(RIGHT, 310, 420)
    page = interleaved(column(LEFT, 60), column(RIGHT, 310), [(100, 380, heading)], *again)
    assert order(page) == [*LEFT, *RIGHT, heading, *LEFT, *RIGHT]


def test_a_last_column_may_be_short() -> None:
    assert order(interleaved(column(LEFT, 60), column(RIGHT[:2], 310))) == LEFT + RIGHT[:2]


def test_three_columns() -> None:
    parts = [prose(8, 9, 20 * n) for n in range(3)]
    assert order(interleaved(*(column(part, 50 + 170 * n) for n, part in enumerate(parts)))) == [line for part in parts for line in part]


def small(rows: list[tuple[float, float, str]], main: list[tuple[float, float, str]]) -> Draw:
    """Notes in smaller type beside a text."""

    def draw(canvas) -> None:
        words(*main)(canvas)
        canvas.setFont("STSong-Light", 10)
        words(*rows)(canvas)

    return draw


@pytest.mark.parametrize(("text", "notes"), [(60, 440), (180, 60)])
def test_notes_at_the_side_follow_the_text(text: float, notes: float) -> None:
    main = prose(8, 22)
    assert order(small([(notes, 167, "参见市政府"), (notes, 182, "有关文件")], column(main, text))) == [
        *main,
        "参见市政府",
        "有关文件",
    ]


def test_letters_down_the_binding_edge_follow_the_text() -> None:
    main = prose(10, 25)
    page = words(*column(main, 90), *((40.0, 180.0 + 60 * n, c) for n, c in enumerate("装订线")))
    assert order(page) == [*main, "装", "订", "线"]


@pytest.mark.parametrize(
    "rows",
    [
        [(60, 140 + 26 * n, name) for n, name in enumerate(["甲县教育局", "乙县教育局", "丙县", "丁县", "戊县", "己县"])],
        [(60, 140 + 26 * n, f"第{n}章") for n in range(1, 7)],
    ],
    ids=["names", "labels"],
)
def test_rows_whose_parts_stand_apart_stay_rows(rows: list[tuple[float, float, str]]) -> None:
    others = [(200.0 if "章" in text else 330.0, y, f"{text}的一项") for _, y, text in rows]
    expected = [text for pair in zip(rows, others, strict=True) for *_, text in pair]
    assert order(interleaved(rows, others)) == expected


def test_labels_beside_running_text_stay_in_their_rows() -> None:
    main = prose(8, 22)
    labels = [(60.0, 140.0, "第一条"), (60.0, 244.0, "第二条")]
    assert order(interleaved(column(main, 160), labels)) == ["第一条", *main[:4], "第二条", *main[4:]]


def test_paragraphs_are_joined_over_columns_as_over_pages() -> None:
    text = f"一、总体要求。{SENTENCE}力争走在全省前列。"
    body = f"二、主要任务。{SENTENCE}{SENTENCE}建设五个基地。"
    rows = [f"　　{text}"[i : i + 13] for i in range(0, len(text) + 2, 13)]
    rows += [f"　　{body}"[i : i + 13] for i in range(0, len(body) + 2, 13)]
    half = len(rows) // 2 + 1
    title = "海州市人民政府关于加快发展的若干政策措施的通知"
    page = interleaved([(100, 90, title)], column(rows[:half], 60), column(rows[half:], 310))
    notice = pp.parse(pdf(page), Options(ocr="none"))
    assert [clause.heading + clause.text for clause in notice.clauses] == [text[2:], body[2:]]
