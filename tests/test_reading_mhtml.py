"""Web pages that a browser saved as one file."""
from __future__ import annotations

import base64
import quopri

import pytest

from policyparse import PolicyParseError, parse

PAGE = "<html><body><p>海州市教育局关于学前教育的通知</p><p>一、到2025年，新建公办幼儿园12所。</p></body></html>"


def saved(kind: str, coding: str, body: bytes) -> bytes:
    """A file with a picture before the part of that kind."""
    head = 'From: <Saved>\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--=_x"\n\n'
    picture = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    part = f"Content-Type: {kind}\nContent-Transfer-Encoding: {coding}\n\n".encode() + body
    return (head + "\n----=_x\n" + picture + "\n----=_x\n").replace("\n", "\r\n").encode() + part + b"\r\n----=_x--\r\n"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("quoted-printable", quopri.encodestring(PAGE.encode())),
        ("base64", base64.encodebytes(PAGE.encode("gb18030"))),
        ("8bit", PAGE.encode()),
    ],
)
def test_read_of_a_saved_page_is_that_of_the_page(coding: str, body: bytes) -> None:
    notice = parse(saved("text/html", coding, body))
    assert notice.source.media_type == "multipart/related"
    assert (notice.text, notice.targets) == (parse(PAGE.encode()).text, parse(PAGE.encode()).targets)


@pytest.mark.parametrize(
    "data",
    [
        saved("text/css", "8bit", b"p {}"),
        saved("text/html", "base64", b"A"),
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
        saved("text/html", "8bit", PAGE.encode())[:200],
    ],
)
def test_read_of_a_saved_page_without_a_page_says_so(data: bytes) -> None:
    with pytest.raises(PolicyParseError, match="PP107"):
        parse(data)
