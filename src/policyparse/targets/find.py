"""Clauses → targets."""
from __future__ import annotations

from policyparse.clauses.tree import Tree
from policyparse.options import Options
from policyparse.reading.pages import Reading
from policyparse.records import Footer, Header, Target
from policyparse.targets.promises import Promises


def find_promises(reading: Reading, header: Header, footer: Footer, tree: Tree, options: Options) -> Promises:
    """The targets and assignments of a notice."""
    return Promises()


def extract(text: str) -> tuple[Target, ...]:
    """The targets of a bare sentence or clause."""
    raise NotImplementedError
