"""Heads and feet as web pages print them: tables above the notice in their layouts, whole notices on one line."""
from __future__ import annotations

from typing import Any

import pytest

import policyparse as pp
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
    "keys that run into their values": "发文机关平安县人民政府办公室\n发文日期2013年3月5日\n时效性现行有效\n发文字号平安政办〔2013〕9号\n效力级别地方规范性文件",
    "entries between bars": "索引号：11632121/2013-0008 | 主题分类：农业\n发文机关：平安县人民政府办公室 | 成文日期：2013年3月5日\n发文字号：平安政办〔2013〕9号 | 有效性：有效",
}


@pytest.mark.parametrize("name", TABLES)
def test_table_above_the_notice(name: str) -> None:
    check(f"{TABLES[name]}\n{REST}", FOUND)


ASIDE = {
    "a sentence above": f"县政府办公室近日印发了一份通知。\n欢迎浏览。\n{TABLES['entries between bars']}\n{TITLE}\n一、提高认识。各地要高度重视。",
    "at the end": f"{TITLE}\n一、提高认识。各地要高度重视。\n二、抓好落实。各地要认真组织。\n{TABLES['entries between bars']}",
    "below the addressees": f"{TITLE}\n各乡镇人民政府：\n{TABLES['entries between bars']}\n一、提高认识。各地要高度重视。",
}


@pytest.mark.parametrize("name", ASIDE)
def test_table_that_is_not_above_the_notice_leaves_each_row_in_one_place(name: str) -> None:
    notice = pp.parse(ASIDE[name])
    taken = [i for x in (*notice.paragraphs, *notice.removed) for s in x.spans for i in range(s.start, s.end)]
    words = [i for i, c in enumerate(notice.text) if not c.isspace()]
    assert sorted(i for i in taken if not notice.text[i].isspace()) == words


ISSUER = "平安县人民政府办公室"
HEADINGS = {
    "number and title, the title again, the number": f"平安政办〔2013〕9号《{ISSUER}{TITLE}》\n{ISSUER}{TITLE}\n平安政办〔2013〕9号",
    "the title again in 《》, the number twice": f"平安政办〔2013〕9号《{ISSUER}{TITLE}》\n《{ISSUER}{TITLE}》\n平安政办〔2013〕9号\n平安政办〔2013〕9号",
    "a line of the page between": f"平安政办〔2013〕9号《{ISSUER}{TITLE}》\n浏览量: 时间:2016-01-17 23:45:19\n{ISSUER}{TITLE}\n平安政办〔2013〕9号",
    "the number only in the heading": f"平安政办〔2013〕9号《{ISSUER}{TITLE}》",
    "the number only in the heading, the title again": f"平安政办〔2013〕9号《{ISSUER}{TITLE}》\n{ISSUER}{TITLE}",
}


@pytest.mark.parametrize("name", HEADINGS)
def test_heading_of_a_page_with_number_and_title(name: str) -> None:
    body = REST.removeprefix(TITLE)
    check(f"{HEADINGS[name]}{body}", FOUND | {"title": f"{ISSUER}{TITLE}"})


RULES = "第一章 总则\n第一条 为加强管理，制定本规则。\n第二条 本规则自2014年1月1日起施行。"
UNSIGNED: list[tuple[str, list[str] | None]] = [
    ("庆元县人民政府工作规则", ["庆元县人民政府"]),  # the title begins with who issued it
    ("国务院工作规则", ["国务院"]),
    ("庆元县居民委员会选举办法", None),  # 庆元县居民委员会 is no organ of the county
    ("庆元县临时救助办法", None),
]


@pytest.mark.parametrize(("title", "issuers"), UNSIGNED, ids=[title for title, _ in UNSIGNED])
def test_issuer_of_rules_without_signature(title: str, issuers: list[str] | None) -> None:
    check(f"{title}\n{RULES}", {"issuers": issuers, "title": title})


def test_issuer_and_date_by_the_table_of_the_page() -> None:
    table = "• 索引号：\n11632121/2013-0008\n• 发文机构：\n庆元县民政局\n• 发文字号：\n庆民发〔2013〕9号\n• 成文日期：\n2013年12月5日"
    check(f"{table}\n庆元县临时救助办法\n{RULES}", {
        "issuers": ["庆元县民政局"], "issue_date": "2013-12-05", "document_number": "庆民发〔2013〕9号", "title": "庆元县临时救助办法",
    })


def test_issuer_by_the_number_of_an_order() -> None:
    check(f"发布时间：2016-07-02 来源：网络\n教育部令第41号\n学校食堂管理规定\n{RULES}", {
        "issuers": ["教育部"], "document_number": "教育部令第41号", "title": "学校食堂管理规定",
    })


def test_title_of_what_is_put_out_where_the_notice_has_none_of_its_own() -> None:
    plan = "关于推进农村物流发展的实施意见"
    check(f"各乡镇人民政府：\n现将《{plan}》印发给你们，请认真执行。\n庆元县交通运输局\n2021年12月1日\n{plan}\n一、提高认识。各地要高度重视。", {
        "issuers": ["庆元县交通运输局"], "title": plan, "document_type": "意见", "addressees": ["各乡镇人民政府"],
        "signatories": ["庆元县交通运输局"], "issue_date": "2021-12-01",
    })


def test_mark_of_a_note_behind_the_date() -> None:
    check(f"{REST.removesuffix('2013年3月5日')}二〇一三年三月五日[1]", FOUND | {"document_number": None})


def test_table_of_the_body_is_no_catalogue() -> None:
    text = REST.replace("各地要高度重视。", "各地要高度重视。\n名称 来源 数量\n树苗 苗圃 300株\n标题 | 名称 | 分类")
    check(text, FOUND | {"document_number": None})


OPENING = "海东市教育局关于做好秋季招生工作的通知 各县区教育局： 现就有关事项通知如下。一、提高认识。各地要高度重视（见附件1）。二、加强监督。按附件2的要求办理。"
CLOSING = "海东市教育局 2021年6月8日"
PLAN, DAYS = "招生计划表", "招生工作日程"
LISTS: list[tuple[str, list[str]]] = [
    (f"附件：1.{PLAN} 2.{DAYS} {CLOSING}", [PLAN, DAYS]),
    (f"附件：1.{PLAN}2.{DAYS}海东市教育局2021年6月8日", [PLAN, DAYS]),
    (f"附件：1．{PLAN} 2．{DAYS} 3．联系人名单 {CLOSING} 抄送：市委办公室。", [PLAN, DAYS, "联系人名单"]),
    (f"附件：1、{PLAN}；2、{DAYS}。{CLOSING}", [PLAN, DAYS]),
    (f"附件: （1）{PLAN} （2）{DAYS} {CLOSING}", [PLAN, DAYS]),
    (f"附件： 1. {PLAN} 2. 2021年{DAYS} 3. 12所学校名单 {CLOSING}", [PLAN, f"2021年{DAYS}", "12所学校名单"]),
    (f"附件1：{PLAN} 附件2：{DAYS} {CLOSING}", [PLAN, DAYS]),
    (f"附件一：{PLAN} 附件二：{DAYS} {CLOSING}", [PLAN, DAYS]),
    (f"附件：{PLAN} {CLOSING}", [PLAN]),
    (f"附件：1.{PLAN}.docx 2.{DAYS}.xlsx {CLOSING}", [PLAN, DAYS]),
    (f"附件：1.{PLAN}2.《{DAYS}》（2021年版） {CLOSING}", [PLAN, f"《{DAYS}》（2021年版）"]),
    (f"附件：1.{PLAN} 2.{DAYS} （此页无正文） {CLOSING}", [PLAN, DAYS]),
    (f"附件：1.{PLAN} 2.{DAYS} {CLOSING} 附件：附件1.{PLAN}.doc 附件2.{DAYS}.doc", [PLAN, DAYS]),
    (f"附件：1.{PLAN} 2.{DAYS} {CLOSING} 附件1 {PLAN} 序号 学校 人数 1 一中 300 附件2 {DAYS} 6月10日报名。", [PLAN, DAYS]),
    (f"{CLOSING} 附件下载：1.{PLAN}.doc 2.{DAYS}.doc", [PLAN, DAYS]),
]


@pytest.mark.parametrize(("foot", "attachments"), LISTS, ids=[str(i) for i in range(len(LISTS))])
def test_attachments_of_a_notice_on_one_line(foot: str, attachments: list[str]) -> None:
    check(f"{OPENING} {foot}", {
        "title": "海东市教育局关于做好秋季招生工作的通知", "addressees": ["各县区教育局"], "attachments": attachments,
        "signatories": ["海东市教育局"], "issue_date": "2021-06-08", "cc": ["市委办公室"] if "抄送" in foot else None,
    })


ONE_LINE: dict[str, tuple[str, dict[str, Any]]] = {
    "number below the title": (
        "辽宁省教育厅关于做好秋季招生工作的通知 辽教发〔2021〕33号 各市教育局： 现通知如下。一、高度重视。二、认真落实。 辽宁省教育厅 2021年6月8日",
        {"document_number": "辽教发〔2021〕33号", "title": "辽宁省教育厅关于做好秋季招生工作的通知", "addressees": ["各市教育局"]}),
    "number in brackets": (
        "辽宁省教育厅关于做好秋季招生工作的通知（辽教发〔2021〕33号）各市教育局：现通知如下。一、高度重视。二、认真落实。辽宁省教育厅2021年6月8日",
        {"document_number": "辽教发〔2021〕33号", "title": "辽宁省教育厅关于做好秋季招生工作的通知", "addressees": ["各市教育局"]}),
    "other documents' numbers": (
        "关于印发《秋季招生方案》的通知 各市教育局： 请按《加强管理的通知》（辽教发〔2020〕3号）要求执行。一、高度重视。二、认真落实。 辽宁省教育厅 2021年6月8日",
        {"document_number": None, "title": "关于印发《秋季招生方案》的通知", "issuers": ["辽宁省教育厅"], "issue_date": "2021-06-08"}),
    "two who sign below a list": (
        "关于举办科普大赛的通知 各县区科协、教育局：现通知如下。一、时间：5月。二、要求：按时报名。附件：报名表 淮南市科学技术协会 淮南市教育体育局 2022年4月6日",
        {"attachments": ["报名表"], "signatories": ["淮南市科学技术协会", "淮南市教育体育局"], "issue_date": "2022-04-06"}),
    "date that nobody signs": (
        "关于举办科普大赛的通知 各县区科协、教育局：现通知如下。一、时间：5月。二、要求：按时报名。附件：1.报名表 2.评分标准 二〇二二年四月六日",
        {"attachments": ["报名表", "评分标准"], "signatories": None, "issue_date": "2022-04-06"}),
    "date below whom to ask": (
        "关于举办科普大赛的通知 各县区科协：现通知如下。一、时间：5月。二、要求：按时报名。附件：1.报名表 2.评分标准 （联系人：王某，电话：000） 2022年4月6日",
        {"attachments": ["报名表", "评分标准"], "issue_date": "2022-04-06", "notes": ["（联系人：王某，电话：000）"]}),
    "plan with attachments of its own": (
        "朝阳市人民政府办公室文件 朝政办发〔2020〕18号 朝阳市人民政府办公室关于印发朝阳市冬季清雪方案的通知 各县（市）区人民政府： 现印发给你们，请认真执行。"
        " 朝阳市人民政府办公室 2020年11月2日 朝阳市冬季清雪方案 一、目标。主干道清完。 二、分工。市住建局牵头。 附件：1.责任区划分表 2.设备清单",
        {"document_number": "朝政办发〔2020〕18号", "issuers": ["朝阳市人民政府办公室"], "attachments": ["责任区划分表", "设备清单"],
         "title": "朝阳市人民政府办公室关于印发朝阳市冬季清雪方案的通知", "issue_date": "2020-11-02"}),
}


@pytest.mark.parametrize("name", ONE_LINE)
def test_notice_on_one_line(name: str) -> None:
    check(*ONE_LINE[name])
