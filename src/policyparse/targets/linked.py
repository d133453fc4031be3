"""Segments that hang on another: they say how, why, for whom or under which condition, not what is to be done."""
from __future__ import annotations

import re

from policyparse.targets.verbs import is_sure, verbs_in

_WHOM = re.compile(r"(?:对于?(?![口外接象标应比台照策])|凡|向|给)[^，；：]{2,80}的(?=[^，；：的]{1,16}$)")
_OPENINGS = (
    "也|可|必要时|并(?!(?:及时|统一|按时|同步)?(?:报|提交|上报|抄报|移交|将[^，]{1,40}(?:报|送|提交|上传)|公布|公开|公示|通报|备案|向社会公[布开示]))|以及|从而|为|使|不断|切实|因|如|若|对于|根据|按照|围绕|通过|结合|以|经|利用|依托|借助|凭借|其中|包括|由于",
    "凡|未|除|含|逾期|带动|满足|营造|助力|引领|辐射|其他|能[^，]{1,12}的|由[^，]{2,30}向[^，]{0,30}转[变型]",
    "(?:同时|并)?抄送|待(?!遇)|例如|即|原则上由|具体|重点是|逐步|坚决|最大限度",
    "由[^，]{2,16}(?:会同|组织|进行|审核|审定|审批|汇总|负责|统一)",  # another's step, after that of the date
    "[^，]{0,8}(?:内容|范围|对象|标准|重点|方式)(?:主要)?(?:包括|分为|为|是|有)",
    "采[取用][^，]{0,24}(?:方式|形式|办法|方法)$",
)
_SETTING = "(?:在|对|随着|当)[^，]{0,100}(?:中|上|下|内|时|后|前|方面|期间|过程|基础)$"
_LINKED = re.compile("|".join((*_OPENINGS, _SETTING)))


def is_linked(segment: str) -> bool:
    """Whether a segment hangs on another: 通过…, 为…, 在…过程中."""
    return _LINKED.match(segment) is not None


def names_whom(text: str, a: int, b: int) -> bool:
    """Whether a stretch only names whom the next one is about: 对年产茶50吨以上的合作社，…."""
    whom = _WHOM.match(text[a:b])
    return whom is not None and not any(is_sure(v.word) for v in verbs_in(text, a + whom.end(), b))
