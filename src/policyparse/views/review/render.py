"""The review page: one HTML file, with nothing in it that comes from elsewhere, and nothing that may go elsewhere."""
from __future__ import annotations

import base64
import hashlib
import io
import json
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from policyparse import __version__
from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    from PIL.Image import Image

    from policyparse.records import Notice
    from policyparse.views.pictures import Pictures

STYLES = ("base.css", "page.css")
SCRIPTS = ("words.js", "model.js", "pages.js", "records.js", "form.js", "page.js")
"""The page's style and script, in their parts."""
_QUALITY = 55
_METHOD = 2
"""WebP's effort: the next one up takes twice the time for a tenth of the size."""


def review_page(notice: Notice, pictures: Pictures | None = None, home: str | None = None) -> Iterator[str]:
    """The page for one notice, piece by piece, so that no more than one page image is held.

    Args:
        notice: What to review.
        pictures: Of its pages; where there are none, the text is shown.
        home: Where the index is that this page belongs to, as a relative link.
    """
    numbers = [p.number for p in notice.source.pages if p.width] if pictures and pictures.can_be_made() else []
    meta = {"version": __version__, "pictures": numbers, "home": home}
    title = notice.header.title.text if notice.header.title else notice.source.name
    data = {"notice": notice.model_dump_json(), "meta": json.dumps(meta, ensure_ascii=False)}
    head, _, tail = filled("page.html", STYLES, SCRIPTS, title, data).rpartition("{{pictures}}")
    yield head
    for number in numbers:
        assert pictures is not None
        yield _picture(pictures, number)
    yield tail


def filled(
    template: str, styles: tuple[str, ...], scripts: tuple[str, ...], title: str, data: dict[str, str]
) -> str:
    """A template with its style and script, their hashes in the policy, and `data`: JSON by the name of its place."""
    style, script = "".join(map(_file, styles)), "".join(map(_file, scripts))
    policy = (
        f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src blob: data:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    values = {"policy": policy, "version": __version__, "title": escape(title), "style": style, "script": script}
    values |= {name: _data(words) for name, words in data.items()}
    page, *parts = _file(template).split("{{")
    for part in parts:  # each value is put in once: no word of a document is taken for a place
        name, _, rest = part.partition("}}")
        page += values.get(name, f"{{{{{name}}}}}") + rest
    return page


@cache
def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _data(text: str) -> str:
    """JSON that can stand in a script element: no tag begins or ends in it."""
    return text.replace("<", "\\u003c")


def _picture(pictures: Pictures, number: int) -> str:
    """A page image as an element that shows nothing by itself; none where it cannot be made."""
    try:
        image = pictures.page(number)
    except PolicyParseError:
        return ""
    kind, encoded = encode(image)
    words = base64.b64encode(encoded).decode()
    return f'<script type="text/plain" id="picture-{number}" data-type="{kind}">{words}</script>\n'


def encode(image: Image) -> tuple[str, bytes]:
    """An image as WebP, and its media type."""
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=_METHOD)
    return "image/webp", out.getvalue()
