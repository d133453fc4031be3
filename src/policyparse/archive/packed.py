"""Files packed in .zip and .tar archives, read in place."""
from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Any, NamedTuple, Protocol

from policyparse.added import optional

SUFFIXES = {
    ".zip": "zip", ".tar": "tar", ".tar.gz": "gz", ".tgz": "gz", ".tar.bz2": "bz2", ".tbz2": "bz2", ".tar.xz": "xz",
    ".txz": "xz", ".tar.zst": "zst", ".tzst": "zst",
}
DAMAGED = (tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OverflowError)
"""What the libraries raise over a damaged archive; zstandard's and gzip's own errors are made one of them below."""
_IN_MEMORY = 32 * 1024 * 1024
"""A nested archive up to this size is unpacked in memory, a larger one into a temporary file without a name."""


class Member(NamedTuple):
    """A file in an archive: its name as it is written there, where it is, and its size unpacked.

    `at` is its number in a zip, the offset of its data in an unpacked tar.
    """

    name: str
    at: int
    size: int


class Archive(Protocol):
    """An open archive."""

    def members(self) -> Iterator[Member]:
        """Its files in their order there; raises one of `DAMAGED` where it cannot go on."""
        ...

    def read(self, member: Member, limit: int) -> bytes:
        """A file's bytes, at most `limit`; quick if members are asked for in their order."""
        ...


def kind_of(name: str) -> str | None:
    """The kind of archive that a file's name tells, a value of `SUFFIXES`."""
    lower = name.lower()
    return next((kind for suffix, kind in SUFFIXES.items() if lower.endswith(suffix)), None)


def open_archive(file: IO[bytes], kind: str) -> Archive:
    """The archive in an open file.

    Raises:
        PolicyParseError: PP115, zstandard is not installed.
    """
    return _Zip(file) if kind == "zip" else _Tar(file, kind)


def spooled(data: bytes) -> IO[bytes]:
    """The bytes of an archive that stands in another, as an open file."""
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115  # it goes as it is closed
    file.write(data)
    file.seek(0)
    return file


class _Zip:
    def __init__(self, file: IO[bytes]) -> None:
        try:  # names as Windows writes Chinese ones, where they are not marked as UTF-8
            self._zip = zipfile.ZipFile(file, metadata_encoding="gb18030")
        except UnicodeDecodeError:
            self._zip = zipfile.ZipFile(file)
        self._infos = self._zip.infolist()

    def members(self) -> Iterator[Member]:
        for at, info in enumerate(self._infos):
            if not info.is_dir():
                yield Member(info.filename, at, info.file_size)

    def read(self, member: Member, limit: int) -> bytes:
        with self._zip.open(self._infos[member.at]) as file:
            return file.read(limit)


class _Tar:
    """A tar, packed or not, gone through from its start to its end; it starts again only to go back."""

    def __init__(self, file: IO[bytes], kind: str) -> None:
        self._file, self._kind = file, kind
        self._stream: Any = None

    def _start(self) -> Any:
        self._file.seek(0)
        self._stream = _unpacked(self._file, self._kind)
        return self._stream

    def members(self) -> Iterator[Member]:
        known: dict[str, Member] = {}
        try:
            with tarfile.open(fileobj=self._start(), mode="r|") as tar:
                while (info := tar.next()) is not None:
                    tar.members = []  # type: ignore[attr-defined]  # or it keeps them all
                    if info.isreg():
                        known[info.name] = Member(info.name, info.offset_data, info.size)
                        yield known[info.name]
                    elif info.islnk() and (same := known.get(info.linkname)):
                        yield same._replace(name=info.name)
        except OSError as e:
            raise _damaged(e) from e

    def read(self, member: Member, limit: int) -> bytes:
        try:
            stream = self._stream
            if stream is None or stream.tell() > member.at:
                stream = self._start()
            stream.seek(member.at)
            parts, left = [], min(member.size, limit)
            while left and (part := stream.read(left)):
                parts.append(part)
                left -= len(part)
        except OSError as e:
            raise _damaged(e) from e
        if left:
            raise EOFError(member.name)
        return b"".join(parts)


def _damaged(error: OSError) -> Exception:
    """`error`, as a damaged archive where it is one of the unpacker's and not the disk's."""
    return error if error.errno is not None else EOFError(str(error))


def _unpacked(file: IO[bytes], kind: str) -> Any:
    if kind == "gz":
        return gzip.GzipFile(fileobj=file)
    if kind == "bz2":
        return bz2.BZ2File(file)
    if kind == "xz":
        return lzma.LZMAFile(file)
    if kind == "zst":
        return _zstandard(file)
    return file


def _zstandard(file: IO[bytes]) -> Any:
    zstandard = optional("zstandard", "zstd")

    class Stream:
        """zstandard's reader, its errors those of a damaged file."""

        def __init__(self) -> None:
            self._reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True, closefd=False)

        def read(self, size: int) -> bytes:
            try:
                return bytes(self._reader.read(size))
            except zstandard.ZstdError as e:
                raise EOFError(str(e)) from e

        def tell(self) -> int:
            return int(self._reader.tell())

        def seek(self, at: int) -> None:
            while (left := at - self.tell()) > 0:
                if not self.read(min(left, 1 << 20)):
                    raise EOFError(f"ends before {at}")

    return Stream()
