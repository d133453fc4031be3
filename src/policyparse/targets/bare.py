"""Predicates that name no thing of their own: what they are said of stands before them, or in the segment before.

Either nothing follows the verb (全部开工, 予以答复, 报送|备案), or what follows is only a doing (完成|更新改造任务) or
a state (实现|全覆盖).
"""
from __future__ import annotations

import re

from policyparse.targets.circumstances import past_circumstances
from policyparse.targets.nouns import Part, strip_left
from policyparse.targets.phrases import Phrase
from policyparse.targets.sending import is_filing, is_sending
from policyparse.targets.verbs import verb_at

LIGHT_VERBS = frozenset(("进行", "予以", "给予", "开展", "加以", "实行"))
"""Verbs that leave it to the next word what is done: 进行|评估."""

_TOLD = re.compile(  # 向市卫生健康委|报告
    r"(?:以[^，]{2,20}(?:方式|形式))?(?:向[^，]{2,40}?)?(?:进行)?"
    r"(?P<verb>(?:书面|口头|电话|如实|立即|网络|当面|一次性?){0,2}(?:报告|汇报|通报|反馈|报备|备案|说明|答复|直报|告知|公[告布开示]|发布))"
)
_ALL = re.compile(r"(?:全部|全面|基本|及时|统一|一并|依法|予以|一次性|当场|书面|正式)+")
_DONE = re.compile(r"(?:完毕|到位|完成|结束)?")
_TO_THE_END = re.compile(  # 支出完毕, 建成投用
    r"([一-龥]{2})(?:完毕|到位|完成|结束)|(?:建成|竣工|完工)?(?:并|、)?(?:投入(?:使用|运营|运行|生产)|投产|投用|投运|通车)|落地(?:执行|实施|生效|见效)?"
)
_COMPLETE = frozenset(  # verbs that want no object
    ("开工", "动工", "竣工", "完工", "关闭", "关停", "退出", "投产", "投用", "通车", "建成", "办结", "停产", "停用",
     "通水", "通航", "通气", "通电", "销号", "清零", "出列", "到位")
)
_AND = "并和、"
_REACH = re.compile(r"(?:基本|全面|全部|率先|初步|总体|力争|争取|要|应|须|均|都|将){0,5}(?:达到|达|实现|取得|通过)")
_STATE = re.compile(r"(?:全域|动态|基本|整体)?(?:全覆盖|清零|达标|闭环|常态化)")
_COMPLETING = re.compile(r"(?:基本|全面|全部|如期|按期)?完成")
_DOING = re.compile(
    r"(?:达标|更新|升级|提标|整治|整改|改造|建设|验收|清理|拆除|淘汰|替代|销号|任务|目标|工作|搬迁|修复|治理|的|、|和){1,4}"
)


def bare(text: str, a: int, b: int) -> Phrase | None:
    """A segment that is nothing but a verb with its adverbs: 全部开工, 办结, 予以答复."""
    start, a = a, past_circumstances(text, strip_left(text, a, b), b)
    if told := _TOLD.fullmatch(text, a, b):
        return Phrase(told["verb"], None, start)
    if m := _ALL.match(text, a, b):
        a = m.end()
    if m := _TO_THE_END.fullmatch(text, a, b):
        return Phrase(m[1] or m[0], None, start)
    verb = verb_at(text, a, b)
    if verb is None or len(verb.word) < 2:
        return None
    end = _past_verbs(text, verb.end, b)
    return Phrase(text[a:end], None, start) if _DONE.fullmatch(text, end, b) else None


def is_whole_predicate(text: str, verb: Part, what: Part | None, b: int) -> bool:
    """Whether a verb and what follows it up to `b`, the end of the segment, are the predicate alone, with no thing."""
    action = text[slice(*verb)]
    if what and is_sending(action) and is_filing(text, what):
        return True  # 报送|备案
    if what and action in _COMPLETE and only_verbs(text, *what):
        return True  # 开工|建设, 办结|并反馈
    return action in LIGHT_VERBS and _TOLD.fullmatch(text, verb[0], b) is not None  # 进行|网络直报


def is_completion(text: str, part: Part) -> bool:
    """Whether words behind a verb only say that it is done to the end: 整改|完毕."""
    return _DONE.fullmatch(text, *part) is not None


def only_verbs(text: str, a: int, b: int) -> bool:
    """Whether a stretch is nothing but verbs, 并 between them."""
    return _past_verbs(text, a, b) == b


def is_light(text: str, phrase: Phrase) -> bool:
    """Whether the object is no thing but a doing or a state: 完成|改造, 完成|更新改造任务, 实现|全覆盖."""
    if phrase.object is None:
        return False
    if is_completing(phrase.action):
        return _DOING.fullmatch(text, *phrase.object) is not None
    return is_reached(phrase.action) and _STATE.fullmatch(text, *phrase.object) is not None


def is_completing(action: str | None) -> bool:
    """Whether a verb is 完成, with its adverbs."""
    return _COMPLETING.fullmatch(action or "") is not None


def is_reached(action: str | None) -> bool:
    """Whether a verb says what a thing comes to (达到, 实现): the thing stands before it."""
    return _REACH.fullmatch(action or "") is not None


def _past_verbs(text: str, a: int, b: int) -> int:
    """Where a run of verbs ends, 并 between them."""
    while a < b and (verb := verb_at(text, a + (text[a] in _AND), b)) is not None:
        a = verb.end
    return a
