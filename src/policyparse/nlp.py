"""Words: jieba over its own dictionary and ours for 公文. Deterministic: no cache file, no guessing (HMM off)."""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from math import log
from pathlib import Path

from policyparse.dictionary import Dictionary, jieba_dictionary

Word = tuple[str, int, int]
_Weights = tuple[tuple[str, float], ...]

_NUMBER = re.compile(r"(?<!\d)\d+(?:[.,]\d+)+")
_BLOCKS = re.compile(r"([\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+)")  # as jieba has it
_OTHERS = re.compile(r"\r\n|.", re.DOTALL)


def words(text: str) -> list[Word]:
    """Segment a Chinese text.

    Args:
        text: Any text; white space and punctuation come out as words of their own.

    Returns:
        Each word with its start and end (exclusive) in `text`; together they are the whole text.
    """
    from policyparse.models import dictionary_path

    return cut(text, dictionary_path())


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Word, ...]:
    """`words`, remembered for the sentences that were read last: several steps look at the same ones."""
    return tuple(words(text))


def cut(text: str, dictionary: Path) -> list[Word]:
    """`words` with the words of another dictionary file; a number stays whole (jieba takes 3.5 apart)."""
    pieces = segmenter(dictionary)
    found: list[str] = []
    at = 0
    for number in _NUMBER.finditer(text):
        found += [*pieces.words(text[at : number.start()]), number[0]]
        at = number.end()
    found += pieces.words(text[at:])
    out: list[Word] = []
    start = 0
    for word in found:
        out.append((word, start, start := start + len(word)))
    return out


class Segmenter:
    """Cuts a text as jieba does with its dictionary alone (`lcut(text, HMM=False)`): the likeliest row of words.

    jieba enters every beginning of every word into a table, and keeps the table in a shared temporary folder. We look
    up the words with the same first two characters when these are first met: faster to load, no file to tamper with.
    """

    def __init__(self, base: Dictionary, extra: dict[str, int]) -> None:
        self._base = base
        self._extra: dict[str, dict[str, int]] = {}
        for word, frequency in extra.items():
            self._extra.setdefault(word[:2], {})[word] = frequency
        overruled = sum(map(base.frequency, extra))
        self._all = log(base.total - overruled + sum(extra.values()))
        self._beginning = lru_cache(maxsize=1 << 16)(self._look_up)

    def words(self, text: str) -> list[str]:
        """The words of a text, white space and punctuation included."""
        out: list[str] = []
        for i, block in enumerate(_BLOCKS.split(text)):
            if i % 2:
                out += self._cut(block)
            else:
                out += _OTHERS.findall(block)
        return out

    def _cut(self, text: str) -> list[str]:
        """The words of a stretch without punctuation; Latin letters and digits that stand alone are put together."""
        ends = self._route(text)
        out: list[str] = []
        at, loose = 0, 0
        while at < len(text):
            end = ends[at]
            if end == at + 1 and text[at].isascii() and text[at].isalnum():
                loose += 1
            else:
                if loose:
                    out.append(text[at - loose : at])
                    loose = 0
                out.append(text[at:end])
            at = end
        return [*out, text[at - loose :]] if loose else out

    def _route(self, text: str) -> list[int]:
        """For each place where the word ends that begins the likeliest way from there to the text's end."""
        size, least = len(text), -self._all
        ends = [0] * size
        best = [0.0] * (size + 1)
        for at in range(size - 1, -1, -1):
            alone, two, longer = self._beginning(text[at : at + 2])
            top, stop = (least if alone is None else alone) + best[at + 1], at + 1
            known = alone is not None
            for word, weight in longer.get(text[at + 2 : at + 3], two):
                if text.startswith(word, at):
                    end = at + len(word)
                    if not known or weight + best[end] >= top:
                        known, top, stop = True, weight + best[end], end
            ends[at], best[at] = stop, top
        return ends

    def _look_up(self, two: str) -> tuple[float | None, _Weights, dict[str, _Weights]]:
        """What may begin with two characters, each with its weight, the shortest first.

        The weight of the first character alone, if it is a word; the word of the two, if they are one; and for each
        third character that goes on with them all words of two characters and more.
        """
        known: dict[str, int] = {}
        if frequency := self._base.frequency(two[0]):
            known[two[0]] = frequency
        if len(two) == 2:
            known |= self._base.beginning_with(two)
            known |= self._extra.get(two, {})
        known |= self._extra.get(two[0], {})
        weights = {word: log(frequency or 1) - self._all for word, frequency in known.items()}
        whole = tuple((word, weights[word]) for word in (two,) if len(word) == 2 and word in weights)
        longer: dict[str, _Weights] = {}
        for word in sorted(weights, key=len):
            if len(word) > 2:
                longer[word[2]] = (*longer.get(word[2], whole), (word, weights[word]))
        return weights.get(two[0]), whole, longer


@cache
def segmenter(dictionary: Path) -> Segmenter:
    """The segmenter with the words of the file `dictionary` beside jieba's own, loaded once for a process."""
    return make_segmenter(read_dictionary(dictionary))


def read_dictionary(path: Path) -> dict[str, int]:
    """The words of a dictionary file, each with its frequency: `word frequency`, one a line; none without the file."""
    if not path.is_file():
        return {}
    parts = path.read_text(encoding="utf-8").split()
    return dict(zip(parts[0::2], map(int, parts[1::2]), strict=True))


def make_segmenter(extra: dict[str, int]) -> Segmenter:
    """A segmenter that knows `extra` beside jieba's own dictionary."""
    return Segmenter(jieba_dictionary(), extra)


@lru_cache(maxsize=1 << 14)
def is_verb(word: str) -> bool:
    """Whether jieba's dictionary knows a word as a verb first of all (its tag `v`)."""
    return jieba_dictionary().tag(word) == "v"


def is_doing(word: str) -> bool:
    """Whether jieba's dictionary has a word as a verb, or as one that is a noun as well (开发, 建设; not 装备)."""
    return jieba_dictionary().tag(word) in ("v", "vn")


def joining_frequency(word: str, base: Dictionary, pieces: Iterable[str]) -> int:
    """The least frequency at which jieba keeps `word` whole rather than as `pieces`."""
    chance = sum(log(base.frequency(piece) or 1) - log(base.total) for piece in pieces)
    return max(base.frequency(word), int(base.total * 2.718281828459045**chance) + 1)
