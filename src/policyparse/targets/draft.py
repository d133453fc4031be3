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
from policyparse.targets.organs import is_body
from policyparse.targets.quantities import Amount, find_amounts
from policyparse.targets.sentences import depths, segments
from policyparse.targets.verbs import verb_at
from policyparse.targets.when import When

_TIME_OF = re.compile(r"(?:时间|日期|期限)(?:为|是|：)?$")
_PUT_BY = ("于", "在")
_FROM = ("从", "由")
_SINCE = re.compile(r"以来[^，。]{1,16}的[一-龥]")
_ARRIVAL = ("到", "至")
_GOES_ON = ("要", "应", "须", "必须", "将", "，", "都要", "均要")
_BY_A_YEAR = ("年前", "年末")
_GOING_TO = "应要须将请拟定"
_STEPS = 3  # segments that the date of a step reaches
_NEXT_TO = 2
_HEAD = 4
_NOTHING_ELSE = 1  # characters after a time in its segment
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
    """For each segment whether a date in it lies ahead of the notice."""
    dates = [w.start for w in whens if w.date is not None and not w.begins and lies_ahead(w.date, issued)]
    return [any(a <= at < b for at in dates) for a, b in parts]


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
        amounts = [x for x in find_amounts(text) if not _is_time(text, x, whens)]
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
        best: When | None = None
        for when in self.whens:
            if when.start > at:
                break
            if when.begins or not lies_ahead(when.date, self.issued):
                continue
            if self._ends_before(when, at, counted) or (when.bare and not self._heads_segment(when)):
                continue
            if best is not None and best.date is not None and when.within and when.start - best.end <= _NEXT_TO:
                continue  # 2025年6月底前，用半年时间…: the day is more than the time it takes
            best = when
        return self._put_after(at, best) or best or self._following(at)

    def _put_after(self, at: int, best: When | None) -> When | None:
        """…，材料一式五份|于6月25日前寄出: a date with 于 in the same segment goes before one of a segment before."""
        start, end = next((x for x in self.segments if x[0] <= at < x[1]), (at, at))
        if best is None or best.start >= start:
            return None
        later = (w for w in self.whens if at < w.start < end and w.date is not None and not w.begins)
        return next((w for w in later if self.text[w.start] in _PUT_BY and lies_ahead(w.date, self.issued)), None)

    def _heads_segment(self, when: When) -> bool:
        """A year without more is a deadline at the head of its segment, or right before a verb: 覆盖率2025年达到40%."""
        head = next((a for a, b in self.segments if a <= when.start < b), 0)
        return when.start - head <= _HEAD or verb_at(self.text, when.end) is not None

    def _ends_before(self, when: When, at: int, counted: bool) -> bool:
        """Whether a time that stands before a place no longer holds there."""
        goal = when.kind == "plan" or (when.date is not None and self.text[when.start] in _ARRIVAL)
        goal = goal or self.heads_list(when, at)
        if not goal and not self.depth[when.start] and "；" in self.text[when.end : at]:
            return True
        if when.date is not None or (when.within and when.within.unit == "年"):
            return False
        if not counted:
            end = next((b for a, b in self.segments if a <= when.start < b), at)
            return when.recurrence is not None and end <= at and not self.text.startswith(_GOES_ON, when.end)
        end = next((b for a, b in self.segments if a <= when.start < b), at)
        return end <= at and end - when.end > _NOTHING_ELSE

    def heads_list(self, when: When, at: int) -> bool:
        """Whether a date heads the colon that opens a list (2023年的目标是：…；…；…): it holds for all of it."""
        if when.date is None or when.start > _HEAD:
            return False
        colon = self.text.find("：", when.end, at)
        return colon > 0 and not self.depth[colon] and "；" not in self.text[when.end : colon]

    def _following(self, at: int) -> When | None:
        later = [w for w in self.whens if w.start > at and not w.begins and not w.bare and w.date is not None]
        if later and "；" in self.text[at : later[0].start]:
            return None
        end = next((b for a, b in self.segments if a <= at < b), at)
        if not later or (later[0].start >= end and (len(self.whens) > 1 or self._of_its_own(later[0]))):
            return None
        return later[0] if lies_ahead(later[0].date, self.issued) else None

    def _of_its_own(self, when: When) -> bool:
        """…，2023年底前投入使用20所; …，报名时间为4月1日: a date with a quantity or a name of its own stays there."""
        start, end = next((x for x in self.segments if x[0] <= when.start < x[1]), (when.start, when.end))
        named = _TIME_OF.search(self.text, start, when.start) is not None
        return named or self.text.startswith("并", start) or any(when.end <= x.number_at < end for x in self.amounts)

    def looks_back(self, seg: Part) -> bool:
        """Whether the last date up to a segment's end lies before the notice: what follows it is history."""
        before = [w for w in self.whens if w.start < seg[1] and w.date is not None and not self._only_compares(w)]
        return bool(before) and not lies_ahead(before[-1].date, self.issued)

    def _only_compares(self, when: When) -> bool:
        """2022年以来|新开办的药店: which ones are meant; 由|2022年|的318天: what it rises from."""
        rises = self.text.endswith(_FROM, 0, when.start)
        return rises or (when.begins and _SINCE.match(self.text, when.end) is not None)

    def reaches_on(self, when: When, seg: Part) -> bool:
        """Whether a time goes for what a later segment says is to be done.

        A goal (到2025年) reaches to the sentence's end, the date of a step three segments on, and that only where it
        leads its part of the sentence; 每年 goes on after a modal (每年要总结经验，编制报告).
        """
        if when.recurrence:
            return self.text.startswith(_GOES_ON, when.end)
        if when.kind == "plan" or when.within is not None or self.text[when.start] in _ARRIVAL:
            return True
        if self.text.endswith(_BY_A_YEAR, when.start, when.end) and when.start == 0:
            return True  # 2027年前，…: the goals of a year
        own = next((x for x in self.segments if x[0] <= when.start < x[1]), seg)
        part = max(self.text.rfind(c, 0, when.start) for c in "；：") + 1
        before = self.text[own[0] : when.start].rstrip(_GOING_TO)
        alone = own[1] - when.end <= _NOTHING_ELSE and (not before or is_body(before))  # 各县要于6月底前，…
        leads = alone or "，" not in self.text[part : when.start]
        return leads and sum(when.end < a <= seg[0] for a, _ in self.segments) <= _STEPS


def _is_time(text: str, amount: Amount, whens: tuple[When, ...]) -> bool:
    """Whether a number belongs to a time expression, or to a 每三年."""
    if _EVERY.search(text, max(0, amount.number_at - 3), amount.number_at) and amount.unit in _LENGTHS:
        return True
    return any(w.start <= amount.number_at < w.end for w in whens)
