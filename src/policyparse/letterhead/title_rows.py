"""Which rows are the title (GB/T 9704-2012, 7.3.1): it runs over several, and issuers above it read much like it."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from policyparse.letterhead import title as titles
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.issuers import date_beside_organs, split_organs
from policyparse.letterhead.rows import Element, Row, joined
from policyparse.lexicon.names import is_organ
from policyparse.view import View

_MOST_ROWS = 6  # of a title that is not whole
_LONGEST = 160  # characters of a title's first row
_LONGEST_END = 40  # characters of the row below a title that may be its end
_SHORTEST_BEGINNING = 6  # characters of a first row that does not look like a title by itself
_BARE = ("令", "命令", "公告", "通告", "公报")
UNDER_TITLE = re.compile(
    rf"（(?:{DATE.pattern})(?:[^（）]*(?:通过|修订|修正|公布|发布|印发|批准|施行|起施行)[^（）]*)?）"
    r"|（(?:试行|暂行|征求意见稿|代拟稿|草案|送审稿|修订稿)）|（[^（）]{4,60}(?:会议|常务会)[^（）]*(?:通过|批准)[^（）]*）"
)
"""题注: what stands in brackets below a title, when and by whom it was passed."""


def title_rows(above: Sequence[Row], closed: bool) -> list[Row]:
    """The rows of the title: after the number, or else the last ones before it that read as a whole title.

    Args:
        above: The rows above addressees and body; those that are something else already are passed over.
        closed: Whether addressees close the head; a number assures as well that this is one, and that it has a title.
    """
    number = next((i for i, row in enumerate(above) if row.element is Element.NUMBER), None)
    if number is None:
        found = _titles(above, closed)
    else:
        found = _titles(above[number + 1 :], closed) or _titles(above[:number], True)
    named = [rows for rows in found if titles.opens_title(joined(rows)) is not None] or found
    title = (named[-1] if closed or number is not None else named[0]) if named else []
    return [*_organs_above(above, title[0]), *title] if joined(title) in _BARE else title


def _organs_above(rows: Sequence[Row], title: Row) -> list[Row]:
    """The rows of the organs whose order or announcement it is, where the title says no more than that it is one."""
    out: list[Row] = []
    for row in reversed(rows[: rows.index(title)]):
        if row.element is not None or not split_organs(row.view):
            break
        out.insert(0, row)
    return out


def _titles(rows: Sequence[Row], sure: bool) -> list[list[Row]]:
    """The titles that rows one below the other make up; where it is `sure` that there is one, it need not be whole."""
    return [
        title
        for taken, stretch in groupby(rows, key=lambda row: row.element is not None) if not taken
        for title in _titles_in(list(stretch), sure)
    ]


def _titles_in(stretch: list[Row], sure: bool) -> Iterator[list[Row]]:
    while stretch:
        count = _rows_of_whole(stretch) if _may_begin(stretch) else 0
        if count:
            yield stretch[:count]
        elif sure and _may_begin(stretch) and len(stretch) <= _MOST_ROWS and _says_what_about(stretch[0].text):
            yield stretch
        stretch = stretch[count or 1 :]


def _rows_of_whole(rows: list[Row]) -> int:
    """How many of the rows, the first among them, make up a whole title; 0 if none do."""
    for count in range(1, len(rows) + 1):
        text = joined(rows[:count])
        below = rows[count].text if count < len(rows) else ""
        if titles.is_whole(text[titles.unquoted(text)]) and not _goes_on(text, below):
            return count
    return 0


def _goes_on(text: str, below: str) -> bool:
    """Whether the row below belongs to a title that could end here."""
    if not below or len(below) > _LONGEST_END or UNDER_TITLE.fullmatch(below):
        return False
    return below.startswith(("的", "》", "）")) or (titles.is_whole(text + below) and below in titles.KINDS)


def _may_begin(rows: list[Row]) -> bool:
    """Whether a title may begin with the first row: with 关于, with organs, or since it ends, with the next, as one."""
    first = rows[0]
    if first.text.endswith(("文件", "：")) or len(first.text) > _LONGEST or UNDER_TITLE.fullmatch(first.text):
        return False
    if _says_what_about(first.text):
        return True
    if titles.ends_as_title(first.text):
        return not is_organ(first.text)
    if date_beside_organs(first.view) is not None:
        return False
    if split_organs(first.view):  # maybe on rows of their own
        after = next((row for row in rows[1:] if not split_organs(row.view)), None)
        return after is not None and (titles.opens_title(after.text) == 0 or _goes_on_naming(rows, after))
    below = rows[1].text if len(rows) > 1 else ""
    if below and _breaks_name(first.view, rows[1].view):
        return True
    return (
        bool(below) and len(first.text) >= _SHORTEST_BEGINNING
        and titles.is_whole(first.text + below) and not _says_what_about(below)
    )


def _goes_on_naming(rows: list[Row], below: Row) -> bool:
    """Whether rows of several organs go on in the one below, which names others before it says what it is about."""
    named = {organ.text for row in rows[: rows.index(below)] for organ in split_organs(row.view)}
    others = split_organs(below.view[: titles.opens_title(below.text) or 0])
    return len(named) > 1 and bool(others) and not named & {organ.text for organ in others}


def _breaks_name(above: View, below: View) -> bool:
    """Whether a row of organs ends within a name that the row below goes on with, and says then what it is about."""
    end = titles.opens_title(below.text)
    names = [] if not end else [v.text for v in split_organs(above + below[:end])]
    return len(names) == len(set(names)) > 1


def _says_what_about(text: str) -> bool:
    """Whether 关于, 印发 or the like is in it."""
    return titles.opens_title(text) is not None
