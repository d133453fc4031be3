"""What stands around a date, told by it: its own torn pieces, departments that sign, scraps of a seal."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from policyparse.labels.plain import is_label
from policyparse.layout.cutting import piece
from policyparse.layout.paragraphs import Block
from policyparse.letterhead.kinds import Kind, closes, is_date, kind, organs
from policyparse.letterhead.listing import pieces
from policyparse.view import View

_CN = "一二三四五六七八九十"
_BEGUN = re.compile(rf"(?:19|20)|(?:(?:19|20)\d\d|[一二][{_CN}〇○零O]{{3}})(?:年(?:[\d{_CN}]{{0,2}}月?)?)?")
_DEPARTMENT = re.compile(
    r"[\u4e00-\u9fff（）]{1,16}(?:部|处|办|办公室|学院|学校|中心|院|研究所|图书馆|工会|团委|委员会|党委|党支部|科|室|系|公司|厂)"
)
_GROUP = re.compile(r"[\u4e00-\u9fff]{2,30}(?:领导小组|指挥部|联席会议|工作专班)(?:办公室)?")
_SAYS = re.compile(r"[的了是为将应在各全请]|^(?:本|我)")
_REACH = 14  # so many paragraphs above a date the names under a seal may stand
_MISREAD = 75.0


def free_signatures(blocks: Sequence[Block], known: Sequence[str]) -> list[Block]:
    """The blocks, organs that were joined to the end of the text before their date cut off from it."""
    out: list[Block] = []
    for block, after in zip(blocks, [*blocks, None][1:], strict=True):
        text = block.view.text
        at = max(text.rfind(c) for c in "。！；）") + 1
        if (
            block.role is None and after is not None and 0 < at < len(text)
            and kind(after.view, known) is Kind.DATE and organs(block.view[at:], known)
        ):
            out += [piece(block, 0, at), piece(block, at, len(text))]
        else:
            out.append(block)
    return out


def mend_dates(blocks: Sequence[Block], known: Sequence[str]) -> list[Block]:
    """The paragraphs, a date that a line's end or a seal's scrap broke in two put together again."""
    out = list(blocks)
    i = 0
    while i < len(out):
        rest = _rest_of_date(out, i, known)
        if rest is not None:
            other = out.pop(rest)
            out[i] = replace(out[i], view=out[i].view + other.view, lines=(*out[i].lines, *other.lines))
        i += 1
    return out


def _rest_of_date(blocks: Sequence[Block], i: int, known: Sequence[str]) -> int | None:
    """Which of the next two paragraphs ends the date that paragraph `i` begins; between them may stand a scrap."""
    if not _BEGUN.fullmatch(blocks[i].view.text):
        return None
    for k in range(i + 1, min(i + 3, len(blocks))):
        if blocks[k].role is not None:
            return None
        if is_date((blocks[i].view + blocks[k].view).text):
            return k
        if not _is_scrap(blocks[k]) and not _repeats_piece(blocks[k].view.text, known):
            return None
    return None


def mark_departments(blocks: Sequence[Block], kinds: list[Kind]) -> None:
    """Departments that sign for a school or a firm they do not name (党委宣传部) are organs: between text and date."""
    for at in [i for i, k in enumerate(kinds) if k is Kind.DATE]:
        start = at
        while start > 0 and (kinds[start - 1] is Kind.ORGANS or _is_department(blocks[start - 1], kinds[start - 1])):
            start -= 1
        above = blocks[start - 1].view.text if start else ""
        if not above or start == at or (kinds[start - 1] is Kind.BODY and not closes(above) and not is_label(above)):
            continue
        kinds[start:at] = [Kind.ORGANS] * (at - start)


def _is_department(block: Block, what: Kind) -> bool:
    return what is Kind.BODY and block.role is None and bool(departments(block.view))


def departments(view: View) -> list[View]:
    """The departments, without the name of their school or firm, that a row consists of; [] if it holds more."""
    if not 3 <= len(view) <= 60 or is_label(view.text):
        return []
    found = pieces(view)
    return found if all(map(_is_department_name, (v.text for v in found))) else []


def _is_department_name(text: str) -> bool:
    return _GROUP.fullmatch(text) is not None or (_DEPARTMENT.fullmatch(text) is not None and not _SAYS.search(text))


def mark_seals(blocks: Sequence[Block], kinds: list[Kind], known: Sequence[str]) -> None:
    """Around a recognised signature: organs misread under a seal are organs, scraps of the seal's text are `SEAL`."""
    for at in [i for i, k in enumerate(kinds) if k in (Kind.DATE, Kind.SIGNED)]:
        there = {blocks[i].view.text for i in range(max(0, at - _REACH), at) if kinds[i] is Kind.ORGANS}
        for i in _scraps_above(blocks, kinds, at):
            text = blocks[i].view.text
            name = nearest(text, known)
            if name is not None and name not in there:
                kinds[i] = Kind.ORGANS
                there.add(name)
            elif name is not None or _is_of_seal(text, known):
                kinds[i] = Kind.SEAL
        for i in range(at + 1, min(at + 3, len(blocks))):
            text = blocks[i].view.text
            misread = _is_scrap(blocks[i]) and any(
                fuzz.partial_ratio(text, name) >= _MISREAD and len(text) < len(name) for name in known
            )
            if kinds[i] in (Kind.BODY, Kind.ORGANS) and (misread or _repeats_piece(text, known)):
                kinds[i] = Kind.SEAL


def _scraps_above(blocks: Sequence[Block], kinds: Sequence[Kind], at: int) -> Iterator[int]:
    """The paragraphs above a date that may be misread names or scraps, from below, up to the notice's text."""
    for i in range(at - 1, max(-1, at - _REACH), -1):
        if kinds[i] in (Kind.LIST, Kind.NOTE, Kind.CC, Kind.IMPRINT):
            return
        if kinds[i] is Kind.BODY:
            if not _is_scrap(blocks[i]):
                return
            yield i


def _is_of_seal(text: str, known: Sequence[str]) -> bool:
    """Whether most of a scrap's characters are those of a seal's text, or none of them is Chinese."""
    letters = {*"".join(known), *"专用章"}
    return sum(c in letters for c in text) >= 0.6 * len(text) or not re.search(r"[\u4e00-\u9fff]", text)


def _repeats_piece(text: str, known: Sequence[str]) -> bool:
    """Whether a paragraph repeats a piece of an issuer's name, as its seal does."""
    return any(len(text) < len(name) and text in name for name in known)


def _is_scrap(block: Block) -> bool:
    """Whether a paragraph may be a misread name or a scrap: recognised, short, no words of a text around it."""
    text = block.view.text
    recognised = any(line.confidence is not None for line in block.lines)
    if block.role is not None or not recognised or len(text) > 24:
        return False
    return not is_label(text) and not re.search(r"[。；：]", text)


def nearest(text: str, known: Sequence[str]) -> str | None:
    """The known name that `text` is a misread form of."""
    scored = [(fuzz.ratio(text, name), name) for name in known if abs(len(name) - len(text)) <= 3]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= _MISREAD else None
