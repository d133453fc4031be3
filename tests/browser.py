"""A real browser for the tests of pages: Debian's Chromium, driven by Playwright."""
from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


@contextmanager
def browser() -> Iterator[Any]:
    """A headless browser; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()


class Page:
    """A page that was opened; what went wrong in it, or was asked of the network, is noted."""

    def __init__(self, opened: Any, path: Path) -> None:
        self.wrong: list[str] = []
        self.page = opened
        opened.on("console", lambda m: self.wrong.append(m.text) if m.type in ("error", "warning") else None)
        opened.on("pageerror", lambda e: self.wrong.append(str(e)))
        opened.on("request", lambda r: None if r.url.startswith(("file:", "blob:")) else self.wrong.append(r.url))
        opened.goto(path.as_uri())

    def texts(self, selector: str) -> list[str]:
        """The text of each element, drawn yet or not."""
        return [text.strip() for text in self.page.locator(selector).all_text_contents()]

    def wait(self, expression: str) -> None:
        """Wait until an expression holds; Playwright's own way of waiting is what the page's policy forbids."""
        for _ in range(100):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(expression)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)


@contextmanager
def opened(started: Any, path: Path, **context: Any) -> Iterator[Page]:
    """A file in a browser window of its own; nothing may have gone wrong in it."""
    window = started.new_context(viewport={"width": 1400, "height": 900}, **context)
    try:
        page = Page(window.new_page(), path)
        yield page
        assert page.wrong == []
    finally:
        window.close()
