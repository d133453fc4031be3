"""The head of a notice, down to its addressees (GB/T 9704-2012, 7.2, 7.3.1, 7.3.2).

First each row is told which element of the head it is (`elements.py`); then each element becomes a field of the header
and a paragraph.
"""
from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from policyparse.layout.paragraphs import Block, Dropped
from policyparse.letterhead import title as titles
from policyparse.letterhead.addressees import addressee_records
from policyparse.letterhead.catalogue import listed
from policyparse.letterhead.corner import corner_fields
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.elements import tell_elements
from policyparse.letterhead.guesses import Evidence
from policyparse.letterhead.issuers import date_beside_organs, split_organs
from policyparse.letterhead.listing import text_fields
from policyparse.letterhead.mark import read_mark
from policyparse.letterhead.number import SIGNER, number_record
from policyparse.letterhead.parts import Head, Mark
from policyparse.letterhead.rows import Element, Row
from policyparse.letterhead.runon import cut_run_on
from policyparse.lexicon.names import full_name, region_of_organ
from policyparse.lexicon.regions import Region, region_at, region_of_number
from policyparse.reading.pages import Line, Reading
from policyparse.records import Body, DocumentNumber, Header, ParagraphRole, TextField
from policyparse.view import View

_SHORTEST_TITLE = 8  # characters
_SURE_OF_TITLE, _UNSURE_OF_TITLE = 0.98, 0.7
_SURE_OF_ISSUERS = 0.95  # where only the title names them
_ROLES: dict[Element, ParagraphRole] = {
    Element.CORNER: "letterhead",
    Element.MARK: "letterhead",
    Element.NUMBER: "number",
    Element.SIGNER: "letterhead",
    Element.TITLE: "title",
    Element.UNDER_TITLE: "title",
    Element.ADDRESSEES: "addressee",
}
_OF_SEVERAL_ROWS = (Element.TITLE, Element.ADDRESSEES)


def read_head(reading: Reading, lines: list[Line]) -> Head:
    """What the head says, and the lines that follow it.

    Args:
        reading: The file as read.
        lines: Its lines, furniture set aside.

    Returns:
        The header as far as the head tells it (issuers that only the signature names are added by `read_foot`), its
        paragraphs, and the remaining lines; a line that the head ends in is cut.
    """
    lines = cut_run_on(reading, lines)
    rows = [Row(line, view) for line in lines if (view := reading.view(line))]
    end = tell_elements(rows)
    own = {line.start for line in lines}
    head = Head(
        header=Header(),
        blocks=_paragraphs(reading, rows[:end]),
        rest=[row.line for row in rows[end:]],
        dropped=[Dropped(row.view, "furniture") for row in rows[:end] if row.element is Element.PAGE],
        running=[reading.view(x) for x in reading.lines if x.start not in own and x.end - x.start >= _SHORTEST_TITLE],
        listed=listed([row.view for row in rows if row.in_table]),
    )
    head.header = _header(reading, rows[:end], head)
    return head


def _paragraphs(reading: Reading, rows: Sequence[Row]) -> list[Block]:
    """The head's paragraphs: one for each row, and one for a title or for addressees of several rows."""
    out: list[Block] = []
    for element, group in groupby(rows, key=lambda row: row.element):
        if element is None or element is Element.PAGE:
            continue
        together = list(group)
        for part in [together] if element in _OF_SEVERAL_ROWS else [[row] for row in together]:
            role = "date" if _tells_date(part[0]) else _ROLES[element]
            out.append(Block(_view(reading, part), tuple(row.line for row in part), role))
    return out


def _tells_date(row: Row) -> bool:
    if row.element is Element.UNDER_TITLE:
        return DATE.search(row.text) is not None
    return row.element is Element.MARK and date_beside_organs(row.view) is not None


def _view(reading: Reading, rows: Sequence[Row]) -> View:
    """Rows as one view."""
    return rows[0].view if len(rows) == 1 else reading.view(*(row.line for row in rows))


def _header(reading: Reading, rows: Sequence[Row], head: Head) -> Header:
    """The records of the elements; what was set right in them, and the issuers' mark, are noted in the head."""
    of = {element: [row for row in rows if row.element is element] for element in Element}
    numbers = _numbers(reading, of[Element.NUMBER], head)
    number = numbers[0] if numbers else None
    whole = _view(reading, of[Element.TITLE])
    title = whole[titles.unquoted(whole.text)]
    region = _region(title.text, number)
    sent_to = _view(reading, of[Element.ADDRESSEES])
    return Header(
        issuers=_issuers(reading, of[Element.MARK], title, number, region, head),
        document_number=number,
        title=_title_field(reading, title) if title else None,
        document_type=titles.kind_of(title.text),
        addressees=addressee_records(reading, sent_to[: len(sent_to.text.rstrip("："))], region) if sent_to else (),
        other_numbers=tuple(numbers[1:]),
        signers=_signers(reading, rows),
        **corner_fields(reading, [row.view for row in of[Element.CORNER]]),
    )


def _numbers(reading: Reading, rows: Sequence[Row], head: Head) -> list[DocumentNumber]:
    """The document's number, and those that departments add below it."""
    out = []
    for row in rows:
        if (found := row.number) is not None:
            record, repairs = number_record(reading, row.view, found, row.line.confidence)
            head.repairs += repairs
            out.append(record)
    return out


def _signers(reading: Reading, rows: Sequence[Row]) -> tuple[TextField, ...]:
    """Who signed the document to be issued: beside its number, and in rows of their own."""
    out: tuple[TextField, ...] = ()
    for row in rows:
        if row.element is Element.NUMBER and (found := row.number) is not None and found.signers is not None:
            out += text_fields(reading, row.view[slice(*found.signers)])
        elif row.element is Element.SIGNER:
            label = SIGNER.fullmatch(row.text)
            if label is None:
                out += text_fields(reading, row.view)
            elif label["names"]:
                out += text_fields(reading, row.view[slice(*label.span("names"))])
    return out


def _title_field(reading: Reading, title: View) -> TextField:
    sure = _SURE_OF_TITLE if titles.is_whole(title.text) else _UNSURE_OF_TITLE
    return TextField(text=title.text, raw=title.words(), spans=reading.spans(title), confidence=sure)


def _region(title: str, number: DocumentNumber | None) -> Region | None:
    """Where the notice comes from: by its title, else by its number."""
    at = region_at(title, loose=False)
    if at is not None:
        return at[0]
    return region_of_number(number.prefix) if number is not None else None


def _issuers(
    reading: Reading, rows: Sequence[Row], title: View, number: DocumentNumber | None, region: Region | None, head: Head
) -> tuple[Body, ...]:
    """The issuers: by the rows of their mark, else by the title."""
    named = split_organs(title[: titles.issuer_part(title.text)])
    names = tuple(full_name(organ.text, region) for organ in named)
    host = names[0] if names else None
    evidence = Evidence(
        region_of_organ(host) or region if host is not None else region, names, titles.count_of_issuers(title.text)
    )
    beside = [row for row in rows if date_beside_organs(row.view) is not None]  # minutes: of their head this row alone
    mark = [row.view[: date_beside_organs(row.view)] for row in beside or rows]
    head.mark = Mark(mark, evidence, host, number.prefix if number else "", title or None)
    return read_mark(reading, head) or tuple(
        Body(name=name, raw=organ.words(), spans=reading.spans(organ), confidence=_SURE_OF_ISSUERS)
        for name, organ in zip(names, named, strict=True)
    )
