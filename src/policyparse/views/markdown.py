"""A notice as Markdown: its head, its clauses as a nested list, its targets as a table; the clauses alone in full."""
from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

from policyparse.records import Clause, Clauses, Notice
from policyparse.views.words import TARGET_HEADS, head_words, heading_of, summary_words, target_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def notice_markdown(notice: Notice) -> str:
    """The notice as a Markdown document."""
    parts = [_head(notice), _clauses(notice), _targets(notice), _summary(notice)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(notice: Notice) -> str:
    fields = head_words(notice)
    title = fields.pop("title", notice.source.name)
    return f"# {_plain(title)}\n\n" + "\n".join(
        f"- **{k}**: {_plain('、'.join(v.splitlines()))}" for k, v in fields.items()
    )


def _clauses(notice: Notice) -> str:
    rows = [_item(clause, depth, heading_of(clause)) for clause, depth in _depths(notice.clauses)]
    return "## Clauses\n\n" + "\n".join(rows) if rows else ""


def clauses_markdown(clauses: Clauses) -> str:
    """The clause tree as a nested list; each item holds the whole clause, its later paragraphs indented below it."""
    rows = []
    for clause, depth in _depths(clauses):
        first, *more = clause.text.split("\n")
        rows.append(_item(clause, depth, clause.heading + first))
        rows += [f"\n{'  ' * (depth + 1)}{_plain(paragraph)}\n" for paragraph in more]
    return "".join(f"{row}\n" for row in rows)


def _depths(clauses: Clauses) -> Iterator[tuple[Clause, int]]:
    depth: dict[str | None, int] = {None: -1}
    for clause in clauses:
        depth[clause.id] = depth.get(clause.parent_id, -1) + 1
        yield clause, depth[clause.id]


def _item(clause: Clause, depth: int, words: str) -> str:
    return "  " * depth + f"- **{_plain(clause.label)}** {_plain(words)}".rstrip()


def _targets(notice: Notice) -> str:
    if not notice.targets:
        return ""
    paths = {clause.id: clause.path for clause in notice.clauses}
    rows = [[*map(_plain, target_words(target, paths)), _plain(target.evidence.text)] for target in notice.targets]
    heads = [*map(_plain, TARGET_HEADS), "evidence"]
    widths = [max(cell_len(row[i]) for row in (heads, *rows)) for i in range(len(heads) - 1)]
    rule = "|".join("-" * (width + 2) for width in (*widths, len("evidence")))
    return "## Targets\n\n" + "\n".join([_row(heads, widths), f"|{rule}|", *(_row(row, widths) for row in rows)])


def _row(cells: list[str], widths: list[int]) -> str:
    """Cells as a line of a table; all but the last are so wide that the columns stand below each other in an editor."""
    padded = [cell + " " * (width - cell_len(cell)) for cell, width in zip(cells, widths, strict=False)]
    return "| " + " | ".join([*padded, cells[-1]]) + " |"


def _summary(notice: Notice) -> str:
    lines = summary_words(notice)
    return "## Set right and set aside\n\n" + "\n".join(f"- {_plain(words)}" for _, words in lines) if lines else ""


def _plain(text: str) -> str:
    """`text` on one line, nothing in it read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
