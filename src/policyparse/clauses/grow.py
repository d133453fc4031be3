"""Paragraphs → the clause tree."""
from __future__ import annotations

from policyparse.clauses.tree import Tree
from policyparse.layout.paragraphs import Block
from policyparse.reading.pages import Reading


def grow_tree(reading: Reading, blocks: list[Block]) -> Tree:
    """The tree of all numbered clauses among the blocks whose role is still open."""
    return Tree(nodes=[], loose=[b.view for b in blocks if b.role is None])
