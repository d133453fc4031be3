"""The commands: what is asked for goes to stdout and nothing else does; messages and progress go to stderr."""
from __future__ import annotations

import gc
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from policyparse import __version__
from policyparse.arguments import USAGE, bytes_of, options_of, parser
from policyparse.errors import PolicyParseError
from policyparse.writing import replacing, unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policyparse.archive.run import Run
    from policyparse.options import Options
    from policyparse.records import Notice

OK, FAILED, INTERRUPTED = 0, 1, 130
NAMED = 20
"""So many documents that failed are named at the end of a run; the table `documents` has them all."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run `policyparse` with the given arguments (those of the process by default) and return its exit code."""
    args = Namespace(command=None)
    try:
        args = parser().parse_args(argv)
        code = _COMMANDS[args.command](args)
        sys.stdout.flush()
        return code
    except PolicyParseError as e:
        _say(str(e))
        return FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains as it closes it
        return OK
    except KeyboardInterrupt:
        _say("interrupted" + ("; the same command goes on where it stopped" if args.command == "batch" else ""))
        return INTERRUPTED
    except SystemExit as e:  # argparse
        return e.code if isinstance(e.code, int) else USAGE
    except Exception as e:  # a fault of ours is one line with a code, too, and ends with 1
        if os.environ.get("POLICYPARSE_DEBUG"):
            raise
        where = "set POLICYPARSE_DEBUG=1 to see where, and report it"
        _say(str(PolicyParseError("PP199", f"{type(e).__name__}: {e}", where)))
        return FAILED


def _say(message: str) -> None:
    print(f"policyparse: {' '.join(message.split())}", file=sys.stderr)


def _parse(args: Namespace) -> int:
    with _loading():
        from policyparse.pipeline import parse

    notice = parse(sys.stdin.buffer if str(args.input) == "-" else args.input, options_of(args))
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


def _batch(args: Namespace) -> int:
    from policyparse.archive.run import MEMORY_MB, TIMEOUT, parse_archive

    inputs = args.inputs + (_listed(args.list) if args.list else [])
    if not inputs:
        _say("batch: name an INPUT, or a --list of them")
        return USAGE
    run = parse_archive(
        inputs, args.output, options_of(args), args.workers, args.timeout or TIMEOUT, args.progress,
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


def _export(args: Namespace) -> int:
    from policyparse.archive.export import export

    written = export(args.run_folder, args.format, None if str(args.output) == "-" else args.output, args.table)
    if written is not None:
        _say(f"{args.table or ('all tables' if args.format in ('duckdb', 'xlsx') else 'targets')}, in {written}")
    return OK


def _review(args: Namespace) -> int:
    from policyparse.pipeline import parse
    from policyparse.views.pictures import Pictures
    from policyparse.views.review.render import review_page

    options = options_of(args)
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


def _apply(args: Namespace) -> int:
    from policyparse.corrections.apply import apply, read_notice
    from policyparse.corrections.records import read_corrections

    notice = read_notice(bytes_of(args.notice), str(args.notice))
    corrections = read_corrections(bytes_of(args.corrections), str(args.corrections))
    corrected = apply(notice, corrections)
    with _output(args.output) as out:
        _write(corrected, "json", out)
    return OK


def _schema(args: Namespace) -> int:
    from policyparse.records import Notice

    schema = Notice.model_json_schema(mode="serialization")
    with _output(None) as out:
        out.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return OK


def _engines(args: Namespace) -> int:
    from policyparse.ocr.engine import engines

    with _output(None) as out:
        for row in engines():
            state = f"{row['version']}\tavailable" if row["available"] else "-\tnot available"
            out.write(f"{row['name']}\t{state}\t{row['hint'] or ''}".rstrip() + "\n")
    return OK


def _version(args: Namespace) -> int:
    with _output(None) as out:
        out.write(f"policyparse {__version__}\n")
    return OK


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "parse": _parse,
    "batch": _batch,
    "export": _export,
    "review": _review,
    "apply": _apply,
    "schema": _schema,
    "engines": _engines,
    "version": _version,
}


if __name__ == "__main__":
    sys.exit(main())
