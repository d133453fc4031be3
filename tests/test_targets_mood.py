"""Time and mood of a sentence's segments: what is asked for, what has been, what somebody must already be."""
from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

import policyparse as pp
from policyparse.lexicon.moods import MARKS, Pattern, Question, patterns
from policyparse.lexicon.verbs import STRONG, WEAK
from policyparse.nlp import words
from policyparse.targets.draft import Sentence
from policyparse.targets.marks import Match, find_matches, meanings
from policyparse.targets.mood import is_past
from policyparse.targets.sentences import segments, sentences

if TYPE_CHECKING:
    from spacy.language import Language

ISSUED = date(2023, 3, 1)


def moods(text: str, qualifies: bool = False) -> list[str]:
    return list(Sentence.of(text, ISSUED, ISSUED.year, qualifies).moods())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目前，全县建有卫生室210个，覆盖率达到85%", ["told", "told", "told"]),
        ("目前建有泊位300个，到2025年达到800个", ["told", "asked"]),
        ("去年完成造林12万亩，今年再造林15万亩", ["told", "asked"]),
        ("经过三年努力，我市已有5个县通过验收，占全市的六成", ["told", "told", "told"]),
        ("依托现有5家实验室，新建中试基地3个", ["asked", "asked"]),
        ("现有博物馆40家，其中国家级2家", ["told", "told"]),
        ("新建公园10个，改造公园5个", ["asked", "asked"]),
        ("会议提出了2023年的8项工作", ["told"]),
        ("申报单位应具有独立法人资格，职工不少于50人，资产负债率不高于70%", ["required", "required", "required"]),
        ("申报单位须具备相应资质，每个单位限报2项", ["required", "asked"]),
        ("申报单位应于5月10日前报送材料3份", ["asked"]),
        ("具备下列条件之一的可以申报：获奖1项以上；专利3件以上", ["asked", "required", "required"]),
        ("评审委员会由9名专家组成，任期3年", ["made of", "asked"]),
        ("清理现有文件30份，新订办法3项", ["asked", "asked"]),
        ("对6月底前仍未开工的30个项目进行通报", ["asked"]),  # its date lies ahead; see `is_past`
        ("园区荣获国家级称号5个", ["told"]),
        ("新获评的企业奖励30万元", ["asked"]),
        ("活动分为三个阶段", ["made of"]),
    ],
)
def test_mood_is_carried_from_segment_to_segment(text: str, expected: list[str]) -> None:
    assert moods(text) == expected


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("2024年6月底前已完成30个", True),
        ("6月底前仍未开工的30个项目", True),
        ("计划在已建成的12座水厂中改造3座", False),
        ("新建12座水厂", False),
    ],
)
def test_a_part_by_itself_tells_of_the_past(text: str, past: bool) -> None:
    assert is_past(text, (0, len(text))) is past


def test_under_a_heading_on_who_may_apply_only_deeds_are_asked_for() -> None:
    assert moods("年营业收入不低于500万元，每个县限报1家", qualifies=True) == ["required", "asked"]


def cut(text: str) -> list[str]:
    return [word for word, _, _ in words(text)]


def meant(text: str, asked: Question = "mood") -> set[str]:
    rows = [cut(text[a:b]) for a, b in segments(text)]
    return {x for row in rows for x in meanings(find_matches(row, asked), 0, len(row))}


@pytest.mark.parametrize("pattern", patterns(), ids=lambda x: f"{x.meaning}-{x.example}")
def test_pattern_is_found_in_its_example_and_not_in_what_looks_alike(pattern: Pattern) -> None:
    asked = pattern.question
    assert pattern in [x.pattern for x in find_matches(cut(pattern.example), asked)]
    if pattern.meaning == "nothing":
        assert pattern not in [x.pattern for x in find_matches(cut(pattern.other), asked)]
    else:
        assert pattern.meaning in meant(pattern.example, asked)
        assert pattern.meaning not in meant(pattern.other, asked)


def test_patterns_are_made_of_words_that_are_cut_so() -> None:
    """Those of the table of verbs are taken as they are: some of them are rows of words."""
    named = {word for pattern in patterns() for token in pattern.tokens for word in token.words}
    assert [word for word in sorted(named - MARKS - STRONG - WEAK) if len(words(word)) > 1] == []


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("主要建设内容为30个", "asked"),  # 要 in 主要
        ("时尚街区30个", "told"),  # 尚 in 时尚
        ("依据规划建设30个", "told"),
        ("曾都区30个", "told"),
        ("了解群众意见30条", "told"),
        ("将军故居30处", "asked"),
    ],
)
def test_a_word_is_more_than_the_characters_in_it(text: str, meaning: str) -> None:
    assert meaning not in meant(text)


@pytest.mark.parametrize(
    ("row", "length"), [("由 3 名 组成 组成", 5), ("由 3 ， 组成", None), ("由 " + "3 " * 38 + "组成", 40), ("由 " + "3 " * 39 + "组成", None)]
)
def test_the_longest_match_within_a_segment_counts(row: str, length: int | None) -> None:
    found = [x.end for x in find_matches(row.split(), "mood") if x.pattern.meaning == "made of"]
    assert found == ([] if length is None else [length])


def test_marks_take_time_that_grows_with_the_text() -> None:
    """The worst words: each may begin a pattern with a gap."""

    def least(size: int) -> float:
        row, taken = ["由", "据", "已", "应"] * (size // 4), []
        for _ in range(3):  # other processes tell on one run
            begin = time.process_time()
            find_matches(row, "mood")
            taken.append(time.process_time() - begin)
        return min(taken)

    assert least(20_000) < 20 * least(2_000) + 0.1


@pytest.fixture(scope="module")
def nlp() -> Language:
    import spacy

    out = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "policyparse.JiebaTokenizer.v1"}}})
    import policyparse.pipes  # noqa: F401  (its entry points may be of another checkout)

    out.add_pipe("policy_mood")
    return out


def own_sentences(root: Path) -> list[str]:
    """The patterns' examples, and the sentences that the weights learn from."""
    lines = [line for x in sorted((root / "models" / "data").glob("*.txt")) for line in x.read_text("utf-8").splitlines()]
    texts = [re.sub("[⟦⟧⟪⟫]", "", line) for line in lines if line and line[0] not in "#@"]
    return [*(text for x in patterns() for text in (x.example, x.other)), *texts]


def stands(x: Match, length: int) -> bool:
    """Whether a match stands in a row of words where its pattern wants it."""
    return (not x.start or x.pattern.where in ("any", "end")) and (x.end == length or x.pattern.where in ("any", "head"))


@pytest.mark.parametrize("asked", get_args(Question))
def test_spacy_finds_the_same_patterns(nlp: Language, root: Path, asked: Question) -> None:
    from policyparse.pipes import TokenPatterns

    find = TokenPatterns(nlp.vocab, asked)
    for text in own_sentences(root):
        doc = nlp.make_doc(text)
        theirs, ours = (
            [(x.start, x.end, x.pattern.example) for x in found if stands(x, len(doc))]
            for found in (find(doc), find_matches([token.text for token in doc], asked))
        )
        assert sorted(theirs) == sorted(ours), text


def test_spacy_finds_the_same_moods(nlp: Language, root: Path) -> None:
    for doc in nlp.pipe(own_sentences(root)):
        expected = [mood for a, b in sentences(doc.text) for mood in Sentence.of(doc.text[a:b], None, None).moods()]
        assert [span.label_ for span in doc.spans["policy_mood"]] == expected, doc.text


def test_spacy_marks_the_segments_of_every_line(nlp: Language) -> None:
    doc = nlp("目前建有泊位300个，到2025年达到800个。\n新建码头3座")
    assert [(span.text, span.label_) for span in doc.spans["policy_mood"]] == [
        ("目前建有泊位300个", "told"), ("到2025年达到800个", "asked"), ("新建码头3座", "asked"),
    ]


NOTICE = """关于组织申报示范基地的通知
各市科技局：
一、申报条件
（一）基地面积不少于200亩。
（二）带动农户不少于100户。
二、工作要求
（一）每个市推荐基地不超过3家。
（二）基地每年开展培训不少于4次。
某省科学技术厅
2023年3月1日
"""


def test_who_may_apply_is_no_target() -> None:
    values = [target.quantity.value for target in pp.parse(NOTICE).targets if target.quantity]
    assert values == [3, 4]
