"""The header completed from the foot: issuers of a notice without a letterhead, and the witnesses compared."""
from __future__ import annotations

from dataclasses import replace

from rapidfuzz import fuzz

from policyparse.letterhead import title as titles
from policyparse.letterhead.mark import read_mark
from policyparse.letterhead.parts import Foot, Head
from policyparse.lexicon.regions import regions
from policyparse.reading.pages import Reading
from policyparse.records import Body, Diagnostic, Header, Repair, TextField

_SURE_OF_TITLE = 0.9


def complete_header(reading: Reading, head: Head, foot: Foot, signatories: tuple[Body, ...]) -> None:
    """Fill in what the head alone could not say.

    Args:
        reading: The file as read.
        head: The head; its disagreement with the title (PP201) is taken back where the signatures settle it.
        foot: Its header is completed.
        signatories: Who signed.
    """
    header = _with_signatures(reading, head, signatories)
    issuers = _issuers(head, header, signatories)
    title = _whole_title(header.title, issuers, head)
    foot.header = header.model_copy(update={"issuers": issuers, "title": title})
    if header.document_number is None:
        foot.diagnostics.append(Diagnostic(code="PP203", severity="info", message="no document number was found"))


def _with_signatures(reading: Reading, head: Head, signatories: tuple[Body, ...]) -> Header:
    """The header, a torn letterhead read again with the signatures as evidence."""
    torn = any(r.kind == "issuer-joined" for r in head.repairs)
    if head.mark is None or not torn or not signatories:
        return head.header
    names = tuple(dict.fromkeys(b.name for b in signatories))
    head.mark = replace(head.mark, evidence=replace(head.mark.evidence, names=names))
    return head.header.model_copy(update={"issuers": read_mark(reading, head)})


def _issuers(head: Head, header: Header, signatories: tuple[Body, ...]) -> tuple[Body, ...]:
    """The issuers by letterhead or title, or by signature where that says more."""
    if not signatories:
        return header.issuers
    if not header.issuers:
        return signatories
    count = titles.count_of_issuers(header.title.text) if header.title is not None else None
    from_letterhead = any(b.role == "letterhead" for b in head.blocks) and not _in_title(header)
    if from_letterhead:
        if count is not None and count == len(signatories) != len(header.issuers):
            head.diagnostics[:] = [d for d in head.diagnostics if d.code != "PP201"]
            return signatories
        return header.issuers
    if count is not None and len(signatories) == count > len(header.issuers):
        return signatories
    return tuple(_fuller(issuer, signatories) for issuer in header.issuers)


def _whole_title(title: TextField | None, issuers: tuple[Body, ...], head: Head) -> TextField | None:
    """The title with its first character, where that was lost and an issuer's name has it (海市 → 上海市)."""
    if title is None:
        return None
    whole = next((x.name for x in issuers if title.text.startswith(x.name[1:]) and _begins_with_region(x.name)), None)
    if whole is None:
        return title
    head.repairs.append(
        Repair(
            kind="title-completed", before=whole[1:], after=whole, spans=title.spans[:1], confidence=_SURE_OF_TITLE
        )
    )  # fmt: skip
    return title.model_copy(update={"text": whole[0] + title.text})


def _begins_with_region(name: str) -> bool:
    """Whether a body's name begins with a region's of three characters or more: less its first it is no short form."""
    return any(len(region) > 2 and name.startswith(region) for region in regions())


def _in_title(header: Header) -> bool:
    title = header.title
    if title is None or not title.spans or not header.issuers[0].spans:
        return False
    start = header.issuers[0].spans[0].start
    return any(s.start <= start < s.end for s in title.spans)


def _fuller(issuer: Body, signatories: tuple[Body, ...]) -> Body:
    """The issuer, under the name its signature gives where the title's lost a character or is shorter."""
    for other in signatories:
        near = other.name.endswith(issuer.name) or fuzz.ratio(other.name, issuer.name) >= 88
        if near and other.name != issuer.name:
            return issuer.model_copy(update={"name": other.name})
    return issuer
