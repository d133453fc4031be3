"""Many notices: each read in a process of its own, the results kept in a folder that a second call completes."""
from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal, get_args

from policyparse.archive.copies import write_copies
from policyparse.archive.discover import discover
from policyparse.archive.journal import Entry
from policyparse.archive.plan import Chunk, Plan, Task
from policyparse.archive.pool import each
from policyparse.archive.process import AHEAD, Worker
from policyparse.archive.progress import Shown, progress_of
from policyparse.archive.reader import Answer, Lost, Reader
from policyparse.archive.results import Run
from policyparse.archive.store import Store
from policyparse.archive.watch import Limits, Watchdog
from policyparse.errors import PolicyParseError
from policyparse.options import Options

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

__all__ = ["Run", "parse_archive"]

Engine = Literal["local", "ray"]
TIMEOUT, MEMORY_MB = 600.0, 3072
"""What one document may take, if nothing else is said."""
LOSSES = 3
"""A document that cost so many machines is not given to another."""


def parse_archive(
    inputs: str | Path | Iterable[str | Path],
    out: str | Path,
    options: Options | None = None,
    workers: int | None = None,
    timeout: float | None = TIMEOUT,
    progress: bool | Shown = False,
    *,
    memory_mb: int | None = MEMORY_MB,
    engine: Engine = "local",
    address: str | None = None,
) -> Run:
    r"""Read many notices.

    A document that is damaged, hangs, crashes or eats up the memory costs itself alone: the table `documents` says what
    was wrong with it. A run that was interrupted, however rudely, goes on where it stopped; documents that were read
    before, with the same bytes, options and version, are not read again. A file that is there twice is read once. The
    tables do not depend on the number of workers, on the engine, or on interruptions. The run holds what is among the
    inputs: a document that no longer is leaves its tables.

    Args:
        inputs: Files, folders, globs, .zip or .tar(.gz, .bz2, .xz, .zst) archives, URLs for fsspec; one, or
            several.
        out: The folder of the run; it is made if it does not exist.
        options: As for `parse`.
        workers: Documents at a time; by default one for each core (of the cluster, with Ray).
        timeout: Seconds that one document may take (600, if nothing is said); None for no limit.
        progress: What to show on stderr: a `bar`, `lines` for a log, `json` events, `none`; True or `auto` is a bar on
            a terminal, else lines.
        memory_mb: MiB of memory that reading one document may take (3072, if nothing is said); None for no limit.
        engine: `local`: processes on this machine; `ray`: on a Ray cluster.
        address: Of the Ray cluster; by default the one that Ray is connected to or finds, else one on this machine.

    Returns:
        The run, with its tables.

    Raises:
        PolicyParseError: PP101, an input does not exist; PP114, the folder cannot be written; PP115, something that is
            asked for is not installed; PP116, nothing was found; PP117, another process works on this run.
        ValueError: A number of workers or a limit that is not above 0; an engine or a progress that there is none of.

    Examples:
        >>> import tempfile, pathlib
        >>> import policyparse as pp
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     notice = pathlib.Path(folder, "notice.txt")
        ...     _ = notice.write_text("海州市教育局关于学前教育的通知\n一、到2025年，新建公办幼儿园12所。\n", "utf-8")
        ...     run = pp.parse_archive(notice, out=pathlib.Path(folder, "run"))
        ...     run.targets()[["object", "value", "unit"]].values.tolist()
        [['公办幼儿园', 12.0, '所']]
    """
    _check(progress, engine, workers=workers, timeout=timeout, memory_mb=memory_mb)
    options = Options.model_validate(options or {})
    folder = Path(out)
    limits = Limits(timeout, None if memory_mb is None else memory_mb * 1024 * 1024)
    documents = discover([inputs] if isinstance(inputs, (str, Path)) else list(inputs), folder, options.max_bytes)
    try:
        with ExitStack() as stack:
            store = stack.enter_context(closing(Store(folder)))
            start = stack.enter_context(_ray(address)) if engine == "ray" else _local
            readers = start(options, limits, workers, len(documents))
            plan = stack.enter_context(closing(Plan(documents, store, options, 4 * len(readers))))
            shown = stack.enter_context(progress_of(progress, len(documents)))
            for entry in _read(plan, store, readers):
                shown.step(entry)
            store.drop(store.in_parts().keys() - {document.name for document in documents})
            store.finish()
            write_copies(folder)
    except OSError as e:
        raise PolicyParseError("PP114", f"{e.filename or folder}: {e.strerror or e}", "choose another folder") from e
    return Run(folder)


def _check(progress: object, engine: object, **numbers: float | None) -> None:
    for name, number in numbers.items():
        if number is not None and not number > 0:
            raise ValueError(f"{name} is {number}: give a number above 0, or None")
    for name, word, words in (("progress", progress, get_args(Shown)), ("engine", engine, get_args(Engine))):
        if not isinstance(word, bool) and word not in words:
            raise ValueError(f"{name} is {word!r}: give one of {', '.join(words)}")


def _local(options: Options, limits: Limits, workers: int | None, documents: int) -> list[Reader]:
    """Processes on this machine, the cores shared out among them."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = min(workers or cores, documents)
    mine = options.model_copy(update={"ocr_threads": max(1, min(options.ocr_threads, cores // count))})
    dog = Watchdog()
    return [Worker(mine, limits, dog) for _ in range(count)]


def _ray(address: str | None) -> AbstractContextManager[Callable[[Options, Limits, int | None, int], list[Reader]]]:
    from policyparse.archive.cluster import connected  # late: only it knows of Ray

    return connected(address)


def _read(plan: Plan, store: Store, readers: Sequence[Reader]) -> Iterator[Entry]:
    """Every document's entry; what is new stands in the journal by then, and in a part once that is whole."""
    chunks: dict[Chunk, None] = {}
    for task, (entry, rows) in each(plan.tasks(), partial(_read_one, plan, Counter()), readers, _is_quick):
        if (chunk := task.chunk) is not None:
            chunks[chunk] = None
            if store.stands_in_part(entry):
                chunk.back += 1
            else:
                if not task.journaled:
                    store.journal.append(entry, rows)
                chunk.entries[task.index] = entry
            if chunk.is_whole():
                _commit(store, chunk)
                del chunks[chunk]
        yield entry
    for chunk in chunks:
        _commit(store, chunk)


def _commit(store: Store, chunk: Chunk) -> None:
    if chunk.entries:
        store.commit([entry for _, entry in sorted(chunk.entries.items())])


def _is_quick(task: Task) -> bool:
    """Whether a document is soon read, as far as its size tells."""
    return task.entry is None and len(task.data) <= AHEAD


def _read_one(
    plan: Plan, losses: Counter[int], reader: Reader, task: Task, following: Callable[[], Task | None]
) -> tuple[Entry, bytes]:
    """Have one document read, unless its entry is known."""
    if task.entry is not None:
        return task.entry, b""

    def ask(task: Task) -> tuple[str, bytes]:
        return PurePosixPath(task.document.name).name, task.data

    try:
        answer = reader.read(*ask(task), lambda: ask(more) if (more := following()) else None)
    except Lost:
        losses[task.index] += 1
        if losses[task.index] < LOSSES:
            raise
        answer = Answer(b"", "PP112", f"crash: the machine was lost over it {LOSSES} times")
    return plan.read_entry(task, answer.code, answer.message, answer.seconds, answer.memory), answer.rows
