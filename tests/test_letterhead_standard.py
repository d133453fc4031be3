"""Heads and feet in the variants of GB/T 9704-2012 (and 9704-1999): each element that is printed, and no other."""
from __future__ import annotations

from typing import Any

import pytest

from letterhead_cases import check, foot_of

BODY = "为做好有关工作，现将有关事项通知如下。\n一、提高认识。各地要高度重视。\n二、抓好落实。各地要认真组织实施，确保取得实效。"
HEAD = "青海省水利厅文件\n青水发〔2023〕8号\n关于做好防汛工作的通知\n各市州水利局："
SIGNED = "青海省水利厅\n2023年5月6日"


def head(*rows: str) -> str:
    return "\n".join([*rows, BODY, SIGNED])


NUMBER = "青水发〔2023〕8号"
TITLE = "关于做好防汛工作的通知"
TO = "各市州水利局："
MARK = "青海省水利厅文件"

HEADS: list[tuple[str, dict[str, Any]]] = [
    (head("000012", MARK, NUMBER, TITLE, TO), {"copy_number": "000012"}),
    (head("№000012", MARK, NUMBER, TITLE, TO), {"copy_number": "000012"}),
    (head("No.000012", MARK, NUMBER, TITLE, TO), {"copy_number": "000012"}),
    (head("份号：000012", MARK, NUMBER, TITLE, TO), {"copy_number": "000012"}),
    (head("0 0 0 0 1 2", MARK, NUMBER, TITLE, TO), {"copy_number": "000012"}),
    (head("000012", "绝密★30年", MARK, NUMBER, TITLE, TO),
     {"copy_number": "000012", "classification": "绝密★30年", "classification_term": "30年"}),
    (head("机密★1年", MARK, NUMBER, TITLE, TO), {"classification": "机密★1年", "classification_term": "1年"}),
    (head("秘密★6个月", MARK, NUMBER, TITLE, TO), {"classification": "秘密★6个月", "classification_term": "6个月"}),
    (head("秘 密 ★ 长 期", MARK, NUMBER, TITLE, TO), {"classification": "秘密★长期", "classification_term": "长期"}),
    (head("秘密", MARK, NUMBER, TITLE, TO), {"classification": "秘密"}),
    (head("机密☆10年", MARK, NUMBER, TITLE, TO), {"classification": "机密☆10年", "classification_term": "10年"}),
    (head("密级：秘密", MARK, NUMBER, TITLE, TO), {"classification": "秘密"}),
    (head("内部资料", MARK, NUMBER, TITLE, TO), {}),
    (head("特急", MARK, NUMBER, TITLE, TO), {"urgency": "特急"}),
    (head("加 急", MARK, NUMBER, TITLE, TO), {"urgency": "加急"}),
    (head("特 提", MARK, NUMBER, TITLE, TO), {"urgency": "特提"}),
    (head("紧急程度：平急", MARK, NUMBER, TITLE, TO), {"urgency": "平急"}),
    (head("等级 特急·明电", "青水明电〔2023〕8号", TITLE, TO), {"urgency": "特急"}),
    (head("000012", "机密★1年", "特急", MARK, NUMBER, TITLE, TO),
     {"copy_number": "000012", "classification": "机密★1年", "classification_term": "1年", "urgency": "特急"}),
    (head("000012 机密★1年 特急", MARK, NUMBER, TITLE, TO),
     {"copy_number": "000012", "classification": "机密★1年", "classification_term": "1年", "urgency": "特急"}),
    (head("机密★1年 特急", MARK, NUMBER, TITLE, TO),
     {"classification": "机密★1年", "classification_term": "1年", "urgency": "特急"}),
    (head("特急 000012", MARK, NUMBER, TITLE, TO), {"copy_number": "000012", "urgency": "特急"}),
    (head(MARK, "青水〔2023〕8号 签发人：马某某", "关于报送总结的报告", "青海省人民政府："), {"signers": ["马某某"]}),
    (head(MARK, "青水〔2023〕8号　　　　　签发人：马 某 马某某", "关于报送总结的报告", "青海省人民政府："),
     {"signers": ["马某", "马某某"]}),
    (head(MARK, "青水〔2023〕8号", "签发人：马某某、张某", "关于报送总结的报告", "青海省人民政府："), {"signers": ["马某某", "张某"]}),
    (head(MARK, "签发人：马某某", "青水〔2023〕8号", "关于报送总结的请示", "青海省人民政府："), {"signers": ["马某某"]}),
    (head("青海省水利厅\n青海省财政厅文件", "签发人：马某某", "张某某", "青水〔2023〕8号", "关于报送总结的请示", "青海省人民政府："),
     {"signers": ["马某某", "张某某"]}),
    (head("青海省水利厅 青海省财政厅文件", "青水〔2023〕8号", "签发人 马某某", "签发人 张某某", "关于报送总结的请示", "青海省人民政府："),
     {"signers": ["马某某", "张某某"]}),
    (head(MARK, "青水〔2023〕8号", "青财农〔2023〕15号", TITLE, TO), {
        "document_number": NUMBER.replace("发", ""), "other_numbers": ["青财农〔2023〕15号"]}),
    (head(MARK, "青水发〔2023〕8号 青财农[2023]15号", TITLE, TO), {
        "document_number": NUMBER, "other_numbers": ["青财农〔2023〕15号"]}),
    (head("青海省水利厅", NUMBER.replace("发", "函"), "青海省水利厅关于商请支持项目的函", "青海省财政厅："), {
        "document_number": "青水函〔2023〕8号", "document_type": "函", "addressees": ["青海省财政厅"]}),
    (head("青海省水利厅（函）", "青水函〔2023〕8号", "关于商请支持项目的函", "省财政厅："), {
        "issuers": ["青海省水利厅"], "document_number": "青水函〔2023〕8号", "document_type": "函"}),
    (head("青海省人民政府办公厅明电", "青政办发明电〔2023〕8号", TITLE, "各市、自治州人民政府："), {
        "issuers": ["青海省人民政府办公厅"], "document_number": "青政办发明电〔2023〕8号"}),
    (head(MARK, "青水发〔二〇二三〕八号", TITLE, TO), {"document_number": NUMBER}),
    (head(MARK, "青水发（2023）第8号", TITLE, TO), {"document_number": NUMBER}),
    (head(MARK, "青水办字〔2023〕8号", TITLE, TO), {"document_number": "青水办字〔2023〕8号"}),
    (head(MARK, "青水规【2023】8号", TITLE, TO), {"document_number": "青水规〔2023〕8号"}),
    (head("各位代表：", "现在，我代表省政府向大会报告工作。"), {"addressees": None}),
    (head("关于加强水利工作的讲话", "同志们：", "今天的会议很重要。"), {"addressees": None}),
    (head(MARK, NUMBER, TITLE, "各市、自治州水利局，厅属各单位："), {"addressees": ["各市", "自治州水利局", "厅属各单位"]}),
    ("青海省人民政府令\n第130号\n《青海省节约用水办法》已经2023年4月3日省人民政府第5次常务会议审议通过，现予公布，自2023年7月1日起施行。\n省长 吴某某\n2023年5月6日",
     {"issuers": ["青海省人民政府"], "document_number": "第130号", "issue_date": "2023-05-06", "document_type": "令"}),
    ("青海省人民政府令\n第一百三十号\n《青海省节约用水办法》已经审议通过，现予公布。\n省长：吴某某\n二〇二三年五月六日",
     {"issuers": ["青海省人民政府"], "document_number": "第130号", "issue_date": "2023-05-06"}),
    ("中华人民共和国水利部令\n第56号\n《水行政处罚实施办法》已经审议通过，现予公布，自2023年5月1日起施行。\n部长 李某某\n2023年3月10日",
     {"issuers": ["中华人民共和国水利部"], "document_number": "第56号", "issue_date": "2023-03-10"}),
    ("嘉奖令\n青政令〔2023〕2号\n各市、自治州人民政府：\n为表彰先进，现予嘉奖。\n青海省人民政府\n2023年5月6日",
     {"issuers": ["青海省人民政府"], "document_number": "青政令〔2023〕2号", "document_type": "令"}),
    ("青海省人民政府常务会议纪要\n〔2023〕8号\n青海省人民政府办公厅 2023年5月6日\n2023年5月5日，省长主持召开常务会议，研究防汛工作。\n一、会议听取了汇报。\n"
     "出席：吴某某 王某某、张某\n请假：李某某\n列席：省水利厅马某某，省财政厅张某某",
     {"document_type": "纪要", "present": ["吴某某", "王某某", "张某"], "absent": ["李某某"],
      "observers": ["省水利厅马某某", "省财政厅张某某"]}),
    ("青海省水利厅专题会议纪要\n第8期\n2023年5月5日，马某某主持召开会议，研究防汛工作。现纪要如下：\n一、会议听取了汇报。\n出席：马某某、张某。\n2023年5月6日",
     {"document_type": "纪要", "present": ["马某某", "张某"]}),
]


@pytest.mark.parametrize(("text", "expected"), HEADS, ids=[str(i) for i in range(len(HEADS))])
def test_head_in_the_standards_variants(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


def foot(*rows: str) -> str:
    return "\n".join([HEAD, BODY, *rows])


BY, ON = "青海省水利厅办公室", "2023-05-08"
FEET: list[tuple[str, dict[str, Any]]] = [
    (foot(SIGNED, "抄送：省政府办公厅。"), {"cc": ["省政府办公厅"]}),
    (foot(SIGNED, "抄送:省委办公厅，省人大常委会办公厅，省政协办公厅。"), {"cc": ["省委办公厅", "省人大常委会办公厅", "省政协办公厅"]}),
    (foot(SIGNED, "抄 送：水利部办公厅；各市（州）人民政府，省财政厅。"), {"cc": ["水利部办公厅", "各市（州）人民政府", "省财政厅"]}),
    (foot(SIGNED, "抄报：水利部。", "抄送：省财政厅。"), {"cc": ["水利部", "省财政厅"]}),
    (foot(SIGNED, "分送：厅领导，厅机关各处室。"), {"cc": ["厅领导", "厅机关各处室"]}),
    (foot(SIGNED, "发：各市州水利局。"), {"cc": ["各市州水利局"]}),
    (foot(SIGNED, "抄送：省财政厅，省发展改", "革委，省应急厅。", f"{BY} 2023年5月8日印发"),
     {"cc": ["省财政厅", "省发展改革委", "省应急厅"], "printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, f"{BY}　　　　2023年5月8日印发"), {"printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, BY, "2023年5月8日印发"), {"printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, "2023年5月8日印发"), {"printed_on": ON}),
    (foot(SIGNED, f"{BY} 2023年5月8日印"), {"printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, f"{BY} 二○二三年五月八日印发"), {"printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, f"{BY} 2023年5月8日印发", "（共印200份）"), {"printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, f"印发机关：{BY}", "印发日期：2023年5月8日"), {"printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, f"{BY}秘书处 2023年5月8日印制", "校对：张某 打字：李某"), {"printed_by": BY + "秘书处", "printed_on": ON}),
    (foot(SIGNED, "主题词：水利 防汛 通知"), {"subject_words": ["水利", "防汛", "通知"]}),
    (foot(SIGNED, "主题词：水利　防汛　通知", "抄送：省财政厅。", f"{BY} 2023年5月8日印发"),
     {"subject_words": ["水利", "防汛", "通知"], "cc": ["省财政厅"], "printed_by": BY, "printed_on": ON}),
    (foot(SIGNED, "主 题 词：水利△ 防汛△ 通知"), {"subject_words": ["水利", "防汛", "通知"]}),
    (foot(SIGNED, "主题词:水利、防汛、通知。"), {"subject_words": ["水利", "防汛", "通知"]}),
    (foot(SIGNED, "主题词  水利  防汛  通知"), {"subject_words": ["水利", "防汛", "通知"]}),
    (foot(SIGNED, "（此件公开发布）"), {"notes": ["（此件公开发布）"]}),
    (foot(SIGNED, "(此件主动公开)"), {"notes": ["（此件主动公开）"]}),
    (foot(SIGNED, "（此件依申请公开）", "抄送：省财政厅。"), {"notes": ["（此件依申请公开）"], "cc": ["省财政厅"]}),
    (foot(SIGNED, "（此件发至县级）"), {"notes": ["（此件发至县级）"]}),
    (foot(SIGNED, "（联系人：马某某，电话：0971-0000000）"), {"notes": ["（联系人：马某某，电话：0971-0000000）"]}),
    (foot(SIGNED, "（此件不公开）"), {"notes": ["（此件不公开）"]}),
    (foot(SIGNED, "（信息公开形式：主动公开）"), {"notes": ["（信息公开形式：主动公开）"]}),
    (foot("附件：1.防汛任务表", "2.联系方式", SIGNED), {"attachments": ["防汛任务表", "联系方式"]}),
    (foot("青海省水利厅", "二〇二三年五月六日"), {"issue_date": "2023-05-06", "signatories": ["青海省水利厅"]}),
    (foot("二○二三年十二月三十日"), {"issue_date": "2023-12-30"}),
    (foot("青海省水利厅", "2023年5月", "6日"), {"issue_date": "2023-05-06", "signatories": ["青海省水利厅"]}),
    (foot("青海省水利厅　青海省财政厅", "青海省农业农村厅", "2023年5月6日"),
     {"issue_date": "2023-05-06", "signatories": ["青海省水利厅", "青海省财政厅", "青海省农业农村厅"]}),
    (foot("2023年5月6日", "青海省水利厅"), {"issue_date": "2023-05-06", "signatories": ["青海省水利厅"]}),
    (foot("附件：防汛任务表", SIGNED, "（此件公开发布）", "抄送：省财政厅。", f"{BY} 2023年5月8日印发"),
     {"attachments": ["防汛任务表"], "notes": ["（此件公开发布）"], "cc": ["省财政厅"], "printed_by": BY, "printed_on": ON,
      "signatories": ["青海省水利厅"], "issue_date": "2023-05-06"}),
]


@pytest.mark.parametrize(("text", "expected"), FEET, ids=[str(i) for i in range(len(FEET))])
def test_foot_in_the_standards_variants(text: str, expected: dict[str, Any]) -> None:
    check(text, expected)


def test_every_element_says_where_it_stood_and_how_sure_it_is() -> None:
    text = head("000012", "机密★1年", "特急", MARK, "青水发〔2023〕8号 签发人：马某某", TITLE, TO)
    text += "\n（此件公开发布）\n主题词：水利 通知\n抄送：省财政厅。\n青海省水利厅办公室 2023年5月8日印发"
    notice = foot_of(text)
    records = [*notice.header.signers, *notice.header.issuers, *notice.header.addressees, *notice.footer.cc]
    records += [*notice.footer.subject_words, *notice.footer.notes, *notice.footer.signatories]
    records += [getattr(notice.header, k) for k in
                ("copy_number", "classification", "classification_term", "urgency", "document_number", "title")]
    records += [notice.footer.printed_by, notice.footer.printed_on, notice.footer.issue_date]
    assert len(records) == 17
    for record in records:
        assert record is not None and record.spans and record.confidence is not None, record
        stood = "".join(text[s.start:s.end] for s in record.spans)
        assert "".join(stood.split()) == "".join(record.raw.split())
