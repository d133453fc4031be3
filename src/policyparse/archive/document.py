"""One file of an archive to read, wherever it lies: a path, a URL, or packed in a file."""
from __future__ import annotations

from dataclasses import dataclass, replace

from policyparse.archive.packed import Member
from policyparse.errors import ERRORS
from policyparse.filenames import readable


@dataclass(frozen=True, slots=True)
class Document:
    """One file to read.

    Attributes:
        name: What it is called in the run, unique there.
        path: The file, or the archive that it is packed in; a path or a URL.
        size: In bytes, unpacked.
        modified: Stands for the state of the file at `path`: another state, another number. 0 if that cannot be told.
        inside: Where it is packed: in the archive, and in an archive in that; empty for a file.
        fault: The code and words of why it cannot be read, where that is known already.
    """

    name: str
    path: str
    size: int = 0
    modified: int = 0
    inside: tuple[Member, ...] = ()
    fault: tuple[str, str] | None = None

    @property
    def place(self) -> str:
        """Path and names inside, as one text."""
        return readable("/".join([self.path, *(member.name for member in self.inside)]))

    def failed(self, code: str, detail: str) -> Document:
        """The document, with the reason why it cannot be read."""
        return replace(self, fault=(code, f"{ERRORS[code]}: {detail}"))
