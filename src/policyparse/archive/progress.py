"""How a run shows what it is at: a bar on a terminal, lines in a log, or events for another program; on stderr."""
from __future__ import annotations

import json
import sys
import time
from contextlib import AbstractContextManager
from typing import IO, TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from policyparse.archive.journal import Entry

Shown = Literal["auto", "bar", "lines", "json", "none"]
EVERY = 10.0
"""Seconds between two lines in a log."""


class Progress(AbstractContextManager["Progress"]):
    """Shows nothing; the others show what `told` says of it."""

    def __init__(self, total: int) -> None:
        self.total, self.done, self.failed = total, 0, 0
        self.began = time.monotonic()

    def step(self, entry: Entry) -> None:
        """A document is done."""
        self.done += 1
        self.failed += entry.status == "failed"
        self.told(entry)

    def told(self, entry: Entry) -> None:
        """Show it."""

    def rate(self) -> float:
        """Documents a second."""
        return self.done / max(time.monotonic() - self.began, 1e-9)

    def __exit__(self, *_: object) -> None:
        """The last that is shown."""


class _Bar(Progress):
    def __init__(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Rich

        super().__init__(total)
        self._rich = Rich(
            TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[said]}"),
            TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
            console=Console(stderr=True), transient=True, refresh_per_second=4, speed_estimate_period=60,
        )
        self._task = self._rich.add_task("", total=total, said="")
        self._rich.start()

    def told(self, entry: Entry) -> None:
        said = f"{self.rate():.1f}/s" + (f", {self.failed} failed" if self.failed else "")
        self._rich.update(self._task, advance=1, said=said)

    def __exit__(self, *_: object) -> None:
        self._rich.stop()


class _Lines(Progress):
    def __init__(self, total: int, out: IO[str]) -> None:
        super().__init__(total)
        self._out, self._last = out, self.began

    def told(self, entry: Entry) -> None:
        if (now := time.monotonic()) - self._last >= EVERY or self.done == self.total:
            self._last = now
            rate = self.rate()
            left = f", {duration((self.total - self.done) / rate)} left" if self.done < self.total else ""
            said = f"{self.done} of {self.total} documents, {self.failed} failed, {rate:.1f}/s{left}"
            print(f"policyparse: {said}", file=self._out, flush=True)


class _Events(Progress):
    """One line of JSON an event: `start`, `document`, `end`."""

    def __init__(self, total: int, out: IO[str]) -> None:
        super().__init__(total)
        self._out = out
        self._event("start", total=total)

    def told(self, entry: Entry) -> None:
        known = {"status": entry.status, "code": entry.code, "message": entry.message, "same_as": entry.same_as}
        cost = {"seconds": round(entry.seconds, 3), "memory": entry.memory}
        told = {key: value for key, value in known.items() if value}
        self._event("document", document=entry.document, **told, **cost, done=self.done, total=self.total)

    def _event(self, event: str, **more: Any) -> None:
        line = {"event": event, "time": round(time.time(), 3)} | more
        print(json.dumps(line, ensure_ascii=False), file=self._out, flush=True)

    def __exit__(self, *_: object) -> None:
        seconds = round(time.monotonic() - self.began, 3)
        self._event("end", done=self.done, failed=self.failed, total=self.total, seconds=seconds)


def progress_of(shown: bool | Shown, total: int) -> Progress:
    """What shows the progress of `total` documents."""
    kind = ("auto" if shown else "none") if isinstance(shown, bool) else shown
    if kind == "auto":
        kind = "bar" if sys.stderr.isatty() else "lines"
    if kind == "bar":
        return _Bar(total)
    if kind == "lines":
        return _Lines(total, sys.stderr)
    if kind == "json":
        return _Events(total, sys.stderr)
    return Progress(total)


def duration(seconds: float) -> str:
    """A time in the two units that matter."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
