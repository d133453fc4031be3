"""How many of the rows of tests/normalisation/ come out right: policyparse, and JioNLP and cn2an beside it.

    make rivals

The tables were written by hand from what the words mean. The others are judged mildly: cn2an by the number alone,
JioNLP by the number of an amount of money and by the last day of a time; a time limit may be a length or a last day,
and what is no deadline (a start, the past, what is compared with) is not asked of them.
"""
from __future__ import annotations

import calendar
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
import rivals

from normalisation_tables import read_numeral, read_quantity, read_repair, read_time, rows
from policyparse.targets.deadlines import deadlines_of
from policyparse.view import fold

Row = tuple[str, ...]
Judge = Callable[[Row, str], bool]

_NO_DEADLINE = ("a start", "past,")
_PER = {"year": {"year": 1}, "half-year": {"year": 0.5}, "quarter": {"month": 3}, "month": {"month": 1},
        "week": {"day": 7}, "day": {"day": 1}}
_UNITS = {"日": "day", "天": "day", "周": "day", "工作日": "workday", "个月": "month", "年": "year", "小时": "hour",
          "分钟": "minute"}


def numbers(value: str) -> list[Decimal]:
    """The numbers of a value as the tables have it: 1~2, 20+, 33.333333%."""
    return [] if value == "-" else [Decimal(x) for x in value.rstrip("+%").split("~")]


# ── policyparse ──────────────────────────────────────────────────────────────────────────────────────────────────────
def our_numeral(row: Row, kind: str) -> bool:
    """Value, share and 余, over the whole text."""
    return read_numeral(row[0]) == row[1]


def our_quantity(row: Row, kind: str) -> bool:
    """Value, unit, comparator and what a slash distributes it over."""
    return read_quantity(row[0]) == (("-",) if row[1] == "-" else row[1:])


def our_deadline(row: Row, kind: str) -> bool:
    """The last day, how often, or how long."""
    text, wanted = row
    if wanted in ("from", "none"):
        return all(when.begins or when.bare or when.is_open for when in deadlines_of(fold(text), issued(kind), None))
    return read_time(text, issued(kind)) == wanted


def our_repair(row: Row, kind: str) -> bool:
    """What is set right, and nothing else."""
    return read_repair(row[0]) == ([] if row[1] == "-" else [row[1:]])


def issued(kind: str) -> date | None:
    """The notice's date in the name of a kind."""
    day = kind.rpartition("@")[2]
    return None if day == "-" else date.fromisoformat(day)


# ── cn2an ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def its_number(row: Row, kind: str) -> bool:
    """Whether cn2an finds the number: as a whole, or turned into digits within the text."""
    text, value = row[0], row[1]
    wanted = numbers(value)
    try:
        return [Decimal(str(rivals.cn2an().cn2an(text, "smart")))] == wanted
    except (ValueError, KeyError, InvalidOperation):
        pass
    turned = str(rivals.cn2an().transform(text, "cn2an"))
    found = [
        round(Decimal(a) * 100 / Decimal(b), 6) if b else Decimal(a)
        for a, b in re.findall(r"(\d+(?:\.\d+)?)(?:/(\d+))?", turned)
        if not b or Decimal(b)
    ]
    scaled = re.search(r"\d[百千万亿]", turned) is not None
    return found == wanted and not scaled


# ── JioNLP ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def its_money(text: str, value: str) -> bool:
    """Whether JioNLP reads a text as that amount of money."""
    try:
        found = rivals.jionlp().ner.extract_money(text, with_parsing=True)
        nums = [x["detail"]["num"] for x in found]
        return [[Decimal(y) for y in (x if isinstance(x, list) else [x])] for x in nums] == [numbers(value)]
    except Exception:  # it raises errors of many kinds on what it cannot read
        return False


def its_deadline(row: Row, kind: str) -> bool:
    """Whether the time that JioNLP finds last ends on the day, comes as often, or is as long."""
    text, wanted = row
    base = issued(kind) or date(2022, 3, 20)
    try:
        found = rivals.jionlp().ner.extract_time(text, time_base=rivals.seconds(base), with_parsing=True)
        last = found[-1]["detail"]
        if wanted.startswith("every "):
            return _comes(last, wanted.split()[1:])
        if wanted.startswith("within "):
            return _lasts(last, wanted.split()[1:], base)
        return str(last["time"][1]).startswith(wanted) or str(last["time"][1])[5:10] == wanted.removeprefix("md ")
    except Exception:  # as above
        return False


def _comes(last: dict[str, dict], wanted: list[str]) -> bool:
    if last["type"] != "time_period" or last["time"]["delta"] != _PER[wanted[0]]:
        return False
    return len(wanted) == 1 or last["time"]["point"]["time"][1][5:10] == wanted[1]


def _lasts(last: dict[str, dict], wanted: list[str], base: date) -> bool:
    count, unit = int(Decimal(wanted[0])), wanted[1]
    count *= 7 if unit == "周" else 1
    if last["type"] == "time_delta":
        return last["time"] in ({_UNITS[unit]: count}, {_UNITS[unit]: float(count)})
    size = len("2022-03") if unit in ("个月", "年") else len("2022-03-20")
    return str(_end(base, count, _UNITS[unit]))[:size] == last["time"][1][:size]


def _end(base: date, count: int, unit: str) -> date:
    """The day on which a time limit from `base` on ends."""
    if unit in ("month", "year"):
        month = base.month - 1 + count * (12 if unit == "year" else 1)
        year, month = base.year + month // 12, month % 12 + 1
        return date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
    if unit in ("hour", "minute"):
        return (datetime(base.year, base.month, base.day) + timedelta(**{f"{unit}s": count})).date()
    day = base
    while count:
        day += timedelta(days=1)
        count -= unit == "day" or day.weekday() < 5
    return day


def share(judge: Judge, table: Iterable[tuple[str, Row]]) -> str:
    """How many rows of a table a judge finds right."""
    right = [judge(row, kind) for kind, row in table]
    return f"{sum(right)} of {len(right)} ({sum(right) / len(right):.0%})" if right else "–"


def main() -> None:
    """Print a table of shares."""
    numerals, quantities, deadlines = (list(rows(name)) for name in ("numerals", "quantities", "deadlines"))
    money = [(kind, row) for kind, row in quantities if row[2] == "元"]
    real = [(kind, row) for kind, row in quantities if row[1] != "-"]
    asked = [(kind, row) for kind, row in deadlines if not kind.startswith(_NO_DEADLINE)]
    lines = [
        ("numerals", share(our_numeral, numerals), share(its_number, numerals),
         share(lambda row, _: its_money(row[0] + "元", row[1]), [x for x in numerals if "%" not in x[1][1]])),
        ("quantities", share(our_quantity, quantities), share(its_number, real),
         share(lambda row, _: its_money(row[0], row[1]), money)),
        ("times", share(our_deadline, deadlines), "–", share(its_deadline, asked)),
        ("broken numbers", share(our_repair, list(rows("repairs"))), "–", "–"),
    ]
    print("| table | policyparse | cn2an | JioNLP |\n|---|---|---|---|")
    print("\n".join("| " + " | ".join(line) + " |" for line in lines))
    print("\n| times by kind | policyparse | JioNLP |\n|---|---|---|")
    for kind in dict.fromkeys(kind for kind, _ in deadlines):
        own = [x for x in deadlines if x[0] == kind]
        theirs = "–" if kind.startswith(_NO_DEADLINE) else share(its_deadline, own)
        print(f"| {kind.split(' @')[0]} | {share(our_deadline, own)} | {theirs} |")


if __name__ == "__main__":
    main()
