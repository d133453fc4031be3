"""Pages of an OFD as pixels, for what is drawn or scanned there; and letters drawn as shapes, recognised."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from policyparse.ocr.order import Piece
from policyparse.options import Options
from policyparse.reading.image import FORMATS, check_pixels, rgb
from policyparse.reading.ofd_page import Picture, Shape
from policyparse.reading.pages import Box

if TYPE_CHECKING:
    from PIL import Image as Pillow

    from policyparse.ocr.engine import Engine, Image, Recognised

DPI = 200
_MOST_PIXELS = 4200
_MUCH = 200_000_000
"""Points that a page may be painted with; Pillow takes some four seconds for so many of pictures …"""
_SHAPE = 1 / 16
"""… and OpenCV this part of it for as many of shapes."""
_MARGIN = 14.0
_SURE = 0.7
_WHITE = 248


def opened(data: bytes, name: str, options: Options) -> Pillow.Image:
    """An image out of the file.

    Raises:
        PolicyParseError: PP108, it is too large.
        OSError: It is of a kind that is not read.
    """
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own bomb warning
        try:
            image = Pillow.open(io.BytesIO(data), formats=FORMATS)
        except UnidentifiedImageError as e:  # whose message names an address in memory, another each time
            raise OSError("an image is damaged, or of a kind that is not read") from e
    check_pixels(image, name, options)
    return image


def pixels_of(picture: Picture, image: Pillow.Image) -> Image | None:
    """A picture's own pixels, if the page shows them upright; else None."""
    a, b, c, d, _, _ = picture.matrix
    if a <= 0 or d <= 0 or abs(b) > 1e-3 * a or abs(c) > 1e-3 * d:
        return None
    return rgb(image)[0]


def drawn(
    width: float,
    height: float,
    shapes: Sequence[Shape],
    pictures: Sequence[Picture],
    load: Callable[[str], Pillow.Image],
) -> Image:
    """A page as RGB pixels.

    Args:
        width: Of the page, in points.
        height: Of the page, in points.
        shapes: What is drawn.
        pictures: Images, below the shapes.
        load: An image by its resource.

    Raises:
        ValueError: The page is painted over without end.
    """
    import numpy as np
    from PIL import Image as Pillow

    scale = min(DPI / 72, _MOST_PIXELS / max(width, height, 1))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    page = Pillow.new("RGB", size, "white")
    room = _MUCH - _SHAPE * sum(_area(_on_page(shape.box, scale, size)) for shape in shapes)
    for picture in pictures:
        place = _on_page(picture.box, scale, size)
        image = load(picture.resource)
        room -= _area(place) + image.width * image.height
        if room < 0:
            break
        placed = _placed(image.convert("RGBA"), [v * scale for v in picture.matrix], place)
        page.paste(placed, place[:2], mask=placed.getchannel("A"))
    if room < 0:
        raise ValueError("its pictures and shapes paint it over many times")
    canvas = np.array(page, dtype=np.uint8)
    for shape in shapes:
        _ink(canvas, shape, scale, (0.0, 0.0), shape.color)
    return canvas


def _placed(image: Pillow.Image, matrix: Sequence[float], place: tuple[int, int, int, int]) -> Pillow.Image:
    """The part of an image that comes to lie in a place on the page, the unit square being laid out by the matrix."""
    from PIL import Image as Pillow

    left, top, right, bottom = place
    a, b, c, d, e, f = matrix
    e, f = e - left, f - top
    size = (right - left, bottom - top)
    det = (a * d - b * c) / (image.width * image.height)
    if not det:
        return Pillow.new("RGBA", size)
    a, b, c, d = a / image.width, b / image.width, c / image.height, d / image.height
    back = (d / det, -c / det, (c * f - d * e) / det, -b / det, a / det, (b * e - a * f) / det)
    return image.transform(size, Pillow.Transform.AFFINE, back, Pillow.Resampling.BILINEAR)


def _on_page(box: Box, scale: float, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """The points of a page that a box touches: left, top, right, bottom."""
    left, top = (max(0, math.floor(v * scale)) for v in box[:2])
    right, bottom = (min(most, math.ceil(v * scale)) for v, most in zip(box[2:], size, strict=True))
    return left, top, max(left + 1, right), max(top + 1, bottom)


def _area(place: tuple[int, int, int, int]) -> int:
    return (place[2] - place[0]) * (place[3] - place[1])


def _ink(canvas: Image, shape: Shape, scale: float, origin: tuple[float, float], color: tuple[int, int, int]) -> None:
    import cv2
    import numpy as np

    fine = 16  # parts of a pixel that OpenCV is told of
    contours = [
        np.array([((x - origin[0]) * scale * fine, (y - origin[1]) * scale * fine) for x, y in contour]).clip(-1e6, 1e6)
        for contour in shape.contours
    ]
    lines = [c.round().astype(np.int32) for c in contours]
    if shape.filled and min(shape.color) < _WHITE:  # white on white shows nothing, and may be meant to hide nothing
        cv2.fillPoly(canvas, lines, color, cv2.LINE_AA, 4)
    if shape.stroked and min(shape.color) < _WHITE:
        cv2.polylines(canvas, lines, False, color, max(1, round(shape.width * scale)), cv2.LINE_AA, 4)


def letters(shapes: Sequence[Shape], engine: Engine) -> list[Piece]:
    """What letters say that are drawn as their outlines; what the recogniser is not sure of is left."""
    import numpy as np

    boxes = [shape.box for shape in shapes]
    x0, y0 = min(b[0] for b in boxes) - _MARGIN, min(b[1] for b in boxes) - _MARGIN
    x1, y1 = max(b[2] for b in boxes) + _MARGIN, max(b[3] for b in boxes) + _MARGIN
    scale = min(DPI / 72, _MOST_PIXELS / max(x1 - x0, y1 - y0))
    canvas = np.full((max(1, round((y1 - y0) * scale)), max(1, round((x1 - x0) * scale)), 3), 255, np.uint8)
    for shape in shapes:
        _ink(canvas, shape, scale, (x0, y0), (0, 0, 0))
    return [_piece(found, scale, x0, y0) for found in engine.recognise(canvas) if found.confidence >= _SURE]


def _piece(found: Recognised, scale: float, x: float, y: float) -> Piece:
    xs, ys = [p[0] / scale + x for p in found.quad], [p[1] / scale + y for p in found.quad]
    box = (min(xs), min(ys), max(xs), max(ys))
    cuts = found.cuts or tuple(i / len(found.text) for i in range(len(found.text) + 1))
    edges = tuple(box[0] + (box[2] - box[0]) * cut for cut in cuts)
    return Piece(found.text, box, box, edges, found.confidence)
