"""What pdfminer adds to a text layer: characters that PDFium passes over."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTFigure, LTPage
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import stream_value

from policyparse.reading.layer import Char, once

_MOST_LOOKS = 100_000
"""Objects that are looked up; without a limit pdfminer follows a reference to itself for ever."""
_MOST_BYTES = 1_000_000
"""Of drawing instructions on a page; pdfminer takes a second for so many, and more for what it draws."""
_MOST_TOGETHER = 4 * _MOST_BYTES
"""Of those on all pages that it is asked for, beside two for each of the file's."""
_LEAST = 2_000
"""Bytes that a page counts for at least."""


class Miner:
    """Reads the characters of a file's pages: slower than PDFium, but by the widths in the file itself."""

    def __init__(self, data: bytes, password: str | None) -> None:
        """Get ready to read a file; nothing of it is looked at yet."""
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
        self._data, self._password = data, password or ""
        self._document: _Document | None = None
        self._further: Iterator[PDFPage] = iter(())
        self._pages: list[PDFPage] = []
        self._room = _MOST_TOGETHER + 2 * len(data)

    def characters(self, number: int) -> tuple[Char, ...]:
        """A page's characters; none where pdfminer fails on the file, or would take long."""
        if self._room < 0:
            return ()
        resources = PDFResourceManager()
        device = _Device(resources)
        try:
            _Interpreter(resources, device).process_page(self._page(number))
            layout = device.get_result()
            found = [_char(c, layout) for c in _chars(layout)]
        except Exception:  # pdfminer raises nearly anything on damaged files; PDFium's reading is there without it
            return ()
        finally:
            self._room = -1 if self._document is None else self._room - max(device.bytes, _LEAST)
        return tuple(once(found))

    def _page(self, number: int) -> PDFPage:
        if self._document is None:
            self._document = _Document(PDFParser(io.BytesIO(self._data)), self._password)
            self._further = PDFPage.create_pages(self._document)
        self._document.looks = 0
        self._pages += islice(self._further, max(0, number - len(self._pages)))
        return self._pages[number - 1]


def _chars(container: LTContainer[Any]) -> Iterator[LTChar]:
    for item in container:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTFigure):
            yield from _chars(item)


def _char(c: LTChar, page: LTPage) -> Char:
    return Char(c.get_text(), (c.x0, page.height - c.y1, c.x1, page.height - c.y0))


class _Document(PDFDocument):
    """A document that gives up where the same few objects are looked up over and over."""

    looks = 0

    def getobj(self, objid: int) -> object:
        self.looks += 1
        if self.looks > _MOST_LOOKS:
            raise RecursionError("references that lead nowhere")
        return super().getobj(objid)


class _Device(PDFPageAggregator):
    """Keeps characters alone."""

    bytes = 0

    def paint_path(self, *args: Any) -> None:
        """Lines are PDFium's to read."""

    def render_image(self, name: str, stream: Any) -> None:
        """Pictures, too."""


class _Interpreter(PDFPageInterpreter):
    """Gives up on a page that draws much, its forms counted as often as they are drawn."""

    device: _Device

    def execute(self, streams: Any) -> None:
        self.device.bytes += sum(len(stream_value(stream).get_data()) for stream in streams)
        if self.device.bytes > _MOST_BYTES:
            raise OverflowError("a page that draws too much")
        super().execute(streams)
