"""Whether a page's own text is taken or the page is recognised, and what is said of it: the same for PDF and OFD."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.reading.garbled import is_garbled
from policyparse.reading.layer import Char
from policyparse.reading.sheets import Sheet

_FULL_PAGE = 0.92
"""An image that covers this part of a page's width and height is the page."""
_FEW = 40
"""A scan with fewer characters on it than this has a stamp or a page number on it, and no text."""


class Doubt(Enum):
    """Why a page's own text is not taken."""

    EMPTY = auto()  # there is none
    GARBLED = auto()  # its characters are not what is printed
    SCANNED = auto()  # it lies under or beside a scan, put there by some other recogniser


def doubt(chars: Sequence[Char], scanned: bool, hidden: bool) -> Doubt | None:
    """Why a page's own text is not taken; None where it is.

    Args:
        chars: Its characters.
        scanned: An image is the page.
        hidden: Most of the text cannot be seen.
    """
    if not chars:
        return Doubt.EMPTY
    if is_garbled("".join(c.text for c in chars)):
        return Doubt.GARBLED
    if scanned and (hidden or len(chars) < _FEW):
        return Doubt.SCANNED
    return None


def is_whole(width: float, height: float, page_width: float, page_height: float) -> bool:
    """Whether an image of this size is (nearly) the whole page."""
    return width >= _FULL_PAGE * page_width and height >= _FULL_PAGE * page_height


def nothing_read(sheets: Sequence[Sheet], name: str, options: Options, lacks: str, again: str) -> PolicyParseError:
    """The error for a file that gave no row.

    Args:
        sheets: Its pages.
        name: The file's name.
        options: Whether pages were to be recognised.
        lacks: What text is in a file of this kind.
        again: What to do with a file whose pages cannot be read.
    """
    failed = [message for sheet in sheets for code, message in sheet.diagnostics if code == "PP401"]
    if failed:
        return PolicyParseError("PP104", f"{name}: {failed[0]}", again)
    if options.ocr == "none":
        return PolicyParseError("PP107", f"{name} has no {lacks}", "let it be recognised: --ocr auto")
    return PolicyParseError("PP107", name, "are its pages blank?")
