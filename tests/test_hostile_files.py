"""Broken and hostile files end with a code or are read, soon, and leave nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

import hostile_tiny  # noqa: F401  # its files enter themselves
import policyparse as pp
from fake_engine import FakeEngine, fake_engine
from hostile_files import ENDS, FILES, READ
from hostile_pages import FONT, TEXT
from policyparse.errors import DIAGNOSTICS, PolicyParseError
from policyparse.options import Options
from policyparse.reading.nested import may_burst
from policyparse.reading.pdf import rendered
from policyparse.records import Notice
from small_files import notice_page, objects, pdf, stream

SECONDS = 10.0
"""Of processor time, which no file here may take."""
TRIAL = 1.5
"""Seconds in which pages that may take long must be drawn; a third of them for each."""

DRAWN = 1_000
"""Objects that all pages may draw beside what each may."""


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> FakeEngine:
    return fake_engine(monkeypatch, {"海州市教育局": (0.1, 0.4, 0.9, 0.43)})


@pytest.mark.parametrize("name", FILES)
def test_hostile_file_is_read_or_refused_with_its_code(name: str, fake: FakeEngine) -> None:
    data = FILES[name]()
    start = time.process_time()
    try:
        ocr = "none" if name.startswith(("pdf", "ofd")) else "auto"
        notice = pp.parse(data, Options(ocr=ocr, trial_seconds=TRIAL, max_drawn=DRAWN))
    except PolicyParseError as e:
        assert e.code in ENDS[name]
        assert e.hint, "every error says what to do"
    else:
        assert READ in ENDS[name]
        assert {d.code for d in notice.diagnostics} <= DIAGNOSTICS.keys()
        assert Notice.model_validate_json(notice.model_dump_json()) == notice
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", [name for name in FILES if name.startswith(("pdf", "ofd"))])
def test_hostile_pages_are_recognised_within_limits(name: str, fake: FakeEngine) -> None:
    start = time.process_time()
    try:
        pp.parse(FILES[name](), Options(trial_seconds=TRIAL, max_drawn=DRAWN))
    except PolicyParseError as e:
        assert e.code.startswith("PP1")
    assert all(image.shape[0] * image.shape[1] <= 16_000_000 for image in fake.seen), "no engine is shown more than a page"
    assert time.process_time() - start < SECONDS


def test_a_page_that_draws_without_bound_leaves_the_others_and_has_no_picture() -> None:
    data = objects(
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<<{FONT}>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R/Resources<</XObject<</X 7 0 R>>>>>>",
        stream(TEXT), *(stream(b"/X Do " * 2, f"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {n} 0 R>>>>") for n in range(7, 40)),
    )
    notice = pp.parse(data, Options(ocr="none", trial_seconds=1.5))
    assert notice.text == "A notice of 2023\n"
    assert ["page 2" in d.message for d in notice.diagnostics if d.code == "PP401"] == [True]
    with pytest.raises(PolicyParseError) as e:
        rendered(data, 2, 300, Options(trial_seconds=1.5))
    assert e.value.code == "PP120"
    assert rendered(data, 1, 300, Options()).width == 300


def test_pages_that_take_long_leave_the_others_and_only_three_are_tried(fake: FakeEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[list[int]] = []

    def undrawn(data: bytes, pages: list[int], options: Options) -> set[int]:
        tried.append(pages)
        return set(pages)

    monkeypatch.setattr("policyparse.reading.trial.undrawn", undrawn)
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<<>>>>"
    over = stream(zlib.compress(b"0 0 600 900 re f " * 1000, 9), "/Filter/FlateDecode")
    data = objects(
        "<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{' '.join(f'{n} 0 R' for n in range(5, 12))}]/Count 7>>",
        over, stream(b"0 0 9 9 re f"), *(page.format(4 if n == 5 else 3) for n in range(7)),
    )
    notice = pp.parse(data)
    assert notice.text == "海州市教育局\n"
    assert [d.message[:6] for d in notice.diagnostics if d.code == "PP401"] == [f"page {n}" for n in (1, 2, 3, 4, 5, 7)]
    assert tried == [[0], [1], [2]]


def test_a_page_that_cannot_be_tried_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(PolicyParseError) as e:
        pp.parse(FILES["pdf with forms that draw each other a billion times"](), Options(ocr="none"))
    assert e.value.code == "PP104"


@pytest.mark.parametrize("name", ["pdf", "pdf that is packed once", "pdf with forms in forms"])
def test_an_ordinary_file_is_not_put_on_trial(name: str) -> None:
    files = {
        "pdf": pdf(notice_page, pageCompression=0), "pdf that is packed once": pdf(notice_page),
        "pdf with forms in forms": pdf(small_forms),
    }
    assert not may_burst(files[name])


def small_forms(canvas: Any) -> None:
    """A page with a form that draws a form, as stamps and water marks do."""
    for name, inner in (("inner", ""), ("outer", "inner")):
        canvas.beginForm(name)
        canvas.rect(10, 10, 50, 50)
        if inner:
            canvas.doForm(inner)
        canvas.endForm()
    canvas.doForm("outer")


def test_an_encrypted_file_opens_with_its_password_alone() -> None:
    data = FILES["pdf that is encrypted"]()
    assert "建设基地" in pp.parse(data, Options(password="open")).text
    with pytest.raises(PolicyParseError) as e:
        pp.parse(data, Options(password="wrong"))
    assert (e.value.code, e.value.hint) == ("PP103", "the password is wrong")


def test_a_damaged_file_after_an_encrypted_one_is_not_called_encrypted() -> None:
    for name, code in (("pdf that is encrypted", "PP103"), ("pdf without pages", "PP104")):
        with pytest.raises(PolicyParseError) as e:
            pp.parse(FILES[name]())
        assert e.value.code == code


@pytest.mark.parametrize("text", ["关于\ud800建设的通知\n\udfff一、抓好", "通知\x00\n\x00一、抓好\n", "\u202e关于\u2066建设\n一、抓好"])
def test_a_text_with_odd_characters_can_be_saved_and_keeps_its_length(text: str) -> None:
    notice = pp.parse(text)
    assert len(notice.text) == len(text)
    assert Notice.model_validate_json(notice.model_dump_json()) == notice


CLOSED = """
import json, os, socket, sys, time
sys.path[:0] = sys.argv[2:]
def closed(*args, **kwargs):
    raise AssertionError("a socket was opened")
socket.socket.__init__ = closed
for name in ("create_connection", "create_server", "getaddrinfo", "gethostbyname"):
    setattr(socket, name, closed)
import psutil
import hostile_pages
import hostile_tiny
import policyparse as pp
from hostile_files import FILES
from small_files import every_kind, image
def run(data, **options):
    start = time.perf_counter()
    try:
        pp.parse(data, pp.Options(**options))
        end = "read"
    except pp.PolicyParseError as e:
        end = e.code
    return end, time.perf_counter() - start
ends = {kind: run(data)[0] for kind, data in every_kind().items()}
ends["image"] = run(image("PNG", (400, 560)))[0]
files = {name: make() for name, make in FILES.items() if not name.startswith(("image", "jpeg", "tiff"))}
quick = [data for data in files.values() if len(data) < 100_000 and run(data, ocr="none")[1] < 0.03][:25]
sizes = []
for _ in range(3):
    for _ in range(4):
        for data in quick:
            run(data, ocr="none")
    sizes.append(psutil.Process().memory_info().rss)
print(json.dumps({"ends": ends, "quick": len(quick), "sizes": sizes, "left": os.listdir(sys.argv[1])}))
"""


def test_parsing_opens_no_socket_leaves_no_file_and_does_not_grow(tmp_path: Path, root: Path) -> None:
    paths = [str(root / "src"), str(root / "tests")]
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", CLOSED, str(tmp_path), *paths], capture_output=True, text=True, env=env, cwd=tmp_path, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["ends"].pop("image") in (READ, "PP107")
    assert told["ends"] == dict.fromkeys(("pdf", "docx", "ofd", "html", "text"), READ)
    assert told["left"] == []
    assert told["quick"] >= 15
    assert told["sizes"][2] - told["sizes"][1] < 12_000_000


def test_one_broken_page_leaves_the_others() -> None:
    data = pdf(notice_page, notice_page).replace(b"/Contents", b"/Contentz", 1)
    notice = pp.parse(data, Options(ocr="none"))
    assert len(notice.source.pages) == 2
    assert "建设20个基地" in notice.text
