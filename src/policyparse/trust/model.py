"""The trained weights: logistic regressions over named traits, one for each kind of record.

They lie as JSON in the spaCy pipeline's folder; spaCy itself is not loaded to use them. See `models/README.md`.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from math import exp
from pathlib import Path
from typing import Literal, NamedTuple

from policyparse.models import model_path

Kind = Literal["target", "assignment", "field", "clause"]
Weighed = tuple[Kind, tuple[str, ...]]

COMPONENT = "policy_trust"
_HIGHEST = 0.999


class Weights(NamedTuple):
    """One regression: the weight of each trait, and what turns their sum into a probability.

    Attributes:
        traits: Trait → weight; one that is not named weighs nothing.
        scale: What the sum is multiplied by.
        shift: What is added then.
    """

    traits: dict[str, float]
    scale: float
    shift: float

    def total(self, traits: Iterable[str]) -> float:
        """The sum of the weights, before scale and shift."""
        return sum(self.traits.get(x, 0.0) for x in traits)

    def chance(self, traits: Iterable[str]) -> float:
        """How likely a record with these traits is right, from 0 to 1."""
        z = self.scale * self.total(traits) + self.shift
        return min(1 / (1 + exp(-max(-30.0, min(30.0, z)))), _HIGHEST)


_record: ContextVar[list[Weighed] | None] = ContextVar("record", default=None)


@contextmanager
def recording() -> Iterator[list[Weighed]]:
    """Keep the traits of every record that is weighed meanwhile, in order: what training learns from."""
    out: list[Weighed] = []
    token = _record.set(out)
    try:
        yield out
    finally:
        _record.reset(token)


def sure(kind: Kind, traits: Iterable[str], coarse: float) -> float:
    """How sure a record is: the trained chance, or `coarse`, the rules' own, where nothing trained is installed."""
    found = tuple(traits)
    if (record := _record.get()) is not None:
        record.append((kind, found))
    weights = load(model_path()).get(kind)
    return round(coarse if weights is None else weights.chance(found), 3)


def is_installed() -> bool:
    """Whether there are trained weights."""
    return bool(load(model_path()))


@cache
def load(folder: Path) -> dict[str, Weights]:
    """The weights in the pipeline's folder, by kind; none where the file is missing."""
    path = folder / COMPONENT / "weights.json"
    if not path.is_file():
        return {}
    return {kind: Weights(**row) for kind, row in json.loads(path.read_text(encoding="utf-8")).items()}
