"""What stands before and after a place where a label may be: what is open there, and what comes."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from policyparse.labels.grammar import Label, Style
from policyparse.labels.nesting import Nesting

FAR = 400  # how many candidates ahead a list is looked for


class Edge(IntEnum):
    """What stands before a candidate."""

    START = 0  # the beginning of a paragraph
    SENTENCE = 1  # the end of a sentence or a colon, within a paragraph
    HEADING = 2  # a label and a few words without a stop, within a paragraph
    INSIDE = 3  # anything else


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a label may stand.

    Attributes:
        ways: The ways to read it, the likeliest first; empty for a paragraph without.
        edge: What stands before it.
        squashed: The paragraph holds several that were one a line once, so that labels inside it count.
        leads: The paragraph is so short, and without marks, that it can be a heading.
        led: A colon stands before it, at the end of the paragraph before or within its own.
        again: It begins an item that stands before it already, in the same paragraph.
        known: The way that its own paragraph has proven already, when it was cut there.
    """

    ways: tuple[Label, ...]
    edge: Edge = Edge.START
    squashed: bool = False
    leads: bool = False
    led: bool = False
    again: bool = False
    known: Label | None = None


def is_label(way: Label, like: Label, number: int) -> bool:
    """Whether `way` is `number` in the style of `like`, and below the same numbers."""
    return way.style == like.style and way.number == number and way.prefix == like.prefix


class Before:
    """The labels before a place.

    Attributes:
        headings: The styles whose labels head a paragraph that is nothing but a heading.
    """

    def __init__(self) -> None:
        self._nesting = Nesting()
        self._last: dict[Style, int] = {}  # the last number of each style, for lists that run on below a heading
        self._run_on: set[Style] = set()  # the styles whose numbers went on below another heading
        self.headings: set[Style] = set()

    def add(self, label: Label, c: Candidate, ahead: Sequence[Label | None], at: int, led: bool) -> None:
        """Open a label that is one; see `Nesting.add`."""
        if c.leads:
            self.headings.add(label.style)
        if not self.has(label.style) and label.number > 1 and label.number == self.due(label.style):
            self._run_on.add(label.style)
        self._nesting.add(label, ahead, at, led)
        if label.style == Style.ANNEX:
            self._last.clear()
        self._last[label.style] = label.number

    @property
    def innermost(self) -> Style:
        """The style of the innermost open label."""
        return self._nesting.stack[-1].style

    def has(self, style: Style) -> bool:
        """Whether a list of a style is open."""
        return any(x.style == style for x in self._nesting.stack)

    def is_begun(self, style: Style) -> bool:
        """Whether the first of a list of a style is open."""
        return any(x.style == style and x.number == 1 for x in self._nesting.stack)

    def has_decimals(self) -> bool:
        """Whether a decimal is open: 1.1."""
        return any(x.prefix for x in self._nesting.stack)

    def has_come_to(self, label: Label) -> bool:
        """Whether its list is open, at its number or a later one."""
        return any(is_label(x, label, x.number) and x.number >= label.number for x in self._nesting.stack)

    def due(self, style: Style) -> int | None:
        """The next number of a style: of its open list, or of the one that ran before under another heading."""
        before = next((x.number for x in reversed(self._nesting.stack) if x.style == style), self._last.get(style))
        return None if before is None else before + 1

    def runs_on(self, label: Label) -> bool:
        """Whether its list goes on at it below another heading, as it has done before."""
        return label.style in self._run_on and label.number == self.due(label.style)

    def continues(self, label: Label) -> bool:
        """Whether `label` is the next number of a list."""
        if not label.prefix:
            return label.number == self.due(label.style)
        siblings = [x for x in self._nesting.stack if x.style == label.style and x.prefix == label.prefix]
        if siblings:
            return label.number == siblings[-1].number + 1
        above = label.prefix
        return label.number == 1 and any(
            (*x.prefix, x.number) == above or (len(above) == 1 and x.number == above[0]) for x in self._nesting.stack
        )

    def goes_on(self, label: Label) -> bool:
        """Whether decimals go on at `label`, some left out: 2.10 after 2.2."""
        if not label.prefix:
            return False
        return any(x.prefix == label.prefix and x.number < label.number for x in self._nesting.stack)


class After:
    """The candidates after a place, as far as `FAR`."""

    def __init__(self, candidates: Sequence[Candidate], at: int) -> None:
        self._all, self._at = candidates, at

    @property
    def here(self) -> Candidate:
        """The candidate at the place itself."""
        return self._all[self._at]

    def candidates(self) -> Sequence[Candidate]:
        """The candidates."""
        return self._all[self._at + 1 : self._at + 1 + FAR]

    def ways(self) -> Iterator[tuple[Candidate, Label]]:
        """Each with the ways to read it."""
        return ((c, way) for c in self.candidates() for way in c.ways)

    def edge(self) -> Edge | None:
        """What stands before the next one."""
        return self._all[self._at + 1].edge if self._at + 1 < len(self._all) else None

    def next_at_start(self) -> Label | None:
        """The next sure label at the beginning of a paragraph."""
        return next((w for c, w in self.ways() if w.sure and c.edge == Edge.START), None)

    def is_decimal_of(self, way: Label) -> bool:
        """Whether what comes next is numbered below it: 1.1 after 1."""
        return any(x.prefix == (way.number,) and x.number == 1 for c in self.candidates()[:1] for x in c.ways)

    def closes_gap(self, way: Label) -> bool:
        """Whether the next paragraph with a label carries the next number."""
        following = next((c for c in self.candidates() if c.edge == Edge.START and c.ways), None)
        return following is not None and any(is_label(w, way, way.number + 1) for w in following.ways)

    def comes_again(self, way: Label) -> bool:
        """Whether the same number stands at the beginning of a paragraph before the list goes on."""
        for c, other in self.ways():
            if other.style == way.style and other.sure and c.edge == Edge.START:
                return other.number <= way.number
            if other.sure and other.style < way.style and c.edge == Edge.START:
                return False
        return False

    def follows(self, label: Label, number: int) -> bool:
        """Whether `number` in `label`'s style comes before its own number or a label further out does."""
        outer = min(label.style, Style.CN)
        for c, way in self.ways():
            if is_label(way, label, number):
                return True
            ends = is_label(way, label, label.number) or way.style < outer
            if ends and way.sure and c.edge <= Edge.SENTENCE:
                return False
        return False
