"""The header completed from the foot: issuers of a notice without a letterhead, and the witnesses compared."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from itertools import dropwhile, takewhile

from rapidfuzz import fuzz

from policyparse.letterhead import title as titles
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.mark import read_mark
from policyparse.letterhead.parts import Foot, Head
from policyparse.letterhead.signers import misread_names
from policyparse.letterhead.wording import Slip, corrected, origin, read_again
from policyparse.lexicon.names import full_name, is_listed, is_organ, region_of_organ
from policyparse.lexicon.regions import region_at, region_of_number
from policyparse.reading.pages import Reading
from policyparse.records import Body, Diagnostic, Header, Repair, TextField
from policyparse.view import View

_ORDER = re.compile(r"(?P<organ>[\u4e00-\u9fff]{2,24})(?:令|公告|通告)(?=[〔\d第])")
_BARE = re.compile(r"[省市州盟县区旗](?:人民政府|委)")
_SURE_OF_TITLE = 0.9
_SURE_OF_LATER_TITLE = 0.7
_SAME_NAME = 90
_SHORTEST = 3  # characters that the name of an organ has at least


def complete_header(reading: Reading, head: Head, foot: Foot, signatories: tuple[Body, ...]) -> None:
    """Fill in what the head alone could not say.

    Args:
        reading: The file as read.
        head: The head; its disagreement with the title (PP201) is taken back where the signatures settle it.
        foot: Its header is completed.
        signatories: Who signed.
    """
    header = _with_later_title(reading, foot, _with_signatures(reading, head, signatories))
    issuers = _issuers(head, header, signatories) or _named_otherwise(reading, head, header)
    issuers = tuple(_with_region_of_title(issuer, header) for issuer in issuers)
    header = header.model_copy(update={"issuers": issuers})
    foot.header = _with_right_title(reading, header, head, foot, signatories)
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


def _with_region_of_title(issuer: Body, header: Header) -> Body:
    """市人民政府 in full by the region that the title goes on to name, where the number begins with a sign for it."""
    if not _BARE.match(issuer.name) or header.title is None or header.document_number is None:
        return issuer
    text, sign = header.title.text, header.document_number.prefix[:1]
    named = (at[0].name for k in range(len(text)) if (at := region_at(text[k:], loose=False)) is not None)
    region = next((name for name in named if name[-1] == issuer.name[0] and sign in name), None)
    if region is None or not sign:
        return issuer
    return issuer.model_copy(update={"name": region + issuer.name[1:], "confidence": _SURE_OF_TITLE})


def _with_later_title(reading: Reading, foot: Foot, header: Header) -> Header:
    """The header; where no title heads the notice, with that of what its text puts out by name and prints below."""
    rows = list(takewhile(lambda b: b.role == "title", dropwhile(lambda b: b.role != "title", foot.blocks)))
    if header.title is not None or not rows or rows[0].part != 1:
        return header
    title = reduce(View.__add__, (b.view for b in rows))
    body = "".join(b.view.text for b in foot.blocks if b.part == 0)
    if not any(fuzz.ratio(title.text, name) >= _SAME_NAME for name in titles.put_out(body)):
        return header
    field = TextField(text=title.text, raw=title.words(), spans=reading.spans(title), confidence=_SURE_OF_LATER_TITLE)
    issuers = header.issuers or tuple(
        Body(name=full_name(v.text, None), raw=v.words(), spans=reading.spans(v), confidence=_SURE_OF_TITLE)
        for v in split_organs(title[: titles.issuer_part(title.text)])
    )
    return header.model_copy(update={"title": field, "document_type": titles.kind_of(title.text), "issuers": issuers})


def _named_otherwise(reading: Reading, head: Head, header: Header) -> tuple[Body, ...]:
    """The issuer of a notice without letterhead and signature."""
    name = next((name for name in _other_names(head) if is_organ(name.text)), None)
    if name is None:
        return ()
    region = region_of_number(header.document_number.prefix) if header.document_number is not None else None
    return (
        Body(name=full_name(name.text, region), raw=name.words(), spans=reading.spans(name), confidence=_SURE_OF_TITLE),
    )


def _other_names(head: Head) -> Iterator[View]:
    """What may name the issuer: a web page's table, the number of an order (水利部令第3号), the title's beginning."""
    if head.listed.issuer is not None and not head.listed.issuer.text.endswith("网站"):
        yield head.listed.issuer
    for block in head.blocks:
        if block.role == "number" and (m := _ORDER.search(block.view.text)) is not None:
            yield block.view[slice(*m.span("organ"))]
    title = head.mark.title if head.mark is not None else None
    if title is not None:
        yield from (title[:end] for end in range(len(title), _SHORTEST - 1, -1) if is_listed(title.text[:end]))


def _with_right_title(
    reading: Reading, header: Header, head: Head, foot: Foot, signatories: tuple[Body, ...]
) -> Header:
    """The header, the title's slips set right where the rest of the notice has its words, and each noted."""
    view = head.mark.title if head.mark is not None else None
    if view is None or header.title is None:
        return header
    from_title = bool(header.issuers) and _in_title(header)
    bodies = [*signatories, *(() if from_title else header.issuers)]
    region = next((r for b in bodies if (r := region_of_organ(b.name)) is not None), None)
    misread = misread_names(view, [x for b in bodies for x in (b.raw, b.name)], region)
    verdict = read_again(head, foot.blocks, view)
    slips = {s for x in misread for s in x.slips}
    slips |= {s for s in verdict.mended if not any(x.start < s.end and s.start < x.end for x in misread)}
    for slip in verdict.open:
        message = f"the title has {_shown(view.text, slip)}, its words elsewhere {_shown(view.text, slip, mended=True)}"
        where = reading.spans(view, *_around(view.text, slip))
        foot.diagnostics.append(Diagnostic(code="PP211", severity="warning", message=message, spans=where))
    if not slips:
        return header
    text = corrected(view.text, slips)
    for slip in sorted(slips, key=lambda s: s.start):
        a, b = _around(view.text, slip)
        before, after = _shown(view.text, slip), _shown(view.text, slip, mended=True)
        where = reading.spans(view, a, b)
        head.repairs.append(
            Repair(kind="title-mended", before=before, after=after, spans=where, confidence=_SURE_OF_TITLE)
        )
    issuers = header.issuers
    if not issuers or from_title:
        issuers = tuple(_issuers_of_title(reading, view, text, slips)) or issuers
    sure = min(header.title.confidence or 1.0, _SURE_OF_TITLE)
    title = header.title.model_copy(update={"text": text, "confidence": sure})
    return header.model_copy(update={"title": title, "document_type": titles.kind_of(text), "issuers": issuers})


def _issuers_of_title(reading: Reading, title: View, text: str, slips: set[Slip]) -> Iterator[Body]:
    """The issuers that the corrected title names, each where it stands in the title as it was read."""
    part = View.of(text, [(0, titles.issuer_part(text))])
    organs = split_organs(part)
    region = next((r for v in organs if (r := region_of_organ(v.text)) is not None), None)
    for organ in organs:
        a, b = origin(organ.start, slips), origin(organ.end, slips)
        yield Body(
            name=full_name(organ.text, region), raw=title[a:b].words(), spans=reading.spans(title, a, b),
            confidence=_SURE_OF_TITLE,
        )


def _around(text: str, slip: Slip) -> tuple[int, int]:
    """A slip's place with a character on either side."""
    return max(0, slip.start - 1), min(len(text), slip.end + 1)


def _shown(text: str, slip: Slip, mended: bool = False) -> str:
    a, b = _around(text, slip)
    return text[a: slip.start] + (slip.after if mended else text[slip.start: slip.end]) + text[slip.end: b]


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
