"""Parses files and texts gone wrong at random, for so many minutes each; ends with 1 where one crashes, hangs or grows.

    fuzz.py                     every kind of file and the text steps, a minute each
    fuzz.py --minutes 10 pdf    PDF alone, for ten minutes

What is at work is kept in FOLDER/KIND.input, so that it is there after a hang or a crash of the process; what fails
is kept as FOLDER/KIND-N.failed.
"""

from __future__ import annotations

import argparse
import faulthandler
import sys
import time
from pathlib import Path

import psutil
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from fuzzing import FILES, outcome, reading_alike, sentences, texts

HANG = 10.0
"""Seconds of processor time that no small file may take; after six times as many on the clock the process is ended."""
GROWTH = 100 * 1024 * 1024
"""Bytes by which the process may grow after its first round."""
_ROUND = 50


class Run:
    """One kind, for as long as is asked."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.done = self.failed = 0
        self.slowest = 0.0
        self.ends: dict[str, int] = {}

    def one(self, source: bytes | str) -> None:
        """Parse one; note how it ends."""
        data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
        (self.folder / f"{self.kind}.input").write_bytes(data)
        faulthandler.dump_traceback_later(6 * HANG, exit=True)
        start = time.process_time()
        try:
            end = outcome(source, self.kind)
        except Exception as e:  # what fuzzing looks for: kept and told
            end = f"{type(e).__name__}: {e}"[:120]
            self.failed += 1
            if end not in self.ends:
                (self.folder / f"{self.kind}-{self.failed}.failed").write_bytes(data)
                print(f"{self.kind}: {end}", file=sys.stderr, flush=True)
        taken = time.process_time() - start
        faulthandler.cancel_dump_traceback_later()
        if taken > HANG:
            self.failed += 1
            (self.folder / f"{self.kind}-{self.failed}.failed").write_bytes(data)
            print(f"{self.kind}: {taken:.0f} s", file=sys.stderr, flush=True)
        self.done += 1
        self.slowest = max(self.slowest, taken)
        self.ends[end] = self.ends.get(end, 0) + 1


def fuzz(kind: str, strategy: st.SearchStrategy[bytes] | st.SearchStrategy[str], minutes: float, folder: Path) -> int:
    """Fuzz one kind; the number of failures."""
    run = Run(kind, folder)
    begun, size, number = time.monotonic(), 0, int(time.time())
    while time.monotonic() - begun < 60 * minutes:
        number += 1

        @seed(number)
        @settings(max_examples=_ROUND, database=None, deadline=None, derandomize=False,
                  phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(strategy)
        def some(source: bytes | str) -> None:
            run.one(source)

        some()
        size = size or psutil.Process().memory_info().rss
    grown = psutil.Process().memory_info().rss - size
    if grown > GROWTH:
        run.failed += 1
        print(f"{kind}: grew by {grown // 1024**2} MiB", file=sys.stderr)
    ends = ", ".join(f"{end} {count:,}" for end, count in sorted(run.ends.items()))
    print(f"{kind}: {run.done:,} in {minutes:g} min, {run.failed} failed, slowest {run.slowest:.1f} s, "
          f"grown {grown / 1024**2:.0f} MiB; {ends}", flush=True)
    return run.failed


def main() -> int:
    """Fuzz what is asked for."""
    kinds: dict[str, st.SearchStrategy[bytes] | st.SearchStrategy[str]] = {
        **FILES, "steps": texts, "sentences": sentences,
    }
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", choices=[*kinds, []], help="which (default: all)")
    parser.add_argument("--minutes", type=float, default=1.0, help="for each kind (default 1)")
    parser.add_argument("--folder", type=Path, default=Path("fuzz"), help="where failures are kept (default fuzz/)")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    with reading_alike():
        failed = [fuzz(kind, kinds[kind], args.minutes, args.folder) for kind in args.kinds or kinds]
    return int(any(failed))


if __name__ == "__main__":
    sys.exit(main())
