"""Reading a text through an offset map: clean to match on, exact to point with.

Every later step matches on a `View`: the raw text less its white space, in one character width. The view knows for
each of its characters where it stood, so a span is carried along and never searched for.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence


def _fold_table() -> dict[int, str]:
    """One character to one character: letters and digits half-width, punctuation as Chinese prints it."""
    table = {c: chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F) if chr(c - 0xFEE0).isalnum()}
    table |= {ord(a): b for a, b in zip("％．／＋－＝＜＞﹪﹒", "%./+-=<>%.", strict=True)}
    table |= dict(zip(map(ord, "(),:;?!﹙﹚﹐﹕﹔﹑､｡"), "（），：；？！（），：；、、。", strict=True))
    table |= {ord(a): b for a, b in zip("﹝﹞［］", "〔〕[]", strict=True)}
    for c in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(c))
        if len(plain) == 1 and plain != chr(c):
            table[c] = plain
    return table


_FOLD = _fold_table()
_TO_FOLD = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_WORD = re.compile(r"\S+")
_IN_NUMBER = re.compile(r"(?<=\d)[,:，：](?=\d)")
_HALF = {"，": ",", "：": ":"}
_RATIO = re.compile(r"比[^，。；：]{0,12}\d{1,4}$")
_FAR = 18


def fold(text: str) -> str:
    """`text` in one width, as many characters as before; a comma or colon inside a number stays ASCII."""
    if "：" not in text and not _TO_FOLD.search(text):
        return text  # most texts: to look is faster than to translate
    folded = text.translate(_FOLD)
    return _IN_NUMBER.sub(lambda m: _in_number(text, folded, m.start()), folded)


def _in_number(text: str, folded: str, at: int) -> str:
    """What a comma or colon between two figures becomes; 附表1：2023年 is no number, 师生比1：18 is."""
    wide = text[at] in _HALF and not (text[at] == "：" and _RATIO.search(folded, max(0, at - _FAR), at))
    return folded[at] if wide else _HALF.get(folded[at], folded[at])


class View:
    """A stretch (or several) of a raw text without its white space, with the raw offset of each character.

    Attributes:
        raw: The whole text as it was read.
        at: For each character of `text` its offset in `raw`.
        text: What to match on: no white space, one width (`fold`).
    """

    __slots__ = ("at", "raw", "text")

    def __init__(self, raw: str, at: Sequence[int], text: str | None = None) -> None:
        self.raw = raw
        self.at = at
        self.text = fold("".join([raw[i] for i in at])) if text is None else text

    @classmethod
    def of(cls, raw: str, ranges: Iterable[tuple[int, int]]) -> View:
        """A view of the given stretches of `raw`, in the given order."""
        words = [(start + m.start(), start + m.end()) for start, end in ranges for m in _WORD.finditer(raw[start:end])]
        if len(words) == 1:  # nearly always: a row of Chinese has no blanks
            return cls(raw, range(*words[0]), fold(raw[slice(*words[0])]))
        return cls(raw, [i for start, end in words for i in range(start, end)])

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __repr__(self) -> str:
        return f"View({self.text!r})"

    def __getitem__(self, part: slice) -> View:
        return View(self.raw, self.at[part], self.text[part])

    def __add__(self, other: View) -> View:
        if not self.at or not other.at:
            return self if self.at else other
        at_seam = self.text[-1:] + other.text[:1]  # a comma between two figures is folded by both
        text = None if any(c in ",:，：" for c in at_seam) else self.text + other.text
        mine, yours = self.at, other.at
        if isinstance(mine, range) and isinstance(yours, range) and mine.stop == yours.start:
            return View(self.raw, range(mine.start, yours.stop), text)
        return View(self.raw, [*mine, *yours], text)

    @property
    def start(self) -> int:
        """Raw offset of the first character."""
        return self.at[0]

    @property
    def end(self) -> int:
        """Raw offset after the last character."""
        return self.at[-1] + 1

    def ranges(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """The raw stretches behind `text[start:end]`; gaps of nothing but white space are bridged."""
        at = self.at[start:end]
        if not at:
            return []
        if isinstance(at, range):
            return [(at.start, at.stop)]
        out: list[tuple[int, int]] = []
        begin = after = at[0]
        for i in at:
            if i != after and (i < after or not self.raw[after:i].isspace()):
                out.append((begin, after))
                begin = i
            after = i + 1
        return [*out, (begin, after)]

    def words(self, start: int = 0, end: int | None = None) -> str:
        """`text[start:end]` as it was read: blanks and widths kept, line breaks out."""
        return "".join(_unbroken(self.raw[a:b]) for a, b in self.ranges(start, end))


def _unbroken(text: str) -> str:
    """Line breaks out; between two Latin words one blank stays."""
    if "\n" not in text and "\r" not in text:
        return text
    text = re.sub(r"(?<=[A-Za-z,.;])[^\S\n]*[\r\n]\s*(?=[A-Za-z])", " ", text)
    return re.sub(r"(?<!\s)[^\S\r\n]*[\r\n]\s*", "", text)
