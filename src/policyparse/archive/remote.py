"""Documents in a store that fsspec knows: S3, GCS, SFTP and others, by their URLs."""
from __future__ import annotations

import glob
import hashlib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any

from policyparse.added import optional
from policyparse.archive.document import Document
from policyparse.errors import PolicyParseError
from policyparse.filenames import readable

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,30}://")
_STATES = ("ETag", "etag", "md5Hash", "LastModified", "last_modified", "mtime")
"""Under these names stores tell the state of an object."""


def is_url(path: str) -> bool:
    """Whether `path` is for fsspec."""
    return bool(_URL.match(path))


def open_file(path: str) -> IO[bytes]:
    """A file or an object of a store, open to read."""
    if not is_url(path):
        return open(path, "rb")
    opened: IO[bytes] = _store(path)[0].open(path, "rb")
    return opened


def _store(url: str) -> tuple[Any, str]:
    """The file system behind a URL, and the path there."""
    fsspec = optional("fsspec.core", "cloud")
    try:
        system, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as e:  # the store's own package is missing, or nobody knows the protocol
        raise PolicyParseError("PP115", f"{url}: {e}", "install what fsspec needs for it") from e
    return system, path


def roots(url: str) -> list[str]:
    """What a URL, or a glob of one, names."""
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


def is_folder(url: str) -> bool:
    """Whether objects lie below it."""
    system, path = _store(url)
    return bool(system.isdir(path))


def files(url: str) -> Iterator[Document]:
    """The objects below a folder, named by their place in it."""
    system, path = _store(url)
    base = path.strip("/")
    for key, info in sorted(system.find(path, detail=True).items()):
        yield _document(system.unstrip_protocol(key), key.strip("/").removeprefix(base).lstrip("/"), info)


def file(url: str) -> Document:
    """One object."""
    system, path = _store(url)
    return _document(url, PurePosixPath(path).name, system.info(path))


def _document(url: str, name: str, info: dict[str, Any]) -> Document:
    told = [str(info[key]) for key in _STATES if info.get(key)]
    state = int(hashlib.sha256("\n".join(told).encode()).hexdigest()[:15], 16) if told else 0
    return Document(readable(name), url, int(info.get("size") or 0), state)
