"""A thread that looks at processes while they read, and kills them where they take too long or grow too large."""
from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from subprocess import Popen
from threading import Event, Lock, Thread
from typing import Literal

import psutil

LOOK = 0.05
"""Seconds between two looks."""
START = 60.0
"""Seconds that a process may take to load, beside its time limit."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: seconds and bytes of memory; None for no limit."""

    seconds: float | None = None
    memory: int | None = None


class Watched:
    """One document in one process.

    Attributes:
        largest: Bytes of memory that the process held at most, as far as it was seen.
        why: What it was killed for, or nothing.
    """

    def __init__(self, process: Popen[bytes], limits: Limits, loading: bool) -> None:
        self.process, self._limits = process, limits
        self.largest = 0
        self.why: Literal["", "time", "memory"] = ""
        self._psutil: psutil.Process | None = None
        with suppress(psutil.Error):
            self._psutil = psutil.Process(process.pid)
        self.begin(START if loading else 0.0)

    def begin(self, more: float = 0.0) -> None:
        """The time starts to run."""
        self.began = time.monotonic()
        self._until = None if self._limits.seconds is None else self.began + self._limits.seconds + more

    def look(self) -> None:
        """Kill the process if it is over a limit."""
        if self._psutil is not None:
            with suppress(psutil.Error):
                self.largest = max(self.largest, int(self._psutil.memory_info().rss))
        if self._limits.memory is not None and self.largest > self._limits.memory:
            self.why = "memory"
        elif self._until is not None and time.monotonic() > self._until:
            self.why = "time"
        if self.why:
            self.process.kill()


class Watchdog:
    """Watches any number of processes, from one thread that is started with the first."""

    def __init__(self) -> None:
        self._watched: set[Watched] = set()
        self._lock = Lock()
        self._some = Event()
        self._thread: Thread | None = None

    def watch(self, process: Popen[bytes], limits: Limits, loading: bool) -> Watched:
        """Watch a process from now on; one that has still to load has the time for that, too."""
        watched = Watched(process, limits, loading)
        with self._lock:
            self._watched.add(watched)
            if self._thread is None:
                self._thread = Thread(target=self._run, daemon=True)
                self._thread.start()
        self._some.set()
        return watched

    def end(self, watched: Watched) -> None:
        """Watch it no longer; it is not killed after this."""
        with self._lock:
            self._watched.discard(watched)
            if not self._watched:
                self._some.clear()
        if not watched.why:
            watched.look()

    def _run(self) -> None:
        while self._some.wait():
            time.sleep(LOOK)
            with self._lock:
                for watched in self._watched:
                    if not watched.why:
                        watched.look()
