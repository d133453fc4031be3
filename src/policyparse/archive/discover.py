"""From what the user names (files, folders, globs, packed archives) to documents, in an order of their own."""
from __future__ import annotations

import glob
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from policyparse.errors import PolicyParseError
from policyparse.filenames import readable

_TARS = (".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", "__macosx"))


@dataclass(frozen=True, slots=True)
class Document:
    """One file to read.

    Attributes:
        name: What it is called in the run, unique there.
        path: The file, or the archive that it is packed in.
        member: Its name inside the archive; None for a file.
        size: In bytes, unpacked.
    """

    name: str
    path: Path
    member: str | None
    size: int

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            PolicyParseError: PP104 or PP110, it cannot be read.
        """
        try:
            if self.member is None:
                return self.path.read_bytes()
            if _is_tar(self.path):
                with tarfile.open(self.path) as tar:
                    packed = tar.extractfile(self.member)
                    assert packed is not None  # only regular files are listed
                    return packed.read()
            with _open_zip(self.path) as archive:
                return archive.read(self.member)
        except (tarfile.TarError, zipfile.BadZipFile, EOFError) as e:
            raise PolicyParseError("PP104", self.name, "pack the archive again") from e
        except RuntimeError as e:  # zipfile's word for a password
            raise PolicyParseError("PP103", self.name, "unpack the archive first") from e
        except OSError as e:
            raise PolicyParseError("PP110", f"{self.name}: {e.strerror or e}") from e


def discover(inputs: Sequence[str | Path], leave: Path | None = None) -> list[Document]:
    """All documents under the inputs, sorted by name.

    A folder's documents are named by their place in it, a packed file by its place in the archive; with several inputs
    the folder's or archive's own name goes before. Hidden files, what operating systems leave behind, and the folder
    `leave` are passed over.

    Raises:
        PolicyParseError: PP101, an input does not exist; PP104, an archive is damaged; PP116, there is nothing to read.
    """
    roots = [root for source in inputs for root in _roots(source)]
    left = leave.resolve() if leave else None
    found: dict[tuple[Path, str | None], Document] = {}
    for root in roots:
        for document in _under(root, prefix=len(roots) > 1):
            path = document.path.resolve()
            if left is None or left not in path.parents:
                found.setdefault((path, document.member), document)
    if not found:
        raise PolicyParseError("PP116", ", ".join(map(str, inputs)))
    return sorted(_told_apart(list(found.values())), key=lambda d: d.name)


def _roots(source: str | Path) -> list[Path]:
    path = Path(source)
    if path.exists():
        return [path]
    matches = sorted(glob.glob(str(source), recursive=True)) if glob.has_magic(str(source)) else []
    if not matches:
        raise PolicyParseError("PP101", str(source), "check the path")
    return [Path(match) for match in matches]


def _under(root: Path, prefix: bool) -> Iterable[Document]:
    head = f"{root.resolve().name}/" if prefix else ""
    if root.is_dir():
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root).as_posix()
            if path.is_file() and _is_wanted(inside):
                yield from _packed(path, f"{head}{inside}/") or [_plain(head + inside, path)]
    else:
        yield from _packed(root, head) or [_plain(root.name, root)]


def _plain(name: str, path: Path) -> Document:
    return Document(readable(name), path, None, path.stat().st_size)


def _packed(path: Path, head: str) -> list[Document]:
    """The files in an archive; none for a path that is no archive."""
    try:
        if path.suffix.lower() == ".zip":
            with _open_zip(path) as archive:
                members = [(item.filename, item.file_size) for item in archive.infolist() if not item.is_dir()]
        elif _is_tar(path):
            with tarfile.open(path) as tar:
                members = [(item.name, item.size) for item in tar if item.isfile()]
        else:
            return []
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError):
        return []  # read as a file, it is reported as what it is
    return [Document(readable(head + name), path, name, size) for name, size in members if _is_wanted(name)]


def _is_tar(path: Path) -> bool:
    return path.name.lower().endswith(_TARS)


def _open_zip(path: Path) -> zipfile.ZipFile:
    """A zip whose names are read as Windows writes Chinese ones, where they are not marked as UTF-8."""
    try:
        return zipfile.ZipFile(path, metadata_encoding="gb18030")
    except UnicodeDecodeError:
        return zipfile.ZipFile(path)


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part.startswith((".", "~$")) or part.lower() in _LEFT_BY_SYSTEMS for part in parts)


def _told_apart(documents: list[Document]) -> list[Document]:
    """The documents, those that share a name called by their whole path."""
    count = Counter(document.name for document in documents)
    out = []
    for document in documents:
        if count[document.name] > 1:
            whole = document.path.as_posix() + (f"/{document.member}" if document.member else "")
            document = Document(readable(whole), document.path, document.member, document.size)
        out.append(document)
    return out
