"""Quantities that describe a thing (年产值超100亿元的企业, 参训率低于90%的，…) and promise nothing themselves."""
from __future__ import annotations

import re

from policyparse.lexicon.units import MEASURE, MONEY
from policyparse.lexicon.verbs import VERB
from policyparse.targets.candidate import Candidate
from policyparse.targets.verbs import is_sure, verb_ending, verbs_in

_LED = re.compile(r"(?:推动|确保|力争|实现|促进|使|让|对|要|原则上|至少|底?前|每年)$")
_PLACES = re.compile(r"(?:[国省市县区镇乡村州盟旗]|地区|部门|企业|单位|学校|机构)$")  # 甲区、乙区|50%的社区
_MUST = re.compile(r"[应须要需]|必须")
_INCLUDED = re.compile(r"（不?含）")
_GIVEN = re.compile(
    r"""
    (?: 给予 | 予以 | 形成 | 按照? | 设立 | 安排 | 不超过 | 发放 | 提供 | 奖励 | 补助 | 建立 | 建设 | 构建 | 累计 )
    (?: 每[一-龥]{1,5} ){0,3} (?: 最高 | 累计 | 不超过 )? $
    """,
    re.VERBOSE,
)
_OF_MONEY = re.compile(r"（?(?:含|不含)?）?(?:及以[上下])?的(?!标准|比例|额度)")
_GIVING = re.compile(r"给予|按照?")
_REACHES = re.compile(  # 七成以上的村|收入|超过20万元
    r"达到|超过|突破|不低于|不少于|高于|[建配设]有|通(?![过用常道信知报告])|用上|接入"
)
_HAVING = re.compile(r"(?:具备|具有|拥有|保持|达到|完成)$")  # 电网具备|5%以上的响应能力
_FUND = re.compile(r"(?:设立|组建|发起|成立|建立)[一-龥]{0,6}(?:规模|总额)(?:为|达)?$")  # 设立总规模10亿元的基金
_NOT_DONE = re.compile(r"(?:仍|尚|以上)?(?:未|没有|不能)[^，]{1,14}的")  # 超过3个月|未开工的项目
_BARRED = re.compile(r"(?:严禁|杜绝|防止|避免|遏制|防范|禁止|不(?:再|得)?发生)[一-龥]{0,8}$")
_QUALITIES = re.compile(r"、[^，；]{1,40}的[一-龥]")  # 产值超10亿元、技术领先的|企业2家
_GRANT_OF = re.compile(r"的[一-龥]{0,6}(?:补[贴助]|奖励|资助|奖补)$")  # 总额不超过9万元的购置补贴
_AND_SUCH_PROJECTS = re.compile(r"等[^，、]{0,8}项目(?:建设|工程|实施)?$")
_SO_GREAT = re.compile(r"(?:的)?[一-龥]{2,8}\d{1,4}[家个户]")
_SO_MANY_OF = re.compile(r"的\d{1,5}[个家户项]")
_ENDS_IN_VERB = re.compile(VERB.pattern + "$")


def condition(x: Candidate) -> bool:
    """参训率低于90%的，…; 首次列入百家重点企业的，…; 超过3个月未开工的项目"""
    case = not x.own_date and x.segment.endswith("的") and x.text.startswith("，", x.seg[1])
    return case or x.after == "的" or (x.lasts and _NOT_DONE.match(x.after) is not None)


def _share_that_acts(x: Candidate) -> bool:
    """80%的事项|实现网上办理, 对三分之一的市|开展督导: what so many of them are to do or have done to them."""
    verb = next(verbs_in(x.text, x.amount.end + 2, x.seg[1]), None)
    led = not x.before or bool(_LED.search(x.before) or _PLACES.search(x.before))
    if verb is None and (reached := _REACHES.search(x.text, x.amount.end + 2, x.seg[1])):
        return led and "的" not in x.text[x.amount.end + 1 : reached.start()]
    return led and verb is not None and "的" not in x.text[x.amount.end + 1 : verb.start]


def _follows_verb(x: Candidate, at: int, must: bool) -> bool:
    """Whether a verb ends right there; after a modal (`must`) one that is a noun as well will do."""
    verb = verb_ending(x.text, x.seg[0], at)
    return verb is not None and (must or is_sure(verb.word))


def _capacity(x: Candidate) -> bool:
    """抓好甲公司20万吨钛白粉、乙公司30万吨纯碱等项目: how large those projects are."""
    if x.amount.unit not in MEASURE or x.amount.comparator != "eq" or not _AND_SUCH_PROJECTS.search(x.after):
        return False
    return re.match(r"[一-龥]", x.after) is not None


def attribute(x: Candidate) -> bool:
    """年产值超100亿元的企业, 500万元以上的业务; 给予50%的补助 is promised all the same."""
    before, after, money = x.before, x.after, x.amount.unit in MONEY
    if _capacity(x):
        return True
    if money and _INCLUDED.match(after):
        return True
    if after and not x.compared_before and x.amount.comparator == "ge" and _BARRED.search(before):
        return True  # 杜绝|5人以上事故
    if "asked for" in x.following:
        return False
    if money and x.later and x.amount.comparator in ("gt", "ge") and _SO_GREAT.match(after):
        return True  # 产值超100亿元|企业2家
    if money and _SO_MANY_OF.match(after):
        return True  # 超100亿元的20个
    if x.compared_before and _follows_verb(x, x.amount.start, bool(_MUST.search(before))):
        return False  # 完成|不少于120学时的岗前培训
    if after.startswith("的") and len(after) > 1:
        if (x.amount.unit == "%" and _HAVING.search(before)) or (money and _FUND.search(before)):
            return False
        if x.amount.unit == "%" and x.amount.comparator != "lt" and _share_that_acts(x):
            return False
        if x.amount.unit == "%" and "给予" in before and _GRANT_OF.match(after):
            return False  # 给予展位费50%的补贴
        if _GIVEN.search(before) or before.endswith("、") or (x.compared_before and _GRANT_OF.match(after)):
            return False
        return x.amount.comparator != "eq" or not _ENDS_IN_VERB.search(before)
    if not money:
        return False
    listed = x.later and x.amount.comparator != "eq" and _QUALITIES.match(after) is not None
    return (listed and "给予" not in before) or bool(_OF_MONEY.match(after) and not _GIVING.search(before))
