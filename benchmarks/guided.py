"""Fuzzing that looks for new ways through the code: atheris changes files, and keeps those that reach new lines.

    make guided KIND=pdf MINUTES=10

Seeds are the small files of the tests. What is kept is in fuzz/KIND, what fails is fuzz/KIND.failed-…; only Python code
is watched, not PDFium or lxml. Images are left to `fuzz.py`, which changes files at random and needs no more than the
tests do: watched, the code that judges a page's pixels is never done with them, and memory grows by megabytes a file.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

import atheris

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

with atheris.instrument_imports(include=["policyparse"]):
    readers = ("docx", "html", "miner", "ofd", "pdf", "text")
    for name in ("pipeline", "ocr.page", *(f"reading.{kind}" for kind in readers)):
        import_module(f"policyparse.{name}")

import hostile_pages  # noqa: E402, F401  (its files enter themselves)
import hostile_tiny  # noqa: E402, F401  (so do its)
import small_files  # noqa: E402
from fuzzing import outcome, reading_alike  # noqa: E402
from hostile_files import FILES  # noqa: E402

_LARGEST = 4_000
"""Bytes of a hostile file that is still a seed."""
_HANG = 20


def seeds(kind: str) -> list[bytes]:
    """The tests' small files of a kind, hostile ones too."""
    hostile = [data for name, make in FILES.items() if name.startswith(kind) and len(data := make()) < _LARGEST]
    return [small_files.every_kind()[kind], *hostile]


def main() -> None:
    """Fuzz one kind of file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=list(small_files.every_kind()))
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--folder", type=Path, default=Path("fuzz"), help="where files are kept (default fuzz/)")
    args = parser.parse_args()
    kept = args.folder / args.kind
    kept.mkdir(parents=True, exist_ok=True)
    for n, data in enumerate(seeds(args.kind)):
        (kept / f"seed-{n}").write_bytes(data)
    seconds = round(60 * args.minutes)
    limits = [f"-max_total_time={seconds}", f"-timeout={_HANG}", "-rss_limit_mb=4096", f"-max_len={_LARGEST}"]
    command = [sys.argv[0], str(kept), f"-artifact_prefix={kept}.failed-", "-print_final_stats=1", *limits]
    atheris.Setup(command, lambda data: outcome(data, args.kind))
    with reading_alike():
        outcome(seeds(args.kind)[0], args.kind)  # what is loaded once is no hang
        atheris.Fuzz()


if __name__ == "__main__":
    main()
