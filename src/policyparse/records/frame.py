"""What stands around the body of a notice: where it was read, its paragraphs, head and foot."""
from __future__ import annotations

from typing import Literal

from policyparse.records.base import Body, DateField, Record, Spans, TextField

ParagraphRole = Literal[
    "letterhead", "number", "title", "addressee", "preamble", "clause", "signature", "date", "attachments", "note",
    "cc", "imprint", "table",
]


class PageInfo(Record):
    """One page of the source.

    Attributes:
        number: From 1, as counted in the file.
        start: Offset in `Notice.text` of the page's first character.
        end: Offset after its last character.
        width: In PDF points; None for inputs without pages.
        height: In PDF points; None for inputs without pages.
        origin: How it was read: `ocr`, `text-layer` of a PDF, or `text`.
        confidence: Mean confidence of the recognised characters, from 0 to 1; None where nothing was recognised.
        rotation: Degrees, clockwise, by which the page had to be turned to stand upright.
    """

    number: int
    start: int
    end: int
    width: float | None = None
    height: float | None = None
    origin: Literal["ocr", "text-layer", "text"]
    confidence: float | None = None
    rotation: int = 0


class Source(Record):
    """The file that was read.

    Attributes:
        name: Its name, without the folder.
        sha256: Of its bytes, in hexadecimal digits.
        media_type: What it is (`application/pdf`), told by its content.
        pages: Its pages, in order.
    """

    name: str
    sha256: str
    media_type: str
    pages: tuple[PageInfo, ...] = ()


class Paragraph(Record):
    """A paragraph; each stretch of the text belongs to one, to a table, or to what was removed.

    Attributes:
        role: What it is in the notice.
        clause_id: The clause that it belongs to, if any.
        text: Its words, lines joined.
        spans: Where they stood.
    """

    role: ParagraphRole
    clause_id: str | None = None
    text: str
    spans: Spans


class DocumentNumber(Record):
    """发文字号 (GB/T 9704-2012, 7.2.5).

    Attributes:
        text: In the standard's form: `prefix`〔`year`〕`serial`号.
        raw: As it stood.
        prefix: 发文机关代字 (湘教财).
        year: Of the number; an order's number (令第12号) has none.
        serial: 序号.
        spans: Where it stood.
        confidence: How sure it is that it was read right, from 0 to 1.
    """

    text: str
    raw: str
    prefix: str
    year: int | None
    serial: int
    spans: Spans
    confidence: float | None = None


class Header(Record):
    """The head of a notice (版头, GB/T 9704-2012, 7.2) with title and addressees (7.3.1, 7.3.2).

    Attributes:
        issuers: 发文机关标志 (7.2.4), host first.
        document_number: 发文字号 (7.2.5); a joint notice's is the host's.
        other_numbers: Further numbers of a joint notice that prints each issuer's.
        title: 标题 (7.3.1).
        document_type: 文种, the kind of document the title ends with.
        addressees: 主送机关 (7.3.2).
        copy_number: 份号 (7.2.1).
        classification: 密级 with its term, as printed (7.2.2: 机密★1年).
        classification_term: 保密期限 alone (1年).
        urgency: 紧急程度 (7.2.3).
        signers: 签发人 (7.2.6).
    """

    issuers: tuple[Body, ...] = ()
    document_number: DocumentNumber | None = None
    other_numbers: tuple[DocumentNumber, ...] = ()
    title: TextField | None = None
    document_type: str | None = None
    addressees: tuple[Body, ...] = ()
    copy_number: TextField | None = None
    classification: TextField | None = None
    classification_term: TextField | None = None
    urgency: TextField | None = None
    signers: tuple[TextField, ...] = ()


class Footer(Record):
    """What follows the body (GB/T 9704-2012, 7.3.4 to 7.3.6) and the imprint (版记, 7.4).

    Attributes:
        signatories: 发文机关署名 (7.3.5.1).
        issue_date: 成文日期 (7.3.5).
        attachments: 附件说明 (7.3.4).
        cc: 抄送机关 (7.4.2).
        notes: 附注 (7.3.6).
        printed_by: 印发机关 (7.4.3).
        printed_on: 印发日期 (7.4.3).
        subject_words: 主题词, which the edition of 1999 printed above the copies.
        present: 出席 of minutes (纪要, 10.3).
        absent: 请假 of minutes.
        observers: 列席 of minutes.
    """

    signatories: tuple[Body, ...] = ()
    issue_date: DateField | None = None
    attachments: tuple[TextField, ...] = ()
    cc: tuple[Body, ...] = ()
    notes: tuple[TextField, ...] = ()
    printed_by: TextField | None = None
    printed_on: DateField | None = None
    subject_words: tuple[TextField, ...] = ()
    present: tuple[TextField, ...] = ()
    absent: tuple[TextField, ...] = ()
    observers: tuple[TextField, ...] = ()
