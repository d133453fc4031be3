"""Who has to do it: the body that is a sentence's subject."""
from __future__ import annotations

from policyparse.lexicon.names import full_name
from policyparse.lexicon.regions import Region
from policyparse.reading.pages import Reading
from policyparse.records import Body, Role
from policyparse.targets.organs import Part
from policyparse.view import View


def make_body(reading: Reading, view: View, part: Part, region: Region | None, role: Role | None = None) -> Body:
    """The body that stands at `part` (offsets into `view`)."""
    raw = view.words(*part)
    return Body(name=full_name(raw, region), raw=raw, role=role, spans=reading.spans(view, *part))
