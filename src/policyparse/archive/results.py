"""A run that was made: its tables, as whatever the reader works with."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from policyparse.added import optional
from policyparse.archive.manifest import read_manifest
from policyparse.archive.parts import part_path
from policyparse.archive.store import COPIES_FILE
from policyparse.archive.tables import COLUMNS
from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from policyparse.archive.charts import Counts
    from policyparse.records import Notice

Form = Literal["pandas", "polars", "arrow", "duckdb"]
_SLOWEST = 5


class Run:
    """A folder with the results of `parse_archive`: Parquet tables, with the JSON of each notice.

    It shows what stood in the folder when it was opened, which may be a run that is still going on.

    Attributes:
        path: The folder.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        parts = read_manifest(self.path)
        if parts is None:
            raise PolicyParseError("PP113", str(path), "make it with policyparse batch")
        self._parts = parts

    def __repr__(self) -> str:
        return f"Run({str(self.path)!r}): {self.count('documents')} documents, {self.count('targets')} targets"

    @cached_property
    def _counts(self) -> Counts:
        from policyparse.archive.charts import count_targets

        return count_targets(self)

    @cached_property
    def _html(self) -> str:
        from policyparse.archive.charts import run_html

        return run_html(self, self._counts)

    def _repr_html_(self) -> str:
        return self._html

    def plot(self) -> Figure:
        """Its targets by year of deadline, by body and by kind, as a figure of Matplotlib (extra `[notebook]`).

        Raises:
            PolicyParseError: PP115, Matplotlib is not installed.
        """
        from policyparse.archive.charts import run_figure

        return run_figure(self._counts)

    def targets(self, form: Form = "pandas", columns: Sequence[str] | None = None) -> Any:
        """One row a target over all notices, each with its notice's number, title, issuers and date; see `table`."""
        return self.table("targets", form, columns)

    def notices(self, form: Form = "pandas", columns: Sequence[str] | None = None) -> Any:
        """One row a notice; see `table`."""
        return self.table("notices", form, columns)

    def clauses(self, form: Form = "pandas", columns: Sequence[str] | None = None) -> Any:
        """One row a clause; see `table`."""
        return self.table("clauses", form, columns)

    def documents(self, form: Form = "pandas", columns: Sequence[str] | None = None) -> Any:
        """One row a document, whether it could be read or not (`status`, `code`, `message`); see `table`."""
        return self.table("documents", form, columns)

    def copies(self, form: Form = "pandas", columns: Sequence[str] | None = None) -> Any:
        """One row a notice that the run has in several copies: its group, whether it is the best of it; see `table`."""
        return self.table("copies", form, columns)

    def table(self, name: str, form: Form = "pandas", columns: Sequence[str] | None = None) -> Any:
        """A table of the run.

        Args:
            name: One of those in `policyparse.archive.tables`.
            form: `pandas`: a data frame, sorted by document. Nothing is read yet for the others: `polars`, a LazyFrame;
                `arrow`, a pyarrow Dataset; `duckdb`, a relation.
            columns: Which columns; all by default.

        Raises:
            PolicyParseError: PP113, the run has no such table; PP115, Polars or DuckDB is not installed.
            ValueError: There is no such form or column.
        """
        import pyarrow.dataset as ds

        if form not in get_args(Form):
            raise ValueError(f"{form!r} is none of {', '.join(get_args(Form))}")
        paths = [str(path) for path in self.files(name)]
        dataset = ds.dataset(paths, format="parquet")
        if missing := set(columns or ()) - set(dataset.schema.names):
            there = ", ".join(dataset.schema.names)
            raise ValueError(f"{name} has no column {min(missing)!r}; it has {there}")
        if form == "duckdb":
            relation = optional("duckdb").read_parquet(paths)
            return relation.project(", ".join(f'"{column}"' for column in columns)) if columns else relation
        if form == "polars":
            frame = optional("polars").scan_parquet(paths)
            return frame.select(columns) if columns else frame
        if form == "arrow":
            return dataset
        from policyparse.views.frames import to_pandas

        wanted = list(columns) if columns else dataset.schema.names
        table = dataset.to_table(columns=list(dict.fromkeys(["document", *wanted])))
        frame = to_pandas(table).sort_values("document", kind="stable", ignore_index=True)
        return frame[wanted]

    def files(self, name: str) -> list[Path]:
        """The Parquet files of a table, in order; at least one.

        Raises:
            PolicyParseError: PP113, the run has no such table.
        """
        if name == "copies" and (self.path / COPIES_FILE).exists():
            return [self.path / COPIES_FILE]
        if name not in COLUMNS or not self._parts:
            there = ", ".join(self.tables)
            raise PolicyParseError("PP113", f"{self.path} has no table {name!r}", f"it has {there or 'none yet'}")
        return [part_path(self.path, name, part.id) for part in self._parts]

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of its tables."""
        return (*(COLUMNS if self._parts else ()), *(["copies"] if (self.path / COPIES_FILE).exists() else []))

    def count(self, name: str) -> int:
        """How many rows a table has."""
        if name == "copies":
            import pyarrow.parquet as pq

            return sum(int(pq.read_metadata(path).num_rows) for path in self.files(name))
        if name not in COLUMNS:
            self.files(name)
        return sum(part.rows[name] for part in self._parts)

    def failed(self) -> list[tuple[str, str, str]]:
        """The documents that could not be read: name, code, message."""
        return [(x["document"], x["code"], x["message"]) for x in self._documents if x["status"] == "failed"]

    @cached_property
    def _documents(self) -> list[dict[str, Any]]:
        return sorted(_rows(self, "documents"), key=lambda row: str(row["document"]))

    def notice(self, document: str) -> Notice:
        """The notice that a document holds; that of its twin where it was not read itself.

        Raises:
            KeyError: The run has no such document, or it could not be read.
        """
        known = {row["document"]: row for row in self._documents}
        if document not in known:
            raise KeyError(f"no document is called {document!r}; the table documents names all")
        wanted = known[document]["same_as"] or document
        for name, notice in self.each_notice(only=wanted):
            if name == wanted:
                return notice
        raise KeyError(f"{document} could not be read: {known[wanted]['message']}")

    def each_notice(self, only: str | None = None) -> Iterator[tuple[str, Notice]]:
        """Every notice with its document's name, read one at a time; with `only`, that document's alone."""
        import pyarrow.dataset as ds

        from policyparse.records import Notice

        for path in self.files("records"):
            dataset = ds.dataset(str(path), format="parquet")
            chosen = ds.field("document") == only if only is not None else None
            for batch in dataset.to_batches(columns=["document", "json"], filter=chosen, batch_size=50):
                for row in batch.to_pylist():
                    yield row["document"], Notice.model_validate_json(row["json"])

    def summary(self) -> Summary:
        """What came of the run, in a few lines."""
        status: dict[str, int] = {}
        why: dict[str, list[tuple[str, str]]] = {}
        for row in self._documents:
            status[row["status"]] = status.get(row["status"], 0) + 1
            if row["status"] == "failed":
                why.setdefault(row["code"], []).append((row["document"], row["message"]))
        work = sorted(_rows(self, "work"), key=lambda row: (-row["seconds"], row["document"]))
        slowest = tuple((row["document"], row["seconds"]) for row in work[:_SLOWEST] if row["seconds"] > 0)
        return Summary(status, why, slowest, self.count("targets"))


@dataclass(frozen=True)
class Summary:
    """What came of a run.

    Attributes:
        status: `ok`, `failed` and `same` → how many documents.
        failed: Code → the documents that failed with it, each with what was wrong.
        slowest: Documents that took longest, with seconds.
        targets: How many were found.
    """

    status: dict[str, int]
    failed: dict[str, list[tuple[str, str]]]
    slowest: tuple[tuple[str, float], ...]
    targets: int


def _rows(run: Run, name: str) -> Iterator[dict[str, Any]]:
    import pyarrow.parquet as pq

    for path in run.files(name):
        yield from pq.read_table(path).to_pylist()


