"""What a recogniser's answer says, character by character; where two look alike, what stands around them decides.

Only what the network itself holds possible is ever chosen, and no word is looked up: what a notice says is not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POSSIBLE = 0.02
"""A character that the network gives at least this much may be chosen by what stands around it."""
_HALF = {"，": ",", "；": ";", "：": ":", "。": ".", "、": "､"}
"""Marks that are cut in two widths: the network says which mark it is with both counted together …"""
_UNSURE = 0.6
"""… where it is less sure than this of the one that it likes best."""
# 湘教发[2021〕5号: in a document's number the year stands in 〔〕, which nothing but brackets looks like
# 湘教发.〔2021〕5号: and no mark stands before or after it
_NUMBER = re.compile(r"([.·]?)([\[【（({〔「])[12]\d{3}([\]】）)}〕」])([_.·]?)(?=\d{1,5}号)")
# 2021一2025年, 3万一5万元: between figures, and where a line ends after one, stands no 一 but a dash
_DASH = re.compile(r"(?<=[\d%‰万亿元])一(?=\d)|(?<=\d)一$|(?<=\d[%‰万亿元])一$")
# 一12一, =3-: around a page's number, too
_PAGE = re.compile(r"([-—一二=~－_])\d{1,4}([-—一二=~－_])")
# abc.gov.cno: no name of a site ends so; it is the sentence that ends
_SITE = re.compile(r"\.(?:cn|com|net|org)([oO0])$")
# .24800, .9.5, 2612.: no figure of three digits or more begins or ends with a point; that is a speck beside it
_SPECK = re.compile(r"^[.·](?=\d{3,}%?$|\d{1,3}[.,]\d[\d.,]*%?$)|(?<=^\d{3})\d*[.·]$")


class Labels:
    """What the columns of a recogniser's answer stand for, the empty text first."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.numbers = {text: i for i, text in enumerate(texts)}


@dataclass(slots=True)
class Letter:
    """A character, the step of the network's answer at which it was seen, and how likely it is there."""

    text: str
    step: int
    likely: float


def read_answer(answer: NDArray[np.float32], labels: Labels) -> list[Letter]:
    """The characters of one line; `answer` has a row for each step and a column for each label."""
    best = answer.argmax(axis=1)
    # a label goes on over several steps; the empty one parts two that are alike
    steps = [i for i, label in enumerate(best) if label and (i == 0 or label != best[i - 1])]
    letters = [Letter(labels.texts[best[i]], i, float(answer[i, best[i]])) for i in steps]
    return _chosen(letters, answer, labels.numbers) if letters else letters


def _chosen(letters: list[Letter], answer: NDArray[np.float32], numbers: dict[str, int]) -> list[Letter]:
    def likely(i: int, *texts: str) -> float:
        """How likely one of these is where a letter was seen: a letter's neighbouring steps see it, too."""
        step = letters[i].step
        near = answer[max(step - 1, 0) : step + 3]
        return float(sum(near[:, numbers[t]].max() for t in texts if t in numbers))

    def put(i: int, text: str) -> None:
        letters[i].likely = max(letters[i].likely, min(likely(i, text, letters[i].text), 1.0))
        letters[i].text = text

    for i, letter in enumerate(letters):
        if letter.likely < _UNSURE and any(letter.text in pair for pair in _HALF.items()):
            full, half = max(_HALF.items(), key=lambda pair: likely(i, *pair))
            if letter.text not in (full, half):
                put(i, full if likely(i, full) >= likely(i, half) else half)
    text = "".join(letter.text for letter in letters)
    if len(text) != len(letters):
        return letters
    gone = set()
    for m in _NUMBER.finditer(text):
        for group, mark in ((2, "〔"), (3, "〕")):
            if text[m.start(group)] != mark and likely(m.start(group), mark) >= POSSIBLE:
                put(m.start(group), mark)
        gone |= {m.start(group) for group in (1, 4) if m[group]}
    dashes = [m.start() for m in _DASH.finditer(text)]
    if (page := _PAGE.fullmatch(text)) is not None:
        dashes += [page.start(1), page.start(2)]
    for i in dashes:
        if likely(i, "—", "-", "－", "―") >= POSSIBLE:
            put(i, "—")
    if (site := _SITE.search(text)) is not None and likely(site.start(1), "。") >= POSSIBLE:
        put(site.start(1), "。")
    gone |= {m.end() - 1 for m in _SPECK.finditer(text)}
    return [letter for i, letter in enumerate(letters) if i not in gone]
