"""No regular expression of the package is slow, whatever it is given."""
from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import hostile_patterns


def slow(*patterns: str) -> Any:
    """What is slow, of these patterns or of all that the package has."""
    command = [sys.executable, hostile_patterns.__file__, *patterns]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_patterns_end_within_a_second_on_their_worst_strings() -> None:
    assert slow() == {}


def test_slow_patterns_are_found() -> None:
    bad = [r"a*$", r"[^。]*x", r"(?:ab|abab)*c", r"由[^，]*(?:组成|担任)", r"(\d+)+号"]
    assert slow(*bad).keys() == set(bad)


def test_bounded_patterns_are_not_attacked() -> None:
    assert hostile_patterns.attacks(re.compile(r"第\d{1,4}号")) == []
