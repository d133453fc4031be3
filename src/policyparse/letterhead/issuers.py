"""Names of organs that run into one another, taken apart."""
from __future__ import annotations

import re
from itertools import pairwise

from policyparse.letterhead.dates import DATE
from policyparse.lexicon.names import ORGAN_END, central_organs, is_organ
from policyparse.lexicon.regions import region_at
from policyparse.view import View

_LONGEST_NAME = 60
_DATE_BESIDE = re.compile(rf"(?<=.)(?:{DATE.pattern})$")
_KEEPS_REGION = re.compile(
    r"(?:国家税务总局|中国人民银行|国家金融监督管理总局|国家统计局|国家能源局|国家矿山安全监察局|中国证券监督管理委员会|中国证监会|"
    r"中国银保监会|中国银行保险监督管理委员会|国网|共青团|中共|中国共产党|中国共产主义青年团|中华人民共和国)$"
)


_BRANCH = re.compile(r"(?:分局|分行|分公司|支行|监管局|监管分局|监督管理局分局|调查总队|专员办|督察局)")
"""What follows a region's name in the name of a central organ's branch, and stands for no organ of the region's own."""


def split_organs(view: View) -> list[View]:
    """The organs of a view that holds nothing else, blanks or 、 between them or nothing; [] if it holds more."""
    text = view.text
    cuts = sorted({0, *_boundaries(view), len(text)})
    pieces = [view[a:b] for a, b in pairwise(cuts)]
    pieces = [p[_lead(p.text): len(p.text) - _trail(p.text)] for p in pieces]
    pieces = [p for p in pieces if p]
    return pieces if pieces and all(is_organ(p.text) for p in pieces) else []


def date_beside_organs(view: View) -> int | None:
    """Where the date begins that stands beside organs, as in the head of minutes; None if the view is another."""
    m = _DATE_BESIDE.search(view.text)
    return m.start() if m is not None and split_organs(view[: m.start()]) else None


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip("、，"))


def _trail(text: str) -> int:
    return len(text) - len(text.rstrip("、，"))


def _boundaries(view: View) -> list[int]:
    """Where one organ's name ends and the next begins."""
    text, out, start = view.text, [], 0
    for i in range(2, len(text) - 1):
        left = text[start:i]
        if text[i] in "、，" or text[i - 1] in "、，":
            if is_organ(left.strip("、，")) or not left.strip("、，"):
                out.append(i)
                start = i
            continue
        if len(left) < 3 or not ORGAN_END.search(left):
            continue
        gap = view.at[i] - view.at[i - 1] > 1
        rest = text[i:]
        if _KEEPS_REGION.search(left) and not (gap and _opens_central(rest)):
            continue
        opens = _opens_organ(rest) and not rest.startswith(("办公厅", "办公室"))
        if is_organ(left) and (opens or (gap and is_organ(rest))):
            out.append(i)
            start = i
    return out


def _opens_organ(text: str) -> bool:
    at = region_at(text, loose=False)
    if at is not None and at[1] < len(text):
        return _BRANCH.match(text, at[1]) is None
    if _KEEPS_REGION.match(text[:9]) or text.startswith(("中共", "共青团", "国家税务总局", "国网")):
        return True
    return _opens_central(text)


def _opens_central(text: str) -> bool:
    """Whether a text begins with the name of a central organ."""
    central = central_organs()
    return any(text[:length] in central for length in range(3, min(len(text), _LONGEST_NAME) + 1))
