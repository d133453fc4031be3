"""From what the user names (files, folders, globs, archives, stores) to documents, in an order of their own."""
from __future__ import annotations

import glob
import hashlib
import os
import re
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Any

from policyparse.added import optional
from policyparse.archive.packed import DAMAGED, Archive, Member, kind_of, open_archive
from policyparse.errors import ERRORS, PolicyParseError
from policyparse.filenames import readable

_LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", "__macosx"))
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://")
_STATES = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime")
"""Under these names stores tell the state of an object."""
_IN_MEMORY = 32 * 1024 * 1024
"""A nested archive up to this size is unpacked in memory, a larger one into a temporary file without a name."""
_JUST_NOW = 3.0
"""A file that was written to so many seconds ago may be written to again within the same tick of its clock."""


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
    size: int
    modified: int
    inside: tuple[Member, ...] = ()
    fault: tuple[str, str] | None = None

    @property
    def place(self) -> str:
        """Path and names inside, as one text."""
        return readable("/".join([self.path, *(member.name for member in self.inside)]))


def discover(inputs: Sequence[str | Path], leave: Path | None = None, largest: int = 1 << 40) -> list[Document]:
    """All documents under the inputs, sorted by name; those of an archive together, in their order there.

    A folder's documents are named by their place in it, a packed file by its place in the archive; with several inputs
    the folder's or archive's own name goes before. Hidden files, what operating systems leave behind, and the folder
    `leave` are passed over. What cannot be listed is a document with a fault.

    Args:
        inputs: Paths, globs, or URLs of a store that fsspec knows.
        leave: The run's own folder.
        largest: A nested archive of more bytes is not opened.

    Raises:
        PolicyParseError: PP101, an input does not exist; PP115, fsspec is not installed; PP116, there is nothing.
    """
    roots = [root for source in inputs for root in _roots(source)]
    left = os.path.realpath(leave) if leave else None
    found: dict[tuple[str, tuple[Member, ...]], Document] = {}
    for root in dict.fromkeys(roots):
        for document in _under(root, len(roots) > 1, left, largest):
            path = document.path if is_url(document.path) else os.path.realpath(document.path)
            found.setdefault((path, document.inside), document)
    if not found:
        hint = "name files, or folders and archives that hold some"
        raise PolicyParseError("PP116", ", ".join(map(str, inputs)), hint)
    documents = _told_apart(list(found.values()))
    first: dict[str, str] = {}
    for document in documents:
        first.setdefault(document.path, document.name)
    return sorted(documents, key=lambda d: first[d.path])


def is_url(path: str) -> bool:
    """Whether `path` is for fsspec."""
    return bool(_URL.match(path))


def _roots(source: str | Path) -> list[str]:
    path = str(source)
    if is_url(path):
        return _stored_roots(path)
    if os.path.exists(path):
        return [path]
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
    if not matches:
        raise PolicyParseError("PP101", readable(path), "check the path")
    return matches


def _under(root: str, prefix: bool, left: str | None, largest: int) -> Iterable[Document]:
    url = is_url(root)
    own = PurePosixPath(root).name if url else Path(root).resolve().name
    if not (_is_stored_folder(root) if url else os.path.isdir(root)):
        document = _stored_file(root) if url else _file(root, own)
        yield from _opened(document, f"{own}/" if prefix else "", largest)
        return
    head = f"{own}/" if prefix else ""
    for document in _stored_files(root) if url else _files(root, left):
        if _is_wanted(document.name):
            named = replace(document, name=head + document.name)
            yield from _opened(named, f"{named.name}/", largest)


def _files(root: str, left: str | None) -> Iterator[Document]:
    """The files below a folder; a folder that cannot be listed is a document with a fault."""
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        folders[:] = sorted(x for x in folders if _is_wanted(x) and os.path.realpath(os.path.join(folder, x)) != left)
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.isfile(path) or os.path.islink(path):
                yield _file(path, Path(path).relative_to(root).as_posix())
        for e in unlisted:
            name = Path(e.filename).relative_to(root).as_posix()
            yield Document(readable(name), e.filename, 0, 0, fault=_fault("PP110", str(e.strerror)))
        unlisted.clear()


def _file(path: str, name: str) -> Document:
    try:
        stat = os.stat(path)
    except OSError as e:
        return Document(readable(name), path, 0, 0, fault=_fault("PP110", str(e.strerror or e)))
    settled = time.time() - stat.st_mtime > _JUST_NOW
    return Document(readable(name), path, stat.st_size, stat.st_mtime_ns if settled else 0)


def _fault(code: str, detail: str) -> tuple[str, str]:
    return code, f"{ERRORS[code]}: {detail}"


def _opened(document: Document, head: str, largest: int) -> Iterator[Document]:
    """The files in an archive; the document itself if it is none, or cannot be opened."""
    kind = kind_of(document.path)
    if kind is None or document.fault:
        yield document
        return
    count = 0
    try:
        with open_file(document.path) as file:
            archive = open_archive(file, kind)
            for member in archive.members():
                if _is_wanted(member.name):
                    name, state = readable(head + member.name), document.modified
                    packed = Document(name, document.path, member.size, state, (member,))
                    for inner in _nested(packed, archive, largest):
                        count += 1
                        yield inner
    except PolicyParseError as e:
        yield replace(document, fault=(e.code, f"{ERRORS[e.code]}: {e.detail}"))
    except (*DAMAGED, OSError):
        yield replace(document, fault=_fault("PP104", f"{count} of its files could be listed"))


def _nested(document: Document, archive: Archive, largest: int) -> Iterator[Document]:
    """The files in an archive that stands in another; the document itself if it is none, or cannot be opened."""
    (member,) = document.inside
    kind = kind_of(member.name)
    if kind is None or member.size > largest:
        yield document
        return
    try:
        with _spooled(archive.read(member, largest)) as file:
            for inner in open_archive(file, kind).members():
                if _is_wanted(inner.name):
                    name = readable(f"{document.name}/{inner.name}")
                    yield Document(name, document.path, inner.size, document.modified, (member, inner))
    except PolicyParseError as e:
        yield replace(document, fault=(e.code, f"{ERRORS[e.code]}: {e.detail}"))
    except (*DAMAGED, RuntimeError, OSError):
        yield replace(document, fault=_fault("PP104", "pack it again"))


def _spooled(data: bytes) -> IO[bytes]:
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # it goes as it is closed
    file.write(data)
    file.seek(0)
    return file


class Opener:
    """Reads documents; the archive that the last one was packed in stays open for the next."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open: list[tuple[Any, IO[bytes], Archive]] = []  # an archive, and one in it

    def read(self, document: Document) -> bytes:
        """A document's bytes.

        Raises:
            PolicyParseError: PP103, PP104, PP108 or PP110: it cannot be read.
        """
        if document.fault:
            raise PolicyParseError(document.fault[0], document.fault[1])
        try:
            if not document.inside:
                with open_file(document.path) as file:
                    data = file.read(self._limit + 1)
            else:
                data = self._packed(document)
        except (*DAMAGED, zipfile.LargeZipFile) as e:
            raise PolicyParseError("PP104", document.name, "pack the archive again") from e
        except NotImplementedError as e:  # a way of packing that zipfile does not know
            raise PolicyParseError("PP105", f"{document.name}: {e}", "unpack the archive first") from e
        except RuntimeError as e:  # zipfile's word for a password
            raise PolicyParseError("PP103", document.name, "unpack the archive first") from e
        except OSError as e:
            raise PolicyParseError("PP110", f"{document.name}: {e.strerror or e}") from e
        if len(data) > self._limit:
            raise PolicyParseError("PP108", document.name)
        return data

    def _packed(self, document: Document) -> bytes:
        *outer, last = document.inside
        keys: list[Any] = [document.path, *((document.path, member) for member in outer)]
        for depth, key in enumerate(keys):
            if depth < len(self._open) and self._open[depth][0] == key:
                continue
            self._close(depth)
            if depth == 0:
                file, name = open_file(document.path), document.path
            else:
                file, name = _spooled(self._open[-1][2].read(outer[-1], self._limit)), outer[-1].name
            try:
                self._open.append((key, file, open_archive(file, str(kind_of(name)))))
            except BaseException:
                file.close()
                raise
        return self._open[len(keys) - 1][2].read(last, self._limit + 1)

    def _close(self, depth: int = 0) -> None:
        while len(self._open) > depth:
            self._open.pop()[1].close()

    def close(self) -> None:
        """Close what is open."""
        self._close()


def open_file(path: str) -> IO[bytes]:
    """A file or an object of a store, open to read."""
    if not is_url(path):
        return open(path, "rb")
    file: IO[bytes] = _store(path)[0].open(path, "rb")
    return file


def _store(url: str) -> tuple[Any, str]:
    """The file system behind a URL, and the path there."""
    fsspec = optional("fsspec.core", "cloud")
    try:
        system, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as e:  # the store's own package is missing, or nobody knows the protocol
        raise PolicyParseError("PP115", f"{url}: {e}", "install what fsspec needs for it") from e
    return system, path


def _stored_roots(url: str) -> list[str]:
    system, path = _store(url)
    try:
        if system.exists(path):
            return [url]
        matches = sorted(system.glob(path)) if glob.has_magic(path) else []
    except OSError as e:
        raise PolicyParseError("PP110", f"{url}: {e.strerror or e}") from e
    if not matches:
        raise PolicyParseError("PP101", url, "check the address")
    return [system.unstrip_protocol(match) for match in matches]


def _is_stored_folder(url: str) -> bool:
    system, path = _store(url)
    return bool(system.isdir(path))


def _stored_files(url: str) -> Iterator[Document]:
    system, path = _store(url)
    base = path.strip("/")
    for key, info in sorted(system.find(path, detail=True).items()):
        yield _stored(system.unstrip_protocol(key), key.strip("/").removeprefix(base).lstrip("/"), info)


def _stored_file(url: str) -> Document:
    system, path = _store(url)
    return _stored(url, PurePosixPath(path).name, system.info(path))


def _stored(url: str, name: str, info: dict[str, Any]) -> Document:
    told = [str(info[key]) for key in _STATES if info.get(key)]
    state = int(hashlib.sha256("\n".join(told).encode()).hexdigest()[:15], 16) if told else 0
    return Document(readable(name), url, int(info.get("size") or 0), state)


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not any(part.startswith((".", "~$")) or part.lower() in _LEFT_BY_SYSTEMS for part in parts if part != "..")


def _told_apart(documents: list[Document]) -> list[Document]:
    """The documents, those that share a name called by their whole path, those that share that by a number, too."""
    out = documents
    ways: tuple[Callable[[Document, int], str], ...] = (
        lambda d, n: d.place,
        lambda d, n: d.name if n == 1 else f"{d.name}#{n}",
    )
    for rename in ways:
        count: dict[str, int] = {}
        for document in out:
            count[document.name] = count.get(document.name, 0) + 1
        seen: dict[str, int] = {}
        renamed = []
        for document in out:
            if count[document.name] > 1:
                seen[document.name] = seen.get(document.name, 0) + 1
                document = replace(document, name=rename(document, seen[document.name]))
            renamed.append(document)
        out = renamed
    return out
