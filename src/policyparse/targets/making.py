"""Drafts → records: kind, quantity, deadline and confidence of a target."""
from __future__ import annotations

import re

from policyparse.lexicon.units import MONEY, TIME
from policyparse.reading.pages import Reading
from policyparse.records import Body, Deadline, Evidence, Quantity, Target
from policyparse.targets.draft import Draft
from policyparse.targets.inherit import Place
from policyparse.view import View

_SHARES = ("%", "‰")
_POINTS = ("百分点", "个百分点", "基点", "个基点", "倍")
_CHANGE = re.compile(r"(?:年均)?(?:增长|提高|提升|增加|下降|降低|减少|压缩|压减|缩短|降价|翻)")

# How sure the rules are: each piece of evidence that stood where it should adds its part; all together 0.98.
_BASE = 0.5
_NUMBER = 0.2
_CHINESE_NUMBER = 0.18  # 一所 may be no count at all
_ACTION = 0.1
_OBJECT = 0.1
_SHORT_OBJECT = 0.05
_OWN_DATE = 0.08  # a day, not a recurrence or a time limit
_SHORT = 3


def make_target(
    reading: Reading,
    number: int,
    clause_id: str | None,
    view: View,
    draft: Draft,
    place: Place | None,
    bodies: tuple[Body, ...],
) -> Target:
    """The record of a draft whose offsets point into `view`."""
    deadline: Deadline | None = None
    if place is not None and not place.when.is_open:
        at = (place.when.start, place.when.end)
        deadline = place.when.deadline(place.view.words(*at), place.source, reading.spans(place.view, *at))
    return Target(
        id=f"t{number}",
        clause_id=clause_id,
        kind=kind_of(draft),
        action=draft.action,
        object=view.words(*draft.object) if draft.object else None,
        quantity=_quantity(reading, view, draft),
        deadline=deadline,
        bodies=bodies,
        evidence=Evidence(text=view.words(draft.start, draft.end), spans=reading.spans(view, draft.start, draft.end)),
        confidence=confidence(draft),
    )


def _quantity(reading: Reading, view: View, draft: Draft) -> Quantity | None:
    x = draft.amount
    if x is None:
        return None
    return Quantity(
        raw=view.words(x.start, x.end),
        value=x.value,
        upper=x.upper,
        comparator=x.comparator,
        unit=x.unit,
        per=draft.per,
        spans=reading.spans(view, x.start, x.end),
    )


def kind_of(draft: Draft) -> str:
    """What kind of target a draft is; see `Target.kind`."""
    if draft.kind is not None:
        return draft.kind
    x = draft.amount
    if x is None:
        return "task"
    if x.unit in _POINTS or (x.unit in _SHARES and draft.action and _CHANGE.fullmatch(draft.action)):
        return "growth"
    if x.unit in _SHARES or x.unit is None:
        return "ratio"
    if x.unit in MONEY:
        return "funding"
    return "limit" if x.unit in TIME or x.comparator in ("le", "lt") else "count"


def confidence(draft: Draft) -> float:
    """How sure the rules are of a target, from 0 to 1, coarsely."""
    sure = _BASE
    if draft.amount is not None:
        sure += _CHINESE_NUMBER if draft.amount.chinese else _NUMBER
    if draft.action:
        sure += _ACTION
    if draft.object:
        short = draft.amount is None and draft.object[1] - draft.object[0] <= _SHORT
        sure += _SHORT_OBJECT if short else _OBJECT
    if draft.when is not None and draft.when.date is not None:
        sure += _OWN_DATE
    return round(sure, 2)
