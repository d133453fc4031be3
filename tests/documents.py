"""Reads a page of the documentation as a reader would who tries everything: each code block is run or checked.

What a fence says at its beginning tells how:

- `python`: a session (`>>>`) gives what it shows; a module, which names its file in its first line, is put there.
- `sh`: each command is run, in a folder where the files lie that the documentation speaks of, and has to end well unless the
  block behind it shows its error. A command that sets up an environment or needs a cluster is named above the block with
  the reason (`<!-- not run: pip — it installs packages -->`); of such a command what it names is checked.
- `text`: its lines stand in this order in what the commands before it said; seconds and rates may differ.
- `csv`: its columns and rows stand in this order in a CSV file that a command before it wrote; blanks, of which a scan's
  reader may see one more, are not compared.
- `sql`: DuckDB answers it from the database that a command before it wrote; a `csv` block shows the answer.
- `json`: corrections, which are read; `toml`: entry points of groups that there are; `usage`: options that are taken.
"""
from __future__ import annotations

import csv
import doctest
import hashlib
import importlib
import io
import json
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, TextIO

from policyparse import arguments, cli
from policyparse.corrections.places import EDITABLE
from policyparse.corrections.records import Edit, read_corrections
from policyparse.ocr import engine
from policyparse.reading import others as readers
from policyparse.targets import others as finders

GROUPS = {engine.GROUP, readers.GROUP, finders.GROUP}
EXEMPT = re.compile(r"(pip|make) |policyparse batch .*--engine ray")
"""Commands that set up an environment or need a cluster: no others may be left out."""
_FENCE = re.compile(r"((?:^<!--[^\n]*-->\n)*)^```([^\n]*)\n(.*?)^```$", re.M | re.S)
_MARK = re.compile(r"<!-- not (run|compared): (.+?) — .+ -->|<!-- not (compared): .+ -->")
_TIMES = re.compile(r"\d+(?:\.\d+)?(?=/s\b| s\b)")
_INLINE = re.compile(r"`policyparse ((?:parse|batch|export|review|apply)\b[^`]*)`")


@dataclass(frozen=True)
class Block:
    """A code block: its kind, what it holds, and the marks in front of it."""

    kind: str
    text: str
    marks: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """The code blocks of a page in their order."""
    return [Block(m[2].strip(), m[3], tuple(m[1].splitlines())) for m in _FENCE.finditer(text)]


def lay(folder: Path, root: Path, text: str) -> None:
    """Put the files that a page speaks of where it expects them; all are samples of ours."""
    born, told = root / "samples" / "样例-川教〔2024〕15号.pdf", root / "samples" / "样例-长政办发〔2020〕38号.txt"
    (folder / "samples").symlink_to(root / "samples")
    (folder / "models").symlink_to(root / "models")
    for name, source in {"扫描件.pdf": root / "samples" / "湘教财〔2022〕1号.pdf", "通知.pdf": born}.items():
        shutil.copyfile(source, folder / name)
    for name in ("档案", "公文"):
        (folder / name).mkdir()
        for source in (born, told):
            shutil.copyfile(source, folder / name / source.name)
    (folder / "names.json").write_text('{"local": {"文投办": "文化投资促进办公室"}}', encoding="utf-8")
    source = {"name": "通知.pdf", "sha256": hashlib.sha256(born.read_bytes()).hexdigest()}
    corrections = {"schema_version": "1", "source": source, "corrections": [{"record": "targets/t1", "action": "accept"}]}
    (folder / "通知.corrections.json").write_text(json.dumps(corrections), encoding="utf-8")
    if "a.pdf" in text:
        import pikepdf

        with pikepdf.open(born) as pdf:
            pdf.save(folder / "a.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))


class Reader:
    """Goes through a page's blocks in a folder; what the commands say is kept for the blocks that show it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {}
        self.said: list[str] = []
        self.failed: str | None = None

    def read(self, block: Block) -> None:
        """Run or check a block."""
        assert block.kind in ("python", "sh", "text", "csv", "sql", "json", "toml", "usage"), f"what is {block.kind!r}? {block.text}"
        if block.kind != "text":
            assert self.failed is None, f"this failed: {self.failed}\n{self._last()}"
        getattr(self, f"_{block.kind}")(block)

    def _last(self) -> str:
        """What was said last, for the message of a test that failed."""
        return "\n".join(line[:200] for line in self.said[-20:])

    def _python(self, block: Block) -> None:
        if module := re.match(r"# (\w+)\.py\n", block.text):
            (self.folder / f"{module[1]}.py").write_text(block.text, encoding="utf-8")
            return
        assert block.text.startswith(">>>"), f"a session or a module: {block.text}"
        test = doctest.DocTestParser().get_doctest(block.text, self.names, "session", None, 0)
        said: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        assert runner.run(test, out=said.append, clear_globs=False).failed == 0, "".join(said)
        self.names = test.globs

    def _sh(self, block: Block) -> None:
        left_out = {m[2] for mark in block.marks if (m := _MARK.fullmatch(mark))}
        used: set[str] = set()
        for line in block.text.splitlines():
            words = shlex.split(line, comments=True)
            if not words:
                continue
            exempt = {start for start in left_out if line.startswith(start)}
            if exempt:
                assert EXEMPT.match(line), f"this can be run: {line}"
                check(words)
                used |= exempt
            else:
                assert words[0] == "policyparse", f"run it here, or say why not: {line}"
                assert self.failed is None, f"this failed: {self.failed}"
                self._run(words[1:], line)
        assert used == left_out, f"nothing begins with {left_out - used}"

    def _run(self, words: Sequence[str], line: str) -> None:
        out, err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = cli.main(words)
        out.seek(0)
        self.said += out.read().splitlines() + err.getvalue().splitlines()
        self.failed = line if code else None

    def _text(self, block: Block) -> None:
        if any(m[1] or m[3] for mark in block.marks if (m := _MARK.fullmatch(mark))):
            return
        said = iter(_TIMES.sub("…", line).rstrip() for line in self.said)
        for line in block.text.splitlines():
            assert _TIMES.sub("…", line).rstrip() in said, f"nothing said {line!r} (after the lines before it):\n{self._last()}"
            if re.search(r"\bPP1\d\d: ", line):
                self.failed = None

    def _csv(self, block: Block) -> None:
        columns = block.text.partition("\n")[0].split(",")
        shown = _rows(io.StringIO(block.text), columns)
        files = [_rows(path.open(encoding="utf-8-sig", newline=""), columns) for path in self.folder.glob("*.csv")]
        assert any(all(row in rest for row in shown) for rest in map(iter, files)), f"{block.text}is not in {files}"[:3000]

    def _sql(self, block: Block) -> None:
        import duckdb

        newest = max(self.folder.glob("*.duckdb"), key=lambda path: path.stat().st_mtime)
        with duckdb.connect(str(newest), read_only=True) as db:
            db.sql(block.text).write_csv(str(self.folder / "answer.csv"))

    def _json(self, block: Block) -> None:
        for correction in read_corrections(block.text).corrections:
            part = correction.record.partition("/")[0]
            assert part in EDITABLE
            if isinstance(correction, Edit):
                assert correction.field in EDITABLE[part] or re.fullmatch(r"rows\.\d+\.\d+", correction.field)

    def _toml(self, block: Block) -> None:
        groups = tomllib.loads(block.text)["project"]["entry-points"]
        assert groups.keys() <= GROUPS
        lines = []
        for group, points in groups.items():
            here = {name: module for name, module in points.items() if (self.folder / f"{module}.py").exists()}
            lines += [f"[{group}]", *(f"{name} = {module}" for name, module in here.items())]
        about = self.folder / "mine-1.dist-info"  # as an installer writes it
        about.mkdir(exist_ok=True)
        (about / "METADATA").write_text("Metadata-Version: 2.1\nName: mine\nVersion: 1\n", encoding="utf-8")
        (about / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        importlib.invalidate_caches()
        forget()

    def _usage(self, block: Block) -> None:
        for line in block.text.splitlines():
            for command in re.findall(r"policyparse ([a-z]+)", line) + re.findall(r"\| ([a-z]+)", line.partition("[")[0]):
                assert command in COMMANDS, line
            check(shlex.split(line.replace("[", " ").replace("]", " "), comments=True))


def _rows(file: TextIO, columns: Sequence[str]) -> list[list[str]]:
    """These columns of a CSV file, less all blanks."""
    with file:
        return [["".join((row.get(name) or "").split()) for name in columns] for row in csv.DictReader(file)]


def forget() -> None:
    """Nothing is remembered of what installed packages add."""
    from policyparse import added
    from policyparse.targets import drafts

    for cache in (added.modules, added._points, engine.known, engine.engine, drafts.drafts):
        cache.cache_clear()


def _commands() -> dict[str, dict[str, Any]]:
    """Every command, and its options with what they do."""
    action = next(a for a in arguments.parser()._actions if isinstance(a.choices, dict))
    return {name: {o: a for a in sub._actions for o in a.option_strings} for name, sub in action.choices.items()}


COMMANDS = _commands()


def check(words: Sequence[str]) -> None:
    """What a command that is not run names: options and their choices, targets of the Makefile, extras of the package."""
    root = Path(__file__).resolve().parents[1]
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:.*##", (root / "Makefile").read_text(encoding="utf-8"), re.M), words
    elif words[0] == "pip":
        extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
        wanted = re.fullmatch(r"(?:\.|policyparse)(?:\[([a-z,]+)\])?", words[2])
        assert words[1] == "install" and wanted and set((wanted[1] or "ray").split(",")) <= extras.keys(), words
    elif words[1] in COMMANDS:
        options = COMMANDS[words[1]]
        for option, value in pairwise([*words[2:], ""]):
            if option.startswith("-") and option != "-":
                assert option in options, words
                choices = options[option].choices
                assert not choices or set(value.split("|")) <= set(choices), words


def inline(text: str) -> Iterator[list[str]]:
    """The commands that stand within the lines of a page."""
    for m in _INLINE.finditer(text):
        yield ["policyparse", *re.sub(r"[\[\]…]", " ", m[1].replace("\\|", "|")).split()]
