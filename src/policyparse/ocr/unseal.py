"""Seals taken off the words under them: on colour scans by their red ink, on grey ones by their ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policyparse.ocr.grey_seal import without_grey_seals
from policyparse.ocr.red_seal import without_red_seals
from policyparse.ocr.seal import Seal

if TYPE_CHECKING:
    from policyparse.ocr.engine import Image


def unseal(image: Image) -> tuple[Image, list[Seal]]:
    """The image with its seals made pale and the black under them kept; and where they stand."""
    if not _is_grey(image):
        out, seals = without_red_seals(image)
        if seals:
            return out, seals
    return without_grey_seals(image)


def _is_grey(image: Image) -> bool:
    import numpy as np

    red = image[..., 0]
    return all(
        np.array_equal(red[::n, ::n], image[::n, ::n, other])
        for n in (16, 1)  # most images in colour are told by few of their points
        for other in (1, 2)
    )
