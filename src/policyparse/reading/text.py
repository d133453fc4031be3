"""Plain text → a `Reading`: one page without boxes, the text kept as it is."""

from __future__ import annotations

import hashlib
import re

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.cells import with_tables
from policyparse.reading.pages import Line, Reading
from policyparse.reading.sniff import decode
from policyparse.records import PageInfo, Source

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters: no encoding writes them, so no notice could be saved that holds one."""
_ROW = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")


def read_text_file(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read the bytes of a text file in UTF-8, UTF-16 or GB18030."""
    return read_text(decode(data) or "", options, name, sha256)


def read_text(text: str, options: Options, name: str = "text", sha256: str | None = None) -> Reading:
    """Read a notice's text; raises PP107 for a blank one and PP109 where the options leave its only page out."""
    if options.pages is not None and not options.pages[0] <= 1 <= options.pages[1]:
        raise PolicyParseError("PP109", f"{name} is a text and has one page", "leave the page range out")
    reading = read_string(text, name, sha256)
    if not reading.lines:
        raise PolicyParseError("PP107", name, "it is blank: give the text of the notice")
    return reading


def read_string(text: str, name: str = "text", sha256: str | None = None) -> Reading:
    """Any text as one page without boxes, kept as it is: every row that is not blank becomes a line."""
    text = _LONE.sub("\ufffd", text)
    lines = tuple(Line(start=m.start(), end=m.end()) for m in _ROW.finditer(text) if m[0].strip())
    lines, tables = with_tables(text, lines)
    page = PageInfo(number=1, start=0, end=len(text), origin="text")
    sha256 = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(name=name, sha256=sha256, media_type="text/plain", pages=(page,))
    return Reading(source=source, text=text, lines=lines, tables=tables)
