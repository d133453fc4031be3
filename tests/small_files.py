"""Small files of every kind that is read, made in memory."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], Any]
LINES = ("海州市教育局文件", "海教〔2023〕7号", "关于建设基地的通知", "各县（区）教育局：", "一、到2025年，建设20个基地。")


def pdf(*pages: Draw, **options: Any) -> bytes:
    """A PDF with one page for each function, which draws on it from the top left in 16 point."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    for draw in pages:
        canvas.setFont(FONT, 16)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def words(*rows: tuple[float, float, str]) -> Draw:
    """Text at x and y, in points from the top left."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in rows:
            canvas.drawString(x, A4[1] - y, text)

    return draw


def notice_page(canvas: Canvas) -> None:
    """A page with the lines of a small notice."""
    words(*((90, 100 + 30 * n, line) for n, line in enumerate(LINES)))(canvas)


def objects(*bodies: str | bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of where they are."""
    out = b"%PDF-1.7\n"
    places = []
    for n, body in enumerate(bodies, 1):
        places.append(len(out))
        out += f"{n} 0 obj\n".encode() + (body if isinstance(body, bytes) else body.encode()) + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}trailer\n<</Size {len(bodies) + 1}/Root {root} 0 R>>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF".encode()


def stream(data: bytes, more: str = "") -> bytes:
    """A stream object of this data, with more in its dictionary."""
    return f"<</Length {len(data)}{more}>>\nstream\n".encode() + data + b"\nendstream"


def zipped(parts: dict[str, str | bytes], prefix: str = "") -> bytes:
    """A zip container of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(prefix + name, data)
    return out.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_parts(lines: Sequence[str] = LINES) -> dict[str, str | bytes]:
    """The parts of a DOCX with these paragraphs and a table."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{cell.format(a)}{cell.format(b)}</w:tr>" for a, b in (("项目", "数量"), ("基地", "20个")))
    return {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "word/document.xml": f"<w:document xmlns:w='{WORD}'><w:body>{paragraphs}<w:tbl>{rows}</w:tbl></w:body></w:document>",
    }


OFD = "http://www.ofdspec.org/2016"


def ofd_parts(lines: Sequence[str] = LINES) -> dict[str, str | bytes]:
    """The parts of an OFD of one page with these lines."""
    objects = "".join(
        f'<ofd:TextObject ID="{n}" Boundary="28 {37 + 10 * n} 156 8" Size="5.6"><ofd:TextCode X="0" Y="5" '
        f'DeltaX="g {len(line) - 1} 5.6">{line}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(lines)
    )
    body = "<ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody>"
    page = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
    return {
        "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}">{body}</ofd:OFD>',
        "Doc/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="1.xml"/></ofd:Pages></ofd:Document>',
        "Doc/1.xml": f'<ofd:Page xmlns:ofd="{OFD}">{page}</ofd:Page>',
    }


def html(lines: Sequence[str] = LINES) -> bytes:
    """A web page with these paragraphs, a table, and a site around them."""
    body = "".join(f"<p>{line}</p>" for line in lines)
    table = "<table><tr><th>项目</th><th>数量</th></tr><tr><td>基地</td><td>20个</td></tr></table>"
    return f'<html><head><title>通知</title></head><body><ul><li><a href="/">首页</a></li></ul><div id="zoom">{body}{table}</div></body></html>'.encode()


def text(lines: Sequence[str] = LINES) -> bytes:
    """A text of these lines."""
    return "\n".join(lines).encode()


def image(kind: str = "PNG", size: tuple[int, int] = (200, 280), mode: str = "RGB", **options: Any) -> bytes:
    """A light page with a dark bar on it."""
    page = Image.new("RGB", size, (250, 250, 250))
    page.paste((20, 20, 20), (20, 20, size[0] - 20, 40))
    out = io.BytesIO()
    (page.convert("L") if mode.startswith("I") else page).convert(mode).save(out, kind, **options)
    return out.getvalue()


def every_kind() -> dict[str, bytes]:
    """One valid file of each kind that is read without recognition."""
    return {
        "pdf": pdf(notice_page),
        "docx": zipped(docx_parts()),
        "ofd": zipped(ofd_parts()),
        "html": html(),
        "text": text(),
    }
