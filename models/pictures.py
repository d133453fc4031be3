"""Draws docs/img/reliability.svg and docs/img/min-confidence.svg; the same bytes for the same parses.

pictures.py [GOLD]      of our own notices, and of a folder of others
"""
from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

sys.path.insert(0, str(Path(__file__).parent))
import calibrate
import train

from policyparse.trust.model import load

matplotlib.use("svg")
import matplotlib.pyplot as plt

IMG = calibrate.ROOT / "docs" / "img"
plt.rcParams |= {"svg.hashsalt": "policyparse", "svg.fonttype": "none", "font.family": "sans-serif"}
GROUPS = 8


COLOURS = ("#b3261e", "#1f4e8c")

Series = dict[str, tuple[calibrate.Rows, int]]  # of each set of notices: confidence and rightness, how many are wanted


def reliability(series: Series) -> None:
    """Eight groups of equal size: how sure they are said to be, and how many of them are right."""
    figure, axes = plt.subplots(figsize=(4.6, 4.2))
    axes.plot([0.5, 1], [0.5, 1], color="#999999", linewidth=1, label="as it should be")
    for colour, (name, (rows, _)) in zip(COLOURS, series.items(), strict=False):
        rows = sorted(rows)
        groups = [rows[len(rows) * k // GROUPS : len(rows) * (k + 1) // GROUPS] for k in range(GROUPS)]
        said = [sum(p for p, _ in g) / len(g) for g in groups]
        right = [sum(y for _, y in g) / len(g) for g in groups]
        spread = [2 * (r * (1 - r) / len(g)) ** 0.5 for r, g in zip(right, groups, strict=True)]
        axes.errorbar(said, right, yerr=spread, fmt="o-", color=colour, capsize=3, label=name)
    axes.set(xlabel="confidence", ylabel="share that is right", xlim=(0.5, 1.01), ylim=(0.5, 1.01))
    _save(figure, axes, "reliability")


def curve(series: Series) -> None:
    """Precision and recall of what `min_confidence` leaves."""
    steps = [k / 200 for k in range(100, 199)]
    figure, axes = plt.subplots(figsize=(5.6, 4.2))
    for colour, (name, (rows, wanted)) in zip(COLOURS, series.items(), strict=False):
        kept = [[y for p, y in rows if p >= least] for least in steps]
        axes.plot(steps, [sum(x) / max(1, len(x)) for x in kept], color=colour, label=f"precision, {name}")
        axes.plot(steps, [sum(x) / wanted for x in kept], color=colour, linestyle="--", label=f"recall, {name}")
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
    sets = {"our notices": sorted(train.NOTICES.glob("*.txt"))}
    for folder in sys.argv[1:]:
        sets["the gold"] = sorted(Path(folder).glob("*.txt"))
    traits = load(calibrate.ROOT / "models" / "zh_policy")["target"].traits
    series: Series = {}
    for name, paths in sets.items():
        records, wanted = calibrate.judged(paths)
        series[name] = calibrate.left_out([r for r in records if r.kind == "target"], traits), wanted
    reliability(series)
    curve(series)


if __name__ == "__main__":
    main()
