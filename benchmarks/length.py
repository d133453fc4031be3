"""What longer files cost: seconds and memory for each page of 10, 100, 1,000, each file in a process of its own.

    python benchmarks/length.py              texts and PDFs with a text layer of 10, 100, 1,000 pages; scans of 10, 100
    python benchmarks/length.py pdf 10 100   PDFs of these lengths alone

Seconds are those of the processor; memory is the most that the process held. What a page takes is told beyond what a
file of one page takes, which is loading. `python benchmarks/archive.py growth --count 10000` does the same for runs.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from make_samples import FONT, Sheet
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from speed import plan

ROOT = Path(__file__).resolve().parents[1]
PER_PAGE = 530
"""Characters of a plan on a page of 22 lines."""
DPI = 200
KINDS = {"text": (10, 100, 1000), "pdf": (10, 100, 1000), "scan": (10, 100)}
CHILD = """
import sys, time, resource
import policyparse as pp
begin = time.process_time()
notice = pp.parse(sys.argv[1])
taken = time.process_time() - begin
print(taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, len(notice.source.pages), len(notice.text),
      len(notice.clauses), len(notice.targets))
"""


def make(kind: str, pages: int, folder: Path) -> Path:
    """A file of about so many pages."""
    text = plan(pages * PER_PAGE, every=6)
    path = folder / f"{kind}-{pages}.{'txt' if kind == 'text' else 'pdf'}"
    if kind == "text":
        path.write_text(text, encoding="utf-8")
        return path
    sheet = Sheet(path)
    for row in text.splitlines():
        sheet.paragraph(row)
    sheet.turn()
    sheet.canvas.save()
    if kind == "scan":
        path.write_bytes(_scanned(path.read_bytes()))
    return path


def _scanned(data: bytes) -> bytes:
    """The pages as grey images with grain."""
    grain = np.random.default_rng(8)
    images = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            pixels = page.render(scale=DPI / 72).to_numpy()[..., :1].astype(np.int16)
            pixels += grain.normal(0, 6, pixels.shape).astype(np.int16)
            packed = io.BytesIO()
            Image.fromarray(np.clip(pixels[..., 0], 0, 255).astype(np.uint8)).save(packed, "JPEG", quality=80)
            images.append(Image.open(packed))
    whole = io.BytesIO()
    images[0].save(whole, "PDF", save_all=True, append_images=images[1:], resolution=DPI)
    return whole.getvalue()


def measure(path: Path) -> tuple[float, float, list[int]]:
    """Processor seconds, MiB, and pages, characters, clauses and targets of one parse."""
    command = [sys.executable, "-c", CHILD, str(path)]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=env)
    taken, held, *counts = done.stdout.split()
    return float(taken), int(held) / 1024, [int(count) for count in counts]


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", nargs="?", choices=KINDS)
    parser.add_argument("pages", nargs="*", type=int)
    args = parser.parse_args()
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    print("| file | pages | characters | clauses | targets | seconds | ms a page | MiB | KiB a page |")
    print("|---" * 9 + "|")
    with tempfile.TemporaryDirectory(prefix="policyparse-") as name:
        folder = Path(name)
        for kind in [args.kind] if args.kind else KINDS:
            none, empty, _ = measure(make(kind, 1, folder))
            print(f"| {kind} | 1 | | | | {none:.2f} | | {empty:.0f} | |", flush=True)
            for pages in args.pages or KINDS[kind]:
                taken, held, (count, characters, clauses, targets) = measure(make(kind, pages, folder))
                count = pages if kind == "text" else count
                each, room = 1000 * (taken - none) / count, 1024 * (held - empty) / count
                print(f"| {kind} | {count:,} | {characters:,} | {clauses:,} | {targets:,} | {taken:.2f} | {each:.1f} "
                      f"| {held:.0f} | {room:.0f} |", flush=True)


if __name__ == "__main__":
    main()
