"""Ordinals as notices write them, 二十一 and 一百零五: of labels, of document numbers, of days and months.

(Quantities, with their fractions, myriads and rough numbers, are read by `targets/numerals.py`.)
"""
from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}


def chinese_number(text: str) -> int | None:
    """The value of a Chinese ordinal below 1000 (二十一 → 21), or None where it is none."""
    if not text:
        return None
    if "百" not in text and "十" not in text:
        if len(text) > 1 and any(c not in "〇零○" for c in text[1:]) and len(text) != 2:
            return None
        digits = [_DIGITS.get(c) for c in text]
        return None if None in digits else int("".join(str(d) for d in digits))
    hundreds, _, rest = text.rpartition("百")
    total = 0
    if "百" in text:
        h = _DIGITS.get(hundreds) if hundreds else 1
        if h is None:
            return None
        total = 100 * h
    rest = rest.lstrip("零〇○")
    if "十" in rest:
        tens, _, ones = rest.partition("十")
        t = _DIGITS.get(tens) if tens else 1
        o = _DIGITS.get(ones) if ones else 0
        return None if t is None or o is None else total + 10 * t + o
    if rest:
        o = _DIGITS.get(rest)
        return None if o is None else total + o
    return total


def chinese(number: int) -> str:
    """A number below 1000 as an ordinal is written (21 → 二十一)."""
    digits = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    out = f"{digits[hundreds]}百" if hundreds else ""
    if tens:
        out += ("" if tens == 1 and not hundreds else digits[tens]) + "十"
    elif hundreds and ones:
        out += "零"
    return out + (digits[ones] if ones else "")
