"""The foot of a notice: signature, date, attachments, notes, imprint; its parts; the header completed from it."""
from __future__ import annotations

from dataclasses import replace

import pytest

from policyparse.layout.furniture import set_aside_furniture
from policyparse.layout.join import join_lines
from policyparse.layout.paragraphs import Block
from policyparse.letterhead.foot import read_foot
from policyparse.letterhead.head import read_head
from policyparse.letterhead.parts import Foot
from policyparse.options import Options
from policyparse.ordinals import chinese
from policyparse.reading.open import read

HEAD = "湖南省教育厅关于做好学生资助工作的通知\n湘教财〔2022〕1号\n各市州教育局：\n"
BODY = "现将有关事项通知如下。\n一、提高认识。各地要高度重视，落实责任。\n二、抓好落实。各地要认真组织实施，确保取得实效。\n"
SIGNED = "湖南省教育厅\n2022年1月10日\n"


def foot_of(text: str) -> Foot:
    reading = read(text, Options())
    head = read_head(reading, set_aside_furniture(reading)[0])
    return read_foot(reading, head, join_lines(reading, head.rest))


def roles(foot: Foot) -> list[tuple[int, str, str]]:
    return [(b.part, b.role, b.view.text) for b in foot.blocks if b.role is not None]


def signed_by(foot: Foot) -> list[str]:
    return [b.raw for b in foot.footer.signatories]


def issued(foot: Foot) -> str | None:
    return foot.footer.issue_date.date if foot.footer.issue_date else None


@pytest.mark.parametrize(("tail", "organs", "date"), [
    ("湖南省教育厅\n2022年1月10日", ["湖南省教育厅"], "2022-01-10"),
    ("湖南省教育厅　　2022年1月10日", ["湖南省教育厅"], "2022-01-10"),
    ("湖南省教育厅 湖南省财政厅\n2022年1月10日", ["湖南省教育厅", "湖南省财政厅"], "2022-01-10"),
    ("湖南省教育厅\n湖南省发展和改革委员会\n湖南省财政厅\n2022年1月10日",
     ["湖南省教育厅", "湖南省发展和改革委员会", "湖南省财政厅"], "2022-01-10"),
    ("教育部 财政部\n国家税务总局\n2022年1月10日", ["教育部", "财政部", "国家税务总局"], "2022-01-10"),
    ("湖南省教育厅\n二○二二年一月十日", ["湖南省教育厅"], "2022-01-10"),
    ("湖南省教育厅\n二〇二二年十二月三十一日", ["湖南省教育厅"], "2022-12-31"),
    ("湖南省教育厅（章）\n2022年1月10日", ["湖南省教育厅"], "2022-01-10"),
    ("湖南省教育厅\n2022 年 1 月 10 日", ["湖南省教育厅"], "2022-01-10"),
    ("湖南省教育厅\n2022-01-10", ["湖南省教育厅"], "2022-01-10"),
    ("2022年1月10日", [], "2022-01-10"),
    ("湖南省教育厅", ["湖南省教育厅"], None),
    ("国家税务总局湖南省税务局\n2022年1月10日", ["国家税务总局湖南省税务局"], "2022-01-10"),
    ("中共湖南省委教育工委\n湖南省教育厅\n2022年1月10日", ["中共湖南省委教育工委", "湖南省教育厅"], "2022-01-10"),
])
def test_signature_and_date(tail: str, organs: list[str], date: str | None) -> None:
    foot = foot_of(HEAD + BODY + tail + "\n（此件主动公开）")
    assert signed_by(foot) == organs
    assert issued(foot) == date
    assert [n.text for n in foot.footer.notes] == ["（此件主动公开）"]


def test_signature_at_the_end_of_a_notice_on_one_line() -> None:
    foot = foot_of(
        "湖南省医疗保障局文件湘医保发〔2020〕11号关于做好结算工作的通知各市医疗保障局:现通知如下:一、明确范围。在全省范围内做好结算。"
        "二、强化管理。各地要认真落实到位。附件:1.结算办理途径2.费用申报表湖南省医疗保障局2020年9月14日"
    )
    assert signed_by(foot) == ["湖南省医疗保障局"]
    assert issued(foot) == "2020-09-14"
    assert [x.text for x in foot.footer.attachments] == ["结算办理途径", "费用申报表"]


@pytest.mark.parametrize(("listing", "expected"), [
    ("附件：学生资助申请表", ["学生资助申请表"]),
    ("附件：1.学生资助申请表\n2.资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：1．学生资助申请表 2．资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件1：学生资助申请表\n附件2：资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：\n1.2022年资助名单.docx\n2.2023年资助计划.xlsx", ["2022年资助名单", "2023年资助计划"]),
    ("附件:1、《学生资助管理办法》；\n2、资助资金汇总表。", ["学生资助管理办法", "资助资金汇总表"]),
    ("附件：\n学生资助申请表\n资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件1-2：学生资助申请表、资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("（附件：学生资助申请表）", ["学生资助申请表"]),
    ("附件：1学生资助申请表\n2资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：1.学生资助申请表\n附件：2.资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件1.学生资助申请表\n2.资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：（一）学生资助申请表\n（二）资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：1）学生资助申请表\n2）资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：l．学生资助申请表\n2．资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：1.学生资助申请表\n1-1.填表说明\n1-2.填表示例\n2.资助台账", ["学生资助申请表", "填表说明", "填表示例", "资助台账"]),
    ("附件：《学生资助办法》、《资助资金细则》", ["学生资助办法", "资助资金细则"]),
    ("附件：学生资助申请表\n资助资金台账\n资助工作指南", ["学生资助申请表", "资助资金台账", "资助工作指南"]),
    ("附件 学生资助申请表", ["学生资助申请表"]),
    ("附表：1.学生资助申请表\n2.资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附表1：学生资助申请表\n附表2：资助资金汇总表", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：学生资助申请表\n附图：资助网点分布图", ["学生资助申请表", "资助网点分布图"]),
    ("附件1：学生资助申请表.doc（32.5 KB）\n附件2：资助资金汇总表（点击下载）", ["学生资助申请表", "资助资金汇总表"]),
    ("附件：附件1-3.zip", ["附件1-3"]),
    ("附件：（略）", []),
    ("附件：如文", []),
])
def test_attachments_are_named(listing: str, expected: list[str]) -> None:
    foot = foot_of(HEAD + BODY + listing + "\n" + SIGNED)
    assert [x.text for x in foot.footer.attachments] == expected
    assert signed_by(foot) == ["湖南省教育厅"]


def test_attachments_are_named_beyond_the_twentieth() -> None:
    names = [f"学校{c}申报表" for c in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"]
    listing = "附件：" + "".join(f"{chinese(n)}、{name}" for n, name in enumerate(names, 1))
    assert [x.text for x in foot_of(HEAD + BODY + listing + "\n" + SIGNED).footer.attachments] == names


@pytest.mark.parametrize("links", [
    "【附件】资助申请表.doc", "[附件]资助申请表.doc", "附件下载：资助申请表.doc", "附件【资助申请表.doc】", "附件1【资助申请表.doc】已下载12次",
    "附件：\n资助申请表.doc", "附件1-资助申请表.doc",
])
def test_links_below_the_signature_are_attachments(links: str) -> None:
    foot = foot_of(f"{HEAD}{BODY}{SIGNED}{links}")
    assert [x.text for x in foot.footer.attachments] == ["资助申请表"]
    assert issued(foot) == "2022-01-10"


def test_date_alone_below_the_attachments() -> None:
    foot = foot_of(f"{HEAD}{BODY}附件：1.学生资助申请表\n2.资助资金汇总表\n2022年1月10日\n附件1\n学生资助申请表\n一、填写说明。按要求填写。")
    assert issued(foot) == "2022-01-10"


def test_attachments_listed_below_the_signature() -> None:
    foot = foot_of(HEAD + BODY + SIGNED + "附件：1.学生资助申请表.docx\n2.资助资金汇总表.xlsx")
    assert [x.text for x in foot.footer.attachments] == ["学生资助申请表", "资助资金汇总表"]


def test_list_of_an_annex_ends_before_the_next_annex() -> None:
    foot = foot_of(f"{HEAD}{BODY}附件：1.资助方案\n2.问答\n{SIGNED}附件1\n资助方案\n一、按月发放。\n附：1-1.登记表\n1-2.申请表\n附件2\n问答\n一、谁能申请？")
    assert [x.text for x in foot.footer.attachments] == ["资助方案", "问答"]
    assert [b.view.text for b in foot.blocks if b.role == "attachments"][2:] == ["附：1-1.登记表", "1-2.申请表"]


def test_reference_to_an_attachment_is_no_list() -> None:
    foot = foot_of(HEAD + "现将名单公布（见附件：资助名单），请认真落实。\n" + SIGNED)
    assert foot.footer.attachments == ()


def test_imprint_and_copies() -> None:
    foot = foot_of(
        HEAD + BODY + SIGNED + "抄送：省人民政府办公厅，省委教育工委、省财政厅，各市州人民政府。\n湖南省教育厅办公室 2022年1月12日印发"
    )
    assert [b.raw for b in foot.footer.cc] == ["省人民政府办公厅", "省委教育工委", "省财政厅", "各市州人民政府"]
    assert foot.footer.cc[2].name == "湖南省财政厅"
    assert foot.footer.printed_by is not None and foot.footer.printed_by.text == "湖南省教育厅办公室"
    assert foot.footer.printed_on is not None and foot.footer.printed_on.date == "2022-01-12"
    assert issued(foot) == "2022-01-10"


def test_copies_that_end_with_a_point_of_half_width() -> None:
    foot = foot_of(HEAD + BODY + SIGNED + "抄送:省人民政府办公厅,省财政厅.")
    assert [b.raw for b in foot.footer.cc] == ["省人民政府办公厅", "省财政厅"]


def test_imprint_in_rows_of_its_own_with_keywords() -> None:
    foot = foot_of(HEAD + BODY + SIGNED + "主题词：教育 资助 通知\n湖南省教育厅办公室\n2022年1月12日印发\n共印200份")
    assert [r for _, r, _ in roles(foot)][-4:] == ["imprint"] * 4
    assert foot.footer.printed_by is not None and foot.footer.printed_by.text == "湖南省教育厅办公室"
    assert signed_by(foot) == ["湖南省教育厅"]


def test_date_of_the_imprint_stands_for_a_missing_one() -> None:
    foot = foot_of(HEAD + BODY + "湖南省教育厅办公室 2022年1月12日印发")
    assert issued(foot) == "2022-01-12"


@pytest.mark.parametrize("under", ["（2018年5月30日）", "（2018年5月30日省人民政府第3次常务会议通过）"])
def test_date_under_the_title(under: str) -> None:
    foot = foot_of(f"关于加强科研诚信建设的若干意见\n{under}\n科研诚信是科技创新的基石，必须高度重视。\n一、总体要求。坚持问题导向。")
    assert issued(foot) == "2018-05-30"


def test_members_in_a_list_do_not_sign() -> None:
    foot = foot_of(HEAD + "成立领导小组。\n组长：张三 省教育厅厅长\n成员单位：\n省财政厅\n省民政厅\n各成员单位要加强配合，抓好落实。\n" + SIGNED)
    assert signed_by(foot) == ["湖南省教育厅"]
    assert [x for x in roles(foot) if x[1] == "signature"] == [(0, "signature", "湖南省教育厅")]


def test_date_inside_the_body_is_no_signature() -> None:
    foot = foot_of(HEAD + "请各地于\n2022年3月1日\n前报送总结材料。\n" + SIGNED)
    assert issued(foot) == "2022-01-10"


COVER = "湖南省教育厅关于印发《湖南省学生资助工作方案》的通知\n湘教财〔2022〕1号\n各市州教育局：\n现将《湖南省学生资助工作方案》印发给你们。\n"
PLAN = "为做好资助工作，制定本方案。\n一、总体要求\n坚持应助尽助。\n二、主要任务\n落实政策。"


@pytest.mark.parametrize("title", ["湖南省学生资助工作方案", "《湖南省学生资助工作方案》", "湖南省学生资助\n工作方案"])
def test_plan_behind_its_notice_is_part_one(title: str) -> None:
    foot = foot_of(COVER + SIGNED + title + "\n" + PLAN)
    assert "".join(t for p, r, t in roles(foot) if r == "title" and p == 1).strip("《》") == "湖南省学生资助工作方案"
    assert {b.part for b in foot.blocks if b.view.text.startswith(("一、", "二、"))} == {1}
    assert signed_by(foot) == ["湖南省教育厅"]


def test_plan_follows_without_a_signature() -> None:
    foot = foot_of(COVER + "湖南省学生资助工作方案\n" + PLAN)
    assert (1, "title", "湖南省学生资助工作方案") in roles(foot)


def test_each_plan_of_two_is_a_part() -> None:
    text = COVER.replace("》的通知", "》《湖南省学生资助资金管理办法》的通知")
    foot = foot_of(text + SIGNED + "湖南省学生资助工作方案\n" + PLAN + "\n湖南省学生资助资金管理办法\n第一章 总则\n第一条 为规范管理，制定本办法。")
    assert [(p, t) for p, r, t in roles(foot) if r == "title"] == [(1, "湖南省学生资助工作方案"), (2, "湖南省学生资助资金管理办法")]


def test_annex_is_a_part_and_its_label_left_to_the_clauses() -> None:
    foot = foot_of(HEAD + BODY + "附件：1.资助申请表\n2.资金汇总表\n" + SIGNED + "附件1\n资助申请表\n姓名\n附件2\n资金汇总表\n学校")
    heads = [(b.part, b.role) for b in foot.blocks if b.view.text.startswith("附件") and b.role is None]
    assert heads == [(1, None), (2, None)]


def test_second_signature_of_a_document_that_is_passed_on_is_not_the_notices() -> None:
    foot = foot_of(
        "湖南省人民政府办公厅转发省教育厅关于加强学生资助工作意见的通知\n湘政办发〔2022〕7号\n各市州人民政府：\n现转发给你们，请认真执行。\n"
        "湖南省人民政府办公厅\n2022年2月1日\n关于加强学生资助工作的意见\n为加强资助工作，提出如下意见。\n一、提高认识。各地要重视。\n省教育厅\n2022年1月20日"
    )
    assert signed_by(foot) == ["湖南省人民政府办公厅"]
    assert issued(foot) == "2022-02-01"
    assert (1, "signature", "省教育厅") in roles(foot)


def test_date_that_stands_with_the_second_signature_alone() -> None:
    plan = "学生资助工作方案\n为做好工作，制定本方案。\n一、提高认识。各地要重视。\n"
    foot = foot_of(
        f"湖南省教育厅关于印发学生资助工作方案的通知\n湘教发〔2022〕7号\n各市州教育局：\n现印发给你们，请认真执行。\n湖南省教育厅\n{plan}"
        "湖南省教育厅\n2022年2月1日"
    )
    assert signed_by(foot) == ["湖南省教育厅"]
    assert issued(foot) == "2022-02-01"


def test_order_is_signed_by_a_person() -> None:
    foot = foot_of(
        "中华人民共和国教育部令\n第49号\n《某某规则》已经审议通过，现予公布，自2021年3月1日起施行。\n部长 陈某某\n2020年12月23日\n某某规则\n第一条 为规范管理，制定本规则。"
    )
    assert [(p, r, t) for p, r, t in roles(foot)][:2] == [(0, "signature", "部长陈某某"), (0, "date", "2020年12月23日")]
    assert issued(foot) == "2020-12-23"


def test_issuers_come_from_the_signatures_where_nothing_else_names_them() -> None:
    foot = foot_of("关于做好学生资助工作的通知\n湘教财〔2022〕1号\n各市州教育局：\n" + BODY + SIGNED)
    assert [b.name for b in foot.header.issuers] == ["湖南省教育厅"]


def test_issuers_are_all_who_sign_where_the_title_counts_them() -> None:
    foot = foot_of(
        "湖南省教育厅等三部门关于做好资助工作的通知\n湘教财〔2022〕1号\n各市州教育局：\n" + BODY
        + "湖南省教育厅\n湖南省民政厅\n湖南省财政厅\n2022年1月10日"
    )
    assert [b.name for b in foot.header.issuers] == ["湖南省教育厅", "湖南省民政厅", "湖南省财政厅"]


def test_signature_says_the_issuers_name_in_full() -> None:
    foot = foot_of(
        "南省人民政府办公厅关于做好资助工作的通知\n湘政办发〔2022〕1号\n各市州人民政府：\n" + BODY + "湖南省人民政府办公厅\n2022年1月10日"
    )
    assert [b.name for b in foot.header.issuers] == ["湖南省人民政府办公厅"]


def test_missing_number_is_reported() -> None:
    foot = foot_of("湖南省教育厅关于做好资助工作的通知\n各市州教育局：\n" + BODY + SIGNED)
    assert [d.code for d in foot.diagnostics] == ["PP203"]


@pytest.mark.parametrize(("text", "issuer"), [
    ("湖南省人民政府令\n第300号\n《湖南省某某办法》已经省人民政府常务会议通过，现予公布。\n省长 许某某\n2020年3月12日", "湖南省人民政府"),
    ("国家税务总局公告\n2021年第5号\n国家税务总局关于优化办税服务的公告\n现公告如下。\n特此公告。\n国家税务总局\n2021年3月1日", "国家税务总局"),
])
def test_issuer_of_an_order_and_an_announcement(text: str, issuer: str) -> None:
    assert [b.name for b in foot_of(text).header.issuers] == [issuer]


def scanned(text: str) -> Foot:
    """The foot of a notice whose lines were recognised."""
    reading = read(text, Options())
    reading = replace(reading, lines=tuple(replace(x, confidence=0.9) for x in reading.lines))
    head = read_head(reading, list(reading.lines))
    return read_foot(reading, head, [Block(reading.view(x), (x,)) for x in head.rest])


def test_scraps_of_a_seal_are_noise() -> None:
    foot = scanned(HEAD + BODY + "南省教育\n湖南省教育厅\n2022年1月10日\n省教育\n（此件主动公开）")
    assert signed_by(foot) == ["湖南省教育厅"]
    assert [(d.view.text, d.reason) for d in foot.dropped] == [("南省教育", "noise"), ("省教育", "noise")]
    assert all(b.view.text not in ("南省教育", "省教育") for b in foot.blocks)


def test_name_misread_under_a_seal_is_the_issuers() -> None:
    foot = scanned(HEAD + BODY + "拆南省教育厅\n2022年1月10曰")
    assert [(b.raw, b.name) for b in foot.footer.signatories] == [("拆南省教育厅", "湖南省教育厅")]
    assert issued(foot) == "2022-01-10"


def test_last_clause_of_a_scan_is_no_scrap() -> None:
    foot = scanned(HEAD + "现通知如下。\n一、提高认识\n二、抓好落实\n湖南省教育厅\n2022年1月10日")
    assert foot.dropped == []


def test_copies_and_attachments_that_wrap() -> None:
    foot = scanned(
        HEAD + BODY + "附件：1.2022年湖南省学生资助资金安排\n表\n2.资助名单\n" + SIGNED
        + "抄送：省人民政府办公厅，省委教育\n工委，省财政厅。\n湖南省教育厅\n2022年1月12日印发"
    )
    assert [x.text for x in foot.footer.attachments] == ["2022年湖南省学生资助资金安排表", "资助名单"]
    assert [b.raw for b in foot.footer.cc] == ["省人民政府办公厅", "省委教育工委", "省财政厅"]
    assert foot.footer.printed_by is not None and foot.footer.printed_by.text == "湖南省教育厅"
    assert signed_by(foot) == ["湖南省教育厅"]


def test_signature_joined_to_the_text_above_it() -> None:
    reading = read(HEAD + "现印发给你们，请执行。湖南省教育厅\n2022年1月10日", Options())
    head = read_head(reading, list(reading.lines))
    foot = read_foot(reading, head, [Block(reading.view(x), (x,)) for x in head.rest])
    assert signed_by(foot) == ["湖南省教育厅"]
    assert foot.blocks[0].view.text == "现印发给你们，请执行。"


def test_order_is_signed_by_organ_office_and_name() -> None:
    foot = foot_of(
        "《某某规则》已经审议通过，现予公布，自2021年3月1日起施行。\n交通运输部部长  李某某\n2020年12月23日\n某某规则\n第一条 为规范管理，制定本规则。"
    )
    assert [(r, t) for _, r, t in roles(foot)][:2] == [("signature", "交通运输部部长李某某"), ("date", "2020年12月23日")]


UNSIGNED = "关于开展渔港检查的通知\n各区县人民政府：\n一、年底前检查渔港12座。\n二、请认真贯彻执行。\n"


@pytest.mark.parametrize(
    ("foot", "organs", "date"),
    [
        ("海州市农业农村局", ["海州市农业农村局"], None),  # no date, and no other place names it
        ("海州市渔港安全工作领导小组办公室\n（此件公开发布）", ["海州市渔港安全工作领导小组办公室"], None),
        ("海州市农业农村局\n2020年9月  日", ["海州市农业农村局"], "2020年9月  日"),  # a date to be filled in
        ("海州市农业农村局\n2020年  月  日", ["海州市农业农村局"], "2020年  月  日"),
        ("海州市农业农村局\n二〇二〇年九月", ["海州市农业农村局"], "二〇二〇年九月"),
        ("海州市农业农村局\n2020年9月31日", ["海州市农业农村局"], "2020年9月31日"),  # a day that there is not
        ("渔港安全工作领导小组办公室\n2020年9月8日", ["渔港安全工作领导小组办公室"], "2020年9月8日"),
        ("三、检查单位：\n海州市农业农村局", [], None),  # the text has not ended
        ("海州市农业农村局\n2020年9月\n三、按期报送检查结果。", [], None),
    ],
)
def test_signature_without_a_date_or_with_an_open_one(foot: str, organs: list[str], date: str | None) -> None:
    notice = foot_of(UNSIGNED + foot)
    assert signed_by(notice) == organs
    assert [b.view.words() for b in notice.blocks if b.role == "date"] == ([date] if date else [])


@pytest.mark.parametrize(
    ("said", "issued"), [("8022年1月10日", "2022-01-10"), ("3022年1月10日", "2022-01-10"), ("8522年1月10日", None)]
)
def test_a_year_whose_first_figure_a_seal_has_spoilt_is_of_this_thousand(said: str, issued: str | None) -> None:
    date = scanned(HEAD + BODY + "湖南省教育厅\n" + said).footer.issue_date
    assert (date and date.date) == issued
    assert date is None or (date.raw == said and date.confidence == 0.7)
