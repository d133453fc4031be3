"""A notice's head and its targets in a few words, the same in every view."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from policyparse.records import Body, Clause, Deadline, DocumentNumber, Notice, Quantity, Target, TextField

_SIGNS = {"eq": "", "ge": "≥ ", "gt": "> ", "le": "≤ ", "lt": "< ", "approx": "≈ ", "range": ""}
_SCALES = ((Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_EVERY = {
    "year": "every year", "half-year": "every half-year", "quarter": "every quarter", "month": "every month",
    "week": "every week", "day": "every day",
}

_SHOWN = 40
"""So many lines are printed of a list."""
_LONG = 40
"""So many characters are printed of a heading."""

TARGET_HEADS = ("clause", "what", "how much", "by when", "who (* leads, + supports)")
"""Heads of a table of targets; `target_words` gives a row."""


def head_words(notice: Notice) -> dict[str, str]:
    """What the head and the foot say, by a name for each: only what the notice has; several of a kind in lines."""
    header, footer = notice.header, notice.footer
    signed = names_of(footer.signatories)
    fields = {
        "issuers": "\n".join(body.name for body in header.issuers),
        "number": _text(header.document_number),
        "title": _text(header.title),
        "type": header.document_type or "",
        "to": names_of(header.addressees),
        "secrecy": _text(header.classification),
        "urgency": _text(header.urgency),
        "signed": signed if signed != names_of(header.issuers) else "",
        "date": footer.issue_date.date if footer.issue_date else "",
        "horizon": f"{notice.horizon.date} ({notice.horizon.raw})" if notice.horizon else "",
        "attached": "\n".join(item.text for item in footer.attachments),
        "copies": names_of(footer.cc),
    }
    return {name: value for name, value in fields.items() if value}


def _text(field: DocumentNumber | TextField | None) -> str:
    return field.text if field else ""


def names_of(bodies: Iterable[Body]) -> str:
    """Names as written, in one line."""
    return "、".join(body.raw for body in bodies)


def heading_of(clause: Clause) -> str:
    """A clause's heading; of one without, its first paragraph."""
    return clause.heading or clause.text.partition("\n")[0]


def target_words(target: Target, paths: dict[str, str]) -> list[str]:
    """One cell for each of `TARGET_HEADS`; `paths` gives the path of each clause id."""
    return [
        paths.get(target.clause_id or "", ""),
        what_words(target),
        quantity_words(target.quantity),
        deadline_words(target.deadline),
        who_words(target.bodies),
    ]


def targets_lines(targets: Sequence[Target]) -> str:
    """Targets as Python prints them: how many, and a line for each."""
    paths = paths_of(targets)
    return _lines("target", [f"{x.id} {' | '.join(filter(None, target_words(x, paths)))}" for x in targets])


def clauses_lines(clauses: Sequence[Clause]) -> str:
    """Clauses as Python prints them: how many, and a line for each."""
    return _lines("clause", [f"{x.id} {x.path}  {_shortened(heading_of(x))}" for x in clauses])


def _lines(what: str, lines: list[str]) -> str:
    head = f"{len(lines)} {what}{'' if len(lines) == 1 else 's'}"
    more = [f"  … and {len(lines) - _SHOWN} more; .to_frame() has them all"] if len(lines) > _SHOWN else []
    return "\n".join([head, *(f"  {line}" for line in lines[:_SHOWN]), *more])


def _shortened(words: str) -> str:
    return words if len(words) <= _LONG else f"{words[:_LONG]}…"


def paths_of(targets: Iterable[Target]) -> dict[str, str]:
    """The path of each clause, by its id, of the notice that the targets belong to."""
    notice = next((target._context.notice for target in targets), None)
    return {clause.id: clause.path for clause in notice.clauses} if notice else {}


def what_words(target: Target) -> str:
    """What is to be done to what, as written; the evidence where neither was told."""
    return " ".join(part for part in (target.action, target.object) if part) or target.evidence.text


def quantity_words(quantity: Quantity | None) -> str:
    """The number worked out, with its sign and unit: ≥ 95 %, 10–15 家, 5,000 万元 / 县."""
    if quantity is None:
        return ""
    scale, mark = next((x for x in _SCALES if abs(quantity.value) >= x[0]), (Decimal(1), ""))
    number = _figure(quantity.value / scale)
    if quantity.upper is not None:
        number += f"–{_figure(quantity.upper / scale)}"
    unit = f" {mark}{quantity.unit or ''}" if mark or quantity.unit else ""
    return _SIGNS[quantity.comparator] + number + unit + (f" / {quantity.per}" if quantity.per else "")


def _figure(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def deadline_words(deadline: Deadline | None) -> str:
    """The last day, the recurrence or the time limit."""
    if deadline is None:
        return ""
    parts = [deadline.date or ""]
    if deadline.recurrence:
        parts.append(_EVERY[deadline.recurrence] + (f" {deadline.month_day}" if deadline.month_day else ""))
    if deadline.within:
        parts.append(f"within {_figure(deadline.within.value)} {deadline.within.unit}")
    return ", ".join(part for part in parts if part) or deadline.raw


def who_words(bodies: Iterable[Body]) -> str:
    """Who has to do it, as written, those in the lead first marked so."""
    marks = {"lead": "*", "support": "+"}
    return "、".join(dict.fromkeys(body.raw + marks.get(body.role or "", "") for body in bodies))


def summary_words(notice: Notice) -> list[tuple[str, str]]:
    """What was removed and repaired, counted, and the diagnostics; each line with its severity."""
    counted = (
        ("removed", Counter(item.reason for item in notice.removed)),
        ("repairs", Counter(item.kind for item in notice.repairs)),
    )
    lines = [
        ("info", f"{name}: " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items())))
        for name, kinds in counted if kinds
    ]
    return lines + [(item.severity, f"{item.code}: {item.message}") for item in notice.diagnostics]
