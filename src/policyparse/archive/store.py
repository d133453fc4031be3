"""The folder of a run: Parquet parts, a manifest that says which count, and the journal of what is in none yet."""
from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, field, fields
from pathlib import Path
from sys import intern
from typing import IO, TYPE_CHECKING, Any

from policyparse import __version__
from policyparse.archive.journal import Entry, Journal
from policyparse.archive.signature import signature
from policyparse.archive.tables import COLUMNS, SCHEMA, Rows, from_bytes
from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    import pyarrow as pa

MANIFEST = "manifest.jsonl"
PARTS = "parts"
COPIES_FILE = "copies.parquet"
PART_DOCUMENTS = 500
"""Documents in a part."""
_GROUP_DOCUMENTS = 50
"""Documents in a row group of a part: the rows of so many are held in memory while it is written."""


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


def read_manifest(folder: Path) -> list[Part] | None:
    """The parts that count, in order; None where there is no run of this version of the tables.

    Each line is one step: parts added, parts dropped. A last line that was cut short did not happen.
    """
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8", errors="replace").splitlines()
        if not lines or json.loads(lines[0])["schema"] != SCHEMA:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    parts: dict[str, Part] = {}
    for line in lines[1:]:
        with suppress(ValueError):
            step = json.loads(line)
            for name in step["drop"]:
                parts.pop(name, None)
            parts |= {x["id"]: Part(**x) for x in step["add"]}
    return sorted(parts.values(), key=lambda part: (part.first, part.id))


class Store:
    """A run's folder, open to be written to; by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(folder / ".lock")
        self.journal = Journal(folder / "journal")
        parts = read_manifest(folder)
        if parts is None and (folder / MANIFEST).exists():  # of another version: nothing of it can be kept
            self.journal.clear()
        self.parts = {part.id: part for part in parts or ()}
        for table in COLUMNS:
            (folder / PARTS / table).mkdir(parents=True, exist_ok=True)
        self._write_manifest()
        self._sweep()
        self._of: dict[str, str] = {}  # document → its part
        self._in_parts: dict[str, Entry] = {}
        for part in self.parts.values():
            for entry in _entries(folder, part):
                self._of[entry.document] = part.id
                self._in_parts[entry.document] = entry
        self._journaled = self.journal.replay()
        kept = [name for name, entry in self._journaled.items() if self.stands_in_part(entry)]
        self.journal.forget(kept)
        for name in kept:
            del self._journaled[name]

    def known(self, document: str) -> Entry | None:
        """What is known of a document, in a part or in the journal."""
        return self._journaled.get(document) or self._in_parts.get(document)

    def in_parts(self) -> dict[str, Entry]:
        """Every document that stands in a part."""
        return self._in_parts

    def _write_manifest(self) -> None:
        """The manifest with one line a part; it takes the old one's place at once."""
        head = {"schema": SCHEMA, "version": __version__}
        parts = sorted(self.parts.values(), key=lambda part: (part.first, part.id))
        lines = [head, *({"add": [asdict(part)], "drop": []} for part in parts)]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_whole(self.folder / MANIFEST, text.encode())

    def _sweep(self) -> None:
        """Remove what an interruption left: files that are not whole, and those of parts that do not count."""
        for table in COLUMNS:
            for path in (self.folder / PARTS / table).iterdir():
                if path.stem not in self.parts or path.suffix != ".parquet":
                    path.unlink()

    def stands_in_part(self, entry: Entry) -> bool:
        """Whether a part has this outcome of the document."""
        there = self._in_parts.get(entry.document)
        return there is not None and there.outcome() == entry.outcome()

    def commit(self, entries: Sequence[Entry]) -> None:
        """Make a part of these entries, whose rows are in the journal; rows that older parts have of them go."""
        gone = {entry.document for entry in entries}
        add = [self._write(entries)] if entries else []
        self._step(add, gone)
        for entry in entries:
            self._of[entry.document] = add[0].id
            self._in_parts[entry.document] = entry
            self._journaled.pop(entry.document, None)
        self.journal.forget(gone)

    def drop(self, documents: Iterable[str]) -> None:
        """Take documents out of the tables."""
        gone = set(documents)
        self._step([], gone)
        for document in gone:
            self._of.pop(document, None)
            self._in_parts.pop(document, None)

    def _step(self, add: list[Part], gone: set[str]) -> None:
        """One line of the manifest: parts that are added, and parts in whose stead stands what is left of them."""
        touched: dict[str, list[str]] = {}
        for document in sorted(gone & self._of.keys()):
            touched.setdefault(self._of[document], []).append(document)
        for part, documents in touched.items():
            if (rest := self._without(part, set(documents))) is not None:
                add.append(rest)
        drop = [part for part in touched if part not in {x.id for x in add}]
        if not add and not drop:
            return
        line = json.dumps({"add": [asdict(part) for part in add], "drop": drop}, ensure_ascii=False) + "\n"
        with (self.folder / MANIFEST).open("ab") as out:
            out.write(line.encode())
            out.flush()
            os.fsync(out.fileno())
        self.parts |= {part.id: part for part in add}
        for part in drop:
            del self.parts[part]
            for table in COLUMNS:
                part_path(self.folder, table, part).unlink(missing_ok=True)

    def _without(self, part: str, gone: set[str]) -> Part | None:
        """A part like `part` without some documents, written; None if nothing is left of it."""
        import pyarrow as pa
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        left = [entry for entry in _entries(self.folder, self.parts[part]) if entry.document not in gone]
        if not left:
            return None
        out = _Writer(self.folder, _part_id(left))
        with out:
            for name in COLUMNS:
                table = pq.read_table(part_path(self.folder, name, part))
                dead = pc.is_in(table["document"], value_set=pa.array(sorted(gone), pa.string()))
                out.write(name, table.filter(pc.invert(dead)))
        self._of |= {entry.document: out.id for entry in left}
        return Part(out.id, left[0].document, out.rows)

    def _write(self, entries: Sequence[Entry]) -> Part:
        from policyparse.views.frames import to_table

        out = _Writer(self.folder, _part_id(entries))
        with out:
            for at in range(0, len(entries), _GROUP_DOCUMENTS):
                for name, rows in self._rows(entries[at : at + _GROUP_DOCUMENTS]).items():
                    out.write(name, to_table(rows, COLUMNS[name]))
        return Part(out.id, entries[0].document, out.rows)

    def _rows(self, entries: Sequence[Entry]) -> Rows:
        rows: Rows = {name: [] for name in COLUMNS}
        for entry in entries:
            for name in ("documents", "work"):
                values = {key: getattr(entry, key) for key in COLUMNS[name]}
                rows[name].append({key: None if value == "" else value for key, value in values.items()})
            if entry.status == "ok":
                for name, more in from_bytes(self.journal.rows(entry.document)).items():
                    rows[name] += [row | {"document": entry.document} for row in more]
                record = rows["records"][-1]
                record["signature"] = signature(record.pop("words"))
        return rows

    def finish(self) -> None:
        """All is in parts: the manifest in its shortest form, and no journal."""
        self._write_manifest()
        self.journal.clear()

    def close(self) -> None:
        """Let another process work on the run."""
        self.journal.close()
        self._lock.close()


class _Writer:
    """Writes the files of one part; they get their names when all are whole and on the disk."""

    def __init__(self, folder: Path, part: str) -> None:
        self.id, self.rows = part, dict.fromkeys(COLUMNS, 0)
        self._folder = folder
        self._open: dict[str, tuple[IO[bytes], Any]] = {}

    def __enter__(self) -> _Writer:
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
                _sync_folder(self._folder / PARTS / name)
        finally:
            for name in COLUMNS:
                self._scratch(name).unlink(missing_ok=True)


def _entries(folder: Path, part: Part) -> Iterator[Entry]:
    """What is known of the documents of a part."""
    import pyarrow.parquet as pq

    documents, work = (pq.read_table(part_path(folder, name, part.id)).to_pylist() for name in ("documents", "work"))
    names = [x.name for x in fields(Entry)]
    for row, cost in zip(documents, work, strict=True):
        values: dict[str, Any] = {name: "" if value is None else value for name, value in (row | cost).items()}
        values["fingerprint"] = intern(values["fingerprint"])  # the same for all
        yield Entry(**{name: values[name] for name in names})


def _part_id(entries: Sequence[Entry]) -> str:
    told = json.dumps([astuple(entry.outcome()) for entry in entries], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is never seen half written, and that outlasts a loss of power."""
    scratch = path.with_name(f".{path.name}.tmp")
    try:
        with scratch.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            with suppress(OSError):  # not every file system can
                os.fsync(handle)
        finally:
            os.close(handle)


def _locked(path: Path) -> IO[bytes]:
    """The open lock file; the system lets go of it when this process ends, however that may be.

    Raises:
        PolicyParseError: PP117, another process has it.
    """
    file = path.open("ab")
    try:
        import fcntl
    except ImportError:  # Windows
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as e:
        file.close()
        raise PolicyParseError("PP117", str(path.parent), "wait for it, or choose another folder") from e
    except OSError:  # a file system without locks
        pass
    return file
