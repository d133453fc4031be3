"""What a sentence deals out one by one: A、B分别达到65%和55%; 2025年、2030年分别为24%、30%; 分别于6月、9月完成A、B."""
from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from policyparse.targets.distribution import distribution
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.nouns import Part
from policyparse.targets.quantities import Amount
from policyparse.targets.sentences import depths
from policyparse.targets.when import When

_ONE_BY_ONE = re.compile(r"分别|依次")
_EACH = re.compile(r"每(?!年|个?月|周|天|日)")
_AND = re.compile(r"、|(?<![饱总共])和(?![谐平解])|(?<!参)与(?!会)|(?<![普涉危])及(?![时格其])|以及")
_JOINED = re.compile(rf"(?:{_AND.pattern})(?:的|再)?")
_ATTRIBUTE = re.compile(r"(?:总数量?|数量|人数|数|总量)$")
_MEASURED = re.compile(r"(?:[率量数额值]|比例|比重|占比|水平|面积|[强浓密]度|规模|时间|时限|期限|周期)$")
_WHICH = re.compile(r"(?:上|下)?半年度?|年度|季度|月度|年中|阶段性?|初步|中期")
_SHORTEST = 2
_FEW = 2  # 化学需氧量、氨氮、氮氧化物减排量 are three things
_WHOLE = 100


def deal(sentence: Sentence, seg: Part, drafts: list[Draft], before: list[Draft]) -> list[Draft]:
    """The drafts of a segment, each with its own date and thing where the sentence deals them out (分别).

    Args:
        sentence: The sentence.
        seg: The segment.
        drafts: Its drafts.
        before: Those of the segments before: 接待游客3000万人次、实现收入200亿元，分别增长10%和12%.
    """
    amounts = [d.amount for d in drafts if d.amount is not None]
    if len(amounts) < 2 or len(amounts) < len(drafts) or not _stand_in_a_row(sentence.text, amounts):
        return drafts
    whens = _dates(sentence, amounts)  # as many dates as values: they need no 分别
    if not whens and _ONE_BY_ONE.search(sentence.text, seg[0], amounts[0].start) is None:
        return drafts
    shares = [] if whens else _shares(sentence.text, seg[0], amounts)
    things = [] if whens or shares else _things(sentence.text, seg, drafts) or _things_before(seg, drafts, before)
    out = []
    for i, (draft, amount) in enumerate(zip(drafts, _compared_alike(amounts), strict=True)):
        draft = replace(draft, amount=amount, action=draft.action or drafts[0].action)
        if whens:
            draft = replace(draft, when=whens[i], start=min(draft.start, whens[0].start))
        if shares:
            draft = replace(draft, per=shares[i])
        if things:
            begins = draft.start if things[i][0] < seg[0] else max(draft.start, seg[0])
            draft = replace(draft, object=things[i], start=begins)
        out.append(draft)
    return out


def deal_tasks(sentence: Sentence, seg: Part, task: Draft) -> list[Draft]:
    """The tasks that a row of dates deals out (分别于6月、9月底前完成|方案编制、|项目招标), or the one task."""
    if task.when is None or task.object is None or not task.when.row or not _ONE_BY_ONE.search(sentence.text, *seg):
        return [task]
    things = _listed(sentence.text, *task.object)
    if len(things) != len(task.when.row):
        return [task]
    if any(_WHICH.fullmatch(sentence.text, *x) for x in things[:-1]):
        things = [task.object] * len(things)  # 分别报送|半年和年度总结
    return [replace(task, object=x, when=when) for x, when in zip(things, task.when.row, strict=True)]


def _listed(text: str, a: int, b: int) -> list[Part]:
    """The items of a list, those of brackets and quotes not counted."""
    depth = depths(text)
    level = depth[a] - (text[a] in "“《（")
    parts: list[Part] = []
    for m in _AND.finditer(text, a, b):
        if depth[m.start()] == level and m.start() - a >= _SHORTEST:
            parts.append((a, m.start()))
            a = m.end()
    return [*parts, (a, b)]


def _stand_in_a_row(text: str, amounts: list[Amount]) -> bool:
    return all(_JOINED.fullmatch(text, a.end, b.start) for a, b in pairwise(amounts))


def _shares(text: str, start: int, amounts: list[Amount]) -> list[str]:
    """As many 每… in a row as there are values: 每千名老年人、每万名老年人分别达到3人、2人."""
    at = [m.start() for m in _EACH.finditer(text, start, amounts[0].start)]
    parts = [text[a:b].rstrip("、和与及") for a, b in pairwise([*at, amounts[0].start])]
    found = [share for part in parts if (share := distribution(part))]
    return found if len(found) == len(amounts) else []


def _compared_alike(amounts: list[Amount]) -> list[Amount]:
    """不低于24%和30%, 10%和20%左右: a comparator at either end of the list goes for all."""
    first, last = amounts[0], amounts[-1]
    if any(x.comparator != "eq" for x in amounts[1:-1]):
        return amounts
    if first.start < first.number_at and first.comparator not in ("eq", "range") and last.comparator == "eq":
        return [replace(x, comparator=first.comparator) for x in amounts]
    if last.start == last.number_at and last.comparator in ("ge", "le", "approx") and first.comparator == "eq":
        return [x if _is_whole(x) else replace(x, comparator=last.comparator) for x in amounts]
    return amounts


def _is_whole(x: Amount) -> bool:
    """分别达到100%和90%以上: more than all there is none."""
    return x.unit == "%" and x.value == _WHOLE


def _dates(sentence: Sentence, amounts: list[Amount]) -> tuple[When, ...]:
    """As many dates in a row as there are values."""
    rows = [w.row for w in sentence.whens if w.end <= amounts[0].start and len(w.row) == len(amounts)]
    return rows[-1] if rows else ()


def _things_before(seg: Part, drafts: list[Draft], before: list[Draft]) -> list[Part]:
    """The things of as many quantities before, where the segment names none itself."""
    own = any(d.object and d.object[0] >= seg[0] for d in drafts)
    things = [d.object for d in before[-len(drafts) :] if d.object]
    return things if not own and len(things) == len(drafts) == len(set(things)) else []


def _things(text: str, seg: Part, drafts: list[Draft]) -> list[Part]:
    """As many things in a row as there are values; 花生种植、收获机械化率 is one, as its first half is no rate.

    A thing that stands before the segment was borrowed: 床位100张、医师20名；…，床位、医师分别达到200张、50名.
    """
    what = drafts[0].object
    own = [d.object for d in drafts if d.object is not None and d.object[0] >= seg[0]]
    if what is None or any(x != what for x in own) or what[1] > drafts[-1].end:
        return []
    parts = _listed(text, *what)
    if any(text[b - 1] in "级元" for _, b in parts[:-1]):
        return []  # 省级、国家级工程中心; 收入达到1亿元、5亿元的企业
    if len(parts) != len(drafts) or parts[-1][1] - parts[-1][0] < _SHORTEST:
        return []
    words = [text[slice(*part)] for part in parts]
    last = _ATTRIBUTE.sub("", words[-1]) or words[-1]
    alike = all(w[-1] in (last[-1], words[-1][-1]) or _MEASURED.search(w) for w in words[:-1])
    return parts if alike or len(parts) > _FEW or not _MEASURED.search(words[-1]) else []
