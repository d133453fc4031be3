"""Where a correction is to be made: the record that it names, and what is said where there is none such."""
from __future__ import annotations

from typing import Any

from policyparse.errors import PolicyParseError

Values = dict[str, Any]
"""A notice, or a record of it, as JSON has it."""

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
}
"""Part of the notice → the fields of its records that can be edited; of a table also its cells, `rows.3.1`."""


def part_of(key: str) -> str:
    """The part of the notice that a record's key names."""
    return key.partition("/")[0]


def record_at(values: Values, key: str) -> Values:
    """The record that a correction is about."""
    part, *names = key.split("/")
    record: Any = values.get(part) if part in EDITABLE and (names or part == "header") else None
    for name in names:
        if isinstance(record, list) and part in ("targets", "clauses"):
            record = next((x for x in record if x["id"] == name), None)
        elif isinstance(record, list):
            record = record[int(name)] if name.isdecimal() and int(name) < len(record) else None
        else:
            record = record.get(name) if isinstance(record, dict) else None
    if not isinstance(record, dict):
        raise misfit(key, "there is no such record")
    return record


def check_clause(values: Values, key: str, clause_id: Any) -> None:
    """Raise PP123 where a record is to belong to a clause that there is not."""
    if clause_id is not None and all(clause["id"] != clause_id for clause in values["clauses"]):
        raise misfit(key, f"there is no clause {clause_id}")


def misfit(record: str, why: str) -> PolicyParseError:
    """The error for a correction that does not fit the notice."""
    return PolicyParseError("PP123", f"{record}: {why}", "review the notice as it is read now")
