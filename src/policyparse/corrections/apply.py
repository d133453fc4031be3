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
    merge = _Merge(notice.model_dump(mode="json"))
    for correction in corrections.corrections:
        if isinstance(correction, Add):
            merge.add(correction)
        elif isinstance(correction, Accept):
            _vouch(merge.record(correction.record))
        elif isinstance(correction, Edit):
            merge.edit(correction)
        else:
            merge.reject(correction)
    return _validated(merge.finish())


class _Merge:
    """A notice's values while corrections are merged into them.

    What a correction names by its place in a list must stay there until the last has been seen. So records are taken
    out, and assignments put in, at the end; what several edits of one record come to is settled then, too.
    """

    def __init__(self, values: Values) -> None:
        self._values = values
        self._repairs: list[Values] = list(values["repairs"])
        self._rejected: list[str] = []
        self._edited: dict[str, set[str]] = {}
        self._added: dict[str, Values] = {}

    def record(self, key: str) -> Values:
        """The record that a correction names."""
        return self._added.get(key) or record_at(self._values, key)

    def add(self, new: Add) -> None:
        """A record that was missed."""
        self._added[new.record] = record = _add(self._values, new)
        self._repairs.append(_repair("review-added", record, None, new.text))

    def edit(self, correction: Edit) -> None:
        """A field with another value."""
        record = self.record(correction.record)
        check(self._values, record, correction)
        self._edited.setdefault(correction.record, set()).add(correction.field)
        if correction.record not in self._added:
            self._repairs.append(_repair("review-edited", record, correction.before, correction.after))
        set_field(record, correction.field, correction.after)
        _vouch(record)

    def reject(self, correction: Reject) -> None:
        """A record that is none."""
        record = self.record(correction.record)
        _check_rejected(correction)
        self._rejected.append(correction.record)
        self._repairs.append(_repair("review-rejected", record, _words(record), None))

    def finish(self) -> Values:
        """The values with all corrections in them."""
        for key, names in self._edited.items():
            settle(self.record(key), names)
        _reject(self._values, self._rejected)
        missed = (record for key, record in self._added.items() if part_of(key) == "assignments")
        _append(self._values["assignments"], missed)
        self._values["repairs"] = sorted(self._repairs, key=lambda r: r["spans"][0]["start"] if r["spans"] else -1)
        return self._values


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
