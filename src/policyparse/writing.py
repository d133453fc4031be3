"""Files that are written whole: what stands at a path is the old file or the new one, never half of it."""
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from policyparse.errors import PolicyParseError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Where to write what is to stand at `path`: a file beside it, which takes its place when it is whole.

    A device or a pipe is written to itself, as it would be lost if a file took its place; a link stays one.

    Raises:
        PolicyParseError: PP114, it cannot be written.
    """
    try:
        if path.is_dir():
            raise PolicyParseError("PP114", f"{path} is a folder", "name a file")
        if path.exists() and not path.is_file():
            yield path
            return
        whole = path.resolve()
        scratch = whole.with_name(f".{whole.name}.part")
        scratch.unlink(missing_ok=True)
        try:
            yield scratch
            scratch.replace(whole)
        finally:
            scratch.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as e:
        raise unwritable(path, e) from e


def unwritable(path: Path | str, error: OSError) -> PolicyParseError:
    """What to say where something cannot be written."""
    return PolicyParseError("PP114", f"{path}: {error.strerror or error}", "choose another place")
