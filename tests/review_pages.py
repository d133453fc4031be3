"""Review pages for the tests: a small notice, and the sample scan."""
from __future__ import annotations

import hashlib
from pathlib import Path

from factories import make_notice, make_target, span
from policyparse.records import Body, Deadline, Evidence, Notice, PageInfo, Quantity, Removed, Repair, Source
from policyparse.views.pictures import Pictures
from policyparse.views.review.render import review_page

SCAN = "湘教财〔2022〕1号.pdf"


def write(notice: Notice, path: Path, pictures: Pictures | None = None) -> Path:
    path.write_text("".join(review_page(notice, pictures)), encoding="utf-8")
    return path


def scanned(samples: Path, *pages: PageInfo) -> Source:
    """The sample scan, taken to have these pages."""
    sha256 = hashlib.sha256((samples / SCAN).read_bytes()).hexdigest()
    return Source(name=SCAN, sha256=sha256, media_type="application/pdf", pages=pages)


def three() -> Notice:
    """A notice with three targets, a repair and something removed."""
    money = make_target(
        id="t2", kind="funding", action="投入", object=None, quantity=Quantity(raw="5000万元", value=50000000, unit="元"),
        deadline=None, bodies=(), confidence=0.5, evidence=Evidence(text="投入5000万元", spans=(span("投入5000万元"),)),
    )
    task = make_target(
        id="t3", kind="task", quantity=None, deadline=Deadline(raw="每年", recurrence="year"), confidence=0.7,
        bodies=(Body(name="海州省财政厅", raw="省财政厅"),), evidence=Evidence(text="任务", spans=(span("任务"),)),
    )
    repair = Repair(kind="term-corrected", before="各巿", after="各市", spans=(span("各市"),), confidence=0.9)
    removed = Removed(text="文件", reason="noise", spans=(span("文件"),))
    return make_notice(make_target(), money, task, repairs=(repair,), removed=(removed,))
