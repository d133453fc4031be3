"""From what the steps found to the notice's records: ids, spans, order; nothing is decided here."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from policyparse.clauses.tables import Setting, settings
from policyparse.clauses.tree import Node, Tree
from policyparse.layout.paragraphs import Dropped
from policyparse.letterhead.parts import Foot, Head
from policyparse.reading.pages import Reading
from policyparse.records import Clause, Clauses, Notice, Paragraph, ParagraphRole, Removed, Span, Table, Targets
from policyparse.targets.promises import Promises, clause_id
from policyparse.view import View

R = TypeVar("R")


def assemble(
    reading: Reading, furniture: list[Dropped], head: Head, foot: Foot, tree: Tree, promises: Promises
) -> Notice:
    """The finished notice."""
    dropped = sorted((*furniture, *head.dropped, *foot.dropped, *tree.dropped), key=lambda x: x.view.start)
    tables = settings(reading, foot.blocks, tree)
    return Notice(
        source=reading.source,
        text=reading.text,
        paragraphs=_paragraphs(reading, head, foot, tree, tables),
        header=foot.header,
        clauses=Clauses(_clause(reading, node) for node in tree.nodes),
        removed=tuple(_removed(reading, x) for x in dropped),
        assignments=tuple(promises.assignments),
        targets=Targets(promises.targets),
        footer=foot.footer,
        tables=tuple(_tables(reading, tables)),
        references=tuple(promises.references),
        horizon=promises.horizon,
        repairs=tuple(_by_place((*head.repairs, *foot.repairs, *tree.repairs, *promises.repairs))),
        diagnostics=tuple(
            _by_place(
                (*reading.diagnostics, *head.diagnostics, *foot.diagnostics, *tree.diagnostics, *promises.diagnostics)
            )
        ),
    )


def _tables(reading: Reading, found: list[Setting]) -> Iterator[Table]:
    for table, setting in zip(reading.tables, found, strict=True):
        yield Table(
            caption=setting.caption,
            clause_id=None if setting.clause is None else clause_id(setting.clause),
            header_rows=setting.head,
            rows=table.rows,
            spans=tuple(reading.span(a, b) for a, b in table.spans),
        )


def _by_place(records: Iterable[R]) -> list[R]:
    def start(record: R) -> int:
        spans: tuple[Span, ...] = getattr(record, "spans", ())
        return spans[0].start if spans else -1

    return sorted(records, key=start)


def _clause(reading: Reading, node: Node) -> Clause:
    views = [v for v in (node.label_view, node.heading, node.text, *node.more) if v]
    text = "\n".join(v.words() for v in (node.text, *node.more) if v)
    return Clause(
        id=clause_id(node.index),
        parent_id=None if node.parent is None else clause_id(node.parent),
        label=node.label,
        level=node.level,
        path=node.path,
        heading=node.heading.words(),
        text=text,
        spans=_joined(reading, views),
        confidence=round(node.confidence, 3),
    )


def _joined(reading: Reading, views: list[View]) -> tuple[Span, ...]:
    """The spans of several views, those that touch (but for white space) made one."""
    ranges: list[tuple[int, int]] = []
    for a, b in (r for v in views for r in v.ranges()):
        if ranges and a >= ranges[-1][1] and not reading.text[ranges[-1][1]:a].strip():
            ranges[-1] = (ranges[-1][0], b)
        else:
            ranges.append((a, b))
    return tuple(reading.span(a, b) for a, b in ranges)


def _removed(reading: Reading, x: Dropped) -> Removed:
    return Removed(
        text=x.view.words(),
        reason=x.reason,
        duplicate_of=None if x.duplicate_of is None else clause_id(x.duplicate_of),
        similarity=x.similarity,
        spans=reading.spans(x.view),
    )


def _paragraphs(
    reading: Reading, head: Head, foot: Foot, tree: Tree, tables: list[Setting]
) -> tuple[Paragraph, ...]:
    rows: list[tuple[View, ParagraphRole, str | None]] = [(b.view, b.role or "preamble", None) for b in head.blocks]
    headings = {i for node in tree.nodes for i in node.heading.at}  # an annex takes the title below its label
    for b in foot.blocks:
        if b.role is not None and b.view.start not in headings:
            table = b.lines[0].table if b.lines else None
            clause = None if table is None else tables[table].clause
            rows.append((b.view, b.role, None if clause is None else clause_id(clause)))
    rows += [(view, "preamble", None) for view in tree.loose]
    for node in tree.nodes:
        first = node.label_view + node.first
        rows += [(view, "clause", clause_id(node.index)) for view in (first, *node.more)]
    rows = sorted((row for row in rows if row[0]), key=lambda row: row[0].start)
    return tuple(
        Paragraph(role=role, clause_id=at, text=view.words(), spans=reading.spans(view)) for view, role, at in rows
    )
