"""Token patterns for time and mood (`moods.tsv`): rows of words, in the form that spaCy's `Matcher` takes, too."""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Any, Literal, cast

from policyparse.lexicon.tables import rows_of
from policyparse.lexicon.verbs import STRONG, WEAK

Question = Literal["mood", "task", "before", "behind", "so far", "heading"]
"""What is asked of words: the mood of a segment, whether it is a task, what they say around a quantity, a heading."""
Meaning = Literal[
    "told", "state", "given", "cited", "asked", "applicant", "deed", "conditions", "made of", "in force", "begins",
    "by then", "example", "defined", "eligible", "penalty", "step", "of each", "step done", "points back", "adds up",
    "each", "aged", "fined", "named", "copies", "from", "from list", "moved", "of a project", "weighed",
    "score to reach", "span", "timed", "about money", "for each", "each time", "built", "building", "at least",
    "among them", "throughout", "shared", "indicator", "around", "extends", "to list", "paid for", "asked for",
    "must be", "held", "so often", "led", "must", "having", "fund", "barred", "giving", "gives", "granted",
    "unfinished", "reaches", "such things", "so many", "grants", "beside others", "included", "of such money",
    "such projects", "reports", "plans", "who may", "nothing",
]
Where = Literal["any", "head", "end", "whole"]

MARKS = frozenset("，；：。！？,;!?\n")
"""No pattern reaches over one of these."""

LONGEST = 40
"""Words that a match may have at most."""

_PART = re.compile(r"/[^/]*/|<[^<>]*>|[^|]+")
_OFTEN = {"?": (0, 1), "*": (0, LONGEST)}
_QUANTIFIER = re.compile(r"[?*]$|\{(\d{1,2}),(\d{1,2})\}$")


@dataclass(frozen=True, slots=True)
class Token:
    """One place of a pattern.

    Attributes:
        words: The words that may stand there, or with `but` those that may not.
        shape: What the whole of another word there fits, or None.
        but: The place takes any word but these.
        least: How often it is filled at least.
        most: How often at most.
    """

    words: frozenset[str]
    shape: re.Pattern[str] | None = None
    but: bool = False
    least: int = 1
    most: int = 1

    def takes(self, word: str) -> bool:
        """Whether a word may stand there."""
        named = word in self.words or (self.shape is not None and self.shape.fullmatch(word) is not None)
        return named != self.but

    def spec(self) -> dict[str, Any]:
        """The same for spaCy's `Matcher`."""
        if self.shape is None:
            out: dict[str, Any] = {"TEXT": {"NOT_IN" if self.but else "IN": sorted(self.words)}}
        else:
            shapes = [self.shape.pattern, *map(re.escape, sorted(self.words))]
            out = {"TEXT": {"REGEX": rf"^{'(?!' if self.but else ''}(?:{'|'.join(shapes)})\Z{')' if self.but else ''}"}}
        if (self.least, self.most) != (1, 1):
            out["OP"] = "*" if self.most == LONGEST else f"{{{self.least},{self.most}}}"
        return out


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of words and what it means.

    Attributes:
        question: Of what words it is asked.
        meaning: What it means, see `moods.tsv`.
        where: Where in a segment it stands.
        tokens: Its places.
        first: Those that a match may begin with.
        last: Those that it may end with.
        needs: Of each of these sets of words one must be there, beside the word that it begins with.
        example: Words in which it is found.
        other: Words that look alike, in which it is not.
    """

    question: Question
    meaning: Meaning
    where: Where
    tokens: tuple[Token, ...]
    first: tuple[Token, ...]
    last: tuple[Token, ...]
    needs: tuple[frozenset[str], ...]
    example: str
    other: str

    def specs(self) -> list[dict[str, Any]]:
        """The pattern for spaCy's `Matcher`."""
        return [token.spec() for token in self.tokens]


@cache
def patterns() -> tuple[Pattern, ...]:
    """The patterns of the table, in its order."""
    rows = rows_of("moods.tsv")
    classes = {row[1]: _of_class(row[2]) for row in rows if row[0] == "class"}
    classes["verb"] = Token(frozenset(word for word in STRONG | WEAK if len(word) > 1))
    return tuple(_pattern(row, classes) for row in rows if row[0] != "class")


def _pattern(row: tuple[str, ...], classes: Mapping[str, Token]) -> Pattern:
    question, meaning, where, words, example, other = row
    tokens = tuple(_token(item, classes) for item in words.split(" "))
    needs = tuple(token.words for token in tokens[1:] if token.least and token.shape is None and not token.but)
    first, last = _outermost(tokens), _outermost(tokens[::-1])
    return Pattern(
        cast(Question, question), cast(Meaning, meaning), cast(Where, where), tokens, first, last, needs, example, other
    )


def _outermost(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The first place that must be filled, and those before it."""
    optional = sum(1 for _ in takewhile(lambda token: token.least == 0, tokens))
    return tuple(tokens[: optional + 1])


def _of_class(words: str) -> Token:
    return _any_of(words.split(" "), {})


def _token(item: str, classes: Mapping[str, Token]) -> Token:
    """One place as the table writes it: `a|b`, `-a|b`, `<class>`, `/shape/` or `_`, and how often."""
    least, most = 1, 1
    if (often := _QUANTIFIER.search(item)) is not None:
        least, most = _OFTEN.get(often[0]) or (int(often[1]), int(often[2]))
        item = item[: often.start()]
    if item == "_":
        return Token(MARKS, None, True, least, most)
    token = _any_of(_PART.findall(item.removeprefix("-")), classes)
    if item.startswith("-"):
        return Token(token.words | MARKS, token.shape, True, least, most)
    return replace(token, least=least, most=most)


def _any_of(items: Sequence[str], classes: Mapping[str, Token]) -> Token:
    named = [classes[item[1:-1]] for item in items if item.startswith("<")]
    shapes = [item[1:-1] for item in items if item.startswith("/")]
    shapes += [token.shape.pattern for token in named if token.shape is not None]
    plain = frozenset(item for item in items if item[0] not in "</").union(*(token.words for token in named))
    return Token(plain, re.compile("|".join(shapes)) if shapes else None)
