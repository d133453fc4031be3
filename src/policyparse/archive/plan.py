"""What of the documents is to be read, in their order: what was read before, or has a twin, is not."""
from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from policyparse import __version__
from policyparse.archive.document import Document
from policyparse.archive.journal import Entry
from policyparse.archive.opener import Opener
from policyparse.archive.store import PART_DOCUMENTS, Store
from policyparse.errors import ERRORS, PolicyParseError
from policyparse.options import Options

AGAIN = frozenset(("PP103", "PP106", "PP110", "PP111", "PP112", "PP115", "PP118", "PP199"))
"""What a second run may well get over: it is tried again, other failures are not."""
_OPENERS = 8
"""Threads that load files ahead of the readers."""
_AHEAD_BYTES = 256 * 1024 * 1024
"""So much is loaded ahead at most."""


def fingerprint(options: Options) -> str:
    """What the result depends on beside the file: the version and the options."""
    chosen = options.model_dump_json(exclude={"ocr_threads", "max_bytes", "password"})
    return hashlib.sha256(f"{__version__}\n{chosen}".encode()).hexdigest()[:16]


@dataclass(eq=False)
class Chunk:
    """Documents that are to stand in a part together: a stretch of those that were still to be read.

    Attributes:
        expected: How many.
        closed: Whether there will be no more.
        entries: What came of them, by their place in the order.
        back: How many came to nothing new.
    """

    expected: int = 0
    closed: bool = False
    entries: dict[int, Entry] = field(default_factory=dict)
    back: int = 0

    def is_whole(self) -> bool:
        """Whether all is there."""
        return self.closed and len(self.entries) + self.back == self.expected


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """One document, and what is to be done with it.

    Attributes:
        index: Its place in the order.
        document: The document.
        chunk: Where its entry goes; None if it stands in a part already.
        digest: SHA-256 of its bytes.
        data: Its bytes, where they are to be read.
        entry: What is known of it, where nothing is to be read.
        journaled: Whether the journal has that entry.
    """

    index: int
    document: Document
    chunk: Chunk | None
    digest: str = ""
    data: bytes = b""
    entry: Entry | None = None
    journaled: bool = False


class Plan:
    """Goes through the documents of a run once.

    The bytes of each document are loaded here, ahead of the readers and in order, so that of two files with the same
    bytes it is always the first that is read. A document whose file is in the state in which it was read (`modified`)
    is not even loaded.
    """

    def __init__(self, documents: Sequence[Document], store: Store, options: Options, ahead: int) -> None:
        self._documents, self._store, self._ahead = documents, store, ahead
        self._fingerprint, self._limit = fingerprint(options), options.max_bytes
        self._files = ThreadPoolExecutor(_OPENERS)
        self._packed = ThreadPoolExecutor(1)  # an archive is gone through in order
        self._opener = Opener(self._limit)
        self._owners: dict[str, str] = {}
        for document in documents:
            prior = self._unchanged(document)
            if prior is not None and prior.status != "same" and self._stands(prior):
                self._owners.setdefault(prior.sha256, document.name)

    def _unchanged(self, document: Document) -> Entry | None:
        """What is known of a document whose file is as it was."""
        prior = self._store.known(document.name)
        if prior is None or not (prior.sha256 and document.modified):
            return None
        then, now = (prior.modified, prior.bytes, prior.place), (document.modified, document.size, document.place)
        return prior if then == now else None

    def _is_settled(self, document: Document) -> bool:
        """Whether what comes of a document is known without its bytes."""
        prior = self._unchanged(document)
        return prior is not None and (prior.sha256 in self._owners if prior.status == "same" else self._stands(prior))

    def _stands(self, prior: Entry) -> bool:
        return prior.fingerprint == self._fingerprint and prior.code not in AGAIN

    def tasks(self) -> Iterator[Task]:
        """A task for each document; called from one thread at a time."""
        chunk = Chunk()
        for index, (document, loading) in enumerate(self._loaded()):
            task = self._task(index, document, chunk, loading)
            if task.chunk is not None:
                chunk.expected += 1
                if chunk.expected == PART_DOCUMENTS:
                    chunk.closed, chunk = True, Chunk()
            yield task
        chunk.closed = True

    def _loaded(self) -> Iterator[tuple[Document, Future[bytes] | None]]:
        """The documents with their bytes on the way, as far ahead as is allowed; None where they are not needed."""
        waiting: deque[tuple[Document, Future[bytes] | None]] = deque()
        size = 0
        for document in self._documents:
            needed = document.size <= self._limit and not self._is_settled(document)
            waiting.append((document, self._load(document) if needed else None))
            size += document.size if needed else 0
            while len(waiting) > self._ahead or size > _AHEAD_BYTES:
                first, loading = waiting.popleft()
                size -= first.size if loading else 0
                yield first, loading
        yield from waiting

    def _load(self, document: Document) -> Future[bytes]:
        if document.inside:
            return self._packed.submit(self._opener.read, document)
        return self._files.submit(Opener(self._limit).read, document)

    def _task(self, index: int, document: Document, chunk: Chunk, loading: Future[bytes] | None) -> Task:
        try:
            if document.size > self._limit:
                raise PolicyParseError("PP108", f"{document.size:,} bytes")
            data = loading.result() if loading is not None else b""
        except PolicyParseError as e:
            words = e.detail if document.fault else str(e).removeprefix(f"{e.code}: ")
            return self._settled(index, document, chunk, self._entry(document, "", "failed", e.code, words))
        prior = self._store.known(document.name)
        digest = prior.sha256 if loading is None and prior is not None else hashlib.sha256(data).hexdigest()
        owner = self._owners.setdefault(digest, document.name)
        if owner != document.name:
            return self._settled(index, document, chunk, self._entry(document, digest, "same", same_as=owner))
        if prior is not None and prior.sha256 == digest and prior.status != "same" and self._stands(prior):
            return self._settled(index, document, chunk, prior)
        return Task(index, document, chunk, digest, data)

    def _settled(self, index: int, document: Document, chunk: Chunk, entry: Entry) -> Task:
        """The task of a document that need not be read."""
        stands = self._store.stands_in_part(entry)
        journaled = self._store.journal.has(document.name) and self._store.known(document.name) is entry
        return Task(index, document, None if stands else chunk, entry=entry, journaled=journaled)

    def _entry(
        self, document: Document, digest: str, status: str, code: str = "", message: str = "", same_as: str = ""
    ) -> Entry:
        message = message or ERRORS.get(code, "")
        return Entry(
            document.name, document.place, digest, document.size, document.modified, self._fingerprint, status, code,
            message, same_as,
        )

    def read_entry(self, task: Task, code: str, message: str, seconds: float, memory: int) -> Entry:
        """The entry of a document that was read."""
        document = task.document
        status = "failed" if code else "ok"
        return Entry(
            document.name, document.place, task.digest, len(task.data), document.modified, self._fingerprint, status,
            code, message, "", seconds, memory,
        )

    def close(self) -> None:
        """Load nothing more."""
        for pool in (self._files, self._packed):
            pool.shutdown(wait=True, cancel_futures=True)
        self._opener.close()
