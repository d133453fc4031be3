"""OFD files (GB/T 33190-2016), page by page: text with its boxes; recognition where text is drawn or scanned."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, engine
from policyparse.options import Options
from policyparse.reading.garbled import is_garbled
from policyparse.reading.image import page_range
from policyparse.reading.objects import Matrix, may_draw
from policyparse.reading.ofd_page import POINTS, Content, local, numbers, read_content
from policyparse.reading.package import Package
from policyparse.reading.pages import Box, Reading, check_length
from policyparse.reading.rules import ruled, sorted_in
from policyparse.reading.sheets import Sheet, bind
from policyparse.records import Diagnostic

if TYPE_CHECKING:
    from lxml.etree import _Element
    from PIL import Image as Pillow

    from policyparse.ocr.order import Piece

_A4 = [0.0, 0.0, 210.0, 297.0]
_FULL_PAGE = 0.92
"""A picture that covers this part of a page's width and height is the page."""
_FEW = 40
"""A scan with fewer characters on it than this is read as a scan."""
_LEAST_DRAWN = 2
"""A shape by itself is an emblem and no letter."""
_MOST_SEALS = 50
"""No page has more."""
_MARKINGS = frozenset(("Watermark", "Stamp", "Link", "Highlight"))
"""Annotations that say nothing of their own."""
_AGAIN = "open it in an OFD reader and save it again, or print it to PDF"


def read_ofd(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read an OFD.

    Raises:
        PolicyParseError: PP103, PP104, PP107, PP108 or PP109.
    """
    package = Package(data, name, options)
    if any(part.lower().endswith(("encryptions.xml", "decryptseed.dat")) for part in package.names):
        raise PolicyParseError("PP103", name, "open it in an OFD reader with its password and save it without")
    pages = [page for document in _documents(package) for page in document.pages()]
    if not pages:
        raise PolicyParseError("PP104", f"{name} has no pages", _AGAIN)
    first, last = page_range(len(pages), options, name)
    reader = _Reader(package, options, len(data))
    sheets = [reader.sheet(number, pages[number - 1]) for number in range(first, last + 1)]
    if not any(sheet.rows for sheet in sheets):
        raise _nothing(sheets, name, options)
    reading = bind(name, sha256, media_type, sheets)
    seals = [(number, box) for number in range(first, last + 1) for box in pages[number - 1].seals]
    return replace(reading, diagnostics=(*reading.diagnostics, *(_sealed(reading, n, box) for n, box in seals)))


def _nothing(sheets: list[Sheet], name: str, options: Options) -> PolicyParseError:
    failed = [m for sheet in sheets for code, m in sheet.diagnostics if code == "PP401"]
    if failed:
        return PolicyParseError("PP104", f"{name}: {failed[0]}", _AGAIN)
    if options.ocr == "none":
        return PolicyParseError("PP107", f"{name} has no text objects", "let it be recognised: --ocr auto")
    return PolicyParseError("PP107", name, "are its pages blank?")


def _sealed(reading: Reading, number: int, seal: Box) -> Diagnostic:
    """A note on an electronic seal, with what is printed under it."""
    under = [
        reading.span(x.start, x.end)
        for x in reading.lines
        if x.page == number and x.bbox is not None
        and min(x.bbox[2], seal[2]) > max(x.bbox[0], seal[0]) and min(x.bbox[3], seal[3]) > max(x.bbox[1], seal[1])
    ]
    message = f"an electronic seal stands on page {number}"
    return Diagnostic(code="PP406", severity="info", message=message, spans=tuple(under))


@dataclass(frozen=True, slots=True)
class _Page:
    """Where a page's content is: its part, or None for one that is not there; its id; its document."""

    part: str | None
    key: str
    document: _Document
    seals: tuple[Box, ...]


@dataclass(slots=True)
class _Resources:
    """Images and composite drawings by their id."""

    media: MutableMapping[str, str] = field(default_factory=dict)
    drawings: MutableMapping[str, _Element] = field(default_factory=dict)


def _documents(package: Package) -> Iterator[_Document]:
    root = package.find("OFD.xml")
    for body in package.xml(root) if root else ():
        if local(body) == "DocBody":
            yield _Document(package, _told(body, "DocRoot"), _told(body, "Signatures"))


def _told(element: _Element, name: str) -> str:
    """The text of the child of that name."""
    return next((child.text or "" for child in element if local(child) == name), "").strip()


def _members(element: _Element | None, *path: str) -> list[_Element]:
    """The elements at a path of names."""
    found = [] if element is None else [element]
    for name in path:
        found = [child for e in found for child in e if local(child) == name]
    return found


class _Document:
    """One document of the file."""

    def __init__(self, package: Package, part: str, signatures: str) -> None:
        self.package = package
        found = package.find(part)
        if found is None:
            raise PolicyParseError("PP104", f"{package.name} lacks {part or 'its document'}", _AGAIN)
        self.root = package.xml(found)
        self.folder = found.rpartition("/")[0]
        self.common = next(iter(_members(self.root, "CommonData")), None)
        self.resources = _Resources()
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

    def take(self, into: _Resources, path: str, folder: str) -> None:
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

    def pages(self) -> list[_Page]:
        """The document's pages, in order."""
        seals = self._seals()
        out = []
        for page in _members(self.root, "Pages", "Page"):
            key = page.get("ID") or ""
            part = self.package.find(self.folder, page.get("BaseLoc") or "?")
            out.append(_Page(part, key, self, tuple(seals.get(key, ()))))
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
        return _A4

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


class _Reader:
    """Pages → sheets; the OCR engine is loaded when a page first needs it."""

    def __init__(self, package: Package, options: Options, size: int) -> None:
        self._package, self._options, self._size = package, options, size
        self._engine: Engine | None = None
        self._read: set[str] = set()
        self._filled = self._spent = self._length = 0

    def sheet(self, number: int, page: _Page) -> Sheet:
        """A page as a sheet; one that cannot be read is empty, with a diagnostic."""
        sheet = Sheet(number, _A4[2] * POINTS, _A4[3] * POINTS, origin="text-layer")
        try:
            if page.part is None:
                raise PolicyParseError("PP104", "its part is missing", _AGAIN)
            if page.part in self._read:
                raise PolicyParseError("PP104", "its part is that of a page before", _AGAIN)
            self._read.add(page.part)
            self._fill(sheet, page, self._package.xml(page.part))
        except PolicyParseError as e:
            if e.code in ("PP103", "PP106", "PP108"):
                raise
            sheet.diagnostics.append(("PP401", f"page {number} could not be read: {e.detail or e}"))
        except Exception as e:  # whatever a broken page does to the libraries, it costs this page only
            sheet.diagnostics.append(("PP401", f"page {number} could not be read: {e}"))
        self._length += sum(len(row.text) for row in sheet.rows)
        check_length(self._length, self._package.name, self._options)
        return sheet

    def _fill(self, sheet: Sheet, page: _Page, root: _Element) -> None:
        x, y, wide, high = page.document.area(root)
        sheet.width, sheet.height = wide * POINTS, high * POINTS
        resources = page.document.resources
        own = _Resources(ChainMap({}, resources.media), ChainMap({}, resources.drawings))
        for element in _members(root, "PageRes"):
            page.document.take(own, (element.text or "").strip(), (page.part or "").rpartition("/")[0])
        content = Content(may_draw(self._options, self._filled, self._size) - self._spent)
        room = content.room
        try:
            _take(page, root, own, (POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS), content)
            self._filled += 1
        finally:
            self._spent += room - content.room
        for text in dict.fromkeys(content.slanted):
            sheet.diagnostics.append(("PP405", f"text that runs aslant on page {sheet.number} was left out: {text}"))
        why = _distrust(content, sheet)
        if why is None or (self._options.ocr == "none" and content.chars):
            if why == "garbled":
                message = f"the text of page {sheet.number} is garbled, and recognition is off"
                sheet.diagnostics.append(("PP403", message))
            rules = [rule for shape in content.shapes for rule in shape.rules()]
            grids = ruled(rules) if rules else []
            sheet.rows, sheet.tables = sorted_in(content.chars, grids, self._drawn(sheet, content))
        elif self._options.ocr != "none" and (content.pictures or content.shapes):
            if why == "garbled":
                message = f"the text of page {sheet.number} is garbled; the page was recognised"
                sheet.diagnostics.append(("PP403", message))
            self._recognise(sheet, content, own)

    def _drawn(self, sheet: Sheet, content: Content) -> list[Piece]:
        """Letters that are drawn as shapes beside the text, as letterheads are; recognised."""
        shapes = [shape for shape in content.shapes if shape.is_letter]
        if len(shapes) < _LEAST_DRAWN:
            return []
        found = f"{len(shapes)} shapes on page {sheet.number} look like letters"
        if self._options.ocr == "none":
            sheet.diagnostics.append(("PP407", f"{found}, and recognition is off"))
            return []
        from policyparse.reading.ofd_picture import letters

        pieces = letters(shapes, self._reader())
        if pieces:
            sheet.diagnostics.append(("PP407", f"{found}; they were recognised"))
        return pieces

    def _recognise(self, sheet: Sheet, content: Content, resources: _Resources) -> None:
        from policyparse.ocr.page import recognise_sheet
        from policyparse.reading.ofd_picture import drawn, pixels_of

        pixels = None
        if len(content.pictures) == 1 and _covers(content.pictures[0].box, sheet) and not content.shapes:
            picture = content.pictures[0]
            pixels = pixels_of(picture, self._opened(resources, picture.resource))
        if pixels is None:
            pixels = drawn(
                sheet.width, sheet.height, content.shapes, content.pictures,
                lambda key: self._opened(resources, key),
            )
        recognise_sheet(sheet, pixels, self._reader(), sheet.width / pixels.shape[1])

    def _opened(self, resources: _Resources, key: str) -> Pillow.Image:
        from policyparse.reading.ofd_picture import opened

        if key not in resources.media:
            raise PolicyParseError("PP104", f"image {key} is missing", _AGAIN)
        return opened(self._package.read(resources.media[key]), self._package.name, self._options)

    def _reader(self) -> Engine:
        self._engine = self._engine or engine(self._options.ocr, self._options.ocr_threads)
        return self._engine


def _take(page: _Page, root: _Element, resources: _Resources, place: Matrix, content: Content) -> None:
    """Take in what is on a page: its templates below, its own objects, and what annotations add."""
    for use in _members(root, "Template"):
        for element in page.document.template(use.get("TemplateID") or ""):
            read_content(element, place, resources.drawings.get, content)
    for element in _members(root, "Content"):
        read_content(element, place, resources.drawings.get, content)
    for appearance in page.document.annotations(page.key):
        box = numbers(appearance.get("Boundary"))
        x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
        shifted = (place[0], 0.0, 0.0, place[3], place[4] + x * POINTS, place[5] + y * POINTS)
        read_content(appearance, shifted, resources.drawings.get, content)


def _distrust(content: Content, sheet: Sheet) -> str | None:
    """Why the text objects are not taken, or None: there are none, they are garbled, or put under a scan."""
    if not any(not c.text.isspace() for c in content.chars):
        return "empty"
    if is_garbled("".join(c.text for c in content.chars)):
        return "garbled"
    scanned = any(_covers(picture.box, sheet) for picture in content.pictures)
    if scanned and (content.hidden > len(content.chars) or len(content.chars) < _FEW):
        return "scan"
    return None


def _covers(box: Box, sheet: Sheet) -> bool:
    return box[2] - box[0] >= _FULL_PAGE * sheet.width and box[3] - box[1] >= _FULL_PAGE * sheet.height
