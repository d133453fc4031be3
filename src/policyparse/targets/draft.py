"""One sentence → drafts of its targets: which quantity, which verb and object, which deadline."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from policyparse.lexicon.units import MONEY
from policyparse.lexicon.verbs import CLOSING, VERB
from policyparse.targets.bodies import find_subject
from policyparse.targets.deadlines import When, deadlines_of
from policyparse.targets.judge import Candidate, lies_ahead, promises_task, stands_alone, why_not
from policyparse.targets.phrases import Phrase, around, core, subject_of, task
from policyparse.targets.distribution import distribution
from policyparse.targets.quantities import Amount, find_amounts
from policyparse.targets.sentences import depths, segments, split


@dataclass(frozen=True, slots=True)
class Draft:
    """A target on its way; offsets into the paragraph's text.

    Attributes:
        start: Where the evidence begins.
        end: Where it ends.
        action: The verb, as written.
        object: Where the object stands, or None.
        amount: The quantity, or None.
        per: What it is distributed over.
        when: The deadline of its own sentence, or None.
        verb_at: Where its predicate begins; its subject stands before.
    """

    start: int
    end: int
    action: str | None
    object: tuple[int, int] | None
    amount: Amount | None
    per: str | None
    when: When | None
    verb_at: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    depth: list[int]
    segments: list[tuple[int, int]]
    whens: list[When]
    amounts: list[Amount]
    issued: date | None


def drafts(text: str, start: int, end: int, issued: date | None, year: int | None) -> tuple[list[Draft], list[When]]:
    """The targets of the sentence `text[start:end]`, and its time expressions; all offsets into `text`."""
    body = text[start:end]
    depth = depths(body)
    whens = deadlines_of(body, issued, year)
    sentence = _Sentence(body, depth, segments(body, depth), whens, [], issued)
    amounts = [a for a in find_amounts(body) if not _taken(body, a, whens)]
    sentence = replace(sentence, amounts=amounts)
    found = _with_amounts(sentence)
    found += _tasks(sentence, found)
    found = [_with_subject(sentence, d) for d in sorted(found, key=lambda d: (d.verb_at, d.start))]
    return [_moved(d, start) for d in found], whens


def _with_subject(sentence: _Sentence, draft: Draft) -> Draft:
    """The evidence begins with the body that has to act, where that stands in an earlier segment nearby."""
    named = find_subject(sentence.text, 0, len(sentence.text), draft.verb_at)
    first = min((part[0] for part, _ in named), default=draft.start)
    return replace(draft, start=first) if first < draft.start and draft.end - first <= 100 else draft


def _taken(text: str, amount: Amount, whens: list[When]) -> bool:
    """Whether a number belongs to a time expression, or to a 每三年."""
    if re.search(r"每$", text[: amount.number_at]) and amount.unit in ("年", "月", "个月", "周", "天", "日"):
        return True
    return any(w.start <= amount.number_at < w.end for w in whens)


def _when_for(sentence: _Sentence, at: int) -> When | None:
    """The deadline that covers a place: the last one before it; a limit or a recurrence reaches to the next semicolon."""
    best: When | None = None
    for when in sentence.whens:
        if when.start > at:
            break
        if when.begins or not lies_ahead(when.date, sentence.issued):
            continue
        gap = sentence.text[when.end : at]
        if when.date is None and "；" in gap and not sentence.depth[when.start]:
            continue
        best = when
    if best is None:
        seg = next(((a, b) for a, b in sentence.segments if a <= at < b), (at, at))
        later = [w for w in sentence.whens if w.start > at and not w.begins and not w.bare and w.date is not None]
        if later and (later[0].start < seg[1] or len(sentence.whens) == 1):
            best = later[0] if lies_ahead(later[0].date, sentence.issued) else None
    return best


def _items(sentence: _Sentence, seg: tuple[int, int], amounts: list[Amount]) -> list[tuple[int, int]]:
    """The list items of a segment where each holds a quantity of its own (建设10个A、5个B); else the segment."""
    a, b = seg
    merged: list[tuple[int, int]] = []
    for part in ((a + x, a + y) for x, y in split(sentence.text[a:b], "、＋+", sentence.depth[a:b])):
        has = any(part[0] <= x.number_at < part[1] for x in amounts)
        before_has = bool(merged) and any(merged[-1][0] <= x.number_at < merged[-1][1] for x in amounts)
        if merged and not (has and before_has):
            merged[-1] = (merged[-1][0], part[1])
        else:
            merged.append(part)
    return merged


def _with_amounts(sentence: _Sentence) -> list[Draft]:
    out: list[Draft] = []
    inherited: Phrase | None = None
    for k, seg in enumerate(sentence.segments):
        promised = _promised(sentence, seg)
        before = next((x for x in reversed(sentence.segments[:k]) if not _SETTING.match(sentence.text[slice(*x)])), None)
        for item in _items(sentence, seg, promised):
            inside = [x for x in promised if item[0] <= x.number_at < item[1]]
            for n, amount in enumerate(inside):
                when = _when_for(sentence, amount.number_at)
                stop = inside[n + 1].start if n + 1 < len(inside) else item[1]
                left = inside[n - 1].end if n and amount.start >= inside[n - 1].end else item[0]
                left = max([left, *(w.end for w in sentence.whens if w.end <= amount.start and w.start >= seg[0] and not w.recurrence)])
                phrase = around(sentence.text, (left, item[1]), amount, stop, inherited)
                phrase = _completed(sentence, seg, item, amount, phrase, inherited, before, promised)
                if phrase.action or phrase.object:
                    inherited = phrase
                per = amount.per or distribution(sentence.text[seg[0] : amount.start]) or _each(sentence, seg, amount)
                if when and when.recurrence and amount.unit in MONEY and amount.number_at - when.end <= 2:
                    when = None  # 每月1000元: a rate, not a duty that comes round
                if not out and stands_alone(amount, phrase, per, when):
                    continue
                out.append(_draft(sentence, seg, item, amount, phrase, per, when))
    return out


def _promised(sentence: _Sentence, seg: tuple[int, int]) -> list[Amount]:
    """The quantities of a segment that are promises."""
    inside = [x for x in sentence.amounts if seg[0] <= x.number_at < seg[1]]
    out = []
    if _looks_back(sentence, seg):
        return []
    for k, amount in enumerate(inside):
        when = _when_for(sentence, amount.number_at)
        dated = when is not None and (when.date is not None or when.start >= seg[0])
        later = k + 1 < len(inside)
        if why_not(Candidate(sentence.text, seg, amount, sentence.depth[amount.number_at], dated, later)) is None:
            out.append(amount)
    return out


def _looks_back(sentence: _Sentence, seg: tuple[int, int]) -> bool:
    """Whether the last date before a segment lies before the notice: what follows it is history."""
    before = [w for w in sentence.whens if w.start < seg[1] and w.date is not None]
    return bool(before) and not lies_ahead(before[-1].date, sentence.issued)


_SETTING = re.compile(r"(?:在|按|根据|如|若|经|由|以|为)[一-龥]")
_UNDER = re.compile(r"^(?:并)?(?:可)?(?:按照?|由|在|依照|依据|给予|予以|每[一-龥]{1,5}最高)")


def _completed(
    sentence: _Sentence,
    seg: tuple[int, int],
    item: tuple[int, int],
    amount: Amount,
    phrase: Phrase,
    inherited: Phrase | None,
    before: tuple[int, int] | None,
    promised: list[Amount],
) -> Phrase:
    """What a quantity lacks it takes from its neighbours: the item or segment before, or the last item of its list."""
    action, what, start = phrase.action, phrase.object, phrase.start
    if inherited is not None and item[0] > seg[0] and what is not None and what[0] >= amount.end:
        start = min(start, inherited.start)
    if action is None and inherited is not None and item[0] > seg[0] and what is not None and what[0] >= amount.end:
        action = inherited.action
    if what is None or (inherited is not None and what == inherited.object):
        last = promised[-1]
        if last.start > amount.start and sentence.text[last.end : last.end + 1] == "的":
            what = core(sentence.text, last.end, seg[1]) or what
    lead = sentence.text[before[0] : before[1]] if before else ""
    under = bool(_UNDER.match(sentence.text[seg[0] : seg[1]]))
    fronted = lead.startswith(("对", "将")) and under and amount.unit == "%"
    bare = what is None and (under or amount.start - seg[0] <= 5) and not (inherited and before and inherited.start >= before[0])
    if before is not None and (fronted or bare):
        a = before[0] + (2 if sentence.text.startswith("对于", before[0]) else sentence.text[before[0]] in "对将")
        what = (a, before[1])
    inner = next((w for w in sentence.whens if item[0] < w.start < amount.start and not w.recurrence), None)
    if what is None and inner is not None:
        what = subject_of(sentence.text, item[0], inner.start)  # 覆盖率2020年达到40%
    if what is None and inherited is not None:
        what = inherited.object
    return Phrase(action, what, start)


_EACH_SUBJECT = re.compile(r"^(?:由|支持|要求|确保)?各(?P<who>[一-龥]{1,8}?(?:（[^（）]{1,8}）)?)(?:要|应|须|每|都|均|可|重点|至少|在|选|报|建|设|培|配|新|原则|安排|推|举|开|组|确|以|，)")


def _each(sentence: _Sentence, seg: tuple[int, int], amount: Amount) -> str | None:
    """14个市州各建1所, 各县区至少1个: distributed over the subject."""
    before = sentence.text[seg[0] : amount.start]
    if m := re.search(r"\d+个(?P<who>[一-龥]{1,6}?)各[一-龥]{0,6}$", before):
        return m["who"]
    m = _EACH_SUBJECT.match(before) or _EACH_SUBJECT.match(sentence.text)
    if m and amount.unit not in ("%", "元") and m["who"] not in ("级", "类", "级各类学校", "级各类", "有关部门"):
        return m["who"]
    if before.endswith("各") and (m := re.search(r"每(?:个|支|所)?(?P<who>[一-龥]{1,6}?)(?:报|选|推)", sentence.text)):
        return m["who"]
    return None


def _draft(
    sentence: _Sentence, seg: tuple[int, int], item: tuple[int, int], amount: Amount, phrase: Phrase, per: str | None, when: When | None
) -> Draft:
    """The evidence runs from the verb (or the indicator) to the end of what is counted."""
    points = [amount.start, amount.end]
    if phrase.object:
        points += phrase.object
    begin = min(seg[0], phrase.start, *points)
    finish = max(amount.end, phrase.object[1] if phrase.object else 0, min(item[1], max(points)))
    if phrase.object and phrase.object[0] >= amount.end and item[1] - phrase.object[1] <= 6:
        finish = item[1]
    return Draft(begin, finish, phrase.action, phrase.object, amount, per, when, max(seg[0], phrase.start))


def _far_off(sentence: _Sentence, when: When, seg: tuple[int, int]) -> bool:
    """A date for one step reaches three segments on, no further; a goal (到2025年) reaches to the sentence's end."""
    goal = when.kind == "plan" or sentence.text[when.start] in "到至" or when.within is not None
    return not goal and sum(when.end < a <= seg[0] for a, _ in sentence.segments) > 3


def tasks_under(text: str, start: int, end: int) -> list[Draft]:
    """The tasks of a sentence whose date stands in its clause's heading (（一）申报阶段（3月1日—15日））."""
    body = text[start:end]
    out = []
    for a, b in segments(body):
        named = find_subject(body, 0, len(body), b)
        phrase = task(body, a, b)
        if phrase is None or phrase.object is None or _LINKED.match(body[a:b]) or b - a < 8:
            continue
        first = VERB.match(body, phrase.start)
        if first or any(a <= part[0] < b for part, _ in named):
            out.append(Draft(a + start, b + start, phrase.action, (phrase.object[0] + start, phrase.object[1] + start), None, None, None, a + start))
    return out


_LINKED = re.compile(
    r"^(?:也|可|必要时|并|以及|从而|为|使|不断|切实|因|如|若|对于|根据|按照|围绕|通过|结合|以|经|利用|依托|借助|凭借|其中|包括|由于|凡|未|除|含|例如|即|原则上由|具体|重点是|逐步|坚决|最大限度)"
    r"|^(?:在|对|随着|当)[^，]*(?:中|上|下|内|时|后|前|方面|期间|过程|基础)$"
)


def _tasks(sentence: _Sentence, with_amounts: list[Draft]) -> list[Draft]:
    """Targets without a quantity: what a deadline of the same sentence says is to be done."""
    out: list[Draft] = []
    covered = [(d.start, d.end) for d in with_amounts]
    for seg in _dated_parts(sentence):
        if any(a < seg[1] and seg[0] < b for a, b in covered):
            continue
        when = _when_for(sentence, seg[1] - 1)
        if when is None or (when.start > seg[0] and when.end >= seg[1] - 1 and len(sentence.segments) > 1):
            continue
        if when.bare and when.start >= seg[0] and not _bare_ok(sentence, seg, when):
            continue
        inner = [w for w in sentence.whens if seg[0] <= w.start < seg[1]]
        a = max([seg[0], *(w.end for w in inner if w.start - seg[0] <= 12 and not VERB.match(sentence.text, seg[0], w.start))])
        words = sentence.text[seg[0] : seg[1]]
        if not inner and not when.recurrence and _far_off(sentence, when, seg):
            continue
        if not promises_task(words, when, sentence.issued) or (not inner and (_LINKED.match(words) or seg[1] - seg[0] < 5)):
            continue
        phrase = task(sentence.text, a, seg[1])
        if phrase is None or phrase.object is None or phrase.object[1] - phrase.object[0] < 2:
            continue
        if parts := _predicates(sentence, (a, seg[1])):
            for part in parts:
                out.append(Draft(min(when.start, part[0]), part[1], *_of(task(sentence.text, *part)), None, None, when, part[0]))
            continue
        begin = min(when.start, seg[0]) if seg[0] - when.end < 160 else seg[0]
        out.append(Draft(begin, seg[1], phrase.action, phrase.object, None, None, when, a))
    return out


def _dated_parts(sentence: _Sentence) -> list[tuple[int, int]]:
    """The segments, cut where a list item begins with a date of its own (每年7月底前完成A、11月底前完成B)."""
    out: list[tuple[int, int]] = []
    cuts = {w.start for w in sentence.whens if w.start and sentence.text[w.start - 1] == "、" and not sentence.depth[w.start]}
    for a, b in sentence.segments:
        for cut in sorted(c for c in cuts if a < c < b):
            out.append((a, cut - 1))
            a = cut
        out.append((a, b))
    return out


def _of(phrase: Phrase | None) -> tuple[str | None, tuple[int, int] | None]:
    return (phrase.action, phrase.object) if phrase else (None, None)


def _predicates(sentence: _Sentence, seg: tuple[int, int]) -> list[tuple[int, int]]:
    """A基本建立、B全面实施、C明显提升: several goals in one segment, each with its own predicate."""
    parts = [(seg[0] + a, seg[0] + b) for a, b in split(sentence.text[slice(*seg)], "、", sentence.depth[slice(*seg)])]
    if len(parts) > 1 and all(b - a >= 5 and CLOSING.search(sentence.text[a:b]) for a, b in parts):
        return parts
    return []


def _bare_ok(sentence: _Sentence, seg: tuple[int, int], when: When) -> bool:
    """A bare year (2019年修订…) is a deadline at the head of its segment, for a year not yet over."""
    if when.date is None or (sentence.issued is not None and when.date.year < sentence.issued.year):
        return False
    head = sentence.text[seg[0] : when.start]
    return len(head) <= 4 and not re.match(r"[一-龥]{0,4}(?:度|版|级|届)", sentence.text[when.end : when.end + 2]) and sentence.text[when.end - 1] == "年"


def _moved(d: Draft, by: int) -> Draft:
    """The same draft with offsets into the paragraph."""
    amount = d.amount and replace(d.amount, start=d.amount.start + by, end=d.amount.end + by, number_at=d.amount.number_at + by)
    when = d.when and replace(d.when, start=d.when.start + by, end=d.when.end + by)
    what = d.object and (d.object[0] + by, d.object[1] + by)
    return replace(d, start=d.start + by, end=d.end + by, object=what, amount=amount, when=when, verb_at=d.verb_at + by)
