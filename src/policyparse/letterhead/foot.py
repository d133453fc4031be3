"""The foot of a notice: signature, date, attachments, notes, imprint (GB/T 9704-2012, 7.3.4 to 7.4)."""
from __future__ import annotations

from policyparse.layout.paragraphs import Block
from policyparse.letterhead.parts import Foot, Head
from policyparse.reading.pages import Reading
from policyparse.records import Footer


def read_foot(reading: Reading, head: Head, blocks: list[Block]) -> Foot:
    """The foot, the parts of the notice, and the header completed from both."""
    return Foot(header=head.header, footer=Footer(), blocks=blocks)
