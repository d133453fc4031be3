"""Many notices: a broken one costs itself alone, a second run goes on, the tables do not depend on the workers."""
from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import pandas as pd
import pytest

import policyparse as pp
from policyparse import cli
from policyparse.archive import pool
from policyparse.archive.run import Run
from policyparse.errors import PolicyParseError

NOTICE = """海口市教育局文件
海教发〔2023〕{n}号
关于建设实训基地的通知
各区教育局：
一、建设实训基地。到2025年，建设{n}个实训基地。
海口市教育局
2023年3月1日
"""


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


def digests(path: Path) -> dict[str, str]:
    files = [*path.glob("*.parquet"), *path.glob("notices/*.json")]
    return {str(f.relative_to(path)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


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
    }  # fmt: skip
    assert frame.loc["broken.pdf", "code"] == "PP104"
    assert frame.loc["empty.txt", "code"] == "PP102"


def test_each_notice_is_kept_as_json(run: Run, archive: Path) -> None:
    name = run.documents().set_index("document").loc["12.txt", "notice"]
    assert pp.Notice.model_validate_json((run.path / name).read_bytes()) == pp.parse(archive / "12.txt")


@pytest.mark.parametrize("table", ["clauses", "assignments", "removed", "diagnostics"])
def test_the_other_tables_are_there(run: Run, table: str) -> None:
    assert "document" in run.table(table).columns


def test_an_unknown_table_is_an_error(run: Run) -> None:
    with pytest.raises(PolicyParseError, match="PP113"):
        run.table("../../etc")


def test_the_bytes_do_not_depend_on_the_workers(run: Run, archive: Path, tmp_path: Path) -> None:
    assert digests(pp.parse_archive(archive, tmp_path, workers=1).path) == digests(run.path)


def test_a_second_run_reads_nothing_again(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pp.parse_archive(archive, tmp_path, workers=1)
    before = digests(tmp_path)

    def no_start(self: pool.Worker) -> None:
        raise AssertionError("a document is read again")

    monkeypatch.setattr(pool.Worker, "_start", no_start)
    pp.parse_archive(archive, tmp_path, workers=1)
    assert digests(tmp_path) == before


def test_a_second_run_reads_what_has_changed(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "a.txt").write_text(NOTICE.format(n=11), encoding="utf-8")
    pp.parse_archive(source, out, workers=1)
    (source / "a.txt").write_text(NOTICE.format(n=17), encoding="utf-8")
    assert list(pp.parse_archive(source, out, workers=1).targets()["value"]) == [17.0]


def test_a_cut_off_journal_is_no_hindrance(archive: Path, tmp_path: Path) -> None:
    run = pp.parse_archive(archive, tmp_path, workers=1)
    before = digests(run.path)
    journal = tmp_path / "journal.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    assert digests(pp.parse_archive(archive, tmp_path, workers=1).path) == before


def worker_that(does: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have the pool start a stand-in for its worker that does something bad when the file says BAD."""
    stand_in = tmp_path / "bad_worker.py"
    stand_in.write_text(
        f"""
import os, sys, time
from policyparse.archive import worker
real = worker.answer
def answer(name, data, options):
    if b"BAD" in data:
        {does}
    return real(name, data, options)
worker.answer = answer
out = os.fdopen(os.dup(1), "wb")
worker.serve(sys.stdin.buffer, out)
""",
        encoding="utf-8",
    )
    popen = pool.subprocess.Popen
    monkeypatch.setattr(
        pool.subprocess, "Popen", lambda command, **more: popen([sys.executable, str(stand_in)], **more)
    )


@pytest.mark.parametrize(
    ("does", "code"), [("os._exit(7)", "PP112"), ("os.kill(os.getpid(), 11)", "PP112"), ("time.sleep(600)", "PP111")]
)
def test_a_document_that_crashes_or_hangs_costs_itself_alone(
    does: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for name, text in (("a.txt", NOTICE.format(n=11)), ("b.txt", "BAD"), ("c.txt", NOTICE.format(n=13))):
        (source / name).write_text(text, encoding="utf-8")
    worker_that(does, monkeypatch, tmp_path)
    run = pp.parse_archive(source, tmp_path / "out", workers=1, timeout=5)
    assert [(name, c) for name, c, _ in run.failed()] == [("b.txt", code)]
    assert list(run.targets()["value"]) == [11.0, 13.0]


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


def test_export_as_csv_opens_in_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "t.csv"
    assert cli.main(["export", str(run.path), "--format", "csv", "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfdocument,")
    assert list(pd.read_csv(out)["value"]) == [11.0, 12.0, 13.0]


def test_export_as_jsonl_goes_to_stdout(run: Run, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.main(["export", str(run.path), "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]
    assert [row["value"] for row in rows] == [11.0, 12.0, 13.0]
    assert rows[0]["deadline"] == "2025-12-31"


def test_export_as_parquet_copies_the_table(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "n.parquet"
    assert cli.main(["export", str(run.path), "--format", "parquet", "--table", "notices", "-o", str(out)]) == 0
    assert out.read_bytes() == (run.path / "notices.parquet").read_bytes()


def test_export_as_duckdb_has_all_tables(run: Run, tmp_path: Path) -> None:
    import duckdb

    out = tmp_path / "run.duckdb"
    assert cli.main(["export", str(run.path), "--format", "duckdb", "-o", str(out)]) == 0
    with duckdb.connect(str(out), read_only=True) as database:
        row = database.execute("SELECT count(*), max(value) FROM targets JOIN notices USING (document)").fetchone()
    assert row == (3, 13.0)


def test_export_defuses_formulas(tmp_path: Path) -> None:
    from policyparse.archive.export import _cell

    assert [_cell(x) for x in ("=1+1", "@SUM(A1)", "建设", -1.5, ["甲", "乙"])] == ["'=1+1", "'@SUM(A1)", "建设", -1.5, "甲；乙"]


def test_export_of_no_run_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(tmp_path), "--format", "csv"]) == 1
    assert capsys.readouterr().err.startswith("policyparse: PP113: ")
