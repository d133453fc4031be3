"""What hangs, crashes or grows costs one document and no more than its limits."""
from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

import policyparse as pp
from archive_factories import make_archive, misbehaving_worker
from policyparse.archive import process
from policyparse.archive.pool import each
from policyparse.archive.process import AHEAD, Worker
from policyparse.archive.reader import Answer, Following, Lost, Reader
from policyparse.archive.watch import Limits, Watchdog

SECONDS = 3.0
FAULTS = {
    "hang": ("PP111", "timeout after 3 s on page 7"),
    "spin in C": ("PP111", "timeout after 3 s"),
    "segfault": ("PP112", "crash: SIGSEGV"),
    "exit": ("PP112", "crash: exit code 7"),
    "grow": ("PP118", "out of memory: more than 400 MiB"),
    "10 GB": ("PP118", "reading the file needed more memory than the limit"),
    "raise": ("PP199", "ZeroDivisionError: nought"),
}


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Worker:
    misbehaving_worker(monkeypatch, tmp_path)
    return Worker(pp.Options(), Limits(SECONDS, 400 * 2**20), Watchdog())


def test_each_fault_costs_one_document_and_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    misbehaving_worker(monkeypatch, tmp_path)
    folder = make_archive(tmp_path / "in", 11, 12, 13)
    for at, how in enumerate(FAULTS):
        (folder / f"1{at % 3 + 1}-{how}.txt").write_text(f"BAD: {how}", encoding="utf-8")
    run = pp.parse_archive(folder, tmp_path / "out", workers=2, timeout=SECONDS, memory_mb=400)
    failed = {name[3:-4]: (code, message) for name, code, message in run.failed()}
    assert failed == FAULTS
    assert list(run.targets()["value"]) == [11.0, 12.0, 13.0]
    assert run.table("work")["seconds"].max() < SECONDS + 1.5


def test_the_time_limit_holds_for_every_document(worker: Worker) -> None:
    for text in ("BAD: hang", "关于开学的通知", "BAD: hang"):  # in a process that has still to load, and in one that has not
        answer = worker.read("a.txt", text.encode())
    assert (answer.code, answer.message) == FAULTS["hang"]
    assert SECONDS <= answer.seconds < SECONDS + 1.5


def test_a_worker_that_died_between_two_documents_costs_none(worker: Worker) -> None:
    assert worker.read("a.txt", "关于开学的通知".encode()).code == ""
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert worker.read("b.txt", "关于开学的通知".encode()).code == ""
    worker.stop()


def test_a_worker_is_replaced_after_so_many_documents(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "RECYCLE_AFTER", 2)
    seen = []
    for _ in range(4):
        worker.read("a.txt", "关于开学的通知".encode())
        seen.append(worker._process)
    assert [process is None for process in seen] == [False, True, False, True]
    assert seen[0] is not seen[2]
    worker.stop()


@pytest.mark.parametrize(
    ("held", "spent"), [([100] * 30, False), ([100] * 20 + [220], False), ([100] * 20 + [300], True), ([400] * 20 + [500], False)]
)
def test_a_worker_is_replaced_when_it_has_grown(worker: Worker, held: list[int], spent: bool) -> None:
    said = False
    for worker._done, megabytes in enumerate(held, 1):
        said = worker._is_spent(megabytes * 2**20)
    assert said is spent


GOOD = "关于开学的通知".encode()


def read_in_turn(worker: Worker, *documents: bytes) -> list[Answer]:
    """Each is read while the next one has been sent already."""
    named = [(f"{at}.txt", data) for at, data in enumerate(documents)]
    following = [*named[1:], None]
    return [worker.read(*each, lambda then=then: then) for each, then in zip(named, following, strict=True)]


@pytest.mark.parametrize("how", ["hang", "segfault", "exit"])
def test_a_fault_costs_neither_the_document_before_nor_the_one_that_was_sent_ahead(worker: Worker, how: str) -> None:
    answers = read_in_turn(worker, GOOD, f"BAD: {how}".encode(), GOOD, GOOD)
    assert [(answer.code, answer.message) for answer in answers] == [("", ""), FAULTS[how], ("", ""), ("", "")]
    assert all(answer.seconds < SECONDS + 1.5 for answer in answers)
    assert [bool(answer.rows) for answer in answers] == [True, False, True, True]
    worker.stop()


def test_a_document_sent_ahead_is_read_again_where_its_worker_died(worker: Worker) -> None:
    worker.read("0.txt", GOOD, lambda: ("1.txt", GOOD))
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert worker.read("1.txt", GOOD).code == ""
    worker.stop()


def test_a_worker_that_was_sent_another_document_is_not_taken_at_its_word(worker: Worker) -> None:
    worker.read("0.txt", GOOD, lambda: ("1.txt", b""))  # a document without text
    assert worker.read("2.txt", GOOD).code == ""
    worker.stop()


def test_a_large_document_is_not_sent_ahead(worker: Worker) -> None:
    large = GOOD + b"\n" * AHEAD
    worker.read("0.txt", GOOD, lambda: ("1.txt", large))
    assert worker._ahead is None
    assert worker.read("1.txt", large).code == ""
    worker.stop()


class _Idle:
    """A reader that reads nothing."""

    def read(self, name: str, data: bytes, following: Following) -> Answer:
        return Answer(b"")

    def ready(self, stopping: Event) -> bool:
        return not stopping.is_set()

    def stop(self) -> None: ...


def test_only_what_is_quick_is_fixed_ahead_and_for_one_reader_alone() -> None:
    known: dict[int, int | None] = {}

    def work(reader: Reader, item: int, following: Callable[[], int | None]) -> int:
        known[item] = following()
        assert following() == known[item]
        return item

    results = list(each(iter([1, 2, 30, 4, 5]), work, [_Idle()], lambda item: item < 10))
    assert results == [(n, n) for n in (1, 2, 30, 4, 5)]
    assert known == {1: 2, 2: None, 30: None, 4: 5, 5: None}


def test_what_was_fixed_ahead_goes_to_another_where_a_machine_is_lost() -> None:
    lost = Event()

    class Gone(_Idle):
        def ready(self, stopping: Event) -> bool:
            return not (lost.is_set() and stopping.wait(60))

    class Late(_Idle):
        def ready(self, stopping: Event) -> bool:
            return lost.wait(60) and not stopping.is_set()

    def work(reader: Reader, item: int, following: Callable[[], int | None]) -> int:
        assert following() == (item + 1 if item < 4 else None)
        if isinstance(reader, Gone):
            lost.set()
            raise Lost
        return item

    results = list(each(iter(range(1, 5)), work, [Gone(), Late()], lambda item: True))
    assert sorted(n for n, _ in results) == [1, 2, 3, 4]


def test_a_memory_limit_is_no_hindrance_to_what_keeps_it(worker: Worker) -> None:
    answer = worker.read("a.txt", "关于开学的通知".encode())
    assert answer.code == ""
    assert 0 < answer.memory < 400 * 2**20
    worker.stop()


def test_stopping_does_not_wait_for_what_is_being_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    misbehaving_worker(monkeypatch, tmp_path)
    readers = [Worker(pp.Options(), Limits(), Watchdog()) for _ in range(2)]

    def read(reader: Reader, text: str, following: object) -> str:
        return reader.read("a.txt", text.encode()).code

    results = each(iter(["BAD: hang", "关于开学的通知"]), read, readers)
    assert next(results) == ("关于开学的通知", "")
    began = time.monotonic()
    results.close()
    assert time.monotonic() - began < 3
    assert all(reader._process is None for reader in readers)


def test_an_error_in_the_work_ends_it(tmp_path: Path) -> None:
    def fail(reader: Reader, item: int, following: object) -> int:
        raise ValueError(item)

    with pytest.raises(ValueError, match="3"):
        list(each(iter([3]), fail, [Worker(pp.Options(), Limits(), Watchdog())]))


class _Doomed:
    """A reader whose machine is lost whatever it reads."""

    def read(self, name: str, data: bytes, following: Following) -> Answer:
        raise Lost

    def ready(self, stopping: Event) -> bool:
        return not stopping.is_set()

    def stop(self) -> None: ...


def test_a_document_that_costs_machine_after_machine_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policyparse.archive.run._local", lambda *_: [_Doomed(), _Doomed()])
    run = pp.parse_archive(make_archive(tmp_path / "in", 11, 12), tmp_path / "out")
    assert run.failed() == [(f"{n}.txt", "PP112", "crash: the machine was lost over it 3 times") for n in (11, 12)]
