"""Nothing is lost and nothing is there twice: killed runs, full disks, changed files, twins."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import create_autospec

import pytest

import policyparse as pp
from archive_factories import NOTICE, digests, make_archive, quick_worker
from policyparse import cli
from policyparse.archive import plan, process
from policyparse.archive.journal import Entry, Journal
from policyparse.archive.manifest import read_manifest
from policyparse.archive.process import Worker
from policyparse.archive.reader import Answer, Following
from policyparse.archive.store import Store
from policyparse.errors import PolicyParseError


@pytest.fixture(autouse=True)
def _quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is tested here is what becomes of results, not how they come about."""
    monkeypatch.setattr(process, "COMMAND", quick_worker(tmp_path))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that were really read."""
    seen: list[str] = []
    real = Worker.read

    def noted(self: Worker, name: str, data: bytes, following: Following) -> Answer:
        seen.append(name)
        return real(self, name, data, following)

    monkeypatch.setattr(Worker, "read", noted)
    return seen


def test_a_run_that_was_killed_at_any_moment_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name("killed_runs.py")), str(tmp_path), "--kills", "20"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert (done.stdout, done.stderr) == ("20\n", "")


def test_a_full_disk_stops_the_run_and_the_next_one_completes_it(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "in", *range(11, 31))
    code = """
import resource, sys
from policyparse import cli
from policyparse.archive import process
process.COMMAND = (sys.argv[3],)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, -1))
sys.exit(cli.main(["batch", sys.argv[1], "-o", sys.argv[2], "--workers", "1"]))
"""
    command = [sys.executable, "-c", code, str(archive), str(tmp_path / "out"), *process.COMMAND]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "PP114: the output cannot be written: " in done.stderr
    assert not [path for path in (tmp_path / "out").rglob("*") if path.suffix in (".tmp", ".part")]
    run = pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert digests(run.path) == digests(pp.parse_archive(archive, tmp_path / "whole", workers=1).path)


@pytest.mark.parametrize("damage", [lambda log: log[:-20], lambda log: log[:-20] + bytes(20)], ids=["cut short", "not written"])
def test_what_is_in_the_journal_is_not_read_again(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch, damage: Callable[[bytes], bytes]
) -> None:
    archive = make_archive(tmp_path / "in", 11, 12, 13)
    real = Store.commit

    def interrupted(self: Store, entries: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Store, "commit", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pp.parse_archive(archive, tmp_path / "out", workers=1)
    monkeypatch.setattr(Store, "commit", real)
    assert read == ["11.txt", "12.txt", "13.txt"]
    (segment,) = (tmp_path / "out" / "journal").iterdir()
    segment.write_bytes(damage(segment.read_bytes()))
    assert list(pp.parse_archive(archive, tmp_path / "out", workers=1).targets()["value"]) == [11.0, 12.0, 13.0]
    assert read[3:] == ["13.txt"]


def change(archive: Path) -> None:
    (archive / "12.txt").write_text(NOTICE.format(n=22), encoding="utf-8")


def add(archive: Path) -> None:
    make_archive(archive, 10, 14)


def remove(archive: Path) -> None:
    (archive / "12.txt").unlink()


def touch(archive: Path) -> None:
    (archive / "12.txt").touch()


def move(archive: Path) -> None:
    (archive / "12.txt").rename(archive / "15.txt")


@pytest.mark.parametrize(
    ("what", "again", "values"),
    [
        (change, ["12.txt"], [11, 22, 13]),
        (add, ["10.txt", "14.txt"], [10, 11, 12, 13, 14]),
        (remove, [], [11, 13]),
        (touch, [], [11, 12, 13]),
        (move, ["15.txt"], [11, 13, 12]),
    ],
)
def test_only_what_has_changed_is_read_again(
    tmp_path: Path, read: list[str], what: Callable[[Path], None], again: list[str], values: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "PART_DOCUMENTS", 2)
    archive = make_archive(tmp_path / "in", 11, 12, 13)
    pp.parse_archive(archive, tmp_path / "out", workers=1)
    read.clear()
    what(archive)
    run = pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert read == again
    assert list(run.targets()["value"]) == values
    assert run.count("records") == len(values)
    on_disk = {path.stem for path in (tmp_path / "out" / "parts" / "targets").iterdir()}
    assert on_disk == {path.stem for path in run.files("targets")}


@pytest.mark.parametrize(
    "options", [{"options": pp.Options(min_confidence=0.1)}, {"version": "9.9"}], ids=["options", "version"]
)
def test_other_options_and_another_version_are_read_anew(
    tmp_path: Path, read: list[str], options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = make_archive(tmp_path / "in", 11, 12)
    pp.parse_archive(archive, tmp_path / "out", workers=1)
    read.clear()
    if version := options.pop("version", None):
        monkeypatch.setattr(plan, "__version__", version)
    run = pp.parse_archive(archive, tmp_path / "out", workers=1, **options)
    assert read == ["11.txt", "12.txt"]
    assert run.count("documents") == 2


def test_a_file_that_is_unchanged_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = make_archive(tmp_path / "in", 11)
    os.utime(archive / "11.txt", (1e9, 1e9))
    pp.parse_archive(archive, tmp_path / "out", workers=1)

    def opened(*_: object) -> bytes:
        raise AssertionError("it is opened")

    monkeypatch.setattr(plan.Opener, "read", opened)
    assert pp.parse_archive(archive, tmp_path / "out", workers=1).count("documents") == 1


def test_what_failed_for_a_passing_reason_is_tried_again(tmp_path: Path, read: list[str]) -> None:
    archive = make_archive(tmp_path / "in", 11, bad_pdf=b"%PDF-1.7\nnothing follows", slow_txt="关于开学的通知\n")
    pp.parse_archive(archive, tmp_path / "out", workers=1, memory_mb=20)
    assert read == ["11.txt", "bad.pdf", "slow.txt"]
    run = pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert read[3:] == ["11.txt", "bad.pdf", "slow.txt"]
    assert [code for _, code, _ in run.failed()] == ["PP104"]
    pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert len(read) == 6


def test_a_file_that_is_there_twice_is_read_once(tmp_path: Path, read: list[str]) -> None:
    archive = make_archive(tmp_path / "in", 11, b_txt=NOTICE.format(n=11), c_txt="", d_txt="")
    run = pp.parse_archive(archive, tmp_path / "out", workers=2)
    assert sorted(read) == ["11.txt", "c.txt"]
    frame = run.documents().set_index("document")
    assert dict(frame["status"]) == {"11.txt": "ok", "b.txt": "same", "c.txt": "failed", "d.txt": "same"}
    assert frame.loc["b.txt", "same_as"] == "11.txt"
    assert run.notice("b.txt") == run.notice("11.txt")
    assert run.count("targets") == 1


def test_a_twin_is_read_when_its_twin_is_gone(tmp_path: Path, read: list[str]) -> None:
    archive = make_archive(tmp_path / "in", 11, b_txt=NOTICE.format(n=11))
    pp.parse_archive(archive, tmp_path / "out", workers=1)
    (archive / "11.txt").unlink()
    run = pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert read == ["11.txt", "b.txt"]
    assert list(run.targets()["document"]) == ["b.txt"]


def test_a_twin_that_cannot_be_read_when_its_twin_is_gone_costs_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = make_archive(tmp_path / "in", 11, 12, b_txt=NOTICE.format(n=11))
    for path in archive.iterdir():
        os.utime(path, (1e9, 1e9))
    pp.parse_archive(archive, tmp_path / "out", workers=1)
    (archive / "11.txt").unlink()

    def refused(*_: object) -> bytes:
        raise PolicyParseError("PP110", "Permission denied")

    monkeypatch.setattr(plan.Opener, "read", refused)
    run = pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert [(name, code) for name, code, _ in run.failed()] == [("b.txt", "PP110")]
    assert list(run.targets()["value"]) == [12.0]


def test_what_is_too_large_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = make_archive(tmp_path / "in", 11, b_txt="关" * 1000)
    monkeypatch.setattr(plan.Opener, "read", opened := create_autospec(plan.Opener.read, side_effect=plan.Opener.read))
    run = pp.parse_archive(archive, tmp_path / "out", pp.Options(max_bytes=2000), workers=1)
    assert [(name, code) for name, code, _ in run.failed()] == [("b.txt", "PP108")]
    assert opened.call_count == 1


def test_a_second_process_is_refused(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "in", 11)
    held = Store(tmp_path / "out")
    with pytest.raises(PolicyParseError, match="PP117"):
        pp.parse_archive(archive, tmp_path / "out")
    held.close()
    assert pp.parse_archive(archive, tmp_path / "out", workers=1).count("documents") == 1


def test_a_run_can_be_looked_at_while_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "PART_DOCUMENTS", 1)
    archive = make_archive(tmp_path / "in", 11, 12)
    real, counts = Store.commit, []

    def looked_at(self: Store, entries: list[Entry]) -> None:
        real(self, entries)
        counts.append(pp.parse_archive.__globals__["Run"](tmp_path / "out").count("documents"))

    monkeypatch.setattr(Store, "commit", looked_at)
    pp.parse_archive(archive, tmp_path / "out", workers=1)
    assert counts == [1, 2]


def test_a_line_of_the_manifest_that_was_cut_short_did_not_happen(tmp_path: Path) -> None:
    archive = make_archive(tmp_path / "in", 11)
    run = pp.parse_archive(archive, tmp_path / "out", workers=1)
    before = digests(run.path)
    with (run.path / "manifest.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"add": [], "drop": ["' + run._parts[0].id)
    assert read_manifest(run.path) == run._parts
    assert digests(pp.parse_archive(archive, tmp_path / "out", workers=1).path) == before


def test_the_journal_keeps_no_file_that_is_not_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyparse.archive.journal.SEGMENT", 500)
    folder = tmp_path / "journal"
    journal = Journal(folder)
    entries = [Entry(f"{n}.txt", "", f"{n}", 1, 0, "", "ok") for n in range(6)]
    for entry in entries:
        journal.append(entry, b"abc")
    assert len(list(folder.iterdir())) == 2
    journal.forget([entry.document for entry in entries[:-1]])
    assert len(list(folder.iterdir())) == 1
    assert Journal(folder).replay()["5.txt"] == entries[-1]
    assert journal.rows("5.txt") == b"abc\n"


def test_batch_takes_a_list_of_inputs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = make_archive(tmp_path / "in", 11, 12)
    (tmp_path / "list").write_text(f"{archive}/11.txt\n\n{archive}/12.txt\n", encoding="utf-8")
    assert cli.main(["batch", "--list", str(tmp_path / "list"), "-o", str(tmp_path / "out"), "--progress", "json"]) == 0
    lines = capsys.readouterr().err.splitlines()
    events = [json.loads(line) for line in lines if line.startswith("{")]
    assert [event["event"] for event in events] == ["start", "document", "document", "end"]
    assert {event["document"] for event in events[1:3]} == {"11.txt", "12.txt"}
    assert lines[-1] == f"policyparse: 2 of 2 documents read, 2 targets, in {tmp_path / 'out'}"
