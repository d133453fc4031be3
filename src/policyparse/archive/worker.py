"""The process that reads documents for a run: a request on stdin, its answer on stdout, until stdin ends.

A request is a line of JSON, `{"name", "size", "options"}`, and `size` bytes of the file. The answer is a line of JSON,
`{"code", "message", "size"}`, and `size` bytes: the notice as JSON, nothing where `code` says what was wrong.
"""
from __future__ import annotations

import io
import json
import os
import sys
from typing import IO, Any

from policyparse.errors import PolicyParseError
from policyparse.options import Options
from policyparse.pipeline import parse


def answer(name: str, data: bytes, options: Options) -> tuple[dict[str, Any], bytes]:
    """What is said of one file, and its notice as JSON."""
    file = io.BytesIO(data)
    file.name = name
    code, message, notice = "", "", b""
    try:
        notice = parse(file, options).model_dump_json().encode()
    except PolicyParseError as e:
        code, message = e.code, str(e).removeprefix(f"{e.code}: ")
    except Exception as e:  # a fault of ours must cost this file alone
        code, message = "PP199", f"{type(e).__name__}: {e}"
    return {"code": code, "message": message, "size": len(notice)}, notice


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        if len(data) < request["size"]:
            return  # who asked is gone
        said, notice = answer(request["name"], data, Options.model_validate(request["options"]))
        answers.write(json.dumps(said).encode() + b"\n" + notice)
        answers.flush()


if __name__ == "__main__":
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what native libraries print does not belong among the answers
    serve(sys.stdin.buffer, out)
