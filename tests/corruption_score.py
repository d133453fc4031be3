"""How well the tree of a corrupted notice comes out."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corruption import Case, Layout, corrupt
from policyparse.clauses.grow import grow_tree
from policyparse.clauses.tree import Tree
from policyparse.layout.furniture import set_aside_furniture
from policyparse.layout.join import join_lines
from policyparse.layout.paragraphs import Dropped
from policyparse.letterhead.foot import read_foot
from policyparse.letterhead.head import read_head
from policyparse.reading.pages import Reading


@dataclass
class Tally:
    """Counts over many cases, and what went wrong in words."""

    hits: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def precision(self, what: str) -> float:
        """Of what was removed, the share that was right to go."""
        return self.hits[f"{what} right"] / self.found[what] if self.found[what] else 1.0

    def recall(self, what: str) -> float:
        return self.hits[what] / self.true[what] if self.true[what] else 1.0

    def f1(self, what: str) -> float:
        return 2 * self.hits[what] / (self.found[what] + self.true[what])


def steps(reading: Reading) -> tuple[list[Dropped], Tree]:
    """All steps of a parse up to the tree."""
    lines, furniture = set_aside_furniture(reading)
    head = read_head(reading, lines)
    foot = read_foot(reading, head, join_lines(reading, head.rest))
    tree = grow_tree(reading, foot.blocks)
    return [*furniture, *head.dropped, *foot.dropped, *tree.dropped], tree


def score(case: Case, tally: Tally, name: str) -> None:
    """Adds what came out of a case."""
    text = case.reading.text
    index = {}
    for i, c in enumerate(text):
        if not c.isspace():
            index[i] = len(index)
    assert len(index) == len(case.marks)
    dropped, tree = steps(case.reading)
    _score_tree(case, tree, index, tally, name)
    _score_removed(case, dropped, index, tally, name)


def _score_tree(case: Case, tree: Tree, index: dict[int, int], tally: Tally, name: str) -> None:
    at = [case.twins.get(b, b) for b in (index[n.label_view.start] for n in tree.nodes)]
    found = {b: (n.label, None if n.parent is None else at[n.parent]) for b, n in zip(at, tree.nodes, strict=True)}
    copies = set(case.twins.values())
    good = {b for b, way in case.begins.items() if b in found and found[b][1] == way[1] and (found[b][0] == way[0] or b in copies)}
    tally.true["tree"] += len(case.begins)
    tally.found["tree"] += len(tree.nodes)
    tally.hits["tree"] += len(good)
    solid = "".join(c for c in case.reading.text if not c.isspace())
    for b in sorted({*case.begins, *found} - good):
        tally.faults.append(f"{name} tree {solid[b : b + 16]!r}: true {case.begins.get(b)}, found {found.get(b)}")
    for b in {b for b in at if at.count(b) > 1}:
        tally.faults.append(f"{name} tree {solid[b : b + 16]!r}: a copy stays as a clause")


def _score_removed(case: Case, dropped: Sequence[Dropped], index: dict[int, int], tally: Tally, name: str) -> None:
    """By paragraphs: one is found where four fifths of its characters are; removed is right where four fifths are."""
    gone = {index[i]: x.reason for x in dropped for i in x.view.at}
    solid = "".join(c for c in case.reading.text if not c.isspace())
    runs: list[tuple[int, int, str]] = []
    for i, mark in enumerate(case.marks):
        if runs and runs[-1][2] == mark and runs[-1][1] == i and i not in case.twins and i not in case.begins:
            runs[-1] = (runs[-1][0], i + 1, mark)
        else:
            runs.append((i, i + 1, mark))
    stays: dict[str, list[bool]] = {}
    for a, b, mark in runs:
        for what, reason in (("furniture", "furniture"), ("dup", "duplicate")):
            if mark.startswith(what):
                share = sum(gone.get(i) == reason for i in range(a, b)) / (b - a)
                tally.true[what] += 1
                kind, _, group = mark.partition(" ")
                if share >= 0.8 or (kind == "dup" and any(stays.get(group, []))):
                    tally.hits[what] += 1
                else:
                    tally.faults.append(f"{name} {what} stays: {solid[a:b][:60]}")
        if mark.startswith("one"):
            stays.setdefault(mark.partition(" ")[2], []).append(sum(gone.get(i) == "duplicate" for i in range(a, b)) / (b - a) >= 0.8)
    for x in dropped:
        what = {"furniture": "furniture", "duplicate": "dup"}.get(x.reason)
        if what is None:
            if len(x.view) > 3:
                tally.faults.append(f"{name} noise: {x.view.text[:40]}")
            continue
        own = [case.marks[index[i]] for i in x.view.at]
        right = sum(m.startswith(what) or (what == "dup" and m.startswith("one")) for m in own) >= 0.8 * len(own)
        tally.found[what] += 1
        tally.hits[f"{what} right"] += right
        if not right:
            tally.faults.append(f"{name} {what} wrong: {x.view.text[:60]}")


def measure(seeds: Iterable[int], layouts: Sequence[Layout]) -> Tally:
    """The tally over cases."""
    tally = Tally()
    for seed in seeds:
        for layout in layouts:
            score(corrupt(seed, layout), tally, f"{layout} {seed}")
    return tally
