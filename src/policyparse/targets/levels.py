"""What a quantity says is reached: the level, share or extent of a thing (入学率|达到|95%, 床位|100张)."""
from __future__ import annotations

import re

from policyparse.lexicon.units import COUNT, MEASURE, MONEY, TIME
from policyparse.lexicon.verbs import HELPERS, VERB
from policyparse.targets.distribution import before_each
from policyparse.targets.doings import GRANT_NOUN, GRANTED, PAID
from policyparse.targets.nouns import ACCORDING, Part, core, fronted, in_brackets, strip_left, subject_of
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase, Setting
from policyparse.targets.predicates import are_verbs, first_verb, run_on, strip_manner, verb_before
from policyparse.targets.verbs import is_sure, verb_at, verbs_in

_ADVERBS = (
    r"(?:基本|总体|年均|年平均|均|累计|合计|分别|力争|平均|至少|要|应|须|(?<![产性功智动节职效技潜机才可])能|(?<!许)可|"
    r"已|全部|再|各|实现|继续|稳步|逐步|持续|大幅){0,6}"
)
_TO_LEVEL = (
    r"[增升降减扩缩压提][至到]|稳定保持在|稳定在|保持在|维持在|控制在|控制到|调整为|调整到|统一为|统一到|发展到|降到|降至|减至|"
    r"(?:提高|提升|增加|扩大|增长|降低|下降|减少|压缩|压减|缩短|缩减|削减|延长|恢复)[到至]"
)
_BY_AMOUNT = (
    r"提高|提升|增长|增加|下降|降低|减少|压缩|压减|缩短|缩减|削减|降价|上浮|下浮|上涨|超过|突破|达到|(?<![下送传表抵转])达|占到|占|为|是|翻|至|到|(?:实现|保持)"
)
_LIES_AT = r"(?<=[率度径量比离])在"  # 服务半径|在|1公里以内
_EVERY = r"(?:平均|每(?:[人生户亩]每)?(?:课时|学时|学期|学年|[百千万]{1,3}[一-龥]{1,6}|[月年人周天户生次亩吨]))?"
_LEVEL = re.compile(rf"{_ADVERBS}(?P<verb>{_TO_LEVEL}|{_BY_AMOUNT}|{_LIES_AT}){_EVERY}$")
_NO_ACTION = ("为", "是", "至", "到", "在")
_NAMED_DOINGS = ("提升", "提高")
_CARRIED_OUT = re.compile(r"(?:实施|完成|开展|推进|组织)(?=[一-龥]{3})")
_OF_A_NOUN = ("增加", "减少")  # 增加10个床位: the noun follows
_OF_A_NOUN_AT_THE_HEAD = ("提高", "为", "是", "至", "到", "占")
_OUTSTRIPS = re.compile(r"(?<!不)(?P<verb>高于|低于|快于|慢于|优于|大于|小于)[一-龥]{2,20}$")
_SURPASS = ("突破", "超过")
_SHARE_OF = re.compile(rf"(?P<verb>{_TO_LEVEL}|达到|达(?!标)|占到|占)[^，]{{2,16}}$")
_SHARE_NAMES = ("的比例", "的比率", "的比重")  # 达到合格水平的比例
_PROPORTION = re.compile(r"[占在][^，]{2,24}的?(?:比例|比重|份额|占比)")  # 护理床位占床位总数的比例 is the indicator
_ACCORDING_AT_END = re.compile("按照?$")
_BY_SHARE = re.compile(r"(?:按照?|依照)(?P<what>[^，按]{2,16}?)的$")
_GIVES = re.compile(r"给予|予以")
_IS_USED = re.compile(r"用于|用作|用在|投向|投入|采用|使用")
_PART_OF_IT = re.compile(rf"的?(?:部分|资金|经费)(?:可|应|要|须|应当|可以)?({_IS_USED.pattern})")
_USED_FOR = re.compile(r"(?:其中[：，]?)?用于(?P<what>[一-龥、]{2,20}?)(?:的|共)?")
_SAYS_HOW = re.compile(r"^(?:分别|原则上|一般|统一|根据|参照|结合)|(?:可|应当?|须|要|由|按)$")
_OF_WHOM = re.compile(r"的(?!标准|比例|幅度|额度|规模(?!以上))")
_GRANTING = ("给予", "予以")
_OF_PAPERS = ("项", "个", "部", "套", "份", "条")  # 研制|行业标准|20项
INDICATOR = re.compile(
    r"""
    (?: 率 | 增速 | 增幅 | 名额 | 比例 | 占比 | 比重 | 指数 | 数 | 量 | 时间 | 时限 | 期限 | 年限 | 任期 | 时长
      | 周期 | 课时 | 学时 | 学分 | 额 | 额度 | [上下]限 | 限额 | 收费 | 价格 | 总价
      | 成本 | 产值 | 收入 | 规模 | 面积 | 大小
      | [长宽高厚深坡]度 | 密度 | 强度 | 浓度 | 半径 | 距离 | 间距 | 人口
      | 标准 | 水平 | 动力 | 覆盖面 | 参与面 | 里程 | 对象 )
    (?: 均 | 原则上 | 总体 | 一般 | 应当? | 须 | 要 | 分别 | 平均 | 单项 | 最长 | 最多 )* $
    """,
    re.VERBOSE,
)
"""The name of what is measured, at the end of the words before a quantity."""

_DONE = re.compile(  # 完成|造林面积, 降低|用电成本
    r"(?:全年|年内|力争|确保|累计|共){0,4}"
    r"(?P<verb>完成|实现|新增|提高|降低|减少|增加|压缩|压减|缩短|下调|上调)(?=[一-龥]{3})"
)
_EXTENTS = ("面积", "人口")
_WITH_A_NOUN = 4
_SHORTEST = 2
_TIMES = ("次", "场", "场次", "期", "遍")
_SAYS_WHAT_IS = re.compile(r"[为是按]$|标准$|额度$|时间$|比例$")


def aside(x: Setting) -> Phrase | None:
    """推荐函（一式2份）."""
    what = in_brackets(x.text, x.start, x.amount)
    return x.phrase(None, what) if what is not None else None


def among_them(x: Setting) -> Phrase | None:
    """其中|独居老人家庭|10万户: a part of what was counted, unless a verb of the table opens it."""
    if x.amount.unit in MONEY and (used := _USED_FOR.fullmatch(x.text, x.start, x.amount.start)):
        return x.phrase(None, used.span("what"))  # 其中用于|设施建设|2000万元
    held_to = x.text.startswith("其中", x.start) and x.amount.unit in TIME and x.amount.comparator != "eq"
    if held_to and (doing := verb_before(x.text, x.a, x.amount.start)):
        return x.phrase(None, doing)  # 其中|集中培训|不少于10天
    if x.rest is not None or not _is_part(x) or x.share:
        return None
    if VERB.match(x.text, x.a) and x.text[x.start - 1 : x.start] != "、":
        return None
    paid = x.verb is not None and GRANTED.fullmatch(x.text, *x.verb) and x.verb[0] > x.a
    paid = paid or (x.amount.unit in MONEY and (one := verb_at(x.text, x.a)) is not None and one.end < x.amount.start)
    graded = x.verb is not None and x.verb[0] > x.a and x.text[x.verb[0] - 1] == "级"  # 其中|省级示范培训|300人
    plain = (x.verb is None or paid or graded) and _LEVEL.search(x.head) is None
    what = subject_of(x.text, x.a, x.amount.start) if plain else None
    return x.phrase(None, what) if what else None


def _is_part(x: Setting) -> bool:
    """Whether a segment names a part of what was counted: 其中中央资金10亿元，|省级配套资金4亿元."""
    if x.text.startswith("其中", x.start):
        return True
    at = x.text.rfind("其中", x.text.rfind("；", 0, x.start) + 1, x.start)
    listed = x.text[x.start - 1] == "、" or verb_at(x.text, x.a) is None
    return at >= 0 and x.inherited is not None and x.inherited.action is None and listed


def level(x: Setting) -> Phrase | None:
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


def outstrips(x: Setting) -> Phrase | None:
    """贷款增速|高于|平均增速|3个百分点: by how much one is above or below another."""
    m = _OUTSTRIPS.search(x.head)
    if m is None or x.rest is not None or not INDICATOR.search(x.head, 0, m.start()):
        return None
    what = subject_of(x.text, x.a, x.a + m.start())
    return Phrase(m["verb"], what, x.start) if what else None


def surpassed(x: Setting) -> Phrase | None:
    """贸易总额|突破|300亿元: a comparator that is the verb as well."""
    word = next((w for w in _SURPASS if x.text.startswith(w, x.amount.start)), None)
    if word is None or x.rest is not None or x.verb is not None:
        return None
    if INDICATOR.search(x.head) is None and x.main_verb() is not None:
        return None
    what = subject_of(x.text, x.a, x.amount.start)
    return Phrase(word, what, x.start) if what else None


def share_of_a_whole(x: Setting) -> Phrase | None:
    """女教师|占|教师总数的|40%."""
    m = _SHARE_OF.search(x.head) if x.share or x.amount.unit == "倍" else None
    if m is None or m.start() < 2 or _PROPORTION.search(x.head) or x.head.endswith(_SHARE_NAMES):
        return None
    return Phrase(m["verb"], subject_of(x.text, x.a, x.a + m.start()), x.start)


def by_share(x: Setting) -> Phrase | None:
    """按|设备投资额的|50%|给予补助, 按|学生总数的|1%|配备|教师."""
    m = _BY_SHARE.search(x.text[x.start : x.amount.start]) if x.share else None
    verb = verb_at(x.text, *x.rest) if x.rest and x.share else None
    if m is None and verb is not None and x.rest is not None and _ACCORDING_AT_END.search(x.head):
        what = core(x.text, verb.end, x.rest[1])  # 按不低于学费收入的|5%|安排|经费
        return None if what is None or PAID.fullmatch(x.text, *what) else Phrase(verb.word, what, x.start, x.rest[1])
    if m is None:
        return None
    whole = (x.start + m.start("what"), x.start + m.end("what"))
    if x.rest and (PAID.match(x.text, *x.rest) or x.rest[1] - x.rest[0] <= _SHORTEST):
        whole = _topic(x, x.start + m.start()) or whole
    if x.rest is None or verb is None:
        return Phrase(None, whole, x.start)
    if verb.word in _GRANTING:
        end = x.rest[1] if x.rest[1] - verb.end <= 6 else verb.end
        return Phrase(x.text[x.rest[0] : end], whole, x.start, end)
    return Phrase(verb.word, core(x.text, verb.end, x.rest[1]) or whole, x.start, verb.end)


def _topic(x: Setting, end: int) -> Part | None:
    """改造项目|按实际投资额的12%补助: what is paid for stands before the share."""
    if "由" in x.text[x.start : end]:
        return None  # 由双方分别|按扣除标准的50%扣除: who, not what
    what = fronted(x.text, x.start, end) or subject_of(x.text, x.start, end)
    words = x.text[slice(*what)] if what else ""
    led = words[:1] in tuple("每前后由经") or words.endswith(("的", "后", "财政", "政府")) or _SAYS_HOW.search(words)
    return None if led or is_body(words) else what


def spent_share(x: Setting) -> Phrase | None:
    """奖励资金|70%以上|用于|粮食生产, 更新车辆|80%|采用|新能源."""
    part = _PART_OF_IT.match(x.text, x.amount.end, x.end) if x.share and x.verb is None else None
    if part and x.inherited:
        return Phrase(part[1], x.inherited.object, x.start, x.end)  # 不超过30%|的部分可用于|奖励
    used = _IS_USED.match(x.text, x.amount.end, x.end) if x.share and x.verb is None else None
    verb = x.main_verb() if used else None
    if used is None or (verb is not None and not x.text.startswith("的", verb[1])):
        return None
    what = subject_of(x.text, x.a, x.amount.start)
    return Phrase(used[0], what, x.start, x.end) if what else None


def part_that_acts(x: Setting) -> Phrase | None:
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


def indicator(x: Setting) -> Phrase | None:
    """办理时限|不超过5天."""
    if x.verb is None and INDICATOR.search(x.head) and not (x.amount.unit in _OF_PAPERS and x.head.endswith("标准")):
        done = _DONE.match(x.text, x.a, x.amount.start)
        if done is None and (end := _verb_of_extent(x)):
            return x.phrase((x.a, end), (end, x.amount.start))
        led = done or ACCORDING.match(x.text, x.a)
        start = led.end() if led else x.a
        what = subject_of(x.text, start, x.amount.start)
        return Phrase(done["verb"] if done else None, what, x.start)
    return None


def _verb_of_extent(x: Setting) -> int | None:
    """Where the verb of 治理|水土流失面积|30万亩 ends; 绿化覆盖面积 and 灌溉面积 are names."""
    verb = verb_at(x.text, x.a, x.amount.start) if x.head.endswith(_EXTENTS) else None
    end = run_on(x.text, x.a, verb.end, x.amount.start) if verb else x.amount.start
    named = x.amount.start - end < _WITH_A_NOUN or verb_at(x.text, end, x.amount.start) is not None
    return None if named else end


def noun_alone(x: Setting) -> Phrase | None:
    """床位|100张."""
    granted = GRANT_NOUN.fullmatch(x.text, x.a, x.amount.start) is not None
    if not granted and (done := _done_every_time(x)):
        return done
    what = (x.a, x.amount.start) if granted else subject_of(x.text, x.a, x.amount.start)
    if what is None and x.text[x.start] not in "每各":
        what = subject_of(x.text, x.start, x.amount.start)  # 线上培训|每课时|不超过30分钟
    if what is not None and x.amount.unit in _TIMES and x.inherited and _acts_as_well(x, what):
        what = None  # 重点单位每季度组织演练1次，其他单位|每年1次
    gives = _GIVES.search(x.text, x.start, x.a)
    action = gives.span() if gives else None
    return x.phrase(action, what or (x.inherited.object if x.inherited else None))


def _acts_as_well(x: Setting, what: Part) -> bool:
    """Whether words name one who acts: a body, or those of the same kind as acted before (市级河长…，县级河长|…)."""
    before = x.text[x.inherited.start : x.start] if x.inherited else ""
    return is_body(x.text[slice(*what)]) or f"{x.text[what[1] - _SHORTEST : what[1]]}每" in before


def _done_every_time(x: Setting) -> Phrase | None:
    """放映|公益电影|每村每月|1场: the verb stands before the times and sharers."""
    begins = strip_left(x.text, x.start, x.amount.start)
    end = before_each(x.text, begins, x.amount.start)
    verb = first_verb(x.text, begins, end) if end < x.amount.start else None
    if verb is None or end - verb[1] < _SHORTEST or _SAYS_WHAT_IS.search(x.text, verb[1], end):
        return None  # 补助标准为|每课时|100元
    return x.phrase(verb, core(x.text, verb[1], end))
