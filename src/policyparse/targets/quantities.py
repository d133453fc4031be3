"""Numbers with their unit, comparator and distribution: 不少于20人次, 3万—5万元, 500元/人·年, 师生比1:18."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from policyparse.lexicon.units import MONEY, NO_UNIT, UNIT
from policyparse.records import Comparator
from policyparse.targets.distribution import after_slash
from policyparse.targets.numerals import Numeral, any_value, find_numerals

_NOT = r"(?:不|未|不得|不能|不可|不应|不宜|不准|不许)得?"
_BEFORE: tuple[tuple[str, Comparator], ...] = (
    (
        rf"""
        {_NOT} (?:少于|低于|小于|短于)
      | 至少 (?:要|应|需)? (?:有|达|达到|为)?
      | 最低 (?:为|不低于|不少于)?
      | 最少 | 起码 | 大于等于 | ≥ | 不下于 | 不亚于
        """,
        "ge",
    ),
    (
        rf"""
        (?:最[高长多大晚] | 原则上 | 一般 | 单项 | 累计 | 合计 | 总计)?
        {_NOT} (?:超过|高于|多于|大于|长于|超出?|突破|逾)
      | 最[高长多大] (?:为|可达|至|支持|补助|奖励)?
      | 至多 | 上限为? | (?<![时期有权年上下局界极受])限 | 小于等于 | ≤ | 限额(?:为|在)?
        """,
        "le",
    ),
    (r"低于|少于|不足|小于|短于|不到|不满|未满|＜|<", "lt"),
    (r"(?:力争 | 达到或)? (?:超过|突破|高于|多于|大于|超出|超|逾|过) | ＞ | >", "gt"),
    (r"大约|约为?|左右|近|大致|接近", "approx"),
)
_GAP = r"(?:每[年月周日天人户]|在|到|达到|达)?"  # 不少于每年|10次
_TOUCHING: tuple[tuple[re.Pattern[str], Comparator], ...] = tuple(
    (re.compile(rf"(?:{pattern}){_GAP}$", re.VERBOSE), name) for pattern, name in _BEFORE
)
_TOUCHES, _REACH = 16, 28
"""Characters before a number in which a comparator touches it, and in which one stands farther off."""
_FAR: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"(?:至少|最少|最低(?!标准|生活|工资|价))[一-龥“”、]{1,12}$"), "ge"),  # 至少建设10个
    (re.compile(r"(?:最多|至多|最高|(?<![时期有权年上下局界])限)[一-龥]{1,4}$"), "le"),  # 最多推荐3个
)
_FAR_OF_SHARES: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"不(?:得|能|可)?(?:少于|低于|小于)[一-龥“”]{2,22}$"), "ge"),  # 不低于总投入的30%
    (re.compile(r"不(?:得|能|可)?(?:超过|高于|多于|大于)[一-龥“”]{2,22}$"), "le"),
)
NO_INSIDE = "容部外资在涵地控涝科政陆"  # 内容, 内部 …: no 内 of 10日内
_AFTER: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"(?:（含）)?(?:及|或)?以上|之上|起步"), "ge"),
    (re.compile(rf"(?:（含）)?(?:(?:及|或)?以下|以内|之内|内(?![{NO_INSIDE}])|限额内|之下|封顶)"), "le"),
    (re.compile(r"左右|上下|许"), "approx"),
)
_DASH = r"(?:[-—–－~～―]+|至|到)"
_BETWEEN = re.compile(_DASH)
_DOUBLED = re.compile(r"(?P<times>[一两二三]|\d)番")  # 翻一番
_RATIO = re.compile(r"(?<![\d:∶.])(?P<first>\d+(?:\.\d+)?)[:∶]\d+(?:\.\d+)?(?![\d:∶.])")
_RATIO_BEFORE = re.compile(r"(?:比|比例|按照?|配套|配备|达到|高于|低于)[^，；\d]{0,6}$")
_RATIO_AFTER = re.compile(r"的?(?:比例|配比|比率|配备|配套|标准)")
_TO_REACH = (
    r"(?:达到?|[提升增降减压]?[高升加低少缩]?[到至]|控制在|保持在|稳定在|维持在|不(?:得|应|能)?[低高少多大小]于|"
    r"不(?:得|应|能)?超过|[低高小大]于|为|在)"
)
_REACHED = re.compile(  # a number without a unit is one that an index reaches or a limit on it
    r"(?:率|比|系数|指数|指标|密度|浓度|强度|值|得分|分数|比例|程度)[^，；。\d]{0,6}?"
    rf"{_TO_REACH}(?:约|近)?$"
)
_MANY = re.compile(  # names that say what is counted: 用户|突破500万, 保有量|达到20万
    r"(?:人口|就业|人数|减贫|脱贫|人次|户数|用户|会员|粉丝|[有播放访问载招览客流]量)"
    rf"(?:新增|增加|减少|超过|突破|{_TO_REACH})?(?:约|近)?$"
)
_ENDS_THERE = re.compile(r"$|[，。；、）]|以[上下内]|左右|的|和|及")
_NOTHING = re.compile(r"增长|发生|排放|事故|死亡|新增")  # 零增长, 零事故
_IN_BRACKETS = re.compile(r"（(?!不?含)[^（）]{1,2}）")  # 台（套）
_OF_THE_CLOCK = re.compile(r"(?:上午|下午|早上?|晚上?|中午|凌晨|[日号天]|周[一二三四五六日])$")
_AND = re.compile(r"[、和及与]")
_NO_ROW = re.compile(r"[第年月日.:：]$")  # 第1、2批; 3月5、6日
_OF_THE_CALENDAR = ("年", "月", "日", "月份", "季度", "学期", "学年", None)
_LONGEST_ROW = 8
_ALIKE = 100  # of numbers in a row the first is not as many times the last
_WITH_ITS_OWN = ("个工作日", "个交易日", "个自然日", "个日历天", "个学分", "个小时", "个课时", "个学时")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a text.

    Attributes:
        start: Where it begins, its comparator included.
        end: Where it ends, its comparator included.
        number_at: Where the number itself begins.
        value: The number; a percentage without its %; of a bare ratio the first number.
        upper: The second number of a range.
        comparator: How it is meant.
        unit: Its unit; None of a bare ratio.
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


@lru_cache(maxsize=256)
def amounts_of(text: str) -> tuple[Amount, ...]:
    """`find_amounts`, remembered for the sentences that were read last."""
    return tuple(find_amounts(text))


def find_amounts(text: str) -> Iterator[Amount]:
    """All quantities of a folded text, from left to right; numbers without a unit that are no share are passed over."""
    numerals = [*find_numerals(text)]
    if not numerals:
        return  # most sentences
    ratios = {m.start(): m for m in _RATIO.finditer(text) if _is_ratio(text, m)}
    shared = {x.number_at: x for row in _rows(text, numerals) for x in _of_one_unit(text, row)}
    done = 0
    for n, following in zip_longest(numerals, numerals[1:]):
        if n.start < done or text[n.start - 1 : n.start] == "第":
            continue
        if n.start in shared:
            amount: Amount | None = shared[n.start]
        elif text.endswith(("翻", "翻了"), 0, n.start) and (doubled := _DOUBLED.match(text, n.start)):
            amount = _growth(text, n, doubled)
        else:
            amount = _ratio(text, n, ratios[n.start]) if n.start in ratios else _amount(text, n, following)
        if amount is not None:
            yield amount
            done = amount.end


def _is_ratio(text: str, m: re.Match[str]) -> bool:
    """Whether 1:18 is a ratio rather than the time of a day: its words say so."""
    return bool(_RATIO_BEFORE.search(text[: m.start()]) or _RATIO_AFTER.match(text, m.end()))


def _rows(text: str, numerals: Sequence[Numeral]) -> Iterator[list[Numeral]]:
    """Bare numbers in a row of which only the last has a unit: 70、40、35个工作日."""
    row: list[Numeral] = []
    for n in numerals:
        if row and (len(row) > _LONGEST_ROW or not _AND.fullmatch(text, row[-1].end, n.start)):
            row = []
        plain = not (n.chinese or n.share or n.upper or n.more)
        if plain and not UNIT.match(text, n.end) and (row or not _NO_ROW.search(text[max(0, n.start - 2) : n.start])):
            row = [*row, n]
            continue
        if row and plain:
            yield [*row, n]
        row = []


def _of_one_unit(text: str, row: list[Numeral]) -> Iterator[Amount]:
    """The quantities of a row: unit, scale (30、20、10万元) and comparator of its ends go for all."""
    first, last = row[0], row[-1]
    amount = _amount(text, last, None)
    if amount is None or amount.unit in _OF_THE_CALENDAR:
        return
    start, before = _compared(text, first, None, amount.unit)
    comparator = before if before != "eq" else amount.comparator
    scale = _lent(text, last)
    for n in row:
        if n is last:
            yield replace(amount, comparator=comparator)
            continue
        value = n.value * (scale if text[n.end - 1] not in "万亿" and n.value * scale <= last.value * _ALIKE else 1)
        at = start if n is first else n.start
        yield Amount(at, n.end, n.start, value, None, comparator, amount.unit, amount.per, False)


def _growth(text: str, n: Numeral, m: re.Match[str]) -> Amount:
    """翻一番 is a growth of 100 %, 翻两番 one of 300 %."""
    times = any_value(m["times"]) or Decimal(1)
    value = (2**times - 1) * 100
    comparator, end = _compared_after(text, m.end(), "eq", False)
    return Amount(n.start, end, n.start, value, None, comparator, "%", None, False)


def _ratio(text: str, n: Numeral, m: re.Match[str]) -> Amount:
    start, comparator = _compared(text, n, None, None)
    comparator, end = _compared_after(text, m.end(), comparator, False)
    return Amount(start, end, n.start, Decimal(m["first"]), None, comparator, None, None, False)


def _amount(text: str, n: Numeral, following: Numeral | None) -> Amount | None:
    value, upper = n.value, n.upper
    unit, end = _unit(text, n.end, n)
    if upper is None and following is not None and (reach := _range(text, n, following, unit, end)):
        value, upper, unit, end = reach
    if unit is None and n.chinese and n.value == 0:
        return _none_at_all(text, n)
    if (unit is None and not _is_reached(text, n)) or (unit == "点" and _OF_THE_CLOCK.search(text, 0, n.start)):
        return None
    per, end = after_slash(text, end)
    if unit == "年" and not n.chinese and 1900 <= value <= 2100:
        return None
    start, comparator = _compared(text, n, upper, unit)
    comparator, end = _compared_after(text, end, comparator, n.more)
    return Amount(start, end, n.start, value, upper, comparator, unit, per, n.chinese)


def _is_reached(text: str, n: Numeral) -> bool:
    """Whether a number without a unit is one to reach: 容积率不低于1.5, 城乡收入比降到2.2以内."""
    plain = not n.chinese and not (n.value == n.value.to_integral_value() and 1900 <= n.value <= 2100)
    before = text[max(0, n.start - 16) : n.start]
    many = text[n.end - 1] in "万亿" and _MANY.search(before)  # 贫困人口减少1000万以上
    return plain and bool((many or _REACHED.search(before)) and _ENDS_THERE.match(text, n.end))


def _none_at_all(text: str, n: Numeral) -> Amount | None:
    """零增长 is a growth of 0 %; of 零事故, 零发生 there are to be none, and 为零 is none left."""
    growth = text.startswith("增长", n.end)
    if text[: n.start].endswith("趋"):
        return None  # 趋零增长 comes near to it
    if not (_NOTHING.match(text, n.end) or (text[n.start - 1 : n.start] in tuple("为到至是") and n.start)):
        return None
    end = n.end + len("增长") if growth else n.end
    return Amount(n.start, end, n.start, n.value, None, "eq", "%" if growth else None, None, True)


def _range(
    text: str, n: Numeral, following: Numeral, unit: str | None, end: int
) -> tuple[Decimal, Decimal, str, int] | None:
    """Lower and upper number of 10—15家 or 3万至5万元, their unit, and where they end."""
    if following.share != n.share or not _BETWEEN.fullmatch(text, end, following.start):
        return None
    second, end = _unit(text, following.end, following)
    if second is None or unit not in (None, second):
        return None
    lower = n.value * _lent_scale(n, following, text)
    return None if lower > following.value else (lower, following.value, second, end)


def _lent_scale(n: Numeral, following: Numeral, text: str) -> Decimal:
    """3—5万元: the second number lends its scale to the first."""
    if n.value >= following.value or text[n.end - 1] in "万亿千百":
        return Decimal(1)
    scaled = _lent(text, following)
    return scaled if n.value * scaled <= following.value else Decimal(1)


def _lent(text: str, n: Numeral) -> Decimal:
    """What the 万 or 亿 that ends a number multiplies by."""
    m = re.search(r"[万亿]{1,4}$", text[n.start : n.end])
    return Decimal(10) ** sum({"万": 4, "亿": 8}[c] for c in m[0]) if m else Decimal(1)


def _compared(text: str, n: Numeral, upper: Decimal | None, unit: str | None) -> tuple[int, Comparator]:
    """Where a quantity begins with the comparator that touches it, and what it says."""
    if upper is not None:
        return n.start, "range"
    head = text[max(0, n.start - _TOUCHES) : n.start]
    for pattern, name in _TOUCHING:
        if m := pattern.search(head):
            return n.start - (len(head) - m.start()), name
    near = text[max(0, n.start - _REACH) : n.start]
    near = near[max(near.rfind(c) for c in "，。；：、") + 1 :]
    share = unit in ("%", "‰", "倍")
    for pattern, name in (*_FAR, *(_FAR_OF_SHARES if share or unit is None else ())):
        if m := pattern.search(near):
            return (n.start - (len(near) - m.start()) if share else n.start), name
    return n.start, "gt" if n.more else "eq"


def _compared_after(text: str, end: int, comparator: Comparator, more: bool) -> tuple[Comparator, int]:
    """The comparator with what follows the unit (以上, 以内, 左右), and where it ends."""
    for pattern, name in _AFTER:
        if m := pattern.match(text, end):
            plain = comparator == "eq" or (comparator == "gt" and more)
            return (name if plain else comparator), m.end()
    return comparator, end


def _unit(text: str, at: int, n: Numeral) -> tuple[str | None, int]:
    """The unit at a place, and where it ends."""
    if n.share:
        return "%", at
    m = UNIT.match(text, at)
    if m is None or NO_UNIT.match(text, at):
        return None, at
    unit, end = m[0], m.end()
    if unit not in ("%", *MONEY) and (both := _IN_BRACKETS.match(text, end)):
        return unit + both[0], both.end()
    return (unit[1:] if unit in _WITH_ITS_OWN else unit), end
