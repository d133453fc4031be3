"""Trees grown from a few lines of text, for the tests of layout and clauses."""
from __future__ import annotations

from policyparse.clauses.grow import grow_tree
from policyparse.clauses.tree import Tree
from policyparse.layout.join import join_lines
from policyparse.layout.paragraphs import Block
from policyparse.options import Options
from policyparse.reading.pages import Line, Reading
from policyparse.reading.text import read_text
from policyparse.records import PageInfo, Source


def reading_of(text: str) -> Reading:
    """A reading of plain text."""
    return read_text(text, Options())


def joined(reading: Reading) -> list[Block]:
    """Its paragraphs."""
    return join_lines(reading, list(reading.lines))


def grown(text: str) -> Tree:
    """The tree of a plain text, head and foot included."""
    reading = reading_of(text)
    return grow_tree(reading, joined(reading))


def placed(*rows: tuple[str, float, float] | tuple[str, float, float, int], em: float = 16.0, width: float = 448.0) -> Reading:
    """A reading with boxes: each row a text, its indent in characters, its top in lines, and its page (1 where left out).

    A row of full-width characters is as wide as they are; the text area begins at x = 80 and is `width` wide.
    """
    lines, at, parts = [], 0, []
    for row in rows:
        text, indent, top = row[:3]
        page = row[3] if len(row) == 4 else 1
        x0, y0 = 80 + indent * em, 100 + top * 28.0
        size = sum(0.5 if c.isascii() else 1.0 for c in text) * em
        lines.append(Line(start=at, end=at + len(text), page=page, bbox=(x0, y0, min(x0 + size, 80 + width + 8), y0 + em)))
        parts.append(text)
        at += len(text) + 1
    whole = "\n".join(parts)
    pages = tuple(
        PageInfo(number=n, start=0, end=len(whole), width=595.0, height=842.0, origin="ocr") for n in sorted({x.page for x in lines})
    )
    source = Source(name="scan.pdf", sha256="0" * 64, media_type="application/pdf", pages=pages)
    return Reading(source=source, text=whole, lines=tuple(lines))
