"""Files and texts gone wrong at random, for hypothesis: small valid files of every kind with bytes changed."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import strategies as st
from PIL import Image, ImageDraw

import policyparse as pp
import small_files as small
from fake_engine import FakeEngine, use_engine
from normalisation_tables import cases
from policyparse.ocr.engine import Quad, Recognised

Edit = tuple[str, int, bytes]
"""What is done, where (modulo the length), and with which bytes."""

_WORDS = (
    b"\x00", b"\xff\xfe", b"\xff" * 8, b"-1", b"0", b"1e309", b"nan", b"99999999999999999999", b"<", b">", b"</a>", b"<!--",
    b"<![CDATA[", b"&#0;", b"&x;", b"'", b'"', b"<<", b">>", b"[", b"]", b"(", b")", b"endobj", b"stream\n", b"2 0 R", b"3 0 R",
    b"/Kids[2 0 R]", b"/Count 9", b"/Filter/FlateDecode", b"/Rotate 45", b"/MediaBox[0 0 1 1]", b"BT", b"ET", b"Tj", b"cm", b"Do",
    b"<table>", b"<tr>", b"<td colspan=9>", b"<li>", b"<ol start=-5>", b"<w:tbl>", b"<w:p/>", b"<ofd:Page/>", b'Visible="false"',
    b"g 9 9", b"../", "（一）".encode(), "附件：".encode(), "〔2023〕".encode(), "\u202e".encode(), "文".encode("gb18030"),
)
edits = st.lists(
    st.tuples(
        st.sampled_from(("put", "over", "cut", "again", "flip")),
        st.integers(0, 1 << 20),
        st.sampled_from(_WORDS) | st.binary(min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, changes: Sequence[Edit]) -> bytes:
    """The data after these changes."""
    for what, where, word in changes:
        at = where % (len(data) + 1)
        if what == "put":
            data = data[:at] + word + data[at:]
        elif what == "over":
            data = data[:at] + word + data[at + len(word) :]
        elif what == "cut":
            data = data[:at] + data[at + len(word) ** 3 :]
        elif what == "again":
            data = data[:at] + data[at : at + 40 * len(word)] * 3 + data[at:]
        elif at < len(data):
            data = data[:at] + bytes((data[at] ^ (1 << where % 8),)) + data[at + 1 :]
    return data


_VALUE = re.compile(rb'(?<=")[^"<>]+(?=")|(?<=>)[^<>]+(?=<)|<[a-z]+:[A-Za-z]+[^<>]*/>')
_VALUES = (b"", b"1" * 400, *(word for word in _WORDS if not set(word) & set(b"<>&\"\x00\xff")))


def _revalued(data: bytes, changes: Sequence[tuple[int, bytes]]) -> bytes:
    """XML that is still XML: other values of attributes, other texts, elements left out."""
    for where, word in changes:
        found = list(_VALUE.finditer(data))
        if found:
            m = found[where % len(found)]
            data = data[: m.start()] + (b"" if m[0].startswith(b"<") else word) + data[m.end() :]
    return data


revalues = st.lists(st.tuples(st.integers(0, 999), st.sampled_from(_VALUES)), min_size=1, max_size=5)


def _container(parts: dict[str, str | bytes], main: Sequence[str]) -> st.SearchStrategy[bytes]:
    """A container, one of whose parts has changed, or the container itself."""

    def inside(name: str, changes: Sequence[Edit]) -> bytes:
        data = parts[name]
        return small.zipped({**parts, name: mutated(data if isinstance(data, bytes) else data.encode(), changes)})

    def valued(name: str, changes: Sequence[tuple[int, bytes]]) -> bytes:
        data = parts[name]
        return small.zipped({**parts, name: _revalued(data if isinstance(data, bytes) else data.encode(), changes)})

    names = st.sampled_from(main)
    return st.builds(valued, names, revalues) | st.builds(inside, names, edits) | st.builds(mutated, st.just(small.zipped(parts)), edits)


def _plain(data: bytes) -> st.SearchStrategy[bytes]:
    return st.builds(mutated, st.just(data), edits)


_LIST = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
_DOCX = {
    **small.docx_parts(),
    "word/numbering.xml": f"<w:numbering xmlns:w='{small.WORD}'>{_LIST}</w:numbering>",
    "word/styles.xml": f"<w:styles xmlns:w='{small.WORD}'><w:style w:styleId='a' w:type='paragraph' w:default='1'/></w:styles>",
}
_SHAPE = st.tuples(*[st.integers(-50, 450)] * 4, st.sampled_from(("black", "red", "grey", "white")), st.booleans())
"""A frame, bar or ring: its corners, its colour, whether it is round."""
_FORMATS = (
    ("PNG", "RGB"), ("PNG", "P"), ("PNG", "I;16"), ("PNG", "LA"), ("PNG", "1"), ("JPEG", "CMYK"), ("JPEG", "L"), ("TIFF", "F"),
    ("TIFF", "1"), ("TIFF", "RGBA"), ("BMP", "RGB"), ("GIF", "P"), ("WEBP", "RGBA"), ("JPEG2000", "RGB"),
)


def _page(size: tuple[int, int], shapes: Sequence[tuple[int, int, int, int, str, bool]]) -> Image.Image:
    page = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(page)
    for x0, y0, x1, y1, colour, is_round in shapes:
        box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        (draw.ellipse if is_round else draw.rectangle)(box, outline=colour, width=4)
    return page


def picture(kind: str, mode: str, size: tuple[int, int], shapes: Sequence[tuple[int, int, int, int, str, bool]], frames: int = 1) -> bytes:
    """An image file of a page with frames, bars and rings on it, or of several such pages."""
    page = _page(size, shapes)
    page = (page.convert("L") if mode[0] in "IL1F" else page).convert(mode)
    out = io.BytesIO()
    more: dict[str, Any] = {"compression": "group4"} if (kind, mode) == ("TIFF", "1") else {}
    if frames > 1 and kind in ("TIFF", "GIF", "WEBP"):
        more |= {"save_all": True, "append_images": [page.rotate(90)] * (frames - 1)}
    page.save(out, kind, **more)
    return out.getvalue()


def _summed(data: bytes, changes: Sequence[Edit]) -> bytes:
    """A PNG whose chunks are changed and whose check sums are right all the same."""
    out, at = data[:8], 8
    for n, change in zip(range(20), (changes * 20)[:20], strict=True):
        if at + 8 > len(data):
            break
        (length,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if kind == b"IDAT" and n % 2:
            body = zlib.compress(mutated(zlib.decompress(body), [change]))
        elif change[1] % 3 == 0:
            body = mutated(body, [change])
        out += struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        at += length + 12
    return out


_ROWS = [(20, y, 180, y + 30, "black", False) for y in range(30, 150, 30)]
_TABLE = [*_ROWS, (20, 30, 80, 150, "black", False), (120, 150, 190, 220, "red", True)]
IMAGES = tuple(picture(kind, mode, (200, 280), _TABLE, frames) for kind, mode in _FORMATS for frames in (1, 2))
"""A page with a ruled table and a seal in every format that is read."""
_SIZES = st.tuples(st.integers(1, 400), st.integers(1, 600)) | st.sampled_from(((1, 1), (1, 5000), (5000, 1), (41, 2)))
_DRAWN = st.builds(
    lambda form, size, shapes, frames: picture(*form, size, shapes, frames),
    st.sampled_from(_FORMATS), _SIZES, st.lists(_SHAPE, max_size=12), st.integers(1, 3),
)
FILES: dict[str, st.SearchStrategy[bytes]] = {
    "pdf": _plain(small.pdf(small.notice_page, pageCompression=0)) | _plain(small.pdf(small.notice_page, small.notice_page)),
    "docx": _container(_DOCX, ("word/document.xml", "word/numbering.xml", "word/styles.xml")),
    "ofd": _container(small.ofd_parts(), ("OFD.xml", "Doc/Document.xml", "Doc/1.xml")),
    "html": _plain(small.html()),
    "image": st.builds(mutated, st.sampled_from(IMAGES), edits) | st.builds(_summed, st.just(IMAGES[0]), edits) | _DRAWN,
    "text": _plain(small.text()) | _plain(small.text().decode().encode("gb18030")) | _plain(small.text().decode().encode("utf-16")),
}
"""Kind → files of this kind gone wrong."""

_WORDS_OF_NOTICES = (
    *small.LINES, "\n", "\n\n", "　　", "一、", "二、", "（一）", "（二）", "1.", "2．", "①", "第一条", "附件", "附件：1.", "附件2", "表1", "：", "。", "，", "；", "、",
    "《", "》", "“", "”", "（", "）", "〔2023〕", "号", "到2025年", "2025年6月底前", "每年", "20个", "10%以上", "5000万元", "1/2", "０", "百分之", "三分之一",
    "省教育厅", "牵头", "（省财政厅、省教育厅负责）", "各县（区）人民政府", "抄送：", "印发", "特此通知。", "2023年3月1日", "海州市人民政府办公室", "建设", "不少于", "力争",
    "— 1 —", "序号\t任务\t单位", "签发人：", "机密★1年", "000001", "特急", "\ud800", "\x00", "\u202e", "\ufffd", "a b", "9" * 30, "一" * 20, "(", "[", "?", "*",
)
texts = st.builds(
    "".join, st.lists(st.sampled_from(_WORDS_OF_NOTICES) | st.text(max_size=4), min_size=1, max_size=60)
).filter(lambda text: len(text) > 1)
"""What notices are made of, in any order."""
_SEGMENTS = sorted({s for name in ("sentences", "doers", "moods") for text, *_ in cases(name) for s in re.split("[，。；：、]", text) if s})
_LEXICON = sorted({
    word for name in ("verbs", "moods", "units", "organs")
    for word in re.findall("[一-龥]{1,6}", files("policyparse.lexicon").joinpath(f"{name}.tsv").read_text(encoding="utf-8"))
})
_cut = st.builds(lambda s, a, b: s[a % len(s) : len(s) - b % len(s)], st.sampled_from(_SEGMENTS), *[st.integers(0, 20)] * 2)
_pieces = (
    st.sampled_from(_SEGMENTS) | st.sampled_from(_SEGMENTS) | _cut | st.sampled_from(_LEXICON)
    | st.sampled_from("的、和与及以对将由在于为每各其中（）“”《》至到前后内个万亿元%年月日，，，；；：。")
)
sentences = st.builds(
    "关于做好有关工作的通知\n各市人民政府：\n一、{}。\n（一）{}。\n二、{}".format,
    *[st.lists(_pieces, min_size=1, max_size=n).map("".join) for n in (14, 8, 4)],
)
"""Notices whose sentences are put together from segments of others, words of the lexicon and what stands between."""


class _Reader(FakeEngine):
    """Reads the same lines off any image and keeps none; where it is asked to look again it reads nothing."""

    def recognise(self, image: Any) -> list[Recognised]:
        self.seen.clear()
        return super().recognise(image)

    def read(self, image: Any, quads: Sequence[Quad], carefully: bool = False) -> list[Recognised]:
        return []


@contextmanager
def reading_alike() -> Iterator[None]:
    """Images are read by an engine that takes no time and sees the same on each."""
    with pytest.MonkeyPatch.context() as patch:
        lines = {line: (0.1, 0.1 + n / 10, 0.9, 0.13 + n / 10) for n, line in enumerate(small.LINES)}
        use_engine(patch, _Reader(lines))
        yield


def outcome(source: bytes | str, kind: str = "text") -> str:
    """The code with which a parse ends, or `read`; the notice can be saved and its spans are sound."""
    options = pp.Options(ocr="auto" if kind == "image" else "none")
    try:
        notice = pp.parse(source if isinstance(source, bytes) else f"{source}\n", options)
    except pp.PolicyParseError as e:
        return e.code
    notice.model_dump_json()
    size = len(notice.text)
    for record in (*notice.clauses, *notice.targets, *notice.paragraphs, *notice.removed, *notice.tables):
        spans = record.evidence.spans if isinstance(record, pp.Target) else record.spans
        assert all(0 <= span.start <= span.end <= size for span in spans)
    return "read"
