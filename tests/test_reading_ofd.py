"""OFD: text with its place, what is drawn or scanned, and files that are not what they should be."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from PIL import Image

from fake_engine import FakeEngine, fake_engine
from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.pipeline import parse
from policyparse.reading.ofd_page import Content, read_content
from policyparse.reading.open import read
from policyparse.reading.pages import Reading

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 72 / 25.4


def make(*pages: str, common: str = "", more: str = "", body: str = "", parts: dict[str, str | bytes] | None = None) -> bytes:
    """An OFD with these pages (their layers' inside), on A4."""
    out = io.BytesIO()
    listed = "".join(f'<ofd:Page ID="{i + 1}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("OFD.xml", f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>")
        z.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {_NS}><ofd:CommonData>{area}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{more}</ofd:Document>",
        )
        for i, page in enumerate(pages):
            z.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", f"<ofd:Page {_NS}>{content(page)}</ofd:Page>")
        for name, inside in (parts or {}).items():
            z.writestr(name, inside)
    return out.getvalue()


def content(inside: str) -> str:
    """A page's content of one layer."""
    return f"<ofd:Content><ofd:Layer>{inside}</ofd:Layer></ofd:Content>"


def text(words: str, x: float = 28, y: float = 40, size: float = 5.6, more: str = "", code: str | None = None) -> str:
    """A text object whose characters stand side by side."""
    step = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    code = code or f'<ofd:TextCode X="0" Y="{0.86 * size}" {step}>{words}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{x} {y} 160 {size}" Size="{size}" {more}>{code}</ofd:TextObject>'


def path(data: str, x: float = 0, y: float = 0, more: str = "") -> str:
    """A path object."""
    return f'<ofd:PathObject Boundary="{x} {y} 210 297" {more}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return fake_engine(monkeypatch, {"海州市教育局文件": (0.1, 0.4, 0.9, 0.6)}, 0.95)


def read_it(data: bytes, **options: Any) -> Reading:
    return read(data, Options(**options))


def rows(data: bytes) -> list[str]:
    reading = read_it(data)
    return [reading.text[x.start : x.end] for x in reading.lines]


def codes(reading: Reading) -> list[str]:
    return [d.code for d in reading.diagnostics]


def test_ofd_text_has_boxes_in_points() -> None:
    reading = read_it(make(text("关于开学的通知", x=50, y=100, size=8)))
    line = reading.lines[0]
    assert line.bbox == pytest.approx((50 * _MM, 100 * _MM, 106 * _MM, 108 * _MM), abs=0.02)
    assert line.edges is not None
    assert line.edges[3] == pytest.approx((50 + 3 * 8) * _MM, abs=0.02)
    page = reading.pages[0]
    assert (page.width, page.height, page.origin) == (pytest.approx(595.28, abs=0.01), pytest.approx(841.89, abs=0.01), "text-layer")
    assert reading.source.media_type == "application/ofd"


def test_ofd_order_is_that_of_the_page_and_pages_follow_one_another() -> None:
    reading = read_it(make(text("第二行", y=60) + text("第一行", y=40), text("第三行", y=40)))
    assert reading.text == "第一行\n第二行\n第三行\n"
    assert [(x.page) for x in reading.lines] == [1, 1, 2]
    assert [(p.number, p.start, p.end) for p in reading.pages] == [(1, 0, 8), (2, 8, 12)]


@pytest.mark.parametrize(
    ("steps", "lefts"),
    [
        ('DeltaX="6 7 8"', [0, 6, 13, 21]),
        ('DeltaX="g 3 6"', [0, 6, 12, 18]),
        ('DeltaX="6 g 2 7"', [0, 6, 13, 20]),
        ('DeltaX="6"', [0, 6, 11, 16]),
        ("", [0, 5, 10, 15]),
        ('DeltaX="g 999999999 6"', [0, 6, 12, 18]),
        ('DeltaX="nonsense g"', [0, 5, 10, 15]),
    ],
)
def test_ofd_steps_between_characters(steps: str, lefts: list[float]) -> None:
    from lxml import etree

    found = Content()
    one = text("", size=5, x=0, code=f'<ofd:TextCode X="0" Y="5" {steps}>关于通知</ofd:TextCode>')
    read_content(etree.fromstring(f"<a {_NS}>{one}</a>"), (1, 0, 0, 1, 0, 0), lambda key: None, found)
    assert [c.box[0] for c in found.chars] == pytest.approx(lefts)


def test_ofd_ctm_scales_and_moves() -> None:
    reading = read_it(make(text("通知", x=20, y=30, size=4, more='CTM="2 0 0 2 5 0"')))
    assert reading.lines[0].bbox == pytest.approx((25 * _MM, 30 * _MM, 41 * _MM, 38 * _MM), abs=0.02)


def test_ofd_neighbouring_objects_are_one_line() -> None:
    assert rows(make(text("到", x=28) + text("2025", x=33.6, size=2.8, y=42.5) + text("年", x=44.8))) == ["到2025年"]


@pytest.mark.parametrize("more", ['Visible="false"', 'Alpha="0"', 'CTM="0.7 0.7 -0.7 0.7 0 0"'])
def test_ofd_what_cannot_be_seen_and_watermarks_are_left_out(more: str) -> None:
    assert rows(make(text("正文内容") + text("内部资料", y=80, more=more))) == ["正文内容"]


def test_ofd_text_that_runs_aslant_is_reported() -> None:
    reading = read_it(make(text("正文内容") + text("内部资料", y=80, more='CTM="0.7 0.7 -0.7 0.7 0 0"')))
    assert "内部资料" in next(d.message for d in reading.diagnostics if d.code == "PP405")


def test_ofd_text_printed_twice_is_read_once() -> None:
    assert rows(make(text("基本情况") + text("基本情况", x=28.1))) == ["基本情况"]


def test_ofd_templates_lie_below_and_annotations_are_added() -> None:
    data = make(
        '</ofd:Layer></ofd:Content><ofd:Template TemplateID="90"/><ofd:Content><ofd:Layer>' + text("正文", y=60),
        common='<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        more="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        parts={
            "Doc_0/Tpls/Tpl_0/Content.xml": f"<ofd:Page {_NS}>{content(text('海州市教育局文件', y=30))}</ofd:Page>",
            "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {_NS}><ofd:Page PageID="1"><ofd:FileLoc>a.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
            "Doc_0/Annots/a.xml": f'<ofd:PageAnnot {_NS}><ofd:Annot Type="Path"><ofd:Appearance Boundary="28 90 100 20">{text("批注", x=0, y=0)}</ofd:Appearance></ofd:Annot>'
            f'<ofd:Annot Type="Watermark"><ofd:Appearance Boundary="28 120 100 20">{text("水印", x=0, y=0)}</ofd:Appearance></ofd:Annot></ofd:PageAnnot>',
        },
    )
    assert rows(data) == ["海州市教育局文件", "正文", "批注"]


def test_ofd_composite_objects_are_resolved() -> None:
    data = make(
        '<ofd:CompositeObject ResourceID="7" Boundary="20 50 100 20"/>',
        common="<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>",
        parts={
            "Doc_0/PublicRes.xml": f'<ofd:Res {_NS}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>'
            f'{text("单元", x=8, y=0)}<ofd:CompositeObject ResourceID="7" Boundary="0 0 1 1"/></ofd:Content>'
            "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
        },
    )
    reading = read_it(data)
    assert reading.text.startswith("单元")
    assert reading.lines[0].bbox is not None and reading.lines[0].bbox[0] == pytest.approx(28 * _MM, abs=0.02)


def test_ofd_without_a_namespace_is_read() -> None:
    data = make(text("正文"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).decode().replace("ofd:", "").replace('xmlns="', 'xmlns:x="').replace("xmlns:ofd", "xmlns:y"))
    assert rows(out.getvalue()) == ["正文"]


GRID = "".join(
    [path(f"M 28 {y} L 128 {y}") for y in (50, 60, 70)] + [path(f"M {x} 50 L {x} 70") for x in (28, 78, 128)]
)
"""Two rows and two columns."""
CELLS = text("任务", 30, 52) + text("指标", 80, 52) + text("基地", 30, 62) + text("20个", 80, 62)


def test_ofd_ruled_tables() -> None:
    reading = read_it(make(text("附表", y=40) + GRID + CELLS + text("完", y=80)))
    assert [t.rows for t in reading.tables] == [(("任务", "指标"), ("基地", "20个"))]
    assert [(reading.text[x.start : x.end], x.table) for x in reading.lines] == [
        ("附表", None), ("任务", 0), ("指标", 0), ("基地", 0), ("20个", 0), ("完", None),
    ]


def test_ofd_seals_are_noted_with_what_lies_under_them() -> None:
    data = make(
        text("正文", y=40) + text("2023年3月1日", x=120, y=200),
        body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        parts={
            "Doc_0/Signs/Signatures.xml": f'<ofd:Signatures {_NS}><ofd:Signature ID="0" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>',
            "Doc_0/Signs/Sign_0/Signature.xml": f'<ofd:Signature {_NS}><ofd:SignedInfo><ofd:StampAnnot ID="1" PageRef="1" Boundary="120 185 40 40"/></ofd:SignedInfo></ofd:Signature>',
        },
    )
    reading = read_it(data)
    (note,) = [d for d in reading.diagnostics if d.code == "PP406"]
    assert [reading.text[s.start : s.end] for s in note.spans] == ["2023年3月1日"]
    assert reading.text == "正文\n2023年3月1日\n"


def glyph(x: float, y: float, size: float = 10) -> str:
    """A shape with as many corners as a letter has."""
    teeth = " ".join(f"L {i} {size if i % 2 else 0}" for i in range(1, 11))
    return path(f"M 0 0 {teeth} L 10 {size} L 0 {size} C", x, y, 'Fill="true" Stroke="false"')


def test_ofd_letters_drawn_as_shapes_are_recognised_in_their_place(fake: FakeEngine) -> None:
    reading = read_it(make("".join(glyph(30 + 12 * i, 30) for i in range(8)) + text("正文内容", y=60)))
    assert reading.text == "海州市教育局文件\n正文内容\n"
    assert [x.confidence for x in reading.lines] == [0.95, None]
    (shown,) = fake.seen
    assert shown.min() == 0 and shown.shape[1] < 1100  # the stretch with the shapes, and no more
    box = reading.lines[0].bbox
    assert box is not None and 20 * _MM < box[0] < box[2] < 140 * _MM and 20 * _MM < box[1] < 50 * _MM
    assert "PP407" in codes(reading)


def test_ofd_letters_drawn_as_shapes_are_reported_with_recognition_off(fake: FakeEngine) -> None:
    reading = read_it(make(glyph(30, 30) + glyph(42, 30) + text("正文内容", y=60)), ocr="none")
    assert reading.text == "正文内容\n"
    assert "off" in next(d.message for d in reading.diagnostics if d.code == "PP407")
    assert not fake.seen


def picture(size: tuple[int, int] = (420, 594), grey: int = 255) -> bytes:
    out = io.BytesIO()
    Image.new("L", size, grey).save(out, "PNG")
    return out.getvalue()


RESOURCES = {
    "Doc_0/DocumentRes.xml": f'<ofd:Res {_NS} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image">'
    "<ofd:MediaFile>image.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
}
SCAN = '<ofd:ImageObject ResourceID="4" Boundary="0 0 210 297" CTM="210 0 0 297 0 0"/>'
DOCUMENT_RES = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"


@pytest.mark.parametrize("layer", ["", text("海州市教育局文件", more='Alpha="0"'), text("— 1 —", y=280)])
def test_ofd_scanned_pages_are_recognised(layer: str, fake: FakeEngine) -> None:
    reading = read_it(make(SCAN + layer, common=DOCUMENT_RES, parts={**RESOURCES, "Doc_0/Res/image.png": picture()}))
    assert reading.text == "海州市教育局文件\n"
    assert (reading.pages[0].origin, reading.pages[0].confidence) == ("ocr", 0.95)
    assert fake.seen[0].shape == (594, 420, 3)


def test_ofd_pages_of_shapes_and_small_pictures_are_drawn_and_recognised(fake: FakeEngine) -> None:
    small = '<ofd:ImageObject ResourceID="4" Boundary="20 20 50 50" CTM="50 0 0 50 0 0"/>'
    data = make(small + glyph(80, 100), common=DOCUMENT_RES, parts={**RESOURCES, "Doc_0/Res/image.png": picture((50, 50), 90)})
    assert read_it(data).text == "海州市教育局文件\n"
    assert fake.seen[0].shape == (2339, 1654, 3)
    assert fake.seen[0][800:880, 640:700].min() < 60
    assert set(fake.seen[0][165:545, 165:545].ravel()) == {90}
    assert fake.seen[0][560:, :600].min() == 255


def test_ofd_garbled_text_is_recognised_instead(fake: FakeEngine) -> None:
    reading = read_it(make(text("\ue001\ue002\ue003\ue004\ue005") + path("M 0 0 L 100 100")))
    assert (reading.text, codes(reading)) == ("海州市教育局文件\n", ["PP403"])


def test_ofd_a_page_that_cannot_be_read_costs_that_page_alone() -> None:
    broken = make(text("第一页"), "<unclosed>", text("第三页"))
    reading = read_it(broken)
    assert reading.text == "第一页\n第三页\n"
    assert [(d.code, "page 2" in d.message) for d in reading.diagnostics] == [("PP401", True)]
    assert [p.number for p in reading.pages] == [1, 2, 3]


def test_ofd_an_image_that_is_none_is_told_in_the_same_words_each_time(fake: FakeEngine) -> None:
    parts = {**RESOURCES, "Doc_0/Res/image.png": b"no image"}
    reading = read_it(make(SCAN, text("第二页"), common=DOCUMENT_RES, parts=parts))
    assert [d.message for d in reading.diagnostics] == ["page 1 could not be read: an image is damaged, or of a kind that is not read"]


def test_ofd_pages_may_be_chosen() -> None:
    data = make(text("第一页"), text("第二页"), text("第三页"))
    assert read_it(data, pages=(2, 3)).text == "第二页\n第三页\n"
    with pytest.raises(PolicyParseError, match="PP109"):
        read_it(data, pages=(4, 5))


def _without(data: bytes, part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make(text("正文"))[:-300], "PP104"),
        (make(), "PP104"),
        (_without(make(text("正文")), "Doc_0/Document.xml"), "PP104"),
        (_without(make(text("正文")), "Doc_0/Pages/Page_0/Content.xml"), "PP104"),
        (make(text("正文"), parts={"Encryptions.xml": "<a/>"}), "PP103"),
        (make(""), "PP107"),
        (make('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>&x;'), "PP104"),
        (make("<ofd:PageBlock>" * 3000 + "</ofd:PageBlock>" * 3000), "PP104"),
        (make(SCAN, common=DOCUMENT_RES, parts={**RESOURCES, "Doc_0/Res/image.png": b"no image"}), "PP104"),
        (make(text("a" * 10) + " " * 70_000_000), "PP108"),
    ],
    ids=["truncated", "no pages", "no document", "no page", "encrypted", "blank", "entity", "deep", "no image", "bomb"],
)
def test_ofd_that_cannot_be_read_says_why(data: bytes, code: str, fake: FakeEngine) -> None:
    with pytest.raises(PolicyParseError) as e:
        read_it(data)
    assert e.value.code == code
    assert e.value.hint


def test_ofd_of_images_with_recognition_off_says_so() -> None:
    data = make(SCAN, common=DOCUMENT_RES, parts={**RESOURCES, "Doc_0/Res/image.png": picture()})
    with pytest.raises(PolicyParseError) as e:
        read_it(data, ocr="none")
    assert (e.value.code, "--ocr" in e.value.hint) == ("PP107", True)


def test_ofd_parses_to_a_notice_with_regions() -> None:
    lines = ["海州市教育局文件", "海教发〔2023〕7号", "海州市教育局关于建设基地的通知", "各区教育局：", "一、建设基地。到2025年，建设20个基地。"]
    notice = parse(make("".join(text(line, y=40 + 15 * i) for i, line in enumerate(lines))))
    assert notice.header.document_number is not None and notice.header.document_number.text == "海教发〔2023〕7号"
    (target,) = notice.targets
    assert target.evidence.spans[0].regions is not None and target.evidence.spans[0].regions[0].page == 1
