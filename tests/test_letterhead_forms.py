"""Heads and feet in the forms that notices take: orders, minutes, replies, telegrams, reports of praise, plans of several bodies.

All are our own writing: real names of organs, made-up matters.
"""
from __future__ import annotations

from typing import Any

import pytest

import policyparse as pp
from letterhead_cases import check

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "offices of party and government, a plan below": (
        "中共黑龙江省委办公厅\n黑龙江省人民政府办公厅 文件\n黑办发〔2019〕41号\n中共黑龙江省委办公厅 黑龙江省人民政府办公厅\n印发《关于深化农垦改革的实施意见》的通知\n"
        "各市（地）委和人民政府（行署），省直各单位：\n《关于深化农垦改革的实施意见》已经同意，现印发给你们，请认真贯彻落实。\n"
        "中共黑龙江省委办公厅 黑龙江省人民政府办公厅\n2019年8月21日\n（此件发至县团级）\n关于深化农垦改革的实施意见\n为深化改革，提出如下意见。\n一、总体要求\n坚持稳中求进。",
        {"issuers": ["中共黑龙江省委办公厅", "黑龙江省人民政府办公厅"], "document_number": "黑办发〔2019〕41号", "document_type": "通知",
         "title": "中共黑龙江省委办公厅黑龙江省人民政府办公厅印发《关于深化农垦改革的实施意见》的通知",
         "signatories": ["中共黑龙江省委办公厅", "黑龙江省人民政府办公厅"], "issue_date": "2019-08-21", "notes": ["（此件发至县团级）"]}),
    "order of government and garrison": (
        "宁夏回族自治区人民政府\n宁夏军区 命令\n宁政发〔2021〕11号\n关于2021年度征兵工作的命令\n各市、县（区）人民政府，各军分区、人武部：\n为做好征兵工作，命令如下：\n"
        "一、征集对象为适龄青年。\n主席 咸某\n司令员 王某\n2021年1月12日",
        {"issuers": ["宁夏回族自治区人民政府", "宁夏军区"], "document_number": "宁政发〔2021〕11号", "document_type": "命令",
         "issue_date": "2021-01-12", "title": "关于2021年度征兵工作的命令"}),
    "decision of a court, date without names": (
        "海南省高级人民法院\n琼高法〔2020〕133号\n海南省高级人民法院关于表彰先进集体的决定\n全省各级人民法院：\n经研究，决定：\n一、授予三亚市中级人民法院“先进集体”称号。\n"
        "二〇二〇年十二月二十九日",
        {"issuers": ["海南省高级人民法院"], "document_type": "决定", "issue_date": "2020-12-29", "signatories": None,
         "addressees": ["全省各级人民法院"]}),
    "rules that a procuratorate puts out": (
        "最高人民检察院关于印发《人民检察院巡回检察工作规定》的通知\n高检发办字〔2021〕119号\n各级人民检察院：\n现印发你们，请认真贯彻执行。\n最高人民检察院\n2021年12月8日\n"
        "人民检察院巡回检察工作规定\n第一条 为规范巡回检察，制定本规定。\n第二条 巡回检察应当依法进行。",
        {"issuers": ["最高人民检察院"], "document_number": "高检发办字〔2021〕119号", "issue_date": "2021-12-08",
         "signatories": ["最高人民检察院"], "addressees": ["各级人民检察院"]}),
    "praise by a university": (
        "西南林业大学文件\n西林大校〔2022〕40号\n西南林业大学关于给予张某某等同学表彰的通报\n各学院、各部门：\n现予通报表彰。\n一、“三好学生”名单\n张某某 李某某\n"
        "西南林业大学\n2022年5月20日\n西南林业大学校长办公室 2022年5月20日印发",
        {"issuers": ["西南林业大学"], "document_type": "通报", "addressees": ["各学院", "各部门"], "signatories": ["西南林业大学"],
         "issue_date": "2022-05-20", "printed_by": "西南林业大学校长办公室", "printed_on": "2022-05-20"}),
    "reply, title on two lines below the organ": (
        "青海省人民政府\n关于果洛州机场项目用地的批复\n青政函〔2018〕77号\n果洛藏族自治州人民政府：\n你州《关于机场用地的请示》（果政〔2018〕12号）收悉。现批复如下：\n"
        "一、同意用地120公顷。\n青海省人民政府\n2018年6月22日",
        {"issuers": ["青海省人民政府"], "document_number": "青政函〔2018〕77号", "document_type": "批复", "issue_date": "2018-06-22",
         "title": "关于果洛州机场项目用地的批复|青海省人民政府关于果洛州机场项目用地的批复"}),
    "urgent letter to a firm": (
        "特 急\n西藏自治区发展和改革委员会\n藏发改价格函〔2022〕5号\n关于商请协助提供电价数据的函\n国网西藏电力有限公司：\n请协助提供有关数据。\n一、2021年电量。\n"
        "联系人：扎西，电话：0891-0000000\n西藏自治区发展和改革委员会\n2022年2月11日",
        {"issuers": ["西藏自治区发展和改革委员会"], "urgency": "特急", "document_type": "函", "addressees": ["国网西藏电力有限公司"],
         "signatories": ["西藏自治区发展和改革委员会"], "issue_date": "2022-02-11"}),
    "group of firms with its imprint": (
        "中国航天科技集团有限公司文件\n天科人〔2021〕233号\n关于印发《青年人才培养办法》的通知\n集团公司所属各单位、总部各部门：\n请遵照执行。\n中国航天科技集团有限公司\n"
        "2021年7月1日\n抄送：国资委，国防科工局。\n集团公司办公室 2021年7月2日印发",
        {"issuers": ["中国航天科技集团有限公司"], "cc": ["国资委", "国防科工局"], "printed_by": "集团公司办公室", "printed_on": "2021-07-02",
         "addressees": ["集团公司所属各单位", "总部各部门"]}),
    "minutes: number without letters, date beside the office": (
        "温州市人民政府专题会议纪要\n〔2021〕23号\n温州市人民政府办公室 2021年5月31日\n关于瓯江引水工程推进的会议纪要\n5月26日，陈某某主持召开专题会议。现纪要如下：\n"
        "一、会议同意调整线路。\n出席：市府办林某，市水利局王某某。\n列席：市水务集团赵某。\n分送：各与会单位。",
        {"issuers": ["温州市人民政府办公室"], "document_number": "〔2021〕23号", "issue_date": "2021-05-31", "document_type": "纪要",
         "title": "关于瓯江引水工程推进的会议纪要", "present": ["市府办林某", "市水利局王某某"], "observers": ["市水务集团赵某"],
         "cc": ["各与会单位"]}),
    "announcement with its year": (
        "国家税务总局关于小微企业所得税征管问题的公告\n国家税务总局公告2022年第35号\n现就有关征管问题公告如下：\n一、按规定享受优惠。\n二、自2022年1月1日起施行。\n特此公告。\n"
        "国家税务总局\n2022年3月22日",
        {"issuers": ["国家税务总局"], "document_number": "国家税务总局公告2022年第35号", "document_type": "公告", "issue_date": "2022-03-22",
         "signatories": ["国家税务总局"], "addressees": None}),
    "edition of 1999, foot without full stops": (
        "河池市教育局\n河教〔2008〕17号\n关于开展校舍安全排查的紧急通知\n各县（市、区）教育局，市直各学校：\n现就有关事项通知如下：\n一、立即排查。\n二、每日报告。\n河池市教育局\n"
        "二〇〇八年五月二十日\n主题词：教育 校舍 安全 紧急通知\n抄报：自治区教育厅，市人民政府\n抄送：市建设局、市安监局\n河池市教育局办公室 2008年5月20日印\n打字：韦某 校对：蓝某 （共印60份）",
        {"issuers": ["河池市教育局"], "document_number": "河教〔2008〕17号", "issue_date": "2008-05-20", "signatories": ["河池市教育局"],
         "subject_words": ["教育", "校舍", "安全", "紧急通知"], "cc": ["自治区教育厅", "市人民政府", "市建设局", "市安监局"],
         "printed_by": "河池市教育局办公室", "printed_on": "2008-05-20"}),
    "telegram by fax": (
        "内部传真电报\n发往：各市州应急管理局\n签批：何某某 等级：特急 湖应急电〔2020〕66号\n关于做好低温雨雪冰冻灾害防范的通知\n各市、州应急管理局：\n一、加强值守。\n"
        "湖北省应急管理厅\n2020年12月28日",
        {"issuers": ["湖北省应急管理厅"], "document_number": "湖应急电〔2020〕66号", "urgency": "特急", "issue_date": "2020-12-28",
         "title": "关于做好低温雨雪冰冻灾害防范的通知", "signatories": ["湖北省应急管理厅"]}),
    "page's own line between title and number": (
        "四川省卫生健康委员会办公室关于做好流感疫苗接种的通知\n发布时间：2021-10-08 来源：疾控处 阅读：302次\n川卫办发〔2021〕44号\n各市（州）卫生健康委，委直属各单位：\n"
        "现将有关事项通知如下。\n一、加强组织。\n四川省卫生健康委员会办公室\n2021年10月8日\n（信息公开形式：主动公开）",
        {"issuers": ["四川省卫生健康委员会办公室"], "title": "四川省卫生健康委员会办公室关于做好流感疫苗接种的通知",
         "document_number": "川卫办发〔2021〕44号", "notes": ["（信息公开形式：主动公开）"], "issue_date": "2021-10-08"}),
    "government and military district": (
        "山西省人民政府\n山西省军区 文件\n晋政发〔2019〕20号\n山西省人民政府 山西省军区\n关于加强新时代民兵工作的意见\n各市、县人民政府，各军分区、人武部：\n提出如下意见。\n"
        "一、提高认识。\n山西省人民政府\n山西省军区\n2019年9月1日",
        {"issuers": ["山西省人民政府", "山西省军区"], "document_type": "意见", "signatories": ["山西省人民政府", "山西省军区"],
         "title": "山西省人民政府山西省军区关于加强新时代民兵工作的意见", "issue_date": "2019-09-01"}),
    "decision that amends rules": (
        "安徽省交通运输厅关于修改《安徽省公路养护管理办法》的决定\n皖交路〔2021〕90号\n各市交通运输局，省公路管理服务中心：\n决定作如下修改：\n"
        "一、将第三条修改为“公路养护实行分级管理”。\n二、删去第九条。\n本决定自公布之日起施行。\n安徽省交通运输厅\n2021年11月11日",
        {"issuers": ["安徽省交通运输厅"], "document_type": "决定", "document_number": "皖交路〔2021〕90号",
         "signatories": ["安徽省交通运输厅"], "issue_date": "2021-11-11"}),
    "ministries above the title": (
        "财政部 国家发展改革委 农业农村部\n关于下达2023年农田建设补助资金预算的通知\n财农〔2022〕131号\n各省、自治区、直辖市财政厅（局）、发展改革委：\n一、资金列相关科目。\n"
        "附件：1.资金分配表\n2.绩效目标表\n财政部 国家发展改革委 农业农村部\n2022年11月4日",
        {"issuers": ["财政部", "国家发展和改革委员会", "农业农村部"], "document_number": "财农〔2022〕131号",
         "signatories": ["财政部", "国家发展改革委", "农业农村部"], "attachments": ["资金分配表", "绩效目标表"], "issue_date": "2022-11-04"}),
}


@pytest.mark.parametrize("name", CASES)
def test_form(name: str) -> None:
    check(*CASES[name])


@pytest.mark.parametrize(
    ("signed", "title"),
    [
        ("浙江省教育厅", "浙江省教育厅关于做好招生工作的通知"),  # the signature has what the title lost
        ("", "江省教育厅关于做好招生工作的通知"),  # nothing else has it
    ],
)
def test_a_title_gets_its_lost_character_from_other_evidence_alone(signed: str, title: str) -> None:
    notice = pp.parse(f"江省教育厅关于做好招生工作的通知\n各市教育局：\n一、扩大资源。\n二、加强管理。\n{signed}\n2023年3月8日\n")
    assert notice.header.title is not None
    assert (notice.header.title.text, notice.header.title.raw) == (title, "江省教育厅关于做好招生工作的通知")
    assert [r.kind for r in notice.repairs] == (["title-mended"] if signed else [])
