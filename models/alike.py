"""Makes src/policyparse/lexicon/alike.tsv: common characters that recognisers take for one another by their looks.

    python models/alike.py FONT [FONT …]     (any fonts of Chinese type; ours are Noto Sans and Serif CJK)

Each character is drawn, blurred and compared with all others, also where it is shifted a little: characters that share
their larger component are alike, too. Fonts count by their mean. Deterministic for the same fonts.
"""
from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from policyparse.dictionary import jieba_dictionary

OUT = Path(__file__).parents[1] / "src" / "policyparse" / "lexicon" / "alike.tsv"
COMMON = 3500
SIDE = 32
SHIFTS = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (2, 0), (-2, 0), (0, 2), (0, -2))
ALIKE = 0.8  # a pair is close from here
LIKE = 0.7  # and somewhat alike from here; kept for the commonest characters, among common ones
MOST = 16  # close partners of one character
COMMONEST = 1500


def common() -> list[str]:
    """The characters that jieba's dictionary weighs heaviest, the heaviest first."""
    weight: Counter[str] = Counter()
    for word, n in jieba_dictionary().beginning_with(""):
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                weight[char] += n
    return [char for char, _ in weight.most_common(COMMON)]


def simplified() -> list[str]:
    """The characters of GB/T 2312-1980: what a recogniser may put in the place of a common one."""
    codes = ((high, low) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [bytes(code).decode("gb2312", "ignore") for code in codes if bytes(code).decode("gb2312", "ignore")]


def drawn(chars: list[str], font: Path, shift: tuple[int, int]) -> npt.NDArray[np.float64]:
    """One row a character: its blurred picture less its mean, of length 1."""
    face = ImageFont.truetype(str(font), SIDE - 4, index=2 if font.suffix == ".ttc" else 0)
    rows = []
    for char in chars:
        image = Image.new("L", (SIDE, SIDE), 0)
        ImageDraw.Draw(image).text((SIDE / 2 + shift[0], SIDE / 2 + shift[1]), char, fill=255, font=face, anchor="mm")
        row = np.asarray(image.filter(ImageFilter.GaussianBlur(1.0)), dtype=np.float64).ravel()
        row -= row.mean()
        rows.append(row / np.linalg.norm(row))
    return np.array(rows)


def likeness(chars: list[str], others: list[str], font: Path) -> npt.NDArray[np.float64]:
    """How alike `chars` and `others` are, from -1 to 1."""
    plain = drawn(chars, font, (0, 0))
    return np.asarray(np.max([plain @ drawn(others, font, shift).T for shift in SHIFTS], axis=0))


def main() -> None:
    """Write the table."""
    chars, others = common(), simplified()
    alike = np.mean([likeness(chars, others, Path(font)) for font in sys.argv[1:]], axis=0)
    known = set(chars)
    rows = []
    for i, char in enumerate(chars):
        order = [j for j in np.argsort(-alike[i], kind="stable") if alike[i, j] >= LIKE and others[j] != char]
        close = [others[j] for j in order if alike[i, j] >= ALIKE][:MOST]
        like = [others[j] for j in order if others[j] in known and others[j] not in close] if i < COMMONEST else []
        rows.append(f"{char}\t{''.join(close)}\t{''.join(like)}\n")
    rows.sort()
    head = (
        "# By models/alike.py from glyphs of Noto Sans and Serif CJK (OFL), 2026-11. "
        "Character, its doubles, and what is somewhat like it.\n"
    )
    OUT.write_text(head + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} characters with doubles → {OUT}", file=sys.stderr)


if __name__ == "__main__":
    main()
