"""The one door: whatever a notice comes in as, it leaves as a `Reading`."""
from __future__ import annotations

import hashlib
from pathlib import Path
from typing import IO, Any

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.pages import Line, Reading
from policyparse.records import PageInfo, Source


def read(source: str | Path | bytes | IO[bytes] | Any, options: Options) -> Reading:
    """Read a file, bytes, an image or a text."""
    path = Path(source)
    if not path.exists():
        raise PolicyParseError("PP101", str(source))
    data = path.read_bytes()
    text = data.decode("utf-8")
    lines, at = [], 0
    for row in text.splitlines(keepends=True):
        body = row.rstrip("\r\n")
        if body.strip():
            lines.append(Line(start=at, end=at + len(body)))
        at += len(row)
    page = PageInfo(number=1, start=0, end=len(text), origin="text")
    info = Source(name=path.name, sha256=hashlib.sha256(data).hexdigest(), media_type="text/plain", pages=(page,))
    return Reading(source=info, text=text, lines=tuple(lines))
