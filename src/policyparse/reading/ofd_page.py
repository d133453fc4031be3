"""What is on a page of an OFD (GB/T 33190-2016, 8 to 11): characters, shapes and pictures, in points on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from policyparse.reading.layer import MOST_ALIKE, MOST_CHARS, Char
from policyparse.reading.objects import MOST_OBJECTS, Matrix, Point, apply, chain
from policyparse.reading.pages import Box

if TYPE_CHECKING:
    from lxml.etree import _Element

POINTS = 72 / 25.4
"""Points to a millimetre, OFD's unit."""
_AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)
_NUMBER = re.compile(r"[-+]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})(?:[eE][-+]?\d{1,3})?")
_COMMAND = re.compile(r"([SMLQBACsmlqbac])([^SMLQBACsmlqbac]*)")
_ASCENT, _DESCENT = 0.86, 0.14
"""Of a Chinese font, in sizes."""
_SLANT = 0.02
_DEEPEST = 40
_FARTHEST = 1e5
_AN_OBJECT = 16
"""So many characters, of text or of a path's data, cost as much as an object."""
_STEPS = 6
"""A curve is drawn as so many straight lines."""
_LETTER = (2.0 * POINTS, 40.0 * POINTS)
"""Letters drawn as shapes are between these heights."""
_LETTER_POINTS = 12
_RULE = 1.5
"""A rule is no wider than this, in points …"""
_RULE_LENGTH = 5.0
"""… and no shorter than this."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn path.

    Attributes:
        contours: Its lines, as points.
        filled: Whether its inside is inked.
        stroked: Whether its line is drawn.
        width: The line's width, in points.
        color: Red, green, blue.
    """

    contours: tuple[tuple[Point, ...], ...]
    filled: bool
    stroked: bool
    width: float
    color: tuple[int, int, int]

    @property
    def box(self) -> Box:
        """Its bounds."""
        xs = [x for c in self.contours for x, _ in c]
        ys = [y for c in self.contours for _, y in c]
        return (min(xs), min(ys), max(xs), max(ys))

    @property
    def is_letter(self) -> bool:
        """Whether it may be a character that was turned into its outline."""
        x0, y0, x1, y1 = self.box
        many = sum(map(len, self.contours)) >= _LETTER_POINTS
        return (
            self.filled and many and _LETTER[0] <= y1 - y0 <= _LETTER[1] and 0.1 * (y1 - y0) < x1 - x0 < 3 * (y1 - y0)
        )

    def rules(self) -> Iterator[Box]:
        """The straight rules that it draws."""
        box = self.box
        if self.filled and not self.stroked:
            wide, high = box[2] - box[0], box[3] - box[1]
            if min(wide, high) <= _RULE and max(wide, high) >= _RULE_LENGTH:
                yield box
            return
        for contour in self.contours:
            for (xa, ya), (xb, yb) in pairwise(contour):
                flat, steep = abs(ya - yb) < 0.5, abs(xa - xb) < 0.5
                if (flat or steep) and max(abs(xa - xb), abs(ya - yb)) >= _RULE_LENGTH:
                    yield (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its resource, and where the unit square comes to lie."""

    resource: str
    matrix: Matrix

    @property
    def box(self) -> Box:
        """Its bounds."""
        corners = [apply(self.matrix, p) for p in ((0, 0), (1, 0), (0, 1), (1, 1))]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))


@dataclass(slots=True)
class Content:
    """A page's content.

    Attributes:
        chars: In the file's order.
        written: How many characters it has, seen or not.
        hidden: How many characters are there but not to be seen.
        slanted: Text that runs aslant, as watermarks do.
        shapes: Paths, in the order in which they are drawn.
        pictures: Images.
        room: How many objects may still be drawn.
    """

    room: int = MOST_OBJECTS
    chars: list[Char] = field(default_factory=list)
    written: int = 0
    hidden: int = 0
    slanted: list[str] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    _seen: dict[str, list[Box]] = field(default_factory=dict)

    def take(self, objects: int) -> None:
        """Raise ValueError where so many more objects, or what costs as much, have no room."""
        self.room -= objects
        if self.room < 0:
            raise ValueError("it and the pages before it draw more than Options.max_drawn allows")

    def is_again(self, chars: Sequence[Char]) -> bool:
        """Whether a text is printed again on (nearly) the same spot, as false bold and shadows are."""
        x0, y0, x1, y1 = chars[0].box
        near = max(x1 - x0, 0.4 * (y1 - y0)) * 0.3
        places = self._seen.setdefault("".join(c.text for c in chars), [])
        again = any(abs(b[0] - x0) <= near and abs(b[1] - y0) <= near for b in places[-MOST_ALIKE:])
        places.append(chars[0].box)
        return again


def local(element: _Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def numbers(text: str | None, most: int | None = 6) -> list[float]:
    """The first numbers in a list of them, none so large that it could not stand on a page."""
    found = islice(_NUMBER.finditer(text or ""), most)
    return [max(-_FARTHEST, min(_FARTHEST, float(x[0]))) for x in found]


def read_content(
    element: _Element, place: Matrix, composite: Callable[[str], _Element | None], into: Content, depth: int = 0
) -> None:
    """Take in the objects of a page, a layer, a block or an appearance.

    Args:
        element: What holds the objects.
        place: From its millimetres to points on the page.
        composite: The drawing that a composite object repeats, by its resource.
        into: Gets what is found.
        depth: How many elements are around it.
    """
    for child in element:
        kind = local(child)
        into.take(1)
        if child.get("Visible") == "false" or depth > _DEEPEST:
            continue
        if kind == "TextObject":
            _text(child, chain(_own(child), place), into)
        elif kind == "PathObject":
            _path(child, chain(_own(child), place), into)
        elif kind == "ImageObject":
            into.pictures.append(Picture(child.get("ResourceID") or "", chain(_own(child), place)))
        elif kind == "CompositeObject":
            drawing = composite(child.get("ResourceID") or "")
            if drawing is not None:
                read_content(drawing, chain(_own(child), place), composite, into, depth + 1)
        else:  # Content, Layer, PageBlock, a composite's own Content
            read_content(child, place, composite, into, depth + 1)


def _own(element: _Element) -> Matrix:
    """From an object's coordinates to those of what it stands in: its CTM, then its place."""
    ctm = numbers(element.get("CTM"))
    boundary = numbers(element.get("Boundary"))
    m: Matrix = (ctm[0], ctm[1], ctm[2], ctm[3], ctm[4], ctm[5]) if len(ctm) == 6 else _AS_IT_IS
    return chain(m, (1, 0, 0, 1, boundary[0], boundary[1])) if len(boundary) == 4 else m


def _text(element: _Element, m: Matrix, into: Content) -> None:
    size = next(iter(numbers(element.get("Size"))), 0.0)
    scale = next(iter(numbers(element.get("HScale"))), 1.0) or 1.0
    em = size * scale
    upright = m[1] == 0 == m[2] and m[0] > 0 < m[3]
    x = y = 0.0
    chars: list[Char] = []
    for code in element:
        text = code.text
        if not text or local(code) != "TextCode":
            continue
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        last = len(across)
        for i, c in enumerate(text):
            wide = em * (0.5 if c < "\x80" else 1.0)
            step = across[i] if i < last else 0.0 if down else wide
            shown = step if 0 < step <= em else wide  # what is set apart by more stands apart
            if upright:
                left, base = m[0] * x + m[4], m[3] * y + m[5]
                high = m[3] * size
                chars.append(Char(c, (left, base - _ASCENT * high, left + m[0] * shown, base + _DESCENT * high)))
            else:
                chars.append(Char(c, _box(m, x, y, shown, size)))
            x += step
            if i < len(down):
                y += down[i]
    into.take(len(chars) // _AN_OBJECT)
    into.written += len(chars)
    if into.written > MOST_CHARS:
        raise ValueError(f"it has more than {MOST_CHARS:,} characters, more than a page has room for")
    if element.get("Alpha") == "0":
        into.hidden += len(chars)
    elif min(abs(m[0]) + abs(m[3]), abs(m[1]) + abs(m[2])) > _SLANT * max(map(abs, m[:4])):
        into.slanted.append("".join(c.text for c in chars))
    elif chars and not into.is_again(chars):
        into.chars += chars


def _box(m: Matrix, x: float, y: float, wide: float, size: float) -> Box:
    (xa, ya), (xb, yb) = apply(m, (x, y - _ASCENT * size)), apply(m, (x + wide, y + _DESCENT * size))
    return (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def _steps(text: str | None) -> list[float]:
    """A list of steps; `g 3 5.6` stands for three of 5.6."""
    words = (text or "").split()
    out: list[float] = []
    i = 0
    while i < len(words) and len(out) < MOST_CHARS:
        if words[i] == "g" and i + 2 < len(words) and words[i + 1].isdecimal():
            out += numbers(words[i + 2])[:1] * min(int(words[i + 1]), MOST_CHARS)
            i += 3
        else:
            out += numbers(words[i])[:1]
            i += 1
    return out


def _path(element: _Element, m: Matrix, into: Content) -> None:
    if element.get("Alpha") == "0":
        return
    data, color = "", (0, 0, 0)
    for child in element:
        if local(child) == "AbbreviatedData":
            data = child.text or ""
        elif local(child) in ("FillColor", "StrokeColor"):
            color = _color(child.get("Value"), color)
            if child.get("Alpha") == "0":
                return
    into.take(len(data) // _AN_OBJECT)
    contours = tuple(tuple(apply(m, p) for p in contour) for contour in _contours(data))
    if contours:
        width = next(iter(numbers(element.get("LineWidth"))), 0.353) * POINTS
        filled, stroked = element.get("Fill") == "true", element.get("Stroke") != "false"
        into.shapes.append(Shape(contours, filled, stroked, width, color))


def _color(text: str | None, otherwise: tuple[int, int, int]) -> tuple[int, int, int]:
    """A colour's value: decimal, or hexadecimal as #ee; grey and CMYK as they look, near enough."""
    values = [
        min(255, int(v[1:], 16) if re.fullmatch("#[0-9A-Fa-f]{1,2}", v) else int(v) if v.isdecimal() else 0)
        for v in (text or "").split()
    ]
    if len(values) == 4:
        return tuple((255 - v) * (255 - values[3]) // 255 for v in values[:3])  # type: ignore[return-value]  # three of them
    if len(values) == 3:
        return (values[0], values[1], values[2])
    return (values[0],) * 3 if len(values) == 1 else otherwise


def _contours(data: str) -> list[list[Point]]:
    """The lines of a path in short form (GB/T 33190-2016, 9.1), curves as chords; an arc as the line to its end."""
    out: list[list[Point]] = []
    for m in _COMMAND.finditer(data):
        command, values = m[1].upper(), numbers(m[2], None)
        points = list(zip(values[::2], values[1::2], strict=False))
        if command in "SM":
            out.append(points[:1])
        elif not out or not out[-1]:
            continue
        elif command == "C":
            out[-1].append(out[-1][0])
        elif command == "L":
            out[-1] += points
        elif command in "QB" and len(points) == (2 if command == "Q" else 3):
            out[-1] += _curve([out[-1][-1], *points])
        elif command == "A" and len(values) == 7:
            out[-1].append((values[5], values[6]))
    return [contour for contour in out if len(contour) > 1]


def _curve(controls: Sequence[Point]) -> list[Point]:
    """Points on a Bézier curve, its first left out."""
    out = []
    for k in range(1, _STEPS + 1):
        t, level = k / _STEPS, list(controls)
        while len(level) > 1:
            level = [((1 - t) * a[0] + t * b[0], (1 - t) * a[1] + t * b[1]) for a, b in pairwise(level)]
        out.append(level[0])
    return out
