"""Task tables (任务分工表) and indicator tables (指标表): each row gives its targets and its assignments.

What a column holds is told by its head. A table that has neither tasks with bodies or times, nor indicators with
values to reach, is no table of the notice's own goals and gives nothing.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from policyparse.records import Role
from policyparse.targets.cells import Grid, Row
from policyparse.targets.deadlines import find_deadlines
from policyparse.targets.draft import Draft
from policyparse.targets.drafts import drafts
from policyparse.targets.inherit import Dates, Place
from policyparse.targets.judge import lies_ahead
from policyparse.targets.organs import Part, hide, is_body, split_names
from policyparse.targets.predicates import first_verb
from policyparse.targets.quantities import find_amounts
from policyparse.targets.sentences import sentences
from policyparse.targets.tasks import task
from policyparse.targets.verbs import is_sure
from policyparse.targets.when import When
from policyparse.view import View

_HEADS = {
    "lead": r"(?:总)?牵头(?:责任)?(?:单位|部门|处室|科室)?|主办(?:单位|部门)|主责(?:单位|部门)",
    "support": r"(?:配合|参与|参加|协办|协助|支持|配合责任)(?:单位|部门|处室)?",
    "own": r"(?:主要)?(?:责任|落实|实施|承办|负责|完成|承担|主管)(?:单位|部门|主体|处室|科室)(?:名称)?",
    "deadline": r"(?:完成|办结|整改|推进|实施|落实)?(?:时限|时间|期限)(?:要求|节点|安排|进度)?|"
    r"时间(?:节点|进度|安排)|进度(?:安排|要求)",
    "task": r".{0,6}(?:任务|事项|措施|举措|内容|目标|工作|项目|要点|要求)(?:名称|清单|分解)?|任务内容",
    "indicator": r".{0,6}指标(?:名称)?|名称|主要指标",
    "unit": r"(?:计量)?单位",
}
_KINDS = {kind: re.compile(pattern) for kind, pattern in _HEADS.items()}
_YEAR = re.compile(
    r"(?:到|至)?(20\d\d)年?(?:底|末|度)?(?:的?(?:目标|任务|计划|规划|预期)(?:值|数)?)?(?:（[^）]{0,60}）)?"
)
_GOAL = re.compile(r"(?:规划|预期|最终)?目标值?|目标任务")
_NO_GOAL = re.compile(r"实际|完成|现状|基[期数]|现值")
_UNIT_IN_NAME = re.compile(r"（(?P<unit>[^（）]{1,12})）$")
_NUMBERED = re.compile(r"^(?:\d{1,2}[.、．]?|[（(]\d{1,2}[）)])(?=[^\d.])")
_VALUE = re.compile(
    r"[〔\[【]?(?P<before>≥|≤|>|<|＞|＜|不?[低高少大小超][于过]?|达到|约|增长|下降|降低|提高|累计|年均){0,4}"
    r"(?P<number>\d[\d,.]{0,20}(?:[-—－~～]\d[\d,.]{0,20})?[万亿]?)[%％]?(?P<after>以上|以下|以内|左右|个?百分点)?[〕\]】]?"
)
_SIGNS = str.maketrans("＞＜", "><")
_MONTH = re.compile(r"(?:20\d\d年)?(?:\d{1,2}月)?")


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What a row of a table promises.

    Attributes:
        view: The cells that say it, as one view; the draft's offsets point into it.
        draft: The target on its way.
        place: Its deadline, or None.
        bodies: Who has to do it: role, view of the cell, and the names in it.
    """

    view: View
    draft: Draft
    place: Place | None
    bodies: tuple[tuple[Role, View, Part], ...]


@dataclass(frozen=True, slots=True)
class RowDuty:
    """Who answers for a row's task: one role with the cell it stands in and the names in it."""

    role: Role
    view: View
    parts: tuple[Part, ...]


def read_grid(grid: Grid, dates: Dates) -> tuple[list[RowDraft], list[RowDuty]]:
    """The targets and the duties of a table's rows."""
    at = next((i for i, row in enumerate(grid[:3]) if _is_head(row)), None)
    if at is None:
        return [], []
    head = grid[at]
    kinds = [_kind(cell.text) for cell in head]
    if "indicator" in kinds and "own" not in kinds and "lead" not in kinds:
        goals = _goal_columns(head, dates)
        return [x for row in grid[at + 1 :] for x in _indicator_row(row, kinds, goals)], []
    found: list[RowDraft] = []
    duties: list[RowDuty] = []
    above: list[RowDuty] = []
    for row in grid[at + 1 :]:
        own = list(_duties(row, kinds))
        duties += own
        above = own or above  # a cell that goes for several rows stands in the first of them
        found += _task_row(row, kinds, above, dates)
    return found, duties


def _is_head(row: Row) -> bool:
    kinds = {_kind(cell.text) for cell in row} - {None}
    years = any(_YEAR.fullmatch(cell.text) or _GOAL.fullmatch(cell.text) for cell in row)
    return ("task" in kinds and bool(kinds & {"lead", "own", "deadline"})) or ("indicator" in kinds and years)


def _kind(head: str) -> str | None:
    return next((kind for kind, pattern in _KINDS.items() if pattern.fullmatch(head)), None)


def _cells(row: Row, kinds: list[str | None], kind: str) -> list[View]:
    return [cell for cell, x in zip(row, kinds, strict=False) if x == kind and cell]


# Tasks

def _duties(row: Row, kinds: list[str | None]) -> Iterator[RowDuty]:
    """Who answers for a row; beside a lead the others support."""
    led = bool(_cells(row, kinds, "lead"))
    roles: tuple[tuple[str, Role], ...] = (
        ("lead", "lead"), ("own", "support" if led else "responsible"), ("support", "support"),
    )
    for kind, role in roles:
        for cell in _cells(row, kinds, kind):
            if parts := tuple(x for x in split_names(cell.text, 0, len(cell)) if is_body(hide(cell.text[slice(*x)]))):
                yield RowDuty(role, cell, parts)


def _task_row(row: Row, kinds: list[str | None], duties: list[RowDuty], dates: Dates) -> Iterator[RowDraft]:
    """The targets of a row: what its task cell says, with the row's time where it names none of its own."""
    by = next((place for cell in _cells(row, kinds, "deadline") if (place := _due(cell, dates))), None)
    cells = _cells(row, kinds, "task")
    for cell in cells[-1:]:  # the last of 目标任务 | 工作内容 says it in full
        text = cell.text
        for a, b in sentences(text):
            found, _ = drafts(text, a, b, dates.issued, dates.year)
            if not found and by is not None:
                found = tuple(x for x in (_whole(text, a, b),) if x is not None)
            for draft in found:
                place = Place(cell, draft.when, "sentence") if draft.when else by
                yield RowDraft(cell, draft, place, tuple((d.role, d.view, part) for d in duties for part in d.parts))


def _due(cell: View, dates: Dates) -> Place | None:
    """The time in a cell; a bare year or month (2024年, 6月) is one by which it is due."""
    whens = find_deadlines(cell.text, dates.issued, dates.year)
    if not whens and _MONTH.fullmatch(cell.text):
        whens = find_deadlines(cell.text + "底前", dates.issued, dates.year)
        whens = [replace(w, end=min(w.end, len(cell))) for w in whens]
    due = [w for w in whens if not w.begins and lies_ahead(w.date, dates.issued)]
    return Place(cell, due[-1], "sentence") if due else None


def _whole(text: str, a: int, b: int) -> Draft | None:
    """A task cell without a date or a number of its own."""
    phrase = task(text, a, b)
    if phrase is None or phrase.object is None:
        return None
    return Draft(a, b, phrase.action, phrase.object, None, None, None, a)


# Indicators

def _goal_columns(head: Row, dates: Dates) -> list[tuple[int, Place | None]]:
    """The columns with values that are to be reached, each with its year (None: the plan's)."""
    out: list[tuple[int, Place | None]] = []
    for i, cell in enumerate(head):
        year = _YEAR.fullmatch(cell.text)
        if year and not _NO_GOAL.search(cell.text) and not _is_baseline(head, int(year[1]), dates):
            when = When(*year.span(1), "date", date=date(int(year[1]), 12, 31))
            if dates.year is None or int(year[1]) >= dates.year:
                out.append((i, Place(cell, when, "clause")))
        elif _GOAL.fullmatch(cell.text):
            out.append((i, dates.horizon))
    return out


def _is_baseline(head: Row, year: int, dates: Dates) -> bool:
    """Whether a column shows where a plan without a date of its own starts from: the first of several years."""
    years = [int(m[1]) for cell in head if (m := _YEAR.fullmatch(cell.text))]
    return dates.year is None and len(years) > 1 and year == min(years)


def _indicator_row(row: Row, kinds: list[str | None], goals: list[tuple[int, Place | None]]) -> Iterator[RowDraft]:
    names = _cells(row, kinds, "indicator")
    if not names:
        return
    name = names[-1]
    units = _cells(row, kinds, "unit")
    unit = units[-1].text if units else ""
    start = m.end() if (m := _NUMBERED.match(name.text)) else 0
    stop = len(name)
    if (m := _UNIT_IN_NAME.search(name.text)) and m.start() > start:
        stop = m.start()
        unit = unit or m["unit"]
    verb = first_verb(name.text, start, stop)
    verb = verb if verb and verb[0] == start and is_sure(name.text[slice(*verb)]) and stop - verb[1] >= 2 else None
    action = name.text[slice(*verb)] if verb else None
    for i, place in goals:
        if i >= len(row) or not _VALUE.fullmatch(row[i].text):
            continue
        value, view = row[i], name + row[i]
        own = value.text.strip("〔〕[]【】")
        amount = next(iter(find_amounts(_with_unit(own, unit))), None)
        if amount is not None:
            at = len(name)
            amount = replace(amount, start=at, end=at + len(value), number_at=at)
            what = (verb[1] if verb else start, stop)
            yield RowDraft(view, Draft(0, len(view), action, what, amount, None, None, 0), place, ())


def _with_unit(value: str, unit: str) -> str:
    """60左右 in a column of % is 60%左右."""
    plain = value.translate(_SIGNS)
    m = re.match(r"(.{0,60}?\d[\d,.]{0,20}(?:[-—－~～]\d[\d,.]{0,20})?[万亿]?)(.*)", plain)
    return plain if m is None or m[2].startswith("%") else f"{m[1]}{unit}{m[2]}"
