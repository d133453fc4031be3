"""Images of pages (PNG, JPEG, TIFF with one page or many, PIL images, numpy arrays) → recognised sheets."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from policyparse.errors import PolicyParseError
from policyparse.ocr.engine import Engine, engine
from policyparse.options import Options
from policyparse.reading.pages import Reading
from policyparse.reading.sheets import Sheet, bind

if TYPE_CHECKING:
    from PIL import Image as Pillow

    from policyparse.ocr.engine import Image

MAX_PIXELS = 200_000_000
"""A larger image is refused before it is unpacked: A3 at 1200 dpi has 278 million, A4 at 1200 dpi 139 million."""
LONG_SIDE = 3600
"""Long side of what is recognised, in pixels: A4 at 300 dpi has 3508, and more shows no more."""
A4 = (595.28, 841.89)
_RESAVE = "open it in a viewer and save it again as PNG or PDF"


def read_image_file(data: bytes, name: str, sha256: str, media_type: str, options: Options) -> Reading:
    """Read an image file; a TIFF may hold several pages."""
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow's own bomb warning; the limit here is checked below
        try:
            opened = Pillow.open(io.BytesIO(data))
        except Pillow.DecompressionBombError as e:
            raise PolicyParseError("PP108", f"{name}: {e}", "scan it at 300 dpi") from e
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as e:
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
    count = getattr(image, "n_frames", 1)
    first, last = page_range(count, options, name)
    if options.ocr == "none":
        raise PolicyParseError("PP107", f"{name} is an image", "let it be recognised: --ocr auto")
    reader = engine(options.ocr, options.ocr_threads)
    sheets = list(_sheets(image, range(first - 1, last), reader, name))
    if not any(sheet.rows for sheet in sheets):
        raise _nothing(sheets, name)
    return bind(name, sha256, media_type, sheets)


def _nothing(sheets: list[Sheet], name: str) -> PolicyParseError:
    failed = [m for sheet in sheets for code, m in sheet.diagnostics if code == "PP401"]
    if failed:
        return PolicyParseError("PP104", f"{name}: {failed[0]}", _RESAVE)
    return PolicyParseError(
        "PP107", name, "is the page blank, or upside down? Scan it again, upright, at 200 dpi or more"
    )


def _sheets(image: Pillow.Image, frames: range, reader: Engine, name: str) -> Iterator[Sheet]:
    from policyparse.ocr.page import recognise_sheet

    for n in frames:
        sheet = Sheet(n + 1, *A4, origin="ocr")
        try:
            if n or getattr(image, "n_frames", 1) > 1:
                image.seek(n)
            if image.width * image.height > MAX_PIXELS:
                raise PolicyParseError("PP108", f"{name}: {image.width} × {image.height} pixels", "scan it at 300 dpi")
            sheet.width, sheet.height, points = _size(image)
            pixels, scale = rgb(image)
            recognise_sheet(sheet, pixels, reader, points / scale)
        except PolicyParseError:
            raise
        except Exception as e:  # whatever a broken page does to the libraries, it costs this page only
            sheet.diagnostics.append(("PP401", f"page {n + 1} could not be read: {e}"))
        yield sheet


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

    image = ImageOps.exif_transpose(image) or image
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        image = Pillow.new("RGB", image.size, "white")
        image.paste(rgba, mask=rgba.getchannel("A"))
    elif image.mode.startswith("I"):  # 16 bit grey
        high = np.asarray(image).astype(np.float64)
        image = Pillow.fromarray((high / max(float(high.max()), 1.0) * 255).astype(np.uint8))
    scale = min(1.0, LONG_SIDE / max(image.size))
    image = image.convert("RGB")
    if scale < 1:
        image = image.resize(
            (max(1, round(image.width * scale)), max(1, round(image.height * scale))), Pillow.Resampling.BOX
        )
    return np.asarray(image, dtype=np.uint8), scale


def page_range(count: int, options: Options, name: str) -> tuple[int, int]:
    """First and last page to read; raises PP109 where the options name none that exists."""
    if options.pages is None:
        return 1, count
    first, last = options.pages
    if first < 1 or last < first or first > count:
        raise PolicyParseError(
            "PP109",
            f"{name} has {count} page{'s' if count > 1 else ''}, not {first} to {last}",
            f"name pages from 1 to {count}",
        )
    return first, min(last, count)
