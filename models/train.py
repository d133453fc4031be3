"""Learns the weights behind confidences from our own labelled sentences and from notices made of them.

Deterministic: seeded, on one thread's arithmetic, weights rounded. `build.py` puts the result into the pipeline.
"""
from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import notices
import numpy as np

from policyparse.pipeline import parse
from policyparse.records import Clause, Notice, Target
from policyparse.trust.model import Kind, recording

DATA = Path(__file__).parent / "data"
NOTICES = DATA / "notices"
KINDS: tuple[Kind, ...] = ("target", "assignment", "field", "clause")
_HEAD = "某市人民政府办公室关于做好{}有关工作的通知\n各县（市、区）人民政府：\n"
_FOOT = "\n某市人民政府办公室\n{}年{}月{}日\n"
_AT_LEAST = 3  # times that a trait must be seen
_PENALTY = 20.0
_PLACES = 3


class Example(NamedTuple):
    """A record that was weighed: its traits, whether it is right, and the text that it comes from."""

    kind: Kind
    traits: tuple[str, ...]
    right: bool
    group: str


class Sentence(NamedTuple):
    """A labelled line: its text, its marks (right or not, start, end), its notice's date, its clause's heading."""

    text: str
    marks: list[tuple[bool, int, int]]
    issued: str
    heading: str


def sentences() -> Iterator[Sentence]:
    """The lines of the data files."""
    for path in sorted(DATA.glob("promises-*.txt")):
        issued, heading = "", "工作要求"
        for line in filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())):
            if line[0] == "@":
                issued, heading = line[2:12], "工作要求"
            elif line[0] == ">":
                heading = line[2:]
            elif line[0] != "#":
                yield Sentence(*_plain(line), issued, heading)


def _plain(line: str) -> tuple[str, list[tuple[bool, int, int]]]:
    text, marks = "", []
    for piece in re.split(r"([⟦⟪⟧⟫])", line):
        if piece in ("⟦", "⟪"):
            marks.append((piece == "⟦", len(text), 0))
        elif piece in ("⟧", "⟫"):
            marks[-1] = (*marks[-1][:2], len(text))
        else:
            text += piece
    return text, marks


def of_targets() -> list[Example]:
    """What the rules find in each sentence, right where it stands on a promise; what no mark touches is left out."""
    out = []
    for x in sentences():
        head, rest = _HEAD.format(x.issued[:4] + "年"), f"一、{x.heading}\n{x.text}"
        if x.heading == "-":
            rest = f"{x.text}\n一、提高认识"
        foot = _FOOT.format(*map(int, x.issued.split("-")))
        with recording() as weighed:
            notice = parse(head + rest + foot)
        traits = [t for kind, t in weighed if kind == "target"]
        for target, found in zip(notice.targets, traits, strict=True):
            if (right := _is_right(target, x, len(head) + rest.index(x.text))) is not None:
                out.append(Example("target", found, right, x.text))
    return out


def _is_right(target: Target, x: Sentence, head: int) -> bool | None:
    """By the mark on its quantity; by one on its verb, where it has none, or else by that on its date."""
    if target.quantity is None and target.action is not None:
        said = x.text[max(0, target.evidence.spans[0].start - head) : target.evidence.spans[-1].end - head]
        on_verb = [right for right, a, b in x.marks if x.text[a:b] in target.action and target.action in said]
        if on_verb:
            return on_verb[0]
    part = target.quantity or target.deadline
    if part is None or not part.spans or part.spans[0].start < head:
        return None
    a, b = part.spans[0].start - head, part.spans[-1].end - head
    touched = [right for right, start, end in x.marks if a < end and start < b]
    return touched[0] if touched else None


def of_notices(seeds: Sequence[int]) -> list[Example]:
    """The clauses, assignments and fields of made notices, damaged as prints and readings damage them."""
    plain = [x.text for x in sentences() if len(x.text) < 90]
    out = []
    for seed in seeds:
        made = notices.make(seed, plain)
        with recording() as weighed:
            notice = parse(made.text)
        for kind in KINDS[1:]:
            rights = list(_JUDGES[kind](notice, made))
            traits = [t for k, t in weighed if k == kind]
            out += [Example(kind, t, right, str(seed)) for t, right in zip(traits, rights, strict=True)]
    return out


def _fields(notice: Notice, made: notices.Made) -> Iterator[bool]:
    for part in (notice.header, notice.footer):
        for name in type(part).model_fields:
            value = getattr(part, name)
            for x in value if isinstance(value, tuple) else [value]:
                if hasattr(x, "confidence"):
                    text = getattr(x, "date", None) or getattr(x, "text", None) or x.name
                    yield text in made.fields.get(name, ())


def _clauses(notice: Notice, made: notices.Made) -> Iterator[bool]:
    rest = Counter(made.clauses)
    for x in notice.clauses:
        key = _place(x)
        yield rest[key] > 0
        rest[key] -= 1


def _assignments(notice: Notice, made: notices.Made) -> Iterator[bool]:
    places = {x.id: _place(x) for x in notice.clauses}
    for x in notice.assignments:
        yield (places.get(x.clause_id or ""), x.role, tuple(b.raw for b in x.bodies)) in made.assignments


def _place(clause: Clause) -> tuple[str, str]:
    return clause.label, re.sub(r"\s", "", clause.heading + clause.text)[:6]


_JUDGES: dict[str, Callable[[Notice, Any], Iterator[bool]]] = {
    "field": _fields, "clause": _clauses, "assignment": _assignments,
}


def fit(examples: Sequence[Example], penalty: float = _PENALTY) -> dict[str, float]:
    """Logistic regression with a quadratic penalty, by Newton's method."""
    seen = Counter(t for x in examples for t in {*x.traits})
    names = sorted(t for t, n in seen.items() if n >= _AT_LEAST)
    at = {t: i for i, t in enumerate(names)}
    m = np.zeros((len(examples), len(names)))
    for i, x in enumerate(examples):
        m[i, [at[t] for t in x.traits if t in at]] = 1
    y = np.array([x.right for x in examples], float)
    w = np.zeros(len(names))
    for _ in range(30):
        p = 1 / (1 + np.exp(-m @ w))
        step = np.linalg.solve((m.T * (p * (1 - p))) @ m + penalty * np.eye(len(names)), m.T @ (y - p) - penalty * w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return {t: v for t, v in zip(names, (round(float(v), _PLACES) for v in w), strict=True) if v}


def train() -> dict[Kind, dict[str, float]]:
    """The weight of each trait, by kind."""
    examples = [*of_targets(), *of_notices(range(160))]
    return {kind: fit([x for x in examples if x.kind == kind]) for kind in KINDS}


def digest() -> str:
    """A digest of what is learnt from and of what the traits are; the rules, which change more often, are not in it."""
    source = Path(__file__).parents[1] / "src" / "policyparse"
    traits = [*sorted((source / "trust").glob("*.py")), source / "targets" / "traits.py"]
    code = [Path(__file__).with_name(f"{name}.py") for name in ("calibrate", "notices", "scoring", "train")]
    paths = [*sorted(DATA.glob("*.txt")), *sorted(p for p in NOTICES.iterdir() if p.suffix != ".md"), *code, *traits]
    return hashlib.sha256(b"".join(p.read_bytes() for p in paths)).hexdigest()[:16]
