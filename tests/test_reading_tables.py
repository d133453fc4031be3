"""Tables over several pages, their head rows, what names them and where they stand."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import policyparse as pp
from policyparse.options import Options
from policyparse.reading.open import read
from policyparse.reading.pages import Texts
from policyparse.reading.tables import head_rows
from policyparse.records import Notice
from small_files import Draw, pdf, words

HEAD = ("序号", "项目名称", "责任单位")
XS = (80, 140, 330, 500)


def ruled(rows: tuple[tuple[str, ...], ...], top: float = 100, xs: tuple[float, ...] = XS, *others: tuple[float, float, str]) -> Draw:
    """A page with a ruled table whose top is so far down, and other words."""

    def draw(canvas: Canvas) -> None:
        canvas.grid(list(xs), [A4[1] - top - 30 * n for n in range(len(rows) + 1)])
        cells = [(xs[c] + 4, top + 30 * r + 20, cell) for r, row in enumerate(rows) for c, cell in enumerate(row) if cell]
        words(*cells, *others)(canvas)

    return draw


FIRST = (HEAD, ("1", "职业学校改造", "市教育局"), ("2", "养老服务中心", "市民政局"))


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    reading = read(pdf(ruled(FIRST, 100, XS, (290, 800, "— 1 —")), ruled((("3", "公共图书馆", "市文旅局"),) * 2, 60)), Options())
    assert [table.rows for table in reading.tables] == [(*FIRST, *(("3", "公共图书馆", "市文旅局"),) * 2)]
    assert {line.table for line in reading.lines} == {0, None}


def test_a_head_printed_again_is_taken_once_and_set_aside() -> None:
    data = pdf(ruled(FIRST), ruled((HEAD, ("3", "公共图书馆", "市文旅局")), 60, XS, (80, 50, "续表")))
    notice = pp.parse(data)
    assert [table.rows for table in notice.tables] == [(*FIRST, ("3", "公共图书馆", "市文旅局"))]
    assert [x.text for x in notice.removed if x.reason == "furniture"] == list(HEAD)
    assert notice.tables[0].header_rows == 1


def test_cells_of_a_table_know_their_places_on_both_pages() -> None:
    reading = read(pdf(ruled(FIRST), ruled((HEAD, ("3", "公共图书馆", "市文旅局")), 60)), Options())
    (table,) = reading.tables
    held = [["".join(reading.text[a:b] for a, b in cell) for cell in row] for row in table.places]
    assert held == [list(row) for row in table.rows]


def test_a_numbered_row_broken_by_the_page_is_put_together() -> None:
    first = (HEAD, ("1", "职业学校改造", "市教育局"), ("2", "建设养老服务中心，", "市民政局"))
    reading = read(pdf(ruled(first), ruled((("", "并投入运营", ""), ("3", "图书馆", "市文旅局")), 60)), Options())
    assert reading.tables[0].rows[2:] == (("2", "建设养老服务中心，并投入运营", "市民政局"), ("3", "图书馆", "市文旅局"))


@pytest.mark.parametrize(
    "second",
    [
        ruled((("3", "公共图书馆", "市文旅局"),) * 2, 100, XS, (80, 80, "表2　另一张表")),
        ruled((("3", "公共图书馆"),) * 2, 60, XS[:3]),
        ruled((("指标", "单位", "2025年"), ("城镇化率", "%", "60")), 60),
        ruled((("3", "公共图书馆", "市文旅局"),) * 2, 60, (300, 360, 450, 560)),
    ],
    ids=["a caption between", "other columns", "another head", "elsewhere"],
)
def test_tables_that_do_not_go_on_stay_apart(second: Draw) -> None:
    assert len(read(pdf(ruled(FIRST), second), Options()).tables) == 2


def test_text_below_a_table_ends_it() -> None:
    first = ruled(FIRST, 100, XS, (80, 300, "以上项目由各单位负责。"))
    assert len(read(pdf(first, ruled((("3", "公共图书馆", "市文旅局"),) * 2, 60)), Options()).tables) == 2


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ((HEAD, ("1", "学校", "市教育局")), 1),
        ((("指标", "2023年", "2025年"), ("城镇化率", "52%", "60%")), 1),
        ((("地区", "甲", "乙"), ("海州", "12", "30"), ("江州", "9", "41")), 1),
        ((("指标", "目标值", ""), ("", "2024年", "2025年"), ("绿道（公里）", "120", "150")), 2),
        ((("重点任务分工表", "", ""), HEAD, ("1", "学校", "市教育局")), 2),
        ((("项目名称", "实训基地"), ("建设单位", "海州学院"), ("联系人", "李明")), 0),
        ((("海州", "12", "30"), ("江州", "9", "41")), 0),
        ((("甲县", "乙县"), ("丙县", "丁县")), 0),
        ((HEAD,), 0),
        ((), 0),
    ],
)
def test_head_rows(rows: Texts, count: int) -> None:
    assert head_rows(rows) == count


def parse(above: str, table: str = "<tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>建设基地</td></tr>", below: str = "") -> Notice:
    """A web page with a table below the given blocks."""
    head = "<p>关于印发任务分工的通知</p><p>各县（区）人民政府：</p><p>一、总体要求</p><p>做好各项工作。</p><p>二、工作任务</p>"
    return pp.parse(f"<html><body><div>{head}{above}<table>{table}</table>{below}</div></body></html>".encode())


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        ("<p>表1　重点任务</p>", "表1　重点任务"),
        ("<p>重点任务分工表</p><p>单位：万元</p>", "重点任务分工表"),
        ("<p>各单位要按下表抓好落实。</p>", None),
        ("<p>主要任务如下：</p>", None),
    ],
)
def test_a_caption_is_the_line_above(above: str, caption: str | None) -> None:
    assert parse(above).tables[0].caption == caption


def test_a_caption_may_be_in_the_table() -> None:
    rows = "<tr><td colspan=2>重点任务分工表</td></tr><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>建设基地</td></tr>"
    (table,) = parse("<p>抓好落实。</p>", rows).tables
    assert (table.caption, table.header_rows) == ("重点任务分工表", 2)


def test_a_caption_element_is_one() -> None:
    (table,) = parse("<p>抓好落实。</p>", "<caption>任务分工表</caption><tr><th>甲<th>乙<tr><td>丙<td>丁").tables
    assert (table.caption, table.header_rows, table.rows) == ("任务分工表", 1, (("甲", "乙"), ("丙", "丁")))


@pytest.mark.parametrize(
    ("first", "heads"),
    [
        ("<td></td><th>2024年</th><th>2025年</th>", 1),  # an empty corner
        ("<th scope=row>地区</th><th>2024年</th><th>2025年</th>", 1),
        ("<td>东城</td><th>12</th><th>13</th>", None),
        ("<th scope=row>东城</th><td>12</td><td>13</td>", None),
    ],
)
def test_head_rows_of_a_web_page_are_heads_of_columns(first: str, heads: int | None) -> None:
    page = f"<p>抓好落实。</p><table><tr>{first}</tr><tr><td>西城</td><td>15</td><td>16</td></tr></table>"
    assert read(page.encode(), Options()).tables[0].head == heads


def test_a_table_belongs_to_the_clause_that_it_stands_in() -> None:
    notice = parse("<p>抓好落实。</p>", below="<p>三、保障</p><p>落实经费。</p>")
    assert notice.clauses[notice.tables[0].clause_id or ""].label == "二"
    (paragraph,) = [p for p in notice.paragraphs if p.role == "table"]
    assert paragraph.clause_id == notice.tables[0].clause_id
