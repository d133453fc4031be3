"""A notice and the corrections to it → the notice, corrected; what was changed is told in its repairs."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from policyparse.corrections.editing import check, set_field, settle
from policyparse.corrections.places import Values, check_clause, misfit, part_of, record_at
from policyparse.corrections.records import Accept, Add, Corrections, Edit, Reject
from policyparse.errors import PolicyParseError
from policyparse.records import Notice

_ADDED: dict[str, Values] = {
    "targets": {"kind": "count", "action": None, "object": None, "quantity": None, "deadline": None},
    "assignments": {"role": "responsible"},
}
"""What is known of a record that was missed before it is edited."""


def apply(notice: Notice, corrections: Corrections) -> Notice:
    """The notice with the corrections merged in; neither of the two is changed.

    A record that was accepted, edited or added has confidence 1, one that was rejected is gone; each edit, addition
    and rejection leaves a `Repair` of the kind `review-edited`, `review-added` or `review-rejected`. Applied again,
    edits and additions change nothing more.

    Raises:
        PolicyParseError: PP122, the corrections are for another file; PP123, one names a record or a field that is not
            there, was made over another value, or gives one that is not possible.
    """
    if corrections.source.sha256 != notice.source.sha256:
        raise PolicyParseError("PP122", corrections.source.name, f"these would be for {notice.source.name}")
    values: Values = notice.model_dump(mode="json")
    repairs: list[Values] = list(values["repairs"])
    rejected: list[str] = []
    edited: dict[str, set[str]] = {}
    added: dict[str, Values] = {}
    for correction in corrections.corrections:
        if isinstance(correction, Add):
            added[correction.record] = _add(values, correction)
            repairs.append(_repair("review-added", added[correction.record], None, correction.text))
            continue
        record = added.get(correction.record) or record_at(values, correction.record)
        if isinstance(correction, Accept):
            _vouch(record)
        elif isinstance(correction, Edit):
            check(values, record, correction)
            edited.setdefault(correction.record, set()).add(correction.field)
            if correction.record not in added:
                repairs.append(_repair("review-edited", record, correction.before, correction.after))
            set_field(record, correction.field, correction.after)
            _vouch(record)
        else:
            _check_rejected(correction)
            rejected.append(correction.record)
            repairs.append(_repair("review-rejected", record, _words(record), None))
    for key, fields in edited.items():
        settle(added.get(key) or record_at(values, key), fields)
    _reject(values, rejected)
    _append(values["assignments"], (record for key, record in added.items() if part_of(key) == "assignments"))
    values["repairs"] = sorted(repairs, key=lambda r: r["spans"][0]["start"] if r["spans"] else -1)
    return _validated(values)


def read_notice(data: bytes, name: str) -> Notice:
    """A notice from its JSON.

    Raises:
        PolicyParseError: PP104, it is something else.
    """
    try:
        return Notice.model_validate_json(data)
    except ValidationError as e:
        hint = "give what policyparse parse --format json wrote"
        raise PolicyParseError("PP104", f"{name}: {e.errors()[0]['msg']}", hint) from e


def _add(values: Values, new: Add) -> Values:
    """A record that was missed; a target stands among the others from now on, or did so from the last time."""
    part, _, name = new.record.partition("/")
    spans = new.model_dump(mode="json")["spans"]
    words = "".join(line.strip() for s in spans for line in values["text"][s["start"] : s["end"]].split("\n"))
    if part not in _ADDED or not name or "/" in name or name.isdecimal():
        raise misfit(new.record, "only a target or an assignment can be added, under a name of its own")
    if not words or words != new.text or any(not 0 <= s["start"] < s["end"] for s in spans):
        raise misfit(new.record, f"the text there is {words!r}, and was {new.text!r} when it was added")
    check_clause(values, new.record, new.clause_id)
    record: Values = {"clause_id": new.clause_id, **_ADDED[part], "bodies": [], "confidence": 1.0}
    if part == "assignments":
        return record | {"spans": spans}
    there: list[Values] = values[part]
    if again := next((x for x in there if x["id"] == name), None):
        if again["evidence"]["text"] != new.text:
            raise misfit(new.record, "there is another target of this name")
        return again
    place = sum(other["evidence"]["spans"][0]["start"] <= spans[0]["start"] for other in there)
    there.insert(place, record := {"id": name, **record, "evidence": {"text": new.text, "spans": spans}})
    return record


def _append(assignments: list[Values], added: Iterable[Values]) -> None:
    """Put assignments that were missed last, since the others are named by their place, and each of them once."""

    def said(x: Values) -> Any:
        return x["clause_id"], x["role"], [body["name"] for body in x["bodies"]], x["spans"]

    assignments += [record for record in added if said(record) not in map(said, assignments)]


def _check_rejected(correction: Reject) -> None:
    """Raise PP123 for what others hang on, or what is there to be read whatever it is."""
    if part_of(correction.record) in ("clauses", "tables") or correction.record == "header":
        raise misfit(correction.record, "it can be edited, but not rejected")


def _vouch(record: Values) -> None:
    if "confidence" in record:
        record["confidence"] = 1.0


def _reject(values: Values, keys: Iterable[str]) -> None:
    """Take records out, the last of a list first: those before it keep their numbers."""
    for key in sorted(set(keys), key=lambda k: [int(x) if x.isdecimal() else -1 for x in k.split("/")], reverse=True):
        record = record_at(values, key)
        holder: Any = values
        for name in key.split("/")[:-1]:
            holder = holder[name]
        if isinstance(holder, list):
            holder[:] = [x for x in holder if x is not record]
        else:
            holder[key.rpartition("/")[2]] = None


def _words(record: Values) -> Any:
    evidence = record.get("evidence")
    return evidence["text"] if evidence else record.get("name") or record.get("text") or record.get("raw")


def _repair(kind: str, record: Values, before: Any, after: Any) -> Values:
    """A repair at the record's place; the kind of document stands in the title."""
    place = record.get("evidence") or (record["title"] or {} if "title" in record else record)
    spans = place.get("spans", [])
    return {"kind": kind, "before": _shown(before), "after": _shown(after), "spans": spans, "confidence": 1.0}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(str(x.get("name") if isinstance(x, dict) else x) for x in value)
    return "" if value is None else str(value)


def _validated(values: Values) -> Notice:
    try:
        return Notice.model_validate(values)
    except ValidationError as e:
        first = e.errors()[0]
        part, number, *field = (*map(str, first["loc"]), "", "")
        record = f"{part}/{values[part][int(number)]['id']}" if part in ("targets", "clauses") else f"{part}/{number}"
        raise misfit(record, f"{'.'.join(x for x in field if x)}: {first['msg']}") from e
