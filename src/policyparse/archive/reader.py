"""What reads one document at a time for a run, whatever stands behind it: a process here, or one on another machine."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document: the rows of its notice, or the code and words of what was wrong.

    Attributes:
        rows: See `policyparse.archive.tables.to_bytes`; empty where there is a code.
        code: One of `policyparse.errors.ERRORS`.
        message: What was wrong.
        seconds: How long it took.
        memory: Bytes that its process held at most, as far as it was seen.
    """

    rows: bytes
    code: str = ""
    message: str = ""
    seconds: float = 0.0
    memory: int = 0


class Lost(Exception):
    """A reader's machine is gone; its document is another's to read."""


Document = tuple[str, bytes]
"""A document's name and bytes."""
Following = Callable[[], Document | None]
"""Says which document the same reader is given next, if that is known; that one is then given to no other."""


class Reader(Protocol):
    """What reads one document at a time, at a safe distance."""

    def read(self, name: str, data: bytes, following: Following = lambda: None) -> Answer:
        """Have a document read; raises `Lost` where that failed through no fault of the document's."""
        ...

    def ready(self, stopping: Event) -> bool:
        """Wait until it can be asked; False where `stopping` was set before that. After `Lost` this is asked again."""
        ...

    def stop(self) -> None:
        """End it, whatever it is doing; from any thread."""
        ...
