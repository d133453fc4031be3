"""Bodies as records: under their full names, with their places; the subject of a sentence among them."""
from __future__ import annotations

import re

from policyparse.lexicon.names import full_name
from policyparse.lexicon.regions import Region
from policyparse.reading.pages import Reading
from policyparse.records import Body, Role
from policyparse.targets.organs import Part
from policyparse.targets.subjects import find_subject
from policyparse.view import View

_BRACKET = re.compile(r"(?:（[^（）]*）)?")

__all__ = ["find_subject", "make_body", "subject_bodies"]


def make_body(reading: Reading, view: View, part: Part, region: Region | None, role: Role | None = None) -> Body:
    """The body that stands at `part` (offsets into `view`), under its full name."""
    raw = view.words(*part)
    return Body(name=full_name(raw, region), raw=raw, role=role, spans=reading.spans(view, *part))


def subject_bodies(
    view: View, start: int, end: int, verb_at: int, thing: Part | None, reading: Reading, region: Region | None
) -> tuple[Body, ...]:
    """The bodies that are the subject of what a sentence says at `verb_at`.

    Args:
        view: The paragraph.
        start: Where the sentence begins in it (after the last 。).
        end: Where it ends.
        verb_at: Where the predicate begins, or the quantity where there is no verb.
        thing: What is counted or reached: a body that is itself what is counted (高新技术企业突破1000家) does not act.
        reading: What was read.
        region: Where the notice comes from.

    Returns:
        The bodies in the order of the text, with the role `subject` (one after 会同: `support`). Empty where the
        subject is left out, a person or a thing.
    """
    named = find_subject(view.text[start:end], 0, end - start, verb_at - start)  # as its sentence was asked before
    parts = [((a + start, b + start), helps) for (a, b), helps in named]
    return tuple(
        make_body(reading, view, part, region, "support" if helps else "subject")
        for part, helps in parts
        if thing is None or not _is_the_thing(view.text, part, thing)
    )


def _is_the_thing(text: str, part: Part, thing: Part) -> bool:
    """Whether a body is itself the thing, or the end of its name, but for a bracket behind it."""
    return thing[0] <= part[0] and part[1] <= thing[1] and _BRACKET.fullmatch(text, part[1], thing[1]) is not None
