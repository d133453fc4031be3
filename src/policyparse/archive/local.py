"""Documents on this machine: files, and those in folders."""
from __future__ import annotations

import glob
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from policyparse.archive.document import Document
from policyparse.errors import PolicyParseError
from policyparse.filenames import readable

_SAVED_WITH_A_PAGE = ("_files", ".files")
"""What a browser puts behind a page's name for the folder of pictures and scripts that it saves beside the page."""
_LEFT_BY_SYSTEMS = frozenset(("thumbs.db", "desktop.ini", "__macosx"))
_JUST_NOW = 3.0
"""A file that was written to so many seconds ago may be written to again within the same tick of its clock."""


def roots(path: str) -> list[str]:
    """What a path, or a glob, names."""
    if os.path.exists(path):
        return [path]
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []
    if not matches:
        raise PolicyParseError("PP101", readable(path), "check the path")
    return matches


def files(root: str, leave: str | None = None) -> Iterator[Document]:
    """The files below a folder, named by their place in it; a folder that cannot be listed is one with a fault.

    Args:
        root: The folder.
        leave: A folder that is passed over, by its real path.
    """
    unlisted: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=unlisted.append):
        folders[:] = sorted(
            x for x in folders
            if is_wanted(x) and not _is_of_a_page(x, names) and os.path.realpath(os.path.join(folder, x)) != leave
        )
        for name in sorted(names):
            path = os.path.join(folder, name)
            if os.path.isfile(path) or os.path.islink(path):
                yield file(path, Path(path).relative_to(root).as_posix())
        for e in unlisted:
            name = Path(e.filename).relative_to(root).as_posix()
            yield Document(readable(name), e.filename).failed("PP110", str(e.strerror))
        unlisted.clear()


def _is_of_a_page(folder: str, beside: Sequence[str]) -> bool:
    pages = [folder.removesuffix(end) for end in _SAVED_WITH_A_PAGE if folder.endswith(end)]
    return any(f"{page}{end}" in beside for page in pages for end in (".html", ".htm"))


def file(path: str, name: str) -> Document:
    """One file, by that name."""
    try:
        stat = os.stat(path)
    except OSError as e:
        return Document(readable(name), path).failed("PP110", str(e.strerror or e))
    settled = time.time() - stat.st_mtime > _JUST_NOW
    return Document(readable(name), path, stat.st_size, stat.st_mtime_ns if settled else 0)


def is_wanted(name: str) -> bool:
    """Whether a file is no hidden one, and none that operating systems leave behind."""
    parts = PurePosixPath(name).parts
    return not any(part.startswith((".", "~$")) or part.lower() in _LEFT_BY_SYSTEMS for part in parts if part != "..")
