"""How much a PDF may come to draw: forms that draw forms, and contents that unpack to many times their size.

PDFium draws a form as often as it is called for, and so what it draws may grow with each form in the file: thirty forms
that each draw the next one twice are a billion. Nothing of PDFium tells so before it draws, and so a bound is taken
from the bytes of the file, without a look at which page draws which form.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from math import prod

MUCH = 16 * 1024 * 1024
"""Bytes of drawing instructions; PDFium takes a second for six million of them."""
_LEAST = 256
"""Bytes that a form counts for at least: that it is called for costs time, too."""
_DEEPEST = 40
"""PDFium goes no deeper than this into forms in forms."""
_DEFLATED = 1032
"""Deflate packs no tighter than so many times."""

_MOST = 16 * MUCH
"""Bytes that are unpacked of one file to see."""
_ABOUT = 65_536
"""A stream's dictionary is not longer."""

_STREAM = re.compile(rb"\bstream\r?\n")
_ODD = rb"/Subtype\s+\d|/[A-Za-z0-9]{0,12}#[4-7]"
"""A name that stands elsewhere, or is written with #46 for F."""
_LETTERS = re.compile(rb"/Type3\b|" + _ODD)
"""Fonts whose letters are drawings."""
_VEILS = re.compile(rb"/PatternType\b|/Luminosity\b|/Alpha\b|" + _ODD)
"""Patterns and masks: drawings through which others are painted."""
_NESTS = re.compile(rb"/Form\b|" + _LETTERS.pattern + b"|" + _VEILS.pattern)
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FILTER = re.compile(rb"/(?:Filter|F)\b\s*(/\w+|\[[^\]]{0,200}\]|\d+)")
_NAME = re.compile(rb"/(\w+)|\d+")
_PAINT = re.compile(rb"(?<![A-Za-z])(?:[fBb]\*?|[FSs]|sh)(?![A-Za-z*])")


class _CannotTell(Exception):
    pass


def may_burst(data: bytes) -> bool:
    """Whether a page of a PDF may draw more than `MUCH`; where that cannot be told it may."""
    try:
        return _bound(data) > MUCH
    except _CannotTell:
        return True


def _bound(data: bytes) -> int:
    """Bytes that a page draws if each stream draws the next one as often as it can."""
    between, streams = _parts(data)
    packed = b"".join(_unpacked(about, data[a:b], sure=False) for about, a, b in streams if b"/ObjStm" in about)
    names = between + packed
    nests, letters, veils = (bool(pattern.search(names)) for pattern in (_NESTS, _LETTERS, _VEILS))
    if nests and b"/Encrypt" in between:
        raise _CannotTell
    page, largest, unpacked = 1, 0, 0
    calls: list[int] = []
    for about, a, b in streams:
        if len(_PACKED.findall(about)) > 1:  # packed twice over is packed without bound
            raise _CannotTell
        if not nests and (b - a) * _DEFLATED < MUCH:
            continue
        content = _unpacked(about, data[a:b], sure=nests)
        unpacked += len(content)
        if len(content) > MUCH or unpacked > _MOST:
            raise _CannotTell
        if letters or _NESTS.search(about):  # a letter's stream says nothing of what it is
            calls.append(_calls(content, letters, veils))
            largest = max(largest, len(content), _LEAST)
        elif nests:
            page = max(page, _calls(content, letters, veils))
    return page * prod(sorted(calls, reverse=True)[:_DEEPEST]) * largest


def _calls(content: bytes, letters: bool, veils: bool) -> int:
    """How often a stream draws what may draw more, or rather more than that."""
    words = (b"Do", *((b"Tj", b"TJ", b"'", b'"') if letters or veils else ()))
    paints = sum(1 for _ in _PAINT.finditer(content)) if veils else 0
    return max(1, sum(map(content.count, words)) + paints)


def _parts(data: bytes) -> tuple[bytes, list[tuple[bytes, int, int]]]:
    """What stands between the streams of a file; and of each that is no picture its dictionary, begin and end."""
    between: list[bytes] = []
    streams = []
    at = 0
    while found := _STREAM.search(data, at):
        before = data[at : found.start()]
        between.append(before)
        end = data.find(b"endstream", found.end())
        if end < 0:
            end = len(data)
        about = before[max(0, before.rfind(b" obj", -_ABOUT)) :]
        if not _PICTURE.search(about):
            streams.append((about, found.end(), end))
        at = end
    return b"".join([*between, data[at:]]), streams


def _unpacked(about: bytes, data: bytes, sure: bool) -> bytes:
    """The bytes of a stream, `MUCH` and one of them at most; where it cannot be unpacked, nothing unless `sure`."""
    found = _FILTER.search(about)
    filters = _NAME.findall(found[1]) if found else []
    try:
        if filters[:1] in ([b"ASCII85Decode"], [b"A85"]):
            data = a85decode(data.strip().removesuffix(b"~>"))
            filters = filters[1:]
        if not filters:
            return data
        if filters in ([b"FlateDecode"], [b"Fl"]):
            return zlib.decompressobj().decompress(data, MUCH + 1)
    except (ValueError, zlib.error):
        pass
    if sure:
        raise _CannotTell
    return b""
