"""What was written or stamped on a page after it was printed: notes, ticks, the stamp of whoever received it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from policyparse.layout.page_lines import box_of, solid
from policyparse.reading.pages import Box, Line, Reading

_LONG = 6
"""Lines of so many characters tell how the page lies, and where its print stands."""
_LEAST = 4
"""On a page of fewer such lines nothing is told."""
_ASLANT = 0.055
"""A line that falls or rises by so much more than the page's, for each step to the right, was not printed with it …"""
_RATHER = 0.035
"""… nor were those beside it that do by so much."""
_SHORT = 3
"""The slope of fewer characters is not known well."""
_MOST = 0.2
"""Where more than this part of a page's characters lie aslant, it is the page that is bent."""
_TICKS = frozenset("√✓✔")
_RECEIVED = re.compile(r".{0,20}收文(?:专用)?章?|(?:收文|收|文)(?:编?号|日期|时间)[:：]?[\d年月日字第.-]{0,16}号?")
_TO_READ = re.compile(r"(?:拟?请|送|转|呈)[^，。；：]{1,14}(?:传阅|阅[办处示知研批]?|批示|阅批)")
"""What is written on a notice for whoever is to read it, however straight."""
_IN_THE_STAMP = re.compile(r"第?\d{1,6}号?|\d{0,4}[年./-]?\d{1,2}[月./-]\d{1,2}日?|年月日")


def written_afterwards(reading: Reading, members: Sequence[int]) -> set[int]:
    """Those of a scanned page's lines that were put on the paper after it was printed.

    A note stands aslant and outside of the print; a tick is alone on its row's side; the stamp of an office that
    received the paper says so. `members` are the page's lines by their index.
    """
    out = {i for i in members if reading.lines[i].table is None and solid(reading, i) in _TICKS}
    stamps = {i for i in members if _RECEIVED.fullmatch(solid(reading, i))}
    dates = {i for i in members if _IN_THE_STAMP.fullmatch(solid(reading, i))}
    stamps = _with_neighbours(reading, stamps, dates)
    return out | stamps | _notes(reading, [i for i in members if i not in out | stamps])


def _notes(reading: Reading, members: Sequence[int]) -> set[int]:
    """Lines outside of the print that are aslant or say who is to read it, with those by them that are rather so."""
    length = {i: len(solid(reading, i)) for i in members}
    long = [reading.lines[i].slope for i in members if length[i] >= _LONG]
    if len(long) < _LEAST:
        return set()
    usual = median(long)
    free = [i for i in members if length[i] >= _SHORT and _is_free(reading.lines[i])]
    off = {i: abs(reading.lines[i].slope - usual) for i in free}
    orders = {i for i in free if _TO_READ.fullmatch(solid(reading, i))}
    printed = [i for i in members if length[i] >= _LONG and off.get(i, 0.0) < _RATHER and i not in orders]
    level = [box_of(reading, i) for i in printed]
    aslant = {i for i, x in off.items() if (x > _ASLANT or i in orders) and _is_outside(box_of(reading, i), level)}
    rather = {i for i, x in off.items() if x > _RATHER and _is_outside(box_of(reading, i), level)}
    found = _with_neighbours(reading, aslant, rather)
    return found if sum(length[i] for i in found) <= _MOST * sum(length.values()) else set()


def _with_neighbours(reading: Reading, found: set[int], others: set[int]) -> set[int]:
    """What was found, and those of the others that stand by it, one by one."""
    out, new = set(found), set(found)
    while new:
        new = {i for i in others - out if any(_touch(box_of(reading, i), box_of(reading, j)) for j in new)}
        out |= new
    return out


def _is_free(line: Line) -> bool:
    return line.table is None and line.bbox is not None


def _is_outside(box: Box, print_: Sequence[Box]) -> bool:
    """Whether a box stands above, below or beside all print; for what is aslant some of its height is of that."""
    if not print_:
        return False
    high = box[3] - box[1]
    x0, y0 = min(b[0] for b in print_), min(b[1] for b in print_)
    x1, y1 = max(b[2] for b in print_), max(b[3] for b in print_)
    return box[3] < y0 + high / 2 or box[1] > y1 - high / 2 or box[2] < x0 + high or box[0] > x1 - high


def _touch(a: Box, b: Box) -> bool:
    """Whether one stands right above or below the other."""
    gap = max(a[1], b[1]) - min(a[3], b[3])
    return min(a[2], b[2]) > max(a[0], b[0]) and gap < min(a[3] - a[1], b[3] - b[1])
