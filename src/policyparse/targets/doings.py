"""What a sentence says is done to so many (建设|10所|学校), for them or by them."""
from __future__ import annotations

import re

from policyparse.lexicon.units import MONEY, TIME
from policyparse.lexicon.verbs import MANNER_RE, WEAK
from policyparse.targets.nouns import Part, core, fronted, subject_of
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase, Setting
from policyparse.targets.predicates import run_on, strip_manner, without_its_object
from policyparse.targets.sentences import depths
from policyparse.targets.verbs import Verb, is_sure, verb_at, verb_ending, verbs_in

_MEASURE_NAMED = ("标准", "比例", "额度", "幅度", "税率", "费率", "利率")
_GROWING = re.compile(r"(?:净|累计|年均|再|分别|各|均)?(?:新增|净增|增加|增长|减少|降低|提高|下降|压减)")
_ALL = 100
_GENERIC = 2  # characters of 队, 队伍, 人员 behind a number: what is counted stands before it
GRANTED = re.compile(r"给予|予以|奖励|奖补|补助|补贴|资助|扶持|安排|支持|投入|分摊|承担")
_TO_WHOM = ("给", "到", "至", "于")
_HOW = re.compile(r"按|在|以|由|经|对|从|向|用|通过|采取|根据|每|平均|共|力争|保证|确保")
_ACCORDING = re.compile(r"按照?|以(?![上下内及])|由|对|从|在|的$")
PAYS = re.compile(r"给予|奖励|补助|补贴|资助")  # the plainest of what is `GRANTED`
GRANT_NOUN = re.compile(r"(?:一次性)?[一-龥]{0,4}?(?:奖励|补助|补贴|资助|奖补|支持|扶持|激励)(?:资金)?")
_GIVES = re.compile(r"(给予|予以)(?:[一-龥]{0,6}(?:最高|累计|不超过|至多|每[一-龥]{1,5}))*[^，]{0,24}$")
_GIVING_ALL = ("给予", "予以")
_SINGLE = re.compile(r"单[个项家户][一-龥]{0,6}")
PAID = re.compile(r"(?:给予|予以)?[一-龥]{0,4}?(?:奖励|奖补|补助|补贴|资助|扶持|贴息|配套)")
_EACH = re.compile(r"每(?![年月周天日次季])")
_EVERY_TIME = re.compile(r"(?:(?:原则上|应当?|均|都|要|须){0,2}(?:由|按)?每|[户村亩]均)")
_RATED = re.compile(r"按照?$")
_PAYS = re.compile(r"(?:财政|政府|部门|[局厅委办省市县区州镇乡级地])$")
_NO_THING_PAID_FOR = ("每", "单", "分别", "一次性", "另", "再", "先", "前", "后", "首次")
_TREASURY = re.compile(r"财政(?:配套|另行?|再|统一)?$")
_EVERY_ONE = re.compile(r"每(?:个|家|所|名|人|户|项|件)?")
_BROUGHT_ABOUT = re.compile(r"(实现)([一-龥]{1,6}新增[一-龥]{2,6})$")
_NEW_JOBS = re.compile(r"(?<!实现)(?<!完成)(?:城镇|农村)新增就业(?:人数|人员)?$")  # an indicator's name
SHOWN = ("公示", "公告", "公布", "展示", "保存", "留存")
"""Verbs whose thing lasts: 评审结果|公示|5个工作日."""

PIVOT = (  # its object acts: 帮助|200户|农户|增收, 选派|30名|医生|下乡
    "支持", "推动", "引导", "鼓励", "帮助", "组织", "指导", "动员", "选派", "派出", "派遣", "安排", "邀请", "带动",
    "促进", "扶持", "协助",
)
_EACH_HEAD = re.compile(
    r"(?:平均)?每(?:个|家|所|名|位|支|户|座|年|月|周|天|日|季度?|学期|学年|人|县|市|校|乡|镇|村|队|区县|[\d一二两三四五六七八九十]+年)?$"
)
_FOR_WHOM = re.compile(r"(?:^|免费|力争|[，、])(?:为|让|使|给)$")
_CARRIED_OUT = ("完毕", "到位", "完成", "为", "成")
_PUT_FIRST = re.compile(r"(?:^|[，、应要须需可]|各?[一-龥]{0,6}[局厅委办部市县区镇校])[将把](?:全[市省县区]|辖区内?)?$")
_FOR = re.compile(r"(?:^|[^一-龥])(?:为|对|向|给|在|面向|从)(?:全[国省市县区]|城乡|[一-龥]{1,6}[区县市州])?$")
_DONE_FOR = ("提供", "进行", "配备", "配置", "更新")
_AGED = re.compile(r"\d{1,3}(?:周?岁|年)(?:及?以[上下])?(?:[房楼车]龄)?的?")  # 为100幢|20年以上房龄|住宅
_BUDGET = re.compile(r"[一-龥]{2}(?:支出|经费|预算)$")  # 教育支出|安排|1亿元
_GIVING = re.compile(
    r"""
    给予 | 予以 | 发放 | 提供 | 享受 | 配备 | 配置 | 购置 | 设立 | 设(?![备施计置定想区市])(?=[一-龥]{2})
  | 新建 | 建设 | 创建 | 打造 | 培育 | 培养 | 发展 | 举办 | 引进 | 推荐 | 选送 | 报送 | 申报 | 招聘 | 补充
  | 新增 | 增加 | 降低 | 减少 | 消减 | 压减 | 清理规范 | 安排 | 办理 | 完成 | 投入 | 筹集 | 争取
    """,
    re.VERBOSE,
)


def for_so_many(x: Setting) -> Phrase | None:
    """为|5000名|老人|提供服务, 在|20个|乡镇|开展试点: those for whom, to whom or where it is done."""
    if x.amount.unit in (*TIME, *MONEY, "%") or not _FOR.search(x.text[x.start : x.amount.start]):
        return None
    a, b = x.amount.end, x.end
    if aged := _AGED.match(x.text, a, b):
        a = aged.end()
    if (own := verb_at(x.text, a, b)) is not None and (is_sure(own.word) or own.word in WEAK) and b - own.end >= 2:
        return Phrase(own.word, core(x.text, own.end, b), x.start, b)  # 在|30县|建设|冷库
    depth = depths(x.text[a:b])
    found = (v for v in verbs_in(x.text, min(a + 1, b), b) if len(v.word) > 1 and not depth[v.start - a])
    verb = next((v for v in found if (is_sure(v.word) or v.word in _DONE_FOR) and b - v.end >= 2), None)
    if verb is None:
        return None
    start = strip_manner(x.text, a, verb.start)
    whom = core(x.text, a, _without_terms(x.text, a, start))
    return Phrase(x.text[start : run_on(x.text, start, verb.end, b)], whom, x.start, b)


def _without_terms(text: str, a: int, b: int) -> int:
    """Where those end for whom something is done: 为500名老人|免费|体检."""
    return b - len("免费") if text.endswith(("免费", "无偿"), a + 2, b) else b


def governed_by_verb_after(x: Setting) -> Phrase | None:
    """按50%|给予|补助."""
    if x.rest and GRANT_NOUN.fullmatch(x.text, *x.rest) and (m := _GIVES.search(x.text[x.start : x.amount.start])):
        return Phrase(m[1], x.rest, x.start)  # 给予|30万元|奖励
    if x.rest and GRANT_NOUN.fullmatch(x.text, *x.rest) and x.inherited and x.inherited.action in _GIVING_ALL:
        return Phrase(x.inherited.action, x.rest, x.start)  # 给予50万元、|30万元|奖励
    verb = verb_at(x.text, *x.rest) if x.rest else None
    if x.rest is None or verb is None:
        return None
    if x.amount.unit in TIME and verb.end == x.rest[1] and is_sure(verb.word):
        return Phrase(verb.word, subject_of(x.text, x.a, x.amount.start), x.start, verb.end)  # 登记|2个工作日|办结
    if x.verb is not None:
        return None
    acting = _all_of_whom(x)
    named = x.text.endswith(_MEASURE_NAMED, 0, x.rest[0]) or acting is not None
    to = x.text.startswith(_TO_WHOM, verb.end)
    if not is_sure(verb.word) and x.rest[1] - verb.end > 1 and not (named or to):
        return None  # 2个|培训基地: a noun; 50元的标准|安排|经费 is none
    what = (None if _adds(x, verb) else fronted(x.text, x.a, x.amount.start)) or acting or _item(x)
    if what is None and to:
        what = subject_of(x.text, x.a, x.amount.start)  # 转化收益的|70%|奖励给团队
    what = what or core(x.text, verb.end, x.rest[1])
    what = what or _topic(x) or _rated(x)
    return Phrase(verb.word, what, x.start, verb.end)


def so_many_act(x: Setting) -> Phrase | None:
    """3家|企业|进入全国百强, 力争12个|乡镇|建成示范镇: so many of them come to it."""
    leads = x.a == x.amount.start and x.text[x.start - 1 : x.start] != "、"
    if not leads or x.rest is None or x.rest[1] == x.end or x.amount.unit in (*TIME, *MONEY):
        return None
    how = MANNER_RE.match(x.text, x.rest[1], x.end)
    verb = verb_at(x.text, how.end() if how else x.rest[1], x.end)
    what = core(x.text, *x.rest) if verb else None
    return Phrase(verb.word, what, x.start, x.end) if verb and what else None


def _adds(x: Setting, verb: Verb) -> bool:
    """对寄宿制学校按每生200元标准|增加|公用经费: 对 names for whom, and what is added stands behind."""
    behind = core(x.text, verb.end, x.rest[1]) if x.rest else None
    gives = PAYS.search(verb.word) is not None or x.text.startswith(("将", "把"), x.start)
    return behind is not None and behind[1] - behind[0] > _GENERIC and not gives and x.amount.unit in MONEY


def put_before_verb(x: Setting) -> Phrase | None:
    """将|16所|学校|纳入计划: so many are put before the verb."""
    if x.amount.unit in (*TIME, *MONEY, "%") or not _PUT_FIRST.search(x.text, x.start, x.amount.start):
        return None
    verbs = (v for v in verbs_in(x.text, x.amount.end + 2, x.end) if len(v.word) > 1)
    verb = next((v for v in verbs if is_sure(v.word) or x.text.startswith(_CARRIED_OUT, v.end)), None)
    if verb is None or "的" in x.text[verb.start : verb.end + 1]:
        return None
    what = core(x.text, x.amount.end, strip_manner(x.text, x.amount.end, verb.start))
    return Phrase(verb.word, what, x.start, verb.end) if what else None


def _rated(x: Setting) -> Part | None:
    """教师培训经费|按不低于|2.5%|安排."""
    by = _RATED.search(x.head)
    return subject_of(x.text, x.a, x.a + by.start()) if by and by.start() >= _GENERIC else None


def _item(x: Setting) -> Part | None:
    """按|一等奖|5000元、|二等奖|3000元的标准给予奖励: what each sum is for."""
    listed = x.text[x.start - 1 : x.start] == "、" or x.text[x.end : x.end + 1] == "、"
    if x.amount.unit not in MONEY or not listed:
        return None
    what = subject_of(x.text, x.a, x.amount.start)
    return None if what is None or _is_no_thing(x.text[slice(*what)]) else what


def _all_of_whom(x: Setting) -> Part | None:
    """供水工程|100%|完成水质检测: so many of them do it."""
    if not x.share or x.text.startswith("的", x.amount.end) or _ACCORDING.search(x.head):
        return None
    if x.amount.value != _ALL and x.main_verb():
        return None  # but 新建车位|100%|预留接口, 建档户|100%|参保
    return subject_of(x.text, x.a, x.amount.start)


def served(x: Setting) -> Phrase | None:
    """为|3万户|居民|安装报警器: whom something is done for; what is done follows."""
    if x.rest is None or not _FOR_WHOM.search(x.text, x.start, x.amount.start):
        return None
    verb = next((v for v in verbs_in(x.text, x.rest[0] + 1, x.rest[1]) if len(v.word) > 1), None)
    if verb is None or "的" in x.text[x.rest[0] : verb.start]:
        return None
    end = _without_terms(x.text, x.rest[0], strip_manner(x.text, x.rest[0], verb.start))
    return Phrase(verb.word, (x.rest[0], end), x.start, x.rest[1])


def counted(x: Setting) -> Phrase | None:
    """建设|10所|学校."""
    if x.rest is None:
        return None
    what = core(x.text, *x.rest, listed=True)
    if x.verb:
        if x.text[slice(*x.verb)] in PIVOT and (v := _predicate_of(x.text, *x.rest)) is not None:
            what = core(x.text, x.rest[0], v, listed=True)  # 支持|10个|县|创建示范县
        return x.phrase(x.verb, what)
    if x.head.endswith("有") and (v := _predicate_of(x.text, *x.rest)) is not None:
        what = core(x.text, x.rest[0], v, listed=True)  # 每天要有|1名|干部|值班
    each = x.head.endswith("各") and x.rest[1] - x.rest[0] <= _GENERIC
    if each and (who := subject_of(x.text, x.a, x.amount.start - 1)):
        return x.phrase(None, who)  # 初中组和高中组|各1支|队伍
    first = x.main_verb()
    named = first is not None and x.amount.start - first[1] > _GENERIC and not x.head.endswith("等")
    if first is not None and named and x.rest[1] - x.rest[0] <= _GENERIC:
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


def given(x: Setting) -> Phrase | None:
    """新增|床位|100张."""
    if m := _NEW_JOBS.search(x.head):
        return x.phrase(None, (x.a + m.start(), x.amount.start))
    if m := _BROUGHT_ABOUT.match(x.head):
        return Phrase(m[1], (x.a + m.start(2), x.amount.start), x.start)  # 实现|城镇新增就业|5万人
    found, depth = _GIVING.finditer(x.text, x.a, x.amount.start), depths(x.head)
    verbs = (verb_at(x.text, m.start(), x.amount.start) for m in found if not depth[m.start() - x.a])
    verb = next((verb for verb in verbs if verb is not None), None)
    if verb is None or x.amount.start - verb.end < 2 or "等" in x.text[x.a : verb.start]:
        return None  # 开展“春风行动”等|招聘|活动10场
    end = run_on(x.text, verb.start, verb.end, x.amount.start)
    return Phrase(x.text[verb.start : end], core(x.text, end, x.amount.start, listed=True), x.start)


def verb_then_number(x: Setting) -> Phrase | None:
    """对…企业|奖励|10万元."""
    if x.verb is None:
        return None
    if x.amount.unit in TIME and x.verb[0] == x.a and _is_doing_that_lasts(x):
        return x.phrase(None, x.verb)  # 每3年轮训一遍，|培训|不少于72学时
    what = fronted(x.text, x.a, x.verb[0])
    first = without_its_object(x.text, x.verb)
    if what is None and first != x.verb and first[0] == x.a:
        return x.phrase(first, (first[1], x.verb[1]))  # 启动|更新改造|500公里
    if what is None and (not GRANTED.search(x.text, *x.verb) or _BUDGET.search(x.text, x.a, x.verb[0])):
        what = subject_of(x.text, x.a, x.verb[0])  # 农村劳动力转移就业|新增|4万人
        if what and not _GROWING.fullmatch(x.text, *x.verb) and _is_no_thing(x.text[slice(*what)]):
            what = None  # 各县|培训|100人
    if what is None and PAID.fullmatch(x.text, *x.verb):
        what = _paid_for(x, x.verb)
    if what is None and _SINGLE.match(x.text, x.start, x.verb[0]):
        if x.start < x.a and x.verb[0] - x.a >= _GENERIC:
            return x.phrase(None, (x.a, x.verb[1]))  # 单个企业|年度补助|不超过100万元
        what = (x.start, x.verb[0])  # 单个项目|补助|不超过500万元
    if what is None and first != x.verb:
        return x.phrase(first, (first[1], x.verb[1]))  # 在产区|设置|试点|5个
    return x.phrase(x.verb, what or _topic(x) or (x.inherited.object if x.inherited else None))


def _is_doing_that_lasts(x: Setting) -> bool:
    """Whether a verb that is a noun as often is all that stands before a bound on a length of time."""
    word = x.text[slice(*x.verb)] if x.verb else ""
    return word in WEAK and word not in SHOWN and x.amount.comparator in ("ge", "le")


def _topic(x: Setting) -> Part | None:
    """重点场所|每两年|复核一次: what it is done to stands before the time or the sharers."""
    each = _EVERY_TIME.search(x.text, x.start, x.a)
    what = subject_of(x.text, x.start, each.start()) if each else None
    if what is None or each is None:
        return None
    words, paid = x.text[slice(*what)], each[0].endswith("按每") and not _PAYS.search(x.text, *what)
    return what if paid or not _is_no_thing(words) else None


def _paid_for(x: Setting, verb: Part) -> Part | None:
    """标准鸡舍|每平方米|补助200元, 二等奖|奖励3万元, 对每个示范村|补助30万元: what is paid for."""
    each = _EACH.search(x.text, x.start, verb[0])
    to = fronted(x.text, x.start, verb[0]) if each else None
    if to is not None:
        every = _EVERY_ONE.match(x.text, *to)
        return (every.end() if every else to[0], to[1])
    what = subject_of(x.text, x.start, each.start() if each else verb[0])
    words = x.text[slice(*what)] if what else ""
    if what is None:
        return None
    case = x.text.startswith("的", what[1])  # 入选国家级|的|奖励50万元、省级|的|奖励20万元
    return what if case or not (words.startswith(_NO_THING_PAID_FOR) or _is_no_thing(words)) else None


def _is_no_thing(words: str) -> bool:
    """Whether what stands before a verb is the one who acts, or says how."""
    words = words.removesuffix("给予")
    return not words or is_body(words) or _TREASURY.search(words) is not None or _HOW.match(words) is not None


def verb_then_noun(x: Setting) -> Phrase | None:
    """改造|老旧小区|80个."""
    first = x.main_verb()
    if first is None or x.amount.start - first[1] < 2:
        return None
    if (acts := _helped_to(x, first)) is not None:
        return x.phrase(acts, core(x.text, acts[1], x.amount.start, listed=True))
    if depths(x.head)[first[1] - x.a] and x.text[x.amount.start - 1] == "）":
        return x.phrase(None, first)  # 造林更新（含补植）|13万亩: named, not asked for
    return x.phrase(first, core(x.text, first[1], x.amount.start, listed=True))


def _helped_to(x: Setting, first: Part) -> Part | None:
    """支持|各地|改造|老旧小区|80个: the verb of those who are helped."""
    if x.text[slice(*first)] not in PIVOT:
        return None
    verbs = (m for m in verbs_in(x.text, first[1] + 1, x.amount.start) if is_body(x.text[first[1] : m.start]))
    return next(((m.start, m.end) for m in verbs if len(m.word) > 1 and x.amount.start - m.end >= _GENERIC), None)
