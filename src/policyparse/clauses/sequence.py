"""Which of the things that look like labels are labels: the numbers before and after decide."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from policyparse.clauses.labels import Label, Style, relabel
from policyparse.clauses.nesting import place

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
        leads: It is a label and a heading and nothing else.
    """

    ways: tuple[Label, ...]
    edge: Edge = Edge.START
    squashed: bool = False
    leads: bool = False


def choose(candidates: Sequence[Candidate]) -> list[Label | None]:
    """For each candidate the label that it is, or None; a misread number that its neighbours prove is set right."""
    stack: list[Label] = []
    out: list[Label | None] = []
    sure = [next((w for w in c.ways if w.sure and c.edge <= Edge.SENTENCE), None) for c in candidates]
    own: Label | None = None  # the last label of the same paragraph
    for i, candidate in enumerate(candidates):
        if candidate.edge == Edge.START:
            own = None
        label = _pick(candidate, stack, candidates, i, own)
        out.append(label)
        if label is not None:
            own = label
            del stack[place(stack, label, sure, i + 1) :]
            stack.append(label)
    return out


def continues(stack: Sequence[Label], label: Label) -> bool:
    """Whether `label` is the next number of a list that is open."""
    for open_label in reversed(stack):
        if open_label.style == label.style:
            if label.prefix and label.prefix != open_label.prefix:
                return label.number == 1 and label.prefix > open_label.prefix and _opens_under(stack, label)
            return label.number == open_label.number + 1
    return bool(label.prefix) and label.number == 1 and _opens_under(stack, label)


def _opens_under(stack: Sequence[Label], label: Label) -> bool:
    """Whether 1.2 or 1.2.3 has its 1 or 1.2 among the open labels."""
    above = label.prefix
    for x in stack:
        if (*x.prefix, x.number) == above or (len(above) == 1 and x.number == above[0]):
            return True
    return False


def _pick(c: Candidate, stack: list[Label], all_: Sequence[Candidate], i: int, own: Label | None) -> Label | None:
    if c.edge == Edge.START:
        return _at_start(c, stack, all_, i)
    for way in c.ways:
        if way.bare and not (c.squashed and c.edge == Edge.SENTENCE):
            continue
        if _inside(c, way, stack, all_, i, own):
            return way
    return None


def _at_start(c: Candidate, stack: list[Label], all_: Sequence[Candidate], i: int) -> Label | None:
    for way in c.ways:
        if continues(stack, way) and (way.sure or _proven(way, stack, all_, i)):
            return way
    for way in c.ways:
        if way.sure:
            return _set_right(way, stack, all_, i)
    below = i > 0 and all_[i - 1].leads
    for way in c.ways:
        if way.prefix and any(x.prefix == way.prefix and x.number < way.number for x in stack):
            return way  # 2.10 after 2.2
        if way.number != 1 or way.prefix or any(x.style == way.style and x.number == 1 for x in stack):
            continue
        if _opens_bare(all_, i, way) if way.bare else below or _follows(all_, i, way, 2):
            return way
    return None


def _inside(c: Candidate, way: Label, stack: list[Label], all_: Sequence[Candidate], i: int, own: Label | None) -> bool:
    """Whether a label inside a paragraph is one: with less to go by, the neighbours must agree."""
    following = next((x for x in all_[i + 1 :] if x.edge == Edge.START and x.ways), None)
    closes_gap = following is not None and any(_is(w, way, way.number + 1) for w in following.ways)
    if continues(stack, way):
        same_list = own is not None and own.style == way.style
        if c.edge == Edge.INSIDE:
            return way.sure and (c.squashed or closes_gap) and (way.style < Style.PAREN or same_list)
        return c.squashed or same_list or closes_gap
    if way.number == 1 and not way.prefix:
        if c.squashed:
            return _follows(all_, i, way, 2) if c.edge != Edge.HEADING else way.style >= Style.CN
        return closes_gap and c.edge != Edge.INSIDE
    outer = way.style <= Style.PAREN_CN
    return c.squashed and way.sure and outer and c.edge <= Edge.SENTENCE


def _opens_bare(all_: Sequence[Candidate], i: int, way: Label) -> bool:
    """Whether a lone 一 or 1 in front of a heading begins a list: the next label of its kind is a sure 2."""
    for c in all_[i + 1 : i + 1 + FAR]:
        for other in c.ways:
            if other.sure and other.style <= way.style:
                return other.style == way.style and other.number == 2
    return False


def _is(way: Label, like: Label, number: int) -> bool:
    return way.style == like.style and way.number == number and way.prefix == like.prefix


def _follows(all_: Sequence[Candidate], i: int, label: Label, number: int) -> bool:
    """Whether `number` in `label`'s style comes before its 1 or a label further out that begins a paragraph comes again."""
    for c in all_[i + 1 : i + 1 + FAR]:
        for way in c.ways:
            if _is(way, label, number):
                return True
            if way.sure and c.edge <= Edge.SENTENCE and (_is(way, label, label.number) or way.style < min(label.style, Style.CN)):
                return False
    return False


def _proven(way: Label, stack: list[Label], all_: Sequence[Candidate], i: int) -> bool:
    """Whether an odd label that continues a list may stand: a bare numeral needs its successor, and no better claim to its place."""
    for c in all_[i + 1 : i + 1 + FAR]:
        for other in c.ways:
            if other.sure and _is(other, way, way.number):
                return False
            if other.sure and c.edge <= Edge.SENTENCE and _is(other, way, way.number + 1):
                return True
        if any(x.sure and x.style < way.style and x.style <= Style.CN for x in c.ways):
            break
    return not way.bare or (way.number > 2 and stack[-1].style == way.style == Style.ARABIC)


_STROKES = {frozenset(x) for x in ((1, 2), (2, 3), (6, 8), (7, 9), (11, 12), (12, 13), (21, 22), (22, 23))}
_SHAPES = {frozenset(x) for x in ((1, 7), (3, 8), (5, 6), (6, 8))}
_TWINS = {Style.CN: _STROKES, Style.PAREN_CN: _STROKES, Style.ARABIC: _SHAPES, Style.PAREN: _SHAPES}


def _set_right(way: Label, stack: list[Label], all_: Sequence[Candidate], i: int) -> Label:
    """二 between 二 and 四 is a misread 三."""
    before = next((x for x in reversed(stack) if x.style == way.style), None)
    if before is None or frozenset((before.number + 1, way.number)) not in _TWINS.get(way.style, ()):
        return way
    due = before.number + 1
    for c in all_[i + 1 : i + 1 + FAR]:
        for other in c.ways:
            if other.sure and other.style == way.style:
                return relabel(way, due) if other.number == due + 1 else way
            if other.sure and other.style < way.style:
                return way
    return way

