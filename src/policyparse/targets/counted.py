"""The quantities of a sentence that are promises, each with its verb, object, deadline and distribution.

A sentence is read segment by segment, a segment by its list items, as each item may name a thing of its own. From
quantity to quantity two things are carried along: the last verb and object, and what was counted by which measure
word, so that a later quantity may borrow them. At last `deal` gives each its own where a segment deals out (分别).
"""
from __future__ import annotations

import re
from dataclasses import replace

from policyparse.lexicon.units import COUNT, MONEY, RATIO, TIME
from policyparse.targets.borrowed import Place, phrase_of
from policyparse.targets.candidate import Candidate
from policyparse.targets.circumstances import past_place
from policyparse.targets.dealt import deal
from policyparse.targets.distribution import but_for_times, by_head, distribution
from policyparse.targets.doings import PAYS
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.judge import stands_alone, why_not
from policyparse.targets.mood import Mood
from policyparse.targets.nouns import Part
from policyparse.targets.phrases import Phrase
from policyparse.targets.quantities import Amount
from policyparse.targets.sentences import split
from policyparse.targets.sharers import sharers
from policyparse.targets.standing import SO_MANY_YEARS, is_paid_for_a_case, is_standing
from policyparse.targets.tasks import task
from policyparse.targets.topics import topic
from policyparse.targets.verbs import verb_at, verbs_in
from policyparse.targets.when import When

_SETTING = re.compile(r"(?:在|按|根据|如|若|经|由|以|为)[一-龥]")
_AND = re.compile(r"[、和及与]")
_GOES_ON = re.compile(  # 至少举办1次展览、2次讲座
    r"(?:至少|最多)[^，、\d]{1,12}[\d一两三四五六七八九十][^，、]{1,20}、$"
)
_SUM = re.compile(r"(?:且|并且|均|应|要|须|全年|总计|累计|合计|共计|总(?:时长|学时|课时)){1,3}")
_EVERY_TIME = re.compile(r"每[年月周日天人户]$")  # 不低于每月|1000元
_NEAR = 2  # characters between a recurrence and the sum that it goes with
_PER_HEAD = re.compile(r"每[人户生亩]$")
_SO_MANY_A_YEAR = re.compile(r"(?:全年|每年|年均|每月|每季度?)?(?:应|要|须|均|力争|确保){0,2}")
_THINGS = frozenset(COUNT) - {"次", "人次", "个", "项", "人", "名", "件"}
"""Measure words that go with few things: 建成泵站20座，每县不少于2座."""

_WHOM_IT_SERVES = re.compile(r"惠及|带动|辐射|覆盖|涉及|受益|吸引")  # 改造小区20个，惠及居民3万户，完工80%


def with_amounts(sentence: Sentence) -> list[Draft]:
    """The targets of a sentence that carry a quantity."""
    return _Counting(sentence).targets() if sentence.amounts else []


class _Counting:
    """A sentence read from quantity to quantity."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._out: list[Draft] = []
        self._last: Phrase | None = None  # the verb and object that a later quantity may borrow
        self._said: dict[str, Part] = {}  # what was counted, by its measure word

    def targets(self) -> list[Draft]:
        """The targets of all segments, in order."""
        sentence = self._sentence
        for k, (seg, mood) in enumerate(zip(sentence.segments, sentence.moods(), strict=False)):
            if (counted := topic(sentence, k)) is not None:
                self._out.append(counted)
            elif promised := _promised(sentence, seg, mood):
                self._read(k, seg, promised)
        return self._out

    def _read(self, k: int, seg: Part, promised: list[Amount]) -> None:
        """The targets of the `k`th segment, which promises these quantities."""
        text = self._sentence.text
        earlier = reversed(self._sentence.segments[:k])
        before = next((x for x in earlier if not _only_sets(text, *x)), None)
        made: list[Draft] = []
        for item in _items(self._sentence, seg, promised):
            place = Place(self._sentence, seg, item, before, promised, self._said)
            for n, amount in enumerate(inside := place.inside()):
                phrase = phrase_of(place, inside, n, self._last)
                self._remember(phrase, amount)
                if draft := _draft(place, amount, phrase, first=not (self._out or made)):
                    made.append(_as_part(text, seg, draft, (self._out + made)[-1:]))
        self._out += deal(self._sentence, seg, made, self._out)

    def _remember(self, phrase: Phrase, amount: Amount) -> None:
        """What later quantities may borrow: not whom it serves, which is said by the way."""
        aside = self._last is not None and _WHOM_IT_SERVES.fullmatch(phrase.action or "")
        if (phrase.action or phrase.object) and not aside:
            self._last = phrase
        if phrase.object and amount.unit in _THINGS:
            self._said[amount.unit] = phrase.object


def _only_sets(text: str, a: int, b: int) -> bool:
    """Whether a segment only says where, how or when; 在重点乡镇|建设保鲜库 says what as well."""
    return _SETTING.match(text, a, b) is not None and past_place(text, a, b) is None


def _as_part(text: str, seg: Part, draft: Draft, before: list[Draft]) -> Draft:
    """每队参加10人，其中学生8人: a part is distributed as its whole is, and due when it is; and so is a sum.

    每人每年培训不少于2次，累计|不少于40学时: the unit is another one, and what is said of it the same.
    """
    whole = before[0] if before else None
    sums_up = draft.amount is not None and _SUM.fullmatch(text, seg[0], draft.amount.start) is not None
    if whole and whole.amount and sums_up and draft.amount and whole.amount.unit != draft.amount.unit:
        return replace(draft, per=draft.per or whole.per, when=whole.when or draft.when)
    part = text.startswith("其中", seg[0]) or text.rfind("其中", 0, seg[0]) > text.rfind("；", 0, seg[0])
    if whole is None or not part or draft.action or whole.amount is None or draft.amount is None:
        return draft
    if whole.amount.unit != draft.amount.unit:
        return draft
    comes_round = draft.when is not None and draft.when.recurrence is not None  # 每5年360学时，其中每年|48学时
    return replace(draft, per=draft.per or (None if comes_round else whole.per), when=draft.when or whole.when)


def _draft(place: Place, amount: Amount, phrase: Phrase, first: bool) -> Draft | None:
    """The draft of a quantity, with its time and what it is distributed over."""
    when, before = _when(place, amount, phrase), place.text[: amount.start]
    if amount.per == "年" and amount.unit not in MONEY:  # 不少于12次/年
        when = When(amount.end - 1, amount.end, "recurring", recurrence="year")
        amount = replace(amount, per=None)
    if phrase.action is None and phrase.object is None:
        phrase = _task_before(place, amount) or phrase
    per = _per(place, amount, when)
    if when and _is_of_another(place, when, amount, phrase.action, per):
        when = None
    if first and stands_alone(amount, phrase, per, when):
        return None
    if amount.comparator == "eq" and amount.start == place.item[0] and _GOES_ON.search(before, place.seg[0]):
        amount = replace(amount, comparator=place.promised[0].comparator)
    standing = is_standing(before, amount, phrase.action, per)
    start, end = _evidence(place, amount, phrase)
    begins = max(place.seg[0], phrase.start)
    return Draft(start, end, phrase.action, phrase.object, amount, per, when, begins, standing=standing)


def _is_of_another(place: Place, when: When, amount: Amount, action: str | None, per: str | None) -> bool:
    """Whether a time is said of what stands before, and this holds for each case at any time.

    用两年建成50个，|每个补助20万元; 全年培训800人，|每期不少于10天; 6月底前出台办法，|每两年考核一次. Days from which
    and to which it holds, set off by themselves (6月1日至12月31日，…), go for all.
    """
    alone = when.kind in ("days", "months") and place.sentence.segment_at(when.start) == (when.start, when.end)
    if per is None or alone or when.start >= place.seg[0]:
        return False
    paid = amount.unit in MONEY and PAYS.search(action or "") is not None
    paid = paid or is_paid_for_a_case(place.text[: amount.start], amount, per)
    return paid or amount.unit in TIME or SO_MANY_YEARS.fullmatch(per) is not None


def _when(place: Place, amount: Amount, phrase: Phrase) -> When | None:
    """The time of a quantity; none of another case (…；给予|5万元), nor one that only says per what it is."""
    when = place.sentence.when_for(amount.number_at, counted=True)
    if when and PAYS.search(phrase.action or "") and "；" in place.text[when.end : place.seg[0]]:
        return None
    return None if when and when.recurrence and _is_rate(place.text, place.seg, amount, when) else when


def _per(place: Place, amount: Amount, when: When | None) -> str | None:
    """What a quantity is distributed over, by its own words, its segment's, its subject, or its indicator's name."""
    text = place.text
    own, head = text[place.item[0] : amount.start], text[place.seg[0] : amount.start]
    own += m[0] if (m := _EVERY_TIME.search(text, amount.start, amount.number_at)) else ""
    shared = [distribution(own), distribution(head)]
    if when and when.recurrence:
        shared = [but_for_times(x) for x in shared]
    per = amount.per or shared[0] or shared[1] or sharers(text, place.seg, amount)
    return per if per is not None or amount.unit in RATIO else by_head(own) or by_head(head)


def _task_before(place: Place, amount: Amount) -> Phrase | None:
    """实施|居家改造|，每年不少于200户: a segment that only says how many a year of what the one before does."""
    before = next((x for x in place.sentence.segments if x[1] == place.seg[0] - 1), None)
    if before is None or amount.unit in (*TIME, *MONEY, *RATIO):
        return None
    whole = _SO_MANY_A_YEAR.fullmatch(place.text, place.seg[0], amount.start)
    return task(place.text, *before) if whole and amount.end == place.seg[1] else None


def _is_rate(text: str, seg: Part, amount: Amount, when: When) -> bool:
    """Whether a recurrence says per what (每月1000元, 每人每月补贴3000元), or stands too far off (…，期限3年)."""
    if amount.unit not in MONEY:
        return amount.unit in TIME and when.start < seg[0] and amount.comparator == "eq"
    if amount.start - when.end <= _NEAR and verb_at(text, when.end, amount.start) is None:
        return True  # but 每年|给予|2亿元
    if text.startswith("每", when.end) and not any(verbs_in(text, when.end, amount.start)):
        return True  # 每年每公里|县道1万元
    return when.start >= seg[0] and (when.recurrence != "year" or _PER_HEAD.search(text[: when.start]) is not None)


def _inside(amounts: list[Amount], part: Part) -> list[Amount]:
    return [x for x in amounts if part[0] <= x.number_at < part[1]]


def _promised(sentence: Sentence, seg: Part, mood: Mood) -> list[Amount]:
    """The quantities of a segment that are promises."""
    inside = _inside(sentence.amounts, seg)
    if not inside or sentence.looks_back(seg):
        return []
    out: list[Amount] = []
    refused: Amount | None = None
    for k, amount in enumerate(inside):
        if refused and refused.unit == amount.unit and _AND.fullmatch(sentence.text, refused.end, amount.start):
            refused = amount  # 首次突破1亿元、5亿元的企业
            continue
        if out and out[-1].unit == amount.unit and _AND.fullmatch(sentence.text, out[-1].end, amount.start):
            first = out[-1]  # 不超过70元、40元: what goes for the first goes for all
            alike = amount.comparator == "eq" and first.upper is None and sentence.text[first.end - 1] not in "上下内右"
            out.append(replace(amount, comparator=first.comparator) if alike else amount)
            continue
        when = sentence.when_for(amount.number_at, counted=True)
        dated = when is not None and when.start < seg[1] and (when.date is not None or when.start >= seg[0])
        depth, later = sentence.depth[amount.number_at], k + 1 < len(inside)
        if why_not(Candidate(sentence.text, seg, amount, depth, dated, later, mood)) is None:
            out.append(amount)
        elif amount.comparator != "eq" and amount.unit in MONEY:
            refused = amount
    return out


def _items(sentence: Sentence, seg: Part, amounts: list[Amount]) -> list[Part]:
    """The list items of a segment where each holds a quantity of its own (建设10个A、5个B); else the segment."""
    a, b = seg
    merged: list[Part] = []
    for x, y in split(sentence.text[a:b], "、＋+", sentence.depth[a:b]):
        part = (a + x, a + y)
        if merged and not (_inside(amounts, part) and _inside(amounts, merged[-1])):
            merged[-1] = (merged[-1][0], part[1])
        else:
            merged.append(part)
    return merged


def _evidence(place: Place, amount: Amount, phrase: Phrase) -> Part:
    """The evidence runs from the verb (or the indicator) to the end of what is counted."""
    text, what = place.text, phrase.object or (amount.start, amount.end)
    start = min(place.seg[0], phrase.start, amount.start, what[0])
    end = max(amount.end, what[1], phrase.end)
    if what[0] >= amount.end and place.item[1] - what[1] <= 6:
        end = place.item[1]
    if text.startswith("）", end) and text.rfind("（", start, end) > text.rfind("）", start, end):
        end += 1
    return start, end
