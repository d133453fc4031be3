"""How fast each kind of file is read on one core; PDF pages beside pdfplumber and pdfminer on the same file.

The files are made here, of a notice's usual look: 22 lines of 28 characters on a page (GB/T 9704-2012), boxes included
where the kind has them, a table on every tenth page. Run it alone on the machine: python benchmarks/reading.py
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from policyparse.options import Options
from policyparse.reading.open import read

PER_LINE, PER_PAGE = 28, 22
TABLE_EVERY = 10
_NAMES = ("产业园区", "职业学校", "农村公路", "社区食堂", "中小企业", "灌溉渠道", "图书馆", "数据平台", "供水管网")
_VERBS = ["新建", "改造", "培育", "引进", "建成", "升级", "支持", "创建"]


def batched(items: Iterable[str], size: int) -> Iterator[str]:
    """The items put together by so many."""
    source = iter(items)
    while group := "".join(islice(source, size)):
        yield group


def sentences() -> Iterator[str]:
    """Sentences as plans have them, none like the one before."""
    n = 0
    while True:
        n += 1
        name, verb = _NAMES[n % len(_NAMES)], _VERBS[n % len(_VERBS)]
        money = n * 37 % 9000 + 100
        yield f"到{2020 + n % 11}年，全市{verb}{name}{n % 97 + 3}个，投入{money}万元，由市发展改革委牵头落实。"


def rows() -> Iterator[str]:
    """The same as full printed lines."""
    chars = (c for sentence in sentences() for c in sentence)
    return batched(chars, PER_LINE)


def cells(page: int) -> list[list[str]]:
    """A small table."""
    body = [[str(k), _NAMES[(page + k) % len(_NAMES)], f"{page * 7 + k}", f"{2021 + k}年"] for k in range(1, 5)]
    return [["序号", "项目", "数量", "完成时限"], *body]


def make_pdf(pages: int) -> bytes:
    """A PDF of that many pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    lines = rows()
    for page in range(pages):
        canvas.setFont("STSong-Light", 16)
        room = PER_PAGE - 6 if page % TABLE_EVERY == 0 else PER_PAGE
        for k, row in enumerate(islice(lines, room)):
            canvas.drawString(79, 720 - 28 * k, row)
        if page % TABLE_EVERY == 0:
            canvas.grid([79, 130, 290, 400, 500], [100 + 28 * k for k in range(6)])
            for r, row in enumerate(cells(page)):
                for x, cell in zip((84, 135, 295, 405), row, strict=True):
                    canvas.drawString(x, 218 - 28 * r, cell)
        canvas.drawCentredString(A4[0] / 2, 60, f"— {page + 1} —")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def paragraphs(count: int) -> list[str]:
    """So many paragraphs of four sentences."""
    return list(islice(batched(sentences(), 4), count))


def make_text(count: int) -> bytes:
    """A text with hard line breaks."""
    return "\n".join(islice(rows(), count * 6)).encode("gb18030")


def make_html(count: int) -> bytes:
    """A web page with a site around the text."""
    body = "".join(
        f'<p style="text-indent:2em"><span>{text}</span></p>' + (_html_table(k) if k % 20 == 0 else "")
        for k, text in enumerate(paragraphs(count))
    )
    links = "".join(f'<li><a href="/{k}">栏目{k}</a></li>' for k in range(60))
    page = f'<body><ul>{links}</ul><div class="TRS_Editor">{body}</div></body>'
    return f"<html><head><title>通知</title></head>{page}</html>".encode()


def _html_table(k: int) -> str:
    found = ("".join(f"<td>{cell}</td>" for cell in row) for row in cells(k))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in found) + "</table>"


def make_docx(count: int) -> bytes:
    """A DOCX as Word writes it, each paragraph in several runs."""
    import docx

    document = docx.Document()
    for k, text in enumerate(paragraphs(count)):
        paragraph = document.add_paragraph()
        for part in batched(text, 40):
            paragraph.add_run(part).font.name = "仿宋"
        if k % 20 == 0:
            table = document.add_table(5, 4)
            for row, words in zip(table.rows, cells(k), strict=True):
                for cell, word in zip(row.cells, words, strict=True):
                    cell.text = word
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


_OFD = "http://www.ofdspec.org/2016"


def make_ofd(pages: int) -> bytes:
    """An OFD of that many pages, a text object for each line, a step for each character."""
    out = io.BytesIO()
    lines = rows()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        body = "<ofd:DocBody><ofd:DocRoot>Doc/Document.xml</ofd:DocRoot></ofd:DocBody>"
        packed.writestr("OFD.xml", f'<ofd:OFD xmlns:ofd="{_OFD}">{body}</ofd:OFD>')
        area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        places = "".join(f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/{n}.xml"/>' for n in range(pages))
        inside = f"<ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{places}</ofd:Pages>"
        packed.writestr("Doc/Document.xml", f'<ofd:Document xmlns:ofd="{_OFD}">{inside}</ofd:Document>')
        for n in range(pages):
            objects = "".join(
                f'<ofd:TextObject ID="{k + 1}" Boundary="28 {37 + 10 * k} 156 8" Font="1" Size="5.6">'
                f'<ofd:TextCode X="0" Y="5" DeltaX="g {PER_LINE - 1} 5.6">{row}</ofd:TextCode></ofd:TextObject>'
                for k, row in enumerate(islice(lines, PER_PAGE))
            )
            content = f'<ofd:Content><ofd:Layer ID="9">{objects}</ofd:Layer></ofd:Content>'
            packed.writestr(f"Doc/Pages/{n}.xml", f'<ofd:Page xmlns:ofd="{_OFD}">{content}</ofd:Page>')
    return out.getvalue()


def seconds(work: Callable[[], object], at_least: float) -> float:
    """Processor time of one call, the best of as many as fit."""
    best, spent = float("inf"), 0.0
    while spent < at_least or best == float("inf"):
        start = time.process_time()
        work()
        taken = time.process_time() - start
        best, spent = min(best, taken), spent + taken
    return best


def by_pdfplumber(data: bytes) -> None:
    """All text and tables, as pdfplumber gives them."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()


def by_pdfminer(data: bytes) -> None:
    """All text with its boxes, as pdfminer gives it."""
    from pdfminer.high_level import extract_pages

    for page in extract_pages(io.BytesIO(data)):
        list(page)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100, help="pages of the PDF and OFD (default 100)")
    parser.add_argument("--paragraphs", type=int, default=3000, help="paragraphs of the others (default 3000)")
    parser.add_argument("--seconds", type=float, default=6.0, help="how long each is measured (default 6)")
    args = parser.parse_args()
    options = Options(ocr="none", max_packed=100_000_000)  # one page over and over packs well
    pdf = make_pdf(args.pages)
    print("| | pages/s | characters/s |\n|---|---|---|")
    for name, data in (
        ("PDF", pdf),
        ("OFD", make_ofd(args.pages)),
        ("DOCX", make_docx(args.paragraphs)),
        ("HTML", make_html(args.paragraphs)),
        ("TXT", make_text(args.paragraphs)),
    ):
        reading = read(data, options)
        taken = seconds(lambda data=data: read(data, options), args.seconds)
        pages = f"{len(reading.pages) / taken:,.0f}" if reading.pages[0].width else "–"
        print(f"| {name} | {pages} | {len(reading.text) / taken:,.0f} |", flush=True)
    for name, other in (("PDF, pdfplumber", by_pdfplumber), ("PDF, pdfminer", by_pdfminer)):
        taken = seconds(lambda other=other: other(pdf), args.seconds)
        print(f"| {name} | {args.pages / taken:,.0f} | – |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
