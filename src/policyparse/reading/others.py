"""Kinds of files that installed packages read."""

from __future__ import annotations

from typing import Protocol

from policyparse.added import modules
from policyparse.options import Options
from policyparse.reading.pages import Reading

GROUP = "policyparse.readers"
"""Entry points by which installed packages add readers: name = module, a `Reader`."""


class Reader(Protocol):
    """A module that reads one kind of file."""

    MEDIA_TYPE: str

    def claims(self, data: bytes) -> bool:
        """Whether a file is of this kind, by its content; asked of what is not read here, or would be read as text."""
        ...

    def read(self, data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
        """Read it: `reading.sheets.bind` makes a `Reading` of pages, `reading.text.read_text` of a text."""
        ...


def reader_of(data: bytes) -> Reader | None:
    """The first reader that claims a file."""
    readers: tuple[Reader, ...] = modules(GROUP)
    return next((reader for reader in readers if reader.claims(data)), None)
