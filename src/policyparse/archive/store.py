"""The folder of a run: Parquet parts, a manifest that says which count, and the journal of what is in none yet."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from policyparse.archive.disk import locked
from policyparse.archive.journal import Entry, Journal
from policyparse.archive.manifest import MANIFEST, add_step, read_manifest, write_manifest
from policyparse.archive.parts import PARTS, Part, PartWriter, entries_of, part_id, part_path
from policyparse.archive.signature import signature
from policyparse.archive.tables import COLUMNS, Rows, from_bytes

COPIES_FILE = "copies.parquet"
PART_DOCUMENTS = 500
"""Documents in a part."""
_GROUP_DOCUMENTS = 50
"""Documents in a row group of a part: the rows of so many are held in memory while it is written."""


class Store:
    """A run's folder, open to be written to; by one process at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = locked(folder / ".lock")
        self.journal = Journal(folder / "journal")
        parts = read_manifest(folder)
        if parts is None and (folder / MANIFEST).exists():  # of another version: nothing of it can be kept
            self.journal.clear()
        self.parts = {part.id: part for part in parts or ()}
        for table in COLUMNS:
            (folder / PARTS / table).mkdir(parents=True, exist_ok=True)
        write_manifest(self.folder, self.parts.values())
        self._sweep()
        self._of: dict[str, str] = {}  # document → its part
        self._in_parts: dict[str, Entry] = {}
        for part in self.parts.values():
            for entry in entries_of(folder, part):
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
        add_step(self.folder, add, drop)
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

        left = [entry for entry in entries_of(self.folder, self.parts[part]) if entry.document not in gone]
        if not left:
            return None
        out = PartWriter(self.folder, part_id(left))
        with out:
            for name in COLUMNS:
                table = pq.read_table(part_path(self.folder, name, part))
                dead = pc.is_in(table["document"], value_set=pa.array(sorted(gone), pa.string()))
                out.write(name, table.filter(pc.invert(dead)))
        self._of |= {entry.document: out.id for entry in left}
        return Part(out.id, left[0].document, out.rows)

    def _write(self, entries: Sequence[Entry]) -> Part:
        from policyparse.views.frames import to_table

        out = PartWriter(self.folder, part_id(entries))
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
        write_manifest(self.folder, self.parts.values())
        self.journal.clear()

    def close(self) -> None:
        """Let another process work on the run."""
        self.journal.close()
        self._lock.close()
