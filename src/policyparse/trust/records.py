"""What speaks for a clause, an assignment, a field of head or foot; their confidences set by it."""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from policyparse.labels.grammar import read_labels
from policyparse.lexicon.names import is_listed
from policyparse.reading.pages import Reading
from policyparse.records import (
    Assignment,
    Body,
    Clause,
    Clauses,
    DateField,
    Diagnostic,
    DocumentNumber,
    Footer,
    Header,
    Notice,
    Span,
    TextField,
)
from policyparse.trust.model import is_installed, sure
from policyparse.view import View

Field = Body | DocumentNumber | TextField | DateField

_ALL = ("各", "有关", "相关")
_DUTY = re.compile(
    r"按(?:照)?(?:各自)?职责(?:分工)?|[牵领]头|配合|负责|参与|参加|协助|会同|指导|落实|实施|责任|单位|部门|主办|协办|分别|共同"
    r"|等|有关|和|及|[\s、，；：:（）()。,;]"
)
_ORGANS = "府委厅局部办署院会司处科室校团社行所站心市县区省州乡镇道位关门"


def weighed(notice: Notice, reading: Reading) -> Notice:
    """The notice with the confidence of each clause, assignment and field of head and foot as the weights have it.

    Without weights the rules' own stay, and a diagnostic says so.
    """
    signs = _Signs(notice, reading)
    lacks = Diagnostic(code="PP303", severity="warning", message="there are no trained weights in models/zh_policy")
    changes: dict[str, object] = {
        "diagnostics": notice.diagnostics if is_installed() else (lacks, *notice.diagnostics),
        "header": _fields(notice.header, signs),
        "footer": _fields(notice.footer, signs),
        "clauses": Clauses(
            x.model_copy(update={"confidence": sure("clause", signs.of_clause(i), x.confidence or 1.0)})
            for i, x in enumerate(notice.clauses)
        ),
        "assignments": tuple(
            x.model_copy(update={"confidence": sure("assignment", signs.of_assignment(x), x.confidence or 1.0)})
            for x in notice.assignments
        ),
    }
    return notice.model_copy(update=changes)


def _fields(part: Header | Footer, signs: _Signs) -> Header | Footer:
    """Head or foot with each field weighed."""
    changes: dict[str, object] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Field):
            changes[name] = signs.field(name, value, 1)
        elif isinstance(value, tuple) and value and isinstance(value[0], Field):
            changes[name] = tuple(signs.field(name, x, len(value)) for x in value)
    return part.model_copy(update=changes)


class _Signs:
    """What the records of one notice say about each other."""

    def __init__(self, notice: Notice, reading: Reading) -> None:
        self.notice = notice
        self.reading = reading
        self.repaired = [s for x in notice.repairs for s in x.spans]
        self.doubted = [line for line in reading.lines if line.confidence is not None]
        self.starts = [line.start for line in self.doubted]
        self.labels = [_label(clause) for clause in notice.clauses]
        self.siblings: dict[str | None, list[int]] = {}
        self.place: list[int] = []  # of each clause among its siblings
        for i, clause in enumerate(notice.clauses):
            own = self.siblings.setdefault(clause.parent_id, [])
            self.place.append(len(own))
            own.append(i)
        self.index = {clause.id: i for i, clause in enumerate(notice.clauses)}
        self.busy = {x.clause_id for x in notice.assignments}
        head, foot = notice.header, notice.footer
        self.agrees = {
            "issuers": bool({x.name for x in head.issuers} & {x.name for x in foot.signatories}),
            "document_number": bool(
                head.document_number and foot.issue_date
                and str(head.document_number.year) == foot.issue_date.date[:4]
            ),
            "title": bool(head.title and head.document_type and head.title.text.endswith(head.document_type)),
        }
        self.agrees |= {"signatories": self.agrees["issuers"], "issue_date": self.agrees["document_number"]}

    def field(self, name: str, value: Field, of: int) -> Field:
        """A field with its confidence."""
        coarse = value.confidence if value.confidence is not None else 0.95
        return value.model_copy(update={"confidence": sure("field", self.of_field(name, value, of), coarse)})

    def of_field(self, name: str, value: Field, of: int) -> Iterator[str]:
        """The traits of a field of head or foot; `of`: how many there are of it."""
        yield name
        yield f"rules {_bucket(value.confidence)}"
        yield from self._of_place(value.spans)
        text = value.raw
        yield f"{name} length {next((n for n in (4, 8, 16, 32, 64) if len(text) <= n), 9999)}"
        yield f"{name} {'alone' if of == 1 else 'few' if of <= 5 else 'many'}"
        if isinstance(value, Body):
            yield "body ends well" if text[-1:] in _ORGANS else "body ends oddly"
            yield from ["body as written"] * (value.name == value.raw)
        if name in self.agrees:
            yield f"{name} {'agrees' if self.agrees[name] else 'stands alone'}"
        if name == "title":
            yield f"title {'says' if '关于' in text else 'lacks'} 关于"
        if any(c in text for c in "，。；："):
            yield f"{name} runs on"

    def of_clause(self, index: int) -> Iterator[str]:
        """The traits of a clause."""
        clause = self.notice.clauses[index]
        own = self.siblings[clause.parent_id]
        k, label = self.place[index], self.labels[index]
        yield "clause"
        yield f"rules {_bucket(clause.confidence)}"
        yield f"style {label[0]}"
        yield f"level {min(clause.level, 5)}"
        yield from self._of_place(clause.spans)
        if k:
            before = self.labels[own[k - 1]]
            yield "follows" if label == (before[0], before[1] + 1) else "does not follow"
        else:
            yield "begins" if label[1] == 1 else "begins oddly"
        yield "last" if k == len(own) - 1 else "goes on"
        yield from ["only one"] * (len(own) == 1)
        words = clause.heading + clause.text
        yield f"words {next((n for n in (0, 4, 12, 40, 120) if len(words) <= n), 99999)}"
        yield "ends" if words[-1:] in "。；：:;！" else "open end"
        yield "headed" if clause.heading else "no heading"

    def of_assignment(self, x: Assignment) -> Iterator[str]:
        """The traits of an assignment."""
        start = x.spans[0].start
        yield "assignment"
        yield f"rules {_bucket(x.confidence)}"
        yield f"role {x.role}"
        yield f"bodies {next((n for n in (1, 2, 4, 8) if len(x.bodies) <= n), 999)}"
        yield "in brackets" if self.reading.text[start : start + 1] in "（(" else "on a line"
        yield "bodies end well" if all(b.raw[-1:] in _ORGANS for b in x.bodies) else "a body ends oddly"
        known = sum(is_listed(b.name) or b.raw.startswith(_ALL) for b in x.bodies)
        yield "all known" if known == len(x.bodies) else "some known" if known else "none known"
        yield from ["a body is joined"] * any(c in b.raw for b in x.bodies for c in "和及与等")
        rest = _rest(self.reading.text, x)
        yield f"words left {next((n for n in (0, 2, 6, 20) if len(rest) <= n), 99999)}"
        longest = max((len(b.raw) for b in x.bodies), default=0)
        yield f"longest {next((n for n in (3, 8, 16) if longest <= n), 999)}"
        yield self._among_siblings(x.clause_id)
        yield from self._of_place(x.spans)

    def _among_siblings(self, clause_id: str | None) -> str:
        """Whether the clauses beside an assignment's have one, too: what only the last has may be meant for all."""
        if clause_id is None:
            return "no clause"
        at = self.index[clause_id]
        own = self.siblings[self.notice.clauses[at].parent_id]
        busy = [i for i in own if self.notice.clauses[i].id in self.busy]
        if len(own) == 1:
            return "one clause alone"
        if len(busy) == len(own):
            return "each sibling has one"
        return "only the last has one" if busy == own[-1:] else "some siblings have one"

    def _of_place(self, spans: Sequence[Span]) -> Iterator[str]:
        """How its words were read: recognised how well, repaired, torn apart."""
        if any(s.start < r.end and r.start < s.end for s in spans for r in self.repaired):
            yield "repaired"
        read = [
            x.confidence for s in spans
            for x in self.doubted[max(0, bisect_right(self.starts, s.start) - 1) : bisect_left(self.starts, s.end)]
            if x.confidence is not None and s.start < x.end
        ]
        if read:
            yield f"recognised {next(n for n in (0.8, 0.9, 0.95, 0.98, 1.0) if min(read) <= n)}"
        yield from ["torn"] * (len(spans) > 1)


def _rest(text: str, x: Assignment) -> str:
    """The words of an assignment's bracket that are neither names nor say what they do."""
    names = [(s.start, s.end) for b in x.bodies for s in b.spans]
    there = (i for s in x.spans for i in range(s.start, s.end))
    return _DUTY.sub("", "".join(text[i] for i in there if not any(a <= i < b for a, b in names)))


def _bucket(confidence: float | None) -> str:
    return "none" if confidence is None else str(round(confidence * 20) / 20)


def _label(clause: Clause) -> tuple[str, int]:
    """Style and number of a clause's label."""
    text = clause.label + ("" if clause.label[-1:] in "）)章条节" else "、")
    found = read_labels(View.of(text, [(0, len(text))]))
    return (found[0].style.name, found[0].number) if found else ("OTHER", 0)
