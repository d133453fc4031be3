"""The clause tree: what stands under what, headings, paths."""
from __future__ import annotations

import pytest

from clause_factories import grown, joined, reading_of
from policyparse.clauses.grow import grow_tree
from policyparse.clauses.tree import Node, Tree
from policyparse.layout.paragraphs import Block
from policyparse.view import View

LONG_SENTENCE = "把各项任务逐项分解落实到具体单位和具体人员，建立工作台账，实行清单管理，定期调度通报进展情况"


def outline(tree: Tree) -> list[str]:
    """Each clause as `label > label`, from the outermost down."""
    def chain(node: Node) -> str:
        return (f"{chain(tree.nodes[node.parent])} > " if node.parent is not None else "") + node.label

    return [chain(n) for n in tree.nodes]


NESTING = {
    "the standard's five levels": (
        "一、甲\n（一）甲\n1.甲\n（1）甲\n①甲\n②乙\n（2）乙\n2.乙\n（二）乙\n二、乙",
        ["一", "一 > （一）", "一 > （一） > 1", "一 > （一） > 1 > （1）", "一 > （一） > 1 > （1） > ①", "一 > （一） > 1 > （1） > ②",
         "一 > （一） > 1 > （2）", "一 > （一） > 2", "一 > （二）", "二"],
    ),
    "chapters, sections, articles that run on, items": (
        "第一章 总则\n第一条 甲\n第二条 乙：\n（一）甲；\n（二）乙。\n第二章 分则\n第一节 甲\n第三条 甲\n第二节 乙\n第四条 乙",
        ["第一章", "第一章 > 第一条", "第一章 > 第二条", "第一章 > 第二条 > （一）", "第一章 > 第二条 > （二）", "第二章", "第二章 > 第一节",
         "第二章 > 第一节 > 第三条", "第二章 > 第二节", "第二章 > 第二节 > 第四条"],
    ),
    "numbers that run on below the next heading": (
        "一、甲\n（一）甲\n（二）乙\n二、乙\n（三）丙\n（四）丁", ["一", "一 > （一）", "一 > （二）", "二", "二 > （三）", "二 > （四）"],
    ),
    "a level left out": ("一、甲\n1.甲\n（1）甲\n二、乙\n（1）甲", ["一", "一 > 1", "一 > 1 > （1）", "二", "二 > （1）"]),
    "a level left out at first only": (
        "一、甲\n1.甲\n2.乙\n二、乙\n（一）甲\n1.甲", ["一", "一 > 1", "一 > 2", "二", "二 > （一）", "二 > （一） > 1"],
    ),
    "an outer style after an inner one": ("一、甲\n1.甲\n2.乙\n（一）丙\n1.丁\n二、乙", ["一", "一 > 1", "一 > 2", "一 > （一）", "一 > （一） > 1", "二"]),
    "a list against custom": ("1.甲\n（一）甲\n（二）乙\n2.乙\n（一）甲\n3.丙", ["1", "1 > （一）", "1 > （二）", "2", "2 > （一）", "3"]),
    "decimals": ("1 甲\n1.1 甲\n1.1.1 甲\n1.1.2 乙\n1.2 乙\n2 乙\n2.1 甲", ["1", "1 > 1.1", "1 > 1.1 > 1.1.1", "1 > 1.1 > 1.1.2", "1 > 1.2", "2", "2 > 2.1"]),
    "letters": ("一、甲\n1.甲\nA.甲；\nB.乙；\n2.乙\na)甲\nb)乙", ["一", "一 > 1", "一 > 1 > A", "一 > 1 > B", "一 > 2", "一 > 2 > a）", "一 > 2 > b）"]),
    "parts": ("第一部分 甲\n一、甲\n第二部分 乙\n一、甲", ["第一部分", "第一部分 > 一", "第二部分", "第二部分 > 一"]),
    "annexes": ("一、甲\n附件1\n申报表\n附件2\n办法\n一、甲\n（一）甲", ["一", "附件1", "附件2", "附件2 > 一", "附件2 > 一 > （一）"]),
    "beyond ten": (
        "\n".join(f"{x}、任务" for x in ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]), ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"],
    ),
}


@pytest.mark.parametrize("case", NESTING)
def test_nesting(case: str) -> None:
    text, expected = NESTING[case]
    assert outline(grown(text)) == expected


LOST = {
    "the mark after 一": ("一加强领导\n二、强化保障\n三、督促检查", ["一", "二", "三"]),
    "the mark after 2": ("1.甲。说明。\n2强化保障。说明。\n3.丙。说明。", ["1", "2", "3"]),
    "the mark after the last of a list": ("1.甲\n2.乙\n3丙类项目", ["1", "2", "3"]),
    "a dash for （一）": ("（－）甲\n（二）乙", ["（一）", "（二）"]),
    "l for 1": ("l.甲\n2.乙", ["1", "2"]),
    "a bracket": ("（一）甲\n二）乙\n（三）丙", ["（一）", "（二）", "（三）"]),
    "a year after the last number of a list": (
        "（一）甲\n1.甲\n2.2023—2025年实施。\n（二）乙\n1.甲\n2.乙", ["（一）", "（一） > 1", "（一） > 2", "（二）", "（二） > 1", "（二） > 2"],
    ),
    "a year after the number": ("1.甲\n2.2023年起实施。\n3.丙", ["1", "2", "3"]),
    "a stroke of 三": ("一、甲\n二、乙\n二、丙\n四、丁", ["一", "二", "三", "四"]),
    "a stroke of （三） in a list that runs on": ("一、甲\n（一）甲\n（二）乙\n二、乙\n（二）丙\n（四）丁", ["一", "一 > （一）", "一 > （二）", "二", "二 > （三）", "二 > （四）"]),
}


@pytest.mark.parametrize("case", LOST)
def test_label_that_lost_something_is_proven_by_its_neighbours(case: str) -> None:
    text, expected = LOST[case]
    assert outline(grown(text)) == expected


@pytest.mark.parametrize(
    "line",
    ["3.5亿元资金已下达。", "三年来成效显著。", "2023年底前完成。", "第二条规定的除外。", "一是提高认识。二是狠抓落实。", "4个项目开工。", "二等奖2名。", "一些地方进展缓慢。"],
)
def test_paragraph_that_opens_with_a_number_is_no_clause(line: str) -> None:
    tree = grown(f"一、甲\n1.甲。说明。\n2.乙。说明。\n{line}\n二、乙")
    assert [n.label for n in tree.nodes] == ["一", "1", "2", "二"]
    assert [v.text for v in tree.nodes[2].more] == [line]


def test_label_that_stands_as_it_was_read_keeps_its_number() -> None:
    tree = grown("（一）甲\n（二）乙\n（二）丙\n（三）丁")
    assert [n.label for n in tree.nodes] == ["（一）", "（二）", "（二）", "（三）"]
    assert tree.repairs == []


def test_number_set_right_leaves_a_repair() -> None:
    (repair,) = grown("一、甲\n二、乙\n二、丙\n四、丁").repairs
    assert (repair.kind, repair.before, repair.after, repair.spans[0].start) == ("label-corrected", "二", "三", 8)


@pytest.mark.parametrize(
    ("line", "heading", "text"),
    [
        ("一、总体要求", "总体要求", ""),
        ("（一）加强领导。各地要高度重视。", "加强领导。", "各地要高度重视。"),
        ("一、元旦：1月1日放假。", "元旦：", "1月1日放假。"),
        ("1.具有独立法人资格；", "", "具有独立法人资格；"),
        ("1.各地要高度重视，" + LONG_SENTENCE + "。要狠抓落实。", "", "各地要高度重视，" + LONG_SENTENCE + "。要狠抓落实。"),
    ],
)
def test_heading(line: str, heading: str, text: str) -> None:
    node = grown(line).nodes[0]
    assert (node.heading.text, node.text.text) == (heading, text)


def test_label_on_a_line_of_its_own_takes_the_next_as_its_heading() -> None:
    (node,) = grown("一、\n总体要求").nodes
    assert node.heading.text == "总体要求"


def test_unnumbered_paragraphs_belong_to_the_clause_before() -> None:
    tree = grown("前言。\n一、甲\n说明一。\n说明二。")
    assert [v.text for v in tree.loose] == ["前言。"]
    assert [v.text for v in tree.nodes[0].more] == ["说明一。", "说明二。"]


def test_paragraph_after_a_closed_list_belongs_to_the_lists_parent() -> None:
    tree = grown("第一条 设立下列奖项：\n（一）甲；\n（二）乙。\n前款所称奖项每年评审一次。")
    assert [v.text for v in tree.nodes[0].more] == ["前款所称奖项每年评审一次。"]


def test_paths_are_unique_and_count_parts() -> None:
    reading = reading_of("一、甲\n1.甲\n1.乙\n一、丙\n一、丁\n（一）甲")
    blocks = joined(reading)
    for block in blocks[4:]:
        block.part = 1
    assert [n.path for n in grow_tree(reading, blocks).nodes] == ["一", "一/1", "一/1#2", "一#2", "2:一", "2:一/（一）"]


def test_levels_begin_anew_in_a_new_part() -> None:
    reading = reading_of("一、甲\n（一）甲\n（一）乙")
    blocks = joined(reading)
    blocks[2].part = 1
    assert [n.level for n in grow_tree(reading, blocks).nodes] == [1, 2, 1]


def with_roles(text: str, roles: dict[int, tuple[str, int]]) -> Tree:
    """The tree of `text` where the lines in `roles` have a role, and a part that holds from there on."""
    reading = reading_of(text)
    blocks = [Block(view=reading.view(x), lines=(x,)) for x in reading.lines]
    part = 0
    for i, block in enumerate(blocks):
        role, part = roles.get(i, (None, part))
        block.role, block.part = role or None, part
    return grow_tree(reading, blocks)


def test_signature_ends_the_clause_before_it() -> None:
    tree = with_roles("一、甲\n某省教育厅\n说明。", {1: ("signature", 0)})
    assert ([v.text for v in tree.nodes[0].more], [v.text for v in tree.loose]) == ([], ["说明。"])


@pytest.mark.parametrize("annex_part", [1, 2])
def test_annex_takes_the_title_below_it_and_the_clauses_that_follow(annex_part: int) -> None:
    tree = with_roles("一、甲\n附件\n工作制度\n一、乙", {1: ("", 1), 2: ("title", annex_part)})
    assert outline(tree) == ["一", "附件", "附件 > 一"]
    assert tree.nodes[1].heading.text == "工作制度"


def test_title_of_a_plan_ends_the_clauses_before() -> None:
    tree = with_roles("一、甲\n工作方案\n（一）乙", {1: ("title", 1)})
    assert outline(tree) == ["一", "（一）"]


OUTSIDE = {
    "list of attachments": "一、甲\n附件：1.申报表\n2.汇总表\n3.承诺书",
    "notes below a form": "一、甲\n附表1\n申报单位：\n1.学生信息\n2.教师信息",
}


@pytest.mark.parametrize("case", OUTSIDE)
def test_numbered_lines_that_are_no_clauses(case: str) -> None:
    tree = grown(OUTSIDE[case])
    assert [n.label for n in tree.nodes] == ["一"]
    assert len(tree.loose) >= 3


@pytest.mark.parametrize(("text", "labels"), [
    ("一、由分管领导具体抓①。\n二、乙\n①名单另发。", ["一", "二"]),
    ("一、包括下列内容：\n①甲；\n②乙。", ["一", "①", "②"]),
    ("一、重点是①防火②防汛。\n二、乙\n①甲。", ["一", "二", "①"]),
])
def test_circled_number_is_a_footnotes_where_the_text_calls_it(text: str, labels: list[str]) -> None:
    assert [n.label for n in grown(text).nodes] == labels


def test_table_of_contents_is_no_clauses() -> None:
    tree = grown("目录\n一、甲……1\n二、乙…… 2\n三、丙（3）\n一、甲\n说明。\n二、乙\n说明。\n三、丙")
    assert [n.path for n in tree.nodes] == ["一", "二", "三"]


def test_views_point_at_what_they_say() -> None:
    text = "一 、 甲 要\n（ 一 ）加强领导。各地\n要落实。"
    for node in grown(text).nodes:
        for view in (node.label_view, *node.paragraphs):
            assert isinstance(view, View)
            assert [text[i] for i in view.at] == list(view.text)
