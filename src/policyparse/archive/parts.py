"""The parts of a run: some documents each, one Parquet file for each table."""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path
from sys import intern
from typing import IO, TYPE_CHECKING, Any

from policyparse.archive.disk import sync_folder
from policyparse.archive.journal import Entry
from policyparse.archive.tables import COLUMNS, SCHEMA

if TYPE_CHECKING:
    import pyarrow as pa

PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents of a run, one Parquet file for each table.

    Attributes:
        id: Name of its files; made from what is known of its documents.
        first: Its first document; parts are in the order of these.
        rows: Table → how many rows.
    """

    id: str
    first: str
    rows: dict[str, int] = field(hash=False)


def part_path(folder: Path, table: str, part: str) -> Path:
    """The Parquet file of a part's table."""
    return folder / PARTS / table / f"{part}.parquet"


class PartWriter:
    """Writes the files of one part; they get their names when all are whole and on the disk."""

    def __init__(self, folder: Path, part: str) -> None:
        self.id, self.rows = part, dict.fromkeys(COLUMNS, 0)
        self._folder = folder
        self._open: dict[str, tuple[IO[bytes], Any]] = {}

    def __enter__(self) -> PartWriter:
        import pyarrow.parquet as pq

        from policyparse.views.frames import arrow_schema

        for name, columns in COLUMNS.items():
            file = self._scratch(name).open("wb")
            schema = arrow_schema(columns).with_metadata({"policyparse.schema": str(SCHEMA)})
            self._open[name] = file, pq.ParquetWriter(file, schema, compression="zstd")
        return self

    def _scratch(self, table: str) -> Path:
        return part_path(self._folder, table, self.id).with_suffix(".tmp")

    def write(self, name: str, table: pa.Table) -> None:
        """Add rows to a table."""
        writer = self._open[name][1]
        if table.num_rows:
            writer.write_table(table.replace_schema_metadata(writer.schema.metadata))
        self.rows[name] += table.num_rows

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            for file, writer in self._open.values():
                with suppress(*([Exception] if kind else [])):
                    writer.close()
                    file.flush()
                    os.fsync(file.fileno())
                file.close()
            for name in COLUMNS if kind is None else ():
                self._scratch(name).replace(part_path(self._folder, name, self.id))
                sync_folder(self._folder / PARTS / name)
        finally:
            for name in COLUMNS:
                self._scratch(name).unlink(missing_ok=True)


def entries_of(folder: Path, part: Part) -> Iterator[Entry]:
    """What is known of the documents of a part."""
    import pyarrow.parquet as pq

    documents, work = (pq.read_table(part_path(folder, name, part.id)).to_pylist() for name in ("documents", "work"))
    names = [x.name for x in fields(Entry)]
    for row, cost in zip(documents, work, strict=True):
        values: dict[str, Any] = {name: "" if value is None else value for name, value in (row | cost).items()}
        values["fingerprint"] = intern(values["fingerprint"])  # the same for all
        yield Entry(**{name: values[name] for name in names})


def part_id(entries: Sequence[Entry]) -> str:
    """A part's name, made from the outcomes of its documents: the same ones give the same files."""
    told = json.dumps([astuple(entry.outcome()) for entry in entries], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]
