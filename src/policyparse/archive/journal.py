"""What was read but stands in no part yet: appended as it comes, so that a killed run loses only what it was at."""
from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, NamedTuple

SEGMENT = 64 * 1024 * 1024
"""Bytes after which the journal goes on in another file, so that one whose entries all stand in parts can go."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one document.

    Attributes:
        document: Its name in the run.
        place: Where it lies.
        sha256: Of its bytes; empty where they could not be read.
        bytes: How many.
        modified: As in `Document`.
        fingerprint: What the result depends on beside the bytes; see `plan.fingerprint`.
        status: `ok`, `failed`, or `same`: its bytes are those of `same_as`.
        code: Why it failed, one of `policyparse.errors.ERRORS`.
        message: The same in words.
        same_as: The document with the same bytes that was read in its stead.
        seconds: What reading took.
        memory: Bytes that its process held at most.
    """

    document: str
    place: str
    sha256: str
    bytes: int
    modified: int
    fingerprint: str
    status: str
    code: str = ""
    message: str = ""
    same_as: str = ""
    seconds: float = 0.0
    memory: int = 0

    def outcome(self) -> Entry:
        """The entry without what depends on the clock and on where its file lies."""
        return replace(self, place="", modified=0, seconds=0.0, memory=0)


class _At(NamedTuple):
    segment: Path
    offset: int
    size: int


class Journal:
    """The folder of the journal's files: a line of JSON an entry, then the rows that its notice adds to the tables.

    What an interruption cut short, or a loss of power left empty, is passed over.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._at: dict[str, _At] = {}
        self._live: dict[Path, set[str]] = {}
        self._out: IO[bytes] | None = None
        self._current: Path | None = None

    def replay(self) -> dict[str, Entry]:
        """The last entry of each document."""
        known: dict[str, Entry] = {}
        for segment in sorted(self._folder.glob("*.log")):
            self._live[segment] = set()
            with segment.open("rb") as file:
                while line := file.readline():
                    offset = file.tell()
                    try:
                        values = json.loads(line)
                        checksum = values.pop("crc32")
                        rows = file.read(values.pop("size"))
                        entry = Entry(**values)
                    except (ValueError, TypeError, KeyError, AttributeError):
                        continue
                    if zlib.crc32(rows) == checksum:
                        known[entry.document] = entry
                        self._remember(entry.document, _At(segment, offset, len(rows)))
        return known

    def _remember(self, document: str, at: _At) -> None:
        if before := self._at.get(document):
            self._live[before.segment].discard(document)
        self._at[document] = at
        self._live[at.segment].add(document)

    def append(self, entry: Entry, rows: bytes) -> None:
        """Keep an entry and its rows."""
        out = self._out if self._out is not None and self._out.tell() < SEGMENT else self._next()
        assert self._current is not None
        rows += b"\n"
        values = asdict(entry) | {"size": len(rows), "crc32": zlib.crc32(rows)}
        line = json.dumps(values, ensure_ascii=False).encode() + b"\n"
        offset = out.tell() + len(line)
        out.write(line + rows)
        out.flush()
        self._remember(entry.document, _At(self._current, offset, len(rows)))

    def _next(self) -> IO[bytes]:
        last = max((int(path.stem) for path in self._folder.glob("*.log") if path.stem.isdecimal()), default=0)
        self.close()
        self._current = self._folder / f"{last + 1:08}.log"
        self._live[self._current] = set()
        self._out = self._current.open("xb")
        return self._out

    def has(self, document: str) -> bool:
        """Whether a document is in it."""
        return document in self._at

    def rows(self, document: str) -> bytes:
        """The rows of a document."""
        at = self._at[document]
        with at.segment.open("rb") as file:
            file.seek(at.offset)
            return file.read(at.size)

    def forget(self, documents: Iterable[str]) -> None:
        """These stand elsewhere now; a file with no other is removed."""
        for document in documents:
            if at := self._at.pop(document, None):
                self._live[at.segment].discard(document)
        for segment in [path for path, live in self._live.items() if not live and path != self._current]:
            del self._live[segment]
            segment.unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove all of it."""
        self.close()
        self._at.clear()
        self._live.clear()
        for segment in self._folder.glob("*.log"):
            segment.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file that is written to."""
        if self._out is not None:
            self._out.close()
        self._out = self._current = None

