"""Is it a promise? What was reached before, who may apply, what the law says, names and slogans are not (a table of reasons)."""
from __future__ import annotations

import re
from datetime import date

from policyparse.lexicon.units import MEASURE, MONEY, TIME
from policyparse.lexicon.verbs import VERB
from policyparse.targets.deadlines import When
from policyparse.targets.phrases import Phrase
from policyparse.targets.quantities import Amount

_PAST = re.compile(r"已经?(?!经?(?:纳入|列入|明确|确定|下放|建|取得|获得|入选|备案)[^，。]{0,30}的)|(?<![免除为])了(?![解结却然望])|截至|截止目前|近年来|以来|去年|上一?年|目前|累计完成|同比|曾|此前|入选(?![一-龥]{0,4}的)|获评|荣获|被评为")
_FUTURE = re.compile(r"到20\d\d年|力争|争取|确保|计划|将于|目标|要|届时|拟|今后|未来|“十[四五六]五”")
_ELIGIBLE = re.compile(
    r"(?:年满|已满|未满|不满|满|成立(?:时间)?|近|连续|注册(?:资本|资金)[一-龥]{0,6}|(?:工作|从业|从教|任职)(?:经历|经验|年限|时间)?(?:为|达)?|(?:年龄|工龄|教龄|学龄|学历|职称)[一-龥]{0,6}|有效期[一-龥]{0,4}|"
    r"罚款|处以|处|违约金|滞纳金|扣|满分|分值|户籍人口|出生[一-龥]{0,4})$"
)
_AGE = re.compile(r"^周?岁|^(?:以上|及以上)?(?:工作|从业|教龄|工龄|任职)")
_NARRATIVE = re.compile(r"基本情况|工作情况|总体情况|实施情况|存在的?(?:主要)?问题|背景|现状|回顾|成效|成绩|发展基础|面临的?(?:形势|问题|机遇)|形势")
_NAME_AFTER = re.compile(r"^(?:行动|计划|规划|工程|纲要|方面|阶段|步走|中全会|全会|期建设|年级|战略|以上学历|讲话|维护|自信|意识|统一|结合|打通)")
_VAGUE = frozenset("个 种 项 类 条 方面 支 块 批 片 点 起 级 代 道 套 组 步 门 次 位 场 期 件 部 份 款 名 家 人 处 门 所 张 路 口 站 集 孔 档 度 成 日 天 年 米 元 点 字 里 升 克 里".split())
_EACH = re.compile(r"每[一-龥\d（）、]{1,14}$|各[一-龥]{0,4}$|每.{0,16}(?:至少|不少于|最多)?$")
_BUILD = re.compile(r"(?:建设|建成|打造|创建|培育|新建|建立|设立|共建|组建|展示|演奏|举办|召开|建有|配备|推荐|选送|引进|遴选|培养|申报|形成|布局|新增|选派)(?:出|好|了)?$")
_DURATION_NOUN = re.compile(r"(?:时间|期限|时限|周期|时长|年限|总时间|期|时|津贴|天数|学时|课时|工作量|时数|假)[^，。]{0,6}$")
_DURATION_VERB = re.compile(r"(?:为|至|到|在|压缩|缩短|延长|留存|享受|增加|保存|不超过|不少于|控制在|公示|培训|实习|实训|开放|提前|保证|确保|达|安排|锻炼|轮训|参加)(?:每[一-龥]{1,3})?$")
_MONEY_CUE = re.compile(r"给予|补助|补贴|奖励|资助|投入|投资|安排|支持|标准|按照?|扣除|每|筹|融资|贷款|授信|担保|降低|减|增加|达|超|突破|规模|产值|收入|营收|总额|金额|资金|经费|费|限额|额度|元/|增加值|销售|产业|分摊|成交|产")


def past(segment: str, sentence: str) -> bool:
    """Whether a segment tells what has been, rather than what is to be."""
    return bool(_PAST.search(segment)) and not _FUTURE.search(segment)


def promises_amount(text: str, seg: tuple[int, int], amount: Amount, depth: int, own_date: bool, later: bool) -> bool:
    """Whether a quantity is something to be done or kept.

    Args:
        text: The sentence.
        seg: The segment it stands in.
        amount: The quantity.
        depth: How deep in brackets or quotes it stands.
        own_date: Whether a deadline stands in the same sentence before it.
        later: Whether another quantity follows in the segment.
    """
    before, after = text[seg[0] : amount.start], text[amount.end : seg[1]]
    number_before = text[max(0, amount.number_at - 1) : amount.number_at]
    if re.match(r"[一-龥]{1,8}?各(?!类|级|地|部门|单位|项|种)", after):
        return False  # 14个市州各建1所: those it is shared out among
    if number_before in ("前", "“", "-") or text[: amount.number_at].endswith("“1+") or _NAME_AFTER.match(after):
        return False
    if later and re.search(r"(?:将|把|对)[^，]{0,24}$", before) and amount.comparator == "eq" and amount.unit not in MONEY:
        return False
    stated = amount.comparator in ("le", "ge") and amount.start != amount.number_at
    if depth and not (stated and "“" not in before) and not re.search(r"一式$", before):
        return False
    segment = text[seg[0] : seg[1]]
    if past(before, text) and not own_date:
        return False
    if number_before in ("×", "*", "/", "÷", "=") or re.search(r"是指|所称|方面$", before) or re.search(r"[×÷=]", segment):
        return False  # definitions and formulas
    if _ELIGIBLE.search(before) or _AGE.match(after) or "满" in text[amount.start : amount.number_at]:
        return False
    if re.search(r"每(?:多|增加|新增|增|超|满)?(?:[一-龥]{1,3})?$" if amount.unit not in MONEY else r"每$", before) and re.search(r"每$|每(?:多|增加|新增|增|超|满)", before[-6:]):
        return False
    if amount.unit in MEASURE and amount.start == amount.number_at and (amount.comparator in ("ge", "le") or re.match(r"范围|直径|口径|高|宽|长", after)):
        return False
    if re.search(r"(?:^|[，；、])(?:上述|这|该|以上|前述|本|其余|现有|原有|以下|下列)$", before) and not own_date:
        return False
    if before.endswith("等") and not own_date:
        return False
    if _is_modifier(before, after, amount, later):
        return False
    if later and re.search(r"[从由](?:平均|目前的?|现在的?|原来的?|现行的?)?$", before):
        return False
    if amount.unit in TIME and amount.unit not in ("课时", "学时"):
        return _duration(before, after, amount)
    if amount.unit in MONEY:
        return bool(_MONEY_CUE.search(text[: seg[1]]))
    if amount.chinese and amount.unit != "%" and amount.unit is not None:
        return _chinese_count(before, after, amount, own_date)
    return _counts(before, after, amount)


def _is_modifier(before: str, after: str, amount: Amount, later: bool) -> bool:
    """年产值超100亿元的企业, 500万元以上的业务: the quantity describes a thing, it is not what is promised."""
    if re.match(r"（不?含）", after) and amount.unit in MONEY:
        return True
    if re.match(r"的(?:目标|任务|标准|比例|额度|规模)", after):
        return False
    if after == "的":
        return True  # 参训率低于90%的，…: a condition
    if after[:1] == "的" and len(after) > 2:
        if re.search(r"(?:给予|予以|形成|按照?|按|设立|安排|不超过|发放|提供|奖励|补助|建立|建设|构建|累计)(?:每[一-龥]{1,5})*(?:最高|累计|不超过)?$", before) or before.endswith("、"):
            return False
        return amount.comparator != "eq" or not re.search(VERB.pattern + r"$", before)
    if after[:1] == "、" and later and amount.comparator != "eq" and amount.unit in MONEY and re.search(r"[一-龥]{2,}$", before) and not re.search(r"给予[^，]*$", before):
        return True
    return bool(re.match(r"（?(?:含|不含)?）?(?:及以[上下])?的(?!标准|比例|额度)", after)) and amount.unit in MONEY and not re.search(r"给予|按照?", before)


def is_narrative(heading: str) -> bool:
    """Whether a clause reports (基本情况, 面临形势): nothing below such a heading is promised."""
    return bool(_NARRATIVE.search(heading)) and not re.search(r"目标|任务|措施|报送|上报|总结", heading)


def _duration(before: str, after: str, amount: Amount) -> bool:
    if before.endswith("为期"):
        return False
    before = re.sub(r"平均$", "", before)
    if amount.unit == "日" and amount.start == amount.number_at and re.search(r"(?:月|[-—－~～至到、（]|^)$", before):
        return False
    if amount.chinese and amount.comparator == "eq" and amount.unit in ("年", "日", "天") and not _DURATION_VERB.search(before):
        return False
    if amount.comparator in ("ge", "le", "gt", "lt") and amount.start != amount.number_at:
        return True
    return bool(_DURATION_NOUN.search(before) or _DURATION_VERB.search(before))


def _chinese_count(before: str, after: str, amount: Amount, own_date: bool) -> bool:
    explicit = amount.comparator in ("ge", "le", "gt", "lt", "range") and not (
        amount.start == amount.number_at and amount.comparator == "ge" and after and not re.search(r"至少|最少|最低", before)
    )
    if explicit or _EACH.search(before):
        return True
    if amount.unit in ("次", "届", "场", "轮", "场次") and re.search(r"每|一般", before):
        return True
    if amount.value >= 10 and _BUILD.search(before):
        return True
    if amount.value >= 100 and amount.unit not in ("个", "项", "种") :
        return True
    if amount.value >= 2 and amount.unit not in ("种", "项", "类", "条", "级", "批") and re.search(VERB.pattern + r"(?:[一-龥、]{0,24})$", before) and after[:1] not in ("维", "方", "层", "环", "阶"):
        return bool(_BUILD.search(before) or re.search(r"(?:共建|建设|建成)", before))
    return bool(re.search(r"其中$", before) and re.match(r"必须|应|须|为", after)) or bool(re.search(r"可?申报[一-龥（）]{2,16}$", before))


def _counts(before: str, after: str, amount: Amount) -> bool:
    if amount.unit == "%":
        return True
    if amount.comparator in ("ge", "le", "gt", "approx", "range"):
        return True
    if re.search(r"(?:共有|共计|共|包括|分为|分成|分|为期|涵盖|涉及|确定的|确定|等)$", before) and not re.search(VERB.pattern + "(?:共|共计)$", before):
        return False
    return True


def stands_alone(amount: Amount, phrase: Phrase, per: str | None, when: When | None) -> bool:
    """Whether a bare count (8个试验区) has nothing that makes it a promise: no verb, no comparator, no date, no distribution."""
    counted = amount.unit not in MONEY and amount.unit not in TIME and amount.unit != "%"
    leads = phrase.object is None or phrase.object[0] >= amount.end
    return counted and leads and phrase.action is None and per is None and when is None and amount.comparator == "eq"


def promises_task(segment: str, when: When, issued: date | None) -> bool:
    """Whether a segment under a deadline says that something is to be done by then."""
    if past(segment, segment):
        return False
    if when.begins or (when.date is not None and issued is not None and when.date < issued):
        return False
    return not re.search(r"(?:起|正式)?(?:施行|实施|执行|生效|废止|到期|失效)$|有效期|印发以来|解释$|为准$", segment)


def useful_amount(when: date | None, issued: date | None) -> bool:
    """Whether a dated quantity still lies ahead of the notice."""
    return when is None or issued is None or when >= issued
