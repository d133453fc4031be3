"""What installed packages add to this one: modules that their entry points name.

The groups are `policyparse.engines`, `policyparse.readers` and `policyparse.targets`; what a module has to offer is
said in `ocr/engine.py`, `reading/others.py` and `targets/others.py`.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any


def names(group: str) -> dict[str, str]:
    """Name → module of all that is added in a group, by name."""
    found = _points(tuple(sys.path)).select(group=group)
    return {point.name: point.value for point in sorted(found, key=lambda point: point.name)}


@cache
def modules(group: str) -> tuple[Any, ...]:
    """The modules themselves."""
    return tuple(import_module(module) for module in names(group).values())


@lru_cache(maxsize=1)
def _points(path: tuple[str, ...]) -> Any:
    """The entry points of all packages on `sys.path`, read once: that takes 10 ms."""
    return entry_points()
