"""The paragraph: what the later steps read."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policyparse.labels.grammar import Label
from policyparse.reading.pages import Line
from policyparse.records import ParagraphRole
from policyparse.view import View

SENTENCE_END = "。；：！？…"
"""What a paragraph ends with, but for headings, fields and what a page's end broke off."""


@dataclass(slots=True)
class Block:
    """A paragraph on its way through the steps.

    Attributes:
        view: Its text, white space out, with offsets. A sentence that runs over lines or pages is whole here.
        lines: The lines it was joined from (the first and the last may be shared with a neighbour).
        role: What it is; None until a step has said so. Body text stays None until the clause tree is grown.
        label: Where it was cut out of a longer paragraph, the label that it was cut at.
        part: 0 for the notice itself, 1, 2, … for what is printed after it (the plan it puts out, an annex).
    """

    view: View
    lines: tuple[Line, ...] = ()
    role: ParagraphRole | None = None
    label: Label | None = None
    part: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A stretch that does not belong to the notice's text."""

    view: View
    reason: Literal["duplicate", "furniture", "noise"]
    duplicate_of: int | None = None  # index of the clause it repeats, in the tree's order
    similarity: float | None = None
