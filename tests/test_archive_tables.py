"""The tables of a run: in every form that is asked for, and as files of other kinds."""
from __future__ import annotations

import json
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

import policyparse as pp
from archive_factories import NOTICE, make_archive
from policyparse import cli
from policyparse.archive import export as exporting
from policyparse.archive import tables
from policyparse.archive.results import Run
from policyparse.errors import PolicyParseError


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = make_archive(tmp_path_factory.mktemp("archive"), 11, 12, 13, broken_pdf=b"%PDF-1.7\nnothing follows")
    return pp.parse_archive(folder, tmp_path_factory.mktemp("run"), workers=1)


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of a table of any kind."""
    if hasattr(table, "fetchall"):  # DuckDB
        return [dict(zip(table.columns, row, strict=True)) for row in table.fetchall()]
    if hasattr(table, "to_table"):  # Arrow
        return table.to_table().to_pylist()
    if hasattr(table, "collect"):  # Polars
        return table.collect().to_dicts()
    return table.to_dict("records")


@pytest.mark.parametrize("form", ["pandas", "polars", "arrow", "duckdb"])
def test_every_form_has_the_same_rows(run: Run, form: Any) -> None:
    rows = rows_of(run.targets(form, ["document", "value", "unit", "issuers"]) if form != "arrow" else run.targets(form))
    assert [(row["document"], row["value"], list(row["issuers"])) for row in rows] == [
        (f"{n}.txt", float(n), ["海口市教育局"]) for n in (11, 12, 13)
    ]


@pytest.mark.parametrize("form", ["pandas", "polars", "duckdb"])
def test_columns_can_be_chosen(run: Run, form: Any) -> None:
    assert list(rows_of(run.notices(form, ["title"]))[0]) == ["title"]


@pytest.mark.parametrize("name", [*tables.COLUMNS, "copies"])
def test_a_table_has_the_columns_that_are_promised(run: Run, name: str) -> None:
    promised = tables.COPIES if name == "copies" else tables.COLUMNS[name]
    assert list(run.table(name).columns) == list(promised)
    assert run.count(name) == len(run.table(name))


@pytest.mark.parametrize("name", [*tables.COLUMNS, "copies"])
def test_the_page_on_archives_names_every_column(root: Path, name: str) -> None:
    page = (root / "docs" / "archives.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^\| `{name}` \| .*$", page, re.M)
    promised = tables.COPIES if name == "copies" else tables.COLUMNS[name]
    assert re.findall(r"`(\w+)`", section)[1:] == list(promised)


def test_rows_are_the_same_after_their_way_through_the_journal() -> None:
    notice = pp.parse(NOTICE.format(n=11))
    rows = tables.rows_of(notice)
    assert rows["targets"][0]["deadline"] == date(2025, 12, 31)
    assert tables.from_bytes(tables.to_bytes(rows)) == rows


def test_a_run_of_another_version_is_no_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "manifest.jsonl").write_text('{"schema": 0}\n', encoding="utf-8")
    with pytest.raises(PolicyParseError, match="PP113"):
        Run(tmp_path)


def test_the_summary_counts_and_says_why(run: Run) -> None:
    summary = run.summary()
    assert summary.status == {"ok": 3, "failed": 1}
    assert [name for name, _ in summary.failed["PP104"]] == ["broken.pdf"]
    assert summary.targets == 3
    assert {name for name, _ in summary.slowest} <= {"11.txt", "12.txt", "13.txt", "broken.pdf"}


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


def test_export_as_parquet_puts_the_parts_together(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "n.parquet"
    assert cli.main(["export", str(run.path), "--format", "parquet", "--table", "notices", "-o", str(out)]) == 0
    table = pq.read_table(out)
    assert table.column("document").to_pylist() == ["11.txt", "12.txt", "13.txt"]
    assert table.schema.metadata[b"policyparse.schema"] == b"1"


def test_export_as_xlsx_opens_as_a_workbook(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "run.xlsx"
    assert cli.main(["export", str(run.path), "--format", "xlsx", "-o", str(out)]) == 0
    with zipfile.ZipFile(out) as book:
        names = re.findall(r'<sheet name="(\w+)"', book.read("xl/workbook.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert names == ["notices", "targets", "clauses", "assignments", "removed", "diagnostics", "documents", "copies"]
    assert sheet.count("<row ") == 4
    assert "海教发〔2023〕12号" in sheet


def test_a_long_table_goes_on_in_another_sheet(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "SHEET_ROWS", 3)
    exporting.export(run.path, "xlsx", tmp_path / "n.xlsx", "notices")
    with zipfile.ZipFile(tmp_path / "n.xlsx") as book:
        assert re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode()) == ["notices", "notices 2"]


def test_an_export_that_fails_leaves_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "_cell", full)
    with pytest.raises(PolicyParseError, match="PP114"):
        exporting.export(run.path, "csv", tmp_path / "t.csv")
    assert list(tmp_path.iterdir()) == []


def test_export_as_duckdb_has_all_tables(run: Run, tmp_path: Path) -> None:
    import duckdb

    out = tmp_path / "run.duckdb"
    assert cli.main(["export", str(run.path), "--format", "duckdb", "-o", str(out)]) == 0
    with duckdb.connect(str(out), read_only=True) as database:
        row = database.execute("SELECT count(*), max(value) FROM targets JOIN notices USING (document)").fetchone()
    assert row == (3, 13.0)


def test_export_defuses_formulas(tmp_path: Path) -> None:
    from policyparse.archive.export import _cell, _defused

    assert [_defused(_cell(x)) for x in ("=1+1", "@SUM(A1)", "建设", -1.5, ["甲", "乙"])] == ["'=1+1", "'@SUM(A1)", "建设", -1.5, "甲；乙"]


def test_export_of_no_run_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(tmp_path), "--format", "csv"]) == 1
    assert capsys.readouterr().err.startswith("policyparse: PP113: ")
