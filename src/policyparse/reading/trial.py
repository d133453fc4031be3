"""The pages of a PDF drawn on trial, in a process that can be ended; PDFium cannot be told to stop.

Run as a program it is that process: a line of JSON on stdin, `{"pages", "draw", "password"}`, and the file after it;
for each page a line on stdout once it has been drawn.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

import psutil

from policyparse.options import Options

_SHARE = 3
"""A page may take this part of all the seconds."""
_MEMORY = 2 << 30
"""Bytes that a page may take."""
_LOOK = 0.05
"""Seconds between two looks at the process."""
_SCALE = 200 / 72
"""As large as pages are drawn for recognition."""
_LONGEST = 4200


def undrawn(data: bytes, pages: Sequence[int], options: Options) -> set[int]:
    """The pages, counted from 0, that cannot be drawn within `Options.trial_seconds` of processor time.

    A page may take a third of them, so that one hostile page does not cost the others.
    """
    left, open_pages, failed = options.trial_seconds, list(pages), set[int]()
    while open_pages and left > 0.01:
        done, taken = _some(data, open_pages, left, options)
        open_pages, left = open_pages[done:], left - taken
        failed.update(open_pages[:1])
        open_pages = open_pages[1:]
    return failed | set(open_pages)


def _some(data: bytes, pages: list[int], left: float, options: Options) -> tuple[int, float]:
    """How many pages were drawn in one process until it failed on one, and the seconds it took."""
    code = f"import sys; sys.path[:] = {sys.path!r}; from policyparse.reading.trial import main; main()"
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen([sys.executable, "-c", code], stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    except (OSError, TypeError):  # Python runs within a program that is not Python: nothing can be tried
        return 0, left
    assert process.stdin is not None and process.stdout is not None
    told: SimpleQueue[bool] = SimpleQueue()
    task = {"pages": pages, "draw": options.ocr != "none", "password": options.password, "seconds": left}
    threads = (
        Thread(target=_give, args=(process.stdin, json.dumps(task).encode() + b"\n" + data), daemon=True),
        Thread(target=_hear, args=(process.stdout, told), daemon=True),
    )
    for thread in threads:
        thread.start()
    try:
        return _watched(process, told, left, options.trial_seconds / _SHARE)
    finally:
        process.kill()
        process.wait()
        for thread in threads:
            thread.join()
        process.stdout.close()


def _watched(process: subprocess.Popen[bytes], told: SimpleQueue[bool], left: float, each: float) -> tuple[int, float]:
    done, begun, taken = -1, 0.0, 0.0  # the first that is told is that the file is open
    while True:
        with suppress(Empty):
            if not told.get(timeout=_LOOK):
                return max(done, 0), taken
            done, begun = done + 1, taken
        try:
            seen = psutil.Process(process.pid)
            used, held = sum(seen.cpu_times()[:2]), seen.memory_info().rss
        except psutil.Error:
            continue  # it has ended: what it told is still to be heard
        taken = max(taken, used)
        if taken > left or taken - begun > each or held > _MEMORY:
            return max(done, 0), taken


def _give(stdin: IO[bytes], data: bytes) -> None:
    with suppress(OSError), stdin:
        stdin.write(data)


def _hear(stdout: IO[bytes], told: SimpleQueue[bool]) -> None:
    for _ in stdout:
        told.put(True)
    told.put(False)


def main() -> None:
    """Draw what stdin asks for."""
    import pypdfium2 as pdfium

    task = json.loads(sys.stdin.buffer.readline())
    _limit(task["seconds"])
    document = pdfium.PdfDocument(sys.stdin.buffer.read(), password=task["password"])
    print(flush=True)
    for index in task["pages"]:
        with suppress(pdfium.PdfiumError):  # a broken page costs no time
            page = document[index]
            page.get_textpage().count_chars()
            if task["draw"]:
                page.render(scale=min(_SCALE, _LONGEST / max(*page.get_size(), 1)))
            page.close()
        print(flush=True)


def _limit(seconds: float) -> None:
    """Have the system end this process if nobody else does."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2,) * 2)
        resource.setrlimit(resource.RLIMIT_DATA, (2 * _MEMORY,) * 2)
