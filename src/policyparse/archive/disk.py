"""Files on the disk: written so that no kill and no loss of power leaves half of one, and held by one process."""
from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import IO

from policyparse.errors import PolicyParseError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is never seen half written, and that outlasts a loss of power."""
    scratch = path.with_name(f".{path.name}.tmp")
    try:
        with scratch.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names of the files in a folder be on the disk, too."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_DIRECTORY)
        try:
            with suppress(OSError):  # not every file system can
                os.fsync(handle)
        finally:
            os.close(handle)


def locked(path: Path) -> IO[bytes]:
    """The open lock file; the system lets go of it when this process ends, however that may be.

    Raises:
        PolicyParseError: PP117, another process has it.
    """
    file = path.open("ab")
    try:
        import fcntl
    except ImportError:  # Windows
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as e:
        file.close()
        raise PolicyParseError("PP117", str(path.parent), "wait for it, or choose another folder") from e
    except OSError:  # a file system without locks
        pass
    return file
