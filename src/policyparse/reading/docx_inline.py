"""What a DOCX paragraph holds in its line (ECMA-376, 17.3): characters, boxes anchored there, references to notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policyparse.reading.docx_lists import W, is_on, val

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 100
"""So many elements within one another are followed."""
OPEN = frozenset(
    [f"{W}{tag}" for tag in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "fldSimple", "bdo", "dir",
                             "sdt", "sdtContent")]
)
"""Elements whose content counts as if it stood without them; deletions are none of them."""
ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FORMS = tuple(ALTERNATIVES.replace("AlternateContent", form) for form in ("Choice", "Fallback"))
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_BOXES = frozenset((f"{W}drawing", f"{W}pict", f"{W}object"))
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_SYMBOLS = {
    0xFE: "☑", 0x52: "☑", 0xFD: "☒", 0x51: "☒", 0xFC: "√", 0xFB: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0xA3: "□",
}
"""Boxes and ticks of the fonts Wingdings and Wingdings 2."""
_CIRCLED = range(0x81, 0x8B)


@dataclass(slots=True)
class Inline:
    """What has been met in a paragraph.

    Attributes:
        words: Its characters, in pieces.
        boxes: The text boxes that are anchored in it.
        notes: The notes that it refers to: `footnotes` or `endnotes`, and which.
    """

    words: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    def take(self, element: _Element, depth: int = 0) -> None:
        """Take up the runs, and what else holds characters, in an element."""
        for child in branches(element):
            if child.tag == f"{W}r":
                self._take_run(child, depth)
            elif child.tag in OPEN and depth < DEEPEST:
                self.take(child, depth + 1)
            elif child.tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self.words += [t.text or "" for t in child.iter(f"{_M}t")]

    def _take_run(self, run: _Element, depth: int) -> None:
        for child in branches(run):
            tag = child.tag
            if tag == f"{W}t":
                self.words.append(child.text or "")
            elif tag == f"{W}rPr":
                if is_on(child.find(f"{W}vanish")):
                    return
            elif tag in _MARKS:
                self.words.append(_MARKS[tag])
            elif tag in _BOXES:
                self.boxes += _text_boxes(child)
            elif tag == f"{W}sym":
                self.words.append(_symbol(child))
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], val(child, "id") or ""))
            elif tag == f"{W}ruby" and (base := child.find(f"{W}rubyBase")) is not None and depth < DEEPEST:
                self.take(base, depth + 1)


def branches(element: _Element) -> Iterator[_Element]:
    """An element's children; of what is given in several forms (for new programs and for old ones) the first's."""
    stack = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag != ALTERNATIVES:
            yield child
        elif len(stack) < DEEPEST and (form := next((x for x in child if x.tag in _FORMS), None)) is not None:
            stack.append(iter(form))


def _text_boxes(element: _Element, depth: int = 0) -> Iterator[_Element]:
    """The text boxes of a drawing, each once; one that lies in another is found when that is read."""
    for child in branches(element):
        if child.tag == f"{W}txbxContent":
            yield child
        elif depth < DEEPEST:
            yield from _text_boxes(child, depth + 1)


def _symbol(element: _Element) -> str:
    """A character of a symbol font, where it is one that others have."""
    char, font = val(element, "char") or "", (val(element, "font") or "").lower()
    if re.fullmatch("[0-9A-Fa-f]{1,6}", char) is None or "wingdings" not in font:
        return ""
    code = int(char, 16) & 0xFF  # such fonts lie at F000
    return chr(0x2460 + code - _CIRCLED.start) if code in _CIRCLED else _SYMBOLS.get(code, "")
