"""发文机关标志, the issuers' mark (GB/T 9704-2012, 7.2.4): its rows, put together where they were torn."""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise, permutations
from operator import ne

from rapidfuzz import fuzz

from policyparse.letterhead.candidates import candidates
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.parts import Head
from policyparse.letterhead.puzzle import (
    NATIONAL,
    Evidence,
    Guess,
    Opening,
    is_generic,
    is_region,
    overlap,
    prefixes,
    solve,
)
from policyparse.lexicon.names import ORGAN_END, central_organs, full_name, local_organs
from policyparse.lexicon.regions import Region, larger_regions, region_at, regions
from policyparse.reading.pages import Reading
from policyparse.records import Body, Diagnostic, Repair
from policyparse.view import View

_LONGEST = 40  # a row longer than this is no part of a mark
_MARK = re.compile(r"文件|(?:内部)?(?:发电)?明电$|命令$|（[函令电]）$")


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


@dataclass(slots=True)
class Letterhead:
    """What a letterhead came to; `left` are the fragments that no issuer took."""

    issuers: list[Issuer] = field(default_factory=list)
    left: list[View] = field(default_factory=list)


def read_letterhead(rows: list[View], evidence: Evidence, host: str | None = None, prefix: str = "") -> Letterhead:
    """The issuers of a letterhead's rows: whole names as they are, torn ones put together.

    Args:
        rows: Its rows as read, 文件 included.
        evidence: What title, number and signatures say.
        host: The first issuer by the title, in full; it comes first, as on paper.
        prefix: The document number's, which names the host (湘教财) where the title does not.
    """
    alone = [row.text.endswith("文件") for row in rows] == [True]
    evidence = replace(evidence, region=_region(rows, evidence.region, prefix), letter=prefix[1:2], alone=alone)
    region = evidence.region
    whole: list[View] = []
    torn = False
    for row in rows:
        bare = _without_mark(row)
        organs = split_organs(bare) if bare and not _is_torn(bare.text) else []
        whole += organs
        if not organs or any(_may_be_misread(v.text, region) for v in organs):
            torn = torn or (bool(bare) and bare.text not in {"文", "件"})
    if not torn:
        out = Letterhead([Issuer(full_name(v.text, region), [v]) for v in whole])
        out.issuers.sort(key=lambda issuer: (issuer.name != host, issuer.pieces[0].start))
        return out
    return _put_together(_fragments(rows), evidence, host, prefix)


def read_mark(reading: Reading, head: Head) -> tuple[Body, ...]:
    """The issuers that a head's mark names; what was put together is noted in the head."""
    mark = head.mark
    if mark is None:
        return ()
    issuers = read_letterhead(mark.rows, mark.evidence, mark.host, mark.prefix).issuers
    head.repairs[:] = [r for r in head.repairs if r.kind != _JOINED]
    head.diagnostics[:] = [d for d in head.diagnostics if d.code not in ("PP201", "PP202")]
    count = mark.evidence.count
    agrees = count is None or count == len(issuers)
    out = []
    for issuer in issuers:
        spans = tuple(s for part in issuer.parts for s in reading.spans(part))
        sure = round(issuer.confidence if agrees else min(issuer.confidence, 0.6), 3)
        out.append(Body(name=issuer.name, raw=issuer.raw, spans=spans, confidence=sure))
        if issuer.joined:
            before = " ".join(p.words() for p in issuer.pieces)
            head.repairs.append(Repair(kind=_JOINED, before=before, after=issuer.name, spans=spans, confidence=sure))
            message = f"{before} → {issuer.name}"
            head.diagnostics.append(Diagnostic(code="PP202", severity="info", message=message, spans=spans))
    if issuers and not agrees and mark.title is not None:
        message = f"the title counts {count} departments, the letterhead names {len(issuers)}"
        where = reading.spans(mark.title)
        head.diagnostics.append(Diagnostic(code="PP201", severity="warning", message=message, spans=where))
    return tuple(out)


_JOINED = "issuer-joined"


def _is_torn(text: str) -> bool:
    """Whether a row is not a whole name: its region is missing, or all of it but a part."""
    if text in central_organs() or region_at(text, loose=False) is not None:
        return False
    return text in local_organs() or re.match(r"(?:自治区|[省市区县州盟旗])", text) is not None


def _may_be_misread(text: str, region: Region | None) -> bool:
    """Whether what reads like an organ's whole name may be the region's, misread (潮南省教育厅).

    A county that the table lacks is none: two of its name's characters are not.
    """
    if region is None or text.startswith(NATIONAL) or text in candidates(region):
        return False
    at = region_at(text)
    return at is None or at[0].name in regions() or sum(map(ne, at[0].name, region.name)) < 2


def _without_mark(view: View) -> View:
    """A row without the 文件 that a joint letterhead prints beside it, wherever it was read into the row."""
    m = _MARK.search(view.text)
    return view if m is None else view[: m.start()] + _without_mark(view[m.end():])


def _fragments(rows: list[View]) -> list[View]:
    """The pieces of names that the rows hold: cut at blanks, letters that were spread put together again."""
    out: list[View] = []
    letters = False  # whether the row above was a single letter
    for i, row in enumerate(rows):
        bare = _without_mark(row)
        if not bare or len(bare) > _LONGEST or _is_half_mark(rows, i):
            continue
        if len(bare) == 1 and letters:
            out[-1] = out[-1] + bare
            continue
        letters = len(bare) == 1
        out += ([] if _is_torn(bare.text) else split_organs(bare)) or _tokens(bare)
    return out


def _apart(view: View, region: Region | None) -> list[View]:
    """A fragment that runs over two names (省教育厅省财政厅), cut between them."""
    text = view.text
    local = local_organs()
    if region is None or text in candidates(region) or text[_opening(text, region):] in local:
        return [view]
    for k in range(2, len(text) - 1):
        left, right = text[:k], text[k:]
        if right.startswith(region.name) and left not in regions():  # 长沙市|芙蓉区教育局 stays whole
            return [view[:k], *_apart(view[k:], region)]
        if k > 2 and ORGAN_END.search(left):
            first, after = left[_opening(left, region):], right[_opening(right, region):]
            goes_on = not after or any(after.startswith(name) for name in local) or _ends_another(right, region)
            if first in local and goes_on and after not in ("办公室", "办公厅"):
                return [view[:k], *_apart(view[k:], region)]
    return [view]


def _ends_another(text: str, region: Region) -> bool:
    """Whether a fragment is the rest of a department's name, or all of one below 省, 市 …, a character misread."""
    if any(len(text) > 2 and name.endswith(text) and name != text for name in local_organs()):
        return True
    rest = text[overlap(region.name, text):]
    if len(rest) == len(text) or len(rest) < 4:
        return False
    return any(len(name) == len(rest) and sum(map(ne, name, rest)) == 1 for name in local_organs())


def _opening(text: str, region: Region) -> int:
    """How much of a fragment's beginning is the region's name, or the end of it, its last character doubled perhaps."""
    if text.startswith(region.name):
        return len(region.name)
    end = overlap(region.name, text)
    return end + (end > 0 and text[end: end + 1] == region.name[-1])


def _is_half_mark(rows: list[View], i: int) -> bool:
    """Whether a row is 文 or 件 of a 文件 in two rows, not a letter of a name."""
    if rows[i].text not in {"文", "件"}:
        return False
    beside = [rows[k].text for k in (i - 1, i + 1) if 0 <= k < len(rows)]
    return bool({"文", "件"} & set(beside)) or all(len(text) > 1 for text in beside)


def _tokens(view: View) -> list[View]:
    """A row cut at its blanks, spread letters left together."""
    cuts = [i for i in range(1, len(view)) if view.raw[view.at[i - 1] + 1: view.at[i]].isspace()]
    edges = [0, *cuts, len(view)]
    out: list[View] = []
    for a, b in pairwise(edges):
        if out and b - a == 1 and edges[edges.index(a) - 1] == a - 1:
            out[-1] = out[-1] + view[a:b]
        else:
            out.append(view[a:b])
    return out


def _put_together(fragments: list[View], evidence: Evidence, host: str | None, prefix: str) -> Letterhead:
    region = evidence.region
    fragments = [piece for view in fragments for piece in _apart(view, region)]
    texts = [v.text for v in fragments]
    guesses = _in_columns(solve(texts, evidence), texts)
    guesses.sort(key=lambda g: g.pieces[-1])
    heads: dict[int, int] = {}
    if region is not None:
        taken = {i for g in guesses for i in g.pieces}
        openings = [Opening(i, t) for i, t in enumerate(texts) if i not in taken and is_region(t, region)]
        torn = [(k, g) for k, g in enumerate(guesses) if g.start or len(g.pieces) > 1]
        openings += [Opening(g.pieces[0], texts[g.pieces[0]], k) for k, g in torn if not g.start]
        heads = prefixes(torn, sorted(openings, key=lambda x: x.at), region)
    out = Letterhead()
    order = _order(guesses, heads, evidence.names)
    first = host or _host(guesses, prefix, region)
    order.sort(key=lambda k: guesses[k].name != first)
    for k in order:
        guess = guesses[k]
        pieces = [fragments[i] for i in ([heads[k]] if k in heads else []) + list(guess.pieces)]
        sure = 0.97 - 0.1 * guess.errors - (0.15 if guess.start and k not in heads else 0.0)
        sure = 1.0 if guess.whole else max(0.3, round(sure, 3))
        issuer = Issuer(guess.name, pieces, joined=not guess.whole, confidence=sure)
        if guess.name in evidence.names or not guess.errors or _is_half_read(issuer):
            out.issuers.append(issuer)
    used = {v.start for issuer in out.issuers for v in issuer.pieces}
    out.left = [v for v in fragments if v.start not in used]
    return out


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


def _order(guesses: list[Guess], heads: dict[int, int], named: tuple[str, ...]) -> list[int]:
    """The bodies' order: the signatures' where they name all of them, else that of their rows.

    Rows begin in the first column, so those whose beginning was read are in its order; one that lost its beginning
    comes after the one that its end follows.
    """
    if all(g.name in named for g in guesses):
        return sorted(range(len(guesses)), key=lambda k: named.index(guesses[k].name))
    begins = {k: heads[k] if k in heads else g.pieces[0] for k, g in enumerate(guesses) if k in heads or not g.start}
    order = sorted(begins, key=lambda k: begins[k])
    torn = [k for k, g in enumerate(guesses) if k in heads or k not in begins or len(g.pieces) > 1]
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


def _region(rows: list[View], region: Region | None, prefix: str) -> Region | None:
    """Where the bodies belong: the region that the notice is from, unless the rows name another and never that one."""
    texts = [_without_mark(row).text for row in rows]
    if region is None and (found := _torn_region(texts) or _misread_region(texts, prefix)) is not None:
        return found
    for loose in (False, True):
        named = Counter(at[0] for text in texts if (at := region_at(text, loose)) is not None)
        if region in named or (region is not None and any(_is_only(text, region, named) for text in texts)):
            return region
        if named and (loose is False or region is None or any(_says(text, named) for text in texts)):
            return named.most_common(1)[0][0]
    return region


def _torn_region(texts: list[str]) -> Region | None:
    """The region whose name two rows make up (海南 | 藏族自治州教育局)."""
    for head, tail in permutations(texts, 2):
        if len(head) > 1 and (at := region_at(head + tail, loose=False)) is not None and at[1] > len(head) + 2:
            return at[0]
    return None


def _misread_region(texts: list[str], prefix: str) -> Region | None:
    """The one region that rows name but for its first character, which the number's prefix has (灭沙市, 长教发)."""
    found = {
        region for text in texts for region in larger_regions()
        if prefix and region.name[0] == prefix[0] != text[:1] and len(region.name) > 2
        and text[1: len(region.name)] == region.name[1:]
    }
    return found.pop() if len(found) == 1 else None


def _is_only(text: str, region: Region, named: Counter[Region]) -> bool:
    """Whether a row is a piece of the region's name, and of none that other rows name (吉林 of 吉林省, not 吉林市)."""
    return len(text) > 1 and is_generic(text, region) and not any(is_generic(text, other) for other in named)


def _says(text: str, named: Counter[Region]) -> bool:
    """Whether a row is a region's name without its kind, and nothing else."""
    return any(text == region.stem for region in named)


def mark_names(head: Head) -> tuple[str, ...]:
    """The rows of a mark whose organs are not known, as far as they end like one: a signature may say the same."""
    rows = [_without_mark(row).text for row in head.mark.rows] if head.mark is not None else []
    return tuple(text for text in rows if 4 <= len(text) <= _LONGEST and ORGAN_END.search(text))
