"""Dates by which, limits within which, and times at which something is to be done.

`time_words` names the ways in which notices tell a time, `resolve` says what each comes to, `no_deadline` which of them
are no deadlines.
"""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from policyparse.records import Recurrence
from policyparse.targets.no_deadline import is_no_deadline
from policyparse.targets.resolve import RESOLVE, Found
from policyparse.targets.sentences import depths
from policyparse.targets.time_words import MUST_HOLD, PATTERNS
from policyparse.targets.when import When

_TOLD_BY: dict[str, list[tuple[str, str]]] = {}  # the words that tell a time, with its name, by their first characters
for _name, _words in MUST_HOLD.items():
    for _word in _words:
        _TOLD_BY.setdefault(_word[0], []).append((_word, _name))
_SO_FAR = re.compile(r"截至[^前止]*")  # 截至2021年底: without a date of the notice, what has been reached
_DAYS = ("date", "noyear")
_THAT_YEAR = ("当年", "次年", "翌年")
_ONE_CASE = re.compile(r"请|务必|今年|本年|首次|首批|第一|本次|此次|；")  # 每年评选一次，请于5月底前报送
_AND_DATE = re.compile(r"[、和及与]")
_TIMES_A_YEAR: dict[Recurrence, int] = {"half-year": 2, "quarter": 4}
_OFTENER: dict[Recurrence, Recurrence] = {"year": "half-year", "half-year": "quarter", "quarter": "quarter"}


@lru_cache(maxsize=256)
def deadlines_of(text: str, issued: date | None, year: int | None) -> tuple[When, ...]:
    """The time expressions of a sentence that can be deadlines; for the arguments see `find_deadlines`."""
    found = find_deadlines(text, issued, year)
    found = [x for x in found if issued or not _SO_FAR.fullmatch(text, x.start, x.end)]
    return tuple(when for when in found if not is_no_deadline(text, when, depths(text)[when.start]))


def find_deadlines(text: str, issued: date | None, year: int | None = None) -> list[When]:
    """All time expressions of a folded text, from left to right, none overlapping another.

    Args:
        text: One sentence or more.
        issued: The notice's date: what 今年 and a month without a year are reckoned from.
        year: The year last named before this text, for dates that leave it out.
    """
    out: list[When] = []
    year_meant = year if year is not None else issued.year if issued else None
    hits = _first_hits(text)
    while hits:
        name, m = min(hits.items(), key=lambda hit: (hit[1].start(), -hit[1].end()))
        when = RESOLVE[name](Found.of(name, m, issued, year_meant))
        if when is None:
            at = max(m.start() + 1, m.end() - 1)
        else:
            if when.date is not None and when.dated:
                year_meant = when.date.year
            _add(out, when, text)
            at = when.end
        hits = {k: x for k, old in hits.items() if (x := old if old.start() >= at else PATTERNS[k].search(text, at))}
    return out


def _first_hits(text: str) -> dict[str, re.Match[str]]:
    """The first match of each pattern; most need not be searched for."""
    told = {name for first in _TOLD_BY.keys() & text for word, name in _TOLD_BY[first] if word in text}
    return {name: m for name, pattern in PATTERNS.items() if name in told and (m := pattern.search(text))}


def _add(out: list[When], when: When, text: str) -> None:
    """Adds a time, seen in the light of the one before it: 每年6月底、12月底前 is one time, and so is 6月、12月底前."""
    before = out[-1] if out else None
    if before and _AND_DATE.fullmatch(text, before.end, when.start):
        if _comes_round(before, when):
            out[-1] = replace(before, end=when.end, recurrence=_OFTENER.get(before.recurrence or "year", "half-year"))
            return
        if _are_alike(before, when):
            out[-1] = before.followed_by(when)
            oftener = out[-2].recurrence if len(out) > 1 else None
            if oftener and _TIMES_A_YEAR.get(oftener) == len(out[-1].row):  # 每半年…，6月30日、12月31日前…
                out[-1] = replace(when, start=before.start, date=None, recurrence=oftener)
            return
    out.append(_as_yearly(when, before, text))


def _are_alike(first: When, second: When) -> bool:
    """Whether two times are days or years of the same row: 2023年、2024年; 6月、12月底前."""
    return all(w.kind in _DAYS and w.date is not None and not w.begins for w in (first, second))


def _comes_round(first: When, second: When) -> bool:
    """Whether a day follows a yearly one in a row: 每年6月底、12月底前."""
    yearly = first.kind == "recurring" and first.recurrence in _OFTENER and bool(first.month_day)
    return yearly and second.kind == "noyear"


def _as_yearly(when: When, before: When | None, text: str) -> When:
    """每年7月底前完成A、11月底前完成B, 每年抽查，结果于12月底前通报: the second date comes round every year, too."""
    words, between = text[when.start : when.end], text[before.end : when.start] if before else ""
    named = when.kind == "noyear" or any(x in words for x in _THAT_YEAR)
    day = when.date.strftime("%m-%d") if when.date else when.month_day
    if not named or day is None or before is None or before.recurrence not in _OFTENER:
        return when
    if not before.month_day and (before.recurrence != "year" or _ONE_CASE.search(between) or between.endswith("，")):
        return when  # a date at its segment's head is that of a step
    return replace(when, date=None, recurrence=before.recurrence, month_day=day)
