"""The spaCy pipeline and the words it is made of."""
from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse import dictionary, models
from policyparse.nlp import make_segmenter, words
from scripts import load_script

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="module")
def nlp(root: Path) -> Language:
    import spacy

    return spacy.load(root / "models" / "zh_policy")


@pytest.fixture(scope="module")
def build(root: Path) -> ModuleType:
    return load_script(root / "models" / "build.py", "build_models")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省教育厅牵头", ["省", "教育厅", "牵头"]),
        ("投入3.5万元", ["投入", "3.5", "万元"]),
        ("共1,200人", ["共", "1,200", "人"]),
        ("毛入学率达到95%以上", ["毛入学率", "达到", "95", "%", "以上"]),
        ("人力资源和社会保障厅", ["人力资源和社会保障厅"]),
        ("高标准农田建设", ["高标准农田", "建设"]),
        ("到 2025 年\n", ["到", " ", "2025", " ", "年", "\n"]),
        ("", []),
    ],
)
def test_words_are_those_of_notices(text: str, expected: list[str]) -> None:
    assert [word for word, _, _ in words(text)] == expected


@given(st.text(alphabet=st.one_of(st.sampled_from("建设20个“楚怡”基地，.3万元%\n （一）、厅局"), st.characters()), max_size=60))
def test_words_carry_their_offsets_and_lose_nothing(text: str) -> None:
    found = words(text)
    assert "".join(word for word, _, _ in found) == text
    assert all(text[start:end] == word for word, start, end in found)


def test_words_agree_with_jieba_where_only_its_dictionary_counts() -> None:
    import jieba

    text = "发展改革部门要加快推进基础设施建设，不断提高人民群众生活水平。"
    theirs = jieba.Tokenizer()
    theirs.FREQ, theirs.total = jieba.Tokenizer.gen_pfdict((Path(jieba.__file__).parent / "dict.txt").open("rb"))
    theirs.initialized = True
    assert make_segmenter({}).words(text) == theirs.lcut(text, HMM=False)


def test_words_load_within_a_second_and_leave_no_file(tmp_path: Path) -> None:
    code = (
        "import sys, time; from policyparse.nlp import words; t = time.process_time(); words('建设基地');"
        "print(time.process_time() - t, 'spacy' in sys.modules)"
    )
    env = {"TMPDIR": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    seconds, has_spacy = done.stdout.split()
    assert float(seconds) <= 1.0
    assert has_spacy == "False"
    assert list(tmp_path.iterdir()) == []


def test_words_are_quick() -> None:
    words("先装入词典")
    text = "各市州人民政府要加快推进职业教育基地建设，到2025年建设20个基地。" * 300
    began = time.process_time()
    words(text)
    assert len(text) / (time.process_time() - began) > 20_000  # characters a second


def test_spacy_opens_the_folder(nlp: Language) -> None:
    assert (nlp.lang, nlp.pipe_names) == ("zh", ["policy_terms", "policy_mood", "policy_trust"])


def test_spacy_tokens_are_our_words(nlp: Language) -> None:
    text = "省教育厅遴选建设 10 所高职院校，投入3.5万元。"
    doc = nlp(text)
    assert [(t.text, t.idx) for t in doc] == [(word, start) for word, start, _ in words(text)]
    assert doc.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("湖南省教育厅负责", [("湖南省教育厅", "ORGAN")]),
        ("省财政厅负责", [("省财政厅", "ORGAN")]),
        ("共 10 所", [("10 所", "QUANTITY")]),
        ("十五个", [("十五个", "QUANTITY")]),
        ("3.5万元", [("3.5万元", "QUANTITY")]),
        ("浙江", [("浙江", "REGION")]),
        ("遴选学校", [("遴选", "VERB")]),
        ("现将方案印发", [("方案", "DOCTYPE"), ("印发", "VERB")]),
        ("天空", []),
    ],
)
def test_terms_are_marked(nlp: Language, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(e.text, e.label_) for e in nlp(text).ents] == expected


def test_pipeline_marks_many_documents_as_it_marks_one(nlp: Language) -> None:
    texts = ["省教育厅遴选10所学校", "浙江"]
    assert [[e.text for e in doc.ents] for doc in nlp.pipe(texts)] == [[e.text for e in nlp(t).ents] for t in texts]


def test_pipeline_scores_targets_that_were_marked_before(root: Path) -> None:
    import spacy

    nlp = spacy.load(root / "models" / "zh_policy")
    nlp.add_pipe("policy_targets", before="policy_trust")
    doc = nlp("到2025年，建设基地20个，培训教师300名。")  # spans live as long as their document
    scores = doc.spans["policy_targets"].attrs["scores"]
    assert scores == [x.confidence for x in doc.user_data["policy_targets"]]
    assert len(scores) == len(doc.spans["policy_targets"]) == 2


def test_models_finds_the_pipeline() -> None:
    assert (models.model_path() / "config.cfg").is_file()
    models.load().add_pipe("policy_targets")
    assert models.load().pipe_names == ["policy_terms", "policy_mood", "policy_trust"]  # what one caller adds is not another's


def test_models_folder_is_what_the_lexicon_gives(root: Path, build: ModuleType) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "zh_policy"
        weights = json.loads((root / "models" / "zh_policy" / "policy_trust" / "weights.json").read_text("utf-8"))
        build.build(out, weights)
        made = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    kept = root / "models" / "zh_policy"
    there = {p.relative_to(kept).as_posix(): p.read_bytes() for p in kept.rglob("*") if p.is_file()}
    there.pop("README.md")
    assert made == there, "run `make models`: the lexicon has changed"


def test_models_folder_holds_text_only(root: Path) -> None:
    kept = root / "models" / "zh_policy"
    assert {p.suffix for p in kept.rglob("*") if p.is_file()} == {".cfg", ".json", ".txt", ".md"}


def test_dictionary_holds_only_what_jieba_lacks(build: ModuleType) -> None:
    plain, ours = make_segmenter({}), build.dictionary(build.terms())
    full = make_segmenter(ours)
    assert len(ours) > 100
    assert [word for word in ours if len(plain.words(word)) == 1 or full.words(word) != [word]] == []


def test_dictionary_of_jieba_is_put_in_order_without_being_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dictionary.jieba_dictionary()
    monkeypatch.setattr(dictionary, "_FILES", {})
    sorted_out = dictionary.jieba_dictionary.__wrapped__()
    assert list(known.beginning_with("")) == list(sorted_out.beginning_with(""))
    assert known.total == sorted_out.total == sum(n for _, n in known.beginning_with(""))


@pytest.mark.parametrize("word", ["建设", "吉林", "吉林工业大学", "A股", "阿Q", "高富帅", "龢"])
def test_dictionary_finds_words_wherever_they_stand_in_the_file(word: str) -> None:
    import jieba

    rows = (row.split(" ") for row in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines())
    row = next(row for row in rows if row[0] == word)
    found = dictionary.jieba_dictionary()
    assert [word, str(found.frequency(word)), found.tag(word)] == row


@pytest.mark.parametrize("word", ["", " ", "建设建设", "\ud800", "\U0010ffff"])
def test_dictionary_does_not_know_what_is_no_word(word: str) -> None:
    assert dictionary.jieba_dictionary().frequency(word) == 0
