"""Reading order from boxes alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from policyparse.ocr.level import levelling
from policyparse.ocr.order import Piece, lines, rows


def piece(text: str, x: float, y: float, size: float = 16.0, width: float | None = None) -> Piece:
    """A piece whose top left is at x and y, in type of the given size."""
    long = size * len(text) if width is None else width
    box = (x, y, x + long, y + size)
    return Piece(text, box, box, tuple(x + long * i / len(text) for i in range(len(text) + 1)), 0.9)


def order(*pieces: Piece) -> list[str]:
    return [line.text for line in lines(pieces)]


def test_lines_run_from_top_to_bottom() -> None:
    assert order(piece("三", 90, 300), piece("一", 300, 100), piece("二", 200, 200)) == ["一", "二", "三"]


def test_boxes_of_one_printed_line_are_put_together() -> None:
    assert order(piece("力争到", 90, 100), piece("2025", 140, 102, 13, 34), piece("年建成", 176, 100)) == [
        "力争到2025年建成"
    ]


def test_a_gap_within_a_line_is_kept_as_one_blank() -> None:
    assert order(piece("甲县", 90, 100), piece("乙县", 137, 100)) == ["甲县 乙县"]


def test_boxes_far_apart_on_a_row_stay_apart() -> None:
    assert order(piece("签发人：李明", 350, 101), piece("海教〔2023〕7号", 90, 100)) == [
        "海教〔2023〕7号",
        "签发人：李明",
    ]


def test_spread_letters_are_one_line() -> None:
    assert order(*(piece(c, 90 + 50 * i, 100) for i, c in enumerate("海州市教育局"))) == ["海 州 市 教 育 局"]


def test_merged_line_has_an_edge_for_each_character() -> None:
    (line,) = lines([piece("甲县", 90, 100), piece("乙县", 137, 100)])
    assert len(line.edges) == len(line.text) + 1
    assert list(line.edges) == sorted(line.edges)
    assert line.edges[line.text.index("乙")] == 137
    assert line.bbox == (90, 100, 169, 116)
    assert line.confidence == pytest.approx(0.9)


@pytest.mark.parametrize("names", [3, 5])
@pytest.mark.parametrize("size", [36.0, 60.0])
def test_large_word_beside_stacked_names_follows_them(names: int, size: float) -> None:
    stack = [piece(f"第{n}个发文机关", 70, 150 + 45 * n, 34, 300) for n in range(names)]
    middle = (stack[0].middle + stack[-1].middle) / 2
    number = piece("海教发〔2023〕7号", 200, 150 + 45 * names + 60)
    read = order(piece("文件", 390, middle - size / 2, size), *stack, number)
    assert read == [*(p.text for p in stack), "文件", number.text]


def test_word_beside_a_single_name_is_of_its_line() -> None:
    assert order(piece("文件", 420, 150, 40), piece("海州市教育局", 100, 151, 40, 300)) == ["海州市教育局文件"]


def test_a_small_mark_is_of_its_row() -> None:
    assert order(piece("结束", 90, 100), piece("。", 123, 108, 7)) == ["结束。"]


def test_lines_close_above_one_another_are_not_one_row() -> None:
    assert [len(row) for row in rows([piece("上面一行字", 90, 100), piece("下面一行字", 90, 111)])] == [1, 1]


@pytest.mark.parametrize("slope", [-0.06, -0.02, 0.0, 0.035, 0.06])
def test_levelling_takes_the_slope_out(slope: float) -> None:
    quads = []
    for y in range(100, 1600, 100):
        a, b = (200.0, y), (1000.0, y + 800 * slope)
        quads.append((a, b, (b[0], b[1] + 30), (a[0], a[1] + 30)))
    level = levelling(quads)
    for a, b, *_ in quads:
        assert level(a)[1] == pytest.approx(level(b)[1], abs=1)
    assert level.slope == pytest.approx(slope, abs=1e-3)


def test_levelling_follows_lines_that_fan_out() -> None:
    quads = []
    for y in range(100, 1600, 100):
        a, b = (200.0, float(y)), (1000.0, y + 800 * (0.03 * (y - 800) / 800))
        quads.append((a, b, (b[0], b[1] + 30), (a[0], a[1] + 30)))
    level = levelling(quads)
    assert max(abs(level(a)[1] - level(b)[1]) for a, b, *_ in quads) < 3


def test_levelling_without_wide_boxes_leaves_points_where_they_are() -> None:
    assert levelling([((0, 0), (10, 5), (10, 15), (0, 10))])((3.0, 4.0)) == (3.0, 4.0)


def test_a_character_in_two_boxes_that_overlap_is_one() -> None:
    both = [piece("海州市", 100, 100), piece("市教育局", 136, 100)]
    (line,) = lines(both)
    assert line.text == "海州市教育局"
    assert len(line.edges) == len(line.text) + 1


def test_two_characters_alike_side_by_side_are_two() -> None:
    assert order(piece("听取群众", 100, 100), piece("众人意见", 165, 100)) == ["听取群众众人意见"]


@pytest.mark.parametrize(
    ("pieces", "said"),
    [
        ([piece("√", 60, 100), piece("1.新建学校3所", 90, 100)], ["√", "1.新建学校3所"]),
        ([piece("√新建学校3所", 74, 100)], ["√", "新建学校3所"]),
        ([piece("√ 新建学校3所", 74, 100)], ["√", "新建学校3所"]),
        ([piece("√是", 74, 100)], ["√是"]),
        ([replace(piece("√ 新建学校3所", 74, 100), confidence=None)], ["√ 新建学校3所"]),
    ],
    ids=["beside", "in the box", "with a blank", "an answer", "of a text layer"],
)
def test_a_tick_that_was_made_before_a_line_is_none_of_its_characters(pieces: list[Piece], said: list[str]) -> None:
    assert order(*pieces) == said


def test_merged_line_falls_as_its_pieces_do() -> None:
    (line,) = lines([replace(piece("甲县", 90, 100), slope=0.02), replace(piece("乙县", 137, 100), slope=0.04)])
    assert line.slope == pytest.approx(0.03)
