"""Times by which nothing is to be done: what is compared with, which things are meant, how long something takes."""
from __future__ import annotations

import re

from policyparse.targets.sentences import opened_at
from policyparse.targets.verbs import verb_at, verb_ending
from policyparse.targets.when import When

_COMPARED_WITH = re.compile(r"(?:(?<![占对环之])比|较|以|相对于?|同|基于?)$")
_BASELINE_AFTER = re.compile(r"(?:的?水平)?(?:相比|为基[数准年]|基础上|同期)|的?(?:基础|水平)上")
_DESCRIBES = re.compile(  # 2000年底前|建成的|小区
    r"(?:已|新|首次|未)?(?:建成|竣工|投产|投用|开工|批准|核准|备案|注册|成立|取得|获得|发生|形成|入库|毕业|出生|退役|认定|立项|"
    r"下达|签订|印发|发布|购置|生产|交付|列入|纳入|评定|命名|到期|登记|受理)(?:使用|投用)?的(?=[一-龥])"
)
_OF_A_CASE_THEN = re.compile(r"[^，；：]{1,30}的(?=，)")  # 2024年底前|建成的，…
_OF_THEN = re.compile(r"的(?!目标|任务|工作)[一-龥]")  # 6月份|的|例会
_PAPER_OF_YEARS = re.compile(
    r"[^，。；、]{0,14}?(?:计划|规划|方案|指南|名单|目录|清单|项目库|要点)(?:[^一-龥]|的?编制|编报|申报|[和及与、并]|$)"
)
_PAPER_OF_A_TIME = re.compile(  # 报送|上半年|工作情况
    r"度?[^，。；、]{0,16}(?:情况|报告|总结|数据|报表|材料|台账|成果|信息|进度)(?:$|[，。；、和及与并])"
)
_STRIVES = ("确保", "力争", "争取", "实现", "保证", "计划", "预计", "达到")
_IN_THE_LIGHT_OF = ("结合", "围绕", "依托", "借助", "根据", "按照", "对照", "参照")
_DONE_WELL = ("做好", "抓好", "搞好")
_ITS_NAME = re.compile(r"[^，。；、\d]{2,30}(?:[，。；]|$)")
_PUT_FIRST = ("将", "把")
_BY_THEN = ("前", "底", "末", "内", "止")
_VERB_NEAR = 6  # characters before the years of a paper in which its verb stands (编制|2024—2026年滚动计划)
_TO_REACH = re.compile(  # 时限压缩至|3周以内
    r"(?:(?:压缩|压减|缩短|控制|限制?|降|减|稳定|限定|提速|时间|时限|周期|平均)(?:一半以上)?[到至在为]?(?:平均)?|到|至|为)"
    r"(?:\d{1,4}[、和]){0,6}$"
)
_TO_REACH_NEAR = 24
_NAMED_RATE = re.compile(r"(?!使|将|把|让|全|实现|达到|完成|力争)[一-龥]{1,4}(?:率|比例|占比)")  # 3个工作日内|办结率
_OF_A_CASE = re.compile(r"(?:累计|连续)?(?:被|未|无|受到|发生|出现|不[得予再])")  # 一年内|被通报3次以上的单位
_SET_FOR_A_FAULT = ("责令", "责令其", "责令限期")  # 责令|30日内|改正
_SINCE_WHAT_HE_IS = ("毕业", "离校", "成立", "注册", "退役", "退休", "登记")  # 毕业|5年内|高校毕业生


def is_no_deadline(text: str, when: When, depth: int) -> bool:
    """Whether nothing is to be done by a time.

    Args:
        text: The sentence.
        when: The time in it.
        depth: How deep in brackets or quotes it begins.
    """
    return (
        _is_baseline(text, when)
        or (when.bare and text.startswith("当年", when.start))  # 当年新增: of whichever year was named
        or _is_in_a_name(text, when, depth)
        or _is_length(text, when)
        or _is_of_a_paper(text, when)
        or _is_of_what_is_done(text, when)
        or _tells_which(text, when)
    )


def _is_baseline(text: str, when: When) -> bool:
    """比2020年下降18%, 在2020年基础上: what is compared with."""
    if when.date is None:
        return False
    return bool(_COMPARED_WITH.search(text[: when.start]) or _BASELINE_AFTER.match(text, when.end))


def _is_in_a_name(text: str, when: When, depth: int) -> bool:
    """《三年行动计划（2021—2023年）》, “2023年度最美教师”; the bracket around 每年 or a year only explains."""
    around = opened_at(text, when.start) if depth else ""
    if not around or (text[when.start] == "“" and "《" not in around):
        return False
    quoted = around.replace("“", "", 1) if when.kind == "plan" else around
    return "《" in around or "“" in quoted or (bool(around) and (when.kind == "recurring" or when.bare))


def _tells_which(text: str, when: When) -> bool:
    """2000年底前|建成的|小区, 2024年底前|投产的，…; 6月份|的|例会."""
    if _DESCRIBES.match(text, when.end) or (when.date and _OF_A_CASE_THEN.match(text, when.end)):
        return True
    return when.kind in ("date", "noyear") and not when.bare and _OF_THEN.match(text, when.end) is not None


def _is_of_a_paper(text: str, when: When) -> bool:
    """编制|2024—2026年三年滚动计划, 报送|上半年工作情况: the time that a paper is about."""
    if when.bare and text.endswith(_PUT_FIRST, 0, when.start):
        return True  # 将|2021年规划方案报送省厅
    if when.kind == "years":
        named = _PAPER_OF_YEARS.match(text, when.end)
    elif when.kind in ("date", "noyear") and not text.endswith(_BY_THEN, when.start, when.end):
        named = _PAPER_OF_A_TIME.match(text, when.end)
    else:
        return False
    if named is None or when.start == 0:
        return False
    return verb_ending(text, max(0, when.start - _VERB_NEAR), when.start) is not None


def _is_of_what_is_done(text: str, when: When) -> bool:
    """举办|2023年|技能大赛, 做好|2023年|招生工作: the year of the thing, where 2023年|举办 is when it is done."""
    if when.date is None or text.endswith(_BY_THEN, when.start, when.end):
        return False
    named = _ITS_NAME.match(text, when.end)
    if named is None:
        return False
    if text.endswith(_IN_THE_LIGHT_OF, 0, when.start):
        return "目标" not in named[0]  # 结合|2024年春季|植树活动
    if not when.bare or not text.endswith("年", when.start, when.end):
        return False
    if text.endswith(_DONE_WELL, 0, when.start):
        return True
    verb = verb_ending(text, max(0, when.start - _VERB_NEAR), when.start)
    return verb is not None and verb.word not in _STRIVES and verb_at(text, when.end) is None


def _is_length(text: str, when: When) -> bool:
    """压缩至3周以内 is a quantity to reach, 20日内的 and 3年内被通报 describe: no time limits for doing something."""
    if when.within is None:
        return False
    if text.startswith(("的", "（含"), when.end) or _OF_A_CASE.match(text, when.end):
        return True
    if _NAMED_RATE.match(text, when.end) or text.endswith((*_SINCE_WHAT_HE_IS, *_SET_FOR_A_FAULT), 0, when.start):
        return True
    return bool(_TO_REACH.search(text[max(0, when.start - _TO_REACH_NEAR) : when.start]))
