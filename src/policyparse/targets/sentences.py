"""Sentences and segments of a paragraph, brackets, quotes and titles respected."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

_PAIRS = {"（": "）", "“": "”", "《": "》", "〔": "〕", "「": "」", "【": "】", "[": "]"}
_CLOSERS = {v: k for k, v in _PAIRS.items()}
_OPENS = re.compile(f"[{re.escape(''.join(_PAIRS))}]")
_MARKS = re.compile(f"[{re.escape(''.join((*_PAIRS, *_CLOSERS)))}。]")


@lru_cache(maxsize=256)
def depths(text: str) -> tuple[int, ...]:
    """For each character how deep in brackets, quotes or titles it stands; an unclosed one is not counted."""
    out = [0] * len(text)
    if not _OPENS.search(text):
        return tuple(out)
    stack: list[tuple[str, int]] = []
    for m in _MARKS.finditer(text):
        i, c = m.start(), m[0]
        if c in _PAIRS:
            stack.append((c, i))
        elif c in _CLOSERS:
            for k in range(len(stack) - 1, -1, -1):
                if stack[k][0] == _CLOSERS[c]:
                    for j in range(stack[k][1], i + 1):
                        out[j] += 1
                    del stack[k:]
                    break
        elif c == "。" and stack and i - stack[-1][1] > 60:
            stack.clear()  # a bracket that never closes does not swallow what follows
    return tuple(out)


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
    """Sentences, without their closing mark."""
    return tuple(split(text, "。！？!?"))


def segments(text: str, depth: Sequence[int] | None = None) -> list[tuple[int, int]]:
    """The comma-, semicolon- and colon-separated stretches of a sentence."""
    return list(split(text, "，；：,;", depth))
