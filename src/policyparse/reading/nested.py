"""How much a PDF may come to draw: forms that draw forms, and contents that unpack to many times their size, or are
named many times over, by a page or by many.

PDFium draws a form as often as it is called for, and so what it draws may grow with each form in the file: thirty forms
that each draw the next one twice are a billion. Nothing of PDFium tells so before it draws, and so a bound is taken
from the bytes of the file, without a look at which page draws which form.
"""

from __future__ import annotations

import re
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterable, Iterator
from math import prod
from typing import NamedTuple

MUCH = 16 * 1024 * 1024
"""Bytes of drawing instructions; PDFium takes a second for six million of them."""
_EACH_PAGE = 64 * 1024
"""So many more of what pages share for each page: a background may stand on all of them."""
_LEAST = 256
"""Bytes that a form counts for at least: that it is called for costs time, too."""
_DEEPEST = 40
"""PDFium goes no deeper than this into forms in forms."""
_DEFLATED = 1032
"""Deflate packs no tighter than so many times."""

_MOST = 16 * MUCH
"""Bytes that are unpacked of one file to see, …"""
_TIGHT = 8
"""… beside so many for each of its own: no file is packed so tightly that is not packed to do harm."""
_ABOUT = 65_536
"""A stream's dictionary is not longer."""

_STREAM = re.compile(rb"\bstream\r?\n")
_ODD = rb"/Subtype\s+\d|/[A-Za-z0-9]{0,12}#[4-7]"
"""A name that stands elsewhere, or is written with #46 for F."""
_LETTERS = re.compile(rb"/Type3\b|" + _ODD)
"""Fonts whose letters are drawings."""
_VEILS = re.compile(rb"/PatternType\b|/Luminosity\b|/Alpha\b|" + _ODD)
"""Patterns and masks: drawings through which others are painted."""
_COMPUTES = re.compile(rb"/FunctionType(?!\s{0,9}[02]\s{0,9}[/>])|" + _ODD)
"""Functions that may take long for each point: programs, and functions put together."""
_NESTS = re.compile(rb"/Form\b|" + _LETTERS.pattern + b"|" + _VEILS.pattern)
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_PACKED = re.compile(rb"/(?:FlateDecode|Fl|LZWDecode|LZW|RunLengthDecode|RL)\b")
_FILTER = re.compile(rb"/(?:Filter|F)\b\s*(/\w+|\[[^\]]{0,200}\]|\d+)")
_NAME = re.compile(rb"/(\w+)|\d+")


def _named(name: bytes) -> bytes:
    """A pattern of a name, any letter of which may be written by its number."""
    return b"/" + b"".join(b"(?:%c|#%x|#%X)" % (c, c, c) for c in name)


_CONTENTS = re.compile(_named(b"Contents") + rb"\s*(\[|\d{1,10})")
_TABLE = re.compile(_named(b"XRef") + rb"\b")
_CHARPROCS = re.compile(_named(b"CharProcs"))
_TO_UNICODE = re.compile(_named(b"ToUnicode") + rb"\s*(\d{1,10})")
_LONG_TEXT = re.compile(rb"<[0-9A-Fa-f\s]{257}")
"""More than 64 characters for one code: a page of such letters has room for any text."""
_HEAD = re.compile(rb"(?<!\d)(\d{1,10}+)\s++\d++\s++obj\b")
_ARRAY = re.compile(rb"(?<!\d)(\d{1,10}+)\s++\d++\s++obj\s*+\[")
_FIRST = re.compile(rb"/First\s+(\d{1,10})")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,10}+)\s++\d++\s++R\b")
_ROW = re.compile(rb"[\d\sR]*+")
_PLACE = re.compile(rb"\d{1,10}")
_REMARK = re.compile(rb"%[^\r\n]*")
_INLINE = re.compile(rb"(?<![A-Za-z])BI(?![A-Za-z])([^\x00-\x08]{1,400}?)(?<![A-Za-z])ID\s")
_SIDE = re.compile(rb"/(?:W|Width|H|Height)\s{1,9}(\d{1,9})")
_PAINT = re.compile(rb"(?<![A-Za-z])(?:[fBb]\*?|[FSs]|sh)(?![A-Za-z*])")


class _CannotTell(Exception):
    pass


class _Stream(NamedTuple):
    """One stream of a file: the number of its object, its dictionary, and its bytes as they stand in the file."""

    number: int
    about: bytes
    data: bytes

    def may_hold(self, much: int) -> bool:
        """Whether it may unpack to so many bytes; what is packed twice over is packed without bound."""
        return len(self.data) * _DEFLATED >= much or len(_PACKED.findall(self.about)) > 1

    def unpacked(self, sure: bool) -> bytes:
        """Its bytes, `MUCH` and one of them at most; where it cannot be unpacked, nothing unless `sure`."""
        if len(_PACKED.findall(self.about)) > 1:
            raise _CannotTell
        found = _FILTER.search(self.about)
        filters, data = _NAME.findall(found[1]) if found else [], self.data
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


def may_burst(data: bytes) -> bool:
    """Whether a page of a PDF may draw more than `MUCH`; where that cannot be told it may."""
    try:
        return _File(data).bound() > MUCH
    except _CannotTell:
        return True


def opens_large(data: bytes) -> bool:
    """Whether what PDFium unpacks of a PDF to open it, the tables of its objects, is far larger than any file needs."""
    tables = [each for each in _parts(data)[1] if _TABLE.search(each.about)]
    try:
        return sum(len(each.unpacked(sure=False)) for each in tables) > MUCH
    except _CannotTell:
        return True


def paints_unseen(data: bytes) -> bool:
    """Whether a PDF has what a page's objects don't tell: letters, patterns and masks that are drawings, programs."""
    try:
        file = _File(data)
    except _CannotTell:
        return True
    unseen = file.letters or file.veils or file.computes
    return unseen or (file.is_locked and any(b"/ObjStm" in each.about for each in file.streams))


class _File:
    """A PDF as far as its bytes tell: what stands between its streams, and the streams."""

    def __init__(self, data: bytes) -> None:
        self._room = _MOST + _TIGHT * len(data)
        self._between, self.streams = _parts(data)
        self._packed = [each for each in self.streams if b"/ObjStm" in each.about]
        self._names = [self._between, *(self._unpacked(each, sure=False) for each in self._packed)]
        self._nests, self.letters = self._has(_NESTS), self._has(_LETTERS)
        self.veils, self.computes = self._has(_VEILS), self._has(_COMPUTES)
        self.is_locked = b"/Encrypt" in self._between

    def _has(self, pattern: re.Pattern[bytes]) -> bool:
        return any(pattern.search(names) for names in self._names)

    def bound(self) -> int:
        """Bytes that a page draws if each stream draws the next one as often as it can."""
        if self._nests and self.is_locked:
            raise _CannotTell
        if any(_LONG_TEXT.search(text) for text in self._unicode_tables()):
            raise _CannotTell
        rows = self._contents()
        letters = self._letters() if self.letters else set[int]()
        drawn = letters.union(*rows)
        largest = 0
        forms: list[int] = []
        pages: dict[int, int] = {}
        for each in self.streams:
            shown = _PICTURE.search(each.about) and each.number not in drawn
            if shown or not (self._nests or each.number in drawn or each.may_hold(MUCH)):
                continue
            content = self._unpacked(each, sure=self._nests)
            if len(content) > MUCH or _inline(content) > MUCH:
                raise _CannotTell
            if self.letters or _NESTS.search(each.about):  # a letter's stream says nothing of what it is
                forms.append(self._calls(content))
                largest = max(largest, len(content), _LEAST)
            elif self._nests:
                pages[each.number] = self._calls(content)
        if self._repeated(rows) > MUCH + _EACH_PAGE * rows.total():
            raise _CannotTell
        page = max([1, *pages.values(), *(sum(pages.get(n, 0) for n in row) for row in rows if len(row) > 1)])
        return max(self._longest(rows), page * prod(sorted(forms, reverse=True)[:_DEEPEST]) * largest)

    def _unpacked(self, stream: _Stream, sure: bool) -> bytes:
        """A stream's bytes; a file of which very much is to be unpacked cannot be told of."""
        content = stream.unpacked(sure)
        self._room -= len(content)
        if self._room < 0:
            raise _CannotTell
        return content

    def _unicode_tables(self) -> Iterator[bytes]:
        """The tables that say which characters the codes of fonts mean."""
        numbers = {int(found[1]) for names in self._names for found in _TO_UNICODE.finditer(_REMARK.sub(b" ", names))}
        return (self._unpacked(each, sure=False) for each in self.streams if each.number in numbers)

    def _calls(self, content: bytes) -> int:
        """How often a stream draws what may draw more, or rather more than that."""
        words = (b"Do", *((b"Tj", b"TJ", b"'", b'"') if self.letters or self.veils else ()))
        paints = sum(1 for _ in _PAINT.finditer(content)) if self.veils else 0
        return max(1, sum(map(content.count, words)) + paints)

    def _letters(self) -> set[int]:
        """What fonts name as the drawings of their letters, and what that names: pictures, if they say so or not."""
        objects = list(self._objects())
        named: set[int] = set()
        for _, body in objects:
            if _CHARPROCS.search(body):
                named.update(_named_in(body))
        return named.union(*(_named_in(body) for number, body in objects if number in named))

    def _objects(self) -> Iterator[tuple[int, bytes]]:
        """The objects of a file with their numbers: of a stream what stands before it."""
        heads = list(_HEAD.finditer(self._between))
        for head, after in zip(heads, [*heads[1:], None], strict=True):
            yield int(head[1]), self._between[head.end() : after.start() if after else len(self._between)]
        for each, text in zip(self._packed, self._names[1:], strict=True):
            places = [(number, at) for number, at in _table(each, text) if at <= len(text)]
            ends = [*(at for _, at in places[1:]), len(text)]
            for (number, at), end in zip(places, ends, strict=True):
                yield number, text[at:end]

    def _repeated(self, rows: Counter[tuple[int, ...]]) -> int:
        """Bytes of what several pages have as their contents, for all of these together."""
        times: Counter[int] = Counter()
        for row, pages in rows.items():
            for n in row:
                times[n] += pages
        shared = (each for each in self.streams if times[each.number] > 1)
        return sum(
            len(self._unpacked(each, sure=True)) * times[each.number]
            for each in shared if each.may_hold(MUCH // times[each.number])
        )

    def _longest(self, rows: Iterable[tuple[int, ...]]) -> int:
        """Bytes of the longest page's contents, each as often as it is named, whatever they say they are."""
        streams: dict[int, list[_Stream]] = {}
        for each in self.streams:
            streams.setdefault(each.number, []).append(each)
        length: dict[int, int] = {}
        most = 0
        for row in rows:
            if not any(each.may_hold(MUCH // max(len(row), 1)) for n in set(row) for each in streams.get(n, ())):
                continue
            for n in set(row) - length.keys():
                length[n] = max((len(self._unpacked(each, sure=True)) for each in streams.get(n, ())), default=0)
            most = max(most, sum(length[n] for n in row))
        return most

    def _contents(self) -> Counter[tuple[int, ...]]:
        """What pages name as their contents, numbers of objects, and how many pages do."""
        out: Counter[tuple[int, ...]] = Counter()
        for names in self._names:
            rows: Counter[tuple[int, ...]] = Counter()
            for text in (names, _REMARK.sub(b" ", names)):
                rows |= Counter(
                    tuple(_references(text, found.end())) if found[1] == b"[" else (int(found[1]),)
                    for found in _CONTENTS.finditer(text)
                )
            out += rows
        for number, row in self._arrays():
            if (number,) in out:
                out[tuple(row)] = max(out[tuple(row)], out[number,])
        return out

    def _arrays(self) -> Iterator[tuple[int, list[int]]]:
        """The objects that are rows of references: their numbers, and those that they name."""
        for text in (self._names[0], _REMARK.sub(b" ", self._names[0])):
            for head in _ARRAY.finditer(text):
                yield int(head[1]), _references(text, head.end())
        for each, text in zip(self._packed, self._names[1:], strict=True):
            for number, at in _table(each, text):
                if text[at : at + 64].lstrip().startswith(b"["):
                    yield number, _references(text, text.index(b"[", at) + 1)


def _inline(content: bytes) -> int:
    """Points of the packed pictures within a stream of drawing instructions: each is unpacked to find its end."""
    points = 0
    for found in _INLINE.finditer(content):
        sides = _SIDE.findall(found[1])
        points += prod(map(int, sides)) if len(sides) == 2 else MUCH
    return points


def _parts(data: bytes) -> tuple[bytes, list[_Stream]]:
    """What stands between the streams of a file, and the streams."""
    between: list[bytes] = []
    streams = []
    at = 0
    while found := _STREAM.search(data, at):
        before = data[at : found.start()]
        between.append(before)
        end = data.find(b"endstream", found.end())
        if end < 0:
            end = len(data)
        heads = _HEAD.finditer(before, max(0, len(before) - _ABOUT))
        head = max(heads, key=lambda head: head.start(), default=None)
        number, about = (int(head[1]), before[head.end() :]) if head else (0, before)
        streams.append(_Stream(number, about, data[found.end() : end]))
        at = end
    return b"".join([*between, data[at:]]), streams


def _table(packed: _Stream, text: bytes) -> list[tuple[int, int]]:
    """The objects in a stream of them: the number of each, and where it begins in the unpacked text."""
    found = _FIRST.search(packed.about)
    first = int(found[1]) if found else 0
    table = text[:first].split()
    pairs = zip(table[::2], table[1::2], strict=False)
    return [(int(number), first + int(at)) for number, at in pairs if _PLACE.fullmatch(number) and _PLACE.fullmatch(at)]


def _named_in(body: bytes) -> set[int]:
    """The numbers of all objects that one names."""
    return {int(number) for text in (body, _REMARK.sub(b" ", body)) for number in _REFERENCE.findall(text)}


def _references(text: bytes, start: int) -> list[int]:
    """The numbers of the objects that a row names, which begins there."""
    row = _ROW.match(text, start)
    return [int(number) for number in _REFERENCE.findall(row[0])] if row else []
