"""Numbers that a scan's reader broke: 1O个 → 10个, 2 021年 → 2021年, 2021一2023年 → 2021—2023年, 3。5万 → 3.5万."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policyparse.lexicon.units import UNIT
from policyparse.view import View

_LOOKALIKES = str.maketrans("OoQIl|", "000111")
_ROUND = str.maketrans("OoQ0", "〇〇〇〇")
_LOOKS_ALIKE = re.compile(r"[OoQIl|二]")
_COUNTED = rf"(?: [年月日号%‰万亿千百] | 世纪 | {UNIT.pattern} )"
_NUMBER = re.compile(
    rf"""
    (?<![A-Za-z0-9|.])
    (?: (?= [OoQIl|.]{{0,12}} \d )                 # at least one digit
        (?= [\d.]{{0,12}} [OoQIl|] )               # at least one letter
        [\dOoQIl|]{{1,12}} (?:\.[\dOoQIl|]{{1,6}})?
        (?= (?:\.\d+)? {_COUNTED} )
      | [OoQIl|]{{1,3}} (?=[%‰])                   # lOO%: nothing but a number stands before %
    )
    """,
    re.VERBOSE,
)
_LETTER_UNIT = re.compile(r"[A-Za-z]")
_SPOKEN_YEAR = re.compile(  # 二O二五年
    r"二(?=[〇○零一二三四五六七八九]{0,2}[OoQ0])[〇○零OoQ0][〇○零OoQ0一二三四五六七八九]{2}(?=年)"
)
_DASH = re.compile(
    r"""
    一 (?:
        (?<=[\d%‰]一) (?=\d)                                          # 10一15家
      | (?<=[年月]一) (?=(?:19|20)\d{2}年|\d{1,2}月)                   # 2021年一2023年
      | (?<=\d日一) (?=\d{1,2}[月日]|(?:19|20)\d{2}年)
      | (?<=\d[万亿元个家所名人项]一) (?=\d{1,9}(?:\.\d{1,4})?[万亿元个家所名人项])     # 3万一5万元
    )
    """,
    re.VERBOSE,
)
_POINT = re.compile(  # a sentence ends with no bare number, and only a measured one has decimals
    r"(?<![\d.年第表图件号条])(?!(?:19|20)\d{2}。)\d{1,4}(?P<point>。)\d{1,2}(?=[万亿%‰倍]|个百分点)"
)
_DIGITS = re.compile(rf"(?<![\d.,]) [\d.]{{2,14}} (?={_COUNTED})", re.VERBOSE)
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Mended:
    """A number that was set right; offsets into the view.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        digits: What it is taken for.
    """

    start: int
    end: int
    digits: str


def mend(view: View) -> tuple[View, list[Mended]]:
    """The view with its misread numbers set right, character for character, and what was changed.

    Only what can be nothing else is changed: a letter among digits before a unit, 一 between two numbers, a full stop
    inside a number with a scale, blanks inside a year or between single digits.
    """
    out: list[Mended] = []
    text = view.text
    taken: set[int] = set()
    for find in _FINDERS:
        for x in find(view, text):
            if taken.isdisjoint(range(x.start, x.end)):
                out.append(x)
                taken.update(range(x.start, x.end))
                text = text[: x.start] + x.digits + text[x.end :]
    if not out:
        return view, out
    return View(view.raw, view.at, text), sorted(out, key=lambda x: x.start)


def _letters(view: View, text: str) -> Iterator[Mended]:
    if not _LOOKS_ALIKE.search(text):
        return
    for m in _NUMBER.finditer(text):
        if not _LETTER_UNIT.match(text, m.end()):
            yield Mended(m.start(), m.end(), m[0].translate(_LOOKALIKES))
    for m in _SPOKEN_YEAR.finditer(text):
        yield Mended(m.start(), m.end(), m[0].translate(_ROUND))


def _dashes(view: View, text: str) -> Iterator[Mended]:
    for m in _DASH.finditer(text):
        yield Mended(m.start(), m.end(), "—")


def _points(view: View, text: str) -> Iterator[Mended]:
    for m in _POINT.finditer(text):
        yield Mended(m.start(), m.end(), m[0].replace("。", "."))


def _blanks(view: View, text: str) -> Iterator[Mended]:
    """Numbers that were read apart; the view has no blanks, but knows where they stood."""
    if isinstance(view.at, range):
        return
    for m in _DIGITS.finditer(text):
        spaced = _spaced(view, *m.span())
        if spaced != m[0] and _is_one(m[0], spaced, text[m.end()]):
            yield Mended(m.start(), m.end(), m[0])


def _spaced(view: View, start: int, end: int) -> str:
    """A number as it was printed: one blank where there were any, a line break where it was broken."""
    out = view.text[start]
    for i in range(start + 1, end):
        gap = view.raw[view.at[i - 1] + 1 : view.at[i]]
        out += ("\n" if "\n" in gap or not gap.isspace() else " ") * bool(gap) + view.text[i]
    return out


def _is_one(digits: str, spaced: str, unit: str) -> bool:
    """Whether pieces are one number: a year, single digits, or digits before a point; 5 000 is no misread."""
    if "\n" in spaced:
        return False
    if unit == "年" and _YEAR.fullmatch(digits):
        return True
    pieces = spaced.split(" ")
    return (
        all(len(piece) == 1 for piece in pieces)
        or (len(pieces) == len("ab") and pieces[1].startswith(".") and "." not in pieces[0])
    )


_FINDERS: tuple[Callable[[View, str], Iterator[Mended]], ...] = (_letters, _dashes, _points, _blanks)
