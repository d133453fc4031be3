"""A web page that a browser saved as one file (MHTML, RFC 2557) → a `Reading` of the page in it."""
from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.html import read_html
from policyparse.reading.pages import Reading

_BOUNDARY = re.compile(rb'boundary\s{0,9}=\s{0,9}"?([^";\s]{1,200})', re.IGNORECASE)
_PAGE = re.compile(rb"^content-type\s{0,9}:\s{0,9}(?:text/html|application/xhtml)", re.IGNORECASE | re.MULTILINE)
_CODED = re.compile(rb"^content-transfer-encoding\s{0,9}:\s{0,9}([\w-]{1,40})", re.IGNORECASE | re.MULTILINE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HEAD = 8192
"""Within so many bytes the head of the file, or of one of its parts, ends."""
_PARTS = 10_000


def read_mhtml(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read the first web page among the file's parts; pictures and styles are left.

    Raises:
        PolicyParseError: PP107, there is no page in it; and as for a web page.
    """
    page = next(_pages(data), None)
    if page is None:
        raise PolicyParseError("PP107", f"{name} holds no web page", "save the page as HTML, or print it to PDF")
    return read_html(page, name, sha256, media_type, options)


def _pages(data: bytes) -> Iterator[bytes]:
    """The parts that are web pages, as the browser had them."""
    boundary = _BOUNDARY.search(data[:_HEAD])
    mark = b"\n--" + boundary[1] if boundary else None
    at = data.find(mark) if mark else -1
    for _ in range(_PARTS):
        if mark is None or at < 0:
            return
        start, at = at + len(mark), data.find(mark, at + len(mark))
        head = _HEAD_END.search(data, start, start + _HEAD)
        if head is not None and _PAGE.search(data, start, head.start()):
            coded = _CODED.search(data, start, head.start())
            yield _plain(data[head.end() : len(data) if at < 0 else at], coded[1].lower() if coded else b"")


def _plain(body: bytes, coding: bytes) -> bytes:
    if coding == b"quoted-printable":
        return binascii.a2b_qp(body)
    if coding == b"base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:  # cut off
            return b""
    return body
