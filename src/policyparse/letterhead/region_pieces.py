"""Fragments of a torn mark that are but a piece of the region's name, and what two pieces of a name share."""
from __future__ import annotations

from policyparse.lexicon.regions import Region


def is_generic(text: str, region: Region | None) -> bool:
    """Whether a fragment is a piece of the region's name and tells no body from another."""
    return region is not None and (text in region.name or text == region.stem)


def is_region(text: str, region: Region) -> bool:
    """Whether a fragment is a piece of the region's name, misread perhaps."""
    return is_generic(text, region) or (
        len(text) <= len(region.name) and sum(c in region.name for c in text) * 3 >= len(text)
    )


def is_of_another(text: str, region: Region) -> bool:
    """Whether a fragment opens with a region of the same kind, but with none of the characters of this one's name."""
    stem = len(region.stem)
    kind = region.name[stem:]
    return bool(kind) and text.startswith(kind, stem) and set(text[:stem]).isdisjoint(region.stem)


def overlap(head: str, tail: str) -> int:
    """How many characters at the end of `head` are those at the beginning of `tail`."""
    return next((k for k in range(min(len(head), len(tail)), 0, -1) if head.endswith(tail[:k])), 0)
