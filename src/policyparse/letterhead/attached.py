"""附件说明 among the paragraphs: whether 附件 opens the list of attachments or heads an annex, and where it ends."""
from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.labels.plain import is_label
from policyparse.layout.paragraphs import Block
from policyparse.letterhead import title as titles
from policyparse.letterhead.attachments import APPENDED, LIST_HEAD, continues, is_file, is_item, is_next_name, items
from policyparse.letterhead.kinds import Kind
from policyparse.letterhead.signature import signature_end
from policyparse.letterhead.walk import Walk

_BARE_LIST = re.compile(rf"(?:附件|{LIST_HEAD.pattern})")
_UNNUMBERED = re.compile(rf"{APPENDED}(?![\d一二三四五六七八九十])")
_FOOT = (Kind.NOTE, Kind.CC, Kind.IMPRINT)
_MOST_NAMES = 12
_SIGNING = (Kind.ORGANS, Kind.SIGNED, Kind.DATE, Kind.SEAL, Kind.PERSON)


def attachments_end(walk: Walk, i: int) -> int:
    """The end of the list of attachments that begins at `i`; 0 where none does."""
    kind = walk.kinds[i]
    listed = (kind is Kind.LIST and not walk.partition.heads_plan(i)) or (kind is Kind.ANNEX and _is_list(walk, i))
    end = _list_end(walk, i) if listed else 0
    return 0 if _says_again(walk, i, end) else end


def _says_again(walk: Walk, i: int, end: int) -> bool:
    """Whether the line at `i` heads an annex: it names what was listed before, and text follows it."""
    if end != i + 1 or walk.kind(end) is not Kind.BODY:
        return False
    return _names(walk.blocks[i : i + 1]) <= {x for _, blocks in walk.found.lists for x in _names(blocks)}


def _names(blocks: Sequence[Block]) -> set[str]:
    """The names of a list of attachments."""
    texts = [block.view.text for block in blocks]
    whole = "".join(texts)
    return {whole[a:b] for a, b in items(texts)}


def _list_end(walk: Walk, i: int) -> int:
    """The end of the list of attachments that begins at `i`; 0 where the line heads an annex instead."""
    texts, j = [walk.text(i)], i + 1
    bare = _BARE_LIST.fullmatch(texts[0]) is not None
    while walk.kind(j) in (Kind.BODY, Kind.ANNEX, Kind.LIST) and walk.blocks[j].role is None:
        text = walk.text(j)
        if not continues(texts, text) and not _wraps(walk, j) and not _is_another(walk, j):
            break
        texts.append(text)
        j += 1
    if bare and j == i + 1 and (j := _names_end(walk, j)) == i + 1:
        return 0
    return 0 if walk.partition.signed and walk.kind(j) is Kind.BODY else j


def _names_end(walk: Walk, i: int) -> int:
    """The end of the names below 附件：, one a line: they stand above the signature, or are those of files."""
    j = i
    while j < len(walk) and is_file(walk.text(j)):
        j += 1
    if j > i:
        return j
    while walk.kind(j) is Kind.BODY and walk.blocks[j].role is None and j - i < _MOST_NAMES:
        if len(walk.text(j)) > 40 or is_label(walk.text(j)) or re.search(r"[。；：，]", walk.text(j)):
            return i
        j += 1
    return j if j < len(walk) and not walk.partition.signed and signature_end(walk, j) > 0 else i


def _is_list(walk: Walk, i: int) -> bool:
    """Whether 附件 with items below it, or lines such as 附件1：…, list the attachments, and head no annex.

    They do above a signature, and where nothing follows them that could be the annexes' text.
    """
    signed = walk.partition.signed
    if _UNNUMBERED.match(walk.text(i)):
        end = _list_end(walk, i)
        return not signed and 0 < end < len(walk) and signature_end(walk, end) > 0
    end = i
    while walk.kind(end) is Kind.ANNEX and is_item(walk.text(end), end - i + 1):
        end += 1
    if end == i + 1 and not signed:  # 附件1.…, below it 2.…
        while walk.kind(end) is Kind.BODY and is_item(walk.text(end), end - i + 1):
            end += 1
    if end == i or (signed and walk.found.lists):  # they were listed above the signature
        return False
    if end == len(walk) or walk.kinds[end] in _FOOT:
        return True
    again = end > i + 1 and walk.kinds[end] is Kind.ANNEX and is_item(walk.text(end), 1)
    return again or (not signed and signature_end(walk, end) > 0)


def _is_another(walk: Walk, j: int) -> bool:
    """Whether paragraph `j` names one more attachment of a list without numbers, which a signature closes."""
    end = j
    while walk.kind(end) is Kind.BODY and end - j < _MOST_NAMES and is_next_name(walk.text(end - 1), walk.text(end)):
        if len(walk.text(end)) > 40 or is_label(walk.text(end)) or re.search(r"[。；：，]", walk.text(end)):
            return False
        end += 1
    return end > j and walk.kind(end) in _SIGNING


def _wraps(walk: Walk, j: int) -> bool:
    """Whether paragraph `j` is the rest of an attachment's name that went on in a new line."""
    text = walk.text(j)
    if walk.kinds[j] is Kind.ANNEX or len(text) > 40 or is_label(text) or re.search(r"[。；：]", text):
        return False
    if walk.kind(j + 1) in (None, *_FOOT, Kind.ANNEX):
        return titles.ends_as_title(text) and not titles.ends_as_title(walk.text(j - 1))
    return walk.kinds[j + 1] in _SIGNING or re.match(r"\d{1,2}[.、]", walk.text(j + 1)) is not None
