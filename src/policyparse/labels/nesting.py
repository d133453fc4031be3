"""Which clause stands under which: a stack of the styles that are open, learnt from the notice itself."""
from __future__ import annotations

from collections.abc import Sequence

from policyparse.labels.grammar import Label, Style

FAR = 400  # how many labels ahead a list's next number is looked for


class Nesting:
    """The labels that are open, and what the notice has shown of its own order of styles.

    Attributes:
        stack: The open labels, the outermost first.
        homes: For each style the one that it stood under when it came last.
    """

    def __init__(self) -> None:
        self.stack: list[Label] = []
        self.homes: dict[Style, Style] = {}

    def begin(self, keep: int = 0) -> None:
        """A new part: nothing but the outermost `keep` labels is open, and its order of styles is its own."""
        del self.stack[keep:]
        self.homes = {}

    def add(self, label: Label, ahead: Sequence[Label | None], at: int, led: bool = False) -> int:
        """Open `label`; how many labels stay open above it: the last of them is its parent's.

        A style that is open already gets a sibling there. A new one opens under the innermost; but where custom puts
        it further out than styles that are open (（一） after 1.), it closes these, unless the notice has nested it
        so before, a colon leads to it, or what comes shows that it nests.

        Args:
            label: The label that comes.
            ahead: All labels in reading order.
            at: Where in `ahead` the labels after this one begin.
            led: Whether the paragraph before it is the innermost clause's first and ends with a colon.
        """
        depth = self._depth(label, ahead, at, led)
        del self.stack[depth:]
        if label.style == Style.ANNEX:
            self.homes = {}
        elif self.stack:
            self.homes[label.style] = self.stack[-1].style
        else:
            self.homes.pop(label.style, None)
        self.stack.append(label)
        return depth

    def _depth(self, label: Label, ahead: Sequence[Label | None], at: int, led: bool) -> int:
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].style == label.style:
                return depth
        depth = len(self.stack)
        if led and label.number == 1 and label.style > Style.ARTICLE:
            return depth
        while depth and self.stack[depth - 1].style > label.style:
            above = self.stack[depth - 1]
            if self.homes.get(label.style) == above.style or _nests(above, label, ahead, at):
                break
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
