"""What a notice says: clauses, targets with quantity and deadline, assignments, tables, and what was set aside."""
from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer, PrivateAttr

from policyparse.records.base import Body, Record, Role, Spans
from policyparse.records.context import Context

Comparator = Literal["eq", "ge", "gt", "le", "lt", "approx", "range"]
Recurrence = Literal["year", "half-year", "quarter", "month", "week", "day"]


def _number(value: Decimal) -> int | float:
    """A JSON number: whole where it is whole. A copy with changes may hold what is no `Decimal`."""
    value = Decimal(value)
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[Decimal, PlainSerializer(_number, return_type=int | float)]


class Quantity(Record):
    """How much.

    Attributes:
        raw: As it stood, a comparator that touches it included.
        value: The number worked out (5000万元 → 50000000), exact; a percentage keeps % as its unit.
        upper: Second number of a range.
        comparator: `ge` at least, `gt` more than, `le` at most, `lt` less than, `approx`, `range`, or `eq`.
        unit: The measure word or unit, 元 or % included; None for a bare ratio.
        per: What it is distributed over (每县 → 县), or None.
        spans: Where it stood.

    Examples:
        >>> import policyparse as pp
        >>> target, = pp.extract("每县培训园长不少于二十名。")
        >>> quantity = target.quantity
        >>> quantity.value, quantity.unit, quantity.comparator, quantity.per
        (Decimal('20'), '名', 'ge', '县')
    """

    raw: str
    value: Number
    upper: Number | None = None
    comparator: Comparator = "eq"
    unit: str | None = None
    per: str | None = None
    spans: Spans = ()


class Within(Record):
    """A time limit that runs from an event.

    Attributes:
        value: How many units.
        unit: 日, 工作日, 月, 年, 小时, …
    """

    value: Number
    unit: str


class Deadline(Record):
    """By when: a last day, a recurrence, or a time limit.

    Attributes:
        raw: As it stood.
        date: The last day, in ISO form (到2025年 → 2025-12-31); worked out from the issue date where it is relative.
        recurrence: How often it comes again (每年 → `year`).
        month_day: The day of the year of what recurs, or of a date without a year (06-30).
        within: A time limit (15个工作日内).
        source: How near it stood: in the same `sentence`, elsewhere in the `clause`, in an `ancestor` of the clause, or
            it is the whole `document`'s.
        spans: Where it stood.

    Examples:
        >>> import policyparse as pp
        >>> target, = pp.extract("2024年6月底前，新建公办幼儿园12所。")
        >>> target.deadline.raw, target.deadline.date, target.deadline.source
        ('2024年6月底前', '2024-06-30', 'sentence')
    """

    raw: str
    date: str | None = None
    recurrence: Recurrence | None = None
    month_day: str | None = None
    within: Within | None = None
    source: Literal["sentence", "clause", "ancestor", "document"] = "sentence"
    spans: Spans = ()


class Evidence(Record):
    """The words of the notice that a record rests on.

    Attributes:
        text: The words, as they were read.
        spans: Where they stood.
    """

    text: str
    spans: Spans


class Target(Record):
    """Something to be done or reached that a reader can check later.

    Attributes:
        id: Its name within the notice (`t1`, in reading order).
        clause_id: The clause it stands in, if any.
        kind: `count` of things or people; `ratio`, a share or rate to reach; `growth`, a change by so much; `funding`,
            money; `limit`, a floor or ceiling on what is done, or a handling time; `task`, a deadline without
            a quantity. Installed packages may add others.
        action: The verb, with its auxiliaries (支持建设); None where the sentence has none.
        object: What is counted or reached, as short as still identifies it.
        quantity: How much; None of a `task`.
        deadline: By when, where the notice says so.
        bodies: Who has to do it, each with its role.
        evidence: The words it rests on.
        confidence: How sure it is that this is a target and was read right, from 0 to 1; calibrated.

    Examples:
        >>> import policyparse as pp
        >>> target, = pp.extract("到2025年，省教育厅遴选建设10所高水平高职院校。")
        >>> target.kind, target.action, target.object
        ('count', '遴选建设', '高水平高职院校')
        >>> target.quantity.value, target.quantity.unit, target.deadline.date
        (Decimal('10'), '所', '2025-12-31')
    """

    id: str
    clause_id: str | None
    kind: Literal["count", "ratio", "growth", "funding", "limit", "task"] | Annotated[str, Field(pattern="^[a-z]+$")]
    action: str | None = None
    object: str | None = None
    quantity: Quantity | None = None
    deadline: Deadline | None = None
    bodies: tuple[Body, ...] = ()
    evidence: Evidence
    confidence: float
    _context: Context = PrivateAttr(default_factory=Context)

    def _repr_html_(self) -> str:
        from policyparse.views.notebook import target_html

        return self._context.made("html", self, lambda: target_html(self, self._context.notice))


class Clause(Record):
    r"""A numbered clause: `heading` + `text` is the whole of it, its child clauses not included.

    Attributes:
        id: Its name within the notice (`c1`, in reading order).
        parent_id: The clause it stands under; None for a root.
        label: Its number as printed, in one width (（一）, 第三条, 附件1).
        level: Depth in the tree, from 1.
        path: The labels from the root down (`二/（一）`); that of a second part begins with its number (`2:一`).
        heading: Its heading, or its only sentence.
        text: What follows the heading, unnumbered paragraphs included.
        spans: Where it stood, label included.
        confidence: How sure it is that this is a clause, from 0 to 1.

    Examples:
        >>> import policyparse as pp
        >>> text = "海州市教育局关于学前教育的通知\n一、扩大资源。\n（一）新建公办幼儿园12所。\n（二）开放园舍。\n"
        >>> notice = pp.parse(text)
        >>> clause = notice.clauses["一/（一）"]
        >>> clause.label, clause.level, clause.heading
        ('（一）', 2, '新建公办幼儿园12所。')
        >>> clause.targets[0].object
        '公办幼儿园'
    """

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
    """What was read but does not belong to the notice's text.

    Attributes:
        text: What was read.
        reason: `duplicate` of a clause or line, `furniture` of the page (numbers, running heads), or `noise`.
        duplicate_of: The clause that it repeats, if it does.
        similarity: To what it repeats, from 0 to 1.
        spans: Where it stood.
    """

    text: str
    reason: Literal["duplicate", "furniture", "noise"]
    duplicate_of: str | None = None
    similarity: float | None = None
    spans: Spans


class Assignment(Record):
    """Who answers for a clause, where the notice says so in brackets or on a line of its own.

    Attributes:
        clause_id: The clause; None for one that closes the whole notice.
        role: `lead`, `support` or `responsible`.
        bodies: Who, in the order in which they stand.
        spans: The bracket or line.
        confidence: How sure it is, from 0 to 1.
    """

    clause_id: str | None
    role: Role
    bodies: tuple[Body, ...]
    spans: Spans
    confidence: float | None = None


class Table(Record):
    """A table of the notice.

    Attributes:
        caption: The line above it that names it.
        clause_id: The clause it stands in, if any.
        header_rows: How many rows at its top name the columns.
        rows: Texts of its cells, row by row; a merged cell's text stands in each place it covers.
        spans: Where it stood.
    """

    caption: str | None = None
    clause_id: str | None = None
    header_rows: int = 0
    rows: tuple[tuple[str, ...], ...]
    spans: Spans


class Reference(Record):
    """Another document that the notice cites.

    Attributes:
        number: Its document number, in the standard's form.
        title: Its title, without 《》.
        spans: Where it is cited.
    """

    number: str | None = None
    title: str | None = None
    spans: Spans


class Horizon(Record):
    """The plan's overall deadline.

    Attributes:
        raw: As it stood (到2025年).
        date: Its last day, in ISO form.
        spans: Where it stood.
    """

    raw: str
    date: str
    spans: Spans = ()
