"""The last day of what a notice calls a month's third, a quarter, a season, a feast or a five-year plan."""
from __future__ import annotations

import calendar
from datetime import date

_MIDDLE_OF_CENTURY = 2050
_PLAN_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040, "八": 2045}
_YEARS_OF_PLAN = 5
_THIRD_OF_MONTH = {"上旬": 10, "初": 10, "中旬": 20}
_SEASON_END = {  # month and day; 2月 is avoided, as it has no fixed end
    "秋季": (9, 1), "秋季学期": (9, 1), "秋季开学": (9, 1), "春季开学": (3, 1), "春季学期": (3, 1),
    "寒假": (3, 1), "春季": (5, 31), "夏季": (8, 31), "暑假": (8, 31),
    "暑期": (8, 31),
}
WINTER_HOLIDAYS = ("寒假",)
_FEASTS = {
    "元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1), "十一": (10, 1),
}
_FIRST_OF_NEW_YEARS, _LATEST_NEW_YEAR = 2010, 220
_NEW_YEARS = (  # month and day on which the lunar year begins, from 2010 on
    214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212, 201, 122, 210, 129,
    217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212,
)


def end_of_month(year: int, month: int, part: str = "") -> date:
    """The last day of a month, or of its 上旬, 中旬; ValueError where there is no such month."""
    return date(year, month, _THIRD_OF_MONTH.get(part, calendar.monthrange(year, month)[1]))


def end_of_quarter(year: int, quarter: str) -> date:
    """The last day of a quarter, named by a digit in either script."""
    return end_of_month(year, last_month(quarter))


def last_month(quarter: str) -> int:
    """The last month of a quarter, named by a digit in either script; 0 where none is named."""
    return 3 * ("一二三四".find(quarter) + 1 or int(quarter)) if quarter else 0


def next_term(issued: date) -> date:
    """The day on which the next school term begins: 1 March or 1 September."""
    days = (date(issued.year, 3, 1), date(issued.year, 9, 1))
    return next((day for day in days if day > issued), date(issued.year + 1, 3, 1))


def end_of_season(year: int, season: str) -> date:
    """The last day of a season or of holidays, the first of a term."""
    return date(year, *_SEASON_END[season])


def end_of_term(year: int, season: str) -> date:
    """The last day of a school term; the one that begins in autumn ends in the next year."""
    return date(year, 7, 31) if season[0] == "春" else date(year + 1, 1, 31)


def end_of_school_year(year: int, term: str) -> date:
    """The last day of a school year that ends in `year`, or of its first or second term."""
    return end_of_month(year, 8 if not term else 1 if term in "一1上" else 7)


def feast(year: int, name: str) -> date:
    """The day of a feast; of a lunar year that is not in the table the last on which it can begin."""
    if name != "春节":
        return date(year, *_FEASTS[name.strip("“\"")[:2]])
    at = year - _FIRST_OF_NEW_YEARS
    return date(year, *divmod(_NEW_YEARS[at] if 0 <= at < len(_NEW_YEARS) else _LATEST_NEW_YEAR, 100))


def end_of_plan(plan: str, first_years: int | None) -> date:
    """The last day of a five-year plan (“十四五”) or of its first years; of 本世纪中叶 where none is named."""
    if not plan:
        return date(_MIDDLE_OF_CENTURY, 12, 31)
    end = _PLAN_END[plan]
    return date(end if first_years is None else end - _YEARS_OF_PLAN + first_years, 12, 31)
