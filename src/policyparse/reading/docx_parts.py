"""The parts of a DOCX (ECMA-376, 11.3): the document, what it is related to, the heads and feet of its pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.reading.docx_lists import W, is_on, val
from policyparse.reading.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
"""Namespaces of the strict form → those of the usual one."""


@dataclass(frozen=True, slots=True)
class Running:
    """What is printed at the edge of pages: `kind` is `head` or `foot`; `opens`: on the first page alone."""

    kind: str
    root: _Element
    opens: bool


class Parts:
    """The parts of one document.

    Raises:
        PolicyParseError: PP104, there is no document in it.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        main = self._part(None, "officeDocument", "word/document.xml")
        if main is None:
            raise PolicyParseError("PP104", package.name, "it has no document in it; save it again")
        self._main = main
        self.document = self._xml(main)

    def related(self, kind: str) -> _Element | None:
        """A part that the document is related to (`numbering`, `styles`, `footnotes`), or that bears the usual name."""
        part = self._part(self._main, kind, f"word/{kind}.xml")
        return self._xml(part) if part else None

    def running(self, body: _Element) -> Iterator[Running]:
        """The heads and feet of the pages, each part once, in the order in which sections name them."""
        targets = {key: target for key, _, target in self._relations(self._main)}
        folder = self._main.rpartition("/")[0]
        seen = set()
        for n, section in enumerate(body.iter(f"{W}sectPr")):
            own_first = n == 0 and is_on(section.find(f"{W}titlePg"))
            for kind in ("head", "foot"):
                for reference in section.iterfind(f"{W}{kind}erReference"):
                    part = self._package.find(folder, targets.get(reference.get(f"{_R}id") or "", "?"))
                    if part is not None and part not in seen:
                        seen.add(part)
                        yield Running(kind, self._xml(part), own_first and val(reference, "type") == "first")

    def _xml(self, part: str) -> _Element:
        return self._package.xml(part, _STRICT)

    def _relations(self, part: str | None) -> Iterator[tuple[str, str, str]]:
        """Id, kind and target of what a part is related to."""
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
