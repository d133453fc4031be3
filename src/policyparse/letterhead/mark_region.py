"""Which region the organs of a mark belong to: the notice's, unless the rows name another."""
from __future__ import annotations

from collections import Counter
from itertools import permutations

from policyparse.letterhead.fragments import without_mark
from policyparse.letterhead.region_pieces import is_generic
from policyparse.lexicon.regions import Region, larger_regions, region_at
from policyparse.view import View


def region_of_mark(rows: list[View], region: Region | None, prefix: str) -> Region | None:
    """Where the bodies belong: the region that the notice is from, unless the rows name another and never that one."""
    texts = [without_mark(row).text for row in rows]
    if region is None and (found := _torn_region(texts) or _misread_region(texts, prefix)) is not None:
        return found
    for loose in (False, True):
        named = Counter(at[0] for text in texts if (at := region_at(text, loose)) is not None)
        if region in named or (region is not None and any(_is_only(text, region, named) for text in texts)):
            return region
        if named and (loose is False or region is None or any(_says(text, named) for text in texts)):
            return named.most_common(1)[0][0]
    return region


def _torn_region(texts: list[str]) -> Region | None:
    """The region whose name two rows make up (海南 | 藏族自治州教育局)."""
    for head, tail in permutations(texts, 2):
        if len(head) > 1 and (at := region_at(head + tail, loose=False)) is not None and at[1] > len(head) + 2:
            return at[0]
    return None


def _misread_region(texts: list[str], prefix: str) -> Region | None:
    """The one region that rows name but for its first character, which the number's prefix has (灭沙市, 长教发)."""
    found = {
        region for text in texts for region in larger_regions()
        if prefix and region.name[0] == prefix[0] != text[:1] and len(region.name) > 2
        and text[1: len(region.name)] == region.name[1:]
    }
    return found.pop() if len(found) == 1 else None


def _is_only(text: str, region: Region, named: Counter[Region]) -> bool:
    """Whether a row is a piece of the region's name, and of none that other rows name (吉林 of 吉林省, not 吉林市)."""
    return len(text) > 1 and is_generic(text, region) and not any(is_generic(text, other) for other in named)


def _says(text: str, named: Counter[Region]) -> bool:
    """Whether a row is a region's name without its kind, and nothing else."""
    return any(text == region.stem for region in named)
