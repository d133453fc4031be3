"""Which of the things that look like labels are labels: the numbers before and after decide."""
from __future__ import annotations

from collections.abc import Sequence

from policyparse.labels.grammar import Label, Style, relabel
from policyparse.labels.neighbours import After, Before, Candidate, Edge, is_label


def choose(candidates: Sequence[Candidate]) -> list[Label | None]:
    """For each candidate the label that it is, or None; a misread number that its neighbours prove is set right."""
    chooser = _Chooser(candidates)
    return [chooser.take(i) for i in range(len(candidates))]


class _Chooser:
    """Goes through the candidates, knows what is open before each, and asks what comes after it."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.candidates = candidates
        self.sure = [
            c.known or next((w for w in c.ways if w.sure and c.edge <= Edge.SENTENCE), None) for c in candidates
        ]
        self.before = Before()
        self.own: Label | None = None  # the last label of the paragraph that is being read
        self.labelled = False  # whether the candidate before is a label
        self.below_heading = False  # whether the paragraph before is a label and a heading and nothing else

    def take(self, i: int) -> Label | None:
        """What candidate `i` is, given all before it."""
        c, after = self.candidates[i], After(self.candidates, i)
        if c.edge == Edge.START:
            self.own = None
            label = c.known or self._at_start(c, after)
        else:
            label = c.known or next((w for w in c.ways if self._is_inside(c, w, after)), None)
        if label is not None:
            self.own = label
            self.before.add(label, c, self.sure, i + 1, c.led and self.labelled)
        self.labelled = label is not None
        self.below_heading = c.leads and self.labelled
        return label

    def _at_start(self, c: Candidate, after: After) -> Label | None:
        """A sure label at a paragraph's beginning is one; an odd one where its list, or a heading, calls for it."""
        for way in c.ways:
            if self.before.continues(way) and (way.sure or self._is_proven(way, after)):
                return way
        for way in c.ways:
            if way.sure:
                return self._set_right(way, after)
        for way in c.ways:
            if self.before.goes_on(way):
                return way
            if way.number != 1 or way.prefix or self.before.is_begun(way.style):
                continue
            if self._opens_bare(way, after) if way.bare else self.below_heading or after.follows(way, 2):
                return way
        return None

    def _is_inside(self, c: Candidate, way: Label, after: After) -> bool:
        """Whether a label inside a paragraph is one: with less to go by, the neighbours must agree."""
        if c.again and c.squashed and self.before.has_come_to(way):
            return True
        continues = self.before.continues(way)
        if continues and not way.sure and way.style in (Style.CN, Style.PAREN_CN):
            heads = c.edge <= Edge.HEADING or self._heads_list(way, after)
            return c.squashed and heads and self._is_proven(way, after)
        if way.bare and not (c.squashed and c.edge == Edge.SENTENCE):
            return False
        if way.prefix or way.style >= Style.UPPER:
            return c.squashed and c.edge <= Edge.HEADING and self._is_listed(way, after)
        if c.ways[0].prefix and not (continues and not self.before.has_decimals()):
            return False
        if continues:
            return self._continues_inside(c, way, after)
        if way.number == 1:
            return self._opens_squashed(c, way, after) if c.squashed else self._opens_inside(c, way, after)
        return c.squashed and c.edge <= Edge.HEADING and (_is_outer(way) or self._begins_late(way, after))

    def _is_listed(self, way: Label, after: After) -> bool:
        """Whether a decimal or a letter belongs to a list: one that is open, or one whose 2 comes after it."""
        opens = not way.prefix and way.number == 1 and after.follows(way, 2)
        return self.before.continues(way) or self.before.goes_on(way) or opens

    def _continues_inside(self, c: Candidate, way: Label, after: After) -> bool:
        """Whether the next number of a list is its label within a paragraph, too."""
        same_list = self.own is not None and self.own.style == way.style
        if c.edge == Edge.INSIDE:
            listed = way.sure and (way.style < Style.PAREN or same_list)
            return listed and (c.squashed or after.closes_gap(way) or self._heads_list(way, after))
        if c.squashed or same_list or after.closes_gap(way):
            return True
        certain = _is_outer(way) or (way.sure and self.before.has(way.style))
        return certain and not after.comes_again(way)

    def _opens_squashed(self, c: Candidate, way: Label, after: After) -> bool:
        """Whether a 1 opens a list in a paragraph that was several once."""
        if (way.bare and after.is_decimal_of(way)) or c.edge == Edge.HEADING or after.follows(way, 2):
            return True
        return c.edge == Edge.SENTENCE and (way.style == Style.ANNEX or after.edge() == Edge.HEADING)

    def _opens_inside(self, c: Candidate, way: Label, after: After) -> bool:
        """Whether a 1 opens a list in a paragraph that was always one."""
        if c.edge == Edge.INSIDE:
            return False
        return after.closes_gap(way) or (way.sure and way.style <= Style.CN and after.follows(way, 2))

    def _begins_late(self, way: Label, after: After) -> bool:
        """Whether a list without its beginning starts here: none is open, and two more follow, each behind a stop."""
        if not way.sure or way.style != Style.ARABIC or self.before.has(way.style):
            return False
        due = way.number + 1
        for c, other in after.ways():
            if other.sure and other.style < way.style and c.edge <= Edge.SENTENCE:
                return False
            if c.edge <= Edge.SENTENCE and is_label(other, way, due):
                due += 1
                if due > way.number + 2:
                    return True
        return False

    def _opens_bare(self, way: Label, after: After) -> bool:
        """Whether a lone 一 or 1 in front of a heading begins a list: its next number comes, sure or heading a list."""
        due = 2
        for _, other in after.ways():
            if other.sure and other.style <= way.style:
                return other.style == way.style and other.number == due
            if other.bare and is_label(other, way, due):
                due += 1
        return due > 2 and self._heads_list(way, after)

    def _is_proven(self, way: Label, after: After) -> bool:
        """Whether an odd label that continues a list may stand: its successor comes, nothing has a better claim."""
        due = way.number + 1
        for c in after.candidates():
            for other in c.ways:
                if other.sure and is_label(other, way, way.number):
                    return False
                if c.edge <= Edge.SENTENCE and is_label(other, way, due):
                    if other.sure:
                        return True
                    due += c.leads
            if any(x.sure and x.style < way.style and x.style <= Style.CN for x in c.ways):
                break
            if c.edge == Edge.START and any(x.sure and is_label(x, way, 1) for x in c.ways):
                break  # another list: a like number further on is that list's
        if not way.bare:
            return True
        return self._heads_list(way, after) or self._ends_list(way, after.here)

    def _heads_list(self, way: Label, after: After) -> bool:
        """Whether what stands here is a heading by the list below it, which begins anew or runs on."""
        if not after.here.leads:
            return False
        below = after.next_at_start()
        if below is None or below.style <= way.style or below.prefix:
            return False
        return below.number == 1 or self.before.runs_on(below)

    def _ends_list(self, way: Label, c: Candidate) -> bool:
        """Whether it may be the last of its list: a third item at least, and a heading where the others are."""
        if way.number <= 2 or not self.before.has(way.style):
            return False
        if way.style == Style.ARABIC and self.before.innermost == way.style:
            return True
        return way.style == Style.CN and c.leads and way.style in self.before.headings

    def _set_right(self, way: Label, after: After) -> Label:
        """二 between 二 and 四 is a misread 三."""
        due = self.before.due(way.style)
        if due is None or frozenset((due, way.number)) not in _TWINS.get(way.style, ()):
            return way
        for _, other in after.ways():
            if other.sure and other.style == way.style:
                return relabel(way, due) if other.number == due + 1 else way
            if other.sure and other.style < way.style:
                return way
        return way


def _is_outer(way: Label) -> bool:
    """Whether it is of the kinds that head a notice's parts: 一、 and （一） and what stands above them."""
    return way.sure and way.style <= Style.PAREN_CN


# numbers that a recogniser takes for one another
_STROKES = {frozenset(x) for x in ((1, 2), (2, 3), (6, 8), (7, 9), (11, 12), (12, 13), (21, 22), (22, 23))}
_SHAPES = {frozenset(x) for x in ((1, 7), (3, 8), (5, 6), (6, 8))}
_TWINS = {Style.CN: _STROKES, Style.PAREN_CN: _STROKES, Style.ARABIC: _SHAPES, Style.PAREN: _SHAPES}
