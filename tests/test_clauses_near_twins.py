"""Items that are alike and yet two stay two: seeded pairs in lists as notices have them (`near_twins.py`)."""
from __future__ import annotations

import pytest

from clause_factories import grown
from near_twins import twins

PAIRS = 300


def test_near_twins_are_two_items() -> None:
    made = [twins(seed) for seed in range(PAIRS)]
    assert len({x.kind for x in made}) >= 12 and {x.items for x in made} >= {4, 32}
    trees = [(x, grown(x.text)) for x in made]
    merged = [(x.kind, x.one, x.other, len(tree.nodes)) for x, tree in trees if len(tree.nodes) != x.items or tree.dropped]
    assert len(merged) <= 1, merged


@pytest.mark.parametrize("rest", [[0, 0, 1], [0, 0, 1, 1], [0, 1, 0, 1]])
def test_near_twin_of_an_item_in_a_loop_stays(rest: list[int]) -> None:
    lost = []
    for seed in range(60):
        made = twins(seed)
        rows = [made.one, *((made.one, made.other)[x] for x in rest)]
        tree = grown("一、主要任务\n" + "".join(f"{n}.{x}。\n" for n, x in enumerate(rows, 1)))
        kept = {n.first.text for n in tree.nodes}
        lost += [x for x in (made.one, made.other) if f"{x}。" not in kept]
    assert lost == []
