"""Page furniture: page numbers, running heads, print lines, web navigation."""
from __future__ import annotations

from policyparse.layout.paragraphs import Dropped
from policyparse.reading.pages import Line, Reading


def set_aside_furniture(reading: Reading) -> tuple[list[Line], list[Dropped]]:
    """The lines that are the notice's own, and what was set aside."""
    return list(reading.lines), []
