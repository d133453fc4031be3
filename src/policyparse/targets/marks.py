"""Where the token patterns of time and mood stand in a row of words.

A text is parsed without spaCy, which takes 0.7 s to load; what is found here is what spaCy's `Matcher` finds with the
same patterns (the component `policy_mood`), the longest match of each pattern at each place.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from policyparse.lexicon.moods import LONGEST, Meaning, Pattern, Question, Token, Where, patterns

_AT_HEAD: tuple[Where, ...] = ("head", "whole")
_AT_END: tuple[Where, ...] = ("end", "whole")
_PLACES: dict[tuple[bool, bool], tuple[Where, ...]] = {
    (False, False): ("any",), (True, False): ("any", "head"), (False, True): ("any", "end"),
    (True, True): ("any", "head", "end", "whole"),
}


class Match(NamedTuple):
    """A pattern that was found, and its words: from `start` up to `end`."""

    pattern: Pattern
    start: int
    end: int


def find_matches(words: Sequence[str], asked: Question) -> list[Match]:
    """The patterns found in a row of words: of each the longest match at each place, where it stands there at all.

    Args:
        words: The words of a segment or of a part of it.
        asked: Which patterns are looked for.
    """
    lacks = frozenset(words).isdisjoint
    return [
        Match(pattern, start, end)
        for start, word in enumerate(words)
        for pattern in _beginning_with(word, asked, start == 0)
        if not any(map(lacks, pattern.needs))
        and _may_end(pattern, words[-1])
        and (end := _longest(pattern, words, start)) is not None
    ]


def meanings(found: Iterable[Match], first: int, last: int) -> set[Meaning]:
    """What the words of a segment mean, which runs from word `first` up to `last`.

    A match counts where its pattern wants it in the segment, and not inside of one that means nothing.
    """
    out: set[Meaning] = set()
    void = 0
    for x in sorted(found, key=lambda x: (x.start, x.pattern.meaning != "nothing")):
        if x.pattern.where not in _PLACES[x.start == first, x.end == last]:
            continue
        if x.pattern.meaning == "nothing":
            void = max(void, x.end)
        elif x.end > void:
            out.add(x.pattern.meaning)
    return out


def _may_end(pattern: Pattern, last: str) -> bool:
    """Whether a pattern may go to the end of a row whose last word that is, if that is where it has to stand."""
    return pattern.where not in _AT_END or any(token.takes(last) for token in pattern.last)


def _longest(pattern: Pattern, words: Sequence[str], start: int) -> int | None:
    """Where the longest match of a pattern ends that begins at a word."""
    ends, stop = [start], min(len(words), start + LONGEST)
    for token in pattern.tokens:
        takes = token.takes
        if token.least == token.most == 1:
            ends = [end + 1 for end in ends if end < stop and takes(words[end])]
        else:
            ends = _repeated(token, words, ends, stop)
        if not ends:
            return None
    return max(ends)


def _repeated(token: Token, words: Sequence[str], ends: list[int], stop: int) -> list[int]:
    """Where a place ends that may be filled by several words or none, from each of the places where it may begin."""
    reached = set(ends) if token.least == 0 else set()
    row = set(ends)
    for n in range(1, token.most + 1):
        row = {end + 1 for end in row if end < stop and token.takes(words[end])}
        if not row:
            break
        if n >= token.least:
            reached |= row
    return list(reached)


def may_match(words: Sequence[str], asked: Question) -> bool:
    """Whether a pattern may stand in a segment: one begins with a word of it, and no word that it needs is wanting."""
    lacks = frozenset(words).isdisjoint
    return any(not any(map(lacks, x.needs)) for word in words for x in _beginning_with(word, asked, True))


def may_hold(text: str, asked: Question) -> bool:
    """Whether a text that is not cut into words yet may hold a pattern: a first word of one stands in it."""
    return _hints(asked).search(text) is not None


@cache
def _hints(asked: Question) -> re.Pattern[str]:
    named, _, shaped = _index(asked, True)
    shapes = {shape.pattern.removeprefix(".*") for shape, _ in shaped}
    return re.compile("|".join([*map(re.escape, sorted(named)), *(f"(?:{shape})" for shape in sorted(shapes))]))


@lru_cache(maxsize=1 << 14)
def _beginning_with(word: str, asked: Question, leads: bool) -> tuple[Pattern, ...]:
    """The patterns that may begin with a word; only one that leads its row begins those that stand at its head."""
    named, shapes, shaped = _index(asked, leads)
    if word in named:
        return named[word]
    if shapes.fullmatch(word) is None:
        return ()  # most words
    return tuple(dict.fromkeys(pattern for shape, pattern in shaped if shape.fullmatch(word) is not None))


_Shaped = list[tuple[re.Pattern[str], Pattern]]


@cache
def _index(asked: Question, leads: bool) -> tuple[dict[str, tuple[Pattern, ...]], re.Pattern[str], _Shaped]:
    """For each word that a pattern names as its first those that may begin with it; the shapes of other words."""
    ours = [x for x in patterns() if x.question == asked and (leads or x.where not in _AT_HEAD)]
    first = [(pattern, token) for pattern in ours for token in pattern.first]
    shaped = [(token.shape, pattern) for pattern, token in first if token.shape is not None]
    shapes = re.compile("|".join(sorted({f"(?:{shape.pattern})" for shape, _ in shaped})))
    named: dict[str, list[Pattern]] = {}
    for pattern, token in first:
        for word in token.words:
            named.setdefault(word, []).append(pattern)
    for word, known in named.items():
        if shapes.fullmatch(word) is not None:
            known += [x for shape, x in shaped if shape.fullmatch(word) is not None]
    return {word: tuple(dict.fromkeys(known)) for word, known in named.items()}, shapes, shaped
