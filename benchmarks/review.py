"""Measures the review page in headless Chromium: size, time to open, how it scrolls; and makes the README's picture.

It measures the page of the sample scan, and one of 100 pages made of it; `--picture` makes docs/img/review.png again.
"""
from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from policyparse import Notice, parse
from policyparse.views.pictures import Pictures
from policyparse.views.review.render import review_page

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "湘教财〔2022〕1号.pdf"
SIZE = {"width": 1280, "height": 800}
SHOWN = "document.querySelector('.card') && document.querySelector('.sheet img')?.complete"
SCROLL = """async () => {
  const el = document.getElementById("pages"), frames = [];
  const end = performance.now() + 6000;
  let last = performance.now();
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    frames.push(performance.now() - last);
    last = performance.now();
    el.scrollTop += el.clientHeight / 12;
  }
  frames.sort((a, b) => a - b);
  return [frames.length, frames[frames.length >> 1], frames[Math.floor(frames.length * 0.95)], el.scrollTop];
}"""


class Repeated(Pictures):
    """Pictures of a notice that has the same few pages over and over."""

    def page(self, number: int, width: int = 1600) -> Image.Image:
        """The picture of the page that this one repeats; each is made anew, as those of other pages would be."""
        few = parse_once().source
        return Pictures(few, SAMPLE).page((number - 1) % len(few.pages) + 1, width)


_PARSED: list[Notice] = []


def parse_once() -> Notice:
    """The sample scan, read."""
    if not _PARSED:
        _PARSED.append(parse(SAMPLE))
    return _PARSED[0]


def long_notice(pages: int) -> Notice:
    """A notice of so many pages: the sample's, with its records, over and over."""
    one = json.loads(parse_once().model_dump_json())
    few = len(one["source"]["pages"])
    whole = {**one, "text": "", "clauses": [], "targets": [], "paragraphs": [], "removed": [], "diagnostics": []}
    whole["source"] = {**one["source"], "pages": []}
    for k in range(-(-pages // few)):
        copy = _shifted(one, k, few * k, len(one["text"]) * k)
        whole["text"] += one["text"]
        for name in ("clauses", "targets", "paragraphs", "removed", "diagnostics"):
            whole[name] += copy[name]
        whole["source"]["pages"] += copy["source"]["pages"]
    return Notice.model_validate(whole)


def _shifted(value: Any, copy: int, pages: int, characters: int) -> Any:
    """JSON of a notice as it would be of a later copy in the same file."""
    if isinstance(value, list):
        return [_shifted(x, copy, pages, characters) for x in value]
    if not isinstance(value, dict):
        return value
    out = {key: _shifted(x, copy, pages, characters) for key, x in value.items()}
    for key in ("start", "end"):
        if key in out:
            out[key] += characters
    for key in ("page", "number"):
        if isinstance(out.get(key), int):
            out[key] += pages
    for key in ("id", "parent_id", "clause_id", "duplicate_of", "path"):
        if out.get(key):
            out[key] = f"{copy + 1}:{out[key]}" if key == "path" else f"{out[key]}x{copy}"
    return out


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()


def measure(started: Any, notice: Notice, pictures: Pictures, folder: Path) -> None:
    """Write a page and print its figures."""
    path = folder / "page.html"
    began = time.perf_counter()
    path.write_text("".join(review_page(notice, pictures)), encoding="utf-8")
    written = time.perf_counter() - began
    page = started.new_page(viewport=SIZE)
    opened = []
    for _ in range(5):
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        while not page.evaluate(SHOWN):
            page.wait_for_timeout(10)
        opened.append(time.perf_counter() - began)
    page.wait_for_load_state("load")
    frames, median, slow, end = page.evaluate(SCROLL)
    heap = page.evaluate("performance.memory.usedJSHeapSize")
    page.close()
    size = path.stat().st_size / 1e6
    print(
        f"{len(notice.source.pages)} pages, {len(notice.targets)} targets: {size:.1f} MB, written in {written:.1f} s; "
        f"first page and records seen after {sorted(opened)[2]:.2f} s (median of 5); "
        f"{frames} frames in 6 s of scrolling ({end:,.0f} px), median {median:.0f} ms, 95th {slow:.0f} ms; "
        f"heap {heap / 1e6:.0f} MB"
    )


def picture(started: Any, folder: Path) -> None:
    """The page of the sample scan with a target selected, and removed items switched on."""
    path, shot = folder / "page.html", folder / "review.png"
    path.write_text("".join(review_page(parse_once(), Pictures(parse_once().source, SAMPLE))), encoding="utf-8")
    page = started.new_page(viewport=SIZE, color_scheme="light")
    page.goto(path.as_uri())
    page.press("body", "2")
    page.press("body", "6")
    page.locator(".card.target", has_text="10 所").first.click()
    page.keyboard.press("a")
    page.keyboard.press("k")
    page.wait_for_timeout(1500)  # the scrolling is smooth
    page.evaluate("Promise.all([...document.querySelectorAll('.sheet img')].map((image) => image.decode()))")
    page.wait_for_timeout(500)
    page.screenshot(path=shot)
    out = ROOT / "docs" / "img" / "review.png"
    picture = Image.open(shot).convert("RGB")
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
    few.save(out, optimize=True)
    print(f"{out.relative_to(ROOT)}: {out.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Measure, or make the picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=100)
    parser.add_argument("--picture", action="store_true")
    args = parser.parse_args()
    with browser() as started, tempfile.TemporaryDirectory() as folder:
        if args.picture:
            picture(started, Path(folder))
            return
        measure(started, parse_once(), Pictures(parse_once().source, SAMPLE), Path(folder))
        notice = long_notice(args.pages)
        measure(started, notice, Repeated(notice.source, SAMPLE), Path(folder))


if __name__ == "__main__":
    main()
