"""Dates as notices are signed with them: Arabic or Chinese figures, with blanks or points."""
from __future__ import annotations

import re
from datetime import date

from policyparse.ordinals import chinese_number
from policyparse.reading.pages import Reading
from policyparse.records import DateField
from policyparse.view import View

_ZERO = "〇○零0OoＯ◯"
_DIGITS = {c: str(i) for i, c in enumerate("零一二三四五六七八九")} | dict.fromkeys(_ZERO, "0") | {"元": "1"}
_FIGURE = r"[\dOoIl]"  # an Arabic figure, or the letter that it was read as
_SMALL = rf"(?:{_FIGURE}{{1,2}}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_AS_DIGITS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1"})
# under a seal 日 is read as 曰, 目 or 月, and 2023 as 8023: no notice is of another thousand years
DATE = re.compile(
    rf"(?P<y>(?:[1Il]9|2[0Oo]){_FIGURE}{{2}}|(?<!\d)[3-9]0\d\d|[一二][一二三四五六七八九{_ZERO}]{{3}})年(?P<m>{_SMALL})月(?P<d>{_SMALL})[日曰目月]"
    r"|(?P<y2>(?:19|20)\d\d)(?P<s>[-./])(?P<m2>\d{1,2})(?P=s)(?P<d2>\d{1,2})(?!\d)"
)


def as_digits(text: str) -> str:
    """A numeral in Arabic figures, letters that these are read as set right."""
    return text.translate(_AS_DIGITS)


def iso(m: re.Match[str]) -> str | None:
    """The date a match of `DATE` names, in ISO form; None where the calendar has no such day."""
    year = m["y"] or m["y2"]
    year = as_digits(year) if as_digits(year).isdigit() else "".join(_DIGITS[c] for c in year)
    if _is_misread(year):
        year = f"2{year[1:]}"
    try:
        return date(int(year), _small(m["m"] or m["m2"]), _small(m["d"] or m["d2"])).isoformat()
    except ValueError:
        return None


def _is_misread(year: str) -> bool:
    """Whether a year's first figure was read as another one."""
    return year[0] in "3456789"


def _small(text: str) -> int:
    """A month or a day, Arabic or Chinese; 0 where it is none."""
    figures = as_digits(text)
    return int(figures) if figures.isdigit() else chinese_number(text) or 0


def date_field(reading: Reading, view: View, m: re.Match[str]) -> DateField | None:
    """The record of a match of `DATE` in `view`."""
    found = iso(m)
    if found is None:
        return None
    return DateField(
        date=found, raw=view.words(*m.span()), spans=reading.spans(view, *m.span()),
        confidence=0.9 if m["y2"] else 0.7 if _is_misread(m["y"]) else 0.98,
    )
