"""Nothing that was read is lost: each character has its place in a paragraph, a clause, a table or among the removed."""
from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clause_factories import grown
from policyparse.pipeline import parse
from policyparse.records import Notice, Span

LABELS = ["一、", "二、", "三、", "五、", "（一）", "(二)", "（三）", "1.", "2、", "３．", "4", "（1）", "②", "第一章", "第二条　", "附件", "附件1：", "附表1", "1.1 ", "A.", "a)", ""]
WORDS = ["总体要求", "加强组织领导。", "到2025年，建设实训基地20个。", "各地要健全机制，", "（省教育厅牵头）", "支持建设三所高水平职业", "建设一批示范基地，完善共建共享运行机制。" * 3,
         "目录", "附件：1.申报表", "某省教育厅", "2023年3月1日", "某省教育厅文件", "某教发〔2023〕7号", "关于建设基地的通知", "各市教育局：", "（此件公开发布）", "抄送：省财政厅。", "— 2 —", "的", "。"]
BREAKS = ["\n", "\n\n", "", "\n　　", " "]
HEAD = "某省教育厅关于建设基地的通知\n某教发〔2023〕7号\n各市教育局：\n现将有关事项通知如下，请认真贯彻执行。\n"
PIECES = st.tuples(st.sampled_from(LABELS), st.lists(st.sampled_from(WORDS), max_size=3), st.sampled_from(BREAKS), st.integers(1, 3))


def spans_of(notice: Notice) -> list[Span]:
    rows = [*notice.paragraphs, *notice.removed, *notice.tables]
    return [span for row in rows for span in row.spans]


def check_coverage(notice: Notice) -> None:
    """Each character of the text once; each clause's words within the paragraphs that carry its id."""
    count = Counter(i for span in spans_of(notice) for i in range(span.start, span.end))
    printed = [i for i, c in enumerate(notice.text) if not c.isspace()]
    assert "".join(notice.text[i] for i in printed if not count[i]) == ""
    assert "".join(notice.text[i] for i in printed if count[i] > 1) == ""
    ids = {c.id for c in notice.clauses}
    assert {p.clause_id for p in notice.paragraphs if p.role == "clause"} == ids
    for clause in notice.clauses:
        own = Counter(i for p in notice.paragraphs if p.clause_id == clause.id for s in p.spans for i in range(s.start, s.end))
        here = Counter(i for s in clause.spans for i in range(s.start, s.end))
        assert [i for i in printed if own[i]] == [i for i in printed if here[i]]
    assert len({c.path for c in notice.clauses}) == len(notice.clauses)


def text_of(pieces: list[tuple[str, list[str], str, int]]) -> str:
    return "".join((label + "".join(words) + end) * times for label, words, end, times in pieces)


@given(st.lists(PIECES, min_size=1, max_size=25))
@settings(max_examples=150)
def test_each_character_has_its_place_in_the_tree(pieces: list[tuple[str, list[str], str, int]]) -> None:
    text = text_of(pieces) + "终"
    tree = grown(text)
    views = [*tree.loose, *(x.view for x in tree.dropped), *(v for n in tree.nodes for v in (n.label_view, *n.paragraphs))]
    assert sorted(i for v in views for i in v.at) == [i for i, c in enumerate(text) if not c.isspace()]


@given(st.sampled_from(["", HEAD]), st.lists(PIECES, min_size=1, max_size=25))
@settings(max_examples=200)
def test_each_character_has_its_place_in_the_notice(head: str, pieces: list[tuple[str, list[str], str, int]]) -> None:
    check_coverage(parse(head + text_of(pieces) + "终\n"))


@pytest.mark.parametrize("name", ["湘教财〔2022〕1号.txt", "样例-长政办发〔2020〕38号.txt"])
def test_each_character_of_the_samples_has_its_place(samples: Path, name: str) -> None:
    check_coverage(parse(samples / name))


def test_repeats_in_the_users_notice(samples: Path) -> None:
    notice = parse(samples / "湘教财〔2022〕1号.txt")
    repeats = [r for r in notice.removed if r.reason == "duplicate"]
    assert [r.text.split(".")[0] for r in repeats] == [str(n) for n in range(4, 21)]
    assert {r.duplicate_of for r in repeats} == {notice.clauses["二/（四）/3"].id}
    assert [d.code for d in notice.diagnostics if "PP204" <= d.code <= "PP209"] == ["PP204", "PP208", "PP209", "PP204", "PP208", "PP208", "PP207", "PP207"]
    assert [c.label for c in notice.clauses if c.parent_id == notice.clauses["二/（三）"].id] == ["1", "2", "3"]
