"""The head of a notice: torn letterheads, numbers, titles, addressees."""
from __future__ import annotations

from dataclasses import replace

import pytest

from policyparse.layout.furniture import set_aside_furniture
from policyparse.letterhead.head import read_head
from policyparse.letterhead.parts import Head
from policyparse.options import Options
from policyparse.reading.open import read
from policyparse.records import Header

BODY = "为深入贯彻落实国家有关部署，推动工作高质量发展，现就有关事项通知如下。\n一、总体要求\n坚持稳中求进，统筹推进。\n"


def head_of(text: str) -> Head:
    reading = read(text + "\n" + BODY, Options())
    return read_head(reading, set_aside_furniture(reading)[0])


def header_of(text: str) -> Header:
    return head_of(text).header


def names(header: Header) -> list[str]:
    return [b.name for b in header.issuers]


def rest_of(text: str) -> str:
    reading = read(text, Options())
    head = read_head(reading, list(reading.lines))
    return "".join(reading.text[x.start:x.end] for x in head.rest)


TORN = {
    "the heads below the tails": (
        ["省教育厅", "发展和改革委员会", "省财政厅文件", "人力资源和社会保障厅", "湖南", "湖南省发", "湖南", "湖南省"],
        "湘教发〔2021〕12号", "湖南省教育厅等四部门关于做好学生资助工作的通知",
        ["湖南省教育厅", "湖南省发展和改革委员会", "湖南省财政厅", "湖南省人力资源和社会保障厅"],
    ),
    "the heads above the tails": (
        ["四川省", "四川", "四川省人力", "教育厅", "省财政厅", "资源和社会保障厅", "文件"],
        "川教〔2024〕15号", "四川省教育厅等三部门关于做好学生资助工作的通知",
        ["四川省教育厅", "四川省财政厅", "四川省人力资源和社会保障厅"],
    ),
    "torn inside the departments' names": (
        ["江苏省教", "江苏省人力资源", "江苏省财", "育厅", "和社会保障厅文件", "政厅"],
        "苏教财〔2020〕3号", "江苏省教育厅等三部门关于做好学生资助工作的通知",
        ["江苏省教育厅", "江苏省人力资源和社会保障厅", "江苏省财政厅"],
    ),
    "a municipality, whose 市 also opens 市场": (
        ["上海市", "上海市", "上海市", "教育委员会", "市场监督管理局", "市财政局文件"],
        "沪教委规〔2022〕4号", "上海市教育委员会等三部门关于加强校外培训管理的通知",
        ["上海市教育委员会", "上海市市场监督管理局", "上海市财政局"],
    ),
    "an autonomous region, eight issuers": (
        [*["广西壮族自治区"] * 8, "教育厅", "发展和改革委员会", "科学技术厅", "工业和信息化厅", "财政厅文件", "人力资源和社会保障厅",
         "农业农村厅", "卫生健康委员会"],
        "桂教规范〔2021〕8号", "广西壮族自治区教育厅等八部门关于推进产教融合的通知",
        ["广西壮族自治区" + x for x in ("教育厅", "发展和改革委员会", "科学技术厅", "工业和信息化厅", "财政厅", "人力资源和社会保障厅",
                                 "农业农村厅", "卫生健康委员会")],
    ),
    "wrong characters in two of them": (
        ["安徽省", "安徽", "安徽省", "教育厅", "省发展和改萆委员会", "人力资源和社会保陈厅文件"],
        "皖教〔2023〕2号", "安徽省教育厅等三部门关于做好就业工作的通知",
        ["安徽省教育厅", "安徽省发展和改革委员会", "安徽省人力资源和社会保障厅"],
    ),
    "only the tails were read": (
        ["省教育厅", "省民政厅", "省财政厅"],
        "豫教基〔2022〕9号", "河南省教育厅等三部门关于做好控辍保学工作的通知",
        ["河南省教育厅", "河南省民政厅", "河南省财政厅"],
    ),
    "a city's": (
        ["长沙市", "长沙", "长沙市", "教育局", "市财政局文件", "人力资源和社会保障局"],
        "长教通〔2022〕9号", "长沙市教育局等三部门关于做好教师工作的通知",
        ["长沙市教育局", "长沙市财政局", "长沙市人力资源和社会保障局"],
    ),
}


@pytest.mark.parametrize("case", TORN)
def test_torn_letterhead_is_put_together(case: str) -> None:
    rows, number, title, expected = TORN[case]
    head = head_of("\n".join([*rows, number, title, "各市（州）教育局、财政局，各有关单位："]))
    assert names(head.header) == expected
    assert len([r for r in head.repairs if r.kind == "issuer-joined"]) == len(expected)
    assert {d.code for d in head.diagnostics} == {"PP202"}


def test_torn_name_has_the_spans_of_its_fragments() -> None:
    text = "省教育厅\n省财政厅文件\n湖南\n湖南\n湘教财〔2022〕5号\n湖南省教育厅等二部门关于做好资助工作的通知\n各市州教育局："
    head = head_of(text)
    spans = head.header.issuers[0].spans
    assert [text[s.start:s.end] for s in spans] == ["湖南", "省教育厅"]
    assert head.header.issuers[0].raw == "湖南省教育厅"


def test_letterhead_that_disagrees_with_the_title_is_reported() -> None:
    head = head_of("湖南省\n省教育厅\n湘教财〔2022〕5号\n湖南省教育厅等五部门关于做好资助工作的通知\n各市州教育局：")
    assert [d.code for d in head.diagnostics] == ["PP202", "PP201"]
    assert head.header.issuers[0].confidence is not None and head.header.issuers[0].confidence <= 0.6


def test_whole_letterhead_needs_no_repair() -> None:
    head = head_of("湖北省教育厅\n湖北省财政厅\n文件\n鄂教财〔2022〕5号\n省教育厅 省财政厅关于做好资助工作的通知\n各市、州教育局：")
    assert names(head.header) == ["湖北省教育厅", "湖北省财政厅"]
    assert head.repairs == []


def test_spread_letters_are_one_name() -> None:
    head = head_of("湖  南  省  财  政  厅\n湖南省人力资源和社会保障厅文件\n湘财社〔2022〕5号\n关于下达补助资金的通知\n各市州财政局：")
    assert names(head.header) == ["湖南省财政厅", "湖南省人力资源和社会保障厅"]


@pytest.mark.parametrize(("rows", "number"), [
    (["永城市教育局", "永城市财政局"], "永教发〔2022〕5号"), (["临江市民政局", "临江市财政局"], "临民发〔2022〕5号"),
    (["长沙县水利局", "长沙县财政局"], "长县水发〔2022〕5号"),
])
def test_mark_of_a_county_is_no_misread_city(rows: list[str], number: str) -> None:
    head = head_of("\n".join(rows) + f"\n文件\n{number}\n关于下达补助资金的通知\n各镇人民政府：")
    assert names(head.header) == rows and head.repairs == []


def test_short_names_of_a_letterhead_are_given_in_full() -> None:
    head = head_of("浙江省人社厅\n浙江省发改委\n文件\n浙人社发〔2022〕5号\n关于下达补助资金的通知\n各市人力社保局：")
    assert names(head.header) == ["浙江省人力资源和社会保障厅", "浙江省发展和改革委员会"]


@pytest.mark.parametrize(("line", "text", "prefix", "year", "serial"), [
    ("湘教财〔2022〕1号", "湘教财〔2022〕1号", "湘教财", 2022, 1),
    ("湘教财〔 2 0 2 2 〕 1 号", "湘教财〔2022〕1号", "湘教财", 2022, 1),
    ("（琼教体〔2017〕54号）", "琼教体〔2017〕54号", "琼教体", 2017, 54),
    ("渝教办发[2017]19号", "渝教办发〔2017〕19号", "渝教办发", 2017, 19),
    ("国发（2019）14号", "国发〔2019〕14号", "国发", 2019, 14),
    ("浙政发【2021】4号", "浙政发〔2021〕4号", "浙政发", 2021, 4),
    ("粤府﹝2020﹞31号", "粤府〔2020〕31号", "粤府", 2020, 31),
    ("京教字〔2010〕第3号", "京教字〔2010〕3号", "京教字", 2010, 3),
    ("湘政发〔二〇二二〕五号", "湘政发〔2022〕5号", "湘政发", 2022, 5),
    ("国办发明电〔2020〕18号", "国办发明电〔2020〕18号", "国办发明电", 2020, 18),
    ("工信部联科〔2021〕106号", "工信部联科〔2021〕106号", "工信部联科", 2021, 106),
    ("渭政办发〔201814", "渭政办发〔2018〕14号", "渭政办发", 2018, 14),
    ("渭政办发〔2018〕14", "渭政办发〔2018〕14号", "渭政办发", 2018, 14),
    ("湘教发2022〕12号", "湘教发〔2022〕12号", "湘教发", 2022, 12),
    ("苏教财〔2022〕O8号", "苏教财〔2022〕8号", "苏教财", 2022, 8),
    ("发文字号：皖教〔2023〕2号", "皖教〔2023〕2号", "皖教", 2023, 2),
])
def test_number_is_normalised(line: str, text: str, prefix: str, year: int, serial: int) -> None:
    head = head_of(f"某省教育厅文件\n{line}\n关于做好资助工作的通知\n各市州教育局：")
    number = head.header.document_number
    assert number is not None
    assert (number.text, number.prefix, number.year, number.serial) == (text, prefix, year, serial)
    assert any(r.kind == "number-normalised" for r in head.repairs) == (number.raw != text)


@pytest.mark.parametrize(("text", "number"), [
    ("中华人民共和国教育部令\n第49号\n《中小学教育惩戒规则（试行）》已经审议通过，现予公布，自2021年3月1日起施行。", "第49号"),
    ("国家税务总局公告\n2021年第5号\n国家税务总局关于进一步优化办税服务的公告", "2021年第5号"),
])
def test_order_and_announcement_have_their_numbers(text: str, number: str) -> None:
    found = header_of(text).document_number
    assert found is not None and found.text.endswith(number)


def test_number_cited_in_a_sentence_is_not_the_notices() -> None:
    assert header_of("关于做好资助工作的通知\n根据《关于完善资助制度的意见》（国发〔2007〕13号）要求，做好工作。").document_number is None


TITLES = [
    (["某市人民政府关于加快推进", "新型城镇化建设的", "实施意见"], "某市人民政府关于加快推进新型城镇化建设的实施意见", "意见"),
    (["国务院关于印发", "“十四五”数字经济发展规划的通知"], "国务院关于印发“十四五”数字经济发展规划的通知", "通知"),
    (["湖南省教育厅 湖南省财政厅", "关于印发《湖南省学生资助资金管理办法》的通知"],
     "湖南省教育厅湖南省财政厅关于印发《湖南省学生资助资金管理办法》的通知", "通知"),
    (["教育部办公厅关于公布第二批名单的函"], "教育部办公厅关于公布第二批名单的函", "函"),
    (["国务院关于同意设立某某综合试验区的批复"], "国务院关于同意设立某某综合试验区的批复", "批复"),
    (["关于转发《教育部关于加强学校安全工作的意见》的通知"], "关于转发《教育部关于加强学校安全工作的意见》的通知", "通知"),
    (["湖南省职业教育条例实施细则（试行）"], "湖南省职业教育条例实施细则（试行）", "细则"),
    (["关于开展2022年度省级重点项目申报工作的", "通 知"], "关于开展2022年度省级重点项目申报工作的通知", "通知"),
    (["关于贯彻落实全国会议精神", "进一步做好有关工作的若干措施"], "关于贯彻落实全国会议精神进一步做好有关工作的若干措施", "措施"),
]


@pytest.mark.parametrize(("lines", "title", "kind"), TITLES)
@pytest.mark.parametrize("number", ["above", "below", "none"])
def test_title_is_put_on_one_line(lines: list[str], title: str, kind: str, number: str) -> None:
    rows = [*lines, "各市州教育局，各有关单位："]
    if number == "above":
        rows = ["湖南省教育厅文件", "湘教发〔2022〕1号", *rows]
    elif number == "below":
        rows.insert(-1, "湘教发〔2022〕1号")
    header = header_of("\n".join(rows))
    assert header.title is not None
    assert (header.title.text, header.document_type) == (title, kind)


def test_title_without_addressees_ends_before_the_body() -> None:
    header = header_of("湖南省人民政府关于划定禁止\n燃放烟花爆竹区域的通告")
    assert header.title is not None
    assert header.title.text == "湖南省人民政府关于划定禁止燃放烟花爆竹区域的通告"
    assert header.addressees == ()


def test_title_of_the_web_page_above_the_notice_is_set_aside() -> None:
    title = "湖南省教育厅关于做好学生资助工作的通知"
    head = head_of(f"{title}\n湖南省教育厅文件\n湘教财〔2022〕1号\n{title}\n各市州教育局：")
    assert head.header.title is not None and head.header.title.text == title
    assert [d.view.text for d in head.dropped] == [title]


@pytest.mark.parametrize(("line", "expected"), [
    ("各市州教育局、财政局，各高等学校：", ["各市州教育局", "财政局", "各高等学校"]),
    ("各县（市、区）教育局，厅直各单位:", ["各县（市、区）教育局", "厅直各单位"]),
    ("教育部：", ["教育部"]),
    ("湖南省人民政府：", ["湖南省人民政府"]),
    ("各省、自治区、直辖市人民政府，国务院各部委、各直属机构：", ["各省", "自治区", "直辖市人民政府", "国务院各部委", "各直属机构"]),
])
def test_addressees_are_split_as_written(line: str, expected: list[str]) -> None:
    header = header_of(f"湖南省教育厅关于做好资助工作的通知\n湘教财〔2022〕1号\n{line}")
    assert [b.raw for b in header.addressees] == expected


def test_addressees_governments_of_each_county_are_not_the_issuers_own() -> None:
    header = header_of("中共衡阳市委办公室关于做好资助工作的通知\n各县市区委、人民政府，市直各单位：")
    assert [b.name for b in header.addressees][:2] == ["各县市区委", "人民政府"]


def test_addressees_over_two_lines() -> None:
    header = header_of("关于做好资助工作的通知\n各市州教育局、发展改革委、财政局、\n人力资源社会保障局，各有关单位：")
    assert [b.raw for b in header.addressees] == ["各市州教育局", "发展改革委", "财政局", "人力资源社会保障局", "各有关单位"]


@pytest.mark.parametrize("lead", ["现将有关事项通知如下：", "为做好工作，提出以下意见：", "工作目标："])
def test_sentence_that_ends_with_a_colon_addresses_nobody(lead: str) -> None:
    assert header_of(f"湖南省教育厅关于做好资助工作的意见\n{lead}").addressees == ()


def test_addressees_and_body_on_one_line_are_cut() -> None:
    text = "关于做好资助工作的通知\n各市州教育局，厅直各单位：现将有关事项通知如下。\n一、总体要求"
    assert rest_of(text) == "现将有关事项通知如下。一、总体要求"


@pytest.mark.parametrize(("letterhead", "number"), [
    ("湖南省医疗保障局文件", "湘医保发〔2020〕11号"), ("陕西省发展和改革委员会陕西省林业局文件", "陕发改能〔2021〕34号"),
    ("山东省市场监督管理局", "鲁市监函〔2021〕33号"), ("教育部办公厅", "教基厅函〔2021〕3号"),
])
def test_head_on_one_line_is_cut(letterhead: str, number: str) -> None:
    title = "关于印发《生育待遇结算工作方案》的通知"
    header = header_of(f"{letterhead}{number}{title}各市医疗保障局，各有关单位:为做好结算工作，现通知如下:一、范围全省。")
    assert "".join(names(header)) == letterhead.removesuffix("文件")
    assert header.document_number is not None and header.document_number.text == number
    assert header.title is not None and header.title.text == title
    assert [b.raw for b in header.addressees] == ["各市医疗保障局", "各有关单位"]


def test_secrecy_urgency_copy_number_and_signers() -> None:
    header = header_of("000126\n机密★1年\n特急\n湖南省教育厅文件\n湘教〔2022〕3号 签发人：张三、李四\n关于报送总结的报告\n湖南省人民政府：")
    assert header.copy_number is not None and header.copy_number.text == "000126"
    assert header.classification is not None and header.classification.text == "机密★1年"
    assert header.urgency is not None and header.urgency.text == "特急"
    assert [s.text for s in header.signers] == ["张三", "李四"]
    assert header.document_number is not None and header.document_number.text == "湘教〔2022〕3号"
    assert header.document_type == "报告"


def test_nothing_of_the_head_is_lost() -> None:
    reading = read(
        "省教育厅\n湖南\n湖南省\n湘教财〔2022〕1号\n湖南省教育厅关于做好\n资助工作的通知\n各市州教育局：\n一、总体要求", Options()
    )
    head = read_head(reading, list(reading.lines))
    at = [i for b in head.blocks for i in b.view.at] + [i for d in head.dropped for i in d.view.at]
    at += [i for x in head.rest for i in range(x.start, x.end)]
    assert sorted(at) == [i for i, c in enumerate(reading.text) if not c.isspace()]


def test_text_without_any_head_is_all_body() -> None:
    reading = read("一、总体要求。\n坚持稳中求进，统筹推进各项工作。\n二、主要任务。", Options())
    head = read_head(reading, list(reading.lines))
    assert [replace(x) for x in head.rest] == list(reading.lines)
    assert head.header == Header()


def test_catalogue_above_a_web_print_is_set_aside() -> None:
    table = ["信息名称：关于做好学生资助工作的通知", "信息索引：360A17-08-2019-0018-1", "发文机构：湖南省教育厅", "发文字号：湘教财〔2022〕1号", "信息类别：资助"]
    head = head_of("\n".join([*table, "湖南省教育厅关于做好学生资助工作的通知", "湘教财〔2022〕1号", "各市州教育局："]))
    assert [d.view.text for d in head.dropped] == table
    assert head.header.title is not None and head.header.title.text == "湖南省教育厅关于做好学生资助工作的通知"
    assert head.header.document_number is not None and head.header.document_number.raw == "湘教财〔2022〕1号"
