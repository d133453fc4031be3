"""Rows of cells in a plain text are a table where their first row names the columns."""
from __future__ import annotations

import pytest

import policyparse as pp
from policyparse.reading.text import read_string

TABLES = {
    "tabs": "序号\t重点任务\t责任单位\n1\t加固堤防\t市水务局\n2\t疏浚河道\t市水务局、市财政局",
    "bars": "| 序号 | 重点任务 | 责任单位 |\n|---|:--|---|\n| 1 | 加固堤防 | 市水务局 |\n| 2 | 疏浚河道 | 市水务局、市财政局 |",
    "bars between the cells alone": "序号|重点任务|责任单位\n1|加固堤防|市水务局\n2|疏浚河道|市水务局、市财政局",
}
ROWS = (("序号", "重点任务", "责任单位"), ("1", "加固堤防", "市水务局"), ("2", "疏浚河道", "市水务局、市财政局"))


@pytest.mark.parametrize("case", TABLES)
def test_cells_between_tabs_or_bars(case: str) -> None:
    text = f"附件2\n任务分工表\n{TABLES[case]}\n注：按季报送。"
    reading = read_string(text)
    (table,) = reading.tables
    assert table.rows == ROWS
    found = [[text[a:b] for a, b in cell] for row in table.places for cell in row]
    assert found == [[cell] for row in ROWS for cell in row]
    assert [text[x.start:x.end] for x in reading.lines if x.table is None] == ["附件2", "任务分工表", "注：按季报送。"]


def test_an_empty_cell_keeps_its_place() -> None:
    (table,) = read_string("序号\t任务\t完成时限\n1\t\t6月底前\n\t疏浚\t7月底前").tables
    assert table.rows[1:] == (("1", "", "6月底前"), ("", "疏浚", "7月底前"))


def test_a_column_of_serial_numbers_tells_a_head() -> None:
    assert len(read_string("序号\t学院\t博士\t硕士\n1\t机械学院\t5\t20\n2\t材料学院\t6\t18").tables) == 1


@pytest.mark.parametrize("text", [
    "索引号\t1163/2013\t主题分类\t农业\n发文机关\t平安区\t成文日期\t2013年5月6日",  # names beside what they name
    "一、\t总体要求\n二、\t重点任务\n三、\t保障措施",
    "\t全市共排查河道12条。\n\t责任落实。",
    "序号\t任务\t责任单位",
    "序号\t任务\n1\t加固堤防\t市水务局",
])
def test_rows_below_no_head_are_lines(text: str) -> None:
    reading = read_string(text)
    assert reading.tables == () and len(reading.lines) == text.count("\n") + 1


def test_rows_of_a_task_table_are_no_clauses_and_name_who_is_responsible() -> None:
    text = f"关于印发任务分工的通知\n各区：\n一、抓好落实。\n市水务局\n2023年5月6日\n附件\n任务分工表\n{TABLES['tabs']}"
    notice = pp.parse(text)
    assert [c.label for c in notice.clauses] == ["一", "附件"]
    assert [[b.raw for b in a.bodies] for a in notice.assignments] == [["市水务局"], ["市水务局", "市财政局"]]
