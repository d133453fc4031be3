"""What a quantity is distributed over: 每人每年 → 人·年, 每个省 → 省, 500元/人·年 → 人·年."""
from __future__ import annotations

import re

_NOT_INSIDE = {"人": "员才口大民群", "县": "市区级域", "市": "州场直级民", "校": "区", "乡": "镇村", "班": "级"}
"""Of one-character words what must not follow: 每人|每人员."""

_SHORT = "|".join(
    ["乡镇", "季度", "学期", "学年", "半年", "课时", "学时", "岗位"]
    + [f"{c}(?![{after}])" for c, after in _NOT_INSIDE.items()]
    + list("户亩镇村生年月周天日季队组期次场")
)
_MEASURES = r"个|家|所|名|位|支|座|辆|台|间|条|片|项|件|组(?=[一-龥]{2}队)|批|门|多(?=[一-龥])"
_NEXT = (  # what a predicate or a number begins with
    r"每|至少|最|不|要|须|应|可|原则|新|建|设|培|配|选|推|报|演|展|开|举|安|组|确|增|重|补|支|奖|给|接|参|在|力|必|都|均|各|平|"
    r"有|办|打|发|享|创|修|调|召|的|为|中|派|累|统|，|\d|[一二两三四五六七八九十]|$"
)
_GIVEN = (  # 每个|给予10万元
    r"给予|补助|奖励|资助|补贴|安排|不超过|不少于|不低于|至少|最高|发放|享受|建设|推荐|申报|报送"
)
_EACH = re.compile(
    rf"""
    (?:平均)? 每 (?![百千万])          # 每千人口…: part of the indicator's name
    (?P<number> [\d一二两三四五六七八九十]* )
    (?P<measure> {_MEASURES} )?
    (?P<what> (?={_GIVEN}) | {_SHORT} | [一-龥]{{1,8}}? (?:（[^（）]{{1,12}}）)? | )
    (?={_NEXT})
    """,
    re.VERBOSE,
)
_UNIT = (
    r"(?:人次|人|年|月|日|天|周|户次|户|亩|生|次|吨|公里|平方米|立方米|千瓦时|千瓦|度|小时|家|个|床|张|台|套|辆|所|校|班|项|"
    r"件|例|头|只|公顷|学期|学年|季度|村|县|镇|课时|学时|名|米|升|标准箱|场|期|批|届)"
)
_SLASH = re.compile(
    rf"""
    (?: （[含不]{{1,2}}含?） )?        # 元（含）/人
    (?: / | 每 )
    ( {_UNIT} (?: [·•/、]? {_UNIT} )? )
    """,
    re.VERBOSE,
)


def distribution(text: str) -> str | None:
    """What a quantity that follows `text` is distributed over: 每人每年 → 人·年, 每个省 → 省; None if nothing."""
    parts = []
    for m in [m for m in _EACH.finditer(text) if m["what"] or m["measure"]][-2:]:
        number, measure, what = m["number"], m["measure"] or "", m["what"]
        keep = measure if number or not what else ""  # 每个省 → 省, 每3个村 → 3个村
        parts.append(f"{number}{keep}{what}")
    return "·".join(parts) or None


def after_slash(text: str, at: int) -> tuple[str | None, int]:
    """The 人·年 of 元/人·年 at a place, and where it ends."""
    m = _SLASH.match(text, at)
    return (m[1].replace("/", "·").replace("•", "·"), m.end()) if m else (None, at)
