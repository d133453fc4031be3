"""Lines → paragraphs: by words, by places, and a line with several clauses taken apart."""
from __future__ import annotations

import pytest

from clause_factories import joined, placed, reading_of


def paragraphs(text: str) -> list[str]:
    return [b.view.text for b in joined(reading_of(text))]


WORDS = {
    "a paragraph a line": (["一、任务", "要抓好落实。", "二、保障", "要加强领导。"],) * 2,
    "headings without an end": (["一、任务", "（一）甲", "要抓好落实。"],) * 2,
    "fields of a form": (["学校名称", "参赛人数", "联系人：", "联系电话："],) * 2,
    "a comma at the end": (["培育建设三十个由政府、", "企业参与的集团。"], ["培育建设三十个由政府、企业参与的集团。"]),
    "an open bracket": (["按照《国务院关于加快发展现代", "职业教育的决定》执行。"], ["按照《国务院关于加快发展现代职业教育的决定》执行。"]),
    "prose without an end": (
        ["1.提高质量。变革课堂教学模式，加强课堂教学的研究和评价", "机制建设，提高学生参与的主动性。"],
        ["1.提高质量。变革课堂教学模式，加强课堂教学的研究和评价机制建设，提高学生参与的主动性。"],
    ),
    "prose without an end before a label": (
        ["1.提高质量。支持建设三所高水平职业院校和一批高水平专业群", "2.夯实基础。支持建设。"],
        ["1.提高质量。支持建设三所高水平职业院校和一批高水平专业群", "2.夯实基础。支持建设。"],
    ),
    "a reference broken before its number": (["依照本办法第", "三条、第四条的规定办理。"], ["依照本办法第三条、第四条的规定办理。"]),
    "a printing that a narrow page broke off": (["市水务局办公室 2023年3月1日印", "发"], ["市水务局办公室2023年3月1日印发"]),
    "a colon in an open bracket": (["（一）设立窗口。（责任单位：", "市行政审批局）"], ["（一）设立窗口。（责任单位：市行政审批局）"]),
    "a row that begins with a mark": (["完成时限", "：长期坚持。"], ["完成时限：长期坚持。"]),
    "brackets within an open bracket": (
        ["（一）办好老年食堂。（市民政局牵头，各镇（街道）等按", "职责分工负责）"], ["（一）办好老年食堂。（市民政局牵头，各镇（街道）等按职责分工负责）"],
    ),
    "a number broken off its unit": (
        ["（一）壮大主体。支持农户联合经营，到2024年，新增家庭农场15", "家，按季通报。"], ["（一）壮大主体。支持农户联合经营，到2024年，新增家庭农场15家，按季通报。"],
    ),
    "a date is never joined on": (["特此通知，请认真贯彻执行，抓好各项任务的落实工作", "2023年3月1日"],) * 2,
}


@pytest.mark.parametrize("case", WORDS)
def test_joined_by_words(case: str) -> None:
    rows, expected = WORDS[case]
    assert paragraphs("\n".join(rows)) == expected


def wrapped(texts: list[str], width: int, indent: str = "", gap: str = "\n") -> str:
    """The paragraphs with a line break after every `width` characters."""
    rows = []
    for text in texts:
        whole = indent + text
        rows += [whole[i : i + width] for i in range(0, len(whole), width)]
    return gap.join(rows)


BODY = [
    "一、总体要求",
    "全面贯彻党的教育方针，坚持立德树人，深化产教融合，推动职业教育与区域经济社会协调发展，为建设现代化新海州提供有力支撑。",
    "二、主要任务",
    "（一）建设基地。到2025年，建设20个集教育教学、职业培训和技能竞赛于一体的实训基地，充分发挥基地在科学管理、教学改革等方面的示范作用。",
    "（二）培育集团。培育30个由政府、企业、学校、行业组织等多方参与的职业教育集团，完善治理结构和决策机制，健全联席会议制度。",
    "三、保障措施",
    "各地要高度重视，加强组织领导，制定具体方案，明确责任分工，确保各项任务落到实处，重大事项要及时向省教育厅报告。",
]


@pytest.mark.parametrize("width", [24, 28, 36])
@pytest.mark.parametrize("indent", ["", "　　"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_hard_line_breaks_are_undone(width: int, indent: str, gap: str) -> None:
    assert paragraphs(wrapped(BODY, width, indent, gap)) == BODY


def test_indent_tells_a_row_that_ends_with_a_sentence_from_the_end_of_a_paragraph() -> None:
    first = "要加强领导，完善制度，健全机制，落实责任。各地要结合实际，制定方案，明确分工，按时报告。"  # the break falls behind 责任。
    rows = ["　　" + first[:21], first[21:], "　　各地要按照统一部署，抓好任务的落实，", "并且及时总结上报，重大事项要随时报告。", "　　各部门要按照职责分工，密切配合协作，", "形成工作合力。"]
    assert paragraphs("\n".join(rows))[0] == first


PLACES = {
    "a first line set in": (
        [("各地要加强组织领导，健全工作机制，明确责任分工，抓好", 2, 0), ("各项任务的落实。", 0, 1), ("各部门要密切配合。", 2, 2)],
        ["各地要加强组织领导，健全工作机制，明确责任分工，抓好各项任务的落实。", "各部门要密切配合。"],
    ),
    "a sentence that ends with the line": (
        [("各地要加强组织领导，健全工作机制，明确责任分工任务。", 2, 0), ("要抓好各项任务的落实，建立台账，定期调度，及时通报情况。", 0, 1), ("定期督查。", 0, 2)],
        ["各地要加强组织领导，健全工作机制，明确责任分工任务。要抓好各项任务的落实，建立台账，定期调度，及时通报情况。定期督查。"],
    ),
    "over a page": (
        [("各地要加强组织领导，健全工作机制，明确责任分工，抓好", 2, 0), ("各项任务的落实，建立工作台账，实行清单管理，定期调度通", 0, 0, 2), ("报。", 0, 1, 2)],
        ["各地要加强组织领导，健全工作机制，明确责任分工，抓好各项任务的落实，建立工作台账，实行清单管理，定期调度通报。"],
    ),
    "labels that are not set in": (
        [("一、任务", 0, 0), ("1.各地要加强组织领导，健全工作机制，明确责任，抓好各项任务的", 0, 1), ("落实。", 0, 2), ("2.各部门要密切配合。", 0, 3)],
        ["一、任务", "1.各地要加强组织领导，健全工作机制，明确责任，抓好各项任务的落实。", "2.各部门要密切配合。"],
    ),
    "a line that begins with a reference by chance": (
        [("各地要加强组织领导，健全工作机制，对照办法第二条、第", 2, 0), ("（三）项的规定，明确责任分工，抓好各项任务的落实，定期", 0, 1), ("通报。", 0, 2)],
        ["各地要加强组织领导，健全工作机制，对照办法第二条、第（三）项的规定，明确责任分工，抓好各项任务的落实，定期通报。"],
    ),
    "a row of figures that ends inside a year": (
        [("各地要加强组织领导，健全工作机制，安排2024年资金6亿元、20", 2, 0), ("25年7亿元，落实各项任务，确保按期完成，并及时报告情况。", 0, 1)],
        ["各地要加强组织领导，健全工作机制，安排2024年资金6亿元、2025年7亿元，落实各项任务，确保按期完成，并及时报告情况。"],
    ),
    "a short row that ends with a mark which opens": (
        [("各地要加强组织领导，对考核优秀的市（", 2, 0), ("州）给予奖励，落实各项任务，确保按期完成，并及时报告情况。", 0, 1)],
        ["各地要加强组织领导，对考核优秀的市（州）给予奖励，落实各项任务，确保按期完成，并及时报告情况。"],
    ),
    "a short row that ends in a figure of its own": (
        [("各地要加强组织领导，健全工作机制，落实各项任务，确保", 2, 0), ("联系电话：65432120", 0, 1), ("25年来的经验表明，各地要加强组织领导，健全工作机制。", 0, 2)],
        ["各地要加强组织领导，健全工作机制，落实各项任务，确保联系电话：65432120", "25年来的经验表明，各地要加强组织领导，健全工作机制。"],
    ),
    "a signature": (
        [("各地要加强组织领导，健全工作机制，明确责任分工，抓好", 2, 0), ("各项任务的落实。", 0, 1), ("某省教育厅", 18, 3), ("2023年3月1日", 18, 4)],
        ["各地要加强组织领导，健全工作机制，明确责任分工，抓好各项任务的落实。", "某省教育厅", "2023年3月1日"],
    ),
}


@pytest.mark.parametrize("case", PLACES)
def test_joined_by_places(case: str) -> None:
    rows, expected = PLACES[case]
    reading = placed(*rows)
    assert [b.view.text for b in joined(reading)] == expected


def test_a_page_that_leans_moves_both_margins() -> None:
    row = "各地要加强组织领导，健全工作机制，明确责任分工，抓好各项任务"
    leaning = [(row[: 28], 0.15 * i, float(i)) for i in range(22)]
    assert len(joined(placed(*leaning, width=600.0))) == 1


def test_block_carries_the_lines_it_was_joined_from() -> None:
    reading = placed(("各地要加强组织领导，健全工作机制，明确责任分工，抓好", 2, 0), ("各项任务的落实。", 0, 1))
    (block,) = joined(reading)
    assert block.lines == reading.lines


ONE_LINE = "关于做好登记工作的通知各市局:现将有关事项通知如下:一、工作目标2022年11月底前，完成登记。二、登记流程(一)备案。出院前备案(附件1)。(二)结算。符合第(三)项的，按12.5%结算。(三)申领。三、有关要求1.高度重视。2.加快进度。3强化宣传。附件:1.办理途径2.申报表某省中心2022年9月14日附件1办理途径1.现场办。2.网上办。"


def test_short_sentences_of_a_list_in_one_paragraph_are_parted() -> None:
    text = "一、研判。\n二、落实防范措施。（一）加强管控。（二）加强巡查。\n三、值守。"
    assert paragraphs(text) == ["一、研判。", "二、落实防范措施。", "（一）加强管控。", "（二）加强巡查。", "三、值守。"]
    enumeration = "申报材料包括（一）申请书；（二）承诺书；（三）身份证明。"
    assert paragraphs(enumeration) == [enumeration]


def test_notice_on_one_line_is_taken_apart() -> None:
    assert paragraphs(ONE_LINE) == [
        "关于做好登记工作的通知各市局：现将有关事项通知如下：",
        "一、工作目标2022年11月底前，完成登记。",
        "二、登记流程",
        "（一）备案。出院前备案（附件1）。",
        "（二）结算。符合第（三）项的，按12.5%结算。",
        "（三）申领。",
        "三、有关要求",
        "1.高度重视。",
        "2.加快进度。",
        "3强化宣传。",
        "附件：1.办理途径2.申报表某省中心2022年9月14日",
        "附件1办理途径",
        "1.现场办。",
        "2.网上办。",
    ]


def test_pieces_of_a_line_carry_their_part_of_it() -> None:
    reading = reading_of(ONE_LINE)
    blocks = joined(reading)
    assert [(x.start, x.end) for b in blocks for x in b.lines] == [(b.view.start, b.view.end) for b in blocks]
    assert "".join(b.view.text for b in blocks) == reading.view(*reading.lines).text


CUTS = {
    "items of the paragraph's own list": (["1.甲类项目。2.乙类项目。3.丙类项目。"], ["1.甲类项目。", "2.乙类项目。", "3.丙类项目。"]),
    "a heading that runs into its list": (["一、甲（一）甲类。", "（二）乙类。"], ["一、甲", "（一）甲类。", "（二）乙类。"]),
    "a gap that is closed": (["（一）甲类。", "说明。（二）乙类。", "（三）丙类。"], ["（一）甲类。", "说明。", "（二）乙类。", "（三）丙类。"]),
    "the next heading behind a text": (["一、甲", "说明。二、乙", "说明。"], ["一、甲", "说明。", "二、乙", "说明。"]),
    "an enumeration within a sentence": (["一、甲", "包括：（1）甲；（2）乙；（3）丙。", "二、乙"],) * 2,
    "prizes": (["一、甲", "分设一、二、三等奖。设二、三等奖各2名。", "二、乙"],) * 2,
    "统一、": (["一、甲", "做到标准统一、流程统一、二是规范。", "二、乙"],) * 2,
    "a reference": (["一、甲", "（一）甲", "（二）乙", "依照（三）项办理，参照（三）执行。", "（三）丙"],) * 2,
    "amounts": (["1.投入1.5亿元。增长2.3倍。", "2.乙"],) * 2,
}


@pytest.mark.parametrize("case", CUTS)
def test_labels_inside_a_paragraph(case: str) -> None:
    rows, expected = CUTS[case]
    assert paragraphs("\n".join(rows)) == expected


@pytest.mark.parametrize(
    ("first", "one"),
    [
        ("（一）美化村容村貌，全年要做到：①拆除破旧房屋三万平方；", True),
        ("（一）美化村容村貌，全年要做到：拆除各类破旧房屋三万平方；", False),
        ("（一）美化村容村貌，全年要做到：①拆除破旧房屋三万平方。", False),
    ],
    ids=["goes on", "no item before it", "an item that ends its sentence"],
)
def test_items_of_a_paragraph_go_on_over_its_rows(first: str, one: bool) -> None:
    second = "②硬化村内道路二百公里；③栽植苗木十五万株，让村庄绿起来。"
    assert (len(joined(placed((first, 2, 0), (second, 0, 1)))) == 1) is one
