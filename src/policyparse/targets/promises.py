"""What the last step finds."""
from __future__ import annotations

from dataclasses import dataclass, field

from policyparse.records import Assignment, Diagnostic, Horizon, Reference, Repair, Target


@dataclass(slots=True)
class Promises:
    """Targets and assignments, with clause ids as `clause_id(node.index)` gives them."""

    targets: list[Target] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    horizon: Horizon | None = None
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def clause_id(index: int) -> str:
    """The id of the clause at `index` in the tree's order."""
    return f"c{index + 1}"
