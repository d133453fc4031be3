"""A page of a PDF as pixels: the scan as it lies in the file where the page is one, else the page as it is drawn."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyparse.reading.objects import AS_IT_IS, Drawn
from policyparse.reading.own_text import is_whole

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from policyparse.ocr.engine import Image

_RENDER_DPI = 200
MOST_PIXELS = 4200
"""Long side of a rendered page in pixels; a wall map of a page is rendered smaller."""
_IMAGE_DPI = (90, 320)
"""A scan within these resolutions is recognised as it is; others are rendered."""


def covers(image: Drawn, page: pdfium.PdfPage) -> bool:
    """Whether an object is an image that is (nearly) the whole page."""
    import pypdfium2.raw as raw

    if image.kind != raw.FPDF_PAGEOBJ_IMAGE or (bounds := image.bounds) is None:
        return False
    left, bottom, right, top = bounds
    x0, y0, x1, y1 = page.get_bbox()
    return is_whole(right - left, top - bottom, x1 - x0, y1 - y0)


def check_images(objects: Sequence[Drawn], most: int) -> None:
    """Raise ValueError, which costs the page, where an image has more than so many pixels."""
    import pypdfium2.raw as raw

    width, height = ctypes.c_uint(), ctypes.c_uint()
    for image in _images(objects):
        raw.FPDFImageObj_GetImagePixelSize(image.raw, width, height)
        if width.value * height.value > most:
            raise ValueError(f"an image has {width.value} × {height.value} pixels (Options.max_pixels)")


def _images(objects: Sequence[Drawn]) -> list[Drawn]:
    import pypdfium2.raw as raw

    return [o for o in objects if o.kind == raw.FPDF_PAGEOBJ_IMAGE]


def scan_of(page: pdfium.PdfPage, objects: Sequence[Drawn]) -> Image | None:
    """The one image that is the page, as it lies in the file; None where the page shows more, or shows it changed."""
    images = _images(objects)
    if len(images) != 1 or not covers(images[0], page) or _is_written_over(page, objects, objects.index(images[0])):
        return None
    return _own_pixels(page, images[0])


def _is_written_over(page: pdfium.PdfPage, objects: Sequence[Drawn], cover: int) -> bool:
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


def scale_of(page: pdfium.PdfPage) -> float:
    """How many points the picture of a page has to one of the page."""
    return float(min(_RENDER_DPI / 72, MOST_PIXELS / max(*page.get_size(), 1)))


def picture_of(page: pdfium.PdfPage) -> Image:
    """The page as it is shown, upright, in RGB."""
    import numpy as np

    bitmap = page.render(scale=scale_of(page), rev_byteorder=True, prefer_bgrx=False)
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
