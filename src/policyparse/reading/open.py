"""The one door: whatever a notice comes in as, it leaves as a `Reading`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any

from policyparse.errors import PolicyParseError
from policyparse.filenames import readable
from policyparse.options import Options
from policyparse.reading.pages import Reading, check_length
from policyparse.reading.sniff import MEDIA_TYPES, MOST_BYTES, sniff
from policyparse.records import Diagnostic

READERS = {
    "text": "policyparse.reading.text:read_text_file",
    "pdf": "policyparse.reading.pdf:read_pdf",
    "png": "policyparse.reading.image:read_image_file",
    "jpeg": "policyparse.reading.image:read_image_file",
    "tiff": "policyparse.reading.image:read_image_file",
    "jp2": "policyparse.reading.image:read_image_file",
    "webp": "policyparse.reading.image:read_image_file",
    "bmp": "policyparse.reading.image:read_image_file",
    "gif": "policyparse.reading.image:read_image_file",
    "docx": "policyparse.reading.docx:read_docx",
    "doc": "policyparse.reading.docx:refuse_doc",
    "html": "policyparse.reading.html:read_html",
    "mhtml": "policyparse.reading.mhtml:read_mhtml",
    "ofd": "policyparse.reading.ofd:read_ofd",
}
"""Kind → the function that reads it: (data, name, sha256, media type, options) → Reading."""

_NOT_YET = {
    "rtf": "save it as PDF",
    "xlsx": "save it as PDF",
    "zip": "policyparse batch reads what is in it",
    "rar": "unpack it",
    "7z": "unpack it",
    "gzip": "unpack it",
}
"""Kinds that are known but not read, and what to do."""

_KINDS = (
    "PDF, DOCX, OFD, HTML, an image (PNG, JPEG, TIFF, JPEG 2000, WebP, BMP, GIF) "
    "or a text in UTF-8, UTF-16 or GB18030"
)
_BROKEN = re.compile("\ufffd+")
_NAMED = 20
"""So many places of broken characters are named."""
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,4}$")
_SENTENCE = re.compile(r"[，。；：、！？]")
_LONGEST_PATH = 1024
_DENSEST = 2
"""Characters in a byte that any file may have: a text has one at most, a scan packed tightly a fifth."""


def read(source: str | Path | bytes | IO[bytes] | Any, options: Options) -> Reading:
    """Read a notice from wherever it is.

    Args:
        source: A path; the bytes of a file; an open file; a PIL image or a numpy page; or a `str` that is the text
            itself: one that has a line break, is longer than a path, or neither names a file nor looks like a path.
        options: All but `min_confidence` are heeded here.

    Raises:
        PolicyParseError: It cannot be read; `code` says why.
    """
    reading = _read(source, options)
    check_length(len(reading.text), reading.source.name, options)
    return _with_broken(reading) if "\ufffd" in reading.text else reading


def _with_broken(reading: Reading) -> Reading:
    """The reading, which now tells of characters that its bytes do not say."""
    places = [reading.span(x.start(), x.end()) for x in islice(_BROKEN.finditer(reading.text), _NAMED)]
    count = reading.text.count("\ufffd")
    message = f"characters that could not be read, in the text as \ufffd: {count}"
    broken = Diagnostic(code="PP411", severity="warning", message=message, spans=tuple(places))
    return replace(reading, diagnostics=(*reading.diagnostics, broken))


def _read(source: Any, options: Options) -> Reading:
    if isinstance(source, str):
        if _is_text(source):
            return _read_str(source, options)
        source = Path(source)
    if isinstance(source, Path):
        return _read_bytes(_load(source, options), readable(source.name), options)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _read_bytes(bytes(source), "bytes", options)
    if hasattr(source, "read"):
        name = getattr(source, "name", None)
        data = source.read(options.max_bytes + 1)
        if isinstance(data, str):
            return _read_str(data, options)
        return _read_bytes(data, readable(Path(name).name) if isinstance(name, str) else "stream", options)
    return _read_pixels(source, options)


def _read_pixels(source: Any, options: Options) -> Reading:
    if hasattr(source, "__array_interface__"):  # PIL images and numpy arrays
        from policyparse.reading.image import read_pixels

        shape = str(getattr(source, "shape", None) or source.size).encode()
        return read_pixels(source, "image", hashlib.sha256(shape + source.tobytes()).hexdigest(), options)
    raise PolicyParseError(
        "PP105", f"a {type(source).__name__}", "give a path, bytes, an open file, an image or a text"
    )


def _is_text(source: str) -> bool:
    """Whether a `str` is the notice itself and no path."""
    if not source or "\n" in source or "\r" in source or "\x00" in source or len(source) > _LONGEST_PATH:
        return True
    try:
        if Path(source).exists():
            return False
    except OSError:  # a name longer than the system knows
        return True
    looks_like_path = _SUFFIX.search(source) or (("/" in source or "\\" in source) and not _SENTENCE.search(source))
    return not looks_like_path


def _load(path: Path, options: Options) -> bytes:
    """A file's bytes; what stands in the way is said."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise PolicyParseError("PP110", f"{path} is a directory", f"policyparse batch {path} reads all files in it")
        if size > options.max_bytes:
            raise PolicyParseError(
                "PP108", f"{path} has {size:,} bytes, the limit is {options.max_bytes:,}", "raise Options.max_bytes"
            )
        return path.read_bytes()
    except FileNotFoundError as e:
        raise PolicyParseError("PP101", str(path), "check the path") from e
    except (OSError, ValueError) as e:
        reason = e.strerror if isinstance(e, OSError) and e.strerror else str(e)
        raise PolicyParseError("PP110", f"{path}: {reason}", "check that you may read it") from e


def _read_str(text: str, options: Options) -> Reading:
    from policyparse.reading.text import read_text

    if not text:
        raise PolicyParseError("PP102", "an empty text", "give the notice's text or a path")
    check_length(len(text), "the text", options)
    return read_text(text, options)


def _read_bytes(data: bytes, name: str, options: Options) -> Reading:
    if not data:
        raise PolicyParseError("PP102", name, "copy or download it again")
    if len(data) > options.max_bytes:
        raise PolicyParseError("PP108", f"{name}: the limit is {options.max_bytes:,} bytes", "raise Options.max_bytes")
    kind = sniff(data)
    if kind not in READERS or kind == "text":
        from policyparse.reading.others import reader_of

        if (other := reader_of(data)) is not None:
            return other.read(data, name, hashlib.sha256(data).hexdigest(), other.MEDIA_TYPE, options)
    if kind == "text":
        check_length(len(data) // MOST_BYTES, name, options)  # before a gigabyte is decoded
    if kind not in READERS:
        what = f"{name} is {kind.upper()}, which is not read" if kind in _NOT_YET else name
        raise PolicyParseError("PP105", what, _NOT_YET.get(kind, f"give {_KINDS}"))
    module, _, function = READERS[kind].partition(":")
    reader: Callable[[bytes, str, str, str, Options], Reading] = getattr(import_module(module), function)
    longest = min(options.max_text, options.max_packed + _DENSEST * len(data))
    options = options.model_copy(update={"max_text": longest})
    return reader(data, name, hashlib.sha256(data).hexdigest(), MEDIA_TYPES[kind], options)
