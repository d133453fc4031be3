"""The numbers that a browser puts before the items of ordered lists: they stand nowhere in a page's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from policyparse.reading.counting import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_EDITOR_LIST = re.compile(r"\bcustom_(num|cn)([12]?)\b")
"""The lists of an editor (UEditor) that many sites are written with: custom_cn2 is （一）."""
_EDITOR_FORMS = {"": "%、", "1": "%）", "2": "（%）"}


class _Marker(NamedTuple):
    """How a list counts: its numbers' format, and what stands around them (%)."""

    format: str
    form: str


_MARKERS = {
    name: _Marker(format_, form)
    for format_, form, names in (
        ("decimal", "%.", ("1", "decimal")),
        ("decimalZero", "%.", ("decimal-leading-zero",)),
        ("lowerLetter", "%.", ("a", "lower-alpha", "lower-latin")),
        ("upperLetter", "%.", ("A", "upper-alpha", "upper-latin")),
        ("lowerRoman", "%.", ("i", "lower-roman")),
        ("upperRoman", "%.", ("I", "upper-roman")),
        ("chineseCounting", "%、", ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal")),
        ("chineseLegalSimplified", "%、", ("simp-chinese-formal",)),
        ("ideographDigital", "%、", ("cjk-decimal",)),
    )
    for name in names
}
"""By `type` or `list-style-type` of a list."""


@dataclass(slots=True)
class _List:
    marker: _Marker | None
    next: int


class Lists:
    """The lists that are open while a page is walked over, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def begin(self, element: _Element) -> None:
        """A list, ordered or not, begins."""
        marker = _marker(element) if element.tag == "ol" else None
        self._open.append(_List(marker, whole_number(element.get("start"), 1)))

    def label(self, item: _Element) -> str:
        """What stands before an item of the innermost list."""
        if not self._open:
            return ""
        inner = self._open[-1]
        number = whole_number(item.get("value"), inner.next)
        inner.next = number + 1
        if inner.marker is None or "none" in (item.get("style") or ""):
            return ""
        return inner.marker.form.replace("%", numeral(number, inner.marker.format))

    def end(self) -> None:
        """The innermost list ends."""
        if self._open:
            self._open.pop()


def _marker(element: _Element) -> _Marker | None:
    """How an ordered list counts; None where it shows no numbers."""
    if m := _EDITOR_LIST.search(f"{element.get('id') or ''} {element.get('class') or ''}"):
        return _Marker("chineseCounting" if m[1] == "cn" else "decimal", _EDITOR_FORMS[m[2]])
    style = _LIST_STYLE.search(element.get("style") or "")
    kind = style[1].lower() if style else element.get("type") or "decimal"
    return None if kind == "none" else _MARKERS.get(kind, _MARKERS["decimal"])


def whole_number(text: str | None, otherwise: int) -> int:
    """The number that an attribute gives, if it is a sound one."""
    return int(text) if text and text.isdecimal() and len(text) < 5 else otherwise
