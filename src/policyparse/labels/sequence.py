"""Which of the things that look like labels are labels: the numbers before and after decide."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from policyparse.labels.grammar import Label, Style, relabel
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


def choose(candidates: Sequence[Candidate]) -> list[Label | None]:
    """For each candidate the label that it is, or None; a misread number that its neighbours prove is set right."""
    chooser = _Chooser(candidates)
    return [chooser.take(i) for i in range(len(candidates))]


class _Chooser:
    """Goes through the candidates and keeps what is open.

    Attributes:
        nesting: The labels that are open.
        last: The last number of each style, for lists that run on below the next heading.
        runs_on: The styles whose numbers went on below another heading.
        headings: The styles whose labels head a paragraph that is nothing but a heading.
        own: The last label of the paragraph that is being read.
        labelled: Whether the candidate before is a label.
        below_heading: Whether the paragraph before is a label and a heading and nothing else.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.sure = [
            c.known or next((w for w in c.ways if w.sure and c.edge <= Edge.SENTENCE), None) for c in candidates
        ]
        self.nesting = Nesting()
        self.last: dict[Style, int] = {}
        self.runs_on: set[Style] = set()
        self.headings: set[Style] = set()
        self.own: Label | None = None
        self.labelled = self.below_heading = False

    def take(self, i: int) -> Label | None:
        """What candidate `i` is, given all before it."""
        c = self.candidates[i]
        if c.edge == Edge.START:
            self.own = None
            label = c.known or self._at_start(c, i)
        else:
            label = c.known or next((w for w in c.ways if self._is_inside(c, w, i)), None)
        if label is not None:
            self.own = label
            self._learn(c, label)
            self.nesting.add(label, self.sure, i + 1, c.led and self.labelled)
            if label.style == Style.ANNEX:
                self.last.clear()
            self.last[label.style] = label.number
        self.labelled = label is not None
        self.below_heading = c.leads and self.labelled
        return label

    def _learn(self, c: Candidate, label: Label) -> None:
        if c.leads:
            self.headings.add(label.style)
        in_list = any(x.style == label.style for x in self.nesting.stack)
        if not in_list and label.number > 1 and label.number == self._due(label.style):
            self.runs_on.add(label.style)

    def _due(self, style: Style) -> int | None:
        """The next number of a style: of its open list, or of the one that ran before under another heading."""
        before = next((x.number for x in reversed(self.nesting.stack) if x.style == style), self.last.get(style))
        return None if before is None else before + 1

    def _continues(self, label: Label) -> bool:
        """Whether `label` is the next number of a list."""
        if not label.prefix:
            return label.number == self._due(label.style)
        siblings = [x for x in self.nesting.stack if x.style == label.style and x.prefix == label.prefix]
        if siblings:
            return label.number == siblings[-1].number + 1
        above = label.prefix
        return label.number == 1 and any(
            (*x.prefix, x.number) == above or (len(above) == 1 and x.number == above[0]) for x in self.nesting.stack
        )

    def _goes_on(self, label: Label) -> bool:
        """Whether decimals go on at `label`, some left out: 2.10 after 2.2."""
        if not label.prefix:
            return False
        return any(x.prefix == label.prefix and x.number < label.number for x in self.nesting.stack)

    def _ahead(self, i: int) -> Sequence[Candidate]:
        return self.candidates[i + 1 : i + 1 + FAR]

    def _at_start(self, c: Candidate, i: int) -> Label | None:
        """A sure label at a paragraph's beginning is one; an odd one where its list, or a heading, calls for it."""
        for way in c.ways:
            if self._continues(way) and (way.sure or self._is_proven(way, i)):
                return way
        for way in c.ways:
            if way.sure:
                return self._set_right(way, i)
        for way in c.ways:
            if self._goes_on(way):
                return way
            if way.number != 1 or way.prefix or any(x.style == way.style and x.number == 1 for x in self.nesting.stack):
                continue
            if self._opens_bare(way, i) if way.bare else self.below_heading or self._follows(way, 2, i):
                return way
        return None

    def _is_inside(self, c: Candidate, way: Label, i: int) -> bool:
        """Whether a label inside a paragraph is one: with less to go by, the neighbours must agree."""
        if c.again and c.squashed and any(_is(x, way, x.number) and x.number >= way.number for x in self.nesting.stack):
            return True
        if not way.sure and way.style in (Style.CN, Style.PAREN_CN) and self._continues(way):
            return c.squashed and self._is_proven(way, i) and (c.edge <= Edge.HEADING or self._heads_list(way, i))
        if way.bare and not (c.squashed and c.edge == Edge.SENTENCE):
            return False
        if way.prefix or way.style >= Style.UPPER:
            opens = not way.prefix and way.number == 1 and self._follows(way, 2, i)
            listed = self._continues(way) or self._goes_on(way) or opens
            return c.squashed and c.edge <= Edge.HEADING and listed
        if c.ways[0].prefix and not (self._continues(way) and not any(x.prefix for x in self.nesting.stack)):
            return False
        outer = way.sure and way.style <= Style.PAREN_CN
        if self._continues(way):
            same_list = self.own is not None and self.own.style == way.style
            if c.edge == Edge.INSIDE:
                listed = way.style < Style.PAREN or same_list
                return way.sure and listed and (c.squashed or self._closes_gap(way, i) or self._heads_list(way, i))
            certain = outer or (way.sure and any(x.style == way.style for x in self.nesting.stack))
            return c.squashed or same_list or self._closes_gap(way, i) or (certain and not self._comes_again(way, i))
        if way.number == 1 and not way.prefix:
            if c.squashed:
                if way.bare and self._heads_decimals(way, i):
                    return True
                opens = way.style == Style.ANNEX or self._next_edge(i) == Edge.HEADING
                return c.edge == Edge.HEADING or self._follows(way, 2, i) or (opens and c.edge == Edge.SENTENCE)
            if c.edge == Edge.INSIDE:
                return False
            return self._closes_gap(way, i) or (outer and way.style <= Style.CN and self._follows(way, 2, i))
        return c.squashed and c.edge <= Edge.HEADING and (outer or self._begins_late(way, i))

    def _begins_late(self, way: Label, i: int) -> bool:
        """Whether a list without its beginning starts here: none is open, and two more follow, each behind a stop."""
        if not way.sure or way.style != Style.ARABIC or any(x.style == way.style for x in self.nesting.stack):
            return False
        due = way.number + 1
        for c in self._ahead(i):
            for other in c.ways:
                if other.sure and other.style < way.style and c.edge <= Edge.SENTENCE:
                    return False
                if c.edge <= Edge.SENTENCE and _is(other, way, due):
                    due += 1
                    if due > way.number + 2:
                        return True
        return False

    def _heads_decimals(self, way: Label, i: int) -> bool:
        """Whether what comes next is numbered below it: 1.1 after 1."""
        return any(x.prefix == (way.number,) and x.number == 1 for c in self._ahead(i)[:1] for x in c.ways)

    def _next_edge(self, i: int) -> Edge | None:
        return self.candidates[i + 1].edge if i + 1 < len(self.candidates) else None

    def _closes_gap(self, way: Label, i: int) -> bool:
        """Whether the next paragraph with a label carries the next number."""
        following = next((c for c in self._ahead(i) if c.edge == Edge.START and c.ways), None)
        return following is not None and any(_is(w, way, way.number + 1) for w in following.ways)

    def _comes_again(self, way: Label, i: int) -> bool:
        """Whether the same number stands at the beginning of a paragraph before the list goes on."""
        for c in self._ahead(i):
            for other in c.ways:
                if other.style == way.style and other.sure and c.edge == Edge.START:
                    return other.number <= way.number
                if other.sure and other.style < way.style and c.edge == Edge.START:
                    return False
        return False

    def _opens_bare(self, way: Label, i: int) -> bool:
        """Whether a lone 一 or 1 in front of a heading begins a list: its next number comes, sure or heading a list."""
        due = 2
        for c in self._ahead(i):
            for other in c.ways:
                if other.sure and other.style <= way.style:
                    return other.style == way.style and other.number == due
                if other.bare and _is(other, way, due):
                    due += 1
        return due > 2 and self._heads_list(way, i)

    def _follows(self, label: Label, number: int, i: int) -> bool:
        """Whether `number` in `label`'s style comes before its 1 or a label further out does."""
        outer = min(label.style, Style.CN)
        for c in self._ahead(i):
            for way in c.ways:
                if _is(way, label, number):
                    return True
                ends = _is(way, label, label.number) or way.style < outer
                if ends and way.sure and c.edge <= Edge.SENTENCE:
                    return False
        return False

    def _is_proven(self, way: Label, i: int) -> bool:
        """Whether an odd label that continues a list may stand: its successor comes, nothing has a better claim."""
        due = way.number + 1
        for c in self._ahead(i):
            for other in c.ways:
                if other.sure and _is(other, way, way.number):
                    return False
                if c.edge <= Edge.SENTENCE and _is(other, way, due):
                    if other.sure:
                        return True
                    due += c.leads
            if any(x.sure and x.style < way.style and x.style <= Style.CN for x in c.ways):
                break
        if not way.bare:
            return True
        return self._heads_list(way, i) or self._ends_list(way, i)

    def _heads_list(self, way: Label, i: int) -> bool:
        """Whether what stands at `i` is a heading by the list below it, which begins anew or runs on."""
        if not self.candidates[i].leads:
            return False
        for c in self._ahead(i):
            below = next((w for w in c.ways if w.sure and c.edge == Edge.START), None)
            if below is None:
                continue
            if below.style <= way.style or below.prefix:
                return False
            return below.number == 1 or (below.style in self.runs_on and below.number == self._due(below.style))
        return False

    def _ends_list(self, way: Label, i: int) -> bool:
        """Whether it may be the last of its list: a third item at least, and a heading where the others are."""
        if way.number <= 2 or not any(x.style == way.style for x in self.nesting.stack):
            return False
        if way.style == Style.ARABIC and self.nesting.stack[-1].style == way.style:
            return True
        return way.style == Style.CN and self.candidates[i].leads and way.style in self.headings

    def _set_right(self, way: Label, i: int) -> Label:
        """二 between 二 and 四 is a misread 三."""
        due = self._due(way.style)
        if due is None or frozenset((due, way.number)) not in _TWINS.get(way.style, ()):
            return way
        for c in self._ahead(i):
            for other in c.ways:
                if other.sure and other.style == way.style:
                    return relabel(way, due) if other.number == due + 1 else way
                if other.sure and other.style < way.style:
                    return way
        return way


def _is(way: Label, like: Label, number: int) -> bool:
    return way.style == like.style and way.number == number and way.prefix == like.prefix


# numbers that a recogniser takes for one another
_STROKES = {frozenset(x) for x in ((1, 2), (2, 3), (6, 8), (7, 9), (11, 12), (12, 13), (21, 22), (22, 23))}
_SHAPES = {frozenset(x) for x in ((1, 7), (3, 8), (5, 6), (6, 8))}
_TWINS = {Style.CN: _STROKES, Style.PAREN_CN: _STROKES, Style.ARABIC: _SHAPES, Style.PAREN: _SHAPES}
