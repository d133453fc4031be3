"""Sets our own sample notices (notices.json) as a born-digital PDF and as plain text; the same bytes every time."""
from __future__ import annotations

import json
import textwrap
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
FONT = "STSong-Light"
SIZE, LEADING, PER_LINE = 16, 28, 28  # GB/T 9704-2012: 22 lines of 28 characters in 三号
LEFT, TOP, BOTTOM, WIDTH = 28 * mm, A4[1] - 37 * mm, 35 * mm, 156 * mm


class Sheet:
    """A canvas that knows how far down the page it is."""

    def __init__(self, path: Path) -> None:
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1)
        self.page = 1
        self.y = TOP

    def line(self, text: str, size: float = SIZE, align: str = "left", indent: float = 0, lead: float = 28) -> None:
        """Write one line and go down by `lead` points."""
        if self.y < BOTTOM:
            self.turn()
        self.canvas.setFont(FONT, size)
        width = pdfmetrics.stringWidth(text, FONT, size)
        x = {"left": LEFT + indent, "centre": (A4[0] - width) / 2, "right": LEFT + WIDTH - width - indent}[align]
        self.canvas.drawString(x, self.y, text)
        self.y -= lead

    def paragraph(self, text: str, indent: int = 2) -> None:
        """Write a paragraph, its first line indented by so many characters, no closing mark at a line's start."""
        room = PER_LINE - indent
        while text:
            cut = min(room, len(text))
            while cut < len(text) and text[cut] in "，。；：、）》”%":
                cut -= 1
            self.line(text[:cut], indent=(PER_LINE - room) * SIZE)
            text, room = text[cut:], PER_LINE

    def turn(self) -> None:
        """Number the page and begin the next."""
        self.canvas.setFont(FONT, 14)
        self.canvas.drawCentredString(A4[0] / 2, 25 * mm, f"— {self.page} —")
        self.canvas.showPage()
        self.page, self.y = self.page + 1, TOP

    def rule(self, red: bool = False) -> None:
        """Draw a rule across the type area."""
        self.canvas.setStrokeColorRGB(*((0.85, 0.1, 0.1) if red else (0, 0, 0)))
        self.canvas.line(LEFT, self.y + LEADING / 2, LEFT + WIDTH, self.y + LEADING / 2)


def as_pdf(notice: dict[str, Any], path: Path) -> None:
    """Set the notice with letterhead, number, red rule, title, body, signature and imprint."""
    sheet = Sheet(path)
    sheet.canvas.setTitle("".join(notice["title"]))
    sheet.canvas.setFillColorRGB(0.85, 0.1, 0.1)
    middle = sheet.y - 36 * (len(notice["letterhead"]) - 1) / 2
    for name in notice["letterhead"]:
        sheet.line(name, size=24, indent=10 * mm, lead=36)
    sheet.canvas.setFont(FONT, 30)
    sheet.canvas.drawString(LEFT + WIDTH - 62, middle, "文件")
    sheet.canvas.setFillColorRGB(0, 0, 0)
    sheet.y -= 6
    sheet.line(notice["doc_number"], align="centre")
    sheet.rule(red=True)
    sheet.y -= LEADING
    for row in notice["title"]:
        sheet.line(row, size=20, align="centre", lead=32)
    sheet.y -= LEADING / 2
    sheet.paragraph(notice["addressee"], indent=0)
    for text in notice["body"]:
        sheet.paragraph(text)
    sheet.y -= LEADING
    for name in notice["signature"]:
        sheet.line(name, align="right", indent=2 * SIZE)
    sheet.line(notice["date"], align="right", indent=4 * SIZE)
    sheet.line("（此件公开发布）", indent=2 * SIZE)
    sheet.y -= LEADING / 2
    sheet.rule()
    for row in textwrap.wrap(f"抄送：{notice['cc']}", width=30):
        sheet.line(row, size=14, indent=14)
    sheet.rule()
    sheet.canvas.drawRightString(LEFT + WIDTH - 14, sheet.y, f"{notice['print_date']}印发")
    sheet.line(notice["printer"], size=14, indent=14)
    sheet.rule()
    sheet.turn()
    sheet.canvas.save()


def as_text(notice: dict[str, Any], path: Path) -> None:
    """Write the notice as a web page prints it."""
    rows = [*notice["letterhead"], notice["doc_number"], "", *notice["title"], "", notice["addressee"]]
    rows += ["　　" + text for text in notice["body"]]
    rows += ["", *notice["signature"], notice["date"], "", f"抄送：{notice['cc']}"]
    rows.append(f"{notice['printer']}　　{notice['print_date']}印发")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8", newline="\n")


def make(out: Path) -> list[Path]:
    """Make all samples of our own in the folder `out`."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = []
    for notice in json.loads((HERE / "notices.json").read_text(encoding="utf-8")):
        path = out / notice["file"]
        (as_pdf if path.suffix == ".pdf" else as_text)(notice, path)
        made.append(path)
    return made


if __name__ == "__main__":
    for made in make(SAMPLES):
        print(made.name)
