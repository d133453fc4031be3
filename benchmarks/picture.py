"""Makes the picture at the top of the README: what `policyparse parse` shows of the sample scan.

Rich's own SVG export gives a Chinese character the room of a Latin one; here it has that of two.
"""
from __future__ import annotations

import html
import io
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import MONOKAI

from policyparse import parse
from policyparse.views.terminal import render_notice

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "湘教财〔2022〕1号.pdf"
COLUMNS = 96
COLUMN, ROW, MARGIN = 9, 22, 16  # pixels; a Chinese character is two columns wide
SIZES = {True: 2 * COLUMN, False: 15}
FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', 'PingFang SC', 'Microsoft YaHei', monospace"


def runs(line: list[Segment]) -> Iterator[tuple[int, str, bool, Segment]]:
    """The stretches of a line that are all wide or all narrow: column, text, whether wide, and what it is part of."""
    at = 0
    for segment in line:
        for wide, characters in groupby(segment.text, key=lambda c: cell_len(c) > 1):
            text = "".join(characters)
            if text.strip():
                yield at + len(text) - len(text.lstrip()), text.strip(), wide, segment
            at += cell_len(text)


def make(out: Path) -> None:
    """Write the picture as SVG; fonts are the reader's own, nothing is fetched."""
    console = Console(width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)
    lines = console.render_lines(render_notice(parse(SAMPLE)), pad=False)
    width, height = COLUMNS * COLUMN + 2 * MARGIN, len(lines) * ROW + 2 * MARGIN
    rows = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="{FONTS}">',
        f'<rect width="{width}" height="{height}" rx="8" fill="{MONOKAI.background_color.hex}"/>',
    ]
    for number, line in enumerate(lines):
        for column, text, wide, segment in runs(line):
            style = segment.style or console.get_style("none")
            colour = style.color.get_truecolor(MONOKAI).hex if style.color else MONOKAI.foreground_color.hex
            extra = ' font-weight="bold"' if style.bold else ""
            extra += ' opacity="0.6"' if style.dim else ""
            x, y = MARGIN + column * COLUMN, MARGIN + number * ROW + 16
            length = cell_len(text) * COLUMN
            shape = f'font-size="{SIZES[wide]}" textLength="{length}" lengthAdjust="spacingAndGlyphs"'
            rows.append(f'<text x="{x}" y="{y}" {shape} fill="{colour}"{extra}>{html.escape(text)}</text>')
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join([*rows, "</svg>", ""]), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    make(ROOT / "docs" / "img" / "notice.svg")
