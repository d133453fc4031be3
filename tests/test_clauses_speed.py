"""Time grows with the length of a notice, not with its square: ratios of processor time, the best of several runs."""
from __future__ import annotations

import time

import pytest

from clause_factories import grown
from near_twins import long_notice

SMALL, LARGE = 500, 2000
SQUARE = (LARGE / SMALL) ** 2


def seconds(text: str) -> float:
    start = time.process_time()
    tree = grown(text)
    took = time.process_time() - start
    assert len(tree.nodes) + len(tree.dropped) == text.count("\n") + 1
    return took


@pytest.mark.parametrize("items", ["different", "alike", "one list"])
def test_time_for_a_tree_grows_nearly_linearly(items: str) -> None:
    small, large = long_notice(SMALL, items), long_notice(LARGE, items)
    tries = []
    for _ in range(5):  # a busy machine may spoil some
        tries.append((seconds(large), seconds(small)))
        took, little = (min(x) for x in zip(*tries, strict=True))
        if took < SQUARE / 2 * little and took < 2.0:
            return
    pytest.fail(f"seconds for {LARGE} and for {SMALL} clauses: {tries}")
