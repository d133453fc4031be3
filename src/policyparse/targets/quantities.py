"""Numbers with their unit, comparator and distribution: 不少于20人次, 3万—5万元, 每县至少2个, 500元/人·年."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from policyparse.lexicon.units import MONEY, UNIT
from policyparse.records import Comparator
from policyparse.targets.numerals import Numeral, find_numerals

_BEFORE: tuple[tuple[str, Comparator], ...] = (
    (r"(?:不|未|不得|不能|不可|不应|不宜|不准|不许)(?:少于|低于|小于|短于|少過|得少于|得低于)|至少(?:要|应|需)?(?:有|达|达到|为)?|最少|最低(?:为|不低于|不少于)?|大于等于|≥|不下于|不亚于|起码", "ge"),
    (r"(?:最[高长多大晚]|原则上|一般|单项|累计|合计|总计)?(?:不|未|不得|不能|不可|不应|不宜|不准|不许)(?:超过|高于|多于|大于|长于|超|突破|得超过|得高于|逾)|最[高长多大](?:为|可达|至|支持|补助|奖励)?|至多|上限为?|小于等于|≤|限额(?:为|在)?|以内控制在", "le"),
    (r"低于|少于|不足|小于|短于|不到|不满|未满|＜|<", "lt"),
    (r"(?:力争|达到或)?(?:超过|突破|高于|多于|大于|超出|超|逾|过)|＞|>", "gt"),
    (r"大约|约为?|左右|近|大致|接近", "approx"),
)
_GAP = r"(?:每[年月周日天人户]|在|到|达到|达)?"
_BEFORE_RE = tuple((re.compile(rf"(?:{p}){_GAP}$"), c) for p, c in _BEFORE)
_FAR_RE: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"(?:至少|最少|最低)[一-龥“”、]{1,12}$"), "ge"),
    (re.compile(r"(?:最多|至多|最高|限)[一-龥]{1,4}$"), "le"),
)
_OF_RE: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"不(?:得|能|可)?(?:少于|低于|小于)[一-龥“”]{2,22}$"), "ge"),
    (re.compile(r"不(?:得|能|可)?(?:超过|高于|多于|大于)[一-龥“”]{2,22}$"), "le"),
)
_AFTER: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"（含）?(?:及)?以上|及?以上|或以上|之上|起步"), "ge"),
    (re.compile(r"及?以下|以内|之内|内(?![容部外资在涵地控涝科政陆])|限额内|之下|封顶"), "le"),
    (re.compile(r"左右|上下|许"), "approx"),
)
_DASH = r"(?:[-—–－~～―]+|至|到)"
_RANGE = re.compile(rf"^(?P<unit>[^\d，。；、]{{0,4}}?)(?:{_DASH})")
_PER_UNIT = r"(?:人次|人|年|月|日|天|周|户|亩|生|次|吨|公里|平方米|立方米|千瓦时|千瓦|度|小时|家|个|床|张|台|套|辆|所|校|班|项|件|例|头|只|公顷|学期|学年|季度|村|县|镇|课时|学时|名|米|升|户次|标准箱)"
_PER_SLASH = re.compile(rf"^(?:（[含不]{{1,2}}含?）)?(?:/|每)({_PER_UNIT}(?:[·•/、]?{_PER_UNIT})?)")
_SHORT = r"人(?![员才口大民群])|户|县(?![市区级域])|市(?![州场直级民])|校(?!区)|乡镇|乡(?!镇|村)|镇|村|生|年|月|周|天|日|季度|季|学期|学年|半年|课时|学时|亩|班(?!级)|队|组|期|次|场|岗位"
_EACH = re.compile(
    rf"(?:平均)?每(?P<n>[\d一二两三四五六七八九十]*)(?P<mw>个|家|所|名|位|支|座|辆|台|间|条|片|项|件|组(?=[一-龥]{{2}}队)|批|门|多(?=[一-龥]))?"
    rf"(?P<what>{_SHORT}|[一-龥]{{1,8}}?(?:（[^（）]{{1,12}}）)?|)"
    r"(?=每|至少|最|不|要|须|应|可|原则|新|建|设|培|配|选|推|报|演|展|开|举|安|组|确|增|重|补|支|奖|给|接|参|在|力|必|都|均|各|平|有|办|打|创|修|调|召|的|为|中|派|累|统|，|\d|[一二两三四五六七八九十]|$)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a text.

    Attributes:
        start: Where it begins, its comparator included.
        end: Where it ends, its comparator included.
        number_at: Where the number itself begins.
        value: The number; a percentage without its %.
        upper: The second number of a range.
        comparator: How it is meant.
        unit: Its unit, or None.
        per: What it is distributed over, where a slash says so.
        chinese: The number stands in Chinese characters (一所): weaker evidence of a real count.
    """

    start: int
    end: int
    number_at: int
    value: Decimal
    upper: Decimal | None
    comparator: Comparator
    unit: str | None
    per: str | None
    chinese: bool


def find_amounts(text: str) -> Iterator[Amount]:
    """All quantities of a folded text, from left to right; numbers without a unit that are no share are passed over."""
    numerals = list(find_numerals(text))
    done = 0
    for i, n in enumerate(numerals):
        if n.start < done or text[n.start - 1 : n.start] == "第":
            continue
        amount = _amount(text, n, numerals[i + 1] if i + 1 < len(numerals) else None)
        if amount is not None:
            yield amount
            done = amount.end


def _amount(text: str, n: Numeral, following: Numeral | None) -> Amount | None:
    value, upper, end = n.value, n.upper, n.end
    unit, end = _unit(text, end, n)
    if following is not None and following.start > n.end and (gap := text[n.end : following.start]) and upper is None:
        m = re.fullmatch(rf"(?P<u>[%万亿元个年月天]*?){_DASH}", gap)
        if m and not following.share == (not n.share):
            second_unit, second_end = _unit(text, following.end, following)
            if second_unit is not None and (unit is None or unit == second_unit or m["u"]) and value < following.value * 10**8:
                lower = value
                scale = _lent_scale(n, following, text)
                value, upper, unit, end = lower * scale, following.value, second_unit, second_end
    if unit is None and not n.share:
        return None
    per = None
    if m2 := _PER_SLASH.match(text[end:]):
        per, end = m2[1].replace("/", "·").replace("•", "·"), end + m2.end()
    if unit == "年" and not n.chinese and Decimal(1900) <= value <= Decimal(2100):
        return None
    start, comparator = _compared(text, n, upper, unit)
    for pattern, name in _AFTER:
        if m4 := pattern.match(text, end):
            comparator = name if comparator in ("eq", "gt") and (comparator == "eq" or n.more) else comparator
            end = m4.end()
            break
    return Amount(start, end, n.start, value, upper, comparator, unit or "%", per, n.chinese)


def _compared(text: str, n: Numeral, upper: Decimal | None, unit: str | None) -> tuple[int, Comparator]:
    """Where a quantity begins with the comparator that touches it, and what it says."""
    head = text[max(0, n.start - 16) : n.start]
    if upper is not None:
        return n.start, "range"
    for pattern, name in _BEFORE_RE:
        if m := pattern.search(head):
            return n.start - (len(head) - m.start()), name
    near = head[max(head.rfind(c) for c in "，。；：、") + 1 :]
    for pattern, name in (*_FAR_RE, *(_OF_RE if unit in ("%", "‰", None) else ())):
        if m := pattern.search(near):
            return (n.start - (len(near) - m.start()) if unit in ("%", "‰") else n.start), name
    return n.start, "gt" if n.more else "eq"


def _lent_scale(n: Numeral, following: Numeral, text: str) -> Decimal:
    """3—5万元: the second number lends its scale to the first."""
    if n.value >= following.value or text[n.end - 1] in "万亿千百":
        return Decimal(1)
    m = re.search(r"[万亿]+$", text[following.start : following.end])
    return Decimal(10) ** sum({"万": 4, "亿": 8}[c] for c in m[0]) if m else Decimal(1)


_NO_UNIT = re.compile(r"日[常本报程后]|次性|人才|人员|人民|人大|人口|年级|年度|年代|年龄|名称|名单|期间|批次?复|级|条例|条款|件事|场所|场地|场馆|项目[^，。]{0,4}书|门类|路径|点多|只[要有能]|点以|组织|组长|队伍|处理|处置|团体|班子|节约|节能|口径|头雁|种植|种养|根据|代表|路线|站式|集中|声誉")


def _unit(text: str, at: int, n: Numeral) -> tuple[str | None, int]:
    if n.share:
        return "%", at
    m = UNIT.match(text, at)
    if m is None:
        return None, at
    unit, end = m[0], m.end()
    if _NO_UNIT.match(text, m.start()):
        return None, at
    if (m2 := re.match(r"（[^（）]{1,2}）", text[end:])) and unit not in ("%", "元", *MONEY):
        return unit + m2[0], end + m2.end()
    return (unit[1:] if unit in ("个工作日", "个学分", "个小时", "个课时", "个学时") else unit), end


def distribution(text: str) -> str | None:
    """What a quantity that follows `text` is distributed over: 每人每年 → 人·年, 每个省 → 省; None if nothing."""
    found = [m for m in _EACH.finditer(text) if m["what"] or m["mw"]]
    parts: list[str] = []
    for m in found[-2:]:
        what = m["what"] or m["mw"] or ""
        parts.append(cast(str, m["n"]) + (m["mw"] or "" if m["n"] and m["what"] else "") + what)
    return "·".join(p for p in parts if p) or None
