"""The same notice from several places, as a scan here and as a web page there: found by number and by words."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse.archive.disk import write_whole
from policyparse.archive.manifest import MANIFEST, read_manifest
from policyparse.archive.parts import part_path
from policyparse.archive.signature import PERMUTATIONS
from policyparse.archive.store import COPIES_FILE
from policyparse.archive.tables import COPIES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Signatures = NDArray[np.uint32]

BANDS, BAND_ROWS = 25, 5
"""Notices that agree in all rows of one band are compared: nearly all that share two thirds of their words."""
ALIKE = 0.7
"""From this similarity on, two notices whose numbers do not speak against it are copies of each other."""
ALIKE_UNDER_ONE_NUMBER = 0.2
"""From this on, if they bear the same number; a notice without its annexes is less like the whole one."""
_ALL_PAIRS = 48
"""In a band shared by more notices, each is compared only with those of its own number, date or title."""

_TELLING = (
    "document", "document_number", "title", "issuers", "issue_date", "signatories", "origin", "confidence", "targets",
    "characters",
)
"""The columns of `notices` that a candidate is made of."""

_DIGITS = re.compile(r"\d+")


def write_copies(folder: Path) -> None:
    """Look for copies among all notices of a run, unless that was done for the same parts."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from policyparse.views.frames import to_table

    state = hashlib.sha256((folder / MANIFEST).read_bytes()).hexdigest()
    target = folder / COPIES_FILE
    if target.exists() and (pq.read_schema(target).metadata or {}).get(b"policyparse.state") == state.encode():
        return
    candidates, signatures = [], []
    for part in read_manifest(folder) or ():
        notices = pq.read_table(part_path(folder, "notices", part.id), columns=list(_TELLING))
        records = pq.read_table(part_path(folder, "records", part.id), columns=["signature"])
        candidates += [candidate(row) for row in notices.to_pylist()]
        signatures += records["signature"].to_pylist()
    table = to_table(find_copies(candidates, signatures), COPIES).replace_schema_metadata({"policyparse.state": state})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd")
    write_whole(target, sink.getvalue().to_pybytes())


@dataclass(frozen=True, slots=True)
class Candidate:
    """What tells of a notice whether another is its copy, and which of them is the better.

    Attributes:
        document: Its name in the run.
        number: 发文字号, its prefix and year and serial as a text.
        title: Its title.
        date: Its date of issue, ISO.
        good: The better the greater: complete, not recognised, sure, long.
    """

    document: str
    number: str
    title: str
    date: str
    good: tuple[float, ...]

    @property
    def digits(self) -> tuple[str, ...]:
        """Year and serial of its number."""
        return tuple(_DIGITS.findall(self.number))


def candidate(row: dict[str, Any]) -> Candidate:
    """The candidate of a row of the table `notices`."""
    complete = sum(bool(row[name]) for name in ("document_number", "title", "issuers", "issue_date", "signatories"))
    recognised = row["origin"] in ("ocr", "mixed")
    sure = row["confidence"] if row["confidence"] is not None else 1.0
    good = (complete, -float(recognised), sure, row["targets"], row["characters"])
    number, title, date = row["document_number"] or "", row["title"] or "", str(row["issue_date"] or "")
    return Candidate(row["document"], number, title, date, good)


def find_copies(notices: Sequence[Candidate], signatures: Sequence[bytes]) -> list[dict[str, Any]]:
    """The groups of notices that are copies of each other, as rows of the table `copies`.

    Two notices are copies if they bear the same number and are not altogether different, or if their words are alike
    and neither number, date nor the digits in the title speak against it: this year's call for applications is
    no copy of last year's.

    Args:
        notices: All of a run.
        signatures: Their MinHashes, in the same order.

    Returns:
        One row a notice that has a copy. `group` is the name of the best copy; `similarity` is the estimated Jaccard
        similarity to it; `by` tells what the notice was found by, `number` or `words`.
    """
    import numpy as np

    kept = [i for i, data in enumerate(signatures) if data]
    matrix = np.frombuffer(b"".join(signatures[i] for i in kept), dtype="<u4").reshape(len(kept), PERMUTATIONS)
    some = [notices[i] for i in kept]
    groups = _Groups(len(some))
    by: dict[int, str] = {}
    for why, pairs in (("number", _same_number(some)), ("words", _same_band(some, matrix))):
        least = ALIKE_UNDER_ONE_NUMBER if why == "number" else ALIKE
        for a, b in pairs:
            if (matrix[a] == matrix[b]).mean() >= least and (why == "number" or not _speaks_against(some[a], some[b])):
                groups.join(a, b)
                for i in (a, b):
                    by.setdefault(i, why)
    return [row for members in groups.several() for row in _rows(members, some, matrix, by)]


def _rows(members: list[int], notices: list[Candidate], matrix: Signatures, by: dict[int, str]) -> list[dict[str, Any]]:
    members.sort(key=lambda i: notices[i].document)
    best = max(members, key=lambda i: notices[i].good)
    return [
        {
            "document": notices[i].document,
            "group": notices[best].document,
            "best": i == best,
            "similarity": round(float((matrix[i] == matrix[best]).mean()), 3),
            "by": by[i],
            "document_number": notices[i].number or None,
            "title": notices[i].title or None,
        }
        for i in members
    ]


def _speaks_against(a: Candidate, b: Candidate) -> bool:
    if a.number and b.number:
        return a.digits != b.digits  # a misread prefix is let pass
    if a.date and b.date and a.date[:4] != b.date[:4]:
        return True
    return _DIGITS.findall(a.title) != _DIGITS.findall(b.title) if a.title and b.title else False


def _same_number(notices: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    by_number: dict[str, list[int]] = {}
    for i, notice in enumerate(notices):
        if notice.number:
            by_number.setdefault(notice.number, []).append(i)
    for members in by_number.values():
        yield from _pairs(members)


def _same_band(notices: Sequence[Candidate], matrix: Signatures) -> Iterator[tuple[int, int]]:
    """Pairs that agree in a band; one band is worked on at a time, to hold little."""
    import numpy as np

    for at in range(0, BANDS * BAND_ROWS, BAND_ROWS) if len(matrix) else ():
        band = np.ascontiguousarray(matrix[:, at : at + BAND_ROWS]).view([("", matrix.dtype)] * BAND_ROWS).ravel()
        order = np.argsort(band, kind="stable")
        ends = np.flatnonzero(band[order][1:] != band[order][:-1]) + 1
        for bucket in np.split(order, ends):
            if 1 < len(bucket) <= _ALL_PAIRS:
                yield from combinations(bucket.tolist(), 2)
            elif len(bucket) > 1:
                alike: dict[tuple[str, ...], list[int]] = {}
                for i in bucket.tolist():
                    alike.setdefault(notices[i].digits or (notices[i].date, notices[i].title), []).append(i)
                for members in alike.values():
                    yield from _pairs(members)


def _pairs(members: list[int]) -> Iterator[tuple[int, int]]:
    """All pairs of a few; of many, each with the first and with the one before it."""
    if len(members) <= _ALL_PAIRS:
        yield from combinations(members, 2)
    else:
        for before, i in pairwise(members):
            yield members[0], i
            yield before, i


class _Groups:
    """Union and find."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def _root(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = i = self._parent[self._parent[i]]
        return i

    def join(self, a: int, b: int) -> None:
        self._parent[self._root(a)] = self._root(b)

    def several(self) -> list[list[int]]:
        """The groups of more than one."""
        members: dict[int, list[int]] = {}
        for i in range(len(self._parent)):
            members.setdefault(self._root(i), []).append(i)
        return [group for group in members.values() if len(group) > 1]
