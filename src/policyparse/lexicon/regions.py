"""Regions of China: provinces, prefectures, counties and districts; their short forms and document numbers."""
from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from policyparse.lexicon.tables import KEPT, Row, added, rows_of

Level = Literal["province", "city", "county"]

MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_NATIONS = (
    "壮族|回族|维吾尔|朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族|蒙古族|蒙古|柯尔克孜|哈萨克"
)
_STEM_END = re.compile(
    rf"(?:(?<=..)(?:{_NATIONS}){{0,6}}(?:自治[区州县旗])|特别行政区|(?<=..)[省市州盟区县]|(?<=..)地区|生产建设兵团|示范区|"
    r"新区|林区)$"
)
_COUNTY = re.compile(
    r"[\u4e00-\u9fff]{1,7}?(?:自治县|自治旗|县|旗|市|区|新区|开发区|示范区|管理区|林区|(?:镇|乡|街道)(?=人民政府|委员会|办事处|党委|武装部))"
)
_NO_COUNTY = re.compile(
    r"(?:各|全|本|我|省|市|县|区|州|有关|相关|国家|中央|国务院|所在|属地|设区|辖区|社区|园区|自治区|地区|校区|景区)"
)


@dataclass(frozen=True, slots=True)
class Region:
    """A region with a government of its own.

    Attributes:
        name: Official name (湖南省, 长沙市, 新化县).
        level: Province (municipalities and autonomous regions too), prefecture or county.
        parent: Name of the province or prefecture above, where known: several have a 鼓楼区.
        prefixes: What its document numbers begin with (湘).
    """

    name: str
    level: Level
    parent: str | None = None
    prefixes: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """The name without its kind: 湖南, 广西, 长沙."""
        return _STEM_END.sub("", self.name)

    @property
    def province(self) -> Region | None:
        """The province it lies in; itself, if it is one."""
        if self.level == "province":
            return self
        above = regions().get(self.parent or "")
        return above.province if above is not None else None


def regions() -> dict[str, Region]:
    """All regions, those the caller added included, by official name."""
    return _table(added().regions)


def larger_regions() -> tuple[Region, ...]:
    """Provinces, prefectures and what the caller added of their rank."""
    return tuple(region for region in regions().values() if region.level != "county")


@lru_cache(KEPT)
def _table(more: tuple[Row, ...]) -> dict[str, Region]:
    out: dict[str, Region] = {}
    for name, level, parent, prefixes in (*more, *rows_of("regions.tsv")):
        at: Level = "province" if level == "province" else "city" if level == "city" else "county"
        out.setdefault(name, Region(name, at, parent or None, tuple(p for p in prefixes.split(",") if p)))
    own = {name for name, *_ in more}
    for name, parent in rows_of("counties.tsv"):
        known = out.get(name)
        if known is None:
            out[name] = Region(name, "county", parent)
        elif name not in own:
            out[name] = replace(known, parent=None)
    return out


@lru_cache(KEPT)
def _by_stem(more: tuple[Row, ...]) -> dict[str, Region]:
    """Provinces and prefectures by their names without kind; a province before a prefecture of the same name."""
    out: dict[str, Region] = {}
    for level in ("province", "city"):
        for region in _table(more).values():
            if region.level == level:
                out.setdefault(region.stem, region)
    return out


@lru_cache(KEPT)
def _by_opening(more: tuple[Row, ...]) -> dict[str, list[str]]:
    """The names of regions by their first two characters, the longest first."""
    out: dict[str, list[str]] = {}
    for name in sorted(_table(more), key=len, reverse=True):
        out.setdefault(name[:2], []).append(name)
    return out


def _listed_at(text: str) -> Region | None:
    """The region of the table that `text` opens with."""
    more = added().regions
    name = next((name for name in _by_opening(more).get(text[:2], ()) if text.startswith(name)), None)
    return None if name is None else _table(more)[name]


@lru_cache(KEPT)
def _stems(more: tuple[Row, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(_by_stem(more), key=len, reverse=True)))


def region_at(text: str, loose: bool = True) -> tuple[Region, int] | None:
    """The region that `text` opens with, and how many characters it takes.

    Where a province is followed by one of its regions (湖南省长沙市教育局), the lower one counts. With `loose`, names
    without their kind (湖南教育厅) and counties that are not in the table count as well.
    """
    more = added().regions
    if found := _listed_at(text):
        end = len(found.name)
        below = region_at(text[end:], loose=False) if found.level != "county" else None
        if below is None and loose and found.name not in MUNICIPALITIES:
            below = _county_at(text[end:], found)
        if below is not None and below[1]:
            return replace(below[0], parent=below[0].parent or found.name), end + below[1]
        return found, end
    if not loose:
        return None
    if m := _stems(more).match(text):
        return _by_stem(more)[m[0]], m.end()
    return _county_at(text, None)


def _county_at(text: str, above: Region | None) -> tuple[Region, int] | None:
    m = _COUNTY.match(text)
    if m is None or len(m[0]) < 2 or _NO_COUNTY.match(text) or m.end() == len(text):
        return None
    level: Level = "city" if above is None and m[0].endswith("市") else "county"
    return Region(m[0], level, above.name if above else None), m.end()


@lru_cache(KEPT)
def _by_prefix(more: tuple[Row, ...]) -> dict[str, Region]:
    out: dict[str, Region] = {}
    for level in ("province", "city", "county"):
        for region in _table(more).values():
            if region.level == level:
                for prefix in region.prefixes:
                    out.setdefault(prefix, region)
    return out


def region_of_number(prefix: str) -> Region | None:
    """The province (or, where custom is settled, the city) that a document number's prefix names: 湘教财 → 湖南省."""
    known = _by_prefix(added().regions)
    for n in (3, 2):
        if prefix[:n] in known:
            return known[prefix[:n]]
    if prefix.startswith(("国", "中", "教", "财", "工信", "发改", "人社", "建", "农", "卫", "交")):
        return None
    return known.get(prefix[:1])
