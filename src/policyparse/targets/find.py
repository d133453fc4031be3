"""Clauses → targets: the sentences read, deadlines handed down, bodies added, records made."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from policyparse.clauses.tree import Node, Tree
from policyparse.lexicon.names import region_of
from policyparse.lexicon.units import MONEY, TIME
from policyparse.options import Options
from policyparse.reading.pages import Reading
from policyparse.records import Body, Deadline, Evidence, Footer, Header, Horizon, Quantity, Target
from policyparse.targets.assignments import find_assignments, who_does
from policyparse.targets.deadlines import When, deadlines_of, find_deadlines
from policyparse.targets.draft import Draft, drafts, tasks_under
from policyparse.targets.judge import is_narrative
from policyparse.targets.promises import Promises, clause_id
from policyparse.targets.references import find_references
from policyparse.targets.sentences import sentences
from policyparse.view import View

Kind = Literal["count", "ratio", "growth", "funding", "limit", "task"]


@dataclass(frozen=True, slots=True)
class _Place:
    """A time expression with the view it stands in."""

    view: View
    when: When


@dataclass(frozen=True, slots=True)
class _Dates:
    """From when a notice reckons, and the horizon of its plan."""

    issued: date | None
    year: int | None
    horizon: _Place | None


def find_promises(reading: Reading, header: Header, footer: Footer, tree: Tree, options: Options) -> Promises:
    """The targets and assignments of a notice."""
    dates = _dates(reading, header, footer, tree)
    region = region_of(header)
    out = Promises(
        assignments=find_assignments(reading, tree, region), references=find_references(reading, tree)
    )
    if dates.horizon and dates.horizon.when.date:
        view, when = dates.horizon.view, dates.horizon.when
        out.horizon = Horizon(
            raw=view.words(when.start, when.end),
            date=when.date.isoformat(),
            spans=reading.spans(view, when.start, when.end),
        )
    for node, paragraphs in _scopes(tree):
        if node and any(is_narrative(tree.nodes[k].heading.text) for k in _line_up(tree, node)):
            continue
        inherited = _from_above(tree, node, dates) if node else None
        for draft, view, near in _paragraph_drafts(paragraphs, dates):
            if near and near[1] == "clause" and _is_standing(draft) and draft.per:
                near = None
            place = near or (None if _is_standing(draft) else inherited) or _horizon_for(draft, dates)
            bodies = who_does(draft, view, node, tree, out.assignments, reading, region)
            target = _target(reading, len(out.targets) + 1, node, view, draft, place, bodies)
            if target.confidence >= options.min_confidence:
                out.targets.append(target)
    return out


def extract(text: str) -> tuple[Target, ...]:
    """The targets of a bare sentence or clause, without a notice around it.

    Args:
        text: One or more sentences.

    Returns:
        The targets; their spans point into `text`.
    """
    from policyparse.reading.text import read_string

    reading = read_string(text)
    tree = Tree(nodes=[], loose=[reading.view(line) for line in reading.lines])
    return tuple(find_promises(reading, Header(), Footer(), tree, Options()).targets)


def _scopes(tree: Tree) -> Iterator[tuple[Node | None, list[View]]]:
    """Clauses and loose paragraphs in reading order."""
    rows: list[tuple[Node | None, list[View]]] = [(None, [v]) for v in tree.loose if v]
    rows += [(node, node.paragraphs) for node in tree.nodes if node.paragraphs]
    return iter(sorted(rows, key=lambda row: row[1][0].start))


def _dates(reading: Reading, header: Header, footer: Footer, tree: Tree) -> _Dates:
    issued = date.fromisoformat(footer.issue_date.date) if footer.issue_date else None
    year = issued.year if issued else header.document_number.year if header.document_number else None
    if issued is None and year is not None:
        issued = date(year, 1, 1)
    return _Dates(issued, year, _horizon(reading, header, tree, issued))


_STANDING = frozenset((*TIME, "MB", "GB", "KB", "字", "米", "厘米", "毫米", "首", "支"))
_GOAL = re.compile(r"目标|愿景|主要指标|总体要求|总体思路")


def _horizon(reading: Reading, header: Header, tree: Tree, issued: date | None) -> _Place | None:
    """The plan's overall deadline: the period in its title, or the last year its goals name."""
    if header.title and header.title.spans:
        view = View.of(reading.text, [(s.start, s.end) for s in header.title.spans])
        for when in find_deadlines(view.text, issued):
            if when.kind in ("years", "plan") and when.date and (issued is None or when.date > issued):
                return _Place(view, when)
    goals = [(n, v) for n, views in _scopes(tree) for v in views if n is None or _GOAL.search(n.heading.text)]
    found: list[_Place] = []
    for node, view in goals:
        for a, b in sentences(view.text):
            for when in deadlines_of(view.text[a:b], issued, None):
                if _is_goal(view.text[a:b], when) and when.date and (issued is None or when.date > issued):
                    if node is None and a + when.start > 0 and len(found) > 3:
                        continue
                    found.append(_Place(view[a:b], when))
    return max(found, key=lambda p: p.when.date or date.min) if found else None


def _is_goal(text: str, when: When) -> bool:
    """到2025年, “十四五”末: an overall deadline, not a date for one step."""
    if when.kind == "plan":
        return True
    words = text[when.start : when.end]
    return when.kind in ("date", "years") and not when.begins and (words[0] in "到至" or words.endswith(("年前", "年底", "年底前")))


def _horizon_for(draft: Draft, dates: _Dates) -> tuple[_Place, str] | None:
    """The horizon covers what is to be built up or reached; not limits, handling times and recurring duties."""
    if dates.horizon is None or draft.amount is None or _is_standing(draft):
        return None
    return dates.horizon, "document"


def _is_standing(draft: Draft) -> bool:
    """A rule on how long or how large something may be (时长不超过8分钟) holds at all times; 压缩至3周以内 is to be reached."""
    x = draft.amount
    if draft.per and re.fullmatch(r"[\d一二两三四五六七八九十]+年", draft.per):
        return True  # 每三年举办一届
    return x is not None and x.unit in _STANDING and not re.search(r"[至到在]$|压|缩|降|减|延长", draft.action or "")


def _paragraph_drafts(
    paragraphs: list[View], dates: _Dates
) -> Iterator[tuple[Draft, View, tuple[_Place, str] | None]]:
    """The drafts of a scope, each with the deadline that stands nearest."""
    carried: _Place | None = None
    phase = False
    year = dates.year
    for view in paragraphs:
        for a, b in sentences(view.text):
            found, whens = drafts(view.text, a, b, dates.issued, year)
            if not found and phase and not whens:
                found = tasks_under(view.text, a, b)
            for draft in found:
                if draft.when is not None:
                    yield draft, view, (_Place(view, draft.when), "sentence")
                else:
                    yield draft, view, (carried, "clause") if carried else None
            goals = [w for w in whens if _is_goal(view.text[a:b], w) and w.date]
            heading = [w for w in whens if _heads(view, paragraphs, (a, b), w)]
            if last := (goals or heading)[-1:]:
                carried = _Place(view[a:b], last[0])
                phase = not goals
            year = next((w.date.year for w in reversed(whens) if w.date and w.dated), year)


def _heads(view: View, paragraphs: list[View], sentence: tuple[int, int], when: When) -> bool:
    """Whether a date stands in the heading of its clause: a short first sentence that says when its phase is."""
    a, b = sentence
    return view is paragraphs[0] and a == 0 and b <= 40 and when.date is not None and not when.begins and not when.bare


def _line_up(tree: Tree, node: Node) -> Iterator[int]:
    """The clause and those above it."""
    at: int | None = node.index
    while at is not None:
        yield at
        at = tree.nodes[at].parent


def _from_above(tree: Tree, node: Node, dates: _Dates) -> tuple[_Place, str] | None:
    """The deadline of the nearest clause above that names one: in its heading, or in the lead of a clause on goals."""
    at = node.parent
    while at is not None:
        above = tree.nodes[at]
        for whens, view in ((deadlines_of(above.heading.text, dates.issued, dates.year), above.heading),):
            dated = [w for w in whens if w.date and not w.begins]
            if dated:
                return _Place(view, dated[-1]), "ancestor"
        if _GOAL.search(above.heading.text):
            for view in reversed(above.paragraphs):
                goals = [w for w in deadlines_of(view.text, dates.issued, dates.year) if _is_goal(view.text, w)]
                if goals:
                    return _Place(view, goals[-1]), "ancestor"
        at = above.parent
    return None


def _target(
    reading: Reading, number: int, node: Node | None, view: View, draft: Draft, place: tuple[_Place, str] | None,
    bodies: tuple[Body, ...],
) -> Target:
    deadline: Deadline | None = None
    if place is not None:
        where, source = place
        raw = where.view.words(where.when.start, where.when.end)
        deadline = where.when.deadline(raw, source, reading.spans(where.view, where.when.start, where.when.end))
    return Target(
        id=f"t{number}",
        clause_id=None if node is None else clause_id(node.index),
        kind=_kind(view, draft),
        action=draft.action,
        object=view.words(*draft.object) if draft.object else None,
        quantity=_quantity(reading, view, draft),
        deadline=deadline,
        bodies=bodies,
        evidence=Evidence(text=view.words(draft.start, draft.end), spans=reading.spans(view, draft.start, draft.end)),
        confidence=_confidence(draft),
    )


def _quantity(reading: Reading, view: View, draft: Draft) -> Quantity | None:
    x = draft.amount
    if x is None:
        return None
    return Quantity(
        raw=view.words(x.start, x.end),
        value=x.value,
        upper=x.upper,
        comparator=x.comparator,
        unit=x.unit,
        per=draft.per,
        spans=reading.spans(view, x.start, x.end),
    )


_CHANGE = re.compile(r"^(?:年均)?(?:增长|提高|提升|增加|下降|降低|减少|压缩|压减|缩短|降价|翻)$")


def _kind(view: View, draft: Draft) -> Kind:
    x = draft.amount
    if x is None:
        return "task"
    if x.unit in ("百分点", "个百分点", "倍") or (x.unit in ("%", "‰") and draft.action and _CHANGE.match(draft.action)):
        return "growth"
    if x.unit in ("%", "‰"):
        return "ratio"
    if x.unit in MONEY:
        return "funding"
    if x.unit in TIME or x.comparator in ("le", "lt"):
        return "limit"
    return "count"


def _confidence(draft: Draft) -> float:
    """How sure the rules are: each piece that was found where it should be adds to it."""
    sure = 0.5 + 0.15 * bool(draft.action) + 0.15 * bool(draft.object) + 0.1 * bool(draft.when)
    if draft.amount is not None:
        sure += 0.08 if draft.amount.chinese else 0.1
    return round(min(sure, 0.98), 2)
