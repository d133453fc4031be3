"""Items of a list that stand twice, as a recogniser's loop or a facing page prints them. What differs decides.

An item goes if it repeats one of its own run of near copies, else if it repeats the one before it, and a long one if it
repeats any item of its list. (Paragraphs and sentences that repeat themselves at once: `echoes.py`.)
"""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from zlib import crc32

from policyparse.clauses.numbering import Numbered
from policyparse.clauses.slips import LONG, SHORT, near, noise_only
from policyparse.clauses.tree import Node
from policyparse.labels.grammar import Style

_PIECES = 8  # of an item, by which it is found again
_COMMON = 12  # a piece that more items share says nothing
_MARKS = re.compile(r"[^\w]")


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
    """The repeats in one list; an item with items of its own is none, nor one that says too little."""
    texts = ["" if x.node.index in children else plain(x.node) for x in items]
    runs = _runs(texts)
    amid = _amid_copies(texts, runs)
    seen = _Seen()
    stays: list[int] = []  # what has stayed since the last short item
    number = 0
    for i, (item, text) in enumerate(zip(items, texts, strict=True)):
        if item.label.number <= number and not (stays and _likeness(texts[stays[-1]], text)):
            seen, stays = _Seen(), []  # another list: the same words may stand again
        number = item.label.number
        if len(text) < SHORT:
            stays = []
            continue
        near_by = ((items[k], _likeness(texts[k], text, amid[i])) for k in _in_run(runs, stays, i) or stays[-1:])
        twin = next(((other, likeness) for other, likeness in near_by if likeness is not None), None)
        if twin is None and len(text) >= LONG and style != Style.ARTICLE:
            twin = seen.find(text)
        if twin is not None:
            yield Repeat(item.node.index, twin[0].node.index, twin[1])
        else:
            seen.add(text, item)
            stays.append(i)


def _in_run(runs: Sequence[int], stays: Sequence[int], i: int) -> list[int]:
    """Those of the items that stay that are in the same run of copies as item `i`, the last one first."""
    return [*takewhile(lambda k: 0 < runs[k] == runs[i], reversed(stays))]


def _runs(texts: Sequence[str]) -> list[int]:
    """For each item the number of its run of near copies, two of them the same to the letter; 0 where it is in none."""
    out = [0] * len(texts)
    start = 0
    for i in range(1, len(texts) + 1):
        if i < len(texts) and any(near(text, texts[i], SHORT) is not None for text in texts[max(start, i - 2) : i]):
            continue
        if i - start > 2 and len(set(texts[start:i])) < i - start:
            out[start:i] = [i] * (i - start)
        start = i
    return out


def _amid_copies(texts: Sequence[str], runs: Sequence[int]) -> list[bool]:
    """For each item whether it stands once in its run, with copies to the letter of one text before and after it."""
    out = [False] * len(texts)
    for run in set(runs) - {0}:
        members = [i for i, x in enumerate(runs) if x == run]
        count = Counter(texts[i] for i in members)
        commonest, _ = count.most_common(1)[0]
        copies = [i for i in members if texts[i] == commonest]
        for i in members:
            out[i] = copies[0] < i < copies[-1] and count[texts[i]] == 1
    return out


def _likeness(a: str, b: str, loop: bool = False) -> float | None:
    """1.0 for the same words, less where a recogniser's slips are all that they differ in, else None."""
    return 1.0 if a == b else noise_only(a, b, loop)


class _Seen:
    """The items of a list so far, found again by a few of their four-character pieces: no item is compared with all."""

    def __init__(self) -> None:
        self.exact: dict[str, Numbered] = {}
        self.pieces: dict[int, list[tuple[str, Numbered]]] = {}

    def add(self, text: str, item: Numbered) -> None:
        """Take an item in."""
        self.exact.setdefault(text, item)
        for piece in _sketch(text):
            self.pieces.setdefault(piece, []).append((text, item))

    def find(self, text: str) -> tuple[Numbered, float] | None:
        """The item that `text` repeats, and how like it is."""
        if text in self.exact:
            return self.exact[text], 1.0
        found = {words: x for piece in _sketch(text) for words, x in self.pieces.get(piece, ())[:_COMMON]}
        for words, item in found.items():
            if (likeness := noise_only(words, text)) is not None:
                return item, likeness
        return None


@lru_cache(maxsize=16)  # an item is looked for, and then taken in
def _sketch(text: str) -> tuple[int, ...]:
    """A few of a text's pieces, the same ones for the same text whatever else has changed."""
    data = text.encode()
    if len(data) == 3 * len(text):  # nothing but Chinese: each character has three bytes
        pieces = [data[i : i + 12] for i in range(0, len(data) - 9, 3)]
    else:
        pieces = [text[i : i + 4].encode() for i in range(len(text) - 3)]
    return tuple(sorted(set(map(crc32, pieces)))[:_PIECES])


def plain(node: Node) -> str:
    """The words of a clause's first paragraph, marks left out."""
    return _MARKS.sub("", node.first.text)
