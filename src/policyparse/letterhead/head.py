"""The head of a notice: issuers, document number, title, addressees (GB/T 9704-2012, 7.2, 7.3.1, 7.3.2)."""
from __future__ import annotations

import re
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from policyparse.layout.paragraphs import Block, Dropped
from policyparse.letterhead import title as titles
from policyparse.letterhead.addressees import STARTS, addressee_records, are_addressees
from policyparse.letterhead.catalogue import PAGE_LINE, catalogue, listed
from policyparse.letterhead.corner import corner_fields, marks
from policyparse.letterhead.dates import DATE
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.listing import text_fields
from policyparse.letterhead.mark import read_mark
from policyparse.letterhead.number import NumberLine, number_line, number_record
from policyparse.letterhead.parts import Head, Mark
from policyparse.letterhead.puzzle import Evidence
from policyparse.letterhead.runon import cut_run_on, headline_number
from policyparse.lexicon.names import full_name, is_organ, region_of_organ
from policyparse.lexicon.regions import Region, region_at, region_of_number
from policyparse.reading.pages import Line, Reading
from policyparse.records import Body, DocumentNumber, Header, TextField
from policyparse.view import View

_TITLE = 8  # characters that a title has at least
_REACH = 60  # lines in which a head has to end
_CN = "[一二三四五六七八九十]"
_LABEL = re.compile(rf"(?:{_CN}{{1,3}}、|（{_CN}{{1,3}}）|第{_CN}{{1,3}}[章条节编]|1[.、．]|附件)")
_UNDER_TITLE = re.compile(
    rf"（(?:{DATE.pattern})(?:[^（）]*(?:通过|修订|修正|公布|发布|印发|批准|施行|起施行)[^（）]*)?）"
    r"|（(?:试行|暂行|征求意见稿|代拟稿|草案|送审稿|修订稿)）|（[^（）]{4,60}(?:会议|常务会)[^（）]*(?:通过|批准)[^（）]*）"
)
_SIGNER = re.compile(r"签发人?[：:]?(?P<names>[\u4e00-\u9fff·、，]{2,24})?")
_DATE_BESIDE = re.compile(rf"(?<=.)(?:{DATE.pattern})$")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")


@dataclass(slots=True)
class _Row:
    line: Line
    view: View

    @property
    def text(self) -> str:
        return self.view.text


@dataclass(slots=True)
class _Found:
    """What each row of the head is."""

    number: tuple[int, NumberLine] | None = None
    others: list[tuple[int, NumberLine]] = field(default_factory=list)
    title: range = range(0)
    under: list[int] = field(default_factory=list)
    addressees: range = range(0)
    letterhead: list[int] = field(default_factory=list)
    table: list[int] = field(default_factory=list)
    doubles: list[int] = field(default_factory=list)
    signers: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    end: int = 0


def read_head(reading: Reading, lines: list[Line]) -> Head:
    """What the head says, and the lines that follow it.

    Args:
        reading: The file as read.
        lines: Its lines, furniture set aside.

    Returns:
        The header as far as the head tells it (issuers that only the signature names are added by `read_foot`), its
        paragraphs, and the remaining lines; a line that the head ends in is cut (GB/T 9704-2012, 7.2 and 7.3).
    """
    lines = cut_run_on(reading, lines)
    rows = [_Row(line, view) for line in lines if (view := reading.view(line))]
    found = _look(rows)
    head = Head(header=Header(), blocks=[], rest=[row.line for row in rows[found.end:]])
    own = {line.start for line in lines}
    head.running = [reading.view(x) for x in reading.lines if x.start not in own and x.end - x.start >= _TITLE]
    head.listed = listed([rows[i].view for i in found.table])
    _fill(reading, rows, found, head)
    return head


def _look(rows: list[_Row]) -> _Found:
    """What each of the first rows is."""
    found = _Found()
    found.table = entries = catalogue([row.text for row in rows])
    found.addressees = _addressees(rows)
    stop = found.addressees.start if found.addressees else _body(rows, entries)
    numbered = any(number_line(rows[i].text) for i in range(stop) if i not in entries)
    found.doubles = [i for i in entries if numbered or number_line(rows[i].text) is None]
    found.doubles += [i for i in range(stop) if i not in entries and _is_of_page(rows[i].text)]
    for i in range(stop):
        if i in found.doubles:
            continue
        number = number_line(rows[i].text)
        if found.number is None and number is not None:
            found.number = (i, number)
        elif number is not None and found.number is not None and number.text == found.number[1].text:
            found.doubles.append(i)
        elif number is not None and number.year is not None and found.number is not None and _is_next(found, i):
            found.others.append((i, number))
        elif _SIGNER.fullmatch(rows[i].text) or (i - 1 in found.signers and _is_signer(rows[i].text)):
            found.signers.append(i)
        elif marks(rows[i].view):
            found.marks.append(i)
    taken = {*found.doubles, *found.signers, *found.marks, *([found.number[0]] if found.number else [])}
    taken |= {i for i, _ in found.others}
    free = [i for i in range(stop) if i not in taken]
    _find_title(rows, free, found, bool(found.addressees))
    last = max([-1, *found.title, *found.under, *taken])
    found.end = found.addressees.stop if found.addressees else last + 1
    rest = [i for i in free if i not in found.title and i not in found.under and i < found.end]
    for i in rest:
        (found.doubles if _is_double(rows, i, found) else found.letterhead).append(i)
    return found


def _is_of_page(text: str) -> bool:
    """Whether a row is the web page's own: its heading of number and title, or when and where it was published."""
    return PAGE_LINE.match(text) is not None or headline_number(text) is not None


def _is_next(found: _Found, i: int) -> bool:
    """Whether row `i` follows the numbers found so far."""
    return i - 1 in {found.number[0] if found.number else None, *(k for k, _ in found.others)}


def _is_signer(text: str) -> bool:
    """Whether the row below a signer is the name of another."""
    return _NAME.fullmatch(text) is not None and not titles.ends_as_title(text) and not text.endswith("文件")


def _addressees(rows: list[_Row]) -> range:
    """The rows of the addressees: the first row with a colon at its end that names them, and those it goes on from."""
    for i, row in enumerate(rows[:_REACH]):
        text = row.text
        if i and _LABEL.match(text) and not text.startswith("附件"):
            break
        if not text.endswith("："):
            if len(text) > 120 and "。" in text:
                break
            continue
        start = i
        while start > 0 and not _above_addressees(rows, start - 1, i):
            start -= 1
        joined = "".join(r.text for r in rows[start: i + 1])[:-1]
        if (start > 0 or STARTS.match(joined)) and are_addressees(joined):  # above them may stand nothing at all
            return range(start, i + 1)
        if start > 0 and are_addressees(text[:-1]):
            return range(i, i + 1)
    return range(0)


def _above_addressees(rows: list[_Row], i: int, last: int) -> bool:
    """Whether row `i` stands above the addressees that end in row `last`, and is none of theirs."""
    text = rows[i].text
    if titles.ends_as_title(text) or number_line(text) is not None or text.endswith(("：", "。", "）")) or last - i > 6:
        return True
    below = "".join(r.text for r in rows[i: last + 1])[:-1]
    goes_on = text.endswith(("、", "，")) or text.count("（") > text.count("）") or STARTS.match(text) is not None
    return not (goes_on and are_addressees(below))


def _body(rows: list[_Row], entries: list[int]) -> int:
    """Where the body begins if there are no addressees: below a web page's table at a label, or at a sentence."""
    for i, row in enumerate(rows[:_REACH]):
        text = row.text
        if i in entries:
            continue
        if _LABEL.match(text) or (len(text) > 12 and text.endswith(("。", "；"))) or ("。" in text and len(text) > 30):
            return i
        if i and len(text) > 45 and "，" in text and titles.opens_title(text) != 0:
            return i
    return min(len(rows), _REACH)


def _find_title(rows: list[_Row], free: list[int], found: _Found, certain: bool) -> None:
    """Which of the free rows are the title: those after the number, else the last whole one before it."""
    at = found.number[0] if found.number else None
    after = [i for i in free if at is not None and i > at]
    runs = _runs(rows, after, certain) if after else []
    if not runs:
        runs = _runs(rows, [i for i in free if at is None or i < at], certain or at is not None)
    if not runs:
        return
    named = [r for r in runs if titles.opens_title("".join(rows[i].text for i in r)) is not None]
    found.title = (named or runs)[-1] if certain or at is not None else (named or runs)[0]
    i = found.title.stop
    while i in free and _UNDER_TITLE.fullmatch(rows[i].text):
        found.under.append(i)
        i += 1


def _runs(rows: list[_Row], free: list[int], certain: bool) -> list[range]:
    """The stretches of rows that read as whole titles; where the head is certain, one that is not whole will do."""
    out: list[range] = []
    i = 0
    while i < len(free):
        if not _opens(rows, free, i):
            i += 1
            continue
        end = i
        while end < len(free) and free[end] - free[i] == end - i:
            text = "".join(rows[k].text for k in free[i: end + 1])
            follows = rows[free[end + 1]].text if end + 1 < len(free) and free[end + 1] == free[end] + 1 else ""
            if titles.is_whole(text[titles.unquoted(text)]) and not _goes_on(text, follows):
                out.append(range(free[i], free[end] + 1))
                break
            end += 1
        else:
            if certain and (titles.opens_title(rows[free[i]].text) is not None) and end - i <= 6:
                out.append(range(free[i], free[end - 1] + 1))
            i += 1
            continue
        i = end + 1
    return out


def _goes_on(text: str, follows: str) -> bool:
    """Whether the row below belongs to a title that could end here."""
    if not follows or len(follows) > 40 or _UNDER_TITLE.fullmatch(follows):
        return False
    return follows.startswith(("的", "》", "）")) or (titles.is_whole(text + follows) and follows in titles.KINDS)


def _opens(rows: list[_Row], free: list[int], at: int) -> bool:
    """Whether a title may begin here: with 关于, with organs (maybe on rows of their own), or as it ends like one."""
    text = rows[free[at]].text
    if text.endswith(("文件", "：")) or len(text) > 160 or _UNDER_TITLE.fullmatch(text):
        return False
    opening = titles.opens_title(text)
    if opening is not None:
        return True
    if titles.ends_as_title(text):
        return not is_organ(text)
    if _dated(rows[free[at]].view) is not None:
        return False
    below = rows[free[at + 1]].text if at + 1 < len(free) and free[at + 1] == free[at] + 1 else ""
    if split_organs(rows[free[at]].view):
        k = at + 1
        while k < len(free) and free[k] == free[k - 1] + 1 and split_organs(rows[free[k]].view):
            k += 1
        return k < len(free) and free[k] == free[k - 1] + 1 and titles.opens_title(rows[free[k]].text) == 0
    return bool(below) and len(text) >= 6 and titles.is_whole(text + below) and titles.opens_title(below) is None


def _is_double(rows: list[_Row], i: int, found: _Found) -> bool:
    """Whether a row repeats the title, as web pages do above the notice."""
    text = rows[i].text
    whole = "".join(rows[k].text for k in found.title)
    if len(text) < 8 or not whole:
        return False
    return any(fuzz.ratio(text, name) >= 85 for name in (whole, *titles.put_out(whole))) or (
        titles.ends_as_title(text) and text in whole
    )


def _fill(reading: Reading, rows: list[_Row], found: _Found, head: Head) -> None:
    """The records of what was found."""
    number: DocumentNumber | None = None
    signers: tuple[TextField, ...] = ()
    if found.number is not None:
        i, line = found.number
        number, repairs = number_record(reading, rows[i].view, line, rows[i].line.confidence)
        head.repairs += repairs
        head.blocks.append(Block(rows[i].view, (rows[i].line,), "number"))
        if line.signers is not None:
            signers = text_fields(reading, rows[i].view[slice(*line.signers)])
    others = []
    for i, line in found.others:
        record, repairs = number_record(reading, rows[i].view, line, rows[i].line.confidence)
        others.append(record)
        head.repairs += repairs
        head.blocks.append(Block(rows[i].view, (rows[i].line,), "number"))
    for i in found.signers:
        m = _SIGNER.fullmatch(rows[i].text)
        start = 0 if m is None else m.start("names")
        signers += text_fields(reading, rows[i].view[start:]) if start >= 0 else ()
    whole = _block(reading, rows, list(found.title), "title", head)
    title = None if whole is None else whole.view[titles.unquoted(whole.view.text)]
    text = title.text if title is not None else ""
    region = _region(text, number)
    issuers = _issuers(reading, rows, found, head, number, title, region)
    for i in found.under:
        head.blocks.append(Block(rows[i].view, (rows[i].line,), "date" if DATE.search(rows[i].text) else "title"))
    for i in (*found.letterhead, *found.signers, *found.marks):
        dated = i in found.letterhead and _dated(rows[i].view) is not None
        head.blocks.append(Block(rows[i].view, (rows[i].line,), "date" if dated else "letterhead"))
    head.dropped += [Dropped(rows[i].view, "furniture") for i in found.doubles]
    sent_to = _block(reading, rows, list(found.addressees), "addressee", head)
    head.header = Header(
        issuers=issuers,
        document_number=number,
        title=None if title is None else TextField(
            text=text, raw=title.words(), spans=reading.spans(title),
            confidence=0.98 if titles.is_whole(text) else 0.7,
        ),
        document_type=titles.kind_of(text) if text else None,
        addressees=addressee_records(reading, sent_to.view[: len(sent_to.view) - 1], region) if sent_to else (),
        other_numbers=tuple(others), signers=signers,
        **corner_fields(reading, [rows[i].view for i in found.marks]),
    )
    head.blocks.sort(key=lambda b: b.view.start)


def _dated(view: View) -> int | None:
    """Where the date begins that stands beside the organ in the head of minutes; None if the row is another."""
    m = _DATE_BESIDE.search(view.text)
    return m.start() if m is not None and split_organs(view[: m.start()]) else None


def _block(reading: Reading, rows: list[_Row], at: list[int], role: str, head: Head) -> Block | None:
    """The given rows as one paragraph."""
    if not at:
        return None
    lines = tuple(rows[i].line for i in at)
    block = Block(reading.view(*lines), lines, "title" if role == "title" else "addressee")
    head.blocks.append(block)
    return block


def _region(title: str, number: DocumentNumber | None) -> Region | None:
    """Where the notice comes from: by its title, else by its number."""
    at = region_at(title, loose=False)
    if at is not None:
        return at[0]
    return region_of_number(number.prefix) if number is not None else None


def _issuers(
    reading: Reading, rows: list[_Row], found: _Found, head: Head, number: DocumentNumber | None, title: View | None,
    region: Region | None,
) -> tuple[Body, ...]:
    """The issuers: by the letterhead, else by the title."""
    named = split_organs(title[: titles.issuer_part(title.text)]) if title is not None else []
    names = tuple(full_name(v.text, region) for v in named)
    host = names[0] if names else None
    count = titles.count_of_issuers(title.text) if title is not None else None
    evidence = Evidence(region_of_organ(host) or region if host is not None else region, names, count)
    views = [rows[i].view[: _dated(rows[i].view)] for i in found.letterhead]
    head.mark = Mark(views, evidence, host, number.prefix if number else "", title)
    issuers = read_mark(reading, head)
    return issuers or tuple(
        Body(name=full_name(v.text, region), raw=v.words(), spans=reading.spans(v), confidence=0.95) for v in named
    )
