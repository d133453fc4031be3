"""What head and foot of a text say, compared field by field."""
from __future__ import annotations

from typing import Any

from policyparse.layout.furniture import set_aside_furniture
from policyparse.layout.join import join_lines
from policyparse.letterhead.foot import read_foot
from policyparse.letterhead.head import read_head
from policyparse.letterhead.parts import Foot
from policyparse.options import Options
from policyparse.reading.open import read

RARE = {
    "copy_number", "classification", "classification_term", "urgency", "signers", "other_numbers", "cc", "notes",
    "printed_by", "printed_on", "subject_words", "present", "absent", "observers",
}
"""Fields that most notices do not have: where a case does not name them they are to be empty."""


def foot_of(text: str) -> Foot:
    reading = read(text, Options())
    head = read_head(reading, set_aside_furniture(reading)[0])
    return read_foot(reading, head, join_lines(reading, head.rest))


def fields_of(text: str) -> dict[str, Any]:
    """All fields of header and footer: strings, and lists of strings; None where a field is empty."""
    foot = foot_of(text)
    out = {}
    for record in (foot.header, foot.footer):
        for name in type(record).model_fields:
            # names in full for the issuers, as they stood for the others
            out[name] = _plain(getattr(record, name), "name" if name == "issuers" else "raw") or None
    return out


def _plain(value: Any, body: str) -> Any:
    if isinstance(value, tuple):
        return [_plain(x, body) for x in value]
    for name in ("date", body if hasattr(value, "name") else "text"):
        if hasattr(value, name):
            return getattr(value, name)
    return value


def check(text: str, expected: dict[str, Any]) -> None:
    """The fields that are named say what is expected (a|b: either), and the rare ones that are not, nothing."""
    found = fields_of(text)
    for name in {*expected, *RARE}:
        assert _same(found[name], expected.get(name)), f"{name}: {found[name]!r}, not {expected.get(name)!r}"


def _same(found: Any, expected: Any) -> bool:
    if isinstance(expected, list):
        return isinstance(found, list) and len(found) == len(expected) and all(map(_same, found, expected))
    return found == expected or (isinstance(expected, str) and found in expected.split("|"))
