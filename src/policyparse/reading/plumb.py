"""What pdfplumber adds to a text layer: characters that PDFium passes over."""

from __future__ import annotations

import io
import logging

from policyparse.reading.layer import Char, once


def characters(data: bytes, page: int, password: str | None) -> tuple[Char, ...]:
    """A page's characters as pdfplumber reads them: slower than PDFium, but by the widths in the file itself.

    None where it fails on the file.
    """
    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page], password=password) as document:
            found = [Char(c["text"], (c["x0"], c["top"], c["x1"], c["bottom"])) for c in document.pages[0].chars]
            document.pages[0].close()
    except Exception:  # pdfminer raises nearly anything on damaged files; PDFium's reading is there without it
        return ()
    return tuple(once(found))
