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
_CAPITALS = "壹贰叁肆伍陆柒捌玖拾佰仟"
_PLAIN = str.maketrans(
    dict(zip(_CAPITALS + "萬億", "一二三四五六七八九十百千万亿", strict=True)) | {"廿": "二十", "卅": "三十"}
)

ARABIC = r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d+)(?:\.\d+)?"
"""1200, 1,200, 3.5."""

_POINT = rf"点[零〇{_ONES}]+(?![零〇{_ONES}十百千分刻])"  # 三点五, but 九点三十分
_FRACTION = rf"[{_CN}\d]{{1,12}}分之[{_CN}\d]{{1,12}}(?:\.\d+|{_POINT})?"
_SLASHED = r"(?<![\d/.])[1-9]/[2-9](?=[以的。，；、）多左]|$)"  # 达到2/3以上
_NO_TENTH = "立为效果员就本功长品交套型熟"  # 一成立, 三成员 …: 成 opens another word
_TENTHS = rf"""
    (?<![{_CN}\d]) [{_ONES}\d]成
    (?: [一二三四五六七八九](?![{_CN}]) | (?<=\d成)\d(?!\d) | 半 )?     # 七成五, 8成5, 三成半
    (?![{_NO_TENTH}]) (?=[以左的，。；、）多至到—~～-] | $)
"""
_SCALE = r"""
    [十百千]?[万亿]{1,4}
  | [百千] (?=[多余万亿] | [个名家所项件人元] | \d+[百十]? (?![\d年月日]))      # 3千多, 5百个, 1千2百
"""
_NEXT = "三四|五六|六七|七八|八九"
_PAIR = rf"""
    (?<![{_CN}第])
    (?: (?:一两|两三|三五|四五|{_NEXT}) (?: [十百千]?[万亿]{{1,4}} | [十百千] )? (?![{_CN}])  # 三五, 两三百, 三四十万
      | (?:一二|二三) (?: [十百千][万亿]{{0,4}} | [万亿]{{1,4}} ) (?![{_CN}])  # 二三十; 二三产业 is none
      | [二三四五六七八九]?十 (?:一二|二三|{_NEXT}) (?![{_CN}]) )                          # 十七八; 十四五 is a plan
"""

_NUMERAL = re.compile(
    rf"""
    (?P<fraction> {_FRACTION} )
  | (?P<slashed> {_SLASHED} )
  | (?P<tenths> {_TENTHS} )
  | (?P<half> 一半 | 半数 )
  | (?P<doubled> (?<=翻)番 )
  | (?P<arabic> {ARABIC} ) (?P<more1> [多余来几]? ) (?P<scale> {_SCALE} )? (?P<more2> [多余来] )?
  | (?P<pair> {_PAIR} )
  | (?P<vague> (?:几|(?<![人总户次个件台指系倍])数) [十百千万亿]{{1,6}} )
  | (?P<capitals> (?<![队收大着登]) [{_CAPITALS}][{_CAPITALS}零万亿萬億]+ | [廿卅][{_ONES}]? )
  | (?P<chinese> [{_CN}][{_CN}○]{{0,16}} (?P<point>{_POINT})? ) (?P<more3> [多余来几]? ) (?P<scale3> [万亿]{{1,4}} )?
    """,
    re.VERBOSE,
)
_BEGINS = re.compile(rf"[\d{_CN}{_CAPITALS}廿卅半番几数]")
_TAIL = re.compile(r"零?(?P<number>\d{1,8})(?P<scale>[百千]?万|[百千](?![米瓦克伏卡斤帕焦分货])|(?![\d.%]))")
_LETS_LESS_FOLLOW = frozenset("亿万千百")


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
    while begin := _BEGINS.search(text, at):
        m = _NUMERAL.match(text, begin.start())
        if m is None:
            at = begin.end()
            continue
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
        below, above = m["fraction"].split("分之")
        return _fraction(below, above, a, b)
    if m["slashed"]:
        return _fraction(m["slashed"][2], m["slashed"][0], a, b)
    if m["tenths"]:
        rest = m["tenths"][2:]
        part = Decimal(5) if rest == "半" else (any_value(rest) or Decimal(0))
        return Numeral(a, b, (any_value(m["tenths"][0]) or Decimal(0)) * 10 + part, share=True, chinese=True)
    if m["half"] or m["doubled"]:
        return Numeral(a, b, Decimal(50 if m["half"] else 100), share=True, chinese=True)
    if m["pair"]:
        return _pair(m["pair"], a, b)
    if m["arabic"]:
        return _arabic(text, m)
    if m["capitals"]:
        value = chinese_value(m["capitals"].translate(_PLAIN))
        return None if value is None else Numeral(a, b, value, chinese=True)
    unit = m["chinese"] in ("万", "亿", "万亿") and not text.startswith(("名", "个", "场"), b)
    value = None if m["vague"] or unit else _spoken(m["chinese"])
    if value is None:
        return None  # 万元GDP能耗: a unit, not a number; 数十个: nobody knows how many
    return Numeral(a, b, value * _scale(m["scale3"]), more=bool(m["more3"]), chinese=True)


def _pair(text: str, start: int, end: int) -> Numeral:
    """两三百 → 200 and 300; 十七八 → 17 and 18."""
    scale = text.lstrip(_ONES) if text[0] != "十" and text[1] != "十" else ""
    tens = text[: len(text) - len(scale) - 2]
    low, high = (chinese_value(tens + digit + scale) for digit in text[len(tens) : len(tens) + 2])
    return Numeral(start, end, low or Decimal(0), high, chinese=True)


def _spoken(text: str) -> Decimal | None:
    """The value of a Chinese numeral that may have a decimal point: 三点五 → 3.5."""
    whole, point, rest = text.partition("点")
    value = chinese_value(whole)
    return value if not point or value is None else Decimal(f"{value}.{''.join(str(_DIGITS[c]) for c in rest)}")


def _fraction(below: str, above: str, start: int, end: int) -> Numeral | None:
    """三分之一, 1/3 → 33.333333 %, 百分之九十五 → 95 %."""
    whole = any_value(below)
    value = _spoken(above) if "点" in above else any_value(above)
    if not whole or value is None:
        return None
    share = value * 100 / whole
    return Numeral(start, end, share if share == round(share, 6) else round(share, 6), share=True)


def _arabic(text: str, m: re.Match[str]) -> Numeral:
    """An Arabic number with its scale; 1亿2千万 is one number, and so is 3万5000."""
    least = _scale(m["scale"])
    value = Decimal(m["arabic"].replace(",", "")) * least
    end = m.end()
    while text[end - 1] in _LETS_LESS_FOLLOW and (tail := _TAIL.match(text, end)):
        scale = _scale(tail["scale"])
        part = int(tail["number"]) * scale
        if least < scale and part < least * scale:  # 1千5百万
            value, least, end = value * 10**4 + part, scale, tail.end()
            continue
        whole = tail["scale"] or text[end] == "零" or len(tail["number"]) == len(str(least)) - 1
        if not whole or part >= least or text.startswith("年", tail.end()):
            break
        value, least, end = value + part, scale, tail.end()
    if value == value.to_integral_value():
        value = Decimal(int(value))  # 1.2万 is 12000, not 12000.0
    return Numeral(m.start(), end, value, more=bool(m["more1"] or m["more2"]))


def _scale(text: str | None) -> Decimal:
    """What 万, 千万, 亿 … multiply by."""
    out = Decimal(1)
    for c in text or "":
        out *= _TENS.get(c) or _MYRIADS[c]
    return out
