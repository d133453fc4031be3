"""File names that can be written down."""
from __future__ import annotations


def readable(name: str) -> str:
    """`name` as text: bytes that are no UTF-8 (a name from a Windows archive, say) are read as GB 18030.

    What is neither is shown by its codes. A name that is text already is given back as it is.
    """
    try:
        name.encode()
        return name
    except UnicodeEncodeError:
        pass
    try:
        return name.encode("utf-8", "surrogateescape").decode("gb18030")
    except UnicodeError:
        return name.encode("utf-8", "backslashreplace").decode()
