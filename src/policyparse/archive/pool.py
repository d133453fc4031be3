"""A pool of processes, one document in each at a time: what hangs is killed, what crashes is replaced."""
from __future__ import annotations

import json
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread, Timer
from typing import TypeVar

from policyparse.errors import ERRORS
from policyparse.options import Options

RECYCLE_AFTER = 50
"""Documents after which a process is replaced: native libraries hold on to the memory of the largest page they saw."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one document: its notice as JSON, or the code and words of what was wrong."""

    notice: bytes
    code: str = ""
    message: str = ""


class Worker:
    """One process that reads documents. It is started with the first one."""

    def __init__(self, options: Options, timeout: float | None) -> None:
        self._options = options.model_dump(mode="json")
        self._timeout = timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0

    def read(self, name: str, data: bytes) -> Answer:
        """Have one document read; a process that does not answer in time, or dies, is gone with it."""
        if self._done >= RECYCLE_AFTER:
            self.stop()
        process = self._process or self._start()
        self._done += 1
        late = Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = Timer(self._timeout, kill) if self._timeout else None
        if timer:
            timer.start()
        try:
            answer = self._ask(process, name, data)
        finally:
            if timer:
                timer.cancel()
        if answer is not None:
            return answer
        self.stop()
        if late.is_set():
            return Answer(b"", "PP111", f"{ERRORS['PP111']}: {self._timeout:g} s")
        return Answer(b"", "PP112", f"{ERRORS['PP112']}: exit code {process.returncode}")

    def _ask(self, process: subprocess.Popen[bytes], name: str, data: bytes) -> Answer | None:
        """The process's answer; None where it died over it."""
        assert process.stdin is not None and process.stdout is not None
        request = {"name": name, "size": len(data), "options": self._options}
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n" + data)
            process.stdin.flush()
        except OSError:
            return None
        line = process.stdout.readline()
        if not line.endswith(b"\n"):
            return None
        said = json.loads(line)
        notice = process.stdout.read(said["size"])
        return Answer(notice, said["code"], said["message"]) if len(notice) == said["size"] else None

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "policyparse.archive.worker"]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        # A session of its own: an interrupt at the terminal is the parent's to handle.
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True)
        self._done = 0
        return self._process

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            process, self._process = self._process, None
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):  # over what it was still to be told
                        pipe.close()


def each(items: Sequence[T], work: Callable[[Worker, T], R], workers: Sequence[Worker]) -> Iterator[tuple[T, R]]:
    """Do `work` on each item, as many at a time as there are workers; results come as they are ready.

    Where the caller stops asking, or is interrupted, the workers are stopped, too.
    """
    waiting: queue.SimpleQueue[T] = queue.SimpleQueue()
    ready: queue.SimpleQueue[tuple[T, R | BaseException]] = queue.SimpleQueue()
    stopping = Event()
    for item in items:
        waiting.put(item)

    def run(worker: Worker) -> None:
        while not stopping.is_set():
            try:
                item = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                ready.put((item, work(worker, item)))
            except BaseException as e:
                ready.put((item, e))

    threads = [Thread(target=run, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        for _ in items:
            item, result = ready.get()
            if isinstance(result, BaseException):
                raise result
            yield item, result
    finally:
        stopping.set()
        for worker in workers:
            worker.stop()
        for thread in threads:
            thread.join(timeout=5)
