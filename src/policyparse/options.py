"""What a caller may choose, grouped by step."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Options(BaseModel):
    """Choices for one parse; the defaults are right for most notices.

    Attributes:
        ocr: What reads page images: `auto` (RapidOCR, or what is installed), `rapidocr`, `tesseract`, `none`.
        pages: First and last page to read, from 1, both included; None for all.
        ocr_threads: Threads of the OCR engine. The result does not depend on it.
        password: Password of an encrypted PDF.
        max_bytes: Largest file that is opened.
        min_confidence: Targets less sure than this are left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ocr: Literal["auto", "rapidocr", "tesseract", "none"] = "auto"
    pages: tuple[int, int] | None = None
    ocr_threads: int = Field(default=2, ge=1)
    password: str | None = None
    max_bytes: int = Field(default=512 * 1024 * 1024, gt=0)
    min_confidence: float = Field(default=0.0, ge=0.0, le=1.0)
