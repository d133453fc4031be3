"""The trees of messy notices (`messy_notices.py`)."""
from __future__ import annotations

import pytest

from clause_factories import reading_of
from corruption_score import steps
from messy_notices import ONE_LINE, ROWS
from policyparse.clauses.tree import Tree


def compact(tree: Tree, parent: int | None = None) -> str:
    """The labels of a tree, those below one in brackets after it."""
    out = []
    for node in tree.nodes:
        if node.parent == parent:
            below = compact(tree, node.index)
            out.append(f"{node.label}[{below}]" if below else node.label)
    return " ".join(out)


@pytest.mark.parametrize("case", ONE_LINE)
def test_notice_on_one_line(case: str) -> None:
    text, expected = ONE_LINE[case]
    assert "\n" not in text
    assert compact(steps(reading_of(text))[1]) == expected


@pytest.mark.parametrize("case", ROWS)
def test_notice_in_rows(case: str) -> None:
    text, expected = ROWS[case]
    assert compact(steps(reading_of(text))[1]) == expected
