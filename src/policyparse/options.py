"""What a caller may choose, grouped by step."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Options(BaseModel):
    """Choices for one parse; the defaults are right for most notices.

    What a file may cost is bounded before it is paid: one that is over a limit is refused with PP108, whatever it
    claims or hides. The limits are far above what a notice needs, and low enough that a hostile file cannot take a
    machine down. Time is bounded by them, not measured, so that the same file always gives the same answer;
    `policyparse batch --timeout` stops a document by the clock.

    Attributes:
        ocr: What reads page images: `auto` (RapidOCR, or what is installed), `rapidocr`, `tesseract`, `none`.
        pages: First and last page to read, from 1, both included; None for all.
        ocr_threads: Threads of the OCR engine. The result does not depend on it.
        password: Password of an encrypted PDF.
        max_bytes: Largest file that is opened, in bytes.
        max_pages: Most pages that are read of one file; of a longer one, `pages` may name some.
        max_pixels: Largest image that is unpacked, width × height: A4 at 1200 dpi has 139 million. Pillow refuses
            what has more than 350 million.
        max_text: Longest text that is parsed, in characters; a book has half a million.
        max_unpacked: Most bytes that one part of a zipped file (DOCX, OFD), or a web page, may have; all parts
            together may have four times as many.
        min_confidence: Targets less sure than this are left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ocr: Literal["auto", "rapidocr", "tesseract", "none"] = "auto"
    pages: tuple[int, int] | None = None
    ocr_threads: int = Field(default=2, ge=1)
    password: str | None = None
    max_bytes: int = Field(default=512 * 1024 * 1024, gt=0)
    max_pages: int = Field(default=5_000, gt=0)
    max_pixels: int = Field(default=200_000_000, gt=0, le=350_000_000)
    max_text: int = Field(default=5_000_000, gt=0)
    max_unpacked: int = Field(default=64 * 1024 * 1024, gt=0)
    min_confidence: float = Field(default=0.0, ge=0.0, le=1.0)
