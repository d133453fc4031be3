"""DOCX files (ECMA-376) → a `Reading`: paragraphs with the numbers that Word counts, tables, text boxes, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.docx_lists import Lists, W, is_on, val, whole
from policyparse.reading.flow import Flow, FlowRow, bind_flow, check_pages
from policyparse.reading.package import Package
from policyparse.reading.pages import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Namespaces of the strict form → those of the usual one."""
_OPEN = frozenset(
    [f"{W}{tag}" for tag in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "fldSimple", "bdo", "dir",
                             "sdt", "sdtContent")]
)  # fmt: skip
"""Elements whose content counts as if it stood without them; deletions are none of them."""
_P, _R_, _T, _TBL = f"{W}p", f"{W}r", f"{W}t", f"{W}tbl"
_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BOXES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SYMBOLS = {
    0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x51: "☒", 0xFC: "√", 0xFB: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0xA3: "□",
}  # fmt: skip
"""Boxes and ticks of the fonts Wingdings and Wingdings 2."""
_CIRCLED = range(0x81, 0x8B)
_ONLY_NUMBER = re.compile(r"[-—–―─－·•第页共/\s\d]*")
_LETTERHEAD = re.compile(r"(?:文件|令)$|[〔\[（(](?:19|20)\d\d[〕\]）)]\s*\d+\s*号$")
_IMPRINT = re.compile(r"^\s*(?:抄送|主题词)|印发\s*$")
_DEEPEST = 100
_LONG_CELL = 800
_MANY_ROWS = 12


def read_docx(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read a DOCX.

    Raises:
        PolicyParseError: PP103, PP104, PP107, PP108 or PP109.
    """
    check_pages(options, name, "a DOCX file")
    flow = _Document(Package(data, name, options.max_unpacked)).flow()
    if not flow.rows:
        raise PolicyParseError("PP107", name, "does it hold pictures of pages? Save it as PDF")
    return bind_flow(name, sha256, media_type, flow)


def refuse_doc(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Say what to do with an OLE container: an encrypted document of today's Office, or a document of the old one.

    Raises:
        PolicyParseError: PP103 or PP105, always.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise PolicyParseError("PP103", name, "open it in Word or WPS and take the password off, or save it as PDF")
    raise PolicyParseError("PP105", f"{name} is a document of the old Office (.doc)", "save it as DOCX or PDF")


@dataclass(slots=True)
class _Cell:
    rows: list[FlowRow]
    wide: int
    goes_on: bool  # with the one above


class _Document:
    """One document on its way to a flow."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = self._part(None, "officeDocument", "word/document.xml")
        if self._main is None:
            raise PolicyParseError("PP104", package.name, "it has no document in it; save it again")
        self._root = package.xml(self._main, _STRICT)
        self._lists = Lists(self._related("numbering"), self._related("styles"))
        self._notes: dict[str, dict[str, _Element]] = {}
        self._noted = 0
        self._flow = Flow()
        self._out = self._flow.rows
        self._inside = 0  # tables around
        self._begun: tuple[str, int] = ("", 0)  # a paragraph whose end was deleted, and the length of its label

    def flow(self) -> Flow:
        """The document in reading order."""
        body = self._root.find(f"{W}body")
        if body is not None:
            heads, feet = self._running(body)
            self._out += heads
            self._blocks(body)
            self._close()
            self._out += feet
        return self._flow

    # parts

    def _relations(self, part: str | None) -> Iterator[tuple[str, str, str]]:
        folder, _, file = (part or "").rpartition("/")
        where = self._package.find(folder, "_rels", f"{file}.rels")
        for relation in self._package.xml(where) if where else ():
            if relation.get("TargetMode") != "External":
                kind = (relation.get("Type") or "").rpartition("/")[2]
                yield relation.get("Id") or "", kind, relation.get("Target") or ""

    def _part(self, of: str | None, kind: str, usual: str) -> str | None:
        """The part that another is related to by kind, or the one of the usual name."""
        folder = (of or "").rpartition("/")[0]
        for _, found, target in self._relations(of):
            if found == kind and (part := self._package.find(folder, target)):
                return part
        return self._package.find(usual)

    def _related(self, kind: str) -> _Element | None:
        part = self._part(self._main, kind, f"word/{kind}.xml")
        return self._package.xml(part, _STRICT) if part else None

    def _running(self, body: _Element) -> tuple[list[FlowRow], list[FlowRow]]:
        """The letterhead and the imprint that stand in a head and foot; other running heads and feet are left out."""
        parts = {key: target for key, _, target in self._relations(self._main)}
        folder = (self._main or "").rpartition("/")[0]
        heads: list[FlowRow] = []
        feet: list[FlowRow] = []
        seen = set()
        for n, section in enumerate(body.iter(f"{W}sectPr")):
            first = is_on(section.find(f"{W}titlePg"))
            for kind, kept in (("headerReference", heads), ("footerReference", feet)):
                for reference in section.iterfind(f"{W}{kind}"):
                    part = self._package.find(folder, parts.get(reference.get(f"{_R}id") or "", "?"))
                    if part is None or part in seen:
                        continue
                    seen.add(part)
                    rows = self._capture(self._package.xml(part, _STRICT))
                    rows = [row for row in rows if not _ONLY_NUMBER.fullmatch(row.text)]
                    text = " ".join(row.text.strip() for row in rows)
                    opens = n == 0 and first and val(reference, "type") == "first"
                    if kept is heads and (opens or any(_LETTERHEAD.search(row.text) for row in rows)):
                        heads += rows
                    elif kept is feet and any(_IMPRINT.search(row.text) for row in rows):
                        feet += rows
                    elif text and text not in self._flow.left_out:
                        self._flow.left_out.append(text)
        return heads, feet

    # blocks

    def _capture(self, container: _Element) -> list[FlowRow]:
        """The rows of a container, kept apart; its tables are not told from its text."""
        outside, begun = self._out, self._begun
        self._out, self._begun = [], ("", 0)
        self._inside += 1
        try:
            self._blocks(container)
            self._close()
            return self._out
        finally:
            self._inside -= 1
            self._out, self._begun = outside, begun

    def _blocks(self, container: _Element, depth: int = 0) -> None:
        for child in container:
            if child.tag == _P:
                self._paragraph(child)
            elif child.tag == _TBL:
                self._close()
                self._table(child)
            elif child.tag == f"{_MC}AlternateContent":
                for branch in _branch(child):
                    self._blocks(branch, depth + 1)
            elif child.tag in _OPEN and depth < _DEEPEST:
                self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: _Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        text: list[str] = []
        boxes: list[_Element] = []
        notes: list[tuple[str, str]] = []
        self._inline(paragraph, text, boxes, notes)
        for box in boxes:
            self._out += self._capture(box)
        words = "".join(text).rstrip()
        removed = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        label = "" if removed and not words else self._lists.label(properties)
        before, length = self._begun
        if before:
            label = ""
        elif label:
            length = len(label) if words.strip() else 0
        whole_text = before + (label + words.lstrip() if label else words)
        if removed:  # with its end deleted, it runs on in the next
            self._begun = (whole_text, length)
        else:
            self._begun = ("", 0)
            self._say(whole_text if words.strip() or before else "", length)
        for kind, key in notes:
            self._note(kind, key)

    def _close(self) -> None:
        """Say what is left of a paragraph whose end was deleted, where none follows."""
        text, length = self._begun
        self._begun = ("", 0)
        self._say(text, length)

    def _say(self, text: str, label: int) -> None:
        for row in text.split("\n"):
            if row.strip():
                self._out.append(FlowRow(row.rstrip(), None, label))
            label = 0

    def _note(self, kind: str, key: str) -> None:
        """A foot- or endnote, after the paragraph that refers to it."""
        if kind not in self._notes:
            root = self._related(kind)
            self._notes[kind] = {} if root is None else {val(note, "id") or "": note for note in root}
        note = self._notes[kind].get(key)
        rows = self._capture(note) if note is not None else []
        if rows:
            self._noted += 1
            mark = f"注{self._noted}："
            self._out.append(replace(rows[0], text=mark + rows[0].text.strip(), label=len(mark)))
            self._out += rows[1:]

    def _inline(
        self, element: _Element, text: list[str], boxes: list[_Element], notes: list[tuple[str, str]], depth: int = 0
    ) -> None:
        """A paragraph's characters; the text boxes that are anchored in it, and the notes that it refers to."""
        for child in element:
            tag = child.tag
            if tag == _R_:
                self._run(child, text, boxes, notes, depth)
            elif tag in _OPEN and depth < _DEEPEST:
                self._inline(child, text, boxes, notes, depth + 1)
            elif tag == f"{_MC}AlternateContent":
                for branch in _branch(child):
                    self._inline(branch, text, boxes, notes, depth + 1)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                text += [t.text or "" for t in child.iter(f"{_M}t")]

    def _run(
        self, run: _Element, text: list[str], boxes: list[_Element], notes: list[tuple[str, str]], depth: int
    ) -> None:
        for child in run:
            tag = child.tag
            if tag == _T:
                text.append(child.text or "")
            elif tag == f"{W}rPr":
                if is_on(child.find(f"{W}vanish")):
                    return
            elif tag in _MARKS:
                text.append(_MARKS[tag])
            elif tag in _BOXES:
                boxes += _text_boxes(child)
            elif tag == f"{W}sym":
                text.append(_symbol(child))
            elif tag in _NOTES:
                notes.append((_NOTES[tag], val(child, "id") or ""))
            elif tag == f"{_MC}AlternateContent" and depth < _DEEPEST:
                for branch in _branch(child):
                    self._run(branch, text, boxes, notes, depth + 1)
            elif tag == f"{W}ruby" and (base := child.find(f"{W}rubyBase")) is not None and depth < _DEEPEST:
                self._inline(base, text, boxes, notes, depth + 1)

    # tables

    def _table(self, table: _Element) -> None:
        kept = [row for row in _members(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
        rows = [self._cells(row) for row in kept]
        if self._inside or not _is_data(rows):
            for row in rows:
                self._arrange(row)
            return
        index = len(self._flow.tables)
        self._flow.tables.append(_grid(rows))
        heads = [is_on(row.find(f"{W}trPr/{W}tblHeader")) for row in kept]
        self._flow.heads.append([*heads, False].index(False) or None)
        for r, row in enumerate(rows):
            column = 0
            for cell in row:
                self._out += [replace(line, table=index, cell=(r, column)) for line in cell.rows]
                column += cell.wide

    def _cells(self, row: _Element) -> list[_Cell]:
        gap = whole(val(row.find(f"{W}trPr/{W}gridBefore"))) or 0
        cells = [_Cell([], min(gap, _DEEPEST), False)] if gap > 0 else []
        for cell in _members(row, f"{W}tc"):
            wide = whole(val(cell.find(f"{W}tcPr/{W}gridSpan"))) or 1
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            rows = self._capture(cell)
            cells.append(_Cell(rows, min(max(wide, 1), _DEEPEST), merge is not None and val(merge) != "restart"))
        return cells

    def _arrange(self, row: list[_Cell]) -> None:
        """A row of a table that only arranges text: its cells beside each other, if each is one line."""
        cells = [cell.rows for cell in row if cell.rows]
        if cells and all(len(rows) == 1 for rows in cells):
            self._out.append(FlowRow("\u3000".join(r[0].text.strip() for r in cells), None, cells[0][0].label))
        else:
            self._out += [line for rows in cells for line in rows]


def _branch(alternate: _Element) -> list[_Element]:
    """The one form of something given in several (a text box for new and for old programs)."""
    forms = [child for child in alternate if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
    return forms[:1]


def _text_boxes(element: _Element, depth: int = 0) -> Iterator[_Element]:
    """The text boxes of a drawing, each once; one that lies in another is found when that is read."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif depth < _DEEPEST:
            for branch in _branch(child) if child.tag == f"{_MC}AlternateContent" else (child,):
                yield from _text_boxes(branch, depth + 1)


def _symbol(element: _Element) -> str:
    """A character of a symbol font, where it is one that others have."""
    char, font = val(element, "char") or "", (val(element, "font") or "").lower()
    if re.fullmatch("[0-9A-Fa-f]{1,6}", char) is None or "wingdings" not in font:
        return ""
    code = int(char, 16) & 0xFF  # such fonts lie at F000
    return chr(0x2460 + code - _CIRCLED.start) if code in _CIRCLED else _SYMBOLS.get(code, "")


def _members(element: _Element, tag: str, depth: int = 0) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _OPEN and depth < _DEEPEST:
            yield from _members(child, tag, depth + 1)


def _is_data(rows: list[list[_Cell]]) -> bool:
    """Whether a table has two rows with two cells that say something, none of them a page of text."""
    cells = [cell for row in rows for cell in row]
    if any(len(c.rows) > _MANY_ROWS or sum(len(r.text) for r in c.rows) > _LONG_CELL for c in cells):
        return False
    return sum(sum(bool(cell.rows) for cell in row) >= 2 for row in rows) >= 2


def _grid(rows: list[list[_Cell]]) -> tuple[tuple[str, ...], ...]:
    """The cells' texts; a merged cell has its text in its first place, and its others are empty."""
    lines = []
    for row in rows:
        line: list[str] = []
        for cell in row:
            text = "" if cell.goes_on else "\n".join(r.text.strip() for r in cell.rows)
            line += [text] + [""] * (cell.wide - 1)
        lines.append(line)
    width = max(map(len, lines), default=0)
    return tuple(tuple(line + [""] * (width - len(line))) for line in lines)
