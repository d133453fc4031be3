"""A run's tables in other forms."""
from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse.archive.run import Run
from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    import pyarrow as pa

LIST_SEPARATOR = "；"
"""Between the members of a list in a CSV cell."""


def export(folder: Path, form: str, out: Path | None, table: str = "targets") -> Path | None:
    """Write a table of a run.

    Args:
        folder: The run.
        form: `parquet`, `csv`, `jsonl`, or `duckdb`, which takes all tables.
        out: The file to write; by default stdout (csv, jsonl), `RUN/TABLE.export.parquet` or `RUN/run.duckdb`.
        table: Which table.

    Returns:
        The file that was written; None for stdout.

    Raises:
        PolicyParseError: PP113, no such run or table; PP114, it cannot be written; PP115, DuckDB is not installed.
    """
    run = Run(folder)
    source = run.table_path(table)
    try:
        if form == "duckdb":
            return _to_duckdb(run, out or run.path / "run.duckdb")
        if form == "parquet":
            target = out or run.path / f"{table}.export.parquet"
            shutil.copyfile(source, target)
            return target
        import pyarrow.parquet as pq

        rows = pq.read_table(source)
        data = _csv(rows) if form == "csv" else _jsonl(rows)
        if out is None:
            sys.stdout.buffer.write(data)
            return None
        out.write_bytes(data)
        return out
    except BrokenPipeError:
        raise
    except OSError as e:
        raise PolicyParseError("PP114", f"{e.filename or out}: {e.strerror or e}", "choose another place") from e


def _csv(table: pa.Table) -> bytes:
    """UTF-8 with a mark at its start, without which Excel takes Chinese for something else."""
    import csv
    import io

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([_cell(value) for value in row.values()])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return LIST_SEPARATOR.join(value)
    if isinstance(value, str) and value[:1] in "=+-@\t\r" and value:
        return "'" + value  # a spreadsheet would run it as a formula
    return value


def _jsonl(table: pa.Table) -> bytes:
    import json

    rows = (json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in table.to_pylist())
    return "".join(rows).encode()


def _to_duckdb(run: Run, out: Path) -> Path:
    try:
        import duckdb
    except ImportError as e:
        raise PolicyParseError("PP115", "duckdb", 'pip install "policyparse[duckdb]"') from e
    scratch = out.with_name(f".{out.name}.part")
    scratch.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(scratch)) as database:
            for path in sorted(run.path.glob("*.parquet")):
                if not path.name.endswith(".export.parquet"):
                    database.execute(f'CREATE TABLE "{path.stem}" AS SELECT * FROM read_parquet(?)', [str(path)])
        scratch.replace(out)
    finally:
        scratch.unlink(missing_ok=True)
    return out
