"""Quantities that describe a thing (年产值超100亿元的企业, 参训率低于90%的，…) and promise nothing themselves."""
from __future__ import annotations

import re

from policyparse.lexicon.units import MEASURE, MONEY
from policyparse.lexicon.verbs import VERB
from policyparse.targets.candidate import LESSONS, Candidate
from policyparse.targets.linked import names_whom
from policyparse.targets.verbs import is_sure, verb_ending, verbs_in

_WORD = re.compile("[一-龥]")
_THEN = re.compile(r"之?后(?![续期备勤台端])")
_ENDS_IN_VERB = re.compile(VERB.pattern + "$")


def condition(x: Candidate) -> bool:
    """参训率低于90%的，…; 首次列入百家重点企业的，…; 超过3个月未开工的项目; 完成工程量60%|后拨付"""
    case = not x.own_date and x.segment.endswith("的") and x.text.startswith("，", x.seg[1])
    done = x.after == "的" or _THEN.match(x.after) is not None
    return case or done or (x.lasts and "unfinished" in x.following) or _tells_whom(x)


def _tells_whom(x: Candidate) -> bool:
    """对年产茶|50吨以上|的合作社，…: whom the next segment is about; 对不少于30%|的县，… are so many of them."""
    each = x.amount.comparator == "eq" or (x.compared_before and x.after.startswith("的"))
    led = x.text.startswith("，", x.seg[1]) and "的" in x.after and not each
    return led and names_whom(x.text, *x.seg)


def _share_that_acts(x: Candidate) -> bool:
    """80%的事项|实现网上办理, 对三分之一的市|开展督导: what so many of them are to do or have done to them."""
    if x.before and "led" not in x.leading:
        return False
    verb = next(verbs_in(x.text, x.amount.end + 2, x.seg[1]), None)
    if verb is None:
        return "reaches" in x.following  # 七成以上的村|收入|超过20万元
    return "的" not in x.text[x.amount.end + 1 : verb.start]


def _follows_verb(x: Candidate) -> bool:
    """Whether a verb ends right there; after a modal one that is a noun as well will do."""
    verb = verb_ending(x.text, x.seg[0], x.amount.start)
    asked = "must" in x.leading or x.amount.unit in ("%", *LESSONS)  # 参加|不少于360学时的培训
    return verb is not None and (asked or is_sure(verb.word))


def attribute(x: Candidate) -> bool:
    """年产值超100亿元的企业, 500万元以上的业务; 给予50%的补助 is promised all the same."""
    amount, found = x.amount, x.following
    money, most = amount.unit in MONEY, amount.comparator in ("gt", "ge")
    if amount.unit in MEASURE and amount.comparator == "eq" and "such projects" in found and _WORD.match(x.after):
        return True  # 抓好甲公司20万吨|钛白粉、乙公司30万吨纯碱等项目
    if money and "included" in found:
        return True
    if x.after and not x.compared_before and amount.comparator == "ge" and "barred" in x.leading:
        return True  # 杜绝|5人以上事故
    if "asked for" in found:
        return False
    if money and (("so many" in found) or (x.later and most and "such things" in found)):
        return True  # 超100亿元|的20个, 产值超100亿元|企业2家
    if x.compared_before and _follows_verb(x):
        return False  # 完成|不少于120学时的岗前培训, 抽查|不少于10%的县
    if x.after.startswith("的") and len(x.after) > 1:
        return not _promised_of(x)
    if not money:
        return False
    if x.later and amount.comparator != "eq" and "beside others" in found and "gives" not in x.leading:
        return True  # 产值超10亿元、技术领先的|企业2家
    return "of such money" in found and "giving" not in x.leading


def _promised_of(x: Candidate) -> bool:
    """Whether a quantity is promised although 的 and what it is of follow: 给予展位费50%|的补贴."""
    amount, before, found = x.amount, x.leading, x.following
    if amount.unit == "%":
        if "having" in before or (amount.comparator != "lt" and _share_that_acts(x)):
            return True  # 电网具备|5%以上的响应能力
        if "gives" in before and "grants" in found:
            return True
    elif amount.unit in MONEY and "fund" in before:
        return True  # 设立总规模|10亿元的基金
    if "granted" in before or x.before.endswith("、") or (x.compared_before and "grants" in found):
        return True  # 总额|不超过9万元的购置补贴
    return amount.comparator == "eq" and _ENDS_IN_VERB.search(x.before) is not None
