"""Words: jieba over its own dictionary and ours for 公文. Deterministic: no cache file, no guessing (HMM off)."""
from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jieba import Tokenizer

Word = tuple[str, int, int]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)+")


def words(text: str) -> list[Word]:
    """Segment a Chinese text.

    Args:
        text: Any text; white space and punctuation come out as words of their own.

    Returns:
        Each word with its start and end (exclusive) in `text`; together they are the whole text.
    """
    from policyparse.models import dictionary_path

    return cut(text, dictionary_path())


def cut(text: str, dictionary: Path) -> list[Word]:
    """`words` with the words of another dictionary file; a number stays whole (jieba takes 3.5 apart)."""
    out: list[Word] = []
    at = 0
    for number in [*_NUMBER.finditer(text), None]:
        end = number.start() if number else len(text)
        if at < end:
            out += [(word, at + a, at + b) for word, a, b in segmenter(dictionary).tokenize(text[at:end], HMM=False)]
        if number:
            out.append((number[0], number.start(), number.end()))
            at = number.end()
    return out


@cache
def segmenter(dictionary: Path) -> Tokenizer:
    """The jieba tokenizer with the words of the file `dictionary` beside its own, loaded once for a process."""
    return make_segmenter(read_dictionary(dictionary))


def read_dictionary(path: Path) -> dict[str, int]:
    """The words of a dictionary file, each with its frequency: `word frequency`, one a line; none without the file."""
    if not path.is_file():
        return {}
    parts = path.read_text(encoding="utf-8").split()
    return dict(zip(parts[0::2], map(int, parts[1::2]), strict=True))


def make_segmenter(extra: dict[str, int]) -> Tokenizer:
    """A jieba tokenizer that knows `extra` beside jieba's own dictionary.

    jieba enters every beginning of every word into its table and keeps the table in a shared temporary folder. We keep
    the longest word for each first character instead: faster to load, and no file that another user could tamper with.
    """
    import jieba

    longest: dict[str, int] = {}

    class Segmenter(jieba.Tokenizer):  # type: ignore[misc]
        """jieba.Tokenizer without its cache file."""

        def initialize(self, dictionary: str | None = None) -> None:
            pass

        def get_DAG(self, sentence: str) -> dict[int, list[int]]:
            known, size = self.FREQ, len(sentence)
            reach = [min(size, k + longest.get(sentence[k], 1)) for k in range(size)]
            return {
                k: [i for i in range(k, reach[k]) if sentence[k : i + 1] in known] or [k] for k in range(size)
            }

    made = Segmenter()
    made.FREQ = base_dictionary() | extra
    made.total = sum(made.FREQ.values())
    for word in made.FREQ:
        if len(word) > longest.get(word[0], 0):
            longest[word[0]] = len(word)
    made.initialized = True
    return made


def base_dictionary() -> dict[str, int]:
    """The dictionary that comes with jieba: word → frequency."""
    parts = _jieba_words()
    return dict(zip(parts[0::3], map(int, parts[1::3]), strict=True))


@cache
def verbs() -> frozenset[str]:
    """The words that jieba's dictionary knows as verbs first of all (its tag `v`)."""
    parts = _jieba_words()
    return frozenset(word for word, tag in zip(parts[0::3], parts[2::3], strict=True) if tag == "v")


def _jieba_words() -> list[str]:
    """Word, frequency and part of speech of each entry, one after the other."""
    import jieba

    return (Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").split()


def joining_frequency(word: str, base: dict[str, int], pieces: Iterable[str]) -> int:
    """The least frequency at which jieba keeps `word` whole rather than as `pieces`."""
    total = sum(base.values())
    chance = sum(log(base.get(piece) or 1) - log(total) for piece in pieces)
    return max(base.get(word, 0), int(total * 2.718281828459045**chance) + 1)
