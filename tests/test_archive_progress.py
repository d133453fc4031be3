"""What a run shows: a bar on a terminal, lines in a log, events for a program, and what came of it at the end."""
from __future__ import annotations

import io
import json
import re
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from policyparse import cli
from policyparse.archive import progress
from policyparse.archive.journal import Entry
from policyparse.archive.progress import duration, progress_of
from policyparse.archive.results import Summary


class Screen(io.StringIO):
    """A terminal, or not."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def make_entry(name: str, code: str = "", **more: Any) -> Entry:
    return Entry(name, name, "0" * 64, 10, 0, "", "failed" if code else "ok", code, "it is broken" if code else "", **more)


def shown(monkeypatch: pytest.MonkeyPatch, kind: Any, *entries: Entry, terminal: bool = False, total: int = 0) -> str:
    """What stands on stderr after these entries."""
    screen = Screen(terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress_of(kind, total or len(entries)) as seen:
        for entry in entries:
            seen.step(entry)
    return screen.getvalue()


def test_a_terminal_gets_a_bar_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told = shown(monkeypatch, True, make_entry("a"), make_entry("b", "PP104"), make_entry("c"), total=8, terminal=True)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", told)
    assert re.search(r"reading .*3/8 +[\d.]+/s, 1 failed .*left", plain)
    assert "\x1b[2K" in told.rpartition("left")[2]  # the line is cleared


@pytest.mark.parametrize(("every", "told"), [(0.0, [1, 2, 3, 4]), (1e9, [4])])
def test_a_log_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, every: float, told: list[int]) -> None:
    monkeypatch.setattr(progress, "EVERY", every)
    lines = shown(monkeypatch, True, make_entry("a"), make_entry("b", "PP104"), make_entry("c"), make_entry("d")).splitlines()
    assert [int(re.findall(r"\d+", line)[0]) for line in lines] == told
    assert all(re.fullmatch(r"policyparse: \d of 4 documents, [01] failed, [\d.]+/s, \d+ s left", line) for line in lines[:-1])
    assert re.fullmatch(r"policyparse: 4 of 4 documents, 1 failed, [\d.]+/s", lines[-1])


def test_events_are_json_one_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    bad = make_entry("b", "PP104", seconds=0.25, memory=7)
    start, good, failed, end = map(json.loads, shown(monkeypatch, "json", make_entry("a"), bad).splitlines())
    assert (start["event"], start["total"]) == ("start", 2)
    assert {"event": "document", "document": "a", "status": "ok", "done": 1}.items() <= good.items()
    wanted = {"document": "b", "status": "failed", "code": "PP104", "message": "it is broken", "seconds": 0.25, "memory": 7}
    assert wanted.items() <= failed.items()
    assert {"event": "end", "done": 2, "failed": 1, "total": 2}.items() <= end.items()


@pytest.mark.parametrize("kind", [False, "none"])
def test_nothing_is_shown_where_nothing_is_wanted(monkeypatch: pytest.MonkeyPatch, kind: Any) -> None:
    assert shown(monkeypatch, kind, make_entry("a")) == ""


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "0 s"), (59.4, "59 s"), (60, "1 min 00 s"), (3599, "59 min 59 s"), (7500, "2 h 05 min")]
)
def test_a_duration_has_the_two_units_that_matter(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_the_summary_says_how_many_of_what_what_failed_and_what_was_slow(capsys: pytest.CaptureFixture[str]) -> None:
    failed = {"PP102": [(f"{n}.txt", "the file is empty") for n in range(25)], "PP111": [("a.pdf", "timeout after 9 s on page 2")]}
    summary = Summary({"ok": 70, "failed": 26, "same": 4}, failed, (("a.pdf", 9.04), ("b.pdf", 3.0)), 512)
    assert cli._report(SimpleNamespace(summary=lambda: summary, path="run")) == cli.FAILED
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "policyparse: 0.txt: PP102: the file is empty"
    assert lines[cli.NAMED :] == [
        "policyparse: … and 6 more; of those that failed, 25 PP102, 1 PP111; all of them: policyparse export run --format csv --table documents",
        "policyparse: slowest: a.pdf 9.0 s, b.pdf 3.0 s",
        "policyparse: 70 of 100 documents read (4 more are files that were there twice), 512 targets, in run",
    ]
