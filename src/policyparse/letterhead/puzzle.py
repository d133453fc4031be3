"""A torn letterhead as one assignment problem: fragments to bodies, the best sum over all.

A body is a name of the lexicon (or one that title or signatures give) with the fragments that it was torn into, in the
name's order (`guesses.py`). Each fragment belongs to one body at most; what a solution costs are wrong, lost and
doubled characters, fragments left over, and what the title's count of departments contradicts.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policyparse.letterhead.guesses import Evidence, Guess, guesses
from policyparse.letterhead.region_pieces import is_generic

_COUNT = 0.9  # a body more or fewer than the title counts
_LEFT_OVER, _LEFT_OVER_CHARACTER = 1.2, 0.35
_BEAM = 200
_MOST_FRAGMENTS = 40


class _Solution(NamedTuple):
    """The bodies chosen so far, the fragments they take, and what it costs."""

    cost: float = 0.0
    taken: frozenset[int] = frozenset()
    bodies: tuple[Guess, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The bodies' names."""
        return frozenset(body.name for body in self.bodies)


def solve(fragments: Sequence[str], evidence: Evidence) -> list[Guess]:
    """The bodies that the fragments come from.

    Args:
        fragments: The rows of the letterhead without 文件, those that are only a piece of the region's name included.
        evidence: What title, number and signatures say.

    Returns:
        Bodies with their fragments, each of which tells something of the name; pieces of the region's name are left.
    """
    places = [i for i, text in enumerate(fragments) if not is_generic(text, evidence.region)][:_MOST_FRAGMENTS]
    possible = guesses(fragments, places, evidence)
    solutions = [_Solution()]
    for i in places:
        here = [guess for guess in possible if i in guess.pieces]
        left_over = _LEFT_OVER + _LEFT_OVER_CHARACTER * len(fragments[i])
        solutions = _best(way for solution in solutions for way in _ways_on(solution, i, here, left_over))
    best = min(solutions, key=lambda solution: solution.cost + _contradicts(len(solution.bodies), evidence.count))
    others = [guess for guess in possible if guess.name not in best.names]
    return [guess for guess in best.bodies if not _is_toss_up(guess, others)]


def _ways_on(solution: _Solution, i: int, here: Sequence[Guess], left_over: float) -> Iterator[_Solution]:
    """The solution, fragment `i` dealt with: it is taken already, or left over, or a piece of a body more."""
    if i in solution.taken:
        yield solution
        return
    yield solution._replace(cost=solution.cost + left_over)
    names = solution.names
    for guess in here:
        if guess.name not in names and solution.taken.isdisjoint(guess.pieces):
            yield _Solution(
                solution.cost + guess.cost, solution.taken.union(guess.pieces), (*solution.bodies, guess)
            )


def _best(ways: Iterator[_Solution]) -> list[_Solution]:
    """The cheapest ways, of those that name the same bodies by the same fragments one."""
    out: dict[tuple[frozenset[int], frozenset[str]], _Solution] = {}
    for way in ways:
        key = (way.taken, way.names)
        if key not in out or way.cost < out[key].cost:
            out[key] = way
    return sorted(out.values(), key=lambda way: way.cost)[:_BEAM]


def _contradicts(bodies: int, count: int | None) -> float:
    """What it costs to name more or fewer bodies than the title counts."""
    return 0.0 if count is None else _COUNT * abs(bodies - count)


def _is_toss_up(guess: Guess, others: Sequence[Guess]) -> bool:
    """Whether misread fragments might as well be another body (口业局: 农业局, 林业局): then none is named."""
    return guess.errors > 0 and any(
        other.pieces == guess.pieces and other.cost <= guess.cost for other in others
    )
