"""What a deadline of a sentence says is to be done, where no quantity is named."""
from __future__ import annotations

import re

from policyparse.lexicon.verbs import CLOSING
from policyparse.targets.bare import is_light
from policyparse.targets.dated_phrases import after_date, dated_phrase
from policyparse.targets.dealt import deal_tasks
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.due import handed_in
from policyparse.targets.judge import promises_task
from policyparse.targets.linked import is_linked, names_whom
from policyparse.targets.nouns import Part, strip_left
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase
from policyparse.targets.reach import GOING_TO, heads_list, reaches_on
from policyparse.targets.sending import is_sent_to
from policyparse.targets.sentences import split
from policyparse.targets.tasks import task
from policyparse.targets.verbs import verb_at
from policyparse.targets.when import When

_EDITION = re.compile(r"[一-龥]{0,4}(?:度|版|级|届)")
_OF_THAT_YEAR = re.compile(  # 2023年…任务|应当…
    r"[^，]{1,30}(?:任务|工作|目标|资金|项目|计划|指标|情况)(?:应当?|须|要|由|均|已)"
)
_YEARS_WORK = re.compile(  # 2023年|秸秆禁烧工作, 2017年|是换届之年
    r"是.*|新[一-龥]{2,8}(?:项目|企业|工程)"
    r"|(?![在以对要将从由起，])[^，]{0,40}"
    r"(?:工作|任务|目标|令|计划|实事|要求|部署|情况|报告|项目|安排|重点|行动)"
)
_NOT_BY_THEN = re.compile(r"(?:仍|尚)?未")  # 2022年底未完成任务的县
_SO_LONG_BEFORE = re.compile(  # 到期前1个月|提出
    r"前(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|日|天|月|年|周)"
)
_CASE = re.compile(r"[^，]{3,60}的")  # 虚报人数的，|取消资格
_PENALTY = re.compile(  # 整改不到位的|取消称号
    r"[^，]{2,24}的(?:，|依法|一律|将|予以|给予){0,2}(?:取消|撤销|移出|不得|不予|暂停|收回|追回|责令|约谈|通报|处以|追究)"
)
_TOLD_OF_ALL = ("凡", "现将", "现就")  # 凡在6月1日前竣工的工程; 现将2023年任务分解下达
_NO_OBJECT = "（以"  # 组织实施（5月至11月）: a heading; 以玩具为|试点
_FAR_LEAD = 160
_LEADS = 3  # characters before a date that leads its segment
_YEAR_LEADS = 4
_SHORTEST = 5
_SHORTEST_OBJECT = 2


def dated_tasks(sentence: Sentence, counted: list[Draft]) -> list[Draft]:
    """Targets without a quantity: what a deadline of the same sentence says is to be done.

    Args:
        sentence: The sentence.
        counted: Its targets with a quantity; what they say is to be done is not said again.
    """
    out = handed_in(sentence)
    counted = [*counted, *out]
    for seg in _dated_parts(sentence):
        if any(_stands_in(sentence, d, seg) for d in counted):
            continue
        when = sentence.when_for(seg[1] - 1)
        if when is None or when.is_open or not _reaches(sentence, when, seg):
            continue
        phrase = dated_phrase(sentence, seg)
        if phrase is None or not _is_task(sentence, seg, when, phrase, counted):
            continue
        out += _drafts(sentence, seg, when, phrase)
    return out


def _is_task(sentence: Sentence, seg: Part, when: When, phrase: Phrase, counted: list[Draft]) -> bool:
    """Whether an action with its object is a task of its own, and not said of a quantity beside it."""
    what = phrase.object
    if any(d.amount and d.when is when and d.amount.end <= when.start for d in counted) and is_light(
        sentence.text, phrase
    ):
        return False  # 对60户危房，|8月底前完成改造: what is done to the quantity before
    if what is None:
        who = sentence.text[seg[0] : when.start].rstrip(GOING_TO)  # 5日内办结, 市水利局将于6月底前|统一通报
        leads = when.within is not None or (when.date is not None and (len(who) < _LEADS or is_body(who)))
        return leads and all(d.when is not when for d in counted)  # not 普及率提高到95%，2024年底前完成
    if what[1] - what[0] < _SHORTEST_OBJECT or sentence.text[what[0]] in _NO_OBJECT:
        return False
    if any(d.when is when and _counts(sentence, d, what) for d in counted):
        return False  # 新增床位200张，6月底前|投入使用: said of the quantity
    copies = is_sent_to(sentence.text, phrase) and any(d.amount and d.when is when for d in counted)
    return not copies  # 将申报书（一式2份），寄送至…


def _counts(sentence: Sentence, draft: Draft, what: Part) -> bool:
    """Whether a quantity counts the things that an object names, rather than what a bracket in it adds."""
    at = draft.amount.number_at if draft.amount else -1
    return what[0] <= at < what[1] and sentence.depth[at] == sentence.depth[what[0]]


def _drafts(sentence: Sentence, seg: Part, when: When, phrase: Phrase) -> list[Draft]:
    body = (after_date(sentence, seg), seg[1])
    if parts := _predicates(sentence, body):
        return [_draft(sentence, part, when, min(when.start, part[0])) for part in parts]
    start = min(when.start, seg[0]) if seg[0] - when.end < _FAR_LEAD else seg[0]
    return deal_tasks(sentence, seg, Draft(start, seg[1], phrase.action, phrase.object, None, None, when, body[0]))


def _draft(sentence: Sentence, part: Part, when: When, start: int) -> Draft:
    phrase = task(sentence.text, *part)
    action, what = (phrase.action, phrase.object) if phrase else (None, None)
    return Draft(start, part[1], action, what, None, None, when, part[0])


def _predicates(sentence: Sentence, seg: Part) -> list[Part]:
    """A基本建立、B全面实施、C明显提升: several goals in one segment, each with its own predicate."""
    parts = [(seg[0] + a, seg[0] + b) for a, b in split(sentence.text[slice(*seg)], "、", sentence.depth[slice(*seg)])]
    each = all(b - a >= _SHORTEST and CLOSING.search(sentence.text[a:b]) for a, b in parts)
    return parts if len(parts) > 1 and each else []


def _stands_in(sentence: Sentence, draft: Draft, seg: Part) -> bool:
    """Whether a target's own words are those of a segment; its thing may have been named before.

    What a bracket adds (名单（每县不超过3家）报送我厅) leaves room for what the segment itself says.
    """
    at = draft.amount.number_at if draft.amount else draft.start
    if draft.amount and draft.amount.comparator != "eq" and sentence.depth[at] > sentence.depth[seg[0]]:
        return False
    return seg[0] <= at < seg[1] or seg[0] <= draft.verb_at < seg[1]


def _reaches(sentence: Sentence, when: When, seg: Part) -> bool:
    """Whether a deadline says of a segment that it is to be done by then."""
    text = sentence.text
    if text.startswith(_TOLD_OF_ALL, seg[0]) or _NOT_BY_THEN.match(text, when.end) or not _is_due(sentence, when, seg):
        return False
    if when.start > seg[0] and when.end >= seg[1] - 1 and len(sentence.segments) > 1:
        return False  # the date alone fills the segment
    if seg[1] < len(text) - 1 and (text.endswith("后", *seg) or names_whom(text, *seg)):
        return False
    if when.recurrence and not when.month_day and sentence.is_told(seg[0]):
        return False
    own = any(seg[0] <= w.start < seg[1] for w in sentence.whens)
    if not own and not _goes_on(sentence, when, seg):
        return False
    return promises_task(text, seg, when, sentence.issued)


def _goes_on(sentence: Sentence, when: When, seg: Part) -> bool:
    """Whether a deadline goes on into a segment that has none of its own."""
    words = sentence.text[slice(*seg)]
    if len(words) < _SHORTEST or _PENALTY.match(words) or is_linked(words) or _SO_LONG_BEFORE.search(words):
        return False
    if any(when.end <= a < seg[0] and _CASE.fullmatch(sentence.text, a, b) for a, b in sentence.segments):
        return False
    return reaches_on(sentence, when, seg)


def _is_due(sentence: Sentence, when: When, seg: Part) -> bool:
    """Whether a time is one by which something is done: a year without more (2019年修订…) is so at some places."""
    if not when.bare or heads_list(sentence, when, seg[0]):
        return True
    return _is_due_year(sentence, seg if when.start >= seg[0] else sentence.segment_at(when.start), when)


def _is_due_year(sentence: Sentence, seg: Part, when: When) -> bool:
    """A bare year is a deadline at the head of its segment, for a year not yet over."""
    text = sentence.text
    if when.date is None or (sentence.issued is not None and when.date.year < sentence.issued.year):
        return False
    if when.start - seg[0] > _YEAR_LEADS or not text.startswith("年", when.end - 1):
        return False
    doing = strip_left(text, when.end, seg[1])
    work = _YEARS_WORK.fullmatch(text, doing, seg[1])
    if work and (text[doing] == "新" or not verb_at(text, doing, seg[1])):
        return False
    return not (_EDITION.match(text, when.end, when.end + 2) or _OF_THAT_YEAR.match(text, when.end, seg[1]))


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
