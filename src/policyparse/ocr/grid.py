"""Ruled tables on page images: the cells are the white fields that the lines enclose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from statistics import median
from typing import TYPE_CHECKING

from policyparse.ocr.order import Piece
from policyparse.ocr.parts import large_parts
from policyparse.reading.weave import Cells

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from policyparse.ocr.engine import Image

_LEAST_STROKE = 40
"""A ruling line has a straight stretch of this part of the page's width: longer than a stroke of most characters."""
_LEAST_TABLE = (0.25, 0.03)
"""A table's least width and height, as parts of the page's width."""
_LEAST_CELL = 0.012
"""A cell's least width and height, as a part of the page's width."""
_EDGE = 0.03
"""A line that begins and ends within this part of the page's width (or height) from its edges is no ruling, …"""
_FOLDS = 3
"""… if there are no more than so many of them."""
_COUNTED = frozenset("二三四五六七八九十")
_DASHES = frozenset("一二=_~“”·")
_GROUPED = re.compile(r"\d{1,3}(,\d{3})+")
_POINTED = re.compile(r"\d{1,3}([.,]\d{3})+")
_DECIMAL = re.compile(r"\.(?!\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table found on an image.

    Attributes:
        fields: For each pixel of the levelled image the number of the cell it is in, 0 outside.
        matrix: From pixels of the image as it is to those of the levelled one (2 × 3).
        places: For each cell number its row and column.
        shape: How many rows and columns there are.
        slope: How far the page's lines fall for each step to the right.
    """

    fields: NDArray[np.int32]
    matrix: NDArray[np.float64]
    places: dict[int, tuple[int, int]]
    shape: tuple[int, int]
    slope: float

    def cell(self, x: float, y: float) -> int:
        """The number of the cell at a point of the image as it is, 0 for none."""
        u, v = self.matrix @ (x, y, 1.0)
        height, width = self.fields.shape
        return int(self.fields[int(v), int(u)]) if 0 <= u < width and 0 <= v < height else 0


def find_tables(image: Image, slope: float) -> list[Ruled]:
    """The ruled tables of a page whose lines rise by `slope` (pixels down for each to the right)."""
    import cv2
    import numpy as np

    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    height, width = grey.shape
    matrix: NDArray[np.float64] = np.eye(2, 3)
    if abs(slope) > 0.002:
        degrees = float(np.degrees(np.arctan(slope)))
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1).astype(np.float64)
        grey = cv2.warpAffine(grey, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    stroke = max(width // _LEAST_STROKE, 20)
    lines: NDArray[np.uint8] = np.zeros((height, width), np.uint8)
    for size, thick in (((stroke, 1), (1, 3)), ((1, stroke), (3, 1))):
        # made thicker across first, so that a line that is not quite level still holds together
        bold = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, thick))
        opened = cv2.morphologyEx(bold, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        straight: NDArray[np.uint8] = opened.astype(np.uint8)
        _without_folds(straight, axis=0 if thick[0] == 1 else 1)
        thicker = cv2.dilate(straight, cv2.getStructuringElement(cv2.MORPH_RECT, (5, 5)))
        lines = cv2.bitwise_or(lines, thicker).astype(np.uint8, copy=False)
    parts = large_parts(lines, _LEAST_TABLE[0] * width, _LEAST_TABLE[1] * width)
    # of a table in a frame, the table alone
    tables = [_cells(part.points, (part.x, part.y), (height, width), matrix, slope) for part in parts]
    return [table for table in tables if table is not None]


def _without_folds(straight: NDArray[np.uint8], axis: int) -> None:
    """Take out the lines from one edge of the paper to the other: folds, unless a table was cut out to its frame."""
    import numpy as np

    side = straight.shape[1 - axis]
    edge = _EDGE * side
    one, other = np.split(straight, [ceil(edge), int(side - edge)], axis=1 - axis)[::2]
    if not (one.any() and other.any()):
        return
    long = large_parts(straight, *((side - 2 * edge, 1) if axis == 0 else (1, side - 2 * edge)))
    whole = [p for p in long if p.box[axis] < edge and p.box[axis] + p.box[axis + 2] > side - edge]
    if len(whole) <= _FOLDS:
        for p in whole:
            x, y, w, h = p.box
            straight[y : y + h, x : x + w][p.points > 0] = 0


def _cells(
    lines: NDArray[np.uint8], at: tuple[int, int], page: tuple[int, int], matrix: NDArray[np.float64], slope: float
) -> Ruled | None:
    """The fields that connected lines enclose, if they make a table; `at` is where on the page the lines are."""
    import cv2
    import numpy as np

    (x, y), (h, w) = at, lines.shape
    least = _LEAST_CELL * page[1]
    if _holes(lines, least) < 4:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats((np.pad(lines, 1) == 0).astype(np.uint8), connectivity=4)
    outside = labels[0, 0]
    boxes = {
        n: (int(a), int(b), int(a + c), int(b + d))
        for n, (a, b, c, d, area) in enumerate(stats)
        if n not in (0, outside) and c >= least and d >= least and area >= 0.5 * c * d
    }
    if len(boxes) < 4:
        return None
    top = _straight({n: (b[1], b[0]) for n, b in boxes.items()}, median(b[3] - b[1] for b in boxes.values()))
    left = _straight({n: (b[0], b[1]) for n, b in boxes.items()}, min(b[2] - b[0] for b in boxes.values()))
    rows, columns = len(set(top.values())), len(set(left.values()))
    if rows < 2 or columns < 2:
        return None
    fields = np.zeros(page, np.int32)
    known = np.isin(labels[1:-1, 1:-1], list(boxes))
    fields[y : y + h, x : x + w] = np.where(known, labels[1:-1, 1:-1], 0)
    # the lines were drawn thick, so cells grow back over them
    grown = cv2.dilate(fields.astype(np.float32), np.ones((7, 7), np.uint8)).astype(np.int32)
    places = {n: (top[n], left[n]) for n in boxes}
    return Ruled(np.where(fields > 0, fields, grown), matrix, places, (rows, columns), slope)


def _holes(lines: NDArray[np.uint8], least: float) -> int:
    """How many fields of some size connected lines enclose."""
    import cv2

    edges, nested = cv2.findContours(lines, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    inner = [cv2.boundingRect(edge) for edge, (*_, around) in zip(edges, nested[0], strict=True) if around >= 0]
    return sum(w - 2 >= least and h - 2 >= least for _, _, w, h in inner)


def _straight(edges: dict[int, tuple[float, float]], size: float) -> dict[int, int]:
    """For each cell the number of its row (or column), from where its edge is and how far along the edge it lies.

    What is left of the page's slope is taken out first: neighbours in a row differ by little, and all by the same.
    """
    ordered = sorted(edges.values(), key=lambda e: e[1])
    tilts = [
        (b[0] - a[0]) / (b[1] - a[1])
        for i, a in enumerate(ordered)
        for b in ordered[i + 1 :]
        if b[1] - a[1] > size and abs(b[0] - a[0]) < 0.4 * size
    ]
    tilt = median(tilts) if tilts else 0.0
    out: dict[int, int] = {}
    number, last = -1, float("-inf")
    for n, value in sorted(((n, e[0] - tilt * e[1]) for n, e in edges.items()), key=lambda x: x[1]):
        if value - last > 0.35 * size:
            number += 1
        out[n], last = number, value
    return out


def sort_in(pieces: Sequence[Piece], tables: Sequence[Ruled], points: float) -> tuple[list[Piece], list[Cells]]:
    """The pieces outside all tables, and each table with those in its cells; a piece across two cells is parted."""
    rest = list(pieces)
    out: list[Cells] = []
    for table in tables:
        rows: list[list[list[Piece]]] = [[[] for _ in range(table.shape[1])] for _ in range(table.shape[0])]
        inside: list[Piece] = []
        left: list[Piece] = []
        for piece in rest:
            parts = _parted(piece, table, points)
            if parts is None:
                left.append(piece)
                continue
            for number, part in parts:
                row, column = table.places[number]
                rows[row][column].append(part)
                inside.append(part)
        if inside:
            _set_right(rows)
            out.append(Cells(min(p.flat[1] for p in inside), rows))
            rest = left
    return rest, out


def _set_right(rows: list[list[list[Piece]]]) -> None:
    """What the other cells of a column say about one of them.

    A lone 一 is the dash of an empty cell, if it does not count the rows; so is whatever a short dash was taken for in
    a column of figures. Where figures have commas, a point with three digits after it is one, too.
    """
    for number in range(len(rows[0])):
        cells = [row[number] for row in rows]
        texts = [cell[0].text.strip() if len(cell) == 1 else "" for cell in cells]
        figures = sum(bool(cell) and any(c.isdigit() for c in cell[0].text) for cell in cells)
        of_figures = figures >= 2 and 2 * figures >= sum(map(bool, cells)) - 2
        counted = number == 0 or any(len(t) <= 3 and _COUNTED & set(t) for t in texts)
        grouped = sum(_GROUPED.fullmatch(t) is not None for t in texts) >= 3
        grouped = grouped and not any(_DECIMAL.search(t) for t in texts)
        for cell, text in zip(cells, texts, strict=True):
            if (text == "一" and not counted) or (of_figures and text in _DASHES):
                cell[0] = replace(cell[0], text="—", edges=(cell[0].edges[0], cell[0].edges[-1]))
            elif grouped and _POINTED.fullmatch(text) and cell[0].text == text:
                cell[0] = replace(cell[0], text=text.replace(".", ","))


def _parted(piece: Piece, table: Ruled, points: float) -> list[tuple[int, Piece]] | None:
    """A piece's stretches by the cell they are in; None if it is outside."""
    x0, y0, x1, y1 = piece.bbox
    at: list[int] = []
    for i in range(len(piece.text)):
        x = (piece.edges[i] + piece.edges[i + 1]) / 2
        y = (y0 + y1) / 2 + table.slope * (x - (x0 + x1) / 2)
        at.append(table.cell(x / points, y / points))
    if not any(at):
        return None
    for i in range(1, len(at)):  # a character on a line goes with the one before it, or after it
        at[i] = at[i] or at[i - 1]
    for i in range(len(at) - 2, -1, -1):
        at[i] = at[i] or at[i + 1]
    cuts = [0, *(i for i in range(1, len(at)) if at[i] != at[i - 1]), len(at)]
    return [(at[a], piece.part(a, b)) for a, b in pairwise(cuts) if piece.text[a:b].strip()]
