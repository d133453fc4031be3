"""What may be said on the command line: the commands with their options, and what is told of a wrong one."""
from __future__ import annotations

import argparse
import codecs
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from policyparse import __version__
from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    from policyparse.options import Lexicon, Options

USAGE = 2
"""The exit code of a wrong command."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command in one line, and what may have been meant."""

    def error(self, message: str) -> NoReturn:
        from difflib import get_close_matches

        wrong = re.match(r"unrecognized arguments: (\S+)|argument COMMAND: invalid choice: '(\S+)'", message)
        word = "" if wrong is None else wrong[1] or wrong[2]
        meant = get_close_matches(word, self._words(), 1)
        hint = f"did you mean {meant[0]}? see" if meant else "see"
        if word and not meant and Path(word).exists():
            hint = "policyparse batch reads several files; see"
        self.exit(USAGE, f"{self.prog}: {message} — {hint} {self.prog} --help\n")

    def _words(self) -> list[str]:
        """The commands, and the options of all: what a command does not know is reported by the parser above it."""
        commands: dict[str, argparse.ArgumentParser] = {}
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                commands |= action.choices
        return [*commands, *(option for command in commands.values() for option in command._option_string_actions)]


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; `command` names the one that was given."""
    out = _Parser(prog="policyparse", description="Reads Chinese policy notices (公文).")
    out.add_argument("--version", action="version", version=f"policyparse {__version__}")
    commands = out.add_subparsers(required=True, dest="command", metavar="COMMAND")
    for name, (does, add_arguments) in _COMMANDS.items():
        add_arguments(commands.add_parser(name, help=does, description=does))
    return out


def _parse(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT", type=Path, help="a PDF, image, DOCX, HTML, OFD or text; - for stdin")
    parser.add_argument("--format", choices=("json", "table", "markdown"), help="default: table in a terminal")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of stdout")
    _reading_options(parser)


def _batch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inputs", metavar="INPUT", nargs="*", help="files, folders, globs, .zip or .tar archives, URLs")
    parser.add_argument("--list", metavar="FILE", help="a file of more inputs, one a line; - for stdin")
    parser.add_argument("-o", "--output", metavar="RUN", type=Path, required=True, help="the run's folder")
    parser.add_argument("--workers", type=_positive, metavar="N", help="documents at a time (default: cores)")
    parser.add_argument("--engine", choices=("local", "ray"), default="local", help="this machine, or a Ray cluster")
    parser.add_argument("--address", metavar="HOST:PORT", help="of the Ray cluster (default: the one that Ray finds)")
    parser.add_argument("--timeout", type=_seconds, metavar="S", help="seconds for one document (default: 600)")
    parser.add_argument("--memory", type=_positive, metavar="MIB", help="memory for one document (default: 3072)")
    parser.add_argument(
        "--progress", choices=("auto", "bar", "lines", "json", "none"), default="auto",
        help="on stderr: a bar, lines for a log, JSON events (default: bar on a terminal, else lines)",
    )
    _reading_options(parser)


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("run_folder", metavar="RUN", type=Path, help="the folder that policyparse batch made")
    parser.add_argument(
        "--format", choices=("parquet", "csv", "jsonl", "duckdb", "xlsx"), required=True,
        help="csv opens in Excel; duckdb and xlsx hold all tables in one file",
    )
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: stdout for csv and jsonl")
    parser.add_argument("--table", help="which table (default: targets; all for duckdb and xlsx)")


def _review(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="INPUT|RUN", type=Path, help="a file, as for parse, or a run's folder")
    parser.add_argument("-o", "--output", metavar="FILE.html", type=Path, required=True, help="the page")
    _reading_options(parser)


def _apply(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("notice", metavar="NOTICE.json", type=Path, help="what parse --format json wrote")
    parser.add_argument("corrections", metavar="CORRECTIONS.json", type=Path, help="what the review page saved")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of stdout")


def _nothing(parser: argparse.ArgumentParser) -> None:
    """A command without arguments."""


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "parse": ("read one notice", _parse),
    "batch": ("read many notices into a run folder", _batch),
    "export": ("write the tables of a run", _export),
    "review": ("write a page that shows a notice beside its records", _review),
    "apply": ("merge corrections from a review page into a notice", _apply),
    "schema": ("print the JSON schema of a notice", _nothing),
    "engines": ("list the OCR engines and whether they are installed", _nothing),
    "version": ("print the version", _nothing),
}


def _reading_options(parser: argparse.ArgumentParser) -> None:
    reads = "what reads scans: see policyparse engines"
    parser.add_argument("--ocr", type=_engine, default="auto", metavar="auto|rapidocr|…|none", help=reads)
    parser.add_argument("--pages", type=_pages, metavar="1-3", help="pages to read, from 1")
    parser.add_argument("--password", help="of an encrypted PDF")
    parser.add_argument("--min-confidence", type=_share, default=0.0, metavar="0.9", help="leave out less sure targets")
    lexicon = 'names to know besides the lexicon\'s, as JSON: {"local": {"文投办": "文化投资促进办公室"}}'
    parser.add_argument("--lexicon", metavar="FILE.json", type=Path, help=lexicon)


def _engine(text: str) -> str:
    from policyparse.ocr.engine import ENGINES, known

    # what installed packages add is looked up for other names only
    if text not in ("auto", "none", *ENGINES) and text not in known():
        raise argparse.ArgumentTypeError(f"no engine is called {text!r} (choose from auto, none, {', '.join(known())})")
    return text


def _pages(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", text)
    first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
    if not 1 <= first <= last:
        raise argparse.ArgumentTypeError(f"{text!r} is no range of pages such as 2 or 1-3")
    return first, last


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return int(text)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e9:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def options_of(args: argparse.Namespace) -> Options:
    """What was chosen for the reading of notices."""
    from policyparse.options import Lexicon, Options

    lexicon = _lexicon(args.lexicon) if args.lexicon else Lexicon()
    return Options(
        ocr=args.ocr, pages=args.pages, password=args.password, min_confidence=args.min_confidence, lexicon=lexicon
    )


def _lexicon(path: Path) -> Lexicon:
    from pydantic import ValidationError

    from policyparse.options import Lexicon

    try:
        return Lexicon.model_validate_json(bytes_of(path).removeprefix(codecs.BOM_UTF8))
    except ValidationError as e:
        error = e.errors()[0]
        where = ".".join(map(str, error["loc"]))
        what = f"{where}: {error['msg']}" if where else error["msg"]
        raise PolicyParseError("PP110", f"{path}: {what}", "docs/letterhead.md says what it may hold") from e


def bytes_of(path: Path) -> bytes:
    """A file that was named.

    Raises:
        PolicyParseError: PP101 or PP110.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise PolicyParseError("PP101", str(path), "check the path") from e
    except OSError as e:
        raise PolicyParseError("PP110", f"{path}: {e.strerror or e}", "check that you may read it") from e
