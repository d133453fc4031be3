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
from policyparse.targets.described import ASKED_FOR, attribute, condition
from policyparse.targets.mood import is_past, meant
from policyparse.targets.nouns import Part, strip_left
from policyparse.targets.phrases import Phrase
from policyparse.targets.quantities import Amount
from policyparse.targets.verbs import is_sure, verb_at, verb_ending, verbs_in
from policyparse.targets.when import When

_SHARES = ("%", "‰")


def why_not(x: Candidate) -> str | None:
    """The name of the first reason why a quantity is no promise, or None where it is one."""
    return next((name for name, holds in REASONS if holds(x)), None)


# The past

_NARRATIVE = re.compile(
    r"基本情况|工作情况|总体情况|实施情况|存在的?(?:主要)?问题|背景|现状|回顾|(?<!新)成[效绩]|发展基础|面临的?(?:形势|问题|机遇)|形势"
)
_PLANNING = re.compile(r"目标|任务|措施|报送|上报|总结")


def is_narrative(heading: str) -> bool:
    """Whether a clause reports (基本情况, 面临形势): nothing below such a heading is promised."""
    return bool(_NARRATIVE.search(heading)) and not _PLANNING.search(heading)


_WHO_MAY = re.compile(
    r"(?:条件|资格|门槛|资质|(?:申报|申请|招生|招聘|补助|资助)对象)(?:要求|[和及与](?:条件|资格|要求|范围))?$|"
    r"(?:具备|符合|满足)[^，；。]{0,10}条件|评[分定]标准|[计评记]分[办标细]|扣分|罚则|法律责任"
)
_LEAD_IN = re.compile(r"(?:具备|符合|满足)[^。]{0,12}(?:以下|下列|如下)?[^。]{0,6}条件[^。]{0,14}[：:]$")


def says_who_may(heading: str, text: str = "") -> bool:
    """Whether a clause says who may apply or how points are given, by its heading or a lead that ends in a colon."""
    return bool(_WHO_MAY.search(heading.rstrip("。：:"))) or bool(_LEAD_IN.search(text))


def _past(x: Candidate) -> bool:
    return not x.own_date and (x.mood == "told" or is_past(x.text, x.seg))


# What the words around it make of it

_SHARED_AMONG = re.compile(r"[一-龥]{1,8}?各(?!类|级|地|部门|单位|项|种)")
_INDICATOR_AFTER = re.compile(r"[一-龥]{1,12}(?:率|比例|占比)(?:均|分别|保持|达到?|稳定|提[高升]|不低于|超过)")
_COUNTED_AFTER = re.compile(r"[一-龥（）“”]{2,12}(?=\d)")
_CIRCLE_AFTER = re.compile(r"[一-龥]{0,10}圈")
_PLUS_NAME = re.compile(r"“\d\+$")  # “1+X”
_MOVED = re.compile(r"(?:[将把]|(?<![相针面应绝])对)[^，]{0,24}$")
_SO_OFTEN = re.compile(r"(?:开展|完成|组织)(?:不少于|至少)?(?:\d{1,3}|[一两二三四])[次遍轮]")  # 开展一次检查
_FROM = re.compile(
    r"[从由](?:20\d\d年[底末]?的?|平均|目前的?|现在的?|原来的?|现行的?|每[人年月天户生次]|人均|年均){0,3}$"
)
_FROM_LIST = re.compile(r"[从由][^，。从由]{0,24}$")  # 由小学650元、初中850元|分别提高到720元、940元
_TO_LIST = re.compile(
    r"[^，；将把]{0,24}?(?:提[高升]|增[加长]?|扩大|上升|下?降低?|减少?|压[缩减]|缩短|调整)(?:到|至|为)"
)
_PARTS = re.compile(r"（其中[：，]?[^（）]{0,60}$")  # 改造公厕300座（其中，城区80座）
_COPIES = re.compile(r"一式$")
_EXTENT = re.compile(r"范围|直径|口径|高|宽|长")
_OF_A_PROJECT = re.compile(  # 项目总投资2亿元，占地150亩，建设内容包括厂房3栋
    r"(?:[该本]?(?:项目|工程|园区|基地))?(?:计划|预计)?(?:总投资|总?占地)(?:总?额|面积|约|为){0,2}|"
    r"(?:主要)?(?:建设)?(?:内容|规模)(?:包括|为|：)[^，]{0,12}"
)
_WEIGHED = re.compile(r"百分制|满分|(?:评审|评分|考核)[^，]{0,6}权重")
_SCORE_TO_REACH = re.compile(
    r"(?:满意度|指数|得分|评分|成绩|分数)(?:均|应|要|须){0,2}(?:达到?|提[高升][到至]|保持在|稳定在|不[低少]于)?$"
)

def _shared_among(x: Candidate) -> bool:
    return bool(_SHARED_AMONG.match(x.after))


def _is_size(x: Candidate) -> bool:
    """Whether a measure says how large the things are that are counted right after it."""
    m = _COUNTED_AFTER.match(x.after)
    return m is not None and not any(is_sure(v.word) for v in verbs_in(x.text, x.amount.end, x.amount.end + m.end()))


def _name(x: Candidate) -> bool:
    before = x.text[: x.amount.number_at]
    if x.amount.chinese and x.amount.unit == "兆":
        return True  # 千兆|光纤
    if x.later and x.amount.unit not in ("%", *MONEY) and _INDICATOR_AFTER.match(x.after):
        return True  # 2000家|企业上报率保持100%
    ahead = x.mark == "前" and not before.endswith("提前")
    if x.spelled and x.after[:1].isdigit():
        return True  # 二类|50万元, 三类|20万元
    if x.later and x.amount.unit in MEASURE and x.amount.comparator == "eq" and _is_size(x):
        return True  # 220千伏|变电站3座
    if x.amount.unit in TIME and _CIRCLE_AFTER.match(x.after):
        return True  # 15分钟|健身圈
    return ahead or x.mark in ("“", "-", "±") or bool(_PLUS_NAME.search(before)) or "named" in x.following


def _left_behind(x: Candidate) -> bool:
    if x.later and _FROM_LIST.search(x.before) and _TO_LIST.match(x.after):
        return True
    plain = x.amount.comparator == "eq" and x.amount.unit not in MONEY
    moved = plain and _MOVED.search(x.before) and not _SO_OFTEN.search(x.after)
    return x.later and bool(moved or _FROM.search(x.before))


def _aside(x: Candidate) -> bool:
    """Copies (一式2份) and limits (时长不超过8分钟) are asked for in brackets as well."""
    stated = x.amount.comparator in ("le", "ge") and x.compared_before and "“" not in x.before and x.mark != "限"
    parts = _PARTS.search(x.text[: x.amount.number_at])
    return bool(x.depth) and not stated and parts is None and not _COPIES.search(x.before)


def _formula(x: Candidate) -> bool:
    return x.mark in ("×", "*", "/", "÷", "=") or any(c in x.segment for c in "×÷=")


def _example(x: Candidate) -> bool:
    return "example" in meant(x.text, (0, x.seg[1]), "before")


def _definition(x: Candidate) -> bool:
    return "defined" in x.leading


def _eligibility(x: Candidate) -> bool:
    comparator = x.text[x.amount.start : x.amount.number_at]
    if (x.amount.unit or "").removeprefix("周").startswith("岁") and "寿命" not in x.before:
        return True
    if x.mood == "required" or "满" in comparator or (x.lasts and comparator == "近"):
        return True
    return not x.leading.isdisjoint(("eligible", "penalty")) or not x.following.isdisjoint(("aged", "fined"))


def _made_of(x: Candidate) -> bool:
    if x.amount.unit == "分" and not _SCORE_TO_REACH.search(x.before):
        return True  # 每项扣5分
    if x.amount.unit in ("%", "分") and _WEIGHED.search(x.text, 0, x.amount.start):
        return True
    return x.mood == "made of"


def _step(x: Candidate) -> bool:
    if x.amount.value == 1 and "step done" in x.leading:
        return True
    return "of each" in x.leading or (x.amount.unit not in MONEY and "step" in x.leading)


def _extent(x: Candidate) -> bool:
    if x.amount.comparator in ("eq", "approx") and _OF_A_PROJECT.fullmatch(x.before):
        return True
    if x.amount.unit not in MEASURE or x.compared_before or ASKED_FOR.match(x.after):
        return False
    beside = x.after.startswith(("、", "和"))  # 不少于10万、20万千瓦
    return (x.amount.comparator in ("ge", "le") and bool(x.after) and not beside) or bool(_EXTENT.match(x.after))


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

_NOUN_OF_TIME = re.compile(
    r"(?:时间|期限|时限|周期|时长|年限|总时间|期|时|津贴|天数|学时|课时|工作量|时数|假)[^，。]{0,6}$"
)
_VERB_OF_TIME = re.compile(
    r"""
    (?: 为 | 至 | 到 | 在 | 压缩 | 缩短 | 延长 | 留存 | 享受 | 增加 | 保存 | 不超过 | 不少于 | 控制在 | 公示 | 培训
      | 实习 | 实训 | 开放 | 提前 | 保证 | 确保 | 达 | 安排 | 锻炼 | 轮训 | 参加 ) (?: 每[一-龥]{1,3} )? $
    """,
    re.VERBOSE,
)
_FOLLOWED = re.compile(r"(?![以内])[一-龥]{2}")
_PAID_FOR = re.compile(r"的?[一-龥]{0,4}(?:租金|房租|工资|保险费|社保费|保费|补贴|生活费|津贴)$")  # 减免|3个月|租金
_DAY_OF_MONTH = re.compile(r"(?:月|[-—－~～、（]|(?<=[\d日月])[至到]|^)$")
_ABOUT_MONEY = re.compile(
    r"""
    给予 | 补助 | 补贴 | 奖励 | 奖补 | 扶持
  | 资助 | 投入 | 投资 | 安排 | 支持 | 筹 | 融资 | 贷款 | 授信 | 担保 | 分摊 | 扣除 | 减
  | 标准 | 按照? | 每 | 元/ | 降低 | 增加 | 达 | 超 | 突破
  | 规模 | 产 | 收入 | 增收 | 出资 | 营收 | 销售 | 成交 | 总额 | 金额 | 资金 | 费 | 限额 | 额度 | 增加值
    """,
    re.VERBOSE,
)
_EACH = re.compile(r"每[一-龥\d（）、]{1,14}$|各[一-龥]{0,4}$|每.{0,16}(?:至少|不少于|最多)?$")
_BUILT = re.compile(
    r"(?:建设|建成|打造|创建|培育|新建|建立|设立|共建|组建|举办|召开|建有|配备|推荐|选送|引进|遴选|培养|申报|形成|布局|新增|选派)"
    r"(?:出|好|了)?$"
)
_BUILDING = re.compile(r"(?:共建|建设|建成)(?:[一-龥、]{0,24})?$")
_AT_LEAST = re.compile(r"至少|最少|最低")
_HELD = re.compile(r"(?:开展|完成|组织|举办|举行|召开)(?:了|过|好)?$")  # 3月底前|开展|一次排查
_KINDS = ("类", "种", "方面", "部分")
_ROUND = ("百", "千", "万")
_TIMES = ("次", "遍", "届", "场", "轮", "场次")
_LOOSE = ("种", "项", "类", "条", "级", "批", "个")


def _idle_time(x: Candidate) -> bool:
    """A length of time that nothing asks for."""
    if not x.lasts:
        return False
    before = x.before.removesuffix("平均")
    amount = x.amount
    if before.endswith("为期"):
        return True
    if _PAID_FOR.match(x.after):
        return False
    if amount.unit == "日" and not x.compared_before and _DAY_OF_MONTH.search(before):
        return True
    named = amount.unit == "年" and amount.comparator == "eq" and _FOLLOWED.match(x.after) is not None
    if named and not _VERB_OF_TIME.search(before):
        return True  # 普及|15年|基础教育
    describes = amount.comparator in ("ge", "le") and not x.compared_before and bool(x.after)  # 怀孕10周以上引产
    asked = bool(_VERB_OF_TIME.search(before)) or (
        not describes and verb_ending(x.text, x.seg[0], x.seg[0] + len(before)) is not None
    )
    if amount.chinese and amount.comparator == "eq" and amount.unit in ("年", "日", "天") and not asked:
        return True
    if amount.comparator in ("ge", "le", "gt", "lt") and x.compared_before:
        return False
    return not asked and not _NOUN_OF_TIME.search(before)


def _idle_money(x: Candidate) -> bool:
    if x.amount.unit not in MONEY or _ABOUT_MONEY.search(x.text[: x.seg[1]]):
        return False
    return verb_at(x.text, strip_left(x.text, *x.seg), x.amount.start) is None  # 化解债务12亿元


def _idle_word(x: Candidate) -> bool:
    """一个, 两种, 三项 …: a small number in Chinese characters counts only where something is built or given out."""
    if not x.spelled or _COPIES.search(x.before):
        return False
    amount, before, after = x.amount, x.before, x.after
    if amount.comparator == "ge" and after and x.text[amount.number_at] in _ROUND:
        return True  # 千人以上|供水工程: what class of them
    attribute = amount.comparator == "ge" and not x.compared_before and bool(after) and not _AT_LEAST.search(before)
    if amount.comparator not in ("eq", "approx") and not attribute:
        return False
    if amount.unit in _TIMES and ((x.own_date and _HELD.search(before)) or re.search(r"每|一般", before)):
        return False
    if _EACH.search(before):
        return False
    if amount.value >= 10 and (_BUILT.search(before) or amount.value >= 100) and amount.unit not in _LOOSE[-1:]:
        return False
    if amount.value >= 2 and amount.unit not in _LOOSE[:-1] and (_BUILT.search(before) or _BUILDING.search(before)):
        return False
    return not (before.endswith("其中") and re.match(r"必须|应|须|为", after))


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
