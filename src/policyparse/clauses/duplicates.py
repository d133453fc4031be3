"""Items and paragraphs that stand twice: a recogniser's loop, a page break, a facing page. What differs decides."""
from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from policyparse.clauses.labels import Style
from policyparse.clauses.numbering import Numbered
from policyparse.clauses.slips import LONG, noise_only
from policyparse.clauses.tree import Node
from policyparse.layout.paragraphs import Block

SHORT = 8  # fewer characters than this say too little: 其他, 加强宣传
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
    seen = _Seen()
    kept: Numbered | None = None
    last = ""  # its words
    copies = 0  # how many repeats of `kept` there were
    number = 0
    for x in items:
        key = plain(x.node)
        if x.label.number <= number and (kept is None or _likeness(last, key) is None):
            seen, kept, copies = _Seen(), None, 0  # another list: the same words may stand again
        number = x.label.number
        if len(key) < SHORT or x.node.index in children:
            kept, last, copies = x, key, 0
            continue
        if kept is not None and (likeness := _likeness(last, key, copies > 1)) is not None:
            copies += 1
            yield Repeat(x.node.index, kept.node.index, likeness)
            continue
        if len(key) >= LONG and style != Style.ARTICLE and (twin := seen.find(key)) is not None:
            yield Repeat(x.node.index, twin[0].node.index, twin[1])
            continue
        seen.add(key, x)
        kept, last, copies = x, key, 0


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
        near = {words: x for piece in _sketch(key) for words, x in self.pieces.get(piece, ())[:_COMMON]}
        for words, item in near.items():
            if (likeness := noise_only(words, key)) is not None:
                return item, likeness
        return None


def _sketch(key: str) -> list[int]:
    """A few of a text's pieces, the same ones for the same text whatever else has changed."""
    return heapq.nsmallest(_PIECES, {crc32(key[i : i + 4].encode()) for i in range(len(key) - 3)})


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
    gone = {e.block for e in out}
    out += [e for i, b in enumerate(blocks) if i not in gone and b.role is None for e in _loops(i, b.view.text)]
    return sorted(out, key=lambda e: (e.block, e.start))


_LONGEST_RUN = 12
_RUN_LENGTH = 40
_LOOPS = (  # what a stretch ends with, how long it is, how often it must stand
    (re.compile("[。；]"), 15, 2),
    (re.compile("[。；]"), SHORT, 3),
    (re.compile("[，。；]"), 6, 3),
)
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
            if all(a == b or noise_only(a, b) is not None for a, b in zip(first, again, strict=True)):
                yield from (Echo(i + k, 0, len(texts[i + k]), i + k - run) for k in range(run))
                i += run - 1
                break
        i += 1


def _page_breaks(blocks: Sequence[Block]) -> Iterator[Echo]:
    """The last line of a page that stands again on top of the next."""
    before: tuple[int, int, str] | None = None  # block, page and text of the line before
    for i, block in enumerate(blocks):
        at = 0
        for line in block.lines:
            n = bisect_left(block.view.at, line.end, at) - bisect_left(block.view.at, line.start, at)
            text = block.view.text[at : at + n]
            if before is not None and block.role is None and line.page == before[1] + 1 and n >= LONG // 2:
                again = text == before[2] or noise_only(before[2], text) is not None
                if again and not text == block.view.text == blocks[before[0]].view.text:  # that is for runs
                    yield Echo(i, at, at + n, before[0])
            before = (i, line.page, text)
            at += n


def _loops(i: int, text: str) -> list[Echo]:
    """A sentence, or a part of one, that comes again at once: all but the first."""
    found: list[tuple[int, int]] = []
    for stop, least, times in _LOOPS:
        stops = [0, *(m.end() for m in stop.finditer(text))]
        parts = [text[a:b] for a, b in pairwise(stops)]
        k = 0
        while k < len(parts):
            end = k + 1
            while end < len(parts) and parts[end] == parts[k]:
                end += 1
            if end - k >= times and len(parts[k]) >= least:
                found.append((stops[k + 1], stops[end]))
            k = end
    if _has_loop(text):
        found += [(m.end("once"), m.end()) for m in _ENDLESS.finditer(text)]
    out: list[Echo] = []
    for start, end in sorted(found):
        if not out or start >= out[-1].end:
            out.append(Echo(i, start, end, i))
    return out


def _has_loop(text: str) -> bool:
    """Whether some four characters come three times: a loop without a stop is looked for nowhere else."""
    if len(text) < 12:
        return False
    pieces = [text[i : i + 4] for i in range(len(text) - 3)]
    return len(pieces) - len(set(pieces)) >= 4
