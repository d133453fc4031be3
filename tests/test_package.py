"""What is shipped, and what it is made from."""
from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import policyparse


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (path,) = out.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.mark.parametrize(
    "name",
    [
        "policyparse/cli.py",
        "policyparse/py.typed",
        "policyparse/lexicon/organs.tsv",
        "policyparse/views/review/page.html",
        "policyparse/views/review/page.js",
        "policyparse/_models/zh_policy/config.cfg",
        "policyparse/_models/zh_policy/tokenizer/words.txt",
        "policyparse/_models/zh_policy/README.md",
    ],
)
def test_wheel_holds(wheel: zipfile.ZipFile, name: str) -> None:
    assert name in wheel.namelist()


def test_wheel_holds_every_module(wheel: zipfile.ZipFile, root: Path) -> None:
    modules = {path.relative_to(root / "src").as_posix() for path in (root / "src").rglob("*.py")}
    assert modules <= set(wheel.namelist())


def test_wheel_holds_no_sample_and_no_test(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel.namelist()} == {"policyparse"}


def test_installed_wheel_finds_its_model(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    code = "import policyparse.models as m; print(m.model_path()); from policyparse.nlp import words; print(len(words('建设基地')))"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True)
    where, count = done.stdout.split()
    assert where == str(tmp_path / "policyparse" / "_models" / "zh_policy")
    assert count == "2"


@pytest.mark.parametrize("name", policyparse.__all__)
def test_public_names_can_be_had(name: str) -> None:
    assert getattr(policyparse, name) is not None


def test_no_other_public_name() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        policyparse.nonsense  # noqa: B018  # to ask for it is the test


def pins(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", path.read_text(encoding="utf-8"), re.M):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("name", ["benchmarks", "build", "constraints", "dev"])
def test_pins_have_hashes_and_name_no_host(root: Path, name: str) -> None:
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in block for block in blocks)


def test_pins_of_the_tests_hold_those_of_the_program(root: Path) -> None:
    program, tests = (pins(root / "requirements" / f"{name}.txt") for name in ("constraints", "dev"))
    assert program.items() <= tests.items()


def test_pins_cover_every_dependency(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pinned = pins(root / "requirements" / "constraints.txt")
    names = {re.split(r"[<>=\[ ]", line)[0] for line in project["dependencies"]}
    assert names <= set(pinned)
    dev = pins(root / "requirements" / "dev.txt")
    assert {re.split(r"[<>=\[ ]", line)[0] for line in project["optional-dependencies"]["dev"]} - {"policyparse"} <= set(dev)


def test_pins_leave_out_what_needs_a_desktop(root: Path) -> None:
    pinned = pins(root / "requirements" / "dev.txt")
    assert "opencv-python-headless" in pinned
    assert not {"opencv-python", "opencv-contrib-python", "pymupdf"} & set(pinned)


def test_licences_are_listed_for_every_pin(root: Path) -> None:
    listed = set(re.findall(r"^\| ([a-z0-9._-]+) \|", (root / "docs" / "licences.md").read_text(encoding="utf-8"), re.M))
    assert set(pins(root / "requirements" / "constraints.txt")) <= listed


def test_version_is_the_project_s(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == policyparse.__version__


def test_version_has_an_entry_in_the_changelog(root: Path) -> None:
    assert f"## {policyparse.__version__}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_module_is_over_500_lines(root: Path) -> None:
    long = {
        str(path): count
        for folder in ("src", "tests", "benchmarks", "models")
        for path in (root / folder).rglob("*.py")
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 500
    }
    assert long == {}
