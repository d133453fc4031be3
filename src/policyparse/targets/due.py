"""Times that a clause names apart from its tasks: a line 完成时限：…, a phase's heading, a time for handing in."""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from policyparse.targets.bodies import find_subject
from policyparse.targets.deadlines import find_deadlines
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.duties import read_duties
from policyparse.targets.judge import lies_ahead
from policyparse.targets.linked import is_linked
from policyparse.targets.nouns import Part
from policyparse.targets.sentences import segments
from policyparse.targets.tasks import task
from policyparse.targets.verbs import verb_at
from policyparse.targets.when import When

_DUE = re.compile(r"(?:完成|办结|整改|推进|落实|办理)(?:时限|期限|时间|节点)(?:要求)?[：:∶]")
_LINE_END = re.compile(r"[；。）]")
_LABELLED = re.compile(r"[（(]?[一-龥]{0,6}(?:单位|部门|领导|人|时限|期限|时间|处室|科室|主体|形式|电话)[：:∶]")
_HANDED_IN = re.compile(r"申报|填报|报名|报送|受理|提交|推荐|上报|征集|投稿|注册|缴费")
_PAPERS = re.compile(r"(填报|报送|提交|上报)(?!时|日|期)([一-龥]{2,16})$")
_TIME_IS = re.compile(  # 报名的截止时间为|6月30日
    rf"(?:^|[，；。：、])(?P<what>[^，；。：]{{0,24}}?(?:{_HANDED_IN.pattern})[^，；。：]{{0,12}}?)的?"
    r"(?:截止|受理|起止|开放|提交|结束)?(?:时间|日期|期限)(?:截止|截至|为|是|：){0,2}$"
)
_SHORTEST = 6
_MAY_SAY_WHEN = re.compile(r"[（【〔\[][^。]{0,300}?[年月日前底内][^。]{0,6}(?:完成|办结|落实|出台|到位|建成)")
_OPENS = "（【〔["
_DONE_THEN = re.compile(r"(?:(?:要|应|须|需)?(?:基本|全部|全面)?(?:完成|办结|落实|出台|到位|建成))")


def due_of(text: str, issued: date | None, year: int | None) -> When | None:
    """The time that a line or a bracket gives for its clause's task: 完成时限：2024年6月底."""
    label = _DUE.search(text)
    if label is None:
        return next((when for _, when in due_brackets(text, issued, year)), None)
    stop = _LINE_END.search(text, label.end())
    end = stop.start() if stop else len(text)
    whens = find_deadlines(text[label.end() : end], issued, year)
    due = [w for w in whens if w.date is not None and not w.begins and lies_ahead(w.date, issued)]
    return replace(due[-1], start=due[-1].start + label.end(), end=due[-1].end + label.end()) if due else None


@lru_cache(maxsize=64)
def due_brackets(text: str, issued: date | None, year: int | None) -> tuple[tuple[Part, When], ...]:
    """The brackets that say who answers for what stands before them, and by when: （省教育厅牵头，2026年6月底前完成）.

    Such a bracket names a time and a doing, but no task of its own. Offsets of the times are those of `text`.
    """
    if _MAY_SAY_WHEN.search(text) is None:
        return ()
    out: list[tuple[Part, When]] = []
    for a, b in (duty.part for duty in read_duties(text)):
        whens = find_deadlines(text[a:b], issued, year) if text[a] in _OPENS else ()
        due = [w for w in whens if w.date and not w.begins and _DONE_THEN.match(text, a + w.end)]
        if due and lies_ahead(due[-1].date, issued):
            out.append(((a, b), replace(due[-1], start=due[-1].start + a, end=due[-1].end + a)))
    return tuple(out)


def is_line(text: str) -> bool:
    """Whether a sentence is a line of labels (牵头部门：…, 完成时限：…, 责任人：…) that says nothing to do itself."""
    return _LABELLED.match(text) is not None


def tasks_under(text: str, start: int, end: int) -> list[Draft]:
    """The tasks of a sentence whose date stands in its clause's heading (（一）申报阶段（3月1日—15日））."""
    body = text[start:end]
    out = []
    for a, b in segments(body):
        phrase = task(body, a, b)
        if phrase is None or phrase.object is None or is_linked(body[a:b]) or b - a < _SHORTEST:
            continue
        named = find_subject(body, 0, len(body), b)
        if verb_at(body, phrase.start) or any(a <= part[0] < b for part, _ in named):
            out.append(Draft(a, b, phrase.action, phrase.object, None, None, None, a).moved(start))
    return out


def handed_in(sentence: Sentence) -> list[Draft]:
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
