"""Names of organs: what is one, and what its short form means in full."""
from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from policyparse.lexicon.regions import MUNICIPALITIES, Region, region_at, region_of_number, regions
from policyparse.lexicon.tables import KEPT, Row, added, rows_of
from policyparse.view import fold

if TYPE_CHECKING:
    from policyparse.records import Header

_ENDS = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|常委会|工委|党委|党组|市委|省委|区委|县委|州委|自治区党委|[省市区县州]纪委|厅|局|总局|署|"
    "委|部|会|院|中心|办|总社|供销社|联社|新华社|银行|支行|分行|公司|集团|法院|检察院|海关|大学|学院|学校|领导小组|指挥部|总队|支队|"
    "站|所|馆|兵团|军区|军分区|警备区|办事处|团中央|团省委|团市委|团委|妇联|残联|科协|文联|工商联|基金会|研究室"
)
ORGAN_END = re.compile(rf"(?:{_ENDS})(?:（[\u4e00-\u9fff、]+）)?$")
"""What the name of an organ ends with."""

_PLAIN = re.compile(r"[\u4e00-\u9fff〇·（）()“”、A-Za-z0-9]+")
_GENERIC = re.compile(r"(?:本|我)?(省|自治区|兵团|市|州|自治州|盟|县|区|旗)(?![直属级各有县区、]|市[、直])(?=.)")
_VERTICAL = re.compile(
    r"(?:国家税务总局|中国人民银行|国家金融监督管理总局|国家统计局|国家能源局|国家矿山安全监察局|中国证券监督管理委员会|"
    r"中国证监会|中国银保监会|国网|共青团|中共|中国共产党|民航|中国共产主义青年团|中华人民共和国)"
)
_OFFICE = re.compile(r"(?:办公厅|办公室|司|局)$")
_PARTY = {
    "": "员会", "办": "办公室", "网信办": "网络安全和信息化委员会办公室", "编办": "机构编制委员会办公室",
    "金融办": "金融委员会办公室", "社工部": "社会工作部", "教育工委": "教育工作委员会",
    "农办": "农村工作领导小组办公室", "财办": "财经委员会办公室", "台办": "台湾工作办公室",
}


def _tables() -> tuple[dict[str, str], dict[str, str]]:
    """Short form → full name: of local organs (without region) and of central ones."""
    return _read(added().organs)


@lru_cache(KEPT)
def _read(more: tuple[Row, ...]) -> tuple[dict[str, str], dict[str, str]]:
    local: dict[str, str] = {}
    central: dict[str, str] = {}
    for short, full, scope in (*more, *rows_of("organs.tsv")):
        (local if scope == "local" else central).setdefault(short, full)
    return local, central


def local_organs() -> dict[str, str]:
    """Short form → full name of the departments that follow a region's name (发改委 → 发展和改革委员会)."""
    return _tables()[0]


def central_organs() -> dict[str, str]:
    """Short form → full name of central organs (工信部 → 工业和信息化部)."""
    return _tables()[1]


def is_organ(text: str) -> bool:
    """Whether `text` is the name of one organ: known, or opening with a region or with 省, 市, and ending like one."""
    text = fold(text)
    local, central = _tables()
    if text in central or text in local or _office(text) is not None:
        return True
    if not 3 <= len(text) <= 40 or not _PLAIN.fullmatch(text) or not ORGAN_END.search(text):
        return False
    if _VERTICAL.match(text) or re.match(r"(?:国家|中央|全国|中国|国务院)", text):
        return True
    if m := _GENERIC.match(text):
        return len(text) - m.end() >= 2
    return (at := region_at(text)) is not None and at[1] < len(text)


def is_listed(text: str) -> bool:
    """Whether the lexicon has an organ of this name: a central one, or a region's department (市教育局, too)."""
    local, central = _tables()
    if text in central or text in local:
        return True
    at = region_at(text, loose=False)
    if at is not None:
        return text[at[1]:] in local
    m = _GENERIC.match(text)
    return m is not None and text[m.end():] in local


def _office(text: str) -> tuple[str, str] | None:
    """A central organ and its office or department (教育部办公厅, 财政部社会保障司), taken apart."""
    m = _OFFICE.search(text)
    for end in range(m.end() if m else 0, 2, -1):
        if text[:end] in central_organs() and 2 <= len(text) - end <= 14:
            return text[:end], text[end:]
    return None


def expand(stem: str) -> str:
    """A department's name in full, without its region: 人社厅 → 人力资源和社会保障厅."""
    local = local_organs()
    if stem in local:
        return local[stem]
    for end in ("办公室", "办公厅"):  # 教委办公室
        if stem.endswith(end) and stem[: -len(end)] in local and stem[: -len(end)] != "政府":
            return local[stem[: -len(end)]] + end
    return stem


def full_name(raw: str, region: Region | None) -> str:
    """The official name of an organ that a notice of `region` calls `raw`.

    省教育厅 in a notice from Hunan is 湖南省教育厅, 市发展改革委 in one from Shanghai 上海市发展和改革委员会; 工信部 is
    工业和信息化部 everywhere. What cannot be told is given back as it stood, white space out.

    Args:
        raw: The name as written.
        region: Where the notice comes from; None for one from a central organ.
    """
    text = fold("".join(raw.split()))
    local, central = _tables()
    if text in central and central[text] == text:
        return text
    if text not in local and (m := _GENERIC.match(text)):
        own = _named_by(m[1], region)
        rest = text[m.end():]
        if own is not None and (rest in local or rest.startswith("委") or ORGAN_END.search(rest)):
            return _of(own, rest)
        if rest in local or own is not None:
            return text[: m.end()] + expand(rest)
    if m := re.fullmatch(r"(?:中共|共青团)[\u4e00-\u9fff]{2,11}[省市区县州盟旗]委", text):
        return m[0] + "员会"
    for prefix in ("团省委", "团市委", "团区委", "团县委"):
        own = _named_by(prefix[1], region)
        if text == prefix and own is not None:
            return f"共青团{own.name}委员会"
    if not _VERTICAL.match(text) and (at := region_at(text, loose=False) or _short_region(text)) is not None:
        return _of_prefix(text, at)
    if region is not None and (own := _own(text, region)) is not None:
        return own.name + local[text]
    if text in central and (region is None or text not in local):
        return central[text]
    if text not in local and (parts := _office(text)) is not None:
        return central[parts[0]] + parts[1]
    return text if region is not None and text in local else expand(text)


def _short_region(text: str) -> tuple[Region, int] | None:
    """A region named without its kind, where a known department follows (湖南发改委)."""
    at = region_at(text)
    if at is None or text.endswith("军区"):  # 宁夏军区 is the name in full
        return None
    return at if text[at[1]:] in local_organs() else None


def _of_prefix(text: str, at: tuple[Region, int]) -> str:
    region, end = at
    head = text[:end] if text[:end].endswith(region.name) else region.name
    if _own_kind(text[end:]):
        return _of(region, text[end:])
    return head + expand(text[end:])


def _own_kind(rest: str) -> bool:
    return rest == "税务局" or (rest.startswith("委") and not rest.startswith("委员会"))


def _of(region: Region, rest: str) -> str:
    """A region's organ: its department, its party committee or the tax office."""
    if rest == "税务局":
        return f"国家税务总局{region.name}税务局"
    if rest.startswith("委") and not rest.startswith("委员会"):
        tail = rest[1:]
        return f"中共{region.name}委{_PARTY.get(tail, tail)}"
    return region.name + expand(rest)


def _named_by(kind: str, region: Region | None) -> Region | None:
    """Which region 省, 市, 县 … stands for in a notice from `region`."""
    while region is not None:
        name = region.name
        if kind in ("自治区", "区") and name.endswith("自治区"):
            return region
        if name.endswith(kind) and (kind != "区" or not name.endswith("地区")):
            return region
        region = regions().get(region.parent or "")
    return None


def _own(stem: str, region: Region) -> Region | None:
    """Whose a department named without a region is in a notice from `region`: 厅 the province's, 局 the city's."""
    local = local_organs()
    if stem not in local:
        return None
    if local[stem].endswith(("厅", "办公厅")):
        return region.province
    if region.level == "province" and region.name not in MUNICIPALITIES and local[stem].endswith("局"):
        return None if local[stem][:-1] + "厅" in local.values() else region
    return region


def region_of_organ(name: str) -> Region | None:
    """The region that an organ's full name opens with: one of the table, or a county before a known department."""
    at = region_at(name)
    if at is not None and name[at[1]:] in local_organs():
        return at[0]
    at = region_at(name, loose=False)
    return at[0] if at is not None else None


def region_of(header: Header) -> Region | None:
    """The region a notice comes from, by its issuers, then its number, then its title; None for a central organ's."""
    for issuer in header.issuers:
        if issuer.name in central_organs():
            return None
        if (at := region_at(re.sub(rf"^(?:{_VERTICAL.pattern})+", "", issuer.name))) is not None:
            return at[0]
    if header.document_number is not None and (own := region_of_number(header.document_number.prefix)) is not None:
        return own
    if header.title is not None and (at := region_at(fold(header.title.text), loose=False)) is not None:
        return at[0]
    return None
