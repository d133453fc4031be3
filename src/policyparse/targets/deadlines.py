"""Dates by which, limits within which, and times at which something is to be done.

`time_words.PATTERNS` names the ways in which notices tell a time; `_RESOLVE` says what each comes to.
"""
from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from policyparse.records import Deadline, Recurrence, Span, Within
from policyparse.targets.numerals import any_value
from policyparse.targets.sentences import depths, opened_at
from policyparse.targets.time_words import MUST_HOLD, PATTERNS
from policyparse.targets.verbs import verb_ending

_MIDDLE_OF_CENTURY, _SPRING_ENDS, _FIRST_OF_NEW_YEARS, _LATEST_NEW_YEAR = 2050, 5, 2010, 220
_EVERY: dict[str, Recurrence] = {
    "年": "year", "年度": "year", "学年": "year", "自然年": "year", "逐年": "year", "一年一次": "year",
    "半年": "half-year", "半年度": "half-year", "学期": "half-year", "半年一次": "half-year", "每半年": "half-year",
    "季": "quarter", "季度": "quarter", "逐季": "quarter", "月": "month", "月份": "month", "逐月": "month",
    "周": "week", "星期": "week", "天": "day", "日": "day", "工作日": "day",
}  # fmt: skip
_PLAN_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040, "八": 2045}
_THIRD_OF_MONTH = {"上旬": 10, "初": 10, "中旬": 20}
_SEASON_END = {  # month and day; 2月 is avoided, as it has no fixed end
    "秋季": (9, 1), "秋季学期": (9, 1), "秋季开学": (9, 1), "春季开学": (3, 1), "春季学期": (3, 1),
    "寒假": (3, 1), "春季": (5, 31), "夏季": (8, 31), "暑假": (8, 31),
}  # fmt: skip
_FEASTS = {
    "元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "七一": (7, 1), "八一": (8, 1), "国庆": (10, 1), "十一": (10, 1),
}  # fmt: skip
_NEW_YEARS = (  # month and day on which the lunar year begins, from 2010 on
    214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212, 201, 122, 210, 129,
    217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215, 204, 124, 212,
)  # fmt: skip
_YEARS_ON = {"明年": 1, "次年": 1, "翌年": 1, "后年": 2, "去年": -1, "上年": -1, "上一年": -1, "前年": -2}
_HALVES = {
    "月": ("15", "日"), "年": ("6", "个月"), "小时": ("30", "分钟"), "天": ("0.5", "天"), "工作日": ("0.5", "工作日"),
}  # fmt: skip
_MONTHS_OF_YEAR = 12
_WHOLE_UNIT = {"月": "个月", "星期": "周", "季度": "个季度", "学期": "个学期"}
_THAT_YEAR = ("当年", "次年", "翌年")
_AND_DATE = re.compile(r"[、和及与]")
_OFTENER: dict[str, Recurrence] = {"year": "half-year", "half-year": "quarter", "quarter": "quarter"}
_ARRIVAL = ("到", "至", "截至", "截止", "截止到")


@dataclass(frozen=True, slots=True)
class When:
    """A time expression in a text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        kind: Which pattern it is.
        date: Last day of what it names, or None.
        recurrence: How often, or None.
        month_day: The day of the year of a yearly duty, or of a date whose year cannot be told.
        within: A time limit.
        bare: A year alone, with no word that makes it a deadline (2019年修订…).
        begins: A start (自…起), no deadline.
        dated: Whether the year stood there.
    """

    start: int
    end: int
    kind: str
    date: date | None = None
    recurrence: Recurrence | None = None
    month_day: str | None = None
    within: Within | None = None
    bare: bool = False
    begins: bool = False
    dated: bool = True

    def deadline(self, raw: str, source: str, spans: tuple[Span, ...]) -> Deadline:
        """The record of it."""
        return Deadline.model_validate(
            {
                "raw": raw, "date": self.date.isoformat() if self.date else None, "recurrence": self.recurrence,
                "month_day": self.month_day, "within": self.within, "source": source, "spans": spans,
            }
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """A match of a pattern, with what its time is reckoned from."""

    base: When
    text: str
    groups: dict[str, str | None]
    before: str
    after: str
    issued: date | None
    year: int | None

    def get(self, *names: str) -> str:
        """The first of the named groups that matched something, or nothing."""
        return next((value for name in names if (value := self.groups.get(name))), "")


@lru_cache(maxsize=256)
def deadlines_of(text: str, issued: date | None, year: int | None) -> tuple[When, ...]:
    """The time expressions of a sentence that can be deadlines: those in titles and quotes are names."""
    depth = depths(text)
    out = []
    for when in find_deadlines(text, issued, year):
        around = opened_at(text, when.start) if depth[when.start] and text[when.start] != "“" else ""
        if _is_baseline(text, when) or (when.bare and text.startswith("当年", when.start)):
            continue  # 当年新增: of whichever year was named
        in_name = "《" in around or "“" in around.replace("“", "", when.kind == "plan")
        if in_name or (around and (when.kind == "recurring" or when.bare)):
            continue
        if not (_is_quantity(text, when) or _is_of_a_name(text, when) or _is_attribute(text, when)):
            out.append(when)
    return tuple(out)


_COMPARED_WITH = re.compile(r"(?:(?<![占对环之])比|较|以|相对于?|同)$")
_BASELINE_AFTER = re.compile(r"(?:的?水平)?(?:相比|为基[数准年]|基础上|同期)|的?(?:基础|水平)上")


def _is_baseline(text: str, when: When) -> bool:
    """比2020年下降18%, 在2020年基础上: what is compared with, not a deadline."""
    if when.date is None:
        return False
    return bool(_COMPARED_WITH.search(text[: when.start]) or _BASELINE_AFTER.match(text, when.end))


_DESCRIBES = re.compile(  # 2000年底前|建成的|小区
    r"(?:已|新|首次|未)?(?:建成|竣工|投产|投用|开工|批准|核准|备案|注册|成立|取得|获得|发生|形成|入库|毕业|出生|退役|认定|立项|"
    r"下达|签订|印发|发布|购置|生产|交付|列入|纳入|评定|命名|到期|登记|受理)(?:使用|投用)?的(?=[一-龥])"
)
_OF_THEN = re.compile(r"的(?!目标|任务|工作)[一-龥]")
_PAPER_OF_YEARS = re.compile(
    r"[^，。；、]{0,14}?(?:计划|规划|方案|指南|名单|目录|清单|项目库|要点)(?:[^一-龥]|的?编制|编报|申报|[和及与、并]|$)"
)


def _is_attribute(text: str, when: When) -> bool:
    """2000年底前|建成的|小区, 6月份|的|例会."""
    if _DESCRIBES.match(text, when.end):
        return True
    return when.kind in ("date", "noyear") and not when.bare and _OF_THEN.match(text, when.end) is not None


def _is_of_a_name(text: str, when: When) -> bool:
    """编制|2024—2026年三年滚动计划: the years that a paper is about."""
    if when.kind != "years" or when.start == 0 or not _PAPER_OF_YEARS.match(text, when.end):
        return False
    return verb_ending(text, max(0, when.start - 6), when.start) is not None


_SHORTENED = r"(?:压缩|压减|缩短|控制|限制?|降|减|稳定|限定|提速|时间|时限|周期|平均)(?:一半以上)?[到至在为]?(?:平均)?"
_TO_REACH = re.compile(rf"(?:{_SHORTENED}|到|至|为)(?:\d{{1,4}}[、和]){{0,6}}$")


_NAMED_RATE = re.compile(r"(?!使|将|把|让|全|实现|达到|完成|力争)[一-龥]{1,4}(?:率|比例|占比)")  # 3个工作日内|办结率
_OF_A_CASE = re.compile(r"(?:累计|连续)?(?:被|未|无|受到|发生|出现|不[得予再])")  # 一年内|被通报3次以上的单位
_SINCE_WHAT_HE_IS = re.compile(r"(?:毕业|离校|成立|注册|退役|退休|登记)$")  # 毕业|5年内|高校毕业生


def _is_quantity(text: str, when: When) -> bool:
    """压缩至3周以内 is a quantity to reach, not a time limit for doing something; 20日内的 describes a thing."""
    if when.within is None:
        return False
    if text.startswith(("的", "（含"), when.end) or _OF_A_CASE.match(text, when.end):
        return True
    if _NAMED_RATE.match(text, when.end):
        return True
    if _SINCE_WHAT_HE_IS.search(text[max(0, when.start - 4) : when.start]):
        return True
    return bool(_TO_REACH.search(text[max(0, when.start - 24) : when.start]))


_MAY_HOLD = {name: frozenset(word[0] for word in words).intersection for name, words in MUST_HOLD.items()}


def find_deadlines(text: str, issued: date | None, year: int | None = None) -> list[When]:
    """All time expressions of a folded text, from left to right, none overlapping another.

    Args:
        text: One sentence or more.
        issued: The notice's date: what 今年 and a month without a year are reckoned from.
        year: The year last named before this text, for dates that leave it out.
    """
    out: list[When] = []
    reckoned = year if year is not None else issued.year if issued else None
    characters = set(text)
    hits = {
        name: m
        for name, pattern in PATTERNS.items()
        if _MAY_HOLD[name](characters) and any(word in text for word in MUST_HOLD[name]) and (m := pattern.search(text))
    }
    while hits:
        name, m = min(hits.items(), key=lambda hit: (hit[1].start(), -hit[1].end()))
        before, after = text[: m.start()], text[m.end() : m.end() + 12]
        when = _RESOLVE[name](_Found(When(*m.span(), name), m[0], m.groupdict(), before, after, issued, reckoned))
        if when is None:
            at = max(m.start() + 1, m.end() - 1)
        else:
            if when.date is not None and when.dated:
                reckoned = when.date.year
            before_it = out[-1] if out else None
            if before_it and _AND_DATE.fullmatch(text, before_it.end, when.start) and _comes_round(before_it, when):
                out[-1] = _twice(before_it, when)
            else:
                out.append(_as_yearly(when, before_it, m[0]))
            at = when.end
        hits = {k: x for k, old in hits.items() if (x := old if old.start() >= at else PATTERNS[k].search(text, at))}
    return out


def _comes_round(first: When, second: When) -> bool:
    """Whether a day follows a yearly one in a row: 每年6月底、12月底前."""
    yearly = first.kind == "recurring" and first.recurrence in _OFTENER and bool(first.month_day)
    return yearly and second.kind == "noyear"


def _twice(first: When, second: When) -> When:
    """每年6月底、12月底前 comes round twice a year."""
    return replace(first, end=second.end, recurrence=_OFTENER.get(first.recurrence or "year", "half-year"))


def _as_yearly(when: When, before: When | None, words: str) -> When:
    """每年7月底前完成A、11月底前完成B, 当年12月底前完成C: the second date comes round every year, too."""
    named = when.kind == "noyear" or any(x in words for x in _THAT_YEAR)
    day = when.date.strftime("%m-%d") if when.date else when.month_day
    if not named or day is None or before is None or before.recurrence not in _OFTENER or not before.month_day:
        return when
    return replace(when, date=None, recurrence=before.recurrence, month_day=day)


def _recurring(found: _Found) -> When | None:
    if found.get("by") and not found.get("tail") and _OF_A_PERIOD.match(found.after):
        return None  # 按年度保费的80%: what is reckoned with
    return replace(found.base, recurrence=_EVERY[found.get("every", "by", "each")], month_day=_month_day(found))


_OF_A_PERIOD = re.compile(r"(?:实际|平均|应[缴付])?(?:保费|销售|营业|收入|预算|纳税|工资|租金|产量|总额|目标|计划)")


def _month_day(found: _Found) -> str | None:
    """The day of the year of a yearly duty: 每年12月底前, 每年第一季度."""
    if found.get("yp"):
        if found.get("every", "each") not in ("年", "年度", "逐年"):
            return None
    elif not found.get("month", "month2", "half", "quarter"):
        return None
    try:
        day = _last_day(2023, _number(found, "month", "month2", "month3"), _number(found, "day", "day2"), found)
    except ValueError:
        return None
    return day.strftime("%m-%d")


def _number(found: _Found, *names: str) -> int:
    """A month or a day in digits or in words; 0 where there is none."""
    return int(any_value(found.get(*names)) or 0)


def _plan(found: _Found) -> When | None:
    if found.get("middle"):
        return replace(found.base, date=date(_MIDDLE_OF_CENTURY, 12, 31))
    end = _PLAN_END[found.get("plan", "plan2")]
    first = any_value(found.get("first"))
    return replace(found.base, date=date(end if first is None else end - 5 + int(first), 12, 31))


def _school_year(found: _Found) -> When | None:
    """The last day of a school year, or of one of its terms."""
    year, term = _named_year(found), found.get("term")
    if year is None:
        return None
    month = 8 if not term else 1 if term in "一1上" else 7
    return replace(found.base, kind="years", date=date(year, month, 31))


def _in_digits(found: _Found) -> When | None:
    """2022-06-30前 is a date, 2022.3—2022.5 a stretch of time; 2022.6 alone is a number."""
    numbers = (found.get("later") or found.text).strip("到至截止于在自从之以前").split(found.get("sep"))
    later, full = found.get("later"), len(numbers) == len(("year", "month", "day"))
    if not (later or full):
        return None
    groups = {**found.groups, **dict(zip(("year", "month", "day"), numbers, strict=False))}
    return _dated(replace(found, base=replace(found.base, kind="years" if later else "date"), groups=groups))


def _as_months(found: _Found) -> When | None:
    return _dated(replace(found, base=replace(found.base, kind="months")))


def _within(found: _Found) -> When | None:
    """A time limit; 第3年内, 近三年内 and a year's number are none."""
    if half := found.get("half_of"):
        value, unit = _HALVES[half.lstrip("半个")]
        return replace(found.base, within=Within(value=Decimal(value), unit=unit))
    first, unit = found.get("n1"), found.get("unit")
    worth = any_value(found.get("n2") or first)
    if worth is None or (unit in ("年", "学年") and re.fullmatch(r"(?:19|20)\d\d", first)):
        return None
    if found.before.endswith(("第", "近", "前", "上", "过")) and not found.get("from", "use"):
        return None
    if found.get("inside").endswith(("时间", "努力")) and not found.get("use", "end"):
        return None
    if found.get("and_half"):
        return replace(found.base, within=Within(value=worth * _MONTHS_OF_YEAR + 6, unit="个月"))
    return replace(found.base, within=Within(value=worth, unit=_WHOLE_UNIT.get(unit, unit)))


def _next_day(found: _Found) -> When | None:
    return replace(found.base, within=Within(value=Decimal(found.get("next") == "次日"), unit="日"))


def _dated(found: _Found) -> When | None:
    """A date with its year, or reckoned from the notice's; None where the numbers are no date."""
    named = _named_year(found)
    month, day = _number(found, "month", "month2", "month3"), _number(found, "day", "day2", "day3", "day4")
    year = found.year if named is None else named
    if found.get("near"):
        if found.issued is None:
            return None
        month = found.issued.month + (found.get("near") != "本月")
        year, month = found.issued.year + month // 13, (month - 1) % 12 + 1
    no_day = not day and found.get("day", "day2", "day3", "day4")
    if month > 12 or int(found.get("m1") or 1) not in range(1, 13) or no_day:
        return None
    if named is None and _is_next_year(found, month, day):
        year = None if year is None else year + 1
    if year is not None and found.issued and _lies_behind(found, year):
        year += 1
    try:
        last = _last_day(year if year is not None else 2023, month, day, found)
    except ValueError:
        return None
    if year is None:  # 3月15日前, in a text without any year
        return replace(found.base, month_day=last.strftime("%m-%d"), dated=False) if month else None
    bare = _is_bare(found)
    if bare and not day and found.after[:1] in ("度", "第"):
        return None
    return replace(found.base, date=last, bare=bare, begins=_begins(found), dated=named is not None)


def _named_year(found: _Found) -> int | None:
    """The year that stands there, in digits or as 今年, 明年 …"""
    if digits := found.get("year"):
        value = any_value(digits.replace("○", "〇").replace("0", "〇") if "二" in digits else digits)
        return None if value is None else int(value)
    if found.get("rel") and found.issued:
        return found.issued.year + _YEARS_ON.get(found.get("rel"), 0)
    return None


def _is_next_year(found: _Found, month: int, day: int) -> bool:
    """Whether a month without a year lies more than half a year before the notice: then the next one is meant."""
    issued = found.issued
    if issued is None or found.year != issued.year or not month or found.base.kind != "noyear" or found.get("near"):
        return False
    return month + 6 < issued.month


def _lies_behind(found: _Found, year: int) -> bool:
    """Whether what needs no year (今明两年, 今冬明春, 元旦前) is over in the year of the notice."""
    if found.issued is None or found.get("year", "rel"):
        return False
    if found.get("winter"):
        return found.issued.month > _SPRING_ENDS
    return bool(found.get("both")) or (bool(found.get("feast")) and _feast(year, found.get("feast")) < found.issued)


def _feast(year: int, name: str) -> date:
    """The day of a feast; of a lunar year that is not in the table the last on which it can begin."""
    if name != "春节":
        return date(year, *_FEASTS[name.strip("“\"")[:2]])
    at = year - _FIRST_OF_NEW_YEARS
    return date(year, *divmod(_NEW_YEARS[at] if 0 <= at < len(_NEW_YEARS) else _LATEST_NEW_YEAR, 100))


def _begins(found: _Found) -> bool:
    """自2022年1月1日起, 2023年以来: a start."""
    if found.after.startswith(("起", "以来", "开始", "之后", "以后", "后")):
        return True
    return found.get("lead") in ("自", "从") and found.base.kind in ("date", "noyear")


def _is_bare(found: _Found) -> bool:
    """Whether nothing says that the date is one by which something is done: a year alone, a full day without 前."""
    if found.base.kind != "date" or found.get("by"):
        return False
    lead = found.get("lead")
    if found.get("day", "feast"):
        return lead not in (*_ARRIVAL, "于")
    part = found.get("month", "half", "quarter", "season", "yp", "part")
    return found.base.kind == "date" and not part and lead not in _ARRIVAL


def _last_day(year: int, month: int, day: int, found: _Found) -> date:
    """The last day of what is named; ValueError where there is no such day."""
    if month:
        part = _THIRD_OF_MONTH.get(found.get("part", "part2", "part3", "by"), calendar.monthrange(year, month)[1])
        return date(year, month, day or part)
    if found.get("half") == "上半年" or found.get("yp").endswith("中"):
        return date(year, 6, 30)
    if quarter := found.get("quarter", "quarter2"):
        month = 3 * ("一二三四".find(quarter) + 1 or int(quarter))
        return date(year, month, calendar.monthrange(year, month)[1])
    if feast := found.get("feast"):
        return _feast(year, feast)
    if season := found.get("season"):
        if found.get("term_ends"):
            return date(year, 7, 31) if season[0] == "春" else date(year + 1, 1, 31)
        return date(year, *_SEASON_END[season])
    if found.get("winter"):
        return date(year, _SPRING_ENDS, 31)
    return date(year, 3, 31) if found.get("yp").endswith("初") else date(year, 12, 31)


_RESOLVE: dict[str, Callable[[_Found], When | None]] = {
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
    "within": _within,
    "ahead": _within,
    "nextday": _next_day,
}
