"""A rare word one character away from a frequent one of the same notice, in the same place: proposed, not replaced."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from policyparse.clauses.slips import is_word
from policyparse.lexicon.alike import MEANING, doubles
from policyparse.reading.pages import Reading
from policyparse.records import Repair
from policyparse.view import View

OFTEN = 6  # how often the frequent word must stand in the notice, and how much oftener than the rare one
_QUOTED = re.compile("“([\u4e00-\u9fff]{2,8})”")
_SLOGAN = frozenset("双多全大新互微智")  # “双高” and “双优” are two programmes, not one misread
_AROUND = 2  # characters on each side of a misread one that must be those of the frequent word
_WIDE = 2 * _AROUND + 1
_HAN = re.compile(f"[\u4e00-\u9fff]{{{_WIDE},}}")

_Found = tuple[View, int, int, str, float]


def term_repairs(reading: Reading, views: Sequence[View]) -> list[Repair]:
    """Words that are likely misread, each with the frequent word of the same notice that it is taken for.

    Args:
        reading: The file as it was read.
        views: The paragraphs of the body.

    Returns:
        Repairs of kind `term-corrected`; `before` is what stands in the text, which is left as it is.
    """
    found = [*_names(views), *_words(views)]
    places: set[int] = set()
    out = []
    for view, start, end, after, confidence in found:
        if view.at[start] not in places:
            places.add(view.at[start])
            out.append(
                Repair(
                    kind="term-corrected", before=view.words(start, end), after=after,
                    spans=reading.spans(view, start, end), confidence=confidence,
                )
            )
    return out


def _names(views: Sequence[View]) -> Iterator[_Found]:
    """Names in quotation marks (“楚信” once, “楚怡” forty times), where what follows both is the same."""
    places: dict[str, list[tuple[View, re.Match[str]]]] = defaultdict(list)
    for view in views:
        for m in _QUOTED.finditer(view.text):
            places[m[1]].append((view, m))
    often = {name: found for name, found in places.items() if len(found) >= OFTEN}
    for name, found in places.items():
        for other in often:
            if len(other) != len(name) or len(often[other]) < OFTEN * len(found):
                continue
            apart = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
            if len(apart) != 1 or not _may_be_misread(name, *apart[0]):
                continue
            after = {_next(v, m) for v, m in often[other]}
            if len(found) == 1 and all(_next(v, m) in after for v, m in found):
                yield from ((v, m.start(1), m.end(1), other, 0.9) for v, m in found)


def _may_be_misread(name: str, a: str, b: str) -> bool:
    """Whether two names that differ in one character may be one: not where that character counts or weighs."""
    if a in MEANING or b in MEANING:
        return False
    return len(name) > 2 or not any(c in _SLOGAN or c in MEANING for c in name)


def _next(view: View, m: re.Match[str]) -> str:
    """The character that follows a quoted name; the mark itself where none does."""
    return view.text[m.end() : m.end() + 1] or "”"


def _words(views: Sequence[View]) -> Iterator[_Found]:
    """A character that recognisers take for another, where its neighbours stand with that other one again and again."""
    runs = [(v, m.start(), m[0]) for v in views for m in _HAN.finditer(v.text)]
    count = Counter([text[i : i + _WIDE] for _, _, text in runs for i in range(len(text) - _WIDE + 1)])
    once: dict[str, str] = {}
    for there in (piece for piece, n in count.items() if n >= OFTEN and piece[_AROUND] not in MEANING):
        for char in doubles().get(there[_AROUND], ""):
            here = there[:_AROUND] + char + there[_AROUND + 1 :]
            if char not in MEANING and count.get(here) == 1:
                once.setdefault(here, there)
    if not once:
        return
    for view, start, text in runs:
        for i in range(len(text) - _WIDE + 1):
            if (piece := text[i : i + _WIDE]) in once and not is_word(text, i + _AROUND):
                yield view, start + i, start + i + _WIDE, once[piece], 0.8
