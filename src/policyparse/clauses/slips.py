"""Two texts that are nearly the same: whether a recogniser's slips are all that they differ in."""
from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from policyparse.lexicon.alike import (
    FUNCTION,
    LEVELS,
    MEANING,
    NEGATIONS,
    NUMERALS,
    PLACES,
    SHORT_NAMES,
    SURNAMES,
    are_alike,
    are_confused,
    doubles,
    is_common,
)

LONG = 20  # shorter texts say too little
SHORT = 8  # and these say nothing, in a loop neither: 其他, 加强宣传
NEAR = 0.9  # likeness from which a difference is looked at
_MOST = 0.06  # slips for each character
_AROUND = 6  # characters on each side that say where words end

_Edit = tuple[str, int, int]


def noise_only(a: str, b: str, loop: bool = False) -> float | None:
    """How alike two texts are whose difference is a recogniser's only, or None where it may be one of substance.

    A slip changes a character for one that looks like it, drops one or doubles one, and what it leaves is no word.
    A number, a negation or another word is a difference of substance.

    Args:
        a: The one, marks left out.
        b: The other.
        loop: Whether one stands among copies of the other, so that it is likely one more, with a slip.
    """
    if (likeness := near(a, b, SHORT if loop else LONG)) is None:
        return None
    edits: list[_Edit] = [(e.tag, e.src_pos, e.dest_pos) for e in Levenshtein.editops(a, b)]
    if len(edits) > max(3.0 if len(a) >= LONG else 1.0, _MOST * len(a)):
        return None
    if any(e[0] == "replace" and _is_substance(a[e[1]], b[e[2]]) for e in edits):
        return None
    beside = [
        any(abs(e[1] - f[1]) <= 1 and abs(e[2] - f[2]) <= 1 for f in edits[max(0, n - 1) : n + 2] if f is not e)
        for n, e in enumerate(edits)
    ]  # two in a row are rather another word
    if all(_is_slip(a, b, e, close, loop) for e, close in zip(edits, beside, strict=True)):
        return round(likeness, 3)
    return None


def near(a: str, b: str, least: int = LONG) -> float | None:
    """How alike two texts are, or None where they are shorter than `least` or differ in more than a little."""
    if min(len(a), len(b)) < least or abs(len(a) - len(b)) > 0.1 * len(a):
        return None
    likeness = Levenshtein.normalized_similarity(a, b, score_cutoff=NEAR)
    return None if likeness < NEAR else likeness


def _is_slip(a: str, b: str, edit: _Edit, beside: bool, loop: bool) -> bool:
    tag, i, j = edit
    if tag == "insert":
        return not beside and _is_drop(b, j, a, i, loop)
    if tag == "delete":
        return not beside and _is_drop(a, i, b, j, loop)
    x, y = a[i], b[j]
    if not loop and (_in_name(a, i) or _in_name(b, j)):
        return False
    if are_confused(x, y):
        return True
    whole = is_word(a, i), is_word(b, j)
    if all(whole):
        return False
    if y in doubles().get(x, ""):
        return True
    if not any(whole) or beside:
        return False
    return loop or are_alike(x, y) or not is_common(y if whole[0] else x)


def _in_name(text: str, at: int) -> bool:
    """Whether the character at `at` may be part of a person's or a place's name: 王炜, 汪家村, 木塘."""
    if text[at + 1 : at + 2] == "家" and text[at + 2 : at + 3] in PLACES:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not (after in PLACES or before in SURNAMES) or is_word(text, at):
        return False
    return after in PLACES or not is_word(text, at - 1)


def _is_drop(longer: str, i: int, shorter: str, j: int, loop: bool) -> bool:
    """Whether the character at `i` was lost, or read twice: no word by itself, and no word is left of the rest."""
    char = longer[i]
    again = [k for k in (i - 1, i + 1) if 0 <= k < len(longer) and longer[k] == char]
    if (char in NUMERALS or char in NEGATIONS or char.isascii()) and not (again and loop and char in NEGATIONS):
        return False
    if loop and (again or (not _weighs(char) and char not in LEVELS)):
        left = (_word(shorter, k) for k in (j - 1, j) if 0 <= k < len(shorter))
        return bool(again) or char in FUNCTION or all(len(word) < 2 or word in longer for word in left)
    return any(_leaves_no_word(longer, k, shorter, j + k - i, bool(again)) for k in (i, *again))


def _leaves_no_word(longer: str, i: int, shorter: str, j: int, twice: bool) -> bool:
    """Whether the character at `i` says nothing by itself, or stands in a word of which the rest is none."""
    word, before = _word_at(longer, i)
    if len(word) < 2:
        return twice or longer[i] in FUNCTION or (longer[i] == "是" and longer[i - 1 : i] in NUMERALS)
    rest = range(max(0, j - before), min(len(shorter), j - before + len(word) - 1))
    return any(shorter[k] not in LEVELS and not is_word(shorter, k) for k in rest)


def _is_substance(x: str, y: str) -> bool:
    """Whether one character in the place of another says something else, whatever stands around it."""
    if are_confused(x, y):
        return False
    return _weighs(x) or _weighs(y) or x in SHORT_NAMES or y in SHORT_NAMES


def _weighs(char: str) -> bool:
    return char in MEANING or char.isascii()


def _word(text: str, at: int) -> str:
    """The word that the character at `at` belongs to."""
    return _word_at(text, at)[0]


def _word_at(text: str, at: int) -> tuple[str, int]:
    """The word that the character at `at` belongs to, and how many of its characters stand before it."""
    start = max(0, at - _AROUND)
    return _word_in(text[start : at + _AROUND + 1], at - start)


@lru_cache(maxsize=4096)  # like items are compared again and again
def _word_in(text: str, at: int) -> tuple[str, int]:
    from policyparse.nlp import words

    return next((word, at - a) for word, a, b in words(text) if a <= at < b)


def is_word(text: str, at: int) -> bool:
    """Whether the character at `at` is part of a word of two characters or more."""
    return len(_word(text, at)) > 1
