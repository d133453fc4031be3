"""The elements of a web page → the blocks that a browser would set, less what nobody sees and the site's menus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policyparse.reading.html_lists import Lists
from policyparse.reading.html_page import Block, Box, Page
from policyparse.reading.html_tables import Tables

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "frame", "object", "embed", "applet", "svg", "canvas",
     "math", "select", "button", "textarea", "input", "nav", "aside", "footer", "audio", "video", "map", "datalist")
)
_BLOCK = frozenset(
    ("html", "body", "address", "article", "blockquote", "caption", "center", "dd", "details", "dialog", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "form", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header",
     "hgroup", "hr", "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
     "tfoot", "th", "thead", "tr", "ul", "ucapcontent")
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WRAPPED = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")
"""A line break in the source between Chinese characters, which no blank stands for."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f]")
_LABELLED = re.compile(
    r"\s{0,20}(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,6}|[①-⑳⑴-⒛])"
)
"""An item whose author has written a number before it, beside that of the list."""


def page_of(root: _Element) -> Page:
    """The page's blocks, boxes and tables."""
    return _Walk().over(root)


class _Walk:
    """One pass over the elements: text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self._page = Page()
        self._boxes: list[int] = []  # those around, the innermost last
        self._lists, self._tables = Lists(), Tables()
        self._links = self._preformatted = 0  # how many of these elements are open
        self._text: list[str] = []  # what has gathered …
        self._linked = 0  # … how many of its characters are a link's …
        self._label = ""  # … and what a list puts before it

    def over(self, root: _Element) -> Page:
        """Walk over all elements."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            unseen = element.tag in _UNSEEN or _is_hidden(element)
            if event == "end":
                if not unseen:
                    self._end(element.tag)
                self._say(element.tail)
            elif unseen:
                if element.tag == "head":
                    self._page.titles += _titles(element)
                walk.skip_subtree()
            else:
                self._start(element)
                self._say(element.text)
        self._flush()
        self._page.tables = self._tables.of_data(self._page)
        return self._page

    def _say(self, text: str | None) -> None:
        if text:
            self._text.append(text)
            if self._links:
                self._linked += len(text.strip())

    def _start(self, element: _Element) -> None:
        tag = element.tag
        if tag == "a":
            self._links += element.get("href") is not None
        elif tag == "br":
            self._flush()
        elif tag in _BLOCK:
            self._flush()
            self._start_box(element)
            if tag == "pre":
                self._preformatted += 1
            elif tag in ("ol", "ul"):
                self._lists.begin(element)
            elif tag == "li":
                self._label = self._lists.label(element)
            else:
                self._tables.begin(element, self._boxes[-1])

    def _start_box(self, element: _Element) -> None:
        names = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        parent = self._boxes[-1] if self._boxes else -1
        self._boxes.append(len(self._page.boxes))
        self._page.boxes.append(Box(element.tag, names, parent, len(self._page.blocks)))

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._links = max(0, self._links - 1)
        elif tag in _BLOCK:
            self._flush()
            self._page.boxes[self._boxes.pop()].end = len(self._page.blocks)
            if tag == "pre":
                self._preformatted -= 1
            elif tag in ("ol", "ul"):
                self._lists.end()
            elif tag == "li":
                self._label = ""
            elif tag == "table":
                self._tables.end()

    def _flush(self) -> None:
        """What has gathered is a block; in <pre>, one for each row."""
        if not self._text:
            return
        text = _INVISIBLE.sub("", "".join(self._text))
        linked, self._linked = self._linked, 0
        self._text.clear()
        for row in text.splitlines() if self._preformatted else [text]:
            shown = row if self._preformatted else _BLANKS.sub(" ", _WRAPPED.sub("", row)).lstrip(" ")
            if shown := shown.rstrip():
                label = "" if _LABELLED.match(shown) else self._label
                self._label = ""
                box = self._boxes[-1] if self._boxes else -1
                self._page.blocks.append(Block(label + shown, box, linked, len(label)))


def _is_hidden(element: _Element) -> bool:
    style = element.get("style")
    return (
        (style is not None and _HIDDEN.search(style) is not None)
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    )


def _titles(head: _Element) -> list[str]:
    """What a page's <head> says its title is."""
    out = []
    for element in head.iter("title", "meta"):
        if element.tag == "title":
            out.append("".join(element.itertext()))
        elif str(element.get("name", "")).lower() in ("articletitle", "title", "og:title"):
            out.append(element.get("content") or "")
    return out
