"""Makes the pictures of the documentation's pages on the steps: what each step has in hand, from the samples.

Drawings are SVG with the reader's own fonts, page images PNG of few colours. What is shown is what the code gives: the
spans, boxes and removed items of the records, the pixels and boxes that pass between the steps of recognition.
"""
from __future__ import annotations

import html
from itertools import groupby
from math import cos, pi, sin
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from rich.cells import cell_len as terminal_len

from policyparse import Notice, Target, parse
from policyparse.ocr.engine import Recognised, engine
from policyparse.ocr.level import levelling
from policyparse.ocr.order import Piece, lines
from policyparse.ocr.page import _hull
from policyparse.ocr.unseal import unseal
from policyparse.records import Removed, Span

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "img"
TORN = ROOT / "samples" / "湘教财〔2022〕1号.txt"
PDF = ROOT / "samples" / "样例-川教〔2024〕15号.pdf"
SIZE = 16  # of a Chinese character, in pixels
FONTS = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif"
INK, SOFT, LINE, PAPER = "#23211e", "#6d6961", "#e0dcd4", "#fbfaf8"
HUES = ["#b3392f", "#3d6ea8", "#2f8068", "#b7791f", "#7d59a6", "#1f7f8c", "#8a5a3c", "#6b7a1f"]


def is_wide(c: str) -> bool:
    """Whether a character is as wide as high; Chinese fonts print quotation marks and numbers in circles so, too."""
    return terminal_len(c) > 1 or c in "“”‘’…—·" or "①" <= c <= "⑳"


def cell_len(words: str) -> int:
    """How many half-widths words take."""
    return sum(2 if is_wide(c) else 1 for c in words)


class Drawing:
    """An SVG in which a Chinese character is as wide as two Latin ones, whatever font the reader has."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.height = 0.0
        self.parts: list[str] = []

    def text(self, x: float, y: float, words: str, fill: str = INK, size: float = SIZE, extra: str = "") -> float:
        """Write words with their baseline at `y`, and give back where they end."""
        for wide, run in groupby(words, key=is_wide):
            chars = "".join(run)
            bare = chars.strip()  # blanks at either end are not drawn, but take their room
            at, length = x + (len(chars) - len(chars.lstrip())) * size / 2, cell_len(bare) * size / 2
            if bare:
                shape = f'textLength="{length:.1f}" lengthAdjust="spacingAndGlyphs" fill="{fill}" {extra}'
                place = f'x="{at:.1f}" y="{y:.1f}" font-size="{size if wide else size * 0.92:.1f}"'
                self.parts.append(f"<text {place} {shape}>{html.escape(bare)}</text>")
            x += cell_len(chars) * size / 2
        self.height = max(self.height, y + size)
        return x

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, opacity: float = 1, extra: str = ""
    ) -> None:
        """Draw a box with round corners."""
        self.parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="3" fill="{fill}" '
            f'fill-opacity="{opacity}" {extra}/>'
        )
        self.height = max(self.height, y + height)

    def line(self, points: list[tuple[float, float]], stroke: str, extra: str = "") -> None:
        """Draw a line through points; with four a curve."""
        (x, y), *rest = points
        path = f"M{x:.1f} {y:.1f} " + ("C" if len(rest) == 3 else "L") + " ".join(f"{a:.1f} {b:.1f}" for a, b in rest)
        self.parts.append(f'<path d="{path}" fill="none" stroke="{stroke}" {extra}/>')

    def save(self, name: str) -> None:
        """Write it into the documentation's folder."""
        size = f'viewBox="0 0 {self.width:g} {self.height + 10:g}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONTS}">'
        ground = f'<rect width="100%" height="100%" rx="8" fill="{PAPER}"/>'
        text = "\n".join([head, ground, *self.parts, "</svg>", ""])
        (OUT / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"docs/img/{name}: {len(text.encode()) / 1000:.0f} kB")


def wide(words: str, size: float = SIZE) -> float:
    """How wide words are drawn."""
    return cell_len(words) * size / 2


def letterhead() -> None:
    """The torn head as it was read, each fragment in the colour of the body that it was given to."""
    notice = parse(TORN)
    bodies = notice.header.issuers
    pieces = sorted((s.start, s.end, n) for n, body in enumerate(bodies) for s in body.spans)
    drawing = Drawing(760)
    drawing.text(40, 34, "读到的 as it was read", SOFT, 13)
    drawing.text(500, 34, "发文机关 the issuers", SOFT, 13)
    y = 66.0
    starts: dict[int, list[tuple[float, float]]] = {}
    at = 0
    for row in notice.text[: notice.header.document_number.spans[0].start].splitlines(keepends=True):
        words = row.rstrip()
        if words:
            drawing_row(drawing, 40, y, at, words, pieces, starts)
            y += 27
        at += len(row)
    for n, body in enumerate(bodies):
        top = 66 + n * (y - 93) / max(len(bodies) - 1, 1)
        drawing.text(500, top, body.name, HUES[n], extra='font-weight="600"')
        for x, middle in starts[n]:
            curve = [(x + 6, middle), (x + 120, middle), (380, top - 6), (492, top - 6)]
            drawing.line(curve, HUES[n], 'stroke-width="1.6" stroke-opacity="0.7"')
    drawing.save("letterhead.svg")


def drawing_row(
    drawing: Drawing, left: float, y: float, at: int, words: str, pieces: list[tuple[int, int, int]],
    starts: dict[int, list[tuple[float, float]]],
) -> None:
    """A row of the text with its pieces tinted; where the row ends is noted by the number of each."""
    x = left
    for start, end, n in pieces:
        if at <= start < at + len(words):
            x0 = left + wide(words[: start - at])
            length = wide(words[start - at : end - at])
            drawing.box(x0 - 1, y - SIZE + 1, length + 2, SIZE + 5, HUES[n], 0.16)
            starts.setdefault(n, []).append((left + wide(words), y - 6))
    for i, c in enumerate(words):
        of = next((n for start, end, n in pieces if start <= at + i < end), None)
        x = drawing.text(x, y, c, SOFT if of is None else HUES[of])


def clauses() -> None:
    """The clause tree of the torn notice; what was removed stands struck out where it was read."""
    notice = parse(TORN)
    drawing = Drawing(900)
    rows: list[tuple[int, int, str, str, Removed | None]]
    rows = [(c.spans[0].start, c.level, c.label, c.heading, None) for c in notice.clauses]
    copies = [r for r in notice.removed if r.reason == "duplicate"]
    shown = [*copies[:2], copies[-1]]
    rows += [(r.spans[0].start, 4, "", r.text, r) for r in shown + [r for r in notice.removed if r.reason == "noise"]]
    odd = {s.start: d for d in notice.diagnostics if d.code in ("PP204", "PP209", "PP207") for s in d.spans[:1]}
    y = 34.0
    after = shown[1].spans[0].start
    for start, level, label, heading, removed in sorted(rows, key=lambda r: r[0]):
        x = 30 + 26.0 * (level - 1)
        if removed is None:
            x = drawing.text(x, y, label, HUES[1], extra='font-weight="600"')
            drawing.text(x + 10, y, heading if len(heading) < 24 else heading[:23] + "…")
        else:
            words = heading[:20] + "…" if len(heading) > 20 else heading
            end = drawing.text(x, y, words, "#a39e94", 15)
            drawing.line([(x - 2, y - 5), (end + 2, y - 5)], HUES[0], 'stroke-width="1.3" stroke-opacity="0.7"')
            why = f"= {notice.clauses[removed.duplicate_of].path}" if removed.duplicate_of else "杂讯 noise"
            drawing.text(end + 12, y, why, HUES[0], 13)
        if start in odd:
            drawing.text(565, y, f"{odd[start].code}  {odd[start].message}", HUES[3], 12.5)
        y += 25
        if start == after:
            drawing.text(134, y, f"… {len(copies) - len(shown)} 条相同 more of the same", "#a39e94", 13)
            y += 25
    drawing.save("clauses.svg")


def targets() -> None:
    """A clause with the evidence of one target marked, and what each mark became."""
    notice = parse(PDF)
    clause = notice.clauses["一/（二）"]
    target = next(t for t in clause.targets if t.object == "高水平专业群")
    drawing, room = Drawing(900), 50
    places = marks(target)
    x, y, used = 30.0, 40.0, 0
    where: dict[str, tuple[float, float]] = {}
    for offset in (i for span in clause.spans for i in range(span.start, span.end)):
        c = notice.text[offset]
        if c.isspace():
            continue
        if used + cell_len(c) > 2 * room:
            x, y, used = 30.0, y + 34, 0
        if any(s.start <= offset < s.end for s in target.evidence.spans):
            drawing.box(x, y - SIZE, wide(c), SIZE + 5, HUES[3], 0.22)
        for name, (start, end, hue) in places.items():
            if start <= offset < end:
                drawing.line([(x, y + 6), (x + wide(c), y + 6)], hue, 'stroke-width="2.5"')
                where.setdefault(name, (x + wide(notice.text[start:end]) / 2, y + 8))
        x = drawing.text(x, y, c)
        used += cell_len(c)
    record(drawing, target, places, where, y + 74)
    drawing.save("targets.svg")


def marks(target: Target) -> dict[str, tuple[int, int, str]]:
    """Where the words of a target's fields stand, and their colour."""
    assert target.quantity is not None and target.deadline is not None
    found = {"quantity": (*ends(target.quantity.spans), HUES[2]), "deadline": (*ends(target.deadline.spans), HUES[0])}
    return found | {f"bodies[{n}]": (*ends(body.spans), HUES[1]) for n, body in enumerate(target.bodies)}


def ends(spans: Any) -> tuple[int, int]:
    """The first and the last offset."""
    return spans[0].start, spans[-1].end


def record(
    drawing: Drawing, target: Target, places: dict[str, tuple[int, int, str]], where: dict[str, tuple[float, float]],
    top: float,
) -> None:
    """A target's fields as cells below its sentence, each under a line from its words."""
    quantity, deadline = target.quantity, target.deadline
    assert quantity is not None and deadline is not None
    cells = [
        ("kind", target.kind, ""), ("action", target.action or "", ""), ("object", target.object or "", ""),
        ("quantity", f"{quantity.comparator} {quantity.value} {quantity.unit}", "quantity"),
        ("deadline", f"{deadline.date}", "deadline"),
        *((f"bodies · {body.role}", body.name, f"bodies[{n}]") for n, body in enumerate(target.bodies)),
    ]
    aim = {key: where[key][0] if key else 450.0 for _, _, key in cells}
    cells.sort(key=lambda cell: aim[cell[2]])  # no line crosses another
    x = 30.0
    gap = (840 - sum(max(wide(a, 12), wide(b, 15)) + 20 for a, b, _ in cells)) / (len(cells) - 1)
    for name, value, key in cells:
        width = max(wide(name, 12), wide(value, 15)) + 20
        hue = places[key][2] if key else SOFT
        drawing.box(x, top, width, 50, "#fff", 1, f'stroke="{hue}"')
        drawing.text(x + 10, top + 18, name, SOFT, 12)
        drawing.text(x + 10, top + 39, value, hue if key else INK, 15)
        if key:
            (a, b), c = where[key], x + width / 2
            curve = [(a, b), (a, top - 24), (c, b + 40), (c, top)]
            drawing.line(curve, hue, 'stroke-width="1.5" stroke-opacity="0.75"')
        x += width + gap


ROLES = {
    "letterhead": 0, "number": 3, "title": 4, "addressee": 5, "preamble": 2, "clause": 1, "signature": 6, "date": 3,
    "note": 2, "cc": 5, "imprint": 7,
}


def reading() -> None:
    """Two pages: the lines that were read, numbered; and the paragraphs they make, by what they are."""
    notice = parse(PDF)
    first, last = (notice.pages[n].show(width=560) for n in (1, len(notice.pages)))
    panels = []
    for picture, number, label in ((first, 1, True), (first, 1, False), (last, len(notice.pages), False)):
        panels.append(page_panel(notice, picture, number, numbered=label))
    sheet = Image.new("RGB", (sum(p.width for p in panels) + 40, panels[0].height + 44), "white")
    x, draw = 600.0, ImageDraw.Draw(sheet)
    for role, n in ROLES.items():
        end = x + draw.textlength(role, font_size=17)
        draw.rectangle((x - 4, sheet.height - 30, end + 4, sheet.height - 6), tint(HUES[n]))
        draw.text((x, sheet.height - 28), role, "#23211e", font_size=17)
        x = end + 22
    for n, panel in enumerate(panels):
        sheet.paste(panel, (n * (panel.width + 20), 0))
    save_png(sheet, "reading.png")


def tint(hue: str) -> tuple[int, ...]:
    """A colour as it looks where it is laid over white."""
    return tuple(255 - (255 - int(hue[i : i + 2], 16)) * 56 // 255 for i in (1, 3, 5))


def page_panel(notice: Notice, picture: Image.Image, number: int, numbered: bool) -> Image.Image:
    """A page with its lines numbered, or with its paragraphs coloured by their role."""
    info = notice.source.pages[number - 1]
    scale = picture.width / (info.width or 1)
    over = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(over)
    stretches: list[tuple[str, Span]] = [(p.role, s) for p in notice.paragraphs for s in p.spans]
    stretches += [("", s) for r in notice.removed for s in r.spans]
    boxes = [(s.start, i, role, r) for role, s in stretches for i, r in enumerate(s.regions or ())]
    here = sorted((start, i, role, r.bbox) for start, i, role, r in boxes if r.page == number)
    for n, (_, _, role, box) in enumerate(here, 1):
        x0, y0, x1, y1 = (v * scale for v in box)
        hue = HUES[1] if numbered else HUES[ROLES[role]] if role else "#85807a"
        colour = tuple(int(hue[i : i + 2], 16) for i in (1, 3, 5))
        fill, line = (24, 255) if numbered else (56, 0)
        draw.rectangle((x0 - 2, y0 - 1, x1 + 2, y1 + 1), (*colour, fill), (*colour, line))
        if numbered:
            draw.text((x0 - 20, y0 + 1), str(n), (*colour, 255), font_size=13)
        elif not role:
            draw.line((x0 - 4, (y0 + y1) / 2, x1 + 4, (y0 + y1) / 2), (179, 57, 47, 255), 1)
    framed = Image.alpha_composite(picture.convert("RGBA"), over).convert("RGB")
    ImageDraw.Draw(framed).rectangle((0, 0, framed.width - 1, framed.height - 1), outline="#c9c4ba")
    return framed


def scanned() -> Image.Image:
    """The last page of the sample PDF as a scan: a red seal over its signatures, fed askew."""
    page = drawn(PDF.read_bytes(), -1)
    seal = np.asarray(drawn(seal_sheet(), 0), dtype=np.float32)
    inked = Image.fromarray((np.asarray(page, dtype=np.float32) * seal / 255).astype(np.uint8))
    rng = np.random.default_rng(1)
    turned = np.asarray(inked.rotate(-1.6, Image.Resampling.BICUBIC, fillcolor="white"), dtype=np.float32)
    dirty = turned * 0.941 + rng.normal(0, 2, turned.shape[:2])[..., None]
    return Image.fromarray(dirty.clip(0, 255).astype(np.uint8))


def drawn(data: bytes, number: int) -> Image.Image:
    """A page of a PDF at 150 dpi."""
    document = pdfium.PdfDocument(data)
    picture = document[number % len(document)].render(scale=150 / 72).to_pil().convert("RGB")
    document.close()
    return picture


def seal_sheet() -> bytes:
    """A page with nothing but a round seal where the sample is signed."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas("seal.pdf", pagesize=(595.3, 841.9), invariant=1)
    info = next(s for s in parse(PDF).footer.signatories[1].spans)
    region = (info.regions or ())[0].bbox
    canvas.translate((region[0] + region[2]) / 2, 841.9 - (region[1] + region[3]) / 2)
    canvas.setStrokeColorRGB(0.86, 0.12, 0.12)
    canvas.setFillColorRGB(0.86, 0.12, 0.12)
    canvas.setLineWidth(3)
    canvas.circle(0, 0, 59)
    star = canvas.beginPath()
    for i in range(5):
        angle = pi / 2 + i * 4 * pi / 5
        (star.moveTo if i == 0 else star.lineTo)(19 * cos(angle), 19 * sin(angle))
    star.close()
    canvas.drawPath(star, stroke=0, fill=1, fillMode=1)
    name = "四川省财政厅"
    canvas.setFont("STSong-Light", 17)
    for i, c in enumerate(name):
        canvas.saveState()
        canvas.rotate(-(i - (len(name) - 1) / 2) * 33)
        canvas.drawCentredString(0, 37, c)
        canvas.restoreState()
    return bytes(canvas.getpdfdata())


def ocr() -> None:
    """A signed page in four states: the scan, without its seal, the lines that were found, made level and numbered."""
    scan = np.ascontiguousarray(np.asarray(scanned()))
    clean, seals = unseal(scan)
    found = engine("rapidocr", 2).recognise(clean)
    level = levelling([r.quad for r in found])
    states = [Image.fromarray(scan), Image.fromarray(clean), boxed(clean, found), ordered(clean, found, level)]
    y = int(seals[0].y)
    crops = [state.crop((110, y - 284, 1110, y + 220)).resize((640, 322), Image.Resampling.LANCZOS) for state in states]
    sheet = Image.new("RGB", (1296, 660), "white")
    for n, crop in enumerate(crops):
        draw = ImageDraw.Draw(crop)
        draw.rectangle((0, 0, crop.width - 1, crop.height - 1), outline="#c9c4ba")
        draw.ellipse((14, 104, 44, 134), "#23211e")
        draw.text((29, 119), str(n + 1), "white", font_size=20, anchor="mm")
        sheet.paste(crop, (n % 2 * 656, n // 2 * 338))
    save_png(sheet, "ocr.png")


def boxed(image: Any, found: list[Recognised]) -> Image.Image:
    """The boxes of the lines as the engine found them, the surer the greener."""
    picture = Image.fromarray(image).convert("RGB")
    for r in found:
        colour = "#2f7d4f" if r.confidence > 0.95 else "#b7791f" if r.confidence > 0.8 else "#b3392f"
        ImageDraw.Draw(picture).polygon(r.quad, outline=colour, width=3)
    return picture


def ordered(image: Any, found: list[Recognised], level: Any) -> Image.Image:
    """The page made level as its boxes say, its rows numbered in reading order."""
    pieces = []
    for r in found:
        flat = _hull([level(p) for p in r.quad], 1)
        step = (flat[2] - flat[0]) / len(r.text)
        edges = tuple(flat[0] + i * step for i in range(len(r.text) + 1))
        pieces.append(Piece(r.text, flat, flat, edges, r.confidence))
    x, y = level.middle
    inverse = (1, -level.slope, level.slope * y, level.slope, 1, -level.slope * x)
    picture = Image.fromarray(image).transform(
        (image.shape[1], image.shape[0]), Image.Transform.AFFINE, inverse, Image.Resampling.BICUBIC, fillcolor="white"
    )
    draw = ImageDraw.Draw(picture)
    for n, row in enumerate(lines(pieces), 1):
        draw.rectangle(row.flat, outline="#3d6ea8", width=2)
        draw.text((row.flat[0] - 38, row.flat[1]), str(n), "#3d6ea8", font_size=26)
    return picture


def save_png(picture: Image.Image, name: str) -> None:
    """Write a picture with the greys and the colours of these drawings, each from white to black; noise falls away."""
    shades = [(g, g, g) for g in range(0, 256, 16)] + [(255, 255, 255), (240, 240, 240)]
    for hue in [*HUES, "#2f7d4f", "#db1f1f"]:
        full = [int(hue[i : i + 2], 16) for i in (1, 3, 5)]
        shades += [tuple(255 - (255 - v) * k // 8 for v in full) for k in (1, 2, 3, 4, 5, 6, 7, 8)]
        shades += [tuple(v * k // 4 for v in full) for k in (1, 2, 3)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([v for shade in shades for v in shade])
    few = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    few.save(OUT / name, optimize=True)
    print(f"docs/img/{name}: {(OUT / name).stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    letterhead()
    clauses()
    targets()
    reading()
    ocr()
