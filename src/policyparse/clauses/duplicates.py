"""Items and paragraphs that stand twice: a recogniser's loop, a page break, a facing page. What differs decides."""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from policyparse.clauses.alike import MEANING, TWINS
from policyparse.clauses.labels import Style
from policyparse.clauses.numbering import Numbered
from policyparse.clauses.tree import Node
from policyparse.layout.paragraphs import Block

SHORT = 8  # fewer characters than this say too little: 其他, 加强宣传
LONG = 20  # from here on, two equal items of one list need not stand side by side
_NEAR = 0.9  # likeness from which a difference is looked at
_MARKS = re.compile(r"[^\w]")
_STOP = re.compile("[。；]")

@dataclass(frozen=True, slots=True)
class Repeat:
    """A clause that repeats another one.

    Attributes:
        again: Index of the clause that goes.
        first: Index of the one that stays.
        similarity: 1.0 for the same words, punctuation aside.
    """

    again: int
    first: int
    similarity: float


def repeated_clauses(numbered: Sequence[Numbered]) -> list[Repeat]:
    """The clauses that repeat one of their own list, under the same or under rising numbers.

    Only whole items count, and only within one list: legal drafting says the same sentence in many places. Items
    that differ in a number or in a word are two (中职, 技工; 10 个, 12 个); a difference of the kind that a recogniser
    makes is none.
    """
    children = {x.node.parent for x in numbered}
    lists: dict[tuple[int, int | None, Style], list[Numbered]] = {}
    for x in numbered:
        lists.setdefault((x.node.part, x.node.parent, x.label.style), []).append(x)
    out: list[Repeat] = []
    for (_, _, style), items in lists.items():
        if style > Style.SECTION or style == Style.ARTICLE:
            out += _in_list(items, children, style)
    return sorted(out, key=lambda r: r.again)


def _in_list(items: Sequence[Numbered], children: set[int | None], style: Style) -> Iterator[Repeat]:
    seen: dict[str, Numbered] = {}
    kept: Numbered | None = None
    copies = 0  # how many repeats of `kept` there were
    number = 0
    for x in items:
        key = plain(x.node)
        if x.label.number <= number and (kept is None or key != plain(kept.node)):
            seen, kept, copies = {}, None, 0  # another list: the same words may stand again
        number = x.label.number
        if len(key) < SHORT or x.node.index in children:
            kept, copies = x, 0
            continue
        twin = seen.get(key)
        if twin is not None and (twin is kept or (len(key) >= LONG and style != Style.ARTICLE)):
            copies += twin is kept
            yield Repeat(x.node.index, twin.node.index, 1.0)
            continue
        if kept is not None and (likeness := noise_only(plain(kept.node), key, copies > 1)) is not None:
            copies += 1
            yield Repeat(x.node.index, kept.node.index, likeness)
            continue
        seen.setdefault(key, x)
        kept, copies = x, 0


def plain(node: Node) -> str:
    """The words of a clause's first paragraph, marks left out."""
    return _MARKS.sub("", node.first.text)


def noise_only(a: str, b: str, loop: bool = False) -> float | None:
    """How alike two texts are whose difference is a recogniser's only, or None where it may be one of substance.

    Args:
        a: The one, marks left out.
        b: The other.
        loop: Whether `a` was repeated before, so that one more copy with a slip is likely.
    """
    if min(len(a), len(b)) < LONG or abs(len(a) - len(b)) > 0.1 * len(a):
        return None
    likeness = Levenshtein.normalized_similarity(a, b, score_cutoff=_NEAR)
    if likeness < _NEAR:
        return None
    edits = Levenshtein.editops(a, b)
    for edit in edits:
        x = a[edit.src_pos] if edit.tag != "insert" else ""
        y = b[edit.dest_pos] if edit.tag != "delete" else ""
        if y in TWINS.get(x, ()):
            continue
        if not loop or len(edits) > 2 or any(c in MEANING or c.isascii() for c in x + y):
            return None
    return round(likeness, 3)


@dataclass(frozen=True, slots=True)
class Echo:
    """A stretch of a paragraph, or a whole one, that only repeats what stood just before it.

    Attributes:
        block: Index of the paragraph.
        start: Where in its view the stretch begins.
        end: Where it ends.
        first: Index of the paragraph with the first copy.
    """

    block: int
    start: int
    end: int
    first: int


def echoes(blocks: Sequence[Block]) -> list[Echo]:
    """What repeats itself at once: runs of paragraphs, a page's last line on top of the next, a sentence in a loop."""
    out = [*_repeated_runs(blocks), *_page_breaks(blocks)]
    gone = {e.block for e in out}
    out += [e for i, b in enumerate(blocks) if i not in gone and b.role is None for e in _loops(i, b.view.text)]
    return sorted(out, key=lambda e: (e.block, e.start))


_LOOP = 3
_LONGEST_RUN = 12
_RUN_LENGTH = 40


def _repeated_runs(blocks: Sequence[Block]) -> Iterator[Echo]:
    """Paragraphs that stand twice, one after the other or several in the same order, labels included."""
    texts = [b.view.text if b.role is None else f"\0{i}" for i, b in enumerate(blocks)]
    i = 0
    while i < len(texts):
        for run in range(1, min(_LONGEST_RUN, i) + 1):
            again = texts[i : i + run]
            if texts[i - run : i] == again and sum(map(len, again)) >= (LONG if run == 1 else _RUN_LENGTH):
                yield from (Echo(i + k, 0, len(texts[i + k]), i + k - run) for k in range(run))
                i += run - 1
                break
        i += 1


def _page_breaks(blocks: Sequence[Block]) -> Iterator[Echo]:
    """The last line of a page that stands again on top of the next."""
    before: tuple[int, int, str] | None = None  # block, page and text of the line before
    for i, block in enumerate(blocks):
        at = 0
        for line in block.lines:
            n = sum(line.start <= k < line.end for k in block.view.at[at:])
            text = block.view.text[at : at + n]
            again = before is not None and line.page == before[1] + 1 and text == before[2] and n >= LONG // 2
            if before is not None and again and block.role is None:
                first = blocks[before[0]].view.text
                if not text == block.view.text == first:  # whole paragraphs are for `_repeated_runs`
                    yield Echo(i, at, at + n, before[0])
            before = (i, line.page, text)
            at += n


def _loops(i: int, text: str) -> Iterator[Echo]:
    """A sentence that comes three times or more in succession: all but the first."""
    stops = [0, *(m.end() for m in _STOP.finditer(text))]
    sentences = [text[a:b] for a, b in pairwise(stops)]
    k = 0
    while k < len(sentences):
        end = k + 1
        while end < len(sentences) and sentences[end] == sentences[k]:
            end += 1
        if end - k >= _LOOP and len(sentences[k]) >= SHORT:
            yield Echo(i, stops[k + 1], stops[end], i)
        k = end
