"""Digits that a scan's reader took for letters: 1O个 → 10个, 2O25年 → 2025年, l5日 → 15日."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policyparse.lexicon.units import UNIT
from policyparse.view import View

_LOOKALIKES = str.maketrans("OoQIl|", "000111")
_NUMBER = re.compile(
    rf"""
    (?<![A-Za-z0-9|.])
    (?= [OoQIl|]* \d )                 # at least one digit
    (?= \d* [OoQIl|] )                 # at least one letter
    [\dOoQIl|]+
    (?= (?:\.\d+)? (?: [年月日号%‰万亿千百] | {UNIT.pattern} ) )
    """,
    re.VERBOSE,
)
_LETTER_UNIT = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Mended:
    """A number that was set right; offsets into the view."""

    start: int
    end: int
    digits: str


def mend(view: View) -> tuple[View, list[Mended]]:
    """The view with its misread digits set right, character for character, and what was changed."""
    found = list(_misread(view.text))
    if not found:
        return view, found
    text = view.text
    for x in found:
        text = text[: x.start] + x.digits + text[x.end :]
    return View(view.raw, view.at, text), found


def _misread(text: str) -> Iterator[Mended]:
    for m in _NUMBER.finditer(text):
        if not _LETTER_UNIT.match(text, m.end()):
            yield Mended(m.start(), m.end(), m[0].translate(_LOOKALIKES))
