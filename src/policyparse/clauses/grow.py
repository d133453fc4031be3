"""Paragraphs → the clause tree."""
from __future__ import annotations

from policyparse.clauses.heading import split_heading
from policyparse.clauses.labels import Label, Style, read_labels
from policyparse.clauses.nesting import Open, place
from policyparse.clauses.tree import Node, Tree
from policyparse.layout.paragraphs import Block
from policyparse.reading.pages import Reading


def grow_tree(reading: Reading, blocks: list[Block]) -> Tree:
    """The tree of all numbered clauses among the blocks whose role is still open."""
    tree = Tree(nodes=[], loose=[])
    labels = choose_labels(blocks)
    stack: list[Open] = []
    part = 0
    open_clause = False
    for i, block in enumerate(blocks):
        if block.part != part:
            stack, part, open_clause = [], block.part, False
        if block.role is not None:
            open_clause = False
            if block.role == "title":
                stack = [x for x in stack if x.label.style == Style.ANNEX]
            continue
        label = labels[i]
        if label is None:
            if open_clause:
                tree.nodes[stack[-1].index].more.append(block.view)
            else:
                tree.loose.append(block.view)
            continue
        ahead = [x for x, b in zip(labels[i + 1 :], blocks[i + 1 :], strict=True) if x is not None and b.part == part]
        del stack[place(stack, label, ahead) :]
        parent = stack[-1].index if stack else None
        heading, text = split_heading(block.view[label.length :])
        node = Node(
            index=len(tree.nodes), parent=parent, label=label.text, level=len(stack) + 1, path="", part=part,
            label_view=block.view[: label.length], heading=heading, text=text,
        )
        tree.nodes.append(node)
        stack.append(Open(label, node.index))
        open_clause = True
    _set_paths(tree)
    return tree


def choose_labels(blocks: list[Block]) -> list[Label | None]:
    """For each block its label, or None."""
    out: list[Label | None] = []
    for block in blocks:
        ways = read_labels(block.view) if block.role is None else []
        out.append(next((x for x in ways if x.sure), None))
    return out


def _set_paths(tree: Tree) -> None:
    """A path for each node, unique: a part's number before it from the second on, `#2` where a path comes again."""
    seen: dict[str, int] = {}
    for node in tree.nodes:
        prefix = f"{tree.nodes[node.parent].path}/" if node.parent is not None else f"{node.part + 1}:" if node.part else ""
        path = prefix + node.label
        seen[path] = seen.get(path, 0) + 1
        node.path = path if seen[path] == 1 else f"{path}#{seen[path]}"
