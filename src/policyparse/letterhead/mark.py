"""发文机关标志, the issuers' mark (GB/T 9704-2012, 7.2.4): its rows, put together where they were torn."""
from __future__ import annotations

from dataclasses import replace
from operator import ne

from policyparse.letterhead.candidates import candidates
from policyparse.letterhead.fragments import LONGEST, fragments, is_torn, without_mark
from policyparse.letterhead.guesses import NATIONAL
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.joining import Issuer, put_together
from policyparse.letterhead.mark_region import region_of_mark
from policyparse.letterhead.parts import Head, Mark
from policyparse.lexicon.names import ORGAN_END, full_name
from policyparse.lexicon.regions import Region, region_at, regions
from policyparse.reading.pages import Reading
from policyparse.records import Body, Diagnostic, Repair

_JOINED = "issuer-joined"


def read_mark(reading: Reading, head: Head) -> tuple[Body, ...]:
    """The issuers that a head's mark names; what was put together is noted in the head."""
    mark = head.mark
    if mark is None:
        return ()
    issuers = _issuers(mark)
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


def _issuers(mark: Mark) -> list[Issuer]:
    """The issuers that the rows name: whole names as they are, torn ones put together; the host first, as on paper."""
    region = region_of_mark(mark.rows, mark.evidence.region, mark.prefix)
    bare = [row for row in map(without_mark, mark.rows) if row]
    organs = [[] if is_torn(row.text) else split_organs(row) for row in bare]
    if any(
        (not names or any(_may_be_misread(name.text, region) for name in names)) and row.text not in {"文", "件"}
        for row, names in zip(bare, organs, strict=True)
    ):
        alone = [row.text.endswith("文件") for row in mark.rows] == [True]
        evidence = replace(mark.evidence, region=region, letter=mark.prefix[1:2], alone=alone)
        return put_together(fragments(mark.rows), evidence, mark.host, mark.prefix)
    found = [Issuer(full_name(name.text, region), [name]) for names in organs for name in names]
    issuers = {issuer.name: issuer for issuer in reversed(found)}.values()  # each once, where it stands first
    return sorted(issuers, key=lambda issuer: (issuer.name != mark.host, issuer.pieces[0].start))


def _may_be_misread(text: str, region: Region | None) -> bool:
    """Whether what reads like an organ's whole name may be the region's, misread (潮南省教育厅).

    A county that the table lacks is none: two of its name's characters are not.
    """
    if region is None or text.startswith(NATIONAL) or text in candidates(region):
        return False
    at = region_at(text)
    return at is None or at[0].name in regions() or sum(map(ne, at[0].name, region.name)) < 2


def mark_names(head: Head) -> tuple[str, ...]:
    """The rows of a mark whose organs are not known, as far as they end like one: a signature may say the same."""
    rows = [without_mark(row).text for row in head.mark.rows] if head.mark is not None else []
    return tuple(text for text in rows if 4 <= len(text) <= LONGEST and ORGAN_END.search(text))
