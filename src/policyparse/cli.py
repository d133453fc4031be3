"""The command line: what is asked for goes to stdout and nothing else does; messages and progress go to stderr."""
from __future__ import annotations

import argparse
import codecs
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

from policyparse import __version__
from policyparse.errors import PolicyParseError
from policyparse.writing import replacing, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policyparse.archive.run import Run
    from policyparse.options import Lexicon, Options
    from policyparse.records import Notice

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
NAMED = 20
"""So many documents that failed are named at the end of a run; the table `documents` has them all."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `policyparse` with the given arguments (those of the process by default) and return its exit code."""
    args = argparse.Namespace(run=None)
    try:
        args = _parser().parse_args(argv)
        code = int(args.run(args))
        sys.stdout.flush()
        return code
    except PolicyParseError as e:
        _say(str(e))
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains as it closes it
        return OK
    except KeyboardInterrupt:
        _say("interrupted" + ("; the same command goes on where it stopped" if args.run is _batch else ""))
        return INTERRUPTED
    except SystemExit as e:  # argparse
        return e.code if isinstance(e.code, int) else USAGE
    except Exception as e:
        if os.environ.get("POLICYPARSE_DEBUG"):
            raise
        where = "set POLICYPARSE_DEBUG=1 to see where, and report it"
        _say(str(PolicyParseError("PP199", f"{type(e).__name__}: {e}", where)))
        return FAILED


def _say(message: str) -> None:
    print(f"policyparse: {' '.join(message.split())}", file=sys.stderr)


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


def _parser() -> _Parser:
    parser = _Parser(prog="policyparse", description="Reads Chinese policy notices (公文).")
    parser.add_argument("--version", action="version", version=f"policyparse {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    parse = _command(commands, "parse", _parse, "read one notice")
    parse.add_argument("input", metavar="INPUT", type=Path, help="a PDF, image, DOCX, HTML, OFD or text; - for stdin")
    parse.add_argument("--format", choices=("json", "table", "markdown"), help="default: table in a terminal")
    parse.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of stdout")
    _reading_options(parse)

    batch = _command(commands, "batch", _batch, "read many notices into a run folder")
    batch.add_argument("inputs", metavar="INPUT", nargs="*", help="files, folders, globs, .zip or .tar archives, URLs")
    batch.add_argument("--list", metavar="FILE", help="a file of more inputs, one a line; - for stdin")
    batch.add_argument("-o", "--output", metavar="RUN", type=Path, required=True, help="the run's folder")
    batch.add_argument("--workers", type=_positive, metavar="N", help="documents at a time (default: cores)")
    batch.add_argument("--engine", choices=("local", "ray"), default="local", help="this machine, or a Ray cluster")
    batch.add_argument("--address", metavar="HOST:PORT", help="of the Ray cluster (default: the one that Ray finds)")
    batch.add_argument("--timeout", type=_seconds, metavar="S", help="seconds for one document (default: 600)")
    batch.add_argument("--memory", type=_positive, metavar="MIB", help="memory for one document (default: 3072)")
    batch.add_argument(
        "--progress", choices=("auto", "bar", "lines", "json", "none"), default="auto",
        help="on stderr: a bar, lines for a log, JSON events (default: bar on a terminal, else lines)",
    )
    _reading_options(batch)

    export = _command(commands, "export", _export, "write the tables of a run")
    export.add_argument("run_folder", metavar="RUN", type=Path, help="the folder that policyparse batch made")
    export.add_argument(
        "--format", choices=("parquet", "csv", "jsonl", "duckdb", "xlsx"), required=True,
        help="csv opens in Excel; duckdb and xlsx hold all tables in one file",
    )
    export.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: stdout for csv and jsonl")
    export.add_argument("--table", help="which table (default: targets; all for duckdb and xlsx)")

    review = _command(commands, "review", _review, "write a page that shows a notice beside its records")
    review.add_argument("input", metavar="INPUT|RUN", type=Path, help="a file, as for parse, or a run's folder")
    review.add_argument("-o", "--output", metavar="FILE.html", type=Path, required=True, help="the page")
    _reading_options(review)

    apply = _command(commands, "apply", _apply, "merge corrections from a review page into a notice")
    apply.add_argument("notice", metavar="NOTICE.json", type=Path, help="what parse --format json wrote")
    apply.add_argument("corrections", metavar="CORRECTIONS.json", type=Path, help="what the review page saved")
    apply.add_argument("-o", "--output", metavar="FILE", type=Path, help="write to FILE instead of stdout")

    _command(commands, "schema", _schema, "print the JSON schema of a notice")
    _command(commands, "engines", _engines, "list the OCR engines and whether they are installed")
    _command(commands, "version", _version, "print the version")
    return parser


def _command(
    commands: argparse._SubParsersAction[_Parser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    help_: str,
) -> _Parser:
    parser = commands.add_parser(name, help=help_, description=help_)
    parser.set_defaults(run=run)
    return parser


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


def _options(args: argparse.Namespace) -> Options:
    from policyparse.options import Lexicon, Options

    lexicon = _lexicon(args.lexicon) if args.lexicon else Lexicon()
    return Options(
        ocr=args.ocr, pages=args.pages, password=args.password, min_confidence=args.min_confidence, lexicon=lexicon
    )


def _lexicon(path: Path) -> Lexicon:
    from pydantic import ValidationError

    from policyparse.options import Lexicon

    try:
        return Lexicon.model_validate_json(_bytes(path).removeprefix(codecs.BOM_UTF8))
    except ValidationError as e:
        error = e.errors()[0]
        where = ".".join(map(str, error["loc"]))
        what = f"{where}: {error['msg']}" if where else error["msg"]
        raise PolicyParseError("PP110", f"{path}: {what}", "docs/letterhead.md says what it may hold") from e


def _parse(args: argparse.Namespace) -> int:
    with _loading():
        from policyparse.pipeline import parse

    notice = parse(sys.stdin.buffer if str(args.input) == "-" else args.input, _options(args))
    with _output(args.output) as out:
        _write(notice, args.format or ("table" if out.isatty() else "json"), out)
    return OK


@contextmanager
def _loading() -> Iterator[None]:
    """No garbage is looked for while modules are loaded, nor ever among them: they stay, and it takes 30 ms."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _write(notice: Notice, form: str, out: IO[str]) -> None:
    if form == "table":
        from policyparse.views.terminal import print_notice

        print_notice(notice, out)
    elif form == "markdown":
        from policyparse.views.markdown import notice_markdown

        out.write(notice_markdown(notice))
    else:
        out.write(notice.model_dump_json() + "\n")


@contextmanager
def _output(path: Path | None) -> Iterator[IO[str]]:
    """The file to write to, made whole before it takes its place; stdout where none is named, or `-`."""
    if path is not None and str(path) != "-":
        with replacing(path) as scratch, scratch.open("w", encoding="utf-8", newline="\n") as out:
            yield out
        return
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and not sys.stdout.isatty():
        reconfigure(encoding="utf-8", newline="\n")  # the same bytes in every locale
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as e:
        raise unwritable("stdout", e) from e


def _batch(args: argparse.Namespace) -> int:
    from policyparse.archive.run import MEMORY_MB, TIMEOUT, parse_archive

    inputs = args.inputs + (_listed(args.list) if args.list else [])
    if not inputs:
        _say("batch: name an INPUT, or a --list of them")
        return USAGE
    run = parse_archive(
        inputs, args.output, _options(args), args.workers, args.timeout or TIMEOUT, args.progress,
        memory_mb=args.memory or MEMORY_MB, engine=args.engine, address=args.address,
    )
    return _report(run)


def _listed(name: str) -> list[str]:
    """The lines of a file, or of stdin."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except FileNotFoundError as e:
        raise PolicyParseError("PP101", name, "check the path") from e
    except (OSError, UnicodeDecodeError) as e:
        raise PolicyParseError("PP110", f"{name}: {e}", "give a UTF-8 file, one path a line") from e
    return [line for line in text.splitlines() if line.strip()]


def _report(run: Run) -> int:
    """What came of a run: what failed and why, what took longest, how many of what."""
    summary = run.summary()
    failed = [(name, code, why) for code, documents in sorted(summary.failed.items()) for name, why in documents]
    for name, code, why in failed[:NAMED]:
        _say(f"{name}: {code}: {why}")
    if len(failed) > NAMED:
        kinds = ", ".join(f"{len(documents)} {code}" for code, documents in sorted(summary.failed.items()))
        every = f"all of them: policyparse export {run.path} --format csv --table documents"
        _say(f"… and {len(failed) - NAMED} more; of those that failed, {kinds}; {every}")
    if summary.slowest and summary.slowest[0][1] >= 1:
        _say("slowest: " + ", ".join(f"{name} {seconds:.1f} s" for name, seconds in summary.slowest))
    read, total = summary.status.get("ok", 0), sum(summary.status.values())
    same = f" ({summary.status['same']} more are files that were there twice)" if "same" in summary.status else ""
    _say(f"{read} of {total} documents read{same}, {summary.targets} targets, in {run.path}")
    return FAILED if failed else OK


def _export(args: argparse.Namespace) -> int:
    from policyparse.archive.export import export

    written = export(args.run_folder, args.format, None if str(args.output) == "-" else args.output, args.table)
    if written is not None:
        _say(f"{args.table or ('all tables' if args.format in ('duckdb', 'xlsx') else 'targets')}, in {written}")
    return OK


def _review(args: argparse.Namespace) -> int:
    from policyparse.pipeline import parse
    from policyparse.views.pictures import Pictures
    from policyparse.views.review.render import review_page

    options = _options(args)
    if args.input.is_dir():
        return _review_run(args.input, args.output, options)
    notice = parse(args.input, options)
    with _output(args.output) as out:
        out.writelines(review_page(notice, Pictures(notice.source, args.input, options)))
    _say(f"{len(notice.targets)} targets, in {args.output}")
    return OK


def _review_run(folder: Path, output: Path, options: Options) -> int:
    from policyparse.archive.results import Run
    from policyparse.archive.review import write_run

    count, gone = write_run(Run(folder), output, options)
    lost = f"; {gone} without page images: the files are gone or have changed" if gone else ""
    _say(f"{count} {'notice' if count == 1 else 'notices'}, in {output} and {output.with_suffix('')}/{lost}")
    return OK


def _apply(args: argparse.Namespace) -> int:
    from policyparse.corrections.apply import apply, read_notice
    from policyparse.corrections.records import read_corrections

    notice = read_notice(_bytes(args.notice), str(args.notice))
    corrections = read_corrections(_bytes(args.corrections), str(args.corrections))
    corrected = apply(notice, corrections)
    with _output(args.output) as out:
        _write(corrected, "json", out)
    return OK


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as e:
        raise PolicyParseError("PP101", str(path), "check the path") from e
    except OSError as e:
        raise PolicyParseError("PP110", f"{path}: {e.strerror or e}", "check that you may read it") from e


def _schema(args: argparse.Namespace) -> int:
    from policyparse.records import Notice

    schema = Notice.model_json_schema(mode="serialization")
    with _output(None) as out:
        out.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return OK


def _engines(args: argparse.Namespace) -> int:
    from policyparse.ocr.engine import engines

    with _output(None) as out:
        for row in engines():
            state = f"{row['version']}\tavailable" if row["available"] else "-\tnot available"
            out.write(f"{row['name']}\t{state}\t{row['hint'] or ''}".rstrip() + "\n")
    return OK


def _version(args: argparse.Namespace) -> int:
    with _output(None) as out:
        out.write(f"policyparse {__version__}\n")
    return OK


if __name__ == "__main__":
    sys.exit(main())
