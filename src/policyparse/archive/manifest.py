"""The manifest of a run: which parts count. Each line is one step: parts added, parts dropped."""
from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from policyparse import __version__
from policyparse.archive.disk import write_whole
from policyparse.archive.parts import Part
from policyparse.archive.tables import SCHEMA

MANIFEST = "manifest.jsonl"


def read_manifest(folder: Path) -> list[Part] | None:
    """The parts that count, in order; None where there is no run of this version of the tables.

    A last line that was cut short did not happen.
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
    return _in_order(parts.values())


def write_manifest(folder: Path, parts: Iterable[Part]) -> None:
    """The manifest in its shortest form, one line a part; it takes the old one's place at once."""
    head = {"schema": SCHEMA, "version": __version__}
    lines = [head, *({"add": [asdict(part)], "drop": []} for part in _in_order(parts))]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    write_whole(folder / MANIFEST, text.encode())


def add_step(folder: Path, add: Sequence[Part], drop: Sequence[str]) -> None:
    """Parts that count from now on, and those that no longer do, in one line: both happen, or neither."""
    line = json.dumps({"add": [asdict(part) for part in add], "drop": drop}, ensure_ascii=False) + "\n"
    with (folder / MANIFEST).open("ab") as out:
        out.write(line.encode())
        out.flush()
        os.fsync(out.fileno())


def _in_order(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (part.first, part.id))
