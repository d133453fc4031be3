"""What an OCR engine has to offer, and the table of those there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from policyparse.added import names
from policyparse.errors import PolicyParseError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Image = NDArray[np.uint8]

Quad = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A piece of text as an engine read it.

    Attributes:
        text: Its characters.
        quad: Its corners in pixels: top left, top right, bottom right, bottom left as the text runs.
        confidence: 0 to 1.
        cuts: Where its characters meet, as parts of the quad's length from 0 to 1 (`len(text) + 1` values), if known.
        weakest: The least confidence of any of its characters, if known.
    """

    text: str
    quad: Quad
    confidence: float
    cuts: tuple[float, ...] | None = None
    weakest: float = 1.0


class Engine(Protocol):
    """Reads a page image. The same image gives the same pieces, whatever was read before and with how many threads."""

    name: str
    version: str

    def recognise(self, image: Image) -> list[Recognised]:
        """The pieces of text on an RGB image (height × width × 3, 8 bit), in any order."""
        ...


@runtime_checkable
class ReadsBoxes(Protocol):
    """An engine that can also be told where to read; one that can't reads what it finds by itself."""

    def read(self, image: Image, quads: Sequence[Quad], carefully: bool = False) -> list[Recognised]:
        """What stands in these boxes, read with more care if asked for; those where nothing is read are left out.

        Called from several threads at a time.
        """
        ...


ENGINES: dict[str, str] = {
    "rapidocr": "policyparse.ocr.rapid",
    "tesseract": "policyparse.ocr.tesseract",
}
"""Name → module with `load(threads) -> Engine`, which raises PP106 where the engine is not installed. Best first."""
GROUP = "policyparse.engines"
"""Entry points by which installed packages add engines of their own: name = module, as in `ENGINES`."""


@lru_cache(maxsize=1)
def known() -> dict[str, str]:
    """All engines: those of this package, then those that installed packages add. A name that is taken stays."""
    return ENGINES | {name: module for name, module in names(GROUP).items() if name not in ENGINES}


@lru_cache(maxsize=4)
def engine(name: str, threads: int) -> Engine:
    """The engine of that name, loaded once a process; `auto` is the first that is installed.

    Raises:
        PolicyParseError: PP106, no such engine here.
    """
    if name != "auto":
        if name not in known():
            raise PolicyParseError("PP106", f"no engine is called {name!r}", f"known: auto, none, {', '.join(known())}")
        load: Callable[[int], Engine] = import_module(known()[name]).load
        return load(threads)
    for each in known():
        try:
            return engine(each, threads)
        except PolicyParseError:
            continue
    raise PolicyParseError("PP106", "none is installed", "pip install rapidocr onnxruntime")


def engines() -> list[dict[str, Any]]:
    """Each known engine with its version, or with what it lacks."""
    out: list[dict[str, Any]] = []
    for name in known():
        try:
            out.append({"name": name, "available": True, "version": engine(name, 1).version, "hint": None})
        except PolicyParseError as e:
            out.append({"name": name, "available": False, "version": None, "hint": e.hint})
    return out
