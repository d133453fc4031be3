"""The clause tree as the later steps see it."""
from __future__ import annotations

from dataclasses import dataclass, field

from policyparse.layout.paragraphs import Dropped
from policyparse.records import Diagnostic, Repair
from policyparse.view import View


@dataclass(slots=True)
class Node:
    """One numbered clause.

    Attributes:
        index: Its place in reading order; `parent` is such an index, or None.
        label: As numbered, width normalised, without trailing 、 or . (一, （一）, 1, ①, 第一章, 附件1).
        label_view: The label as it stood, its punctuation included.
        heading: Its title (up to the first 。, or the whole line where it is one), may be empty.
        text: What follows the heading in the first paragraph, may be empty.
        more: Unnumbered paragraphs that follow and belong to it.
        path: Unique, such as 二/（一）/3, with `2:` before it in a second part.
    """

    index: int
    parent: int | None
    label: str
    level: int
    path: str
    label_view: View
    heading: View
    text: View
    more: list[View] = field(default_factory=list)
    part: int = 0
    confidence: float = 1.0

    @property
    def first(self) -> View:
        """Heading and text of the first paragraph, as one view: sentences run on in it."""
        return self.heading + self.text

    @property
    def paragraphs(self) -> list[View]:
        """All its paragraphs, labels left out."""
        return [v for v in (self.first, *self.more) if v]


@dataclass(slots=True)
class Tree:
    """All clauses in reading order, and the body text that stands outside of any."""

    nodes: list[Node]
    loose: list[View]  # unnumbered paragraphs before, between and after clauses (preamble, closing words)
    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
