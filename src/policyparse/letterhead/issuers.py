"""发文机关标志, the issuers: names that run into one another taken apart, torn ones put together."""
from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz import fuzz

from policyparse.lexicon.names import ORGAN_END, central_organs, full_name, is_organ, local_organs
from policyparse.lexicon.regions import Region, region_at
from policyparse.view import View

_KEEPS_REGION = re.compile(
    r"(?:国家税务总局|中国人民银行|国家金融监督管理总局|国家统计局|国家能源局|国家矿山安全监察局|中国证券监督管理委员会|中国证监会|"
    r"中国银保监会|中国银行保险监督管理委员会|国网|共青团|中共|中国共产党|中国共产主义青年团|中华人民共和国|[省市区县]委)$"
)


def split_organs(view: View) -> list[View]:
    """The organs of a view that holds nothing else, blanks or 、 between them or nothing; [] if it holds more."""
    text = view.text
    cuts = sorted({0, *_boundaries(view), len(text)})
    pieces = [view[a:b] for a, b in pairwise(cuts)]
    pieces = [p[_lead(p.text): len(p.text) - _trail(p.text)] for p in pieces]
    pieces = [p for p in pieces if p]
    return pieces if pieces and all(is_organ(p.text) for p in pieces) else []


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
        if len(left) < 3 or not ORGAN_END.search(left) or _KEEPS_REGION.search(left):
            continue
        gap = view.at[i] - view.at[i - 1] > 1
        rest = text[i:]
        opens = _opens_organ(rest) and not rest.startswith(("办公厅", "办公室"))
        if is_organ(left) and (opens or (gap and is_organ(rest))):
            out.append(i)
            start = i
    return out


def _opens_organ(text: str) -> bool:
    at = region_at(text, loose=False)
    if at is not None and at[1] < len(text):
        return True
    if _KEEPS_REGION.match(text[:9]) or text.startswith(("中共", "共青团", "国家税务总局", "国网")):
        return True
    return any(text.startswith(name) for name in central_organs() if len(name) >= 3)


@dataclass(slots=True)
class Issuer:
    """An issuer of the letterhead: its full name, and the views its name stood in."""

    name: str
    pieces: list[View]
    joined: bool = False
    confidence: float = 1.0

    @property
    def parts(self) -> list[View]:
        """What the name is read from: the pieces, less what one of them repeats of those before it."""
        out: list[View] = []
        for piece in self.pieces:
            out.append(piece[_overlap("".join(part.text for part in out), piece.text) :])
        return [part for part in out if part]

    @property
    def raw(self) -> str:
        """The name as it stood, its parts put together."""
        return "".join(part.words() for part in self.parts)


@dataclass(slots=True)
class Letterhead:
    """What a letterhead came to."""

    issuers: list[Issuer] = field(default_factory=list)
    left: list[View] = field(default_factory=list)


def _overlap(head: str, tail: str) -> int:
    return next((k for k in range(min(len(head), len(tail)), 0, -1) if head.endswith(tail[:k])), 0)


def _without_mark(view: View) -> View:
    """A row without the 文件 that a joint letterhead prints beside it."""
    text = view.text
    if text.startswith("文件") and len(text) > 3:
        view, text = view[2:], text[2:]
    if text.endswith("文件"):
        return view[: len(text) - 2]
    return view


def read_letterhead(rows: list[View], region: Region | None, host: str | None) -> Letterhead:
    """The issuers of a letterhead's rows: whole names as they are, torn ones put together.

    Args:
        rows: Its rows as read, 文件 included.
        region: Where the notice comes from, as title and number say; None if they do not.
        host: The first issuer by the title, in full; it comes first, as on paper.
    """
    out = Letterhead()
    torn = []
    for row in rows:
        bare = _without_mark(row)
        organs = split_organs(bare) if bare and not _is_torn(bare.text) else []
        if organs:
            out.issuers += [_whole(p, region) for p in organs]
        elif bare and bare.text not in {"文", "件"}:
            torn.append(bare)
        else:
            out.left.append(row)
    _piece_together(out, torn, region)
    out.issuers.sort(key=lambda issuer: (issuer.name != host, issuer.pieces[-1].start))
    return out


def _whole(view: View, region: Region | None) -> Issuer:
    return Issuer(full_name(view.text, region), [view])


def _is_torn(text: str) -> bool:
    """Whether a row is not a whole name: its region is missing, or all of it but a part."""
    if text in central_organs() or region_at(text, loose=False) is not None:
        return False
    return text in local_organs() or re.match(r"(?:自治区|[省市区县州盟旗])", text) is not None


def _piece_together(out: Letterhead, torn: list[View], region: Region | None) -> None:
    """Match the rows that open names with those that end them; every name found is an issuer, what is over is left."""
    region = region or next((at[0] for v in torn if (at := region_at(v.text)) is not None), None)
    if region is None:
        out.left += torn
        return
    heads = [v for v in torn if _opens_name(v.text, region)]
    tails = [v for v in torn if not _opens_name(v.text, region)]
    used: set[int] = set()
    for tail, (name, score, head) in zip(tails, _assign(heads[:10], tails[:12], region), strict=False):
        if score < _SURE:
            out.left.append(tail)
            continue
        if head is not None:
            used.add(head)
        pieces = [tail] if head is None else [heads[head], tail]
        out.issuers.append(Issuer(name, pieces, joined=True, confidence=round(min(score, 0.97), 3)))
    out.left += tails[12:] + [h for i, h in enumerate(heads) if i not in used]


_SURE = 0.6


def _opens_name(text: str, region: Region) -> bool:
    """Whether a fragment opens a name: the region's name, the beginning of it, or what goes on from it (湖南省发)."""
    return region.name.startswith(text) or text.startswith(region.stem)


def _assign(heads: list[View], tails: list[View], region: Region) -> list[tuple[str, float, int | None]]:
    """For each tail its name, how sure it is, and its head: the best sum over all, order kept where it is free."""
    alone = [_name(t.text, region, 0.8) for t in tails]
    pair = [[_paired(h.text, t.text, region) for h in heads] for t in tails]
    best: dict[int, tuple[float, list[int | None]]] = {0: (0.0, [])}
    for i in range(len(tails)):
        after: dict[int, tuple[float, list[int | None]]] = {}
        for mask, (total, chosen) in best.items():
            ways: list[int | None] = [None, *(j for j in range(len(heads)) if not mask >> j & 1)]
            for j in ways:
                gain = alone[i][1] if j is None else pair[i][j][1] - 0.001 * abs(i - j)
                key = mask if j is None else mask | 1 << j
                if key not in after or total + gain > after[key][0]:
                    after[key] = (total + gain, [*chosen, j])
        best = after
    _, chosen = max(best.values(), key=lambda x: x[0])
    return [(*(alone[i] if j is None else pair[i][j]), j) for i, j in enumerate(chosen)]


def _paired(head: str, tail: str, region: Region) -> tuple[str, float]:
    """The best name that a head and a tail make; the tear may have left some characters on both."""
    ways = [head + tail[k:] for k in range(min(len(head), len(tail)) + 1) if head.endswith(tail[:k])]
    return max((_name(way, region, 1.0) for way in ways), key=lambda x: x[1])


def _name(text: str, region: Region, sure: float) -> tuple[str, float]:
    """The full name that `text` comes to in `region`, and how sure that is."""
    rest = text
    for opening in (region.name, region.stem):
        if text.startswith(opening):
            rest = text[len(opening):]
            break
    else:
        rest = text[_overlap(region.name, text):]
    rest = rest[1:] if rest[:1] == region.name[-1:] and rest[1:] in local_organs() else rest
    local = local_organs()
    if rest in local:
        return region.name + local[rest], sure
    near = nearest_department(rest)
    if near is not None:
        return region.name + near, sure - 0.12
    return region.name + rest, (sure - 0.2 if is_organ(region.name + rest) else 0.3)


def nearest_department(stem: str) -> str | None:
    """The one known department that differs from `stem` in one character, not its last; None if none does."""
    if stem in local_organs():
        return None
    near = {
        full for full in local_organs().values()
        if len(full) == len(stem) >= 5 and full[-1] == stem[-1]
        and sum(a != b for a, b in zip(full, stem, strict=True)) == 1
    }
    if not near and len(stem) >= 8:
        near = {full for full in local_organs().values() if full[-1:] == stem[-1:] and fuzz.ratio(full, stem) >= 85}
    return near.pop() if len(near) == 1 else None
