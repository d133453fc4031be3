"""Paragraphs → the clause tree."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from policyparse.clauses.duplicates import Repeat, repeated_clauses
from policyparse.clauses.echoes import Echo, echoes
from policyparse.clauses.lists import label_candidates
from policyparse.clauses.numbering import Numbered, check_ends, check_numbering
from policyparse.clauses.terms import term_repairs
from policyparse.clauses.tree import Node, Tree
from policyparse.labels.grammar import MISREAD, Label, Style, read_labels
from policyparse.labels.heading import split_heading
from policyparse.labels.nesting import Nesting
from policyparse.labels.sequence import choose
from policyparse.layout.paragraphs import Block, Dropped
from policyparse.reading.pages import Reading
from policyparse.records import Diagnostic, Repair
from policyparse.view import View

_Dropping = tuple[View, Literal["duplicate", "noise"], Node | None, float | None]
SURE, ODD, SET_RIGHT = 1.0, 0.8, 0.7


def grow_tree(reading: Reading, blocks: list[Block]) -> Tree:
    """The tree of all numbered clauses among the blocks whose role is still open.

    Args:
        reading: The file as it was read.
        blocks: All blocks after the head in reading order; those with a role only bound the clauses.

    Returns:
        The clauses with their levels and paths; what repeats or is empty is set aside, what is wrong is reported.
    """
    plant = _Plant(reading)
    start = 0
    for i in range(1, len(blocks) + 1):
        if i == len(blocks) or blocks[i].part != blocks[start].part:
            plant.grow(blocks[start:i])
            start = i
    return plant.finish()


@dataclass
class _Plant:
    """A tree while it grows.

    Attributes:
        numbered: The clauses so far, with the labels they were read by.
        stack: Those of them that are open, the outermost first.
        open: Whether an unnumbered paragraph belongs to the last clause.
        titled: Whether the last clause is an annex that has just taken its title.
        form: Whether a form (附表) is open.
        signed: Whether a signature stands since the last clause: a 1 after it begins a numbering of its own.
        set_aside: Stretches that repeat what stood before, with the clause they repeat.
    """

    reading: Reading
    numbered: list[Numbered] = field(default_factory=list)
    stack: list[Numbered] = field(default_factory=list)
    nesting: Nesting = field(default_factory=Nesting)
    open: bool = False
    titled: bool = False
    form: bool = False
    signed: bool = False
    loose: list[View] = field(default_factory=list)
    set_aside: list[tuple[View, Node | None]] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)

    def grow(self, blocks: Sequence[Block]) -> None:
        """The clauses of one part; where a bare 附件 ended the part before, its title opens this one."""
        if not (blocks[0].role == "title" and self._waits_for_title()):
            self._begin(0)
        repeats = echoes(blocks)
        stretches = [blocks[x.block].view[x.start : x.end] for x in repeats]
        blocks = _without(blocks, repeats)
        candidates, outside, self.form = label_candidates(blocks, self.form)
        labels = choose(candidates)
        owners: list[Node | None] = []
        for i, (block, label) in enumerate(zip(blocks, labels, strict=True)):
            if block.role is not None or outside[i]:
                self._close(block)
            elif label is not None:
                self._add(block, label, labels, i + 1)
            elif block.view:
                self._append(block)
            owners.append(self.stack[-1].node if self.open else None)
        for echo, view in zip(repeats, stretches, strict=True):
            self.set_aside.append((view, owners[echo.first]))

    def _begin(self, keep: int) -> None:
        """A new numbering: no more than the outermost `keep` clauses stay open."""
        del self.stack[keep:]
        self.nesting.begin(keep)
        self.open = False

    def _waits_for_title(self) -> bool:
        """Whether the last clause is the bare label of an annex, or has its title so far and nothing else."""
        if not self.stack or self.stack[-1].label.style != Style.ANNEX:
            return False
        node = self.stack[-1].node
        return not node.text and not node.more and (not node.heading or self.titled)

    def _close(self, block: Block) -> None:
        """What is not the body ends the clause before it; a title ends them all but for its annex."""
        if block.role == "title" and self._waits_for_title():
            self.stack[-1].node.heading += block.view
            self.titled = True
            return
        self.open = self.titled = False
        self.signed = self.signed or block.role in ("signature", "date")
        if block.role is None:
            self.loose.append(block.view)
        elif block.role == "title":
            self._begin(sum(x.label.style == Style.ANNEX for x in self.stack))

    def _append(self, block: Block) -> None:
        """An unnumbered paragraph: to the clause that is open, to the list's parent after its last item, or to none."""
        if not self.open:
            self.loose.append(block.view)
            return
        node = self.stack[-1].node
        if not node.first and not node.more:
            node.heading, node.text = split_heading(block.view)
            return
        if self._list_is_over():
            self.stack.pop()
            self.nesting.stack.pop()
            node = self.stack[-1].node
        node.more.append(block.view)

    def _leads_on(self) -> bool:
        """Whether the last clause is one paragraph that ends with a colon: what comes next is its list."""
        node = self.stack[-1].node
        return not node.more and node.first.text.endswith("：")

    def _list_is_over(self) -> bool:
        """Whether the last item closed its list: the one before it ended with ；, it ends with 。."""
        last = self.stack[-1]
        if len(self.stack) < 2 or last.node.more or not last.node.first.text.endswith("。"):
            return False
        before = next((x.node for x in reversed(self.numbered[:-1]) if x.node.parent == last.node.parent), None)
        return before is not None and before.first.text.endswith("；")

    def _add(self, block: Block, label: Label, labels: Sequence[Label | None], at: int) -> None:
        if self.signed and label.number == 1 and not label.prefix:
            self._begin(0)
        self.signed = False
        led = self.open and self.stack[-1] is self.numbered[-1] and self._leads_on()
        del self.stack[self.nesting.add(label, labels, at, led) :]
        heading, text = split_heading(block.view[label.length :])
        read = next((x for x in read_labels(block.view) if x.length == label.length), label)
        node = Node(
            index=len(self.numbered),
            parent=self.stack[-1].node.index if self.stack else None,
            label=label.text,
            level=len(self.stack) + 1,
            path="",
            label_view=block.view[: label.length],
            heading=heading,
            text=text,
            part=block.part,
            confidence=SURE if label.sure or label.prefix else ODD if read.number == label.number else SET_RIGHT,
        )
        self.repairs += _label_repair(self.reading, node, read, label)
        self.numbered.append(Numbered(node, label))
        self.stack.append(self.numbered[-1])
        self.open, self.titled = True, False

    def finish(self) -> Tree:
        """The tree, less what repeats or is empty."""
        repeats = repeated_clauses(self.numbered)
        dropped, diagnostics = self._drop_repeats(repeats)
        gone = {r.again for r in repeats}
        kept = [x for x in self.numbered if x.node.index not in gone]
        odd = check_numbering(self.reading, self.numbered, gone)
        parents = {x.node.parent for x in kept}
        empty = [x for x in kept if not x.node.paragraphs and x.node.index not in parents]
        for x in empty:
            dropped.append((x.node.label_view, "noise", None, None))
            spans = self.reading.spans(x.node.label_view)
            diagnostics.append(
                Diagnostic(code="PP207", severity="warning", message=f"nothing follows {x.label.text}", spans=spans)
            )
        kept = [x for x in kept if x not in empty]
        dropped += [(view, "duplicate", node, 1.0) for view, node in self.set_aside]
        nodes = _renumber(kept)
        _set_paths(nodes)
        at = {id(x): x.index for x in nodes}
        views = [*self.loose, *(v for x in nodes for v in x.paragraphs)]
        return Tree(
            nodes=nodes,
            loose=self.loose,
            dropped=[Dropped(v, why, at.get(id(first)), likeness) for v, why, first, likeness in dropped],
            repairs=[*self.repairs, *term_repairs(self.reading, views)],
            diagnostics=[*diagnostics, *odd, *check_ends(self.reading, kept)],
        )

    def _drop_repeats(self, repeats: Sequence[Repeat]) -> tuple[list[_Dropping], list[Diagnostic]]:
        """What goes of the clauses that repeat another; paragraphs below them that do not stay with the first."""
        dropped: list[_Dropping] = []
        by_first: dict[int, list[Node]] = {}
        for r in repeats:
            again, first = self.numbered[r.again].node, self.numbered[r.first].node
            dropped.append((again.label_view + again.first, "duplicate", first, r.similarity))
            by_first.setdefault(r.first, []).append(again)
            copies = {v.text for v in first.more}
            for view in again.more:
                if view.text in copies:
                    dropped.append((view, "duplicate", first, 1.0))
                else:
                    first.more.append(view)
        diagnostics = []
        for index, nodes in by_first.items():
            labels = nodes[0].label if len(nodes) == 1 else f"{nodes[0].label} to {nodes[-1].label}"
            spans = tuple(s for n in nodes for s in self.reading.spans(n.label_view))
            message = f"{labels} {'repeats' if len(nodes) == 1 else 'repeat'} {self.numbered[index].label.text}"
            diagnostics.append(Diagnostic(code="PP209", severity="warning", message=message, spans=spans))
        return dropped, diagnostics


_MARKS = re.compile(r"[^\w|+=_-]")
_HALVES = re.compile("[（〔【\\[{﹝〈<《].{0,60}[）〕】\\]}﹞〉>》]")


def _label_repair(reading: Reading, node: Node, read: Label, label: Label) -> list[Repair]:
    """What was set right in a label: its number (二 for 三, l for 1), or a mark that was lost."""
    raw, words = node.label_view.text, node.label_view.words()
    if read.number != label.number:
        kind, before, after, sure = "label-corrected", read.text, label.text, SET_RIGHT
    elif MISREAD & set(_MARKS.sub("", raw)):
        kind, before, after, sure = "label-corrected", words, label.text, ODD
    elif label.bare:
        mark = "、" if label.style == Style.CN else "."
        kind, before, after, sure = "label-completed", words, label.text + mark, ODD
    elif label.style == Style.PAREN_CN and len(raw) > 1 and not _HALVES.match(raw):
        kind, before, after, sure = "label-completed", words, label.text, ODD
    else:
        return []
    spans = reading.spans(node.label_view)
    return [Repair(kind=kind, before=before, after=after, confidence=sure, spans=spans)]


def _without(blocks: Sequence[Block], repeats: list[Echo]) -> list[Block]:
    """The blocks less the given stretches."""
    out = list(blocks)
    for echo in reversed(repeats):
        view = out[echo.block].view
        out[echo.block] = replace(out[echo.block], view=view[: echo.start] + view[echo.end :])
    return out


def _renumber(kept: Sequence[Numbered]) -> list[Node]:
    """The nodes with indices in a row again."""
    new = {x.node.index: i for i, x in enumerate(kept)}
    for x in kept:
        x.node.index = new[x.node.index]
        x.node.parent = None if x.node.parent is None else new[x.node.parent]
    return [x.node for x in kept]


def _set_paths(nodes: Sequence[Node]) -> None:
    """A path for each node, unique: a part's number before it from the second on, `#2` where a path comes again."""
    seen: dict[str, int] = {}
    for node in nodes:
        prefix = f"{node.part + 1}:" if node.part else ""
        if node.parent is not None:
            prefix = f"{nodes[node.parent].path}/"
        path = prefix + node.label
        seen[path] = seen.get(path, 0) + 1
        node.path = path if seen[path] == 1 else f"{path}#{seen[path]}"
