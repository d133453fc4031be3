"""The signature of a notice's words, by which it is found to be like another (MinHash)."""
from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

PERMUTATIONS = 128
SHINGLE = 4
"""Characters of a shingle; a recogniser's one wrong character in a hundred spoils four shingles in a hundred."""
ONE_IN = 4
"""Of so many shingles one is taken, always the same: as good an estimate for a quarter of the work."""


def signature(words: str) -> bytes:
    """The MinHash of a notice's words (Chinese characters and digits, in overlapping fours): 128 numbers of 32 bits."""
    import numpy as np

    codes = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < SHINGLE:
        return b""
    hashes = np.zeros(len(codes) - SHINGLE + 1, dtype=np.uint64)
    for i in range(SHINGLE):
        hashes = (hashes ^ codes[i : len(codes) - SHINGLE + 1 + i]) * np.uint64(0x9E3779B97F4A7C15)
    hashes = np.unique(hashes >> np.uint64(32))
    some = hashes[hashes % np.uint64(ONE_IN) == 0]
    made = _empty().copy()
    made.update_batch((some if len(some) else hashes).tolist())
    return bytes(made.hashvalues.astype("<u4").tobytes())


@cache
def _empty() -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int)
