"""The table that a web page prints above a notice: 索引号, 发文机构, 发文字号, 发布日期 …"""
from __future__ import annotations

import re
from collections.abc import Sequence

from policyparse.view import View

_KEYS = (
    "信息名称|信息索引|索引号|信息索取号|信息分类|信息类别|信息来源|主题分类|主题词|公文种类|公文类别|文件类型|体裁分类|组配分类|服务对象|发文机构|发布机构|发文机关|制发机关|"
    "发布单位|发文单位|制发单位|发文字号|发文号|文件编号|文号|内容概述|内容摘要|生成日期|成文日期|印发日期|签发日期|发文日期|发布日期|发布时间|公开日期|公开方式|公开范围|公开属性|实施日期|生效日期|失效日期|"
    "废止日期|有效性|有效期|时效性|时效状态|效力状态|效力级别|规范性文件编号|统一编号|登记号|标题|名称|来源|关键词|文件状态|信息格式|语种|浏览次数|阅读次数|字号"
)
_MARK = r"[-—•●·▪◆*■□]?"
ENTRY = re.compile(rf"{_MARK}[【\[]?(?:{_KEYS})[】\]]?[：:]")
"""An entry of the table, its key first."""
_STRAY = re.compile(rf"{_MARK}(?:发布日期|发布时间|来源|信息来源|浏览次数|阅读次数)[：:]")
_CELL = re.compile(rf"(?:{_KEYS})[：:]")
_FEWEST = 3
_REACH = 40


def catalogue(rows: Sequence[str]) -> list[int]:
    """Which of the first rows are the table: at least three entries, and what stands between them.

    A date of publication that stands by itself below the title belongs to it, the title between does not.
    """
    entries = [i for i, text in enumerate(rows[:_REACH]) if ENTRY.match(text)]
    whole = len(entries)
    for k in range(len(entries) - 1, 0, -1):
        if not _STRAY.match(rows[entries[k]]):
            break
        whole = k if entries[k] - entries[k - 1] > 1 else whole
    entries, stray = entries[:whole], entries[whole:]
    if len(entries) < _FEWEST:
        return []
    end = entries[-1] + 1
    if rows[entries[-1]].endswith(("：", ":")) and len(entries) * 2 == end - entries[0] + 1 and end < len(rows):
        end += 1  # each value in the row below its key
    elif rows[entries[-1]].startswith("内容概述") and not rows[entries[-1]].endswith(("：", ":")):
        while end < min(len(rows), entries[-1] + 6) and not rows[end - 1].endswith("。"):
            end += 1
    return [*range(entries[0], end), *(i for i in stray if i >= end)]


def cell_starts(view: View) -> list[int]:
    """Where the further entries begin in a row of the table that has several."""
    first = ENTRY.match(view.text)
    if first is None:
        return []
    starts = [m.start() for m in _CELL.finditer(view.text, first.end())]
    return [at for at in starts if view.at[at] - view.at[at - 1] > 1]
