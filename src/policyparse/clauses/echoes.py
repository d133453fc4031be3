"""Text that only repeats what stood just before it: paragraphs, lines at a page break, sentences in a loop."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from policyparse.clauses.slips import LONG, SHORT, near, noise_only
from policyparse.labels.grammar import read_labels
from policyparse.layout.paragraphs import Block
from policyparse.view import View

_LABEL = re.compile(r"(?:第?[（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）、.条]|[①-⑳])")
_MOST_PARAGRAPHS = 12  # that stand again in the same order
_SHORTEST_RUN = 40  # characters of several such paragraphs
_LONGEST_CYCLE = 4  # sentences that come again together: A。B。A。B。
_TWO_COPIES = 8  # characters of the two further copies of the shortest loop, which takes twelve
_PIECE = re.compile(r"[^。；，]{12,}")
_ENDLESS = re.compile(r"(?P<once>[^。；，]{4,60}?)(?P=once){2,}")


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


class _Loop(NamedTuple):
    """A kind of loop: what its stretches end with, how long they are, and how often they must stand."""

    stop: re.Pattern[str]
    least: int
    times: int


_LOOPS = (
    _Loop(re.compile("。"), 15, 2),
    _Loop(re.compile("[。；]"), 15, 2),
    _Loop(re.compile("[。；]"), SHORT, 3),
    _Loop(re.compile("[，。；]"), 6, 3),
)


def echoes(blocks: Sequence[Block]) -> list[Echo]:
    """What repeats itself at once: runs of paragraphs, a page's last line on top of the next, a sentence in a loop."""
    out = [*_repeated_runs(blocks), *_page_breaks(blocks)]
    gone: dict[int, list[Echo]] = {}
    for echo in out:
        gone.setdefault(echo.block, []).append(echo)
    for i, block in enumerate(blocks):
        if block.role is None:
            there = gone.get(i, ())
            looped = [Echo(i, start, end, i) for start, end in _looped(block.view)]
            out += [e for e in looped if not any(e.start < x.end and x.start < e.end for x in there)]
    return sorted(out, key=lambda e: (e.block, e.start))


def _repeated_runs(blocks: Sequence[Block]) -> Iterator[Echo]:
    """Paragraphs that stand twice, one after the other or several in the same order, labels included."""
    texts = [b.view.text if b.role is None else f"\0{i}" for i, b in enumerate(blocks)]
    i = 0
    while i < len(texts):
        sizes = range(1, min(_MOST_PARAGRAPHS, i) + 1)
        begun = (n for n in sizes if _is_same(texts[i - n], texts[i]))
        size = next((n for n in begun if _is_run(texts[i - n : i], texts[i : i + n])), 0)
        yield from (Echo(k, 0, len(texts[k]), k - size) for k in range(i, i + size))
        i += size or 1


def _is_run(first: Sequence[str], again: Sequence[str]) -> bool:
    """Whether paragraphs are those before them once more."""
    least = LONG if len(first) == 1 else _SHORTEST_RUN
    if len(again) < len(first) or sum(map(len, again)) < least:
        return False
    return all(map(_is_same, first, again))


def _is_same(a: str, b: str) -> bool:
    """Whether two paragraphs, labels included, are one: a long one under the same label may have more slips."""
    if a == b:
        return True
    if near(a, b, SHORT) is None:
        return False
    one, two = _LABEL.match(a), _LABEL.match(b)
    same = one is not None and two is not None and one[0] == two[0] and len(a) >= 2 * LONG
    return noise_only(a, b, same) is not None


class _Row(NamedTuple):
    """A line: the paragraph and the page that it is on, and its text."""

    block: int
    page: int
    text: str


def _page_breaks(blocks: Sequence[Block]) -> Iterator[Echo]:
    """The last line of a page that stands again on top of the next; in a text without pages, a row twice."""
    before: _Row | None = None
    for i, block in enumerate(blocks):
        at = 0
        for line in block.lines:
            end = at + bisect_left(block.view.at, line.end, at) - bisect_left(block.view.at, line.start, at)
            row = _Row(i, line.page, block.view.text[at:end])
            if before is not None and block.role is None and _is_again(before, row):
                whole = row.text == block.view.text == blocks[before.block].view.text
                if not whole:  # that is for runs
                    yield Echo(i, at, end, before.block)
            before = row
            at = end


def _is_again(before: _Row, row: _Row) -> bool:
    if row.page == before.page:
        return len(row.text) >= LONG and row.text == before.text
    if row.page != before.page + 1 or len(row.text) < LONG // 2:
        return False
    return row.text == before.text or noise_only(before.text, row.text) is not None


def _looped(view: View) -> list[tuple[int, int]]:
    """Where a sentence, or a part of one, comes again at once: all copies but the first."""
    begin = next((label.length for label in read_labels(view)), 0)
    twice = not _is_distinct(_parts(view.text, begin, _LOOPS[-1].stop)[1])  # what stands twice does so in its parts
    found = [stretch for loop in _LOOPS for stretch in _cycles(view.text, begin, loop)] if twice else []
    for piece in _PIECE.finditer(view.text):
        if len(piece[0]) - len(set(piece[0])) >= _TWO_COPIES:
            found += [(m.end("once"), m.end()) for m in _ENDLESS.finditer(view.text, *piece.span())]
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not out or start >= out[-1][1]:
            out.append((start, end))
    return out


def _cycles(text: str, begin: int, loop: _Loop) -> Iterator[tuple[int, int]]:
    """The further copies of what stands often enough, one after the other, in a text cut at a loop's stops."""
    stops, parts = _parts(text, begin, loop.stop)
    if _is_distinct(parts):
        return
    k = 0
    while k < len(parts):
        for size in range(1, _LONGEST_CYCLE + 1):
            if len("".join(parts[k : k + size])) < loop.least:
                continue
            if (end := _cycles_end(parts, k, size)) >= k + size * loop.times:
                yield stops[k + size], stops[end]
                k = end
                break
        else:
            k += 1


def _parts(text: str, begin: int, stop: re.Pattern[str]) -> tuple[list[int], list[str]]:
    """Where a text is cut at its stops, and the parts between."""
    stops = [begin, *(m.end() for m in stop.finditer(text, begin))]
    return stops, [text[a:b] for a, b in pairwise(stops)]


def _is_distinct(parts: Sequence[str]) -> bool:
    return len(set(parts)) == len(parts)


def _cycles_end(parts: Sequence[str], start: int, size: int) -> int:
    """Where the last of the copies ends that follow `parts[start : start + size]` one after the other."""
    end = start + size
    while parts[end : end + size] == parts[start : start + size]:
        end += size
    return end
