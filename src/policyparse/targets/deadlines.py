"""Dates by which, limits within which, and times at which something is to be done."""
from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from policyparse.records import Deadline, Recurrence, Span, Within
from policyparse.targets.numerals import any_value

_N = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)"
_Y = r"(?<!\d)(?:(?:19|20)\d{2}|二[〇○零0][〇○零一二三四五六七八九]{2})(?![\d.,万亿])"
_DASH = r"[-—–－~～―一至到]+"
_YEAR = rf"(?:(?P<year>{_Y})年度?|(?P<rel>今年|本年度?|当年|明年|次年|后年|翌年))"
_LEAD = r"(?P<lead>到|至|截至|截止|截止到|于|在|力争|争取|确保|自|从)?"
_BY = r"(?:底之?以?前|底|末|年底|内|之前|以前|前|止|为止)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        # 每年7月30日前, 每年12月底前, 每年春、秋季, 每季度, 每周, 按月, 逐年
        ("recurring", r"(?:每(?:个)?(?P<every>半年度?|年度?|学年|自然年|季度?|学期|月份?|周|星期|天|日|工作日)|按(?P<by>月|季度?|年度|年|周|日)(?!份|龄|均)|(?P<each>逐年|逐月|逐季|半年一次|一年一次|每半年))"
                      r"(?P<tail>(?P<rm>\d{1,2})月(?:(?P<rd>\d{1,2})[日号])?(?P<rb>底|末|上旬|中旬|下旬)?(?:之?以?前)?|[年季月]?(?:底|末|初)(?:之?前)?)?"),
        # 2021—2023年, 2021年至2023年, 2021年1月—2023年6月
        ("years", rf"(?P<lead>到|至|在|于|自|从)?(?P<y1>{_Y})年?(?:(?P<m1>\d{{1,2}})月(?:(?P<d1>\d{{1,2}})日)?)?{_DASH}(?P<year>{_Y})年(?:(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})日)?)?(?P<by>底)?(?:之?前|期间)?"),
        # 2017年4-5月, 2022年3月—5月, 3月1日至4月15日
        ("months", rf"{_LEAD}(?:{_YEAR})?(?P<m1>\d{{1,2}})(?:月(?P<d1>\d{{1,2}}日)?)?(?:\d{{1,2}}[:：]\d{{2}})?{_DASH}(?P<month>\d{{1,2}})月(?:(?P<day>\d{{1,2}})[日号])?(?:\d{{1,2}}[:：]\d{{2}})?(?P<by>底|上旬|中旬|下旬)?(?:之?前)?"),
        # “十四五”末, “十五五”期间
        ("plan", r"(?:到|在|至)?[“\"]?十(?P<plan>[二三四五六七八])五[”\"]?(?P<when>规划期|时期|期间|期末|末期|末|期)(?:末|内)?"),
        # 2022年6月底前, 今年下半年, 2018年第三季度, 2019年春季学期, 2025年
        ("date", rf"{_LEAD}{_YEAR}(?:(?P<month>\d{{1,2}})月份?(?:(?P<day>\d{{1,2}})[日号](?:\d{{1,2}}[:：]\d{{2}})?)?(?P<part>上旬|中旬|下旬|底|末|初)?|"
                 r"(?P<half>上半年|下半年)|第?(?P<quarter>[一二三四1234])季度|(?P<season>春季学期|秋季学期|春季开学|秋季开学|春季|秋季|暑假|寒假|国庆节|春节)|(?P<yp>年?底|年?末|年?初(?!步|级|中|期|始|等)|年?中(?![一-龥]))(?![一-龥]*教育))?"
                 rf"(?P<by>{_BY})?"),
        # 3月31日前, 9月底前, 上半年, 年底前, 年内, 月底前 (no year)
        ("noyear", r"(?P<lead>到|至|截至|于|在|自|从)?(?<![\d年])(?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号](?:\d{1,2}(?:[:：]\d{2}|[时点]))?)?(?P<part>上旬|中旬|下旬|底|末|初)?(?P<by>之前|以前|前|止)|(?P<month2>\d{1,2})月(?P<part2>底|末)|"
                   r"(?P<half>上半年|下半年)(?:之?前)?|(?P<yp>年底|年末|岁末)(?:之?以?前)?|(?P<inyear>(?<![一-龥])(?:年内|年度内|全年)|(?<=在)年内|(?<=于)年内|(?<=争)年内))"),
        # 自印发之日起30日内, 15个工作日内, 三年内, 用3年时间, 经过5—10年左右时间, 3个月之内
        ("within", rf"(?P<from>(?:自|从|于|在)[^，。；、（）]{{2,20}}?(?:之日|之后|日|后)起?)?(?P<use>用|经过|通过|力争|争取|再用|利用)?(?P<n1>{_N})(?:{_DASH}(?P<n2>{_N}))?(?P<n3>多|余)?个?(?P<unit>工作日|自然日|小时|分钟|日历天|天|日|周|星期|月|季度|学期|学年|年)(?P<end>左右)?(?P<inside>之内|以内|内|时间|左右的?时间|一周期|一个周期)"),
        ("nextday", r"(?P<from>[^，。；、（）]{0,12}?)(?P<next>次日|当日|当天|即日|次月|次周)(?:内|前)?"),
    )
)
_EVERY: dict[str, Recurrence] = {
    "年": "year", "年度": "year", "学年": "year", "自然年": "year", "半年": "half-year", "半年度": "half-year", "学期": "half-year",
    "季": "quarter", "季度": "quarter", "月": "month", "月份": "month", "周": "week", "星期": "week", "天": "day", "日": "day",
    "工作日": "day", "逐年": "year", "逐月": "month", "逐季": "quarter", "半年一次": "half-year", "一年一次": "year", "每半年": "half-year",
}
_PLAN_END = {"二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040, "八": 2045}
_THIRD = {"上旬": 10, "中旬": 20}


@dataclass(frozen=True, slots=True)
class When:
    """A time expression in a text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        kind: Which pattern it is.
        date: Last day of what it names, or None.
        recurrence: How often, or None.
        month_day: The day of the year of a yearly duty.
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


def find_deadlines(text: str, issued: date | None, year: int | None = None) -> list[When]:
    """All time expressions of a folded text, from left to right, none overlapping another.

    Args:
        text: One sentence or more.
        issued: The notice's date: what 今年 and a month without a year are reckoned from.
        year: The year last named before this text, for dates that leave it out.
    """
    out: list[When] = []
    at = 0
    reckoned = year if year is not None else issued.year if issued else None
    while at < len(text):
        hits = [(m.start(), -m.end(), k, name, m) for k, (name, p) in enumerate(_PATTERNS) if (m := p.search(text, at))]
        if not hits:
            break
        _, _, _, name, m = min(hits, key=lambda h: h[:3])
        when = _resolve(name, m, text, issued, reckoned)
        if when is None:
            at = m.start() + 1 if m.end() == m.start() + 1 else max(m.start() + 1, m.end() - 1)
            continue
        if when.date is not None and when.dated:
            reckoned = when.date.year
        if when.kind == "noyear" and out and out[-1].recurrence == "year" and out[-1].month_day and when.date:
            when = replace(when, date=None, recurrence="year", month_day=when.date.strftime("%m-%d"))
        out.append(when)
        at = when.end
    return out


def _resolve(name: str, m: re.Match[str], text: str, issued: date | None, year: int | None) -> When | None:
    g = m.groupdict()
    base = When(m.start(), m.end(), name)
    if name == "recurring":
        every = g["every"] or g["by"] or g["each"]
        return replace(base, recurrence=_EVERY[every], month_day=_month_day(g))
    if name == "within":
        return _within(base, g, text, m)
    if name == "nextday":
        if not re.search(r"(?:后|满|之日|起|日)$", g["from"] or "") or g["next"] not in ("次日", "当日", "当天"):
            return None
        return replace(base, within=Within(value=Decimal(1 if g["next"] == "次日" else 0), unit="日"))
    if name == "plan":
        return replace(base, date=date(_PLAN_END[g["plan"]], 12, 31))
    return _dated(base, g, text, m, issued, year)


def _month_day(g: dict[str, str | None]) -> str | None:
    if not g["rm"]:
        return None
    month = int(g["rm"])
    if not 1 <= month <= 12:
        return None
    day = int(g["rd"]) if g["rd"] else _THIRD.get(g["rb"] or "", calendar.monthrange(2023, month)[1])
    return f"{month:02d}-{day:02d}"


def _within(base: When, g: dict[str, str | None], text: str, m: re.Match[str]) -> When | None:
    value = any_value(g["n2"] or g["n1"] or "")
    unit = g["unit"] or ""
    inside = g["inside"] or ""
    if value is None or (g["n1"] or "").startswith(("19", "20")) and unit == "年" and len(g["n1"] or "") == 4:
        return None
    if text[max(0, m.start("n1") - 1) : m.start("n1")] in ("第", "近", "前", "上", "过") and not (g["from"] or g["use"]):
        return None
    if "时间" in inside and not (g["use"] or g["end"]):
        return None
    unit = {"月": "个月", "星期": "周", "季度": "个季度", "学期": "个学期"}.get(unit, unit)
    return replace(base, within=Within(value=value, unit=unit))


def _dated(
    base: When, g: dict[str, str | None], text: str, m: re.Match[str], issued: date | None, year: int | None
) -> When | None:
    when_year = _year(g, issued)
    dated = when_year is not None
    month = int(g.get("month") or g.get("month2") or 0)
    if month > 12 or (g.get("day") and not 1 <= int(g["day"] or 0) <= 31) or (g.get("m1") and not 1 <= int(g["m1"] or 0) <= 12):
        return None
    if when_year is None:
        if year is None:
            return None
        when_year = year
        if not dated and issued and year == issued.year and month and (month, int(g.get("day") or 31)) < (issued.month, issued.day) and base.kind == "noyear" and month + 6 < issued.month:
            when_year += 1
    try:
        last = _last_day(when_year, month, g)
    except ValueError:
        return None
    lead, by = g.get("lead"), g.get("by")
    after = text[m.end() : m.end() + 12]
    begins = (lead in ("自", "从") and base.kind in ("date", "noyear")) or after.startswith(("起", "以来", "开始", "之后", "以后", "后"))
    soft = any(g.get(k) for k in ("month", "month2", "half", "quarter", "season", "yp", "part", "inyear"))
    bare = base.kind == "date" and not by and not soft and lead not in ("到", "至", "截至", "截止", "截止到")
    full_day = base.kind in ("date", "months") and g.get("day") and not by and not text[: m.end()].endswith("前")
    full_day = full_day and lead not in ("到", "至", "截至", "截止", "于")
    if bare and after[:1] not in "，、要再起" and re.match(r"[度第]", after):
        return None
    return replace(base, date=last, bare=bool(bare or full_day), begins=begins, dated=dated)


def _year(g: dict[str, str | None], issued: date | None) -> int | None:
    if g.get("year"):
        digits = "".join(str("〇一二三四五六七八九".index(c)) if c in "〇一二三四五六七八九" else "0" if c in "○零" else c for c in g["year"] or "")
        return int(digits)
    rel = g.get("rel")
    if rel and issued:
        return issued.year + (1 if rel in ("明年", "次年", "翌年") else 2 if rel == "后年" else 0)
    return None


def _last_day(year: int, month: int, g: dict[str, str | None]) -> date:
    if month:
        if g.get("day"):
            return date(year, month, int(g["day"] or 1))
        part = g.get("part") or g.get("by") or ""
        return date(year, month, _THIRD.get(part, calendar.monthrange(year, month)[1]))
    if g.get("half") == "上半年":
        return date(year, 6, 30)
    if g.get("quarter"):
        q = "一二三四".find(g["quarter"] or "") + 1 or int(g["quarter"] or 4)
        return date(year, q * 3, calendar.monthrange(year, q * 3)[1])
    season = g.get("season") or ""
    if season.startswith("秋"):
        return date(year, 9, 1)
    if season in ("春季开学", "春季学期", "春节", "寒假"):
        return date(year, 3, 1)
    if season == "春季":
        return date(year, 5, 31)
    if season == "暑假":
        return date(year, 8, 31)
    if season == "国庆节":
        return date(year, 10, 1)
    yp = g.get("yp") or ""
    if yp.endswith("初"):
        return date(year, 3, 31)
    if yp.endswith("中"):
        return date(year, 6, 30)
    return date(year, 12, 31)
