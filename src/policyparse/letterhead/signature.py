"""Which paragraphs sign the notice: organs above or below their date, or without one where the text has ended."""
from __future__ import annotations

from collections.abc import Sequence

from policyparse.letterhead.beside_date import departments, nearest
from policyparse.letterhead.dates import DATE, date_field
from policyparse.letterhead.kinds import Kind, closes, is_open_date, organs
from policyparse.letterhead.walk import Signature, Walk
from policyparse.lexicon.names import full_name, local_organs
from policyparse.lexicon.regions import Region, region_at
from policyparse.records import Body, Header
from policyparse.view import View

_LAST = 12  # how far a group of signing organs may reach, in paragraphs
_MAY_FOLLOW = (Kind.NOTE, Kind.CC, Kind.IMPRINT, Kind.ANNEX, Kind.LIST, Kind.SUBJECTS)


def signature_end(walk: Walk, i: int) -> int:
    """The end of the signature that begins at `i`, date included; 0 where these paragraphs are none."""
    named_to = walk.past((Kind.ORGANS, Kind.PERSON, Kind.SEAL), i, _LAST)
    named = any(kind is not Kind.SEAL for kind in walk.kinds[i:named_to])
    if walk.kind(named_to) is Kind.SIGNED:
        return named_to + 1
    end = walk.past((Kind.DATE,), named_to)
    dated = end > named_to
    if dated and not named and walk.kind(end) is Kind.ORGANS:
        return _names_below_date(walk, i, end)
    if named and dated and not is_open_date(walk.text(named_to)):
        return end
    return end if (dated or (named and _may_sign(walk, i, end))) and _ends_text(walk, i, end) else 0


def _may_sign(walk: Walk, start: int, end: int) -> bool:
    """Whether names without a date sign: the issuers', or any organ's where nobody has signed the notice yet."""
    if any(walk.text(k) in walk.known for k in range(start, end)):
        return True
    return Kind.ORGANS in walk.kinds[start:end] and not walk.partition.signed and not walk.partition.part


def _names_below_date(walk: Walk, i: int, names: int) -> int:
    """The end of a signature whose date begins at `i`, and whose names, one of them known, at `names`."""
    end = walk.past((Kind.ORGANS,), names, _LAST)
    return end if walk.text(names) in walk.known and _ends_text(walk, i, end) else 0


def _ends_text(walk: Walk, start: int, end: int) -> bool:
    """Whether text may close before `start` and what follows `end` may follow a signature."""
    above = walk.blocks[start - 1] if start else None
    if above is not None and above.role is None and walk.kinds[start - 1] is Kind.BODY and not closes(above.view.text):
        return False
    return end == len(walk) or walk.kinds[end] in _MAY_FOLLOW or walk.partition.is_title(end)


def sign(walk: Walk, start: int, end: int) -> None:
    """Note the organs and the date of a signature."""
    group = Signature(walk.blocks[start].part)
    for block, kind in zip(walk.blocks[start:end], walk.kinds[start:end], strict=True):
        if kind is Kind.SEAL:
            walk.found.noise.append(block)
            continue
        block.role = "date" if kind is Kind.DATE else "signature"
        view = block.view
        m = DATE.search(view.text) if kind is not Kind.ORGANS else None
        if m is not None and group.date is None:
            group.date = date_field(walk.reading, view, m)
        if kind in (Kind.ORGANS, Kind.SIGNED):
            names = view if m is None else view[: m.start()]
            group.organs += organs(names, walk.known) or departments(names) or [names]
    walk.found.signatures.append(group)


def own_signature(walk: Walk) -> Signature | None:
    """The notice's own signature: the first in its own part; in a later part only if its issuers sign."""
    own = [s for s in walk.found.signatures if s.part == 0]
    if own:
        return next((s for s in own if s.organs), own[0])
    return next((s for s in walk.found.signatures if any(v.text in walk.known for v in s.organs)), None)


def signatories(walk: Walk, views: Sequence[View], header: Header, region: Region | None) -> tuple[Body, ...]:
    """Who signs, each under the issuer's name where the signature is that, misread or not."""
    if region is None:
        region = next((at[0] for v in views if (at := region_at(v.text, loose=False)) is not None), None)
    return tuple(_signatory(walk, view, header, region) for view in views)


def _signatory(walk: Walk, view: View, header: Header, region: Region | None) -> Body:
    name, confidence = full_name(view.text, region), 0.97
    at = region_at(view.text, loose=False)
    plain = at is not None and view.text[at[1]:] in local_organs()
    close = None if plain else nearest(view.text, walk.known)
    for issuer in header.issuers:
        if close in (issuer.name, issuer.raw) and name != issuer.name:
            name, confidence = issuer.name, 0.8
    raw = "".join(view.words().split())
    return Body(name=name, raw=raw, spans=walk.reading.spans(view), confidence=confidence)
