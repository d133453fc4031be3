"""The one door: what may come in, and what is said where it cannot be read."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import policyparse as pp
from fake_engine import FakeEngine, fake_engine
from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.open import read

NOTICE = "海州市教育局文件\n海教发〔2023〕7号\n\n关于开学工作的通知\r\n各学校：\n"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return fake_engine(monkeypatch, {"第二行": (0.1, 0.5, 0.9, 0.53), "第一行": (0.1, 0.2, 0.9, 0.23)})


def _failure(source: Any, options: Options | None = None) -> PolicyParseError:
    with pytest.raises(PolicyParseError) as e:
        read(source, options or Options())
    assert e.value.hint, "every error says what to do"
    return e.value


@pytest.mark.parametrize(
    "kind", ["path", "path as str", "bytes", "bytearray", "binary file", "text file", "BytesIO", "str"]
)
def test_read_takes_a_text_from_anywhere(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.encode())
    sources: dict[str, Any] = {
        "path": path,
        "path as str": str(path),
        "bytes": NOTICE.encode(),
        "bytearray": bytearray(NOTICE.encode()),
        "binary file": path.open("rb"),
        "text file": path.open(encoding="utf-8", newline=""),
        "BytesIO": io.BytesIO(NOTICE.encode()),
        "str": NOTICE,
    }
    reading = read(sources[kind], Options())
    assert reading.text == NOTICE
    assert [reading.text[x.start : x.end] for x in reading.lines] == [
        "海州市教育局文件", "海教发〔2023〕7号", "关于开学工作的通知", "各学校：",
    ]
    assert (reading.pages[0].start, reading.pages[0].end, reading.pages[0].origin) == (0, len(NOTICE), "text")


def test_read_names_the_source_and_its_digest(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("一份通知", "utf-8")
    source = read(tmp_path / "通知.txt", Options()).source
    assert (source.name, source.media_type) == ("通知.txt", "text/plain")
    assert source.sha256 == read("一份通知".encode(), Options()).source.sha256


@pytest.mark.parametrize(
    "text",
    [
        "海州市教育局关于开学的通知",
        "每亩产量达到500公斤/亩，面积3万亩。",
        "到2025年，建成10个基地",
        "通知\n",
        "一、" * 900,
    ],
)
def test_read_takes_a_str_for_a_text(text: str) -> None:
    assert read(text, Options()).text == text


@pytest.mark.parametrize("path", ["missing.pdf", "archive/missing", "通知.txt", "C:\\notices\\a.docx", "../a.png"])
def test_read_takes_a_str_that_looks_like_a_path_for_a_missing_file(path: str) -> None:
    assert _failure(path).code == "PP101"


def test_read_prefers_a_file_of_that_name_to_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "通知").write_text("内容", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert read("通知", Options()).text == "内容"


@pytest.mark.parametrize(
    ("source", "options", "code"),
    [
        (Path("no/such/file.pdf"), {}, "PP101"),
        (b"", {}, "PP102"),
        ("", {}, "PP102"),
        (b"%PDF-1.7 and no more", {}, "PP104"),
        (b"\x89PNG\r\n\x1a\n and no more", {}, "PP104"),
        (bytes(range(256)) * 8, {}, "PP105"),
        (b"PK\x03\x04....OFD.xml", {}, "PP104"),
        (b"<html><body></body></html>", {}, "PP107"),
        (42, {}, "PP105"),
        (np.zeros((4, 4, 7), np.uint8), {}, "PP105"),
        (np.zeros((4, 4), np.float64), {}, "PP105"),
        (b" \n\t\n", {}, "PP107"),
        (b"abc" * 10, {"max_bytes": 10}, "PP108"),
        (b"one page", {"pages": (2, 3)}, "PP109"),
        (b"abc" * 10, {"max_text": 10}, "PP108"),
        (b"abc" * 100, {"max_text": 10}, "PP108"),
        ("一份通知\n" * 10, {"max_text": 10}, "PP108"),
        (b"<html><body><p>notice</p></body></html>", {"max_unpacked": 10}, "PP108"),
        (b"<html><body><p>notice</p></body></html>", {"max_text": 5}, "PP108"),
        (Path("."), {}, "PP110"),
    ],
)
def test_read_says_what_is_wrong(source: Any, options: dict[str, Any], code: str) -> None:
    assert _failure(source, Options(**options)).code == code


def test_read_names_the_kind_that_it_does_not_read() -> None:
    assert "XLSX" in str(_failure(b"PK\x03\x04....xl/workbook.xml"))


def test_read_refuses_a_large_file_before_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 100)
    assert _failure(path, Options(max_bytes=99)).code == "PP108"


def test_read_of_a_file_without_permission_is_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    path = tmp_path / "secret.txt"
    path.write_text("x", "utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _failure(path).code == "PP110"


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGB", (400, 600), "white"),
        Image.new("L", (400, 600), 255),
        Image.new("1", (400, 600), 1),
        Image.new("RGBA", (400, 600), (255, 255, 255, 0)),
        Image.new("I;16", (400, 600), 60000),
        Image.new("F", (400, 600), 0.9),
        Image.new("CMYK", (400, 600), (0, 0, 0, 0)),
        Image.new("P", (400, 600), 0),
        np.full((600, 400, 3), 255, np.uint8),
        np.full((600, 400), 255, np.uint8),
        np.ones((600, 400), bool),
    ],
    ids=["RGB", "L", "1", "RGBA", "I;16", "F", "CMYK", "P", "numpy RGB", "numpy grey", "numpy bool"],
)
def test_read_of_pixels_shows_the_engine_white_rgb(image: Any, fake: FakeEngine) -> None:
    reading = read(image, Options())
    assert reading.text == "第一行\n第二行\n"
    assert fake.seen[0].shape == (600, 400, 3)
    assert fake.seen[0].min() > (200 if getattr(image, "mode", "") != "P" else -1)


def test_read_of_a_tiff_reads_every_page(fake: FakeEngine) -> None:
    pages = [Image.new("1", (400, 600), 1) for _ in range(3)]
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    reading = read(out.getvalue(), Options(pages=(2, 3)))
    assert [p.number for p in reading.pages] == [2, 3]
    assert [x.page for x in reading.lines] == [2, 2, 3, 3]
    assert reading.pages[0].width == pytest.approx(400 * 72 / 200)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "JPEG2000", "WEBP", "BMP", "GIF"])
def test_read_of_an_image_file_of_every_kind(kind: str, fake: FakeEngine) -> None:
    out = io.BytesIO()
    Image.new("RGB", (400, 600), "white").save(out, kind)
    reading = read(out.getvalue(), Options())
    assert reading.text == "第一行\n第二行\n"
    assert reading.source.media_type == {"JPEG2000": "image/jp2"}.get(kind, f"image/{kind.lower()}")
    assert fake.seen[0].shape == (600, 400, 3)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_read_of_an_animation_reads_its_first_picture(kind: str, fake: FakeEngine) -> None:
    pictures = [Image.new("L", (400, 600), grey) for grey in (255, 200, 100)]
    out = io.BytesIO()
    pictures[0].save(out, kind, save_all=True, append_images=pictures[1:])
    reading = read(out.getvalue(), Options())
    assert len(reading.pages) == 1
    assert [d.code for d in reading.diagnostics] == ["PP408"]


def test_read_of_a_photo_heeds_its_orientation(fake: FakeEngine) -> None:
    image, out = Image.new("RGB", (600, 400), "white"), io.BytesIO()
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(out, "JPEG", exif=exif)
    reading = read(out.getvalue(), Options())
    assert fake.seen[0].shape == (600, 400, 3)
    assert reading.pages[0].width < reading.pages[0].height


def test_read_of_a_huge_scan_shows_the_engine_a_smaller_one(fake: FakeEngine) -> None:
    reading = read(Image.new("L", (5000, 7000), 255), Options())
    assert max(fake.seen[0].shape) <= 3600
    assert reading.lines[0].bbox[2] == pytest.approx(0.9 * reading.pages[0].width, abs=1)


def test_read_refuses_an_image_bomb_before_it_is_unpacked(fake: FakeEngine) -> None:
    assert _failure(Image.new("L", (100, 100), 255), Options(max_pixels=1000)).code == "PP108"
    assert not fake.seen


def test_read_of_an_image_with_recognition_off_says_so(fake: FakeEngine) -> None:
    error = _failure(Image.new("L", (400, 600), 255), Options(ocr="none"))
    assert error.code == "PP107"
    assert "--ocr" in error.hint


def test_read_gives_a_page_the_mean_confidence_of_its_lines(fake: FakeEngine) -> None:
    assert read(Image.new("L", (400, 600), 255), Options()).pages[0].confidence == pytest.approx(0.9)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_text_broken_at_28_characters_gives_the_same_clauses_in_every_encoding(encoding: str, end: str) -> None:
    clauses = [
        "一、总体要求。坚持统筹协调，明确责任分工，推动职业教育与区域经济社会协调发展，为建设现代化新海州提供有力支撑。",
        "二、主要任务。到2025年，建设20个集教育教学、职业培训和技能竞赛于一体的实训基地，充分发挥示范作用。",
        "三、保障措施。各县区要高度重视，加强组织领导，制定具体方案，重大事项及时向市教育局报告，确保任务落到实处。",
    ]
    rows = [row for text in clauses for row in (f"　　{text}"[i : i + 28] for i in range(0, len(text) + 2, 28))]
    text = end.join(["关于建设实训基地的通知", "各县（区）教育局：", *rows, "　　　　　　　　　　　　　海州市教育局", "　　　　　　　　　　　　　2023年3月1日", ""])
    notice = pp.parse(text.encode(encoding))
    assert [f"{c.label}、{c.heading}{c.text}" for c in notice.clauses] == clauses
    assert notice.footer.issue_date is not None


def test_read_tells_of_characters_that_could_not_be_read() -> None:
    notice = pp.parse("海州市教育局关于学前教育的通知\n一、新建公办幼".encode() + b"\xff" + "园12所。\n".encode())
    told = [(x.severity, [(y.start, y.end) for y in x.spans]) for x in notice.diagnostics if x.code == "PP411"]
    assert told == [("warning", [(23, 24)])]
