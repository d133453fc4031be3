"""No regular expression of the package is slow, whatever it is given."""
from __future__ import annotations

import re

import pytest

from hostile_patterns import attacks, patterns, slow


def test_patterns_end_within_a_second_on_their_worst_strings() -> None:
    found = {where: why for where, pattern in patterns().items() if (why := slow(pattern))}
    assert found == {}


@pytest.mark.parametrize("bad", [r"a*$", r"[^。]*x", r"(?:ab|abab)*c", r"由[^，]*(?:组成|担任)", r"(\d+)+号"])
def test_slow_patterns_are_found(bad: str) -> None:
    assert slow(re.compile(bad))


def test_bounded_patterns_are_not_attacked() -> None:
    assert attacks(re.compile(r"第\d{1,4}号")) == []
