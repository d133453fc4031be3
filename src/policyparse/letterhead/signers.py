"""The issuers that a title names, misread: set right by those who sign, or by the lexicon."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from policyparse.letterhead import title as titles
from policyparse.letterhead.alignment import near
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.wording import Slip, corrected
from policyparse.lexicon.alike import FUNCTION, LEVELS, are_alike, is_common
from policyparse.lexicon.names import full_name, is_listed, is_organ, local_organs
from policyparse.lexicon.regions import Region, larger_regions, region_at, regions
from policyparse.view import View

_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Misread:
    """A name that the title has misread.

    Attributes:
        start: Where it begins in the title.
        end: Where it ends there.
        name: What it is taken for.
        slips: The characters that are wrong.
    """

    start: int
    end: int
    name: str
    slips: tuple[Slip, ...]


def misread_names(title: View, names: Sequence[str], region: Region | None) -> list[Misread]:
    """The names of bodies and regions that a title has misread.

    Args:
        title: The title as it stands.
        names: The bodies that issue or sign the notice, as they stood and in full.
        region: Where it comes from, if that is known from other places than the title.
    """
    text = title.text
    end = titles.issuer_part(text)
    out = []
    if end and not _are_listed(title[:end], names):
        out = list(_by_names(text[:end], names)) or list(_by_lexicon(title[:end]))
    if region is not None:
        starts = {a for a, _ in titles.put_out_places(text)} | {end + 2}
        out += [x for at in sorted(starts) for x in _region(text, at, region)]
    return out


def _are_listed(part: View, names: Sequence[str] = ()) -> bool:
    """Whether these are bodies of the lexicon, or of those `names`, maybe under a short form (中共保定市委)."""
    organs = split_organs(part)
    return bool(organs) and all(
        _is_listed(v.text) or v.text in names or full_name(v.text, None) in names for v in organs
    )


def _is_listed(text: str) -> bool:
    """Whether the lexicon has a body of this name, or the name lacks its region (省教育厅)."""
    return is_listed(text) or (text[0] in LEVELS and is_organ(text))


def _by_names(part: str, names: Sequence[str]) -> Iterator[Misread]:
    """Where the title has a name that issues or signs the notice, a character or two wrong or lost."""
    for name in dict.fromkeys(names):
        if len(name) < _SHORTEST or name in part or not is_organ(name):
            continue
        fit = near(name, part, 1 if len(name) < 8 else 2)
        if fit is None:
            continue
        said = part[fit.start: fit.end]
        slips = _slips(said, name, fit.start)
        if slips and not _is_listed(said) and (_is_listed(name) or not is_organ(said)):
            yield Misread(fit.start, fit.end, name, slips)
            return


def _slips(said: str, name: str, at: int) -> tuple[Slip, ...]:
    """What is wrong in `said`; nothing where the names may differ: by 省 or 和, by a region's name left out."""
    out = []
    for op in Levenshtein.opcodes(said, name):
        before, after = said[op.src_start: op.src_end], name[op.dest_start: op.dest_end]
        if op.tag == "equal":
            continue
        if not before and (len(after) > 1 or after in LEVELS | FUNCTION):
            return ()
        if not before and not op.src_start and not _begins_with_region(name):
            return ()
        if any(c.isdigit() for c in before + after):
            return ()
        out.append(Slip(at + op.src_start, at + op.src_end, after, "slip"))
    return tuple(out)


def _begins_with_region(name: str) -> bool:
    """Whether a body's name begins with a region's of three characters or more: less its first it is no short form."""
    return any(len(region) > 2 and name.startswith(region) for region in regions())


def _by_lexicon(part: View) -> Iterator[Misread]:
    """The one body of the lexicon that the title's first characters are, one of them misread."""
    text = part.text
    found: dict[str, Misread] = {}
    at = region_at(text, loose=False)
    if at is None:
        for name in (region.name for region in larger_regions()):
            for x in _one_off(text[: len(name)], name, 0):
                found[name] = x
    else:
        for stem in local_organs():
            for x in _one_off(text[at[1]: at[1] + len(stem)], stem, at[1]):
                found[stem] = x
    whole = [x for x in found.values() if _are_listed(_as_view(corrected(text, x.slips)))]
    longest = max((x.end for x in whole), default=0)
    best = [x for x in whole if x.end == longest]
    if len(best) == 1:
        yield best[0]


def _as_view(text: str) -> View:
    return View.of(text, [(0, len(text))])


def _region(text: str, at: int, region: Region) -> Iterator[Misread]:
    """The notice's own region, misread where the title names what it puts out."""
    said = text[at: at + len(region.name)]
    if region_at(said, loose=False) is None:
        yield from _one_off(said, region.name, at)


def _one_off(said: str, name: str, at: int) -> Iterator[Misread]:
    """`said` as `name` with one character misread for one that looks like it, or for none of any word."""
    if len(said) != len(name) or len(name) < 3:
        return
    wrong = [i for i, (a, b) in enumerate(zip(said, name, strict=True)) if a != b]
    if len(wrong) != 1:
        return
    [k] = wrong
    if are_alike(said[k], name[k]) or not is_common(said[k]):
        yield Misread(at, at + len(name), name, (Slip(at + k, at + k + 1, name[k], "slip"),))
