"""A page's text layer: its characters with their boxes, and whether they can be believed."""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

from policyparse.ocr.order import Piece
from policyparse.reading.objects import Drawn, Place, placer, rules
from policyparse.reading.pages import Box

if TYPE_CHECKING:
    import pypdfium2 as pdfium


MOST_CHARS = 100_000
"""A page that has more characters is no page: A3 in the smallest type that can be read has room for half as many."""


@dataclass(frozen=True, slots=True)
class Char:
    """One character, its box in points from the upright page's top left."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Layer:
    """The text layer of one page.

    Attributes:
        chars: Its visible characters in the file's order, glyphs printed twice (false bold) taken once.
        hidden: Most of it cannot be seen: a recogniser's text under a scan.
        rules: Level and upright lines drawn on the page.
        lost: Some text gave no characters. PDFium passes over a lone character, and over text that runs up the page, if
            its font is neither in the file nor on the machine.
    """

    chars: tuple[Char, ...]
    hidden: bool
    rules: tuple[Box, ...] = ()
    lost: bool = False


def turned(layer: Layer, width: float, height: float) -> tuple[Layer, int]:
    """The layer with its text upright, and by how many quarter turns to the left that is: wide tables are set sideways.

    Args:
        layer: As it stands on the page.
        width: Of the page, in points.
        height: Of the page, in points.
    """
    way = _steps([c.box for c in layer.chars if not c.text.isspace()])
    turns, most = max(((n, way[n]) for n in range(4)), key=lambda x: x[1], default=(0, 0))
    if turns == 0 or most < max(_LEAST_STEPS, 0.7 * sum(way[n] for n in range(4))):
        return layer, 0

    def to(x: float, y: float) -> tuple[float, float]:
        return ((y, width - x), (width - x, height - y), (height - y, x))[turns - 1]

    def upright(box: Box) -> Box:
        (xa, ya), (xb, yb) = to(box[0], box[1]), to(box[2], box[3])
        return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))

    chars = tuple(Char(c.text, upright(c.box)) for c in layer.chars)
    return replace(layer, chars=chars, rules=tuple(map(upright, layer.rules))), turns


_LEAST_STEPS = 10


def _steps(boxes: Sequence[Box]) -> list[int]:
    """How often the next character lies right, below, left and above, near and in line; each a quarter turn further."""
    counts = [0, 0, 0, 0]
    for (ax0, ay0, ax1, ay1), (bx0, by0, bx1, by1) in pairwise(boxes):
        dx, dy = (bx0 + bx1 - ax0 - ax1) / 2, (by0 + by1 - ay0 - ay1) / 2
        across, down = abs(dx), abs(dy)
        size = max(ax1 - ax0, ay1 - ay0)
        if across > down:
            if across < 2 * size and down <= 0.2 * size:
                counts[0 if dx > 0 else 2] += 1
        elif 0 < down < 2 * size and across <= 0.2 * size:
            counts[1 if dy > 0 else 3] += 1
    return counts


def read_layer(page: pdfium.PdfPage, objects: Sequence[Drawn], cover: int) -> Layer:
    """The text layer of a page; the page's rotation and crop box are taken into account.

    Args:
        page: The page.
        objects: What is drawn on it.
        cover: So many of them are drawn before an image that lies over the whole page.
    """
    import pypdfium2.raw as raw

    place = placer(page)
    text_page = page.get_textpage()
    texts = [(i, o.raw) for i, o in enumerate(objects) if o.kind == raw.FPDF_PAGEOBJ_TEXT]
    try:
        found = _characters(text_page.raw, place)
        lost = any(_is_lost(t, text_page.raw) for _, t in texts)
    finally:
        text_page.close()
    unseen = sum(
        i < cover or raw.FPDFTextObj_GetTextRenderMode(t) == raw.FPDF_TEXTRENDERMODE_INVISIBLE for i, t in texts
    )
    return Layer(tuple(once(found)), bool(texts) and unseen > 0.5 * len(texts), tuple(rules(objects, place)), lost)


def _is_lost(text: Any, text_page: Any) -> bool:
    """Whether a text object of a font that is not in the file gave nothing."""
    import pypdfium2.raw as raw

    if raw.FPDFTextObj_GetText(text, text_page, None, 0) > 2:  # bytes of UTF-16, with the closing zero
        return False
    font = raw.FPDFTextObj_GetFont(text)
    return bool(font) and raw.FPDFFont_GetIsEmbedded(font) == 0


_NO_CHARS = frozenset("\0\r\n\x02\xad\u200b\ufeff\ufffe\uffff")


def _characters(text_page: Any, place: Place) -> list[Char]:
    import pypdfium2.raw as raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    out: list[Char] = []
    high = ""
    count = raw.FPDFText_CountChars(text_page)
    if count > MOST_CHARS:
        raise ValueError(f"it has {count:,} characters, more than a page has room for")
    for i in range(count):
        code = raw.FPDFText_GetUnicode(text_page, i)
        if 0xD800 <= code < 0xDC00:  # the first half of a pair
            high = chr(code)
            continue
        char = (
            (high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            if high
            else chr(code)
        )
        high = ""
        if "\ud800" <= char <= "\udfff":  # the second half without its first
            char = "\ufffd"
        if char in _NO_CHARS or (char == " " and raw.FPDFText_IsGenerated(text_page, i) == 1):
            continue  # generated blanks: `_piece` puts in its own, and only between Latin words
        if raw.FPDFText_GetLooseCharBox(text_page, i, loose) and loose.right > loose.left and loose.top > loose.bottom:
            (xa, ya), (xb, yb) = place(loose.left, loose.bottom), place(loose.right, loose.top)
        elif raw.FPDFText_GetCharBox(text_page, i, left, right, bottom, top):
            (xa, ya), (xb, yb) = place(left.value, bottom.value), place(right.value, top.value)
        else:
            continue
        out.append(Char(char, (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))))
    return out


_FIELD = 12.0
MOST_ALIKE = 50
"""More of one character in a field than this are no text; only the last of them are compared with."""


def once(chars: Sequence[Char]) -> list[Char]:
    """The characters without those printed again on (nearly) the same spot, as false bold and shadows are."""
    out: list[Char] = []
    seen: dict[tuple[str, float, float], list[Box]] = defaultdict(list)  # by character and by field of the page
    for char in chars:
        x0, y0, x1, y1 = char.box
        if char.text.isspace() or (char.text == "f" and out and out[-1] == char):  # the ligature ff, taken apart
            out.append(char)
            continue
        near = min(max((x1 - x0), (y1 - y0) * 0.4) * 0.3, _FIELD)
        if not _is_printed(char.text, x0, y0, near, seen):
            out.append(char)
            seen[char.text, x0 // _FIELD, y0 // _FIELD].append(char.box)
    return out


def _is_printed(text: str, x: float, y: float, near: float, seen: Mapping[tuple[str, float, float], list[Box]]) -> bool:
    """Whether the same character stands within `near` of a place already."""
    for column in {(x - near) // _FIELD, (x + near) // _FIELD}:
        for row in {(y - near) // _FIELD, (y + near) // _FIELD}:
            for box in seen.get((text, column, row), ())[-MOST_ALIKE:]:
                if abs(box[0] - x) <= near and abs(box[1] - y) <= near:
                    return True
    return False


_LATIN = re.compile(r"[A-Za-zÀ-ɏ0-9,.;:!?)’”]")
_WORD_GAP = 0.12
"""Latin characters farther apart than this many heights have a blank between them, written or not."""
_NEXT = 0.9
"""Characters nearer than this many heights belong to one run."""


def runs(chars: Sequence[Char]) -> list[Piece]:
    """Characters that follow one another on one base line, as pieces."""
    out: list[Piece] = []
    current: list[Char] = []
    for char in chars:
        if current and not _follows(current[-1], char):
            out += _piece(current)
            current = []
        current.append(char)
    return out + _piece(current)


def _follows(last: Char, char: Char) -> bool:
    height = max(min(last.box[3] - last.box[1], char.box[3] - char.box[1]), 1.0)
    drop = abs((last.box[1] + last.box[3]) - (char.box[1] + char.box[3])) / 2
    step = char.box[0] - last.box[2]
    return char.box == last.box or (drop < 0.4 * height and -0.6 * height < step < _NEXT * height)


def _piece(chars: list[Char]) -> list[Piece]:
    """The run as a piece, blanks at its ends left out; nothing for a blank run."""
    right = 0.0
    while chars and chars[0].text.isspace():
        chars = chars[1:]
    while chars and chars[-1].text.isspace():
        chars = chars[:-1]
    if not chars:
        return []
    text = ""
    edges: list[float] = []
    for c in chars:
        x0, x1 = c.box[0], c.box[2]
        if edges and _LATIN.match(text[-1]) and _LATIN.match(c.text) and x0 - right > _WORD_GAP * (c.box[3] - c.box[1]):
            text, edges = text + " ", [*edges, right]
        right = x1
        edges.append(x0)
        edges += [x0 + (x1 - x0) * k / len(c.text) for k in range(1, len(c.text))]
        text += c.text
    edges.append(chars[-1].box[2])
    edges = list(accumulate(edges, max))
    solid = [c for c in chars if not c.text.isspace()]
    box = (edges[0], median(c.box[1] for c in solid), edges[-1], median(c.box[3] for c in solid))
    return [Piece(text, box, box, tuple(edges))]
