"""The files that a run was made from, found again by the place that its table `documents` tells."""
from __future__ import annotations

from pathlib import Path

from policyparse.archive.discover import discover
from policyparse.archive.document import Document
from policyparse.archive.opener import Opener
from policyparse.archive.remote import is_url
from policyparse.errors import PolicyParseError


class Originals:
    """Reads the run's files again; what lies in an archive is looked for there once."""

    def __init__(self, limit: int) -> None:
        self._opener = Opener(limit)
        self._packed: dict[Path, dict[str, Document]] = {}

    def read(self, place: str) -> bytes | None:
        """The bytes of what lies at a place; None where it is gone."""
        document = Document(place, place) if is_url(place) or Path(place).is_file() else self._inside(place)
        try:
            return None if document is None else self._opener.read(document)
        except PolicyParseError:
            return None

    def _inside(self, place: str) -> Document | None:
        """The document at a place that is in an archive."""
        archive = next((path for path in Path(place).parents if path.is_file()), None)
        if archive is None:
            return None
        if archive not in self._packed:
            self._packed = {archive: {document.place: document for document in discover([archive])}}
        return self._packed[archive].get(place)

    def __enter__(self) -> Originals:
        return self

    def __exit__(self, *_: object) -> None:
        self._opener.close()
