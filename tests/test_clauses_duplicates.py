"""Repeats: what goes, and what only looks alike and stays."""
from __future__ import annotations

import pytest

from clause_factories import grown, joined, placed
from policyparse.clauses.grow import grow_tree
from policyparse.clauses.slips import noise_only

ITEM = "建设一批示范基地。支持院校与企业合作，共建实训基地，完善运行机制"


def removed(text: str) -> list[str]:
    return ["".join(x.view.text.split()) for x in grown(text).dropped if x.reason == "duplicate"]


def test_loop_under_rising_numbers_leaves_the_first() -> None:
    tree = grown("一、任务\n1.稳步发展。\n" + "".join(f"{i}.{ITEM}。\n" for i in range(2, 9)) + "二、保障")
    assert [n.label for n in tree.nodes] == ["一", "1", "2", "二"]
    assert [(x.reason, x.duplicate_of, x.similarity) for x in tree.dropped] == [("duplicate", 2, 1.0)] * 6
    assert [(d.code, d.message) for d in tree.diagnostics] == [("PP209", "3 to 8 repeat 2")]


def test_item_printed_twice_under_one_number() -> None:
    assert removed(f"1.甲类项目建设。\n2.{ITEM}。\n2.{ITEM}。\n3.丙类项目建设。") == [f"2.{ITEM}。"]


def test_indices_and_parents_are_counted_anew() -> None:
    tree = grown(f"一、甲\n1.{ITEM}。\n2.{ITEM}。\n二、乙\n（一）丙")
    assert [(n.index, n.parent, n.label) for n in tree.nodes] == [(0, None, "一"), (1, 0, "1"), (2, None, "二"), (3, 2, "（一）")]


STAYS = {
    "another school type": "1.遴选建设一批优质中职专业群，发挥示范引领作用。\n2.遴选建设一批优质技工专业群，发挥示范引领作用。",
    "another number": "1.到2025年，建设省级示范性实训基地10个以上。\n2.到2025年，建设省级示范性实训基地12个以上。",
    "another year": "1.2024年底前，完成全部校舍安全隐患排查整治任务。\n2.2025年底前，完成全部校舍安全隐患排查整治任务。",
    "a negation": "1.未经批准，有关单位可以将资金用于其他项目支出活动。\n2.未经批准，有关单位不可以将资金用于其他项目支出活动。",
    "short items": "1.其他。\n2.其他。",
    "the same sentence in two clauses": f"一、甲\n1.{ITEM}。\n二、乙\n1.{ITEM}。",
    "the same article text far apart": f"第一条 {ITEM}。\n第二条 经费列入预算。\n第三条 {ITEM}。",
    "lists that begin anew": f"1.{ITEM}。\n2.甲类项目。\n1.{ITEM}。\n2.乙类项目。",
    "an item with items of its own": f"（一）{ITEM}。\n1.甲\n（二）{ITEM}。\n1.乙",
    "fields of a form": "附表\n（盖章）\n年月日\n（盖章）\n年月日",
}


@pytest.mark.parametrize("case", STAYS)
def test_what_only_looks_alike_stays(case: str) -> None:
    assert removed(STAYS[case]) == []


def test_slip_of_the_recogniser_makes_no_new_item() -> None:
    assert removed(f"1.{ITEM}，期末开展评估。\n2.{ITEM}，期未开展评估。") == [f"2.{ITEM}，期未开展评估。"]


def test_slip_in_a_loop_counts_as_noise_but_not_where_it_could_mean_something() -> None:
    loop = "".join(f"{i}.{ITEM}。\n" for i in range(1, 5))
    assert len(removed(loop + f"5.{ITEM.replace('示范', '示笵')}。")) == 4
    assert len(removed(loop + f"5.{ITEM.replace('共建', '共律')}。\n6.{ITEM}。")) == 5
    assert len(removed(loop + f"5.{ITEM.replace('共建', '改建')}。\n6.{ITEM}。")) == 4
    assert len(removed(loop + f"5.{ITEM.replace('一批', '十批')}。")) == 3


@pytest.mark.parametrize(
    ("a", "b", "loop", "alike"),
    [
        ("推进产教融合校企合作协同育人机制建设", "推进产教融合校企合作协同育人机制建设", False, False),  # too short to tell
        ("推进产教融合校企合作协同育人机制建设工作开展", "推进产教融合校企合作协同育人机制建设工作开展", False, True),
        ("推进产教融合校企合作协同育人机制建设工作期末", "推进产教融合校企合作协同育人机制建设工作期未", False, True),
        ("推进产教融合校企合作协同育人机制建设工作甲方", "推进产教融合校企合作协同育人机制建设工作乙方", True, False),
        ("推进产教融合校企合作协同育人机制建设项目10个", "推进产教融合校企合作协同育人机制建设项目12个", True, False),
        ("推进产教融合校企合作协同育人机制建设各项工作", "推进产教融合校企合作协同育机制建设各项工作", False, True),  # 育 alone is no word
        ("推进产教融合校企合作提高教职工待遇健全激励机制", "推进产教融合校企合作提高职工待遇健全激励机制", False, False),  # 职工 is one
        ("由承办单位王伟负责组织协调各方力量共同做好落实", "由承办单位王炜负责组织协调各方力量共同做好落实", False, False),  # a name
        ("推进汪家村人居环境整治工程完善基础设施补齐短板", "推进江家村人居环境整治工程完善基础设施补齐短板", False, False),
    ],
)
def test_noise_only(a: str, b: str, loop: bool, alike: bool) -> None:
    assert (noise_only(a, b, loop) is not None) is alike


def test_paragraphs_that_stand_twice_in_a_row() -> None:
    run = "（一）加强组织领导。各地要成立工作专班。\n（二）加强经费保障。各级财政要加大投入。\n"
    tree = grown("一、保障措施\n" + run + run + "（三）加强宣传引导。")
    assert [n.label for n in tree.nodes] == ["一", "（一）", "（二）", "（三）"]
    assert [(x.view.text[:3], x.duplicate_of) for x in tree.dropped] == [("（一）", 1), ("（二）", 2)]


def test_sentence_in_a_loop_within_a_paragraph() -> None:
    tree = grown("一、保障措施\n各地要加强领导。" + "要落实工作责任制度。" * 4 + "按时报送。")
    assert [v.text for v in tree.nodes[0].more] == ["各地要加强领导。要落实工作责任制度。按时报送。"]
    assert [(x.view.text, x.duplicate_of) for x in tree.dropped] == [("要落实工作责任制度。" * 3, 0)]


def test_sentence_that_stands_twice_is_no_loop() -> None:
    assert removed("一、保障措施\n要落实工作责任制度。要落实工作责任制度。") == []


def test_last_line_of_a_page_again_on_top_of_the_next() -> None:
    row = "深入研究新时代职业教育发展理念和模式体制机制创新经验做法，"
    reading = placed((("一、" + "建设专业智库，服务教育改革发展大局和区域经济社会需要，")[:28], 0, 0), (row[:28], 0, 1), (row[:28], 0, 0, 2), ("打造全国知名智库。", 0, 1, 2))
    tree = grow_tree(reading, joined(reading))
    assert [x.view.text for x in tree.dropped] == [row[:28]]
    assert tree.nodes[0].first.text.endswith(row[:28] + "打造全国知名智库。")


def test_paragraph_below_the_last_repeat_stays() -> None:
    tree = grown(f"1.{ITEM}。\n2.{ITEM}。\n各地要抓好落实。")
    assert [v.text for v in tree.nodes[0].more] == ["各地要抓好落实。"]


def test_row_that_stands_twice_at_a_page_break_of_a_text() -> None:
    row = "深入研究新时代职业教育发展理念和模式体制机制创新经验做法"
    tree = grown(f"一、建设专业智库，服务教育改革发展大局和区域经济社会需要，\n{row}\n{row}\n打造全国知名智库，定期发布研究报告，为决策提供参考咨询。\n二、保障")
    assert [x.view.text for x in tree.dropped] == [row]
    assert tree.nodes[0].first.text.count(row) == 1
