"""Clauses → targets: the sentences read, deadlines handed down, bodies added, records made."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile

from policyparse.clauses.tree import Node, Tree
from policyparse.lexicon.names import region_of
from policyparse.options import Options
from policyparse.reading.pages import Reading
from policyparse.records import Assignment, Body, Diagnostic, Footer, Header, Horizon, Repair, Target, Targets
from policyparse.targets.assignments import Owned, by_clause, find_assignments, who_does
from policyparse.targets.bodies import make_body
from policyparse.targets.cells import grids
from policyparse.targets.draft import Draft
from policyparse.targets.drafts import drafts
from policyparse.targets.due import due_brackets, due_of, is_line, tasks_under
from policyparse.targets.elided import named_by_heading
from policyparse.targets.inherit import (
    Dates,
    Place,
    covers_all,
    from_above,
    heading_row,
    is_goal,
    scopes,
)
from policyparse.targets.judge import is_narrative, says_who_may
from policyparse.targets.making import make_target
from policyparse.targets.mending import mend
from policyparse.targets.nouns import Part
from policyparse.targets.promises import Promises, clause_id
from policyparse.targets.references import find_references
from policyparse.targets.sentences import sentences
from policyparse.targets.tabled import RowDuty, read_grid
from policyparse.targets.traits import traits
from policyparse.targets.when import When
from policyparse.trust.model import sure
from policyparse.view import View

_TITLE = re.compile(  # of an annex: “十四五”期间能力提升工作方案
    r"[^。；：]{2,60}(?:方案|办法|细则|计划|规划|意见|措施|通知|名单|清单|[表书]|指南|要点|目录|标准|规范|规程|预案|规定)(?:（[^（）]{1,20}）)?"
)
_Found = tuple[Target, tuple[str, ...], list[Diagnostic]]
"""A target, what speaks for and against it, and what there is to say of it."""

_LONGEST_HEADING = 40
_SURE_OF_DIGITS = 0.9
_SURE_OF_CELLS = 0.9


def find_promises(reading: Reading, header: Header, footer: Footer, tree: Tree, options: Options) -> Promises:
    """The targets, assignments and references of a notice, and the horizon of its plan."""
    finder = _Finder(reading, header, footer, tree)
    tables = finder.read_tables()
    finder.read_clauses(tables)
    return finder.weighed(options.min_confidence)


class _Finder:
    """A notice on the way to its promises: targets are in `_found` until they are weighed, the rest is in `_out`."""

    def __init__(self, reading: Reading, header: Header, footer: Footer, tree: Tree) -> None:
        self._reading, self._tree = reading, tree
        self._dates = Dates.of(reading, header, footer, tree)
        self._region = region_of(header)
        self._out = Promises(
            assignments=find_assignments(reading, tree, self._region),
            references=find_references(reading, tree),
            horizon=_horizon(reading, self._dates),
        )
        self._found: list[_Found] = []
        self._torn = {d.spans[-1].end for d in tree.diagnostics if d.code == "PP208"}  # where clauses break off

    def read_tables(self) -> list[tuple[int, int]]:
        """What the notice's own tables of tasks and indicators promise; where those tables stand."""
        places = []
        for grid in grids(self._reading):
            rows, duties = read_grid(grid, self._dates)
            if not rows and not duties:
                continue
            cells = [cell for row in grid for cell in row if cell]
            places.append((cells[0].start, cells[-1].end))
            at = _clause_at(self._tree, cells[0].start)
            self._out.assignments += [self._duty_of_cell(duty, at) for duty in duties]
            for row in rows:
                bodies = (
                    make_body(self._reading, view, part, self._region, role) for role, view, part in row.bodies
                )
                self._add(at, row.view, row.draft, row.place, tuple(bodies), headings=())
        return places

    def _duty_of_cell(self, duty: RowDuty, at: str | None) -> Assignment:
        bodies = tuple(make_body(self._reading, duty.view, part, self._region) for part in duty.parts)
        spans = self._reading.spans(duty.view)
        return Assignment(clause_id=at, role=duty.role, bodies=bodies, spans=spans, confidence=_SURE_OF_CELLS)

    def read_clauses(self, tables: list[tuple[int, int]]) -> None:
        """What the clauses promise, and the text around them; what stands in `tables` was read as such."""
        tree, owned = self._tree, by_clause(self._out.assignments)
        title_row = heading_row(tree) if tree.nodes else None
        tells = [is_narrative(node.heading.text) for node in tree.nodes]
        says_who = [says_who_may(node.heading.text, node.text.text) for node in tree.nodes]
        for node, paragraphs in scopes(tree):
            paragraphs = [view for view in paragraphs if not any(a <= view.start < b for a, b in tables)]
            if node is not None and node.label.startswith("附"):
                paragraphs = list(dropwhile(lambda view: _TITLE.fullmatch(view.text) is not None, paragraphs))
            if not paragraphs or (node is None and paragraphs[0] == title_row):
                continue
            up = [] if node is None else list(_line_up(tree, node))
            if not any(tells[k] for k in up):
                self._read_scope(node, paragraphs, owned, up, qualifies=any(says_who[k] for k in up))

    def _read_scope(
        self, node: Node | None, paragraphs: list[View], owned: Owned, up: Sequence[int], qualifies: bool
    ) -> None:
        """What the paragraphs of a clause promise, or those of the text outside of any.

        Args:
            node: The clause, or None.
            paragraphs: Its own.
            owned: Who answers for which clause.
            up: The clause and those above it.
            qualifies: Whether one of these says who may apply.
        """
        above = from_above(self._tree, node, self._dates) if node else None
        headings = [self._tree.nodes[k].heading.text for k in up]
        at = None if node is None else clause_id(node.index)
        paragraphs = [self._mended(view) for view in paragraphs]
        for draft, view, near in _paragraph_drafts(paragraphs, self._dates, qualifies):
            place = _deadline(draft, near, above, self._dates)
            bodies = who_does(draft, view, node, self._tree, owned, self._reading, self._region)
            self._add(at, view, draft, place, bodies, headings)

    def _add(
        self, at: str | None, view: View, draft: Draft, place: Place | None, bodies: tuple[Body, ...],
        headings: Sequence[str],
    ) -> None:
        """Keep a target of the clause `at`, with what speaks for and against it, and what there is to say of it."""
        target = make_target(self._reading, len(self._found) + 1, at, view, draft, place, bodies)
        notes = [*_without_year(target), *self._cut_off(draft, view)]
        self._found.append((target, tuple(traits(view.text, draft, place, headings)), notes))

    def weighed(self, least: float) -> Promises:
        """All that was found; targets in their order, with the confidence that the trained weights give them."""
        for target, signs, notes in sorted(self._found, key=lambda x: x[0].evidence.spans[0].start):
            confidence = sure("target", signs, target.confidence)
            if confidence >= least:
                number = f"t{len(self._out.targets) + 1}"
                self._out.targets.append(target.model_copy(update={"confidence": confidence, "id": number}))
                self._out.diagnostics += notes
        return self._out

    def _mended(self, view: View) -> View:
        """The paragraph with digits that were read as letters set right; each leaves a repair."""
        mended, found = mend(view)
        for x in found:
            spans = self._reading.spans(view, x.start, x.end)
            before = view.words(x.start, x.end)
            self._out.repairs.append(
                Repair(kind="number-normalised", before=before, after=x.digits, spans=spans, confidence=_SURE_OF_DIGITS)
            )
            message = f"{before} was taken for {x.digits}"
            self._out.diagnostics.append(Diagnostic(code="PP302", severity="info", message=message, spans=spans))
        return mended

    def _cut_off(self, draft: Draft, view: View) -> list[Diagnostic]:
        """The object runs into the place where its clause breaks off: it may go on in words that were lost."""
        if draft.object is None or (spans := self._reading.spans(view, *draft.object))[-1].end not in self._torn:
            return []
        message = f"{view.words(*draft.object)} is cut off"
        return [Diagnostic(code="PP304", severity="warning", message=message, spans=spans)]


def _clause_at(tree: Tree, at: int) -> str | None:
    """The clause that a table stands in: the last one that begins before it."""
    before = [node.index for node in tree.nodes if node.paragraphs and node.paragraphs[0].start <= at]
    return clause_id(before[-1]) if before else None


def extract(text: str, options: Options | None = None) -> Targets:
    """The targets of a bare sentence or clause, without a notice around it.

    Args:
        text: One or more sentences.
        options: Choices; only `min_confidence` matters here.

    Returns:
        The targets, a tuple that also gives a data frame; their spans point into `text`. A date without a year carries
        its `month_day` alone.

    Examples:
        >>> import policyparse as pp
        >>> for target in pp.extract("到2025年，建成省级示范校10所、市级示范校25所，高中毛入学率达到95%以上。"):
        ...     print(target.action, target.object, target.quantity.raw, target.deadline.date)
        建成 省级示范校 10所 2025-12-31
        建成 市级示范校 25所 2025-12-31
        达到 高中毛入学率 95%以上 2025-12-31
    """
    from policyparse.reading.text import read_string

    reading = read_string(text)
    tree = Tree(nodes=[], loose=[reading.view(line) for line in reading.lines])
    options = Options.model_validate(options or {})
    return Targets(find_promises(reading, Header(), Footer(), tree, options).targets)


def _without_year(target: Target) -> list[Diagnostic]:
    when = target.deadline
    if when is None or when.date or when.recurrence or when.within:
        return []
    message = f"{when.raw}: no year stands before it, and the notice has no date"
    return [Diagnostic(code="PP301", severity="warning", message=message, spans=when.spans)]


def _horizon(reading: Reading, dates: Dates) -> Horizon | None:
    place = dates.horizon
    if place is None or place.when.date is None:
        return None
    at = (place.when.start, place.when.end)
    return Horizon(
        raw=place.view.words(*at), date=place.when.date.isoformat(), spans=reading.spans(place.view, *at)
    )


def _deadline(draft: Draft, near: Place | None, above: Place | None, dates: Dates) -> Place | None:
    """The nearest deadline that holds for a draft: a standing rule takes none from above."""
    if near is not None and not (near.source == "clause" and draft.standing and draft.per):
        return near
    return (None if draft.standing else above) or covers_all(draft, dates)


def _line_up(tree: Tree, node: Node) -> Iterator[int]:
    """The clause and those above it."""
    at: int | None = node.index
    while at is not None:
        yield at
        at = tree.nodes[at].parent


def _paragraph_drafts(
    paragraphs: list[View], dates: Dates, qualifies: bool
) -> Iterator[tuple[Draft, View, Place | None]]:
    """The drafts of a scope, each with the deadline of its sentence or else the one that its scope named before."""
    dues = ((view, when) for view in paragraphs if (when := due_of(view.text, dates.issued, dates.year)))
    carried = next((Place(view, when, "clause") for view, when in dues), None)
    phase = carried is not None and not any(  # what is carried is the date of all: tasks need none of their own
        _drafts(v.text, a, b, dates, dates.year, qualifies)[0]
        for v in paragraphs for a, b in _sentences(v.text, due_brackets(v.text, dates.issued, dates.year))
    )
    year = dates.year
    for view in paragraphs:
        asides = due_brackets(view.text, dates.issued, dates.year)
        for a, b in _sentences(view.text, asides):
            found, whens = _drafts(view.text, a, b, dates, year, qualifies)
            if phase and not is_line(view.text[a:b]):
                found = (*tasks_under(view.text, a, _own_from(view.text, a, b, found, whens)), *found)
            for draft in (named_by_heading(view.text, a, draft) for draft in found):
                behind = next((when for part, when in asides if part[0] >= draft.start), None)
                below = Place(view, behind, "clause") if behind else carried
                yield draft, view, Place(view, draft.when, "sentence") if draft.when else below
            goals = [w for w in whens if is_goal(view.text[a:b], w) and w.date]
            heading = [w for w in whens if view is paragraphs[0] and _heads(a, b, w)]
            if last := (goals or heading)[-1:]:
                carried, phase = Place(view[a:b], last[0], "clause"), not goals
            year = next((w.date.year for w in reversed(whens) if w.date and w.dated and not w.begins), year)


def _sentences(text: str, asides: Iterable[tuple[Part, When]]) -> Iterator[Part]:
    """The sentences of a paragraph, without the brackets at their head that say who answers and by when."""
    after = {part[0]: part[1] for part, _ in asides}
    yield from ((after.get(a, a), b) for a, b in sentences(text) if after.get(a, a) < b)


def _drafts(
    text: str, a: int, b: int, dates: Dates, year: int | None, qualifies: bool
) -> tuple[tuple[Draft, ...], tuple[When, ...]]:
    """The drafts of a sentence and its times; what a bracket says of who answers by when is no task."""
    found, whens = drafts(text, a, b, dates.issued, year, qualifies)
    asides = [part for part, _ in due_brackets(text, dates.issued, dates.year)]
    return tuple(x for x in found if not any(p < x.predicate_at(text) < q for p, q in asides)), whens


def _own_from(text: str, a: int, b: int, found: Iterable[Draft], whens: Iterable[When]) -> int:
    """Where the first segment of a sentence begins that has a time or a quantity of its own, else its end."""
    first = min([b, *(x.start for x in found), *(a + w.start for w in whens)])
    return b if first == b else max(a, *(text.rfind(c, a, first) for c in "，；："))


def _heads(a: int, b: int, when: When) -> bool:
    """Whether a date stands in the heading of its clause: a short first sentence that says when its phase is."""
    return a == 0 and b <= _LONGEST_HEADING and when.date is not None and not when.begins and not when.bare
