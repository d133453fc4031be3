"""Who answers for a clause: brackets and lines of every style."""
from __future__ import annotations

import pytest

from policyparse.clauses.tree import Node, Tree
from policyparse.reading.pages import Reading
from policyparse.reading.text import read_string
from policyparse.records import Assignment
from policyparse.targets.assignments import bodies_for, by_clause, find_assignments
from policyparse.targets.duties import read_duties, roles
from policyparse.view import View


def said(text: str) -> list[dict[str, list[str]]]:
    """What each bracket of a paragraph says: role → names as written."""
    view = View.of(text, [(0, len(text))])
    return [
        {role: [view.words(*part) for part in parts] for role, parts in roles(duty, duty.first_leads).items()}
        for duty in read_duties(view.text)
    ]


def a_clause(bracket: str) -> list[dict[str, list[str]]]:
    return said(f"推进各项改革。{bracket}")


@pytest.mark.parametrize(
    "bracket",
    [
        "（责任单位：省教育厅、省财政厅）",
        "(责任单位:省教育厅、省财政厅)",
        "〔责任单位：省教育厅，省财政厅〕",
        "[责任部门：省教育厅、省财政厅]",
        "【落实单位：省教育厅、省财政厅】",
        "（省教育厅、省财政厅负责）",
        "（省教育厅、省财政厅等负责）",
        "（省教育厅、省财政厅等有关部门按职责分工负责）",
        "（由省教育厅、省财政厅分别负责）",
        "（省教育厅、省财政厅按照各自职责分工落实）",
        "（以下任务均由省教育厅、省财政厅负责）",
        "责任单位：省教育厅、省财政厅。",
        "责任单位：省教育厅、省财政厅。完成时限：2022年8月31日。",
        "（省教育厅、省财政厅负责，2025年底前完成）",
        "（责任单位：省教育厅、省财政厅；完成时限：长期坚持）",
        "（责任单位：省教育厅；省财政厅）",
        "（责任单位：省教育厅　省财政厅）",
        "（责任单位（部门）：省教育厅、省财政厅）",
        "（省教育厅、省财政厅，6月底前完成）",
        "（责任领导：王某；责任单位：省教育厅、省财政厅；责任人：李某某）",
        "（省教育厅、省财政厅）",
    ],
)
def test_responsible_bodies(bracket: str) -> None:
    assert a_clause(bracket) == [{"responsible": ["省教育厅", "省财政厅"]}]


@pytest.mark.parametrize(
    "bracket",
    [
        "（省教育厅牵头，省财政厅、各市州配合）",
        "（省教育厅牵头、省财政厅和各市州参与）",
        "（省教育厅牵头，省财政厅、各市州负责）",
        "（省教育厅牵头，省财政厅等部门、各市州按职责分工负责）",
        "（省教育厅牵头会同省财政厅、各市州负责）",
        "（省教育厅牵头，会同省财政厅、各市州）",
        "（由省教育厅牵头，省财政厅配合，各市州落实）",
        "（省教育厅牵头，会同省财政厅、各市州于2026年6月底前完成）",
        "（牵头单位：省教育厅；配合单位：省财政厅、各市州）",
        "（牵头部门：省教育厅，责任部门：省财政厅、各市州）",
        "（牵头单位∶省教育厅，参加单位∶省财政厅、各市州）",
        "（主办：省教育厅；协办：省财政厅、各市州）",
        "（牵头单位（部门）：省教育厅；监管单位：省财政厅、各市州）",
        "（责任单位：省教育厅（牵头）、省财政厅、各市州）",
        "（省教育厅为牵头单位，省财政厅、各市州为责任单位）",
        "（省教育厅、省财政厅、各市州等负责，列第一位者为牵头单位）",
        "（省教育厅、省财政厅、各市州负责。排在首位的为牵头部门，下同）",
        "牵头单位：省教育厅。责任单位：省财政厅、各市州。",
        "责任单位：省教育厅、省财政厅、各市州（第一责任单位为牵头单位，下同）",
        "（省教育厅牵头，省财政厅负责指导，各市州依责落实）",
        "〔牵头单位：省教育厅，完成时限：持续推进；配合单位：省财政厅、各市州〕",
    ],
)
def test_lead_and_support(bracket: str) -> None:
    assert a_clause(bracket) == [{"lead": ["省教育厅"], "support": ["省财政厅", "各市州"]}]


@pytest.mark.parametrize(
    ("bracket", "expected"),
    [
        ("（省教育厅会同省财政厅负责）", {"support": ["省财政厅"], "responsible": ["省教育厅"]}),
        ("（省教育厅指导，各市州负责落实）", {"support": ["省教育厅"], "responsible": ["各市州"]}),
        ("（省教育厅、省财政厅牵头负责）", {"lead": ["省教育厅", "省财政厅"]}),
        ("（省教育厅、省财政厅按职责分别牵头负责）", {"lead": ["省教育厅", "省财政厅"]}),
        ("（省教育厅牵头；各街道、社区落实）", {"lead": ["省教育厅"], "support": ["各街道", "社区"]}),
        ("责任领导：王某某 牵头单位：省教育厅 责任单位：省财政厅", {"lead": ["省教育厅"], "support": ["省财政厅"]}),
        ("牵头单位：省教育厅；成员单位：省财政厅、各市州。", {"lead": ["省教育厅"], "support": ["省财政厅", "各市州"]}),
        ("主办单位：省教育厅 协办单位：省财政厅", {"lead": ["省教育厅"], "support": ["省财政厅"]}),
        ("牵头：省教育厅；配合：省财政厅", {"lead": ["省教育厅"], "support": ["省财政厅"]}),
        ("责任领导：王某某，责任单位：省教育厅、各镇（街道）。", {"responsible": ["省教育厅", "各镇（街道）"]}),
        ("（省教育厅负责，省财政厅配合）", {"support": ["省财政厅"], "responsible": ["省教育厅"]}),
        ("（各市州政府负总责，省教育厅负责指导）", {"support": ["省教育厅"], "responsible": ["各市州政府"]}),
        ("（责任单位：市公安局城东分局　市民政局）", {"responsible": ["市公安局城东分局", "市民政局"]}),
        ("（省教育厅、省财政厅、台办、贸促会）", {"responsible": ["省教育厅", "省财政厅", "台办", "贸促会"]}),
    ],
)
def test_other_shares_of_duty(bracket: str, expected: dict[str, list[str]]) -> None:
    assert a_clause(bracket) == [expected]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("各市（州）人民政府、市文明办", ["各市（州）人民政府", "市文明办"]),
        ("各县(市、区)政府", ["各县(市、区)政府"]),
        ("各市、县、区人民政府，省教育厅", ["各市、县、区人民政府", "省教育厅"]),
        ("市、县教育局", ["市、县教育局"]),
        ("省工业和信息化厅和省农业农村厅", ["省工业和信息化厅", "省农业农村厅"]),
        ("各辖市、区人民政府", ["各辖市、区人民政府"]),
        ("各县〈市、区〉人民政府，市水务局", ["各县〈市、区〉人民政府", "市水务局"]),
        ("各级教育、财政部门，市供水、燃气公司", ["各级教育、财政部门", "市供水、燃气公司"]),
        ("市级各有关部门及各县市区政府", ["市级各有关部门", "各县市区政府"]),
        ("省税务局等部门以及各地区", ["省税务局", "各地区"]),
        ("南湖新区等相关区政府", ["南湖新区等相关区政府"]),
        ("各高等学校、各中等职业学校", ["各高等学校", "各中等职业学校"]),
        ("中国移动岳阳分公司、共青团中央", ["中国移动岳阳分公司", "共青团中央"]),
        ("各乡镇人民政府（街道办事处）", ["各乡镇人民政府（街道办事处）"]),
        ("市水务局，青溪、白云、大河经济开发区管委会", ["市水务局", "青溪、白云、大河经济开发区管委会"]),
    ],
)
def test_names_are_split_as_written(names: str, expected: list[str]) -> None:
    assert a_clause(f"（责任单位：{names}）") == [{"responsible": expected}]


@pytest.mark.parametrize(
    "text",
    [
        "学费由学校收取（技工院校由主管部门负责），其他费用另行规定。",
        "由省教育厅牵头制定标准，省财政厅配合做好经费保障。",
        "评审工作由专家负责。（申请人自行负责）",
        "主办单位：省教育厅",
        "各部门要落实责任，明确责任单位和责任人。",
        "建设实训基地（含技工院校）。",
        "有关要求见附件。（摘自教育部、财政部网站）",
        "（此件公开发布）",
        "建设实训基地。（如学校、幼儿园、医院）",
        "推进改革（含职业院校。省教育厅、省财政厅负责组织评审，结果由省教育厅负责",
        "建设职教园区（省教育厅另行通知）。",
    ],
)
def test_prose_gives_no_assignment(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "（責任单位：市教育局、市财政局",
        "（貴任单位:市教育局、市财政局）",
        "〔责仟单位：市教育局、市财\n政局）",
        "责任单位：市教育局、市财政局）",
        "市教育局、市财政局负责）",
        "（市教育局、市财政局等负责",
    ],
)
def test_scans_lose_brackets_and_confuse_characters(text: str) -> None:
    assert a_clause(text) == [{"responsible": ["市教育局", "市财政局"]}]


def notice(*rows: tuple[str, int | None, str]) -> tuple[Reading, Tree]:
    """A reading and its tree from rows of (label, parent, text); a row without a label goes on with the one before."""
    reading = read_string("\n".join(text for _, _, text in rows) + "\n")
    tree = Tree(nodes=[], loose=[])
    for (label, parent, _), line in zip(rows, reading.lines, strict=True):
        view = reading.view(line)
        if label:
            empty = view[0:0]
            index = len(tree.nodes)
            tree.nodes.append(Node(index, parent, label, 1 if parent is None else 2, label, empty, empty, view))
        elif tree.nodes:
            tree.nodes[-1].more.append(view)
        else:
            tree.loose.append(view)
    return reading, tree


def where(found: list[Assignment]) -> list[tuple[str | None, str, str]]:
    return [(a.clause_id, a.role, b.raw) for a in found for b in a.bodies]


def test_an_assignment_belongs_to_its_clause() -> None:
    reading, tree = notice(
        ("一", None, "改革机制。（省教育厅负责）"), ("1", 0, "制定方案。"), ("2", 0, "组织实施。（省财政厅负责）")
    )
    assert where(find_assignments(reading, tree)) == [
        ("c1", "responsible", "省教育厅"), ("c3", "responsible", "省财政厅")
    ]


def test_a_bracket_behind_a_sentence_says_nothing_of_what_comes_after_it() -> None:
    reading, tree = notice(
        ("一", None, "省教育厅新建学校10所。（省教育厅负责）"), ("", None, "各地区于2026年6月底前报送总结。")
    )
    at = [reading.text.index("新建"), reading.text.index("报送")]
    owned = by_clause(find_assignments(reading, tree))
    assert [[b.raw for b in bodies_for(owned, tree, 0, x)] for x in at] == [["省教育厅"], []]


def test_a_line_after_the_last_item_closes_the_clause_above() -> None:
    reading, tree = notice(
        ("一", None, "改革机制。"), ("1", 0, "制定方案。"), ("2", 0, "组织实施。"), ("", None, "责任单位：省教育厅")
    )
    assert where(find_assignments(reading, tree)) == [("c1", "responsible", "省教育厅")]


def test_a_line_after_the_last_item_is_its_own_where_items_elsewhere_have_theirs() -> None:
    reading, tree = notice(
        ("一", None, "改革机制。"), ("1", 0, "制定方案。"), ("", None, "责任单位：省教育厅"),
        ("2", 0, "组织实施。"), ("", None, "责任单位：省财政厅"),
        ("二", None, "加大投入。"), ("1", 3, "落实经费。"), ("2", 3, "加强监管。"), ("", None, "责任单位：省审计厅"),
    )
    assert where(find_assignments(reading, tree))[-1] == ("c6", "responsible", "省审计厅")


def test_a_line_below_a_heading_with_items_is_its_own() -> None:
    reading, tree = notice(
        ("一", None, "总体要求"), ("1", 0, "制定方案。"), ("2", 0, "组织实施"), ("", None, "（责任单位：省财政厅）"), ("（1）", 2, "编制。"),
    )
    assert where(find_assignments(reading, tree)) == [("c3", "responsible", "省财政厅")]


def test_a_line_after_each_item_closes_that_item() -> None:
    reading, tree = notice(
        ("一", None, "改革机制。"), ("1", 0, "制定方案。"), ("", None, "责任单位：省教育厅"),
        ("2", 0, "组织实施。"), ("", None, "责任单位：省财政厅"),
    )
    assert where(find_assignments(reading, tree)) == [
        ("c2", "responsible", "省教育厅"), ("c3", "responsible", "省财政厅")
    ]


def test_beside_a_line_for_the_lead_the_others_support() -> None:
    reading, tree = notice(
        ("1", None, "制定方案。"), ("", None, "牵头单位：省教育厅"), ("", None, "责任单位：省财政厅"),
        ("2", None, "组织实施。"), ("", None, "责任单位：省财政厅"),
    )
    assert where(find_assignments(reading, tree)) == [
        ("c1", "lead", "省教育厅"), ("c1", "support", "省财政厅"), ("c2", "responsible", "省财政厅")
    ]


def test_sections_of_an_office_answer_where_a_label_says_so() -> None:
    reading, tree = notice(("1", None, "控制作业总量。"), ("", None, "责任股室：教研室 配合股室：基教股、督导组"))
    assert where(find_assignments(reading, tree)) == [
        ("c1", "support", "基教股"), ("c1", "support", "督导组"), ("c1", "responsible", "教研室")
    ]


def test_the_first_named_leads_from_there_on() -> None:
    reading, tree = notice(
        ("一", None, "改革机制。（省教育厅、省财政厅负责。列第一位者为牵头单位，下同）"),
        ("二", None, "组织实施。（省财政厅、省审计厅负责）"),
        ("三", None, "落实责任。（各市州负责）"),
    )
    assert where(find_assignments(reading, tree))[2:] == [
        ("c2", "lead", "省财政厅"), ("c2", "support", "省审计厅"), ("c3", "responsible", "各市州")
    ]


def test_a_bracket_over_two_paragraphs_is_read_whole() -> None:
    reading, tree = notice(("一", None, "改革机制。（责任单位：省教育厅、"), ("", None, "省财政厅）"))
    assert where(find_assignments(reading, tree)) == [
        ("c1", "responsible", "省教育厅"), ("c1", "responsible", "省财政厅")
    ]


def test_spans_cover_the_bracket_and_each_name() -> None:
    reading, tree = notice(("一", None, "改革机制。（省教育厅 牵头，省财政厅配合）"))
    lead, support = find_assignments(reading, tree)
    assert [reading.text[s.start : s.end] for s in lead.spans] == ["（省教育厅 牵头，省财政厅配合）"]
    assert [reading.text[s.start : s.end] for b in support.bodies for s in b.spans] == ["省财政厅"]


def test_each_promise_takes_the_bracket_that_closes_it() -> None:
    reading, tree = notice(
        ("一", None, "建立标准。（省教育厅负责）推广技术。（省科技厅负责）"), ("1", 0, "培训教师1000名。")
    )
    found = find_assignments(reading, tree)
    at = [reading.text.index(x) for x in ("建立", "推广", "培训")]
    taken = [[b.raw for b in bodies_for(by_clause(found), tree, i, x)] for i, x in zip((0, 0, 1), at, strict=True)]
    assert taken == [["省教育厅"], ["省科技厅"], ["省科技厅"]]


def test_lines_that_follow_each_other_answer_together() -> None:
    reading, tree = notice(
        ("1", None, "新建泵站6座。"), ("", None, "牵头单位：省水利厅"), ("", None, "配合单位：省财政厅、省审计厅")
    )
    found = bodies_for(by_clause(find_assignments(reading, tree)), tree, 0, reading.text.index("新建"))
    assert [(b.raw, b.role) for b in found] == [("省水利厅", "lead"), ("省财政厅", "support"), ("省审计厅", "support")]


def test_one_official_name_alone_in_a_bracket_is_responsible() -> None:
    assert a_clause("（省自然资源厅）") == [{"responsible": ["省自然资源厅"]}]
    assert a_clause("（试点地区）") == []
