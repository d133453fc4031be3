"""What a caller may choose, grouped by step."""
from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from policyparse.lexicon.tables import Added


class AddedRegion(BaseModel):
    """A region that the lexicon's table does not have.

    Attributes:
        name: Official name (雨山区).
        level: `province`, `city` (prefecture) or `county`.
        parent: Official name of the province or prefecture above.
        prefixes: What document numbers from there begin with.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=2)
    level: Literal["province", "city", "county"] = "county"
    parent: str | None = None
    prefixes: tuple[str, ...] = ()


class Lexicon(BaseModel):
    """Names that are known in a parse besides those of the lexicon's own tables; where both have one, these count.

    Attributes:
        local: Departments that follow a region's name, short form → full name (文投办 → 文化投资促进办公室).
        standing: Organs whose name stands alone, short form → full name (两江管委会 → 重庆两江新区管理委员会).
        regions: Regions.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    local: dict[str, str] = {}
    standing: dict[str, str] = {}
    regions: tuple[AddedRegion, ...] = ()

    def rows(self) -> Added:
        """The names as rows of the lexicon's tables."""
        organs = [
            (short, full, scope)
            for scope, names in (("local", self.local), ("central", self.standing))
            for key, full in names.items() for short in dict.fromkeys((key, full))
        ]
        regions = [(r.name, r.level, r.parent or "", ",".join(r.prefixes)) for r in self.regions]
        return Added(tuple(organs), tuple(regions))


class Options(BaseModel):
    """Choices for one parse; the defaults are right for most notices.

    What a file may cost is bounded before it is paid: one that is over a limit is refused with PP108, whatever it
    claims or hides. The limits are far above what a notice needs, and low enough that a hostile file cannot take a
    machine down. They bound time, too, without measuring it (but for `trial_seconds`, which an ordinary file does not
    come near), so that the same file always gives the same answer; `policyparse batch --timeout` stops a document by
    the clock.

    Attributes:
        ocr: What reads page images: `auto` (RapidOCR, or what is installed), `rapidocr`, `tesseract`, `none`,
            or an engine that an installed package adds, by its name.
        pages: First and last page to read, from 1, both included; None for all.
        ocr_threads: Threads of the OCR engine. The result does not depend on it.
        password: Password of an encrypted PDF.
        max_bytes: Largest file that is opened, in bytes.
        max_pages: Most pages that are read of one file; of a longer one, `pages` may name some.
        max_pixels: Largest image that is unpacked, width × height: A4 at 1200 dpi has 139 million. Pillow refuses
            what has more than 350 million.
        max_text: Longest text that is parsed, in characters; a book has half a million.
        max_packed: Most characters that a file may hold beside two for each of its bytes; what holds more is packed
            many times over, as no notice is.
        max_unpacked: Most bytes that one part of a zipped file (DOCX, OFD), or a web page, may have; all parts
            together may have four times as many.
        max_tags: Most tags that one part of a zipped file, or a web page, may have.
        trial_seconds: Processor seconds in which the pages of a PDF must be drawn once, in a process of their own, if
            they may draw without bound: forms in forms, contents that unpack to more than 16 MiB or that many pages
            share, paint hundreds of times over. A page may take a third of them; one that takes longer is not read
            (PP401). Half of them is what reading all pages may take beside what their number, their characters and the
            bytes of the file account for.
        max_drawn: Most objects (texts, lines, pictures) that the pages of a PDF or OFD may draw, beside a thousand for
            each page and one for every four bytes of the file; the pages after those that draw so many are not read
            (PP401).
        min_confidence: Targets less sure than this are left out.
        lexicon: Names of organs and regions that are to be known besides those of the lexicon's own tables.

    Raises:
        pydantic.ValidationError: A value is out of its range, or there is no option of that name.

    Examples:
        >>> import policyparse as pp
        >>> sure = pp.Options(min_confidence=0.9)
        >>> [t.quantity.raw for t in pp.extract("到2025年，新建公办幼儿园12所。", sure)]
        ['12所']
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ocr: str = Field(default="auto", pattern="^[a-z0-9_-]+$")
    pages: tuple[int, int] | None = None
    ocr_threads: int = Field(default=2, ge=1)
    password: str | None = None
    max_bytes: int = Field(default=512 * 1024 * 1024, gt=0)
    max_pages: int = Field(default=5_000, gt=0)
    max_pixels: int = Field(default=200_000_000, gt=0, le=350_000_000)
    max_text: int = Field(default=5_000_000, gt=0)
    max_packed: int = Field(default=100_000, gt=0)
    max_unpacked: int = Field(default=64 * 1024 * 1024, gt=0)
    max_tags: int = Field(default=2_000_000, gt=0)
    trial_seconds: float = Field(default=6.0, gt=0)
    max_drawn: int = Field(default=200_000, gt=0)
    min_confidence: float = Field(default=0.0, ge=0.0, le=1.0)
    lexicon: Lexicon = Lexicon()
