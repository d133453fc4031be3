"""Broken and hostile files, small and made in memory: name → (bytes, what may become of it)."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable

import small_files as small

READ = "read"
"""The file is read, whole or in part."""

FILES: dict[str, Callable[[], bytes]] = {}
ENDS: dict[str, frozenset[str]] = {}


def hostile(*ends: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Enter the file that a function makes, and how it may end: codes of errors, or READ."""

    def enter(make: Callable[[], bytes]) -> Callable[[], bytes]:
        name = make.__name__.strip("_").replace("_", " ")
        FILES[name], ENDS[name] = make, frozenset(ends)
        return make

    return enter


# containers


def _container(parts: dict[str, str | bytes], change: dict[str, str | bytes | None]) -> bytes:
    merged = {**parts, **change}
    return small.zipped({name: data for name, data in merged.items() if data is not None})


BOMB = b"<a>" + b" " * 80_000_000
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


@hostile("PP108")
def _docx_that_unpacks_to_80_megabytes() -> bytes:
    return _container(small.docx_parts(), {"word/document.xml": BOMB})


@hostile("PP104")
def _docx_with_a_billion_laughs() -> bytes:
    return _container(small.docx_parts(), {"word/document.xml": f"{LAUGHS}<a>&i;</a>"})


@hostile("PP104")
def _docx_with_an_entity_from_outside() -> bytes:
    return _container(small.docx_parts(), {"word/document.xml": f"{OUTSIDE}<a>&x;</a>"})


@hostile(READ)
def _docx_with_parts_outside_of_it() -> bytes:
    return _container(small.docx_parts(), {"../../etc/passwd": "x", "/etc/shadow": "x", "..\\..\\boot.ini": "x"})


@hostile("PP104")
def _docx_that_lacks_its_document() -> bytes:
    return _container(small.docx_parts(), {"word/document.xml": None, "word/styles.xml": "<a/>"})


@hostile("PP104")
def _docx_of_no_xml() -> bytes:
    return _container(small.docx_parts(), {"word/document.xml": b"\x00\xff" * 500})


@hostile("PP104", "PP107")
def _docx_nested_without_end() -> bytes:
    body = "<w:sdt><w:sdtContent>" * 50_000
    return _container(small.docx_parts(), {"word/document.xml": f"<w:document xmlns:w='{small.WORD}'><w:body>{body}"})


@hostile(READ)
def _docx_with_twenty_thousand_parts() -> bytes:
    return _container(small.docx_parts(), {f"word/{n}.xml": "" for n in range(20_000)})


@hostile(READ)
def _docx_with_cells_a_billion_wide() -> bytes:
    data = str(small.docx_parts()["word/document.xml"])
    wide = data.replace("<w:tc>", "<w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr>")
    return _container(small.docx_parts(), {"word/document.xml": wide})


@hostile(READ)
def _docx_with_a_list_that_begins_at_a_billion_letters() -> bytes:
    level = "<w:lvl w:ilvl='0'><w:start w:val='999999999'/><w:numFmt w:val='upperLetter'/><w:lvlText w:val='%1.'/></w:lvl>"
    numbers = f"<w:abstractNum w:abstractNumId='1'>{level}</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
    data = str(small.docx_parts()["word/document.xml"])
    listed = data.replace("<w:p>", "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>")
    numbering = f"<w:numbering xmlns:w='{small.WORD}'>{numbers}</w:numbering>"
    return _container(small.docx_parts(), {"word/document.xml": listed, "word/numbering.xml": numbering})


@hostile("PP104", READ)
def _docx_cut_in_half() -> bytes:
    data = small.zipped(small.docx_parts())
    return data[: len(data) // 2]


@hostile("PP103")
def _docx_with_a_password_on_its_parts() -> bytes:
    data = bytearray(small.zipped(small.docx_parts()))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for m in re.finditer(re.escape(mark), bytes(data)):
            data[m.start() + at] |= 1
    return bytes(data)


@hostile("PP108")
def _ofd_that_unpacks_to_80_megabytes() -> bytes:
    return _container(small.ofd_parts(), {"Doc/1.xml": BOMB})


@hostile("PP104")
def _ofd_with_a_billion_laughs() -> bytes:
    return _container(small.ofd_parts(), {"OFD.xml": f"{LAUGHS}<a>&i;</a>"})


@hostile("PP104")
def _ofd_with_an_entity_from_outside() -> bytes:
    return _container(small.ofd_parts(), {"Doc/1.xml": f"{OUTSIDE}<a>&x;</a>"})


@hostile("PP104")
def _ofd_that_lacks_its_document() -> bytes:
    return _container(small.ofd_parts(), {"Doc/Document.xml": None})


@hostile("PP104")
def _ofd_that_lacks_its_only_page() -> bytes:
    return _container(small.ofd_parts(), {"Doc/1.xml": None})


@hostile("PP104")
def _ofd_that_points_outside() -> bytes:
    root = str(small.ofd_parts()["OFD.xml"]).replace("Doc/Document.xml", "../../../../etc/passwd")
    return _container(small.ofd_parts(), {"OFD.xml": root})


def _ofd_page(content: str) -> bytes:
    page = f'<ofd:Page xmlns:ofd="{small.OFD}"><ofd:Content>{content}</ofd:Content></ofd:Page>'
    return _container(small.ofd_parts(), {"Doc/1.xml": page})


@hostile("PP104", "PP107")
def _ofd_with_a_billion_steps() -> bytes:
    code = '<ofd:TextCode X="1e308" Y="nan" DeltaX="g 999999999 5 g 999999999 5">文</ofd:TextCode>'
    text = f'<ofd:TextObject Size="1e300" Boundary="-1e300 1e300 1e300 1">{code}</ofd:TextObject>'
    return _ofd_page(text.replace("文", "文" * 200_000))


@hostile("PP104", "PP107", READ)
def _ofd_nested_without_end() -> bytes:
    return _ofd_page("<ofd:PageBlock>" * 200 + "</ofd:PageBlock>" * 200)


@hostile("PP104", "PP107", READ)
def _ofd_with_a_page_as_large_as_a_country() -> bytes:
    area = "<ofd:Area><ofd:PhysicalBox>0 0 1e9 1e9</ofd:PhysicalBox></ofd:Area>"
    return _ofd_page("").replace(b"<ofd:Content>", area.encode() + b"<ofd:Content>")


@hostile("PP104", READ)
def _ofd_whose_five_thousand_pages_are_one_part() -> bytes:
    document = str(small.ofd_parts()["Doc/Document.xml"])
    page = '<ofd:Page ID="1" BaseLoc="1.xml"/>'
    data = small.ofd_parts()["Doc/1.xml"]
    costly = str(data).replace("</ofd:Layer>", '<ofd:PathObject ID="9" Boundary="0 0 9 9"/>' * 40_000 + "</ofd:Layer>")
    return _container(small.ofd_parts(), {"Doc/Document.xml": document.replace(page, page * 5_000), "Doc/1.xml": costly})


@hostile("PP104")
def _zip_that_says_it_is_an_ofd() -> bytes:
    return b"PK\x03\x04" + b"OFD.xml" * 100


@hostile("PP104", "PP105")
def _zip_whose_directory_lies() -> bytes:
    data = bytearray(small.zipped(small.docx_parts()))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 20] = struct.pack("<II", 0xFFFFFFF0, 0xFFFFFFF0)
    return bytes(data)


@hostile("PP104", "PP105")
def _zip_of_itself() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n in range(3):
            packed.writestr(f"word/document{n}.zip", small.zipped(small.docx_parts()))
    return out.getvalue()


# web pages


def _page(inside: str) -> bytes:
    return f"<html><body><div>{inside}<p>关于建设基地的通知。各县要抓好落实，</p></div></body></html>".encode()


@hostile(READ)
def _html_of_scripts() -> bytes:
    return _page("<script>while(1);</script>" * 20_000 + "<img src=http://a.example/x onerror=alert(1)>")


@hostile(READ)
def _html_of_ten_megabytes_of_styles() -> bytes:
    return _page("<p style='" + "color:red;" * 1_000_000 + "'>关于建设基地，要抓好落实。</p>")


@hostile("PP108")
def _html_larger_than_allowed() -> bytes:
    return b"<html><body><p>" + b" " * (64 * 1024 * 1024) + b"</p>"


@hostile(READ)
def _html_that_says_a_wrong_charset() -> bytes:
    return b'<html><head><meta charset="utf-8"></head><body><p>' + "关于建设基地的通知".encode("gb18030") + b"</p></body></html>"


@hostile(READ)
def _html_that_says_a_charset_that_there_is_not() -> bytes:
    return b'<html><head><meta charset="klingon-8"></head><body><p>' + "关于建设的通知".encode("gb18030") + b"</p></body></html>"


@hostile(READ)
def _html_nested_without_end() -> bytes:
    return _page("<div>" * 200_000)


@hostile(READ)
def _html_of_cells_that_claim_a_thousand_rows_and_columns() -> bytes:
    row = "<tr>" + "<td colspan=1000 rowspan=1000>基地</td>" * 100 + "</tr>"
    return _page(f"<table>{row * 100}</table>")


@hostile(READ)
def _html_of_tables_in_tables() -> bytes:
    return _page("<table><tr><td>" * 3_000 + "文")


@hostile(READ)
def _html_with_cells_a_billion_wide() -> bytes:
    row = '<tr><td colspan="999999999" rowspan="999999999">甲</td><td colspan=99999999999999999999>乙</td></tr>'
    return _page(f"<table>{row * 300}</table>")


@hostile(READ)
def _html_with_a_hundred_thousand_attributes() -> bytes:
    return _page("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">文</p>")


@hostile(READ)
def _html_with_entities_from_outside() -> bytes:
    return OUTSIDE.encode() + _page("&x;")


@hostile("PP107")
def _html_without_text() -> bytes:
    return b"<html><body><div></div><script>document.write('x')</script></body></html>"


# texts


@hostile(READ)
def _text_of_zero_bytes_and_letters() -> bytes:
    return ("关于建设基地的通知\n" * 50 + "\x00" * 3).encode()


@hostile("PP105")
def _text_of_nothing_but_zero_bytes() -> bytes:
    return b"\x00" * 5_000


@hostile(READ, "PP105")
def _text_in_utf16_with_lone_surrogates() -> bytes:
    return b"\xff\xfe" + "关于建设基地的通知\n".encode("utf-16-le") * 50 + b"\x00\xd8" * 3


@hostile("PP108")
def _text_of_one_line_of_twenty_megabytes() -> bytes:
    return "通".encode() * 7_000_000


@hostile(READ)
def _text_of_one_line_of_a_hundred_thousand() -> bytes:
    return ("各县要抓好落实，到2025年建设20个基地，" * 5_000).encode()


@hostile(READ)
def _text_that_runs_both_ways() -> bytes:
    return ("\u202e\u2066关于建设\u2069基地\u202c的通知\u200f\n" * 500).encode()


@hostile(READ)
def _text_of_digits() -> bytes:
    return b"1234567890" * 20_000


@hostile("PP107")
def _text_of_blanks() -> bytes:
    return " \u3000\t\n".encode() * 10_000


@hostile(READ)
def _text_of_brackets() -> bytes:
    return "（《〔【“".encode() * 10_000


@hostile(READ)
def _text_of_commas() -> bytes:
    return "，".encode() * 20_000


@hostile(READ)
def _text_of_labels() -> bytes:
    return "".join(f"{n}.\n" for n in range(3_000)).encode()


@hostile("PP105")
def _bytes_at_random() -> bytes:
    return bytes((n * n * 31 + n * 7) % 251 for n in range(20_000)) + b"\xff\xfe\xfd" * 100
