"""Packages beside this one: those that it can do without, and those that add to it, by entry points naming modules.

The groups are `policyparse.engines`, `policyparse.readers` and `policyparse.targets`; what a module has to offer is
said in `ocr/engine.py`, `reading/others.py` and `targets/others.py`.
"""

from __future__ import annotations

import sys
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from policyparse.errors import PolicyParseError


def names(group: str) -> dict[str, str]:
    """Name → module of all that is added in a group, by name."""
    found = _points(tuple(sys.path)).select(group=group)
    return {point.name: point.value for point in sorted(found, key=lambda point: point.name)}


@cache
def modules(group: str) -> tuple[Any, ...]:
    """The modules themselves."""
    return tuple(import_module(module) for module in names(group).values())


def optional(module: str, extra: str | None = None) -> Any:
    """A module of a package that this one can do without; `extra` brings it, by default one of the module's name.

    Raises:
        PolicyParseError: PP115, it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as e:
        package = module.partition(".")[0]
        raise PolicyParseError("PP115", package, f'pip install "policyparse[{extra or package}]"') from e


@lru_cache(maxsize=1)
def _points(path: tuple[str, ...]) -> Any:
    """The entry points of all packages on `sys.path`, read once: that takes 10 ms."""
    return entry_points()
