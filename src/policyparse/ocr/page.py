"""A page image → its rows and tables, in reading order and in PDF points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policyparse.ocr.clean import unseal
from policyparse.ocr.grid import find_tables, sort_in
from policyparse.ocr.level import Level, Point, levelling
from policyparse.ocr.order import Piece
from policyparse.reading.pages import Box
from policyparse.reading.sheets import Row
from policyparse.reading.weave import Texts, woven

if TYPE_CHECKING:
    from policyparse.ocr.engine import Engine, Image, Recognised


def read_image(image: Image, engine: Engine, points: float) -> tuple[list[Row], list[Texts]]:
    """Recognise a page.

    Args:
        image: RGB, upright.
        engine: Who reads it.
        points: PDF points to a pixel.

    Returns:
        The page's rows in reading order, and its ruled tables.
    """
    clean = unseal(image)
    found = engine.recognise(clean)
    if not found:
        return [], []
    level = levelling([r.quad for r in found])
    pieces = [_piece(r, level, points) for r in found]
    outside, tables = sort_in(pieces, find_tables(clean, level.slope), points)
    return woven(outside, tables)


def _piece(found: Recognised, level: Level, points: float) -> Piece:
    cuts = found.cuts or tuple(i / len(found.text) for i in range(len(found.text) + 1))
    a, b, c, d = found.quad
    left, right = (a[0] + d[0]) / 2 * points, (b[0] + c[0]) / 2 * points
    edges = tuple(left + (right - left) * cut for cut in cuts)
    flat = _hull([level(p) for p in found.quad], points)
    return Piece(found.text, flat, _hull(found.quad, points), edges, found.confidence)


def _hull(corners: Sequence[Point], points: float) -> Box:
    xs, ys = [p[0] * points for p in corners], [p[1] * points for p in corners]
    return (min(xs), min(ys), max(xs), max(ys))
