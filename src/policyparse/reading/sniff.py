"""What kind of file some bytes are, told by their content and never by a suffix."""

from __future__ import annotations

import codecs
import io
import re
import struct
import unicodedata
import zipfile
from collections import Counter

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"{\\rtf", "rtf"),
    (b"BM", "bmp"),
    (b"GIF8", "gif"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
)
_MHTML = (
    re.compile(rb"^MIME-Version\s{0,9}:", re.IGNORECASE | re.MULTILINE),
    re.compile(rb"multipart/related", re.IGNORECASE),
)
"""What the head of a web page saved as one file holds."""
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table)[\s>]", re.IGNORECASE)
_HEAD = 4096
"""Within so many bytes of a web page the first of its tags stands."""
_SAMPLE = 1024 * 1024
"""Whether a file holds text is told from so many bytes."""
_PDF_WITHIN = 1024
"""A PDF's header may stand anywhere in the first kilobyte (ISO 32000-1, appendix H)."""

_PARTS = (("ofd.xml", "ofd"), ("word/", "docx"), ("xl/", "xlsx"))
"""How the name of a part begins (in small letters) that only this kind of container has."""

MEDIA_TYPES = {
    "text": "text/plain",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "tiff": "image/tiff",
    "jp2": "image/jp2",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "html": "text/html",
    "mhtml": "multipart/related",
    "ofd": "application/ofd",
}


_SURELY_CHINESE = 0.9
"""Where some bytes are no characters, such a share of the others must be common: any bytes give some of GB18030."""
MOST_BYTES = 4
"""No character of UTF-8, UTF-16 or GB18030 has more bytes than this."""


def sniff(data: bytes) -> str:
    """The kind of a file's bytes: a key of `MEDIA_TYPES`, another kind by name, or `unknown`."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic) and (kind != "bmp" or b"\x00" in data[2:32]):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if all(pattern.search(data[:_HEAD]) for pattern in _MHTML):
        return "mhtml"
    if _HTML.search(data[:_HEAD]) and b"</" in data:  # before decoding: one broken character does not hide a page
        return "html"
    text = decode(data[:_SAMPLE], cut=len(data) > _SAMPLE)
    if text is None:
        return "unknown"
    if _HTML.search(text[:_HEAD].encode("utf-8", "replace")) and "</" in text:  # UTF-16
        return "html"
    return "text"


def _zipped(data: bytes) -> str:
    """What a zip container holds, by the names in it; of a damaged one, by those that are left."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [name.lower().lstrip("/") for name in packed.namelist()]
    except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OSError):
        return next((kind for part, kind in _PARTS if part.encode() in data.lower()), "zip")
    packaged = "[content_types].xml" in names  # an archive may hold a folder of any name
    found = (kind for part, kind in _PARTS if (packaged or kind == "ofd") and any(n.startswith(part) for n in names))
    return next(found, "zip")


def decode(data: bytes, cut: bool = False) -> str | None:
    """The text that the bytes hold, byte order mark left out; None if they hold no text.

    UTF-8, UTF-16 and GB18030 (which includes GBK and GB2312) are told apart by what they decode to. A broken character
    of UTF-8 or GB18030 becomes U+FFFD and costs no other.

    Args:
        data: A file, or its beginning.
        cut: It is the beginning, and may end within a character.
    """
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if b"\x00" in data:
        tried = [_strict(data, "utf-16-le", cut), _strict(data, "utf-16-be", cut)]
        wide = [t for t in tried if t is not None and _plausible(t)]
        if wide:
            return max(wide, key=_chinese)
    if (text := _strict(data, "utf-8", cut)) is not None:
        return text if _plausible(text) else None
    chinese = _strict(data, "gb18030", cut)
    if chinese is None and _chinese(broken := data.decode("gb18030", "replace")) >= _SURELY_CHINESE:
        chinese = broken
    candidates = [
        chinese,
        data.decode("utf-8", "replace"),
        _strict(data, "utf-16-le", cut),
        _strict(data, "utf-16-be", cut),
    ]
    readable = [t for t in candidates if t is not None and _plausible(t)]
    return max(readable, key=_chinese, default=None)


def _strict(data: bytes, encoding: str, cut: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(data, final=not cut)
    except UnicodeDecodeError:
        return None


def _plausible(text: str) -> bool:
    """Whether nearly all characters are ones that a text has."""
    some = text[:20000]
    odd = sum(
        count
        for c, count in Counter(some).items()
        if c == "\ufffd" or (unicodedata.category(c) in ("Cc", "Cn", "Co", "Cs") and c not in "\t\n\r\f\v")
    )
    return odd <= 1 + len(some) * 0.01


def _chinese(text: str) -> float:
    """Share of a text's characters that are common Chinese ones, ASCII or Chinese punctuation."""
    some = text[:20000]
    return sum(
        1 for c in some if c < "\x7f" or common(c) or "\u3000" <= c <= "\u303f" or "\uff00" <= c <= "\uff60"
    ) / max(len(some), 1)


def common(char: str) -> bool:
    """Whether a character is one of the 3755 common Chinese ones, level 1 of GB/T 2312-1980."""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and 0xB0 <= code[0] <= 0xD7
