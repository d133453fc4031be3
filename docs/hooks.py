"""What the documentation takes from the code when it is built: the tables of fields, options, codes and floors."""
from __future__ import annotations

import argparse
import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put in the tables that a page asks for by a mark; links to files of the checkout become their names."""
    for make in (schema, options, errors, commands, floors):
        mark = f"<!-- {make.__name__} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    outside = "../" * page.file.src_uri.count("/") + "../"
    return re.sub(rf"(?<!!)\[([^\]\n]+)\]\({re.escape(outside)}[^)]*\)", r"\1", markdown)


def floors() -> str:
    """The floors of the quality gate."""
    spec = importlib.util.spec_from_file_location("gate", ROOT / "benchmarks" / "gate.py")
    assert spec is not None and spec.loader is not None
    gate = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = gate  # its dataclasses ask for it
    spec.loader.exec_module(gate)
    return str(gate.table(json.loads(gate.FLOORS.read_text(encoding="utf-8"))))


def schema() -> str:
    """Every record of the JSON schema as a table of its fields."""
    from policyparse import Notice

    whole = Notice.model_json_schema(mode="serialization")
    parts = [_record("Notice", whole)]
    parts += [_record(name, record) for name, record in whole["$defs"].items()]
    return "\n\n".join(parts)


def _record(name: str, record: dict[str, Any]) -> str:
    rows = ["| field | type | meaning |", "|---|---|---|"]
    rows += [f"| `{k}` | {_type(v)} | {_cell(v['description'])} |" for k, v in record["properties"].items()]
    return f"## {name}\n\n{record['description']}\n\n" + "\n".join(rows)


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in field:
        return " or ".join(dict.fromkeys(_type(x) for x in field["anyOf"]))
    if "enum" in field:
        return ", ".join(f"`{x}`" for x in field["enum"])
    if "const" in field:
        return f"`{field['const']}`"
    if field.get("type") == "array":
        return f"list of {_type(field['items'])}" if field.get("items") else "list"
    return str(field.get("type", "any"))


def options() -> str:
    """The fields of Options, each with its default."""
    from policyparse import Options

    return "\n".join(
        ["| option | default |", "|---|---|"]
        + [f"| `{name}` | `{field.default!r}` |" for name, field in Options.model_fields.items()]
    )


def errors() -> str:
    """The codes of errors and of diagnostics."""
    from policyparse.errors import DIAGNOSTICS, ERRORS

    rows = [f"| {code} | {words} |" for code, words in (ERRORS | DIAGNOSTICS).items()]
    return "\n".join(["| code | meaning |", "|---|---|", *rows])


def commands() -> str:
    """Every command with its arguments, as the program's own help has them."""
    from policyparse.cli import _parser

    parser = _parser()
    action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    parts = []
    for name, command in action.choices.items():
        rows = [f"| {_argument(a)} | {_cell(a.help or '')} |" for a in command._actions if a.dest != "help"]
        table = ["| argument | meaning |", "|---|---|", *rows] if rows else []
        parts.append("\n".join([f"## policyparse {name}", "", f"{command.description}", "", *table]))
    return "\n\n".join(parts)


def _argument(action: argparse.Action) -> str:
    names = ", ".join(f"`{x}`" for x in action.option_strings) or f"`{action.metavar or action.dest}`"
    choices = " ".join(f"`{x}`" for x in action.choices or ())
    return f"{names} {choices or (f'`{action.metavar}`' if action.option_strings and action.metavar else '')}".strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("%%", "%")
