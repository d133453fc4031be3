"""Notices whose head stands on one line: the line cut into letterhead, number, title, addressees and the rest."""
from __future__ import annotations

import re
from itertools import pairwise

from policyparse.labels.plain import opens_body
from policyparse.letterhead import title as titles
from policyparse.letterhead.addressees import STARTS, are_addressees
from policyparse.letterhead.catalogue import cell_starts
from policyparse.letterhead.corner import marks_end
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.number import IN_TEXT, number_line
from policyparse.lexicon.names import ORGAN_END
from policyparse.lexicon.regions import region_at
from policyparse.reading.pages import Line, Reading
from policyparse.view import View

_REACH = 12
_UNIT = re.compile(r"\d[年月日号]|[年月]\d|〕\d|年第")  # what a blank does not part
_LONG_LINE, _LONGEST_HEAD = 100, 1200  # characters of a line with head and body, and of its head
_FARTHEST = 60  # lines in which a head has to end
_LEVEL = re.compile(r"(?<=.)等级")
_KIND = re.compile("|".join(sorted((k for k in titles.KINDS if len(k) > 1), key=len, reverse=True)) + "|函|令")


def cut_run_on(reading: Reading, lines: list[Line]) -> list[Line]:
    """The lines, those of the first that hold several parts of a head cut between them."""
    out: list[Line] = []
    numbers = {found.text for line in lines[:_FARTHEST] if (found := number_line(reading.view(line).text))}
    for i, line in enumerate(lines):
        view = reading.view(line) if i < _FARTHEST else None
        if view is None or headline_number(view.text) in numbers:
            out.append(line)
            continue
        cuts = cell_starts(view) or _at_blanks(view) or _after_marks(view)
        if not cuts and i < _REACH and len(view) > 20:
            cuts = _cuts(view)
        edges = [0, *cuts, len(view)]
        for a, b in pairwise(edges):
            if not cuts:
                out.append(line)
            elif b > a:
                out.append(line.cut(view.at[a], view.at[b - 1] + 1))
    return out


def _at_blanks(view: View) -> list[int]:
    """Where the rows of a head begin that stand in one long line with the body, blanks between them.

    They do where the number, or the addressees where no number is given, is such a row; without either, where the
    title at the top is.
    """
    if len(view) < _LONG_LINE:
        return []
    text = view.text[:_LONGEST_HEAD]
    edges = [0, *(i for i in range(1, len(text)) if _is_gap(view, i) and not _UNIT.match(text, i - 1))]
    rows: list[tuple[int, int]] = []
    closed = False
    for a, b in pairwise([*edges, len(text)]):
        row = text[a:b]
        if "。" in row or opens_body(row):
            break
        named = {v.text for v in split_organs(view[a : a + (titles.opens_title(row) or 0)])}
        while named and rows:  # the title's issuers, the last of them before 关于
            others = {v.text for v in split_organs(view[slice(*rows[-1])])}
            if not others or named & others:
                break
            a, named = rows.pop()[0], named | others
        rows.append((a, b))
        if row.endswith("：") and (closed := are_addressees(row[:-1])):
            break
    numbered = any(number_line(text[a:b]) for a, b in rows)
    if not numbered and IN_TEXT.search(text, 0, rows[-1][1] if rows else 0):
        return []
    if not numbered and not closed:
        rows = rows[: next((i for i, (a, b) in enumerate(rows[:2], 1) if _is_title(text[a:b])), 0)]
    return [b for _, b in rows if b < len(view)]


def _is_title(row: str) -> bool:
    """Whether a row is a whole title (关于某事的公示), and says what it is about."""
    return "关于" in row and titles.opens_title(row) is not None and titles.is_whole(row)


def _is_gap(view: View, at: int) -> bool:
    """Whether a blank stands before a character."""
    return view.at[at] - view.at[at - 1] > 1


def headline_number(text: str) -> str | None:
    """The number in a web page's heading of number and title: 某政发〔2022〕1号《关于某事的通知》."""
    m = IN_TEXT.match(text)
    title = text[m.end():] if m is not None else ""
    if m is None or not title.startswith("《") or not titles.is_whole(title[titles.unquoted(title)]):
        return None
    found = number_line(m[0])
    return found.text if found is not None else None


def _cuts(view: View) -> list[int]:
    """Where to cut a line that begins a head; nowhere, if it does not run several parts together."""
    if (second := _second_number(view)) is not None:
        return [second]
    if (number := _number_below_title(view)) is not None:
        start, end = number
        return [start, end, *(end + at for at in _cuts(view[end:]))]
    out: list[int] = []
    at = _letterhead_end(view)
    if at is not None:
        out += [x for x in at if x]
    start = at[-1] if at is not None else 0
    rest = view[start:]
    title = _title_end(rest.text)
    if title is not None:
        out += [start + title]
        start += title
        rest = view[start:]
    colon = _addressees_end(rest.text)
    if colon is not None and colon < len(rest):
        out.append(start + colon)
    return [x for x in dict.fromkeys(out) if 0 < x < len(view)]


def _after_marks(view: View) -> list[int]:
    """Where the number begins that stands in one row with a telegram's marks (等级 特急·明电 某发明电〔2022〕1号)."""
    m = _LEVEL.search(view.text)
    start = m.start() if m is not None and view.at[m.start()] - view.at[m.start() - 1] > 1 else 0
    end = start + marks_end(view[start:])
    gap = next((i for i in range(end + 1, len(view)) if _is_gap(view, i)), len(view))
    numbered = end > start and number_line(view.text[end:gap]) is not None
    cuts = [at for at in (end, gap) if numbered and at < len(view)]  # behind it stands the telegram's own (机发第31号)
    return [start, *cuts] if start and (cuts or end == len(view)) else cuts


def _second_number(view: View) -> int | None:
    """Where the second number begins in a line of two (湘教发〔2022〕1号 湘财教〔2022〕3号)."""
    m = IN_TEXT.match(view.text)
    return m.end() if m is not None and m.end() < len(view) and IN_TEXT.fullmatch(view.text, m.end()) else None


def _number_below_title(view: View) -> tuple[int, int] | None:
    """Where the number stands that follows a whole title in its line (关于某事的通知 某教发〔2022〕1号 …)."""
    text = view.text
    opening = titles.opens_title(text)
    m = None if opening is None else IN_TEXT.search(text, opening, opening + 240)
    if m is None:
        return None
    for start in range(max(m.start(), m.end("prefix") - 14), m.end("prefix") - 1):
        bracket = text[start - 1] in "（(【"
        title = text[: start - bracket]
        if titles.is_whole(title) and len(title) > (opening or 0) + 4:
            end = m.end() + (bracket and text[m.end(): m.end() + 1] in ("）", ")", "】"))
            return start - bracket, end
    return None


def _letterhead_end(view: View) -> list[int] | None:
    """The ends of letterhead and number, where the line opens with both."""
    text = view.text
    m = next((m for m in IN_TEXT.finditer(text[:160])), None)
    if m is None or not m.start("prefix") <= 90:
        return None
    before = text[: m.end("prefix")]
    ways = []
    if "文件" in before:
        ways.append(before.index("文件") + 2)
    ways += [k for k in range(3, len(before) - 1) if ORGAN_END.search(before[:k])]
    for k in ways:
        organs = before[:k].removesuffix("文件")
        prefix = before[k:]
        if 2 <= len(prefix) <= 14 and not prefix.startswith(("办公", "文件")) and split_organs(view[: len(organs)]):
            return [k, m.end()]
    return [0, m.end()] if m.start() == 0 and len(m["prefix"]) <= 10 and len(text) > m.end() + 10 else None


def _title_end(text: str) -> int | None:
    """Where a title ends that the addressees follow on the same line."""
    opening = titles.opens_title(text)
    if opening is None or opening > 60:
        return None
    level = titles.depths(text[:600])
    colon = next((i for i, c in enumerate(text[:600]) if c == "：" and not level[i]), None)
    if colon is None:
        return None
    best = None
    for m in _KIND.finditer(text, opening, colon):
        if level[m.start()] or not titles.is_whole(text[: m.end()]):
            continue
        rest = text[m.end(): colon]
        if are_addressees(rest) and (STARTS.match(rest) or region_at(rest)):
            best = m.end()
            break
    return best


def _addressees_end(text: str) -> int | None:
    """Where the addressees end, their colon included, that body text follows."""
    colon = text.find("：", 0, 400)
    if colon < 2 or colon + 1 >= len(text) or not STARTS.match(text) or not are_addressees(text[:colon]):
        return None
    return colon + 1
