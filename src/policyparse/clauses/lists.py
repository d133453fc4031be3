"""Numbered lines that are no clauses: the list of attachments, and the fields of a form."""
from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.clauses.heading import is_lead
from policyparse.clauses.labels import Style, read_labels
from policyparse.clauses.sequence import Candidate
from policyparse.layout.paragraphs import Block

_ATTACHED = re.compile(r"附[件表图录][：:](?P<first>[1一][.、，：])?")
_FORM = re.compile(r"附[表图](?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:[：:-].{0,40})?$")


def label_candidates(blocks: Sequence[Block]) -> tuple[list[Candidate], list[bool]]:
    """For each block what label it may begin with, and whether it stands outside of all clauses."""
    candidates: list[Candidate] = []
    outside: list[bool] = []
    listed: int | None = None  # the last number of the list of attachments that is being read
    form = False  # what follows 附表 is a form until an outer label or a title comes
    for block in blocks:
        text = block.view.text
        ways = tuple(read_labels(block.view)) if block.role is None else ()
        out = False
        if block.role is not None:
            listed, form = None, form and block.role != "title"
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
        candidates.append(Candidate(ways, leads=is_lead(block.view, ways)))
        outside.append(out)
    return candidates, outside
