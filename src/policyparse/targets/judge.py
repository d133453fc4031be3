"""Is it a promise? `REASONS` says why a quantity is none: it was reached before, it is a name, a formula …

Each reason is a name and a predicate on a `Candidate`, and can be tested by itself; the first that holds is the answer.
Tasks, which carry a date and no quantity, are judged by `promises_task`.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from policyparse.lexicon.units import MEASURE, MONEY, TIME
from policyparse.targets.candidate import Candidate
from policyparse.targets.described import attribute, condition
from policyparse.targets.mood import is_past, meant
from policyparse.targets.nouns import Part, strip_left
from policyparse.targets.phrases import Phrase
from policyparse.targets.quantities import Amount
from policyparse.targets.sentences import segments
from policyparse.targets.verbs import is_sure, verb_at, verb_ending, verbs_in
from policyparse.targets.when import When

_SHARES = ("%", "‰")
_LONGEST_LEAD = 60


def why_not(x: Candidate) -> str | None:
    """The name of the first reason why a quantity is no promise, or None where it is one."""
    return next((name for name, holds in REASONS if holds(x)), None)


# The past

def is_narrative(heading: str) -> bool:
    """Whether a clause reports (基本情况, 面临形势): nothing below such a heading is promised."""
    found = meant(heading, (0, len(heading)), "heading")
    return "reports" in found and "plans" not in found


def says_who_may(heading: str, text: str = "") -> bool:
    """Whether a clause says who may apply or how points are given, by its heading or a lead that ends in a colon."""
    heading = heading.rstrip("。：:")
    if "who may" in meant(heading, (0, len(heading)), "heading"):
        return True
    lead = text[text.rfind("。") + 1 :][-_LONGEST_LEAD:].removesuffix("：")
    return text.endswith("：") and any("who may" in meant(lead, part, "heading") for part in segments(lead))


def _past(x: Candidate) -> bool:
    return not x.own_date and (x.mood == "told" or is_past(x.text, x.seg))


# What the words around it make of it

_COUNTED_AFTER = re.compile(r"[一-龥（）“”]{2,12}(?=\d)")
_PLUS_NAME = re.compile(r"“\d\+$")  # “1+X”
_NEAR = 8
_ORDINALS = re.compile(r"第(?:\d{1,4}|[一二三四五六七八九十]{1,4})[-—–－~～至到、]{1,2}第?$")
_PARTS = re.compile(r"（其中[：，]?[^（）]{0,60}$")  # 改造公厕300座（其中，城区80座）


def _shared_among(x: Candidate) -> bool:
    return "shared" in x.following


def _is_size(x: Candidate) -> bool:
    """Whether a measure says how large the things are that are counted right after it."""
    m = _COUNTED_AFTER.match(x.after)
    return m is not None and not any(is_sure(v.word) for v in verbs_in(x.text, x.amount.end, x.amount.end + m.end()))


def _says_of_what_class(x: Candidate) -> bool:
    """千兆|光纤, 百亩|示范田, 千吨|万人|供水工程: a round word with a measure names a class of things."""
    word = x.amount.end - x.amount.number_at == 1 + len(x.amount.unit or "") and x.text[x.amount.number_at] in _ROUND
    return word and x.amount.unit in (*MEASURE, "人", "兆") and _FOLLOWED.match(x.after) is not None


def _name(x: Candidate) -> bool:
    before = x.text[: x.amount.number_at]
    if _says_of_what_class(x):
        return True
    great = x.amount.unit not in MONEY or (x.amount.comparator != "eq" and not x.compared_before)
    if x.later and x.amount.unit != "%" and great and "indicator" in x.following:
        return True  # 2000家|企业上报率保持100%, 500万元以下|贷款占比不低于50%
    if x.later and x.amount.unit in ("户", "人") and x.text.startswith("以上", x.amount.end - 2) and x.mark in "、和及":
        return True  # 行政村、20户以上|自然村100%覆盖
    if x.later and x.amount.chinese and x.amount.unit in MONEY and not x.before:
        return True  # 百元|收入的成本控制在20元以内
    if _ORDINALS.search(before[-_NEAR:]):
        return True  # 第1—8|批名单
    ahead = x.mark == "前" and not before.endswith("提前")
    if x.spelled and x.after[:1].isdigit():
        return True  # 二类|50万元, 三类|20万元
    if x.later and x.amount.unit in MEASURE and x.amount.comparator == "eq" and _is_size(x):
        return True  # 220千伏|变电站3座
    if x.amount.unit in TIME and "around" in x.following:
        return True  # 15分钟|健身圈
    return ahead or x.mark in ("“", "-", "±") or bool(_PLUS_NAME.search(before)) or "named" in x.following


def _left_behind(x: Candidate) -> bool:
    if x.later and "from list" in x.leading and "to list" in x.following:
        return True  # 由小学650元、初中850元|分别提高到720元、940元
    plain = x.amount.comparator == "eq" and x.amount.unit not in MONEY
    moved = plain and "moved" in x.leading and "so often" not in x.following  # 对甲、乙等3个县|开展一次检查
    return x.later and (moved or "from" in x.leading)


def _aside(x: Candidate) -> bool:
    """Copies (一式2份) and limits (时长不超过8分钟) are asked for in brackets as well."""
    stated = x.amount.comparator in ("le", "ge") and x.compared_before and "“" not in x.before and x.mark != "限"
    parts = _PARTS.search(x.text[: x.amount.number_at])
    return bool(x.depth) and not stated and parts is None and "copies" not in x.leading


def _formula(x: Candidate) -> bool:
    if x.before.endswith(("按", "按照")) and "reckoned" in x.following and x.amount.unit not in (*MONEY, *_SHARES):
        return True  # 不足50人的按|50人核定
    return x.mark in ("×", "*", "/", "÷", "=") or any(c in x.segment for c in "×÷=")


def _example(x: Candidate) -> bool:
    return "example" in x.sentence_so_far


def _definition(x: Candidate) -> bool:
    return "defined" in x.leading or "defined" in x.sentence_so_far


def _eligibility(x: Candidate) -> bool:
    comparator = x.text[x.amount.start : x.amount.number_at]
    if (x.amount.unit or "").removeprefix("周").startswith("岁") and "寿命" not in x.before:
        return True
    if x.mood == "required" or "满" in comparator or (x.lasts and comparator == "近"):
        return True
    worked = x.amount.unit in ("小时", "分钟")  # 连续工作时间不超过4小时
    if "penalty" in x.leading or ("eligible" in x.leading and not worked):
        return True
    return not x.following.isdisjoint(("aged", "fined"))


def _made_of(x: Candidate) -> bool:
    if x.amount.unit == "分" and "score to reach" not in x.leading:
        return True  # 每项扣5分
    if x.amount.unit in ("%", "分") and "weighed" in x.sentence_so_far:
        return True
    return x.mood == "made of"


def _step(x: Candidate) -> bool:
    if x.amount.value == 1 and "step done" in x.leading:
        return True
    return "of each" in x.leading or (x.amount.unit not in MONEY and "step" in x.leading)


_PEOPLE = ("人", "名")


def _extent(x: Candidate) -> bool:
    if x.amount.comparator in ("eq", "approx") and "of a project" in x.leading:
        return True
    if x.amount.unit in _PEOPLE and x.amount.comparator in ("ge", "le") and not x.compared_before:
        return "gathered" in x.following  # 56人以上|大班额, 100人以上|企业
    if x.amount.unit not in MEASURE or x.compared_before or "asked for" in x.following:
        return False
    beside = x.after.startswith(("、", "和"))  # 不少于10万、20万千瓦
    return (x.amount.comparator in ("ge", "le") and bool(x.after) and not beside) or "extends" in x.following


def _pointing_back(x: Candidate) -> bool:
    if x.own_date:
        return False
    if not x.before.endswith("等"):
        return "points back" in x.leading
    return not _does(x)  # 关停甲公司等8家企业: they are what it is done to


def _does(x: Candidate) -> bool:
    """Whether the segment begins with what is done to the things counted."""
    at = strip_left(x.text, *x.seg)
    verb = verb_at(x.text, at - (x.text[at - 1 : at] == "新"), x.amount.start) or verb_at(x.text, at, x.amount.start)
    return verb is not None and is_sure(verb.word)


# Lengths of time, money, counts: what asks for them

_FOLLOWED = re.compile(r"(?![以内])[一-龥]{2}")
_DAY_OF_MONTH = re.compile(r"(?:月|[-—－~～、（]|(?<=[\d日月])[至到]|^)$")
_KINDS = ("类", "种", "方面", "部分")
_ROUND = ("百", "千", "万")
_TIMES = ("次", "遍", "届", "场", "轮", "场次")
_LOOSE = ("种", "项", "类", "条", "级", "批", "个")


def _idle_time(x: Candidate) -> bool:
    """A length of time that nothing asks for."""
    if not x.lasts:
        return False
    amount, before, found = x.amount, x.before.removesuffix("平均"), x.leading
    if "throughout" in found:
        return True
    if "paid for" in x.following:
        return False  # 减免|3个月|租金
    if amount.unit == "日" and not x.compared_before and _DAY_OF_MONTH.search(before):
        return True
    timed = "timed" in found
    if amount.unit == "年" and amount.comparator == "eq" and _FOLLOWED.match(x.after) and not timed:
        return True  # 普及|15年|基础教育
    describes = amount.comparator in ("ge", "le") and not x.compared_before and bool(x.after)
    describes = describes and "at least" not in found  # 怀孕10周以上引产
    asked = timed or (not describes and verb_ending(x.text, x.seg[0], x.seg[0] + len(before)) is not None)
    if amount.chinese and amount.comparator == "eq" and amount.unit in ("年", "日", "天") and not asked:
        return True
    if amount.comparator in ("ge", "le", "gt", "lt") and x.compared_before:
        return False
    return not asked and "span" not in found


def _idle_money(x: Candidate) -> bool:
    if x.amount.unit not in MONEY or x.compared_before or x.amount.per or "about money" in x.sentence_so_far:
        return False  # 亩均税收|不低于30万元
    return verb_at(x.text, strip_left(x.text, *x.seg), x.amount.start) is None  # 化解债务12亿元


def _idle_word(x: Candidate) -> bool:
    """一个, 两种, 三项 …: a small number in Chinese characters counts only where something is built or given out."""
    if not x.spelled or "copies" in x.leading:
        return False
    amount, after, found = x.amount, x.after, x.leading
    if amount.comparator == "ge" and after and x.text[amount.number_at] in _ROUND:
        return True  # 千人以上|供水工程: what class of them
    attribute = amount.comparator == "ge" and not x.compared_before and bool(after) and "at least" not in found
    if amount.comparator not in ("eq", "approx") and not attribute:
        return False
    if amount.unit in _TIMES and ((x.own_date and "held" in found) or "each time" in found):
        return False
    if "for each" in found and amount.unit not in _KINDS:
        return False
    if amount.value >= 10 and ("built" in found or amount.value >= 100) and amount.unit not in _LOOSE[-1:]:
        return False
    if amount.value >= 2 and amount.unit not in _LOOSE[:-1] and ("built" in found or "building" in found):
        return False
    return not ("among them" in found and "must be" in x.following)


def _adding_up(x: Candidate) -> bool:
    """共有12项, 包括5个方面, 包括甲、乙、丙3类: how many there are; 建设共12个 is asked for."""
    if x.lasts or x.spelled or x.amount.unit in (*MONEY, "%") or x.amount.comparator not in ("eq", "lt", "range"):
        return False
    if x.before.endswith("等") and _does(x):
        return False  # 新建甲、乙等4所幼儿园
    told_before = x.amount.unit in _KINDS and not x.after and "、" in x.before.partition("包括")[2]
    return told_before or ("adds up" in x.leading and "each" not in x.leading)


REASONS: tuple[tuple[str, Callable[[Candidate], bool]], ...] = (
    ("those it is shared out among", _shared_among),  # 14个市州|各建1所
    ("part of a name or an ordinal", _name),  # 三年|行动, 前10名
    ("what is left behind", _left_behind),  # 从20天|压缩至5天
    ("said aside", _aside),  # （共3个）
    ("reached before", _past),  # 已建成12个
    ("a formula", _formula),  # 人数×500元
    ("an example", _example),  # 例如，某企业投资1000万元
    ("a definition", _definition),  # 所称小型企业是指100人以下
    ("who may apply, or a penalty", _eligibility),  # 年满18周岁, 成立3年以上, 罚款500元
    ("what a thing is made of", _made_of),  # 由3名成员组成
    ("the step of a rate", _step),  # 每增加1人
    ("the extent of a thing", _extent),  # 10蒸吨以下锅炉
    ("points back", _pointing_back),  # 上述8家
    ("a condition", condition),  # 低于60%的，…
    ("describes a thing", attribute),  # 产值超100亿元的企业
    ("a time that nothing asks for", _idle_time),  # 三年的经验
    ("money that nobody gives", _idle_money),
    ("a word rather than a count", _idle_word),  # 一个目标
    ("says how many there are", _adding_up),  # 共有12项
)
"""Why a quantity is no promise: name and predicate, tried in this order."""


def stands_alone(amount: Amount, phrase: Phrase, per: str | None, when: When | None) -> bool:
    """Whether a bare count (8个试验区) lacks all that makes a promise: verb, comparator, date, distribution."""
    counted = amount.unit not in MONEY and amount.unit not in TIME and amount.unit not in _SHARES
    leads = phrase.object is None or phrase.object[0] >= amount.end
    bare = phrase.action is None and per is None and when is None and amount.comparator == "eq"
    return counted and leads and bare


def promises_task(text: str, part: Part, when: When, issued: date | None) -> bool:
    """Whether a part of a sentence under a deadline says that something is to be done by then."""
    if when.begins or not lies_ahead(when.date, issued) or is_past(text, part):
        return False
    found = meant(text, part, "task")
    return "in force" not in found and ("begins" not in found or "by then" in found)


def lies_ahead(day: date | None, issued: date | None) -> bool:
    """Whether a day is not over when the notice is issued; a day or a notice without date is taken to be so."""
    return day is None or issued is None or day >= issued
