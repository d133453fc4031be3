"""Web pages → a `Reading`: the notice's own text without the site around it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.counting import numeral
from policyparse.reading.flow import Flow, FlowRow, bind_flow, check_pages
from policyparse.reading.pages import Place, Reading, Texts
from policyparse.reading.sniff import decode
from policyparse.reading.webpage import Block, Box, Page, chosen

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""(?:charset|encoding)\s{0,20}=\s{0,20}["']?\s{0,20}([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_CHARSET_WITHIN = 8192
_FAMILIES = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "frame", "object", "embed", "applet", "svg", "canvas",
     "math", "select", "button", "textarea", "input", "nav", "aside", "footer", "audio", "video", "map", "datalist")
)  # fmt: skip
_BLOCK = frozenset(
    ("html", "body", "address", "article", "blockquote", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
     "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
     "tfoot", "th", "thead", "tr", "ul", "ucapcontent")
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f]")
_LABELLED = re.compile(
    r"\s{0,20}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,6}|[①-⑳⑴-⒛])"
)
_NESTING = re.compile(r"</?(?!(?:p|br|h[1-6]|title|meta|script|style|noscript|select|option|!)\b)[A-Za-z][^<>]*>")
_CROWDED = re.compile(r"<([A-Za-z][A-Za-z0-9]{0,30})\b([^<>]{4000,})>")
_MOST_ATTRIBUTES = 4_000
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_MARKERS = {
    "decimal": ("decimal", "%."), "1": ("decimal", "%."), "a": ("lowerLetter", "%."), "A": ("upperLetter", "%."),
    "i": ("lowerRoman", "%."), "I": ("upperRoman", "%."), "lower-alpha": ("lowerLetter", "%."),
    "upper-alpha": ("upperLetter", "%."), "lower-latin": ("lowerLetter", "%."), "upper-latin": ("upperLetter", "%."),
    "lower-roman": ("lowerRoman", "%."), "upper-roman": ("upperRoman", "%."),
    "decimal-leading-zero": ("decimalZero", "%."), "cjk-ideographic": ("chineseCounting", "%、"),
    "cjk-decimal": ("ideographDigital", "%、"), "simp-chinese-informal": ("chineseCounting", "%、"),
    "trad-chinese-informal": ("chineseCounting", "%、"), "simp-chinese-formal": ("chineseLegalSimplified", "%、"),
}  # fmt: skip
"""`type` or `list-style-type` of an ordered list → its numbers' format, and what stands around them."""
_EDITOR_LIST = re.compile(r"\bcustom_(num|cn)([12]?)\b")
_EDITOR_MARKERS = {"": "%、", "1": "%）", "2": "（%）"}
"""The lists of an editor (UEditor) that many sites are written with: custom_cn2 is （一）."""


def read_html(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read a web page: its main text, and what it says of the document above it.

    Raises:
        PolicyParseError: PP107, there is no text on the page; PP108, it is too large; PP109, the options leave it out.
    """
    check_pages(options, name, "a web page")
    if len(data) > options.max_unpacked:
        hint = "is it a notice? Raise Options.max_unpacked"
        raise PolicyParseError("PP108", f"{name}: the limit for a web page is {options.max_unpacked:,} bytes", hint)
    page = _page(_decoded(data))
    flow = Flow()
    numbers: dict[int, int] = {}
    places: dict[int, Place] = {}
    for i, block in chosen(page):
        table = page.cells.get(i)
        if table is not None and table not in numbers:
            numbers[table] = len(flow.tables)
            texts, cells = _cells(page, table)
            flow.tables.append(texts)
            flow.heads.append(page.heads.get(table))
            places |= cells
        cell = places.get(i)  # a caption is in its table's box, and in no cell
        number = None if table is None or cell is None else numbers[table]
        flow.rows.append(FlowRow(block.text, number, block.label, cell or (0, 0)))
    if not flow.rows:
        raise PolicyParseError("PP107", name, "does a script put the text there? Print the page to PDF")
    return bind_flow(name, sha256, media_type, flow)


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
    return Page() if root is None else _Walk().page(root)


def _thinned(m: re.Match[str]) -> str:
    """A tag without its attributes, if it has thousands: libxml2 compares each of them with all others."""
    return f"<{m[1]}>" if m[2].count("=") + len(m[2].split()) > _MOST_ATTRIBUTES else m[0]


@dataclass(slots=True)
class _Table:
    """A table on the way: its rows of cells, each (box of the cell, columns, rows that it takes)."""

    box: int
    rows: list[list[tuple[int, int, int]]] = field(default_factory=list)
    heads: int = 0
    nested: bool = False


class _Walk:
    """One pass over the elements: text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self.result = Page()
        self.text: list[str] = []
        self.open: list[int] = []  # the boxes around
        self.links = 0
        self.linked = 0  # characters of the gathering block that are links
        self.pre = 0
        self.label = ""
        self.lists: list[tuple[tuple[str, str] | None, int]] = []
        self.tables: list[_Table] = []
        self.grids: dict[int, _Table] = {}

    def page(self, root: _Element) -> Page:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag in _UNSEEN or _is_hidden(element):
                    if tag == "head":
                        self._head(element)
                    walk.skip_subtree()
                    continue
                self._start(element, tag)
                self._say(element.text)
            else:
                if not (tag in _UNSEEN or _is_hidden(element)):
                    self._end(tag)
                self._say(element.tail)
        self._flush()
        self._tables()
        return self.result

    def _head(self, head: _Element) -> None:
        for element in head.iter("title", "meta"):
            if element.tag == "title":
                self.result.titles.append("".join(element.itertext()))
            elif str(element.get("name", "")).lower() in ("articletitle", "title", "og:title"):
                self.result.titles.append(element.get("content") or "")

    def _say(self, text: str | None) -> None:
        if text:
            self.text.append(text)
            if self.links:
                self.linked += len(text.strip())

    def _start(self, element: _Element, tag: str) -> None:
        if tag == "a":
            self.links += element.get("href") is not None
            return
        if tag == "br":
            self._flush()
            return
        if tag not in _BLOCK:
            return
        self._flush()
        names = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        parent = self.open[-1] if self.open else -1
        self.open.append(len(self.result.boxes))
        self.result.boxes.append(Box(tag, names, parent, len(self.result.blocks)))
        if tag == "pre":
            self.pre += 1
        elif tag in ("ol", "ul"):
            self.lists.append((_marker(element, names) if tag == "ol" else None, _number(element.get("start"), 1)))
        elif tag == "li" and self.lists:
            marker, number = self.lists[-1]
            number = _number(element.get("value"), number)
            self.lists[-1] = (marker, number + 1)
            unmarked = marker is None or "none" in (element.get("style") or "")
            self.label = "" if unmarked or marker is None else marker[1].replace("%", numeral(number, marker[0]))
        else:
            self._start_table(element, tag)

    def _start_table(self, element: _Element, tag: str) -> None:
        here = self.open[-1]
        if tag == "table":
            for table in self.tables[-1:]:
                table.nested = True
            self.tables.append(_Table(here))
            self.grids[here] = self.tables[-1]
        elif tag == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif tag in ("td", "th") and self.tables:
            rows = self.tables[-1].rows or [[]]
            self.tables[-1].rows = rows
            rows[-1].append((here, _number(element.get("colspan"), 1), _number(element.get("rowspan"), 1)))
            if tag == "th" and self.tables[-1].heads == len(rows) - 1 and element.get("scope") != "row":
                self.tables[-1].heads = len(rows)
            elif tag == "td" and self.tables[-1].heads == len(rows):
                self.tables[-1].heads = len(rows) - 1

    def _end(self, tag: str) -> None:
        if tag == "a":
            self.links = max(0, self.links - 1)
        if tag not in _BLOCK:
            return
        self._flush()
        self.result.boxes[self.open.pop()].end = len(self.result.blocks)
        if tag == "pre":
            self.pre -= 1
        elif tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.label = ""
        elif tag == "table" and self.tables:
            self.tables.pop()

    def _flush(self) -> None:
        """What has gathered is a block; in <pre>, one for each row."""
        if not self.text:
            return
        text = _INVISIBLE.sub("", "".join(self.text))
        linked, self.linked = self.linked, 0
        self.text.clear()
        for row in text.splitlines() if self.pre else [text]:
            solid = (row if self.pre else _BLANKS.sub(" ", _WRAPPED.sub("", row)).lstrip(" ")).rstrip()
            if not solid:
                continue
            label = "" if not self.label or _LABELLED.match(solid) else self.label
            self.label = ""
            box = self.open[-1] if self.open else -1
            self.result.blocks.append(Block(label + solid, box, linked, len(label)))

    def _tables(self) -> None:
        """Tell tables that hold data from those that only arrange the page."""
        for table in self.grids.values():
            box = self.result.boxes[table.box]
            if table.nested or box.end is None or not _is_data(self.result, table):
                continue
            self.result.grids[table.box] = table.rows
            if 0 < table.heads < len(table.rows):
                self.result.heads[table.box] = table.heads
            self.result.cells.update(dict.fromkeys(range(box.start, box.end), table.box))


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return (
        (style is not None and _HIDDEN.search(style) is not None)
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise


def _marker(element: _Element, names: str) -> tuple[str, str] | None:
    """How an ordered list counts, and what stands around its numbers; None where it shows none."""
    if m := _EDITOR_LIST.search(names):
        return ("chineseCounting" if m[1] == "cn" else "decimal", _EDITOR_MARKERS[m[2]])
    m = _LIST_STYLE.search(element.get("style") or "")
    kind = m[1].lower() if m else element.get("type") or "decimal"
    return None if kind == "none" else _MARKERS.get(kind, _MARKERS["decimal"])


_LONG_CELL = 800
_MANY_BLOCKS = 12


def _is_data(page: Page, table: _Table) -> bool:
    """Whether a table has two rows and columns of cells, none of which holds an article."""
    filled = 0
    for row in table.rows:
        cells = [page.boxes[cell] for cell, _, _ in row]
        full = [c for c in cells if c.end is not None and c.end > c.start]
        if any(
            (c.end or 0) - c.start > _MANY_BLOCKS or sum(len(b.text) for b in page.blocks[c.start : c.end]) > _LONG_CELL
            for c in full
        ):
            return False
        filled += len(full) >= 2
    return filled >= 2


_WIDEST = 200
_MOST_PLACES = 200_000  # that cells may take beside their own: each of a hostile table may claim a thousand rows


def _cells(page: Page, table: int) -> tuple[Texts, dict[int, Place]]:
    """A table's texts, and the cell that each of its blocks is in.

    A cell that takes several places has its text in the first, and the others are empty.
    """
    grid: list[dict[int, str]] = [{} for _ in page.grids[table]]
    places: dict[int, Place] = {}
    room = _MOST_PLACES
    for r, row in enumerate(page.grids[table]):
        column = 0
        for cell, wide, high in row:
            while column in grid[r]:
                column += 1
            box = page.boxes[cell]
            text = "\n".join(b.text.strip() for b in page.blocks[box.start : box.end])
            places.update(dict.fromkeys(range(box.start, box.end or 0), (r, column)))
            high, wide = min(max(high, 1), len(grid) - r), min(max(wide, 1), _WIDEST)
            if high * wide > room:
                high = wide = 1
            room -= high * wide - 1
            for down in range(high):
                for across in range(wide):
                    grid[r + down].setdefault(column + across, "" if down or across else text)
            column += wide
    width = max((max(row, default=-1) + 1 for row in grid), default=0)
    return tuple(tuple(row.get(c, "") for c in range(width)) for row in grid), places
