"""Chooses scale and shift of each kind's confidence on our own annotated notices, and says how well they hold.

    calibrate.py             on our own notices
    calibrate.py GOLD…       on folders of NAME.txt and NAME.json of the same form; nothing is chosen by them

All of ours count: whether the constants of those alone that the rules were not written with (b*) would hold better, so
few cannot tell. `build.py` puts the constants into the pipeline.
Figures “left out” are with constants chosen on the other notices.
"""
from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import scoring
import train

from policyparse.pipeline import parse
from policyparse.trust.model import Kind, Weights, load, recording

ROOT = Path(__file__).resolve().parents[1]
PRIOR = 4.0  # strength with which scale is held to 1

Rows = list[tuple[float, bool]]


class Judged(NamedTuple):
    """A record: its notice, kind and traits, and whether it is right."""

    notice: str
    kind: Kind
    traits: tuple[str, ...]
    right: bool


def judged(paths: Sequence[Path]) -> tuple[list[Judged], int]:
    """Every record of the annotated notices, and how many targets their annotations ask for."""
    out, wanted = [], 0
    for path in sorted(paths):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with recording() as weighed:
            notice = parse(path)
        rights = scoring.compare(gold, json.loads(notice.model_dump_json())).rights
        wanted += sum(not t.get("optional") for t in gold["targets"])
        for kind in train.KINDS:
            traits = [t for k, t in weighed if k == kind]
            records = zip(traits, rights[kind], strict=True)
            out += [Judged(path.stem, kind, t, right) for t, right in records if right is not None]
    return out, wanted


def chosen(weights: dict[Kind, dict[str, float]]) -> dict[Kind, dict[str, float]]:
    """Scale and shift of each kind, on our own notices."""
    records, _ = judged(list(train.NOTICES.glob("*.txt")))
    of_kind = {kind: [r for r in records if r.kind == kind] for kind in train.KINDS}
    return {kind: constants(totals(own, weights[kind]), [r.right for r in own]) for kind, own in of_kind.items()}


def totals(records: Sequence[Judged], traits: dict[str, float]) -> list[float]:
    """The sums of the weights of each record's traits."""
    return [Weights(traits, 1.0, 0.0).total(r.traits) for r in records]


def constants(sums: Sequence[float], right: Sequence[bool]) -> dict[str, float]:
    """Scale and shift by maximum likelihood, with half a right and half a wrong record of middling total beside."""
    middle = float(np.median(sums))
    z, y = np.array([*sums, middle, middle]), np.array([*right, True, False], float)
    n = np.append(np.ones(len(sums)), [0.5, 0.5])
    a, b = 1.0, 0.0
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(a * z + b, -30, 30)))
        g = np.array([(n * (y - p) * z).sum() - PRIOR * (a - 1), (n * (y - p)).sum()])
        v = n * p * (1 - p)
        h = np.array([[(v * z * z).sum() + PRIOR, (v * z).sum()], [(v * z).sum(), v.sum() + 1e-9]])
        step = np.linalg.solve(h, g)
        step /= max(1.0, np.abs(step).max())
        a, b = a + step[0], b + step[1]
    return {"scale": round(float(a), 3), "shift": round(float(b), 3)}


def left_out(records: Sequence[Judged], traits: dict[str, float]) -> Rows:
    """Confidence and rightness of each record, with constants chosen on the other notices."""
    sums = totals(records, traits)
    out: Rows = []
    for name in sorted({r.notice for r in records}):
        rest = [(z, r.right) for z, r in zip(sums, records, strict=True) if r.notice != name]
        weights = Weights(traits, **constants(*zip(*rest, strict=True)))
        out += [(weights.chance(r.traits), r.right) for r in records if r.notice == name]
    return out


def error(rows: Rows, bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    out = 0.0
    for k in range(bins):
        inside = [(p, y) for p, y in rows if k / bins <= p < (k + 1) / bins or (k == bins - 1 and p == 1)]
        out += abs(sum(p for p, _ in inside) - sum(y for _, y in inside)) / len(rows)
    return out


def confident_half(rows: Rows) -> float:
    """Precision of the surer half."""
    half = sorted(rows, key=lambda r: -r[0])[: len(rows) // 2]
    return sum(y for _, y in half) / max(1, len(half))


def doubtful_tenth(rows: Rows) -> float:
    """The share of the errors that lie in the most doubtful tenth of the records."""
    wrong = sum(not y for _, y in rows)
    return sum(not y for _, y in sorted(rows)[: len(rows) // 10]) / max(1, wrong)


def _told(rows: Rows) -> str:
    half, tenth = confident_half(rows), doubtful_tenth(rows)
    return f"error {error(rows):.3f}, surer half {half:.3f}, share of errors in the most doubtful tenth {tenth:.2f}"


def report(paths: Sequence[Path]) -> None:
    """Say how well the confidences of the notices hold."""
    weights = load(ROOT / "models" / "zh_policy")
    records, wanted = judged(paths)
    for kind in train.KINDS:
        own = [r for r in records if r.kind == kind]
        if not own:
            continue
        shipped = [(weights[kind].chance(r.traits), r.right) for r in own]
        rows = left_out(own, weights[kind].traits)
        print(f"{kind}: {len(own)} records, {sum(r.right for r in own) / len(own):.3f} right")
        print(f"  left out: {_told(rows)}\n  as shipped: {_told(shipped)}")
        if kind == "target":
            for least in (0.0, 0.8, 0.9, 0.95):
                kept = [y for p, y in rows if p >= least]
                precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / wanted
                print(f"  left out, ≥ {least:<4} {len(kept):5} precision {precision:.3f} recall {recall:.3f}")


def main() -> None:
    """Report on our own notices, or on those in the folders named."""
    ours = [(train.NOTICES, "a*.txt"), (train.NOTICES, "b*.txt")]
    for folder, pattern in [(Path(name), "*.txt") for name in sys.argv[1:]] or ours:
        print(f"— {folder.name}/{pattern}")
        report([path for path in folder.glob(pattern) if path.with_suffix(".json").exists()])


if __name__ == "__main__":
    main()
