"""A notice and the corrections to it → the notice, corrected; what was changed is told in its repairs."""
from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import ValidationError

from policyparse.corrections.records import Accept, Add, Corrections, Edit, Reject
from policyparse.errors import PolicyParseError
from policyparse.records import Notice

Values = dict[str, Any]

_CELL = re.compile(r"rows\.(\d{1,6})\.(\d{1,6})")
EDITABLE = {
    "targets": (
        "kind", "action", "object", "quantity.value", "quantity.upper", "quantity.comparator", "quantity.unit",
        "quantity.per", "deadline.date", "deadline.recurrence", "deadline.month_day", "deadline.within.value",
        "deadline.within.unit", "bodies", "clause_id",
    ),
    "clauses": ("heading", "text"),
    "assignments": ("role", "bodies", "clause_id"),
    "tables": ("caption", "header_rows"),
    "header": ("document_type", "name", "text", "date", "prefix", "year", "serial"),
    "footer": ("name", "text", "date"),
}  # fmt: skip
"""Part of the notice → the fields of its records that can be edited; of a table also its cells, `rows.3.1`."""
_EMPTY: dict[str, Values] = {
    "quantity": {"raw": "", "value": None, "upper": None, "comparator": None, "unit": None, "per": None, "spans": []},
    "deadline": {"raw": "", "date": None, "recurrence": None, "month_day": None, "within": None, "spans": []},
    "deadline.within": {"value": None, "unit": None},
}
"""What is added where a target had none; it stands nowhere in the text."""
_ADDED: dict[str, Values] = {
    "targets": {"kind": "count", "action": None, "object": None, "quantity": None, "deadline": None},
    "assignments": {"role": "responsible"},
}
"""What is known of a record that was missed before it is edited."""
_TOLD = {
    "deadline.within": ("value", "unit"),
    "quantity": ("value", "upper", "unit", "per"),
    "deadline": ("date", "recurrence", "month_day", "within"),
}
"""A quantity, time limit or deadline of which an edit leaves none of these is gone; the inner before the outer."""


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
        record = added.get(correction.record) or _found(values, correction.record)
        if isinstance(correction, Accept):
            _vouch(record)
        elif isinstance(correction, Edit):
            _check(values, record, correction)
            edited.setdefault(correction.record, set()).add(correction.field)
            if correction.record not in added:
                repairs.append(_repair("review-edited", record, correction.before, correction.after))
            _set(record, correction.field, correction.after)
            _vouch(record)
        else:
            _check_rejected(correction)
            rejected.append(correction.record)
            repairs.append(_repair("review-rejected", record, _words(record), None))
    for key, fields in edited.items():
        _settle(added.get(key) or _found(values, key), fields)
    _reject(values, rejected)
    _append(values["assignments"], (record for key, record in added.items() if _part(key) == "assignments"))
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
        raise _misfit(new.record, "only a target or an assignment can be added, under a name of its own")
    if not words or words != new.text or any(not 0 <= s["start"] < s["end"] for s in spans):
        raise _misfit(new.record, f"the text there is {words!r}, and was {new.text!r} when it was added")
    _check_clause(values, new.record, new.clause_id)
    record: Values = {"clause_id": new.clause_id, **_ADDED[part], "bodies": [], "confidence": 1.0}
    if part == "assignments":
        return record | {"spans": spans}
    there: list[Values] = values[part]
    if again := next((x for x in there if x["id"] == name), None):
        if again["evidence"]["text"] != new.text:
            raise _misfit(new.record, "there is another target of this name")
        return again
    place = sum(other["evidence"]["spans"][0]["start"] <= spans[0]["start"] for other in there)
    there.insert(place, record := {"id": name, **record, "evidence": {"text": new.text, "spans": spans}})
    return record


def _append(assignments: list[Values], added: Iterable[Values]) -> None:
    """Put assignments that were missed last, since the others are named by their place, and each of them once."""

    def said(x: Values) -> Any:
        return x["clause_id"], x["role"], [body["name"] for body in x["bodies"]], x["spans"]

    assignments += [record for record in added if said(record) not in map(said, assignments)]


def _check_clause(values: Values, key: str, clause_id: Any) -> None:
    if clause_id is not None and all(clause["id"] != clause_id for clause in values["clauses"]):
        raise _misfit(key, f"there is no clause {clause_id}")


def _check_rejected(correction: Reject) -> None:
    """Raise PP123 for what others hang on, or what is there to be read whatever it is."""
    if _part(correction.record) in ("clauses", "tables") or correction.record == "header":
        raise _misfit(correction.record, "it can be edited, but not rejected")


def _misfit(record: str, why: str) -> PolicyParseError:
    return PolicyParseError("PP123", f"{record}: {why}", "review the notice as it is read now")


def _part(key: str) -> str:
    return key.partition("/")[0]


def _found(values: Values, key: str) -> Values:
    """The record that a correction is about."""
    part, *names = key.split("/")
    found: Any = values.get(part) if part in EDITABLE and (names or part == "header") else None
    for name in names:
        if isinstance(found, list) and part in ("targets", "clauses"):
            found = next((x for x in found if x["id"] == name), None)
        elif isinstance(found, list):
            found = found[int(name)] if name.isdecimal() and int(name) < len(found) else None
        else:
            found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, dict):
        raise _misfit(key, "there is no such record")
    return found


def _vouch(record: Values) -> None:
    if "confidence" in record:
        record["confidence"] = 1.0


def _cell(record: Values, field: str) -> tuple[list[str], int] | None:
    """The row of a table that a field is in, and the number of its cell."""
    if not (place := _CELL.fullmatch(field)):
        return None
    row, column = int(place[1]), int(place[2])
    rows = record.get("rows", [])
    return (rows[row], column) if row < len(rows) and column < len(rows[row]) else None


def _value(record: Values, field: str) -> Any:
    """What a field holds; of bodies, name and role of each."""
    if field == "bodies":
        return [{"name": body["name"], "role": body.get("role")} for body in record["bodies"]]
    if cell := _cell(record, field):
        return cell[0][cell[1]]
    outer, _, inner = field.rpartition(".")
    holder = _value(record, outer) if outer else record
    return None if holder is None else holder.get(inner)


def _check(values: Values, record: Values, edit: Edit) -> None:
    """Raise PP123 where the edit is not one of this record as it is."""
    first = edit.field.partition(".")[0]
    spelled = edit.field == "text" and "prefix" in record  # a number's words follow from its parts
    known = edit.field in EDITABLE[_part(edit.record)] or _cell(record, edit.field)
    if not known or first not in record or spelled:
        raise _misfit(edit.record, f"{edit.field} cannot be edited")
    there = _value(record, edit.field)
    if there not in (edit.before, edit.after):
        raise _misfit(edit.record, f"{edit.field} is {there!r}, and was {edit.before!r} when it was edited")
    if edit.field == "clause_id":
        _check_clause(values, edit.record, edit.after)
    if edit.field.endswith("date") and edit.after is not None:
        try:
            date.fromisoformat(edit.after)
        except (TypeError, ValueError) as e:
            raise _misfit(edit.record, f"{edit.field} is no date: {edit.after!r}") from e


def _set(record: Values, field: str, after: Any) -> None:
    if field == "bodies":
        record["bodies"] = [_body(record["bodies"], wanted) for wanted in after or ()]
        return
    if cell := _cell(record, field):
        cell[0][cell[1]] = after
        return
    outer, _, inner = field.rpartition(".")
    if outer and _value(record, outer) is None:
        _set(record, outer, dict(_EMPTY[outer]))
    (_value(record, outer) if outer else record)[inner] = after


def _body(there: list[Values], wanted: Any) -> Values:
    """A body with its place in the text where the target named it before, else without one."""
    if not isinstance(wanted, dict):
        return {"name": wanted, "raw": wanted}
    new: Values = {"name": wanted.get("name"), "raw": wanted.get("name"), "spans": []}
    return next((body for body in there if body["name"] == wanted.get("name")), new) | {"role": wanted.get("role")}


def _settle(record: Values, fields: set[str]) -> None:
    """What follows from edits: the words of a number, and quantities and deadlines of which nothing is left."""
    for name, told in _TOLD.items():
        part = _value(record, name)
        if any(field.startswith(name) for field in fields) and part and all(part[field] is None for field in told):
            _set(record, name, None)
        elif part and name == "quantity":
            part["comparator"] = part["comparator"] or "eq"
    if fields & {"prefix", "year", "serial"}:
        prefix, year, serial = record["prefix"], record["year"], record["serial"]
        record["text"] = f"{prefix}〔{year}〕{serial}号" if year else f"{prefix}第{serial}号"


def _reject(values: Values, keys: Iterable[str]) -> None:
    """Take records out, the last of a list first: those before it keep their numbers."""
    for key in sorted(set(keys), key=lambda k: [int(x) if x.isdecimal() else -1 for x in k.split("/")], reverse=True):
        record = _found(values, key)
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
        raise _misfit(record, f"{'.'.join(x for x in field if x)}: {first['msg']}") from e
