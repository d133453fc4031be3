"""Sentences and segments of a paragraph, brackets, quotes and titles respected."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate

_PAIRS = {"（": "）", "“": "”", "《": "》", "〔": "〕", "「": "」", "【": "】", "[": "]"}
_CLOSERS = {v: k for k, v in _PAIRS.items()}
_OPENS = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
DEEPEST = 8
"""Brackets and quotes stand no deeper than this in others."""
_LONGEST = 1_000
"""Sentences of notices have 300 characters at most; what is read of each word of one grows with its length."""
_MARKS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSERS)))}。]")


@lru_cache(maxsize=256)
def depths(text: str) -> tuple[int, ...]:
    """For each character how deep in brackets, quotes or titles it stands; an unclosed one is not counted."""
    if not _OPENS.search(text):
        return (0,) * len(text)
    steps = [0] * (len(text) + 1)
    stack: list[tuple[str, int]] = []
    for m in _MARKS.finditer(text):
        i, c = m.start(), m[0]
        if c in _PAIRS:
            stack.append((c, i))
        elif c in _CLOSERS:
            for k in innermost(stack):
                if stack[k][0] == _CLOSERS[c]:
                    steps[stack[k][1]] += 1
                    steps[i + 1] -= 1
                    del stack[k:]
                    break
        elif c == "。" and stack and i - stack[-1][1] > 60:
            stack.clear()  # a bracket that never closes does not swallow what follows
    return tuple(accumulate(steps[:-1]))


def innermost(stack: Sequence[object]) -> range:
    """The places of those that were opened last, from the innermost on; what is open beyond them is never closed."""
    return range(len(stack) - 1, max(len(stack) - DEEPEST, 0) - 1, -1)


def opened_at(text: str, at: int) -> str:
    """The brackets, quotes and titles that are open at a place, the outermost first."""
    opened = ""
    for c in text[:at]:
        if c in "（“《":
            opened += c
        elif c in "）”》" and opened:
            opened = opened[:-1]
    return opened


def split(text: str, marks: str, depth: Sequence[int] | None = None) -> Iterator[tuple[int, int]]:
    """The stretches between any of `marks` outside of brackets, quotes and titles; the mark itself is left out."""
    depth = depths(text) if depth is None else depth
    start = 0
    for m in _any_of(marks).finditer(text):
        i = m.start()
        if not depth[i]:
            if i > start:
                yield start, i
            start = i + 1
    if start < len(text):
        yield start, len(text)


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


@lru_cache(maxsize=256)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Sentences, without their closing mark; what has no such mark for too long is cut before that."""
    return tuple(part for a, b in split(text, "。！？!?") for part in _cut(text, a, b))


def _cut(text: str, a: int, b: int) -> Iterator[tuple[int, int]]:
    """A sentence in pieces of `_LONGEST` at most, cut at the last of the marks that part most."""
    while b - a > _LONGEST:
        last = a + _LONGEST
        places = (text.rfind(mark, a + _LONGEST // 2, last) for mark in "；，、")
        cut = next((place for place in places if place > 0), last)
        yield a, cut
        a = cut + 1 if cut < last else cut
    yield a, b


def segments(text: str, depth: Sequence[int] | None = None) -> list[tuple[int, int]]:
    """The comma-, semicolon- and colon-separated stretches of a sentence."""
    return list(split(text, "，；：,;", depth))
