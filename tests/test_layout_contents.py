"""A table of contents is told by what comes again where it ends."""
from __future__ import annotations

import pytest

from clause_factories import joined, reading_of

BODY = "前言\n本规划期为五年。\n第一章 基础\n第一节 现状\n成效显著。\n第二章 任务\n第一节 防汛\n加固堤防。\n附表\n略。"
CONTENTS = {
    "with page numbers after tabs": "前言\t1\n第一章 基础\t2\n第一节 现状\t2\n第二章 任务\t5\n第一节 防汛\t5\n附表\t9",
    "with leaders": "第一章 基础……2\n第一节 现状……2\n第二章 任务……5\n第一节 防汛……5",
    "of chapters alone": "第一章 基础\n第二章 任务\n附表",
}


def contents_of(text: str) -> list[str]:
    return [b.view.text for b in joined(reading_of(text)) if b.role == "preamble"]


@pytest.mark.parametrize("head", ["目  录", "目录", "水安全规划目录"])
@pytest.mark.parametrize("case", CONTENTS)
def test_contents_end_where_their_first_entry_comes_again(case: str, head: str) -> None:
    rows = CONTENTS[case].splitlines()
    body = BODY if rows[0].startswith("前言") else BODY.partition("五年。\n")[2]
    assert len(contents_of(f"水安全规划\n{head}\n{CONTENTS[case]}\n{body}")) == len(rows) + 1


@pytest.mark.parametrize("text", [
    "一、基本情况\n名称\n二、内容\n三、经费\n填表说明\n一、基本情况\n名称\n二、内容\n三、经费",  # two forms
    "第一章 基础\n第一节 现状\n第二章 任务\n第一节 防汛\n第二节 抗旱",
    "目录\n甲\n乙\n丙\n丁",
])
def test_headings_that_do_not_come_again_are_no_contents(text: str) -> None:
    assert contents_of(text) == []
