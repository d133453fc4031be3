"""Deadlines that a target takes from elsewhere: from its clause, from a clause above, from the plan's horizon."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from policyparse.clauses.tree import Node, Tree
from policyparse.reading.pages import Reading
from policyparse.records import Footer, Header
from policyparse.targets.deadlines import deadlines_of, find_deadlines
from policyparse.targets.draft import Draft
from policyparse.targets.sentences import sentences
from policyparse.targets.when import When
from policyparse.view import View

_GOAL = re.compile(r"目标|愿景|主要指标|总体要求|总体思路")
_REPORTS = (  # a notice of a year that tells of the past, calls for applications or to a contest sets no work for it
    r"名单|结果|情况|通报|公示|表彰|决算|总结|修订|申报|评审|招生|招聘|考试|报名|遴选|评选|推荐|征集"
    r"|[大竞比]赛|展演|展评|论坛|培训班|节假日|放假"
)
_YEAR_OF_WORK = re.compile(rf"(?!(?:度)?[^。]{{0,40}}(?:{_REPORTS}))")
_YEAR_DEALT_OUT = re.compile(
    rf"(?![^。]{{0,40}}(?:{_REPORTS}))(?:度)?[^，。；]{{0,24}}(?:工作|任务|目标|实事|项目|要点)"
)
_DEALT_OUT = re.compile(r"分解|分工|交办|立项|印发给|下达|通知如下|：$")
_GOALS_OF_YEAR = re.compile(  # 全市2023年工作的主要目标是：…
    r"(?:度)?[^，。；：]{0,20}(?:目标|任务|总体要求|总体思路|主要指标)(?:任务)?(?:是|为|：|如下)"
)
_NEAR_BEGINNING = 8
_TIME_OF_ACTION = re.compile(
    r"(?:[一-龥]{0,8}(?:行动|实施|整治|活动|检查|治理|攻坚|推进|创建|建设|试点|规划|工作|任务))?(?:时间|期限|时限|周期|范围和期限)(?:安排)?"
)
_LONGEST_PERIOD = 40
_DAY = re.compile(r"(20\d\d|19\d\d)年(\d{1,2})月(\d{1,2})日")
_LONGEST_HEADING = 40
_MARKS = re.compile(r"[，。；：]")
_BEGINNING_OF_TEXT = 3  # goals found; a date in the middle of a preamble counts only where there are few


@dataclass(frozen=True, slots=True)
class Place:
    """A time expression with the view it stands in, and how far that is from the target that takes it."""

    view: View
    when: When
    source: str = "document"


@dataclass(frozen=True, slots=True)
class Dates:
    """From when a notice reckons, and the horizon of its plan."""

    issued: date | None
    year: int | None
    horizon: Place | None

    @classmethod
    def of(cls, reading: Reading, header: Header, footer: Footer, tree: Tree) -> Dates:
        """The dates of a notice: that of its signature, else the year of its number."""
        issued = date.fromisoformat(footer.issue_date.date) if footer.issue_date else _date_alone(tree)
        year = issued.year if issued else header.document_number.year if header.document_number else None
        if issued is None and year is not None:
            issued = date(year, 1, 1)
        if year is None:
            year = _year_of_title(_title_row(reading, header, tree))
        return cls(issued, year, _horizon(reading, header, tree, issued))


def _date_alone(tree: Tree) -> date | None:
    """The day that a row of its own names, where no signature was told above it."""
    days = (m for view in tree.loose if view and (m := _DAY.fullmatch(view.text)))
    m = next(days, None)
    try:
        return date(*map(int, m.groups())) if m else None
    except ValueError:
        return None


def scopes(tree: Tree) -> Iterator[tuple[Node | None, list[View]]]:
    """Clauses and loose paragraphs in reading order."""
    return _in_order(tree.loose, tree.nodes)


def _in_order(loose: Iterable[View], nodes: Iterable[Node]) -> Iterator[tuple[Node | None, list[View]]]:
    rows: list[tuple[Node | None, list[View]]] = [(None, [v]) for v in loose if v]
    rows += [(node, views) for node in nodes if (views := node.paragraphs)]
    return iter(sorted(rows, key=lambda row: row[1][0].start))


def _preamble(tree: Tree) -> list[View]:
    """The paragraphs before the first clause."""
    first = min((node.label_view.start for node in tree.nodes if node.label_view), default=None)
    return sorted((v for v in tree.loose if v and (first is None or v.start < first)), key=lambda v: v.start)


def is_goal(text: str, when: When) -> bool:
    """到2025年, “十四五”末: an overall deadline, not a date for one step."""
    if when.kind == "plan":
        return True
    if when.kind not in ("date", "years") or when.begins:
        return False
    words = text[when.start : when.end]
    if when.bare and when.start == 0 and words.endswith("年") and text.startswith("，", when.end):
        return True  # 2022年，全省…: what the sentence and those after it are about
    if when.bare and when.start <= _NEAR_BEGINNING and _GOALS_OF_YEAR.match(text, when.end):
        return True
    if when.kind == "years" and when.start == 0 and text.startswith("，", when.end):
        return True  # 2022年3月至2024年2月，累计…
    return words[0] in "到至" or words.endswith(("年前", "年底", "年底前"))


def from_above(tree: Tree, node: Node, dates: Dates) -> Place | None:
    """The deadline of the nearest clause above that names one: in its heading, or in the lead of a clause on goals."""
    at = node.parent
    while at is not None:
        above = tree.nodes[at]
        whens = deadlines_of(above.heading.text, dates.issued, dates.year)
        if dated := [w for w in whens if w.date and not w.begins]:
            return Place(above.heading, dated[-1], "ancestor")
        if _GOAL.search(above.heading.text):
            for view in reversed(above.paragraphs):
                whens = deadlines_of(view.text, dates.issued, dates.year)
                if goals := [w for w in whens if is_goal(view.text, w)]:
                    return Place(view, goals[-1], "ancestor")
        at = above.parent
    return None


def covers_all(draft: Draft, dates: Dates) -> Place | None:
    """The horizon covers what is to be built up or reached; not limits, handling times and recurring duties."""
    return None if draft.amount is None or draft.standing else dates.horizon


def _horizon(reading: Reading, header: Header, tree: Tree, issued: date | None) -> Place | None:
    """The plan's overall deadline: its time of action, the period in its title, or the last year its goals name."""
    if (stated := _time_of_action(tree, issued)) is not None:
        return stated
    if (titled := _period_of_title(reading, header, tree, issued)) is not None:
        return titled
    found: list[Place] = []
    for node, view in _goal_paragraphs(tree):
        for a, b in sentences(view.text):
            for when in deadlines_of(view.text[a:b], issued, None):
                late = node is None and a + when.start > 0 and len(found) > _BEGINNING_OF_TEXT
                if not late and is_goal(view.text[a:b], when) and _is_ahead(when, issued):
                    found.append(Place(view[a:b], when))
    if not found:
        return _period_of_campaign(tree, issued) or _year_dealt_out(tree, issued)
    return max(found, key=lambda p: p.when.date or date.min)


def _period_of_title(reading: Reading, header: Header, tree: Tree, issued: date | None) -> Place | None:
    row = _title_row(reading, header, tree)
    return _period_named(row, issued) if row else None


def _title_row(reading: Reading, header: Header, tree: Tree) -> View | None:
    if header.title is None or not header.title.spans:
        return heading_row(tree)
    return View.of(reading.text, [(s.start, s.end) for s in header.title.spans])


def _year_of_title(title: View | None) -> int | None:
    """The one year that a title names: what a notice without a date of its own reckons from."""
    whens = find_deadlines(title.text, None) if title else ()
    years = {w.date.year for w in whens if w.date and w.bare}
    return min(years) if len(years) == 1 else None


def heading_row(tree: Tree) -> View | None:
    """The first row of a list of tasks without a head, if it is its heading: 2023年民生实事目标任务."""
    row = next(iter(_preamble(tree)), None)
    return None if row is None or len(row) > _LONGEST_HEADING or _MARKS.search(row.text) else row


def _period_named(view: View, issued: date | None) -> Place | None:
    whens = find_deadlines(view.text, issued)
    period = next((w for w in whens if w.kind in ("years", "plan") and _is_ahead(w, issued)), None)
    if period is None:  # 2024年工作要点, 2023年度重点工作目标任务
        years = (w for w in whens if w.kind == "date" and w.bare and _YEAR_OF_WORK.match(view.text, w.end))
        period = next((w for w in years if _is_ahead(w, issued)), None)
    return None if period is None else Place(view, period)


def _time_of_action(tree: Tree, issued: date | None) -> Place | None:
    """The period that a clause of its own gives for the whole plan: 二、行动时间 2023年3月至11月."""
    for node in tree.nodes:
        if not _TIME_OF_ACTION.fullmatch(node.heading.text.rstrip("：。")):
            continue
        for view in node.paragraphs:
            periods = [w for w in find_deadlines(view.text, issued) if w.kind in ("years", "months")]
            if len(view) <= _LONGEST_PERIOD and periods and _is_ahead(periods[-1], issued):
                return Place(view, periods[-1])
    return None


def _year_dealt_out(tree: Tree, issued: date | None) -> Place | None:
    """The year whose work a notice deals out: 《政府工作报告》提出了2023年的重点工作，现分解如下."""
    for view in _preamble(tree):
        if _DEALT_OUT.search(view.text):
            whens = find_deadlines(view.text, issued)
            years = [w for w in whens if w.kind == "date" and w.bare and _YEAR_DEALT_OUT.match(view.text, w.end)]
            if years and _is_ahead(years[-1], issued):
                return Place(view, years[-1])
    return None


_CAMPAIGN = re.compile(r"(?:开展|组织|实施|部署|进行)[^。]{0,60}(?:专项|整治|行动|活动|检查|治理|攻坚|战役|大会战)")


def _period_of_campaign(tree: Tree, issued: date | None) -> Place | None:
    """自2022年5月至12月在全市开展…专项整治: said before the first clause, the whole campaign's time."""
    for view in _preamble(tree):
        for a, b in sentences(view.text):
            if _CAMPAIGN.search(view.text, a, b):
                whens = find_deadlines(view.text[a:b], issued)
                periods = [w for w in whens if w.kind in ("years", "months") and _is_ahead(w, issued)]
                if periods:
                    return Place(view[a:b], periods[0])
    return None


def _goal_paragraphs(tree: Tree) -> Iterator[tuple[Node | None, View]]:
    goals = (node for node in tree.nodes if _GOAL.search(node.heading.text))
    return ((node, view) for node, views in _in_order(tree.loose, goals) for view in views)


def _is_ahead(when: When, issued: date | None) -> bool:
    return when.date is not None and (issued is None or when.date > issued)
