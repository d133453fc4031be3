"""Issuers from the fragments that their names were torn into, in the order in which paper has them."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from policyparse.letterhead.fragments import apart
from policyparse.letterhead.guesses import Evidence, Guess
from policyparse.letterhead.openings import Opening, openings_of
from policyparse.letterhead.puzzle import solve
from policyparse.letterhead.region_pieces import is_region, overlap
from policyparse.lexicon.regions import Region
from policyparse.view import View

_SURE = 0.97
_LESS_BY_ERROR = 0.1
_LESS_WITHOUT_BEGINNING = 0.15
_LEAST = 0.3


@dataclass(slots=True)
class Issuer:
    """An issuer of the letterhead: its full name, and the views its name stood in."""

    name: str
    pieces: list[View]
    joined: bool = False
    confidence: float = 1.0

    @property
    def parts(self) -> list[View]:
        """What the name is read from: the pieces, less what one of them repeats of those before it."""
        out: list[View] = []
        for piece in self.pieces:
            out.append(piece[overlap("".join(part.text for part in out), piece.text) :])
        return [part for part in out if part]

    @property
    def raw(self) -> str:
        """The name as it stood, its parts put together."""
        return "".join(part.words() for part in self.parts)


def put_together(fragments: list[View], evidence: Evidence, host: str | None, prefix: str) -> list[Issuer]:
    """The issuers that the fragments make up, the host first.

    Args:
        fragments: Pieces of names, as `policyparse.letterhead.fragments` cuts them.
        evidence: What title, number and signatures say.
        host: The first issuer by the title, in full.
        prefix: The document number's, which names the host (湘教财) where the title does not.
    """
    region = evidence.region
    fragments = [piece for view in fragments for piece in apart(view, region)]
    texts = [view.text for view in fragments]
    guesses = sorted(_in_columns(solve(texts, evidence), texts), key=lambda guess: guess.pieces[-1])
    openings = _openings(guesses, texts, region) if region is not None else {}
    first = host or _host(guesses, prefix, region)
    order = sorted(_order(guesses, openings, evidence.names), key=lambda k: guesses[k].name != first)
    found = [(guesses[k], _issuer(guesses[k], fragments, openings.get(k))) for k in order]
    return [
        issuer for guess, issuer in found
        if guess.name in evidence.names or not guess.errors or _is_half_read(issuer)
    ]


def _issuer(guess: Guess, fragments: Sequence[View], opening: int | None) -> Issuer:
    """The issuer that a guess names; `opening` is the piece of the region's name that its beginning was torn into."""
    pieces = [fragments[i] for i in ((opening,) if opening is not None else ()) + guess.pieces]
    sure = _SURE - _LESS_BY_ERROR * guess.errors
    if guess.start and opening is None:
        sure -= _LESS_WITHOUT_BEGINNING
    return Issuer(guess.name, pieces, not guess.whole, 1.0 if guess.whole else max(_LEAST, round(sure, 3)))


def _openings(guesses: Sequence[Guess], texts: Sequence[str], region: Region) -> dict[int, int]:
    """Which of the fragments that are but a piece of the region's name opens which torn body: its index → theirs."""
    taken = {i for guess in guesses for i in guess.pieces}
    torn = [(k, guess) for k, guess in enumerate(guesses) if guess.start or len(guess.pieces) > 1]
    free = [Opening(i, text) for i, text in enumerate(texts) if i not in taken and is_region(text, region)]
    own = [Opening(guess.pieces[0], texts[guess.pieces[0]], k) for k, guess in torn if not guess.start]
    return openings_of(torn, sorted([*free, *own], key=lambda opening: opening.at), region)


def _in_columns(guesses: list[Guess], texts: list[str]) -> list[Guess]:
    """The bodies, ends that read alike (委员会) dealt to them in the order of their beginnings."""
    out = list(guesses)
    alike: dict[str, list[int]] = {}
    for k, guess in enumerate(guesses):
        if len(guess.pieces) > 1:
            alike.setdefault(texts[guess.pieces[-1]], []).append(k)
    for members in alike.values():
        members.sort(key=lambda k: guesses[k].pieces[0])
        for k, end in zip(members, sorted(guesses[k].pieces[-1] for k in members), strict=True):
            out[k] = replace(guesses[k], pieces=(*guesses[k].pieces[:-1], end))
    return out


def _is_half_read(issuer: Issuer) -> bool:
    """Whether at least half of a name stands in its fragments: less, some of it misread, is too near other names."""
    return fuzz.ratio("".join(issuer.raw.split()), issuer.name) >= 50


def _order(guesses: list[Guess], openings: dict[int, int], named: tuple[str, ...]) -> list[int]:
    """The bodies' order: the signatures' where they name all of them, else that of their rows.

    Rows begin in the first column, so those whose beginning was read are in its order; one that lost its beginning
    comes after the one that its end follows.
    """
    if all(g.name in named for g in guesses):
        return sorted(range(len(guesses)), key=lambda k: named.index(guesses[k].name))
    begins = {k: g.pieces[0] for k, g in enumerate(guesses) if not g.start} | openings
    order = sorted(begins, key=lambda k: begins[k])
    torn = [k for k, g in enumerate(guesses) if k in openings or k not in begins or len(g.pieces) > 1]
    for k in torn:
        if k not in begins:
            before = torn[torn.index(k) - 1] if torn.index(k) else None
            order.insert(order.index(before) + 1 if before in order else 0, k)
    return order


def _host(guesses: list[Guess], prefix: str, region: Region | None) -> str | None:
    """The body whose name the number's prefix shortens (湘教财: 教育厅); None if unclear."""
    if region is None or len(prefix) < 2:
        return None
    best: list[tuple[int, str]] = []
    for guess in guesses:
        stem = guess.name.removeprefix(region.name)
        told = at = 0
        for c in prefix[1:]:
            at = stem.find(c, at) + 1
            if not at:
                break
            told += 1
        if told and stem[0] == prefix[1]:
            best.append((told, guess.name))
    best.sort(reverse=True)
    return best[0][1] if best and (len(best) == 1 or best[0][0] > best[1][0]) else None
