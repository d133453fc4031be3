"""PDF files, page by page: the text layer where it can be trusted, recognition where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, engine
from policyparse.options import Options
from policyparse.reading.image import page_range
from policyparse.reading.layer import Char, Layer, read_layer, turned
from policyparse.reading.objects import Drawn, drawn
from policyparse.reading.own_text import Doubt, doubt, nothing_read
from policyparse.reading.pages import Reading, check_length
from policyparse.reading.pdf_costs import Costs
from policyparse.reading.pdf_picture import MOST_PIXELS, check_images, covers, picture_of, scale_of, scan_of
from policyparse.reading.rules import ruled, sorted_in
from policyparse.reading.sheets import Sheet, bind

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image as Pillow

    from policyparse.reading.miner import Miner

_ONE_AT_A_TIME = Lock()
"""PDFium works in one thread at a time."""
_AGAIN = "open it in a PDF viewer and save it again"
_TOO_MUCH = "drawing it takes longer, or more memory, than Options.trial_seconds allows"
_TRIED = 3
"""After so many pages of a file that took too long, the others that may are not tried."""


def read_pdf(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read a PDF."""
    with _ONE_AT_A_TIME:
        document = _open(data, name, options)
        try:
            first, last = page_range(len(document), options, name)
            pages = range(first - 1, last)
            undrawn = _undrawn(data, pages, options)
            sheets = list(_Pages(document, data, name, options, undrawn).sheets(pages))
        finally:
            document.close()
    if not any(sheet.rows for sheet in sheets):
        raise nothing_read(sheets, name, options, "text layer", _AGAIN)
    return bind(name, sha256, media_type, sheets)


def _open(data: bytes, name: str, options: Options) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    from policyparse.reading.nested import opens_large

    if opens_large(data):
        raise PolicyParseError("PP108", f"{name}: its tables of objects", "print it to a new PDF")
    try:
        document = pdfium.PdfDocument(data, password=options.password)
        pages = len(document)
    except pdfium.PdfiumError as e:
        asked = getattr(e, "err_code", None) == raw.FPDF_ERR_PASSWORD
        if asked and b"/Encrypt" in data:  # PDFium may still say what it said of the file before
            hint = "give its password: --password, or Options(password=…) in Python"
            hint = "the password is wrong" if options.password else hint
            raise PolicyParseError("PP103", name, hint) from e
        raise PolicyParseError("PP104", name, f"{_AGAIN}, or copy it again") from e
    if pages == 0:
        document.close()
        raise PolicyParseError("PP104", f"{name} has no pages", "copy or download it again")
    return document


def _undrawn(data: bytes, pages: range, options: Options) -> set[int]:
    """The pages that would take PDFium too long; only few files give cause to try."""
    from policyparse.reading.nested import may_burst

    if not may_burst(data):
        return set()
    from policyparse.reading.trial import undrawn

    return undrawn(data, pages, options)


def rendered(data: bytes, number: int, width: int, options: Options) -> Pillow.Image:
    """A page as it is shown, so many pixels wide."""
    if _undrawn(data, range(number - 1, number), options):
        raise PolicyParseError("PP120", f"page {number}: {_TOO_MUCH}")
    with _ONE_AT_A_TIME:
        document = _open(data, f"page {number}", options)
        try:
            pages = _Pages(document, data, f"page {number}", options, set())
            page = document[number - 1]
            if pages.takes_long(page, number - 1, drawn(page)):
                raise PolicyParseError("PP120", f"page {number}: {_TOO_MUCH}")
            across, down = page.get_size()
            scale = min(width / across, MOST_PIXELS / max(across, down))
            picture: Pillow.Image = page.render(scale=scale).to_pil()
            return picture
        finally:
            document.close()


class _Pages:
    """The pages of one open document; the OCR engine is loaded when a page first needs it."""

    def __init__(
        self, document: pdfium.PdfDocument, data: bytes, name: str, options: Options, undrawn: set[int]
    ) -> None:
        self._document, self._data, self._name, self._options, self._undrawn = document, data, name, options, undrawn
        self._engine: Engine | None = None
        self._costs = Costs(options, len(data))
        self._failed = 0  # pages whose pictures took too long

    def sheets(self, indices: range) -> Iterator[Sheet]:
        """The pages as sheets; a page that cannot be read is an empty sheet with a diagnostic."""
        for index in indices:
            sheet = Sheet(index + 1, 0.0, 0.0, origin="text-layer")
            try:
                if index in self._undrawn:
                    raise ValueError(_TOO_MUCH)
                self._costs.check()
                with self._costs.of_page(), closing(self._document[index]) as page:
                    self._fill(sheet, page)
            except PolicyParseError:
                raise
            except Exception as e:  # whatever a broken page does to the libraries, it costs this page only
                sheet.diagnostics.append(("PP401", f"page {index + 1} could not be read: {e}"))
            self._costs.length += sum(len(row.text) for row in sheet.rows)
            check_length(self._costs.length, self._name, self._options)
            yield sheet

    def _fill(self, sheet: Sheet, page: pdfium.PdfPage) -> None:
        import pypdfium2.raw as raw

        sheet.width, sheet.height = page.get_size()
        objects = drawn(page)
        self._costs.drawn += max(len(objects), raw.FPDFPage_CountObjects(page.raw))
        covering = [at for at, o in enumerate(objects) if covers(o, page)]
        opaque = [at for at in covering if not raw.FPDFPageObj_HasTransparency(objects[at].raw)]
        layer = read_layer(page, objects, max(opaque, default=0))
        if layer.lost:
            more = self._miner.characters(sheet.number)
            if _solid(more) > _solid(layer.chars):
                layer = replace(layer, chars=more)
        why = doubt(layer.chars, bool(covering), layer.hidden)
        if why is None or self._options.ocr == "none":
            if why is Doubt.GARBLED:
                message = f"the text layer of page {sheet.number} is garbled, and recognition is off"
                sheet.diagnostics.append(("PP403", message))
            _take(layer, sheet)
        elif objects:  # a page with none is blank
            if why is Doubt.GARBLED:
                message = f"the text layer of page {sheet.number} is garbled; the page was recognised"
                sheet.diagnostics.append(("PP403", message))
            with self._costs.recognising():
                self._recognise(sheet, page, objects)

    def _recognise(self, sheet: Sheet, page: pdfium.PdfPage, objects: list[Drawn]) -> None:
        from policyparse.ocr.page import recognise_sheet

        self._engine = self._engine or engine(self._options.ocr, self._options.ocr_threads)
        check_images(objects, self._options.max_pixels)
        pixels = scan_of(page, objects)
        if pixels is None:
            if self.takes_long(page, sheet.number - 1, objects):
                raise ValueError(_TOO_MUCH)
            pixels = picture_of(page)
        recognise_sheet(sheet, pixels, self._engine, sheet.width / pixels.shape[1])

    def takes_long(self, page: pdfium.PdfPage, index: int, objects: list[Drawn]) -> bool:
        """Whether the picture of a page takes too long to make; a page that gives cause for doubt is tried."""
        from policyparse.reading.painting import paints_much

        if not (paints_much(page, objects, scale_of(page)) or self._paints_unseen):
            return False
        if self._failed < _TRIED:
            from policyparse.reading.trial import undrawn

            if not undrawn(self._data, [index], self._options):
                return False
        self._failed += 1
        return True

    @cached_property
    def _miner(self) -> Miner:
        from policyparse.reading.miner import Miner

        return Miner(self._data, self._options.password)

    @cached_property
    def _paints_unseen(self) -> bool:
        from policyparse.reading.nested import paints_unseen

        return paints_unseen(self._data)


def _take(layer: Layer, sheet: Sheet) -> None:
    """Fill a sheet with a text layer, turned upright."""
    layer, turns = turned(layer, sheet.width, sheet.height)
    sheet.rotation = -90 * turns % 360
    if turns % 2:
        sheet.width, sheet.height = sheet.height, sheet.width
    sheet.rows, sheet.tables = sorted_in(layer.chars, ruled(layer.rules))


def _solid(chars: tuple[Char, ...]) -> int:
    return sum(not c.text.isspace() for c in chars)
