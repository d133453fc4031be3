"""The pages of a run: an index to search, and in the folder of its name a review page for each notice."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from policyparse.archive.originals import Originals
from policyparse.options import Options
from policyparse.views.pictures import Pictures
from policyparse.views.review.render import filled, review_page
from policyparse.writing import replacing, unwritable

if TYPE_CHECKING:
    from policyparse.archive.results import Run
    from policyparse.records import Notice

STYLES = ("base.css", "index.css")
SCRIPTS = ("words.js", "index.js")
_SURE = 0.85


def write_run(run: Run, out: Path, options: Options | None = None) -> tuple[int, int]:
    """Write the index to `out` and a page for each notice beside it, in a folder; page images where the files are.

    Returns:
        How many notices there are, and of how many the file to show is gone or has changed.

    Raises:
        PolicyParseError: PP114, a file cannot be written.
    """
    options = options or Options()
    folder, home = out.with_suffix(""), f"../{quote(out.name)}"
    documents = run.documents("pandas", ["document", "place", "status", "same_as"]).to_dict("records")
    places = {row["document"]: row["place"] for row in documents}
    rows: dict[str, dict[str, Any]] = {}
    gone = 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with Originals(options.max_bytes) as originals:
            for document, notice in run.each_notice():
                pictures = Pictures(notice.source, originals.read(places[document]), options)
                gone += pictures.are_lost()
                name = f"{hashlib.sha256(document.encode()).hexdigest()[:16]}.html"
                _write(folder / name, review_page(notice, pictures, home))
                rows[document] = _row(document, notice) | {"page": f"{quote(folder.name)}/{name}"}
        for row in documents:
            if row["status"] == "same" and row["same_as"] in rows:
                rows[row["document"]] = rows[row["same_as"]] | {"document": row["document"]}
        notices = [rows[document] for document in sorted(rows)]
        told = {"name": run.path.name, "notices": notices, "failed": run.failed()}
        index = filled("index.html", STYLES, SCRIPTS, run.path.name, {"run": json.dumps(told, ensure_ascii=False)})
        _write(out, [index])
    except OSError as e:
        raise unwritable(e.filename or out, e) from e
    return len(rows), gone


def _write(path: Path, parts: Iterable[str]) -> None:
    with replacing(path) as scratch, scratch.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(parts)


def _row(document: str, notice: Notice) -> dict[str, Any]:
    """What the index shows and searches of a notice."""
    header, footer = notice.header, notice.footer
    return {
        "document": document,
        "sha256": notice.source.sha256,
        "title": header.title.text if header.title else notice.source.name,
        "number": header.document_number.text if header.document_number else "",
        "type": header.document_type or "",
        "issuers": [body.name for body in header.issuers],
        "date": footer.issue_date.date if footer.issue_date else "",
        "pages": len(notice.source.pages),
        "targets": len(notice.targets),
        "unsure": sum(target.confidence < _SURE for target in notice.targets),
        "words": list(dict.fromkeys(target.evidence.text for target in notice.targets)),
    }
