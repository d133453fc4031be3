"""Targets and clauses as tables: one row each, with fixed columns and types, whatever the notice holds."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from policyparse.views.words import paths_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from policyparse.records import Clause, Notice, Target

TARGET_COLUMNS = {
    "clause_path": "string",
    "id": "string",
    "clause_id": "string",
    "kind": "string",
    "action": "string",
    "object": "string",
    "quantity": "string",
    "value": "double",
    "upper": "double",
    "comparator": "string",
    "unit": "string",
    "per": "string",
    "deadline": "date32",
    "deadline_raw": "string",
    "deadline_source": "string",
    "recurrence": "string",
    "month_day": "string",
    "within": "double",
    "within_unit": "string",
    "bodies": "strings",
    "roles": "strings",
    "evidence": "string",
    "start": "int64",
    "end": "int64",
    "page": "int64",
    "confidence": "double",
}
"""Columns of a target table and their Arrow types (`strings`: a list). `quantity` is as it stood, `value` worked out;
`bodies` (full names) and `roles` go together; `start`, `end` are offsets into the text; pages count from 1."""

CLAUSE_COLUMNS = {
    "id": "string",
    "parent_id": "string",
    "path": "string",
    "label": "string",
    "level": "int64",
    "heading": "string",
    "text": "string",
    "targets": "int64",
    "start": "int64",
    "end": "int64",
    "page": "int64",
    "confidence": "double",
}
"""Columns of a clause table; `targets` says how many stand in the clause itself."""

NOTICE_COLUMNS = {
    "source": "string",
    "sha256": "string",
    "document_number": "string",
    "title": "string",
    "document_type": "string",
    "issuers": "strings",
    "issue_date": "date32",
}
"""Columns that go before those of the target in a table over several notices."""


def targets_frame(targets: Sequence[Target]) -> pd.DataFrame:
    """One row a target, columns as in `TARGET_COLUMNS`; deadlines are datetimes, missing values NA or NaT."""
    return to_pandas(targets_arrow(targets))


def targets_arrow(targets: Sequence[Target]) -> pa.Table:
    """One row a target, columns as in `TARGET_COLUMNS`."""
    paths = paths_of(targets)
    return to_table([target_row(target, paths) for target in targets], TARGET_COLUMNS)


def clauses_frame(clauses: Iterable[Clause]) -> pd.DataFrame:
    """One row a clause, columns as in `CLAUSE_COLUMNS`."""
    return to_pandas(to_table([clause_row(clause) for clause in clauses], CLAUSE_COLUMNS))


def clause_row(clause: Clause) -> dict[str, Any]:
    """The values of `CLAUSE_COLUMNS` for one clause."""
    regions = [region for span in clause.spans for region in span.regions or ()]
    return {
        "id": clause.id,
        "parent_id": clause.parent_id,
        "path": clause.path,
        "label": clause.label,
        "level": clause.level,
        "heading": clause.heading,
        "text": clause.text,
        "targets": len(clause.targets),
        "start": clause.spans[0].start if clause.spans else None,
        "end": clause.spans[-1].end if clause.spans else None,
        "page": regions[0].page if regions else None,
        "confidence": clause.confidence,
    }


def notice_target_rows(notice: Notice) -> list[dict[str, Any]]:
    """One row a target of `notice`, the notice's own columns included."""
    header, footer = notice.header, notice.footer
    common = {
        "source": notice.source.name,
        "sha256": notice.source.sha256,
        "document_number": header.document_number and header.document_number.text,
        "title": header.title and header.title.text,
        "document_type": header.document_type,
        "issuers": [body.name for body in header.issuers],
        "issue_date": as_date(footer.issue_date.date if footer.issue_date else None),
    }
    paths = {clause.id: clause.path for clause in notice.clauses}
    return [common | target_row(target, paths) for target in notice.targets]


def target_row(target: Target, paths: dict[str, str]) -> dict[str, Any]:
    """The values of `TARGET_COLUMNS` for one target; `paths` gives the path of each clause id."""
    quantity, deadline, spans = target.quantity, target.deadline, target.evidence.spans
    within = deadline.within if deadline else None
    regions = [region for span in spans for region in span.regions or ()]
    return {
        "clause_path": paths.get(target.clause_id or ""),
        "id": target.id,
        "clause_id": target.clause_id,
        "kind": target.kind,
        "action": target.action,
        "object": target.object,
        "quantity": quantity and quantity.raw,
        "value": quantity and float(quantity.value),
        "upper": float(quantity.upper) if quantity and quantity.upper is not None else None,
        "comparator": quantity and quantity.comparator,
        "unit": quantity and quantity.unit,
        "per": quantity and quantity.per,
        "deadline": as_date(deadline.date if deadline else None),
        "deadline_raw": deadline and deadline.raw,
        "deadline_source": deadline and deadline.source,
        "recurrence": deadline and deadline.recurrence,
        "month_day": deadline and deadline.month_day,
        "within": within and float(within.value),
        "within_unit": within and within.unit,
        "bodies": [body.name for body in target.bodies],
        "roles": [body.role or "" for body in target.bodies],
        "evidence": target.evidence.text,
        "start": spans[0].start if spans else None,
        "end": spans[-1].end if spans else None,
        "page": regions[0].page if regions else None,
        "confidence": target.confidence,
    }


def as_date(iso: str | None) -> date | None:
    """The date that `iso` names; None for one that the calendar lacks (the record keeps it as it stood)."""
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def to_table(rows: list[dict[str, Any]], columns: dict[str, str]) -> pa.Table:
    """Rows as an Arrow table with exactly these columns and types, in this order."""
    import pyarrow as pa

    return pa.Table.from_pylist(rows, schema=arrow_schema(columns))


def arrow_schema(columns: dict[str, str]) -> pa.Schema:
    """The Arrow schema of a table of columns such as `TARGET_COLUMNS`."""
    import pyarrow as pa

    types = {
        "string": pa.string(), "strings": pa.list_(pa.string()), "double": pa.float64(), "int64": pa.int64(),
        "bool": pa.bool_(), "date32": pa.date32(), "binary": pa.binary(),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a data frame: dates as datetimes, whole numbers as Int64, lists as Python lists."""
    import pandas as pd
    import pyarrow as pa

    frame: dict[str, Any] = {}
    for field in table.schema:
        values = table.column(field.name).to_pylist()
        if pa.types.is_date(field.type):
            frame[field.name] = pd.to_datetime(pd.Series(values, dtype="object"))
        elif pa.types.is_integer(field.type):
            frame[field.name] = pd.Series(values, dtype="Int64")
        elif pa.types.is_floating(field.type):
            frame[field.name] = pd.Series(values, dtype="float64")
        elif pa.types.is_boolean(field.type):
            frame[field.name] = pd.Series(values, dtype="boolean")
        elif pa.types.is_list(field.type) or pa.types.is_binary(field.type):
            frame[field.name] = pd.Series(values, dtype="object")
        else:
            frame[field.name] = pd.Series(values, dtype="string")
    return pd.DataFrame(frame)
