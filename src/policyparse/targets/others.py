"""Kinds of targets that installed packages find."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from policyparse.added import modules
from policyparse.targets.draft import Draft, Sentence

GROUP = "policyparse.targets"
"""Entry points by which installed packages add finders: name = module, a `Finder`."""


class Finder(Protocol):
    """A module that finds targets of a further kind."""

    def drafts(self, sentence: Sentence) -> Iterable[Draft]:
        """The targets of a sentence, each with its `kind`; offsets into `sentence.text`.

        A task that is read from the same words gives way to them.
        """
        ...


def finders() -> tuple[Finder, ...]:
    """All finders that are added."""
    found: tuple[Finder, ...] = modules(GROUP)
    return found
