"""Plain text → a `Reading`: one page without boxes, the text kept as it is."""
from __future__ import annotations

import re

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.pages import Line, Reading
from policyparse.reading.sniff import decode
from policyparse.records import PageInfo, Source

_ROW = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")


def read_text_file(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read the bytes of a text file in UTF-8, UTF-16 or GB18030."""
    text = decode(data)
    if text is None:  # sniff() has decoded it once; kept for callers that name the kind themselves
        raise PolicyParseError("PP105", name, "save it as UTF-8 text")
    return read_text(text, name, sha256, options)


def read_text(text: str, name: str, sha256: str, options: Options) -> Reading:
    """Read a text: every row that is not blank becomes a line."""
    if options.pages is not None and not options.pages[0] <= 1 <= options.pages[1]:
        raise PolicyParseError("PP109", f"{name} is a text and has one page", "leave the page range out")
    lines = tuple(Line(start=m.start(), end=m.end()) for m in _ROW.finditer(text) if m[0].strip())
    if not lines:
        raise PolicyParseError("PP107", name, "the text is blank")
    page = PageInfo(number=1, start=0, end=len(text), origin="text")
    return Reading(source=Source(name=name, sha256=sha256, media_type="text/plain", pages=(page,)), text=text, lines=lines)
