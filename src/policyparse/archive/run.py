"""Many notices: each read in a process of its own, the results kept in a folder that a second call completes."""
from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse import __version__
from policyparse.archive.discover import Document, discover
from policyparse.archive.pool import Worker, each
from policyparse.errors import ERRORS, PolicyParseError
from policyparse.options import Options

if TYPE_CHECKING:
    import pandas as pd

JOURNAL = "journal.jsonl"
AGAIN = frozenset(("PP103", "PP106", "PP111", "PP112", "PP199"))
"""What a second run may well get over: it is tried again, other failures are not."""
_ROWS_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one document of a run, one line of its journal."""

    document: str
    sha256: str
    bytes: int
    fingerprint: str
    code: str = ""
    message: str = ""
    notice: str | None = None


class Run:
    """A folder with the results of `parse_archive`: Parquet tables, and the JSON of each notice.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not (self.path / "documents.parquet").is_file():
            raise PolicyParseError("PP113", str(path), "make it with policyparse batch")

    def __repr__(self) -> str:
        return f"Run({str(self.path)!r}): {self.count('documents')} documents, {self.count('targets')} targets"

    def targets(self) -> pd.DataFrame:
        """One row a target over all notices, each with its notice's number, title, issuers and date."""
        return self.table("targets")

    def notices(self) -> pd.DataFrame:
        """One row a notice."""
        return self.table("notices")

    def documents(self) -> pd.DataFrame:
        """One row a document, whether it could be read or not (`status`, `code`, `message`)."""
        return self.table("documents")

    def table(self, name: str) -> pd.DataFrame:
        """A table of the run by name; see `policyparse.archive.tables`."""
        import pyarrow.parquet as pq

        from policyparse.views.frames import to_pandas

        return to_pandas(pq.read_table(self.table_path(name)))

    def table_path(self, name: str) -> Path:
        """The Parquet file of a table.

        Raises:
            PolicyParseError: PP113, the run has no such table.
        """
        path = self.path / f"{name}.parquet"
        if not re.fullmatch(r"\w+", name) or not path.is_file():
            there = ", ".join(sorted(file.stem for file in self.path.glob("*.parquet")))
            raise PolicyParseError("PP113", f"{self.path} has no table {name!r}", f"it has {there}")
        return path

    def count(self, name: str) -> int:
        """How many rows a table has."""
        import pyarrow.parquet as pq

        return int(pq.read_metadata(self.table_path(name)).num_rows)

    def failed(self) -> list[tuple[str, str, str]]:
        """The documents that could not be read: name, code, message."""
        frame = self.documents()
        rows = frame[frame["status"] == "failed"]
        return list(rows[["document", "code", "message"]].itertuples(index=False, name=None))


def parse_archive(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    options: Options | None = None,
    workers: int | None = None,
    timeout: float | None = None,
    progress: bool = False,
) -> Run:
    """Read many notices.

    A document that is damaged, hangs or crashes costs itself alone: the table `documents` says what was wrong with it.
    A run that was interrupted goes on where it stopped; documents that were read before, with the same bytes, options
    and version, are not read again. The tables do not depend on the number of workers.

    Args:
        inputs: Files, folders, globs, .zip or .tar archives; one, or several.
        out: The folder of the run; it is made if it does not exist.
        options: As for `parse`.
        workers: Documents at a time; by default one for each core.
        timeout: Seconds that one document may take; None for no limit.
        progress: Whether to show a progress bar on stderr.

    Returns:
        The run, with its tables as data frames.

    Raises:
        PolicyParseError: PP101, an input does not exist; PP114, the folder cannot be written; PP116, nothing was found.
    """
    options = options or Options()
    folder = Path(out)
    documents = discover([inputs] if isinstance(inputs, (str, Path)) else list(inputs), leave=folder)
    try:
        (folder / "notices").mkdir(parents=True, exist_ok=True)
        done = _read_journal(folder)
        todo = [(document, done.get(document.name)) for document in documents]
        count = min(workers or os.cpu_count() or 1, len(todo))
        one_thread = options.model_copy(update={"ocr_threads": 1}) if count > 1 else options
        pool = [Worker(one_thread, timeout) for _ in range(count)]
        work = partial(_read_one, folder=folder, options=options)
        entries = []
        with (folder / JOURNAL).open("a", encoding="utf-8", newline="\n") as journal, _bar(len(todo), progress) as step:
            for (_, known), entry in each(todo, work, pool):
                entries.append(entry)
                if entry != known:
                    journal.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
                    journal.flush()
                step()
        _write_tables(folder, sorted(entries, key=lambda entry: entry.document))
    except OSError as e:
        raise PolicyParseError("PP114", f"{e.filename or folder}: {e.strerror or e}", "choose another folder") from e
    return Run(folder)


def _read_one(worker: Worker, task: tuple[Document, Entry | None], folder: Path, options: Options) -> Entry:
    """Read one document, unless the journal has it as it is; keep its notice."""
    document, known = task
    fingerprint = _fingerprint(options)
    if document.size > options.max_bytes:
        return Entry(document.name, "", document.size, fingerprint, "PP108", ERRORS["PP108"])
    try:
        data = document.read()
    except PolicyParseError as e:
        return Entry(document.name, "", document.size, fingerprint, e.code, str(e).removeprefix(f"{e.code}: "))
    digest = hashlib.sha256(data).hexdigest()
    if known and (known.sha256, known.fingerprint) == (digest, fingerprint) and _stands(known, folder):
        return known
    answer = worker.read(Path(document.name).name, data)
    notice = None
    if not answer.code:
        notice = f"notices/{_file_name(document.name)}"
        scratch = folder / f"{notice}.part"
        scratch.write_bytes(answer.notice)
        scratch.replace(folder / notice)
    return Entry(document.name, digest, len(data), fingerprint, answer.code, answer.message, notice)


def _stands(known: Entry, folder: Path) -> bool:
    return known.code not in AGAIN if known.code else (folder / str(known.notice)).is_file()


def _fingerprint(options: Options) -> str:
    """What the result depends on beside the file: the version and the options."""
    chosen = options.model_dump_json(exclude={"ocr_threads", "max_bytes", "password"})
    return hashlib.sha256(f"{__version__}\n{chosen}".encode()).hexdigest()[:16]


def _file_name(name: str) -> str:
    """A file name that tells a person which document it is, and is unique to it."""
    stem = re.sub(r"[^\w〔〕（）.-]+", "_", Path(name).stem)[:40]
    return f"{stem}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.json"


def _read_journal(folder: Path) -> dict[str, Entry]:
    """The last entry of each document; a line that an interruption cut short is passed over."""
    path = folder / JOURNAL
    out: dict[str, Entry] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else ():
        try:
            entry = Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue
        out[entry.document] = entry
    return out


def _write_tables(folder: Path, entries: Sequence[Entry]) -> None:
    """All tables of the run, `documents` last: where it stands, the run is whole."""
    import pyarrow.parquet as pq

    from policyparse.archive.tables import DOCUMENTS, TABLES
    from policyparse.records import Notice
    from policyparse.views.frames import arrow_schema, to_table

    read = [entry for entry in entries if entry.notice]
    writers = {
        name: pq.ParquetWriter(folder / f"{name}.part", arrow_schema(columns)) for name, (columns, _) in TABLES.items()
    }
    try:
        for at in range(0, len(read), _ROWS_AT_A_TIME):
            rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
            for entry in read[at : at + _ROWS_AT_A_TIME]:
                notice = Notice.model_validate_json((folder / str(entry.notice)).read_bytes())
                for name, (_, make) in TABLES.items():
                    rows[name] += [{"document": entry.document} | row for row in make(notice)]
            for name, (columns, _) in TABLES.items():
                writers[name].write_table(to_table(rows[name], columns))
    finally:
        for writer in writers.values():
            writer.close()
    documents = [
        {"document": e.document, "sha256": e.sha256 or None, "bytes": e.bytes, "status": "failed" if e.code else "ok",
         "code": e.code or None, "message": e.message or None, "notice": e.notice}
        for e in entries
    ]  # fmt: skip
    pq.write_table(to_table(documents, DOCUMENTS), folder / "documents.part")
    for name in (*TABLES, "documents"):
        (folder / f"{name}.part").replace(folder / f"{name}.parquet")


@contextmanager
def _bar(total: int, shown: bool) -> Iterator[Any]:
    """A progress bar on stderr, and the function that moves it by one."""
    if not shown:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=total)
        yield lambda: progress.advance(task)
