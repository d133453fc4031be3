"""The quality gate: parses the annotated notices, scores them, and compares the figures with floors that only rise.

    gate.py                  measure, and fail where a figure is below its floor
    gate.py --raise          raise the floors to what is measured; none is ever lowered. The READMEs' table follows
    gate.py --new-gold       take what is measured for the new floors; only for a suite whose gold has changed
    gate.py --suite NAME     only this suite (may be repeated)

Our own annotated notices lie in models/data/notices; the rest of the gold beside the checkout, in ../shared. Where that
is absent only our own are measured; in CI that fails.
"""
from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "models"
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("floors.json")
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
LAYERS = ("clauses", "removed", "assignments", "targets", "strict", "bodies")
FIELDS = ("parent", "span")

Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Suite:
    """Notices that are measured together: the gold files `pattern` in `gold`, each with its input in `inputs`."""

    gold: Path
    inputs: Path
    suffix: str
    pattern: str = "*.json"

    @property
    def is_ours(self) -> bool:
        """Whether it is measured without ../shared."""
        return self.gold.is_relative_to(MODELS)

    def files(self) -> list[tuple[Path, Path]]:
        """Gold and input of each notice."""
        return [(gold, self.inputs / (gold.stem + self.suffix)) for gold in sorted(self.gold.glob(self.pattern))]

    def digest(self) -> str:
        """What the figures were measured on: changes when a gold file or an input does."""
        out = hashlib.sha256()
        for path in (path for pair in self.files() for path in pair):
            out.update(f"{path.name}\n{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return out.hexdigest()[:16]


def _scans(level: str, pattern: str = "*.json") -> Suite:
    folder = SHARED / "scans" / level
    return Suite(folder / "gold", folder, ".pdf", pattern)


def _texts(name: str, pattern: str = "*.json") -> Suite:
    folder = SHARED / "gold" / name
    return Suite(folder, folder, ".txt", pattern)


def _ours(half: str) -> Suite:
    folder = MODELS / "data" / "notices"
    return Suite(folder, folder, ".txt", f"{half}*.json")


SUITES = {
    "our notices": _ours("a"),
    "our notices, unread": _ours("b"),  # not read by who writes rules
    "text": _texts("dev"),
    "text set aside": _texts("aside"),  # its texts are never read; its scores are watched
    "torn text": _texts("dev", "hunan-2022-1.json"),
    "office scans": _scans("office"),
    "bad scans": _scans("bad"),
    "photos": _scans("photo"),
    "torn office scan": _scans("office", "hunan-2022-1.json"),
    "torn bad scan": _scans("bad", "hunan-2022-1.json"),
    "torn photo": _scans("photo", "hunan-2022-1.json"),
}


@cache
def parsed(source: Path) -> str:
    """The notice as JSON, each source read once; the code of the error where it cannot be read."""
    from policyparse import PolicyParseError, parse

    try:
        return parse(source).model_dump_json()
    except PolicyParseError as e:
        return str(e)


def measure(suite: Suite) -> Figures:
    """The figures of a suite, from 0 to 1; `clauses_kept` is the share of gold clauses that were not removed."""
    return figures(_by_our_scorer(suite) if suite.is_ours else _by_the_shared_scorer(suite))


def _by_our_scorer(suite: Suite) -> dict[str, Any]:
    if str(MODELS) not in sys.path:
        sys.path.insert(0, str(MODELS))
    import scoring

    pairs = ((gold.read_text(encoding="utf-8"), parsed(source)) for gold, source in suite.files())
    return scoring.summary(scoring.total(scoring.compare(json.loads(gold), json.loads(found)) for gold, found in pairs))


def _by_the_shared_scorer(suite: Suite) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as scratch:
        gold, parses = Path(scratch) / "gold", Path(scratch) / "parses"
        gold.mkdir()
        parses.mkdir()
        for annotated, source in suite.files():
            (gold / annotated.name).write_bytes(annotated.read_bytes())
            if (found := parsed(source)).startswith("{"):
                (parses / annotated.name).write_text(found, encoding="utf-8")
            else:  # scored as parsed to nothing
                print(f"  {source.name}: {found}")
        command = [sys.executable, str(SHARED / "eval" / "score.py"), str(gold), str(parses), "--json"]
        summary: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return summary


def figures(summary: dict[str, Any]) -> Figures:
    """The figures that have floors, out of the summary that a scorer gives."""
    out = {} if summary.get("header") is None else {"header": summary["header"]}
    out |= {name: summary[name]["f1"] for name in LAYERS if name in summary}
    out |= {name: summary["fields"][name] for name in FIELDS if name in summary.get("fields", {})}
    total = summary["clauses"]["gold"]
    out["clauses_kept"] = 1 - summary["clauses_removed"] / total if total else 1.0
    return {name: round(value, 4) for name, value in out.items()}


def below(measured: Figures, floors: Figures) -> list[str]:
    """What is below its floor, or is no longer measured."""
    return [
        f"{name} {measured.get(name, 'is not measured')} < {floor}"
        for name, floor in floors.items()
        if name not in measured or measured[name] < floor
    ]


def raised(measured: Figures, floors: Figures) -> Figures:
    """The floors, raised to what was measured where that is higher."""
    return {name: max(measured.get(name, 0.0), floors.get(name, 0.0)) for name in sorted({*measured, *floors})}


def table(pins: dict[str, Any]) -> str:
    """The floors as a Markdown table, a row for each suite: what the READMEs show."""
    shown = ("header", "clauses", "parent", "removed", "assignments", "targets", "strict")
    rows = ["| | notices | " + " | ".join(shown) + " |", "|---|" + "---:|" * (1 + len(shown))]
    for name, pin in ((name, pins[name]) for name in SUITES if name in pins):
        values = (f"{pin['floors'][figure]:.3f}" if figure in pin["floors"] else "–" for figure in shown)
        rows.append(f"| {name} | {pin['notices']} | " + " | ".join(values) + " |")
    return "\n".join(rows)


def show(pins: dict[str, Any]) -> None:
    """Write the table between the marks in the READMEs."""
    for readme in READMES:
        begin, end = "<!-- floors: begin -->\n", "\n<!-- floors: end -->"
        before, _, rest = readme.read_text(encoding="utf-8").partition(begin)
        readme.write_text(before + begin + table(pins) + end + rest.partition(end)[2], encoding="utf-8")


def check(name: str, suite: Suite, pinned: dict[str, Any], args: argparse.Namespace) -> tuple[bool, dict[str, Any]]:
    """Measure one suite; whether it passes, and what is to be pinned."""
    began = time.monotonic()
    measured, digest, floors = measure(suite), suite.digest(), pinned.get("floors", {})
    row = "  ".join(f"{k} {v:.4f}" for k, v in measured.items())
    print(f"{name} ({len(suite.files())} notices, {time.monotonic() - began:.0f} s): {row}", flush=True)
    if pinned and digest != pinned["digest"]:
        print(f"  the gold has changed since the floors were measured ({pinned['digest']} → {digest})")
        if not args.new_gold:
            print("  compare by hand, then: gate.py --new-gold --suite", repr(name))
            return False, pinned
        return True, {"digest": digest, "notices": len(suite.files()), "floors": measured}
    if args.raise_ or args.new_gold:
        return True, {"digest": digest, "notices": len(suite.files()), "floors": raised(measured, floors)}
    faults = below(measured, floors) if pinned else ["no floors are pinned: make gate-raise"]
    for fault in faults:
        print(f"  BELOW THE FLOOR: {fault}")
    return not faults, pinned


def main(argv: Iterable[str] | None = None) -> int:
    """Run the gate."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--raise", dest="raise_", action="store_true")
    parser.add_argument("--new-gold", action="store_true")
    parser.add_argument("--suite", action="append", choices=SUITES)
    args = parser.parse_args(None if argv is None else list(argv))
    names: list[str] = args.suite or list(SUITES)
    passed = True
    if not SHARED.is_dir():
        names = [name for name in names if SUITES[name].is_ours]
        passed = not os.environ.get("CI")
        print("gate: no gold beside this checkout (../shared); measured without it:", ", ".join(names) or "nothing")
    pins: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    for name in names:
        good, pin = check(name, SUITES[name], pins.get(name, {}), args)
        passed = passed and good
        if pin:
            pins[name] = pin
    if args.raise_ or args.new_gold:
        FLOORS.write_text(json.dumps(pins, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        show(pins)
    print("gate: passed" if passed else "gate: FAILED")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
