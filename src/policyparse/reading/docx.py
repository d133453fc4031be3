"""DOCX files (ECMA-376) → a `Reading`: paragraphs with the numbers that Word counts, tables, text boxes, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.docx_inline import DEEPEST, OPEN, Inline, branches
from policyparse.reading.docx_lists import Lists, W, val
from policyparse.reading.docx_parts import Parts
from policyparse.reading.docx_table import arranged, grid_of
from policyparse.reading.flow import Flow, FlowRow, bind_flow, check_pages
from policyparse.reading.package import Package
from policyparse.reading.pages import Reading, check_length

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEEPEST = 50
"""So many tables, boxes and notes may stand within one another."""
_ONLY_NUMBER = re.compile(r"[-—–―─－·•第页共/\s\d]*")
_LETTERHEAD = re.compile(r"(?:文件|令)$|[〔\[（(](?:19|20)\d\d[〕\]）)]\s*\d+\s*号$")
_IMPRINT = re.compile(r"^\s*(?:抄送|主题词)|印发\s*$")


def read_docx(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read a DOCX.

    Raises:
        PolicyParseError: PP103, PP104, PP107, PP108 or PP109.
    """
    check_pages(options, name, "a DOCX file")
    flow = _Document(Package(data, name, options), options).flow()
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


@dataclass(frozen=True, slots=True)
class _Begun:
    """A paragraph whose end was deleted, so that it runs on in the next: its text, and the length of its label."""

    text: str
    label: int


class _Document:
    """One document on its way to a flow: `_out` takes the rows of what is being read, the document or a box in it."""

    def __init__(self, package: Package, options: Options) -> None:
        self._name, self._options = package.name, options
        self._parts = parts = Parts(package)
        self._lists = Lists(parts.related("numbering"), parts.related("styles"))
        self._notes: dict[str, dict[str, _Element]] = {}
        self._noted = self._said = 0
        self._flow = Flow()
        self._out = self._flow.rows
        self._inside = 0  # how many containers are around
        self._begun: _Begun | None = None

    def flow(self) -> Flow:
        """The document in reading order."""
        body = self._parts.document.find(f"{W}body")
        if body is not None:
            heads, feet = self._running(body)
            self._out += heads
            self._blocks(body)
            self._close()
            self._out += feet
        return self._flow

    def _running(self, body: _Element) -> tuple[list[FlowRow], list[FlowRow]]:
        """The letterhead and the imprint that stand in a head and foot; other running heads and feet are left out."""
        heads: list[FlowRow] = []
        feet: list[FlowRow] = []
        for running in self._parts.running(body):
            rows = [row for row in self._capture(running.root) if not _ONLY_NUMBER.fullmatch(row.text)]
            text = " ".join(row.text.strip() for row in rows)
            if running.kind == "head" and (running.opens or any(_LETTERHEAD.search(row.text) for row in rows)):
                heads += rows
            elif running.kind == "foot" and any(_IMPRINT.search(row.text) for row in rows):
                feet += rows
            elif text:
                self._flow.left_out[text] = None
        return heads, feet

    def _capture(self, container: _Element) -> list[FlowRow]:
        """The rows of a container, kept apart; its tables are not told from its text."""
        if self._inside > _DEEPEST:
            raise PolicyParseError("PP104", f"{self._name}: tables or boxes far within one another", "save it again")
        outside, begun = self._out, self._begun
        self._out, self._begun = [], None
        self._inside += 1
        try:
            self._blocks(container)
            self._close()
            return self._out
        finally:
            self._inside -= 1
            self._out, self._begun = outside, begun

    def _blocks(self, container: _Element, depth: int = 0) -> None:
        for child in branches(container):
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._close()
                self._table(child)
            elif child.tag in OPEN and depth < DEEPEST:
                self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: _Element) -> None:
        """A paragraph, the boxes that are anchored in it before and its notes behind it."""
        inline = Inline()
        inline.take(paragraph)
        for box in inline.boxes:
            self._out += self._capture(box)
        self._words(paragraph.find(f"{W}pPr"), "".join(inline.words).rstrip())
        for kind, key in inline.notes:
            self._note(kind, key)

    def _words(self, properties: _Element | None, words: str) -> None:
        """The words of a paragraph, with the label that is counted for it and what ran on from the one before."""
        end_deleted = properties is not None and properties.find(f"{W}rPr/{W}del") is not None
        label = "" if end_deleted and not words else self._lists.label(properties)
        begun, self._begun = self._begun, None
        if begun is not None and begun.text:
            text, length = begun.text + words, begun.label
        else:
            text = label + words.lstrip() if label else words
            length = len(label) if words.strip() else 0
        if end_deleted:
            self._begun = _Begun(text, length)
        elif words.strip() or (begun is not None and begun.text):
            self._say(text, length)

    def _close(self) -> None:
        """Say what is left of a paragraph whose end was deleted, where none follows."""
        begun, self._begun = self._begun, None
        if begun is not None:
            self._say(begun.text, begun.label)

    def _say(self, text: str, label: int) -> None:
        self._said += len(text)
        check_length(self._said, self._name, self._options)
        for row in text.split("\n"):
            if row.strip():
                self._out.append(FlowRow(row.rstrip(), None, label))
            label = 0

    def _note(self, kind: str, key: str) -> None:
        """A foot- or endnote, after the paragraph that first refers to it."""
        if kind not in self._notes:
            root = self._parts.related(kind)
            self._notes[kind] = {} if root is None else {val(note, "id") or "": note for note in root}
        note = self._notes[kind].pop(key, None)
        rows = self._capture(note) if note is not None else []
        if rows:
            self._noted += 1
            mark = f"注{self._noted}："
            self._out.append(replace(rows[0], text=mark + rows[0].text.strip(), label=len(mark)))
            self._out += rows[1:]

    def _table(self, table: _Element) -> None:
        grid = grid_of(table, self._capture)
        if self._inside or not grid.is_data:
            self._out += [line for row in grid.rows for line in arranged(row)]
            return
        index = len(self._flow.tables)
        self._flow.tables.append(grid.texts)
        self._flow.heads.append(grid.head)
        for r, row in enumerate(grid.rows):
            column = 0
            for cell in row:
                self._out += [replace(line, table=index, cell=(r, column)) for line in cell.rows]
                column += cell.wide
