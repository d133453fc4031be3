"""The plan of the house: which room may use which, and what no room may do."""
from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parents[1] / "src" / "policyparse"

EVERYWHERE = {"added", "errors", "filenames", "models", "nlp", "options", "ordinals", "records", "view", "writing"}
MAY_USE = {
    "lexicon": set(),
    "ocr": {"reading"},
    "reading": {"ocr"},
    "labels": set(),
    "layout": {"reading", "labels"},
    "letterhead": {"reading", "labels", "layout", "lexicon"},
    "clauses": {"reading", "layout", "lexicon", "labels"},
    "targets": {"reading", "clauses", "lexicon", "trust"},
    "trust": {"reading", "labels", "lexicon"},
    "corrections": set(),
    "views": {"__init__", "reading"},  # a page's picture is made as it was read
    "archive": {"__init__", "pipeline", "reading", "views"},
}
"""Room → the rooms it uses besides what everyone may; no step uses a later one, none the pipeline."""

HEAVY = {
    "cv2", "duckdb", "fsspec", "jieba", "numpy", "onnxruntime", "openvino", "pandas", "pdfplumber", "PIL", "polars", "pyarrow",
    "pypdfium2", "pytesseract", "rapidocr", "ray", "spacy", "xlsxwriter",
}
"""Packages that `import policyparse` and the parse of a text must not load."""


def modules() -> Iterator[tuple[str, Path, ast.Module]]:
    """Room, file and syntax tree of each module."""
    for path in sorted(SRC.rglob("*.py")):
        inside = path.relative_to(SRC)
        yield inside.parts[0] if len(inside.parts) > 1 else inside.stem, path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.AST) -> Iterator[str]:
    """The modules that are imported anywhere in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("room", MAY_USE)
def test_rooms_use_only_what_the_plan_lets_them(room: str) -> None:
    used = {
        [*name.split("."), "__init__"][1]
        for place, _, tree in modules() if place == room
        for name in imported(tree) if name.split(".")[0] == "policyparse"
    }
    assert used - EVERYWHERE - {room} - MAY_USE[room] == set()


def test_no_room_uses_one_that_uses_it() -> None:
    """Reading and recognising are one step: a page that has no text is recognised while it is read."""
    order = TopologicalSorter({room: used - {"ocr"} if room == "reading" else used for room, used in MAY_USE.items()})
    order.prepare()  # raises CycleError


def test_every_room_is_in_the_plan() -> None:
    rooms = {path.parent.name for path in SRC.glob("*/__init__.py")}
    assert rooms - {"records"} == MAY_USE.keys()


@pytest.mark.parametrize("room", MAY_USE)
def test_the_map_of_a_room_names_each_of_its_files(room: str) -> None:
    files = {path.stem for path in (SRC / room).iterdir() if path.suffix in ("", ".py")} - {"__init__", "__pycache__"}
    told = ast.get_docstring(ast.parse((SRC / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert set(re.findall(r"`(\w+)`", told)) - {"Reading"} == files


def test_nothing_runs_what_it_reads() -> None:
    """No pickle, no eval, no shell: what a document holds is data."""
    found = []
    for _, path, tree in modules():
        names = {name.split(".")[0] for name in imported(tree)}
        found += [f"{path.name}: {name}" for name in names & {"pickle", "marshal", "shelve", "dill", "cloudpickle"}]
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("eval", "exec"):
                found.append(f"{path.name}: {node.func.id}")
            if isinstance(node, ast.Attribute) and node.attr in ("system", "popen"):
                found.append(f"{path.name}: {ast.unparse(node)}")
            if isinstance(node, ast.keyword) and node.arg == "shell":
                found.append(f"{path.name}: shell")
    assert found == []


def test_nothing_reaches_for_the_network() -> None:
    """Nothing is fetched; stores that a user names are fsspec's, and a cluster is Ray's."""
    nets = {"socket", "urllib.request", "http.client", "requests", "httpx", "ftplib", "smtplib"}
    found = [f"{path.name}: {name}" for _, path, tree in modules() for name in imported(tree) if name in nets]
    assert found == ["cluster.py: socket"]  # whether the cluster that was named answers


def test_a_text_is_parsed_without_what_is_heavy() -> None:
    import subprocess
    import sys

    code = (
        "import sys, policyparse as pp\n"
        "notice = pp.parse('海州市教育局关于学前教育的通知\\n一、2024年6月底前，新建公办园12所。\\n')\n"
        "assert len(notice.targets) == 1\n"
        f"print(sorted({HEAVY - {'jieba'}!r} & sys.modules.keys()))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
