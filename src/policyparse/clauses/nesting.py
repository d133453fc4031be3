"""Which clause stands under which: a stack of the styles that are open, learnt from the notice itself."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.clauses.labels import Label, Style


@dataclass(frozen=True, slots=True)
class Open:
    """A clause that may still get children or siblings: its label and its index among the nodes."""

    label: Label
    index: int


def place(stack: list[Open], label: Label, ahead: Sequence[Label]) -> int:
    """How many clauses of `stack` stay open when `label` comes: the last of them is its parent.

    A style that is open already gets a sibling there. A new one opens under the innermost clause; but where custom puts it
    further out than styles that are open (（一） after 1.), it closes these, unless what comes shows that it nests in them.
    """
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].label.style == label.style:
            return depth
    depth = len(stack)
    while depth and stack[depth - 1].label.style > label.style and not _nests(stack[depth - 1].label, label, ahead):
        depth -= 1
    return depth


def _nests(outer: Label, inner: Label, ahead: Sequence[Label]) -> bool:
    """Whether `inner` is a list within `outer` although custom has it the other way: then `outer`'s numbers go on after it."""
    if inner.style <= Style.SECTION or outer.style == Style.ANNEX:
        return outer.style == Style.ANNEX
    for label in ahead:
        if label.style == outer.style:
            return label.number == outer.number + 1
        if label.style == inner.style and label.number == 1:
            return False
    return False
