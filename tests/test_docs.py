"""What the documents say holds: every code block gives what it shows, links lead somewhere, the notebook runs."""
from __future__ import annotations

import doctest
import importlib
import inspect
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Literal

import nbformat
import pytest

import policyparse
from documents import Block, Reader, blocks, check, forget, inline, lay
from policyparse import Notice
from policyparse.errors import DIAGNOSTICS, ERRORS

READMES = ["README.md", "README.zh-CN.md"]
ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))
PAGES = [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", *DOCS, "samples/README.md", "models/README.md", "models/zh_policy/README.md"]
TRIED = [name for name in PAGES if "```" in (ROOT / name).read_text(encoding="utf-8") and name != "README.zh-CN.md"]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Goes through a page in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    yield Reader(tmp_path)
    monkeypatch.undo()
    forget()


@pytest.mark.parametrize("name", TRIED)
def test_every_code_block_gives_what_it_shows(root: Path, name: str, reader: Reader) -> None:
    text = (root / name).read_text(encoding="utf-8")
    lay(reader.folder, root, text)
    for block in blocks(text):
        reader.read(block)
    assert reader.failed is None


def test_both_readmes_show_the_same(root: Path, reader: Reader) -> None:
    english, chinese = (blocks((root / name).read_text(encoding="utf-8")) for name in READMES)

    def shown(page: list[Block]) -> list[object]:
        commands = [[shlex.split(line, comments=True) for line in b.text.splitlines()] for b in page if b.kind == "sh"]
        return [commands, [b.text for b in page if b.kind in ("text", "csv")]]

    assert shown(english) == shown(chinese)
    lay(reader.folder, root, "")
    for block in chinese:
        if block.kind in ("python", "usage"):
            reader.read(block)


@pytest.mark.parametrize("name", PAGES)
def test_commands_in_the_text_take_their_options(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    for words in inline(text):
        check(words)
    wrong = [m[0] for m in re.finditer(r"policyparse: (PP\d{3}): ([^:—`\n]+)", text) if ERRORS[m[1]] != m[2].strip()]
    assert wrong == []


@pytest.mark.parametrize("name", policyparse.__all__)
def test_public_names_show_an_example_that_runs(name: str) -> None:
    value = getattr(policyparse, name)
    test = doctest.DocTestFinder(recurse=False).find(value, name)[0]
    assert test.examples
    said: list[str] = []
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("path", re.findall(r"^::: (\S+)", (ROOT / "docs" / "reference.md").read_text(encoding="utf-8"), re.M))
def test_reference_has_no_empty_entry(path: str) -> None:
    module, _, name = path.rpartition(".")
    entry = getattr(importlib.import_module(module), name)
    parts = {k: v for k, v in vars(entry).items() if not k.startswith("_")} if inspect.isclass(entry) else {}
    shown = {k: v for k, v in parts.items() if callable(v) or isinstance(v, property | classmethod | cached_property)}
    empty = [k for k, v in {name: entry, **shown}.items() if not v.__doc__]
    empty += [k for k in getattr(entry, "model_fields", {}) if not re.search(rf"^\s+{k}: \S", entry.__doc__, re.M)]
    assert empty == []


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_schema_says_what_every_field_means(mode: Literal["validation", "serialization"]) -> None:
    schema = Notice.model_json_schema(mode=mode)
    kinds = {"Notice": schema, **schema["$defs"]}
    empty = [f"{kind}.{name}" for kind, made in kinds.items() for name, field in made["properties"].items() if not field.get("description")]
    assert empty == []
    assert [kind for kind, made in kinds.items() if not made["description"]] == []


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_come_first(root: Path, name: str) -> None:
    lines = [line for line in (root / name).read_text(encoding="utf-8").splitlines() if line.strip() and "<!--" not in line]
    assert lines[0].startswith("![")
    assert [line.split("#")[0].strip() for line in lines[2:4]] == ["make demo", "make test"]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(root: Path, name: str) -> None:
    page = root / name
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


def test_documentation_builds_without_warnings(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    assert (done.returncode, done.stdout) == (0, "")
    page = (tmp_path / "site" / "schema.html").read_text(encoding="utf-8")
    assert page.count("<td>") > 300
    reference = (tmp_path / "site" / "reference.html").read_text(encoding="utf-8")
    assert all(f'id="{getattr(policyparse, name).__module__}.{name}"' in reference for name in policyparse.__all__)
    notebook = (tmp_path / "site" / "notebook.html").read_text(encoding="utf-8")  # it was run for this
    assert all(shown in notebook for shown in ("湘教财〔2022〕1号", "<mark>", "data:image/webp", "targets by kind"))


def test_docs_extra_has_what_building_imports(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = re.findall(r"[\w-]+", " ".join(re.split(r"[>=<;]", x)[0] for x in [*project["dependencies"], *project["optional-dependencies"]["docs"]]))
    imported = set(re.findall(r"^ *(?:from|import) (\w+)", (root / "docs" / "hooks.py").read_text(encoding="utf-8"), re.M))
    assert {name.replace("PIL", "pillow") for name in imported} - sys.stdlib_module_names <= {*named, "policyparse"}


def test_notebook_is_kept_without_outputs(root: Path) -> None:
    notebook = nbformat.read(root / "docs" / "explore.ipynb", as_version=4)
    assert all(cell.get("outputs", []) == [] for cell in notebook.cells)


def test_every_code_has_words() -> None:
    assert all(re.fullmatch(r"PP[1-4]\d\d", code) and words for code, words in (ERRORS | DIAGNOSTICS).items())
    assert ERRORS.keys().isdisjoint(DIAGNOSTICS)


def test_nothing_names_a_machine_or_a_registry(root: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True).stdout
    bad = re.compile("pypi" + r"\.org|python" + "hosted|npm" + "js|debian" + r"\.org|/wo" + "rk/|/ro" + "ot/")
    named = []
    for name in filter(None, listed.split("\0")):
        path = root / name
        if path.is_file() and path.suffix not in (".pdf", ".png"):
            named += [name] if bad.search(path.read_text(encoding="utf-8", errors="ignore")) else []
    assert named == []
