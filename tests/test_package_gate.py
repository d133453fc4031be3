"""The quality gate: floors hold, floors only rise, and a changed gold is noticed."""
from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from scripts import load_script


@pytest.fixture
def gate(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The gate over one suite of one notice, its floors in a file of the test's own."""
    module = load_script(root / "benchmarks" / "gate.py")
    for name in ("a.json", "a.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(module, "SHARED", tmp_path)
    monkeypatch.setattr(module, "FLOORS", tmp_path / "floors" / "floors.json")
    monkeypatch.setattr(module, "READMES", (tmp_path / "README.md",))
    (tmp_path / "README.md").write_text("# One\n<!-- floors: begin -->\nold\n<!-- floors: end -->\nTwo\n", encoding="utf-8")
    monkeypatch.setattr(module, "SUITES", {"one": module.Suite(tmp_path, tmp_path, ".txt", "a.json")})
    (tmp_path / "floors").mkdir()
    return module


def measures(gate: ModuleType, monkeypatch: pytest.MonkeyPatch, **values: float) -> None:
    monkeypatch.setattr(gate, "measure", lambda suite: values)


def floors(gate: ModuleType) -> dict[str, float]:
    found: dict[str, Any] = json.loads(gate.FLOORS.read_text(encoding="utf-8"))["one"]["floors"]
    return found


def test_gate_without_floors_fails(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(gate, monkeypatch, targets=0.8)
    assert gate.main([]) == 1


@pytest.mark.parametrize(("now", "code"), [(0.8, 0), (0.81, 0), (0.79, 1)])
def test_gate_holds_the_floor(gate: ModuleType, monkeypatch: pytest.MonkeyPatch, now: float, code: int) -> None:
    measures(gate, monkeypatch, targets=0.8)
    assert gate.main(["--raise"]) == 0
    measures(gate, monkeypatch, targets=now)
    assert gate.main([]) == code


def test_gate_fails_where_a_figure_is_no_longer_measured(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(gate, monkeypatch, targets=0.8, header=1.0)
    gate.main(["--raise"])
    measures(gate, monkeypatch, targets=0.8)
    assert gate.main([]) == 1


def test_raise_never_lowers(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(gate, monkeypatch, targets=0.8, header=0.9)
    gate.main(["--raise"])
    measures(gate, monkeypatch, targets=0.7, header=0.95)
    gate.main(["--raise"])
    assert floors(gate) == {"targets": 0.8, "header": 0.95}


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
def test_gate_notices_a_changed_gold(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    measures(gate, monkeypatch, targets=0.8)
    gate.main(["--raise"])
    (gate.SHARED / name).write_text("changed", encoding="utf-8")
    assert gate.main(["--raise"]) == 1
    assert "the gold has changed" in capsys.readouterr().out


def test_new_gold_takes_what_is_measured(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(gate, monkeypatch, targets=0.8)
    gate.main(["--raise"])
    (gate.SHARED / "a.json").write_text("changed", encoding="utf-8")
    measures(gate, monkeypatch, targets=0.7)
    assert gate.main(["--new-gold"]) == 0
    assert floors(gate) == {"targets": 0.7}
    assert gate.main([]) == 0


def test_new_gold_is_no_way_to_lower_a_floor(gate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    measures(gate, monkeypatch, targets=0.8)
    gate.main(["--raise"])
    measures(gate, monkeypatch, targets=0.7)
    gate.main(["--new-gold"])
    assert floors(gate) == {"targets": 0.8}


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_gate_without_gold_passes_except_in_ci(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ci: str, code: int
) -> None:
    monkeypatch.setattr(gate, "SHARED", tmp_path / "nowhere")
    monkeypatch.setenv("CI", ci)
    assert gate.main([]) == code


@pytest.mark.parametrize(("now", "code"), [(0.8, 0), (0.79, 1)])
def test_gate_measures_our_own_notices_without_the_gold(
    gate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, now: float, code: int
) -> None:
    measures(gate, monkeypatch, targets=0.8)
    gate.main(["--raise"])
    monkeypatch.setattr(gate, "SHARED", tmp_path / "nowhere")
    monkeypatch.setattr(gate, "MODELS", tmp_path)
    monkeypatch.setenv("CI", "")
    measures(gate, monkeypatch, targets=now)
    assert gate.main([]) == code


def test_figures_are_those_with_floors(gate: ModuleType) -> None:
    summary = {
        "header": 0.5,
        "clauses": {"f1": 0.9, "gold": 200},
        "clauses_removed": 2,
        "targets": {"f1": 0.7, "gold": 10},
        "fields": {"parent": 0.98765, "span": 1.0, "unit": 0.9},
    }
    expected = {"header": 0.5, "clauses": 0.9, "targets": 0.7, "parent": 0.9877, "span": 1.0, "clauses_kept": 0.99}
    assert gate.figures(summary) == expected


def test_floors_are_pinned_for_every_suite(root: Path) -> None:
    module = load_script(root / "benchmarks" / "gate.py", "gate_as_it_is")
    pinned = json.loads((root / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
    assert set(pinned) == set(module.SUITES)
    assert all(len(pin["digest"]) == 16 and pin["floors"] for pin in pinned.values())


def test_raise_writes_the_readmes_table(gate: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    measures(gate, monkeypatch, targets=0.8, header=1.0)
    gate.main(["--raise"])
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# One\n<!-- floors: begin -->\n| | notices | header |")
    assert "| one | 1 | 1.000 | – | – | – | – | 0.800 | – |\n<!-- floors: end -->\nTwo\n" in text


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_readme_shows_the_floors(root: Path, name: str) -> None:
    module = load_script(root / "benchmarks" / "gate.py", "gate_as_it_is")
    assert module.table(json.loads(module.FLOORS.read_text(encoding="utf-8"))) in (root / name).read_text(encoding="utf-8")
