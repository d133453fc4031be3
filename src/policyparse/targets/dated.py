"""What a deadline of a sentence, or of its clause's heading, says is to be done, where no quantity is named."""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from policyparse.lexicon.verbs import CLOSING
from policyparse.targets.bodies import find_subject
from policyparse.targets.deadlines import find_deadlines
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.judge import lies_ahead, promises_task
from policyparse.targets.nouns import Part, fronted, strip_left
from policyparse.targets.phrases import Phrase
from policyparse.targets.sentences import segments, split
from policyparse.targets.tasks import (
    bare,
    but_made_ready,
    is_completing,
    is_light,
    is_reached,
    is_sent_to,
    sent_on,
    task,
    thing_before,
)
from policyparse.targets.verbs import verb_at, verb_ending
from policyparse.targets.when import When

_LINKED = re.compile(  # a segment that says how, why or under which condition
    r"(?:也|可|必要时|并|以及|从而|为|使|不断|切实|因|如|若|对于|根据|按照|围绕|通过|结合|以|经|利用|依托|借助|凭借|其中|包括|由于|"
    r"凡|未|除|含|逾期|带动|满足|营造|助力|引领|辐射|其他|能[^，]{1,12}的|由[^，]{2,30}向[^，]{0,30}转[变型]|"
    r"(?:同时|并)?抄送|待(?!遇)|[^，]{0,8}(?:内容|范围|对象|标准|重点|方式)(?:主要)?(?:包括|分为|为|是|有)|采[取用][^，]{0,24}(?:方式|形式|办法|方法)$|例如|即|原则上由|具体|重点是|逐步|坚决|最大限度)"
    r"|(?:在|对|随着|当)[^，]{0,100}(?:中|上|下|内|时|后|前|方面|期间|过程|基础)$"
)
_AFTER_WHICH = re.compile(  # 险情发生后, 接到群众投诉后
    r"(?:(?:接到|收到|发现|受理)(?P<got>[^，]{2,16}?)|(?P<happens>[^，]{2,16}?)(?:发生|出现))"
    r"(?:之日起|之?后|时起?)(?:应当?|须|要|在|于){0,2}"
)
_HAPPENS = re.compile(  # 发现|疑似病例|时
    r"[^，]{0,24}?(?:发现|出现|发生|接到|收到)(?P<what>[^，]{2,40}?)(?:后|时|的)?"
)
_EDITION = re.compile(r"[一-龥]{0,4}(?:度|版|级|届)")
_OF_THAT_YEAR = re.compile(  # 2023年…任务|应当…
    r"[^，]{1,30}(?:任务|工作|目标|资金|项目|计划|指标|情况)(?:应当?|须|要|由|均|已)"
)
_NOT_BY_THEN = re.compile(r"(?:仍|尚)?未")  # 2022年底未完成任务的县
_YEARS_WORK = re.compile(  # 2023年|秸秆禁烧工作, 2017年|是换届之年
    r"是.*|新[一-龥]{2,8}(?:项目|企业|工程)|(?![在以对要将从由起，])[^，]{0,40}(?:工作|任务|目标|令|计划|实事|要求|部署|情况|报告|项目|安排|重点|行动)"
)
_SO_LONG_BEFORE = re.compile(  # 到期前1个月|提出
    r"前(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|日|天|月|年|周)"
)
_FAR_LEAD = 160
_DUE = re.compile(r"(?:完成|办结|整改|推进|落实|办理)(?:时限|期限|时间|节点)(?:要求)?[：:∶]")
_LABELLED = re.compile(r"[（(]?[一-龥]{0,6}(?:单位|部门|领导|人|时限|期限|时间|处室|科室|主体|形式|电话)[：:∶]")
_HANDED_IN = re.compile(r"申报|填报|报名|报送|受理|提交|推荐|上报|征集|投稿|注册|缴费")
_PAPERS = re.compile(r"(填报|报送|提交|上报)(?!时|日|期)([一-龥]{2,16})$")
_TIME_IS = re.compile(
    rf"(?:^|[，；。：、])(?P<what>[^，；。：]{{0,24}}?(?:{_HANDED_IN.pattern})[^，；。：]{{0,12}}?)的?"
    r"(?:截止|受理|起止|开放|提交|结束)?(?:时间|日期|期限)(?:截止|截至|为|是|：){0,2}$"
)
_LINE_END = re.compile(r"[；。）]")
_OCCASION = ("后", "时", "前", "中", "之日", "之日起")
_IN_A_PLACE = re.compile(r"在(?:全[国省市县区州校]|各[一-龥]{1,4}|[一-龥]{1,6}(?:[省市县区州会]|范围内?))")
_ISSUED = re.compile(r"[印下转颁]发|推广")
_TAKEN_UP = re.compile(r"纳入|列入|作为")
_TO_ALL = re.compile(r"(?:[至到]?各[一-龥]{1,6}?)?(?:贯彻)?(?:执行|实施)|各[地区县市校]")  # 印发|各地执行
_PUT_FIRST = ("将", "把")
_PUT = re.compile(r"(?:将(?!于|会|在|继续|进一步|组织|对|由|以|按|从|适时|要|统一)|把(?!关|握))[^，]{2}")
_PLEASE = ("请", "并请", "务请", "请务必")
_HEAD = 3
_NEAR = 2  # segments back in which what is sent may stand
_SHORTEST = 5
_SHORTEST_UNDER_HEADING = 6


def dated_tasks(sentence: Sentence, counted: list[Draft]) -> list[Draft]:
    """Targets without a quantity: what a deadline of the same sentence says is to be done."""
    out = _stated(sentence)
    counted = [*counted, *out]
    for seg in _dated_parts(sentence):
        if any(_stands_in(sentence, d, seg) for d in counted):
            continue
        when = sentence.when_for(seg[1] - 1)
        if when is None or not _reaches(sentence, when, seg):
            continue
        body = (_after_date(sentence, seg), seg[1])
        phrase = _completed(sentence, seg, _done_to(sentence, seg, body))
        leads = when.within is not None or (when.date is not None and when.start - seg[0] < _HEAD)
        handled = phrase is not None and phrase.object is None and leads  # 5日内办结
        if phrase is None or not (handled or (phrase.object and phrase.object[1] - phrase.object[0] >= 2)):
            continue
        if phrase.object is None and any(d.when is when for d in counted):
            continue  # 普及率提高到95%，2024年底前完成: said of the quantity
        if is_sent_to(sentence.text, phrase) and any(d.amount and d.when is when for d in counted):
            continue  # 将申报书（一式2份），寄送至…: said of the copies
        if phrase.object and sentence.text[phrase.object[0]] in "（以":
            continue  # 组织实施（5月至11月）: a heading; 以玩具为|试点
        if parts := _predicates(sentence, body):
            out += [_draft(sentence, part, when, min(when.start, part[0])) for part in parts]
        else:
            start = min(when.start, seg[0]) if seg[0] - when.end < _FAR_LEAD else seg[0]
            out.append(Draft(start, seg[1], phrase.action, phrase.object, None, None, when, body[0]))
    return out


def due_of(text: str, issued: date | None, year: int | None) -> When | None:
    """The time that a line or a bracket gives for its clause's task: 完成时限：2024年6月底."""
    label = _DUE.search(text)
    if label is None:
        return None
    stop = _LINE_END.search(text, label.end())
    end = stop.start() if stop else len(text)
    whens = find_deadlines(text[label.end() : end], issued, year)
    due = [w for w in whens if w.date is not None and not w.begins and lies_ahead(w.date, issued)]
    return replace(due[-1], start=due[-1].start + label.end(), end=due[-1].end + label.end()) if due else None


def _stands_in(sentence: Sentence, draft: Draft, seg: Part) -> bool:
    """Whether a target's own words are those of a segment; its thing may have been named before.

    What a bracket adds (名单（每县不超过3家）报送我厅) leaves room for what the segment itself says.
    """
    at = draft.amount.number_at if draft.amount else draft.start
    if draft.amount and draft.amount.comparator != "eq" and sentence.depth[at] > sentence.depth[seg[0]]:
        return False
    return seg[0] <= at < seg[1] or seg[0] <= draft.verb_at < seg[1]


def _stated(sentence: Sentence) -> list[Draft]:
    """报名的截止时间为6月30日, 网上申报日期：3月1日至3月15日: by when something has to be handed in."""
    out = []
    for when in sentence.whens:
        m = _TIME_IS.search(sentence.text[: when.start])
        if m is None or when.date is None or when.begins or not lies_ahead(when.date, sentence.issued):
            continue
        verb = _HANDED_IN.search(m["what"])
        action, what = verb[0] if verb else None, m.span("what")
        if papers := _PAPERS.search(m["what"]):
            action, what = papers[1], (m.start("what") + papers.start(2), m.start("what") + papers.end(2))
        out.append(Draft(m.start("what"), when.end, action, what, None, None, when, m.start("what")))
    return out


def is_line(text: str) -> bool:
    """Whether a sentence is a line of labels (牵头部门：…, 完成时限：…, 责任人：…) that says nothing to do itself."""
    return _LABELLED.match(text) is not None


def tasks_under(text: str, start: int, end: int) -> list[Draft]:
    """The tasks of a sentence whose date stands in its clause's heading (（一）申报阶段（3月1日—15日））."""
    body = text[start:end]
    out = []
    for a, b in segments(body):
        phrase = task(body, a, b)
        if phrase is None or phrase.object is None or _LINKED.match(body, a, b) or b - a < _SHORTEST_UNDER_HEADING:
            continue
        named = find_subject(body, 0, len(body), b)
        if verb_at(body, phrase.start) or any(a <= part[0] < b for part, _ in named):
            out.append(Draft(a, b, phrase.action, phrase.object, None, None, None, a).moved(start))
    return out


def _task(sentence: Sentence, seg: Part, body: Part) -> Phrase | None:
    """What a segment says is to be done; a date in its midst parts the thing from the verb (设施|应于6月底前|达到…)."""
    text = sentence.text
    inner = [
        w for w in sentence.whens
        if body[0] < w.start and w.end < body[1] and not sentence.depth[w.start] and not w.bare
        and verb_ending(text, body[0], w.start) is None  # 完成|2023年春季学期数据录入
    ]
    if not inner:
        return task(text, *body)
    head = (body[0], inner[-1].start)
    if text.endswith(_OCCASION, *head):
        head = (body[0], body[0])
    thing = fronted(text, *head)
    if thing is not None and (sent := sent_on(text, inner[-1].end, body[1])):
        return Phrase(sent, but_made_ready(text, thing), body[0])  # 将情况|于6月底前|汇总成册报市教育局
    after = task(text, inner[-1].end, body[1]) or bare(text, inner[-1].end, body[1])
    if after is None:
        return task(text, *body)
    open_ = after.object is None or is_reached(after) or is_light(text, after) or is_sent_to(text, after)
    if thing is None and open_:
        thing = thing_before(text, *head)
    return replace(after, object=thing or after.object, start=body[0])


def _done_to(sentence: Sentence, seg: Part, body: Part) -> Phrase | None:
    """What a segment says is to be done, or comes to pass, behind its date.

    The thing may stand before the date: 县级初验|在项目完工后1个月内|完成, 碳排放|2030年前|达到|峰值.
    """
    text, phrase = sentence.text, _task(sentence, seg, body)
    when = next((w for w in sentence.whens if w.end == body[0] and w.start > seg[0]), None)
    at = phrase.object if phrase else None
    stands_before = phrase is None or is_reached(phrase) or is_sent_to(text, phrase) or (at and text[at[0]] == "在")
    if when is None and phrase is None and body[0] > seg[0]:
        return bare(text, *body)  # …，60日内|办结: what is done stands in the segment before
    if when is None or not stands_before:
        return phrase
    doing = phrase or bare(text, *body)
    thing = _occasion(text, seg[0], when.start) or thing_before(text, seg[0], when.start) if doing else None
    leads = when.within or strip_left(text, seg[0], when.start) == when.start or text[seg[0] : when.start] in _PLEASE
    if doing and leads and not thing:
        return phrase or doing  # 应在立案后3日内|送达, 确保6月底前|投入使用
    return replace(doing, object=thing, start=seg[0]) if doing and thing else phrase


def _occasion(text: str, a: int, b: int) -> Part | None:
    """接到投诉后|24小时内|响应, 险情发生后|30分钟内|报告: what is answered or reported."""
    m = _AFTER_WHICH.fullmatch(text, a, b)
    return m.span(m.lastgroup) if m and m.lastgroup else None


def _completed(sentence: Sentence, seg: Part, phrase: Phrase | None) -> Phrase | None:
    """制定方案，于3月底前报省政府; …，10月底前全部开工: what is sent or begun stands in the segment before."""
    if phrase is None:
        return None
    text = sentence.text
    issued = _ISSUED.search(phrase.action or "") is not None
    if phrase.object is not None and (
        _IN_A_PLACE.fullmatch(text, *phrase.object) or (issued and _TO_ALL.fullmatch(text, *phrase.object))
    ):
        phrase = replace(phrase, object=None)  # 5月底前|在全省推广: a place is no object
    if phrase.object is not None and not is_sent_to(text, phrase) and not is_light(text, phrase):
        return phrase
    before = [x for x in sentence.segments if x[1] <= seg[0]]
    for part in reversed(before[-_NEAR:]):
        if phrase.object is None and (case := _HAPPENS.fullmatch(text, *part)) is not None:
            return replace(phrase, object=case.span("what"))
        taken = _PUT.search(text, *part)
        if taken and _TAKEN_UP.search(text, *part) and (thing := fronted(text, *part)) is not None:
            return replace(phrase, object=thing)  # 将落实情况纳入总结，|报省政府
        earlier = _task(sentence, part, (_after_date(sentence, part), part[1]))
        waits = text.endswith("后", *part)  # 将方案经负责人审定后，报|省政府
        if earlier is not None and is_light(text, phrase) and is_completing(earlier):
            return phrase  # 3月底前完成自查，6月底前|完成整改: a step of its own
        if not waits and earlier is not None and earlier.object is not None and not text[earlier.object[0]].isdigit():
            return replace(phrase, object=earlier.object)
        at = _after_date(sentence, part)
        put_first = _PUT_FIRST if phrase.object else (*_PUT_FIRST, "对")
        if (waits or text.startswith(put_first, at)) and (thing := fronted(text, at, part[1])) is not None:
            return replace(phrase, object=but_made_ready(text, thing))  # 将录像、报名表等资料，报|省文化馆
    return phrase


def _reaches(sentence: Sentence, when: When, seg: Part) -> bool:
    """Whether a deadline says of a segment that it is to be done by then."""
    inside = when.start >= seg[0]
    if sentence.text.startswith(("凡", "现将", "现就"), seg[0]):
        return False  # 凡在6月1日前竣工的工程; 现将2023年任务分解下达
    if when.start > seg[0] and when.end >= seg[1] - 1 and len(sentence.segments) > 1:
        return False  # the date alone fills the segment
    place = seg if inside else next((x for x in sentence.segments if x[0] <= when.start < x[1]), seg)
    due = not when.bare or sentence.heads_list(when, seg[0]) or _is_due_year(sentence, place, when)
    if not due or _NOT_BY_THEN.match(sentence.text, when.end):
        return False
    own = any(seg[0] <= w.start < seg[1] for w in sentence.whens)
    if not own and not sentence.reaches_on(when, seg):
        return False
    words = sentence.text[slice(*seg)]
    if (not own and _SO_LONG_BEFORE.search(words)) or (words.endswith("后") and seg[1] < len(sentence.text) - 1):
        return False
    if not own and (_LINKED.match(words) or len(words) < _SHORTEST):
        return False
    return promises_task(sentence.text, seg, when, sentence.issued)


def _after_date(sentence: Sentence, seg: Part) -> int:
    """Where a segment begins behind the date at its head."""
    heads = [w for w in sentence.whens if seg[0] <= w.start < seg[1] and w.start - seg[0] <= 12]
    text = sentence.text
    heads = [w for w in heads if not _PUT.search(text, seg[0], w.start)]  # 将情况|于6月底前|报
    return max([seg[0], *(w.end for w in heads if not verb_at(text, strip_left(text, seg[0], w.start), w.start))])


def _dated_parts(sentence: Sentence) -> list[Part]:
    """The segments, cut where a list item begins with a date of its own (每年7月底前完成A、11月底前完成B)."""
    text, depth = sentence.text, sentence.depth
    cuts = sorted({w.start for w in sentence.whens if w.start and text[w.start - 1] == "、" and not depth[w.start]})
    out: list[Part] = []
    for a, b in sentence.segments:
        for cut in (c for c in cuts if a < c < b):
            out.append((a, cut - 1))
            a = cut
        out.append((a, b))
    return [part for whole in out for part in _with_asides(sentence, whole)]


def _with_asides(sentence: Sentence, part: Part) -> list[Part]:
    """A segment, and what a bracket in it says is to be done within a time (电话报告（1小时内|书面报告）)."""
    text = sentence.text
    limits = [w for w in sentence.whens if w.within and part[0] < w.start < part[1] and sentence.depth[w.start]]
    if not limits:
        return [part]
    opened, closed = text.rfind("（", part[0], limits[0].start), text.find("）", limits[-1].end, part[1])
    if opened < 0 or closed < 0 or "（" in text[opened + 1 : closed]:
        return [part]
    inner = [(opened + 1 + a, opened + 1 + b) for a, b in split(text[opened + 1 : closed], "、，；")]
    return [(part[0], opened), *inner]


def _predicates(sentence: Sentence, seg: Part) -> list[Part]:
    """A基本建立、B全面实施、C明显提升: several goals in one segment, each with its own predicate."""
    parts = [(seg[0] + a, seg[0] + b) for a, b in split(sentence.text[slice(*seg)], "、", sentence.depth[slice(*seg)])]
    each = all(b - a >= _SHORTEST and CLOSING.search(sentence.text[a:b]) for a, b in parts)
    return parts if len(parts) > 1 and each else []


def _draft(sentence: Sentence, part: Part, when: When, start: int) -> Draft:
    phrase = task(sentence.text, *part)
    action, what = (phrase.action, phrase.object) if phrase else (None, None)
    return Draft(start, part[1], action, what, None, None, when, part[0])


def _is_due_year(sentence: Sentence, seg: Part, when: When) -> bool:
    """A bare year (2019年修订…) is a deadline at the head of its segment, for a year not yet over."""
    if when.date is None or (sentence.issued is not None and when.date.year < sentence.issued.year):
        return False
    if when.start - seg[0] > 4 or not sentence.text.startswith("年", when.end - 1):
        return False
    end = when.end
    doing = strip_left(sentence.text, end, seg[1])
    work = _YEARS_WORK.fullmatch(sentence.text, doing, seg[1])
    if work and (sentence.text[doing] == "新" or not verb_at(sentence.text, doing, seg[1])):
        return False
    return not (_EDITION.match(sentence.text, end, end + 2) or _OF_THAT_YEAR.match(sentence.text, end, seg[1]))
