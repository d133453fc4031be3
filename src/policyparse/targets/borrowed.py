"""Verb and object of a quantity that may share them with its neighbours: 建设10个A、5个B; 对X，按照50%给予补助.

`readings` reads what stands around the quantity itself. What is wanting then is borrowed: the verb from the list's
first item, the object from the list's end, from an earlier quantity with the same measure word, from the segment
before, or from the quantity before, in this order.
"""
from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policyparse.lexicon.units import MONEY, RATIO, TIME
from policyparse.targets.agents import thing_before
from policyparse.targets.dated_phrases import dated_phrase
from policyparse.targets.doings import GRANT_NOUN, PAYS
from policyparse.targets.draft import Sentence
from policyparse.targets.elided import governed, is_batch
from policyparse.targets.levels import INDICATOR
from policyparse.targets.nouns import Part, core, fronted, noun_after, strip_left, subject_of
from policyparse.targets.organs import is_body
from policyparse.targets.phrases import Phrase
from policyparse.targets.quantities import Amount
from policyparse.targets.readings import around
from policyparse.targets.sending import is_sent_to
from policyparse.targets.verbs import is_sure, verb_at

_GRADE = re.compile(r"(?:国家|部|省|市|州|县|区|乡|镇|村|校)级|[大中小微]{1,3}型")
_SHORTEST = 2
_NEXT_GRANT = re.compile(r"[一-龥]{2,12}[和及与](?=每[人月年户生床张亩个家次])")  # 200元|建设补贴和|每月100元
_GRANTED_BY = re.compile(r"(?:财政|政府|[省市县区])[一-龥]{0,8}(?:奖励|补助|补贴|资助)$")  # 省财政|一次性奖励|5万元
_NAMED_GRANT = re.compile(  # 的标准给予|见习补贴; 给予补助 says no more than the verb
    r"(?:的标准)?(?:给予|予以|发放|落实)(?:一次性|定额|适当)?(?P<what>[一-龥]{2,10}(?:补贴|补助|奖励|津贴|资助|奖补|救助金|补助金|奖金))(?:资金)?"
)
_UNDER = re.compile(
    r"(?:并)?(?:可)?(?:分别|一次性|再|各){0,3}(?:奖励|补助|补贴|按照?|由|在|依照|依据|给予|予以|每[一-龥]{1,6}(?:最高|奖励|补[助贴]|给予|资助))"
)
_BODY_UNDER = re.compile(r"(?P<who>[^，按]{2,16})按照?[^，]")  # 市财政局|按购置价的30%给予补贴
_PUT = re.compile(r"[^，]{1,30}?将")
_MOVED = ("对", "将")
_COUNTED = re.compile(r"\d[^的]{0,6}$")
_HELD_TO = re.compile(
    r"(?P<what>[^，\d]{2,30}?)(?:均|应|要){0,2}(?:不[得应]?[超低高少多][于过]|控制在|达到|优于)[^，\d]{2,20}$"
)
_SPENT_ON = re.compile(
    r"(?P<what>[一-龥]{2,14}?(?:资金|经费|补助|补贴|奖补))(?:全额|全部|专项|主要|应当?|须|要){0,3}用于"
)
_HOLDS = re.compile(r"(?P<what>[一-龥]{2,14}?)(?:应当?|须|要|需)?(?:包括|包含|附有|载明|列明)")
_COPIES = 6  # characters of （纸质版）一式
_NEAR = 5  # characters of a segment before a quantity that leave no room for a thing


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity stands.

    Attributes:
        sentence: Its sentence.
        seg: Its segment.
        item: Its list item.
        before: The segment before.
        promised: All that its segment promises.
        said: The things that the sentence counted before, by their measure words.
    """

    sentence: Sentence
    seg: Part
    item: Part
    before: Part | None
    promised: list[Amount]
    said: dict[str, Part]

    @property
    def text(self) -> str:
        """The text of the sentence."""
        return self.sentence.text

    def inside(self) -> list[Amount]:
        """What its list item promises."""
        return [x for x in self.promised if self.item[0] <= x.number_at < self.item[1]]


def phrase_of(place: Place, amounts: list[Amount], n: int, inherited: Phrase | None) -> Phrase:
    """Verb and object of the `n`th quantity of a list item; `inherited` are those of the quantity before."""
    amount, item = amounts[n], place.item
    if inherited and inherited.object and amount.unit not in MONEY:
        granted = GRANT_NOUN.fullmatch(place.text, *inherited.object) is not None
        inherited = None if granted else inherited  # 给予补助，累计改造不少于1万户
    stop = amounts[n + 1].start if n + 1 < len(amounts) else item[1]
    left = amounts[n - 1].end if n and amount.start >= amounts[n - 1].end else item[0]
    whens = [w for w in place.sentence.whens if not (w.recurrence or place.sentence.is_left_behind(w))]
    dates = [w.end for w in whens if place.seg[0] <= w.start and w.end <= amount.start]
    if n and (next_one := _NEXT_GRANT.match(place.text, left, amount.start)):
        left = next_one.end()
    phrase = around(place.text, (max([left, *dates]), item[1]), amount, stop, inherited)
    phrase = _with_verb_of_list(place, amount, phrase, inherited)
    return replace(phrase, object=_object(place, amount, phrase.object, inherited))


def _with_verb_of_list(place: Place, amount: Amount, phrase: Phrase, inherited: Phrase | None) -> Phrase:
    """建设10个A、5个B: the second item's verb stands in the first."""
    if inherited is None or place.item[0] == place.seg[0]:
        return phrase
    action = phrase.action or inherited.action
    if phrase.object is None or phrase.object[0] < amount.end:  # 建设A10个、B5个
        return replace(phrase, action=action)
    return replace(phrase, action=action, start=min(phrase.start, inherited.start))


def _object(place: Place, amount: Amount, what: Part | None, inherited: Phrase | None) -> Part | None:
    """The object, from the quantity's own words (`what`) or from where it is borrowed."""
    text, earlier = place.text, inherited.object if inherited else None
    if what is not None and (graded := _of_a_grade(place, amount, what, earlier)) is not None:
        return graded
    if what is None or what == earlier:
        what = _behind_list(place, amount) or what
    if what is not None and amount.unit != "%" and is_batch(text[slice(*what)]):
        what = None  # 完成|首批|4所
    elided = what is None or what == earlier
    if elided and (alike := place.said.get(amount.unit or "")) is not None:
        return alike
    if (before := _from_before(place, amount, what, inherited)) is not None:
        return before
    dated = (w for w in place.sentence.whens if place.item[0] <= w.start < amount.start and not w.recurrence)
    if elided and (inner := next(dated, None)) is not None:
        what = subject_of(text, place.item[0], inner.start) or what  # 覆盖率2020年达到40%
    return what or earlier


def _of_a_grade(place: Place, amount: Amount, what: Part, earlier: Part | None) -> Part | None:
    """国家级企业2家、|省级|10家; 10个国家级、50个省级创新平台: what the neighbour counts, without its own grade."""
    text = place.text
    if not _GRADE.fullmatch(text, *what) or text.startswith("的", what[1]):
        return None
    end = place.promised[-1]
    last = core(text, end.end, place.seg[1]) if end.start > amount.start else None
    grade = _GRADE.match(text, *last) if last else None
    if last and grade and last[1] - grade.end() >= _SHORTEST:
        return grade.end(), last[1]
    if earlier is None:
        return None
    grade = _GRADE.match(text, *earlier)
    return grade.end() if grade and earlier[1] - grade.end() >= _SHORTEST else earlier[0], earlier[1]


def _behind_list(place: Place, amount: Amount) -> Part | None:
    """给予5万元、3万元|补助: what a list of quantities ends in is said of each."""
    text, end, last = place.text, place.seg[1], place.promised[-1]
    if amount.end == place.item[1] and last.unit == amount.unit and text.startswith("每", place.item[0]):
        rest = noun_after(text, last.end, end)  # 每个市建2座、每个县建1座|示范站
        return core(text, *rest) if rest else None
    granted = GRANT_NOUN.fullmatch(text, last.end, end)
    if last.start <= amount.start or not (text.startswith("的", last.end) or granted):
        return None
    rest = noun_after(text, last.end, end)
    if rest is None or (verb_at(text, *rest) and not GRANT_NOUN.fullmatch(text, *rest)):
        return None
    return core(text, *rest)


def _from_before(place: Place, amount: Amount, what: Part | None, inherited: Phrase | None) -> Part | None:
    """The object where the segment before names it, or the grant that the quantity is the rate of."""
    text, before = place.text, place.before
    if what is not None and 0 <= what[0] - amount.end <= 1 and GRANT_NOUN.fullmatch(text, *what):
        return None  # 按照省级标准给予10%|配套资助
    if (named := _NAMED_GRANT.fullmatch(text, place.promised[-1].end, place.seg[1])) is not None:
        return named.span("what")  # 分别按200元、300元的标准给予|运营补贴
    if before is None:
        return None
    if text.endswith("一式", place.seg[0], amount.start) and amount.start - place.seg[0] <= _COPIES:
        if (of := _HOLDS.match(text, *before)) is not None:
            return of.span("what")  # 申请文件应当包括…，|一式3份
        sent = dated_phrase(place.sentence, before)
        return sent.object if sent and not is_sent_to(text, sent) else None  # 材料于6月底前报市局，|一式5份
    if text.startswith("其中", place.seg[0]) and (of := _HELD_TO.match(text, *before)) is not None:
        return subject_of(text, *of.span("what"))  # 总量不超过下达指标，|其中2025年不超过30亿立方米
    if what is None and amount.unit in MONEY and (of := _SPENT_ON.match(text, *before)) is not None:
        return of.span("what")  # 营养餐资金全额用于供餐，|每生每天5元
    if what is None and (thing := _thing_dated(place, before)) is not None:
        return thing  # 转学手续在3日内办结，|每学期集中办理一次
    if text.startswith("的", before[1] - 1):  # 年满60岁的，…: a condition; 对获得一等奖的，每项奖励1万元: a case
        case = what is None and text.startswith("对", before[0]) and PAYS.search(text, *place.seg)
        return (before[0] + 1, before[1]) if case else None
    measured = INDICATOR.search(text, *before) is not None and not any(c.isdigit() for c in text[slice(*before)])
    if what is None and measured and amount.unit in RATIO:
        return subject_of(text, *before)  # 双师型教师占比，|到2025年达到60%
    under = _is_rule(text, place.seg)
    moved = _is_moved(place, before, amount, what, under)
    taken = inherited is not None and inherited.start >= before[0]
    dates = sum(w.end - w.start for w in place.sentence.whens if place.seg[0] <= w.start and w.end <= amount.start)
    bare = what is None and not taken and (under or amount.start - place.seg[0] - dates <= _NEAR)
    return _named_in(text, before, amount, moved, inherited) if moved or bare else None


def _thing_dated(place: Place, before: Part) -> Part | None:
    """What the segment before says is done within a time, where nothing but that stands before the time."""
    when = next((w for w in place.sentence.whens if before[0] < w.start < before[1] and w.within), None)
    return thing_before(place.text, before[0], when.start) if when else None


def _is_rule(text: str, seg: Part) -> bool:
    """Whether a segment says by what rule or by whom the thing of the one before is dealt with: 按照…, 市财政局按…."""
    by = _BODY_UNDER.match(text, *seg)
    return _UNDER.match(text, *seg) is not None or (by is not None and is_body(by["who"]))


def _is_moved(place: Place, before: Part, amount: Amount, what: Part | None, under: bool) -> bool:
    """对X，按照50%给予补助: whether 对 or 将 puts the segment before in front as the object."""
    text, start = place.text, place.seg[0]
    if what is None and text.startswith("对", before[0]) and _GRANTED_BY.search(text, start, amount.start):
        return True  # 对X，省财政|一次性奖励|5万元
    rated = amount.unit in MONEY and text.startswith("的标准", amount.end) and start < amount.start
    return under and (amount.unit == "%" or rated) and text.startswith(_MOVED, before[0])


def _named_in(text: str, before: Part, amount: Amount, moved: bool, inherited: Phrase | None) -> Part | None:
    """The thing that the segment before names."""
    lead = text[slice(*before)]
    if (put := _PUT.match(lead)) and (what := fronted(text, before[0] + put.end() - 1, before[1])) is not None:
        return what  # 各校于…将|作品|报送至…，每校限报5件
    if moved:
        start = before[0] + (2 if lead.startswith("对于") else lead.startswith(_MOVED))
        return (start, before[1]) if start < before[1] else None
    if amount.unit in TIME or _COUNTED.search(lead):
        return None  # 培训班为期5天，每期培训80人; 采取…方式，每期不少于4周
    verb = verb_at(text, strip_left(text, *before), before[1])
    if verb and is_sure(verb.word) and inherited is not None and inherited.object is not None:
        return None
    return governed(text, *before)
