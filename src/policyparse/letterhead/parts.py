"""What the steps on head and foot hand on."""
from __future__ import annotations

from dataclasses import dataclass, field

from policyparse.layout.paragraphs import Block, Dropped
from policyparse.reading.pages import Line
from policyparse.records import Diagnostic, Footer, Header, Repair


@dataclass(slots=True)
class Head:
    """The head of a notice, down to the addressees.

    Attributes:
        header: What it says.
        blocks: Its paragraphs, each with its role (letterhead, number, title, addressee).
        rest: The lines that follow; one that the head ends in the middle of is cut.
    """

    header: Header
    blocks: list[Block]
    rest: list[Line]
    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True)
class Foot:
    """Head and foot together, once the body is known.

    Attributes:
        header: The head's, completed from the foot (issuers of a notice without a letterhead).
        footer: Signature, date, attachments, notes, imprint.
        blocks: All blocks after the head in reading order: those of the foot carry their role, a later part's title
            `title`, body text None; `part` is set on each.
    """

    header: Header
    footer: Footer
    blocks: list[Block]
    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
