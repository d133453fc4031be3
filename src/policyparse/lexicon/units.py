"""Measure words and units, as notices write them (`units.tsv`)."""
from __future__ import annotations

import re
from collections.abc import Iterable

from policyparse.lexicon.tables import rows_of


def _read() -> dict[str, tuple[str, ...]]:
    """The units of the table by kind, in its order."""
    out: dict[str, tuple[str, ...]] = {}
    for unit, kind in rows_of("units.tsv"):
        out[kind] = (*out.get(kind, ()), unit)
    return out


_UNITS = _read()

MONEY = _UNITS["money"]
TIME = _UNITS["time"]
RATIO = _UNITS["ratio"]
MEASURE = _UNITS["measure"]
COUNT = _UNITS["count"]



def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))))


UNIT = _any_of({*MONEY, *TIME, *RATIO, *MEASURE, *COUNT})
"""The longest unit at a place."""

NO_UNIT = _any_of(_UNITS["word"])
"""A word that only begins like a unit: 5条例, 2018年度."""
