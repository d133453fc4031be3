"""The keys of the table that official sites print above a notice: 索引号, 发文机构, 发文字号, 发布日期 …"""
from __future__ import annotations

_OWN = (
    "规范性文件编号 信息索取号 统一登记号 信息索引号 信息索引 信息编号 信息分类 信息类别 主题分类 公文种类 "
    "公文类别 体裁分类 组配分类 发文机构 发布机构 发文机关 制发机关 发文单位 制发单位 发文字号 发布文号 "
    "发文文号 文件编号 生成日期 成文日期 印发日期 签发日期 发文日期 公开日期 公开方式 公开范围 公开属性 "
    "公开形式 公开主体 时效状态 效力状态 效力级别 统一编号 索引号 发文号 文号"
)
_SHARED = (
    "服务对象分类 信息名称 信息来源 文件类型 服务对象 发布单位 责任部门 内容概述 内容摘要 发布日期 发布时间 "
    "公开时间 实施日期 施行日期 生效日期 失效日期 废止日期 是否有效 文件名称 文件状态 信息格式 浏览次数 "
    "阅读次数 发布机关 公开类型 主题词 有效性 有效期 时效性 登记号 关键词 文种 体裁 标题 名称 来源 语种 字号 "
    "分类"
)


def _alternatives(words: str) -> str:
    """Words as a pattern; of two that begin alike the longer one is tried first."""
    return "|".join(sorted(words.split(), key=len, reverse=True))


OWN_KEYS = _alternatives(_OWN)
"""Those that stand in no other table."""
KEYS = _alternatives(f"{_OWN} {_SHARED}")
"""All of them."""
