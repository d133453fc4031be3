"""Lists of names and words, between 、 and ， or between blanks."""
from __future__ import annotations

import re

from policyparse.reading.pages import Reading
from policyparse.records import TextField
from policyparse.view import View

SURE = 0.97


def pieces(view: View) -> list[View]:
    """The words of a list; letters that were spread (马 某) are put together two by two, an odd number into one."""
    out: list[View] = []
    for m in re.finditer(r"[^、，；。△▲]+", view.text):
        part = view[slice(*m.span())]
        cuts = [i for i in range(1, len(part)) if part.raw[part.at[i - 1] + 1: part.at[i]].isspace()]
        letters: list[int] = []
        for a, b in zip([0, *cuts], [*cuts, len(part)], strict=True):
            if b - a == 1:
                letters.append(a)
                continue
            out += _spread(part, letters)
            letters = []
            out.append(part[a:b])
        out += _spread(part, letters)
    return out


def _spread(view: View, letters: list[int]) -> list[View]:
    if not letters:
        return []
    step = 2 if len(letters) % 2 == 0 else len(letters)
    return [view[a: a + step] for a in range(letters[0], letters[-1] + 1, step)]


def text_field(reading: Reading, view: View) -> TextField:
    """A view as a field of head or foot."""
    return TextField(text=view.text, raw=view.words(), spans=reading.spans(view), confidence=SURE)


def text_fields(reading: Reading, view: View) -> tuple[TextField, ...]:
    """The words of a list, each as a field."""
    return tuple(text_field(reading, piece) for piece in pieces(view))
