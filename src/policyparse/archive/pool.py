"""A pool of processes, one document in each at a time: what hangs or grows is killed, what crashes is replaced."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from threading import Condition, Event, Thread
from typing import Any, Generic, Protocol, TypeVar

from policyparse.archive.watch import Limits, Watchdog, Watched
from policyparse.options import Options

RECYCLE_AFTER = 2000
"""Documents after which a process is replaced, and …"""
RECYCLE_GROWTH = 1.5
"""… how many times the memory that it held after its first `SETTLED` documents it may hold after a later one: native
libraries keep the memory of the largest page they saw."""
SETTLED = 20
_LET_BE = 128 * 1024 * 1024
"""Growth by less than these bytes is no reason."""

AHEAD = 32 * 1024 if sys.platform == "linux" else 0
"""A document of at most so many bytes is sent ahead: it fits into the pipe, so that nobody waits for it to be taken."""

COMMAND = ("-m", "policyparse.archive.worker")
"""What Python is told to run in a worker's process."""

T = TypeVar("T")
R = TypeVar("R")


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


class Worker:
    """One process that reads documents. It is started with the first one.

    While it reads, it is sent the document that follows, so that it need not wait for it. One that it dies over before
    it had been asked for alone is read again: what it died of may have been the one before.
    """

    def __init__(self, options: Options, limits: Limits, dog: Watchdog) -> None:
        self._options, self._limits, self._dog = options.model_dump(mode="json"), limits, dog
        self._process: subprocess.Popen[bytes] | None = None
        self._done = self._settled = 0
        self._sent: tuple[bytes, Watched] | None = None  # what the process is at, but was not asked for

    def read(self, name: str, data: bytes, following: Following = lambda: None) -> Answer:
        """Have one document read; a process that does not answer in time, grows too large, or dies, is gone with it."""
        process, watched, ahead = self._begin(name, data)
        then = self._send(process, following()) if self._done < RECYCLE_AFTER else None
        try:
            answer, page = _hear(process, watched)
        finally:
            self._dog.end(watched)
        seconds = time.monotonic() - watched.began
        if answer is None or watched.why or self._is_spent(watched.largest):
            self.stop()
        elif then is not None:
            self._sent = then, self._watch(process)
        if answer is None and ahead and not watched.why:
            return self.read(name, data, following)
        if answer is None:
            answer = Answer(b"", *_death(process.returncode, watched.why, self._limits, page))
        return Answer(answer.rows, answer.code, answer.message, seconds, watched.largest)

    def _begin(self, name: str, data: bytes) -> tuple[subprocess.Popen[bytes], Watched, bool]:
        """The process that reads the document, watched; and whether it was sent it ahead."""
        sent, process = self._sent, self._process
        if sent is not None and sent[0] is data and process is not None:
            self._sent = None
            return process, sent[1], True
        if sent is not None or (process is not None and process.poll() is not None):  # it died since, of no document
            self.stop()
        process = self._process or self._start()
        watched = self._watch(process)
        _tell(process, name, data)
        return process, watched, False

    def _send(self, process: subprocess.Popen[bytes], document: Document | None) -> bytes | None:
        """Tell a process that is busy what it is to read next, if that is little enough; its bytes."""
        if document is None or len(document[0].encode("utf-8", "surrogatepass")) + len(document[1]) > AHEAD:
            return None
        _tell(process, *document)
        return document[1]

    def _watch(self, process: subprocess.Popen[bytes]) -> Watched:
        self._done += 1
        return self._dog.watch(process, self._limits, loading=self._done == 1)

    def ready(self, stopping: Event) -> bool:
        """It always is: the process is started when it is needed."""
        return not stopping.is_set()

    def stop(self) -> None:
        """End the process and those that it started, whatever they are doing."""
        process, self._process = self._process, None
        sent, self._sent = self._sent, None
        if sent is not None:
            self._dog.end(sent[1])
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError, ValueError):  # over what it was still to be told
                        pipe.close()

    def _is_spent(self, held: int) -> bool:
        if self._done == SETTLED:
            self._settled = held
        grown = self._done > SETTLED and held > max(RECYCLE_GROWTH * self._settled, self._settled + _LET_BE)
        return grown or self._done >= RECYCLE_AFTER

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, *COMMAND]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        env = os.environ | {"POLICYPARSE_PARENT": str(os.getpid())}
        # A session of its own: an interrupt at the terminal is the parent's to handle.
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=env, start_new_session=True)
        assert process.stdin is not None
        first = {"options": self._options, "memory": self._limits.memory}
        process.stdin.write(json.dumps(first).encode() + b"\n")
        self._process, self._done = process, 0
        return process


def _tell(process: subprocess.Popen[bytes], name: str, data: bytes) -> None:
    """Ask the process for a document."""
    assert process.stdin is not None
    with suppress(OSError, ValueError):  # it is dead, or was stopped from another thread
        process.stdin.write(json.dumps({"name": name, "size": len(data)}).encode() + b"\n" + data)
        process.stdin.flush()


def _hear(process: subprocess.Popen[bytes], watched: Watched) -> tuple[Answer | None, int]:
    """The process's answer, None where it died over it; and the page that it was at, 0 if that is not known."""
    assert process.stdout is not None
    page = 0
    with suppress(OSError, ValueError):
        while (line := process.stdout.readline()).endswith(b"\n"):
            said: dict[str, Any] = json.loads(line)
            if "size" in said:
                rows = process.stdout.read(said["size"])
                whole = len(rows) == said["size"]
                return (Answer(rows, said["code"], said["message"]) if whole else None), page
            page = said["page"]
            if page == 0:  # it has loaded
                watched.begin()
    return None, page


def _death(code: int | None, why: str, limits: Limits, page: int) -> tuple[str, str]:
    """The code and words for a process that ended over a document."""
    where = f" on page {page}" if page else ""
    if why == "time":
        return "PP111", f"timeout after {limits.seconds:g} s{where}"
    if why == "memory":
        return "PP118", f"out of memory: more than {(limits.memory or 0) / 2**20:,.0f} MiB{where}"
    how = f"exit code {code}"
    if code is not None and code < 0:
        with suppress(ValueError):
            how = signal.Signals(-code).name
    return "PP112", f"crash: {how}{where}"


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with those that it started, such as an OCR program."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()


class _Work(Generic[T]):
    """What is still to be done; a thread may put back what it could not do."""

    def __init__(self, items: Iterator[T]) -> None:
        self._items, self._back = items, deque[T]()
        self._open = 0
        self._over = False
        self._change = Condition()

    def take(self) -> T | None:
        """The next item; None where all is done or the work was called off."""
        with self._change:
            while not self._over:
                if self._back:
                    item: T | None = self._back.popleft()
                else:
                    item = next(self._items, None)
                if item is not None:
                    self._open += 1
                    return item
                if self._open == 0:
                    break
                self._change.wait()
            return None

    def take_if(self, suits: Callable[[T], bool]) -> T | None:
        """The next item, if there is one at once and it suits."""
        with self._change:
            item = self._back.popleft() if self._back else next(self._items, None) if not self._over else None
            if item is not None and not suits(item):
                self._back.appendleft(item)
                self._change.notify()
                return None
            self._open += item is not None
            return item

    def done(self, *back: T) -> None:
        """An item is done; or items are not, and `back`."""
        with self._change:
            self._open -= len(back) or 1
            self._back.extend(back)
            self._change.notify_all()

    def call_off(self) -> None:
        """Nothing more is to be done."""
        with self._change:
            self._over = True
            self._change.notify_all()


def each(
    items: Iterator[T],
    work: Callable[[Reader, T, Callable[[], T | None]], R],
    readers: Sequence[Reader],
    quick: Callable[[T], bool] = lambda item: False,
) -> Iterator[tuple[T, R]]:
    """Do `work` on each item, as many at a time as there are readers; results come as they are ready.

    Items are taken in their order, from the readers' threads, one at a time. Where the caller stops asking, or is
    interrupted, the readers are stopped, too.

    Args:
        items: What is to be done.
        work: Does it. Its third argument says which item the reader is given next, if that can be said already.
        readers: What it is done with.
        quick: Whether an item will soon be done: only then the next one is fixed ahead, and only if it is quick, too.
            Or it would wait for its reader when others are free.
    """
    waiting = _Work(items)
    ready: SimpleQueue[tuple[T, R] | BaseException | None] = SimpleQueue()
    stopping = Event()

    def run(reader: Reader) -> None:
        held: list[T] = []

        def following(item: T) -> T | None:
            if not held and quick(item) and (more := waiting.take_if(quick)) is not None:
                held.append(more)
            return held[0] if held else None

        try:
            while reader.ready(stopping) and (item := held.pop() if held else waiting.take()) is not None:
                try:
                    ready.put((item, work(reader, item, partial(following, item))))
                    waiting.done()
                except Lost:
                    waiting.done(item, *held)
                    held.clear()
            ready.put(None)  # all is done, or called off
        except BaseException as e:
            ready.put(e)

    threads = [Thread(target=run, args=(reader,), daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    try:
        while (result := ready.get()) is not None:
            if isinstance(result, BaseException):
                raise result
            yield result
    finally:
        stopping.set()
        waiting.call_off()
        for _ in range(2):  # the second time for what a thread was just about to start
            for reader in readers:
                reader.stop()
            for thread in threads:
                thread.join(timeout=5)
