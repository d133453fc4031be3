"""Heads and feet as web pages print them: tables above the notice in their layouts, whole notices on one line."""
from __future__ import annotations

from typing import Any

import pytest

from letterhead_cases import check

TITLE = "关于做好春季护林工作的通知"
REST = f"{TITLE}\n各乡镇人民政府，县直各部门：\n现将有关事项通知如下。\n一、提高认识。各地要高度重视。\n平安县人民政府办公室\n2013年3月5日"
FOUND: dict[str, Any] = {
    "issuers": ["平安县人民政府办公室"], "document_number": "平安政办〔2013〕9号", "title": TITLE, "document_type": "通知",
    "addressees": ["各乡镇人民政府", "县直各部门"], "signatories": ["平安县人民政府办公室"], "issue_date": "2013-03-05",
    "attachments": None,
}
TABLES = {
    "bars": "文号 | 平安政办〔2013〕9号 | 索引号 | QH-2013-0008\n发布机构 | 平安县人民政府办公室 | 成文日期 | 2013-03-05\n主题分类 | 农业 | 有效性 | 有效",
    "bars, a line of the site above": "当前位置：首页 > 政府信息公开\n文号 | 平安政办〔2013〕9号 | 索引号 | QH-2013-0008\n发布机构 | 平安县人民政府办公室",
    "Markdown": "| 索引号 | 11632121/2013-0008 | 主题分类 | 农业 |\n| --- | --- | --- | --- |\n| 发文机关 | 平安县人民政府办公室 | 成文日期 | 2013年3月5日 |\n"
    f"| 标题 | {TITLE} |\n| 发文字号 | 平安政办〔2013〕9号 | 发布日期 | 2013年3月6日 |",
    "tabs": "索引号\t11632121/2013-0008\t主题分类\t农业\n发文机关\t平安县人民政府办公室\t成文日期\t2013年3月5日\n发文字号\t平安政办〔2013〕9号\t发布日期\t2013年3月6日",
    "a cell on each line, no colons": "索引号\n11632121/2013-0008\n主题分类\n农业\n发文机关\n平安县人民政府办公室\n发文字号\n平安政办〔2013〕9号\n有效性\n有效",
    "colons and bars, a key without a value": "索引号： | 11632121/2013-0008 | 主题分类： | 农业\n发文机关： | 平安县人民政府办公室 | 成文日期： | 2013年3月5日\n"
    "发文字号： | 平安政办〔2013〕9号 | 有效性： |",
    "entries between bars": "索引号：11632121/2013-0008 | 主题分类：农业\n发文机关：平安县人民政府办公室 | 成文日期：2013年3月5日\n发文字号：平安政办〔2013〕9号 | 有效性：有效",
}


@pytest.mark.parametrize("name", TABLES)
def test_table_above_the_notice(name: str) -> None:
    check(f"{TABLES[name]}\n{REST}", FOUND)


def test_table_of_the_body_is_no_catalogue() -> None:
    text = REST.replace("各地要高度重视。", "各地要高度重视。\n名称 来源 数量\n树苗 苗圃 300株\n标题 | 名称 | 分类")
    check(text, FOUND | {"document_number": None})
