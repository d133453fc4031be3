"""What a quantity counts where its own words do not name it: 建设公厕20座，每镇不少于2座; 建立专家库，每年更新一次."""
from __future__ import annotations

import re
from dataclasses import replace

from policyparse.lexicon.units import MONEY, TIME
from policyparse.lexicon.verbs import HELPERS
from policyparse.targets.bodies import find_subject
from policyparse.targets.circumstances import past_place
from policyparse.targets.draft import Draft
from policyparse.targets.nouns import Part, core, strip_left
from policyparse.targets.predicates import are_verbs, strip_manner
from policyparse.targets.sentences import sentences
from policyparse.targets.verbs import Verb, is_sure, verb_at, verb_ending, verbs_in

_SHORTEST = 2
_WHOLE_NOUN = 4
_MAKE_A_NAME = re.compile(  # what a doing makes a name with: 建设|项目, 培训|内容
    r"内容|项目|工程|任务|资金|经费|方案|计划|标准|规模|周期|用地|单位|机构|人员|对象|费用|成本|质量"
)
_LONGEST_HEADING = 40
_NAMES_NOTHING = re.compile(r"^(?:加强|强化|健全|完善|严格|落实|压实|注重|坚持|加大|明确)|[\d，：；]")  # 加强组织领导
_BATCH = re.compile(r"(?:首|第[一二三四五六七八九十]{1,2}|前[一二两三]|后[一二两三])[批期]|分别")
_PUT_FIRST = re.compile(r"(?:对于?|将|把|为|给)(?![口外比来军了此])")
_WAY = re.compile(r"(?:由(?!于)|按照?|依照|根据|结合|通过|采[取用]|依托|以(?![上下内外来后前及]))[^，]*$")
_DOING = re.compile(r"(?:改造|建设|整治|治理|更新|提升|修复|工作|任务|覆盖|全覆盖|督办|管理|排查|检查|的|、|和){1,5}")


def named_by_heading(text: str, start: int, draft: Draft) -> Draft:
    """实施“智慧食堂”建设。2024年建成50个: what a sentence counts and does not name stands in the heading before it.

    Args:
        text: The paragraph.
        start: Where the sentence begins in it.
        draft: A target of the sentence; its offsets are those of `text`.
    """
    if draft.object is not None or draft.amount is None or draft.amount.unit in (*TIME, *MONEY) or not start:
        return draft
    end = next((b for _, b in sentences(text)), 0)
    if not 0 < end <= min(start, _LONGEST_HEADING) or _NAMES_NOTHING.search(text, 0, end - 1):
        return draft
    what = governed(text, 0, end - (text[end - 1] in "。；"))
    return draft if what is None or what[1] - what[0] < _SHORTEST else replace(draft, object=what)


def is_batch(words: str) -> bool:
    """Whether words say which of a row (首批, 其余), not what."""
    return _BATCH.fullmatch(words) is not None


def governed(text: str, a: int, b: int) -> Part | None:
    """The thing that a segment is about: what its verb is done to, or all of it where it is no predicate."""
    named = [part for part, _ in find_subject(text, a, b, b) if part[0] >= a]
    start = strip_left(text, max((end for _, end in named), default=a), b)
    if (put := _PUT_FIRST.match(text, start, b)) and put.end() < b:  # not the 为 of …办学行为
        return put.end(), _predicate(text, put.end(), b)
    start = past_place(text, start, b) or start
    verb = verb_at(text, start, b) or (_sure_verb(text, start, b) if start > a else None)
    if verb is None or not (start > a or is_sure(verb.word) or _takes_what_follows(text, verb, b)):
        way = _WAY.search(text, a, b)
        return (a, way.start() if way and way.start() - a >= _SHORTEST else b)
    end = verb.end
    while (more := verb_at(text, end, b)) is not None and is_sure(more.word):
        end = more.end
    what = core(text, end, b)
    return None if what and (_DOING.fullmatch(text, *what) or are_verbs(text, *what)) else what


def _takes_what_follows(text: str, verb: Verb, b: int) -> bool:
    """Whether a verb that is as often a noun has an object: 建设|保鲜设施, 推进|公厕改造; but 建设|项目."""
    rest = text[verb.end : b]
    named = _MAKE_A_NAME.match(rest) or "的" in rest or (verb.word not in HELPERS and any(verbs_in(text, verb.end, b)))
    return len(verb.word) > 1 and len(rest) >= _WHOLE_NOUN and not named


def _sure_verb(text: str, a: int, b: int) -> Verb | None:
    found = (v for v in verbs_in(text, a, b) if is_sure(v.word) and len(v.word) > 1)
    return next((v for v in found if not text.startswith("的", v.end)), None)


def _predicate(text: str, a: int, b: int) -> int:
    """Where what 对 or 将 puts first ends: before a sure verb, or one that closes the segment."""
    verb = _sure_verb(text, a + _SHORTEST, b) or verb_ending(text, a + _SHORTEST, b)
    return strip_manner(text, a, verb.start) if verb and "的" not in text[verb.end : b] else b
