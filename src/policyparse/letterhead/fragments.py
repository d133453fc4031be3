"""The rows of a mark cut into pieces of names: without 文件, at blanks, and where one runs over two names."""
from __future__ import annotations

import re
from itertools import pairwise
from operator import ne

from policyparse.letterhead.candidates import candidates
from policyparse.letterhead.issuers import split_organs
from policyparse.letterhead.region_pieces import overlap
from policyparse.lexicon.names import ORGAN_END, central_organs, local_organs
from policyparse.lexicon.regions import Region, region_at, regions
from policyparse.view import View

LONGEST = 40
"""A row longer than this is no part of a mark."""
_MARK = re.compile(r"文件|(?:内部)?(?:发电)?明电$|命令$|（[函令电]）$")


def fragments(rows: list[View]) -> list[View]:
    """The pieces of names that the rows hold: cut at blanks, letters that were spread put together again."""
    out: list[View] = []
    letters = False  # whether the row above was a single letter
    for i, row in enumerate(rows):
        bare = without_mark(row)
        if not bare or len(bare) > LONGEST or _is_half_mark(rows, i):
            continue
        if len(bare) == 1 and letters:
            out[-1] = out[-1] + bare
            continue
        letters = len(bare) == 1
        out += ([] if is_torn(bare.text) else split_organs(bare)) or _tokens(bare)
    return out


def without_mark(view: View) -> View:
    """A row without the 文件 that a joint letterhead prints beside it, wherever it was read into the row."""
    m = _MARK.search(view.text)
    return view if m is None else view[: m.start()] + without_mark(view[m.end():])


def is_torn(text: str) -> bool:
    """Whether a row is not a whole name: its region is missing, or all of it but a part."""
    if text in central_organs() or region_at(text, loose=False) is not None:
        return False
    return text in local_organs() or re.match(r"(?:自治区|[省市区县州盟旗])", text) is not None


def _is_half_mark(rows: list[View], i: int) -> bool:
    """Whether a row is 文 or 件 of a 文件 in two rows, not a letter of a name."""
    if rows[i].text not in {"文", "件"}:
        return False
    beside = [rows[k].text for k in (i - 1, i + 1) if 0 <= k < len(rows)]
    return bool({"文", "件"} & set(beside)) or all(len(text) > 1 for text in beside)


def _tokens(view: View) -> list[View]:
    """A row cut at its blanks, spread letters left together."""
    cuts = [i for i in range(1, len(view)) if view.raw[view.at[i - 1] + 1: view.at[i]].isspace()]
    edges = [0, *cuts, len(view)]
    out: list[View] = []
    for a, b in pairwise(edges):
        if out and b - a == 1 and edges[edges.index(a) - 1] == a - 1:
            out[-1] = out[-1] + view[a:b]
        else:
            out.append(view[a:b])
    return out


def apart(view: View, region: Region | None) -> list[View]:
    """A fragment that runs over two names (省教育厅省财政厅), cut between them."""
    text = view.text
    local = local_organs()
    if region is None or text in candidates(region) or text[_opening(text, region):] in local:
        return [view]
    for k in range(2, len(text) - 1):
        left, right = text[:k], text[k:]
        if right.startswith(region.name) and left not in regions():  # 长沙市|芙蓉区教育局 stays whole
            return [view[:k], *apart(view[k:], region)]
        if k > 2 and ORGAN_END.search(left):
            first, after = left[_opening(left, region):], right[_opening(right, region):]
            goes_on = not after or any(after.startswith(name) for name in local) or _ends_another(right, region)
            if first in local and goes_on and after not in ("办公室", "办公厅"):
                return [view[:k], *apart(view[k:], region)]
    return [view]


def _ends_another(text: str, region: Region) -> bool:
    """Whether a fragment is the rest of a department's name, or all of one below 省, 市 …, a character misread."""
    if any(len(text) > 2 and name.endswith(text) and name != text for name in local_organs()):
        return True
    rest = text[overlap(region.name, text):]
    if len(rest) == len(text) or len(rest) < 4:
        return False
    return any(len(name) == len(rest) and sum(map(ne, name, rest)) == 1 for name in local_organs())


def _opening(text: str, region: Region) -> int:
    """How much of a fragment's beginning is the region's name, or the end of it, its last character doubled perhaps."""
    if text.startswith(region.name):
        return len(region.name)
    end = overlap(region.name, text)
    return end + (end > 0 and text[end: end + 1] == region.name[-1])
