"""The foot of a notice: signature, date, attachments, notes, imprint (GB/T 9704-2012, 7.3.4 to 7.4); and its parts."""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from policyparse.layout.cutting import piece
from policyparse.layout.paragraphs import Block, Dropped
from policyparse.letterhead import title as titles
from policyparse.letterhead.attachments import LIST_HEAD, attachment_records, is_item, next_number
from policyparse.letterhead.complete import complete_header
from policyparse.letterhead.dates import DATE, date_field
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.listing import SURE, text_field, text_fields
from policyparse.letterhead.mark import mark_names
from policyparse.letterhead.partition import Partition
from policyparse.letterhead.parts import Foot, Head
from policyparse.letterhead.tail import (
    ATTENDANCE,
    Kind,
    closes,
    cut_tail,
    departments,
    is_label,
    kind,
    mark_departments,
    mark_seals,
    mend_dates,
    nearest,
    organs,
)
from policyparse.lexicon.names import full_name, local_organs, region_of
from policyparse.lexicon.regions import Region, region_at
from policyparse.reading.pages import Reading
from policyparse.records import Body, DateField, Footer, TextField
from policyparse.view import View

_LAST = 12  # how far a group of signing organs may reach, in paragraphs


_BARE_LIST = re.compile(rf"(?:附件|{LIST_HEAD.pattern})")
_LABEL = re.compile(r"印发(?:机关|单位|日期)[：:]")


@dataclass(slots=True)
class _Signature:
    """A group of signing organs and their date."""

    part: int
    organs: list[View] = field(default_factory=list)
    date: DateField | None = None


@dataclass(slots=True)
class _Walk:
    """The foot as it is gathered, paragraph by paragraph."""

    reading: Reading
    blocks: list[Block]
    known: tuple[str, ...]
    kinds: list[Kind]
    partition: Partition
    signatures: list[_Signature] = field(default_factory=list)
    lists: list[tuple[int, list[Block]]] = field(default_factory=list)
    notes: list[TextField] = field(default_factory=list)
    cc: list[View] = field(default_factory=list)
    imprint: list[View] = field(default_factory=list)
    lists_of: list[View] = field(default_factory=list)
    noise: list[Block] = field(default_factory=list)


def read_foot(reading: Reading, head: Head, blocks: list[Block]) -> Foot:
    """The foot, the parts of the notice, and the header completed from both.

    Args:
        reading: The file as read.
        head: What `read_head` gave.
        blocks: The paragraphs after the head; one that holds several parts of the foot is cut.

    Returns:
        Header, footer and blocks: those of the foot with their role, each with the part it stands in.
    """
    header = head.header
    known = tuple(dict.fromkeys(x for b in header.issuers for x in (b.raw, b.name))) or mark_names(head)
    put_out = titles.put_out(header.title.text) if header.title is not None else []
    blocks = [cut for b in blocks for cut in ([b] if b.role is not None else cut_tail(b, known, put_out))]
    blocks = mend_dates(_free_signatures(blocks, known), known)
    kinds = [_kind(b, known) for b in blocks]
    if header.document_type == "纪要":
        kinds = [Kind.ATTENDANCE if ATTENDANCE.match(b.view.text) else k for b, k in zip(blocks, kinds, strict=True)]
    mark_departments(blocks, kinds)
    mark_seals(blocks, kinds, known)
    walk = _Walk(reading, blocks, known, kinds, Partition(blocks, kinds, put_out))
    i = 0
    while i < len(blocks):
        i = _step(walk, i)
    noise = {id(b) for b in walk.noise}
    foot = Foot(header=header, footer=Footer(), blocks=[b for b in blocks if id(b) not in noise])
    foot.dropped += [Dropped(b.view, "noise") for b in walk.noise]
    complete_header(reading, head, foot, _signatories(walk, head))
    foot.footer = _footer(walk, head, foot)
    return foot


def _kind(block: Block, known: tuple[str, ...]) -> Kind:
    """What a paragraph is by its own words, or by the label that a line was cut at."""
    if block.role is not None:
        return Kind.BODY
    annex = block.label is not None and block.label.text.startswith("附")
    return Kind.ANNEX if annex and not LIST_HEAD.match(block.view.text) else kind(block.view, known)


def _free_signatures(blocks: list[Block], known: tuple[str, ...]) -> list[Block]:
    """The blocks, organs that were joined to the end of the text before their date cut off from it."""
    out: list[Block] = []
    for block, after in zip(blocks, [*blocks, None][1:], strict=True):
        text = block.view.text
        at = max(text.rfind(c) for c in "。！；）") + 1
        if (
            block.role is None and after is not None and 0 < at < len(text)
            and kind(after.view, known) is Kind.DATE and organs(block.view[at:], known)
        ):
            out += [piece(block, 0, at), piece(block, at, len(text))]
        else:
            out.append(block)
    return out


def _step(walk: _Walk, i: int) -> int:
    """Take one paragraph (or a group) in; the index of the next."""
    block, what = walk.blocks[i], walk.kinds[i]
    if block.role is not None:
        walk.partition.body(i)
        return i + 1
    listed = (what is Kind.LIST and not walk.partition.heads_plan(i)) or (what is Kind.ANNEX and _is_list(walk, i))
    if listed and (end := _list_end(walk, i)):
        return _take(walk, i, end, Kind.LIST)
    if what is Kind.ORGANS and _is_printer(walk, i):
        return _take(walk, i, i + 1, Kind.IMPRINT)
    if what in (Kind.ORGANS, Kind.SIGNED, Kind.PERSON, Kind.DATE, Kind.SEAL) and (end := _signature_end(walk, i)):
        return _take(walk, i, end, Kind.SIGNED)
    if what is Kind.SEAL:
        walk.partition.foot(i, i + 1, signed=False)
        walk.noise.append(block)
        return i + 1
    if what in (Kind.NOTE, Kind.CC, Kind.IMPRINT, Kind.SUBJECTS, Kind.ATTENDANCE) and _is_foot(walk, i):
        return _take(walk, i, _wrapped(walk, i) if what is Kind.CC else i + 1, what)
    if (end := walk.partition.title_end(i)) > i:
        return end
    if what in (Kind.ANNEX, Kind.LIST) and walk.partition.annex(i):
        return i + 1
    walk.partition.body(i)
    return i + 1


def _is_foot(walk: _Walk, i: int) -> bool:
    """A note or imprint inside the body (a bracket that only mentions publicity) is body."""
    return walk.kinds[i] is not Kind.IMPRINT or i + 1 == len(walk.blocks) or walk.kinds[i + 1] is not Kind.BODY


def _is_printer(walk: _Walk, i: int) -> bool:
    """Whether an organ stands above the date it printed the notice on."""
    if i + 1 == len(walk.kinds) or walk.kinds[i + 1] is not Kind.IMPRINT:
        return False
    return DATE.search(walk.blocks[i + 1].view.text) is not None


def _take(walk: _Walk, start: int, end: int, what: Kind) -> int:
    """Give the paragraphs from `start` to `end` their roles, and note what they say."""
    blocks = walk.blocks[start:end]
    walk.partition.foot(start, end, signed=what is Kind.SIGNED)
    if what is Kind.LIST:
        for block in blocks:
            block.role = "attachments"
        walk.lists.append((blocks[0].part, blocks))
    elif what is Kind.SIGNED:
        _sign(walk, start, end)
    elif what is Kind.NOTE:
        blocks[0].role = "note"
        walk.notes.append(text_field(walk.reading, blocks[0].view))
    elif what in (Kind.SUBJECTS, Kind.ATTENDANCE):
        blocks[0].role = "imprint" if what is Kind.SUBJECTS else "note"
        walk.lists_of.append(blocks[0].view)
    elif what is Kind.CC:
        for block in blocks:
            block.role = "cc"
        walk.cc.append(_together(blocks))
    else:
        blocks[0].role = "imprint"
        walk.imprint.append(blocks[0].view)
    return end


def _together(blocks: list[Block]) -> View:
    return View(blocks[0].view.raw, [i for b in blocks for i in b.view.at])


def _wrapped(walk: _Walk, i: int) -> int:
    """The end of the copies' list that begins at `i`: it runs on over lines until its full stop."""
    j = i + 1
    while j < min(i + 6, len(walk.blocks)) and not walk.blocks[j - 1].view.text.endswith("。"):
        text = walk.blocks[j].view.text
        if walk.kinds[j] is not Kind.BODY or walk.blocks[j].role is not None or is_label(text) or len(text) > 120:
            break
        j += 1
    return j


def _list_end(walk: _Walk, i: int) -> int:
    """The end of the list of attachments that begins at `i`; 0 where the line heads an annex instead."""
    texts, j = [walk.blocks[i].view.text], i + 1
    bare = _BARE_LIST.fullmatch(texts[0]) is not None
    while j < len(walk.blocks) and walk.kinds[j] in (Kind.BODY, Kind.ANNEX) and walk.blocks[j].role is None:
        text = walk.blocks[j].view.text
        if not is_item(text, 1 if bare and len(texts) == 1 else next_number(texts)) and not _wraps(walk, j):
            break
        texts.append(text)
        j += 1
    if bare and j == i + 1 and (j := _names_end(walk, j)) == i + 1:
        return 0
    return 0 if walk.partition.signed and j < len(walk.blocks) and walk.kinds[j] is Kind.BODY else j


def _names_end(walk: _Walk, i: int) -> int:
    """The end of the names that stand, one a line, between 附件： and the signature; `i` if none do."""
    j = i
    while j < len(walk.blocks) and walk.kinds[j] is Kind.BODY and walk.blocks[j].role is None and j - i < _LAST:
        text = walk.blocks[j].view.text
        if len(text) > 40 or is_label(text) or re.search(r"[。；：，]", text):
            return i
        j += 1
    signed = j < len(walk.blocks) and not walk.partition.signed and _signature_end(walk, j) > 0
    return j if signed else i


def _is_list(walk: _Walk, i: int) -> bool:
    """Whether 附件 with items below it, or lines such as 附件1：…, list the attachments, and head no annex.

    They do above a signature, and where nothing follows them that could be the annexes' text.
    """
    if walk.blocks[i].view.text == "附件":
        end = _list_end(walk, i)
        return not walk.partition.signed and 0 < end < len(walk.kinds) and _signature_end(walk, end) > 0
    j = i
    while j < len(walk.kinds) and walk.kinds[j] is Kind.ANNEX and is_item(walk.blocks[j].view.text, j - i + 1):
        j += 1
    if j == i:
        return False
    if walk.partition.signed and walk.lists:
        return False  # they were listed above the signature
    empty = j == len(walk.kinds) or walk.kinds[j] in (Kind.NOTE, Kind.CC, Kind.IMPRINT)
    again = j > i + 1 and not empty and is_item(walk.blocks[j].view.text, 1) and walk.kinds[j] is Kind.ANNEX
    return empty or again or (not walk.partition.signed and j < len(walk.kinds) and _signature_end(walk, j) > 0)


def _wraps(walk: _Walk, j: int) -> bool:
    """Whether paragraph `j` is the rest of an attachment's name that went on in a new line."""
    text = walk.blocks[j].view.text
    if walk.kinds[j] is Kind.ANNEX or len(text) > 40 or is_label(text) or re.search(r"[。；：]", text):
        return False
    if j + 1 == len(walk.blocks) or walk.kinds[j + 1] in (Kind.NOTE, Kind.CC, Kind.IMPRINT, Kind.ANNEX):
        return titles.ends_as_title(text) and not titles.ends_as_title(walk.blocks[j - 1].view.text)
    follows = walk.kinds[j + 1]
    return follows in (Kind.ORGANS, Kind.SIGNED, Kind.DATE, Kind.SEAL, Kind.PERSON) or (
        re.match(r"\d{1,2}[.、]", walk.blocks[j + 1].view.text) is not None
    )


def _signature_end(walk: _Walk, i: int) -> int:
    """The end of the signature that begins at `i`, date included; 0 where these paragraphs are none."""
    kinds = walk.kinds
    j = i
    while j < len(kinds) and kinds[j] in (Kind.ORGANS, Kind.PERSON, Kind.SEAL) and j - i < _LAST:
        j += 1
    named = any(k is not Kind.SEAL for k in kinds[i:j])
    if j < len(kinds) and kinds[j] is Kind.SIGNED:
        return j + 1
    end = j
    while j < len(kinds) and kinds[j] is Kind.DATE:
        j += 1
    if j > end:
        if not named and j < len(kinds) and kinds[j] is Kind.ORGANS:  # the date above the names
            below = j
            while below < len(kinds) and kinds[below] is Kind.ORGANS and below - j < _LAST:
                below += 1
            return below if _may_end(walk, i, below) and walk.blocks[j].view.text in walk.known else 0
        return j if named or _may_end(walk, i, j) else 0
    if not named or not any(walk.blocks[k].view.text in walk.known for k in range(i, end)):
        return 0
    return end if _may_end(walk, i, end) else 0


def _may_end(walk: _Walk, start: int, end: int) -> bool:
    """Whether text may close before `start` and what follows `end` may follow a signature."""
    closed = start == 0 or closes(walk.blocks[start - 1].view.text)
    if not closed and walk.kinds[start - 1] is Kind.BODY:
        return False
    if end == len(walk.kinds):
        return True
    return walk.kinds[end] in (
        Kind.NOTE, Kind.CC, Kind.IMPRINT, Kind.ANNEX, Kind.LIST, Kind.SUBJECTS
    ) or walk.partition.is_title(end)


def _sign(walk: _Walk, start: int, end: int) -> None:
    """Note the organs and the date of a signature."""
    group = _Signature(walk.blocks[start].part)
    for i in range(start, end):
        block, view = walk.blocks[i], walk.blocks[i].view
        if walk.kinds[i] is Kind.SEAL:
            walk.noise.append(block)
            continue
        block.role = "date" if walk.kinds[i] is Kind.DATE else "signature"
        m = DATE.search(view.text) if walk.kinds[i] is not Kind.ORGANS else None
        if m is not None and group.date is None:
            group.date = date_field(walk.reading, view, m)
        if walk.kinds[i] in (Kind.ORGANS, Kind.SIGNED):
            view = view[: m.start()] if m is not None else view
            group.organs += organs(view, walk.known) or departments(view) or [view]
    walk.signatures.append(group)


def _own_signature(walk: _Walk) -> _Signature | None:
    """The notice's own signature: the first in its own part; in a later part only if its issuers sign."""
    own = [s for s in walk.signatures if s.part == 0]
    named = [s for s in own if s.organs]
    if named or own:
        return (named or own)[0]
    return next((s for s in walk.signatures if any(v.text in walk.known for v in s.organs)), None)


def _signatories(walk: _Walk, head: Head) -> tuple[Body, ...]:
    own = _own_signature(walk)
    views = own.organs if own is not None else []
    if own is None:
        views = [v for v, _ in _printed(walk) if v is not None and (v.text in walk.known or not walk.known)]
    region = region_of(head.header) or _region(views)
    return tuple(_signatory(walk, head, v, region) for v in views)


def _signatory(walk: _Walk, head: Head, view: View, region: Region | None) -> Body:
    """Who signs, under the issuer's name where the signature is that, misread or not."""
    name, confidence = full_name(view.text, region), 0.97
    at = region_at(view.text, loose=False)
    plain = at is not None and view.text[at[1]:] in local_organs()
    close = None if plain else nearest(view.text, walk.known)
    for issuer in head.header.issuers:
        if close in (issuer.name, issuer.raw) and name != issuer.name:
            name, confidence = issuer.name, 0.8
    raw = "".join(view.words().split())
    return Body(name=name, raw=raw, spans=walk.reading.spans(view), confidence=confidence)


def _region(views: list[View]) -> Region | None:
    at = next((at for v in views if (at := region_at(v.text, loose=False))), None)
    return at[0] if at is not None else None


def _printed(walk: _Walk) -> list[tuple[View | None, re.Match[str]]]:
    """The printing bodies with their dates."""
    out: list[tuple[View | None, re.Match[str]]] = []
    before: View | None = None
    for view in walk.imprint:
        m = DATE.search(view.text)
        if m is None:
            label = _LABEL.match(view.text)
            name = view[label.end():] if label else view
            before = name if label or organs(view, walk.known) else before
            continue
        who = view[: m.start()]
        label = _LABEL.match(who.text)
        who = who[label.end():] if label else who
        out.append((who if who else before, m))
    return out


def _footer(walk: _Walk, head: Head, foot: Foot) -> Footer:
    """The records of the foot."""
    reading = walk.reading
    own = _own_signature(walk)
    printed = _printed(walk)
    by = next((v for v, _ in printed if v is not None), None)
    on = next((date_field(reading, view, m) for view in walk.imprint if (m := DATE.search(view.text))), None)
    date = own.date if own is not None else None
    lists = [blocks for part, blocks in walk.lists if part == 0] or [blocks for _, blocks in walk.lists]
    region = region_of(foot.header)
    return Footer(
        signatories=_signatories(walk, head),
        issue_date=date or _date_under_title(reading, head) or on or _date_listed(reading, head),
        attachments=_attachments(reading, lists),
        cc=tuple(_copied(reading, view, region) for whole in walk.cc for view in _cc_views(whole)),
        notes=tuple(walk.notes),
        printed_by=None if by is None else text_field(reading, by),
        printed_on=on,
        subject_words=_listed(walk, "主题词"),
        present=_listed(walk, "出席"),
        absent=_listed(walk, "请假", "缺席"),
        observers=_listed(walk, "列席"),
    )


def _attachments(reading: Reading, lists: list[list[Block]]) -> tuple[TextField, ...]:
    """The names of all lists; what a web page's links say again below the notice counts once."""
    out: dict[str, TextField] = {}
    for blocks in lists:
        for record in attachment_records(reading, blocks):
            out.setdefault(record.text, record)
    return tuple(out.values())


def _listed(walk: _Walk, *heads: str) -> tuple[TextField, ...]:
    """The words of the lists that open with one of `heads`."""
    out: list[TextField] = []
    for view in walk.lists_of:
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
    pieces = [view[slice(*m.span())] for m in re.finditer(r"(?:[^，、；。（）]|（[^（）]*）)+", view.text)]
    return [organ for p in pieces for organ in (split_organs(p) or [p])]


def _copied(reading: Reading, view: View, region: Region | None) -> Body:
    return Body(
        name=full_name(view.text, region), raw="".join(view.words().split()), spans=reading.spans(view),
        confidence=SURE,
    )
