"""Images of pages (PNG, JPEG, JPEG 2000, WebP, BMP, GIF, TIFF; PIL images, numpy arrays) → recognised sheets."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, engine
from policyparse.options import Options
from policyparse.reading.pages import Reading
from policyparse.reading.sheets import Sheet, bind

if TYPE_CHECKING:
    from PIL import Image as Pillow

    from policyparse.ocr.engine import Image

LONG_SIDE = 3600
"""Long side of what is recognised, in pixels: A4 at 300 dpi has 3508, and more shows no more."""
A4 = (595.28, 841.89)
_USUAL = 40_000_000
"""Pixels of A4 at 600 dpi, which any number of pages may have; what they have beyond counts …"""
_TOGETHER = 4
"""… and may come to so many times what one page may have."""
FORMATS = ("PNG", "JPEG", "TIFF", "JPEG2000", "WEBP", "BMP", "GIF")
"""What Pillow may open: some of its other readers call programs."""
_SMALLER = "scan it at 300 dpi, or raise Options.max_pixels"
_RESAVE = "open it in a viewer and save it again as PNG or PDF"


def read_image_file(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read an image file; a TIFF may hold several pages, of an animation the first picture is the page."""
    from PIL import Image as Pillow

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own bomb warning; the limit here is checked below
        try:
            opened = Pillow.open(io.BytesIO(data), formats=FORMATS)
        except Pillow.DecompressionBombError as e:
            raise PolicyParseError("PP108", f"{name}: {e}", _SMALLER) from e
        except Exception as e:  # Pillow raises nearly anything on damaged files
            raise PolicyParseError("PP104", name, _RESAVE) from e
        with opened:
            return _reading(opened, name, sha256, media_type, options)


def read_pixels(source: Any, name: str, sha256: str, options: Options) -> Reading:
    """Read a PIL image or a numpy page (grey, RGB or RGBA)."""
    from PIL import Image as Pillow

    if isinstance(source, Pillow.Image):
        return _reading(source, name, sha256, Pillow.MIME.get(source.format or "", "image/png"), options)
    import numpy as np

    array = np.asarray(source)
    if array.dtype == bool:
        array = array.astype(np.uint8) * 255
    elif array.dtype != np.uint8:
        raise PolicyParseError(
            "PP105", f"an array of {array.dtype}", "give 8-bit pixels: (height, width) or (height, width, 3) of uint8"
        )
    if array.ndim not in (2, 3) or 0 in array.shape or (array.ndim == 3 and array.shape[2] not in (1, 3, 4)):
        raise PolicyParseError(
            "PP105", f"an array of shape {array.shape}", "give one page: (height, width) or (height, width, 3)"
        )
    array = array[..., 0] if array.ndim == 3 and array.shape[2] == 1 else array
    return _reading(Pillow.fromarray(array), name, sha256, "image/png", options)


def _reading(image: Pillow.Image, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    paged = image.format == "TIFF"  # a camera's JPEG may hold previews, a GIF or PNG an animation
    first, last = page_range(_count(image, options) if paged else 1, options, name)
    if options.ocr == "none":
        raise PolicyParseError("PP107", f"{name} is an image", "let it be recognised: --ocr auto")
    reader = engine(options.ocr, options.ocr_threads)
    if paged:
        _check_together(image, range(first - 1, last), name, options)
    sheets = list(_sheets(image, range(first - 1, last), reader, name, options))
    if not paged and image.format != "MPO" and _has_more(image):
        sheets[0].diagnostics.append(("PP408", f"{name} is an animation, and its first picture was read"))
    if not any(sheet.rows for sheet in sheets):
        raise _nothing(sheets, name)
    return bind(name, sha256, media_type, sheets)


def _count(image: Pillow.Image, options: Options) -> int:
    """How many pages a TIFF has, a damaged one counted as its last; no more are counted than may be read."""
    most = (options.pages or (1,))[0] + options.max_pages
    for n in range(1, most):
        try:
            image.seek(n)
        except EOFError:
            return n
        except Exception:  # it is said of the page when it is to be read
            return n + 1
    return most


def _check_together(image: Pillow.Image, frames: range, name: str, options: Options) -> None:
    """Raise PP108 for a TIFF with too many pages that are too large; nothing of it is unpacked yet."""
    room = _TOGETHER * options.max_pixels
    with suppress(Exception):  # a damaged page is the last
        for n in frames:
            image.seek(n)
            room -= max(0, image.width * image.height - _USUAL)
    if room < 0:
        raise PolicyParseError("PP108", f"{name}: {len(frames)} pages with very many pixels", _SMALLER)


def _has_more(image: Pillow.Image) -> bool:
    """Whether a file has more than one picture."""
    try:
        return bool(getattr(image, "is_animated", False))
    except Exception:  # the second is damaged
        return False


def _nothing(sheets: list[Sheet], name: str) -> PolicyParseError:
    failed = [m for sheet in sheets for code, m in sheet.diagnostics if code == "PP401"]
    if failed:
        return PolicyParseError("PP104", f"{name}: {failed[0]}", _RESAVE)
    return PolicyParseError(
        "PP107", name, "is the page blank, or upside down? Scan it again, upright, at 200 dpi or more"
    )


def _sheets(image: Pillow.Image, frames: range, reader: Engine, name: str, options: Options) -> Iterator[Sheet]:
    from policyparse.ocr.page import recognise_sheet

    for n in frames:
        sheet = Sheet(n + 1, *A4, origin="ocr")
        try:
            if _has_more(image):
                image.seek(n)
            check_pixels(image, name, options)
            sheet.width, sheet.height, points = _size(image)
            pixels, scale = rgb(image)
            recognise_sheet(sheet, pixels, reader, points / scale)
        except PolicyParseError:
            raise
        except Exception as e:  # whatever a broken page does to the libraries, it costs this page only
            sheet.diagnostics.append(("PP401", f"page {n + 1} could not be read: {e}"))
        yield sheet


def check_pixels(image: Pillow.Image, name: str, options: Options) -> None:
    """Raise PP108 for an image that is larger than the options allow; nothing of it is unpacked yet."""
    if image.width * image.height > options.max_pixels:
        raise PolicyParseError("PP108", f"{name}: {image.width} × {image.height} pixels", _SMALLER)


def _size(image: Pillow.Image) -> tuple[float, float, float]:
    """Width and height in points, and points to a pixel; without a believable resolution the page is taken for A4."""
    width, height = _upright_size(image)
    dpi = image.info.get("dpi", (0, 0))
    dpi = float(dpi[0]) if isinstance(dpi, tuple) and dpi[0] else 0.0
    points = 72 / dpi if 100 <= dpi <= 1200 else (A4[0] / width if width <= height else A4[1] / width)
    return width * points, height * points, points


def _upright_size(image: Pillow.Image) -> tuple[int, int]:
    turned = image.getexif().get(0x0112, 1) in (5, 6, 7, 8)
    return (image.height, image.width) if turned else (image.width, image.height)


def rgb(image: Pillow.Image) -> tuple[Image, float]:
    """An image as upright RGB pixels on white, made smaller where it is huge; and its scale."""
    import numpy as np
    from PIL import Image as Pillow
    from PIL import ImageOps

    clear = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    scale = min(1.0, LONG_SIDE / max(image.size))
    if scale < 1:
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image if image.mode in ("L", "RGB") else image.convert(_plain(image.mode, clear))
        image = image.resize(size, Pillow.Resampling.BOX)
    image = ImageOps.exif_transpose(image) or image
    if clear:
        rgba = image.convert("RGBA")
        image = Pillow.new("RGB", image.size, "white")
        image.paste(rgba, mask=rgba.getchannel("A"))
    elif image.mode[0] in "IF":  # 16 bit grey, or numbers of any size
        high = np.nan_to_num(np.asarray(image).astype(np.float32), posinf=0, neginf=0)
        image = Pillow.fromarray((high / max(float(high.max()), 1.0) * 255).clip(0, 255).astype(np.uint8))
    return np.asarray(image.convert("RGB"), dtype=np.uint8), scale


def _plain(mode: str, clear: bool) -> str:
    """The mode in which an image of another can be made smaller."""
    if clear:
        return "RGBA"
    return "F" if mode[0] in "IF" else "L" if mode == "1" else "RGB"


def page_range(count: int, options: Options, name: str) -> tuple[int, int]:
    """First and last page to read; PP109 where the options name none that exists, PP108 where these are too many."""
    first, last = options.pages or (1, count)
    if first < 1 or last < first or first > count:
        raise PolicyParseError(
            "PP109",
            f"{name} has {count} page{'s' if count > 1 else ''}, not {first} to {last}",
            f"name pages from 1 to {count}",
        )
    last = min(last, count)
    if last - first >= options.max_pages:
        hint = f"read some of them, as with --pages 1-{options.max_pages}, or raise Options.max_pages"
        raise PolicyParseError("PP108", f"{name}: the limit is {options.max_pages:,} pages", hint)
    return first, last
