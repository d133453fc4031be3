"""What notices ask to be done, in the words they ask it (`verbs.tsv`).

`STRONG` verbs make a predicate wherever they stand; `WEAK` ones are as often nouns (建设, 培训) and only count where a
verb must stand: at the start of a segment, after a subject, or before a number. `CLOSING` predicates close a segment.
`NO_PREDICATE` are verbs to a dictionary and none to a notice (modals, 是, 属于 …).
"""
from __future__ import annotations

import re
from collections.abc import Iterable

from policyparse.lexicon.tables import rows_of


def _read() -> dict[str, frozenset[str]]:
    """The words of the table by the part they play."""
    out: dict[str, set[str]] = {}
    for word, parts in rows_of("verbs.tsv"):
        for part in parts.split():
            out.setdefault(part, set()).add(word)
    return {part: frozenset(words) for part, words in out.items()}


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of the words."""
    return "(?:" + "|".join(sorted(words, key=lambda w: (-len(w), w))) + ")"


_WORDS = _read()

STRONG = _WORDS["strong"]
WEAK = _WORDS["weak"]
HELPERS = _WORDS["helper"]
NO_PREDICATE = _WORDS["none"]

NOUN = re.compile(_any_of(_WORDS["noun"]))
"""A noun that only begins like a verb: 增加值, 试点城市."""

VERB = re.compile(rf"(?!{NOUN.pattern}){_any_of(STRONG | WEAK)}")
"""The longest verb at a place, unless a noun begins there (增加值, 实施方案)."""

MANNER_RE = re.compile(f"{_any_of(_WORDS['manner'])}{{1,6}}")
"""进一步, 逐步, 大力 …: how something is done."""

_GAINS = r"取得[一-龥]{0,6}(?:进展|突破|成效|成果|实效)"
CLOSING = re.compile(rf"(?P<adverb>{_any_of(_WORDS['adverb'])}{{0,3}})(?P<verb>{_any_of(_WORDS['closing'])}|{_GAINS})$")
"""The predicate at the end of a segment: …基本建立, …明显提高, …取得突破性进展."""
