"""Names that the lexicon lacks and a notice itself vouches for: provinces, schools, firms and associations."""
from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from operator import ne

from policyparse.lexicon.names import ORGAN_END, is_organ
from policyparse.lexicon.regions import regions
from policyparse.lexicon.tables import Added, Row
from policyparse.reading.pages import Reading

_PLACES = 2
_OPENING = re.compile(
    r"^(?P<province>(?!各|全|本|我|外|该|有关|相关|兄弟|所在|其他)[\u4e00-\u9fff]{2,3}省)"
    r"(?P<rest>[\u4e00-\u9fff（）]{2,36}$|[\u4e00-\u9fff])",
    re.MULTILINE,
)
_MARK = re.compile(r"文件$")
_HOUSE = re.compile(
    r"^(?P<party>中共)?(?P<house>(?![各全本我]|有关|相关|所有)[\u4e00-\u9fff（）]{2,26}(?:大学|学院|学校|中学|医院|研究院|集团|公司|协会|学会|商会))(?P<rest>.{0,6})$",
    re.MULTILINE,
)


def with_own_names(rows: Added, reading: Reading) -> Added:
    """The rows, and those of the provinces and the houses that the notice vouches for."""
    text = "\n".join(reading.text[line.start : line.end].strip() for line in reading.lines)
    return replace(
        rows, regions=(*rows.regions, *_provinces(reading, text)), organs=(*rows.organs, *_houses(text))
    )


def _houses(text: str) -> list[Row]:
    """Schools, firms and associations: a row has the name and nothing else, and another one, or its party committee's.

    What stands alike in two rows was not misread in both.
    """
    rows: Counter[str] = Counter()
    led: set[str] = set()
    for m in _HOUSE.finditer(text):
        rest = _MARK.sub("", m["rest"])
        if m["party"] and rest in ("委", "委员会"):
            led.add(m["house"])
        elif not m["party"] and not rest:
            rows[m["house"]] += 1
    own = [name for name, count in rows.items() if (count >= _PLACES or name in led) and not is_organ(name)]
    return [(name, name, "central") for name in own]


def _provinces(reading: Reading, text: str) -> list[Row]:
    """Provinces that rows of the notice name alike, one with an organ of its own and nothing else on it.

    One that a province of the table may have been misread for is taken only from a text that was not recognised, and
    that does not name the other one.
    """
    openings = list(_OPENING.finditer(text))
    if not openings:
        return []
    listed = [region.name for region in regions().values() if region.level == "province"]
    recognised = any(line.confidence is not None for line in reading.lines)
    places = Counter(m["province"] for m in openings)
    own: list[Row] = []
    for province in dict.fromkeys(m["province"] for m in openings if _names_organ(m)):
        meant = [name for name in listed if len(name) == len(province) and sum(map(ne, name, province)) == 1]
        misread = meant and (recognised or any(name in reading.text for name in meant))
        known = province.endswith(tuple(listed))  # 驻湖南省
        if places[province] >= _PLACES and not known and not misread:
            own.append((province, "province", "", ""))
    return own


def _names_organ(m: re.Match[str]) -> bool:
    """Whether a row is an organ's name and nothing else."""
    rest = _MARK.sub("", m["rest"])
    return len(rest) > 1 and ORGAN_END.search(rest) is not None
