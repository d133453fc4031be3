"""A target on its way, and the sentence that it is read from."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from policyparse.targets.deadlines import deadlines_of
from policyparse.targets.judge import lies_ahead
from policyparse.targets.mood import Mood, moods
from policyparse.targets.nouns import Part
from policyparse.targets.quantities import Amount, amounts_of
from policyparse.targets.reach import when_for
from policyparse.targets.sentences import depths, segments
from policyparse.targets.when import When

_FROM = ("从", "由")
_SINCE = re.compile(r"以来[^，。]{1,16}的[一-龥]")
_LENGTHS = ("年", "月", "个月", "周", "天", "日", "小时", "分钟")
_EVERY = re.compile(r"每(?:隔|满|运行|行驶|使用|工作)?$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A target on its way; offsets into the paragraph's text.

    Attributes:
        start: Where the evidence begins.
        end: Where it ends.
        action: The verb, as written.
        object: Where the object stands, or None.
        amount: The quantity, or None.
        per: What it is distributed over.
        when: The deadline of its own sentence, or None.
        verb_at: Where its predicate begins; its subject stands before.
        kind: The kind of target, where neither quantity nor date tell it: one that an installed package adds.
        standing: Whether it is a rule that holds at all times, so that no plan's horizon is its deadline.
    """

    start: int
    end: int
    action: str | None
    object: Part | None
    amount: Amount | None
    per: str | None
    when: When | None
    verb_at: int
    kind: str | None = None
    standing: bool = False

    def predicate_at(self, text: str) -> int:
        """Where the verb stands in its text, or the quantity where there is none: the phrase may begin before it."""
        end = self.end if self.amount is None else self.amount.start
        if self.action:
            find = text.find if self.amount is None else text.rfind
            return max(find(self.action, self.verb_at, end), self.verb_at)
        return self.verb_at if self.amount is None else max(self.verb_at, end)

    def moved(self, by: int) -> Draft:
        """The same draft with offsets into a text in which its sentence begins at `by`."""
        x, when = self.amount, self.when
        return replace(
            self,
            start=self.start + by,
            end=self.end + by,
            object=self.object and (self.object[0] + by, self.object[1] + by),
            amount=x and replace(x, start=x.start + by, end=x.end + by, number_at=x.number_at + by),
            when=when and replace(when, start=when.start + by, end=when.end + by),
            verb_at=self.verb_at + by,
        )


def lead_ahead(whens: Sequence[When], parts: Sequence[Part], issued: date | None) -> list[bool]:
    """For each segment whether a date in it, or alone in the one before it, lies ahead of the notice."""
    dates = [w for w in whens if w.date is not None and not w.begins and lies_ahead(w.date, issued)]
    own = [any(a <= w.start < b for w in dates) for a, b in parts]
    alone = [any(w.start - a <= 1 and 0 <= b - w.end <= 1 for w in dates) for a, b in parts]
    return [x or before for x, before in zip(own, [False, *alone], strict=False)]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what was found in it; all offsets into `text`.

    Attributes:
        text: The sentence.
        depth: For each character how deep in brackets or quotes it stands.
        segments: Its stretches between commas, colons and semicolons.
        whens: Its time expressions.
        amounts: Its quantities, those of time expressions left out.
        issued: The notice's date.
        qualifies: It stands where a notice says who may apply.
    """

    text: str
    depth: tuple[int, ...]
    segments: list[Part]
    whens: tuple[When, ...]
    amounts: list[Amount]
    issued: date | None
    qualifies: bool = False

    @classmethod
    def of(cls, text: str, issued: date | None, year: int | None, qualifies: bool = False) -> Sentence:
        """The sentence `text`; `year` is the one that was last named before it; `qualifies`: see `moods`."""
        depth = depths(text)
        whens = deadlines_of(text, issued, year)
        amounts = [x for x in amounts_of(text) if not _is_time(text, x, whens)]
        parts = segments(text, depth)
        return cls(text, depth, parts, whens, amounts, issued, qualifies)

    def moods(self) -> list[Mood]:
        """For each segment what it is about: a demand, a fact, a condition."""
        ahead = lead_ahead(self.whens, self.segments, self.issued)
        return moods(self.text, self.segments, ahead, self.qualifies)

    def when_for(self, at: int, counted: bool = False) -> When | None:
        """The deadline that covers a place: the last before it, or one that follows in its segment.

        A goal (到2025年) reaches to the sentence's end, another date to the next semicolon, and so do a time limit and
        a recurrence for what is done; a quantity (`counted`) takes those from its own segment, or from one before it
        that holds nothing else (每年12月底前，…).
        """
        return when_for(self, at, counted)

    def is_told(self, at: int) -> bool:
        """Whether the segment that a place stands in tells a fact (自2015年试点以来，我省每年培训医师)."""
        k = next((k for k, (_, end) in enumerate(self.segments) if at < end), None)
        return k is not None and self.moods()[k] == "told"

    def segment_at(self, at: int) -> Part:
        """The segment that a place stands in."""
        for part in self.segments:
            if part[0] <= at < part[1]:
                return part
        return at, at

    def looks_back(self, seg: Part) -> bool:
        """Whether the last date up to a segment's end lies before the notice: what follows it is history."""
        before = [w for w in self.whens if w.start < seg[1] and w.date is not None and not self._only_compares(w)]
        return bool(before) and not lies_ahead(before[-1].date, self.issued)

    def is_left_behind(self, when: When) -> bool:
        """Whether something rises from what it was at a time: 由|2022年|的318天提高到330天."""
        return self.text.endswith(_FROM, 0, when.start)

    def _only_compares(self, when: When) -> bool:
        """2022年以来|新开办的药店: which ones are meant, or from what something rises."""
        since = when.begins and _SINCE.match(self.text, when.end) is not None
        return since or self.is_left_behind(when)


def _is_time(text: str, amount: Amount, whens: tuple[When, ...]) -> bool:
    """Whether a number belongs to a time expression, or to a 每三年."""
    if _EVERY.search(text, max(0, amount.number_at - 3), amount.number_at) and amount.unit in _LENGTHS:
        return True
    return any(w.start <= amount.number_at < w.end for w in whens)
