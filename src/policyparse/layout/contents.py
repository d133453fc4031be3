"""A table of contents: headings and nothing else, up to where the first of them comes again."""
from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.labels.grammar import read_labels
from policyparse.labels.heading import LONGEST_HEADING
from policyparse.layout.paragraphs import Block

_HEAD = re.compile(r"[一-龥《》（）“”]{0,40}目[录次]$")
_LEADER = re.compile(r"(?<![.．。·•…_-])[.．。·•…_-]*[(（]?\d{0,3}[)）]?$")
_DOTS = ".．。·•…_-"
_FEWEST, _MOST = 3, 400  # entries


def mark_contents(blocks: Sequence[Block]) -> None:
    """Give the paragraphs of a table of contents their role: they are no clauses, and head no part of the notice.

    It begins below 目录, or with labels on all of its rows; most of them come again where it ends.
    """
    entries = [_entry(b.view.text) if b.role is None else "" for b in blocks]
    last = {entry: i for i, entry in enumerate(entries)}
    short = [0 < len(x) <= LONGEST_HEADING and x[-1] not in "。；：" for x in entries]
    labelled = [ok and bool(read_labels(b.view)) for ok, b in zip(short, blocks, strict=True)]
    start = 0
    while start < len(blocks):
        headed = start > 0 and entries[start - 1] != "" and _HEAD.fullmatch(entries[start - 1]) is not None
        fits, end = (short if headed else labelled), start
        while end < min(start + _MOST, len(blocks)) and fits[end] and (end == start or entries[end] != entries[start]):
            end += 1
        again = end < len(blocks) and end - start >= _FEWEST and entries[end] == entries[start]
        if again and sum(last[x] >= end for x in entries[start:end]) > 0.6 * (end - start):
            for block in blocks[start - headed : end]:
                block.role = "preamble"
            return
        start = start + 1 if headed else max(end, start + 1)


def _entry(text: str) -> str:
    """A row without its leader and page; a long text, which is no entry, as it is."""
    return text if text[LONGEST_HEADING:-5].strip(_DOTS) else _LEADER.sub("", text)
