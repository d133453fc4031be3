"""What stands before a predicate without being its subject or object, and is passed over to find the verb.

整改完成后|拨付…, 在改革上|取得…, 为残疾人|提供…, 向主管部门|报告…, 与高校|签订…, 通过直报系统|填写…, 全市|开展….
Each is known by what follows it, as the same words may belong to a noun (通过验收, 与会代表).
"""
from __future__ import annotations

import re

from policyparse.targets.nouns import strip_left
from policyparse.targets.organs import is_body
from policyparse.targets.verbs import verb_at, verbs_in

_AFTER_THAT = re.compile(  # 验收合格后|拨付资金
    r"[^，的将把]{2,14}?(?<![售课事今产灾战前先落背会术幕最午])之?后(?![续期勤备台盾端])"
)
_WITHIN = re.compile(  # 在管理改革上|取得进展, 在山区12县|建设
    r"基础上|上|方面|领域|过程中|[省市县区州旗乡镇村]|街道|社区|(?:学校|单位|企业|机构)|沿线|周边|范围内?|等地"
)
_FOR_WHOM = re.compile(r"为[^，的]{1,14}?(?=办理|提供|开展|配备|缴纳|发放|购买|安装|建立|举办)")
_TO_WHOM = re.compile(
    r"向[^，的]{1,20}?(?=公[布开示]|报告|通报|反馈|提[交出供]|报送|申请|发布|备案|书面|答复|发[送放]|推送|开放)"
)
_WITH = "与"
_WITH_WHOM = re.compile(r"[^，的]{2,14}?(?=取得|签[订署]|建立|开展|进行|共同|联合|对接|达成|沟通)")
_TOGETHER = re.compile(r"(?:会同|联合|商)(?=[一-龥])")
_LONGEST_NAMES = 40
_BY = re.compile(r"(?:通过|利用|依托|使用|经由|借助|登[录陆]|进入|运用)")
_MEANS = re.compile(  # 通过信息报告管理|系统|直报, 登录申报|平台|填写
    r"(?:系统|平台|网站|官网|网络|门户|邮箱|渠道|方式|形式|途径|公众号|专栏|政务服务网|热线|窗口|小程序|客户端)[”》]?[上中内]?"
)
_LONGEST_MEANS = 34
_LONGEST_PLACE = 22
_LEADS_ON = ("进行", "向", "将", "把", "对", "予以", "统一", "及时", "集中", "公开", "在线", "网上", "直接")
_WIDE = re.compile(r"全(?:[国省市县区州]|系统|行业)(?=进行|开展|完成|实现|建成|全面|基本|启动|推行|实行|组织)")


def past_circumstances(text: str, a: int, b: int) -> int:
    """Where a predicate begins behind what comes first, where, for whom or with whom it is done, and by what means."""
    if (then := _AFTER_THAT.match(text, a, b)) is not None:
        a = strip_left(text, then.end(), b)
    a = _past_helpers(text, a, b)
    if (within := past_place(text, a, b)) is not None:
        return within
    whom = _FOR_WHOM.match(text, a, b) or _TO_WHOM.match(text, a, b)
    if whom is None and text[a - 1 : a] == _WITH:  # passed already, as 与 also joins
        whom = _WITH_WHOM.match(text, a, b)
    return whom.end() if whom else _past_means(text, a, b)


def _past_helpers(text: str, a: int, b: int) -> int:
    """Where a predicate begins behind those together with whom it is done: 会同省级教育部门|分解下达."""
    together = _TOGETHER.match(text, a, b)
    if together is None:
        return a
    start = together.end()
    ends = (verb.start for verb in verbs_in(text, start + 1, min(b, start + _LONGEST_NAMES)))
    end = next((at for at in ends if is_body(text[start:at].split("、")[-1])), None)
    return a if end is None else end


def past_place(text: str, a: int, b: int) -> int | None:
    """Where a predicate begins behind the place or field that it is done in (在重点乡镇|建设…), if there is one."""
    if not text.startswith("在", a):
        return None
    ends = (m.end() for m in _WITHIN.finditer(text, a + 2, min(b, a + _LONGEST_PLACE)))
    end = next((x for x in ends if verb_at(text, x, b) is not None), None)
    return None if end is None or any(c in text[a:end] for c in "，的") else end


def past_addressee(text: str, a: int, b: int) -> int | None:
    """Where a predicate begins behind the one to whom it is said or given (向主管部门|报告…), if it begins with one."""
    whom = _TO_WHOM.match(text, a, b)
    return whom.end() if whom else None


def past_scope(text: str, a: int, b: int) -> int:
    """Where a predicate begins behind how wide it holds: 全市|进行检查验收."""
    wide = _WIDE.match(text, a, b)
    return strip_left(text, wide.end(), b) if wide else a


def _past_means(text: str, a: int, b: int) -> int:
    """Where a predicate begins behind the system or way by which it is done; the name may hold 系统 before its end."""
    by = _BY.match(text, a, b)
    if by is None:
        return a
    for noun in reversed([*_MEANS.finditer(text, by.end(), min(b, by.end() + _LONGEST_MEANS))]):
        leads_on = text.startswith(_LEADS_ON, noun.end()) or verb_at(text, noun.end(), b)
        if leads_on and not any(c in text[by.end() : noun.end()] for c in "，的"):
            return strip_left(text, noun.end(), b)
    return a
