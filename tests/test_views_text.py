"""What a person sees: words, terminal, Markdown, notebook."""
from __future__ import annotations

import io
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from factories import make_notice, make_target, within
from policyparse import parse
from policyparse.records import Body, Deadline, Diagnostic, Header, Quantity, Repair, TextField
from policyparse.views.markdown import notice_markdown
from policyparse.views.notebook import notice_html
from policyparse.views.terminal import _ends, print_notice
from policyparse.views.words import deadline_words, quantity_words, who_words


def quantity(value: str, unit: str | None = "个", **more: object) -> Quantity:
    return Quantity(raw="", value=Decimal(value), unit=unit, **more)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ""),
        (quantity("20"), "20 个"),
        (quantity("95", "%", comparator="ge"), "≥ 95 %"),
        (quantity("5", "%", comparator="le"), "≤ 5 %"),
        (quantity("1.5", None), "1.5"),
        (quantity("9999"), "9,999 个"),
        (quantity("50000000", "元"), "5,000 万元"),
        (quantity("1280000000", "元"), "12.8 亿元"),
        (quantity("10", "家", upper=Decimal(15), comparator="range"), "10–15 家"),
        (quantity("200000", "元", upper=Decimal(500000), comparator="range", per="个"), "20–50 万元 / 个"),
        (quantity("100"), "100 个"),
    ],
)
def test_quantity_words(given: Quantity | None, expected: str) -> None:
    assert quantity_words(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ""),
        (Deadline(raw="到2025年", date="2025-12-31"), "2025-12-31"),
        (Deadline(raw="每季度", recurrence="quarter"), "every quarter"),
        (Deadline(raw="每年7月30日前", recurrence="year", month_day="07-30"), "every year 07-30"),
        (within(15, "工作日"), "within 15 工作日"),
        (Deadline(raw="近期"), "近期"),
    ],
)
def test_deadline_words(given: Deadline | None, expected: str) -> None:
    assert deadline_words(given) == expected


def test_who_words_mark_the_lead_and_name_each_body_once() -> None:
    lead = Body(name="海州省教育厅", raw="省教育厅", role="lead")
    support = Body(name="海州省财政厅", raw="省财政厅", role="support")
    assert who_words((lead, support, lead)) == "省教育厅*、省财政厅+"


def shown(notice: object) -> str:
    out = io.StringIO()
    print_notice(notice, out)
    return out.getvalue()


def test_terminal_fits_eighty_columns() -> None:
    long = make_target(object="很长的对象名称" * 20, evidence=make_target().evidence)
    assert max(cell_len(line) for line in shown(make_notice(long)).splitlines()) <= 80


@pytest.mark.parametrize(
    "words", ["海教发〔2023〕7号", "海州省教育厅", "一/（一）", "建设基地。", "20 个", "2025-12-31", "省教育厅*"]
)
def test_terminal_shows(words: str) -> None:
    assert words in shown(make_notice())


@pytest.mark.parametrize("name", ["样例-川教〔2024〕15号.pdf", "样例-长政办发〔2020〕38号.txt", "湘教财〔2022〕1号.txt"])
def test_terminal_fits_the_samples_into_eighty_columns(samples: Path, name: str) -> None:
    lines = shown(parse(samples / name)).splitlines()
    assert max(map(cell_len, lines)) == 80
    assert not any("…" in line for line in lines if " 2025-12-31 " in line)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("建设示范基地", 8, ["建设示范", "基地"]),
        ("职教集团（联盟）", 14, ["职教集团（联", "盟）"]),
        ("一二三四五（联盟", 12, ["一二三四五", "（联盟"]),
        ("方案（2020—2022年）", 9, ["方案", "（2020—", "2022年）"]),
        ("市教育局、市财政局、市人民政府", 14, ["市教育局、", "市财政局、", "市人民政府"]),
        ("）））））", 4, ["））", "））", "）"]),
        ("字", 1, ["", "字"]),
    ],
)
def test_terminal_ends_lines_where_they_may_end(text: str, width: int, lines: list[str]) -> None:
    ends = _ends(text, width, "、")
    assert [text[a:b] for a, b in pairwise([0, *ends, len(text)])] == lines


def test_terminal_names_who_once_for_a_clause() -> None:
    elsewhere = make_target(id="t3", clause_id="c1")
    text = shown(make_notice(make_target(), make_target(id="t2"), elsewhere))
    assert (text.count("省教育厅*"), text.count("〃")) == (2, 1)


def test_terminal_shows_what_was_set_right() -> None:
    repair = Repair(kind="issuer-joined", before="省教", after="海州省教育厅", spans=(), confidence=0.9)
    finding = Diagnostic(code="PP204", severity="warning", message="clause 3 is missing")
    text = shown(make_notice(repairs=(repair,), diagnostics=(finding,)))
    assert "repairs: 1 issuer-joined" in text
    assert "PP204: clause 3 is missing" in text


def test_terminal_takes_no_word_of_the_notice_for_markup() -> None:
    header = Header(title=TextField(text="[red]标题[/red]", raw="", spans=()))
    assert "[red]标题[/red]" in shown(make_notice(header=header))


def test_markdown_escapes_what_would_be_markup() -> None:
    text = notice_markdown(make_notice(make_target(object="甲|乙*丙")))
    assert r"甲\|乙\*丙" in text
    assert r"\<基地\>" in text


def test_markdown_columns_stand_below_each_other() -> None:
    text = notice_markdown(make_notice(make_target(object="很长的对象名称" * 3), make_target(object="a|b", quantity=quantity("95", "%"))))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 4
    assert len({cell_len(row.replace(r"\|", "__").rsplit("|", 2)[0]) for row in rows}) == 1


def test_markdown_tells_what_was_set_right() -> None:
    repair = Repair(kind="issuer-joined", before="省教", after="海州省教育厅", spans=(), confidence=0.9)
    finding = Diagnostic(code="PP204", severity="warning", message="clause *3* is missing")
    text = notice_markdown(make_notice(repairs=(repair,), diagnostics=(finding,)))
    assert text.endswith("- repairs: 1 issuer-joined\n- PP204: clause \\*3\\* is missing\n")


def test_markdown_nests_the_clauses() -> None:
    assert "- **一** 任务\n  - **（一）** 建设基地。" in notice_markdown(make_notice())


def test_notebook_escapes_everything() -> None:
    html = notice_html(make_notice())
    assert "<基地>" not in html
    assert "&lt;基地&gt;" in html


def test_notebook_marks_the_evidence_where_it_stands() -> None:
    assert "到2025年，<mark>建设20个&lt;基地&gt;</mark>，投入" in notice_html(make_notice())


def test_notice_shows_itself_in_a_notebook() -> None:
    assert make_notice()._repr_html_() == notice_html(make_notice())


def test_notebook_nests_the_clauses() -> None:
    html = notice_html(make_notice())
    assert html.index("<b>一</b>") < html.index("<b>（一）</b>") < html.index("</details></details>")


def test_notice_says_of_itself_in_a_line_what_it_holds() -> None:
    notice = make_notice()
    assert repr(notice) == str(notice) == f"Notice({notice.source.name!r}): 2 clauses, 1 targets"


def test_a_clause_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(KeyError, match="no clause has the path or id '九'; there are 一、一/（一）"):
        make_notice().clauses["九"]
