"""Action and object of a segment that carries a date and no quantity: 6月底前|完成|验收, 9月起|制度|基本建立."""
from __future__ import annotations

import re

from policyparse.lexicon.verbs import CLOSING
from policyparse.targets.nouns import Part, core, fronted, strip_left, subject_of
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase
from policyparse.targets.predicates import (
    are_verbs,
    main_verb,
    strip_manner,
    verb_after_subject,
    verb_before,
    without_its_object,
)
from policyparse.targets.verbs import is_sure, verb_at, verb_ending

_PROGRESS = re.compile(r"(?:取得|获得)[一-龥]{0,8}(?:进展|突破|成效|成果|实效|进步)$")
_MEETS = re.compile(r"(?:基本|全面|有效|充分|更好)?满足[一-龥、]{0,16}(?:需要|需求|要求)$")
_REACH = re.compile(r"(?:基本|全面|全部|率先|初步|总体|力争|争取|要|应|须|均|都|将){0,5}(?:达到|达|实现|取得|通过)")
_AGENT = re.compile(
    r"(?:部门|政府|单位|地区|学校|机构|城市|市|县|区|局|厅|委|部|院|署|司|科|组|会|处|中心|小组|专班|办公室|督查室|室|平台|邮箱|高校|中小学|地|办)$|^(?:各(?![项类种])|在|由|通过|从|经)"
)
_PUT_FIRST = re.compile(r"[^将把]{0,24}[将把]")
_SENT = re.compile(
    r"""
    (?P<how> 等? (?: 及时 | 统一 | 一并 | 按时 | 按期 | 如期 | 书面 | 逐级 | 正式 ){0,2} )
    (?P<verb> 报送 | 上报 | 寄送 | 发送 | 提交 | 传真 | 邮寄 | 反馈 | 报(?![告表名价批]) | 送
            | 发(?=[至到给往]) | 报告(?!报|上)(?=[^，]{2,20}(?:部门|[局厅委办部站所]|政府|中心|机构|单位|领导小组)$)
            | 交(?![通流易接换付叉代由]) )
    [至到给往]? (?=[一-龥A-Za-z“])
    """,
    re.VERBOSE,
)
_AFTER_THAT = re.compile(  # 验收合格后|拨付资金
    r"[^，的将把]{2,14}?(?<![售课事今产灾战前先落背会术幕最午])之?后(?![续期勤备台盾端])"
)
_WITHIN = re.compile(r"在[^，的]{2,20}?(?:上|方面|领域|基础上|过程中)")  # 在管理改革上|取得进展
_FOR_WHOM = re.compile(r"为[^，的]{1,14}?(?=办理|提供|开展|配备|缴纳|发放|购买|安装|建立|举办)")
_TO_WHOM = re.compile(
    r"向[^，的]{1,20}?(?=公[布开示]|报告|通报|反馈|提[交出供]|报送|申请|发布|备案|书面|答复|发[送放]|推送|开放)"
)
_WITH_WHOM = re.compile(r"[^，的]{2,14}?(?=取得|签[订署]|建立|开展|进行|共同|联合|对接|达成|沟通)")
_BY = re.compile(r"(?:通过|利用|依托|使用|经由|借助|登[录陆]|进入|运用)")
_MEANS_NOUN = re.compile(  # 通过信息报告管理|系统|直报, 登录申报|平台|填写
    r"(?:系统|平台|网站|官网|网络|门户|邮箱|渠道|方式|形式|途径|公众号|专栏|政务服务网|热线|窗口|小程序|客户端)[”》]?[上中内]?"
)
_LONGEST_MEANS = 34
_LEADS_ON = ("进行", "向", "将", "把", "对", "予以", "统一", "及时", "集中", "公开", "在线", "网上", "直接")
_TOLD = re.compile(  # 向市卫生健康委|报告
    r"(?:以[^，]{2,20}(?:方式|形式))?(?:向[^，]{2,40}?)?(?:进行)?"
    r"(?P<verb>(?:书面|口头|电话|如实|立即|网络|当面|一次性?){0,2}(?:报告|汇报|通报|反馈|报备|备案|说明|答复|直报|告知|公[告布开示]|发布))"
)
_WIDE = re.compile(r"全(?:[国省市县区州]|系统|行业)(?=进行|开展|完成|实现|建成|全面|基本|启动|推行|实行|组织)")
_COMPLETE = frozenset(  # verbs that want no object
    ("开工", "动工", "竣工", "完工", "关闭", "关停", "退出", "投产", "投用", "通车", "建成", "办结", "停产", "停用",
     "通水", "通航", "通气", "通电", "销号", "清零", "出列", "到位")
)
_AND = "并和、"
_TELLS = re.compile(  # 书面报告|事件情况
    r"(?P<verb>(?:书面|口头|电话|如实|当面)(?:报告|汇报|通报))(?P<what>[一-龥]{2,20})"
)
_REPORTS = re.compile(  # 向主管部门|报告|方案实施情况
    r"(?P<verb>(?:书面|口头|电话|如实|及时|主动){0,2}(?:报告|汇报|通报|反馈|公布|公开))(?P<what>[^，]{2,30})"
)
_LONGEST_SENT = 80
_MADE_READY = re.compile(  # 报名表（附件2）|加盖公章后, 方案|经主要负责人审定后
    r"(?:（(?:见?附件|附表|详见|电子|一式|含|无需|加盖|样表)[^（）]{0,20}）)?"
    r"(?:经[^，、经]{2,30}(?:后|同意)|(?:加盖|签署)[一-龥]{2,6}后?|(?:[一-龥、并]{0,6}(?:盖章|签字|签章|审核|审定|汇总|审签))后|"
    r"汇总|形成[^，、]{2,24})?$"
)
_SEND = re.compile(
    r"(?:统一|及时|一并|按时|按期|如期|书面|逐级|分级|正式|汇总|主动){0,2}"
    r"(?:交[至到给]|上交|报送|上报|传真|邮寄|呈报|提交|寄送|发送|报|送达|移交|反馈|抄送|上传|接入|录入)"
)
_MOVED = ("将", "把")
_TELLING = ("报告", "汇报", "通报")
_TOWARDS_WHOM = "到至给往"
_TOWARDS = ("到", "至", "往")
_STATE = re.compile(r"(?:全域|动态|基本|整体)?(?:全覆盖|清零|达标|闭环|常态化)")  # 实现|全覆盖: of what stands before
_LIGHT_TASK = re.compile(r"(?:基本|全面|全部|如期|按期)?完成")
_DOING = re.compile(
    r"(?:达标|更新|升级|提标|整治|整改|改造|建设|验收|清理|拆除|淘汰|替代|销号|任务|目标|工作|搬迁|修复|治理|的|、|和){1,4}"
)
_ALL_DONE = re.compile(r"全部|全面|陆续|如期|按期")
_ALL = re.compile(r"(?:全部|全面|基本|及时|统一|一并|依法|予以|一次性|当场|书面|正式)+")
_DONE = re.compile(r"(?:完毕|到位|完成|结束)?")
_TO_THE_END = re.compile(  # 支出完毕, 建成投用
    r"([一-龥]{2})(?:完毕|到位|完成|结束)|(?:建成|竣工|完工)?(?:并|、)?(?:投入(?:使用|运营|运行|生产)|投产|投用|投运|通车)"
)
_PAPER = re.compile(r"(?:方案|材料|[表书单册]|情况|报告|计划|总结|信息|数据|意见|结果|项目|资料|文件|预算)[》”]?$")
_FILED = re.compile(r"(?:备案|审批|审核|审定|批准|核准|同意|汇总)$")
_BY_WHOM = re.compile(r"由(?P<who>[^，由]{2,30})$")
_MODAL_END = re.compile(r"(?:应当?|须|要|需|必须|将|可|请|统一)$")
_NO_THING = re.compile(r"(?:请|应|须|要|分别|务必|必须|统一)+")
_DATED = re.compile(  # 投诉|应在|7日内办结
    r"(?:应当?|须|要|需|必须|将|可|请|拟|计划|定)?(?:在|于)$|(?:请|拟|定|应当?|须)$"
)
_ACTS = re.compile(r"^(?:所有|全部|全体|各|每)|(?:均|都)$")  # 所有社区|设置专岗
_ONCE = re.compile(r"[一两]次(?=[一-龥]{2})")
_SENDING_OUT = ("组织", "安排", "抽调", "派出", "选派", "委托", "邀请", "组成", "成立")
_LIGHT = frozenset(("进行", "予以", "给予", "开展", "加以", "实行"))
_GIVING = ("给予", "予以")  # light before a verb (给予|表彰), not before a thing (给予|奖励资金)
_JOINING = re.compile(r"参加|参与")
_PURPOSE = re.compile(r"(?<=.{2})用于")
_DONE_TO = re.compile(  # 各市对|试点情况|进行|评估总结
    r"(?<!针)对(?P<what>[^，对]{2,60})(?P<light>进行|开展|予以|加以|实施|实行)(?:[一两][次遍])?(?P<doing>[一-龥、]{2,12})$"
)
_AS_UNITS = re.compile(r"以[^，的]{1,16}为(?:单位|主体|基础)(?:进行|开展|实施|组织)(?=[一-龥]{2})")
_ABOUT = re.compile(r"对[^，的]{2,30}的(?=[一-龥]{2})")
_HOW = ("以", "通过", "按", "用")
_PLACE = ("在", "由", "通过", "从")


def task(text: str, a: int, b: int) -> Phrase | None:
    """Action and object of a segment without a quantity, or None where it has no predicate."""
    start, begins = a, strip_left(text, a, b)
    a = _past_means(text, begins, b)
    if wide := _WIDE.match(text, a, b):
        a = strip_left(text, wide.end(), b)  # 全市|进行检查验收
    progress = _PROGRESS.search(text[a:b])
    if progress and progress.start() >= 2 and not _AGENT.search(text[a : a + progress.start()]):
        return Phrase(progress[0][:2], (a, a + progress.start()), start)
    meets = _MEETS.search(text[a:b])
    if meets and meets.start() >= 2 and not _AGENT.search(text[a : a + meets.start()]):
        return Phrase(meets[0], (a, a + meets.start()), start)
    whom = _TO_WHOM.match(text, begins, b)
    if tells := (_REPORTS if whom and whom.end() == a else _TELLS).fullmatch(text, a, b):
        return Phrase(tells["verb"], tells.span("what"), start)
    if sent := _sent(text, a, b):
        return Phrase(*sent, start)
    first = main_verb(text, a, b)
    if first is not None and first[1] == b:
        first = without_its_object(text, first)
    done_to = _DONE_TO.search(text[a:b])
    within = done_to is not None and first is not None and a + done_to.start() <= first[0] < a + done_to.start("light")
    sends = first is not None and text[slice(*first)] in _SENDING_OUT  # 组织专家|对各校情况进行抽查
    if done_to is not None and (first is None or within or sends):
        what = done_to["what"].removesuffix("等")
        return Phrase(done_to["doing"], (at := a + done_to.start("what"), at + len(what)), start)
    if first is None and (acting := verb_after_subject(text, a, b)) is not None:
        run = without_its_object(text, acting) if acting[1] == b else acting  # 省水利厅|组织|验收
        who = text[a : strip_manner(text, a, acting[0])]
        does = is_body(who) and "的" not in text[run[1] : b]  # but 市水务局|负责的片区
        first = run if run[1] < b and (acting[1] == b or does or _ACTS.search(who)) else None
    if first is None and (put := _moved_then_done(text, a, b)) is not None:
        return Phrase(*put, start)
    if goal := _goal(text, a, b, first):
        return Phrase(*goal, start)
    if first is None:
        return None
    action, what = text[slice(*first)], _object(text, a, b, first)
    if what and _DONE.fullmatch(text, *what):
        moved = fronted(text, a, first[0])
        return Phrase(action, moved, start) if moved else None  # 整改|完毕: all of it is the predicate
    if what and _SEND.fullmatch(action) and _FILED.fullmatch(text, *what):
        return None  # 报送|备案: all of it is the predicate
    if what and action in _COMPLETE and _only_verbs(text, *what):
        return None  # 开工|建设, 办结|并反馈: all of it is the predicate
    if action in _LIGHT and _TOLD.fullmatch(text, first[0], b):
        return None  # 进行|网络直报
    doing = what and what[1] - what[0] <= 12 and (action not in _GIVING or _only_verbs(text, *what))
    if action in _LIGHT and doing and (moved := fronted(text, a, first[0])):
        once = _ONCE.match(text, first[1], b)
        return Phrase(text[once.end() if once else first[1] : b], moved, start)
    if (other := _before_its_verb(text, a, first, action, what)) is not None:
        return Phrase(action, other, start)
    if what and text.startswith(_TOWARDS, what[0]) and text[what[0]] != action[-1]:
        what = (what[0] + 1, what[1]) if _SEND.fullmatch(action) else None  # 下沉|到乡镇: where to, not what
    what = _longer(what, fronted(text, a, first[0]), (a, first[0]), any(c in text[a : first[0]] for c in _MOVED))
    return Phrase(action, what, start) if what else None


def _moved_then_done(text: str, a: int, b: int) -> tuple[str, Part] | None:
    """各市要对|作业船舶|逐一登记: the thing put first, then the verb that closes the segment."""
    verb = verb_before(text, a, b)
    what = fronted(text, a, verb[0]) if verb else None
    if verb is None or what is None or text[verb[0] - 1] in "的、和与":
        return None
    return text[slice(*verb)], what


def _only_verbs(text: str, a: int, b: int) -> bool:
    """Whether a stretch is nothing but verbs, 并 between them."""
    while a < b and (verb := verb_at(text, a + (text[a] in _AND), b)) is not None:
        a = verb.end
    return a == b


def _sent(text: str, a: int, b: int) -> tuple[str, Part] | None:
    """将|报名表|报送|省教育厅: the verb of sending, and what is sent."""
    first = _PUT_FIRST.match(text, a, b)
    if first is None:
        return None
    at = first.end()
    m = _sending(text, at, at + 2, b)
    return (m["verb"], but_made_ready(text, (at, m.start()))) if m and "，" not in text[at : m.start()] else None


def _sending(text: str, a: int, first: int, b: int) -> re.Match[str] | None:
    """The verb of sending, with its manner, that is a word and begins at `first` or next after it."""
    for m in _SENT.finditer(text, first, min(b, a + _LONGEST_SENT)):
        verb = verb_ending(text, a, m.end("verb"))
        if verb is None or verb.start == m.start("verb"):
            return m
    return None


def sent_on(text: str, a: int, b: int) -> str | None:
    """The verb by which something is sent once it has been made ready (形成书面材料|报|市教育局)."""
    m = _sending(text, a, a, b)
    return m["verb"] if m else None


def but_made_ready(text: str, what: Part) -> Part:
    """What is sent, less what is done to it before: 方案|经主要负责人审定后."""
    ready = _MADE_READY.search(text, what[0] + 2, what[1])
    return (what[0], ready.start()) if ready else what


def _past_means(text: str, a: int, b: int) -> int:
    """Where a predicate begins behind what comes first, with whom it is done, and the system or way."""
    if (then := _AFTER_THAT.match(text, a, b)) is not None:
        a = strip_left(text, then.end(), b)
    if (within := _WITHIN.match(text, a, b)) is not None and verb_at(text, within.end(), b) is not None:
        return within.end()
    if (whom := _FOR_WHOM.match(text, a, b) or _TO_WHOM.match(text, a, b)) is not None:
        return whom.end()
    if text[a - 1 : a] == "与" and (whom := _WITH_WHOM.match(text, a, b)) is not None:
        return whom.end()
    by = _BY.match(text, a, b)
    if by is None:
        return a
    for noun in reversed([*_MEANS_NOUN.finditer(text, by.end(), min(b, by.end() + _LONGEST_MEANS))]):
        leads_on = text.startswith(_LEADS_ON, noun.end()) or verb_at(text, noun.end(), b)
        if leads_on and not any(c in text[by.end() : noun.end()] for c in "，的"):
            return strip_left(text, noun.end(), b)
    return a


def bare(text: str, a: int, b: int) -> Phrase | None:
    """A predicate that is nothing but a verb with its adverbs: 全部开工, 办结, 予以答复."""
    start, a = a, _past_means(text, strip_left(text, a, b), b)
    if told := _TOLD.fullmatch(text, a, b):
        return Phrase(told["verb"], None, start)
    if m := _ALL.match(text, a, b):
        a = m.end()
    if m := _TO_THE_END.fullmatch(text, a, b):
        return Phrase(m[1] or m[0], None, start)
    verb = verb_at(text, a, b)
    if verb is None or len(verb.word) < 2:
        return None
    end = verb.end
    while end < b and (more := verb_at(text, end + (text[end] in _AND), b)) is not None:
        end = more.end
    return Phrase(text[a:end], None, start) if _DONE.fullmatch(text, end, b) else None


def is_reached(phrase: Phrase) -> bool:
    """Whether the verb says what a thing comes to (达到, 实现): the thing stands before it."""
    return _REACH.fullmatch(phrase.action or "") is not None


def is_light(text: str, phrase: Phrase) -> bool:
    """Whether what is to be completed is only named as a doing: 完成|改造, 完成|更新改造任务."""
    if phrase.object is None:
        return False
    done = _LIGHT_TASK.fullmatch(phrase.action or "") is not None and _DOING.fullmatch(text, *phrase.object) is not None
    return done or (is_reached(phrase) and _STATE.fullmatch(text, *phrase.object) is not None)


def is_completing(phrase: Phrase) -> bool:
    """Whether the verb is 完成, with its adverbs."""
    return _LIGHT_TASK.fullmatch(phrase.action or "") is not None


def is_sent_to(text: str, phrase: Phrase) -> bool:
    """Whether what follows a verb of sending is the addressee: 报|省政府办公厅."""
    if phrase.object is None:
        return False
    if (phrase.action or "").endswith(_TELLING) and is_body(text[slice(*phrase.object)]):
        return True  # 书面报告|县水利局
    if not _SEND.fullmatch(phrase.action or ""):
        return False
    if text[phrase.object[0] - 1] in _TOWARDS_WHOM:
        return True  # 发送到|巡查人员
    what = _FILED.sub("", text[slice(*phrase.object)])
    return _AGENT.search(what) is not None or (phrase.action == "报" and not _PAPER.search(what))


def _acts(text: str) -> bool:
    """Whether words name one who acts, or who is meant: 各县区, but not 各县区方案."""
    if text.endswith("会") and not is_body(text):
        return False  # 评审会
    return _AGENT.search(text) is not None and _PAPER.search(text) is None


def thing_before(text: str, a: int, b: int) -> Part | None:
    """What a sentence is about, where that is no body: 处理设施|应于…."""
    m = _DATED.search(text[a:b])
    b = a + m.start() if m else b
    if (agent := _BY_WHOM.search(text, a + 2, b)) is not None and is_body(agent["who"]):
        b = agent.start()  # 汇总表|由市教育局|于6月底前|报送
    what = subject_of(text, a, b)
    if what is None or _NO_THING.fullmatch(text, *what) or _acts(_MODAL_END.sub("", text[slice(*what)])):
        return None
    return what


def _goal(text: str, a: int, b: int, first: Part | None) -> tuple[str, Part | None] | None:
    """制度体系|基本建立: the predicate closes the segment."""
    m = CLOSING.search(text[a:b])
    if m is None or m.start() < 2:
        return None
    at = a + m.start()
    run = _ALL_DONE.search(text, a + 2, at)
    if run is not None and (run.end() == at or are_verbs(text, run.end(), at)):
        at = run.start()  # 项目|全部竣工投用
        return text[at:b], (strip_left(text, a, at, helping=True), at)
    if first is not None and first[0] < at and (
        m["adverb"] in ("", "得到", "实现", "全部") or text[slice(*first)] == "实现"
    ):
        return None
    what = (strip_left(text, a, at, helping=True), at)
    return m[0], core(text, *what) if m.start() > 16 else what


def _object(text: str, a: int, b: int, verb: Part) -> Part | None:
    """What stands after a verb, up to a purpose (用于…) or a second predicate (参加…)."""
    if (doing := _AS_UNITS.search(text, verb[1], b)) is not None:
        return core(text, doing.end(), b)  # 组织|各校以班级为单位进行|展演活动
    stop = _PURPOSE.search(text, verb[1], b)
    if stop is None and "的" not in text[verb[1] : b]:
        stop = _JOINING.search(text, verb[1] + 2, b)
    about = _ABOUT.match(text, verb[1], b)  # 完成|对辖区内医院的|督导检查
    return core(text, about.end() if about else verb[1], stop.start() if stop else b)


def _before_its_verb(text: str, a: int, verb: Part, action: str, what: Part | None) -> Part | None:
    """总结材料|报送|办公室, 质量|达到|先进水平: what the segment is about stands before the verb."""
    before = (a, verb[0])
    moved = fronted(text, *before)
    if _SEND.fullmatch(action) and (moved or verb[0] - a >= 2) and (what is None or _AGENT.search(text[slice(*what)])):
        return moved or _last_noun(text, *before)
    if _REACH.fullmatch(action) and verb[0] - a >= 3 and not _AGENT.search(text[slice(*before)]):
        return None if text.startswith(_PLACE, a) else subject_of(text, *before)
    return None


def _longer(after: Part | None, moved: Part | None, before: Part, plainly: bool) -> Part | None:
    """The noun that 将 puts before its verb, or one of substance after the verb, or one before it."""
    if moved and plainly:
        return moved
    if after and after[1] - after[0] >= 4:
        return after
    return moved or after or (before if before[1] - before[0] >= 2 else None)


def _last_noun(text: str, a: int, b: int) -> Part | None:
    """形成|总结材料|报送…"""
    if text.startswith(_HOW, a):
        return None  # 以电子稿形式|发送
    verb = verb_at(text, a, b)
    return core(text, verb.end if verb and is_sure(verb.word) else a, b)
