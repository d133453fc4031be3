"""Numerals of every kind, worked out exactly: 1,200、3.5万、一百二十、二十余、三分之一、百分之九十五、七成五、一半."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_CN = "零〇一二两三四五六七八九十百千万亿"
_ONES = "一二两三四五六七八九"

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
"""1200, 1,200, 3.5."""

_FRACTION = rf"[{_CN}\d]+分之[{_CN}\d]+(?:\.\d+)?"
_NO_TENTH = "立为效果员就本功长品交套型熟"  # 一成立, 三成员 …: 成 opens another word
_TENTHS = rf"""
    (?<![{_CN}\d]) [{_ONES}\d]成
    (?: [一二三四五六七八九](?![{_CN}]) | 半 )?     # 七成五, 三成半
    (?![{_NO_TENTH}]) (?=[以左的，。；、）多] | $)
"""
_SCALE = r"""
    [十百千]?[万亿]+
  | [百千] (?=[多余万亿] | [个名家所项件人元])      # 3千多, 5百个
"""
_PAIR = rf"(?<![{_CN}第]) (?:一两|两三|三四|三五|四五|五六|六七|七八|八九) (?![{_CN}])"

_NUMERAL = re.compile(
    rf"""
    (?P<fraction> {_FRACTION} )
  | (?P<tenths> {_TENTHS} )
  | (?P<half> 一半 | 半数 )
  | (?P<arabic> {ARABIC} ) (?P<more1> [多余来几]? ) (?P<scale> {_SCALE} )? (?P<more2> [多余来] )?
  | (?P<pair> {_PAIR} )
  | (?P<chinese> [{_CN}]+ ) (?P<more3> [多余来] )? (?P<scale3> [万亿]+ )?
    """,
    re.VERBOSE,
)
_TAILS = {"亿": re.compile(rf"({ARABIC})(千?万)"), "万": re.compile(r"(\d)(千)")}  # 1亿|2千万, 3万|5千


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        value: What it is worth; of a share (三分之一, 七成, 一半) the percentage.
        upper: The second number where two are named (一两 → 1 and 2).
        share: Whether it is a share and carries its unit, %, in itself.
        more: Whether 多, 余 or 来 follows: more than the number says.
        chinese: Whether it is written in Chinese characters.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None = None
    share: bool = False
    more: bool = False
    chinese: bool = False


def find_numerals(text: str) -> Iterator[Numeral]:
    """All numerals of a folded text, from left to right."""
    at = 0
    while m := _NUMERAL.search(text, at):
        found = _worked_out(text, m)
        at = m.end() if found is None else found.end
        if found is not None:
            yield found


def any_value(text: str) -> Decimal | None:
    """The value of an Arabic or Chinese numeral without scale; None where it is no number."""
    plain = text.replace(",", "")
    return Decimal(plain) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", plain) else chinese_value(text)


def chinese_value(text: str) -> Decimal | None:
    """The value of a Chinese numeral (一百二十 → 120, 二〇二五 → 2025, 两百三 → 230); None where it is no number."""
    if not text or any(c not in _DIGITS and c not in _TENS and c not in _MYRIADS for c in text):
        return None
    if len(text) > 1 and all(c in _DIGITS for c in text):  # 二〇二五: digit by digit
        return Decimal("".join(str(_DIGITS[c]) for c in text))
    high, _, low = text.rpartition("亿")
    if high or text.startswith("亿"):
        above = chinese_value(high) if high else Decimal(1)
        below = _below_hundred_millions(low, 10**8)
        return None if above is None or below is None else above * 10**8 + below
    return _below_hundred_millions(text, 1)


def _below_hundred_millions(text: str, before: int) -> Decimal | None:
    """The value of what stands after 亿 (or of the whole); `before` is the magnitude of the character before it."""
    high, mark, low = text.partition("万")
    if not mark:
        return _below_myriads(text, before)
    above = _below_myriads(high, before) if high else Decimal(1)
    below = _below_myriads(low, 10**4)
    return None if above is None or below is None or above == 0 else above * 10**4 + below


def _below_myriads(text: str, before: int) -> Decimal | None:
    """一千二百三十; a last digit that no magnitude follows counts the next lower one (一百二 is 120, 三万五 35,000)."""
    total, digit, last = 0, None, before
    for c in text:
        if c in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[c]
        elif c in _TENS:
            if _TENS[c] >= last > 1 and total:
                return None  # 十百: magnitudes fall from left to right
            total += (1 if digit is None else digit) * _TENS[c]
            digit, last = None, _TENS[c]
        else:
            return None
    if digit and last > 10 and text[-2:-1] not in ("零", "〇"):
        digit *= last // 10
    return Decimal(total + (digit or 0))


def _worked_out(text: str, m: re.Match[str]) -> Numeral | None:
    a, b = m.span()
    if m["fraction"]:
        return _fraction(m["fraction"], a, b)
    if m["tenths"]:
        rest = m["tenths"][2:]
        part = Decimal(5) if rest == "半" else (any_value(rest) or Decimal(0))
        return Numeral(a, b, (any_value(m["tenths"][0]) or Decimal(0)) * 10 + part, share=True, chinese=True)
    if m["half"]:
        return Numeral(a, b, Decimal(50), share=True, chinese=True)
    if m["pair"]:
        low, high = (Decimal(_DIGITS[c]) for c in m["pair"])
        return Numeral(a, b, low, high, chinese=True)
    if m["arabic"]:
        return _arabic(text, m)
    value = None if m["chinese"] in ("万", "亿", "万亿") else chinese_value(m["chinese"])
    if value is None:
        return None  # 万元GDP能耗: a unit, not a number
    return Numeral(a, b, value * _scale(m["scale3"]), more=bool(m["more3"]), chinese=True)


def _fraction(text: str, start: int, end: int) -> Numeral | None:
    """三分之一 → 33.333333 %, 百分之九十五 → 95 %."""
    below, above = (any_value(x) for x in text.split("分之"))
    if not below or above is None:
        return None
    share = above * 100 / below
    return Numeral(start, end, share if share == round(share, 6) else round(share, 6), share=True)


def _arabic(text: str, m: re.Match[str]) -> Numeral:
    """An Arabic number with its scale; 1亿2千万 is one number."""
    value = Decimal(m["arabic"].replace(",", "")) * _scale(m["scale"])
    end = m.end()
    if m["scale"] in _TAILS and (tail := _TAILS[m["scale"]].match(text, end)):
        value += Decimal(tail[1].replace(",", "")) * _scale(tail[2])
        end = tail.end()
    if value == value.to_integral_value():
        value = Decimal(int(value))  # 1.2万 is 12000, not 12000.0
    return Numeral(m.start(), end, value, more=bool(m["more1"] or m["more2"]))


def _scale(text: str | None) -> Decimal:
    """What 万, 千万, 亿 … multiply by."""
    out = Decimal(1)
    for c in text or "":
        out *= _TENS.get(c) or _MYRIADS[c]
    return out
