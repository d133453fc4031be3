"""Who answers for a clause, where the notice says so in brackets （A牵头，B配合） or in a line 责任单位：…"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policyparse.clauses.tree import Node, Tree
from policyparse.lexicon.regions import Region
from policyparse.reading.pages import Reading
from policyparse.records import Assignment, Body, Role
from policyparse.targets.bodies import make_body, subject_bodies
from policyparse.targets.draft import Draft
from policyparse.targets.organs import HIDDEN, Part, hide, is_body, is_level, is_organ, is_some, split_names, without_aside
from policyparse.targets.promises import clause_id
from policyparse.targets.sentences import sentences
from policyparse.view import View

def find_assignments(reading: Reading, tree: Tree, region: Region | None = None) -> list[Assignment]:
    """Who answers for which clause, where brackets or a line 责任单位：… say so.

    Args:
        reading: What was read.
        tree: The clauses; each assignment goes to the innermost clause whose paragraphs it closes.
        region: Where the notice comes from: the full names of bodies depend on it.

    Returns:
        One assignment for each role in each bracket, in reading order; `spans` cover the bracket or the line.
    """
    lasting = _first_leads_everywhere(tree)
    found: list[tuple[Node | None, View, list[_Duty], bool]] = []
    for node, view, alone in _paragraphs(tree):
        duties = [*_duties(view.text)]
        if duties:
            found.append((node, view, duties, alone and duties[0].part[0] == 0))
    owners = _owners(tree, found)
    out: list[Assignment] = []
    for (_, view, duties, _), owner in zip(found, owners, strict=True):
        for duty in duties:
            lasting = lasting or (duty.first_leads and bool(_LASTING.search(view.text[slice(*duty.part)])))
            for role, parts in _roles(duty, lasting or duty.first_leads).items():
                out.append(
                    Assignment(
                        clause_id=None if owner is None else clause_id(owner),
                        role=role,
                        bodies=tuple(make_body(reading, view, part, region) for part in parts),
                        spans=reading.spans(view, *duty.part),
                        confidence=duty.confidence,
                    )
                )
    return out


def bodies_for(assignments: Sequence[Assignment], tree: Tree, index: int | None, at: int) -> tuple[Body, ...]:
    """The bodies that answer for what stands at `at` in the clause `index`, each with its role.

    A bracket closes what stands before it: the first one that ends after `at` holds, else the last of the clause; a clause
    without any takes those of the nearest clause above that has some.

    Args:
        assignments: What `find_assignments` gave.
        tree: The clauses.
        index: The clause, or None for text outside of any.
        at: An offset into the reading's text, where the promise stands.
    """
    while True:
        own = [x for x in assignments if x.clause_id == (None if index is None else clause_id(index))]
        if own:
            later = [x for x in own if x.spans[-1].end > at]
            chosen = (later[0] if later else own[-1]).spans
            return tuple(b.model_copy(update={"role": x.role}) for x in own if x.spans == chosen for b in x.bodies)
        if index is None:
            return ()
        index = tree.nodes[index].parent
        if index is None:
            return ()


def who_does(
    draft: Draft,
    view: View,
    node: Node | None,
    tree: Tree,
    assignments: Sequence[Assignment],
    reading: Reading,
    region: Region | None,
) -> tuple[Body, ...]:
    """The bodies that have to do what a draft says: its sentence's subject, then those that the clause's bracket names.

    Args:
        draft: A target on its way; its offsets are those of `view`.
        view: The paragraph.
        node: The clause the paragraph belongs to, or None.
        tree: The clauses.
        assignments: What `find_assignments` gave.
        reading: What was read.
        region: Where the notice comes from.
    """
    at = _predicate_at(draft, view.text)
    start, end = next(((a, b) for a, b in sentences(view.text) if a <= at <= b), (0, len(view)))
    heading = len(node.heading) if node is not None and view.start == node.first.start else 0
    if start < heading <= at:
        start = heading
    named = bodies_for(assignments, tree, None if node is None else node.index, view.at[min(at, len(view) - 1)])
    return (*subject_bodies(view, start, end, at, reading, region), *named)


def _predicate_at(draft: Draft, text: str) -> int:
    """Where the verb stands, or the quantity where there is none: a draft only knows where its phrase begins."""
    end = draft.end if draft.amount is None else draft.amount.start
    if draft.action:
        at = text.rfind(draft.action, draft.verb_at, end) if draft.amount else text.find(draft.action, draft.verb_at, end)
        if at >= 0:
            return at
        return draft.verb_at
    return max(draft.verb_at, end) if draft.amount else draft.verb_at


def _paragraphs(tree: Tree) -> Iterator[tuple[Node | None, View, bool]]:
    """All paragraphs in reading order, those that a bracket runs over made one; whether it is one after the first."""
    places: list[tuple[Node | None, list[View]]] = [(node, node.paragraphs) for node in tree.nodes]
    places += [(None, [view]) for view in tree.loose if view]
    for node, views in sorted((p for p in places if p[1]), key=lambda p: p[1][0].start):
        at = 0
        while at < len(views):
            view, upto = views[at], at + 1
            if upto < len(views) and _is_open(view.text) and not _is_open((view + views[upto]).text):
                view, upto = view + views[upto], upto + 1
            yield node, view, at > 0
            at = upto


def _is_open(text: str) -> bool:
    """Ends inside a bracket that names who is responsible."""
    last = max(hide(text).rfind(c) for c in "（〔[【")
    return last >= 0 and bool(_OPENS_WITH_DUTY.match(text, last + 1))


def _owners(tree: Tree, found: list[tuple[Node | None, View, list[_Duty], bool]]) -> list[int | None]:
    """The clause of each find. A line of its own after the last of several items that have none closes the clause above."""
    busy = {node.index for node, _, _, _ in found if node is not None}
    out: list[int | None] = []
    for node, _, _, alone in found:
        if node is None:
            out.append(None)
            continue
        kin = [x.index for x in tree.nodes if x.parent == node.parent and x.part == node.part]
        last = node.parent is not None and len(kin) > 1 and kin[-1] == node.index
        out.append(node.parent if alone and last and not busy & set(kin[:-1]) else node.index)
    return out


def _first_leads_everywhere(tree: Tree) -> bool:
    """Prose outside of a clause's own bracket says that the first named leads (列第一位者为牵头单位)."""
    for view in (*tree.loose, *(v for node in tree.nodes for v in node.paragraphs)):
        said = _FIRST_LEADS.search(hide(view.text))
        if said is not None:
            return True
        whole = re.fullmatch(r"[（〔\[【](.*)[）〕\]】]", view.text)
        if whole is not None and _FIRST_LEADS.search(whole[1]) and not any(_duties(view.text)):
            return True
    return False


def _roles(duty: _Duty, first_leads: bool) -> dict[Role, list[Part]]:
    """Who has which role: beside a lead all others support; with `first_leads` the first of several leads."""
    said = {role for role, _ in duty.named}
    lead_first = first_leads and said == {"own"} and len(duty.named) > 1
    out: dict[Role, list[Part]] = {}
    for i, (role, part) in enumerate(duty.named):
        is_lead = role == "lead" or (lead_first and i == 0)
        kind: Role = "lead" if is_lead else "support" if role == "support" or lead_first or "lead" in said else "responsible"
        out.setdefault(kind, []).append(part)
    return {role: out[role] for role in ("lead", "support", "responsible") if role in out}


