"""Where paragraphs begin in a text without places: by marks, labels, indents and how full its rows are."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policyparse.labels.grammar import Label, read_labels
from policyparse.layout.paragraphs import SENTENCE_END
from policyparse.reading.pages import Line, Reading
from policyparse.view import View

_RUNS_ON = "，、（《“〔—第"
_CLOSERS = "”’）》〉】"
_DATE = re.compile(r"^[（(]?(?:\d{4}|[二一][〇○零Oo0一二三四五六七八九]{3})年.{1,3}月.{1,3}日")
_DATE_AT_END = re.compile(r"月.{1,3}日印?$")
_PRINTED = ("印发", "印制", "印", "发", "制")  # what a narrow page breaks off a date of printing
_FIELD = re.compile(r"^[^，。；]{1,12}：")
_LIST_OF_FILES = re.compile(r"^(?:附[件表图录]|抄送|主题词|联系)")
_UNIT = re.compile("[万亿千百元个家名项所人次年月日亩吨米公平度套件户处座场%]")
_WORDY = 24  # a row at least this long that ends without a mark is prose or a title, not a field of a form


class _Widths(dict[str, int]):
    """The width of each character met, in half characters."""

    def __missing__(self, c: str) -> int:
        self[c] = 2 if unicodedata.east_asian_width(c) in "WFA" else 4 if c == "\t" else 1
        return self[c]


_WIDTHS = _Widths()


@dataclass(frozen=True, slots=True)
class _Row:
    view: View
    width: int  # in half characters
    indent: int
    gap: bool  # a blank row stands before it
    label: Label | None
    odd: bool  # it may begin with a label that has lost a mark

    @property
    def text(self) -> str:
        return self.view.text


def starts_by_words(reading: Reading, lines: Sequence[Line]) -> list[bool]:
    """For each line whether it begins a paragraph.

    In a text with one paragraph a row every row does, but for those torn in the middle of a sentence. In a text with
    hard line breaks a row that is as full as the others and ends without a mark goes on in the next.
    """
    rows = [_row(reading, lines, i) for i in range(len(lines))]
    full = _full_width(rows)
    indented = _uses_indents(rows, full)
    starts = [True]
    current = rows[0].text
    numbers = {rows[0].label.style: rows[0].label.number} if rows[0].label else {}
    for previous, row in pairwise(rows):
        due = row.label is not None and row.label.number == numbers.get(row.label.style, 0) + 1
        start = _starts(current, previous, row, full, indented, due)
        starts.append(start)
        if start and row.label is not None:
            numbers[row.label.style] = row.label.number
        current = row.text if start else current + row.text
    return starts


def _row(reading: Reading, lines: Sequence[Line], i: int) -> _Row:
    view = reading.view(lines[i])
    raw = reading.text[lines[i].start : lines[i].end]
    before = reading.text[lines[i - 1].end : lines[i].start] if i else ""
    margin = before.rpartition("\n")[2] + raw[: len(raw) - len(raw.lstrip())]
    ways = read_labels(view)
    label = next((x for x in ways if x.sure), None)
    odd = any(not x.sure and not x.bare for x in ways)
    return _Row(view, _width(raw.strip()), _width(margin), before.count("\n") > 1, label, odd)


def _width(text: str) -> int:
    return sum(map(_WIDTHS.__getitem__, text))


def _full_width(rows: Sequence[_Row]) -> int | None:
    """The width that rows were broken at, in half characters; None where each row is a paragraph of its own."""
    widths = sorted(r.width + r.indent for r in rows)
    top = widths[int(len(widths) * 0.95)] if len(widths) > 20 else widths[-1]
    if not 24 <= top <= 160:
        return None
    near = sum(top - 6 <= w <= top + 4 for w in widths)
    broken = sum(
        top - 6 <= a.width + a.indent <= top + 4 and a.text[-1] not in SENTENCE_END + _CLOSERS and not _opens(b)
        for a, b in pairwise(rows)
    )
    return top if near >= 4 and near >= 0.25 * len(rows) and broken >= 0.4 * near else None


def _opens(row: _Row) -> bool:
    """Whether a row begins a paragraph by its own words."""
    return row.label is not None or bool(_LIST_OF_FILES.match(row.text) or _DATE.match(row.text))


def _uses_indents(rows: Sequence[_Row], full: int | None) -> bool:
    """Whether the first row of a paragraph, and no other, is set in."""
    inner = sum(r.indent >= 2 for r in rows)
    return 0.1 * len(rows) <= inner <= 0.9 * len(rows) if full is not None else inner >= 0.6 * len(rows)


def _starts(current: str, previous: _Row, row: _Row, full: int | None, indented: bool, due: bool) -> bool:
    """Whether `row` begins a paragraph, given the text of the one before it so far; `due`: it bears the next number."""
    ended = previous.text[-1] in SENTENCE_END or (due and current.rfind("“") > current.rfind("（"))
    cut_short = previous.text[-1] in "、（《“第" or (_is_open(current) and not ended)
    if row.text in _PRINTED and _DATE_AT_END.search(previous.text):
        return False
    if _opens(row) and not (row.label is not None and cut_short):
        return True
    if indented and row.indent >= 2:
        return True
    end = previous.text[-1]
    is_full = full is not None and previous.width + previous.indent >= full - 6
    if row.text[0] in "：，。、；）》”" or (end == "：" and _is_open(current)):
        return False
    if end in SENTENCE_END or (end in _CLOSERS and (row.odd or previous.text[-2:-1] in tuple(SENTENCE_END))):
        return not (indented and is_full and not row.gap)
    if end in _RUNS_ON or _is_open(current):
        return False
    if is_full:
        return False
    # a long row of prose without an end, then another row of prose: torn
    prose = len(current) >= _WORDY and ("。" in current or ("，" in current and previous.label is None))
    torn_number = end.isdigit() and _UNIT.match(row.text) is not None
    return not (prose and _is_prose(row.text) and (torn_number or not end.isdigit()) and end not in _CLOSERS)


def _is_open(text: str) -> bool:
    """Whether a bracket or quotation is still open near the end."""
    tail = text[-60:]
    return any(_has_unclosed(tail, a, b) for a, b in ("（）", "《》", "“”", "【】") if a in tail)


def _has_unclosed(text: str, opening: str, closing: str) -> bool:
    """Whether an opening mark is not closed again, those within its brackets aside: （甲、各县（市、区）."""
    closed = 0
    for c in reversed(text):
        if c == closing:
            closed += 1
        elif c == opening:
            if not closed:
                return True
            closed -= 1
    return False


def _is_prose(text: str) -> bool:
    return bool(re.search("[，。；]", text)) and not _FIELD.match(text)
