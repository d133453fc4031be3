"""A web page as its readers hand it on: blocks of text, the boxes they lie in, its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that a browser sets in lines of its own.

    Attributes:
        text: Its characters, white space as it is shown.
        box: Index of the innermost box around it, or -1.
        linked: How many of them are a link's.
        label: How many at its beginning are a list's number.
    """

    text: str
    box: int
    linked: int = 0
    label: int = 0

    @property
    def is_link(self) -> bool:
        """Whether most of it is a link."""
        return self.linked > 0.6 * len(self.text.strip())


@dataclass(slots=True)
class Box:
    """A block element.

    Attributes:
        tag: Its tag.
        names: Its id and class.
        parent: Index of the box around it, or -1.
        start: Index of the first block that it holds.
        end: Index after the last one.
    """

    tag: str
    names: str
    parent: int
    start: int
    end: int = 0


class Cell(NamedTuple):
    """A cell: its box, how many columns and rows it says that it takes, and what it is a head of, if it is one."""

    box: int
    wide: int
    high: int
    heads: str


@dataclass(eq=False, slots=True)
class Table:
    """A table: its box, its cells row by row, and whether another stands in it."""

    box: int
    rows: list[list[Cell]] = field(default_factory=list)
    nested: bool = False


@dataclass(slots=True)
class Page:
    """A page's blocks in their order, and the boxes they lie in.

    Attributes:
        titles: What the page says its title is.
        tables: Block → the table of data that it is in.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    tables: dict[int, Table] = field(default_factory=dict)

    def inside(self, box: Box) -> list[Block]:
        """The blocks that a box holds."""
        return self.blocks[box.start : box.end]
