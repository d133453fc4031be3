"""Numbered lines that are no clauses: a table of contents, the list of attachments, the fields of a form."""
from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.labels.grammar import Label, Style, read_annex, read_labels
from policyparse.labels.heading import LONGEST_HEADING, is_lead
from policyparse.labels.neighbours import Candidate
from policyparse.layout.paragraphs import Block

_ATTACHED = re.compile(r"(?:附[件表图录]?|备?注|(?:填[表报写])?说明)[：:](?P<first>[1一][.、，：])?")
_FORM = re.compile(r"附[表图](?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[：:-].{0,40})?$")
_CONTENTS = re.compile(r"^目[录次]$")
_FEWEST = 3  # entries of a table of contents
_LEADER = re.compile(r"(?<![.．。·•…_-])[.．。·•…_-]*[(（]?\d{0,3}[)）]?$")


def label_candidates(blocks: Sequence[Block], form: bool = False) -> tuple[list[Candidate], list[bool], bool]:
    """What labels the blocks may begin with.

    Args:
        blocks: The paragraphs of a part.
        form: Whether a form is open from the part before: what follows 附表 is one, up to an outer label or a title.

    Returns:
        For each block the label it may begin with, and whether it stands outside of all clauses; whether a form is
        open at the end.
    """
    candidates: list[Candidate] = []
    outside: list[bool] = []
    listed: int | None = None  # the last number of the list of attachments that is being read
    contents = _contents(blocks)
    for i, block in enumerate(blocks):
        text = block.view.text
        ways = tuple(read_labels(block.view)) if block.role is None else ()
        out = False
        if block.role is not None:
            listed, form = None, form and block.role != "title"
        elif i in contents:
            out, ways = True, ()
        elif i == 0 and block.part and block.role is None and (annex := _annex(block, ways)):
            ways = annex
        elif m := _ATTACHED.match(text):
            listed, out, ways = (1 if m["first"] else 0), True, ()
        elif _FORM.match(text):
            listed, form, out, ways = None, True, True, ()
        elif listed is not None and any(w.style == Style.ARABIC and w.number == listed + 1 for w in ways):
            listed, out, ways = listed + 1, True, ()
        elif form and not any(w.sure and w.style <= Style.CN and w.text != "附件" for w in ways):
            out, ways = True, ()
        else:
            listed, form = None, False
        led = i > 0 and blocks[i - 1].view.text.endswith("：")
        known = block.label if block.label in ways else None
        candidates.append(Candidate(ways, leads=is_lead(block.view), led=led, known=known))
        outside.append(out)
    return candidates, outside, form


def _annex(block: Block, ways: tuple[Label, ...]) -> tuple[Label, ...]:
    """The annex's label that opens a part, its title on the same line or not."""
    annex = next((w for w in ways if w.style == Style.ANNEX), None) or read_annex(block.view)
    return () if annex is None else (annex,)


def _contents(blocks: Sequence[Block]) -> range:
    """The paragraphs of a table of contents: headings and nothing else, up to where the first of them comes again."""
    entries = [_entry(b) if b.role is None else "" for b in blocks]
    labelled = [
        0 < len(x) <= LONGEST_HEADING and bool(read_labels(b.view)) for x, b in zip(entries, blocks, strict=True)
    ]
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and labelled[end] and (end == start or entries[end] != entries[start]):
            end += 1
        again = end < len(blocks) and end - start >= _FEWEST and entries[end] == entries[start]
        if again and sum(x in entries[end:] for x in entries[start:end]) > 0.6 * (end - start):
            headed = start > 0 and _CONTENTS.search(blocks[start - 1].view.text) and blocks[start - 1].role is None
            return range(start - 1 if headed else start, end)
        start = max(end, start + 1)
    return range(0)


def _entry(block: Block) -> str:
    """An entry of a table of contents without its leader and page number."""
    return _LEADER.sub("", block.view.text)
