"""What numerals, quantities and times mean: the tables of `normalisation/`, one case a row."""
from __future__ import annotations

import pytest

import policyparse as pp
from normalisation_tables import cases, plainly
from policyparse.targets.numerals import Numeral, find_numerals
from policyparse.targets.quantities import find_amounts
from policyparse.view import fold


def worth(n: Numeral) -> str:
    if n.upper is not None:
        return f"{plainly(n.value)}~{plainly(n.upper)}"
    return plainly(n.value) + ("%" if n.share else "+" if n.more else "")


@pytest.mark.parametrize(("text", "value"), cases("numerals"))
def test_numerals(text: str, value: str) -> None:
    found = [(n.start, n.end, worth(n)) for n in find_numerals(fold(text))]
    assert found == ([] if value == "-" else [(0, len(text), value)])


@pytest.mark.parametrize(("text", "value", "unit", "comparator", "per"), cases("quantities"))
def test_quantities(text: str, value: str, unit: str, comparator: str, per: str) -> None:
    found = [
        (plainly(x.value) + (f"~{plainly(x.upper)}" if x.upper is not None else ""), x.unit or "-", x.comparator, x.per or "-")
        for x in find_amounts(fold(text))
    ]
    assert found == ([] if value == "-" else [(value, unit, comparator, per)])


@pytest.mark.parametrize(("sentence", "per"), cases("per"))
def test_per(sentence: str, per: str) -> None:
    assert [(x.quantity and x.quantity.per) or "-" for x in pp.extract(sentence)] == [per]
