"""What brackets and lines of a paragraph say about who is responsible: which they are, and what each says."""
from __future__ import annotations

import re
from bisect import bisect_left

from policyparse.lexicon.names import is_organ as is_official
from policyparse.records import Role
from policyparse.targets.duty_reader import Duty, DutyReader
from policyparse.targets.duty_words import (
    DATE,
    DUTY_LABEL,
    FIRST_LEADS,
    LABEL_LINE,
    LASTING,
    MARK,
    STARTS_WITH_LABEL,
)
from policyparse.targets.organs import Part, hide, is_body, is_organ, is_some, split_names
from policyparse.targets.sentences import DEEPEST

_BRACKET = re.compile(r"[（〔\[【）〕\]】]")
_SENTENCE_END = frozenset("。；！？：”）〕]】")
_FURTHEST = 2_000
"""No bracket is longer, in characters."""


def read_duties(text: str) -> list[Duty]:
    """The brackets and lines of a paragraph (`View.text`) that say who is responsible, in order."""
    out: list[Duty] = []
    taken = 0
    for start, end, inside in _candidates(text):
        if start >= taken and (duty := _read(text, start, end, inside)) is not None:
            taken = end
            out.append(duty)
    return out


def roles(duty: Duty, first_leads: bool) -> dict[Role, list[Part]]:
    """Who has which role: beside a lead all others support; with `first_leads` the first of several leads."""
    kinds = {kind for kind, _ in duty.named}
    lead_first = first_leads and kinds == {"own"} and len(duty.named) > 1
    out: dict[Role, list[Part]] = {"lead": [], "support": [], "responsible": []}
    for i, (kind, part) in enumerate(duty.named):
        if kind == "lead" or (lead_first and i == 0):
            out["lead"].append(part)
        elif kind == "support" or lead_first or "lead" in kinds:
            out["support"].append(part)
        else:
            out["responsible"].append(part)
    return {role: parts for role, parts in out.items() if parts}


def says_first_leads(text: str) -> bool:
    """A paragraph says for the whole notice, outside of a clause's own bracket, that the first named leads."""
    if FIRST_LEADS.search(hide(text)):
        return True
    whole = re.fullmatch(r"[（〔\[【](.{0,300})[）〕\]】]", text)
    return whole is not None and FIRST_LEADS.search(whole[1]) is not None and not read_duties(text)


def breaks_off(text: str) -> bool:
    """The paragraph ends inside a bracket that names who is responsible."""
    flat = hide(text)
    last = max(flat.rfind(c) for c in "（〔[【")
    return last >= 0 and DUTY_LABEL.match(flat, last + 1) is not None


def _candidates(text: str) -> list[tuple[int, int, Part]]:
    """Brackets, and labels at a sentence's beginning, that may be assignments: (start, end, what is inside)."""
    out: list[tuple[int, int, Part]] = []
    stack: list[int] = []
    lost = 0
    for mark in _BRACKET.finditer(text):
        i = mark.start()
        if mark[0] in "（〔[【":
            stack.append(i)
        elif stack:
            start = stack.pop()
            if i - start < _FURTHEST and len(stack) - bisect_left(stack, i - _FURTHEST) < DEEPEST:
                out.append((start, i + 1, (start + 1, i)))
        else:  # one that was never opened closes the sentence it stands in: scans lose brackets
            start = max(lost, *(text.rfind(x, lost, i) + 1 for x in "。；！？"))
            out.append((start, i + 1, (start, i)))
            lost = i + 1
    out += [(x, len(text), (x + 1, len(text))) for x in stack[-DEEPEST:]]  # never closed: up to the paragraph's end
    flat = hide(text)
    for label in LABEL_LINE.finditer(flat):
        line = (label.start(), _line_end(flat, label.start()))
        out.append((*line, line))
    return sorted(out, key=lambda x: (x[0], -x[1]))


def _line_end(flat: str, start: int) -> int:
    """Where a line 责任单位：… ends: after the last sentence that begins with such a label."""
    at = start
    while at < len(flat) and (at == start or STARTS_WITH_LABEL.match(flat, at)):
        at = next((i for i in range(at, len(flat)) if flat[i] in "。；"), len(flat) - 1) + 1
    return at


def _read(text: str, start: int, end: int, inside: Part) -> Duty | None:
    """What the stretch says, or None where it does not say who is responsible."""
    flat = hide(text[slice(*inside)])
    duty = Duty((start, end))
    duty.labelled = STARTS_WITH_LABEL.match(flat) is not None and DUTY_LABEL.search(flat) is not None
    if not duty.labelled:
        free = start == 0 or text[start - 1] in _SENTENCE_END or end == len(text) or text[end] in "。；！（〔[【"
        if not free:
            return None  # in the middle of a sentence: a remark
        if not MARK.search(flat):
            return _bare_list(text, duty, inside)
    label = ""
    for sentence in re.finditer(r"[^。；]+", flat):
        first = FIRST_LEADS.search(sentence[0])
        stop = sentence.start() + first.start() if first else sentence.end()
        duty.first_leads = duty.first_leads or first is not None
        reader = DutyReader(text, inside[0] + sentence.start(), inside[0] + stop, duty, label)
        if not reader.read() and not duty.labelled:
            return None
        label = reader.label
    duty.lasting = duty.lasting or (duty.first_leads and LASTING.search(flat) is not None)
    return duty if duty.named else None


def _bare_list(text: str, duty: Duty, inside: Part) -> Duty | None:
    """（省教育厅、省财政厅） after a clause's last full stop: nothing but organs, one of them official."""
    start, end = duty.part
    parts = [(a, b) for a, b in split_names(text, *inside) if not DATE.search(text[a:b])]
    names = [text[a:b] for a, b in parts]
    official = [name for name in names if is_official(name) or (is_some(name) and is_body(hide(name)))]
    organs = bool(official) and all(name in official or is_organ(name) for name in names)
    if not organs or start == 0 or text[start - 1] not in "。；" or text[end:].strip("。"):
        return None
    duty.named = [("own", part) for part in parts]
    duty.confidence = 0.7
    return duty
