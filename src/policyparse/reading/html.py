"""Web pages → a `Reading`: the notice's own text without the site around it.

The bytes become text, lxml makes elements of it, `html_walk.py` the blocks that a browser would set, and `html_main.py`
chooses those that are the notice's.
"""

from __future__ import annotations

import codecs
import re

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.flow import Flow, FlowRow, bind_flow, check_pages
from policyparse.reading.html_main import chosen
from policyparse.reading.html_page import Page, Table
from policyparse.reading.html_tables import head_rows, laid_out
from policyparse.reading.html_walk import page_of
from policyparse.reading.package import check_tags
from policyparse.reading.pages import Place, Reading
from policyparse.reading.sniff import decode

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,20}=\s{0,20}["']?\s{0,20}([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_CHARSET_WITHIN = 8192
_FAMILIES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_NESTING = re.compile(r"</?(?!(?:p|br|h[1-6]|title|meta|script|style|noscript|select|option|!)\b)[A-Za-z][^<>]*>")
_CROWDED = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,30})\b([^<>]{4000,})>")
_MOST_ATTRIBUTES = 4_000


def read_html(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read a web page: its main text, and what it says of the document above it.

    Raises:
        PolicyParseError: PP107, there is no text on the page; PP108, it is too large; PP109, the options leave it out.
    """
    check_pages(options, name, "a web page")
    if len(data) > options.max_unpacked:
        hint = "is it a notice? Raise Options.max_unpacked"
        raise PolicyParseError("PP108", f"{name}: the limit for a web page is {options.max_unpacked:,} bytes", hint)
    check_tags(data, name, options.max_tags)
    flow = _flow(_page(_decoded(data)))
    if not flow.rows:
        raise PolicyParseError("PP107", name, "does a script put the text there? Print the page to PDF")
    return bind_flow(name, sha256, media_type, flow)


def _flow(page: Page) -> Flow:
    """The notice's blocks, row by row; its tables with their cells."""
    flow = Flow()
    numbers: dict[Table, int] = {}
    places: dict[int, Place] = {}
    for i, block in chosen(page):
        table = page.tables.get(i)
        if table is not None and table not in numbers:
            numbers[table] = len(flow.tables)
            texts, cells = laid_out(page, table)
            if texts:
                flow.tables.append(texts)
                flow.heads.append(head_rows(page, table))
            places |= cells
        if table is None or i not in places:  # a caption is in its table's box, and in no cell
            flow.rows.append(FlowRow(block.text, label=block.label))
        else:
            flow.rows.append(FlowRow(block.text, numbers[table], block.label, places[i]))
    return flow


def _decoded(data: bytes) -> str:
    """The page as text: by its byte order mark, as UTF-8 if it is, as it says itself, or as it looks."""
    if data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in data[:400]:
        return decode(data) or data.decode("utf-8", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    m = _CHARSET.search(data[:_CHARSET_WITHIN])
    said = m[1].decode("ascii").lower() if m else "gb18030"
    if said in ("utf-8", "utf8"):  # some are mixed, and some are lying
        texts = [data.decode("utf-8", "replace"), data.decode("gb18030", "replace")]
        return min(texts, key=lambda t: t.count("\ufffd"))
    try:
        return data.decode(_FAMILIES.get(said, said), "replace")
    except (LookupError, UnicodeError):
        return data.decode("gb18030", "replace")


def _page(text: str) -> Page:
    """The page's blocks and boxes."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True
    )
    text = _CROWDED.sub(_thinned, text)
    for source in (text, None):  # libxml2 stops at 2048 elements within one another: then without most of them
        source = source or _NESTING.sub("<br>", text)
        try:
            root = etree.fromstring(source.encode("utf-8", "replace"), parser)
        except etree.LxmlError:
            return Page()
        if not any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
            break
    return Page() if root is None else page_of(root)


def _thinned(m: re.Match[str]) -> str:
    """A tag without its attributes, if it has thousands: libxml2 compares each of them with all others."""
    return f"<{m[1]}>" if m[2].count("=") + len(m[2].split()) > _MOST_ATTRIBUTES else m[0]
