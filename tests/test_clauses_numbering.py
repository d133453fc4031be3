"""Diagnostics on numbers and on clauses that break off."""
from __future__ import annotations

import pytest

from clause_factories import grown, reading_of

CASES = {
    "nothing wrong": ("一、甲\n（一）甲\n（二）乙\n二、乙\n（三）丙\n1.甲\n2.乙", []),
    "first number missing": ("二、甲\n三、乙", [("PP204", "一 missing, before 二")]),
    "number missing in between": ("1.甲\n2.乙\n4.丁", [("PP204", "3 missing, before 4")]),
    "numbers missing under a clause": (
        "一、甲\n（一）甲\n二、乙\n（四）丁", [("PP204", "（一）, （二）, （三） missing under 二, before （四）")],
    ),
    "numbers run on, one missing": (
        "一、甲\n（一）甲\n（二）乙\n二、乙\n（三）丙\n三、丙\n（五）戊", [("PP204", "（四） missing, before （五）")],
    ),
    "many missing": ("1.甲\n20.乙", [("PP204", "2, 3, 4, 5, 6, 7, … missing, before 20")]),
    "number twice": ("（一）甲\n（二）乙\n（二）丙", [("PP205", "（二） stands twice")]),
    "number again": ("1.甲\n2.乙\n3.丙\n2.丁", [("PP205", "2 comes again after 3")]),
    "list that begins anew": ("1.甲\n2.乙\n1.丙\n2.丁", []),
    "articles run on": ("第一章 甲\n第一条 甲\n第二章 乙\n第二条 乙", []),
    "article put in later": ("第一条 甲\n第一条之一 乙\n第二条 丙", []),
    "a repeat takes its number": (
        "1.甲\n2.组织护理员参加省级培训，提高照护服务水平。\n3.组织护理员参加省级培训，提高照护服务水平。\n4.丁", [("PP209", "3 repeats 2")],
    ),
    "level left out": ("一、甲\n（一）甲\n1.甲\n二、乙\n1.甲", [("PP206", "1 stands right under 二")]),
    "level that the notice does not use": ("一、甲\n1.甲\n二、乙\n1.乙", []),
    "empty items": ("一、甲\n①加强宣传\n②\n③", [("PP207", "nothing follows ②"), ("PP207", "nothing follows ③")]),
    "a clause that breaks off": (
        "一、甲\n1.稳步发展。支持建设三所高水平职业\n2.乙。说明。", [("PP208", "一/1 breaks off: …。支持建设三所高水平职业")],
    ),
    "headings do not break off": ("一、加强组织领导和统筹协调工作机制建设\n（一）甲", []),
    "neither do lines of names": ("一、甲\n1.修订标准。\n责任单位：自治区水利厅、自治区财政厅\n2.乙。", []),
    "neither do telephone numbers": ("一、联系方式。请与省教育厅职业教育处联系，电话：0731-84714893", []),
}


@pytest.mark.parametrize("case", CASES)
def test_diagnostics(case: str) -> None:
    text, expected = CASES[case]
    assert [(d.code, d.message) for d in grown(text).diagnostics] == expected


def test_spans_name_the_label() -> None:
    text = "1.甲\n3.丙"
    (diagnostic,) = grown(text).diagnostics
    (span,) = diagnostic.spans
    assert reading_of(text).text[span.start : span.end] == "3."


def test_empty_items_are_set_aside_as_noise() -> None:
    tree = grown("一、甲\n①加强宣传\n②\n③")
    assert [(x.view.text, x.reason) for x in tree.dropped] == [("②", "noise"), ("③", "noise")]
    assert [n.label for n in tree.nodes] == ["一", "①"]


def test_clause_on_one_line_with_the_next_does_not_break_off() -> None:
    text = "一、工作目标全面完成各项建设任务二、主要任务建设十所学校。三、保障措施加强领导。"
    assert [d.code for d in grown(text).diagnostics] == []
