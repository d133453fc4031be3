"""What is left of a notice's tree when its text was corrupted: seeded cases, each with its truth (`corruption.py`)."""
from __future__ import annotations

import pytest

from corruption import Layout
from corruption_score import measure

SEEDS = range(500, 540)
TREE = {"rows": 0.99, "wrapped": 0.99, "pages": 0.99, "one line": 0.985}  # floors, as measured; they only rise
REPEATS = {"rows": 0.98, "wrapped": 0.96, "pages": 0.96, "one line": 0.87}


@pytest.mark.parametrize("layout", TREE)
def test_trees_of_corrupted_notices(layout: Layout) -> None:
    tally = measure(SEEDS, [layout])
    assert tally.true["tree"] > 1500 and tally.true["dup"] > 100
    assert tally.f1("tree") >= TREE[layout], tally.faults
    assert tally.precision("furniture") >= 0.995 and tally.recall("furniture") >= 0.98, tally.faults
    assert tally.precision("dup") >= 0.995 and tally.recall("dup") >= REPEATS[layout], tally.faults
