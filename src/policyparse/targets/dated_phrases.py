"""Action and object of what a date says is to be done: they may stand around the date, or in the segment before it."""
from __future__ import annotations

import re
from dataclasses import replace

from policyparse.targets.agents import thing_before
from policyparse.targets.bare import bare, is_completing, is_light, is_reached, only_verbs
from policyparse.targets.draft import Sentence
from policyparse.targets.elided import governed
from policyparse.targets.linked import is_linked
from policyparse.targets.mood import is_past
from policyparse.targets.nouns import Part, core, fronted, noun_after, strip_left
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase
from policyparse.targets.predicates import main_verb
from policyparse.targets.reach import GOING_TO
from policyparse.targets.sending import but_made_ready, is_sent_to, sent_on
from policyparse.targets.tasks import task
from policyparse.targets.verbs import verb_at, verb_ending

_OF_A_YEAR = re.compile(r"\d{4}年[^\d]")  # 2025年|预算
_AFTER_WHICH = re.compile(  # 险情发生后, 接到群众投诉后
    r"(?:[于自在])?(?:(?:接到|收到|发现|受理)(?P<got>[^，的]{2,16}?)(?:之日起|之?后|时起?|的)?"
    r"|(?P<happens>[^，]{2,16}?)(?:发生|出现)(?:之日起|之?后|时起?))(?:应当?|须|要|在|于){0,2}"
)
_HAPPENS = re.compile(  # 发现|疑似病例|时
    r"[^，]{0,24}?(?:发现|出现|发生|接到|收到|如有)(?P<what>(?!之日|的)[^，]{2,40}?)(?:后|时|的)?"
)
_OCCASION = ("后", "时", "前", "中", "之日", "之日起")
_A_PLACE = re.compile(r"在(?:全[国省市县区州校]|各[一-龥]{1,4}|[一-龥]{1,6}(?:[省市县区州会]|范围内?))")
_ISSUED = re.compile(r"[印下转颁]发|推广")
_TO_ALL = re.compile(r"(?:[至到]?各[一-龥]{1,6}?)?(?:贯彻)?(?:执行|实施)|各[地区县市校]")  # 印发|各地执行
_TAKEN_UP = re.compile(r"纳入|列入|作为")
_PUT = re.compile(r"(?:将(?!于|会|在|继续|进一步|组织|对|由|以|按|从|适时|要|统一)|把(?!关|握))[^，]{2}")
_ON_WHAT = re.compile(r"(?<![针相面])对(?![口外照策应称比])[^，]{2}")
_PUT_FIRST = ("将", "把")
_PLEASE = ("请", "并请", "务请", "请务必")
_AT = "于在"
_SAYS_WHAT = "明确"  # 制定方案，|明确责任分工|，报省厅
_SEGMENTS_BACK = 2  # in which what is sent may stand
_AT_HEAD = 12  # characters from a segment's beginning within which a date leads it


def dated_phrase(sentence: Sentence, seg: Part) -> Phrase | None:
    """What a segment with a date, or one after it, says is to be done; the object may stand before the segment."""
    return _with_thing_from_before(sentence, seg, _done_to(sentence, seg))


def after_date(sentence: Sentence, seg: Part) -> int:
    """Where a segment begins behind the date at its head."""
    text, ends = sentence.text, [seg[0]]
    for when in sentence.whens:
        if not seg[0] <= when.start < seg[1] or when.start - seg[0] > _AT_HEAD:
            continue
        put = _PUT.search(text, seg[0], when.start) or _ON_WHAT.search(text, seg[0], when.start)  # 将情况|于6月底前|报
        if not put and not verb_at(text, strip_left(text, seg[0], when.start), when.start):
            ends.append(when.end)
    return max(ends)


def _done_to(sentence: Sentence, seg: Part) -> Phrase | None:
    """What is to be done, or comes to pass, behind the date.

    The thing may stand before the date: 县级初验|在项目完工后1个月内|完成, 碳排放|2030年前|达到|峰值.
    """
    body = (after_date(sentence, seg), seg[1])
    text, phrase = sentence.text, _around_dates(sentence, body)
    when = next((w for w in sentence.whens if w.end == body[0] and w.start > seg[0]), None)
    if when is None:
        alone = phrase is None and body[0] > seg[0]
        return bare(text, *body) if alone else phrase  # …，60日内|办结: the thing stands in the segment before
    if phrase is not None and not _wants_thing(text, phrase):
        return phrase
    sent = sent_on(text, *body)
    doing = phrase or bare(text, *body) or (Phrase(sent, None, body[0]) if sent else None)
    if doing is None:
        return None
    if thing := _occasion(text, seg[0], when.start) or thing_before(text, seg[0], when.start):
        return replace(doing, object=thing, start=seg[0])
    before = text[seg[0] : when.start]
    leads = when.within or strip_left(text, seg[0], when.start) == when.start or before in _PLEASE
    leads = leads or is_body(before.rstrip(GOING_TO))  # 市水利局将于6月底前|统一通报
    return doing if leads else phrase  # 应在立案后3日内|送达, 确保6月底前|投入使用


def _wants_thing(text: str, phrase: Phrase) -> bool:
    """Whether the thing may stand before the date: 峰值|达到, 市教育局|报, 在全市|推广."""
    if phrase.object is not None and text[phrase.object[0] - 1] in _PUT_FIRST:
        return False
    place = phrase.object is not None and text[phrase.object[0]] == "在"
    return place or is_reached(phrase.action) or is_sent_to(text, phrase)


def _around_dates(sentence: Sentence, body: Part) -> Phrase | None:
    """Action and object of a stretch; a date in its midst parts the thing from the verb (设施|应于6月底前|达到…)."""
    text = sentence.text
    inner = [
        w for w in sentence.whens
        if body[0] < w.start and w.end < body[1] and not sentence.depth[w.start] and not w.bare
        and (text[w.start - 1] in _AT or verb_ending(text, body[0], w.start) is None)  # 完成|2023年春季学期数据录入
    ]
    if not inner:
        return task(text, *body)
    head, tail = (body[0], inner[-1].start - (text[inner[-1].start - 1] in _AT)), (inner[-1].end, body[1])
    if text.endswith(_OCCASION, *head):
        head = (body[0], body[0])
    thing = _occasion(text, *head) or fronted(text, *head)
    if thing is not None and (sent := sent_on(text, *tail)):
        return Phrase(sent, but_made_ready(text, thing), body[0])  # 将情况|于6月底前|汇总成册报市教育局
    after = task(text, *tail) or bare(text, *tail)
    if after is None and thing is not None and (verb := main_verb(text, *tail)) is not None:
        return Phrase(text[slice(*verb)], thing, body[0])  # 将计划|于4月底前|细化到村
    if after is None:
        return task(text, *body)
    open_ = after.object is None or is_reached(after.action) or is_light(text, after) or is_sent_to(text, after)
    if thing is None and open_:
        thing = thing_before(text, *head)
    return replace(after, object=thing or after.object, start=body[0])


def _occasion(text: str, a: int, b: int) -> Part | None:
    """接到投诉后|24小时内|响应, 险情发生后|30分钟内|报告: what is answered or reported."""
    m = _AFTER_WHICH.fullmatch(text, a, b)
    return m.span(m.lastgroup) if m and m.lastgroup else None


def _with_thing_from_before(sentence: Sentence, seg: Part, phrase: Phrase | None) -> Phrase | None:
    """制定方案，于3月底前报省政府; …，10月底前全部开工: what is sent or begun stands in the segment before."""
    if phrase is None:
        return None
    text = sentence.text
    if phrase.object is not None and _is_where(text, phrase, phrase.object):
        phrase = replace(phrase, object=None)
    if phrase.object is not None and not is_sent_to(text, phrase) and not is_light(text, phrase):
        return phrase
    since = text.rfind("；", 0, seg[0])
    if is_sent_to(text, phrase) or not any(since < w.start < seg[1] for w in sentence.whens):
        since = -1  # but a step with a date of its own is done to nothing from before its semicolon
    before = [x for x in sentence.segments if since < x[0] and x[1] <= seg[0]]
    before = [x for x in before if not text.startswith(_SAYS_WHAT, x[0])]
    for part in reversed(before[-_SEGMENTS_BACK:]):
        earlier = None if is_past(text, part) else _done_to(sentence, part)
        if earlier is not None and is_light(text, phrase) and (
            is_completing(earlier.action) or any(part[0] <= w.start < part[1] for w in sentence.whens)
        ):
            return phrase  # 3月底前摸清底数，6月底前|完成整改: a step of its own
        if (thing := _thing_of(sentence, part, phrase, earlier)) is not None:
            return replace(phrase, object=thing)
    if before and phrase.object is None and not is_linked(text[slice(*before[-1])]):
        return replace(phrase, object=_topic(sentence, before[-1]))  # 老旧管道分批更新，|10月底前全部完工
    return phrase


def _topic(sentence: Sentence, part: Part) -> Part | None:
    """What a segment without a date or a quantity of its own is about."""
    own = [*(w.start for w in sentence.whens), *(x.start for x in sentence.amounts)]
    taken = any(part[0] <= at < part[1] for at in own)
    what = None if taken or sentence.text.endswith(_OCCASION, *part) else governed(sentence.text, *part)
    return None if what is None or is_body(sentence.text[slice(*what)]) else what


def _is_where(text: str, phrase: Phrase, what: Part) -> bool:
    """5月底前|在全省推广, 印发|各地执行: a place is no object."""
    if _A_PLACE.fullmatch(text, *what):
        return True
    return _ISSUED.search(phrase.action or "") is not None and _TO_ALL.fullmatch(text, *what) is not None


def _uncounted(sentence: Sentence, what: Part) -> Part | None:
    """An object less the quantity that it begins with: 80%以上的|整治任务."""
    amount = next((x for x in sentence.amounts if what[0] in (x.start, x.number_at)), None)
    if amount is None:
        number = sentence.text[what[0]].isdigit() and not _OF_A_YEAR.match(sentence.text, *what)
        return None if number else what
    rest = noun_after(sentence.text, amount.end, what[1])
    return core(sentence.text, *rest) if rest else None


def _puts_first(text: str, a: int, b: int) -> bool:
    """Whether a segment only names who acts, and what on: 市水务局对|排查出的隐患."""
    at = text.find("对", a + 2, b)
    return at > 0 and is_body(text[a:at])


def _thing_of(sentence: Sentence, part: Part, phrase: Phrase, earlier: Phrase | None) -> Part | None:
    """What a segment before names as the thing that `phrase` is done to; `earlier` is what is done in that segment."""
    text = sentence.text
    if phrase.object is None and (case := _HAPPENS.fullmatch(text, *part)) is not None:
        return case.span("what")
    taken = _PUT.search(text, *part) and _TAKEN_UP.search(text, *part)
    if taken and (thing := fronted(text, *part)) is not None:
        return thing  # 将落实情况纳入总结，|报省政府
    waits = text.endswith("后", *part)  # 将方案经负责人审定后，报|省政府
    if not waits and earlier is not None and earlier.object is not None and not only_verbs(text, *earlier.object):
        thing = _uncounted(sentence, earlier.object)
        if thing is not None:
            return thing
    at = after_date(sentence, part)
    put_first = _PUT_FIRST if phrase.object else (*_PUT_FIRST, "对")
    opens = text.startswith(put_first, at) or _puts_first(text, at, part[1])
    if (waits or opens) and (thing := fronted(text, at, part[1])) is not None:
        return but_made_ready(text, thing)  # 将录像、报名表等资料，报|省文化馆
    return None
