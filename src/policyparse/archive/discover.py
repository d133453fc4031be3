"""From what the user names (files, folders, globs, archives, stores) to documents, in an order of their own."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from policyparse.archive import local, remote
from policyparse.archive.document import Document
from policyparse.archive.local import is_wanted
from policyparse.archive.packed import DAMAGED, Archive, Member, kind_of, open_archive, spooled
from policyparse.archive.remote import is_url, open_file
from policyparse.errors import PolicyParseError
from policyparse.filenames import readable

_TIMES = 10
"""The archives in an archive may have so many times its bytes together: packed once more they hardly get smaller …"""
_ROOM = 64 * 1024 * 1024
"""… beside so many, which any may have. Of further ones the files are not listed."""


def discover(inputs: Sequence[str | Path], leave: Path | None = None, largest: int = 1 << 40) -> list[Document]:
    """All documents under the inputs, sorted by name; those of an archive together, in their order there.

    A folder's documents are named by their place in it, a packed file by its place in the archive; with several inputs
    the folder's or archive's own name goes before. Hidden files, what operating systems leave behind, the pictures and
    scripts that a browser saved with a page, and the folder `leave` are passed over. What cannot be listed is a
    document with a fault.

    Args:
        inputs: Paths, globs, or URLs of a store that fsspec knows.
        leave: The run's own folder.
        largest: A nested archive of more bytes is not opened.

    Raises:
        PolicyParseError: PP101, an input does not exist; PP115, fsspec is not installed; PP116, there is nothing.
    """
    roots = [root for source in map(str, inputs) for root in (remote if is_url(source) else local).roots(source)]
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


def _under(root: str, prefix: bool, leave: str | None, largest: int) -> Iterator[Document]:
    """The documents of one of the inputs; with a `prefix` its own name goes before theirs."""
    url = is_url(root)
    own = PurePosixPath(root).name if url else Path(root).resolve().name
    head = f"{own}/" if prefix else ""
    if not (remote.is_folder(root) if url else os.path.isdir(root)):
        yield from _opened(remote.file(root) if url else local.file(root, own), head, largest)
        return
    found: Iterable[Document] = remote.files(root) if url else local.files(root, leave)
    for document in found:
        if is_wanted(document.name):
            named = replace(document, name=head + document.name)
            yield from _opened(named, f"{named.name}/", largest)


def _opened(document: Document, head: str, largest: int) -> Iterator[Document]:
    """The files in an archive; the document itself if it is none, or cannot be opened."""
    kind = kind_of(document.path)
    if kind is None or document.fault:
        yield document
        return
    count = 0
    room = _ROOM + _TIMES * document.size
    try:
        with open_file(document.path) as file:
            archive = open_archive(file, kind)
            for member in archive.members():
                if is_wanted(member.name):
                    name, state = readable(head + member.name), document.modified
                    packed = Document(name, document.path, member.size, state, (member,))
                    for inner in _nested(packed, archive, min(largest, room)):
                        count += 1
                        yield inner
                    if kind_of(member.name):
                        room -= member.size
    except PolicyParseError as e:
        yield document.failed(e.code, str(e.detail))
    except (*DAMAGED, OSError):
        yield document.failed("PP104", f"{count} of its files could be listed")


def _nested(document: Document, archive: Archive, largest: int) -> Iterator[Document]:
    """The files in an archive that stands in another; the document itself if it is none, or cannot be opened."""
    (member,) = document.inside
    kind = kind_of(member.name)
    if kind is None or member.size > largest:
        yield document
        return
    try:
        with spooled(archive.read(member, largest)) as file:
            for inner in open_archive(file, kind).members():
                if is_wanted(inner.name):
                    name = readable(f"{document.name}/{inner.name}")
                    yield Document(name, document.path, inner.size, document.modified, (member, inner))
    except PolicyParseError as e:
        yield document.failed(e.code, str(e.detail))
    except (*DAMAGED, RuntimeError, OSError):
        yield document.failed("PP104", "pack it again")


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
