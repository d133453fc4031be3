"""A page image → its rows and tables, in reading order and in PDF points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import hypot
from typing import TYPE_CHECKING

from policyparse.ocr.doubt import AT_ONCE, read_again
from policyparse.ocr.engine import Quad, ReadsBoxes
from policyparse.ocr.grid import Ruled, find_tables, sort_in
from policyparse.ocr.level import Level, Point, levelling
from policyparse.ocr.order import Piece
from policyparse.ocr.overlooked import Overlooked, overlooked
from policyparse.ocr.seal import Seal
from policyparse.ocr.unseal import unseal
from policyparse.reading.pages import Box
from policyparse.reading.sheets import Sheet
from policyparse.reading.weave import woven

if TYPE_CHECKING:
    from policyparse.ocr.engine import Engine, Image, Recognised


_LEAST_SIDE = 8
"""An image with fewer pixels across or down has nothing to read on it."""
_LEAST_ROOM = 10.0
"""A page with room for fewer characters in its boxes is not turned."""
DOUBTFUL = 0.75
"""A page read with less confidence than this, or with half as many characters as its boxes have room for, may lie
upside down; a poor page that is upright is read with more."""
_SURE = 0.75
"""With how much confidence something is to be read that the engine overlooked …"""
_SURE_IN_CELL = 0.5
"""… and in a cell, which is there to have something in it."""
_SCRAWL = re.compile(r"[^\w）)。，；：]|[_一]+|[A-Za-z]")
"""What a hole, a speck or a stub of a line may be read as."""
_CLOSING = re.compile(r"[）)]")
"""A cell's last line may be no more than this, and no speck looks like it."""
_STROKE = re.compile(r"[-—一―－–_~.·・]")
"""What the dash in an empty cell may be read as."""
_WEAK = 0.12
"""A line's confidence is less by this part of what its weakest character lacks …"""
_WEAK_FLOOR = 0.8
"""… but not less than this, if its mean is not."""
_WITHIN = (1.25, 1.35)
"""Boxes of a seal's letters end within this part of its radius, or within the second if they are hardly read …"""
_ARC = 0.4
"""… and above its middle by this much: words that it was put over run through the middle or below …"""
_ARC_OF_SCRAPS = 0.15
"""… or by this much, if they are hardly read …"""
_ASLANT = 0.2
"""… or they fall or rise by this much more for each step to the right than the page's lines."""


def recognise_sheet(sheet: Sheet, image: Image, engine: Engine, points: float) -> None:
    """Recognise a page and put its rows and tables into `sheet`; a page that lies on its side or head is turned first.

    Args:
        sheet: Gets `rows`, `tables`, `seals`, `origin`; of a page that was turned `rotation` and the upright size, too.
        image: RGB, as the page lies.
        engine: Who reads it.
        points: PDF points to a pixel.
    """
    import numpy as np

    sheet.origin = "ocr"
    if min(image.shape[:2]) < _LEAST_SIDE:
        return
    clean, seals = unseal(image)
    turns, clean, found = _upright(clean, engine)
    if not found:
        return
    sealed = np.ascontiguousarray(np.rot90(image, turns))
    if turns:
        sheet.rotation = -90 * turns % 360
        if turns % 2:
            sheet.width, sheet.height = sheet.height, sheet.width
        seals = [_turned(seal, turns, image.shape[:2]) for seal in seals]
    level = levelling([r.quad for r in found])
    found = _beside_seals(sheet, found, seals, level, points)
    with ThreadPoolExecutor(1) as meanwhile:
        looked_for = meanwhile.submit(find_tables, clean, level.slope)
        found = _under_seals((clean, sealed), found, seals, engine)
        if isinstance(engine, ReadsBoxes):
            found, ghosts = read_again(clean, found, engine)
            if ghosts:
                lines = f"{ghosts} lines show" if ghosts > 1 else "a line shows"
                sheet.diagnostics.append(("PP410", f"{lines} through from the back of page {sheet.number}: left out"))
        ruled = looked_for.result()
    found = _looked_again(clean, found, ruled, engine)
    pieces = [_piece(r, level, points) for r in found]
    outside, tables = sort_in(pieces, ruled, points)
    sheet.rows, sheet.tables = woven(outside, tables)


def _upright(image: Image, engine: Engine) -> tuple[int, Image, list[Recognised]]:
    """How many quarter turns to the left set the page upright, the page so turned, and what is on it."""
    import numpy as np

    found = engine.recognise(image)
    best, most = (0, image, found), _evidence(found)
    room = [_room(r) for r in found]
    lying = sum(abs(n) for n in room if n < 0) > sum(map(abs, room)) / 2
    if sum(map(abs, room)) < _LEAST_ROOM or not (lying or _is_doubtful(found, sum(map(abs, room)))):
        return best
    for turns in (1, 3) if lying else (2, 1, 3):
        if not lying and turns == 1 and not _is_doubtful(best[2], sum(map(abs, room))):
            break  # it lay on its head; a table's short texts do not tell that a page lies on its side
        turned = np.ascontiguousarray(np.rot90(image, turns))
        again = engine.recognise(turned)
        if (evidence := _evidence(again)) > most or (lying and turns == 1 and again):
            best, most = (turns, turned, again), evidence
    return best


def _looked_again(
    image: Image, found: Sequence[Recognised], tables: Sequence[Ruled], engine: Engine
) -> list[Recognised]:
    """What was found, and what stands where the engine saw no line and is read without doubt."""
    if not isinstance(engine, ReadsBoxes):
        return list(found)
    marks = [r for r in found if _is_doubtful_mark(r) and _cell(r.quad, tables) is not None]
    found = [r for r in found if r not in marks]
    taken = {_cell(r.quad, tables) for r in found}
    out: list[Recognised] = []
    for seen in overlooked(image, found, tables):
        alone = seen.in_cell and _cell(seen.quad, tables) not in taken
        read = engine.read(image, [seen.quad])
        out += [said for r in read if (said := _taken(r, seen, alone)) is not None]
    taken |= {_cell(r.quad, tables) for r in out}
    return [*found, *out, *(r for r in marks if _cell(r.quad, tables) not in taken)]


def _taken(r: Recognised, seen: Overlooked, alone: bool) -> Recognised | None:
    """What is taken of a reading of what was overlooked; `alone` is what is all that its cell has."""
    if alone and seen.dash and _STROKE.fullmatch(r.text):
        return replace(r, text="—")
    if seen.thin or (seen.in_cell and _CLOSING.fullmatch(r.text)):
        return r if _CLOSING.fullmatch(r.text) else None
    written = (alone and not seen.dash) or not _SCRAWL.fullmatch(r.text)
    return r if written and r.confidence >= (_SURE_IN_CELL if seen.in_cell else _SURE) else None


def _is_doubtful_mark(r: Recognised) -> bool:
    """Whether it may be no more than the dash of an empty cell."""
    return len(r.text) == 1 and not r.text.isalnum() and r.confidence < _SURE


def _cell(quad: Quad, tables: Sequence[Ruled]) -> tuple[int, int] | None:
    """The table and the cell that a box's middle is in."""
    x, y = (quad[0][0] + quad[2][0]) / 2, (quad[0][1] + quad[2][1]) / 2
    return next(((n, number) for n, table in enumerate(tables) if (number := table.cell(x, y))), None)


def _room(found: Recognised) -> float:
    """How many square characters a box has room for; negative if its text runs up or down the page."""
    a, b, _, d = found.quad
    long, high = hypot(b[0] - a[0], b[1] - a[1]), hypot(d[0] - a[0], d[1] - a[1])
    return (-1 if abs(b[1] - a[1]) > abs(b[0] - a[0]) else 1) * long / max(high, 1.0)


def _evidence(found: Sequence[Recognised]) -> float:
    return sum(r.confidence * len(r.text) for r in found)


def _is_doubtful(found: Sequence[Recognised], room: float) -> bool:
    length = sum(len(r.text) for r in found)
    return _evidence(found) < DOUBTFUL * length or length < room / 2


def _piece(found: Recognised, level: Level, points: float) -> Piece:
    cuts = found.cuts or tuple(i / len(found.text) for i in range(len(found.text) + 1))
    a, b, c, d = found.quad
    left, right = (a[0] + d[0]) / 2 * points, (b[0] + c[0]) / 2 * points
    edges = tuple(left + (right - left) * cut for cut in cuts)
    flat = _hull(_unslanted([level(p) for p in found.quad]), points)
    # one character in doubt among many hardly tells in their mean, and makes a line doubtful all the same
    said = max(found.confidence - _WEAK * (1 - found.weakest), min(found.confidence, _WEAK_FLOOR))
    return Piece(found.text, flat, _hull(found.quad, points), edges, said, _slope(found.quad))


def _slope(quad: Quad) -> float:
    """How far a line falls for each step to the right; 0 for one that runs up or down."""
    a, b, c, d = quad
    run, fall = b[0] + c[0] - a[0] - d[0], b[1] + c[1] - a[1] - d[1]
    return fall / run if run > abs(fall) else 0.0


def _unslanted(corners: Sequence[Point]) -> Sequence[Point]:
    """The corners of a box that is nearly level made level: it is no higher for that it is not quite."""
    a, b, c, d = corners
    if abs(b[0] - a[0]) < abs(b[1] - a[1]):
        return corners  # text that runs up or down
    top, bottom = (a[1] + b[1]) / 2, (c[1] + d[1]) / 2
    return [(a[0], top), (b[0], top), (c[0], bottom), (d[0], bottom)]


def _hull(corners: Sequence[Point], points: float) -> Box:
    xs, ys = [p[0] * points for p in corners], [p[1] * points for p in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def _turned(seal: Seal, turns: int, shape: tuple[int, ...]) -> Seal:
    """Where a seal stands on the page turned to the left."""
    height, width = shape[:2]
    x, y = {1: (seal.y, width - seal.x), 2: (width - seal.x, height - seal.y), 3: (height - seal.y, seal.x)}[turns]
    return Seal(x, y, seal.radius)


def _beside_seals(
    sheet: Sheet, found: list[Recognised], seals: Sequence[Seal], level: Level, points: float
) -> list[Recognised]:
    """What is left without the scraps of the seals' own letters; these are noted with the seals."""
    for seal in seals:
        own = [r for r in found if _is_of_seal(r, seal, level)]
        found = [r for r in found if r not in own]
        x0, y0, x1, y1 = seal.box
        sheet.seals.append(((x0 * points, y0 * points, x1 * points, y1 * points), " ".join(r.text for r in own)))
    return found


def _under_seals(
    images: Sequence[Image], found: list[Recognised], seals: Sequence[Seal], engine: Engine
) -> list[Recognised]:
    """What was found, the lines under a seal read again with more care: they are signatures and dates.

    They are read on each of the images, the page without its seals and with them, and the surest reading is taken.
    """
    if not seals or not isinstance(engine, ReadsBoxes):
        return found
    boxes = [seal.box for seal in seals]

    def surest(r: Recognised) -> Recognised:
        (a, b), (c, d) = map(min, zip(*r.quad, strict=True)), map(max, zip(*r.quad, strict=True))
        under = any(min(c, x1) > max(a, x0) and min(d, y1) > max(b, y0) for x0, y0, x1, y1 in boxes)
        again = [a for image in images for a in engine.read(image, [r.quad], carefully=True)] if under else []
        return max(again, key=lambda a: a.confidence, default=r)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(surest, found))


def _is_of_seal(found: Recognised, seal: Seal, level: Level) -> bool:
    """Whether a piece is read off the arc of a seal: all of it lies within, above the middle or aslant."""
    a, b, c, d = found.quad
    read = found.confidence > DOUBTFUL
    if any(seal.away(x, y) > _WITHIN[not read] for x, y in found.quad):
        return False
    above = seal.y - (a[1] + b[1] + c[1] + d[1]) / 4
    aslant = len(found.text) > 1 and abs((b[1] - a[1]) - level.slope * (b[0] - a[0])) > _ASLANT * abs(b[0] - a[0])
    return above > (_ARC if read else _ARC_OF_SCRAPS) * seal.radius or aslant
