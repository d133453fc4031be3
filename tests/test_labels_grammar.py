"""Labels: every kind, read off the start of a line."""
from __future__ import annotations

import pytest

from policyparse.labels.grammar import Label, Style, read_labels, relabel
from policyparse.labels.plain import is_first, is_label, opens_body
from policyparse.ordinals import chinese, chinese_number
from policyparse.view import View


def labels(text: str) -> list[Label]:
    return read_labels(View.of(text, [(0, len(text))]))


SURE = [
    ("一、总体要求", Style.CN, 1, "一", 2),
    ("二十一、其他", Style.CN, 21, "二十一", 4),
    ("三．保障", Style.CN, 3, "三", 2),
    ("四. 保障", Style.CN, 4, "四", 2),
    ("（一）指导思想", Style.PAREN_CN, 1, "（一）", 3),
    ("(十一)、加强", Style.PAREN_CN, 11, "（十一）", 5),
    ("〔二〕目标", Style.PAREN_CN, 2, "（二）", 3),
    ("㈢目标", Style.PAREN_CN, 3, "（三）", 1),
    ("1.建设", Style.ARABIC, 1, "1", 2),
    ("１２、建设", Style.ARABIC, 12, "12", 3),
    ("3．．建设", Style.ARABIC, 3, "3", 3),
    ("⒌建设", Style.ARABIC, 5, "5", 1),
    ("（3）报送", Style.PAREN, 3, "（3）", 3),
    ("⑷报送", Style.PAREN, 4, "（4）", 1),
    ("2)报送", Style.HALF_PAREN, 2, "2）", 2),
    ("①报送", Style.CIRCLED, 1, "①", 1),
    ("❷报送", Style.CIRCLED, 2, "②", 1),
    ("第一章　总则", Style.CHAPTER, 1, "第一章", 3),
    ("第 三 节 监督", Style.SECTION, 3, "第三节", 3),
    ("第二十二条 本办法", Style.ARTICLE, 22, "第二十二条", 5),
    ("第九条 项目应当按期建成", Style.ARTICLE, 9, "第九条", 3),
    ("第十条 与合作方签订协议", Style.ARTICLE, 10, "第十条", 3),
    ("第六条之一 特等奖", Style.ARTICLE, 6, "第六条之一", 5),
    ("第二部分 思路", Style.BOOK, 2, "第二部分", 4),
    ("附件2：申报表", Style.ANNEX, 2, "附件2", 4),
    ("附件 3", Style.ANNEX, 3, "附件3", 3),
    ("附件", Style.ANNEX, 1, "附件", 2),
    ("Ⅱ.任务", Style.ROMAN, 2, "Ⅱ", 2),
]


@pytest.mark.parametrize(("text", "style", "number", "label", "length"), SURE)
def test_label_as_the_standard_wants_it_is_sure(text: str, style: Style, number: int, label: str, length: int) -> None:
    first = labels(text)[0]
    assert (first.style, first.number, first.text, first.length, first.sure) == (style, number, label, length, True)


ODD = [
    ("1.2018年起", Style.ARABIC, "1"),
    ("1.1 总则", Style.DECIMAL_2, "1.1"),
    ("1.1.2 范围", Style.DECIMAL_3, "1.1.2"),
    ("l.落实", Style.ARABIC, "1"),
    ("（－）加强", Style.PAREN_CN, "（一）"),
    ("二)加强", Style.PAREN_CN, "（二）"),
    ("}1)试点", Style.PAREN, "（1）"),
    ("一加强领导", Style.CN, "一"),
    ("4督促检查", Style.ARABIC, "4"),
    ("2分批实施", Style.ARABIC, "2"),
    ("二支持企业", Style.CN, "二"),
    ("A.资质", Style.UPPER, "A"),
    ("b)资质", Style.HALF_LETTER, "b）"),
    ("(c)资质", Style.PAREN_LETTER, "（c）"),
]


@pytest.mark.parametrize(("text", "style", "label"), ODD)
def test_label_with_a_lost_or_odd_mark_needs_neighbours(text: str, style: Style, label: str) -> None:
    found = {(x.style, x.text): x.sure for x in labels(text)}
    assert found[style, label] is False


@pytest.mark.parametrize(
    "text",
    [
        "一、二等奖各1名", "二、三产业融合", "2022年3月底前", "3.5亿元", "一是加强领导", "第一，提高认识", "第三条规定的情形", "第二款所称",
        "附件：1.申报表", "附件的要求", "附件1、附件2", "附件请到省厅网站下载。", "三年行动", "一些地方", "10个工作日", "5%以上", "加强领导", "",
    ],
)
def test_what_only_looks_like_a_label_is_not_sure(text: str) -> None:
    assert not [x for x in labels(text) if x.sure]


def test_blank_after_a_bare_number_is_its_mark() -> None:
    assert [x.bare for x in labels("2 主要任务")] == [False]
    assert [x.bare for x in labels("2主要任务")] == [True]


@pytest.mark.parametrize("number", [1, 9, 10, 11, 19, 20, 21, 99, 100, 101, 110, 123, 320])
def test_chinese_numbers_go_both_ways(number: int) -> None:
    assert chinese_number(chinese(number)) == number


@pytest.mark.parametrize("text", ["", "十十", "百百", "加强"])
def test_chinese_number_of_what_is_none(text: str) -> None:
    assert chinese_number(text) is None


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [("二、甲", 3, "三"), ("（二）甲", 13, "（十三）"), ("7.甲", 1, "1"), ("①甲", 3, "③"), ("第五条 甲", 6, "第六条"), ("b)甲", 3, "c）")],
)
def test_relabel_keeps_the_form(text: str, number: int, expected: str) -> None:
    assert relabel(labels(text)[0], number).text == expected


@pytest.mark.parametrize("text", ["一、总则", "（十一）加强", "第三条申报", "第二部分思路", "12.建设", "3、建设", "（4）报送", "⑤报送"])
def test_plain_labels_are_sure_ones_of_the_grammar(text: str) -> None:
    assert is_label(text)
    assert labels(text)[0].sure


@pytest.mark.parametrize("text", ["关于学前教育的通知", "2024年3月8日", "十一届全会", "（试行）", "各区教育局："])
def test_plain_labels_are_nothing_that_stands_in_a_head(text: str) -> None:
    assert not is_label(text)
    assert not opens_body(text)


@pytest.mark.parametrize(
    ("text", "opens", "first"), [("一、总则", True, True), ("二、目标", True, False), ("1.建设", True, False), ("2.建设", False, False), ("附件：名单", True, False)]
)
def test_plain_labels_that_open_a_body_and_the_first_of_all(text: str, opens: bool, first: bool) -> None:
    assert (opens_body(text), is_first(text)) == (opens, first)
