"""Provinces that the lexicon lacks and a notice names alike in several places: it was not misread in all of them."""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from operator import ne

from policyparse.lexicon.names import ORGAN_END
from policyparse.lexicon.regions import regions
from policyparse.lexicon.tables import Added
from policyparse.reading.pages import Reading

_PLACES = 2
_OPENING = re.compile(
    r"^[^\S\n]{0,80}(?P<province>(?!各|全|本|我|外|该|有关|相关|兄弟|所在|其他)[\u4e00-\u9fff]{2,3}省)"
    r"(?P<rest>[\u4e00-\u9fff（）]{2,36}$|[\u4e00-\u9fff])",
    re.MULTILINE,
)
_MARK = re.compile(r"文件$")


def with_own_provinces(rows: Added, reading: Reading) -> Added:
    """The rows, and those of such provinces as a row of the notice names an organ of, nothing else on it.

    One that a province of the table may have been misread for is taken only from a text that was not recognised, and
    that does not name the other one.
    """
    openings = list(_OPENING.finditer(reading.text))
    if not openings:
        return rows
    listed = [region.name for region in regions().values() if region.level == "province"]
    recognised = any(line.confidence is not None for line in reading.lines)
    places = Counter(m["province"] for m in openings)
    own = []
    for province in dict.fromkeys(m["province"] for m in openings if _names_organ(m)):
        meant = [name for name in listed if len(name) == len(province) and sum(map(ne, name, province)) == 1]
        misread = meant and (recognised or any(name in reading.text for name in meant))
        known = province.endswith(tuple(listed))  # 驻湖南省
        if places[province] >= _PLACES and not known and not misread:
            own.append((province, "province", "", ""))
    return replace(rows, regions=(*rows.regions, *own))


def _names_organ(m: re.Match[str]) -> bool:
    """Whether a row is an organ's name and nothing else."""
    rest = _MARK.sub("", m["rest"])
    return len(rest) > 1 and ORGAN_END.search(rest) is not None
