"""Which row of the head is which element of GB/T 9704-2012.

The sure ones are told first, and hem in the others: what is the web page's and not the notice's; the addressees, whose
colon closes the head, or else the beginning of the body; between them numbers, signers and the marks of the corner, by
their form; then the title. What is left above the last of these is the issuers' mark, or says the title once more.
"""
from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from policyparse.labels.plain import opens_body
from policyparse.letterhead import title as titles
from policyparse.letterhead.addressees import addressee_rows
from policyparse.letterhead.catalogue import PAGE_LINE, catalogue
from policyparse.letterhead.corner import marks
from policyparse.letterhead.number import SIGNER, NumberLine
from policyparse.letterhead.rows import Element, Row, joined
from policyparse.letterhead.runon import headline_number
from policyparse.letterhead.title_rows import UNDER_TITLE, title_rows

_REACH = 60  # rows in which a head has to end
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_BROKEN = 4  # rows that the first sentence of a body may have
_OPENING = re.compile(r"(?:为(?!何)|根据|按照|依照|依据|近日|现将|《[^《》]{2,60}》(?:已|业|经))")
"""What the first sentence of a body opens with, and no title."""
_OF_ANSWER = re.compile(r"(?:类别|办理(?:结果|类别)|(?:信息)?公开(?:属性|方式|形式|选项))[：:].{1,12}")
"""How an answer to a proposal is filed, and whether it may be published."""
_SHORTEST_REPEAT = 8  # characters of a row that says the title once more
_SAME = 85


def tell_elements(rows: Sequence[Row]) -> int:
    """Tell each row of the head its element.

    Returns:
        How many of the rows the head has; those that follow have no element.
    """
    texts = [row.text for row in rows]
    for i in catalogue(texts):
        rows[i].in_table = True
    addressees = addressee_rows(texts[:_REACH])
    above = rows[: addressees.start if addressees else _body(rows)]
    _tell_page(above)
    _tell_by_form(above)
    _tell_title(above, closed=bool(addressees))
    for i in addressees:
        rows[i].element = Element.ADDRESSEES
    end = addressees.stop if addressees else max((i for i, row in enumerate(above, 1) if row.element), default=0)
    title = joined([row for row in above if row.element is Element.TITLE])
    for row in rows[:end]:
        if row.element is None:
            row.element = Element.PAGE if _repeats(row.text, title) else Element.MARK
    return end


def _body(rows: Sequence[Row]) -> int:
    """Where the body begins if there are no addressees: at a label, or at a sentence."""
    for i, row in enumerate(rows[:_REACH]):
        if row.in_table:
            continue
        if opens_body(row.text) or _is_sentence(row.text, first=i == 0) or _opens_sentence(rows[i : i + _BROKEN]):
            return i
    return min(len(rows), _REACH)


def _is_sentence(text: str, first: bool) -> bool:
    """Whether a row is text of the body: it ends or holds a sentence, or is long and, not being the first, no title."""
    if (len(text) > 12 and text.endswith(("。", "；"))) or (len(text) > 30 and "。" in text):
        return True
    return not first and len(text) > 45 and "，" in text and titles.opens_title(text) != 0


def _opens_sentence(rows: Sequence[Row]) -> bool:
    """Whether a sentence of the body begins with the first row that a narrow page breaks off."""
    if not _OPENING.match(rows[0].text):
        return False
    end = next((i for i, row in enumerate(rows) if "。" in row.text), None)
    return end is not None and not any(titles.ends_as_title(row.text) for row in rows[:end])


def _tell_page(above: Sequence[Row]) -> None:
    """The web page's own: its heading, when and where it was published, its table; a number that stands only there is
    the notice's.
    """
    numbered = any(row.number for row in above if not row.in_table)
    for row in above:
        if row.in_table:
            own = numbered or row.number is None
        else:
            own = PAGE_LINE.match(row.text) is not None or headline_number(row.text) is not None
        if own:
            row.element = Element.PAGE


def _tell_by_form(above: Sequence[Row]) -> None:
    """Numbers, signers and the marks of the corner."""
    number: NumberLine | None = None
    before: Element | None = None
    for row in above:
        if row.element is None:
            row.element = _by_form(row, before, number)
            if row.element is Element.NUMBER:
                number = number or row.number
        before = row.element


def _by_form(row: Row, before: Element | None, number: NumberLine | None) -> Element | None:
    """What a row is by its form, below one that is `before` and with the notice's number found or not."""
    if (found := row.number) is not None:
        if number is None or (before is Element.NUMBER and found.year is not None and found.text != number.text):
            return Element.NUMBER
        if found.text == number.text:
            return Element.PAGE
    if SIGNER.fullmatch(row.text) or (_names_signer(before, number) and _is_name(row.text)):
        return Element.SIGNER
    return Element.CORNER if marks(row.view) or _OF_ANSWER.fullmatch(row.text) else None


def _names_signer(before: Element | None, number: NumberLine | None) -> bool:
    """Whether a row of this kind has a signer, and the next may name another."""
    signed = number is not None and number.signers is not None
    return before is Element.SIGNER or (before is Element.NUMBER and signed)


def _is_name(text: str) -> bool:
    """Whether a row below a signer is the name of another."""
    return _NAME.fullmatch(text) is not None and not titles.ends_as_title(text) and not text.endswith("文件")


def _tell_title(above: Sequence[Row], closed: bool) -> None:
    """The title, and what stands in brackets below it, or below the number under it."""
    for row in title_rows(above, closed):
        row.element = Element.TITLE
    under = False
    for row in above:
        if under and row.element is None and UNDER_TITLE.fullmatch(row.text):
            row.element = Element.UNDER_TITLE
        elif not (under and row.element is Element.NUMBER):
            under = row.element is Element.TITLE


def _repeats(text: str, title: str) -> bool:
    """Whether a row says the title once more, as web pages do above the notice, or what the notice puts out."""
    if len(text) < _SHORTEST_REPEAT or not title:
        return False
    return any(fuzz.ratio(text, name) >= _SAME for name in (title, *titles.put_out(title))) or (
        titles.ends_as_title(text) and text in title
    )
