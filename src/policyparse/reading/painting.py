"""How much PDFium would have to paint for the picture of a page, as its objects tell before anything is painted."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyparse.reading.objects import MOST_OBJECTS, Drawn

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MUCH = 1_200_000_000
"""Points. PDFium fills so many in a second and a half, and takes three for as many of pictures and shadings."""
_EACH = 1_000
"""Points that an object counts for at least."""
_LARGE_LETTERS = 150.0
"""Letters of so many points of type are filled like shapes, and one text may hold any number of them."""


def paints_much(page: pdfium.PdfPage, objects: Sequence[Drawn], scale: float) -> bool:
    """Whether a page is covered with paint hundreds of times over; where its objects don't tell, it may be.

    Args:
        page: The page.
        objects: All that it draws.
        scale: Points of the picture to one of the page.
    """
    import pypdfium2.raw as raw

    if len(objects) >= MOST_OBJECTS or _has_notes(page):
        return True
    x0, y0, x1, y1 = page.get_bbox()
    total = 0.0
    for found in objects:
        if found.kind in (raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_SHADING):  # forms in it, a function's cost: not seen
            return True
        left, bottom, right, top = found.bounds or (x0, y0, x1, y1)
        if found.kind == raw.FPDF_PAGEOBJ_TEXT and min(right - left, top - bottom) > _LARGE_LETTERS:
            return True
        across, down = min(right, x1) - max(left, x0), min(top, y1) - max(bottom, y0)
        total += max(max(across, 0.0) * max(down, 0.0) * scale**2, _EACH)
        if found.kind == raw.FPDF_PAGEOBJ_IMAGE:
            total += _pixels(found)
        if not total <= MUCH:  # more, or no number at all
            return True
    return False


def _has_notes(page: pdfium.PdfPage) -> bool:
    """Whether annotations are drawn on a page: links are not, others may be any drawing."""
    import pypdfium2.raw as raw

    for i in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, i)
        kind = raw.FPDFAnnot_GetSubtype(note)
        raw.FPDFPage_CloseAnnot(note)
        if kind not in (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP):
            return True
    return False


def _pixels(image: Drawn) -> int:
    import pypdfium2.raw as raw

    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(image.raw, width, height)
    return width.value * height.value
