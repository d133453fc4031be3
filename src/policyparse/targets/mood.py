"""Time and mood of a sentence, segment by segment: what is asked for, what has been, what somebody must already be.

Chinese marks time and mood with a word once and lets it hold for the segments that follow (目前…，…，…), until another
word says otherwise (到2025年, 力争, 要). So the segments are read from left to right and the mood is carried along.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

from policyparse.targets.nouns import Part

Mood = Literal["asked", "told", "required", "made of"]
"""`told`: a fact; `required`: what an applicant must be or have; `made of`: members, stages, days off."""

_TOLD = re.compile(
    r"""
    (?<![动对合托固用在将把照])现有(?!的) | 现已 | 目前(?!的) | 尚 | 仅(?:为|有|占|[\d.]+)
  | 仍(?:有|存在|然|未|不足|低于|高于)
  | 近[一二两三几\d]+年来? | 近年来 | 以来(?![^，。]{0,16}的[一-龥]) | 去年 | 过去 | 曾 | 此前
  | ^上一?年(?!度?[^，]{0,8}(?:[率数额量]|报|材料|数据|总结|情况))
  | 已(?=[一-龥])
    (?! 经?(?:纳入|列入|明确|确定|下放|建|取得|获得|入选|备案|享受|完成)[^，。]{0,30}的 | 满)  # 已纳入…的项目
  | (?<![为免除])了(?![解结却然望])
  | 据[^，。]{0,8}预[报测] | 据(?:统计|调查|测算|不完全)
  | ^(?:该|此)(?:项目|工程|企业|公司|园区|校|院|县|市|镇|村)(?:计划)?(?:总投资|占地|位于|建筑面积|现|拥有|辖)
  | 造成[^，]{0,8}\d | ^截[至止](?=[\d今])
  | ^(?:[我全]?[省市县区州镇])?(?:下辖|共辖|辖\d|总人口) | 据[^，。]{0,20}(?:数据|统计)(?=$|，|显示)
  | (?:普查|调查|统计|监测|数据)(?:结果)?(?:显示|表明)
  | 受[^，。]{1,14}影响 | 经过[^，。]{1,12}(?:努力|建设|发展)
  | [共已](?:登记|收到|查处|受理|接待|开通|排查出|发现) | 同比 | 环比 | 截至目前 | 截止目前
  | 累计(?:完成|发放|投入|引进|培训|为|减免|实现|建成|办理|接待|下达|筹集|受理|查处|支出|新增)
  | 年均(?:新增|完成|培训)
    """,
    re.VERBOSE,
)
_SAID = re.compile(r"[^，]{0,20}(?:提出|明确|确定|部署|印发|出台|通过)了")
_ASKED = re.compile(
    r"""
    到20\d\d年 | “?十[三四五六]五”?(?:末|期末|期间|时期) | 力争 | 争取 | 确保 | 计划(?!生育) | 拟(?!认定|录用)
  | 届时 | 今后 | 下一步 | 未来 | 将(?=[一-龥]{2}) | 必须 | 务必 | 不得 | 应当? | 须 | 需(?![要求])
  | 要(?![求素点件]) | 再(?![生就]) | 继续 | 进一步 | 年内 | 年底前 | 目标(?!责任)
    """,
    re.VERBOSE,
)
_APPLICANT = re.compile(
    r"""
    (?: (?: 拟?申报 | 拟?申请 | 参评 | 参选 | 参赛 | 报名 | 应聘 | 投标 | 拟认定 | 拟录用 | 候选 | 被推荐 | 推荐
          | 受资?助 | 购房 | 承租 | 参展 | 创建 | 入选 | 牵头 | 承担 )的?
        [一-龥“”]{0,6}?
        (?: 单位 | 企业 | 学校 | 院校 | 高校 | 人选 | 人员 | 人 | 者 | 项目 | 对象 | 机构 | 主体 | 地区 | 园区 | 基地
          | 团队 | 队伍 | 选手 | 教师
          | 学生 | 居民 | 家庭 | 农户 | 集体 | 个人 | 产品 | 空间 | 合作社 | 农场 | 平台 | 县 | 乡镇 | 社区 | 村 )
      | 候选人 | 项目负责人 | 法定代表人 | 本人
    )
    (?: （[^（）]*） )?
    """,
    re.VERBOSE,
)
_STATE = re.compile(
    r"""
    (?: 原则上 | 一般 | 应当? | 须 | 需 | 必须 | 要 | 均 | 还 | 同时 ){0,6}
    (?: 具有 | 具备 | 拥有 | 符合 | 满足 | 是(?!否) | 为 | 在(?=[^，]{2,20}(?:注册|工作|从事|登记|设立)) | 连续 | 近
      | 从事 | 取得 | 获得 | 注册 | 年龄 | 年满 | 已 | 依法 | 成立 | 有 | 无 | 未 | 上一?年 | 总投资 | 资产
      | 面积 | 规模 | 营业 | 从业 | 职工 | ，| $ )
    """,
    re.VERBOSE,
)
_DEED = re.compile(
    r"""
    (?: 应当? | 须 | 需 | 要 | 请 | 可 | 限 | 于[^，]{2,16}前 ) [^，]{0,12}?
    (?: 报送 | 提交 | 填[写报] | 上传 | 上报 | 缴纳 | 签订 | 组织 | 开展 | 推荐 | 选送 | 申报(?!条件) | 完成 | 参加 | 寄
      | 邮 | 登录 | 配套 | 负责 | 制作 )
  | 每[^，]{1,8}(?:限|至多|最多|不超过) | 限[报额推申] | 给予 | 补助 | 奖励 | 资助 | [前内]，?(?:报|将)
    """,
    re.VERBOSE,
)
_QUALIFIED = re.compile(
    r"""
    (?: 具备 | 符合 | 满足 )[^，；。]{0,8}(?: 以下 | 下列 | 如下 ) | [^，]{0,6}条件(?:之一的?[^，]{0,8})?$ | 条件[：:]
  | (?:划型|认定|界定|划分)标准[：:]
  | 方可(?: 申请 | 申报 | 参评 | 参加评 | 报名 | 评 | 认定 | 立项 | 享受 ) | 才[能可](?: 申请 | 申报 | 参评 | 报名 )
  | 优先(?: 推荐 | 支持 | 考虑 | 安排 | 录用 )
    """,
    re.VERBOSE,
)
_MADE_OF = re.compile(
    r"由[^，]{0,60}(?:组成|构成|担任)|下设|历时|会期|(?:分[为成]|共?分)[\d一二三四五六]{1,4}个?(?:阶段|组|档|等级|批次)|"
    r"放假|百分制|(?:组|会|团|队)由"
)


def moods(text: str, segments: Sequence[Part], ahead: Callable[[Part], bool], qualifies: bool = False) -> list[Mood]:
    """The mood of each segment of a sentence.

    Args:
        text: The sentence.
        segments: Its segments.
        ahead: Whether a date in a segment lies ahead of the notice.
        qualifies: The sentence stands where a notice says who may apply (under 申报条件).
    """
    conditions = qualifies or _QUALIFIED.search(text) is not None
    out: list[Mood] = []
    mood: Mood = "asked"
    for part in segments:
        words = text[slice(*part)]
        mood = _next(mood, words, ahead(part))
        if conditions and mood == "asked" and not _DEED.search(words):
            out.append("required")
        elif _MADE_OF.search(words):
            out.append("made of")
        else:
            out.append(mood)
    return out


def _next(mood: Mood, words: str, ahead: bool) -> Mood:
    """The mood of a segment after one in `mood`."""
    if _SAID.match(words):
        return "told"
    subject = _APPLICANT.match(words)
    if subject is not None and _STATE.match(words, subject.end()) and not _DEED.search(words, subject.end()):
        return "required"
    if mood == "required":
        return "asked" if _DEED.search(words) else "required"
    if ahead or _ASKED.search(words):
        return "asked"
    return "told" if _TOLD.search(words) else mood
