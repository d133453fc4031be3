"""Who answers for a clause, where the notice says so in brackets （A牵头，B配合） or in a line 责任单位：…"""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyparse.clauses.tree import Node, Tree
from policyparse.lexicon.regions import Region
from policyparse.reading.pages import Reading
from policyparse.records import Assignment, Body, Spans
from policyparse.targets.bodies import make_body, subject_bodies
from policyparse.targets.draft import Draft
from policyparse.targets.duties import breaks_off, read_duties, roles, says_first_leads
from policyparse.targets.duty_reader import Duty
from policyparse.targets.promises import clause_id
from policyparse.targets.sentences import sentences
from policyparse.view import View

Owned = Mapping[str | None, Sequence[tuple[Spans, tuple[Body, ...]]]]
"""The brackets and lines of each clause, by its id: where each stands, and whom it names, each with its role."""

_TOUCHING = 2
"""Characters between the end of a line and the next one's beginning."""


@dataclass(frozen=True, slots=True)
class _Find:
    """A paragraph with assignments; `alone` where it is a line of its own that holds nothing else."""

    node: Node | None
    view: View
    duties: list[Duty]
    alone: bool


def find_assignments(reading: Reading, tree: Tree, region: Region | None = None) -> list[Assignment]:
    """Who answers for which clause, where brackets or a line 责任单位：… say so.

    Args:
        reading: What was read.
        tree: The clauses; each assignment goes to the innermost clause whose paragraphs it closes.
        region: Where the notice comes from: the full names of bodies depend on it.

    Returns:
        One assignment for each role in each bracket, in reading order; `spans` cover the bracket or the line.
    """
    lasting = any(says_first_leads(v.text) for _, views in _places(tree) for v in views)
    finds = [
        _Find(node, view, duties, after_first and duties[0].part[0] == 0)
        for node, view, after_first in _paragraphs(tree)
        if (duties := read_duties(view.text))
    ]
    out: list[Assignment] = []
    owners = _owners(tree, finds)
    _support_the_lead(finds, owners)
    for find, owner in zip(finds, owners, strict=True):
        for duty in find.duties:
            lasting = lasting or duty.lasting
            for role, parts in roles(duty, lasting or duty.first_leads).items():
                out.append(
                    Assignment(
                        clause_id=None if owner is None else clause_id(owner),
                        role=role,
                        bodies=tuple(make_body(reading, find.view, part, region) for part in parts),
                        spans=reading.spans(find.view, *duty.part),
                        confidence=duty.confidence,
                    )
                )
    return out


def by_clause(assignments: Iterable[Assignment]) -> Owned:
    """The brackets and lines of each clause, in reading order."""
    out: dict[str | None, list[tuple[Spans, tuple[Body, ...]]]] = {}
    for x in assignments:
        bodies = tuple(body.model_copy(update={"role": x.role}) for body in x.bodies)
        out.setdefault(x.clause_id, []).append((x.spans, bodies))
    return out


def bodies_for(assignments: Owned, tree: Tree, index: int | None, at: int) -> tuple[Body, ...]:
    """The bodies that answer for what stands at `at` in the clause `index`, each with its role.

    A bracket closes what stands before it: the first one that ends after `at` holds, with those that touch it (lines
    牵头单位：…, 配合单位：…). Behind the last one its bodies answer only where it is a line of its own or stands at the
    clause's heading. A clause without any takes those of the nearest clause above that has some.

    Args:
        assignments: What `find_assignments` gave, by clause.
        tree: The clauses.
        index: The clause, or None for text outside of any.
        at: An offset into the reading's text, where the promise stands.
    """
    own_clause = None if index is None else tree.nodes[index]
    while True:
        if own := assignments.get(None if index is None else clause_id(index)):
            chosen = next((row for row in _rows(own) if row[-1][0][-1].end > at), None)
            if chosen is None and own_clause and _closes_a_sentence(own_clause, own[-1][0][0].start):
                return ()
            return tuple(body for _, bodies in chosen or _rows(own)[-1] for body in bodies)
        if index is None:
            return ()
        index = tree.nodes[index].parent
        if index is None:
            return ()


def _closes_a_sentence(node: Node, at: int) -> bool:
    """Whether a bracket at `at` stands behind sentences of its clause: not behind its heading, nor in its own line."""
    behind_heading = node.heading and node.heading.start < at <= node.heading.at[-1] + 1
    return not behind_heading and any(view.start < at <= view.at[-1] for view in node.paragraphs)


def _rows(own: Sequence[tuple[Spans, tuple[Body, ...]]]) -> list[list[tuple[Spans, tuple[Body, ...]]]]:
    """Brackets and lines, those together that nothing stands between."""
    rows: list[list[tuple[Spans, tuple[Body, ...]]]] = []
    for one in own:
        if rows and one[0][0].start - rows[-1][-1][0][-1].end <= _TOUCHING:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def who_does(
    draft: Draft,
    view: View,
    node: Node | None,
    tree: Tree,
    assignments: Owned,
    reading: Reading,
    region: Region | None,
) -> tuple[Body, ...]:
    """The bodies that have to do what a draft says: its sentence's subject, then those that the clause's bracket names.

    Args:
        draft: A target on its way; its offsets are those of `view`.
        view: The paragraph.
        node: The clause the paragraph belongs to, or None.
        tree: The clauses.
        assignments: What `find_assignments` gave, by clause.
        reading: What was read.
        region: Where the notice comes from.
    """
    at = draft.predicate_at(view.text)
    start, end = next(((a, b) for a, b in sentences(view.text) if a <= at <= b), (0, len(view)))
    heading = len(node.heading) if node is not None and view.start == node.first.start else 0
    if start < heading <= at:
        start = heading
    named = bodies_for(assignments, tree, None if node is None else node.index, view.at[min(at, len(view) - 1)])
    return (*subject_bodies(view, start, end, at, draft.object, reading, region), *named)


def _places(tree: Tree) -> list[tuple[Node | None, list[View]]]:
    """Clauses and loose paragraphs in reading order."""
    places: list[tuple[Node | None, list[View]]] = [(node, node.paragraphs) for node in tree.nodes if node.paragraphs]
    places += [(None, [view]) for view in tree.loose if view]
    return sorted(places, key=lambda place: place[1][0].start)


def _paragraphs(tree: Tree) -> Iterator[tuple[Node | None, View, bool]]:
    """All paragraphs, those that a bracket runs over made one; and whether it comes after its clause's first."""
    for node, views in _places(tree):
        at = 0
        while at < len(views):
            view, upto = views[at], at + 1
            if upto < len(views) and breaks_off(view.text) and not breaks_off((view + views[upto]).text):
                view, upto = view + views[upto], upto + 1
            yield node, view, at > 0
            at = upto


def _support_the_lead(finds: list[_Find], owners: list[int | None]) -> None:
    """Lines of one clause speak of one task: beside a line 牵头单位：… those of 责任单位：… support."""
    for (before, at), (find, owner) in pairwise(zip(finds, owners, strict=True)):
        if owner != at or not (before.alone and find.alone):
            continue
        kinds = {kind for duty in before.duties for kind, _ in duty.named}
        for duty in find.duties:
            if "lead" in kinds and all(kind == "own" for kind, _ in duty.named):
                duty.named = [("support", part) for _, part in duty.named]


def _owners(tree: Tree, finds: list[_Find]) -> list[int | None]:
    """The clause of each find.

    A line of its own after the last of several items that have none closes the clause above, but where items of
    that level have lines of their own elsewhere in the notice.
    """
    kin: dict[tuple[int | None, int], list[int]] = {}
    for x in tree.nodes:
        kin.setdefault((x.parent, x.part), []).append(x.index)
    busy = {find.node.index for find in finds if find.node is not None}
    each = {  # the levels whose items have lines of their own
        node.level for node, alone in ((find.node, find.alone) for find in finds)
        if node is not None and alone and (kin[node.parent, node.part][-1] != node.index)
    }
    out: list[int | None] = []
    for node, alone in ((find.node, find.alone) for find in finds):
        if node is None:
            out.append(None)
            continue
        *before, last = kin[node.parent, node.part]
        leaf = node.index + 1 == len(tree.nodes) or tree.nodes[node.index + 1].parent != node.index
        closes = leaf and node.parent is not None and before and last == node.index and not busy & set(before)
        out.append(node.parent if alone and closes and node.level not in each else node.index)
    return out
