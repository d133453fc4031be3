"""Real files, broken and odd ones among them: each is read, or fails with its code."""

from __future__ import annotations

from pathlib import Path

import policyparse as pp
from policyparse.errors import PolicyParseError
from policyparse.options import Options

FAILS = {
    "empty.pdf": "PP102",
    "password-example.pdf": "PP103",
    "issue-297-example.pdf": "PP107",
    "S002.jpg": "PP107",
}
"""What cannot be read with recognition off, and why."""


def test_every_real_input_is_read_or_fails_with_its_code(shared: Path) -> None:
    ends: dict[str, str] = {}
    for path in sorted(p for p in (shared / "inputs").glob("*/*") if p.is_file()):
        try:
            notice = pp.parse(path, Options(ocr="none"))
            assert notice.text.strip()
            assert all(page.end >= page.start for page in notice.source.pages)
        except PolicyParseError as e:
            ends[path.name] = e.code
    assert ends == FAILS


def test_a_real_encrypted_file_asks_for_its_password(shared: Path) -> None:
    try:
        pp.parse(shared / "inputs/odd/password-example.pdf", Options(ocr="none", password="not this"))
    except PolicyParseError as e:
        assert (e.code, e.hint) == ("PP103", "the password is wrong")
    else:
        raise AssertionError
