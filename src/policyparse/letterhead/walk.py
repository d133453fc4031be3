"""The walk over the paragraphs after the head: what they are by themselves, and what was found among them so far."""
from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from policyparse.layout.paragraphs import Block
from policyparse.letterhead.kinds import Kind
from policyparse.letterhead.partition import Partition
from policyparse.reading.pages import Reading
from policyparse.records import DateField
from policyparse.view import View


@dataclass(slots=True)
class Signature:
    """A group of signing organs and their date; `part` is the part of the notice that they sign."""

    part: int
    organs: list[View] = field(default_factory=list)
    date: DateField | None = None


@dataclass(slots=True)
class Found:
    """The parts of the foot, as they were met.

    Attributes:
        signatures: Who signed, and when.
        lists: Lists of attachments, each with the part of the notice it stands in.
        notes: What stands in brackets below the signature.
        cc: Whom copies go to.
        imprint: The lines of the imprint.
        word_lists: Lists that open with 主题词, 出席, 列席 and the like.
        noise: Scraps of seals, and what says that a page is blank.
    """

    signatures: list[Signature] = field(default_factory=list)
    lists: list[tuple[int, list[Block]]] = field(default_factory=list)
    notes: list[View] = field(default_factory=list)
    cc: list[View] = field(default_factory=list)
    imprint: list[View] = field(default_factory=list)
    word_lists: list[View] = field(default_factory=list)
    noise: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Walk:
    """The paragraphs, what each is by its own words, the issuers' names as they stood, and what was found so far."""

    reading: Reading
    blocks: Sequence[Block]
    kinds: Sequence[Kind]
    known: tuple[str, ...]
    partition: Partition
    found: Found = field(default_factory=Found)

    def __len__(self) -> int:
        return len(self.blocks)

    def text(self, i: int) -> str:
        """The words of paragraph `i`."""
        return self.blocks[i].view.text

    def kind(self, i: int) -> Kind | None:
        """What paragraph `i` is; None after the last one."""
        return self.kinds[i] if i < len(self.kinds) else None

    def past(self, kinds: Container[Kind | None], i: int, most: int | None = None) -> int:
        """The first paragraph from `i` on that is of none of the kinds; of `most`, where that is given, the end."""
        end = i
        while self.kind(end) in kinds and (most is None or end - i < most):
            end += 1
        return end
