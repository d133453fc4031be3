"""Action and object of a segment that carries a date and no quantity: 6月底前|完成|验收, 9月起|制度|基本建立.

Modal words and circumstances are passed over first. What is left is read in one of these ways, the surest first:
it closes with what something comes to (改革|取得进展); something is sent or told (将报名表|报送|…); a doing is put
behind its thing (对试点情况|进行|评估); a verb closes it (制度|基本建立). Else its main verb is the action, and the
object stands behind that verb or, where 将 or 对 puts it first, before it.
"""
from __future__ import annotations

import re

from policyparse.lexicon.verbs import CLOSING
from policyparse.targets.agents import names_agent
from policyparse.targets.bare import LIGHT_VERBS, is_completion, is_reached, is_whole_predicate, only_verbs
from policyparse.targets.circumstances import past_addressee, past_circumstances, past_scope
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
from policyparse.targets.sending import is_sending, sent
from policyparse.targets.verbs import is_sure, verb_at, verbs_in

Done = tuple[str, Part | None]
"""An action, and where its object stands."""

_PROGRESS = re.compile(r"(?P<verb>取得|获得)[一-龥]{0,8}(?:进展|突破|成效|成果|实效|进步)$")
_MEETS = re.compile(r"(?P<verb>(?:基本|全面|有效|充分|更好)?满足[一-龥、]{0,16}(?:需要|需求|要求))$")
_TELLS = re.compile(  # 书面报告|事件情况
    r"(?P<verb>(?:书面|口头|电话|如实|当面)(?:报告|汇报|通报))(?P<what>[一-龥]{2,20})"
)
_TELLS_SOMEBODY = re.compile(  # 向主管部门|报告|方案实施情况
    r"(?P<verb>(?:书面|口头|电话|如实|及时|主动){0,2}(?:报告|汇报|通报|反馈|公布|公开))(?P<what>[^，]{2,30})"
)
_DONE_TO = re.compile(  # 各市对|试点情况|进行|评估总结
    r"(?<!针)对(?P<what>[^，对]{2,60})(?P<light>进行|开展|予以|加以|实施|实行)(?:[一两][次遍])?(?P<doing>[一-龥、]{2,12})$"
)
_SENDING_OUT = ("组织", "安排", "抽调", "派出", "选派", "委托", "邀请", "组成", "成立")
_ACTS = re.compile(r"^(?:所有|全部|全体|各|每)|(?:均|都)$")  # 所有社区|设置专岗
_JOINS = "的、和与"
_ALL_DONE = re.compile(r"全部|全面|陆续|如期|按期")
_CLOSES_BEHIND_A_VERB = ("", "得到", "实现", "全部")
_LONG_SUBJECT = 16
_MOVED = ("将", "把")
_GIVING = ("给予", "予以")  # light before a verb (给予|表彰), not before a thing (给予|奖励资金)
_LONGEST_DOING = 12
_ONCE = re.compile(r"[一两]次(?=[一-龥]{2})")
_TOWARDS = ("到", "至", "往")
_AS_UNITS = re.compile(r"以[^，的]{1,16}为(?:单位|主体|基础)(?:进行|开展|实施|组织)(?=[一-龥]{2})")
_PURPOSE = re.compile(r"(?<=.{2})用于")
_JOINING = re.compile(  # 制定|方案|报区财政局备案
    r"参加|参与|(?<![预填申上举通情年海汇简日警公电月周季快呈])报(?=[省市州县区我][一-龥]{2}|经|请)"
)
_ABOUT = re.compile(r"对[^，的]{2,30}的(?=[一-龥]{2})")
_PLACE = ("在", "由", "通过", "从")
_HOW = ("以", "通过", "按", "用")
_SIDES = re.compile(r"在(?P<what>[^，]{2,60}?)等?(?:[\d一二三四五六七八九十]个)?方面")  # 在流程、效率等方面|全面提升
_SUBSTANCE = 4  # characters of a noun that is more than a doing or a place


def task(text: str, a: int, b: int) -> Phrase | None:
    """Action and object of a segment without a quantity, or None where it has no predicate."""
    begins = strip_left(text, a, b)
    at = past_scope(text, past_circumstances(text, begins, b), b)
    to_somebody = past_addressee(text, begins, b) == at
    done = _comes_to(text, at, b) or _tells(text, at, b, to_somebody) or sent(text, at, b) or _by_verb(text, at, b)
    if done is None:
        return None
    action, what = done
    return Phrase(action, what if what is not None and what[0] < what[1] else None, a)


def _comes_to(text: str, a: int, b: int) -> Done | None:
    """试点工作|取得积极进展, 供给|基本满足需要: what a segment closes with is said of what stands before."""
    for pattern in (_PROGRESS, _MEETS):
        m = pattern.search(text[a:b])
        if m and m.start() >= 2 and not names_agent(text[a : a + m.start()]):
            return m["verb"], (a, a + m.start())
    return None


def _tells(text: str, a: int, b: int, to_somebody: bool) -> Done | None:
    """书面报告|事件情况: what is told; behind 向… it needs no manner."""
    m = (_TELLS_SOMEBODY if to_somebody else _TELLS).fullmatch(text, a, b)
    return (m["verb"], m.span("what")) if m else None


def _by_verb(text: str, a: int, b: int) -> Done | None:
    """What the main verb of a stretch says is done, or what is done by a verb at its end."""
    if (moved := _moved_on(text, a, b)) is not None:
        return moved
    verb = main_verb(text, a, b)
    if verb is not None and verb[1] == b:
        verb = without_its_object(text, verb)
    if (done := _done_to(text, a, b, verb)) is not None:
        return done
    if verb is None:
        verb = _verb_of_actor(text, a, b)
    if verb is None and (done := _moved_then_done(text, a, b)) is not None:
        return done
    if (done := _closed(text, a, b, verb)) is not None:
        return done
    return _with_object(text, a, b, verb) if verb else None


def _moved_on(text: str, a: int, b: int) -> Done | None:
    """将改造计划|分解|到项目: the verb that says where the thing goes, not one within its name."""
    if not text.startswith(_MOVED, a):
        return None
    verbs = (verb for verb in verbs_in(text, a + 3, b) if len(verb.word) > 1)
    verb = next((verb for verb in verbs if text.startswith(_TOWARDS, verb.end) and b - verb.end > 2), None)
    what = core(text, a + 1, strip_manner(text, a + 1, verb.start)) if verb else None
    return (verb.word, what) if verb and what else None


def _done_to(text: str, a: int, b: int, verb: Part | None) -> Done | None:
    """对试点情况|进行|评估总结: the doing is the action, unless a verb before 对 is the main one."""
    m = _DONE_TO.search(text[a:b])
    if m is None:
        return None
    within = verb is not None and a + m.start() <= verb[0] < a + m.start("light")
    sends = verb is not None and text[slice(*verb)] in _SENDING_OUT  # 组织专家|对各校情况进行抽查
    if verb is not None and not (within or sends):
        return None
    at = a + m.start("what")
    return m["doing"], (at, at + len(m["what"].removesuffix("等")))


def _verb_of_actor(text: str, a: int, b: int) -> Part | None:
    """The verb behind one who acts: 省水利厅|组织|验收, 所有社区|设置|专岗; but not that of 市水务局|负责的片区."""
    acting = verb_after_subject(text, a, b)
    if acting is None:
        return None
    run = without_its_object(text, acting) if acting[1] == b else acting
    if run[1] == b:
        return None
    who = text[a : strip_manner(text, a, acting[0])]
    does = is_body(who) and "的" not in text[run[1] : b]
    return run if acting[1] == b or does or _ACTS.search(who) else None


def _moved_then_done(text: str, a: int, b: int) -> Done | None:
    """各市要对|作业船舶|逐一登记: the thing put first, then the verb that closes the segment."""
    verb = verb_before(text, a, b)
    what = fronted(text, a, verb[0]) if verb else None
    if verb is None or what is None or text[verb[0] - 1] in _JOINS:
        return None
    return text[slice(*verb)], what


def _closed(text: str, a: int, b: int, verb: Part | None) -> Done | None:
    """制度体系|基本建立: the predicate closes the segment; a verb before it (推动…|明显提升) must leave it the word."""
    m = CLOSING.search(text[a:b])
    if m is None or m.start() < 2:
        return None
    at = a + m.start()
    run = _ALL_DONE.search(text, a + 2, at)
    if run is not None and (run.end() == at or are_verbs(text, run.end(), at)):
        at = run.start()  # 项目|全部竣工投用
        return text[at:b], (strip_left(text, a, at, helping=True), at)
    if verb is not None and verb[0] < at and (m["adverb"] in _CLOSES_BEHIND_A_VERB or text[slice(*verb)] == "实现"):
        return None
    if sides := _SIDES.fullmatch(text, a, at):
        return m[0], sides.span("what")
    what = (strip_left(text, a, at, helping=True), at)
    return m[0], core(text, *what) if m.start() > _LONG_SUBJECT else what


def _with_object(text: str, a: int, b: int, verb: Part) -> Done | None:
    """A verb with its object behind it or before it; None where neither place names a thing."""
    action, what, moved = text[slice(*verb)], _behind(text, verb, b), fronted(text, a, verb[0])
    if what and is_completion(text, what):
        return (action, moved) if moved else None  # 整改|完毕
    if is_whole_predicate(text, verb, what, b):
        return None
    if moved and what and _is_doing(text, action, what):
        once = _ONCE.match(text, verb[1], b)
        return text[once.end() if once else verb[1] : b], moved  # 对情况|开展|一次评估
    if (before := _before(text, a, verb, what, moved)) is not None:
        return action, before
    if what and text.startswith(_TOWARDS, what[0]) and text[what[0]] != action[-1]:
        what = (what[0] + 1, what[1]) if is_sending(action) else None  # 下沉|到乡镇: where to, not what
    what = _weightier(text, a, verb, what, moved)
    return (action, what) if what else None


def _behind(text: str, verb: Part, b: int) -> Part | None:
    """What stands behind a verb, up to a purpose (用于…) or a second predicate (参加…)."""
    if (doing := _AS_UNITS.search(text, verb[1], b)) is not None:
        return core(text, doing.end(), b)  # 组织|各校以班级为单位进行|展演活动
    stop = _PURPOSE.search(text, verb[1], b)
    if stop is None and "的" not in text[verb[1] : b]:
        stop = _JOINING.search(text, verb[1] + 2, b)
    about = _ABOUT.match(text, verb[1], b)  # 完成|对辖区内医院的|督导检查
    return core(text, about.end() if about else verb[1], stop.start() if stop else b)


def _is_doing(text: str, action: str, what: Part) -> bool:
    """Whether what follows a light verb is what is done (进行|评估), not a thing (给予|奖励资金)."""
    if action not in LIGHT_VERBS or what[1] - what[0] > _LONGEST_DOING:
        return False
    return action not in _GIVING or only_verbs(text, *what)


def _before(text: str, a: int, verb: Part, what: Part | None, moved: Part | None) -> Part | None:
    """总结材料|报送|办公室, 质量|达到|先进水平: with some verbs the thing stands before, whatever stands behind."""
    action, long = text[slice(*verb)], verb[0] - a
    if is_sending(action) and (moved or long >= 2) and (what is None or names_agent(text[slice(*what)])):
        return moved or _last_noun(text, a, verb[0])
    if is_reached(action) and long >= 3 and not names_agent(text[a : verb[0]]):
        return None if text.startswith(_PLACE, a) else subject_of(text, a, verb[0])
    return None


def _last_noun(text: str, a: int, b: int) -> Part | None:
    """形成|总结材料|报送…"""
    if text.startswith(_HOW, a):
        return None  # 以电子稿形式|发送
    verb = verb_at(text, a, b)
    return core(text, verb.end if verb and is_sure(verb.word) else a, b)


def _weightier(text: str, a: int, verb: Part, what: Part | None, moved: Part | None) -> Part | None:
    """The noun that 将 puts before its verb, or one of substance behind the verb, or one before it."""
    if moved and any(c in text[a : verb[0]] for c in _MOVED):
        return moved
    if what and what[1] - what[0] >= _SUBSTANCE:
        return what
    return moved or what or ((a, verb[0]) if verb[0] - a >= 2 else None)
