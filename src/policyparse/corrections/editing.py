"""A field of a record: what it holds, whether it may be edited, its new value, and what follows from that."""
from __future__ import annotations

import re
from datetime import date
from typing import Any

from policyparse.corrections.places import EDITABLE, Values, check_clause, misfit, part_of
from policyparse.corrections.records import Edit

_CELL = re.compile(r"rows\.(\d{1,6})\.(\d{1,6})")
_EMPTY: dict[str, Values] = {
    "quantity": {"raw": "", "value": None, "upper": None, "comparator": None, "unit": None, "per": None, "spans": []},
    "deadline": {"raw": "", "date": None, "recurrence": None, "month_day": None, "within": None, "spans": []},
    "deadline.within": {"value": None, "unit": None},
}
"""What is added where a target had none; it stands nowhere in the text."""
_TOLD = {
    "deadline.within": ("value", "unit"),
    "quantity": ("value", "upper", "unit", "per"),
    "deadline": ("date", "recurrence", "month_day", "within"),
}
"""A quantity, time limit or deadline of which an edit leaves none of these is gone; the inner before the outer."""


def check(values: Values, record: Values, edit: Edit) -> None:
    """Raise PP123 where the edit is not one of this record as it is."""
    first = edit.field.partition(".")[0]
    spelled = edit.field == "text" and "prefix" in record  # a number's words follow from its parts
    known = edit.field in EDITABLE[part_of(edit.record)] or _cell(record, edit.field)
    if not known or first not in record or spelled:
        raise misfit(edit.record, f"{edit.field} cannot be edited")
    there = _value(record, edit.field)
    if there not in (edit.before, edit.after):
        raise misfit(edit.record, f"{edit.field} is {there!r}, and was {edit.before!r} when it was edited")
    if edit.field == "clause_id":
        check_clause(values, edit.record, edit.after)
    if edit.field.endswith("date") and edit.after is not None:
        try:
            date.fromisoformat(edit.after)
        except (TypeError, ValueError) as e:
            raise misfit(edit.record, f"{edit.field} is no date: {edit.after!r}") from e


def set_field(record: Values, field: str, after: Any) -> None:
    """Give a field its new value; what it lies in is added where the record has none."""
    if field == "bodies":
        record["bodies"] = [_body(record["bodies"], wanted) for wanted in after or ()]
        return
    if cell := _cell(record, field):
        cell[0][cell[1]] = after
        return
    outer, _, inner = field.rpartition(".")
    if outer and _value(record, outer) is None:
        set_field(record, outer, dict(_EMPTY[outer]))
    (_value(record, outer) if outer else record)[inner] = after


def settle(record: Values, fields: set[str]) -> None:
    """What follows from edits: the words of a number, and quantities and deadlines of which nothing is left."""
    for name, told in _TOLD.items():
        part = _value(record, name)
        if any(field.startswith(name) for field in fields) and part and all(part[field] is None for field in told):
            set_field(record, name, None)
        elif part and name == "quantity":
            part["comparator"] = part["comparator"] or "eq"
    if fields & {"prefix", "year", "serial"}:
        prefix, year, serial = record["prefix"], record["year"], record["serial"]
        record["text"] = f"{prefix}〔{year}〕{serial}号" if year else f"{prefix}第{serial}号"


def _value(record: Values, field: str) -> Any:
    """What a field holds; of bodies, name and role of each."""
    if field == "bodies":
        return [{"name": body["name"], "role": body.get("role")} for body in record["bodies"]]
    if cell := _cell(record, field):
        return cell[0][cell[1]]
    outer, _, inner = field.rpartition(".")
    holder = _value(record, outer) if outer else record
    return None if holder is None else holder.get(inner)


def _cell(record: Values, field: str) -> tuple[list[str], int] | None:
    """The row of a table that a field is in, and the number of its cell."""
    if not (place := _CELL.fullmatch(field)):
        return None
    row, column = int(place[1]), int(place[2])
    rows = record.get("rows", [])
    return (rows[row], column) if row < len(rows) and column < len(rows[row]) else None


def _body(there: list[Values], wanted: Any) -> Values:
    """A body with its place in the text where the target named it before, else without one."""
    if not isinstance(wanted, dict):
        return {"name": wanted, "raw": wanted}
    new: Values = {"name": wanted.get("name"), "raw": wanted.get("name"), "spans": []}
    return next((body for body in there if body["name"] == wanted.get("name")), new) | {"role": wanted.get("role")}
