"""Several clauses in one paragraph, or a whole notice on one line: cut where a label certainly begins."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from policyparse.labels.grammar import Label, Style, read_labels
from policyparse.labels.heading import LONGEST_HEADING, is_lead
from policyparse.labels.neighbours import Candidate, Edge
from policyparse.labels.sequence import choose
from policyparse.layout.annexes import follows_date, heads_annex, heads_list, says_again
from policyparse.layout.paragraphs import SENTENCE_END, Block
from policyparse.layout.taken_up import labels_within
from policyparse.reading.pages import Line

_CN = "[零〇一二三四五六七八九十百]"
_MAYBE = re.compile(
    r"(?=[\dA-Ja-j零〇一二三四五六七八九十百（〔\[【{}㈠-㈩⑴-⒇⒈-⒛①-⑳㉑-㉟㊱-㊿❶-❿第附])(?:"  # seen at one glance
    r"(?<![\d.])\d{1,3}(?=[.、），])|(?<![A-Za-z\d])[A-Ja-j](?=[.、）])|(?<![\d第])\d{1,2}(?=[\u4e00-\u9fff])"
    rf"|{_CN}{{1,4}}+(?=[、.）])|(?<=[。；：！？）”])[一二三四五六七八九十]{{1,3}}+(?=[\u4e00-\u9fff“，：])|[二三四五六七八九十](?=[\u4e00-\u9fff“])"
    rf"|[（〔\[【{{}}]{{1,3}}(?:{_CN}{{1,4}}|\d{{1,2}}|[-—－])[）〕\]】]|（{_CN}{{1,3}}+(?![）、至和年月个是])|[㈠-㈩⑴-⒇⒈-⒛①-⑳㉑-㉟㊱-㊿❶-❿]"
    rf"|第{_CN}{{1,4}}(?:[编篇章节条]|部分)|附件(?:\d{{1,2}})?|附(?=[：:\d]))"
)
_AFTER_SENTENCE = re.compile(r"[。；！？](?:[”’）》]|（[^（）]*(?:（[^（）]*）[^（）]*)*）)$")
_LIST_HEAD = re.compile(r"(?<![（见])(?:附(?:件(?:下载|列表|清单|目录|说明)?|表)?|备注)[：:]")
_SAME = 10  # characters in which a copy of an item shows
_SHORT_ITEM = 7  # that long, where it is a sentence of its own
_ITEM = 12  # at least this long a text between two labels of a list makes it more than an enumeration within a sentence


class _Place(NamedTuple):
    """Where a label may stand in a paragraph: its offset, the labels that it may be, and what stands before it."""

    at: int
    ways: tuple[Label, ...]
    edge: Edge

    @property
    def end(self) -> int:
        """Where what it labels begins, if it is the likeliest of its labels."""
        return self.at + (self.ways[0].length if self.ways else 0)

    def is_annex(self) -> bool:
        """Whether its likeliest label is an annex's."""
        return bool(self.ways) and self.ways[0].style == Style.ANNEX


def cut_blocks(blocks: list[Block]) -> list[Block]:
    """The paragraphs, those that hold several clauses cut before each label.

    A label inside a paragraph is believed where its list says so: its number follows the one before, its 2 follows
    its 1. A paragraph is taken for several squashed into one when it holds a list of the outer kinds (一、二、三;
    第一条) with text between.
    """
    candidates: list[Candidate] = []
    places: list[tuple[int, int]] = []
    for i, block in enumerate(blocks):
        if block.role is not None:
            continue
        for at, candidate in _candidates(block, i > 0 and blocks[i - 1].view.text.endswith("：")):
            candidates.append(candidate)
            places.append((i, at))
    cuts: dict[int, dict[int, Label | None]] = {}
    for i in {i for (i, _), c in zip(places, candidates, strict=True) if c.squashed}:
        cuts[i] = {m.start(): None for m in _LIST_HEAD.finditer(blocks[i].view.text)}
    for (i, at), label in zip(places, choose(candidates), strict=True):
        if label is not None:
            cuts.setdefault(i, {})[at] = label
    return [piece for i, block in enumerate(blocks) for piece in _cut(block, cuts.get(i, {}))]


def _candidates(block: Block, led: bool) -> list[tuple[int, Candidate]]:
    """The places of a paragraph where a label may begin; its beginning is always one of them."""
    text = block.view.text
    found = _places(block)
    squashed = _is_squashed(text, found) or any(x.at and text[x.at] == "附" and heads_annex(text, x.at) for x in found)
    out = []
    said: dict[str, int] = {}  # where each label stood last
    for at, ways, edge in _without_list(text, found):
        leads = is_lead(block.view[at : at + LONGEST_HEADING + 1])
        annex = next((w for w in ways if w.style == Style.ANNEX), None) if at and heads_annex(text, at) else None
        again = bool(ways) and edge == Edge.SENTENCE and _stands_before(text, at, ways[0], said)
        said[ways[0].text if ways else ""] = at
        out.append((at, Candidate(ways, edge, squashed, leads, text[at - 1] == "：" if at else led, again, annex)))
    return out


def _places(block: Block) -> list[_Place]:
    """The beginning of a paragraph, and where else in it a label may stand, whatever its neighbours say."""
    text = block.view.text
    out = [_Place(0, tuple(read_labels(block.view)), Edge.START)]
    for m in _MAYBE.finditer(text):
        at = m.start()
        if at and at >= out[-1].end and (ways := labels_within(block.view, at)):
            out.append(_Place(at, ways, _edge(text, out[-1], at)))
    return out


def _stands_before(text: str, at: int, label: Label, said: dict[str, int]) -> bool:
    """Whether the item that begins at `at` is printed once more: its like under the same label stands before it."""
    if label.text not in said:
        return False
    here, there = at + label.length, said[label.text] + label.length
    return any(text[here + k : here + k + _SAME] == text[there + k : there + k + _SAME] for k in (0, _SAME))


def _edge(text: str, last: _Place, at: int) -> Edge:
    """What stands before `at`, where `last` is the place of a label before it."""
    before = text[at - 1]
    if text.startswith("附", at):
        heads = follows_date(text, at) or heads_list(text, at) or says_again(text, at)
        return Edge.SENTENCE if heads else Edge.INSIDE
    if before in SENTENCE_END or _AFTER_SENTENCE.search(text, max(0, at - 160), at):
        return Edge.SENTENCE
    between = text[last.at : at]
    if last.ways and len(between) <= 36 and not re.search(r"[。；：！？]", between):
        return Edge.HEADING
    return Edge.INSIDE


def _is_squashed(text: str, found: Sequence[_Place]) -> bool:
    """Whether the paragraph was several once: an outer list, two numbers in order, with text between its items."""
    last: dict[Style, tuple[int, int]] = {}
    above: Edge | None = None
    decimals: set[tuple[int, ...]] = set()
    for at, ways, edge in found:
        if edge == Edge.HEADING and above == Edge.SENTENCE and any(w.sure and w.number == 1 for w in ways):
            return True  # a heading that runs into its list
        above = edge
        for way in ways:
            if way.prefix and edge != Edge.INSIDE:
                if (way.prefix if way.number == 1 else (*way.prefix, way.number - 1)) in decimals:
                    return True
                decimals.add((*way.prefix, way.number))
            if not way.sure and edge == Edge.SENTENCE and way.number == last.get(way.style, (0, 0))[0] + 1 > 1:
                last[way.style] = (way.number, at)  # a mark may be lost in between
            if not _is_outer(way, edge) or (way.style == Style.ARABIC and not _begins_item(text, at, edge)):
                continue  # an enumeration within a sentence
            number, where = last.get(way.style, (0, 0))
            if number and way.number == number + 1 and at - where >= (_SHORT_ITEM if text[at - 1] == "。" else _ITEM):
                return True
            last[way.style] = (way.number, at)
    return False


def _is_outer(way: Label, edge: Edge) -> bool:
    """Whether a list of such labels, where they stand, is more than an enumeration within a sentence."""
    if not way.sure or not Style.ANNEX < way.style <= Style.ARABIC:
        return False
    return way.style <= Style.CN or edge != Edge.INSIDE


def _begins_item(text: str, at: int, edge: Edge) -> bool:
    """Whether a whole sentence, with what stands in brackets after it, ends before `at`, or a colon stands there."""
    return edge == Edge.START or (edge == Edge.SENTENCE and text[at - 1] not in "；！？…")


def _without_list(text: str, found: Sequence[_Place]) -> list[_Place]:
    """Less the numbers of a list of attachments (附件：1.…2.…3.…): they are no clauses."""
    out = []
    listing = False
    own: Style | None = None  # the style of its items: 附件：一、…二、…
    last_at = 0  # where the text begins that a list's head may stand in
    for place in found:
        head = _LIST_HEAD.search(text, last_at, place.at)
        if head is not None and not place.is_annex():
            listing = True
            opens = place.ways and head.end() == place.at and "。" not in text[place.at : place.at + LONGEST_HEADING]
            own = place.ways[0].style if opens else None
        last_at = place.end if place.is_annex() else place.at
        if listing:
            place = place._replace(ways=tuple(w for w in place.ways if w.style not in (Style.ARABIC, own)))
            if any(w.style in (Style.ANNEX, Style.CN, Style.PAREN_CN) for w in place.ways):
                listing = False
            if not place.ways:
                continue
        out.append(place)
    return out


def _cut(block: Block, labels: dict[int, Label | None]) -> list[Block]:
    """A block cut at the given offsets into its view, each piece with its part of the lines and its label."""
    at = [0, *sorted(set(labels) - {0})]
    if len(at) == 1:
        return [block]
    pieces = [piece(block, a, b) for a, b in pairwise([*at, len(block.view)])]
    return [replace(x, label=labels.get(a)) for a, x in zip(at, pieces, strict=True)]


def piece(block: Block, start: int, end: int) -> Block:
    """The part of a block from `start` to `end` (offsets into its view), its lines cut to what it holds."""
    view = block.view[start:end]
    a, b = min(view.at), max(view.at) + 1
    lines: list[Line] = [
        line.cut(max(line.start, a), min(line.end, b)) for line in block.lines if line.start < b and line.end > a
    ]
    return replace(block, view=view, lines=tuple(lines), label=None if start else block.label)
