"""A notice as Markdown: its head, its clauses as a nested list, its targets as a table."""
from __future__ import annotations

import re

from policyparse.records import Notice
from policyparse.views.words import TARGET_HEADS, head_words, heading_of, target_words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def notice_markdown(notice: Notice) -> str:
    """The notice as a Markdown document."""
    parts = [_head(notice), _clauses(notice), _targets(notice)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(notice: Notice) -> str:
    fields = head_words(notice)
    title = fields.pop("title", notice.source.name)
    return f"# {_plain(title)}\n\n" + "\n".join(f"- **{k}**: {_plain(v)}" for k, v in fields.items())


def _clauses(notice: Notice) -> str:
    depth: dict[str | None, int] = {None: -1}
    rows = []
    for clause in notice.clauses:
        depth[clause.id] = depth.get(clause.parent_id, -1) + 1
        rows.append("  " * depth[clause.id] + f"- **{_plain(clause.label)}** {_plain(heading_of(clause))}".rstrip())
    return "## Clauses\n\n" + "\n".join(rows) if rows else ""


def _targets(notice: Notice) -> str:
    if not notice.targets:
        return ""
    paths = {clause.id: clause.path for clause in notice.clauses}
    rows = [[*target_words(target, paths), target.evidence.text] for target in notice.targets]
    lines = [_row([*TARGET_HEADS, "evidence"]), "|---" * 6 + "|", *map(_row, rows)]
    return "## Targets\n\n" + "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(map(_plain, cells)) + " |"


def _plain(text: str) -> str:
    """`text` on one line, nothing in it read as markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
