"""A verb with what it is about, and the surroundings of a quantity that it is read from."""
from __future__ import annotations

from dataclasses import dataclass

from policyparse.targets.nouns import Part
from policyparse.targets.predicates import first_verb, verb_after_subject
from policyparse.targets.quantities import Amount


@dataclass(frozen=True, slots=True)
class Phrase:
    """A verb and what it is about.

    Attributes:
        action: The verb, as written.
        object: Where the object stands.
        start: Where the phrase begins in the text that it was read from.
        end: Where a verb that follows the quantity ends, else 0.
    """

    action: str | None
    object: Part | None
    start: int
    end: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """A quantity with the words around it.

    Attributes:
        text: The sentence.
        start: Where the segment (or list item) begins.
        end: Where it ends, or the next quantity begins.
        a: Where it begins without conjunctions and the like.
        amount: The quantity.
        rest: The words after it that can name what is counted.
        verb: The run of verbs right before it.
        inherited: The phrase of the quantity before it in the same sentence: 建设10个A、5个B share a verb.
    """

    text: str
    start: int
    end: int
    a: int
    amount: Amount
    rest: Part | None
    verb: Part | None
    inherited: Phrase | None

    @property
    def head(self) -> str:
        """The words before the quantity."""
        return self.text[self.a : self.amount.start]

    @property
    def share(self) -> bool:
        """Whether the quantity is a percentage."""
        return self.amount.unit == "%"

    def main_verb(self) -> Part | None:
        """The verb that governs the quantity, from the words before it."""
        span = (self.text, self.a, self.amount.start)
        listed = self.inherited is not None and self.inherited.action and self.text[self.start - 1 : self.start] == "、"
        return first_verb(*span) or (None if listed else verb_after_subject(*span))  # 建成A1个、企业|实践中心2个

    def phrase(self, action: Part | None, what: Part | None) -> Phrase:
        """The phrase of a verb and an object of this segment."""
        return Phrase(self.text[slice(*action)] if action else None, what, self.start)
