"""What is drawn on a page of a PDF, in the order in which it is drawn: texts, images and straight rules."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policyparse.options import Options
from policyparse.reading.pages import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Place = Callable[[float, float], Point]
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
_DEEPEST = 8
MOST_OBJECTS = 100_000
"""More objects than this on a page are a drawing (a map, a plan); what comes after them is not looked at one by one."""
_EACH_PAGE = 1_000
"""Objects that a page may draw, however small its file is."""
_BYTES = 4
"""Bytes of a file that an object takes at least, packed, where no two are alike."""
_MOST_SEGMENTS = 2_000
"""A path with more is a drawing."""
_LEVEL = 0.5
"""A stroke that rises by less than this is level."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object of a page.

    Attributes:
        raw: PDFium's handle, good while the page is open.
        kind: PDFium's `FPDF_PAGEOBJ_…`.
        matrix: From its coordinates to the page's; another than the identity where it is part of a form.
    """

    raw: Any
    kind: int
    matrix: Matrix

    @property
    def bounds(self) -> Box | None:
        """Left, bottom, right, top on the page, in the file's coordinates."""
        import pypdfium2.raw as raw

        x0, y0, x1, y1 = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(self.raw, x0, y0, x1, y1):
            return None
        corners = [apply(self.matrix, (x.value, y.value)) for x in (x0, x1) for y in (y0, y1)]
        across, down = zip(*corners, strict=True)
        return (min(across), min(down), max(across), max(down))


def may_draw(options: Options, pages: int, size: int) -> int:
    """How many objects so many pages of a file may draw: small files have more only where pages share them."""
    return options.max_drawn + _EACH_PAGE * pages + size // _BYTES


def apply(m: Matrix, p: Point) -> Point:
    """A point under a matrix."""
    return (m[0] * p[0] + m[2] * p[1] + m[4], m[1] * p[0] + m[3] * p[1] + m[5])


def chain(first: Matrix, then: Matrix) -> Matrix:
    """One matrix, then another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def placer(page: pdfium.PdfPage) -> Place:
    """From the file's coordinates to points from the upright page's top left."""
    import pypdfium2.raw as raw

    width, height = page.get_size()
    fine = 100  # the call gives whole numbers
    x, y = ctypes.c_int(), ctypes.c_int()

    def ask(px: float, py: float) -> Point:
        raw.FPDF_PageToDevice(page.raw, 0, 0, round(width * fine), round(height * fine), 0, px, py, x, y)
        return x.value / fine, y.value / fine

    reach = 1000.0
    (x0, y0), (x1, y1), (x2, y2) = ask(0, 0), ask(reach, 0), ask(0, reach)
    a, b, c, d = (x1 - x0) / reach, (y1 - y0) / reach, (x2 - x0) / reach, (y2 - y0) / reach
    return lambda px, py: (x0 + a * px + c * py, y0 + b * px + d * py)


def drawn(page: pdfium.PdfPage) -> list[Drawn]:
    """The page's objects, those of its forms in their place; a form too deep in others stands for itself."""
    import pypdfium2.raw as raw

    out: list[Drawn] = []
    _gather(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, AS_IT_IS, 0, out)
    return out


def _gather(parent: Any, count: Any, get: Any, matrix: Matrix, depth: int, out: list[Drawn]) -> None:
    import pypdfium2.raw as raw

    for i in range(count(parent)):
        if len(out) >= MOST_OBJECTS:
            return
        handle = get(parent, i)
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            own = chain(_matrix(handle), matrix)
            _gather(handle, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, own, depth + 1, out)
        else:
            out.append(Drawn(handle, kind, matrix))


def _matrix(handle: Any) -> Matrix:
    import pypdfium2.raw as raw

    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(handle, m) else AS_IT_IS


def rules(objects: Sequence[Drawn], place: Place) -> Iterator[Box]:
    """The level and upright lines that the page's paths draw, and the sides of its frames and shaded fields.

    Args:
        objects: Of the page.
        place: From the file's coordinates to points from the upright page's top left.
    """
    import pypdfium2.raw as raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for path in objects:
        if path.kind != raw.FPDF_PAGEOBJ_PATH or not raw.FPDFPath_GetDrawMode(path.raw, fill, stroke):
            continue
        if not (fill.value or stroke.value):
            continue
        matrix = chain(_matrix(path.raw), path.matrix)
        for a, b in _strokes(path.raw):
            (xa, ya), (xb, yb) = place(*apply(matrix, a)), place(*apply(matrix, b))
            if abs(xa - xb) < _LEVEL or abs(ya - yb) < _LEVEL:
                yield (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _strokes(path: Any) -> Iterator[tuple[Point, Point]]:
    """The straight strokes of a path; the one that closes it, too."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    contour: list[Point | None] = []
    for i in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, i)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _pairs(contour)
            contour = []
        elif kind != raw.FPDF_SEGMENT_LINETO:
            contour.append(None)  # a curve
        contour.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            contour.append(contour[0])
    yield from _pairs(contour)


def _pairs(contour: list[Point | None]) -> Iterator[tuple[Point, Point]]:
    yield from ((a, b) for a, b in pairwise(contour) if a is not None and b is not None)
