"""Text layers are judged page by page: fonts without a map to Unicode, codes for characters, text under scans."""

from __future__ import annotations

import pytest

from fake_engine import FakeEngine, fake_engine
from policyparse.options import Options
from policyparse.reading.open import read
from policyparse.reading.pages import Reading
from small_files import objects, stream

GOOD = "各县区教育局要抓好落实，到二〇二五年建设二十个实训基地，并按季度报送进展。"
RECOGNISED = "海州市教育局"


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return fake_engine(monkeypatch, {RECOGNISED: (0.1, 0.4, 0.9, 0.43)})


def font(encoding: str, ordering: str = "GB1", to_unicode: str = "") -> str:
    """A Chinese font that is not in the file."""
    info = f"/CIDSystemInfo<</Registry(Adobe)/Ordering({ordering})/Supplement 0>>"
    descriptor = "<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>"
    own = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/SimSun{info}/DW 1000/FontDescriptor {descriptor}>>"
    return f"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/{encoding}/DescendantFonts[{own}]{to_unicode}>>"


def pages(*contents: tuple[str, list[bytes]]) -> bytes:
    """A PDF with a page for each font and its lines of codes."""
    count = len(contents)
    kids = " ".join(f"{3 + n} 0 R" for n in range(count))
    bodies: list[str | bytes] = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>"]
    for n in range(count):
        fonts = f"<</Font<</F {3 + 2 * count + n} 0 R>>>>"
        bodies.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {3 + count + n} 0 R/Resources {fonts}>>")
    for _, lines in contents:
        shown = b"".join(b"1 0 0 1 60 %d Tm <%s> Tj " % (700 - 30 * k, line.hex().encode()) for k, line in enumerate(lines))
        bodies.append(stream(b"BT /F 12 Tf " + shown + b"ET"))
    bodies += [made for made, _ in contents]
    return objects(*bodies)


def told(reading: Reading) -> list[tuple[str, str]]:
    """For each page how it was read, and its text."""
    return [(page.origin, "".join(reading.text[page.start : page.end].split())) for page in reading.pages]


GBK = (font("GBK-EUC-H"), [GOOD.replace("〇", "零").encode("gbk")])
CODES = (font("Identity-H", "Identity"), [bytes(range(k, k + 60)) for k in (3, 70, 130)])
CID = (font("GBK-EUC-H"), [b"(cid:12)(cid:345)(cid:6)(cid:78)" * 2])


def test_a_gbk_font_without_a_map_to_unicode_is_read() -> None:
    assert told(read(pages(GBK), Options())) == [("text-layer", GOOD.replace("〇", "零"))]


@pytest.mark.parametrize("bad", [CODES, CID], ids=["glyph numbers", "cid codes"])
def test_only_the_garbled_page_is_recognised(bad: tuple[str, list[bytes]]) -> None:
    reading = read(pages(GBK, bad, GBK), Options())
    assert [origin for origin, _ in told(reading)] == ["text-layer", "ocr", "text-layer"]
    assert told(reading)[1][1] == RECOGNISED
    assert [(d.code, d.spans[0].start) for d in reading.diagnostics] == [("PP403", reading.pages[1].start)]


def test_a_page_of_private_characters_is_recognised() -> None:
    cmap = b"begincmap 1 begincodespacerange <0000><ffff> endcodespacerange 1 beginbfrange <0000><00ff><e000> endbfrange endcmap"
    data = pages((font("Identity-H", "Identity", "/ToUnicode 6 0 R"), [bytes(b for k in range(40) for b in (0, k))]))
    whole = data.replace(b"xref\n0 6", b"6 0 obj\n" + stream(cmap) + b"\nendobj\nxref\n0 6")
    reading = read(whole, Options())
    assert told(reading) == [("ocr", RECOGNISED)]
    assert [d.code for d in reading.diagnostics] == ["PP403"]
