"""Automatic numbering of a DOCX (ECMA-376, 17.9): what Word prints before a paragraph and the file does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from policyparse.reading.counting import numeral

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9
_PLACE = re.compile(r"%([1-9])")
_NO_NUMBER = frozenset(("bullet", "none"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        style: Its numbers' format, ECMA-376's ST_NumberFormat.
        text: What is printed, %1 … %9 for the numbers of the levels.
        start: Its first number.
        restart: The level (from 1) after which it begins again; 0 for never, None for any above it.
        legal: The numbers of all levels are printed as 1, 2, 3.
        suffix: `tab`, `space` or `nothing` between it and the text.
        paragraph_style: The style whose paragraphs are on this level.
    """

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    suffix: str = "tab"
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """A list as the file names it: the counters it shares, its levels, the numbers that it begins anew with."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Style:
    based_on: str | None
    number: str | None
    level: int | None


def val(element: _Element | None, name: str = "val") -> str | None:
    """An element's attribute in Word's namespace."""
    return None if element is None else element.get(W + name)


def whole(text: str | None) -> int | None:
    """A whole number, or None for anything else."""
    return int(text) if text is not None and re.fullmatch(r"-?\d{1,9}", text) else None


def is_on(element: _Element | None) -> bool:
    """Whether a switch (w:vanish, w:titlePg) is there and not turned off."""
    return element is not None and val(element) not in ("0", "false", "off")


class Lists:
    """Counts the numbered paragraphs of one document, in their order."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        self._styles = _styles(styles)
        self.normal = _default_style(styles)
        self._lists = {} if numbering is None else _lists(numbering, self._styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, properties: _Element | None) -> str:
        """What is printed before the paragraph with these properties (w:pPr): "第一条 ", "（一）", or nothing."""
        number, depth = self._place(properties)
        numbered = self._lists.get(number or "")
        if numbered is None or number is None or not 0 <= depth < _DEEPEST:
            return ""
        level = numbered.levels.get(depth, Level())
        counts = self._counts.setdefault(numbered.shared, {})
        if depth in numbered.starts and (number, depth) not in self._begun:
            counts[depth] = numbered.starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((number, depth))
        for deeper in [d for d in counts if d > depth]:
            restart = numbered.levels.get(deeper, Level()).restart
            if restart is None or depth < restart:
                del counts[deeper]
        return _printed(numbered, level, counts)

    def _place(self, properties: _Element | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, else its style's."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = val(properties.find(f"{W}pStyle") if properties is not None else None) or self.normal
        number = val(own.find(f"{W}numId")) if own is not None else None
        depth = whole(val(own.find(f"{W}ilvl"))) if own is not None else None
        if number is None:
            number, by_style = _of_style(self._styles, style)
            depth = by_style if depth is None else depth
        if number in (None, "0"):
            return None, 0
        if depth is None and number in self._lists:
            named = (d for d, level in self._lists[number].levels.items() if level.paragraph_style == style)
            depth = next(named, 0)
        return number, depth or 0


def _printed(numbered: _List, level: Level, counts: dict[int, int]) -> str:
    if level.style == "bullet" or not level.text:
        return ""

    def number(m: re.Match[str]) -> str:
        depth = int(m[1]) - 1
        other = numbered.levels.get(depth, Level())
        if other.style in _NO_NUMBER:
            return ""
        return numeral(counts.get(depth, other.start), "decimal" if level.legal else other.style)

    text = _PLACE.sub(number, level.text)
    return text + " " if text and level.suffix != "nothing" and text[-1:].isascii() else text


def _of_style(styles: dict[str, _Style], name: str | None) -> tuple[str | None, int | None]:
    """The list and level that a style or one it is based on gives its paragraphs."""
    level = None
    for _ in range(12):
        style = styles.get(name or "")
        if style is None:
            break
        level = style.level if level is None else level
        if style.number is not None:
            return style.number, level
        name = style.based_on
    return None, None


def _styles(root: _Element | None) -> dict[str, _Style]:
    out = {}
    for style in root.iterfind(f"{W}style") if root is not None else ():
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
        out[val(style, "styleId") or ""] = _Style(val(style.find(f"{W}basedOn")), val(number), whole(val(level)))
    return out


def _default_style(root: _Element | None) -> str | None:
    for style in root.iterfind(f"{W}style") if root is not None else ():
        if val(style, "type") == "paragraph" and val(style, "default") in ("1", "true", "on"):
            return val(style, "styleId")
    return None


def _lists(root: _Element, styles: dict[str, _Style]) -> dict[str, _List]:
    abstract = {val(a, "abstractNumId") or "": a for a in root.iterfind(f"{W}abstractNum")}
    levels = {key: dict(_levels(element.iterfind(f"{W}lvl"))) for key, element in abstract.items()}
    links = {key: val(element.find(f"{W}numStyleLink")) for key, element in abstract.items()}
    numbers = {val(n, "numId") or "": n for n in root.iterfind(f"{W}num")}
    out = {}
    for name, number in numbers.items():
        shared = val(number.find(f"{W}abstractNumId")) or ""
        for _ in range(4):  # a list may be defined by a style, which names another
            style = styles.get(links.get(shared) or "")
            if style is None or style.number not in numbers:
                break
            shared = val(numbers[style.number].find(f"{W}abstractNumId")) or ""
        if shared not in abstract:
            continue
        numbered = _List(shared, dict(levels[shared]))
        for override in number.iterfind(f"{W}lvlOverride"):
            numbered.levels.update(_levels(override.iterfind(f"{W}lvl")))
            depth, start = whole(val(override, "ilvl")), whole(val(override.find(f"{W}startOverride")))
            if depth is not None and start is not None:
                numbered.starts[depth] = start
                numbered.levels[depth] = replace(numbered.levels.get(depth, Level()), start=start)
        out[name] = numbered
    return out


def _levels(elements: Iterable[_Element]) -> Iterable[tuple[int, Level]]:
    for element in elements:
        depth = whole(val(element, "ilvl")) or 0
        if not 0 <= depth < _DEEPEST:
            continue
        start = whole(val(element.find(f"{W}start")))
        yield (
            depth,
            Level(
                style=val(element.find(f".//{W}numFmt")) or "decimal",
                text=val(element.find(f"{W}lvlText")) or "",
                start=1 if start is None else start,
                restart=whole(val(element.find(f"{W}lvlRestart"))),
                legal=is_on(element.find(f"{W}isLgl")),
                suffix=val(element.find(f"{W}suff")) or "tab",
                paragraph_style=val(element.find(f"{W}pStyle")),
            ),
        )
