"""Scale and shift of confidences: how they are chosen, and how it is told how well they hold."""
from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType

import pytest

from scripts import load_script


@pytest.fixture(scope="module")
def calibrate(root: Path) -> ModuleType:
    return load_script(root / "models" / "calibrate.py")


@pytest.mark.parametrize(("scale", "shift"), [(1.0, 0.0), (1.5, 0.5), (0.7, 2.0)])
def test_calibrate_finds_scale_and_shift_again(calibrate: ModuleType, scale: float, shift: float) -> None:
    sums, right = [], []
    for k in range(-30, 31):
        of_a_hundred = round(100 / (1 + math.exp(-(scale * k / 10 + shift))))
        sums += [k / 10] * 100
        right += [True] * of_a_hundred + [False] * (100 - of_a_hundred)
    assert calibrate.constants(sums, right) == pytest.approx({"scale": scale, "shift": shift}, abs=0.03)


def test_calibrate_is_never_sure_of_few(calibrate: ModuleType) -> None:
    found = calibrate.constants([1.0, 1.0, 1.0], [True, True, True])
    assert found["scale"] * 1.0 + found["shift"] < 3


def test_calibrate_left_out_does_not_learn_from_its_own_notice(calibrate: ModuleType) -> None:
    records = [calibrate.Judged(f"n{k % 4}", "target", ("x",), k % 4 != 3) for k in range(40)]
    rows = calibrate.left_out(records, {"x": 1.0})
    of_the_wrong_notice = [p for p, right in rows if not right]
    assert min(of_the_wrong_notice) > max(p for p, right in rows if right)


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        ([(0.8, True)] * 8 + [(0.8, False)] * 2, 0.0),
        ([(0.9, True)] * 8 + [(0.9, False)] * 2, 0.1),
        ([(0.6, True)] * 5 + [(1.0, True)] * 5, 0.2),
    ],
)
def test_calibrate_error_is_the_mean_gap(calibrate: ModuleType, rows: list[tuple[float, bool]], error: float) -> None:
    assert calibrate.error(rows) == pytest.approx(error)


def test_calibrate_tells_halves_and_tenths(calibrate: ModuleType) -> None:
    rows = [(0.5, False)] * 2 + [(0.6, False)] * 2 + [(0.9, True)] * 16
    assert calibrate.confident_half(rows) == 1.0
    assert calibrate.doubtful_tenth(rows) == 0.5


def test_calibrate_judges_the_same_twice(calibrate: ModuleType) -> None:
    paths = [calibrate.train.NOTICES / f"{name}.txt" for name in ("a01", "b06")]
    assert calibrate.judged(paths) == calibrate.judged(paths[::-1])
