"""The pages of a notice, to look at: the picture of each, with boxes where its records stand."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policyparse.records.context import pictures_of

if TYPE_CHECKING:
    from PIL.Image import Image

    from policyparse.records import Notice, PageInfo, Span

COLOURS = {
    "targets": (201, 138, 27), "header": (179, 57, 47), "clauses": (61, 110, 168), "removed": (133, 128, 122),
    "repairs": (47, 128, 104),
}
"""The colour of each kind of record, the same as in the review page."""
_TINT, _LINE = 70, 2


class Pages:
    """The pages of a notice, by their numbers, which count from 1 as in regions and in `--pages`."""

    def __init__(self, notice: Notice) -> None:
        self._notice = notice

    def __len__(self) -> int:
        return len(self._notice.source.pages)

    def __iter__(self) -> Iterator[Page]:
        return (Page(self._notice, info) for info in self._notice.source.pages)

    def __getitem__(self, number: int) -> Page:
        for page in self:
            if page.number == number:
                return page
        raise KeyError(number)

    def __repr__(self) -> str:
        return f"Pages({', '.join(str(page.number) for page in self)})"


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """One page of a notice.

    Attributes:
        notice: The notice.
        info: What is known of the page.
    """

    notice: Notice
    info: PageInfo

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self.info.number

    @property
    def text(self) -> str:
        """What was read on it."""
        return self.notice.text[self.info.start : self.info.end]

    def __repr__(self) -> str:
        return f"Page({self.number}, {len(self.text)} characters)"

    def show(
        self, targets: bool = False, clauses: bool = False, removed: bool = False, header: bool = False,
        repairs: bool = False, width: int = 1000,
    ) -> Image:
        """The picture of the page, as a Pillow image; the file is read again for it.

        Args:
            targets: Whether boxes show where targets stand; the others likewise.
            clauses: Of clauses.
            removed: Of what was removed.
            header: Of what stands in head and foot.
            repairs: Of what was set right.
            width: In pixels.

        Raises:
            PolicyParseError: PP120, there is no picture: the file is gone or has changed, or has no pages.
        """
        picture = pictures_of(self.notice).page(self.number, width)
        wanted = {"targets": targets, "clauses": clauses, "removed": removed, "header": header, "repairs": repairs}
        for name in (name for name, want in wanted.items() if want):
            picture = overlaid(picture, self.info, _spans(self.notice, name), COLOURS[name])
        return picture

    def _repr_png_(self) -> bytes | None:
        from policyparse.errors import PolicyParseError

        try:
            return self.show()._repr_png_()
        except PolicyParseError:
            return None


def _spans(notice: Notice, name: str) -> Iterator[Span]:
    if name == "header":
        for part in (notice.header, notice.footer):
            for field in type(part).model_fields:
                value = getattr(part, field)
                for record in value if isinstance(value, tuple) else [value]:
                    yield from getattr(record, "spans", ())
        return
    for record in getattr(notice, name):
        yield from record.evidence.spans if name == "targets" else record.spans


def overlaid(picture: Image, info: PageInfo, spans: Iterable[Span], colour: tuple[int, int, int]) -> Image:
    """A copy of a page's picture with a tinted box for each region that these spans have on the page."""
    from PIL import Image as Pillow
    from PIL import ImageDraw

    over = Pillow.new("RGBA", picture.size)
    draw = ImageDraw.Draw(over)
    for region in (region for span in spans for region in span.regions or ()):
        if region.page == info.number:
            draw.rectangle(pixels(picture, info, region.bbox), (*colour, _TINT), (*colour, 255), _LINE)
    return Pillow.alpha_composite(picture.convert("RGBA"), over).convert("RGB")


def pixels(picture: Image, info: PageInfo, box: tuple[float, ...]) -> tuple[float, float, float, float]:
    """A box on a page in pixels of its picture."""
    across, down = picture.width / (info.width or 1), picture.height / (info.height or 1)
    return (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
