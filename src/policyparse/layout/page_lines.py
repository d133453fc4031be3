"""The lines of a page by their places: which are the outermost, and which stand off from the others."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from policyparse.reading.pages import Box, Reading
from policyparse.records import PageInfo


def solid(reading: Reading, i: int) -> str:
    """A line's characters without white space."""
    line = reading.lines[i]
    return "".join(reading.text[line.start : line.end].split())


def box_of(reading: Reading, i: int) -> Box:
    """A line's box; that of one without a place is empty."""
    return reading.lines[i].bbox or (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PageLines:
    """A page whose lines have places.

    Attributes:
        reading: The file as read.
        info: What is known of the page.
        members: Its lines, by their index.
        gone: Lines that were set aside, of any page; they grow while furniture is looked for.
    """

    reading: Reading
    info: PageInfo
    members: list[int]
    gone: Container[int]

    def height_of(self, i: int) -> float:
        """How far down the page the middle of a line stands, from 0 to 1."""
        return self._middle(i) / (self.info.height or 1.0)

    def outermost(self, depth: int) -> list[int]:
        """Those lines of the first and last `depth` rows that are left."""
        rows: list[list[int]] = []
        for i in sorted(self.left(), key=self._middle):
            box = box_of(self.reading, i)
            if rows and self._middle(i) - self._middle(rows[-1][0]) < 0.5 * (box[3] - box[1]):
                rows[-1].append(i)
            else:
                rows.append([i])
        ends = rows if len(rows) <= 2 * depth else rows[:depth] + rows[-depth:]
        return [i for row in ends for i in row]

    def is_apart(self, i: int) -> bool:
        """Whether a line stands off from the others by more than these do from one another."""
        own, box = self._middle(i), box_of(self.reading, i)
        half = 0.5 * (box[3] - box[1])
        others = sorted(y for j in self.left() if j != i and abs((y := self._middle(j)) - own) > half)
        if len(others) < 3:
            return True
        steps = [b - a for a, b in pairwise(others) if b - a > half]
        usual = median(steps) if steps else 2 * half
        return min(abs(y - own) for y in others) > 1.3 * usual

    def left(self) -> list[int]:
        """The lines that were not set aside."""
        return [i for i in self.members if i not in self.gone]

    def _middle(self, i: int) -> float:
        box = box_of(self.reading, i)
        return (box[1] + box[3]) / 2
