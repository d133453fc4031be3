"""What is wrong with a notice's numbering: reported, never guessed away."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from policyparse.clauses.tree import Node
from policyparse.labels.grammar import Label, Style, relabel
from policyparse.reading.pages import Reading
from policyparse.records import Diagnostic
from policyparse.view import View

_WHOLE_END = "。；：！？…”’）》】.!?;"
_FORM_LINE = re.compile(r"[^，。；：]{0,6}(?:单位|部门|处室|科室|领导|人|电话|邮箱|地址|地点|时间|时限)[：:][^。；]*$")
"""责任单位：甲局、乙局 and its like end without a full stop."""
_MOST_NAMED = 6
_PROSE = 15


@dataclass(frozen=True, slots=True)
class Numbered:
    """A clause with the label that it was read by."""

    node: Node
    label: Label


def check_numbering(reading: Reading, numbered: Sequence[Numbered], gone: set[int]) -> list[Diagnostic]:
    """Diagnostics on numbers that are missing, stand twice, or leave a level out.

    Args:
        reading: The file as it was read.
        numbered: All clauses, also those that were set aside.
        gone: The indices of those that were set aside as repeats: nothing is said of them, but their numbers are there.
    """
    return [*_gaps(reading, numbered, gone), *_levels(reading, [x for x in numbered if x.node.index not in gone])]


def _gaps(reading: Reading, numbered: Sequence[Numbered], gone: set[int]) -> Iterator[Diagnostic]:
    last_in_list: dict[tuple[int, int | None, Style], int] = {}
    last_in_part: dict[tuple[int, Style], int] = {}
    running: set[tuple[int, Style]] = set()  # styles whose numbers run on from one clause above to the next
    by_index = {x.node.index: x for x in numbered}
    for x in numbered:
        node, label = x.node, x.label
        if "之" in label.text:  # 第六条之一, put in later
            continue
        if label.style == Style.ANNEX:
            last_in_part = {k: v for k, v in last_in_part.items() if k[0] != node.part}
            continue
        in_list, in_part = (node.part, node.parent, label.style), (node.part, label.style)
        before = last_in_list.get(in_list)
        if node.index in gone:
            last_in_list[in_list] = last_in_part[in_part] = max(label.number, before or 0)
            continue
        due = before + 1 if before is not None else 1
        if label.prefix:
            due = 1 if before is None or label.number == 1 else due
        next_in_part = last_in_part.get(in_part, 0) + 1
        if before is None and 1 < next_in_part <= label.number and (next_in_part == label.number or in_part in running):
            running.add(in_part)
            due = next_in_part
        elif before is None and label.number == 1:
            running.discard(in_part)
        if label.number > due:
            under = node.parent in by_index and in_part not in running
            where = f" under {by_index[node.parent].node.label}" if under and node.parent is not None else ""
            missing = _names(label, due, label.number)
            yield _report(reading, "PP204", f"{missing} missing{where}, before {label.text}", node)
        elif before is not None and label.number == before:
            yield _report(reading, "PP205", f"{label.text} stands twice", node)
        elif before is not None and 1 < label.number < due:
            yield _report(reading, "PP205", f"{label.text} comes again after {relabel(label, before).text}", node)
        last_in_list[in_list] = last_in_part[in_part] = label.number


def _names(label: Label, first: int, end: int) -> str:
    names = [relabel(label, n).text for n in range(first, min(end, first + _MOST_NAMED))]
    return ", ".join(names) + (", …" if end - first > _MOST_NAMED else "")


def _levels(reading: Reading, numbered: Sequence[Numbered]) -> Iterator[Diagnostic]:
    """A list right under a clause whose like has another level in between elsewhere in the notice."""
    by_index = {x.node.index: x for x in numbered}
    chains = {(by_index[x.node.parent].label.style, x.label.style) for x in numbered if x.node.parent in by_index}
    seen: set[int] = set()
    for x in numbered:
        parent = by_index.get(x.node.parent) if x.node.parent is not None else None
        if parent is None or parent.node.index in seen or parent.label.style < Style.CN:
            continue
        between = [s for s in Style if parent.label.style < s < x.label.style]
        if any((parent.label.style, s) in chains and (s, x.label.style) in chains for s in between):
            seen.add(parent.node.index)
            yield _report(reading, "PP206", f"{x.label.text} stands right under {parent.label.text}", x.node, "info")


def check_ends(reading: Reading, numbered: Sequence[Numbered]) -> Iterator[Diagnostic]:
    """Diagnostics on clauses that break off."""
    for x in numbered:
        last = x.node.paragraphs[-1:] if x.node.text or x.node.more else []
        for view in last:
            end = view.text[-1]
            if len(view) < _PROSE or end in _WHOLE_END or end.isascii() or _FORM_LINE.match(view.text):
                continue
            if _at_line_end(reading, view):
                yield Diagnostic(
                    code="PP208",
                    severity="warning",
                    message=f"{x.node.path} breaks off: …{view.words()[-12:]}",
                    spans=reading.spans(view, len(view) - min(12, len(view))),
                )


def _at_line_end(reading: Reading, view: View) -> bool:
    """Whether the line ends here; within a line the next label has taken over, and nothing is known to be lost."""
    rest = reading.text[view.end : view.end + 80]
    return not rest.strip() or rest[: len(rest) - len(rest.lstrip())].count("\n") > 0


def _report(
    reading: Reading, code: str, message: str, node: Node, severity: Literal["info", "warning"] = "warning"
) -> Diagnostic:
    return Diagnostic(code=code, severity=severity, message=message, spans=reading.spans(node.label_view))
