"""From what the walk found to the records of the foot, and who signs."""
from __future__ import annotations

import re

from policyparse.layout.paragraphs import Block
from policyparse.letterhead.attachments import attachment_records
from policyparse.letterhead.dates import DATE, date_field
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.kinds import is_office, organs
from policyparse.letterhead.listing import SURE, text_field, text_fields
from policyparse.letterhead.parts import Head
from policyparse.letterhead.signature import own_signature, signatories
from policyparse.letterhead.walk import Walk
from policyparse.lexicon.names import full_name, region_of
from policyparse.lexicon.regions import Region
from policyparse.reading.pages import Reading
from policyparse.records import Body, DateField, Footer, Header, TextField
from policyparse.view import View

_PRINTER_LABEL = re.compile(r"印发(?:机关|单位|日期)[：:]")


def signing(walk: Walk, header: Header) -> tuple[Body, ...]:
    """Who signs the notice; where nobody does, who printed it, if that is the issuer. Nobody signs minutes.

    Args:
        walk: What was found after the head.
        header: The head's, not completed from the foot.
    """
    own = own_signature(walk)
    views = own.organs if own is not None else []
    if own is None and header.document_type != "纪要":
        views = [v for v, _ in _printed(walk) if v is not None and (v.text in walk.known or not walk.known)]
    return signatories(walk, views, header, region_of(header))


def footer_of(walk: Walk, head: Head, header: Header) -> Footer:
    """The records of the foot; `header` is the completed one."""
    reading, found, region = walk.reading, walk.found, region_of(header)
    printed_by = next((v for v, _ in _printed(walk) if v is not None), None)
    printed_on = next((date_field(reading, v, m) for v in found.imprint if (m := DATE.search(v.text))), None)
    date = _signed_on(walk)
    return Footer(
        signatories=signing(walk, head.header),
        issue_date=date or _date_under_title(reading, head) or printed_on or _date_listed(reading, head),
        attachments=_attachments(walk),
        cc=tuple(_copied(reading, view, region) for whole in found.cc for view in _cc_views(whole)),
        notes=tuple(text_field(reading, view) for view in found.notes),
        printed_by=None if printed_by is None else text_field(reading, printed_by),
        printed_on=printed_on,
        subject_words=_words(walk, "主题词"),
        present=_words(walk, "出席"),
        absent=_words(walk, "请假", "缺席"),
        observers=_words(walk, "列席"),
    )


def _signed_on(walk: Walk) -> DateField | None:
    """The date of the notice's signature; where it has none, that of its signers' own below the plan."""
    own = own_signature(walk)
    if own is None or own.date is not None:
        return own.date if own is not None else None
    names = "".join(view.text for view in own.organs)
    return next((x.date for x in walk.found.signatures if x.date and "".join(v.text for v in x.organs) == names), None)


def _printed(walk: Walk) -> list[tuple[View | None, re.Match[str]]]:
    """The printing bodies with their dates."""
    out: list[tuple[View | None, re.Match[str]]] = []
    before: View | None = None
    for view in walk.found.imprint:
        m = DATE.search(view.text)
        name = _unlabelled(view if m is None else view[: m.start()])
        if m is not None:
            out.append((name if name else before, m))
        elif len(name) < len(view) or organs(view, walk.known) or is_office(view.text, walk.known):
            before = name
    return out


def _unlabelled(view: View) -> View:
    label = _PRINTER_LABEL.match(view.text)
    return view[label.end():] if label else view


def _attachments(walk: Walk) -> tuple[TextField, ...]:
    """The names of all lists of the notice's own part, if it has one; what a web page's links say again counts once."""
    lists: list[list[Block]] = [blocks for part, blocks in walk.found.lists if part == 0]
    out: dict[str, TextField] = {}
    for blocks in lists or [blocks for _, blocks in walk.found.lists]:
        for record in attachment_records(walk.reading, blocks):
            out.setdefault(record.text, record)
    return tuple(out.values())


def _words(walk: Walk, *heads: str) -> tuple[TextField, ...]:
    """The words of the lists that open with one of `heads`."""
    out: list[TextField] = []
    for view in walk.found.word_lists:
        if view.text.startswith(heads):
            colon = re.match(r"[^：:]{2,8}[：:]", view.text)
            out += text_fields(walk.reading, view[colon.end() if colon else 3:])
    return tuple(out)


def _date_under_title(reading: Reading, head: Head) -> DateField | None:
    for block in head.blocks:
        if block.role == "date" and (m := DATE.search(block.view.text)):
            return date_field(reading, block.view, m)
    return None


def _date_listed(reading: Reading, head: Head) -> DateField | None:
    """The date in a web page's table above the notice."""
    view = head.listed.date
    m = DATE.search(view.text) if view is not None else None
    return date_field(reading, view, m) if view is not None and m is not None else None


def _cc_views(view: View) -> list[View]:
    view = view[view.text.index("：") + 1 :]
    pieces = [view[slice(*m.span())] for m in re.finditer(r"(?:[^，、；。.（）]|（[^（）]*）)+", view.text)]
    return [organ for p in pieces for organ in (split_organs(p) or [p])]


def _copied(reading: Reading, view: View, region: Region | None) -> Body:
    return Body(
        name=full_name(view.text, region), raw="".join(view.words().split()), spans=reading.spans(view),
        confidence=SURE,
    )
