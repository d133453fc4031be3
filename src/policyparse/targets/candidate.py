"""A quantity that may be a promise, with what it is judged by."""
from __future__ import annotations

from dataclasses import dataclass

from policyparse.lexicon.moods import Meaning
from policyparse.lexicon.units import MONEY, TIME
from policyparse.targets.mood import Mood, meant
from policyparse.targets.quantities import Amount

_FAR = 120  # characters from a quantity in which words may speak of it: of a thousand, none reads all the others' words
LESSONS = ("课时", "学时")  # units of time that count like things


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity with what it is judged by.

    Attributes:
        text: The sentence.
        seg: The segment that the quantity stands in.
        amount: The quantity; offsets in `text`.
        depth: How deep in brackets or quotes it stands.
        own_date: Whether a deadline covers it.
        later: Whether another quantity follows in the segment.
        mood: What its segment is about: a demand, a fact, a condition.
    """

    text: str
    seg: tuple[int, int]
    amount: Amount
    depth: int = 0
    own_date: bool = False
    later: bool = False
    mood: Mood = "asked"

    @property
    def before(self) -> str:
        """The segment up to the quantity."""
        return self.text[self.seg[0] : self.amount.start]

    @property
    def after(self) -> str:
        """The segment after the quantity."""
        return self.text[self.amount.end : self.seg[1]]

    @property
    def leading(self) -> frozenset[Meaning]:
        """What the words of the segment up to the quantity mean."""
        return meant(self.text, (max(self.seg[0], self.amount.start - _FAR), self.amount.start), "before")

    @property
    def following(self) -> frozenset[Meaning]:
        """What the words of the segment after the quantity mean."""
        return meant(self.text, (self.amount.end, min(self.seg[1], self.amount.end + _FAR)), "behind")

    @property
    def sentence_so_far(self) -> frozenset[Meaning]:
        """What the words of the sentence mean up to the end of the segment."""
        return meant(self.text, (0, self.seg[1]), "so far")

    @property
    def segment(self) -> str:
        """The whole segment."""
        return self.text[slice(*self.seg)]

    @property
    def mark(self) -> str:
        """The character before the number."""
        return self.text[max(0, self.amount.number_at - 1) : self.amount.number_at]

    @property
    def compared_before(self) -> bool:
        """Whether a comparator stands before the number (不少于10), rather than after it (10以上)."""
        return self.amount.start != self.amount.number_at

    @property
    def lasts(self) -> bool:
        """Whether it is a length of time."""
        return self.amount.unit in TIME and self.amount.unit not in LESSONS

    @property
    def spelled(self) -> bool:
        """Whether it is a count in Chinese characters (一所), which is often no count at all."""
        x = self.amount
        return x.chinese and x.unit not in (None, "%", *MONEY) and not self.lasts
