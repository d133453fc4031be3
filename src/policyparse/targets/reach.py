"""How far a time reaches in its sentence: which deadline covers a place, and whether one goes on into a segment."""
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policyparse.targets.bare import is_light
from policyparse.targets.judge import lies_ahead
from policyparse.targets.nouns import Part
from policyparse.targets.organs import is_body
from policyparse.targets.subjects import find_subject
from policyparse.targets.tasks import task
from policyparse.targets.verbs import is_sure, verb_at, verbs_in
from policyparse.targets.when import When

if TYPE_CHECKING:
    from policyparse.targets.draft import Sentence

_TIME_OF = re.compile(r"(?:时间|日期|期限)(?:为|是|：)?$")
_PUT_FIRST = ("对", "将", "把")
_PUT_BY = ("于", "在")
_ARRIVAL = ("到", "至")
_GOES_ON = ("要", "应", "须", "必须", "将", "，", "都要", "均要")
_BY_A_YEAR = ("年前", "年末")
_BY_A_DAY = ("前", "底")
GOING_TO = "应要须将请拟定"
_HOW_REACHED = re.compile(r"(?:均|都|要|应|须|力争|分别|累计|总体|全部|预计|再){1,4}")
_STEPS = 3  # segments that the date of a step reaches
_NEXT_TO = 2
_HEAD = 4
_NOTHING_ELSE = 1  # characters after a time in its segment


def when_for(sentence: Sentence, at: int, counted: bool = False) -> When | None:
    """The deadline that covers a place; see `Sentence.when_for`."""
    whole = _whole(sentence, at) if counted else None
    if whole is not None:
        return when_for(sentence, whole, counted)
    best = _last_before(sentence, at, counted)
    return _of_topic(sentence, at) or _put_after(sentence, at, best) or best or _following(sentence, at)


def _whole(sentence: Sentence, at: int) -> int | None:
    """每年招聘60名，其中|30%…: where the number of the whole stands, if its part has no time of its own."""
    start, end = sentence.segment_at(at)
    if not sentence.text.startswith("其中", start) or any(start <= w.start < end for w in sentence.whens):
        return None
    return max((x.number_at for x in sentence.amounts if x.number_at < start), default=None)


def _of_topic(sentence: Sentence, at: int) -> When | None:
    """对46公里管道，|11月底前完成更新: what is put first takes the date of the segment that says what is done to it."""
    start, end = sentence.segment_at(at)
    if not sentence.text.startswith(_PUT_FIRST, start) or any(start <= w.start < end for w in sentence.whens):
        return None
    counted = next((x.end for x in sentence.amounts if x.number_at == at), end)
    if counted == end or next(verbs_in(sentence.text, counted, end), None) is not None:
        return None  # 将周期压缩至6个月, 对42个考点|开展检查: the segment says itself what is done
    following = next((x for x in sentence.segments if x[0] >= end), (end, end))
    later = (w for w in sentence.whens if following[0] <= w.start <= following[0] + _HEAD and w.end < following[1])
    return next((w for w in later if w.date and not w.begins and lies_ahead(w.date, sentence.issued)), None)


def _last_before(sentence: Sentence, at: int, counted: bool) -> When | None:
    best: When | None = None
    start, _ = sentence.segment_at(at)
    for when in sentence.whens:
        if when.start > at:
            break
        if when.begins and when.start >= start and best is not None and not _is_goal(sentence, best, at):
            best = None  # 4月15日前上报，|5月上旬起派出6个组
        if when.begins or not lies_ahead(when.date, sentence.issued):
            continue
        if _ends_before(sentence, when, at, counted) or (when.bare and not _heads_segment(sentence, when)):
            continue
        if best is not None and best.date is not None and when.within and when.start - best.end <= _NEXT_TO:
            continue  # 2025年6月底前，用半年时间…: the day is more than the time it takes
        best = when
    return best


def _put_after(sentence: Sentence, at: int, best: When | None) -> When | None:
    """…，材料一式五份|于6月25日前寄出: a date with 于 in the same segment goes before one of a segment before."""
    start, end = sentence.segment_at(at)
    if best is None or best.start >= start:
        return None
    later = (w for w in sentence.whens if at < w.start < end and w.date is not None and not w.begins)
    return next((w for w in later if sentence.text[w.start] in _PUT_BY and lies_ahead(w.date, sentence.issued)), None)


def _heads_segment(sentence: Sentence, when: When) -> bool:
    """A year without more is a deadline at the head of its segment, or right before a verb or a number.

    覆盖率2025年|均达到40%; 新增企业2023年|不少于40家、2024年|不少于50家.
    """
    head, _ = sentence.segment_at(when.start)
    if when.start - head <= _HEAD or any(x.start == when.end for x in sentence.amounts):
        return True
    how = _HOW_REACHED.match(sentence.text, when.end)
    return verb_at(sentence.text, how.end() if how else when.end) is not None


def _ends_before(sentence: Sentence, when: When, at: int, counted: bool) -> bool:
    """Whether a time that stands before a place no longer holds there."""
    text = sentence.text
    if not _is_goal(sentence, when, at) and not sentence.depth[when.start] and "；" in text[when.end : at]:
        return True
    if when.date is not None or when.is_open or (when.within and when.within.unit == "年"):
        return False
    _, end = sentence.segment_at(when.start)
    if not counted:
        return _comes_round(text, when) and end <= at and not text.startswith(_GOES_ON, when.end)
    return end <= at and end - when.end > _NOTHING_ELSE


def _comes_round(text: str, when: When) -> bool:
    """Whether a recurrence says how often, and not a day of each year by which a step is done (每年3月底前)."""
    return when.recurrence is not None and not text.endswith(_BY_A_DAY, when.start, when.end)


def _is_goal(sentence: Sentence, when: When, at: int) -> bool:
    """Whether a time holds to the sentence's end: 到2025年, “十四五”末, and a year's end before all else (年内，…)."""
    if when.kind == "plan" or (when.date is not None and sentence.text[when.start] in _ARRIVAL):
        return True
    ends_year = when.date is not None and (when.date.month, when.date.day) == (12, 31)
    set_off = when.start == 0 and sentence.text.startswith("，", when.end)
    return heads_list(sentence, when, at) or (ends_year and set_off and not when.begins)


def heads_list(sentence: Sentence, when: When, at: int) -> bool:
    """Whether a date heads the colon that opens a list (2023年的目标是：…；…；…): it holds for all of it."""
    if when.date is None or when.start > _HEAD:
        return False
    colon = sentence.text.find("：", when.end, at)
    return colon > 0 and not sentence.depth[colon] and "；" not in sentence.text[when.end : colon]


def _following(sentence: Sentence, at: int) -> When | None:
    whens = sentence.whens
    later = next((w for w in whens if w.start > at and not w.begins and not w.bare and w.date is not None), None)
    if later is None or "；" in sentence.text[at : later.start] or not lies_ahead(later.date, sentence.issued):
        return None
    _, end = sentence.segment_at(at)
    return None if later.start >= end and (len(whens) > 1 or _of_its_own(sentence, later)) else later


def _of_its_own(sentence: Sentence, when: When) -> bool:
    """…，2023年底前投入使用20所; …，报名时间为4月1日: a date with a quantity or a name of its own stays there."""
    text, (start, end) = sentence.text, sentence.segment_at(when.start)
    named = _TIME_OF.search(text, start, when.start) is not None
    done = task(text, when.end, end) if when.start - start <= _HEAD else None
    if done is not None and done.object is not None and not is_light(text, done):
        return True  # 覆盖行业15个，|3月底前公布目录
    return named or text.startswith("并", start) or any(when.end <= x.number_at < end for x in sentence.amounts)


def reaches_on(sentence: Sentence, when: When, seg: Part) -> bool:
    """Whether a time goes for what a later segment says is to be done.

    A goal (到2025年) reaches to the sentence's end, the date of a step three segments on, and that only where it
    leads its part of the sentence; 每年 goes on after a modal (每年要总结经验，编制报告).
    """
    text = sentence.text
    if _comes_round(text, when):
        return text.startswith(_GOES_ON, when.end)
    start, end = sentence.segment_at(when.start)
    before = text[start : when.start].rstrip(GOING_TO)
    if when.within is not None and is_body(before) and seg[0] > start and _has_its_own(text, seg):
        return False
    if when.recurrence and not text.startswith(_GOES_ON, when.end):
        verb = verb_at(text, *seg)
        if verb is None or not is_sure(verb.word):
            return False  # 每年11月底前完成总结，|总结材料报送市局
    if when.kind == "plan" or when.within is not None or text[when.start] in _ARRIVAL:
        return True
    if text.endswith(_BY_A_YEAR, when.start, when.end) and when.start == 0:
        return True  # 2027年前，…: the goals of a year
    part = max(text.rfind(c, 0, when.start) for c in "；：") + 1
    alone = end - when.end <= _NOTHING_ELSE and (not before or is_body(before))  # 各县要于6月底前，…
    leads = alone or "，" not in text[part : when.start]
    return leads and sum(when.end < a <= seg[0] for a, _ in sentence.segments) <= _STEPS


def _has_its_own(text: str, seg: Part) -> bool:
    """市局在1个月内制定办法，|各县加强监管: whether a segment names another body that acts."""
    return any(a >= seg[0] and not beside for (a, _), beside in find_subject(text, *seg, seg[1] - 1))
