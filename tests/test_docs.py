"""What the documents say holds: examples give what they show, links lead somewhere, the notebook runs."""
from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Literal

import nbformat
import pytest

import policyparse
from policyparse import Notice, cli
from policyparse.errors import DIAGNOSTICS, ERRORS

READMES = ["README.md", "README.zh-CN.md"]
ROOT = Path(__file__).resolve().parents[1]
DOCS = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md"))
PAGES = [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", *DOCS, "samples/README.md", "models/README.md", "models/zh_policy/README.md"]
SHOWING = [name for name in [*READMES, *DOCS] if ">>>" in (ROOT / name).read_text(encoding="utf-8")]


@pytest.mark.parametrize("name", SHOWING)
def test_examples_give_what_they_show(root: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(root / "samples")
    monkeypatch.chdir(tmp_path)
    code = "\n".join(re.findall(r"```python\n(.*?)```", (root / name).read_text(encoding="utf-8"), re.S))
    test = doctest.DocTestParser().get_doctest(code, {}, name, name, 0)
    assert len(test.examples) >= 3
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append)
    assert result.failed == 0, "".join(said)


@pytest.mark.parametrize("name", policyparse.__all__)
def test_public_names_show_an_example_that_runs(name: str) -> None:
    value = getattr(policyparse, name)
    test = doctest.DocTestFinder(recurse=False).find(value, name)[0]
    assert test.examples
    said: list[str] = []
    assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test, out=said.append).failed == 0, "".join(said)


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_schema_says_what_every_field_means(mode: Literal["validation", "serialization"]) -> None:
    schema = Notice.model_json_schema(mode=mode)
    kinds = {"Notice": schema, **schema["$defs"]}
    empty = [f"{kind}.{name}" for kind, made in kinds.items() for name, field in made["properties"].items() if not field.get("description")]
    assert empty == []
    assert [kind for kind, made in kinds.items() if not made["description"]] == []


@pytest.mark.parametrize("name", READMES)
def test_the_two_commands_come_first(root: Path, name: str) -> None:
    lines = [line for line in (root / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    assert lines[0].startswith("![")
    assert [line.split("#")[0].strip() for line in lines[2:4]] == ["make demo", "make test"]


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(root: Path, name: str) -> None:
    page = root / name
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("name", READMES)
def test_every_option_that_is_shown_is_taken(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    shown = re.findall(r"^policyparse (parse|batch|export) (.*)$", text, re.M)
    assert {command for command, _ in shown} == {"parse", "batch", "export"}
    for command, rest in shown:
        parser = cli._parser()
        for option in re.findall(r"--?[a-z]+", rest.split("#")[0]):
            choices = re.search(rf"{option} ([a-z|]+)", rest)
            for value in choices[1].split("|") if choices else ["1"]:
                needed = {"parse": "x", "batch": "x -o y", "export": "x --format csv"}[command]
                parser.parse_args([command, *shlex.split(needed), option, value])


def test_documentation_builds_without_warnings(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    assert (done.returncode, done.stdout) == (0, "")
    page = (tmp_path / "site" / "schema.html").read_text(encoding="utf-8")
    assert page.count("<td>") > 300
    reference = (tmp_path / "site" / "reference.html").read_text(encoding="utf-8")
    assert all(f'id="{getattr(policyparse, name).__module__}.{name}"' in reference for name in policyparse.__all__)
    notebook = (tmp_path / "site" / "notebook.html").read_text(encoding="utf-8")  # it was run for this
    assert all(shown in notebook for shown in ("湘教财〔2022〕1号", "<mark>", "data:image/webp", "targets by kind"))


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
