"""Paragraphs → the clause tree."""
from __future__ import annotations

from policyparse.clauses.heading import split_heading
from policyparse.clauses.labels import Label, Style, read_labels
from policyparse.clauses.nesting import place
from policyparse.clauses.sequence import Candidate, choose
from policyparse.clauses.tree import Node, Tree
from policyparse.layout.paragraphs import Block
from policyparse.reading.pages import Reading
from policyparse.view import View


def grow_tree(reading: Reading, blocks: list[Block]) -> Tree:
    """The tree of all numbered clauses among the blocks whose role is still open."""
    plant = _Plant()
    start = 0
    for i in range(1, len(blocks) + 1):
        if i == len(blocks) or blocks[i].part != blocks[start].part:
            plant.grow(blocks[start:i])
            start = i
    _set_paths(plant.tree)
    return plant.tree


class _Plant:
    """A tree while it grows."""

    def __init__(self) -> None:
        self.tree = Tree(nodes=[], loose=[])
        self._stack: list[tuple[Label, Node]] = []
        self._open = False  # whether an unnumbered paragraph belongs to the last clause

    def grow(self, blocks: list[Block]) -> None:
        """The clauses of one part."""
        self._stack, self._open = [], False
        candidates = [Candidate(tuple(read_labels(b.view)) if b.role is None else ()) for b in blocks]
        labels = choose(candidates)
        for i, (block, label) in enumerate(zip(blocks, labels, strict=True)):
            if block.role is not None:
                self._close(block)
            elif label is not None:
                self._add(block, label, labels, i + 1)
            elif self._open:
                self._stack[-1][1].more.append(block.view)
            else:
                self.tree.loose.append(block.view)

    def _close(self, block: Block) -> None:
        """What is not the body ends the clause before it; a title ends them all, but for the annex it is the title of."""
        self._open = False
        if block.role == "title":
            self._stack = [x for x in self._stack if x[0].style == Style.ANNEX]

    def _add(self, block: Block, label: Label, labels: list[Label | None], at: int) -> None:
        del self._stack[place([x for x, _ in self._stack], label, labels, at) :]
        heading, text = split_heading(block.view[label.length :])
        node = Node(
            index=len(self.tree.nodes),
            parent=self._stack[-1][1].index if self._stack else None,
            label=label.text,
            level=len(self._stack) + 1,
            path="",
            label_view=_label_view(block.view, label),
            heading=heading,
            text=text,
            part=block.part,
        )
        self.tree.nodes.append(node)
        self._stack.append((label, node))
        self._open = True


def _label_view(view: View, label: Label) -> View:
    return view[: label.length]


def _set_paths(tree: Tree) -> None:
    """A path for each node, unique: a part's number before it from the second on, `#2` where a path comes again."""
    seen: dict[str, int] = {}
    for node in tree.nodes:
        prefix = f"{node.part + 1}:" if node.part else ""
        if node.parent is not None:
            prefix = f"{tree.nodes[node.parent].path}/"
        path = prefix + node.label
        seen[path] = seen.get(path, 0) + 1
        node.path = path if seen[path] == 1 else f"{path}#{seen[path]}"
