"""Numbered lines that are no clauses: the list of attachments, the fields of a form."""
from __future__ import annotations

import re
from collections.abc import Sequence, Set

from policyparse.labels.grammar import Label, Style, read_annex, read_labels
from policyparse.labels.heading import is_lead
from policyparse.labels.neighbours import Candidate
from policyparse.layout.paragraphs import Block

_ATTACHED = re.compile(r"(?:附[件表图录]?|备?注|(?:填[表报写])?说明)[：:](?P<first>[1一][.、，：])?")
_REFERENCE = re.compile(r"(?<=[\u4e00-\u9fff”》）])[①-⑳](?=[。，；：、）]|$)")
"""The mark that a footnote is called by."""
_FORM = re.compile(r"附[表图](?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[：:-].{0,40})?$")


def label_candidates(blocks: Sequence[Block], form: bool) -> tuple[list[Candidate], list[bool], bool]:
    """What labels the blocks may begin with.

    Args:
        blocks: The paragraphs of a part.
        form: Whether a form is open from the part before: what follows 附表 is one, up to an outer label or a title.

    Returns:
        For each block the label it may begin with, and whether it stands outside of all clauses; whether a form is
        open at the end.
    """
    lists = _Lists(form, {m[0] for b in blocks for m in _REFERENCE.finditer(b.view.text)})
    candidates: list[Candidate] = []
    outside: list[bool] = []
    for i, block in enumerate(blocks):
        ways = lists.ways_of(i, block)
        led = i > 0 and blocks[i - 1].view.text.endswith("：")
        known = block.label if ways and block.label in ways else None
        candidates.append(Candidate(ways or (), leads=is_lead(block.view), led=led, known=known))
        outside.append(ways is None)
    return candidates, outside, lists.form


class _Lists:
    """Goes through the paragraphs of a part, and knows which list that is no clause it is in.

    Attributes:
        form: Whether a form is open.
    """

    def __init__(self, form: bool, noted: Set[str]) -> None:
        self._noted = noted
        self.form = form
        self._attached: int | None = None  # the last number of the list of attachments that is being read

    def ways_of(self, i: int, block: Block) -> tuple[Label, ...] | None:
        """The labels that a paragraph may begin with; None where it stands outside of all clauses."""
        if block.role is not None:
            self._attached, self.form = None, self.form and block.role != "title"
            return ()
        text, ways = block.view.text, tuple(read_labels(block.view))
        if text[:1] in self._noted:
            return None
        if i == 0 and block.part and (annex := _annex(block, ways)):
            return annex
        if m := _ATTACHED.match(text):
            self._attached = 1 if m["first"] else 0
            return None
        if _FORM.match(text):
            self._attached, self.form = None, True
            return None
        if self._attached is not None and any(_is_item(w, self._attached + 1) for w in ways):
            self._attached += 1
            return None
        if self.form and not any(w.sure and w.style <= Style.CN and w.text != "附件" for w in ways):
            return None
        self._attached, self.form = None, False
        return ways


def _is_item(way: Label, number: int) -> bool:
    return way.style == Style.ARABIC and way.number == number


def _annex(block: Block, ways: tuple[Label, ...]) -> tuple[Label, ...]:
    """The annex's label that opens a part, its title on the same line or not."""
    annex = next((w for w in ways if w.style == Style.ANNEX), None) or read_annex(block.view)
    return () if annex is None else (annex,)
