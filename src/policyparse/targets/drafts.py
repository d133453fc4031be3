"""One sentence → drafts of its targets: those with a quantity, then those with a date alone."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from policyparse.targets.bodies import find_subject
from policyparse.targets.counted import with_amounts
from policyparse.targets.dated import dated_tasks
from policyparse.targets.deadlines import deadlines_of
from policyparse.targets.draft import Draft, Sentence
from policyparse.targets.others import finders
from policyparse.targets.quantities import amounts_of
from policyparse.targets.when import When

_LONGEST_WITH_SUBJECT = 100


@lru_cache(maxsize=64)
def drafts(
    text: str, start: int, end: int, issued: date | None, year: int | None, qualifies: bool = False
) -> tuple[tuple[Draft, ...], tuple[When, ...]]:
    """The targets of the sentence `text[start:end]`, with offsets into `text`; its times, with offsets into itself."""
    words = text[start:end]
    whens = deadlines_of(words, issued, year)
    if not (whens or amounts_of(words) or finders()):
        return (), whens  # most sentences
    sentence = Sentence.of(words, issued, year, qualifies)
    found = with_amounts(sentence)
    found += dated_tasks(sentence, found)
    if others := [draft for finder in finders() for draft in finder.drafts(sentence)]:
        found = [x for x in found if x.amount or all(x.end <= o.start or o.end <= x.start for o in others)] + others
    found = [_with_subject(sentence, d) for d in sorted(found, key=lambda d: (d.verb_at, d.start))]
    return tuple(d.moved(start) for d in found), sentence.whens


def _with_subject(sentence: Sentence, draft: Draft) -> Draft:
    """The evidence begins with the body that has to act, where that stands in an earlier segment nearby."""
    named = find_subject(sentence.text, 0, len(sentence.text), draft.predicate_at(sentence.text))
    first = min((part[0] for part, _ in named), default=draft.start)
    near = first < draft.start and draft.end - first <= _LONGEST_WITH_SUBJECT
    return replace(draft, start=first) if near else draft
