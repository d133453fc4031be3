"""The pieces of the region's name that torn bodies begin with, dealt to the bodies: both stand in one order."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policyparse.letterhead.guesses import Guess
from policyparse.lexicon.regions import Region

_WITHOUT = 1.0  # a body whose beginning is lost
_OWN = -1.0  # a body that has its own
_OFF = 0.1  # a character that the opening ends before, or after, the body's first fragment
_BESIDE = -0.3  # the fragment right before the body's first


@dataclass(frozen=True, slots=True)
class Opening:
    """A fragment that opens a name: a piece of the region's name, or (`owner`) the first fragment of a body."""

    at: int
    text: str
    owner: int | None = None


def openings_of(torn: Sequence[tuple[int, Guess]], openings: Sequence[Opening], region: Region) -> dict[int, int]:
    """Which piece of the region's name goes to which body: body's index → fragment's.

    Both columns are taken to be in one order; bodies whose first fragment is known hold the others in place.

    Args:
        torn: Bodies of several fragments or without their beginning, with an index each, by their last fragments.
        openings: The fragments that open names, in the order in which they stand.
        region: The region.
    """
    rows, columns = len(torn), len(openings)
    # for so many of the bodies and openings: the least cost, and the pairs that have it
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows + 1):
        for b in range(columns + 1):
            ways = []
            if a:
                ways.append((best[a - 1][b][0] + _WITHOUT, best[a - 1][b][1]))
            if b:
                ways.append((best[a][b - 1][0] + 1.0, best[a][b - 1][1]))
            if a and b and (cost := _cost(torn[a - 1], openings[b - 1], region)) is not None:
                before = best[a - 1][b - 1]
                ways.append((before[0] + cost, (*before[1], (torn[a - 1][0], openings[b - 1].at))))
            best[a][b] = min(ways, default=(0.0, ()))
    own = {opening.at for opening in openings if opening.owner is not None}
    return {k: at for k, at in best[rows][columns][1] if at not in own}


def _cost(body: tuple[int, Guess], opening: Opening, region: Region) -> float | None:
    """What it costs to take an opening for a body's; None if it is another's."""
    k, guess = body
    if opening.owner is not None or guess.start == 0:
        return _OWN if opening.owner == k else None
    end = max(0, region.name.find(opening.text)) + len(opening.text)
    beside = _BESIDE if opening.at + 1 == guess.pieces[0] else 0.0
    return _OFF * abs(end - guess.start) + beside
