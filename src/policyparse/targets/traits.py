"""What speaks for a target, and against it: the words around it, and what the rules found where."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from policyparse.lexicon.units import COUNT, MEASURE, MONEY, RATIO, TIME
from policyparse.nlp import words_of
from policyparse.targets.draft import Draft
from policyparse.targets.inherit import Place
from policyparse.targets.sentences import depths, sentences
from policyparse.targets.verbs import is_sure
from policyparse.targets.when import When

_CLASSES = {"count": COUNT, "measure": MEASURE, "money": MONEY, "ratio": RATIO, "time": TIME}
_NEAR = 3
_SIGNS = {
    "modal": ("要", "应", "须", "必须", "不得", "力争", "确保", "争取", "请"),
    "past": ("已", "了", "共", "目前", "现有", "累计", "同比", "截至", "以来", "去年"),
    "condition": ("条件", "具有", "具备", "符合", "申报", "年满", "申请人", "参赛", "报名"),
    "penalty": ("扣", "罚", "处以", "取消", "不合格", "违反", "逾期"),
    "points": ("得分", "满分", "总分", "分值", "计分"),
    "defines": ("是指", "所称", "视为"),
    "format": ("一式", "字数", "时长", "页数", "像素", "视频", "装订"),
    "consists": ("组成", "下设", "分为", "任期", "阶段"),
}
_FORMS = {
    "part": ("季度", "上半年", "下半年", "年内"), "by": ("前", "底", "末", "内"), "during": ("期间", "时期"),
}
_REASONS = ("为", "根据", "按照", "依据", "现将", "经", "结合", "在", "依托", "抓住", "抢抓", "利用")
_THEMES = {
    "goal": ("目标", "任务", "指标"), "measure": ("措施", "支持", "保障", "实施", "建设", "推进", "加强"),
    "who": ("条件", "对象", "范围", "资格", "要求"), "told": ("情况", "背景", "形势", "成效", "基础"),
    "points": ("评分", "标准", "考核", "办法"), "report": ("报送", "申报", "程序", "时间", "安排", "步骤"),
}


def traits(text: str, draft: Draft, place: Place | None, headings: Sequence[str]) -> Iterator[str]:
    """The traits of a draft.

    Args:
        text: Its paragraph.
        draft: The target on its way; its offsets are those of `text`.
        place: The deadline it takes.
        headings: The heading of its clause, and those of the clauses above.
    """
    at, end = (draft.amount.start, draft.amount.end) if draft.amount else (draft.verb_at, draft.end)
    a, b = next(((a, b) for a, b in sentences(text) if a <= at < b), (0, len(text)))
    kind = "count" if draft.amount else "task"
    yield kind
    yield from (f"{kind}:{x}" for x in _of_parts(draft, text))
    yield from (f"{kind}:{x}" for x in _of_date(draft, place))
    if draft.when is not None:
        yield from (f"{kind}:{x}" for x in _of_its_words(text, (a, b), draft.when, draft.verb_at))
    yield from _of_amount(draft, depths(text[a:b])[at - a] if at < b else 0)
    yield from _of_words(text, (a, b), (at, end), kind)
    yield from (f"{kind}:under {name}" for name, heads in _THEMES.items() if _any(heads, headings[:2]))
    if not headings:
        yield f"{kind}:under none"


def _any(words: Iterable[str], texts: Sequence[str]) -> bool:
    return any(word in text for word in words for text in texts)


def _of_parts(draft: Draft, text: str) -> Iterator[str]:
    """Verb and object."""
    if draft.action is None:
        yield "no verb"
    else:
        yield "sure verb" if is_sure(draft.action) else "verb"
        yield f"verb={draft.action}"
    if draft.object is None:
        yield "no object"
        return
    size = draft.object[1] - draft.object[0]
    yield f"object {next((n for n in (1, 3, 8, 16, 30) if size <= n), 9999)}"
    what = text[slice(*draft.object)]
    yield f"object ends {what[-1:]}"
    if any(c in what for c in "，；："):
        yield "object runs on"
    if any(c.isdigit() for c in what):
        yield "object has digits"
    if draft.amount and what[:1]:
        yield "object after" if draft.object[0] >= draft.amount.end else "object before"
    if draft.end - draft.start > 60:
        yield "long"


def _of_date(draft: Draft, place: Place | None) -> Iterator[str]:
    """Where the deadline comes from, and what it is."""
    if place is None:
        yield "no date"
        return
    when = place.when
    what = "day" if when.date else "often" if when.recurrence else "within" if when.within else "bare"
    yield f"date {place.source}"
    yield f"date {what}"
    yield f"date {place.source} {what}"
    if draft.when is not None and when.date is not None and not when.dated:
        yield "year guessed"
    if draft.when is not None and draft.amount is None:
        yield f"date is {when.kind}"


def _of_its_words(text: str, sentence: tuple[int, int], when: When, verb: int) -> Iterator[str]:
    """How the date of its own sentence is worded, and how near it stands to what is to be done."""
    raw = text[when.start : when.end]
    form = next((name for name, signs in _FORMS.items() if raw.endswith(signs)), None)
    form = form or ("to" if raw[0] in "到至" else "often" if raw[0] == "每" else "bare" if when.bare else "plain")
    yield f"date form {form}"
    before, after = text[sentence[0] : when.start], text[when.end : when.end + 1]
    leads = not before or before[-1] in "，；："
    yield f"date {'opens' if not before else 'leads' if leads else 'inside'}"
    yield f"date before {after if after in ('，', '的', '度', '、') else 'word'}"
    yield f"date {form} {'leads' if leads else 'inside'} before {'comma' if after == '，' else 'word'}"
    if verb < when.start:
        yield "date follows"
        return
    between = text[when.end : verb]
    yield f"date {next((n for n in (1, 4, 12, 30) if len(between) <= n), 9999)} away"
    marks = sum(c in "，；" for c in between)
    yield f"date {min(marks, 3)} segments away"
    yield f"date {form} {min(marks, 2)} segments away"
    if before.startswith(_REASONS) or text.startswith(_REASONS, sentence[0]):
        yield "sentence gives reasons"


def _of_amount(draft: Draft, depth: int) -> Iterator[str]:
    x = draft.amount
    if x is None:
        return
    unit = next((f"unit {name}" for name, units in _CLASSES.items() if x.unit in units), "unit none")
    yield unit
    where = "none" if draft.object is None else "after" if draft.object[0] >= x.end else "before"
    how = "no" if draft.action is None else "sure" if is_sure(draft.action) else "other"
    yield f"{unit}, {how} verb, object {where}"
    yield f"unit={x.unit}"
    yield f"comparator {x.comparator}"
    yield "spelled" if x.chinese else "digits"
    yield "per" if draft.per else "whole"
    if x.chinese and x.value == 1:
        yield "spelled one"
    if depth:
        yield "in brackets"


def _of_words(text: str, sentence: tuple[int, int], amount: tuple[int, int], kind: str) -> Iterator[str]:
    """The words around the quantity, and signs of mood in its sentence, before and after it."""
    a, b = sentence
    s = max(text.rfind(mark, a, amount[0]) for mark in "，；：") + 1 or a
    e = min((k for k in (text.find(mark, amount[1], b) for mark in "，；") if k >= 0), default=b)
    cut = words_of(text[a:b])  # shared with the rules
    left, right = _words_in(cut, s - a, amount[0] - a), _words_in(cut, amount[1] - a, e - a)
    for side, near in (("left", left[::-1][:_NEAR]), ("right", right[:_NEAR])):
        yield from (f"{kind}:{side}{k}={w}" for k, w in enumerate(near) if not w[0].isdigit())
        if not near:
            yield f"{kind}:{side} nothing"
    yield from (f"{kind}:has {w}" for w in sorted({*left, *right}) if len(w) > 1 and not w[0].isdigit())
    for name, signs in _SIGNS.items():
        if any(text.find(sign, a, b) >= 0 for sign in signs):  # seldom
            yield from (f"{kind}:{name} here" for _ in range(_any(signs, [text[s:e]])))
            yield from (f"{kind}:{name} before" for _ in range(_any(signs, [text[a:s]])))
            yield from (f"{kind}:{name} after" for _ in range(_any(signs, [text[e:b]])))
    yield f"{kind}:sentence {next((n for n in (20, 40, 80, 160) if b - a <= n), 9999)}"


def _words_in(cut: Sequence[tuple[str, int, int]], start: int, end: int) -> list[str]:
    """The words of a stretch; those that reach over its bounds are shortened."""
    first, last = bisect_right(cut, start, key=itemgetter(2)), bisect_left(cut, end, key=itemgetter(1))
    out = [word for word, _, _ in cut[first:last]]
    if out:
        out[-1] = out[-1][: end - cut[last - 1][1]]
        out[0] = out[0][max(0, start - cut[first][1]) :]
    return out
