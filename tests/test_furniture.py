"""What is set aside as page furniture, and what must stay."""

from __future__ import annotations

import pytest

from policyparse.layout.furniture import set_aside_furniture
from policyparse.reading.pages import Reading
from policyparse.reading.sheets import Row, Sheet, bind
from policyparse.reading.text import read_string

WIDTH, HEIGHT = 595.0, 842.0
BODY = [f"正文的第{c}行，写得与一行一样长，一直到右边为止" for c in "甲乙丙丁戊己"]


def row(text: str, y: float, x: float = 90.0, confidence: float | None = 0.99) -> Row:
    """A row whose top is at y, in 16 point."""
    return Row(text, (x, y, x + 16.0 * len(text), y + 16.0), confidence)


def body(top: float = 110.0) -> list[Row]:
    return [row(text, top + 28 * i) for i, text in enumerate(BODY)]


def paged(*pages: list[Row], origin: str = "ocr") -> Reading:
    sheets = []
    for n, rows in enumerate(pages, 1):
        rows = sorted(rows, key=lambda r: r.bbox[1] if r.bbox else 0)
        sheets.append(Sheet(n, WIDTH, HEIGHT, origin=origin, rows=rows))
    return bind("a.pdf", "0" * 64, "application/pdf", sheets)


def aside(reading: Reading) -> list[tuple[str, str]]:
    """What was set aside; and that the rest is kept, in its order."""
    kept, dropped = set_aside_furniture(reading)
    starts = [x.start for x in kept]
    assert starts == sorted(starts)
    assert len(kept) + len(dropped) == len(reading.lines)
    return [(d.view.words(), d.reason) for d in dropped]


@pytest.mark.parametrize("number", ["— 3 —", "-3-", "3", "一3一", "·3·", "第3页 共5页", "第 3 页", "3/5", "-l-", "3一"])
def test_page_number_at_the_foot_is_set_aside(number: str) -> None:
    assert aside(paged([*body(), row(number, 770, 280)])) == [(number, "furniture")]


@pytest.mark.parametrize(
    "line", ["2023年5月6日", "海州市教育局", "3人", "（此件公开发布）", "1.建设基地", "—— 编者", "2023", "附件：3"]
)
def test_last_line_that_is_no_page_number_stays(line: str) -> None:
    assert aside(paged([*body(), row(line, 770, 280)])) == []


def test_bare_number_right_below_the_text_stays() -> None:
    rows = [row(text, 560 + 28 * i) for i, text in enumerate(BODY)]
    assert aside(paged([*rows, row("12", 560 + 28 * 6)])) == []


@pytest.mark.parametrize(("number", "gone"), [("-2", True), ("2—", True), ("-3", False), ("2", False)])
def test_number_by_a_dash_right_below_the_text_is_the_pages_where_it_counts_it(number: str, gone: bool) -> None:
    rows = [row(text, 560 + 28 * i) for i, text in enumerate(BODY)]
    reading = paged([*body(), row("— 1 —", 770, 280)], [*rows, row(number, 560 + 28 * 6)])
    assert sum(line.page == 2 for line in set_aside_furniture(reading)[0]) == len(rows) + (not gone)


def test_number_in_the_middle_of_a_page_stays() -> None:
    assert aside(paged([row("开头的一行字", 110), row("3", 300, 280), row("后面的一行字", 400)])) == []


def test_running_head_on_every_page_is_set_aside() -> None:
    pages = [[row("海州市人民政府公报", 40, 230), *body()] for _ in range(3)]
    assert aside(paged(*pages)) == [("海州市人民政府公报", "furniture")] * 3


def test_text_that_goes_on_in_the_same_words_at_the_top_of_pages_stays() -> None:
    assert aside(paged(*[body(80) for _ in range(4)])) == []


@pytest.mark.parametrize(
    ("text", "y"),
    [
        ("2023/5/6 10:20 关于开学工作的通知_海州市教育局", 20),
        ("https://www.example.org/zwgk/2023/05/t1.html", 815),
        ("https://www.example.org/zwgk/t1.html 2/5", 815),
    ],
)
def test_line_that_a_browser_prints_is_set_aside(text: str, y: float) -> None:
    assert aside(paged([*body(), row(text, y, 20)], origin="text-layer")) == [(text, "furniture")]


def test_address_within_the_text_stays() -> None:
    assert aside(paged([*body(), row("https://www.example.org/apply", 300)], origin="text-layer")) == []


@pytest.mark.parametrize("x", [2.0, 575.0])
def test_scrap_of_the_neighbouring_page_is_noise(x: float) -> None:
    scrap = Row("和", (x, 300, x + 14, 316), 0.9)
    assert aside(paged([*body(), scrap])) == [("和", "noise")]


def test_last_word_of_a_line_near_the_edge_of_a_web_print_stays() -> None:
    word = Row("部", (14, 300, 28, 316), None)
    assert aside(paged([*body(), word], origin="text-layer")) == []


def test_piece_that_the_recogniser_does_not_believe_is_noise() -> None:
    assert aside(paged([*body(), row("㐀丄", 500, confidence=0.12)])) == [("㐀丄", "noise")]


@pytest.mark.parametrize("number", ["—3—", "- 3 -", "第3页 共5页", "一 3 一"])
def test_page_number_in_a_text_is_set_aside(number: str) -> None:
    assert aside(read_string(f"上文到这里\n{number}\n下文从这里\n")) == [(number, "furniture")]


def test_running_head_beside_the_page_numbers_of_a_text_is_set_aside() -> None:
    rows = ["（一）征求意见。", "校服管理细则", "第 2 页 共 4 页", "（二）签订合同。", "校服管理细则", "第 3 页 共 4 页", "（三）留存样衣。"]
    found = [text for text, _ in aside(read_string("校服管理细则\n" + "\n".join(rows)))]
    assert [x.replace(" ", "") for x in found] == ["校服管理细则", "第2页共4页", "校服管理细则", "第3页共4页"]


@pytest.mark.parametrize("beside", ["二、校服管理", "责任单位：教育局", "每年抽查一次。"])
def test_text_beside_page_numbers_stays(beside: str) -> None:
    assert [text for text, _ in aside(read_string(f"上文\n{beside}\n— 2 —\n中间的文字\n{beside}\n— 3 —\n下文\n"))] == ["— 2 —", "— 3 —"]


@pytest.mark.parametrize("line", ["3", "12", "三", "2023", "-", "一"])
def test_short_line_of_a_text_stays(line: str) -> None:
    assert aside(read_string(f"序号\n{line}\n名称\n")) == []


@pytest.mark.parametrize(
    "tail",
    [
        ["【原文下载】", "- 关于开学工作的通知.pdf"],
        ["附件下载：", "1.申报表.doc", "2.汇总表.xlsx"],
        ["【打印】【关闭】"],
        ["打印本页", "关闭窗口"],
        ["分享到：微信 微博"],
        ["扫一扫在手机打开当前页"],
        ["上一篇：关于放假的通知", "下一篇：没有了"],
        ["【字体：大 中 小】 打印"],
        ["责任编辑：李明"],
    ],
    ids=lambda tail: tail[0],
)
def test_web_remains_below_a_notice_are_set_aside(tail: list[str]) -> None:
    text = "\n".join(["关于开学工作的通知", "各学校：", "请做好准备。", "海州市教育局", "2023年5月6日", *tail, ""])
    assert aside(read_string(text)) == [(x, "furniture") for x in tail]


@pytest.mark.parametrize(
    "line",
    [
        "（此件公开发布）",
        "附件：1.申报表",
        "海州市教育局",
        "2023年5月6日",
        "- 一批重点任务",
        "抄送：市委办公室。",
        "请按时打印。",
    ],
)
def test_last_line_of_a_notice_stays(line: str) -> None:
    assert aside(read_string(f"关于开学工作的通知\n各学校：\n请做好准备。\n{line}\n")) == []


def test_file_name_without_a_download_heading_stays() -> None:
    assert aside(read_string("各学校：\n请填写下表。\n- 申报表.doc\n")) == []


def test_navigation_above_a_notice_is_set_aside() -> None:
    text = "首页 > 政务公开 > 通知\n字号：大 中 小\n关于开学工作的通知\n各学校：\n"
    assert [x for x, _ in aside(read_string(text))] == ["首页 > 政务公开 > 通知", "字号：大 中 小"]


def test_furniture_names_of_sites_above_the_path() -> None:
    names = "中华人民共和国水利部 河北政务服务网 河北省水利厅 中国承德"
    text = f"{names}\n当前位置：首页 > 政策文件 > 市政策文件\n承德市水利局关于防汛工作的通知\n各县：\n"
    assert [x for x, _ in aside(read_string(text))] == [names, "当前位置：首页 > 政策文件 > 市政策文件"]


def test_furniture_path_of_a_web_page_without_a_home() -> None:
    text = "政务公开 > 江川县农业农村局 > 规划计划\n江川县农业农村局关于春耕工作的通知\n各乡镇：\n"
    assert [x for x, _ in aside(read_string(text))] == ["政务公开 > 江川县农业农村局 > 规划计划"]


def test_a_text_of_nothing_but_furniture_is_kept() -> None:
    assert aside(read_string("打印\n关闭\n")) == []


def test_furniture_page_numbers_of_a_paged_file_are_one_entry() -> None:
    reading = paged(*([*body(), row(f"— {n} —", 770, 280)] for n in (1, 2, 3)))
    _, dropped = set_aside_furniture(reading)
    assert [d.view.text for d in dropped] == ["—1——2——3—"]
    assert len(dropped[0].view.ranges()) == 3


@pytest.mark.parametrize(
    ("y", "confidence", "gone"), [(560, 0.85, True), (560, 0.99, False), (276, 0.85, False)],
    ids=["apart", "well read", "by the text"],
)
def test_a_lone_character_apart_from_the_text_that_is_read_with_doubt_is_noise(
    y: float, confidence: float, gone: bool
) -> None:
    assert aside(paged([*body(), row("4", y, 70, confidence)])) == ([("4", "noise")] if gone else [])
