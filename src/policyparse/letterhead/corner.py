"""The top left corner: copy number, classification and its term, urgency (GB/T 9704-2012, 7.2.1 to 7.2.3)."""
from __future__ import annotations

import re

from policyparse.letterhead.listing import text_field
from policyparse.reading.pages import Reading
from policyparse.records import TextField
from policyparse.view import View

_CN = "[一二三四五六七八九十]"
_MARKS = re.compile(
    r"(?:份号[：:]?|编号[：:]|№[：:.]?|N[oO][.．：:]?)?(?P<copy>(?<!\d)\d{6}(?!\d))"
    rf"|(?:密级[：:]?)?(?P<secret>(?:绝密|机密|秘密)(?:[★☆](?P<term>(?:\d+|{_CN}+)(?:年|个月|月|天)|长期))?)[★☆]?"
    r"|(?:紧急程度[：:]?|缓急[：:]?|等级[：:]?)?(?P<urgent>特急|加急|特提|平急|急件)[·•.]?(?:明电)?"
)


def marks(view: View) -> dict[str, View]:
    """The marks that a row consists of (`copy`, `secret`, `term`, `urgent`); none if it holds anything else."""
    out: dict[str, View] = {}
    at = 0
    while at < len(view):
        m = _MARKS.match(view.text, at)
        if m is None:
            return {}
        for name, found in m.groupdict().items():
            if found is not None:
                if name in out:
                    return {}
                out[name] = view[slice(*m.span(name))]
        at = m.end()
    return out


def marks_end(view: View) -> int:
    """Where the marks end that a row opens with; 0 if it opens with none."""
    at = 0
    while (m := _MARKS.match(view.text, at)) is not None:
        at = m.end()
    return at


def corner_fields(reading: Reading, rows: list[View]) -> dict[str, TextField | None]:
    """The header's fields that the rows of marks give, by the header's names for them."""
    found: dict[str, View] = {}
    for row in rows:
        for name, view in marks(row).items():
            found.setdefault(name, view)
    names = {"copy": "copy_number", "secret": "classification", "term": "classification_term", "urgent": "urgency"}
    return {field: text_field(reading, found[name]) if name in found else None for name, field in names.items()}
