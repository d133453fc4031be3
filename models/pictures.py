"""Draws docs/img/reliability.svg and docs/img/min-confidence.svg; the same bytes for the same parses.

pictures.py GOLD…      the folders that `calibrate.py` takes
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

import matplotlib

sys.path.insert(0, str(Path(__file__).parent))
import calibrate

matplotlib.use("svg")
import matplotlib.pyplot as plt

IMG = calibrate.ROOT / "docs" / "img"
plt.rcParams |= {"svg.hashsalt": "policyparse", "svg.fonttype": "none", "font.family": "sans-serif"}
GROUPS = 8


def reliability(rows: list[tuple[float, bool]]) -> None:
    """Eight groups of equal size: how sure they are said to be, and how many of them are right."""
    rows = sorted(rows)
    groups = [rows[len(rows) * k // GROUPS : len(rows) * (k + 1) // GROUPS] for k in range(GROUPS)]
    figure, axes = plt.subplots(figsize=(4.6, 4.2))
    axes.plot([0.7, 1], [0.7, 1], color="#999999", linewidth=1, label="as it should be")
    said = [sum(p for p, _ in g) / len(g) for g in groups]
    right = [sum(y for _, y in g) / len(g) for g in groups]
    spread = [2 * (r * (1 - r) / len(g)) ** 0.5 for r, g in zip(right, groups, strict=True)]
    axes.errorbar(said, right, yerr=spread, fmt="o-", color="#b3261e", capsize=3, label="targets, left out")
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0.7, 1.01), ylim=(0.7, 1.01))
    _save(figure, axes, "reliability")


def curve(rows: list[tuple[float, bool]], wanted: int) -> None:
    """Precision and recall of what `min_confidence` leaves."""
    steps = [k / 200 for k in range(120, 199)]
    kept = [[y for p, y in rows if p >= least] for least in steps]
    figure, axes = plt.subplots(figsize=(5.6, 4.2))
    axes.plot(steps, [sum(x) / max(1, len(x)) for x in kept], color="#b3261e", label="precision")
    axes.plot(steps, [sum(x) / wanted for x in kept], color="#1f4e8c", label="recall")
    axes.set(xlabel="Options(min_confidence=…)", ylim=(0, 1.02))
    _save(figure, axes, "min-confidence")


def _save(figure: plt.Figure, axes: plt.Axes, name: str) -> None:
    axes.legend(loc="lower left", frameon=False)
    axes.grid(alpha=0.3)
    figure.tight_layout()
    figure.savefig(IMG / f"{name}.svg", metadata={"Date": None, "Creator": None})
    plt.close(figure)


def main() -> None:
    """Judge and draw."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="+", type=Path)
    records, wanted = calibrate.judged(parser.parse_args().gold)
    rows = calibrate.left_out([r for r in records if r.kind == "target"])
    reliability(rows)
    curve(rows, wanted)


if __name__ == "__main__":
    main()
