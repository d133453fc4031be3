"""The tables of organs and regions (`organs.tsv`, `regions.tsv`), and what a caller adds to them for one parse."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Row = tuple[str, ...]

KEPT = 8
"""For how many different additions what is made from the tables is kept."""


@dataclass(frozen=True, slots=True)
class Added:
    """Rows that stand before those of the tables.

    Attributes:
        organs: Short form, full name, `local` or `central`.
        regions: Name, level, the region above, the document numbers' first characters (between commas).
    """

    organs: tuple[Row, ...] = ()
    regions: tuple[Row, ...] = ()


_NOTHING = Added()
_added: ContextVar[Added] = ContextVar("added", default=_NOTHING)


def added() -> Added:
    """What the caller of the parse that is going on has added."""
    return _added.get()


@contextmanager
def adding(rows: Added) -> Iterator[None]:
    """Within this context the tables have these rows as well; other threads do not see them."""
    token = _added.set(rows)
    try:
        yield
    finally:
        _added.reset(token)


@cache
def rows_of(name: str) -> tuple[Row, ...]:
    """The rows of a table."""
    lines = (files(__package__) / name).read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
