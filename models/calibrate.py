"""Chooses scale and shift of each kind's confidence on annotated notices, and says how well calibrated they are.

    calibrate.py GOLD… [--write] [--kind KIND…]

Each GOLD is a folder of NAME.txt and NAME.json as ../shared/eval/score.py reads them.

Annotations may lack header, footer, clauses or assignments: such records are then left out. `--kind` confines what is
said and written to some kinds, as not every folder is of use for each: constants are best chosen on notices that the
rules were not written with.

Nothing else of the annotated notices reaches the models: two numbers for each kind, in data/calibration.json.
Figures are leave-one-notice-out: a notice's confidences are computed with constants chosen on the others.
"""
from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import train

from policyparse.pipeline import parse
from policyparse.trust.model import load, recording

ROOT = Path(__file__).resolve().parents[1]
PRIOR = 4.0  # strength with which scale is held to 1


class Judged(NamedTuple):
    """A record: its notice, kind, sum of weights, confidence as given, and whether it is right."""

    notice: str
    kind: str
    total: float
    given: float
    right: bool


def _score() -> Any:
    spec = importlib.util.spec_from_file_location("score", ROOT.parent / "shared" / "eval" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(folders: list[Path]) -> tuple[list[Judged], int]:
    """Every record of the notices in the folders, and how many targets their gold asks for."""
    score, weights, out, wanted = _score(), load(ROOT / "models" / "zh_policy"), [], 0
    for path in sorted(p for folder in folders for p in folder.glob("*.txt") if p.with_suffix(".json").exists()):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        with recording() as weighed:
            parsed = json.loads(parse(path).model_dump_json())
        rights = _rights(score, gold, parsed)
        wanted += sum(not t.get("optional") for t in gold["targets"])
        for kind in train.KINDS:
            traits = [t for k, t in weighed if k == kind]
            given = [weights[kind].chance(t) for t in traits]
            for t, g, right in zip(traits, given, rights[kind], strict=True):
                if right is not None:
                    out.append(Judged(path.stem, kind, weights[kind].total(t), g, right))
    return out, wanted


def _rights(score: Any, gold: dict[str, Any], parsed: dict[str, Any]) -> dict[str, list[bool | None]]:
    """Which records are right, by kind in the order in which they are weighed; None: neither asked for nor wrong."""
    gk, pk = score.gold_clauses({"clauses": [], **gold}), score.pred_clauses(parsed)
    back = {p: g for g, p in score.match_clauses(gk, pk).items()}
    clauses = [i in back if "header" in gold else None for i in range(len(pk))]
    ids = {c["id"]: i for i, c in enumerate(parsed["clauses"])}
    triples = {(a["clause"], a["role"], score.norm(b)) for a in gold.get("assignments", ()) for b in a["bodies"]}
    duties = [
        all((back.get(ids.get(a["clause_id"]), -1), a["role"], score.norm(b["raw"])) in triples for b in a["bodies"])
        if "assignments" in gold else None
        for a in parsed["assignments"]
    ]
    wanted, found = [t for t in gold["targets"] if not t.get("optional")], parsed["targets"]
    hit = {p for _, p in score.match_targets(wanted, found)}
    loose = [
        (not t["quantity"] and (t["deadline"] or {}).get("source") not in (None, "sentence"))
        or any(score.touches(g, t) for g in gold["targets"] if g.get("optional"))
        for t in found
    ]
    targets = [True if i in hit else None if loose[i] else False for i in range(len(found))]
    fields: list[bool | None] = []
    for part in ("header", "footer"):
        for name, value in parsed[part].items():
            for x in value if isinstance(value, list) else [value]:
                if isinstance(x, dict) and "confidence" in x:
                    known = gold.get(part, {})
                    fields.append(_field_right(score, known[name], name, x) if name in known else None)
    return {"target": targets, "assignment": duties, "field": fields, "clause": clauses}


def _field_right(score: Any, want: Any, name: str, x: dict[str, Any]) -> bool:
    ways = [way for w in (want if isinstance(want, list) else [want]) if w for way in str(w).split("|")]
    read = score.written if name in score.AS_WRITTEN else score.norm
    return any(score.norm(way) == read(x) for way in ways)


def constants(records: list[Judged]) -> dict[str, float]:
    """Scale and shift by maximum likelihood, with half a right and half a wrong record of middling total beside."""
    z = np.array([r.total for r in records])
    y = np.array([r.right for r in records], float)
    middle = float(np.median(z))
    z, y = np.append(z, [middle, middle]), np.append(y, [1.0, 0.0])
    n = np.append(np.ones(len(records)), [0.5, 0.5])
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


def left_out(records: list[Judged]) -> list[tuple[float, bool]]:
    """Confidence and rightness of each record, with constants chosen on the other notices."""
    out = []
    for name in sorted({r.notice for r in records}):
        c = constants([r for r in records if r.notice != name])
        for r in (r for r in records if r.notice == name):
            p = 1 / (1 + float(np.exp(-np.clip(c["scale"] * r.total + c["shift"], -30, 30))))
            out.append((min(p, 0.999), r.right))
    return out


def error(rows: list[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error over equally wide bins."""
    out = 0.0
    for k in range(bins):
        inside = [(p, y) for p, y in rows if k / bins <= p < (k + 1) / bins or (k == bins - 1 and p == 1)]
        out += abs(sum(p for p, _ in inside) - sum(y for _, y in inside)) / len(rows)
    return out


def confident_half(rows: list[tuple[float, bool]]) -> float:
    """Precision of the surer half."""
    half = sorted(rows, key=lambda r: -r[0])[: len(rows) // 2]
    return sum(y for _, y in half) / max(1, len(half))


def main() -> None:
    """Judge, choose, report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="*", type=Path, default=[ROOT.parent / "shared" / "gold" / "dev"])
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--kind", nargs="+", choices=train.KINDS, default=train.KINDS)
    args = parser.parse_args()
    records, wanted = judged(args.gold)
    chosen = json.loads((train.DATA / "calibration.json").read_text(encoding="utf-8"))
    for kind in args.kind:
        own = [r for r in records if r.kind == kind]
        if not own:
            continue
        chosen[kind] = constants(own)
        lono, given = left_out(own), [(r.given, r.right) for r in own]
        right = sum(r.right for r in own) / len(own)
        print(
            f"{kind:<11} {len(own):5} right {right:.3f} {chosen[kind]}  left out: ECE {error(lono):.3f} "
            f"half {confident_half(lono):.3f}   as shipped: ECE {error(given):.3f} half {confident_half(given):.3f}"
        )
        if kind == "target":
            for least in (0.0, 0.5, 0.7, 0.8, 0.9, 0.95):
                kept = [y for p, y in lono if p >= least]
                precision, recall = sum(kept) / max(1, len(kept)), sum(kept) / wanted
                print(f"    ≥ {least:<4} {len(kept):5} P {precision:.3f} R {recall:.3f}")
    if args.write:
        text = json.dumps(chosen, indent=1, sort_keys=True) + "\n"
        (train.DATA / "calibration.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
