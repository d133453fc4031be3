"""Numbers as lists print them: 一, （一）'s 一, ①, iv; the formats of ECMA-376, 17.18.59, and of HTML's lists."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LEGAL = str.maketrans("零一二三四五六七八九十百千万", "零壹贰叁肆伍陆柒捌玖拾佰仟万")
_MOST_LETTERS = 780
"""After z come aa, bb …: of a larger number there would be more than thirty, and it is printed in digits."""
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)
_SIGNS = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "decimalEnclosedFullstop": "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
}
_SIGNS["decimalEnclosedCircleChinese"] = _SIGNS["decimalEnclosedCircle"]
_COUNTED = frozenset(
    ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand", "japaneseCounting")
)


def numeral(number: int, style: str) -> str:
    """A list's number as printed.

    Args:
        number: From 0.
        style: A value of ECMA-376's ST_NumberFormat; one that is not known counts as `decimal`.
    """
    if number > 0 and style in _SIGNS:
        signs = _SIGNS[style]
        return signs[number - 1] if number <= len(signs) else str(number)
    if style in _COUNTED:
        return counted(number)
    if style in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return counted(number).translate(_LEGAL)
    if style in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(d)] for d in str(number))
    if 0 < number <= _MOST_LETTERS and style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if 0 < number < 4000 and style in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if style == "lowerRoman" else roman.upper()
    if style == "decimalZero":
        return f"{number:02d}"
    if style in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(d)) for d in str(number))
    return str(number)


def counted(number: int) -> str:
    """A number in Chinese words, 一百零一; from 10 to 19 without 一 in front."""
    if number == 0:
        return "零"
    if number >= 10000:
        high, low = divmod(number, 10000)
        return counted(high) + "万" + (("零" if low < 1000 else "") + _four(low) if low else "")
    words = _four(number)
    return words[1:] if words.startswith("一十") else words


def _four(number: int) -> str:
    out, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + _PLACES[place]
        gap = digit == 0
    return out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out
