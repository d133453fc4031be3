"""Which bodies the fragments of a torn mark may make up, and what it costs to believe so.

A listed name is looked for in all fragments, misread ones too; those that stand in it one after the other, nearly all
of it covered, make up the body. A fragment by itself may also be an organ that the lexicon does not have.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from policyparse.letterhead.alignment import Fit, fits
from policyparse.letterhead.candidates import candidates
from policyparse.letterhead.region_pieces import is_of_another, is_region, overlap
from policyparse.lexicon.names import ORGAN_END, full_name, is_organ, local_organs
from policyparse.lexicon.regions import Region, region_at

_BODY = 0.5  # a body more
_GAP = 0.7  # a character lost
_OVERLAP = 0.12  # a character that both sides of a tear show
_APART = 0.01  # one beside another is believed before two that are half near
_KNOWN = -1.0  # title or signature name it
_LETTER = 0.25  # the number calls the host so
_LISTED_AS_GOOD = 0.3  # the lexicon does not have it, but it is central, or has its region and cannot be another
_NEAR_A_LISTED = 1.3  # a short name with its region, as near too many
_UNLISTED = 2.1  # a name that the lexicon does not have, its region missing or not in the table
_WAYS = 60  # ways to make up one name, looked at
_FURTHEST = 1  # characters that may be lost between two fragments
_MOST_SHARED = 4  # characters that two fragments may both show

NATIONAL = ("国家", "中国", "中央", "中共", "中华", "国务院", "共青团", "国网", "民航")
"""What the names of central organs, and of their branches, open with."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rest of the notice says about its issuers.

    Attributes:
        region: Where it comes from.
        names: Bodies that title and signatures name, in full.
        count: The number in 等五部门.
        letter: What the document number calls the host by (教 of 湘教财).
        alone: Whether the mark is a single row that ends with 文件.
    """

    region: Region | None
    names: tuple[str, ...] = ()
    count: int | None = None
    letter: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Guess:
    """A body that some fragments may make up.

    Attributes:
        name: Its full name.
        start: Characters of the name before the first of its fragments (the region's, torn off as a rule).
        pieces: Its fragments, in the name's order.
        cost: What taking it costs.
        errors: Wrong, lost or added characters.
        whole: Whether one fragment is the name as it stands.
    """

    name: str
    start: int
    pieces: tuple[int, ...]
    cost: float
    errors: float
    whole: bool


class _Place(NamedTuple):
    """Where a fragment stands in a name."""

    fragment: int
    fit: Fit


class _Chain(NamedTuple):
    """Fragments one after the other in a name: what of it they cover, with which errors, and what else that costs."""

    pieces: tuple[int, ...]
    start: int
    end: int
    errors: float
    cost: float


def guesses(fragments: Sequence[str], places: Sequence[int], evidence: Evidence) -> list[Guess]:
    """Every body that some of the fragments may make up; `places` are those that tell something."""
    names = dict(candidates(evidence.region)) | {name: (name, _KNOWN) for name in evidence.names}
    out: list[Guess] = []
    listed: set[int] = set()
    for printed, where in _found(fragments, places, names, evidence).items():
        full, cost = names[printed]
        out += _made_up(printed, full, _price(full, cost, evidence), where, evidence.region)
        listed |= {i for i, fit in where if fit == Fit(0, len(printed), 0)}
    for i in places:
        if i not in listed:
            out += _unlisted(i, fragments[i], evidence.region, evidence.alone)
    return out


def _found(
    fragments: Sequence[str], places: Sequence[int], names: dict[str, tuple[str, float]], evidence: Evidence
) -> dict[str, list[_Place]]:
    """Name as printed → the fragments that stand in it."""
    region, known = evidence.region, set(evidence.names)
    out: dict[str, list[_Place]] = {}
    for i in places:
        foreign = region is not None and is_of_another(fragments[i], region)
        for name, fit in fits(fragments[i], names, known):
            if fit.errors and region is not None and len(name) < 8 and not name.startswith(region.name):
                continue  # 内蒙古军区 is near too many pieces of 内蒙古自治区
            if region is not None and foreign and fit.start == 0 and names[name][0].startswith(region.name):
                continue
            out.setdefault(name, []).append(_Place(i, fit))
    return out


def _price(full: str, cost: float, evidence: Evidence) -> float:
    """What believing in a listed name costs: less where title, signatures or number speak for it."""
    if full in evidence.names:
        cost = min(cost, _KNOWN)
    region = evidence.region
    if evidence.letter and region is not None and full.startswith(region.name + evidence.letter):
        cost -= _LETTER
    return cost


def _made_up(printed: str, full: str, cost: float, where: list[_Place], region: Region | None) -> Iterator[Guess]:
    """The bodies named `printed` that the fragments found in it make up."""
    fixed = len(region.name) if region is not None and printed.startswith(region.name) else 0
    for chain in islice(_chains(printed, fixed, where), _WAYS):
        lost = max(0, chain.start - fixed) + len(printed) - chain.end
        errors = chain.errors + _GAP * lost
        whole = len(chain.pieces) == 1 and chain.start == 0 and chain.end == len(printed) and not chain.errors
        yield Guess(full, chain.start, chain.pieces, _BODY + cost + errors + chain.cost, errors, whole)


def _chains(printed: str, fixed: int, where: list[_Place]) -> Iterator[_Chain]:
    """The chains of fragments that cover nearly all of a name but the region's, its first `fixed` characters."""
    # a piece of the region's name, misread, tells nothing of the body
    where = sorted((x for x in where if x.fit.end > fixed), key=lambda x: (x.fit.start, x.fit.end, x.fragment))
    stem = len(printed) - fixed
    stack = [_Chain((i,), fit.start, fit.end, fit.errors, 0.0) for i, fit in where if fit.start <= fixed + 2]
    while stack:
        chain = stack.pop()
        before, behind = max(0, chain.start - fixed), len(printed) - chain.end
        told = chain.end - max(chain.start, fixed)
        if behind <= 1 and before + behind <= max(1, stem // 3) and told >= min(2, stem):
            yield chain
        stack += [longer for place in where if (longer := _longer(chain, place)) is not None]


def _longer(chain: _Chain, place: _Place) -> _Chain | None:
    """The chain with a fragment more, if that goes on where it ends."""
    i, fit = place
    lost, shared = max(0, fit.start - chain.end), max(0, chain.end - fit.start)
    goes_on = i not in chain.pieces and chain.start < fit.start and chain.end < fit.end
    if not goes_on or lost > _FURTHEST or shared > _MOST_SHARED:
        return None
    apart = _APART * abs(i - chain.pieces[-1]) ** 0.5
    return _Chain(
        (*chain.pieces, i), chain.start, fit.end, chain.errors + fit.errors + _GAP * lost,
        chain.cost + _OVERLAP * shared + apart,
    )


def _unlisted(i: int, text: str, region: Region | None, alone: bool) -> Iterator[Guess]:
    """A fragment that is an organ's whole name, or all of it but the region, though the lexicon has no such organ.

    Where the mark is one row (`alone`), that may be an organ with no region before it (a university, a firm).
    """
    if region is not None and is_of_another(text, region) and ORGAN_END.search(text):
        yield Guess(text, 0, (i,), _BODY + _LISTED_AS_GOOD, 0.0, True)
    elif is_organ(text) and not text.startswith(("省", "市", "自治区", "县", "区", "州")):
        yield Guess(full_name(text, region), 0, (i,), _BODY + _cost_of_unlisted(text, region), 0.0, True)
    elif region is not None and text not in local_organs():
        rest = text[overlap(region.name, text) :]
        if len(rest) >= 4 and not is_region(text, region) and is_organ(region.name + rest):
            yield Guess(region.name + rest, len(region.name), (i,), _BODY + _UNLISTED, _UNLISTED, False)
    if alone and len(text) > 4 and ORGAN_END.search(text) and not _is_tail(text):
        yield Guess(text, 0, (i,), _BODY + _UNLISTED, 0.0, True)


def _cost_of_unlisted(text: str, region: Region | None) -> float:
    if region is None or text.startswith(NATIONAL):
        return _LISTED_AS_GOOD
    at = region_at(text, loose=False)
    if at is None:
        return _UNLISTED
    # a long name may be a listed one with a wrong character, a short one is near too many
    return _LISTED_AS_GOOD if len(text) - at[1] < 5 else _NEAR_A_LISTED


def _is_tail(text: str) -> bool:
    """Whether a fragment is what a known department's name ends with, its beginning lost."""
    return any(name.endswith(text) for name in local_organs())
