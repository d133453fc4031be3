"""PDF files, page by page: the text layer where it can be trusted, recognition where it cannot."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from threading import Lock
from time import thread_time
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, engine
from policyparse.options import Options
from policyparse.reading.image import page_range
from policyparse.reading.layer import Char, Layer, read_layer, turned
from policyparse.reading.objects import AS_IT_IS, Drawn, drawn, may_draw
from policyparse.reading.pages import Reading, check_length
from policyparse.reading.rules import ruled, sorted_in
from policyparse.reading.sheets import Sheet, bind

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image as Pillow

    from policyparse.ocr.engine import Image
    from policyparse.reading.miner import Miner

_ONE_AT_A_TIME = Lock()
"""PDFium works in one thread at a time."""
RENDER_DPI = 200
_MAX_PIXELS = 4200
"""Long side of a rendered page in pixels; a wall map of a page is rendered smaller."""
_IMAGE_DPI = (90, 320)
"""A scan within these resolutions is recognised as it is; others are rendered."""
_TOO_MUCH = "drawing it takes longer, or more memory, than Options.trial_seconds allows"
_TRIED = 3
"""After so many pages of a file that took too long, the others that may are not tried."""
_PAGE_SECONDS, _CHAR_SECONDS, _BYTE_SECONDS = 5e-3, 5e-5, 2e-6
"""Of the processor, that a page, a character of it and a byte of the file may take: several times what they do take."""
_FULL_PAGE = 0.92
"""An image that covers this part of a page's width and height is the page."""


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
        raise _nothing(sheets, name, options)
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
        raise PolicyParseError("PP104", name, "open it in a PDF viewer and save it again, or copy it again") from e
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
            scale = min(width / across, _MAX_PIXELS / max(across, down))
            picture: Pillow.Image = page.render(scale=scale).to_pil()
            return picture
        finally:
            document.close()


def _nothing(sheets: list[Sheet], name: str, options: Options) -> PolicyParseError:
    failed = [m for sheet in sheets for code, m in sheet.diagnostics if code == "PP401"]
    if failed:
        return PolicyParseError("PP104", f"{name}: {failed[0]}", "open it in a PDF viewer and save it again")
    if options.ocr == "none":
        return PolicyParseError("PP107", f"{name} has no text layer", "let it be recognised: --ocr auto")
    return PolicyParseError("PP107", name, "are its pages blank?")


class _Pages:
    """The pages of one open document; the OCR engine is loaded when a page first needs it."""

    def __init__(
        self, document: pdfium.PdfDocument, data: bytes, name: str, options: Options, undrawn: set[int]
    ) -> None:
        self.document, self.data, self.name, self.options, self.undrawn = document, data, name, options, undrawn
        self._engine: Engine | None = None
        self._failed = self._filled = self._drawn = self._length = 0
        self._taken = self._apart = 0.0  # seconds that pages took, and those of them that recognition took

    def sheets(self, indices: range) -> Iterator[Sheet]:
        """The pages as sheets; a page that cannot be read is an empty sheet with a diagnostic."""
        for index in indices:
            sheet = Sheet(index + 1, 0.0, 0.0, origin="text-layer")
            try:
                if index in self.undrawn:
                    raise ValueError(_TOO_MUCH)
                if self._drawn > may_draw(self.options, self._filled, len(self.data)):
                    raise ValueError("the pages before it draw more than Options.max_drawn allows")
                if self._taken > self._may_take():
                    raise ValueError("the pages before it take longer than Options.trial_seconds allows")
                begun = thread_time() - self._apart
                try:
                    page = self.document[index]
                    try:
                        self._fill(sheet, page)
                    finally:
                        page.close()
                finally:
                    self._taken += thread_time() - self._apart - begun
                    self._filled += 1
            except PolicyParseError:
                raise
            except Exception as e:  # whatever a broken page does to the libraries, it costs this page only
                sheet.diagnostics.append(("PP401", f"page {index + 1} could not be read: {e}"))
            self._length += sum(len(row.text) for row in sheet.rows)
            check_length(self._length, self.name, self.options)
            yield sheet

    def _may_take(self) -> float:
        """Seconds that the pages read so far may take: others take more only where they share what is costly."""
        given = _PAGE_SECONDS * self._filled + _CHAR_SECONDS * self._length + _BYTE_SECONDS * len(self.data)
        return self.options.trial_seconds / 2 + given

    def _fill(self, sheet: Sheet, page: pdfium.PdfPage) -> None:
        import pypdfium2.raw as raw

        sheet.width, sheet.height = page.get_size()
        objects = drawn(page)
        self._drawn += max(len(objects), raw.FPDFPage_CountObjects(page.raw))
        images = [o for o in objects if o.kind == raw.FPDF_PAGEOBJ_IMAGE]
        covering = [at for at, o in enumerate(objects) if o.kind == raw.FPDF_PAGEOBJ_IMAGE and _covers(o, page)]
        cover = max((at for at in covering if not raw.FPDFPageObj_HasTransparency(objects[at].raw)), default=0)
        layer = read_layer(page, objects, cover)
        if layer.lost:
            more = self._miner.characters(sheet.number)
            if _solid(more) > _solid(layer.chars):
                layer = replace(layer, chars=more)
        why = _distrust(layer, bool(covering))
        if why is None or self.options.ocr == "none":
            if why == "garbled":
                sheet.diagnostics.append(
                    ("PP403", f"the text layer of page {sheet.number} is garbled, and recognition is off")
                )
            self._text_layer(sheet, layer)
            return
        if not objects:
            return  # a blank page
        if why == "garbled":
            sheet.diagnostics.append(
                ("PP403", f"the text layer of page {sheet.number} is garbled; the page was recognised")
            )
        begun = thread_time()
        try:
            self._recognise(sheet, page, objects, images, cover if covering else None)
        finally:
            self._apart += thread_time() - begun

    def _recognise(
        self, sheet: Sheet, page: pdfium.PdfPage, objects: list[Drawn], images: list[Drawn], cover: int | None
    ) -> None:
        """Fill a sheet by recognition.

        Args:
            sheet: Gets what is found.
            page: The page.
            objects: All that is drawn on it.
            images: The images among these.
            cover: How many of them are drawn before an image that is the page; None where there is none.
        """
        from policyparse.ocr.page import recognise_sheet

        self._engine = self._engine or engine(self.options.ocr, self.options.ocr_threads)
        self._check(images)
        alone = cover is not None and len(images) == 1 and not _is_written_over(page, objects, cover)
        pixels = _own_pixels(page, images[0]) if alone else None
        if pixels is None:
            if self.takes_long(page, sheet.number - 1, objects):
                raise ValueError(_TOO_MUCH)
            pixels = _picture(page)
        recognise_sheet(sheet, pixels, self._engine, sheet.width / pixels.shape[1])

    def takes_long(self, page: pdfium.PdfPage, index: int, objects: list[Drawn]) -> bool:
        """Whether the picture of a page takes too long to make; a page that gives cause for doubt is tried."""
        from policyparse.reading.painting import paints_much

        if not (paints_much(page, objects, _scale(page)) or self._paints_unseen):
            return False
        if self._failed < _TRIED:
            from policyparse.reading.trial import undrawn

            if not undrawn(self.data, [index], self.options):
                return False
        self._failed += 1
        return True

    @cached_property
    def _miner(self) -> Miner:
        from policyparse.reading.miner import Miner

        return Miner(self.data, self.options.password)

    @cached_property
    def _paints_unseen(self) -> bool:
        from policyparse.reading.nested import paints_unseen

        return paints_unseen(self.data)

    def _check(self, images: list[Drawn]) -> None:
        """Raise ValueError, which costs the page, where an image has more pixels than the options allow."""
        import pypdfium2.raw as raw

        width, height = ctypes.c_uint(), ctypes.c_uint()
        for image in images:
            raw.FPDFImageObj_GetImagePixelSize(image.raw, width, height)
            if width.value * height.value > self.options.max_pixels:
                raise ValueError(f"an image has {width.value} × {height.value} pixels (Options.max_pixels)")

    def _text_layer(self, sheet: Sheet, layer: Layer) -> None:
        layer, turns = turned(layer, sheet.width, sheet.height)
        sheet.rotation = -90 * turns % 360
        if turns % 2:
            sheet.width, sheet.height = sheet.height, sheet.width
        sheet.rows, sheet.tables = sorted_in(layer.chars, ruled(layer.rules))


def _solid(chars: tuple[Char, ...]) -> int:
    return sum(not c.text.isspace() for c in chars)


def _distrust(layer: Layer, scanned: bool) -> str | None:
    """Why a text layer is not taken, or None: nothing there, garbled, or put under a scan by some other recogniser."""
    if not layer.chars:
        return "empty"
    if layer.garbled:
        return "garbled"
    if scanned and (layer.hidden or len(layer.chars) < 40):
        return "scan"
    return None


def _covers(image: Drawn, page: pdfium.PdfPage) -> bool:
    """Whether an image is (nearly) the whole page."""
    if (bounds := image.bounds) is None:
        return False
    left, bottom, right, top = bounds
    x0, y0, x1, y1 = page.get_bbox()
    return bool(right - left >= _FULL_PAGE * (x1 - x0) and top - bottom >= _FULL_PAGE * (y1 - y0))


def _is_written_over(page: pdfium.PdfPage, objects: list[Drawn], cover: int) -> bool:
    """Whether something was typed on a scan: a text that can be seen above it, or a note or field."""
    import pypdfium2.raw as raw

    above = (o.raw for o in objects[cover + 1 :] if o.kind == raw.FPDF_PAGEOBJ_TEXT)
    if any(raw.FPDFTextObj_GetTextRenderMode(text) != raw.FPDF_TEXTRENDERMODE_INVISIBLE for text in above):
        return True
    typed = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET)
    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind in typed:
            return True
    return False


def _scale(page: pdfium.PdfPage) -> float:
    """How many points the picture of a page has to one of the page."""
    return float(min(RENDER_DPI / 72, _MAX_PIXELS / max(*page.get_size(), 1)))


def _picture(page: pdfium.PdfPage) -> Image:
    """The page as it is shown, upright, in RGB."""
    import numpy as np

    bitmap = page.render(scale=_scale(page), rev_byteorder=True, prefer_bgrx=False)
    array = bitmap.to_numpy()
    array = np.repeat(array[..., :1], 3, axis=2) if array.shape[2] == 1 else array[..., :3]
    return np.ascontiguousarray(array, dtype=np.uint8)


def _own_pixels(page: pdfium.PdfPage, found: Drawn) -> Image | None:
    """The scan as it is in the file, if the page shows it whole, upright, unmasked and at a usual resolution."""
    import numpy as np
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    image = pdfium.PdfObject(found.raw, page=page, pdf=page.pdf)
    if found.matrix != AS_IT_IS:
        return None
    m = image.get_matrix()
    if page.get_rotation() or m.a <= 0 or m.d <= 0 or abs(m.b) > 1e-3 * m.a or abs(m.c) > 1e-3 * m.d:
        return None
    left, bottom, right, top = image.get_bounds()
    x0, y0, x1, y1 = page.get_bbox()
    if max(abs(left - x0), abs(bottom - y0), abs(right - x1), abs(top - y1)) > 2 or raw.FPDFPageObj_HasTransparency(
        image
    ):
        return None
    width, height = image.get_px_size()
    across, down = width / (right - left) * 72, height / (top - bottom) * 72
    if not (_IMAGE_DPI[0] <= across <= _IMAGE_DPI[1] and abs(across - down) < 0.02 * down):
        return None
    try:
        pixels = np.asarray(image.get_bitmap(render=False).to_pil().convert("RGB"), dtype=np.uint8)
    except (pdfium.PdfiumError, ValueError, RuntimeError):
        return None
    return pixels if pixels.shape[1] == width else None
