"""The tables of `normalisation/`: what numerals, quantities and times mean, written by hand; and how a meaning is put there."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import policyparse as pp
from policyparse.records import Target
from policyparse.targets.deadlines import deadlines_of
from policyparse.targets.mending import mend
from policyparse.targets.numerals import find_numerals
from policyparse.targets.quantities import find_amounts
from policyparse.targets.when import When
from policyparse.view import View, fold

FOLDER = Path(__file__).parent / "normalisation"


def rows(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a table, each with the name of its kind."""
    kind = ""
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            yield kind, tuple(line.split("\t"))


def cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a table without their kinds."""
    return [row for _, row in rows(name)]


def timed() -> list[tuple[str, date | None, str]]:
    """The rows of the table of times, each with the notice's date."""
    table = ((kind.rpartition("@")[2], row) for kind, row in rows("deadlines"))
    return [(text, None if day == "-" else date.fromisoformat(day), wanted) for day, (text, wanted) in table]


def plainly(value: Decimal) -> str:
    """A number without an exponent or zeros at its end."""
    return f"{value.normalize():f}"


def read_numeral(text: str) -> str:
    """What the one numeral that a text is comes to; - where it is none."""
    found = list(find_numerals(fold(text)))
    if not found:
        return "-"
    [n] = found
    assert (n.start, n.end) == (0, len(text))
    value = plainly(n.value)
    return f"{value}~{plainly(n.upper)}" if n.upper is not None else value + ("%" if n.share else "+" if n.more else "")


def read_quantity(text: str) -> tuple[str, ...]:
    """Value, unit, comparator and `per` of a text's one quantity; - where it holds none."""
    found = list(find_amounts(fold(text)))
    if not found:
        return ("-",)
    [x] = found
    value = plainly(x.value) + (f"~{plainly(x.upper)}" if x.upper is not None else "")
    return value, x.unit or "-", x.comparator, x.per or "-"


def read_time(text: str, issued: date | None) -> str:
    """What a text's one deadline comes to; none where it holds none."""
    found = [when for when in deadlines_of(fold(text), issued, None) if not (when.begins or when.is_open)]
    if all(when.bare for when in found) and len(found) != 1:
        return "none"
    [when] = found
    return meaning(when)


def meaning(when: When) -> str:
    """What a time comes to, as the table has it."""
    if when.within is not None:
        return f"within {plainly(when.within.value)} {when.within.unit}"
    if when.recurrence is not None:
        return " ".join(x for x in ("every", when.recurrence, when.month_day) if x)
    return str(when.date) if when.date is not None else f"md {when.month_day}"


def whole(text: str) -> View:
    """A view of a text."""
    return View.of(text, [(0, len(text))])


def read_repair(text: str) -> list[tuple[str, str]]:
    """What of a text is set right, and to what."""
    view, found = mend(whole(text))
    return [(view.words(x.start, x.end), x.digits) for x in found]


def read_sentence(text: str) -> str:
    """The targets of a sentence that stands in a notice of 10 March 2023."""
    office = "海州市人民政府办公室"
    notice = pp.parse(f"{office}\n关于做好有关工作的通知\n各县区人民政府：\n{text}\n{office}\n2023年3月10日\n")
    return "; ".join(_written(x) for x in notice.targets) or "-"


def _written(target: Target) -> str:
    words = ["task"]
    if (x := target.quantity) is not None:
        upper = "" if x.upper is None else f"~{x.upper.normalize():f}"
        words = [f"{x.value.normalize():f}{upper}{x.unit or ''}"]
        words += [x.comparator] if x.comparator not in ("eq", "range") else []
        words += [f"/{x.per}"] if x.per else []
    if (when := target.deadline) is not None:
        limit = f"in:{when.within.value}{when.within.unit}" if when.within else f"md:{when.month_day}"
        words += ["@" + (when.date or (f"rec:{when.recurrence}" if when.recurrence else limit))]
    return " ".join(words)


def read_doers(text: str) -> str:
    """What a sentence says is to be done, each with its number, its time and those who act."""
    return "; ".join(_done(x) for x in pp.extract(text)) or "-"


def _done(target: Target) -> str:
    words = [f"{target.quantity.value.normalize():f}" if target.quantity else "task"]
    if (when := target.deadline) is not None:
        limit = f"in:{when.within.value}{when.within.unit}" if when.within else when.month_day
        words += ["@" + (f"rec:{when.recurrence}" if when.recurrence else when.date or limit or "")]
    return " ".join([*words, *("+" * (body.role == "support") + body.raw for body in target.bodies)])
