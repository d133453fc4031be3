"""The pages of a notice as pictures, made from its file again: upright, each as large as `PageInfo` says, in points."""
from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.options import Options

if TYPE_CHECKING:
    from PIL.Image import Image

    from policyparse.records import PageInfo, Source

SHARP = 1600
"""Width of a picture in pixels: 190 dpi on A4."""
_KEPT = 4


@dataclass(slots=True)
class Pictures:
    """The pictures of a notice's pages; each is made as it is asked for, and the last few are kept.

    Attributes:
        source: What was read.
        given: The file: a path, its bytes, an image or a numpy page; None where it is not known.
        options: Those that it was read with; the password is needed again.
    """

    source: Source
    given: Any = None
    options: Options = field(default_factory=Options)
    _data: bytes | None = field(default=None, init=False, repr=False)
    _kept: dict[tuple[int, int], Image] = field(default_factory=dict, init=False, repr=False)

    def page(self, number: int, width: int = SHARP) -> Image:
        """The picture of a page.

        Args:
            number: Of the page, from 1.
            width: In pixels.

        Raises:
            PolicyParseError: PP109, there is no such page; PP120, its picture cannot be made.
        """
        if (kept := self._kept.pop((number, width), None)) is None:
            kept = self._made(number, width)
        self._kept[number, width] = kept  # the last one asked for is the last one
        if len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]
        return kept

    def _made(self, number: int, width: int) -> Image:
        info = next((page for page in self.source.pages if page.number == number), None)
        if info is None:
            raise PolicyParseError("PP109", f"{self.source.name} has no page {number}", "count from 1")
        if self.media_type not in _MAKERS:
            raise PolicyParseError("PP120", f"{self.source.name} is {self.media_type}", "its text has no pages to show")
        try:
            picture = _MAKERS[self.media_type](self._load(), info, width, self.options)
        except PolicyParseError:
            raise
        except Exception as e:  # whatever a broken page does to the libraries
            raise PolicyParseError("PP120", f"page {number} of {self.source.name}: {e}") from e
        return _turned(picture.convert("RGB"), info.rotation)

    @property
    def media_type(self) -> str:
        """The kind of file, for which there are pictures or not."""
        return "pixels" if hasattr(self.given, "__array_interface__") else self.source.media_type

    def can_be_made(self) -> bool:
        """Whether this is a kind of file whose pages have pictures, and the file is still there."""
        return self.media_type in _MAKERS and not self.are_lost()

    def are_lost(self) -> bool:
        """Whether this is a kind of file whose pages have pictures, but the file is gone or is another one now."""
        try:
            return self.media_type in _MAKERS and self._load() is None
        except PolicyParseError:
            return True

    def _load(self) -> Any:
        """The file's bytes, as they were read."""
        if self.media_type == "pixels":
            return self.given
        if self._data is None:
            self._data = self._read()
        return self._data

    def _read(self) -> bytes:
        if self.given is None:
            raise PolicyParseError("PP120", f"nobody knows where {self.source.name} is", "parse it from its path")
        try:
            data = self.given.read_bytes() if isinstance(self.given, Path) else bytes(self.given)
        except OSError as e:
            raise PolicyParseError("PP120", f"{self.given}: {e.strerror or e}", "put the file back") from e
        if hashlib.sha256(data).hexdigest() != self.source.sha256:
            raise PolicyParseError("PP120", f"{self.source.name} is not the file that was read", "parse it again")
        return data


def _of_pdf(data: bytes, info: PageInfo, width: int, options: Options) -> Image:
    from policyparse.reading.pdf import rendered

    return rendered(data, info.number, width, options)


def _of_image(data: bytes, info: PageInfo, width: int, options: Options) -> Image:
    from PIL import Image as Pillow

    from policyparse.reading.image import FORMATS, check_pixels

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own bomb warning; the limit is checked below
        image = Pillow.open(io.BytesIO(data), formats=FORMATS)
    with image:
        if getattr(image, "n_frames", 1) > 1:
            image.seek(info.number - 1)
        check_pixels(image, "the image", options)
        return _of_pixels(image, info, width, options)


def _of_pixels(source: Any, info: PageInfo, width: int, options: Options) -> Image:
    import numpy as np
    from PIL import Image as Pillow

    from policyparse.reading.image import rgb

    if not isinstance(source, Pillow.Image):
        pixels = np.asarray(source)
        pixels = pixels.astype(np.uint8) * 255 if pixels.dtype == bool else pixels
        source = Pillow.fromarray(pixels[..., 0] if pixels.ndim == 3 and pixels.shape[2] == 1 else pixels)
    image = Pillow.fromarray(rgb(source)[0])
    scale = width / (image.height if info.rotation in (90, 270) else image.width)
    if scale >= 1:
        return image
    return image.resize((round(image.width * scale), round(image.height * scale)), Pillow.Resampling.LANCZOS)


def _turned(picture: Image, rotation: int) -> Image:
    """The picture turned to the right by so many degrees."""
    from PIL.Image import Transpose

    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    return picture.transpose(turns[rotation]) if rotation in turns else picture


_MAKERS: dict[str, Callable[[Any, PageInfo, int, Options], Image]] = {
    "application/pdf": _of_pdf,
    "pixels": _of_pixels,
    **dict.fromkeys(
        ("image/png", "image/jpeg", "image/tiff", "image/jp2", "image/webp", "image/bmp", "image/gif"), _of_image
    ),
}
"""Media type → what makes the picture of a page: (data, page, width, options) → image, not yet turned."""
