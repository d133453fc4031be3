"""Rules that hold at all times: limits, lengths, what is paid for a case; no plan's horizon is their deadline."""
from __future__ import annotations

import re

from policyparse.lexicon.units import MONEY, TIME
from policyparse.targets.quantities import Amount

_GRANT = re.compile(r"^(?:给予|予以|奖励|补助|补贴|资助|奖补)")
_PAID = re.compile(r"补助|补贴|奖补|奖励|资助|补偿|配套|津贴")
_RAISED = re.compile(r"[至到]$|达到|提高|提升|增[加长]")  # 补助标准|提高到|每人每月800元
_LESSONS = ("学时", "课时", "个学时", "个课时")
_UNITS = frozenset((*(x for x in TIME if x not in _LESSONS), "MB", "GB", "KB", "字", "米", "厘米", "毫米"))
_CHANGING = re.compile(r"[至到在]$|压|缩|降|减|延长")
_HANDLING = re.compile(  # 全流程审批时间|不超过18个工作日: what a plan is to bring about
    r"(?:审批|办理|办结|办电|接电|报装|开办|通关|等候|流转|登记|受理|审核)[^，。；]{0,8}(?:时间|用时|时限|周期|时长)"
)
SO_MANY_YEARS = re.compile(r"[\d一二两三四五六七八九十]{1,8}年")


def is_standing(before: str, amount: Amount, action: str | None, per: str | None) -> bool:
    """Whether a quantity is a rule that holds at all times (时长不超过8分钟); 压缩至3周 is to be reached.

    Args:
        before: The sentence up to the quantity.
        amount: The quantity.
        action: Its verb.
        per: What it is distributed over.
    """
    if per and SO_MANY_YEARS.fullmatch(per):
        return True  # 每三年举办一届
    if _GRANT.search(action or "") or is_paid_for_a_case(before, amount, per):
        return True
    if amount.comparator in ("le", "lt") and _HANDLING.search(before):
        return False
    return amount.unit in _UNITS and not _CHANGING.search(action or "")


def is_paid_for_a_case(before: str, amount: Amount, per: str | None) -> bool:
    """每亩补助300元, 补助标准为每课时80元: a rate, not a sum to be spent by a day."""
    segment = before[max(before.rfind(c) for c in "，；：") + 1 :]
    paid = per is not None and amount.unit in MONEY and _PAID.search(segment) is not None
    return paid and not _RAISED.search(segment)
