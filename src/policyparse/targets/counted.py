"""The quantities of a sentence that are promises, each with its verb, object, deadline and distribution."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policyparse.lexicon.units import COUNT, MONEY, RATIO, TIME
from policyparse.targets.candidate import Candidate
from policyparse.targets.dealt import deal
from policyparse.targets.distribution import but_for_times, by_head, distribution
from policyparse.targets.doings import GRANT_NOUN
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.elided import governed, is_batch
from policyparse.targets.judge import stands_alone, why_not
from policyparse.targets.levels import INDICATOR
from policyparse.targets.mood import Mood
from policyparse.targets.nouns import Part, core, fronted, noun_after, strip_left, subject_of
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase
from policyparse.targets.quantities import Amount
from policyparse.targets.readings import around
from policyparse.targets.sentences import split
from policyparse.targets.standing import is_paid_for_a_case, is_standing
from policyparse.targets.subject_words import CHOOSES
from policyparse.targets.tasks import task
from policyparse.targets.topics import topic
from policyparse.targets.verbs import is_sure, verb_at, verbs_in
from policyparse.targets.when import When

_SETTING = re.compile(r"(?:在|按|根据|如|若|经|由|以|为)[一-龥]")
_PUT = re.compile(r"[^，]{1,30}?将")
_UNDER = re.compile(
    r"(?:并)?(?:可)?(?:分别|一次性|再|各){0,3}(?:奖励|补助|补贴|按照?|由|在|依照|依据|给予|予以|每[一-龥]{1,6}(?:最高|奖励|补[助贴]|给予|资助))"
)
_BODY_UNDER = re.compile(r"(?P<who>[^，按]{2,16})按照?[^，]")  # 市财政局|按购置价的30%给予补贴
_EACH_OF_SO_MANY = re.compile(r"\d{1,9}个(?P<who>[一-龥]{1,6}?)各[一-龥]{0,6}$")  # 14个市州各建1所
_AND = re.compile(r"[、和及与]")
_GOES_ON = re.compile(  # 至少举办1次展览、2次讲座
    r"(?:至少|最多)[^，、\d]{1,12}[\d一两三四五六七八九十][^，、]{1,20}、$"
)
_EACH_OF_PLACES = re.compile(  # 为甲县、乙县各建2所
    r"[一-龥](?P<who>县|区|市|州|旗|盟|乡|镇|村|省)(?:[、和及与][一-龥]{1,9}?(?P=who)){1,12}(?:分别)?各[一-龥]{0,6}$"
)
_EACH_SUBJECT = re.compile(  # 各县区至少建设1个
    r"(?:由|支持|要求|确保|[一-龥]{2,8}[和及与])?各(?P<who>[一-龥]{1,8}?(?:、[一-龥]{1,4}?){0,3}(?:（[^（）]{1,8}）)?)"
    r"(?:要|应|须|每|各|都|均|可|重点|至少|最多|至多|在|限|选|报|建|设|培|配|新|原则|安排|推|举|开|组|确|以|，)"
)
_ALL_TOGETHER = re.compile(r"(?:全|我|本)(?:[国省市县区州盟旗]|自治区)")  # 各县建1所，全省建10所
_SPENT = re.compile(r"安排|投入|列支|拨付|筹集|下达")  # 每年安排2亿元
_OF_A_KIND = re.compile(r"的(?P<who>企业|单位|机构|学校|个人|农户|家庭)，$")
_EVERY = re.compile(r"每(?:个|支|所)?(?P<who>[一-龥]{1,6}?)(?:报|选|推)")
_EVERY_TIME = re.compile(r"每[年月周日天人户]$")  # 不低于每月|1000元
_PER_HEAD = re.compile(r"每[人户生亩]$")
_GRADE = re.compile(r"(?:国家|部|省|市|州|县|区|乡|镇|村|校)级")
_SO_MANY_A_YEAR = re.compile(r"(?:全年|每年|年均|每月|每季度?)?(?:应|要|须|均|力争|确保){0,2}")
_SHORTEST = 2
_THINGS = frozenset(COUNT) - {"次", "人次", "个", "项", "人", "名", "件"}
"""Measure words that go with few things: 建成泵站20座，每县不少于2座."""

_WHOM_IT_SERVES = re.compile(r"惠及|带动|辐射|覆盖|涉及|受益|吸引")  # 改造小区20个，惠及居民3万户，完工80%
_GRANTED = re.compile(r"给予|奖励|补助|补贴|资助")
_GRANTED_BY = re.compile(r"(?:财政|政府|[省市县区])[一-龥]{0,8}(?:奖励|补助|补贴|资助)$")  # 省财政|一次性奖励|5万元
_NAMED_GRANT = re.compile(  # 的标准给予|见习补贴; 给予补助 says no more than the verb
    r"(?:的标准)?(?:给予|予以|发放|落实)(?:一次性|定额|适当)?(?P<what>[一-龥]{2,10}(?:补贴|补助|奖励|津贴|资助|奖补|救助金|补助金|奖金))(?:资金)?"
)
_COUNTED = re.compile(r"\d[^的]{0,6}$")
_NO_SHARERS = ("级", "类", "级各类学校", "级各类", "有关部门", "地")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands.

    Attributes:
        seg: Its segment.
        item: Its list item.
        before: The segment before.
        promised: All that its segment promises.
        said: The things that the sentence counted before, by their measure words.
    """

    seg: Part
    item: Part
    before: Part | None
    promised: list[Amount]
    said: dict[str, Part]


def with_amounts(sentence: Sentence) -> list[Draft]:
    """The targets of a sentence that carry a quantity."""
    out: list[Draft] = []
    inherited: Phrase | None = None
    said: dict[str, Part] = {}
    moods = sentence.moods() if sentence.amounts else ()
    for k, (seg, mood) in enumerate(zip(sentence.segments, moods, strict=False)):
        if (counted := topic(sentence, k)) is not None:
            out.append(counted)
            continue
        promised = _promised(sentence, seg, mood)
        if not promised:
            continue
        earlier = reversed(sentence.segments[:k])
        before = next((x for x in earlier if not _SETTING.match(sentence.text, *x)), None)
        made: list[Draft] = []
        for item in _items(sentence, seg, promised):
            place = _Place(seg, item, before, promised, said)
            for n, amount in enumerate(inside := _inside(promised, item)):
                phrase = _phrase(sentence, place, inside, n, inherited)
                aside = inherited is not None and _WHOM_IT_SERVES.fullmatch(phrase.action or "")
                if (phrase.action or phrase.object) and not aside:
                    inherited = phrase
                if phrase.object and amount.unit in _THINGS:
                    said[amount.unit] = phrase.object
                if draft := _draft(sentence, place, amount, phrase, first=not (out or made)):
                    made.append(_as_part(sentence.text, seg, draft, (out + made)[-1:]))
        out += deal(sentence, seg, made, out)
    return out


def _as_part(text: str, seg: Part, draft: Draft, before: list[Draft]) -> Draft:
    """每队参加10人，其中学生8人、教师2人: the parts are distributed as the whole is, and due when it is."""
    part = text.startswith("其中", seg[0]) or text.rfind("其中", 0, seg[0]) > text.rfind("；", 0, seg[0])
    whole = before[0] if before else None
    if whole is None or not part or draft.action or whole.amount is None or draft.amount is None:
        return draft
    if whole.amount.unit != draft.amount.unit:
        return draft
    return replace(draft, per=draft.per or whole.per, when=draft.when or whole.when)


def _draft(sentence: Sentence, place: _Place, amount: Amount, phrase: Phrase, first: bool) -> Draft | None:
    """The draft of a quantity, with its time and what it is distributed over."""
    seg = place.seg
    when = sentence.when_for(amount.number_at, counted=True)
    if when and _GRANTED.search(phrase.action or "") and "；" in sentence.text[when.end : seg[0]]:
        when = None
    if when and when.recurrence and _is_rate(sentence, seg, amount, when):
        when = None
    if amount.per == "年" and amount.unit not in MONEY:  # 不少于12次/年
        when = When(amount.end - 1, amount.end, "recurring", recurrence="year")
        amount = replace(amount, per=None)
    if phrase.action is None and phrase.object is None:
        phrase = _task_before(sentence, place, amount) or phrase
    own, head = sentence.text[place.item[0] : amount.start], sentence.text[seg[0] : amount.start]
    own += m[0] if (m := _EVERY_TIME.search(sentence.text, amount.start, amount.number_at)) else ""
    shared = [distribution(own), distribution(head)]
    if when and when.recurrence:
        shared = [but_for_times(x) for x in shared]
    per = amount.per or shared[0] or shared[1] or _sharers(sentence, seg, amount)
    if per is None and amount.unit not in RATIO:
        per = by_head(own) or by_head(head)
    before = sentence.text[: amount.start]
    lasts = amount.unit in TIME and per is not None
    if when and when.start < seg[0] and (lasts or is_paid_for_a_case(before, amount, per)):
        when = None  # 用两年建成50个，|每个补助20万元; 全年培训800人，|每期不少于10天
    if first and stands_alone(amount, phrase, per, when):
        return None
    if amount.comparator == "eq" and amount.start == place.item[0] and _GOES_ON.search(head):
        amount = replace(amount, comparator=place.promised[0].comparator)
    start, end = _evidence(sentence.text, place, amount, phrase)
    standing = is_standing(before, amount, phrase.action, per)
    begins = max(seg[0], phrase.start)
    return Draft(start, end, phrase.action, phrase.object, amount, per, when, begins, standing=standing)


def _task_before(sentence: Sentence, place: _Place, amount: Amount) -> Phrase | None:
    """实施|居家改造|，每年不少于200户: a segment that only says how many a year of what the one before does."""
    before = next((x for x in sentence.segments if x[1] == place.seg[0] - 1), None)
    if before is None or amount.unit in (*TIME, *MONEY, *RATIO):
        return None
    whole = _SO_MANY_A_YEAR.fullmatch(sentence.text, place.seg[0], amount.start)
    return task(sentence.text, *before) if whole and amount.end == place.seg[1] else None


def _is_rate(sentence: Sentence, seg: Part, amount: Amount, when: When) -> bool:
    """Whether a recurrence says per what (每月1000元, 每人每月补贴3000元), or stands too far off (…，期限3年)."""
    if amount.unit in MONEY:
        near = amount.start - when.end <= 2 and not _SPENT.match(sentence.text, when.end)
        in_row = sentence.text.startswith("每", when.end) and not any(verbs_in(sentence.text, when.end, amount.start))
        near = near or in_row  # 每年每公里|县道1万元
        return near or (when.start >= seg[0] and (when.recurrence != "year" or bool(_PER_HEAD.search(
            sentence.text[: when.start]
        ))))
    return amount.unit in TIME and when.start < seg[0] and amount.comparator == "eq"


def _inside(amounts: list[Amount], part: Part) -> list[Amount]:
    return [x for x in amounts if part[0] <= x.number_at < part[1]]


def _promised(sentence: Sentence, seg: Part, mood: Mood) -> list[Amount]:
    """The quantities of a segment that are promises."""
    inside = _inside(sentence.amounts, seg)
    if not inside or sentence.looks_back(seg):
        return []
    out: list[Amount] = []
    refused: Amount | None = None
    for k, amount in enumerate(inside):
        if refused and refused.unit == amount.unit and _AND.fullmatch(sentence.text, refused.end, amount.start):
            refused = amount  # 首次突破1亿元、5亿元的企业
            continue
        if out and out[-1].unit == amount.unit and _AND.fullmatch(sentence.text, out[-1].end, amount.start):
            first = out[-1]  # 不超过70元、40元: what goes for the first goes for all
            alike = amount.comparator == "eq" and first.upper is None and sentence.text[first.end - 1] not in "上下内右"
            out.append(replace(amount, comparator=first.comparator) if alike else amount)
            continue
        when = sentence.when_for(amount.number_at, counted=True)
        dated = when is not None and when.start < seg[1] and (when.date is not None or when.start >= seg[0])
        depth, later = sentence.depth[amount.number_at], k + 1 < len(inside)
        if why_not(Candidate(sentence.text, seg, amount, depth, dated, later, mood)) is None:
            out.append(amount)
        elif amount.comparator != "eq" and amount.unit in MONEY:
            refused = amount
    return out


def _items(sentence: Sentence, seg: Part, amounts: list[Amount]) -> list[Part]:
    """The list items of a segment where each holds a quantity of its own (建设10个A、5个B); else the segment."""
    a, b = seg
    merged: list[Part] = []
    for x, y in split(sentence.text[a:b], "、＋+", sentence.depth[a:b]):
        part = (a + x, a + y)
        if merged and not (_inside(amounts, part) and _inside(amounts, merged[-1])):
            merged[-1] = (merged[-1][0], part[1])
        else:
            merged.append(part)
    return merged


def _phrase(
    sentence: Sentence, place: _Place, inside: list[Amount], n: int, inherited: Phrase | None
) -> Phrase:
    """Verb and object of the `n`th quantity of a list item."""
    amount, item = inside[n], place.item
    stop = inside[n + 1].start if n + 1 < len(inside) else item[1]
    left = inside[n - 1].end if n and amount.start >= inside[n - 1].end else item[0]
    dates = [w.end for w in sentence.whens if place.seg[0] <= w.start and w.end <= amount.start and not w.recurrence]
    phrase = around(sentence.text, (max([left, *dates]), item[1]), amount, stop, inherited)
    phrase = _with_verb_of_list(place, amount, phrase, inherited)
    return replace(phrase, object=_completed(sentence, place, amount, phrase, inherited))


def _with_verb_of_list(place: _Place, amount: Amount, phrase: Phrase, inherited: Phrase | None) -> Phrase:
    """建设10个A、5个B: the second item's verb stands in the first."""
    follows = phrase.object is not None and phrase.object[0] >= amount.end
    if inherited is None or place.item[0] == place.seg[0]:
        return phrase
    if not follows:  # 建设A10个、B5个
        return replace(phrase, action=phrase.action or inherited.action)
    return replace(phrase, action=phrase.action or inherited.action, start=min(phrase.start, inherited.start))


def _completed(
    sentence: Sentence, place: _Place, amount: Amount, phrase: Phrase, inherited: Phrase | None
) -> Part | None:
    """The object; one that is wanting is taken from the list's last item, the segment before or the quantity before."""
    text, seg, what = sentence.text, place.seg, phrase.object
    if what is not None and _GRADE.fullmatch(text, *what) and not text.startswith("的", what[1]):
        if place.promised[-1].start > amount.start and (rest := _of_that_grade(text, place)) is not None:
            return rest
        if inherited is not None and inherited.object is not None:
            grade = _GRADE.match(text, *inherited.object)
            return grade.end() if grade else inherited.object[0], inherited.object[1]  # 国家级企业2家、|省级|10家
    if what is None or (inherited is not None and what == inherited.object):
        last = place.promised[-1]
        follows = text.startswith("的", last.end) or GRANT_NOUN.fullmatch(text, last.end, seg[1])
        if last.start > amount.start and follows and (rest := noun_after(text, last.end, seg[1])) is not None:
            what = what if verb_at(text, *rest) and not GRANT_NOUN.fullmatch(text, *rest) else core(text, *rest) or what
    if what is not None and amount.unit != "%" and is_batch(text[slice(*what)]):
        what = None  # 完成|首批|4所
    elided = what is None or (inherited is not None and what == inherited.object)
    if elided and (alike := place.said.get(amount.unit or "")) is not None:
        return alike
    if (before := _object_before(text, place, amount, what, inherited)) is not None:
        return before
    inner = next((w for w in sentence.whens if place.item[0] <= w.start < amount.start and not w.recurrence), None)
    if inner is not None and elided:
        what = subject_of(text, place.item[0], inner.start) or what  # 覆盖率2020年达到40%
    return what if what is not None or inherited is None else inherited.object


def _of_that_grade(text: str, place: _Place) -> Part | None:
    """10个国家级、50个省级创新平台: what the list ends in, without its own grade."""
    last = core(text, place.promised[-1].end, place.seg[1])
    grade = _GRADE.match(text, *last) if last else None
    return (grade.end(), last[1]) if last and grade and last[1] - grade.end() >= _SHORTEST else None


def _object_before(
    text: str, place: _Place, amount: Amount, what: Part | None, inherited: Phrase | None
) -> Part | None:
    """对X，按照50%给予补助: the segment before is the object."""
    before = place.before
    if what is not None and 0 <= what[0] - amount.end <= 1 and GRANT_NOUN.fullmatch(text, *what):
        return None  # 按照省级标准给予10%|配套资助
    if (named := _NAMED_GRANT.fullmatch(text, place.promised[-1].end, place.seg[1])) is not None:
        return named.span("what")  # 分别按200元、300元的标准给予|运营补贴
    if before is None:
        return None
    if text.startswith("的", before[1] - 1):  # 年满60岁的，…: a condition; 对获得一等奖的，每项奖励1万元: a case
        case = what is None and text.startswith("对", before[0]) and _GRANTED.search(text, *place.seg)
        return (before[0] + 1, before[1]) if case else None
    measured = INDICATOR.search(text, *before) is not None and not any(c.isdigit() for c in text[slice(*before)])
    if what is None and measured and amount.unit in RATIO:
        return subject_of(text, *before)  # 双师型教师占比，|到2025年达到60%
    lead = text[slice(*before)]
    by = _BODY_UNDER.match(text, *place.seg)
    under = bool(_UNDER.match(text, *place.seg) or (by and is_body(by["who"])))
    given = what is None and lead.startswith("对") and _GRANTED_BY.search(text, place.seg[0], amount.start) is not None
    rated = amount.unit in MONEY and text.startswith("的标准", amount.end) and place.seg[0] < amount.start
    moved = given or (under and (amount.unit == "%" or rated) and lead.startswith(("对", "将")))
    taken = inherited is not None and inherited.start >= before[0]
    bare = what is None and (under or amount.start - place.seg[0] <= 5) and not taken
    if not (moved or bare):
        return None
    if (put := _PUT.match(lead)) and (what := fronted(text, before[0] + put.end() - 1, before[1])) is not None:
        return what  # 各校于…将|作品|报送至…，每校限报5件
    if moved:
        return before[0] + (2 if lead.startswith("对于") else lead[:1] in ("对", "将")), before[1]
    if amount.unit in TIME or _COUNTED.search(lead):
        return None  # 培训班为期5天，每期培训80人; 采取…方式，每期不少于4周
    verb = verb_at(text, strip_left(text, *before), before[1])
    if verb and is_sure(verb.word) and inherited is not None and inherited.object is not None:
        return None
    return governed(text, *before)


def _sharers(sentence: Sentence, seg: Part, amount: Amount) -> str | None:
    """14个市州各建1所, 各县区至少1个: distributed over the subject."""
    before = sentence.text[seg[0] : amount.start]
    if amount.unit in MONEY and amount.comparator == "eq" and _GRANTED.match(before):
        m = _OF_A_KIND.search(sentence.text[: seg[0]])
        return m["who"] if m else None  # 投入超过1亿元的企业，给予补助100万元
    if m := _EACH_OF_SO_MANY.search(before) or _EACH_OF_PLACES.search(before):
        return m["who"]
    m = _EACH_SUBJECT.match(before)
    if m is None and not (_ALL_TOGETHER.match(before) or CHOOSES.match(before)):
        m = _EACH_SUBJECT.match(sentence.text)
    if m and amount.unit not in ("%", *MONEY) and m["who"] not in _NO_SHARERS:
        return m["who"].removesuffix("人民政府")
    m = _EVERY.search(sentence.text) if before.endswith("各") else None
    return m["who"] if m else None


def _evidence(text: str, place: _Place, amount: Amount, phrase: Phrase) -> Part:
    """The evidence runs from the verb (or the indicator) to the end of what is counted."""
    what = phrase.object or (amount.start, amount.end)
    start = min(place.seg[0], phrase.start, amount.start, what[0])
    end = max(amount.end, what[1], phrase.end)
    if what[0] >= amount.end and place.item[1] - what[1] <= 6:
        end = place.item[1]
    if text.startswith("）", end) and text.rfind("（", start, end) > text.rfind("）", start, end):
        end += 1
    return start, end
