"""What the pages of a PDF may cost together: a small file can have thousands of pages share what is costly to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time

from policyparse.options import Options
from policyparse.reading.objects import may_draw

_PAGE_SECONDS, _CHAR_SECONDS, _BYTE_SECONDS = 5e-3, 5e-5, 2e-6
"""Of the processor, that a page, a character of it and a byte of the file may take: several times what they do take."""


class Costs:
    """What the pages of one file have cost so far.

    Attributes:
        drawn: Objects that were drawn on them.
        length: Characters that were read of them.
    """

    def __init__(self, options: Options, size: int) -> None:
        self.drawn = self.length = 0
        self._options, self._size = options, size
        self._pages = 0
        self._taken = self._apart = 0.0  # seconds that pages took, and those of them that recognition took

    def check(self) -> None:
        """Raise ValueError where the pages before have used up what the next one might take."""
        if self.drawn > may_draw(self._options, self._pages, self._size):
            raise ValueError("the pages before it draw more than Options.max_drawn allows")
        given = _PAGE_SECONDS * self._pages + _CHAR_SECONDS * self.length + _BYTE_SECONDS * self._size
        if self._taken > self._options.trial_seconds / 2 + given:
            raise ValueError("the pages before it take longer than Options.trial_seconds allows")

    @contextmanager
    def of_page(self) -> Iterator[None]:
        """Count what a page takes."""
        begun = thread_time() - self._apart
        try:
            yield
        finally:
            self._taken += thread_time() - self._apart - begun
            self._pages += 1

    @contextmanager
    def recognising(self) -> Iterator[None]:
        """Count as recognition, which takes its time on any page and is bounded by the size of its picture."""
        begun = thread_time()
        try:
            yield
        finally:
            self._apart += thread_time() - begun
