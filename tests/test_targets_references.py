"""Other documents that a notice cites."""
from __future__ import annotations

import pytest

from policyparse.clauses.tree import Tree
from policyparse.reading.text import read_string
from policyparse.targets.references import find_references


def cited(text: str) -> list[tuple[str | None, str | None]]:
    reading = read_string(text + "\n")
    tree = Tree(nodes=[], loose=[reading.view(line) for line in reading.lines])
    return [(r.number, r.title) for r in find_references(reading, tree)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《关于深化改革的意见》（国发〔2019〕4号）精神", [("国发〔2019〕4号", "关于深化改革的意见")]),
        ("按照《关于深化改革的意见》(国发[2019]4号，以下简称《意见》)", [("国发〔2019〕4号", "关于深化改革的意见")]),
        ("根据国办发〔2020〕15号文件精神", [("国办发〔2020〕15号", None)]),
        (
            "根据沪经信法〔2020〕1号和湘政办发〔2021〕2号要求",
            [("沪经信法〔2020〕1号", None), ("湘政办发〔2021〕2号", None)],
        ),
        ("依照《中华人民共和国职业教育法》执行", [(None, "中华人民共和国职业教育法")]),
        ("落实《关于印发〈教师管理办法〉的通知》要求", [(None, "关于印发〈教师管理办法〉的通知")]),
        ("执行《收费管理办法（试行）》", [(None, "收费管理办法（试行）")]),
        ("见国务院令第752号", [("国务院令第752号", None)]),
    ],
)
def test_documents_are_found(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert cited(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "组织观看《红旗颂》等影片",
        "填写《项目申报书》和《汇总表》",
        "现将《职业教育行动方案》印发给你们，请认真贯彻执行。",
        "《职业教育行动方案》已经省人民政府同意，现印发给你们。",
        "我们制定了《资金管理办法》，现予印发。",
        "一本没有写完的《书",
    ],
)
def test_what_is_no_other_document(text: str) -> None:
    assert cited(text) == []


def test_a_document_is_listed_once_with_its_number() -> None:
    text = "贯彻《学校体育工作条例》。\n落实《学校体育工作条例》（国函〔1990〕8号）。\n再次落实国函〔1990〕8号。"
    assert cited(text) == [("国函〔1990〕8号", "学校体育工作条例")]


def test_spans_are_the_title_and_the_number() -> None:
    reading = read_string("按照《深化改\n革的意见》（国发〔2019〕4号）\n")
    tree = Tree(nodes=[], loose=[reading.view(*reading.lines)])
    (found,) = find_references(reading, tree)
    assert "".join(reading.text[s.start : s.end] for s in found.spans) == "《深化改\n革的意见》国发〔2019〕4号"
