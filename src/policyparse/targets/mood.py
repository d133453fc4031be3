"""Time and mood of a sentence, segment by segment: what is asked for, what has been, what somebody must already be.

Chinese marks time and mood with a word once and lets it hold for the segments that follow (目前…，…，…), until another
word says otherwise (到2025年, 力争, 要). So the segments are read from left to right and the mood is carried along.
Which words mark what is data: token patterns (`lexicon/moods.tsv`), found in the words that jieba cuts.
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import Literal

from policyparse.lexicon.moods import Meaning, Question
from policyparse.nlp import words_of
from policyparse.targets.marks import find_matches, may_hold, meanings
from policyparse.targets.nouns import Part

Mood = Literal["asked", "told", "required", "made of"]
"""`told`: a fact; `required`: what an applicant must be or have; `made of`: members, stages, days off."""


def moods(text: str, segments: Sequence[Part], ahead: Sequence[bool], qualifies: bool = False) -> list[Mood]:
    """The mood of each segment of a sentence.

    Args:
        text: The sentence.
        segments: Its segments.
        ahead: For each whether a date in it lies ahead of the notice.
        qualifies: The sentence stands where a notice says who may apply (under 申报条件).
    """
    return moods_of([meant(text, part) for part in segments], ahead, qualifies)


@lru_cache(maxsize=256)
def meant(text: str, part: Part, asked: Question = "mood") -> frozenset[Meaning]:
    """What the words of a part of a sentence mean, which holds no comma, colon or semicolon outside of brackets."""
    if asked == "heading" and not may_hold(text, asked):
        return frozenset()  # most headings
    words = _cut(text, *part)
    return frozenset(meanings(find_matches(words, asked), 0, len(words)))


def _cut(text: str, a: int, b: int) -> list[str]:
    """The words of a part of a sentence; one that reaches over its bounds is shortened."""
    words, starts = _rows(text)
    first, last = max(0, bisect_right(starts, a) - 1), bisect_left(starts, b)
    out = words[first:last]
    if out and starts[first] < a:
        out[0] = text[a : min(b, starts[first] + len(out[0]))]
    if out and starts[last - 1] + len(words[last - 1]) > b:
        out[-1] = text[max(a, starts[last - 1]) : b]
    return out


@lru_cache(maxsize=64)
def _rows(text: str) -> tuple[list[str], list[int]]:
    """The words of a sentence, and where they begin."""
    cut = words_of(text)
    return [word for word, _, _ in cut], [start for _, start, _ in cut]


def is_past(text: str, part: Part) -> bool:
    """Whether a part of a sentence by itself tells what has been, rather than what is to be."""
    found = meant(text, part)
    return "told" in found and "asked" not in found


def moods_of(found: Sequence[Set[Meaning]], ahead: Sequence[bool], qualifies: bool = False) -> list[Mood]:
    """The mood of each segment.

    Args:
        found: What the words of each segment mean.
        ahead: See `moods`.
        qualifies: See `moods`.
    """
    conditions = qualifies or any("conditions" in meant for meant in found)
    out: list[Mood] = []
    mood: Mood = "asked"
    demanded = False
    for meant, dated in zip(found, ahead, strict=True):
        demanded = demanded or dated or "asked" in meant
        mood = _next(mood, meant | {"told"} if "state" in meant and not demanded else meant, dated)
        if mood == "asked" and ("given" in meant or (conditions and "deed" not in meant)):
            out.append("required")
        elif "made of" in meant:
            out.append("made of")
        else:
            out.append(mood)
    return out


def _next(mood: Mood, found: Set[Meaning], ahead: bool) -> Mood:
    """The mood of a segment after one in `mood`."""
    if "cited" in found:
        return "told"
    if "deed" not in found and ("applicant" in found or mood == "required"):
        return "required"
    if mood == "required" or ahead or "asked" in found:
        return "asked"
    return "told" if "told" in found else mood
