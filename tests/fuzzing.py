"""Files and texts gone wrong at random, for hypothesis: small valid files of every kind with bytes changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hypothesis import strategies as st

import policyparse as pp
import small_files as small

Edit = tuple[str, int, bytes]
"""What is done, where (modulo the length), and with which bytes."""

_WORDS = (
    b"\x00", b"\xff\xfe", b"\xff" * 8, b"-1", b"0", b"1e309", b"nan", b"99999999999999999999", b"<", b">", b"</a>", b"<!--",
    b"<![CDATA[", b"&#0;", b"&x;", b"'", b'"', b"<<", b">>", b"[", b"]", b"(", b")", b"endobj", b"stream\n", b"2 0 R", b"3 0 R",
    b"/Kids[2 0 R]", b"/Count 9", b"/Filter/FlateDecode", b"/Rotate 45", b"/MediaBox[0 0 1 1]", b"BT", b"ET", b"Tj", b"cm", b"Do",
    b"<table>", b"<tr>", b"<td colspan=9>", b"<li>", b"<ol start=-5>", b"<w:tbl>", b"<w:p/>", b"<ofd:Page/>", b'Visible="false"',
    b"g 9 9", b"../", "（一）".encode(), "附件：".encode(), "〔2023〕".encode(), "\u202e".encode(), "文".encode("gb18030"),
)  # fmt: skip
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
FILES: dict[str, st.SearchStrategy[bytes]] = {
    "pdf": _plain(small.pdf(small.notice_page, pageCompression=0)) | _plain(small.pdf(small.notice_page, small.notice_page)),
    "docx": _container(_DOCX, ("word/document.xml", "word/numbering.xml", "word/styles.xml")),
    "ofd": _container(small.ofd_parts(), ("OFD.xml", "Doc/Document.xml", "Doc/1.xml")),
    "html": _plain(small.html()),
    "text": _plain(small.text()) | _plain(small.text().decode().encode("gb18030")) | _plain(small.text().decode().encode("utf-16")),
}
"""Kind → files of this kind gone wrong."""

_WORDS_OF_NOTICES = (
    *small.LINES, "\n", "\n\n", "　　", "一、", "二、", "（一）", "（二）", "1.", "2．", "①", "第一条", "附件", "附件：1.", "附件2", "表1", "：", "。", "，", "；", "、",
    "《", "》", "“", "”", "（", "）", "〔2023〕", "号", "到2025年", "2025年6月底前", "每年", "20个", "10%以上", "5000万元", "1/2", "０", "百分之", "三分之一",
    "省教育厅", "牵头", "（省财政厅、省教育厅负责）", "各县（区）人民政府", "抄送：", "印发", "特此通知。", "2023年3月1日", "海州市人民政府办公室", "建设", "不少于", "力争",
    "— 1 —", "序号\t任务\t单位", "签发人：", "机密★1年", "000001", "特急", "\ud800", "\x00", "\u202e", "\ufffd", "a b", "9" * 30, "一" * 20, "(", "[", "?", "*",
)  # fmt: skip
texts = st.builds(
    "".join, st.lists(st.sampled_from(_WORDS_OF_NOTICES) | st.text(max_size=4), min_size=1, max_size=60)
).filter(lambda text: len(text) > 1)
"""What notices are made of, in any order."""


def outcome(source: bytes | str) -> str:
    """The code with which a parse ends, or `read`; the notice can be saved and its spans are sound."""
    try:
        notice = pp.parse(source if isinstance(source, bytes) else f"{source}\n", pp.Options(ocr="none"))
    except pp.PolicyParseError as e:
        return e.code
    notice.model_dump_json()
    size = len(notice.text)
    for record in (*notice.clauses, *notice.targets, *notice.paragraphs, *notice.removed, *notice.tables):
        spans = record.evidence.spans if isinstance(record, pp.Target) else record.spans
        assert all(0 <= span.start <= span.end <= size for span in spans)
    return "read"
