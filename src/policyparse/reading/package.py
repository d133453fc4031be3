"""The parts of a zipped document (DOCX, OFD), opened with care: no bombs, no entities, nothing outside the file."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from policyparse.errors import PolicyParseError
from policyparse.options import Options

if TYPE_CHECKING:
    from lxml.etree import _Element

_TOGETHER = 4
"""All parts that are read may have so many times the bytes of the largest one together."""
_LEAST = 8_192
"""Bytes that each reading of a part counts for at least."""
_AGAIN = "open it where it was written and save it again, or copy it again"
_BOMB = "is it a document? Save it as PDF, or raise Options.max_unpacked"


def check_tags(data: bytes, name: str, most: int) -> None:
    """Raise PP108 for markup of more tags than are allowed: as a tree, each takes far more than its few bytes."""
    if data.count(b"<") > most:
        hint = "is it a document? Raise Options.max_tags"
        raise PolicyParseError("PP108", f"{name}: the limit is {most:,} tags", hint)


class Package:
    """A zip container whose parts are read by name.

    Attributes:
        name: The file's name, for messages.
        names: The parts, without a slash in front.
    """

    def __init__(self, data: bytes, name: str, options: Options) -> None:
        """Open a container, of which no part is unpacked beyond what the options allow.

        Raises:
            PolicyParseError: PP104, it is damaged.
        """
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OSError) as e:
            raise PolicyParseError("PP104", name, _AGAIN) from e
        self._parts = {posixpath.normpath(i.filename.replace("\\", "/")).lstrip("/"): i for i in self._zip.infolist()}
        self._small = {part.lower(): part for part in self._parts}
        self.names = list(self._parts)
        self._largest, self._room = options.max_unpacked, _TOGETHER * options.max_unpacked
        self._most_tags = options.max_tags

    def find(self, *path: str) -> str | None:
        """The part at a path, its pieces put together (a / in front: from the top); None if there is none."""
        joined = ""
        for piece in path:
            piece = piece.strip().replace("\\", "/")
            joined = piece.lstrip("/") if piece.startswith("/") else posixpath.join(joined, piece)
        part = posixpath.normpath(joined)
        return part if part in self._parts else self._small.get(part.lower())

    def read(self, part: str) -> bytes:
        """A part's bytes.

        Raises:
            PolicyParseError: PP103, PP104 or PP108: encrypted, damaged, or far larger than a document is.
        """
        info = self._parts[part]
        if info.flag_bits & 1:
            raise PolicyParseError("PP103", self.name, "take the password off, or save it as PDF")
        room = min(self._largest, self._room)
        if info.file_size > room:
            raise PolicyParseError("PP108", f"{self.name}: {part} unpacks to {info.file_size:,} bytes", _BOMB)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(room + 1)
        except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError) as e:
            raise PolicyParseError("PP104", f"{self.name}: {part}", _AGAIN) from e
        if len(data) > room:
            raise PolicyParseError("PP108", f"{self.name}: {part} unpacks to more than {room:,} bytes", _BOMB)
        self._room -= max(len(data), _LEAST)
        return data

    def xml(self, part: str, renamed: tuple[tuple[bytes, bytes], ...] = ()) -> _Element:
        """A part as XML: no entities but XML's own, no network, no depth beyond 256 elements.

        Args:
            part: A name out of `names`.
            renamed: Namespaces to take for others.

        Raises:
            PolicyParseError: PP104, it is not well-formed or declares a document type; PP108, it has very many tags.
        """
        from lxml import etree

        data = self.read(part)
        check_tags(data, f"{self.name}: {part}", self._most_tags)
        for old, new in renamed:
            data = data.replace(old, new)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as e:
            raise PolicyParseError("PP104", f"{self.name}: {part}: {e}", _AGAIN) from e
        if root is None or root.getroottree().docinfo.doctype:
            raise PolicyParseError("PP104", f"{self.name}: {part} declares a document type", _AGAIN)
        return root
