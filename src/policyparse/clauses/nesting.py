"""Which clause stands under which: a stack of the styles that are open, learnt from the notice itself."""
from __future__ import annotations

from collections.abc import Sequence

from policyparse.clauses.labels import Label, Style

FAR = 400  # how many labels ahead a list's next number is looked for


def place(stack: Sequence[Label], label: Label, ahead: Sequence[Label | None], at: int) -> int:
    """How many labels of `stack` stay open when `label` comes: the last of them is its parent's.

    A style that is open already gets a sibling there. A new one opens under the innermost; but where custom puts it
    further out than styles that are open (（一） after 1.), it closes these, unless what comes shows that it nests.

    Args:
        stack: The open labels, the outermost first.
        label: The label that comes.
        ahead: All labels in reading order.
        at: Where in `ahead` the labels after this one begin.
    """
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].style == label.style:
            return depth
    depth = len(stack)
    while depth and stack[depth - 1].style > label.style and not _nests(stack[depth - 1], label, ahead, at):
        depth -= 1
    return depth


def _nests(outer: Label, inner: Label, ahead: Sequence[Label | None], at: int) -> bool:
    """Whether `inner` is a list within `outer`, against custom: then `outer`'s numbers go on after it."""
    if inner.style <= Style.SECTION or inner.number != 1:
        return False
    for label in ahead[at : at + FAR]:
        if label is None:
            continue
        if label.style == outer.style:
            return label.number == outer.number + 1
        if label.style == inner.style and label.number == 1:
            return False
    return False
