"""The typed records of a notice: frozen, validated, and the same in Python as in JSON."""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, SupportsIndex, overload

from pydantic import (
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    PrivateAttr,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SCHEMA_VERSION = "1"

Role = Literal["subject", "lead", "support", "responsible"]
Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Recurrence = Literal["year", "half-year", "quarter", "month", "week", "day"]
ParagraphRole = Literal[
    "letterhead", "number", "title", "addressee", "preamble", "clause", "signature", "date", "attachments", "note",
    "cc", "imprint", "table",
]


class Record(BaseModel):
    """Base of all records: frozen, and no unknown field is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Region(Record):
    """A box on a page, in PDF points from the top left: x0, y0, x1, y1."""

    page: int
    bbox: tuple[float, float, float, float]


class Span(Record):
    """A stretch of `Notice.text`, end exclusive, with the boxes it covers where the input has pages."""

    start: int
    end: int
    regions: tuple[Region, ...] | None = None

    @model_serializer(mode="wrap")
    def _without_empty_regions(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        out: dict[str, Any] = handler(self)
        if self.regions is None:
            out.pop("regions", None)
        return out


Spans = tuple[Span, ...]


class PageInfo(Record):
    """One page of the source; `start` and `end` bound its stretch of `Notice.text`. Sizes in PDF points."""

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    origin: Literal["ocr", "text-layer", "text"]
    confidence: float | None = None
    rotation: int = 0


class Source(Record):
    """The file that was read."""

    name: str
    sha256: str
    media_type: str
    pages: tuple[PageInfo, ...] = ()


class Paragraph(Record):
    """A paragraph, its role, and the clause it belongs to, if any."""

    role: ParagraphRole
    clause_id: str | None = None
    text: str
    spans: Spans


class Body(Record):
    """An organ: `name` in full and official, `raw` as it stood. `role` only where it has to do something."""

    name: str
    raw: str
    role: Role | None = None
    spans: Spans = ()
    confidence: float | None = None

    @model_serializer(mode="wrap")
    def _role_where_it_has_one(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        out: dict[str, Any] = handler(self)
        if self.role is None:
            out.pop("role", None)
        return out


class DocumentNumber(Record):
    """发文字号 (GB/T 9704-2012, 7.2.5): `prefix`〔`year`〕`serial`号; an order's number (令第12号) has no year."""

    text: str
    raw: str
    prefix: str
    year: int | None
    serial: int
    spans: Spans
    confidence: float | None = None


class TextField(Record):
    """A piece of text: `text` clean, `raw` as it stood."""

    text: str
    raw: str
    spans: Spans
    confidence: float | None = None


class DateField(Record):
    """A date: ISO form, and as it stood."""

    date: str
    raw: str
    spans: Spans
    confidence: float | None = None


class Header(Record):
    """The head of a notice (版头, GB/T 9704-2012, 7.2) with title and addressees (7.3.1, 7.3.2).

    Attributes:
        issuers: 发文机关标志 (7.2.4), host first.
        document_number: 发文字号 (7.2.5); a joint notice's is the host's.
        other_numbers: Further numbers of a joint notice that prints each issuer's.
        title: 标题 (7.3.1).
        document_type: 文种, the kind of document the title ends with.
        addressees: 主送机关 (7.3.2).
        copy_number: 份号 (7.2.1).
        classification: 密级 with its term, as printed (7.2.2: 机密★1年).
        classification_term: 保密期限 alone (1年).
        urgency: 紧急程度 (7.2.3).
        signers: 签发人 (7.2.6).
    """

    issuers: tuple[Body, ...] = ()
    document_number: DocumentNumber | None = None
    other_numbers: tuple[DocumentNumber, ...] = ()
    title: TextField | None = None
    document_type: str | None = None
    addressees: tuple[Body, ...] = ()
    copy_number: TextField | None = None
    classification: TextField | None = None
    classification_term: TextField | None = None
    urgency: TextField | None = None
    signers: tuple[TextField, ...] = ()


class Footer(Record):
    """What follows the body (GB/T 9704-2012, 7.3.4 to 7.3.6) and the imprint (版记, 7.4).

    Attributes:
        signatories: 发文机关署名 (7.3.5.1).
        issue_date: 成文日期 (7.3.5).
        attachments: 附件说明 (7.3.4).
        cc: 抄送机关 (7.4.2).
        notes: 附注 (7.3.6).
        printed_by: 印发机关 (7.4.3).
        printed_on: 印发日期 (7.4.3).
        subject_words: 主题词, which the edition of 1999 printed above the copies.
        present: 出席 of minutes (纪要, 10.3).
        absent: 请假 of minutes.
        observers: 列席 of minutes.
    """

    signatories: tuple[Body, ...] = ()
    issue_date: DateField | None = None
    attachments: tuple[TextField, ...] = ()
    cc: tuple[Body, ...] = ()
    notes: tuple[TextField, ...] = ()
    printed_by: TextField | None = None
    printed_on: DateField | None = None
    subject_words: tuple[TextField, ...] = ()
    present: tuple[TextField, ...] = ()
    absent: tuple[TextField, ...] = ()
    observers: tuple[TextField, ...] = ()


class Quantity(Record):
    """How much. `value` and `upper` are exact; a percentage keeps % as its unit.

    Attributes:
        raw: As it stood, a comparator that touches it included.
        value: The number worked out (5000万元 → 50000000).
        upper: Second number of a range.
        comparator: `ge` at least, `gt` more than, `le` at most, `lt` less than, `approx`, `range`, or `eq`.
        unit: The measure word or unit, 元 or % included; None for a bare ratio.
        per: What it is distributed over (每县 → 县), or None.
    """

    raw: str
    value: Decimal
    upper: Decimal | None = None
    comparator: Comparator = "eq"
    unit: str | None = None
    per: str | None = None
    spans: Spans = ()

    @model_serializer(mode="wrap")
    def _numbers(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        out: dict[str, Any] = handler(self)
        out["value"] = _number(self.value)
        out["upper"] = None if self.upper is None else _number(self.upper)
        return out


def _number(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


class Within(Record):
    """A time limit: so many units from the event that sets it off."""

    value: Decimal
    unit: str

    @model_serializer(mode="wrap")
    def _numbers(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        out: dict[str, Any] = handler(self)
        out["value"] = _number(self.value)
        return out


class Deadline(Record):
    """By when: a last day, a recurrence, or a time limit; `source` says how near it stood to the promise."""

    raw: str
    date: str | None = None
    recurrence: Recurrence | None = None
    month_day: str | None = None
    within: Within | None = None
    source: Literal["sentence", "clause", "ancestor", "document"] = "sentence"
    spans: Spans = ()


class Evidence(Record):
    """The words of the notice that a record rests on, as they were read."""

    text: str
    spans: Spans


class Target(Record):
    """Something to be done or reached that a reader can check later."""

    id: str
    clause_id: str | None
    kind: Literal["count", "ratio", "growth", "funding", "limit", "task"]
    action: str | None = None
    object: str | None = None
    quantity: Quantity | None = None
    deadline: Deadline | None = None
    bodies: tuple[Body, ...] = ()
    evidence: Evidence
    confidence: float


class Clause(Record):
    """A numbered clause: `heading` + `text` is the whole of it, its child clauses not included."""

    id: str
    parent_id: str | None
    label: str
    level: int
    path: str
    heading: str
    text: str
    spans: Spans
    confidence: float | None = None
    _targets: tuple[Target, ...] = PrivateAttr(default=())

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets that stand in this clause itself."""
        return self._targets


class Removed(Record):
    """What was read but does not belong to the notice's text, and why."""

    text: str
    reason: Literal["duplicate", "furniture", "noise"]
    duplicate_of: str | None = None
    similarity: float | None = None
    spans: Spans


class Assignment(Record):
    """Who answers for a clause, where the notice says so in brackets or on a line of its own."""

    clause_id: str | None
    role: Role
    bodies: tuple[Body, ...]
    spans: Spans
    confidence: float | None = None


class Table(Record):
    """A table of the notice: rows of cell texts."""

    caption: str | None = None
    clause_id: str | None = None
    header_rows: int = 0
    rows: tuple[tuple[str, ...], ...]
    spans: Spans


class Reference(Record):
    """Another document that the notice cites."""

    number: str | None = None
    title: str | None = None
    spans: Spans


class Horizon(Record):
    """The plan's overall deadline."""

    raw: str
    date: str
    spans: Spans = ()


class Repair(Record):
    """A word that was set right: what stood there, and what it is taken for."""

    kind: str
    before: str
    after: str
    spans: Spans
    confidence: float


class Diagnostic(Record):
    """Something a reader of the records should know. Codes: `policyparse.errors.DIAGNOSTICS`."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    spans: Spans = ()


class Targets(tuple[Target, ...]):
    """The targets of a notice, in reading order; also as a data frame."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, handler(tuple[Target, ...]))

    def to_frame(self) -> pd.DataFrame:
        """One row a target, as a pandas data frame; columns in `policyparse.views.frames.TARGET_COLUMNS`."""
        from policyparse.views.frames import targets_frame

        return targets_frame(self)

    def to_arrow(self) -> pa.Table:
        """One row a target, as an Arrow table."""
        from policyparse.views.frames import targets_arrow

        return targets_arrow(self)

    def to_polars(self) -> Any:
        """One row a target, as a Polars data frame (where Polars is installed)."""
        import polars

        return polars.from_arrow(self.to_arrow())


class Clauses(tuple[Clause, ...]):
    """The clauses of a notice, in reading order; one can be had by its path (`二/（一）`) or its id."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, handler(tuple[Clause, ...]))

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> Clause: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Clause, ...]: ...
    def __getitem__(self, key: SupportsIndex | str | slice) -> Clause | tuple[Clause, ...]:
        if not isinstance(key, str):
            return super().__getitem__(key)
        wanted = key.replace("(", "（").replace(")", "）")
        for clause in self:
            if key == clause.id or wanted == clause.path:
                return clause
        raise KeyError(key)

    @property
    def roots(self) -> tuple[Clause, ...]:
        """The clauses that stand under no other."""
        return tuple(clause for clause in self if clause.parent_id is None)

    def children(self, clause: Clause | str) -> tuple[Clause, ...]:
        """The clauses right under `clause` (or under that path or id), in reading order."""
        parent = self[clause] if isinstance(clause, str) else clause
        return tuple(x for x in self if x.parent_id == parent.id)

    def parent(self, clause: Clause | str) -> Clause | None:
        """The clause that `clause` (or that path or id) stands under; None for a root."""
        child = self[clause] if isinstance(clause, str) else clause
        return None if child.parent_id is None else self[child.parent_id]

    def walk(self, clause: Clause | str | None = None) -> Iterator[Clause]:
        """`clause` (or that path or id) and all below it, each before its children; without one, the whole tree."""
        if clause is None:
            yield from self
            return
        top = self[clause] if isinstance(clause, str) else clause
        inside = {top.id}
        for x in self:
            if x.id == top.id or x.parent_id in inside:
                inside.add(x.id)
                yield x

    def to_markdown(self) -> str:
        """The tree as a nested Markdown list, with the whole text of each clause."""
        from policyparse.views.markdown import clauses_markdown

        return clauses_markdown(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a clause, as a pandas data frame; columns in `policyparse.views.frames.CLAUSE_COLUMNS`."""
        from policyparse.views.frames import clauses_frame

        return clauses_frame(self)


class Notice(Record):
    """A policy notice, read: every record points into `text` by its spans."""

    schema_version: Literal["1"] = "1"
    source: Source
    text: str
    paragraphs: tuple[Paragraph, ...]
    header: Header
    clauses: Clauses
    removed: tuple[Removed, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    targets: Targets = Targets()
    footer: Footer
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    horizon: Horizon | None = None
    repairs: tuple[Repair, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def model_post_init(self, context: Any, /) -> None:
        """Hang the targets on their clauses."""
        by_clause: dict[str | None, list[Target]] = {}
        for target in self.targets:
            by_clause.setdefault(target.clause_id, []).append(target)
        for clause in self.clauses:
            clause._targets = tuple(by_clause.get(clause.id, ()))

    def _repr_html_(self) -> str:
        from policyparse.views.notebook import notice_html

        return notice_html(self)
