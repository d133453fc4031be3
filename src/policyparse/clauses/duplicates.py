"""Items and paragraphs that stand twice: a recogniser's loop, a page break, a facing page. What differs decides."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile
from zlib import crc32

from policyparse.clauses.numbering import Numbered
from policyparse.clauses.slips import LONG, SHORT, near, noise_only
from policyparse.clauses.tree import Node
from policyparse.labels.grammar import Style, read_labels
from policyparse.layout.paragraphs import Block
from policyparse.view import View

_PIECES = 8
_COMMON = 12  # a piece that more items share says nothing
_MARKS = re.compile(r"[^\w]")
_STOP = re.compile("[。；]")

@dataclass(frozen=True, slots=True)
class Repeat:
    """A clause that repeats another one.

    Attributes:
        again: Index of the clause that goes.
        first: Index of the one that stays.
        similarity: 1.0 for the same words, punctuation aside.
    """

    again: int
    first: int
    similarity: float


def repeated_clauses(numbered: Sequence[Numbered]) -> list[Repeat]:
    """The clauses that repeat one of their own list, under the same or under rising numbers.

    Only whole items count, and only within one list: legal drafting says the same sentence in many places. Items
    that differ in a number or in a word are two (中职, 技工; 10 个, 12 个); a difference of the kind that a recogniser
    makes is none.
    """
    children = {x.node.parent for x in numbered}
    lists: dict[tuple[int, int | None, Style], list[Numbered]] = {}
    for x in numbered:
        lists.setdefault((x.node.part, x.node.parent, x.label.style), []).append(x)
    out: list[Repeat] = []
    for (_, _, style), items in lists.items():
        if style > Style.SECTION or style == Style.ARTICLE:
            out += _in_list(items, children, style)
    return sorted(out, key=lambda r: r.again)


def _in_list(items: Sequence[Numbered], children: set[int | None], style: Style) -> Iterator[Repeat]:
    keys = ["" if x.node.index in children else plain(x.node) for x in items]
    loops = _loops_in(keys)
    among = _among_copies(keys, loops)
    seen = _Seen()
    stays: list[int] = []  # what has stayed since the last short item
    number = 0
    for i, (x, key) in enumerate(zip(items, keys, strict=True)):
        if x.label.number <= number and not (stays and _likeness(keys[stays[-1]], key)):
            seen, stays = _Seen(), []  # another list: the same words may stand again
        number = x.label.number
        if len(key) < SHORT:
            stays = []
            continue
        copies = _copies(loops, stays, i)
        again = next(((k, y) for k in copies or stays[-1:] if (y := _likeness(keys[k], key, among[i]))), None)
        if again is not None:
            yield Repeat(x.node.index, items[again[0]].node.index, again[1])
        elif len(key) >= LONG and style != Style.ARTICLE and (twin := seen.find(key)) is not None:
            yield Repeat(x.node.index, twin[0].node.index, twin[1])
        else:
            seen.add(key, x)
            stays.append(i)


def _copies(loops: Sequence[int], stays: Sequence[int], i: int) -> list[int]:
    """Those of the items that stay that are in the same run of copies as item `i`, the last one first."""
    return [*takewhile(lambda k: 0 < loops[k] == loops[i], reversed(stays))]


def _loops_in(keys: Sequence[str]) -> list[int]:
    """For each item the number of its run of near copies, two of them the same to the letter; 0 where it is in none."""
    out = [0] * len(keys)
    start = 0
    for i in range(1, len(keys) + 1):
        if i < len(keys) and any(near(key, keys[i], SHORT) is not None for key in keys[max(start, i - 2) : i]):
            continue
        if i - start > 2 and len(set(keys[start:i])) < i - start:
            out[start:i] = [i] * (i - start)
        start = i
    return out


def _among_copies(keys: Sequence[str], loops: Sequence[int]) -> list[bool]:
    """For each item whether it stands once in its run, with copies to the letter of one text before and after it."""
    out = [False] * len(keys)
    for run in set(loops) - {0}:
        members = [i for i, x in enumerate(loops) if x == run]
        count = Counter(keys[i] for i in members)
        text, _ = count.most_common(1)[0]
        copies = [i for i in members if keys[i] == text]
        for i in members:
            out[i] = copies[0] < i < copies[-1] and count[keys[i]] == 1
    return out


def _likeness(a: str, b: str, loop: bool = False) -> float | None:
    """1.0 for the same words, less where a recogniser's slips are all that they differ in, else None."""
    return 1.0 if a == b else noise_only(a, b, loop)


class _Seen:
    """The items of a list so far, found again by a few of their four-character pieces: no item is compared with all."""

    def __init__(self) -> None:
        self.exact: dict[str, Numbered] = {}
        self.pieces: dict[int, list[tuple[str, Numbered]]] = {}

    def add(self, key: str, item: Numbered) -> None:
        """Take an item in."""
        self.exact.setdefault(key, item)
        for piece in _sketch(key):
            self.pieces.setdefault(piece, []).append((key, item))

    def find(self, key: str) -> tuple[Numbered, float] | None:
        """The item that `key` repeats, and how like it is."""
        if key in self.exact:
            return self.exact[key], 1.0
        found = {words: x for piece in _sketch(key) for words, x in self.pieces.get(piece, ())[:_COMMON]}
        for words, item in found.items():
            if (likeness := noise_only(words, key)) is not None:
                return item, likeness
        return None


@lru_cache(maxsize=16)  # an item is looked for, and then taken in
def _sketch(key: str) -> tuple[int, ...]:
    """A few of a text's pieces, the same ones for the same text whatever else has changed."""
    data = key.encode()
    if len(data) == 3 * len(key):  # nothing but Chinese: each character has three bytes
        return tuple(sorted({crc32(data[i : i + 12]) for i in range(0, len(data) - 9, 3)})[:_PIECES])
    return tuple(sorted({crc32(key[i : i + 4].encode()) for i in range(len(key) - 3)})[:_PIECES])


def plain(node: Node) -> str:
    """The words of a clause's first paragraph, marks left out."""
    return _MARKS.sub("", node.first.text)


@dataclass(frozen=True, slots=True)
class Echo:
    """A stretch of a paragraph, or a whole one, that only repeats what stood just before it.

    Attributes:
        block: Index of the paragraph.
        start: Where in its view the stretch begins.
        end: Where it ends.
        first: Index of the paragraph with the first copy.
    """

    block: int
    start: int
    end: int
    first: int


def echoes(blocks: Sequence[Block]) -> list[Echo]:
    """What repeats itself at once: runs of paragraphs, a page's last line on top of the next, a sentence in a loop."""
    out = [*_repeated_runs(blocks), *_page_breaks(blocks)]
    gone: dict[int, list[Echo]] = {}
    for echo in out:
        gone.setdefault(echo.block, []).append(echo)
    for i, block in enumerate(blocks):
        if block.role is None:
            there = gone.get(i, ())
            out += [e for e in _loops(i, block.view) if not any(e.start < x.end and x.start < e.end for x in there)]
    return sorted(out, key=lambda e: (e.block, e.start))


_LABEL = re.compile(r"(?:第?[（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）、.条]|[①-⑳])")
_LONGEST_RUN = 12
_RUN_LENGTH = 40
_LOOPS = (  # what a stretch ends with, how long it is, how often it must stand
    (re.compile("。"), 15, 2),
    (re.compile("[。；]"), 15, 2),
    (re.compile("[。；]"), SHORT, 3),
    (re.compile("[，。；]"), 6, 3),
)
_LONGEST_CYCLE = 4  # sentences that come again together: A。B。A。B。
_TWO_COPIES = 8  # characters of the two further copies of the shortest loop
_STOPS = re.compile("[。；，]")
_ENDLESS = re.compile(r"(?P<once>[^。；，]{4,60}?)(?P=once){2,}")


def _repeated_runs(blocks: Sequence[Block]) -> Iterator[Echo]:
    """Paragraphs that stand twice, one after the other or several in the same order, labels included."""
    texts = [b.view.text if b.role is None else f"\0{i}" for i, b in enumerate(blocks)]
    i = 0
    while i < len(texts):
        for run in range(1, min(_LONGEST_RUN, i) + 1):
            again, first = texts[i : i + run], texts[i - run : i]
            if len(again) < run or sum(map(len, again)) < (LONG if run == 1 else _RUN_LENGTH):
                continue
            if all(a == b or _printed_twice(a, b) for a, b in zip(first, again, strict=True)):
                yield from (Echo(i + k, 0, len(texts[i + k]), i + k - run) for k in range(run))
                i += run - 1
                break
        i += 1


def _printed_twice(a: str, b: str) -> bool:
    """Whether two paragraphs, labels included, are one: a long one under the same label may have more slips."""
    one, two = _LABEL.match(a), _LABEL.match(b)
    same = one is not None and two is not None and one[0] == two[0] and len(a) >= 2 * LONG
    return noise_only(a, b, same) is not None


def _page_breaks(blocks: Sequence[Block]) -> Iterator[Echo]:
    """The last line of a page that stands again on top of the next; in a text without pages, a row twice."""
    before: tuple[int, int, str] | None = None  # block, page and text of the line before
    for i, block in enumerate(blocks):
        at = 0
        for line in block.lines:
            n = bisect_left(block.view.at, line.end, at) - bisect_left(block.view.at, line.start, at)
            text = block.view.text[at : at + n]
            if before is not None and block.role is None and n >= LONG // 2:
                again = line.page == before[1] + 1 and (text == before[2] or noise_only(before[2], text) is not None)
                again = again or (line.page == before[1] and n >= LONG and text == before[2])
                if again and not text == block.view.text == blocks[before[0]].view.text:  # that is for runs
                    yield Echo(i, at, at + n, before[0])
            before = (i, line.page, text)
            at += n


def _loops(i: int, view: View) -> list[Echo]:
    """A sentence, or a part of one, that comes again at once: all but the first."""
    text, begin = view.text, next((x.length for x in read_labels(view)), 0)
    found: list[tuple[int, int]] = []
    for stop, least, times in _LOOPS:
        stops = [begin, *(m.end() for m in stop.finditer(text, begin))]
        parts = [text[a:b] for a, b in pairwise(stops)]
        if len(set(parts)) == len(parts):
            continue  # nothing stands twice
        k = 0
        while k < len(parts):
            cycle, end = next(
                ((n, e) for n in range(1, _LONGEST_CYCLE + 1)
                 if len("".join(parts[k : k + n])) >= least and (e := _cycles_end(parts, k, n)) >= k + n * times),
                (0, k + 1),
            )
            if cycle:
                found.append((stops[k + cycle], stops[end]))
            k = end
    if _has_loop(text):
        found += [(m.end("once"), m.end()) for m in _ENDLESS.finditer(text)]
    out: list[Echo] = []
    for start, end in sorted(found):
        if not out or start >= out[-1].end:
            out.append(Echo(i, start, end, i))
    return out


def _cycles_end(parts: Sequence[str], start: int, size: int) -> int:
    """Where the last of the copies ends that follow `parts[start : start + size]` one after the other."""
    end = start + size
    while parts[end : end + size] == parts[start : start + size]:
        end += size
    return end


def _has_loop(text: str) -> bool:
    """Whether four characters or more may come three times between two stops: a loop is looked for nowhere else."""
    return any(len(piece) - len(set(piece)) >= _TWO_COPIES for piece in _STOPS.split(text) if len(piece) > _TWO_COPIES)
