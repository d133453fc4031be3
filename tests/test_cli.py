"""The command line: what goes where, and what the exit code says."""
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import policyparse
from policyparse import cli
from policyparse.records import Notice

TEXT_SAMPLE = "样例-长政办发〔2020〕38号.txt"


def run(*args: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "policyparse.cli", *map(str, args)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False, **more)


def test_parse_writes_json_and_nothing_else(samples: Path) -> None:
    done = run("parse", samples / TEXT_SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert Notice.model_validate_json(done.stdout).header.document_number is not None


def test_parse_gives_the_same_notice_as_python(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "--format", "json"]) == 0
    assert Notice.model_validate_json(capsys.readouterr().out) == policyparse.parse(samples / TEXT_SAMPLE)


@pytest.mark.parametrize(("form", "start"), [("table", "╭─ 样例"), ("markdown", "# 长沙市"), ("json", '{"schema_version"')])
def test_parse_writes_the_format_asked_for(
    samples: Path, capsys: pytest.CaptureFixture[str], form: str, start: str
) -> None:
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "--format", form]) == 0
    assert capsys.readouterr().out.startswith(start)


def test_parse_writes_to_a_file(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "notice.json"
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "-o", str(out)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(out.read_text(encoding="utf-8"))["schema_version"] == "1"
    assert list(tmp_path.iterdir()) == [out]


def test_parse_reads_stdin_and_writes_stdout(samples: Path) -> None:
    done = run("parse", "-", "-o", "-", input=(samples / TEXT_SAMPLE).read_text(encoding="utf-8"))
    assert Notice.model_validate_json(done.stdout).source.name == "<stdin>"


def test_parse_leaves_out_what_is_not_sure(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "--min-confidence", "0.95"]) == 0
    targets = Notice.model_validate_json(capsys.readouterr().out).targets
    assert targets and all(target.confidence >= 0.95 for target in targets)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_parse_takes_names_from_a_file(mark: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notice, names = tmp_path / "notice.txt", tmp_path / "names.json"
    notice.write_text("海州市人民政府关于文化投资的通知\n一、建设项目库。（责任单位：市文投办）\n海州市人民政府\n2024年3月8日\n", "utf-8")
    names.write_text(mark + '{"local": {"文投办": "文化投资促进办公室"}}', "utf-8")
    assert cli.main(["parse", str(notice), "--lexicon", str(names)]) == 0
    found = Notice.model_validate_json(capsys.readouterr().out).assignments
    assert found[0].bodies[0].name == "海州市文化投资促进办公室"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"locals": {}}', "names.json: locals: Extra inputs are not permitted — docs/letterhead.md"),
        ("文投办", "names.json: Invalid JSON: "),
    ],
)
def test_names_that_cannot_be_read_are_told(
    content: str, said: str, samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = tmp_path / "names.json"
    names.write_text(content, "utf-8")
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "--lexicon", str(names)]) == 1
    error = capsys.readouterr().err
    assert error.startswith("policyparse: PP110: the file cannot be read: ") and said in error


def test_output_leaves_a_link_a_link(samples: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "notice.json")
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "-o", str(link)]) == 0
    assert link.is_symlink() and link.read_text(encoding="utf-8").startswith("{")


def test_output_to_a_pipe_goes_through_it(samples: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, encoding="utf-8") as reader:
        assert cli.main(["parse", str(samples / TEXT_SAMPLE), "-o", str(pipe)]) == 0
        assert reader.communicate(timeout=60)[0].startswith("{")
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_no_fault_of_ours(samples: Path) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "policyparse.cli", "parse", samples / TEXT_SAMPLE]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("policyparse: PP114: the output cannot be written: stdout: ")
    assert done.stderr.count("\n") == 1


def test_review_writes_a_page(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "page.html"
    assert cli.main(["review", str(samples / TEXT_SAMPLE), "-o", str(out)]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith(f"targets, in {out}\n")
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_parse_takes_pages(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(samples / "样例-川教〔2024〕15号.pdf"), "--pages", "2-2", "--format", "json"]) == 0
    pages = json.loads(capsys.readouterr().out)["source"]["pages"]
    assert [page["number"] for page in pages] == [2]


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "PP101"), (b"", "PP102"), (b"%PDF-1.7\ntruncated", "PP104"), (bytes(range(256)) * 4, "PP105")],
)
def test_parse_says_in_one_line_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: str
) -> None:
    path = tmp_path / "file.pdf"
    if content is not None:
        path.write_bytes(content)
    assert cli.main(["parse", str(path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"policyparse: {code}: ")
    assert captured.err.count("\n") == 1


def test_parse_names_no_file_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", "关于开学的通知"]) == 1
    assert "PP101" in capsys.readouterr().err


def test_parse_says_where_it_cannot_write(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", str(samples / TEXT_SAMPLE), "-o", str(tmp_path / "none" / "x.json")]) == 1
    assert capsys.readouterr().err.startswith("policyparse: PP114: ")


def test_a_fault_of_ours_leaves_no_trace(
    text_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nought")

    monkeypatch.setattr("policyparse.pipeline.parse", broken)
    monkeypatch.delenv("POLICYPARSE_DEBUG", raising=False)
    assert cli.main(["parse", str(text_file("关于开学的通知\n"))]) == 1
    error = capsys.readouterr().err
    assert error.startswith("policyparse: PP199: ")
    assert "Traceback" not in error


def test_an_interrupt_has_its_exit_code(
    text_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("policyparse.pipeline.parse", interrupted)
    assert cli.main(["parse", str(text_file("关于开学的通知\n"))]) == 130


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["parse"],
        ["fly"],
        ["parse", "x.txt", "--format", "xml"],
        ["parse", "x.txt", "--pages", "3-1"],
        ["parse", "x.txt", "--pages", "0"],
        ["parse", "x.txt", "--pages", "a"],
        ["batch", "x"],
        ["batch", "x", "-o", "run", "--workers", "0"],
        ["batch", "x", "-o", "run", "--timeout", "-1"],
        ["export", "run"],
        ["review", "x"],
    ],
)
def test_wrong_usage_has_its_exit_code(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(args) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert re.fullmatch(r"policyparse( \w+)?: .* — see policyparse( \w+)? --help\n", captured.err)


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["shema"], "did you mean schema? see"),
        (["parse", "a.pdf", __file__], "policyparse batch reads several files; see"),
        (["parse", "a.pdf", "b.pdf"], "see"),  # there is no such file
    ],
)
def test_what_may_have_been_meant_is_told(args: list[str], hint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(args) == 2
    assert capsys.readouterr().err.endswith(f" — {hint} policyparse --help\n")


def test_an_option_that_is_misspelled_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parse", "x.txt", "--formt", "json"]) == 2
    assert capsys.readouterr().err == "policyparse: unrecognized arguments: --formt json — did you mean --format? see policyparse --help\n"


@pytest.mark.parametrize("args", [["--help"], ["parse", "--help"]])
def test_help_is_no_failure(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(args) == 0
    assert "policyparse" in capsys.readouterr().out


def test_schema_describes_what_parse_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert set(Notice.model_fields) == set(schema["properties"])


@pytest.mark.parametrize("arg", ["version", "--version"])
def test_version_is_the_package_s(arg: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([arg]) == 0
    assert capsys.readouterr().out == f"policyparse {policyparse.__version__}\n"


def test_engines_lists_each_with_its_state(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["engines"]) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [row[0] for row in rows] == ["rapidocr", "tesseract"]
    assert rows[0][2] == "available"


def test_a_broken_pipe_is_quiet(samples: Path) -> None:
    command = f"{sys.executable} -m policyparse.cli parse '{samples / TEXT_SAMPLE}' | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.stderr) == ("{", "")


def test_output_is_utf8_in_any_locale(samples: Path) -> None:
    plain = run("parse", samples / TEXT_SAMPLE, env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert plain.stdout == run("parse", samples / TEXT_SAMPLE).stdout


HEAVY = ("cv2", "jieba", "numpy", "onnxruntime", "pandas", "pdfplumber", "PIL", "pydantic", "pyarrow", "rapidocr", "spacy")


def loaded_after(code: str) -> set[str]:
    """Which of the heavy packages are in memory after `code`."""
    code += "\nimport sys; print(*[name for name in sys.modules if '.' not in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split()) & set(HEAVY)


def test_importing_loads_nothing_heavy() -> None:
    assert loaded_after("import policyparse") == set()


def test_a_text_notice_loads_no_ocr_and_no_frames(samples: Path) -> None:
    code = f"import policyparse; policyparse.parse({str(samples / TEXT_SAMPLE)!r}).model_dump_json()"
    assert loaded_after(code) <= {"jieba", "numpy", "pydantic"}


def test_importing_is_quick() -> None:
    code = "import time; t = time.perf_counter(); import policyparse; print(time.perf_counter() - t)"
    best = min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )
    assert best <= 0.3


def test_a_text_notice_is_parsed_quickly(samples: Path) -> None:
    """By the processor's time: the clock would tell what else the machine has to do."""

    def once() -> float:
        began = os.times()
        assert run("parse", samples / TEXT_SAMPLE).returncode == 0
        ended = os.times()
        return ended.children_user + ended.children_system - began.children_user - began.children_system

    assert min(once() for _ in range(3)) <= 2.0
