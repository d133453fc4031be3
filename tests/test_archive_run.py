"""Many notices: a broken one costs itself alone, a second run goes on, the tables do not depend on the workers."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import policyparse as pp
from archive_factories import NOTICE, digests
from policyparse import cli
from policyparse.archive.process import Worker
from policyparse.archive.run import Run
from policyparse.errors import PolicyParseError


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for n in (11, 12, 13):
        (folder / f"{n}.txt").write_text(NOTICE.format(n=n), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing follows")
    (folder / "empty.txt").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def run(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return pp.parse_archive(archive, tmp_path_factory.mktemp("run"), workers=2)


def test_targets_stand_in_one_table(run: Run) -> None:
    frame = run.targets()
    assert list(frame["value"]) == [11.0, 12.0, 13.0]
    assert list(frame["document"]) == ["11.txt", "12.txt", "13.txt"]
    assert set(frame["document_number"]) == {f"海教发〔2023〕{n}号" for n in (11, 12, 13)}


def test_notices_have_a_row_each(run: Run) -> None:
    frame = run.notices()
    assert list(frame["title"]) == ["关于建设实训基地的通知"] * 3
    assert frame["issue_date"][0] == pd.Timestamp("2023-03-01")


def test_a_broken_file_costs_itself_alone(run: Run) -> None:
    frame = run.documents().set_index("document")
    assert dict(frame["status"]) == {
        "11.txt": "ok", "12.txt": "ok", "13.txt": "ok", "broken.pdf": "failed", "empty.txt": "failed",
    }
    assert frame.loc["broken.pdf", "code"] == "PP104"
    assert frame.loc["empty.txt", "code"] == "PP102"


def test_each_notice_is_kept(run: Run, archive: Path) -> None:
    assert run.notice("12.txt") == pp.parse(archive / "12.txt")
    assert [name for name, _ in run.each_notice()] == ["11.txt", "12.txt", "13.txt"]


@pytest.mark.parametrize("table", ["clauses", "assignments", "removed", "diagnostics", "work", "copies"])
def test_the_other_tables_are_there(run: Run, table: str) -> None:
    assert "document" in run.table(table).columns


def test_an_unknown_table_is_an_error(run: Run) -> None:
    with pytest.raises(PolicyParseError, match="PP113"):
        run.table("../../etc")


@pytest.mark.parametrize(
    ("ask", "error", "says"),
    [
        (lambda run: run.table("targets", "excel"), ValueError, "'excel' is none of pandas"),
        (lambda run: run.targets(columns=["documents"]), ValueError, "no column 'documents'; it has document, source"),
        (lambda run: run.notice("14.txt"), KeyError, "the table documents names all"),
        (lambda run: run.notice("broken.pdf"), KeyError, "broken.pdf could not be read: the file is damaged"),
    ],
    ids=["form", "column", "document", "failed document"],
)
def test_what_a_run_does_not_have_is_told(run: Run, ask: Callable[[Run], object], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        ask(run)


@pytest.mark.parametrize(
    "choice", [{"workers": 0}, {"workers": -1}, {"timeout": 0}, {"memory_mb": -5}, {"engine": "dask"}, {"progress": "loud"}], ids=str
)
def test_a_choice_that_there_is_none_of_is_refused(archive: Path, tmp_path: Path, choice: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=f"^{next(iter(choice))} is "):
        pp.parse_archive(archive, tmp_path / "out", **choice)
    assert not (tmp_path / "out").exists()


def test_the_bytes_do_not_depend_on_the_workers(run: Run, archive: Path, tmp_path: Path) -> None:
    assert digests(pp.parse_archive(archive, tmp_path, workers=1).path) == digests(run.path)


def test_a_second_run_reads_nothing_again(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pp.parse_archive(archive, tmp_path, workers=1)
    before = digests(tmp_path)

    def no_start(self: Worker) -> None:
        raise AssertionError("a document is read again")

    monkeypatch.setattr(Worker, "_start", no_start)
    pp.parse_archive(archive, tmp_path, workers=1)
    assert digests(tmp_path) == before


def test_a_second_run_reads_what_has_changed(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text(NOTICE.format(n=11), encoding="utf-8")
    pp.parse_archive(source, out, workers=1)
    (source / "a.txt").write_text(NOTICE.format(n=17), encoding="utf-8")
    assert list(pp.parse_archive(source, out, workers=1).targets()["value"]) == [17.0]


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("关于开学的通知\n" * 100, encoding="utf-8")
    run = pp.parse_archive(tmp_path / "a.txt", tmp_path / "out", pp.Options(max_bytes=10))
    assert run.failed()[0][1] == "PP108"


def test_the_run_s_own_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE.format(n=11), encoding="utf-8")
    pp.parse_archive(tmp_path, tmp_path / "run", workers=1)
    assert list(pp.parse_archive(tmp_path, tmp_path / "run", workers=1).documents()["document"]) == ["a.txt"]


def test_a_folder_that_is_no_run_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PolicyParseError, match="PP113"):
        Run(tmp_path)


def test_batch_reports_what_failed(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["batch", str(archive), "-o", str(tmp_path / "run"), "--workers", "1"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "policyparse: broken.pdf: PP104: " in captured.err
    assert "3 of 5 documents read, 3 targets" in captured.err


def test_batch_of_good_files_ends_well(archive: Path, tmp_path: Path) -> None:
    assert cli.main(["batch", str(archive / "11.txt"), str(archive / "12.txt"), "-o", str(tmp_path)]) == 0
