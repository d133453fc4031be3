"""What a segment of a sentence says is done to what, around a quantity: action and object.

`_READINGS` are the ways in which notices put it, tried in turn: 入学率达到95%, 建设10所学校, 新增床位100张 …
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from policyparse.lexicon.units import COUNT, MEASURE, MONEY, TIME
from policyparse.lexicon.verbs import HELPERS, MANNER_RE, VERB, WEAK
from policyparse.targets.distribution import past_each
from policyparse.targets.nouns import (
    Part,
    core,
    fronted,
    in_brackets,
    noun_after,
    strip_left,
    subject_of,
    with_ambiguous,
)
from policyparse.targets.organs import is_body
from policyparse.targets.predicates import (
    are_verbs,
    first_verb,
    run_on,
    strip_manner,
    verb_after_subject,
    verb_before,
    without_its_object,
)
from policyparse.targets.quantities import Amount
from policyparse.targets.sentences import depths
from policyparse.targets.verbs import is_sure, verb_at, verb_ending, verbs_in

_ADVERBS = (
    r"(?:基本|总体|年均|年平均|均|累计|合计|分别|力争|平均|至少|要|应|须|(?<![产性功智动节职效技潜机才可])能|(?<!许)可|"
    r"已|全部|再|各|实现|继续|稳步|逐步|持续|大幅){0,6}"
)
_TO_LEVEL = (
    r"[增升降减扩缩压提][至到]|稳定保持在|稳定在|保持在|维持在|控制在|控制到|调整为|调整到|统一为|统一到|发展到|降到|降至|减至|"
    r"(?:提高|提升|增加|扩大|增长|降低|下降|减少|压缩|压减|缩短|缩减|削减)[到至]"
)
_BY_AMOUNT = (
    r"提高|提升|增长|增加|下降|降低|减少|压缩|压减|缩短|缩减|削减|降价|上浮|下浮|上涨|超过|突破|达到|达|占到|占|为|是|翻|至|到|(?:实现|保持)"
)
_LIES_AT = r"(?<=[率度径量比离])在"  # 服务半径|在|1公里以内
_EVERY = r"(?:平均|每(?:[人生户]每)?(?:课时|学时|学期|学年|[月年人周天户生次亩吨]))?"
_LEVEL = re.compile(rf"{_ADVERBS}(?P<verb>{_TO_LEVEL}|{_BY_AMOUNT}|{_LIES_AT}){_EVERY}$")
_NO_ACTION = ("为", "是", "至", "到", "在")
_NAMED_DOINGS = ("提升", "提高")
_CARRIED_OUT = re.compile(r"(?:实施|完成|开展|推进|组织)(?=[一-龥]{3})")
_OF_A_NOUN = ("增加", "减少")  # 增加10个床位: the noun follows
_OF_A_NOUN_AT_THE_HEAD = ("提高", "为", "是", "至", "到", "占")
_SURPASS = ("突破", "超过")
_SHARE_OF = re.compile(rf"(?P<verb>{_TO_LEVEL}|达到|达(?!标)|占到|占)[^，]{{2,16}}$")
_SHARE_NAMES = ("的比例", "的比率", "的比重")  # 达到合格水平的比例
_PROPORTION = re.compile(r"[占在][^，]{2,24}的?(?:比例|比重|份额|占比)")  # 护理床位占床位总数的比例 is the indicator
_BY_SHARE = re.compile(r"(?:按照?|依照)(?P<what>[^，按]{2,16}?)的$")
_MEASURE_NAMED = ("标准", "比例", "额度", "幅度", "税率", "费率", "利率")
_GROWING = re.compile(r"(?:净|累计|年均|再|分别|各|均)?(?:新增|增加|增长|减少|降低|提高|下降|压减)")
_GENERIC = 2  # characters of 队, 队伍, 人员 behind a number: what is counted stands before it
_GRANTED = re.compile(r"给予|予以|奖励|补助|补贴|资助|安排|支持|投入|分摊|承担")
_HOW = re.compile(r"按|在|以|由|经|对|从|向|用|通过|采取|根据|每|平均|共|力争|保证|确保")
_ACCORDING = re.compile(r"按照?|以|由|对|从|在|的$")
GRANT_NOUN = re.compile(r"(?:一次性)?[一-龥]{0,4}?(?:奖励|补助|补贴|资助|奖补|支持|扶持|激励)(?:资金)?")
_GIVES = re.compile(r"(给予|予以)(?:[一-龥]{0,6}(?:最高|累计|不超过|至多|每[一-龥]{1,5}))*[^，]{0,24}$")
_SINGLE = re.compile(r"单[个项家户][一-龥]{0,6}")
_BROUGHT_ABOUT = re.compile(r"(实现)([一-龥]{1,6}新增[一-龥]{2,6})$")
_OF_WHOM = re.compile(r"的(?!标准|比例|幅度|额度|规模(?!以上))")
_PIVOT = (  # its object acts: 帮助|200户|农户|增收, 选派|30名|医生|下乡
    "支持", "推动", "引导", "鼓励", "帮助", "组织", "指导", "动员", "选派", "派出", "派遣", "安排", "邀请", "带动",
    "促进", "扶持", "协助",
)  # fmt: skip
_GRANTING = ("给予", "予以")
_STRIVEN = "争取"
_SHOWN = ("公示", "公告", "公布", "展示", "保存", "留存")  # 评审结果|公示|5个工作日
_OF_A_LEVEL = re.compile(  # 由每人每年8000元, 提高至每生每年…
    r"(?:[从由]|[提升增降减]?[高升加低少][到至]|达到|调整[到为至])每[人户生月年]"
)
_EACH_HEAD = re.compile(
    r"(?:平均)?每(?:个|家|所|名|位|支|户|座|年|月|周|天|日|季度?|学期|学年|人|县|市|校|乡|镇|村|队|区县|[\d一二两三四五六七八九十]+年)?$"
)
_INDICATOR = re.compile(
    r"""
    (?: 率 | 名额 | 比例 | 占比 | 比重 | 指数 | 数 | 数量 | 总量 | 容量 | 产量 | 时间 | 时限 | 期限 | 年限 | 任期 | 时长
      | 周期 | 课时 | 学分 | 总额 | 金额 | 额度 | 收费 | 价格 | 总价 | 成本 | 产值 | 收入 | 规模 | 面积 | 大小
      | 长度 | 密度 | 强度 | 浓度 | 半径 | 距离 | 间距 | 人口 | 标准 | 水平 | 动力 | 覆盖面 | 参与面 )
    (?: 均 | 原则上 | 总体 | 一般 | 应当? | 须 | 要 | 分别 | 平均 | 单项 | 最长 | 最多 )* $
    """,
    re.VERBOSE,
)
_FOR_WHOM = re.compile(r"(?:^|免费|力争|[，、])(?:为|让|使|给)$")
_DONE = re.compile(r"(?:全年|年内|力争|确保|累计|共){0,4}(?P<verb>完成|实现|新增)(?=[一-龥]{3})")  # 完成|造林面积
_OUGHT = re.compile(r"(?:应当?|须|需|要|必须)(?:每年|至少|定期|积极)?")
_FOR = re.compile(r"(?:^|[^一-龥])(?:为|对|向|给|在|面向|从)(?:全[国省市县区]|城乡|[一-龥]{2,6}[区县市州])?$")
_EXTENTS = ("面积", "人口")
_WITH_A_NOUN = 4
_DONE_FOR = ("提供", "进行", "配备", "配置", "更新")
_AGED = re.compile(r"\d{1,3}(?:周?岁|年)(?:及?以[上下])?(?:[房楼车]龄)?的?")  # 为100幢|20年以上房龄|住宅
_FUND = re.compile(r"(?:资金|经费|专款|投资|贷款|补助|预算)(?:不少于|不低于|约|共)?$")
_BUDGET = re.compile(r"[一-龥]{2}(?:支出|经费|预算)$")  # 教育支出|安排|1亿元
_SPENT_ON = re.compile(r"支持|用于|用作|扶持|保障|重点")  # 安排专项资金2亿元|支持建设: its purpose
_ACTOR = re.compile(  # 每校|推荐, 学校可各|申报
    r"^[每各]|[可应须要]|只能|(?:[共各再新拟]|计划|至少|每[一-龥]{1,3})$"
)
_GIVING = re.compile(
    r"""
    给予 | 予以 | 发放 | 提供 | 享受 | 配备 | 配置 | 购置 | 设立 | 设(?![备施计置定想区市])(?=[一-龥]{2})
  | 新建 | 建设 | 创建 | 打造 | 培育 | 培养 | 发展 | 举办 | 引进 | 推荐 | 选送 | 报送 | 申报 | 招聘 | 补充
  | 新增 | 增加 | 降低 | 减少 | 消减 | 压减 | 清理规范 | 安排 | 办理 | 完成 | 投入 | 筹集 | 争取
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and what it is about.

    Attributes:
        action: The verb, as written.
        object: Where the object stands.
        start: Where the phrase begins in the text that it was read from.
        end: Where a verb that follows the quantity ends, else 0.
    """

    action: str | None
    object: Part | None
    start: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class _Setting:
    """A quantity with the words around it.

    Attributes:
        text: The sentence.
        start: Where the segment (or list item) begins.
        end: Where it ends, or the next quantity begins.
        a: Where it begins without conjunctions and the like.
        amount: The quantity.
        rest: The words after it that can name what is counted.
        verb: The run of verbs right before it.
        inherited: The phrase of the quantity before it in the same sentence: 建设10个A、5个B share a verb.
    """

    text: str
    start: int
    end: int
    a: int
    amount: Amount
    rest: Part | None
    verb: Part | None
    inherited: Phrase | None

    @property
    def head(self) -> str:
        """The words before the quantity."""
        return self.text[self.a : self.amount.start]

    @property
    def share(self) -> bool:
        """Whether the quantity is a percentage."""
        return self.amount.unit == "%"

    def main_verb(self) -> Part | None:
        """The verb that governs the quantity, from the words before it."""
        span = (self.text, self.a, self.amount.start)
        return first_verb(*span) or verb_after_subject(*span)

    def phrase(self, action: Part | None, what: Part | None) -> Phrase:
        """The phrase of a verb and an object of this segment."""
        return Phrase(self.text[slice(*action)] if action else None, what, self.start)


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
    a = with_ambiguous(text, begins, strip_left(text, begins, amount.start))
    if amount.unit in MONEY and text.endswith(_STRIVEN, begins, a):
        a -= len(_STRIVEN)  # 争取|补助资金|3亿元
    rest = noun_after(text, amount.end, following)
    if rest and amount.unit in MONEY and _FUND.search(text, a, amount.start) and _SPENT_ON.match(text, *rest):
        rest = None
    verb = verb_before(text, a, amount.start)
    shown = verb is not None and amount.unit in TIME and text[slice(*verb)] in _SHOWN
    if verb and rest is None and not shown and (_is_noun_again(text, verb, inherited) or (
        amount.unit not in MONEY and _is_noun(text, a, verb)
    )):
        verb = None
    x = _Setting(text, seg[0], following, a, amount, rest, verb, inherited)
    return next(phrase for read in _READINGS if (phrase := read(x)) is not None)


def _is_noun_again(text: str, verb: Part, inherited: Phrase | None) -> bool:
    """完成|铁路投资|800亿元、|公路投资|1800亿元: the item before ends in the same word, and there it was no verb."""
    what = inherited.object if inherited and inherited.action else None
    return what is not None and what[1] < verb[0] and text.endswith(text[slice(*verb)], *what)


def _is_noun(text: str, a: int, verb: Part) -> bool:
    """拆除|违法建设|100处, 其中|人工造林|30亩: a weak verb is a noun where another verb or a modifier leads."""
    how = MANNER_RE.match(text, *verb)
    if is_sure(text[how.end() if how else verb[0] : verb[1]]) or verb[0] == a:
        return False
    head = verb_at(text, a, verb[0])
    if head is None and (modal := _OUGHT.search(text, a, verb[0])) is not None:
        head = verb_at(text, modal.end(), verb[0])
        return head is not None and head.end < verb[0]  # 企业应|组织|员工培训
    if head is None:
        return not _ACTOR.search(text[a : verb[0]]) and fronted(text, a, verb[0]) is None
    apart = head.word not in HELPERS or head.end < verb[0]
    return is_sure(head.word) and apart and "、" not in text[head.end : verb[0]]


def _aside(x: _Setting) -> Phrase | None:
    """推荐函（一式2份）."""
    what = in_brackets(x.text, x.start, x.amount)
    return x.phrase(None, what) if what is not None else None


def _among_them(x: _Setting) -> Phrase | None:
    """其中|独居老人家庭|10万户: a part of what was counted, unless a verb of the table opens it."""
    if x.rest is not None or not x.text.startswith("其中", x.start) or x.share or VERB.match(x.text, x.a):
        return None
    paid = x.verb is not None and _GRANTED.fullmatch(x.text, *x.verb) and x.verb[0] > x.a
    plain = (x.verb is None or paid) and _LEVEL.search(x.head) is None
    what = subject_of(x.text, x.a, x.amount.start) if plain else None
    return x.phrase(None, what) if what else None


def _level(x: _Setting) -> Phrase | None:
    """入学率|达到|95%, 床位|增加到|5000张."""
    m = _LEVEL.search(x.head)
    if m is None:
        return None
    verb, first = m["verb"], m.start() == 0
    if verb in _NAMED_DOINGS and x.amount.unit in COUNT and _CARRIED_OUT.match(x.head):
        return None  # 实施|智能照明提升|2万盏
    noun_follows = x.rest is not None and not x.share
    kept = verb == "保持" and x.share
    if verb in ("实现", "保持") and not kept and not x.amount.value.is_zero():
        return None
    if noun_follows and (verb in _OF_A_NOUN or (first and verb in _OF_A_NOUN_AT_THE_HEAD)):
        return None
    start = x.start
    if x.amount.unit in COUNT + MEASURE and are_verbs(x.text, x.a, x.a + m.start()):
        return None  # 改造|提升|30万亩: two verbs, no level
    what = subject_of(x.text, x.a, x.a + m.start())
    if what is None and x.text[x.start] not in "每各":
        what = subject_of(x.text, x.start, x.a)  # 养老金|每人每月|提高5元
    if what is None and x.inherited is not None:
        what, start = x.inherited.object, x.inherited.start if first else start
    return Phrase(None if verb in _NO_ACTION else verb, what or x.rest, start)


def _surpassed(x: _Setting) -> Phrase | None:
    """贸易总额|突破|300亿元: a comparator that is the verb as well."""
    word = next((w for w in _SURPASS if x.text.startswith(w, x.amount.start)), None)
    if word is None or x.rest is not None or x.verb is not None or x.main_verb() is not None:
        return None
    what = subject_of(x.text, x.a, x.amount.start)
    return Phrase(word, what, x.start) if what else None


def _share_of_a_whole(x: _Setting) -> Phrase | None:
    """女教师|占|教师总数的|40%."""
    m = _SHARE_OF.search(x.head) if x.share else None
    if m is None or m.start() < 2 or _PROPORTION.search(x.head) or x.head.endswith(_SHARE_NAMES):
        return None
    return Phrase(m["verb"], subject_of(x.text, x.a, x.a + m.start()), x.start)


def _by_share(x: _Setting) -> Phrase | None:
    """按|设备投资额的|50%|给予补助, 按|学生总数的|1%|配备|教师."""
    m = _BY_SHARE.search(x.text[x.start : x.amount.start]) if x.share else None
    if m is None:
        return None
    whole = (x.start + m.start("what"), x.start + m.end("what"))
    verb = verb_at(x.text, *x.rest) if x.rest else None
    if x.rest is None or verb is None:
        return Phrase(None, whole, x.start)
    if verb.word in _GRANTING:
        end = x.rest[1] if x.rest[1] - verb.end <= 6 else verb.end
        return Phrase(x.text[x.rest[0] : end], whole, x.start, end)
    return Phrase(verb.word, core(x.text, verb.end, x.rest[1]) or whole, x.start, verb.end)


def _part_that_acts(x: _Setting) -> Phrase | None:
    """50%|的社区|建成|综合体, 三分之二的村|实现|污水治理: so many of them do it."""
    helped = x.verb is None or x.text[slice(*x.verb)] in HELPERS
    if not x.share or not helped or not _OF_WHOM.match(x.text, x.amount.end):
        return None
    at, end = x.amount.end + 1, x.end
    found = (v for v in verbs_in(x.text, at + 1, end) if len(v.word) > 1)
    m = next((v for v in found if is_sure(v.word) or strip_manner(x.text, at + 1, v.start) < v.start), None)
    if m is None or "的" in x.text[at : m.start] or end - m.end < 2:
        return None
    verb = strip_manner(x.text, at + 1, m.start)
    return Phrase(x.text[verb : m.end], (at, verb), x.start, end)


def _for_so_many(x: _Setting) -> Phrase | None:
    """为|5000名|老人|提供服务, 在|20个|乡镇|开展试点: those for whom, to whom or where it is done."""
    if x.amount.unit in (*TIME, *MONEY, "%") or not _FOR.search(x.text[x.start : x.amount.start]):
        return None
    a, b = x.amount.end, x.end
    if aged := _AGED.match(x.text, a, b):
        a = aged.end()
    depth = depths(x.text[a:b])
    found = (v for v in verbs_in(x.text, min(a + 2, b), b) if len(v.word) > 1 and not depth[v.start - a])
    verb = next((v for v in found if (is_sure(v.word) or v.word in _DONE_FOR) and b - v.end >= 2), None)
    if verb is None:
        return None
    start = strip_manner(x.text, a, verb.start)
    return Phrase(x.text[start : run_on(x.text, start, verb.end, b)], core(x.text, a, start), x.start, b)


def _governed_by_verb_after(x: _Setting) -> Phrase | None:
    """按50%|给予|补助."""
    if x.rest and GRANT_NOUN.fullmatch(x.text, *x.rest) and (m := _GIVES.search(x.text[x.start : x.amount.start])):
        return Phrase(m[1], x.rest, x.start)  # 给予|30万元|奖励
    verb = verb_at(x.text, *x.rest) if x.rest else None
    if x.rest is None or verb is None:
        return None
    if x.amount.unit in TIME and verb.end == x.rest[1] and is_sure(verb.word):
        return Phrase(verb.word, subject_of(x.text, x.a, x.amount.start), x.start, verb.end)  # 登记|2个工作日|办结
    if x.verb is not None:
        return None
    if not is_sure(verb.word) and x.rest[1] - verb.end > 1 and not x.text.endswith(_MEASURE_NAMED, 0, x.rest[0]):
        return None  # 2个|培训基地: a noun; 50元的标准|安排|经费 is none
    what = fronted(x.text, x.a, x.amount.start) or _all_of_whom(x) or core(x.text, verb.end, x.rest[1])
    return Phrase(verb.word, what, x.start, verb.end)


def _all_of_whom(x: _Setting) -> Part | None:
    """供水工程|100%|完成水质检测: so many of them do it."""
    if not x.share or x.text.startswith("的", x.amount.end) or _ACCORDING.search(x.head) or x.main_verb():
        return None
    return subject_of(x.text, x.a, x.amount.start)


def _served(x: _Setting) -> Phrase | None:
    """为|3万户|居民|安装报警器: whom something is done for; what is done follows."""
    if x.rest is None or not _FOR_WHOM.search(x.text, x.start, x.amount.start):
        return None
    verb = next((v for v in verbs_in(x.text, x.rest[0] + 1, x.rest[1]) if len(v.word) > 1), None)
    if verb is None or "的" in x.text[x.rest[0] : verb.start]:
        return None
    return Phrase(verb.word, (x.rest[0], strip_manner(x.text, x.rest[0], verb.start)), x.start, x.rest[1])


def _counted(x: _Setting) -> Phrase | None:
    """建设|10所|学校."""
    if x.rest is None:
        return None
    what = core(x.text, *x.rest, listed=True)
    if x.verb:
        if x.text[slice(*x.verb)] in _PIVOT and (v := _predicate_of(x.text, *x.rest)) is not None:
            what = core(x.text, x.rest[0], v, listed=True)  # 支持|10个|县|创建示范县
        return x.phrase(x.verb, what)
    if x.head.endswith("有") and (v := _predicate_of(x.text, *x.rest)) is not None:
        what = core(x.text, x.rest[0], v, listed=True)  # 每天要有|1名|干部|值班
    each = x.head.endswith("各") and x.rest[1] - x.rest[0] <= _GENERIC
    if each and (who := subject_of(x.text, x.a, x.amount.start - 1)):
        return x.phrase(None, who)  # 初中组和高中组|各1支|队伍
    first = x.main_verb()
    if first is not None and x.rest[1] - x.rest[0] <= _GENERIC and x.amount.start - first[1] > _GENERIC:
        return x.phrase(first, core(x.text, first[1], x.amount.start))  # 推荐|小学组|2支队伍
    touches = first is not None and not x.text[first[1] : x.amount.start].strip("，、")
    near = x.amount.start - x.a <= 8 and not touches and not _EACH_HEAD.search(x.head)
    if near and x.inherited is not None and x.inherited.action:
        return Phrase(x.inherited.action, what, x.inherited.start)
    return x.phrase(first, what)


def _predicate_of(text: str, a: int, b: int) -> int | None:
    """Where the predicate of those who are helped (县|创建示范县, 农户|增收致富) begins."""
    depth = depths(text[a:b])
    found = (m for m in verbs_in(text, a + 1, b) if is_sure(m.word) and len(m.word) > 1 and b - m.end >= 2)
    m = next((m for m in found if not depth[m.start - a]), None)
    if m is not None:
        return None if "的" in text[m.end : b] else m.start
    at, verbs = b, []  # verbs at its end: two of them, or one that is no noun
    while (last := verb_ending(text, a + 1, at)) is not None and not depth[last.start - a]:
        at = last.start
        verbs.append(last.word)
    return at if at > a + 1 and (len(verbs) > 1 or any(v not in WEAK for v in verbs)) else None


def _indicator(x: _Setting) -> Phrase | None:
    """办理时限|不超过5天."""
    if x.verb is None and _INDICATOR.search(x.head):
        done = _DONE.match(x.text, x.a, x.amount.start)
        if done is None and (end := _verb_of_extent(x)):
            return x.phrase((x.a, end), (end, x.amount.start))
        what = subject_of(x.text, done.end() if done else x.a, x.amount.start)
        return Phrase(done["verb"] if done else None, what, x.start)
    return None


def _verb_of_extent(x: _Setting) -> int | None:
    """Where the verb of 治理|水土流失面积|30万亩 ends; 绿化覆盖面积 and 灌溉面积 are names."""
    verb = verb_at(x.text, x.a, x.amount.start) if x.head.endswith(_EXTENTS) else None
    end = run_on(x.text, x.a, verb.end, x.amount.start) if verb else x.amount.start
    named = x.amount.start - end < _WITH_A_NOUN or verb_at(x.text, end, x.amount.start) is not None
    return None if named else end


def _given(x: _Setting) -> Phrase | None:
    """新增|床位|100张."""
    if m := _BROUGHT_ABOUT.match(x.head):
        return Phrase(m[1], (x.a + m.start(2), x.amount.start), x.start)  # 实现|城镇新增就业|5万人
    found, depth = _GIVING.finditer(x.text, x.a, x.amount.start), depths(x.head)
    m = next((m for m in found if not depth[m.start() - x.a] and verb_at(x.text, m.start()) is not None), None)
    if m is None or x.amount.start - m.end() < 2:
        return None
    end = run_on(x.text, m.start(), m.end(), x.amount.start)
    return Phrase(x.text[m.start() : end], core(x.text, end, x.amount.start, listed=True), x.start)


def _verb_then_number(x: _Setting) -> Phrase | None:
    """对…企业|奖励|10万元."""
    if x.verb is None:
        return None
    what = fronted(x.text, x.a, x.verb[0])
    first = without_its_object(x.text, x.verb)
    if what is None and first != x.verb and first[0] == x.a:
        return x.phrase(first, (first[1], x.verb[1]))  # 启动|更新改造|500公里
    if what is None and (not _GRANTED.search(x.text, *x.verb) or _BUDGET.search(x.text, x.a, x.verb[0])):
        what = subject_of(x.text, x.a, x.verb[0])  # 农村劳动力转移就业|新增|4万人
        if what and not _GROWING.fullmatch(x.text, *x.verb) and _is_no_thing(x.text[slice(*what)]):
            what = None  # 各县|培训|100人
    if what is None and _SINGLE.match(x.text, x.a, x.verb[0]):
        what = (x.a, x.verb[0])  # 单个项目|补助|不超过500万元
    return x.phrase(x.verb, what or (x.inherited.object if x.inherited else None))


def _is_no_thing(words: str) -> bool:
    """Whether what stands before a verb is the one who acts, or says how."""
    return is_body(words) or _HOW.match(words) is not None


def _verb_then_noun(x: _Setting) -> Phrase | None:
    first = x.main_verb()
    if first is None or x.amount.start - first[1] < 2:
        return None
    if (acts := _helped_to(x, first)) is not None:
        return x.phrase(acts, core(x.text, acts[1], x.amount.start, listed=True))
    if depths(x.head)[first[1] - x.a] and x.text[x.amount.start - 1] == "）":
        return x.phrase(None, first)  # 造林更新（含补植）|13万亩: named, not asked for
    return x.phrase(first, core(x.text, first[1], x.amount.start, listed=True))


def _helped_to(x: _Setting, first: Part) -> Part | None:
    """支持|各地|改造|老旧小区|80个: the verb of those who are helped."""
    if x.text[slice(*first)] not in _PIVOT:
        return None
    verbs = (m for m in verbs_in(x.text, first[1] + 1, x.amount.start) if is_body(x.text[first[1] : m.start]))
    return next(((m.start, m.end) for m in verbs if len(m.word) > 1 and x.amount.start - m.end >= _GENERIC), None)


def _noun_alone(x: _Setting) -> Phrase | None:
    """床位|100张."""
    what = subject_of(x.text, x.a, x.amount.start)
    if what is None and x.text[x.start] not in "每各":
        what = subject_of(x.text, x.start, x.amount.start)  # 线上培训|每课时|不超过30分钟
    return x.phrase(None, what or (x.inherited.object if x.inherited else None))


_READINGS: tuple[Callable[[_Setting], Phrase | None], ...] = (
    _aside,
    _among_them,
    _level,
    _share_of_a_whole,
    _surpassed,
    _by_share,
    _part_that_acts,
    _for_so_many,
    _governed_by_verb_after,
    _served,
    _counted,
    _indicator,
    _given,
    _verb_then_number,
    _verb_then_noun,
    _noun_alone,
)
