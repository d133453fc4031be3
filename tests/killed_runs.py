"""Kills a run of 200 documents at random moments, lets it go on, and compares its tables with those of an undisturbed one.

As a script it prints how many of the runs came out alike. The processes it kills are forked from one that has all
modules loaded, and their workers give out small ready-made notices, so that many kills fit into a test; `--real` has the
documents parsed in earnest.
"""
from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import time
from importlib import import_module
from pathlib import Path

from archive_factories import digests, make_archive, quick_worker


def start(archive: Path, out: Path) -> int:
    """Start the run in a process group of its own; its leader's id."""
    from policyparse.archive.run import parse_archive

    child = os.fork()
    if child == 0:
        try:
            os.setpgid(0, 0)
            parse_archive(archive, out, workers=2)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def finish(child: int) -> None:
    """Wait for a run to end well."""
    status = os.waitpid(child, 0)[1]
    assert status == 0, f"the run ended with {status}"


def kill(child: int) -> None:
    """Kill the whole process group of a run."""
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)


def alike(folder: Path, kills: int, seed: int) -> int:
    """How many of `kills` runs that were killed, and then went on, have the tables of one that was not."""
    archive = make_archive(folder / "in", *range(11, 201), **{f"same{n}_txt": f"{n % 5}" for n in range(10)})
    began = time.monotonic()
    finish(start(archive, folder / "undisturbed"))
    whole = time.monotonic() - began
    wanted = digests(folder / "undisturbed")
    assert len(wanted) > 20, "the run has one part only"
    chance, good = random.Random(seed), 0
    for _ in range(kills):
        out = folder / "killed"
        shutil.rmtree(out, ignore_errors=True)
        child = start(archive, out)
        time.sleep(chance.uniform(0, whole))
        kill(child)
        finish(start(archive, out))
        good += digests(out) == wanted and not any((out / "journal").iterdir())
    return good


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--real", action="store_true")
    args = parser.parse_args()
    for name in ("datasketch", "pyarrow.dataset", "pyarrow.parquet", "policyparse.records", "policyparse.views.frames"):
        import_module(name)  # once for all
    from policyparse.archive import plan, process

    plan.PART_DOCUMENTS = 40
    args.folder.mkdir(parents=True, exist_ok=True)
    if not args.real:
        process.COMMAND = quick_worker(args.folder)
    print(alike(args.folder, args.kills, args.seed))


if __name__ == "__main__":
    sys.exit(main())
