"""OCR beside RapidOCR as installed: the same pages in the same process, one after the other.

    ocr.py compare FOLDER… [--every N] [--tesseract]     how well and how fast
    ocr.py confidence FOLDER… [--every N]                how often lines of much and of little confidence are wrong
    ocr.py memory FILE.pdf [--pages 300]                 a long scan made of a short one's pages: memory as it is read

A folder holds scans, NAME.pdf, with their truth, NAME.truth.json: each page's lines in reading order, each with `text`
and `label`. Compared is what is left after NFKC without white space, the page's number left out. A line is exact if it
stands in the page's text letter by letter. Times are of recognition alone, from pixels to lines, with two threads.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from rapidfuzz.distance import Levenshtein

from policyparse.ocr.engine import engine
from policyparse.ocr.page import recognise_sheet
from policyparse.reading.sheets import Sheet

THREADS = 2
DPI = 200
BANDS = (0.0, 0.8, 0.95, 0.99)
"""Confidences are counted from each of these to the next."""
_SAME = str.maketrans({"—": "-", "–": "-", "―": "-", "“": '"', "”": '"', "‘": "'", "’": "'"})

Reader = Callable[[Any], list[str]]


def plain(text: str) -> str:
    """A text as it is compared."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).translate(_SAME)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's pixels, its lines and its number as printed."""

    pixels: Any
    lines: list[tuple[str, str]]
    number: str


@dataclass(slots=True)
class Tally:
    """What was counted of one reader."""

    wall: float = 0.0
    cpu: float = 0.0
    pages: int = 0
    wrong: int = 0
    characters: int = 0
    lost: int = 0
    digits: int = 0
    lines: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)

    def read(self, reader: Reader, page: Page) -> None:
        """Read a page and count."""
        wall, cpu = time.perf_counter(), time.process_time()
        read = [plain(line) for line in reader(page.pixels)]
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu
        number = re.sub(r"\D", "", page.number)
        if number and read and re.fullmatch(rf"\D{{0,3}}{number}\D{{0,3}}", read[-1]):
            del read[-1]
        want, have = plain("".join(text for _, text in page.lines)), "".join(read)
        self.pages += 1
        self.characters += len(want)
        self.digits += sum(c.isdigit() for c in want)
        for op in Levenshtein.editops(want, have):
            self.wrong += 1
            self.lost += op.tag != "insert" and want[op.src_pos].isdigit()
        for label, text in page.lines:
            self.lines[label] += 1
            self.exact[label] += plain(text) in have

    def row(self) -> str:
        """The figures in a row."""
        return (
            f"{self.pages} pages  CER {100 * self.wrong / self.characters:.2f} %  digits lost "
            f"{100 * self.lost / max(self.digits, 1):.2f} % of {self.digits}  {self.pages / self.wall:.2f} pages/s  "
            f"{self.cpu / self.pages:.2f} s of processor a page"
        )


def pages(folders: Iterable[Path], every: int) -> Iterator[Page]:
    """Every n-th page of the scans in these folders, as pixels at 200 dpi."""
    files = [file for folder in folders for file in sorted(folder.glob("*.pdf"))]
    at = 0
    for file in files:
        truth = json.loads(file.with_suffix(".truth.json").read_text(encoding="utf-8"))["pages"]
        document = pdfium.PdfDocument(file)
        for i, lines in enumerate(p["lines"] for p in truth):
            at += 1
            if (at - 1) % every == 0:
                pixels = np.asarray(document[i].render(scale=DPI / 72).to_pil().convert("RGB"), dtype=np.uint8)
                number = "".join(x["text"] for x in lines if x["label"] == "page_number")
                yield Page(pixels, [(x["label"], x["text"]) for x in lines if x["label"] != "page_number"], number)
        document.close()


def sheet_of(pixels: Any, name: str = "rapidocr") -> Sheet:
    """A page as the library reads it."""
    sheet = Sheet(1, pixels.shape[1] * 72 / DPI, pixels.shape[0] * 72 / DPI, origin="ocr")
    recognise_sheet(sheet, pixels, engine(name, THREADS), 72 / DPI)
    return sheet


def readers(tesseract: bool) -> dict[str, Reader]:
    """Who is compared."""
    from rapidocr import RapidOCR

    installed = RapidOCR()
    out: dict[str, Reader] = {
        "policyparse": lambda pixels: [row.text for row in sheet_of(pixels).rows],
        "RapidOCR": lambda pixels: list(installed(pixels[:, :, ::-1]).txts or ()),
    }
    if tesseract:
        import pytesseract

        out["Tesseract"] = lambda pixels: pytesseract.image_to_string(pixels, lang="chi_sim").splitlines()
    return out


def compare(folders: list[Path], every: int, tesseract: bool) -> None:
    """Read each page with each reader in turn, and print what came of it; the first page is read twice, to warm up."""
    compared = readers(tesseract)
    tallies = {name: Tally() for name in compared}
    for n, page in enumerate(pages(folders, every)):
        for name, reader in compared.items():
            if n == 0:
                reader(page.pixels)
            tallies[name].read(reader, page)
    for name, tally in tallies.items():
        print(f"{name:<12} {tally.row()}")
        print(" " * 13 + "  ".join(f"{k} {100 * tally.exact[k] / n:.1f}" for k, n in sorted(tally.lines.items())))
    ours, theirs = tallies["policyparse"], tallies["RapidOCR"]
    print(
        f"times as fast as RapidOCR: {theirs.wall / ours.wall:.2f} by the clock, "
        f"{theirs.cpu / ours.cpu:.2f} by processor time"
    )


def confidence(folders: list[Path], every: int) -> None:
    """Print how many lines of each band have a wrong character, looked for in the page's true text."""
    wrong: Counter[float] = Counter()
    total: Counter[float] = Counter()
    for page in pages(folders, every):
        want = plain("".join(text for _, text in page.lines))
        for row in sheet_of(page.pixels).rows:
            text = plain(row.text)
            if row.confidence is None or not text or re.sub(r"\D", "", page.number) == re.sub(r"\D", "", text) != "":
                continue
            band = max(b for b in BANDS if row.confidence >= b)
            total[band] += 1
            wrong[band] += text not in want
    for band in BANDS:
        n = max(total[band], 1)
        print(f"from {band}: {wrong[band]} of {total[band]} lines wrong ({100 * wrong[band] / n:.1f} %)")


def memory(file: Path, count: int) -> None:
    """Read the pages of a scan over and over, as a PDF of that many pages, and print memory as it goes."""
    import io

    import psutil

    from policyparse.options import Options
    from policyparse.reading.open import read
    from policyparse.reading.sheets import PAGE_BEGUN

    short = pdfium.PdfDocument(file)
    long = pdfium.PdfDocument.new()
    while len(long) < count:
        long.import_pages(short, list(range(min(len(short), count - len(long)))))
    data = io.BytesIO()
    long.save(data)
    process = psutil.Process()

    def begun(page: int) -> None:
        if page % max(count // 10, 1) == 1:
            print(f"page {page}: {process.memory_info().rss >> 20} MB", flush=True)

    PAGE_BEGUN.set(begun)
    read(data.getvalue(), Options(ocr_threads=THREADS))
    print(f"end: {process.memory_info().rss >> 20} MB")


def main() -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("what", choices=["compare", "confidence", "memory"])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--tesseract", action="store_true")
    args = parser.parse_args()
    if args.what == "compare":
        compare(args.paths, args.every, args.tesseract)
    elif args.what == "confidence":
        confidence(args.paths, args.every)
    else:
        memory(args.paths[0], args.pages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
