"""The process that reads documents for a run: a request on stdin, its answer on stdout, until stdin ends.

The first line holds the options and the memory limit in bytes, `{"options", "memory"}`. A request is a line of JSON,
`{"name", "size"}`, and `size` bytes of the file. While it is read, each page begun is told by a line `{"page"}`. The
answer is a line of JSON, `{"code", "message", "size"}`, and `size` bytes: the rows that the notice adds to the
tables, nothing where `code` says what was wrong. Page 0 is told once, when the process has loaded.
"""
from __future__ import annotations

import gc
import io
import json
import os
import sys
from contextlib import suppress
from typing import IO, Any

from policyparse.archive.tables import rows_of, to_bytes
from policyparse.errors import ERRORS, PolicyParseError
from policyparse.options import Options
from policyparse.pipeline import parse
from policyparse.reading.sheets import PAGE_BEGUN


def answer(name: str, data: bytes, options: Options) -> tuple[dict[str, Any], bytes]:
    """What is said of one file, and the rows of its notice."""
    file = io.BytesIO(data)
    file.name = name
    code, message, rows = "", "", b""
    try:
        rows = to_bytes(rows_of(parse(file, options)))
    except PolicyParseError as e:
        code, message = e.code, str(e).removeprefix(f"{e.code}: ")
    except MemoryError:
        code, message = "PP118", ERRORS["PP118"]
    except Exception as e:  # a fault of ours must cost this file alone
        code, message = "PP199", f"{type(e).__name__}: {e}"
    return {"code": code, "message": message, "size": len(rows)}, rows


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    first = json.loads(requests.readline() or "null")
    if first is None:
        return
    options = Options.model_validate(first["options"])
    _limit_memory(first["memory"])

    def page_begun(number: int) -> None:
        answers.write(b'{"page": %d}\n' % number)
        answers.flush()

    PAGE_BEGUN.set(page_begun)
    page_begun(0)
    gc.freeze()  # what is loaded by now stays, and need not be looked through again
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        if len(data) < request["size"]:
            return  # who asked is gone
        said, rows = answer(request["name"], data, options)
        answers.write(json.dumps(said).encode() + b"\n" + rows)
        answers.flush()


def _limit_memory(limit: int | None) -> None:
    """A wall behind the watch of its parent, for what is asked for at one blow: far more than the limit is refused.

    It is twice the limit and 2 GiB, as libraries reserve memory that they never touch.
    """
    if limit is not None:
        with suppress(ImportError, ValueError, OSError):
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, (2 * limit + (2 << 30),) * 2)


def end_with_parent() -> None:
    """Have the system end this process where the one that started it is killed, whatever is being read then."""
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG, SIGKILL: Linux
    if os.environ.get("POLICYPARSE_PARENT") not in (None, str(os.getppid())):
        os._exit(0)  # it was killed before that


if __name__ == "__main__":
    end_with_parent()
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what native libraries print does not belong among the answers
    serve(sys.stdin.buffer, out)
