"""The tables of a run: their columns, and how a notice fills them."""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from policyparse.views.frames import NOTICE_COLUMNS, TARGET_COLUMNS, as_date, notice_target_rows

if TYPE_CHECKING:
    from policyparse.records import Notice

SCHEMA = 1
"""Version of the tables. It rises where a column is renamed, removed or takes another meaning; a run of another version
is read anew from its documents."""

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Table → rows of it."""
_NO_WORD = re.compile(r"[^\u3400-\u9fff0-9]+")

NOTICES = {
    "document": "string", "source": "string", "sha256": "string", "media_type": "string", "pages": "int64",
    "origin": "string", "confidence": "double", "document_number": "string", "title": "string",
    "document_type": "string", "issuers": "strings", "addressees": "strings", "classification": "string",
    "urgency": "string", "signatories": "strings", "issue_date": "date32", "attachments": "strings",
    "horizon": "date32", "characters": "int64", "clauses": "int64", "targets": "int64", "removed": "int64",
    "repairs": "int64", "diagnostics": "int64",
}
CLAUSES = {
    "document": "string", "id": "string", "parent_id": "string", "label": "string", "level": "int64", "path": "string",
    "heading": "string", "text": "string", "start": "int64", "end": "int64",
}
ASSIGNMENTS = {
    "document": "string", "clause_id": "string", "role": "string", "bodies": "strings", "start": "int64",
    "end": "int64",
}
REMOVED = {
    "document": "string", "text": "string", "reason": "string", "duplicate_of": "string", "similarity": "double",
    "start": "int64", "end": "int64",
}
DIAGNOSTICS = {
    "document": "string", "code": "string", "severity": "string", "message": "string", "start": "int64", "end": "int64",
}
RECORDS = {"document": "string", "json": "string", "signature": "binary"}
"""The whole notice as JSON, and the MinHash of its words; see `policyparse.archive.copies`."""
DOCUMENTS = {
    "document": "string", "place": "string", "sha256": "string", "bytes": "int64", "status": "string",
    "code": "string", "message": "string", "same_as": "string", "fingerprint": "string",
}
"""One row a document, read or not: `status` is `ok`, `failed`, or `same` (its bytes are those of `same_as`)."""
WORK = {"document": "string", "modified": "int64", "seconds": "double", "memory": "int64"}
"""One row a document, what reading it took; the one table that two runs over the same files do not share."""
COPIES = {
    "document": "string", "group": "string", "best": "bool", "similarity": "double", "by": "string",
    "document_number": "string", "title": "string",
}
"""One row a notice of which the run has another copy; see `policyparse.archive.copies`."""


def notice_rows(notice: Notice) -> list[Row]:
    """The one row of the table `notices`."""
    header, footer, pages = notice.header, notice.footer, notice.source.pages
    origins = sorted({page.origin for page in pages})
    sure = [page.confidence for page in pages if page.confidence is not None]
    row = {
        "source": notice.source.name,
        "sha256": notice.source.sha256,
        "media_type": notice.source.media_type,
        "pages": len(pages),
        "origin": origins[0] if len(origins) == 1 else "mixed" if origins else None,
        "confidence": round(sum(sure) / len(sure), 4) if sure else None,
        "document_number": header.document_number and header.document_number.text,
        "title": header.title and header.title.text,
        "document_type": header.document_type,
        "issuers": [body.name for body in header.issuers],
        "addressees": [body.raw for body in header.addressees],
        "classification": header.classification and header.classification.text,
        "urgency": header.urgency and header.urgency.text,
        "signatories": [body.name for body in footer.signatories],
        "issue_date": as_date(footer.issue_date.date if footer.issue_date else None),
        "attachments": [item.text for item in footer.attachments],
        "horizon": as_date(notice.horizon.date if notice.horizon else None),
        "characters": len(notice.text),
    }
    counts = {name: len(getattr(notice, name)) for name in ("clauses", "targets", "removed", "repairs", "diagnostics")}
    return [row | counts]


def _place(record: Any) -> Row:
    spans = record.spans
    return {"start": spans[0].start if spans else None, "end": spans[-1].end if spans else None}


def _fields(record: Any, *names: str) -> Row:
    return {name: getattr(record, name) for name in names}


def _clause_rows(notice: Notice) -> list[Row]:
    names = ("id", "parent_id", "label", "level", "path", "heading", "text")
    return [_fields(clause, *names) | _place(clause) for clause in notice.clauses]


def _assignment_rows(notice: Notice) -> list[Row]:
    return [
        {"clause_id": x.clause_id, "role": x.role, "bodies": [body.name for body in x.bodies]} | _place(x)
        for x in notice.assignments
    ]


def _removed_rows(notice: Notice) -> list[Row]:
    return [_fields(x, "text", "reason", "duplicate_of", "similarity") | _place(x) for x in notice.removed]


def _diagnostic_rows(notice: Notice) -> list[Row]:
    return [_fields(x, "code", "severity", "message") | _place(x) for x in notice.diagnostics]


TABLES: dict[str, tuple[dict[str, str], Callable[[Notice], list[Row]]]] = {
    "notices": (NOTICES, notice_rows),
    "targets": ({"document": "string"} | NOTICE_COLUMNS | TARGET_COLUMNS, notice_target_rows),
    "clauses": (CLAUSES, _clause_rows),
    "assignments": (ASSIGNMENTS, _assignment_rows),
    "removed": (REMOVED, _removed_rows),
    "diagnostics": (DIAGNOSTICS, _diagnostic_rows),
}
"""Table → its columns, and the rows that a notice adds to it, but for their `document`."""

COLUMNS: dict[str, dict[str, str]] = {
    **{name: columns for name, (columns, _) in TABLES.items()},
    "documents": DOCUMENTS,
    "work": WORK,
    "records": RECORDS,
}
"""Table → its columns, for all that stand in parts."""


def rows_of(notice: Notice) -> Rows:
    """The rows that a notice adds to each table, the column `document` still to be filled in.

    In `records` its `words`, Chinese characters and digits, stand in place of their signature.
    """
    words = _NO_WORD.sub("", "".join(paragraph.text for paragraph in notice.paragraphs))
    record = {"json": notice.model_dump_json(), "words": words}
    return {name: make(notice) for name, (_, make) in TABLES.items()} | {"records": [record]}


def to_bytes(rows: Rows) -> bytes:
    """Rows on their way from one process to another, or into the journal: JSON, dates as texts."""
    return json.dumps(rows, ensure_ascii=False, default=str).encode()


def from_bytes(data: bytes) -> Rows:
    """The rows in `data`."""
    rows: Rows = json.loads(data)
    for name, more in rows.items():
        dates = [column for column, kind in COLUMNS[name].items() if kind == "date32"]
        for row in more:
            row.update({column: as_date(row[column]) for column in dates})
    return rows
