"""PDF files: the text layer with its places, tables, and pages that have to be recognised."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fake_engine import FakeEngine, fake_engine
from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.garbled import is_garbled
from policyparse.reading.open import read
from policyparse.reading.pages import Reading
from small_files import FONT, Draw, pdf, words


def scan(canvas: Canvas) -> None:
    """An image over the whole page."""
    canvas.drawImage(ImageReader(Image.new("RGB", (1240, 1754), (250, 250, 250))), 0, 0, *A4)


def texts(reading: Reading) -> list[str]:
    return [reading.text[x.start : x.end] for x in reading.lines]


LINE = {"扫描的一行": (124 / 1240, 175 / 1754, 320 / 1240, 210 / 1754)}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return fake_engine(monkeypatch, LINE)


def test_text_layer_gives_lines_with_offsets_and_boxes() -> None:
    reading = read(
        pdf(words((90, 100, "海州市教育局文件"), (122, 140, "一、总体要求")), words((90, 100, "第二页"))), Options()
    )
    assert reading.text == "海州市教育局文件\n一、总体要求\n第二页\n"
    assert texts(reading) == ["海州市教育局文件", "一、总体要求", "第二页"]
    assert [(p.number, p.start, p.end, p.origin) for p in reading.pages] == [
        (1, 0, 16, "text-layer"), (2, 16, 20, "text-layer"),
    ]
    first = reading.lines[0]
    assert first.bbox is not None
    assert first.bbox[0] == pytest.approx(90, abs=1)
    assert first.bbox[1] < 100 < first.bbox[3] + 1
    assert first.bbox[3] - first.bbox[1] < 30


def test_text_layer_knows_where_each_character_stands() -> None:
    line = read(pdf(words((90, 100, "一二三四"))), Options()).lines[0]
    assert line.edges == pytest.approx((90, 106 - 0, 122, 138, 154), abs=17)
    assert line.box(2, 3) == pytest.approx((122, line.bbox[1], 138, line.bbox[3]), abs=1.5)


def test_text_layer_is_read_by_rows_whatever_its_order_in_the_file() -> None:
    drawn = words((90, 300, "第三行"), (90, 100, "第一行"), (90, 200, "第二行左"), (400, 200, "右"))
    assert texts(read(pdf(drawn), Options())) == ["第一行", "第二行左", "右", "第三行"]


@pytest.mark.parametrize("shift", [0.0, 0.4])
def test_text_layer_takes_a_glyph_printed_twice_once(shift: float) -> None:
    def bold(canvas: Canvas) -> None:
        for dx in (0.0, shift):
            canvas.drawString(90 + dx, 700, "基本要求和人人参与")

    assert texts(read(pdf(bold), Options())) == ["基本要求和人人参与"]


def test_text_layer_of_a_turned_page_is_upright() -> None:
    def turned(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(100, -80, "横着放的一页")
        canvas.restoreState()

    reading = read(pdf(turned), Options())
    assert texts(reading) == ["横着放的一页"]
    x0, y0, x1, y1 = reading.lines[0].bbox
    assert (x1 - x0, y1 - y0) == pytest.approx((96, 16), abs=6)
    assert (x0, y0) == pytest.approx((100, 68), abs=6)


@pytest.mark.parametrize(("angle", "rotation"), [(90, 90), (180, 180), (270, 270)])
def test_text_layer_set_sideways_is_turned(angle: int, rotation: int) -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(300, 400)
        canvas.rotate(angle)
        canvas.drawString(-90, 20, "横着排的宽表的标题一行")
        canvas.drawString(-90, -20, "横着排的宽表的第二行字")

    reading = read(pdf(sideways), Options())
    assert texts(reading) == ["横着排的宽表的标题一行", "横着排的宽表的第二行字"]
    assert reading.pages[0].rotation == rotation
    upright = A4 if rotation == 180 else A4[::-1]
    assert (reading.pages[0].width, reading.pages[0].height) == pytest.approx(upright, abs=1)


def test_text_layer_puts_blanks_between_latin_words_only() -> None:
    reading = read(pdf(words((90, 100, "OECD Data 2023 年报告"))), Options())
    assert reading.text.strip().replace("2023 年", "2023年") == "OECD Data 2023年报告"


def ruled(canvas: Canvas) -> None:
    canvas.drawString(90, 720, "任务分工表")
    xs, ys = (90, 200, 300, 400), (700, 670, 640, 610)
    canvas.grid(list(xs), list(ys))
    for r, row in enumerate((("任务", "数量", "期限"), ("基地", "12个", "2024年"), ("专业", "", "2025年"))):
        for c, cell in enumerate(row):
            canvas.drawString(xs[c] + 5, ys[r] - 20, cell)
    canvas.drawString(90, 580, "表后的一段")


def test_table_is_read_row_by_row_with_its_cells() -> None:
    reading = read(pdf(ruled), Options())
    assert reading.tables[0].rows == (("任务", "数量", "期限"), ("基地", "12个", "2024年"), ("专业", "", "2025年"))
    assert texts(reading)[0] == "任务分工表"
    assert texts(reading)[-1] == "表后的一段"
    inside = [reading.text[x.start : x.end] for x in reading.lines if x.table == 0]
    assert inside == ["任务", "数量", "期限", "基地", "12个", "2024年", "专业", "2025年"]
    assert "".join(reading.text[a:b] for a, b in reading.tables[0].spans).split() == inside


def test_table_set_sideways_is_read_row_by_row() -> None:
    def sideways(canvas: Canvas) -> None:
        canvas.translate(0, A4[1])
        canvas.rotate(-90)
        ruled(canvas)

    def ruled(canvas: Canvas) -> None:
        xs, ys = (100, 250, 400, 550), (400, 370, 340)
        canvas.grid(list(xs), list(ys))
        for r, row in enumerate((("任务名称", "完成数量", "完成期限"), ("实训基地", "建设十个", "今年年底"))):
            for c, cell in enumerate(row):
                canvas.drawString(xs[c] + 5, ys[r] - 20, cell)

    reading = read(pdf(sideways), Options())
    assert reading.tables[0].rows == (("任务名称", "完成数量", "完成期限"), ("实训基地", "建设十个", "今年年底"))


def test_table_in_a_form_is_found_where_the_form_stands() -> None:
    def formed(canvas: Canvas) -> None:
        canvas.beginForm("table")
        canvas.grid([0, 100, 200], [0, 30, 60])
        canvas.endForm()
        canvas.translate(90, 600)
        canvas.doForm("table")
        canvas.setFont(FONT, 16)
        for x, y, cell in ((5, 40, "任务"), (105, 40, "数量"), (5, 10, "基地"), (105, 10, "12个")):
            canvas.drawString(x, y, cell)

    assert read(pdf(formed), Options()).tables[0].rows == (("任务", "数量"), ("基地", "12个"))


def test_rules_of_a_letterhead_are_no_table() -> None:
    def head(canvas: Canvas) -> None:
        canvas.drawString(200, 700, "海州市教育局文件")
        canvas.line(80, 680, 520, 680)
        canvas.line(80, 677, 520, 677)
        canvas.drawString(90, 640, "关于开学工作的通知")

    assert not read(pdf(head), Options()).tables


def test_mixed_file_is_read_page_by_page(fake: FakeEngine) -> None:
    reading = read(pdf(words((90, 100, "有文字层")), scan, words((90, 100, "又有文字层"))), Options())
    assert texts(reading) == ["有文字层", "扫描的一行", "又有文字层"]
    assert [p.origin for p in reading.pages] == ["text-layer", "ocr", "text-layer"]
    assert [p.confidence for p in reading.pages] == [None, 0.9, None]


def test_scan_is_recognised_as_it_is_and_placed_in_points(fake: FakeEngine) -> None:
    reading = read(pdf(scan), Options())
    assert [image.shape for image in fake.seen] == [(1754, 1240, 3)]
    scale = A4[0] / 1240
    assert reading.lines[0].bbox == pytest.approx((124 * scale, 175 * scale, 320 * scale, 210 * scale), abs=0.1)


def test_scan_that_was_written_over_is_recognised_with_what_was_typed(fake: FakeEngine) -> None:
    def filled_in(canvas: Canvas) -> None:
        scan(canvas)
        canvas.drawString(300, 200, "31")

    read(pdf(filled_in), Options())
    height, width, _ = fake.seen[0].shape
    assert (width, height) == pytest.approx((1654, 2339), abs=2)  # drawn at 200 dpi, not the scan's own pixels


def test_scan_with_hidden_text_is_recognised_anew(fake: FakeEngine) -> None:
    def hidden(canvas: Canvas) -> None:
        scan(canvas)
        text = canvas.beginText(90, 700)
        text.setTextRenderMode(3)
        text.textLine("别的识别软件留下的文字")
        canvas.drawText(text)

    assert texts(read(pdf(hidden), Options())) == ["扫描的一行"]
    assert texts(read(pdf(hidden), Options(ocr="none"))) == ["别的识别软件留下的文字"]


def test_scan_over_text_hides_it(fake: FakeEngine) -> None:
    def under(canvas: Canvas) -> None:
        canvas.drawString(
            90, 700, "别的识别软件留在图像下面的文字，长得足够被当成正文，一共有四十多个字，可是谁也看不见它们。"
        )
        scan(canvas)

    def over(canvas: Canvas) -> None:
        scan(canvas)
        for y in (700, 670):
            canvas.drawString(60, y, "印在底图上面的文字，一共有好几十个字，谁都看得见它们。")

    assert texts(read(pdf(under), Options())) == ["扫描的一行"]
    assert texts(read(pdf(over), Options())) == ["印在底图上面的文字，一共有好几十个字，谁都看得见它们。"] * 2


def test_garbled_page_is_recognised_and_reported(fake: FakeEngine) -> None:
    reading = read(pdf(words((90, 100, "\ue001\ue002\ue003\ue004\ue005\ue006\ue007"))), Options())
    assert texts(reading) == ["扫描的一行"]
    assert [d.code for d in reading.diagnostics] == ["PP403"]


def test_blank_page_among_others_stays_blank(fake: FakeEngine) -> None:
    reading = read(pdf(words((90, 100, "有字")), lambda canvas: None), Options())
    assert [(p.start, p.end) for p in reading.pages] == [(0, 3), (3, 3)]
    assert not fake.seen


def test_one_bad_page_costs_that_page(fake: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(image: Any) -> None:
        raise RuntimeError("broken stream")

    monkeypatch.setattr(fake, "recognise", broken)
    reading = read(pdf(words((90, 100, "好的一页")), scan), Options())
    assert texts(reading) == ["好的一页"]
    assert [d.code for d in reading.diagnostics] == ["PP401"]
    assert "page 2" in reading.diagnostics[0].message


def test_page_read_with_little_confidence_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_engine(monkeypatch, LINE, 0.55)
    assert [d.code for d in read(pdf(scan), Options()).diagnostics] == ["PP402"]


@pytest.mark.parametrize(("pages", "numbers"), [((2, 3), [2, 3]), ((3, 9), [3]), ((1, 1), [1])])
def test_pages_keep_their_numbers(pages: tuple[int, int], numbers: list[int]) -> None:
    drawn = [words((90, 100, f"第{n}页的字")) for n in (1, 2, 3)]
    reading = read(pdf(*drawn), Options(pages=pages))
    assert [p.number for p in reading.pages] == numbers
    assert [x.page for x in reading.lines] == numbers


def _code(data: bytes, **options: Any) -> tuple[str, str]:
    with pytest.raises(PolicyParseError) as e:
        read(data, Options(**options))
    return e.value.code, e.value.hint


def test_more_pages_than_the_options_allow_are_refused_unless_named() -> None:
    data = pdf(*[words((90, 100, f"第{n}页的字")) for n in (1, 2, 3)])
    assert _code(data, max_pages=2)[0] == "PP108"
    assert len(read(data, Options(max_pages=2, pages=(2, 3))).pages) == 2


def test_an_image_larger_than_the_options_allow_costs_its_page(fake: FakeEngine) -> None:
    reading = read(pdf(words((90, 100, "好的一页")), scan), Options(max_pixels=1_000_000))
    assert texts(reading) == ["好的一页"]
    assert [d.code for d in reading.diagnostics] == ["PP401"]


def test_pages_that_do_not_exist_are_refused() -> None:
    assert _code(pdf(words((90, 100, "一页"))), pages=(2, 3))[0] == "PP109"


def test_encrypted_file_asks_for_its_password() -> None:
    locked = pdf(words((90, 100, "保密")), encrypt=StandardEncryption("secret", canPrint=0))
    assert _code(locked)[0] == "PP103"
    assert "wrong" in _code(locked, password="guess")[1]
    assert texts(read(locked, Options(password="secret"))) == ["保密"]


def test_truncated_file_is_damaged() -> None:
    data = pdf(words((90, 100, "一页")))
    assert _code(data[:200])[0] == "PP104"


@pytest.mark.parametrize(("draw", "options"), [(lambda canvas: None, {}), (scan, {"ocr": "none"})])
def test_file_without_text_is_refused(draw: Draw, options: dict[str, Any]) -> None:
    assert _code(pdf(draw), **options)[0] == "PP107"


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("各市州教育局：现将有关事项通知如下，请认真贯彻执行。", False),
        ("The Ministry issued 12 notices in 2023.", False),
        ("2021年 36500 39200 42100", False),
        ("（此页无正文）", False),
        ("", False),
        ("\ue010\ue011\ue012\ue013通知\ue014", True),
        ("(cid:12)(cid:37)(cid:9)", True),
        ("\ufffd\ufffd通知\ufffd", True),
        ("¸÷ÊÐÖÝ½ÌÓý¾Ö£ºÏÖ½«ÓÐ¹ØÊÂÏî", True),
        ("鍚勫競宸炴暀鑲插眬锛氱幇灏嗘湁鍏充簨椤归€氱煡濡備笅", True),
        ("!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~", True),
    ],
)
def test_garbled_text_is_told_from_text(text: str, garbled: bool) -> None:
    assert is_garbled(text) is garbled
