"""A kind of file, an OCR engine and a kind of target, each added by somebody else's package of one module."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import policyparse as pp
from policyparse import added
from policyparse.cli import main
from policyparse.ocr import engine
from policyparse.targets import drafts
from small_files import image

Add = Callable[[str, str, str], None]


@pytest.fixture
def add(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Add]:
    """Installs a package with one module and one entry point."""
    caches = (added.modules, engine.known, engine.engine, drafts.drafts)

    def install(group: str, name: str, source: str) -> None:
        (tmp_path / f"strange_{name}.py").write_text(textwrap.dedent(source), encoding="utf-8")
        about = tmp_path / f"strange_{name}-1.dist-info"
        about.mkdir()
        (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: strange-{name}\nVersion: 1\n")
        (about / "entry_points.txt").write_text(f"[policyparse.{group}]\n{name} = strange_{name}\n")
        monkeypatch.syspath_prepend(tmp_path)
        for cache in caches:
            cache.cache_clear()

    yield install
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


RTF = r"""
    import re
    from dataclasses import replace
    from policyparse.reading.text import read_text

    MEDIA_TYPE = "application/rtf"

    def claims(data):
        return data.startswith(b"{\\rtf")

    def read(data, name, sha256, media_type, options):
        text = re.sub(r"\\u(\d+)\?", lambda m: chr(int(m[1])), data.decode("ascii"))
        text = re.sub(r"[{}]|\\[a-z]+[0-9]* ?", "", text.replace("\\par ", "\n"))
        reading = read_text(text, options, name, sha256)
        return replace(reading, source=reading.source.model_copy(update={"media_type": media_type}))
"""


def rtf(*lines: str) -> bytes:
    body = "".join(r"\par " + "".join(c if c.isascii() else rf"\u{ord(c)}?" for c in line) for line in lines)
    return rf"{{\rtf1 {body}}}".encode("ascii")


def test_a_kind_of_file_is_added(add: Add, tmp_path: Path) -> None:
    data = rtf("海州市教育局关于学前教育的通知", "一、2024年6月底前，新建公办园12所。")
    with pytest.raises(pp.PolicyParseError) as e:
        pp.parse(data)
    assert e.value.code == "PP105"
    add("readers", "rtf", RTF)
    notice = pp.parse(data)
    assert notice.source.media_type == "application/rtf"
    assert [(t.object, t.deadline.date) for t in notice.targets if t.deadline] == [("公办园", "2024-06-30")]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "通知.rtf").write_bytes(data)
    assert main(["parse", str(tmp_path / "in" / "通知.rtf"), "-o", str(tmp_path / "out.json")]) == 0
    assert len(json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["targets"]) == 1


def test_a_reader_is_not_asked_of_what_is_read_already(add: Add) -> None:
    add("readers", "greedy", "MEDIA_TYPE = 'x/y'\ndef claims(data): return True\ndef read(*args): raise AssertionError\n")
    assert "海州市" in pp.parse("<html><body><p>海州市教育局的通知</p></body></html>".encode()).text
    assert pp.parse("海州市教育局关于开学的通知\n").text.startswith("海州市")  # a text that is given is no file


ENGINE = """
    from policyparse.ocr.engine import Recognised

    class Reads:
        name, version = "strange", "1"

        def recognise(self, image):
            height, width = image.shape[:2]
            quad = ((0, 0), (width, 0), (width, 30), (0, 30))
            return [Recognised("海州市教育局关于开学的通知", quad, 0.99)]

    def load(threads):
        return Reads()
"""


def test_an_engine_is_added(add: Add) -> None:
    add("engines", "strange", ENGINE)
    notice = pp.parse(image(size=(800, 1100)), pp.Options(ocr="strange"))
    assert notice.header.title is not None
    assert notice.header.title.text == "海州市教育局关于开学的通知"


RANK = """
    import re
    from policyparse.targets.draft import Draft

    RANK = re.compile("(进入|保持)(全[省国市])前([0-9一二三四五六七八九十]{1,3})[名位]")

    def drafts(sentence):
        for m in RANK.finditer(sentence.text):
            when = sentence.when_for(m.start())
            yield Draft(m.start(), m.end(), m[1], m.span(2), None, None, when, m.start(), kind="rank")
"""


def test_a_kind_of_target_is_added(add: Add) -> None:
    text = "到2025年，全市科技创新水平进入全省前3位。"
    assert [t.kind for t in pp.extract(text) if t.kind == "rank"] == []
    add("targets", "rank", RANK)
    (target,) = [t for t in pp.extract(text) if t.kind == "rank"]
    assert (target.action, target.evidence.text) == ("进入", "进入全省前3位")
    assert target.deadline is not None
    assert target.deadline.date == "2025-12-31"
    notice = pp.parse(f"海州市人民政府关于科技创新的通知\n一、水平进入全省前三名。\n二、{text}\n")
    assert [t.kind for t in notice.targets] == ["rank", "rank"]
    assert pp.Notice.model_validate_json(notice.model_dump_json()) == notice
