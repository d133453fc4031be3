"""Which names a letterhead may print: the organs of a region, as written in full and in short."""
from __future__ import annotations

from functools import lru_cache

from policyparse.lexicon.names import central_organs, full_name, local_organs
from policyparse.lexicon.regions import MUNICIPALITIES, Region
from policyparse.lexicon.tables import Added, added

_UNLIKELY = 0.4  # an organ that such a region has under another name: a province's 教育局
_CENTRAL = 0.5  # a central organ in a region's notice
_SHORT = 0.2  # a short form: marks print the full name as a rule
_UNSAID = 0.05  # the party's organ, where the government has one of that name

_OTHERS = (
    "国家税务总局{r}税务局", "中国人民银行{s}分行", "中国人民银行{r}分行", "中国人民银行{s}中心支行",
    "国家金融监督管理总局{s}监管局", "中国银行保险监督管理委员会{s}监管局", "中国证券监督管理委员会{s}监管局",
    "国家统计局{s}调查总队", "国家统计局{s}调查队", "共青团{r}委员会", "共青团{r}委", "{r}高级人民法院",
    "{r}通信管理局", "{r}消防救援总队", "{r}消防救援支队",
)
"""Organs whose name the region does not open, or that are not the region's own."""
_PARTY = (
    "宣传部", "组织部", "统战部", "政法委员会", "网络安全和信息化委员会办公室", "机构编制委员会办公室",
    "教育工作委员会", "办公厅", "办公室", "社会工作部", "老干部局", "农村工作领导小组办公室",
    "精神文明建设指导委员会办公室", "直属机关工作委员会", "金融委员会办公室",
)


def candidates(region: Region | None) -> dict[str, tuple[str, float]]:
    """As printed → the full name, and what choosing it costs: nothing for a region's own organs in full.

    Args:
        region: Where the notice comes from; None for a central organ's.
    """
    return _candidates(region, added())


@lru_cache(512)
def _candidates(region: Region | None, more: Added) -> dict[str, tuple[str, float]]:
    """`more` is what the tables have been added to by: they are read as they are now."""
    out: dict[str, tuple[str, float]] = {}
    central = central_organs()
    if region is not None:
        local = local_organs()
        wholes = set(local.values())
        for short, full in local.items():
            name, cost = full_name(region.name + full, region), 0.0 if short == full else _SHORT
            if region.level == "province" and full.endswith(("局", "室")) and full[:-1] + "厅" in wholes:
                cost += _UNLIKELY
            if region.level != "province" and full.endswith("厅"):
                cost += _UNLIKELY
            out.setdefault(region.name + short, (name, cost))
        for form in (*_OTHERS, _garrison(region)):
            printed = form.format(r=region.name, s=region.stem)
            out.setdefault(printed, (printed, 0.0))
        for tail in _PARTY:
            name = f"中共{region.name}委{tail}"
            out.setdefault(name, (name, _UNSAID))
            out.setdefault(f"{region.name}委{tail}", (name, _SHORT))
    for short, full in central.items():
        cost = (0.0 if short == full else _SHORT) + (_CENTRAL if region is not None else 0.0)
        out.setdefault(short, (full_name(full, None), cost))
    return out


def _garrison(region: Region) -> str:
    """What the garrison of such a region is called."""
    if region.level != "province":
        return "{s}军分区"
    if region.name in MUNICIPALITIES:
        return "{s}警备区"
    return "{s}军区" if region.name.endswith("自治区") else "{r}军区"
