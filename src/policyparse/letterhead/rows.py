"""The rows of the head, and the elements (要素) of GB/T 9704-2012 that they can be."""
from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from policyparse.letterhead.number import NumberLine, number_line
from policyparse.reading.pages import Line
from policyparse.view import View


class Element(Enum):
    """What a row of the head is."""

    CORNER = "份号, 密级, 紧急程度"
    MARK = "发文机关标志"
    NUMBER = "发文字号"
    SIGNER = "签发人"
    TITLE = "标题"
    UNDER_TITLE = "题注"
    ADDRESSEES = "主送机关"
    PAGE = "网页"
    """The web page's own: its table of 索引号 …, its heading, title or number said once more."""


@dataclass(slots=True)
class Row:
    """A row of the head, or of what follows it.

    Attributes:
        line: The line that was read.
        view: Its text.
        element: What it is; None until that is told, and for all rows below the head.
        in_table: Whether it stands in the table that a web page prints above a notice.
    """

    line: Line
    view: View
    element: Element | None = None
    in_table: bool = False

    @property
    def text(self) -> str:
        """What to match on."""
        return self.view.text

    @property
    def number(self) -> NumberLine | None:
        """The document number that the row consists of."""
        return number_line(self.text)


def joined(rows: list[Row]) -> str:
    """What rows say together."""
    return "".join(row.text for row in rows)
