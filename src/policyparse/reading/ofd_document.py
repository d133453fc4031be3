"""The plan of an OFD: its documents, their pages, and what the pages share (GB/T 33190-2016, 7)."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.reading.ofd_page import POINTS, local, numbers
from policyparse.reading.package import Package
from policyparse.reading.pages import Box

if TYPE_CHECKING:
    from lxml.etree import _Element

A4 = [0.0, 0.0, 210.0, 297.0]
"""A page that names no size: x, y, width, height in millimetres."""
AGAIN = "open it in an OFD reader and save it again, or print it to PDF"
_MOST_SEALS = 50
"""No page has more."""
_MARKINGS = frozenset(("Watermark", "Stamp", "Link", "Highlight"))
"""Annotations that say nothing of their own."""


@dataclass(frozen=True, slots=True)
class Page:
    """Where a page's content is.

    Attributes:
        part: None where it is not in the file.
        key: The page's id, by which annotations and seals name it.
        document: What it belongs to.
        seals: Where electronic seals stand on it, in points.
    """

    part: str | None
    key: str
    document: Document
    seals: tuple[Box, ...]

    def layers(self, root: _Element) -> Iterator[_Element]:
        """What is drawn on it, from below: its templates, then its own content; `root` is its part."""
        for use in _members(root, "Template"):
            yield from self.document.template(use.get("TemplateID") or "")
        yield from _members(root, "Content")

    def resources(self, root: _Element) -> Resources:
        """The document's resources, and before them its own; `root` is its part."""
        shared = self.document.resources
        own = Resources(ChainMap({}, shared.media), ChainMap({}, shared.drawings))
        for element in _members(root, "PageRes"):
            self.document.take(own, (element.text or "").strip(), (self.part or "").rpartition("/")[0])
        return own


@dataclass(slots=True)
class Resources:
    """Images and composite drawings by their id."""

    media: MutableMapping[str, str] = field(default_factory=dict)
    drawings: MutableMapping[str, _Element] = field(default_factory=dict)


def documents(package: Package) -> Iterator[Document]:
    """The documents of a file; nearly all have one."""
    root = package.find("OFD.xml")
    for body in package.xml(root) if root else ():
        if local(body) == "DocBody":
            yield Document(package, _told(body, "DocRoot"), _told(body, "Signatures"))


def _told(element: _Element, name: str) -> str:
    """The text of the child of that name."""
    return next((child.text or "" for child in element if local(child) == name), "").strip()


def _members(element: _Element | None, *path: str) -> list[_Element]:
    """The elements at a path of names."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for e in found for child in e if local(child) == name]
    return found


class Document:
    """One document of the file."""

    def __init__(self, package: Package, part: str, signatures: str) -> None:
        self.package = package
        found = package.find(part)
        if found is None:
            raise PolicyParseError("PP104", f"{package.name} lacks {part or 'its document'}", AGAIN)
        self.root = package.xml(found)
        self.folder = found.rpartition("/")[0]
        self.common = next(iter(_members(self.root, "CommonData")), None)
        self.resources = Resources()
        for kind in ("PublicRes", "DocumentRes"):
            for element in _members(self.common, kind):
                self.take(self.resources, (element.text or "").strip(), self.folder)
        self._template_parts = {
            page.get("ID"): package.find(self.folder, page.get("BaseLoc") or "?")
            for page in reversed(_members(self.common, "TemplatePage"))
        }
        self._templates: dict[str, list[_Element]] = {}
        self._signatures = signatures
        self._annotations = self._annotation_parts()

    def take(self, into: Resources, path: str, folder: str) -> None:
        """Read a part of resources; one that is missing has none."""
        part = self.package.find(folder, path) or self.package.find(self.folder, path)
        if part is None:
            return
        root = self.package.xml(part)
        here, base = part.rpartition("/")[0], root.get("BaseLoc") or ""
        for media in _members(root, "MultiMedias", "MultiMedia"):
            file = _told(media, "MediaFile")
            found = self.package.find(here, base, file) or self.package.find(here, file) or self.package.find(file)
            if found:
                into.media[media.get("ID") or ""] = found
        for unit in _members(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
            into.drawings[unit.get("ID") or ""] = unit

    def pages(self) -> list[Page]:
        """The document's pages, in order."""
        seals = self._seals()
        out = []
        for page in _members(self.root, "Pages", "Page"):
            key = page.get("ID") or ""
            part = self.package.find(self.folder, page.get("BaseLoc") or "?")
            out.append(Page(part, key, self, tuple(seals.get(key, ()))))
        return out

    def template(self, key: str) -> list[_Element]:
        """What a template page holds."""
        if key not in self._templates:
            part = self._template_parts.get(key)
            self._templates[key] = _members(self.package.xml(part), "Content") if part else []
        return self._templates[key]

    def area(self, page: _Element) -> list[float]:
        """A page's box in millimetres: x, y, width, height."""
        for area in (*_members(page, "Area"), *_members(self.common, "PageArea")):
            box = numbers(_told(area, "PhysicalBox"))
            if len(box) == 4 and min(box[2:]) > 0:
                return box
        return A4

    def _annotation_parts(self) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for element in _members(self.root, "Annotations"):
            part = self.package.find(self.folder, element.text or "?")
            for page in _members(self.package.xml(part), "Page") if part else ():
                file = self.package.find((part or "").rpartition("/")[0], _told(page, "FileLoc"))
                if file:
                    out.setdefault(page.get("PageID") or "", []).append(file)
        return out

    def annotations(self, key: str) -> Iterator[_Element]:
        """What annotations add to a page: appearances with objects in them."""
        for part in self._annotations.get(key, ()):
            for annotation in _members(self.package.xml(part), "Annot"):
                if annotation.get("Type") not in _MARKINGS and annotation.get("Visible") != "false":
                    yield from _members(annotation, "Appearance")

    def _seals(self) -> dict[str, list[Box]]:
        """Page → where electronic seals stand on it."""
        out: dict[str, list[Box]] = {}
        part = self.package.find(self._signatures) if self._signatures else None
        for signature in _members(self.package.xml(part), "Signature") if part else ():
            file = self.package.find((part or "").rpartition("/")[0], signature.get("BaseLoc") or "?")
            for stamp in _members(self.package.xml(file), "SignedInfo", "StampAnnot") if file else ():
                box = [v * POINTS for v in numbers(stamp.get("Boundary"))]
                if len(box) == 4:
                    place = (box[0], box[1], box[0] + box[2], box[1] + box[3])
                    seals = out.setdefault(stamp.get("PageRef") or "", [])
                    if len(seals) < _MOST_SEALS:
                        seals.append(place)
        return out
