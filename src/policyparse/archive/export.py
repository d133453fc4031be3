"""A run's tables in other forms, a stretch of rows at a time."""
from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from policyparse.added import optional
from policyparse.archive.results import Run
from policyparse.writing import replacing, unwritable

if TYPE_CHECKING:
    import pyarrow as pa

LIST_SEPARATOR = "；"
"""Between the members of a list in a cell."""
SHEET_ROWS = 1_048_576
"""Rows of an Excel sheet, its head included; a longer table goes on in another sheet."""
CELL_CHARACTERS = 32_767
"""Characters of an Excel cell; a longer text is cut there."""
_LEFT_OUT = ("records", "work")
"""Tables that are exported only if they are asked for."""


def export(folder: Path, form: str, out: Path | None = None, table: str | None = None) -> Path | None:
    """Write tables of a run.

    Args:
        folder: The run.
        form: `parquet`, `csv` (UTF-8 with the mark that Excel needs), `jsonl`, `duckdb`, or `xlsx`.
        out: The file to write; by default stdout (csv, jsonl), `RUN/TABLE.parquet`, `RUN/run.duckdb` or `RUN/run.xlsx`.
        table: Which table: by default `targets`; all for duckdb and xlsx, but for `records` and `work`.

    Returns:
        The file that was written; None for stdout.

    Raises:
        PolicyParseError: PP113, no such run or table; PP114, it cannot be written; PP115, a package is not installed.
    """
    run = Run(folder)
    names = [table] if table else [x for x in run.tables if x not in _LEFT_OUT] if form in _WHOLE else ["targets"]
    for name in names:
        run.files(name)  # or it is an error before anything is written
    if form in _WHOLE:
        out = out or run.path / f"run.{form}"
        with replacing(out) as scratch:
            _WHOLE[form](run, names, scratch)
    elif form == "parquet":
        out = out or run.path / f"{names[0]}.parquet"
        with replacing(out) as scratch:
            _to_parquet(run, names[0], scratch)
    elif out is not None:
        with replacing(out) as scratch, scratch.open("wb") as file:
            _LINES[form](run, names[0], file)
    else:
        _to_stdout(_LINES[form], run, names[0])
    return out


def _to_stdout(write: Callable[[Run, str, IO[bytes]], None], run: Run, table: str) -> None:
    try:
        write(run, table, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise unwritable("stdout", e) from e


def _batches(run: Run, table: str) -> Iterator[pa.Table]:
    """The table, the rows of a part at a time; an empty one has one batch, too."""
    import pyarrow.parquet as pq

    for path in run.files(table):
        yield pq.read_table(path)


def _to_csv(run: Run, table: str, out: IO[bytes]) -> None:
    """UTF-8 with a mark at its start, without which Excel takes Chinese for something else."""
    import csv

    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    for n, rows in enumerate(_batches(run, table)):
        if n == 0:
            writer.writerow(rows.column_names)
        for row in rows.to_pylist():
            writer.writerow([_defused(_cell(value)) for value in row.values()])
    text.detach()


def _cell(value: Any) -> Any:
    """A value for a spreadsheet."""
    if isinstance(value, list):
        return LIST_SEPARATOR.join(value)
    return value.hex() if isinstance(value, bytes) else value


def _defused(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, with a mark that it is none."""
    return "'" + value if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value


def _to_jsonl(run: Run, table: str, out: IO[bytes]) -> None:
    for rows in _batches(run, table):
        for row in rows.to_pylist():
            out.write((json.dumps(row, ensure_ascii=False, default=_plain) + "\n").encode())


def _plain(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _to_parquet(run: Run, table: str, out: Path) -> None:
    import pyarrow.parquet as pq

    writer = None
    try:
        for rows in _batches(run, table):
            writer = writer or pq.ParquetWriter(out, rows.schema, compression="zstd")
            writer.write_table(rows)
    finally:
        if writer is not None:
            writer.close()


def _to_duckdb(run: Run, tables: list[str], out: Path) -> None:
    with optional("duckdb").connect(str(out)) as database:
        for table in tables:
            paths = [str(path) for path in run.files(table)]
            database.execute(f'CREATE TABLE "{table}" AS SELECT * FROM read_parquet($paths)', {"paths": paths})


def _to_xlsx(run: Run, tables: list[str], out: Path) -> None:
    """One sheet a table, the head fixed and filterable; dates as dates."""
    xlsxwriter = optional("xlsxwriter", "xlsx")
    choices = {
        "constant_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False,
        "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(str(out), choices) as book:
        head = book.add_format({"bold": True})
        for table in tables:
            sheet, at, number = None, 0, 0
            for rows in _batches(run, table):
                for row in rows.to_pylist() or ([] if sheet else [None]):
                    if sheet is None or at == SHEET_ROWS:
                        number += 1
                        sheet = book.add_worksheet(table if number == 1 else f"{table} {number}")
                        sheet.write_row(0, 0, rows.column_names, head)
                        sheet.freeze_panes(1, 1)
                        sheet.autofilter(0, 0, 0, len(rows.column_names) - 1)
                        at = 1
                    if row is not None:
                        _write_row(sheet, at, row)
                        at += 1


def _write_row(sheet: Any, at: int, row: dict[str, Any]) -> None:
    for column, value in enumerate(map(_cell, row.values())):
        if isinstance(value, str):
            sheet.write_string(at, column, value[:CELL_CHARACTERS])
        elif value is not None:
            sheet.write(at, column, value)


_LINES: dict[str, Callable[[Run, str, IO[bytes]], None]] = {"csv": _to_csv, "jsonl": _to_jsonl}
_WHOLE: dict[str, Callable[[Run, list[str], Path], None]] = {"duckdb": _to_duckdb, "xlsx": _to_xlsx}
