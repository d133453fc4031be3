"""What the documentation takes from the code when it is built: tables of fields, options, codes; the notebook, run."""
from __future__ import annotations

import argparse
import base64
import importlib.util
import inspect
import io
import json
import logging
import re
import sys
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
logging.getLogger("jieba").setLevel(logging.WARNING)  # it tells of its dictionary
_shown: list[str] = []
"""What the notebook's cells show, as HTML; it is put in when Markdown has done its work."""


def on_files(files: Any, config: Any, **_: Any) -> Any:
    """Add the notebook as a page, run and with what it shows."""
    from mkdocs.structure.files import File

    files.append(File.generated(config, "notebook.md", content=notebook()))
    return files


def notebook() -> str:
    """The notebook as Markdown, with a place for each piece of HTML that its cells show."""
    import nbformat
    from nbclient import NotebookClient

    _shown.clear()
    book = nbformat.read(ROOT / "docs" / "explore.ipynb", as_version=4)
    place = {"metadata": {"path": str(ROOT / "docs")}}
    NotebookClient(book, timeout=300, resources=place, extra_arguments=["--log-level=ERROR"]).execute()
    parts = []
    for cell in book.cells:
        parts.append(cell.source if cell.cell_type == "markdown" else f"```python\n{cell.source}\n```")
        parts += [_output(output) for output in cell.get("outputs", []) if output.get("name") != "stderr"]
    return "\n\n".join(parts)


def _output(output: Any) -> str:
    """The place of what a cell shows: its richest form."""
    data = output.get("data", {})
    if "text/html" in data:
        _shown.append(data["text/html"])
    elif "image/png" in data:
        _shown.append(f'<img alt="" src="data:image/webp;base64,{_smaller(data["image/png"])}">')
    else:
        _shown.append(f"<pre>{escape(data.get('text/plain', output.get('text', '')).rstrip())}</pre>")
    return f'<div class="shown">{len(_shown) - 1}</div>'


def _smaller(png: str) -> str:
    """A picture as WebP: pages are photographs."""
    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(base64.b64decode(png))).save(out, "WEBP", quality=60)
    return base64.b64encode(out.getvalue()).decode()


def on_page_content(html: str, **_: Any) -> str:
    """Put in what the notebook's cells show."""
    return re.sub(r'<div class="shown">(\d+)</div>', lambda m: f'<div class="shown">{_shown[int(m[1])]}</div>', html)


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put in the tables that a page asks for by a mark; links to files of the checkout become their names."""
    for make in (schema, options, errors, commands, floors):
        mark = f"<!-- {make.__name__} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    markdown = markdown.replace("](explore.ipynb)", "](notebook.md)")
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
    """The fields of Options, each with its default and what its docstring says of it."""
    from policyparse import Options

    words = inspect.cleandoc(Options.__doc__ or "").partition("\nAttributes:\n")[2].partition("\nExamples:\n")[0]
    said = dict(re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", words, re.M))
    rows = [
        f"| `{name}` | {_default(field.default)} | {_cell(' '.join(said[name].split()))} |"
        for name, field in Options.model_fields.items()
    ]
    return "\n".join(["| option | default | meaning |", "|---|---|---|", *rows])


def _default(value: Any) -> str:
    return f"{value:,}" if type(value) is int else f"`{value!r}`" if isinstance(value, str | float) else "none"


def errors() -> str:
    """The codes of errors and of diagnostics."""
    from policyparse.errors import DIAGNOSTICS, ERRORS

    rows = [f"| {code} | {words} |" for code, words in (ERRORS | DIAGNOSTICS).items()]
    return "\n".join(["| code | meaning |", "|---|---|", *rows])


def commands() -> str:
    """Every command with its arguments, as the program's own help has them."""
    from policyparse.arguments import parser

    action = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction))
    parts = []
    for name, command in action.choices.items():
        rows = [f"| {_argument(a)} | {_cell(a.help or '')} |" for a in command._actions if a.dest != "help"]
        table = ["| argument | meaning |", "|---|---|", *rows] if rows else []
        parts.append("\n".join([f"## policyparse {name}", "", _sentence(str(command.description)), "", *table]))
    return "\n\n".join(parts)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _argument(action: argparse.Action) -> str:
    names = ", ".join(f"`{x}`" for x in action.option_strings) or f"`{action.metavar or action.dest}`"
    choices = " ".join(f"`{x}`" for x in action.choices or ())
    return f"{names} {choices or (f'`{action.metavar}`' if action.option_strings and action.metavar else '')}".strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("%%", "%")
