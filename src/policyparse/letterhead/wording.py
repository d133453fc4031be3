"""A title's wrong, lost and added characters: set right where the notice has its words elsewhere.

What a title names is printed again: over the plan it puts out, in 《》 in the text, in the list of attachments, in a
web page's table, in a running head. Names that differ in more than slips of recognition (another year, 第二批, 细则
for 方案) are other documents' and say nothing.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from policyparse.layout.paragraphs import Block
from policyparse.letterhead import title as titles
from policyparse.letterhead.attachments import items
from policyparse.letterhead.parts import Head
from policyparse.lexicon.alike import FUNCTION, LEVELS, MEANING, are_alike, is_common
from policyparse.view import View

_QUOTED = re.compile(r"《([^《》]{4,100})》")
_KEY = re.compile(r"(?:标题|名称|文件名称|信息名称)[：:|]{1,2}")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_MARKS = frozenset("《》〈〉“”‘’\"'—–-－~～·、，：（）()[]【】 ")
_NEAR = 85
_SHORTEST = 6

How = Literal["broken", "slip", "plain"]


@dataclass(frozen=True, slots=True)
class Slip:
    """A place of the title that its words elsewhere say otherwise.

    Attributes:
        start: Where it begins in the title's text.
        end: Where it ends there.
        after: What stands in its place elsewhere.
        how: `broken`, no character of any common text; `slip`, one that looks like the other, lost or doubled;
            `plain`, another character.
    """

    start: int
    end: int
    after: str
    how: How


@dataclass(slots=True)
class Verdict:
    """What came of a title: the slips to set right, and those on which the notice's own words do not agree."""

    mended: list[Slip]
    open: list[Slip]


def read_again(head: Head, blocks: Sequence[Block], title: View) -> Verdict:
    """The title's slips, by the places that name what it names.

    Args:
        head: The head, with the rows that repeat its title.
        blocks: The paragraphs after it, those of the foot with their roles.
        title: The title as it stands.
    """
    text = title.text
    witnesses = list(dict.fromkeys(_witnesses(head, blocks)))
    said: dict[Slip, int] = {}
    heard: list[tuple[range, frozenset[Slip]]] = []
    for a, b in _stretches(text):
        for other in witnesses:
            slips = slips_between(text[a:b], other, a)
            if slips is not None:
                heard.append((range(a, b), frozenset(slips)))
                for slip in slips:
                    said[slip] = said.get(slip, 0) + 1
    out = Verdict([], [])
    if not said:
        return out
    rest = "\n".join(_texts(head, blocks))
    recognised = any(line.confidence is not None for b in head.blocks if b.role == "title" for line in b.lines)
    for slip in sorted(said, key=lambda s: s.start):
        against = any(slip.start in place and slip not in slips for place, slips in heard)
        before, after = _words(text, slip)
        if slip.how == "plain" and not recognised:
            continue
        alone = not any(word in rest for word in before)
        often = alone and any(rest.count(word) > 1 for word in after) and (slip.how == "slip" or said[slip] > 1)
        (out.mended if not against and (often or slip.how == "broken") else out.open).append(slip)
    return out


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """What a title names, a bracket at its end left out: all of it, and what it puts out."""
    end = len(text) - len(titles.tail(text))
    yield 0, end
    for a, b in titles.put_out_places(text):
        if (a, b) != (0, end):
            yield a, b - len(titles.tail(text[a:b]))


def _witnesses(head: Head, blocks: Sequence[Block]) -> Iterator[str]:
    """The names that a notice gives, its title's own aside."""
    rows = [d.view.text for d in head.dropped] + [v.text for v in head.running]
    names = [_KEY.sub("", row, count=1) for row in rows]
    for block in blocks:
        names += _QUOTED.findall(block.view.text)
    for (_, role), group in groupby(blocks, key=lambda b: (b.part, b.role)):
        texts = [b.view.text for b in group]
        if role == "title":
            names.append("".join(texts))
        elif role == "attachments":
            whole = "".join(texts)
            names += [whole[a:b] for a, b in items(texts)]
    for name in names:
        name = name.strip("《》")
        yield name[: len(name) - len(titles.tail(name))]


def _texts(head: Head, blocks: Sequence[Block]) -> Iterator[str]:
    yield from (b.view.text for b in head.blocks if b.role != "title")
    yield from (d.view.text for d in head.dropped)
    yield from (v.text for v in head.running)
    yield from (b.view.text for b in blocks)


def slips_between(said: str, other: str, at: int) -> list[Slip] | None:
    """What is misread in `said`, if it is the name `other`; None where they are two names.

    Args:
        said: A name as the title has it.
        other: A name.
        at: Where `said` begins in the title.
    """
    if min(len(said), len(other)) < _SHORTEST or abs(len(said) - len(other)) > 2:
        return None
    if said == other:
        return []
    if fuzz.ratio(said, other) < _NEAR:
        return None
    out: list[Slip] = []
    for op in Levenshtein.opcodes(said, other):
        before, after = said[op.src_start: op.src_end], other[op.dest_start: op.dest_end]
        if op.tag == "equal" or (set(before) | set(after)) <= _MARKS:
            continue
        how = _how(before, after, said[:op.src_start], said[op.src_end:])
        if how is None:
            return None
        out.append(Slip(at + op.src_start, at + op.src_end, after, how))
    return out if len(out) <= 1 + len(said) // 12 else None


def _how(before: str, after: str, left: str, right: str) -> How | None:
    """What kind of slip turns `after` into `before`; None where the difference may be meant."""
    if any(c.isdigit() for c in before + after) or not set(after) - _MARKS <= set(_HAN.findall(after)):
        return None
    broken = bool(before) and all(_is_broken(c) for c in before)
    if broken and len(after) <= len(before):
        return "broken" if not set(after) & MEANING else None
    if (set(before) | set(after)) & (MEANING | LEVELS | FUNCTION):
        return None
    if not before:
        return "slip" if len(after) == 1 and left and right else None
    if not after:
        return "slip" if len(before) == 1 and (left.endswith(before) or right.startswith(before)) else None
    if len(before) == len(after) <= 2:
        if all(_is_broken(b) or are_alike(a, b) for b, a in zip(before, after, strict=True)):
            return "slip"
        return "plain" if len(before) == 1 else None
    if len(before) == 2 and len(after) == 1 and any(_is_broken(c) for c in before):
        return "broken"
    return None


def _is_broken(char: str) -> bool:
    """Whether a character belongs to no word: a sign, or one that common texts do not use."""
    return char not in _MARKS and not char.isdigit() and not (_HAN.match(char) and is_common(char))


def _words(text: str, slip: Slip) -> tuple[list[str], list[str]]:
    """The place with its neighbour to the left and to the right: as the title has it, and as it is elsewhere."""
    left, right = text[max(0, slip.start - 1): slip.start], text[slip.end: slip.end + 1]
    said = text[slip.start: slip.end]
    if not (said and slip.after):  # where one is lost or doubled, both neighbours tell
        return [left + said + right], [left + slip.after + right]
    sides = [(x, y) for x, y in ((left, ""), ("", right)) if _HAN.match(x + y)]
    return [x + said + y for x, y in sides], [x + slip.after + y for x, y in sides]


def corrected(text: str, slips: Iterable[Slip]) -> str:
    """The text with its slips set right."""
    for slip in sorted(slips, key=lambda s: s.start, reverse=True):
        text = text[: slip.start] + slip.after + text[slip.end:]
    return text


def origin(at: int, slips: Iterable[Slip]) -> int:
    """Where a place of the corrected text stood in the text as it was."""
    moved = 0
    for slip in sorted(slips, key=lambda s: s.start):
        if slip.start + moved >= at:
            break
        moved += len(slip.after) - (slip.end - slip.start)
    return at - moved
