"""A page image → its rows, in reading order and in PDF points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from policyparse.ocr.clean import unseal
from policyparse.ocr.level import Point, levelling
from policyparse.ocr.order import Piece, lines
from policyparse.reading.pages import Box
from policyparse.reading.sheets import Row

if TYPE_CHECKING:
    from policyparse.ocr.engine import Engine, Image, Recognised


def read_image(image: Image, engine: Engine, points: float) -> list[Row]:
    """Recognise a page.

    Args:
        image: RGB, upright.
        engine: Who reads it.
        points: PDF points to a pixel.
    """
    found = engine.recognise(unseal(image))
    flat = levelling([r.quad for r in found])
    pieces = [_piece(r, flat, points) for r in found]
    return [
        Row(p.text, p.bbox, None if p.confidence is None else round(p.confidence, 4), p.edges) for p in lines(pieces)
    ]


def _piece(found: Recognised, flat: Callable[[Point], Point], points: float) -> Piece:
    cuts = found.cuts or tuple(i / len(found.text) for i in range(len(found.text) + 1))
    a, b, c, d = found.quad
    left, right = (a[0] + d[0]) / 2 * points, (b[0] + c[0]) / 2 * points
    edges = tuple(left + (right - left) * cut for cut in cuts)
    return Piece(
        found.text,
        _hull([flat(p) for p in found.quad], points),
        _hull(found.quad, points),
        edges,
        found.confidence,
    )


def _hull(quad: Sequence[Point], points: float) -> Box:
    xs, ys = [p[0] * points for p in quad], [p[1] * points for p in quad]
    return (min(xs), min(ys), max(xs), max(ys))
