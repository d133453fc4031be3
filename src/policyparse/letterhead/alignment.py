"""Where a fragment stands in a name, a wrong, lost or added character allowed."""
from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fit:
    """A fragment's place in a name: the name's characters from `start` to `end`, with so many errors."""

    start: int
    end: int
    errors: float


def fits(text: str, names: Iterable[str], known: Container[str]) -> Iterator[tuple[str, Fit]]:
    """Where `text` stands in each of the names; with errors only if it stands in none without.

    A fragment of three characters may have one wrong, of six two: shorter ones fit too many names. In one of the
    `known` names, those that the rest of the notice has, four characters may have two wrong.
    """
    exact = [(name, Fit(at, at + len(text), 0)) for name in names if (at := name.find(text)) >= 0]
    yield from exact
    if len(text) < 3 or exact:
        return
    letters = set(text)
    for name in names:
        allowed = 1 if len(text) < (4 if name in known else 6) else 2
        if len(letters.difference(name)) <= allowed and (fit := near(text, name, allowed)) is not None:
            yield name, fit


def near(text: str, name: str, allowed: int) -> Fit | None:
    """The best place for `text` in `name` with at most `allowed` characters wrong, lost or added."""
    # a row for each character of the text: for each end in the name the errors so far and where it began
    row = [(0, at) for at in range(len(name) + 1)]
    for c in text:
        after = [(row[0][0] + 1, 0)]
        for j, n in enumerate(name, 1):
            errors, at = row[j - 1]
            way = (errors + (c != n), at)
            if row[j][0] + 1 < way[0]:
                way = (row[j][0] + 1, row[j][1])
            if after[-1][0] + 1 < way[0]:
                way = (after[-1][0] + 1, after[-1][1])
            after.append(way)
        row = after
    # of equal ones the longest
    errors, length, end = min((errors, at - end, end) for end, (errors, at) in enumerate(row))
    return Fit(end + length, end, errors) if errors <= allowed and length else None
