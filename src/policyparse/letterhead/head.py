"""The head of a notice: issuers, document number, title, addressees (GB/T 9704-2012, 7.2, 7.3.1, 7.3.2)."""
from __future__ import annotations

from policyparse.letterhead.parts import Head
from policyparse.reading.pages import Line, Reading
from policyparse.records import Header


def read_head(reading: Reading, lines: list[Line]) -> Head:
    """What the head says, and the lines that follow it."""
    return Head(header=Header(), blocks=[], rest=lines)
