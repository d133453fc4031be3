"""OFD files (GB/T 33190-2016), page by page: text with its boxes; recognition where text is drawn or scanned."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import replace
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, engine
from policyparse.options import Options
from policyparse.reading.image import page_range
from policyparse.reading.objects import Matrix, may_draw
from policyparse.reading.ofd_document import A4, AGAIN, Page, Resources, documents
from policyparse.reading.ofd_page import POINTS, Content, Picture, numbers, read_content
from policyparse.reading.own_text import Doubt, doubt, is_whole, nothing_read
from policyparse.reading.package import Package
from policyparse.reading.pages import Box, Reading, check_length
from policyparse.reading.rules import ruled, sorted_in
from policyparse.reading.sheets import Sheet, bind
from policyparse.records import Diagnostic

if TYPE_CHECKING:
    from lxml.etree import _Element
    from PIL import Image as Pillow

    from policyparse.ocr.order import Piece

_LEAST_DRAWN = 2
"""A shape by itself is an emblem and no letter."""


def read_ofd(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read an OFD.

    Raises:
        PolicyParseError: PP103, PP104, PP107, PP108 or PP109.
    """
    package = Package(data, name, options)
    if any(part.lower().endswith(("encryptions.xml", "decryptseed.dat")) for part in package.names):
        raise PolicyParseError("PP103", name, "open it in an OFD reader with its password and save it without")
    pages = [page for document in documents(package) for page in document.pages()]
    if not pages:
        raise PolicyParseError("PP104", f"{name} has no pages", AGAIN)
    first, last = page_range(len(pages), options, name)
    reader = _Reader(package, options, len(data))
    sheets = [reader.sheet(number, pages[number - 1]) for number in range(first, last + 1)]
    if not any(sheet.rows for sheet in sheets):
        raise nothing_read(sheets, name, options, "text objects", AGAIN)
    reading = bind(name, sha256, media_type, sheets)
    seals = [(number, box) for number in range(first, last + 1) for box in pages[number - 1].seals]
    return replace(reading, diagnostics=(*reading.diagnostics, *(_sealed(reading, n, box) for n, box in seals)))


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


class _Reader:
    """Pages → sheets; the OCR engine is loaded when a page first needs it."""

    def __init__(self, package: Package, options: Options, size: int) -> None:
        self._package, self._options, self._size = package, options, size
        self._engine: Engine | None = None
        self._read: set[str] = set()
        self._filled = self._spent = self._length = 0

    def sheet(self, number: int, page: Page) -> Sheet:
        """A page as a sheet; one that cannot be read is empty, with a diagnostic."""
        sheet = Sheet(number, A4[2] * POINTS, A4[3] * POINTS, origin="text-layer")
        try:
            if page.part is None:
                raise PolicyParseError("PP104", "its part is missing", AGAIN)
            if page.part in self._read:
                raise PolicyParseError("PP104", "its part is that of a page before", AGAIN)
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

    def _fill(self, sheet: Sheet, page: Page, root: _Element) -> None:
        x, y, wide, high = page.document.area(root)
        sheet.width, sheet.height = wide * POINTS, high * POINTS
        resources = page.resources(root)
        content = self._content(page, root, resources.drawings, (POINTS, 0, 0, POINTS, -x * POINTS, -y * POINTS))
        for text in dict.fromkeys(content.slanted):
            sheet.diagnostics.append(("PP405", f"text that runs aslant on page {sheet.number} was left out: {text}"))
        why = _doubt(content, sheet)
        recognises = self._options.ocr != "none"
        if why is None or (content.chars and not recognises):
            if why is Doubt.GARBLED:
                message = f"the text of page {sheet.number} is garbled, and recognition is off"
                sheet.diagnostics.append(("PP403", message))
            rules = [rule for shape in content.shapes for rule in shape.rules()]
            grids = ruled(rules) if rules else []
            sheet.rows, sheet.tables = sorted_in(content.chars, grids, self._drawn(sheet, content))
        elif recognises and (content.pictures or content.shapes):
            if why is Doubt.GARBLED:
                message = f"the text of page {sheet.number} is garbled; the page was recognised"
                sheet.diagnostics.append(("PP403", message))
            self._recognise(sheet, content, resources)

    def _content(self, page: Page, root: _Element, drawings: MutableMapping[str, _Element], place: Matrix) -> Content:
        """What is on a page: its templates below, its own objects, and what annotations add."""
        content = Content(may_draw(self._options, self._filled, self._size) - self._spent)
        room = content.room
        try:
            for element in page.layers(root):
                read_content(element, place, drawings.get, content)
            for appearance in page.document.annotations(page.key):
                box = numbers(appearance.get("Boundary"))
                x, y = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
                shifted = (place[0], 0.0, 0.0, place[3], place[4] + x * POINTS, place[5] + y * POINTS)
                read_content(appearance, shifted, drawings.get, content)
            self._filled += 1
        finally:
            self._spent += room - content.room
        return content

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

    def _recognise(self, sheet: Sheet, content: Content, resources: Resources) -> None:
        from policyparse.ocr.page import recognise_sheet
        from policyparse.reading.ofd_picture import drawn, pixels_of

        pixels = None
        if len(content.pictures) == 1 and _is_page(content.pictures[0], sheet) and not content.shapes:
            picture = content.pictures[0]
            pixels = pixels_of(picture, self._opened(resources, picture.resource))
        if pixels is None:
            pixels = drawn(
                sheet.width, sheet.height, content.shapes, content.pictures,
                lambda key: self._opened(resources, key),
            )
        recognise_sheet(sheet, pixels, self._reader(), sheet.width / pixels.shape[1])

    def _opened(self, resources: Resources, key: str) -> Pillow.Image:
        from policyparse.reading.ofd_picture import opened

        if key not in resources.media:
            raise PolicyParseError("PP104", f"image {key} is missing", AGAIN)
        return opened(self._package.read(resources.media[key]), self._package.name, self._options)

    def _reader(self) -> Engine:
        self._engine = self._engine or engine(self._options.ocr, self._options.ocr_threads)
        return self._engine


def _doubt(content: Content, sheet: Sheet) -> Doubt | None:
    """Why the text objects are not taken; None where they are."""
    chars = content.chars if any(not c.text.isspace() for c in content.chars) else ()
    scanned = any(_is_page(picture, sheet) for picture in content.pictures)
    return doubt(chars, scanned, content.hidden > len(chars))


def _is_page(picture: Picture, sheet: Sheet) -> bool:
    x0, y0, x1, y1 = picture.box
    return is_whole(x1 - x0, y1 - y0, sheet.width, sheet.height)
