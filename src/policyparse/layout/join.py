"""Lines → paragraphs, within and across pages."""
from __future__ import annotations

from policyparse.layout.contents import mark_contents
from policyparse.layout.cutting import cut_blocks
from policyparse.layout.indent import starts_by_place
from policyparse.layout.paragraphs import Block
from policyparse.layout.wrap import starts_by_words
from policyparse.reading.pages import Line, Reading


def join_lines(reading: Reading, lines: list[Line]) -> list[Block]:
    """The paragraphs of the body, each starting at a label or at an indent; a notice on one line is taken apart.

    Args:
        reading: The file as it was read.
        lines: The lines to join, in reading order, furniture and head off; a table's lines stay together.

    Returns:
        Blocks whose role is open, but for tables and the table of contents.
    """
    lines = [x for x in lines if reading.text[x.start : x.end].strip()]
    if not lines:
        return []
    placed = sum(x.bbox is not None for x in lines) > len(lines) / 2
    starts = starts_by_place(reading, lines) if placed else starts_by_words(reading, lines)
    groups: list[list[Line]] = []
    for line, start in zip(lines, starts, strict=True):
        if groups and (line.table is not None or groups[-1][-1].table is not None):
            start = line.table != groups[-1][-1].table
        if start or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    blocks = cut_blocks(
        [Block(view=reading.view(*x), lines=tuple(x), role=None if x[0].table is None else "table") for x in groups]
    )
    mark_contents(blocks)
    return blocks
