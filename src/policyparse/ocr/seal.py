"""A seal: where it stands, and how large seals are."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1."""
LEAST, MOST = 0.10, 0.36
"""A seal's width as a part of the page's: 38 to 50 mm of 210, less where a photo shows the desk, too."""
SMALL = 620
"""Pages are made so many pixels wide to look for pale ink and for rings."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a seal stands, in pixels of the image."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        """The square around it."""
        return (self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)

    def away(self, x: float, y: float) -> float:
        """How far a point is from the seal's middle, in radii."""
        return hypot(x - self.x, y - self.y) / self.radius
