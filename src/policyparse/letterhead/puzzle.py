"""A torn letterhead as one assignment problem: fragments to bodies, the best sum over all.

A body is a name of the lexicon (or one that title or signatures give) with the fragments that it was torn into, in the
name's order. Each fragment belongs to one body at most; what a solution costs are wrong, lost and doubled characters,
fragments left over, and what the title's count of departments contradicts.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policyparse.letterhead.alignment import Fit, fits
from policyparse.letterhead.candidates import candidates
from policyparse.lexicon.names import ORGAN_END, full_name, is_organ, local_organs
from policyparse.lexicon.regions import Region, region_at

_BODY = 0.5  # a body more
_GAP = 0.7  # a character lost
_OVERLAP = 0.12  # a character that both sides of a tear show
_KNOWN = -1.0  # title or signature name it
_LETTER = 0.25  # the number calls the host so
_UNLISTED = 2.1  # a name that the lexicon does not have, its region missing or not in the table
_COUNT = 0.9  # a body more or fewer than the title counts
_BEAM = 200
_WAYS = 60  # ways to make up one name, looked at
_MOST_FRAGMENTS = 40

NATIONAL = ("国家", "中国", "中央", "中共", "中华", "国务院", "共青团", "国网", "民航")
"""What the names of central organs, and of their branches, open with."""


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


def is_generic(text: str, region: Region | None) -> bool:
    """Whether a fragment is a piece of the region's name and tells no body from another."""
    return region is not None and (text in region.name or text == region.stem)


def is_region(text: str, region: Region) -> bool:
    """Whether a fragment is a piece of the region's name, misread perhaps."""
    return is_generic(text, region) or (
        len(text) <= len(region.name) and sum(c in region.name for c in text) * 3 >= len(text)
    )


def solve(fragments: Sequence[str], evidence: Evidence) -> list[Guess]:
    """The bodies that the fragments come from.

    Args:
        fragments: The rows of the letterhead without 文件, those that are only a piece of the region's name included.
        evidence: What title, number and signatures say.

    Returns:
        Bodies with their fragments, each of which tells something of the name; pieces of the region's name are left.
    """
    places = [i for i, text in enumerate(fragments) if not is_generic(text, evidence.region)][:_MOST_FRAGMENTS]
    guesses = _guesses(fragments, places, evidence)
    by_fragment: dict[int, list[Guess]] = {}
    for guess in guesses:
        for i in guess.pieces:
            by_fragment.setdefault(i, []).append(guess)
    beam: list[tuple[float, frozenset[int], tuple[Guess, ...]]] = [(0.0, frozenset(), ())]
    for i in places:
        after: dict[tuple[frozenset[int], frozenset[str]], tuple[float, frozenset[int], tuple[Guess, ...]]] = {}
        for cost, used, chosen in beam:
            ways = [(cost, used, chosen)] if i in used else [(cost + _left_over(fragments[i]), used, chosen)]
            if i not in used:
                names = {g.name for g in chosen}
                for g in by_fragment.get(i, ()):
                    if g.name not in names and used.isdisjoint(g.pieces):
                        ways.append((cost + g.cost, used.union(g.pieces), (*chosen, g)))
            for way in ways:
                key = (way[1], frozenset(g.name for g in way[2]))
                if key not in after or way[0] < after[key][0]:
                    after[key] = way
        beam = sorted(after.values(), key=lambda w: w[0])[:_BEAM]
    count = evidence.count
    best = min(beam, key=lambda w: w[0] + (_COUNT * abs(len(w[2]) - count) if count is not None else 0.0))
    named = {g.name for g in best[2]}
    return [g for g in best[2] if not _is_toss_up(g, [other for other in guesses if other.name not in named])]


def _is_toss_up(guess: Guess, guesses: Sequence[Guess]) -> bool:
    """Whether misread fragments might as well be another body (口业局: 农业局, 林业局): then none is named."""
    return guess.errors > 0 and any(
        other.pieces == guess.pieces and other.cost <= guess.cost for other in guesses
    )


def _left_over(text: str) -> float:
    return 1.2 + 0.35 * len(text)


def _guesses(fragments: Sequence[str], places: Sequence[int], evidence: Evidence) -> list[Guess]:
    """Every body that some of the fragments may make up."""
    region = evidence.region
    names: dict[str, tuple[str, float]] = dict(candidates(region))
    for name in evidence.names:
        names[name] = (name, _KNOWN)
    known = set(evidence.names)
    by_name: dict[str, list[tuple[int, Fit]]] = {}
    listed = set()
    for i in places:
        foreign = region is not None and _of_another(fragments[i], region)
        for name, fit in fits(fragments[i], names, known):
            if fit.errors and region is not None and len(name) < 8 and not name.startswith(region.name):
                continue  # 内蒙古军区 is near too many pieces of 内蒙古自治区
            if region is not None and foreign and fit.start == 0 and names[name][0].startswith(region.name):
                continue
            by_name.setdefault(name, []).append((i, fit))
            if fit.start == 0 and fit.end == len(name) and not fit.errors:
                listed.add(i)
    out: list[Guess] = []
    for printed, found in by_name.items():
        full, cost = names[printed]
        extra = min(cost, _KNOWN) if full in known else cost
        if evidence.letter and region is not None and full.startswith(region.name + evidence.letter):
            extra -= _LETTER
        fixed = len(region.name) if region is not None and printed.startswith(region.name) else 0
        out += _ways(printed, full, extra, fixed, found)
    for i in places:
        if i not in listed:
            out += _unlisted(i, fragments[i], region, evidence.alone)
    return out


def _ways(printed: str, full: str, extra: float, fixed: int, found: list[tuple[int, Fit]]) -> Iterator[Guess]:
    """The bodies named `printed` that chains of the fragments found in it make up."""
    # a piece of the region's name, misread, tells nothing of the body
    found = sorted((x for x in found if x[1].end > fixed), key=lambda x: (x[1].start, x[1].end, x[0]))
    done = 0
    stack: list[tuple[tuple[int, ...], int, int, float, float]] = []  # pieces, start, end, covered, errors, cost
    for i, fit in found:
        if fit.start <= max(fixed, 0) + 2:
            stack.append(((i,), fit.start, fit.end, fit.errors, 0.0))
    while stack and done < _WAYS:
        pieces, start, end, errors, cost = stack.pop()
        lost = max(0, start - fixed)
        tail = len(printed) - end
        stem = len(printed) - fixed
        told = end - max(start, fixed)
        if tail <= 1 and lost + tail <= max(1, stem // 3) and told >= min(2, stem):
            done += 1
            off = errors + _GAP * (lost + tail)
            yield Guess(
                full, start, pieces, _BODY + extra + off + cost, off,
                len(pieces) == 1 and start == 0 and tail == 0 and not errors,
            )
        for i, fit in found:
            if i in pieces or fit.end <= end or fit.start <= start:
                continue
            gap, over = max(0, fit.start - end), max(0, end - fit.start)
            if gap > 1 or over > 4:
                continue
            apart = 0.01 * abs(i - pieces[-1]) ** 0.5  # one beside another is believed before two that are half near
            stack.append(
                ((*pieces, i), start, fit.end, errors + fit.errors + _GAP * gap, cost + _OVERLAP * over + apart)
            )


def _of_another(text: str, region: Region) -> bool:
    """Whether a fragment opens with a region of the same kind, but with none of the characters of this one's name."""
    stem = len(region.stem)
    kind = region.name[stem:]
    return bool(kind) and text.startswith(kind, stem) and set(text[:stem]).isdisjoint(region.stem)


def _unlisted(i: int, text: str, region: Region | None, alone: bool) -> Iterator[Guess]:
    """A fragment that is an organ's whole name, or all of it but the region, though the lexicon has no such organ.

    Where the mark is one row (`alone`), that may be an organ with no region before it (a university, a firm).
    """
    if region is not None and _of_another(text, region) and ORGAN_END.search(text):
        yield Guess(text, 0, (i,), _BODY + 0.3, 0.0, True)
    elif is_organ(text) and not text.startswith(("省", "市", "自治区", "县", "区", "州")):
        at = region_at(text, loose=False)
        if region is None or text.startswith(NATIONAL):
            cost = 0.3
        elif at is None:
            cost = _UNLISTED
        else:  # a long name may be a listed one with a wrong character, a short one is near too many
            cost = 0.3 if len(text) - at[1] < 5 else 1.3
        yield Guess(full_name(text, region), 0, (i,), _BODY + cost, 0.0, True)
    elif region is not None and text not in local_organs():
        rest = text[overlap(region.name, text):]
        if len(rest) >= 4 and not is_region(text, region) and is_organ(region.name + rest):
            yield Guess(region.name + rest, len(region.name), (i,), _BODY + _UNLISTED, _UNLISTED, False)
    if alone and len(text) > 4 and ORGAN_END.search(text) and not _is_tail(text):
        yield Guess(text, 0, (i,), _BODY + _UNLISTED, 0.0, True)


def _is_tail(text: str) -> bool:
    """Whether a fragment is what a known department's name ends with, its beginning lost."""
    return any(name.endswith(text) for name in local_organs())


def overlap(head: str, tail: str) -> int:
    """How many characters at the end of `head` are those at the beginning of `tail`."""
    return next((k for k in range(min(len(head), len(tail)), 0, -1) if head.endswith(tail[:k])), 0)


@dataclass(frozen=True, slots=True)
class Opening:
    """A fragment that opens a name: a piece of the region's name, or (`owner`) the first fragment of a body."""

    at: int
    text: str
    owner: int | None = None


def prefixes(torn: Sequence[tuple[int, Guess]], openings: Sequence[Opening], region: Region) -> dict[int, int]:
    """Which piece of the region's name goes to which body: body's index → fragment's.

    Both columns are taken to be in one order; bodies whose first fragment is known hold the others in place.

    Args:
        torn: Bodies of several fragments or without their beginning, with an index each, by their last fragments.
        openings: The fragments that open names, in the order in which they stand.
        region: The region.
    """
    rows, columns = len(torn), len(openings)
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (columns + 1) for _ in range(rows + 1)]
    for a in range(rows + 1):
        for b in range(columns + 1):
            ways = []
            if a:
                ways.append((best[a - 1][b][0] + 1.0, best[a - 1][b][1]))
            if b:
                ways.append((best[a][b - 1][0] + 1.0, best[a][b - 1][1]))
            if a and b and (cost := _opens(torn[a - 1], openings[b - 1], region)) is not None:
                before = best[a - 1][b - 1]
                ways.append((before[0] + cost, (*before[1], (torn[a - 1][0], openings[b - 1].at))))
            best[a][b] = min(ways, default=(0.0, ()))
    own = {opening.at for opening in openings if opening.owner is not None}
    return {k: at for k, at in best[rows][columns][1] if at not in own}


def _opens(body: tuple[int, Guess], opening: Opening, region: Region) -> float | None:
    """What it costs to take an opening for a body's; None if it is another's."""
    k, guess = body
    if opening.owner is not None or guess.start == 0:
        return -1.0 if opening.owner == k else None
    end = max(0, region.name.find(opening.text)) + len(opening.text)
    beside = -0.3 if opening.at + 1 == guess.pieces[0] else 0.0
    return 0.1 * abs(end - guess.start) + beside
