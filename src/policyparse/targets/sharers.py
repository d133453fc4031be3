"""Those over whom a quantity is distributed where they are named as its subject: 14个市州各建1所, 各县区至少1个.

What a 每… right before a quantity says is read by `distribution`; here is what goes by 各, or by a kind of receivers.
"""
from __future__ import annotations

import re

from policyparse.lexicon.units import MONEY
from policyparse.targets.distribution import distribution
from policyparse.targets.doings import PAYS
from policyparse.targets.nouns import Part
from policyparse.targets.organs import is_body
from policyparse.targets.quantities import Amount
from policyparse.targets.subject_words import CHOOSES

_OF_A_KIND = re.compile(r"的(?P<who>企业|单位|机构|学校|个人|农户|家庭)，$")
_EACH_OF_SO_MANY = re.compile(r"\d{1,9}个(?P<who>[一-龥]{1,6}?)各[一-龥]{0,6}$")  # 14个市州各建1所
_EACH_OF_PLACES = re.compile(  # 为甲县、乙县各建2所
    r"[一-龥](?P<who>县|区|市|州|旗|盟|乡|镇|村|省)(?:[、和及与][一-龥]{1,9}?(?P=who)){1,12}(?:分别)?各[一-龥]{0,6}$"
)
_EACH_SUBJECT = re.compile(  # 各县区至少建设1个
    r"(?:由|支持|要求|确保|[一-龥]{2,8}[和及与])?各(?![级类种项])(?P<who>[一-龥]{1,8}?(?:、[一-龥]{1,4}?){0,3}(?:（[^（）]{1,8}）)?)"
    r"(?:(?<![主重需])要|应|须|每|各|都|均|可|重点|至少|最多|至多|在|限|选|报|建|设|培|配|新|原则|安排|推|举|开|组|确|以|，)"
)
_ALL_TOGETHER = re.compile(r"(?:全|我|本)(?:[国省市县区州盟旗]|自治区)")  # 各县建1所，全省建10所
_NO_SHARERS = ("有关部门", "地")


def sharers(text: str, seg: Part, amount: Amount) -> str | None:
    """Over whom a quantity of a segment is distributed, by the subject of the segment or of its sentence."""
    before = text[seg[0] : amount.start]
    if before.endswith("一式"):
        return None  # 各校将方案（一式|3份）报送…
    if amount.unit in MONEY and amount.comparator == "eq" and PAYS.match(before):
        m = _OF_A_KIND.search(text[: seg[0]])
        return m["who"] if m else None  # 投入超过1亿元的企业，给予补助100万元
    if m := _EACH_OF_SO_MANY.search(before) or _EACH_OF_PLACES.search(before):
        return m["who"]
    m = _EACH_SUBJECT.match(before)
    if m is None and not (_ALL_TOGETHER.match(before) or CHOOSES.match(before)):
        m = _EACH_SUBJECT.match(text)
    if m and m[0].endswith("，") and not is_body("各" + m["who"]):
        return None  # 各地单列用地，每年供应30公顷
    if m and amount.unit not in ("%", *MONEY) and m["who"] not in _NO_SHARERS:
        return m["who"].removesuffix("人民政府")
    return distribution(text[: seg[0]]) if before.endswith("各") else None  # 每县推广2套模式，建设A、B各1个
