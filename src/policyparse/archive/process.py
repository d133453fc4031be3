"""A process that reads documents, one at a time: it is killed when it hangs or grows, and replaced when it is gone."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Event
from typing import Any

from policyparse.archive.reader import Answer, Document, Following
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

_Process = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A document that a process was sent before it was asked for, and is at by now."""

    data: bytes
    watched: Watched


class Worker:
    """A `Reader` that is one process, started with its first document.

    While it reads, it is sent the document that follows, so that it need not wait for it. One that it dies over before
    it had been asked for alone is read again: what it died of may have been the one before.
    """

    def __init__(self, options: Options, limits: Limits, dog: Watchdog) -> None:
        self._options, self._limits, self._dog = options.model_dump(mode="json"), limits, dog
        self._process: _Process | None = None
        self._ahead: _Ahead | None = None
        self._done = self._settled = 0

    def ready(self, stopping: Event) -> bool:
        """It always is: the process is started when it is needed."""
        return not stopping.is_set()

    def read(self, name: str, data: bytes, following: Following = lambda: None) -> Answer:
        """Have one document read; a process that does not answer in time, grows too large, or dies, is gone with it."""
        sent, self._ahead = self._ahead, None
        if sent is not None and sent.data is not data:  # it is at what nobody asks for any more
            self._dog.end(sent.watched)
            self.stop()
            sent = None
        watched = sent.watched if sent is not None else self._ask(name, data)
        process = watched.process
        then = self._send_ahead(process, following())
        try:
            answer, page = _hear(watched)
        finally:
            self._dog.end(watched)
        seconds = time.monotonic() - watched.began
        if answer is None or watched.why or self._is_spent(watched.largest):
            self.stop()
        elif then is not None:
            self._ahead = _Ahead(then, self._watch(process))
        if answer is None and sent is not None and not watched.why:
            return self.read(name, data, following)
        if answer is None:
            answer = _death(process.returncode, watched.why, self._limits, page)
        return replace(answer, seconds=seconds, memory=watched.largest)

    def stop(self) -> None:
        """End the process and those that it started, whatever they are doing."""
        process, self._process = self._process, None
        ahead, self._ahead = self._ahead, None
        if ahead is not None:
            self._dog.end(ahead.watched)
        if process is not None:
            _kill(process)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError, ValueError):  # over what it was still to be told
                        pipe.close()

    def _ask(self, name: str, data: bytes) -> Watched:
        """Ask for a document that was not sent ahead."""
        if self._process is not None and self._process.poll() is not None:
            self.stop()  # it died since, of no document
        process = self._process or self._start()
        watched = self._watch(process)
        _tell(process, name, data)
        return watched

    def _send_ahead(self, process: _Process, document: Document | None) -> bytes | None:
        """Tell a process that is busy what it is to read next, if that is little enough; its bytes."""
        if document is None or self._done >= RECYCLE_AFTER:
            return None
        name, data = document
        if len(name.encode("utf-8", "surrogatepass")) + len(data) > AHEAD:
            return None
        _tell(process, name, data)
        return data

    def _watch(self, process: _Process) -> Watched:
        self._done += 1
        return self._dog.watch(process, self._limits, loading=self._done == 1)

    def _is_spent(self, held: int) -> bool:
        """Whether the process has read enough, or holds too much of what it read."""
        if self._done == SETTLED:
            self._settled = held
        grown = self._done > SETTLED and held > max(RECYCLE_GROWTH * self._settled, self._settled + _LET_BE)
        return grown or self._done >= RECYCLE_AFTER

    def _start(self) -> _Process:
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


def _tell(process: _Process, name: str, data: bytes) -> None:
    """Ask the process for a document."""
    assert process.stdin is not None
    with suppress(OSError, ValueError):  # it is dead, or was stopped from another thread
        process.stdin.write(json.dumps({"name": name, "size": len(data)}).encode() + b"\n" + data)
        process.stdin.flush()


def _hear(watched: Watched) -> tuple[Answer | None, int]:
    """The process's answer, None where it died over it; and the page that it was at, 0 if that is not known."""
    answers = watched.process.stdout
    assert answers is not None
    page = 0
    with suppress(OSError, ValueError):
        while (line := answers.readline()).endswith(b"\n"):
            said: dict[str, Any] = json.loads(line)
            if "size" in said:
                rows = answers.read(said["size"])
                whole = len(rows) == said["size"]
                return (Answer(rows, said["code"], said["message"]) if whole else None), page
            page = said["page"]
            if page == 0:  # it has loaded
                watched.begin()
    return None, page


def _death(code: int | None, why: str, limits: Limits, page: int) -> Answer:
    """What is said of a document over which a process ended."""
    where = f" on page {page}" if page else ""
    if why == "time":
        return Answer(b"", "PP111", f"timeout after {limits.seconds:g} s{where}")
    if why == "memory":
        return Answer(b"", "PP118", f"out of memory: more than {(limits.memory or 0) / 2**20:,.0f} MiB{where}")
    how = f"exit code {code}"
    if code is not None and code < 0:
        with suppress(ValueError):
            how = signal.Signals(-code).name
    return Answer(b"", "PP112", f"crash: {how}{where}")


def _kill(process: _Process) -> None:
    """Kill a process with those that it started, such as an OCR program."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
