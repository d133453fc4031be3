"""Makes src/policyparse/lexicon/alike.tsv: common characters that recognisers take for one another by their looks.

    python models/alike.py FONT [FONT …]     (any fonts of Chinese type; ours are Noto Sans and Serif CJK)

Each character is drawn, blurred and compared with all others; a pair must look alike in every font. Deterministic for
the same fonts.
"""
from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from policyparse.nlp import base_dictionary

OUT = Path(__file__).parents[1] / "src" / "policyparse" / "lexicon" / "alike.tsv"
COMMON = 3500
SIDE = 32
ALIKE = 0.8
MOST = 8  # partners of one character


def common() -> list[str]:
    """The characters that jieba's dictionary weighs heaviest."""
    weight: Counter[str] = Counter()
    for word, n in base_dictionary().items():
        for char in word:
            if "\u4e00" <= char <= "\u9fff":
                weight[char] += n
    return sorted(char for char, _ in weight.most_common(COMMON))


def likeness(chars: list[str], font: Path) -> npt.NDArray[np.float64]:
    """How alike all pairs of characters are, from -1 to 1."""
    face = ImageFont.truetype(str(font), SIDE - 4, index=2 if font.suffix == ".ttc" else 0)
    rows = []
    for char in chars:
        image = Image.new("L", (SIDE, SIDE), 0)
        ImageDraw.Draw(image).text((SIDE / 2, SIDE / 2), char, fill=255, font=face, anchor="mm")
        row = np.asarray(image.filter(ImageFilter.GaussianBlur(1.0)), dtype=np.float64).ravel()
        row -= row.mean()
        rows.append(row / np.linalg.norm(row))
    matrix = np.array(rows)
    return np.asarray(matrix @ matrix.T)


def main() -> None:
    """Write the table."""
    chars = common()
    alike = np.min([likeness(chars, Path(font)) for font in sys.argv[1:]], axis=0)
    np.fill_diagonal(alike, 0)
    rows = []
    for i, char in enumerate(chars):
        near = [j for j in np.argsort(-alike[i], kind="stable")[:MOST] if alike[i, j] >= ALIKE]
        if near:
            rows.append(f"{char}\t{''.join(chars[j] for j in near)}\n")
    head = "# By models/alike.py from glyphs of Noto Sans and Serif CJK (OFL), 2026-11. Character, its doubles.\n"
    OUT.write_text(head + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} characters with doubles → {OUT}", file=sys.stderr)


if __name__ == "__main__":
    main()
