"""A notice: its records put together, and its lists of clauses and targets."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, SupportsIndex, TypeVar, overload

from pydantic import GetCoreSchemaHandler, PrivateAttr
from pydantic_core import CoreSchema, core_schema

from policyparse.added import optional
from policyparse.records.base import Diagnostic, Record, Repair
from policyparse.records.content import Assignment, Clause, Horizon, Reference, Removed, Table, Target
from policyparse.records.context import Context
from policyparse.records.frame import Footer, Header, Paragraph, Source

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from policyparse.views.pages import Pages

_NAMED = 12
_Record = TypeVar("_Record", bound=Record)


class _Listed(tuple[_Record, ...], Generic[_Record]):
    """Records in reading order, each to be had by its place or by a name of its own; a slice is such a list, too."""

    __slots__ = ()
    _KIND: ClassVar[type[Record]]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        records = core_schema.tuple_variable_schema(handler(cls._KIND))
        return core_schema.no_info_after_validator_function(cls, records)

    @overload
    def __getitem__(self, key: SupportsIndex | str) -> _Record: ...
    @overload
    def __getitem__(self, key: slice) -> Self: ...
    def __getitem__(self, key: SupportsIndex | str | slice) -> _Record | Self:
        if isinstance(key, slice):
            return type(self)(super().__getitem__(key))
        return self._named(key) if isinstance(key, str) else super().__getitem__(key)

    def _named(self, name: str) -> _Record:
        raise NotImplementedError


class Targets(_Listed[Target]):
    """The targets of a notice, in reading order, each to be had by its id (`t7`); also as a data frame."""

    __slots__ = ()
    _KIND = Target

    def _named(self, name: str) -> Target:
        for target in self:
            if target.id == name:
                return target
        there = f"{self[0].id} to {self[-1].id}" if self else "none"
        raise KeyError(f"no target has the id {name!r}; there are {there}")

    def __repr__(self) -> str:
        from policyparse.views.words import targets_lines

        return targets_lines(self)

    def to_frame(self) -> pd.DataFrame:
        """One row a target, as a pandas data frame; columns in `policyparse.views.frames.TARGET_COLUMNS`."""
        from policyparse.views.frames import targets_frame

        return targets_frame(self)

    def to_arrow(self) -> pa.Table:
        """One row a target, as an Arrow table."""
        from policyparse.views.frames import targets_arrow

        return targets_arrow(self)

    def to_polars(self) -> Any:
        """One row a target, as a Polars data frame.

        Raises:
            PolicyParseError: PP115, Polars is not installed.
        """
        return optional("polars").from_arrow(self.to_arrow())

    def _repr_html_(self) -> str:
        from policyparse.views.notebook import targets_html

        return targets_html(self)


class Clauses(_Listed[Clause]):
    """The clauses of a notice, in reading order; one can be had by its path (`二/（一）`) or its id."""

    __slots__ = ()
    _KIND = Clause

    def _named(self, name: str) -> Clause:
        path = name.replace("(", "（").replace(")", "）")
        for clause in self:
            if name == clause.id or path == clause.path:
                return clause
        there = "、".join(clause.path for clause in self[:_NAMED]) + ("…" if len(self) > _NAMED else "")
        raise KeyError(f"no clause has the path or id {name!r}; there are {there or 'none'}")

    def __repr__(self) -> str:
        from policyparse.views.words import clauses_lines

        return clauses_lines(self)

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
    r"""A policy notice, read: every record points into `text` by its spans.

    Attributes:
        schema_version: Of this form of JSON.
        source: The file that was read, and its pages.
        text: Everything as it was read, in reading order, before any repair.
        paragraphs: The text in paragraphs, each with its role.
        header: The head: issuers, number, title, addressees.
        clauses: The numbered clauses, in reading order; one can be had by path or id.
        removed: What was read but does not belong to the notice's text.
        assignments: Who answers for which clause.
        targets: What is to be done or reached, how much, by when and by whom.
        footer: The foot: signatures, date, attachments, imprint.
        tables: Tables, as rows of cells.
        references: Other documents that it cites.
        horizon: The plan's overall deadline, if it has one.
        repairs: Words that were set right.
        diagnostics: What a reader of the records should know.

    Examples:
        >>> import policyparse as pp
        >>> text = "海州市教育局关于学前教育的通知\n海教〔2024〕6号\n一、到2025年，新建公办幼儿园12所。\n"
        >>> notice = pp.parse(text)
        >>> notice.header.document_number.text, notice.header.document_type
        ('海教〔2024〕6号', '通知')
        >>> [(clause.path, clause.heading) for clause in notice.clauses]
        [('一', '到2025年，新建公办幼儿园12所。')]
        >>> pp.Notice.model_validate_json(notice.model_dump_json()) == notice
        True
    """

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
    _context: Context = PrivateAttr(default_factory=Context)

    def model_post_init(self, context: Any, /) -> None:
        """Hang the targets on their clauses."""
        by_clause: dict[str | None, list[Target]] = {}
        for target in self.targets:
            by_clause.setdefault(target.clause_id, []).append(target)
        for clause in self.clauses:
            clause._targets = tuple(by_clause.get(clause.id, ()))
        for target in self.targets:
            target._context.notice = self

    @property
    def pages(self) -> Pages:
        """The pages, by their numbers from 1: `notice.pages[2].show(targets=True)` is a picture with boxes."""
        from policyparse.views.pages import Pages

        return Pages(self)

    def __repr__(self) -> str:
        return f"Notice({self.source.name!r}): {len(self.clauses)} clauses, {len(self.targets)} targets"

    __str__ = __repr__

    def to_markdown(self) -> str:
        """The head, the clauses' headings and the targets, as `policyparse parse --format markdown` writes them."""
        from policyparse.views.markdown import notice_markdown

        return notice_markdown(self)

    def _repr_html_(self) -> str:
        from policyparse.views.notebook import notice_html

        return self._context.made("html", self, lambda: notice_html(self))
