"""The ways in which a sentence puts action and object around its quantity, tried in turn."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from policyparse.lexicon.units import MONEY, TIME
from policyparse.lexicon.verbs import HELPERS, MANNER_RE
from policyparse.nlp import is_doing
from policyparse.targets.bodies import find_subject
from policyparse.targets.distribution import past_each
from policyparse.targets.doings import (
    GRANT_NOUN,
    PIVOT,
    SHOWN,
    counted,
    for_so_many,
    given,
    governed_by_verb_after,
    put_before_verb,
    served,
    so_many_act,
    verb_then_noun,
    verb_then_number,
)
from policyparse.targets.levels import (
    INDICATOR,
    among_them,
    aside,
    by_share,
    indicator,
    level,
    noun_alone,
    outstrips,
    part_that_acts,
    share_of_a_whole,
    spent_share,
    surpassed,
)
from policyparse.targets.nouns import BY_HEAD, STANDARD_IS, Part, fronted, noun_after, strip_left, with_ambiguous
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase, Setting
from policyparse.targets.predicates import verb_before
from policyparse.targets.quantities import Amount
from policyparse.targets.verbs import is_sure, verb_at

_TO_WHOM = "向"  # 向市委、市政府专题|报告|一次
_STRIVEN = "争取"
_OF_A_LEVEL = re.compile(  # 由每人每年8000元, 提高至每生每年…
    r"(?:[从由]|[提升增降减]?[高升加低少][到至]|达到|调整[到为至])每(?!个|家)"
)
_INVESTING = "投资"  # 带动社会|投资|2亿元
_CARRYING_OUT = ("实施", "完成", "开展", "推进", "组织实施")
_AIM_IS = re.compile(r"[^，]{0,24}?(?:目标任务|目标|任务|要求)(?:是|为)")  # 全年目标是|完成投资5亿元
_DOES = re.compile(  # 各县区|每年|开展
    r"(?:应当?|须|要|可|均|都|各)?(?:至少)?每(?:个?月|[年周天日]|季度?|半年|学[期年])(?:至少|应当?|须|要|可|定期){0,2}"
)
_MEASURED = 2
_TAKING = ("组织", "接受", "参加")
_NO_THINGS = ("", "一次性", "一次性的", "一式", "累计", "合计")
_OUGHT = re.compile(r"(?:应当?|须|需|要|必须)(?:每年|至少|定期|积极)?")
_FUND = re.compile(r"(?:资金|经费|专款|投资|贷款|补助|预算)(?:不少于|不低于|约|共)?$")
_SPENT_ON = re.compile(r"支持|用于|用作|扶持|保障|重点")  # 安排专项资金2亿元|支持建设: its purpose
_ACTOR = re.compile(  # 每校|推荐, 学校可各|申报
    r"^[每各]|[可应须要]|只能|(?:[共各再新拟]|计划|至少|每[一-龥]{1,3})$"
)


def around(text: str, seg: Part, amount: Amount, following: int, inherited: Phrase | None) -> Phrase:
    """Action and object of a quantity.

    Args:
        text: The sentence.
        seg: The segment (or list item) that the quantity stands in.
        amount: The quantity; offsets in `text`.
        following: Where the words that may follow it end (the next quantity, or the segment's end).
        inherited: The phrase of the quantity before it in the same sentence.
    """
    begins = seg[0] if _OF_A_LEVEL.search(text, seg[0], amount.start) else past_each(text, seg[0], amount.start)
    if aim := _AIM_IS.match(text, begins, amount.start - 2):
        begins = aim.end()
    elif amount.unit in MONEY and (standard := STANDARD_IS.search(text, begins, amount.start - 2)):
        begins = standard.end()  # 补贴标准为|中级工每人5000元
    begins = _past_actor(text, begins, amount.start)
    a = with_ambiguous(text, begins, strip_left(text, begins, amount.start))
    if a > begins and GRANT_NOUN.fullmatch(text, begins, amount.start):
        a = begins  # 给予每个品牌|一次性奖补10万元
    if amount.unit in MONEY and text.endswith(_STRIVEN, begins, a):
        a -= len(_STRIVEN)  # 争取|补助资金|3亿元
    rest = noun_after(text, amount.end, following)
    if rest and amount.unit in MONEY and _FUND.search(text, a, amount.start) and _SPENT_ON.match(text, *rest):
        rest = None
    verb = verb_before(text, a, amount.start)
    if verb and text.endswith(BY_HEAD, a, verb[0]):
        verb = None  # 户均|增收
    shown = verb is not None and amount.unit in TIME and text[slice(*verb)] in SHOWN
    if verb and rest is None and not shown and (_is_noun_again(text, verb, inherited) or (
        (amount.unit not in MONEY or text[slice(*verb)] == _INVESTING) and _is_noun(text, a, verb)
    )):
        verb = None
    x = Setting(text, seg[0], following, a, amount, rest, verb, inherited)
    phrase = next(phrase for read in _READINGS if (phrase := read(x)) is not None)
    named = phrase.object is None or text[slice(*phrase.object)] not in _NO_THINGS
    return phrase if named else replace(phrase, object=None)


def _past_actor(text: str, a: int, b: int) -> int:
    """Where the predicate begins behind those who act: 各县（区）|每年开展…, 巡查员|每月巡查…."""
    named = [part for part, _ in find_subject(text, a, b, b) if part[0] >= a]
    end = max((y for _, y in named), default=a)
    does = _DOES.match(text, end, b) or _DOES.search(text, a, b)
    if does is None or fronted(text, a, does.start()) is not None:
        return a  # 对养老机构每半年至少|检查1次
    verb = verb_at(text, does.end(), b)
    name = verb is None or (INDICATOR.search(text, a, b) and b - verb.end <= _MEASURED)
    if name and (does.start() > end or verb):
        return a  # 公共图书馆每周|开放时间
    return does.start()


def _is_noun_again(text: str, verb: Part, inherited: Phrase | None) -> bool:
    """完成|铁路投资|800亿元、|公路投资|1800亿元: the item before ends in the same word, and there it was no verb."""
    what = inherited.object if inherited and inherited.action else None
    listed = what is not None and text.rfind("、", what[1], verb[0]) > text.rfind("，", what[1], verb[0])
    carried_out = inherited is not None and inherited.action in _CARRYING_OUT and listed
    if what and what[1] < verb[0] and carried_out:
        return True  # 实施水库除险加固2座、|泵站改造|5座
    return what is not None and what[1] < verb[0] and text.endswith(text[slice(*verb)], *what)


def _is_noun(text: str, a: int, verb: Part) -> bool:
    """拆除|违法建设|100处, 其中|人工造林|30亩: a weak verb is a noun where another verb or a modifier leads."""
    how = MANNER_RE.match(text, *verb)
    first = verb_at(text, a, verb[0])
    leads = first is not None and (is_sure(first.word) or first.word in HELPERS) and first.word not in PIVOT
    if first is not None and leads and first.end < verb[0] - 1:
        return "、" not in text[first.end : verb[0]]  # 推广|玉米密植|10万亩
    if is_sure(text[how.end() if how else verb[0] : verb[1]]) or verb[0] == a:
        return False
    head = verb_at(text, a, verb[0])
    if head is None and (modal := _OUGHT.search(text, a, verb[0])) is not None:
        head = verb_at(text, modal.end(), verb[0])
        return head is not None and head.end < verb[0]  # 企业应|组织|员工培训
    if head is None and (is_body(text[a : verb[0]]) or text.startswith(_TO_WHOM, a)):
        return False  # 600人以上的学校|配备2名
    if head is None:
        return not _ACTOR.search(text[a : verb[0]]) and fronted(text, a, verb[0]) is None
    apart = head.word not in HELPERS or head.end < verb[0]
    things = head.end < verb[0] and is_doing(head.word) and _are_things(text, *verb)
    leads = is_sure(head.word) or head.word in _TAKING or things  # 组织|员工培训|200人次
    return leads and apart and "、" not in text[head.end : verb[0]]


def _are_things(text: str, a: int, b: int) -> bool:
    """Whether a run of verbs is made of words that are nouns first of all: 开发优质|教学装备|30种."""
    while a < b and (verb := verb_at(text, a, b)) is not None and not is_doing(verb.word):
        a = verb.end
    return a == b


_READINGS: tuple[Callable[[Setting], Phrase | None], ...] = (
    aside,
    among_them,
    level,
    share_of_a_whole,
    outstrips,
    surpassed,
    by_share,
    spent_share,
    part_that_acts,
    for_so_many,
    so_many_act,
    put_before_verb,
    governed_by_verb_after,
    served,
    counted,
    indicator,
    given,
    verb_then_number,
    verb_then_noun,
    noun_alone,
)
