"""Documents opened to be read: from files, from stores, out of archives."""
from __future__ import annotations

import zipfile
from typing import IO, Any

from policyparse.archive.document import Document
from policyparse.archive.packed import DAMAGED, Archive, kind_of, open_archive, spooled
from policyparse.archive.remote import open_file
from policyparse.errors import PolicyParseError


class Opener:
    """Reads documents; the archive that the last one was packed in stays open for the next."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._open: list[tuple[Any, IO[bytes], Archive]] = []  # an archive, and one in it

    def read(self, document: Document) -> bytes:
        """A document's bytes.

        Raises:
            PolicyParseError: PP103, PP104, PP108 or PP110: it cannot be read.
        """
        if document.fault:
            raise PolicyParseError(document.fault[0], document.fault[1])
        try:
            if not document.inside:
                with open_file(document.path) as file:
                    data = file.read(self._limit + 1)
            else:
                data = self._packed(document)
        except (*DAMAGED, zipfile.LargeZipFile) as e:
            raise PolicyParseError("PP104", document.name, "pack the archive again") from e
        except NotImplementedError as e:  # a way of packing that zipfile does not know
            raise PolicyParseError("PP105", f"{document.name}: {e}", "unpack the archive first") from e
        except RuntimeError as e:  # zipfile's word for a password
            raise PolicyParseError("PP103", document.name, "unpack the archive first") from e
        except OSError as e:
            raise PolicyParseError("PP110", f"{document.name}: {e.strerror or e}") from e
        if len(data) > self._limit:
            raise PolicyParseError("PP108", document.name)
        return data

    def _packed(self, document: Document) -> bytes:
        *outer, last = document.inside
        keys: list[Any] = [document.path, *((document.path, member) for member in outer)]
        for depth, key in enumerate(keys):
            if depth < len(self._open) and self._open[depth][0] == key:
                continue
            self._close(depth)
            if depth == 0:
                file, name = open_file(document.path), document.path
            else:
                file, name = spooled(self._open[-1][2].read(outer[-1], self._limit)), outer[-1].name
            try:
                self._open.append((key, file, open_archive(file, str(kind_of(name)))))
            except BaseException:
                file.close()
                raise
        return self._open[len(keys) - 1][2].read(last, self._limit + 1)

    def _close(self, depth: int = 0) -> None:
        while len(self._open) > depth:
            self._open.pop()[1].close()

    def close(self) -> None:
        """Close what is open."""
        self._close()
