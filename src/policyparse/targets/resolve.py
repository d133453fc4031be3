"""What a match of one of `time_words.PATTERNS` comes to: `RESOLVE` has a function for each."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from policyparse.records import Recurrence, Within
from policyparse.targets import days
from policyparse.targets.numerals import any_value
from policyparse.targets.when import When

_ANY_YEAR = 2023  # stands for the year of a day that comes round
_SPRING_ENDS = 5
_MONTHS_OF_YEAR = 12
_EVERY: dict[str, Recurrence] = {
    "年": "year", "年度": "year", "学年": "year", "自然年": "year", "逐年": "year", "一年一次": "year",
    "半年": "half-year", "半年度": "half-year", "学期": "half-year", "半年一次": "half-year", "每半年": "half-year",
    "季": "quarter", "季度": "quarter", "逐季": "quarter", "月": "month", "月份": "month", "逐月": "month",
    "周": "week", "星期": "week", "天": "day", "日": "day", "工作日": "day",
}
_YEARLY = ("年", "年度", "逐年")
_YEARS_ON = {"明年": 1, "次年": 1, "翌年": 1, "后年": 2, "去年": -1, "上年": -1, "上一年": -1, "前年": -2}
_THE_YEAR_AFTER = ("次年", "翌年")
_HALVES = {
    "月": ("15", "日"), "年": ("6", "个月"), "小时": ("30", "分钟"), "天": ("0.5", "天"), "工作日": ("0.5", "工作日"),
}
_WHOLE_UNIT = {"月": "个月", "星期": "周", "季度": "个季度", "学期": "个学期"}
_YEAR_UNITS = ("年", "学年")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_NOT_FROM_NOW = ("第", "近", "前", "上", "过")  # 第3年内, 近三年内
_SPENT = ("时间", "努力")
_FROM_THEN_ON = ("起", "以来", "开始", "之后", "以后", "后")
_ARRIVAL = ("到", "至", "截至", "截止", "截止到")
_OF_A_PERIOD = re.compile(r"(?:实际|平均|应[缴付])?(?:保费|销售|营业|收入|预算|纳税|工资|租金|产量|总额|目标|计划)")
_DIGITS_AT_END = re.compile(r"\d$")


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a pattern, with what its time is reckoned from.

    Attributes:
        base: The bare expression: where it stands and which pattern it is.
        text: Its words.
        groups: The named parts that matched, without the digit that tells alternatives apart (month, month2).
        before: The text before it.
        after: The beginning of the text after it.
        issued: The notice's date.
        year: The year last named.
    """

    base: When
    text: str
    groups: dict[str, str]
    before: str
    after: str
    issued: date | None
    year: int | None

    @classmethod
    def of(cls, name: str, m: re.Match[str], issued: date | None, year: int | None) -> Found:
        """A match of the pattern `name`."""
        groups = {_DIGITS_AT_END.sub("", key): value for key, value in m.groupdict().items() if value}
        after = m.string[m.end() : m.end() + 12]
        return cls(When(*m.span(), name), m[0], groups, m.string[: m.start()], after, issued, year)

    def get(self, name: str) -> str:
        """The words of a part, or nothing."""
        return self.groups.get(name, "")

    def number(self, name: str) -> int:
        """A month or a day in digits or in words; 0 where there is none."""
        return int(any_value(self.get(name)) or 0)

    def as_kind(self, kind: str) -> Found:
        """The same match, taken for one of another pattern."""
        return replace(self, base=replace(self.base, kind=kind))


def _recurring(found: Found) -> When | None:
    if found.get("by") and not found.get("tail") and _OF_A_PERIOD.match(found.after):
        return None  # 按年度保费的80%: what is reckoned with
    every = _EVERY[found.get("every") or found.get("by")]
    return replace(found.base, recurrence=every, month_day=_day_that_comes_round(found))


def _day_that_comes_round(found: Found) -> str | None:
    """The day of the year of a yearly duty: 每年12月底前, 每年第一季度."""
    if found.get("yp"):
        if found.get("every") not in _YEARLY:
            return None
    elif not (found.get("month") or found.get("half") or found.get("quarter")):
        return None
    day = _last_day(found, _ANY_YEAR, found.number("month"), found.number("day"))
    return day.strftime("%m-%d") if day else None


def _plan(found: Found) -> When | None:
    first = any_value(found.get("first"))
    return replace(found.base, date=days.end_of_plan(found.get("plan"), None if first is None else int(first)))


def _school_year(found: Found) -> When | None:
    year = _named_year(found)
    if year is None:
        return None
    return replace(found.base, kind="years", date=days.end_of_school_year(year, found.get("term")))


def _in_digits(found: Found) -> When | None:
    """2022-06-30前 is a date, 2022.3—2022.5 a stretch of time; 2022.6 alone is a number."""
    later = found.get("later")
    numbers = (later or found.text).strip("到至截止于在自从之以前").split(found.get("sep"))
    named = dict(zip(("year", "month", "day"), numbers, strict=False))
    if not later and len(named) < 3:
        return None
    found = replace(found, groups={**found.groups, **named})
    return _dated(found.as_kind("years" if later else "date"))


def _as_months(found: Found) -> When | None:
    return _dated(found.as_kind("months"))


def _within(found: Found) -> When | None:
    """A time limit; 第3年内, 近三年内 and a year's number are none."""
    if half := found.get("half_of"):
        value, unit = _HALVES[half.lstrip("半个")]
        return replace(found.base, within=Within(value=Decimal(value), unit=unit))
    unit = found.get("unit")
    worth = any_value(found.get("high") or found.get("low"))
    if worth is None or (unit in _YEAR_UNITS and _A_YEAR.fullmatch(found.get("low"))):
        return None
    if found.before.endswith(_NOT_FROM_NOW) and not found.get("from") and not found.get("use"):
        return None
    if found.get("inside").endswith(_SPENT) and not found.get("use") and not found.get("end"):
        return None
    if found.get("and_half"):
        return replace(found.base, within=Within(value=worth * _MONTHS_OF_YEAR + 6, unit="个月"))
    return replace(found.base, within=Within(value=worth, unit=_WHOLE_UNIT.get(unit, unit)))


def _undated(found: Found) -> When | None:
    """汛期前: a time, but no day that the text tells."""
    return found.base


def _next_day(found: Found) -> When | None:
    return replace(found.base, within=Within(value=Decimal(found.get("next") == "次日"), unit="日"))


def _dated(found: Found) -> When | None:
    """A date with its year, or reckoned from the notice's; None where the numbers are no date."""
    month, day = found.number("month"), found.number("day")
    if (not day and found.get("day")) or int(found.get("from_month") or 1) not in range(1, _MONTHS_OF_YEAR + 1):
        return None
    if found.get("rel") in _THE_YEAR_AFTER and _of_any_year(found):
        comes_round = _last_day(found, _ANY_YEAR, month, day)
        if comes_round is None:
            return None
        return replace(found.base, recurrence="year", month_day=comes_round.strftime("%m-%d") if month else None)
    year = _year_of(found, month or days.last_month(found.get("quarter")))
    if found.get("season") == "开学":
        return None if found.issued is None else replace(found.base, date=days.next_term(found.issued), dated=False)
    if near := found.get("near"):
        if found.issued is None:
            return None
        year, month = _this_month_or_next(found.issued, near)
    last = _last_day(found, year or _ANY_YEAR, month, day)
    if last is None:
        return None
    if year is None:  # 3月15日前, in a text without any year
        day_of_year = replace(found.base, month_day=last.strftime("%m-%d"), begins=_begins(found), dated=False)
        return day_of_year if month else None
    bare = _is_bare(found)
    if bare and not day and found.after[:1] in ("度", "第"):
        return None
    over = bare and found.text.endswith("年度") and found.issued is not None and last < found.issued
    named = _named_year(found) is not None and not over  # 2022年度项目|于5月底前完工: which ones, not when
    return replace(found.base, date=last, bare=bare, begins=_begins(found), dated=named)


def _of_any_year(found: Found) -> bool:
    """Whether 次年2月底前 stands in rules without a date, and follows no year or day of one: it comes round."""
    return found.issued is None and not ("月" in found.before or _A_YEAR.search(found.before))


def _this_month_or_next(issued: date, near: str) -> tuple[int, int]:
    """The year and month of 本月, 下月."""
    month = issued.month + (near != "本月")
    return issued.year + month // 13, (month - 1) % _MONTHS_OF_YEAR + 1


def _year_of(found: Found, month: int) -> int | None:
    """The year that is named, or the one that is meant where none is."""
    if (named := _named_year(found)) is not None:
        return named
    if found.year is None:
        return None
    year = found.year + _is_next_year(found, month)
    return year + _lies_behind(found, year)


def _named_year(found: Found) -> int | None:
    """The year that stands there, in digits or as 今年, 明年 …"""
    if digits := found.get("year"):
        value = any_value(digits.replace("○", "〇").replace("0", "〇") if "二" in digits else digits)
        return None if value is None else int(value)
    if (named := found.get("rel")) in _THE_YEAR_AFTER and found.year and _A_YEAR.search(found.before):
        return found.year + 1  # 2023年8月底前…，次年1月底前…
    if named and found.issued:
        return found.issued.year + _YEARS_ON.get(named, 0)
    return None


def _is_next_year(found: Found, month: int) -> bool:
    """Whether a month without a year lies more than half a year before the notice: then the next one is meant."""
    issued = found.issued
    if issued is None or found.year != issued.year or not month or found.base.kind != "noyear":
        return False
    return month + 6 < issued.month


def _lies_behind(found: Found, year: int) -> bool:
    """Whether what needs no year (今明两年, 今冬明春, 元旦前) is over in the year of the notice."""
    if found.issued is None or found.get("rel"):
        return False
    if found.get("winter") or found.get("season") in days.WINTER_HOLIDAYS:
        return found.issued.month > _SPRING_ENDS
    return bool(found.get("both")) or (bool(found.get("feast")) and days.feast(year, found.get("feast")) < found.issued)


def _begins(found: Found) -> bool:
    """自2022年1月1日起, 2023年以来: a start."""
    if found.after.startswith(_FROM_THEN_ON):
        return True
    return found.get("lead") in ("自", "从") and found.base.kind in ("date", "noyear")


def _is_bare(found: Found) -> bool:
    """Whether nothing says that the date is one by which something is done: a year alone, a full day without 前."""
    if found.base.kind != "date" or found.get("by"):
        return False
    lead = found.get("lead")
    if found.get("day") or found.get("feast"):
        return lead not in (*_ARRIVAL, "于")
    part = any(found.get(name) for name in ("month", "half", "quarter", "season", "yp", "part"))
    return not part and lead not in _ARRIVAL


def _last_day(found: Found, year: int, month: int, day: int) -> date | None:
    """The last day of what is named; None where there is no such day."""
    try:
        return _day_named(found, year, month, day)
    except ValueError:
        return None


def _day_named(found: Found, year: int, month: int, day: int) -> date:
    part_of_year, season = found.get("yp"), found.get("season")
    if month:
        return date(year, month, day) if day else days.end_of_month(year, month, found.get("part"))
    if found.get("half") == "上半年" or part_of_year.endswith("中"):
        return date(year, 6, 30)
    if quarter := found.get("quarter"):
        return days.end_of_quarter(year, quarter)
    if name := found.get("feast"):
        return days.feast(year, name)
    if season:
        return days.end_of_term(year, season) if found.get("term_ends") else days.end_of_season(year, season)
    if found.get("winter"):
        return date(year, _SPRING_ENDS, 31)
    return date(year, 3, 31) if part_of_year.endswith("初") else date(year, 12, 31)


RESOLVE: dict[str, Callable[[Found], When | None]] = {
    "recurring": _recurring,
    "years": _dated,
    "school year": _school_year,
    "months": _dated,
    "days": _as_months,
    "until": _as_months,
    "plan": _plan,
    "date": _dated,
    "digits": _in_digits,
    "noyear": _dated,
    "undated": _undated,
    "within": _within,
    "set": _within,
    "ahead": _within,
    "nextday": _next_day,
}
