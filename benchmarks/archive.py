"""Measures runs over many notices of our own making: how fast, how much memory, and whether each one is accounted for.

    python benchmarks/archive.py text      1,000 short notices, 20 broken files among them
    python benchmarks/archive.py scaling   one worker on one core, and two on two, on text and on scans
    python benchmarks/archive.py growth    10, 100, 1,000 … notices
    python benchmarks/archive.py soak      3,000 notices: text of all lengths, PDFs, some scans

Scans are set with whatever Chinese font the system has. What else the machine does tells on the seconds, much less on
the CPU seconds.
"""
from __future__ import annotations

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import psutil
import pyarrow.dataset as ds
import pypdfium2
from make_samples import FONT, Sheet
from PIL import Image, ImageFilter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from clean_notices import Clean, clean_notice  # noqa: E402

SHORT = range(600, 2000)
"""Characters of a short notice, about one to three pages."""
DPI = 200
STRETCH = 300
"""Documents of a mixed run whose workers' memory is told together."""
MIB = 2**20


def notices(lengths: range) -> Iterator[Clean]:
    """Notices of these lengths, without end; always the same."""
    seed = 0
    while True:
        notice = clean_notice(seed)
        if len(text_of(notice)) in lengths:
            yield notice
        seed += 1


def text_of(notice: Clean) -> str:
    """A notice as text."""
    return "".join(row.text + "\n" for row in notice.rows)


def pdf_of(notice: Clean, path: Path) -> None:
    """Set a notice as a PDF with a text layer."""
    sheet = Sheet(path)
    for row in notice.rows:
        if row.kind in ("head", "title") and len(row.text) <= 26:
            sheet.line(row.text, align="centre")
        else:
            sheet.paragraph(row.text, indent=0 if row.kind == "head" else 2)
    sheet.turn()
    sheet.canvas.save()


def scan_of(notice: Clean, path: Path, chance: np.random.Generator) -> None:
    """Set a notice and make images of its pages: grey, a little unsharp, with grain."""
    pdf_of(notice, path)
    pages = []
    with pypdfium2.PdfDocument(path.read_bytes()) as document:
        for page in document:
            image = page.render(scale=DPI / 72).to_pil().convert("L").filter(ImageFilter.GaussianBlur(0.6))
            grain = np.asarray(image, dtype=np.int16) + chance.normal(0, 6, image.size[::-1]).astype(np.int16)
            pages.append(Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)))
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=DPI, quality=80)


def broken(number: int, chance: random.Random) -> tuple[str, bytes]:
    """The suffix and bytes of a file that cannot be read; each of ten kinds in turn."""
    noise = chance.randbytes(3000)
    picture = io.BytesIO()
    Image.new("L", (600, 800), 255).save(picture, "PNG")
    kinds = (
        ("txt", b""), ("txt", b"\n \n\xe3\x80\x80\n"), ("pdf", b"%PDF-1.4\n"), ("pdf", b"%PDF-1.7\n" + noise),
        ("pdf", noise), ("docx", b"PK\x03\x04" + noise), ("png", picture.getvalue()[:200]),
        ("jpg", b"\xff\xd8\xff\xe0" + noise[:50]), ("ofd", b"PK\x05\x06" + bytes(18)), ("bin", noise),
    )
    suffix, data = kinds[number % len(kinds)]
    return suffix, data + (b"\n" * (number // len(kinds)) if data else b"")


def make(folder: Path, text: int, lengths: range, pdf: int = 0, scans: int = 0, bad: int = 0) -> int:
    """Fill a folder with notices, kinds mixed; how many characters they have."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    folder.mkdir(parents=True)
    chance, grain = random.Random(8), np.random.default_rng(8)
    kinds = ["txt"] * text + ["pdf"] * pdf + ["scan"] * scans + ["bad"] * bad
    chance.shuffle(kinds)
    source, short, characters, done = notices(lengths), notices(SHORT), 0, Counter[str]()
    for n, kind in enumerate(kinds):
        done[kind] += 1
        if kind == "bad":
            suffix, data = broken(done[kind] - 1, chance)
            (folder / f"{n:05}-broken.{suffix}").write_bytes(data)
            continue
        notice = next(short if kind == "scan" else source)
        characters += len(text_of(notice))
        if kind == "txt":
            (folder / f"{n:05}.txt").write_text(text_of(notice), encoding="utf-8")
        elif kind == "pdf":
            pdf_of(notice, folder / f"{n:05}.pdf")
        else:
            scan_of(notice, folder / f"{n:05}-scan.pdf", grain)
    return characters


@dataclass
class Measured:
    """What a run took.

    Attributes:
        seconds: From the first document begun to the last done: without the start of the command.
        whole: From the start of the command to its end.
        cpu: Seconds of CPU, of all its processes.
        memory: Of a worker, in MiB, one a document, in the order in which they were done.
        leader: The most memory of the process that leads the run, in MiB.
        leader_cpu: Its own seconds of CPU.
        events: What it told of each document.
    """

    seconds: float
    whole: float
    cpu: float
    memory: list[float]
    leader: float
    leader_cpu: float
    events: list[dict[str, Any]]

    def __str__(self) -> str:
        count, held = len(self.events), self.memory
        flat = f", second hundred {np.mean(held[100:200]):.0f}, last {np.mean(held[-100:]):.0f}" if count >= 300 else ""
        return (
            f"{count} documents in {self.seconds:.1f} s: {count / self.seconds:.1f}/s; "
            f"whole command {self.whole:.1f} s, {1000 * self.cpu / count:.1f} ms CPU each; "
            f"a worker's memory at most {max(held, default=0):.0f} MiB{flat}; "
            f"the leading process {self.leader:.0f} MiB, {1000 * self.leader_cpu / count:.2f} ms CPU each"
        )


def run(source: Path, out: Path, workers: int, cores: int | None = None) -> Measured:
    """Run `policyparse batch`, on so many cores, and measure it."""
    command = [sys.executable, "-m", "policyparse.cli", "batch", str(source), "-o", str(out), "--progress", "json"]
    env = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    began = time.time()
    if cores:
        command = ["taskset", "-c", f"0-{cores - 1}", *command]
    process = subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.PIPE, text=True, env=env)
    held, own = [0.0], [0.0]

    def watch() -> None:
        leader = psutil.Process(process.pid)
        while process.returncode is None:
            try:
                held.append(leader.memory_info().rss / MIB)
                own.append(sum(leader.cpu_times()[:2]))
            except psutil.Error:
                return
            time.sleep(0.1)

    Thread(target=watch, daemon=True).start()
    assert process.stderr is not None
    lines = process.stderr.read().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    ended, process.returncode = time.time(), os.waitstatus_to_exitcode(status)
    events = [json.loads(line) for line in lines if line.startswith("{")]
    if process.returncode not in (0, 1) or not events:
        raise SystemExit("\n".join(lines[-20:]))
    told = [event for event in events if event["event"] == "document"]
    first = told[0]["time"] - told[0]["seconds"]
    memory = [event["memory"] / MIB for event in told if event["memory"]]
    seconds = told[-1]["time"] - first
    return Measured(seconds, ended - began, usage.ru_utime + usage.ru_stime, memory, max(held), max(own), told)


def accounted(source: Path, out: Path) -> str:
    """Whether each file has its row, and each one that was read its notice; what failed with which code."""
    documents = ds.dataset(out / "parts" / "documents").to_table().to_pylist()
    records = ds.dataset(out / "parts" / "records").to_table(columns=["document"])["document"].to_pylist()
    files = sorted(path.name for path in source.iterdir())
    assert sorted(row["document"] for row in documents) == files, "a document is missing or stands twice"
    assert sorted(records) == sorted(row["document"] for row in documents if row["status"] == "ok")
    codes = Counter(row["code"] or row["status"] for row in documents)
    good = [row for row in documents if row["status"] == "failed" and "broken" not in row["document"]]
    wrong = "".join(f"\n  {row['document']}: {row['code']}: {row['message']}" for row in good)
    told = ", ".join(f"{count} {code}" for code, count in sorted(codes.items()))
    return f"all {len(files)} accounted for: {told}; {len(good)} sound ones failed{wrong}"


def text(folder: Path, count: int, workers: int) -> None:
    """Short notices with broken files among them."""
    for name, lengths in (("short", SHORT), ("all lengths", range(1 << 30))):
        source, out = folder / name, folder / f"{name}.run"
        bad = count // 50
        characters = make(source, count - bad, lengths, bad=bad)
        measured = run(source, out, workers)
        print(f"{name}, {characters / (count - bad):.0f} characters each, {workers} workers: {measured}")
        print(f"  {accounted(source, out)}", flush=True)


def scaling(folder: Path, count: int, workers: int) -> None:
    """One worker on one core and several on as many, in turn, twice; the better of each counts: others only disturb."""
    sets = {"text": (count, 0), "scans": (0, max(4, count // 50))}
    for name, (texts, scans) in sets.items():
        make(folder / name, texts, SHORT, scans=scans)
        took: dict[int, list[Measured]] = {1: [], workers: []}
        for turn in range(2):
            for n, measured in took.items():
                measured.append(run(folder / name, folder / f"{name}.{n}.{turn}", n, cores=n))
        best = {n: min(measured, key=lambda m: m.seconds) for n, measured in took.items()}
        for n, measured in best.items():
            print(f"{name}, {n} workers: {measured}")
        print(f"{name}: {workers} workers are {best[1].seconds / best[workers].seconds:.2f} times as fast as one")
        if name == "scans":
            pages = sum(len(pypdfium2.PdfDocument(path)) for path in (folder / name).iterdir())
            print(f"{name}: {pages} pages, {best[workers].cpu / pages:.2f} s CPU a page")


def growth(folder: Path, count: int, workers: int) -> None:
    """Ten times as many notices, again and again; and each run once more, when all is done already."""
    n = 10
    while n <= count:
        make(folder / f"{n}", n, SHORT)
        print(run(folder / f"{n}", folder / f"{n}.run", workers))
        size = sum(path.stat().st_size for path in (folder / f"{n}.run").rglob("*.parquet"))
        print(f"  {size / n / 1024:.1f} KiB of tables each")
        print(f"  again: {run(folder / f'{n}', folder / f'{n}.run', workers)}", flush=True)
        n *= 10


def soak(folder: Path, count: int, workers: int) -> None:
    """Notices of all lengths and kinds in one run."""
    scans, bad = count // 150, count // 50
    pdf = count // 12
    make(folder / "in", count - pdf - scans - bad, range(1 << 30), pdf, scans, bad)
    measured = run(folder / "in", folder / "run", workers)
    print(measured)
    print(accounted(folder / "in", folder / "run"))
    held = measured.memory
    for at in range(0, len(held), STRETCH):
        some = held[at : at + STRETCH]
        print(f"  memory, from the {at + 1}th: {min(some):.0f} to {max(some):.0f} MiB, {np.mean(some):.0f} on average")
    took: dict[str, list[float]] = {}
    for event in measured.events:
        took.setdefault(event["document"].lstrip("0123456789"), []).append(event["seconds"])
    for kind, seconds in took.items():
        print(f"  {kind}: {len(seconds)}, {np.mean(seconds):.2f} s each, at most {max(seconds):.2f} s")


MEASURES = {"text": (text, 1000), "scaling": (scaling, 400), "growth": (growth, 1000), "soak": (soak, 3000)}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("--count", type=int, help="notices")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    measure, count = MEASURES[args.what]
    with tempfile.TemporaryDirectory(prefix="policyparse-") as folder:
        measure(Path(folder), args.count or count, args.workers)


if __name__ == "__main__":
    main()
