"""Small archives, and a stand-in for the worker that misbehaves when a document tells it to."""
from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from policyparse.archive import process

NOTICE = """海口市教育局文件
海教发〔2023〕{n}号
关于建设实训基地的通知
各区教育局：
一、建设实训基地。到2025年，建设{n}个实训基地。
海口市教育局
2023年3月1日
"""

_STAND_IN = """
import ctypes, os, sys, time
from policyparse.archive import worker
from policyparse.reading.sheets import Sheet

def misbehave(how):
    if how == "hang":
        Sheet(7, 595.0, 842.0, origin="ocr")
        time.sleep(600)
    elif how == "spin in C":
        ctypes.CDLL(None).pause()
    elif how == "segfault":
        ctypes.string_at(0)
    elif how == "exit":
        os._exit(7)
    elif how == "grow":
        held = []
        while True:
            held.append(b"x" * (16 << 20))
    elif how == "10 GB":
        bytearray(10 << 30)
    elif how == "raise":
        raise ZeroDivisionError("nought")

real = worker.parse
def parse(file, options):
    data = file.getvalue()
    if data.startswith(b"BAD: "):
        misbehave(data[5:].decode())
    return real(file, options)
worker.parse = parse
worker.end_with_parent()
worker.serve(sys.stdin.buffer, os.fdopen(os.dup(1), "wb"))
"""

_QUICK = """
import hashlib, os, re, sys, types
from decimal import Decimal
sys.path.insert(0, {tests!r})

def parse(file, options):
    text = file.getvalue().decode(errors="replace")
    if not text:
        raise errors.PolicyParseError("PP102")
    if text.startswith("%PDF"):
        raise errors.PolicyParseError("PP104")
    found = re.search(r"建设(\\d+)个", text)
    targets = [make_target(quantity=Quantity(raw="", value=Decimal(found[1])))] if found else []
    source = Source(name=file.name, sha256=hashlib.sha256(file.getvalue()).hexdigest(), media_type="text/plain")
    return make_notice(*targets, source=source, text=text)

sys.modules["policyparse.pipeline"] = types.SimpleNamespace(parse=parse)  # it is slow to load
from factories import make_notice, make_target
from policyparse import errors
from policyparse.archive import worker
from policyparse.records import Quantity, Source
worker.end_with_parent()
worker.serve(sys.stdin.buffer, os.fdopen(os.dup(1), "wb"))
"""


def make_archive(folder: Path, *numbers: int, **more: str | bytes) -> Path:
    """A folder with a notice for each number, and further files; `_` in their names stands for the dot."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        (folder / f"{n}.txt").write_text(NOTICE.format(n=n), encoding="utf-8")
    for name, content in more.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("_", ".")).write_bytes(data)
    return folder


def misbehaving_worker(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Have runs start a worker that does what a document `BAD: hang` says."""
    stand_in = folder / "bad_worker.py"
    stand_in.write_text(_STAND_IN, encoding="utf-8")
    monkeypatch.setattr(process, "COMMAND", (str(stand_in),))


def quick_worker(folder: Path) -> tuple[str, ...]:
    """The command of a worker that is soon ready, and makes notices with one target out of `建设…个`."""
    stand_in = folder / "quick_worker.py"
    stand_in.write_text(_QUICK.format(tests=str(Path(__file__).parent)), encoding="utf-8")
    return (str(stand_in),)


def digests(run: Path) -> dict[str, str]:
    """The bytes of all tables of a run but `work`, which holds times."""
    files = [run / "manifest.jsonl", *(f for f in run.rglob("*.parquet") if f.parent.name != "work")]
    return {str(f.relative_to(run)): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}
