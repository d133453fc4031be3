"""Where verbs stand in a text: what the list of verbs matches, less what is only the beginning of a longer word."""
from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from policyparse.lexicon.verbs import STRONG, VERB, WEAK


def verb_at(text: str, start: int, end: int | None = None) -> re.Match[str] | None:
    """The longest verb that begins at `start` and ends by `end`; 培训 is none in 培训费, 报 none in 报告."""
    m = VERB.match(text, start, len(text) if end is None else end)
    return m if m is not None and _is_word(text, m) else None


def verbs_in(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The verbs between two places, from left to right."""
    return (m for m in VERB.finditer(text, start, end) if _is_word(text, m))


def is_sure(verb: str) -> bool:
    """Whether a verb is no noun as well."""
    return verb in STRONG and verb not in WEAK


def _is_word(text: str, m: re.Match[str]) -> bool:
    over = _word_ends(text)[m.start()] - m.end()
    return over <= 0 or (over > 1 and is_sure(m[0]))  # 提出异议 is a verb with its object


@lru_cache(maxsize=128)
def _word_ends(text: str) -> list[int]:
    """For each character where the word that it belongs to ends. The dictionary is loaded with the first verb met."""
    from policyparse.nlp import words

    return [end for _, start, end in words(text) for _ in range(start, end)]
