"""The table that a web page prints above a notice: 索引号, 发文机构, 发文字号, 发布日期 …"""
from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from policyparse.reading.catalogue import KEYS, OWN_KEYS
from policyparse.view import View

_MARK = r"[-—•●·▪◆*■□]?"
ENTRY = re.compile(rf"{_MARK}[【\[]?(?:{KEYS})[】\]]?[：:]")
"""An entry of the table, its key first."""
_KEY = re.compile(rf"{_MARK}[【\[]?(?:{KEYS})[】\]]?[：:]?\|?")
_OWN = re.compile(rf"{_MARK}[【\[]?(?:{OWN_KEYS})[】\]]?[：:]?")
_JOINED = re.compile(rf"{_MARK}[【\[]?(?:{KEYS})[】\]]?(?=.{{2}})")
PAGE_LINE = re.compile(
    rf"{_MARK}[【\[]?(?:发布日期|发布时间|时间|日期|来源|信息来源|作者|编辑|责任编辑|浏览(?:次数|量)?|阅读(?:次数|量|数)?|点击(?:次数|量|数)?|访问量|"
    r"字体|字号|分享(?:到)?|打印)[：:]"
)
"""A line of a page's own beside the title: when and from where it was published, how often it was read."""
_STRAY = re.compile(rf"{_MARK}(?:发布日期|发布时间|来源|信息来源|浏览次数|阅读次数)[：:]")
_CELL = re.compile(rf"(?:{KEYS})[：:]")
_BAR = "|"
_FEWEST = 3
_FEWEST_JOINED = 4
_REACH = 40


def catalogue(rows: Sequence[str]) -> list[int]:
    """Which of the first rows are the table: at least three entries, and what stands between them.

    A date of publication that stands by itself below the title belongs to it, the title between does not. Keys on rows
    of their own, without a colon, count where some of them stand in no other table; so do keys that run into values.
    """
    entries = [i for i, text in enumerate(rows[:_REACH]) if ENTRY.match(text)]
    if len(entries) < _FEWEST:
        entries = [i for i, text in enumerate(rows[:_REACH]) if ENTRY.match(text) or _KEY.fullmatch(text)]
        if sum(_OWN.match(rows[i]) is not None for i in entries) < _FEWEST - 1:
            return _joined(rows)
    whole = len(entries)
    for k in range(len(entries) - 1, 0, -1):
        if not _STRAY.match(rows[entries[k]]):
            break
        whole = k if entries[k] - entries[k - 1] > 1 else whole
    entries, stray = entries[:whole], entries[whole:]
    if len(entries) < _FEWEST:
        return []
    end = _end(rows, entries)
    return [*range(entries[0], end), *(i for i in stray if i >= end)]


def _joined(rows: Sequence[str]) -> list[int]:
    """The rows of a table whose keys run into their values (发文字号某发〔2021〕6号), one row after another."""
    start = next((i for i, text in enumerate(rows[:_REACH]) if _JOINED.match(text)), len(rows))
    found = list(takewhile(lambda i: _JOINED.match(rows[i]), range(start, len(rows))))
    own = sum(_OWN.match(rows[i]) is not None for i in found)
    return found if len(found) >= _FEWEST_JOINED and own >= _FEWEST else []


def _end(rows: Sequence[str], entries: Sequence[int]) -> int:
    """The row after the table: after its last entry, and that one's value where it has rows of its own."""
    end = entries[-1] + 1
    last = rows[entries[-1]]
    if rows[end: end + 1] == [_BAR]:
        return end + 2 if _KEY.fullmatch(last) else end + 1
    if last.endswith(("：", ":")) or _KEY.fullmatch(last):
        return end + 1 if len(entries) * 2 == end - entries[0] + 1 and end < len(rows) else end
    if last.startswith("内容概述"):
        while end < min(len(rows), entries[-1] + 6) and not rows[end - 1].endswith("。"):
            end += 1
    return end


_SAYS_WHO = re.compile(rf"{_MARK}[【\[]?(?:发文|制发|发布)(?:机构|机关|单位)[】\]]?[：:]?")
_SAYS_WHEN = re.compile(rf"{_MARK}[【\[]?(?:成文|印发|签发|发文|生成)日期[】\]]?[：:]?")


class Listed(NamedTuple):
    """What the table says of the notice itself."""

    issuer: View | None = None
    date: View | None = None


def listed(rows: Sequence[View]) -> Listed:
    """Who issued the notice and when, by the rows of its table: beside the key, or in the row below."""
    return Listed(_value(rows, _SAYS_WHO), _value(rows, _SAYS_WHEN))


def _value(rows: Sequence[View], key: re.Pattern[str]) -> View | None:
    """What stands beside the first such key."""
    for i, row in enumerate(rows):
        if (m := key.match(row.text)) is None:
            continue
        below = [v for v in rows[i + 1: i + 3] if v.text != _BAR and not _KEY.match(v.text)]
        return row[m.end():] if m.end() < len(row) else next(iter(below), None)
    return None


def cell_starts(view: View) -> list[int]:
    """Where the further cells begin in a row of the table that has several: between bars, or at keys after a blank."""
    text = view.text
    first = ENTRY.match(text)
    if first is not None and _BAR not in text:
        starts = [m.start() for m in _CELL.finditer(text, first.end())]
        return [at for at in starts if _is_gap(view, at)]
    opens = text[1:] if text.startswith(_BAR) else text
    if _BAR in opens and (_KEY.fullmatch(cell := opens[: opens.index(_BAR)]) or ENTRY.match(cell)):
        edges = {at + k for at, c in enumerate(text) for k in (0, 1) if c == _BAR}
        if text.endswith(_BAR) and _KEY.fullmatch(text[text[:-1].rfind(_BAR) + 1:]):
            edges.discard(len(text) - 1)  # a key without a value
        return sorted(edges - {0, len(text)})
    first = _OWN.match(text)
    if first is None or first.end() == len(text) or not _is_gap(view, first.end()):
        return []
    words = [0, *(at for at in range(1, len(text)) if _is_gap(view, at)), len(text)]
    keys = [(a, b) for a, b in pairwise(words) if _KEY.fullmatch(text[a:b])]
    return sorted({x for key in keys for x in key} - {0, len(text)})


def _is_gap(view: View, at: int) -> bool:
    """Whether white space stands before the character at `at`."""
    return view.at[at] - view.at[at - 1] > 1
