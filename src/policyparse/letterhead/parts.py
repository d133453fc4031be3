"""What the steps on head and foot hand on."""
from __future__ import annotations

from dataclasses import dataclass, field

from policyparse.layout.paragraphs import Block, Dropped
from policyparse.letterhead.catalogue import Listed
from policyparse.letterhead.guesses import Evidence
from policyparse.reading.pages import Line
from policyparse.records import Diagnostic, Footer, Header, Repair
from policyparse.view import View


@dataclass(slots=True)
class Head:
    """The head of a notice, down to the addressees.

    Attributes:
        header: What it says.
        blocks: Its paragraphs, each with its role (letterhead, number, title, addressee).
        rest: The lines that follow; one that the head ends in the middle of is cut.
        mark: The rows of the issuers' mark, and what the head says about who they are.
        running: The lines at the edges of pages, which may repeat the title.
        listed: What a web page's table above the notice says of it.
    """

    header: Header
    blocks: list[Block]
    rest: list[Line]
    dropped: list[Dropped] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    mark: Mark | None = None
    running: list[View] = field(default_factory=list)
    listed: Listed = field(default_factory=Listed)


@dataclass(frozen=True, slots=True)
class Mark:
    """The rows of the issuers' mark as read, and what the notice says of who they are.

    Attributes:
        rows: As read, 文件 included.
        evidence: What title, number and signatures say.
        host: The first issuer by the title, in full; it comes first, as on paper.
        prefix: The document number's, which names the host (湘教财) where the title does not.
        title: The title.
    """

    rows: list[View]
    evidence: Evidence
    host: str | None
    prefix: str
    title: View | None


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
