"""Whether a text layer is nonsense, as fonts give it that do not say which character a glyph is."""

from __future__ import annotations

from policyparse.reading.sniff import common

_MOST_UNMAPPED = 0.1
_LEAST_COMMON = 0.6
"""Of the Chinese characters of running text 97 % are common ones, of codes at random 18 %."""
_ENOUGH = 20
"""Fewer characters than this say nothing of a text."""
_CID = "(cid:"
_CID_LENGTH = 6
"""Characters of a `(cid:7)`, at the least."""


def is_garbled(text: str) -> bool:
    """Whether a page's text is nonsense: unmapped codes, accented letters for Chinese, rare characters at random."""
    solid = [c for c in text if not c.isspace()]
    most = _MOST_UNMAPPED * len(solid)
    if sum(map(_is_unmapped, solid)) > most or text.count(_CID) * _CID_LENGTH > most:
        return True
    chinese = [c for c in solid if "\u4e00" <= c <= "\u9fff"]
    if len(chinese) >= _ENOUGH:
        return sum(map(common, chinese)) < _LEAST_COMMON * len(chinese)
    return len(solid) >= _ENOUGH and not chinese and _is_no_latin(solid)


def _is_unmapped(c: str) -> bool:
    return c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or c < " " or "\x7f" <= c <= "\x9f" or c > "\U000f0000"


def _is_no_latin(chars: list[str]) -> bool:
    """Whether letters and digits are few, or many of the letters have accents: bytes of GBK taken for Latin."""
    accented = sum("\xa0" <= c <= "\u024f" for c in chars)
    plain = sum(c.isascii() and c.isalnum() for c in chars)
    return accented > 0.2 * len(chars) or plain < 0.4 * len(chars)
