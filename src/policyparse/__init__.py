"""policyparse: from a Chinese policy notice (公文) to typed records, each with its place on the page."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = [
    "Body",
    "Clause",
    "Deadline",
    "Notice",
    "Options",
    "PolicyParseError",
    "Quantity",
    "Span",
    "Target",
    "extract",
    "parse",
    "parse_archive",
]

if TYPE_CHECKING:
    from policyparse.archive.run import parse_archive
    from policyparse.errors import PolicyParseError
    from policyparse.options import Options
    from policyparse.pipeline import parse
    from policyparse.records import Body, Clause, Deadline, Notice, Quantity, Span, Target
    from policyparse.targets.find import extract

_HOMES = {
    "parse": "pipeline",
    "parse_archive": "archive.run",
    "extract": "targets.find",
    "Options": "options",
    "PolicyParseError": "errors",
}


def __getattr__(name: str) -> Any:
    """The public names, each loaded when it is first asked for: importing policyparse loads nothing heavy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"policyparse.{_HOMES.get(name, 'records')}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
