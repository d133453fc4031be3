"""The tables of `normalisation/`: what numerals, quantities and times mean, written by hand."""
from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

FOLDER = Path(__file__).parent / "normalisation"


def rows(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of a table, each with the name of its kind."""
    kind = ""
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            kind = line[3:]
        elif line and not line.startswith("#"):
            yield kind, tuple(line.split("\t"))


def cases(name: str) -> list[tuple[str, ...]]:
    """The rows of a table without their kinds."""
    return [row for _, row in rows(name)]


def plainly(value: Decimal) -> str:
    """A number without an exponent or zeros at its end."""
    return f"{value.normalize():f}"
