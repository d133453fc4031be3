"""Confidences: trained weights, what they weigh, and what happens without them."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import policyparse as pp
from policyparse import models
from policyparse.trust.model import Weights, load, recording
from scripts import load_script

NOTICE = """临汾市水利局文件
临汾水发〔2022〕7号
关于做好河道治理工作的通知
各县区水利局：
一、主要目标
到2025年，建设生态河道20条，河道水质达标率达到95%以上。（市水利局牵头，市财政局配合）
二、工作进展
全市现有河道126条，其中病险河段18处。
临汾市水利局
2022年3月1日
"""


@pytest.fixture(scope="module")
def train(root: Path) -> ModuleType:
    return load_script(root / "models" / "train.py")


def test_trust_every_inferred_record_has_a_confidence() -> None:
    notice = pp.parse(NOTICE)
    assert notice.header.document_number is not None
    assert notice.header.document_number.confidence is not None
    sure = [
        *(x.confidence for x in notice.header.issuers), *(x.confidence for x in notice.clauses),
        *(x.confidence for x in notice.assignments), *(x.confidence for x in notice.targets),
    ]
    assert len(sure) == 7
    assert all(x is not None and 0.5 < x < 1 for x in sure)


def test_trust_a_plain_promise_is_surer_than_a_rule_about_applicants() -> None:
    plain = pp.extract("到2025年，建设示范基地20个。")[0]
    odd = pp.extract("作品时长3—5分钟，画面分辨率不低于1920×1080。")
    assert all(plain.confidence > x.confidence for x in odd)
    assert plain.confidence > 0.9


def test_trust_a_date_that_sets_a_term_is_surer_than_one_that_only_dates() -> None:
    plain = pp.extract("2024年6月底前，完成水库除险加固。")[0]
    odd = pp.extract("2024年高考期间，做好考点周边管理。")[0]
    assert plain.confidence > odd.confidence + 0.05


def test_trust_a_bracket_of_known_bodies_is_surer_than_one_cut_off() -> None:
    text = "一、主要任务\n（一）加强管理。{}\n（二）严格监督。要加大力度。\n"
    known = pp.parse(text.format("（责任单位：市水利局、市财政局）")).assignments[0]
    odd = pp.parse(text.format("\n责任单位：市水利局 市财政局、市交通运")).assignments[0]
    assert known.confidence is not None
    assert odd.confidence is not None
    assert known.confidence > odd.confidence


def test_trust_min_confidence_leaves_out_what_is_less_sure() -> None:
    text = "到2025年，建设示范基地20个。材料一式5份，A4纸双面打印。简报每期印发300份。"
    everything = pp.extract(text)
    least = max(x.confidence for x in everything)
    kept = pp.extract(text, pp.Options(min_confidence=least))
    assert 0 < len(kept) < len(everything)
    assert [x.confidence for x in kept] == [x.confidence for x in everything if x.confidence >= least]


def test_trust_without_weights_the_rules_still_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = pp.parse(NOTICE)
    monkeypatch.setattr(models, "model_path", lambda: tmp_path)
    monkeypatch.setattr(models, "dictionary_path", lambda: tmp_path / "words.txt")
    monkeypatch.setattr("policyparse.trust.model.model_path", lambda: tmp_path)
    stripped = pp.parse(NOTICE)
    assert [d.code for d in stripped.diagnostics].count("PP303") == 1
    assert [d.code for d in whole.diagnostics].count("PP303") == 0
    assert [t.evidence.text for t in stripped.targets] == [t.evidence.text for t in whole.targets]
    assert {t.confidence for t in stripped.targets} != {t.confidence for t in whole.targets}


def test_trust_weights_do_not_load_spacy() -> None:
    code = "import sys, policyparse as pp; print(pp.extract('建设基地20个。')[0].confidence, 'spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split()[1] == "False"


def test_trust_a_chance_is_scaled_and_shifted() -> None:
    weights = Weights({"a": 2.0, "b": -1.0}, scale=0.5, shift=0.5)
    assert weights.chance(["a", "b", "unknown"]) == pytest.approx(0.7310585786)
    assert weights.chance([]) == pytest.approx(0.6224593312)


def test_trust_traits_are_recorded_in_the_order_of_the_records() -> None:
    with recording() as weighed:
        notice = pp.parse(NOTICE)
    kinds = [kind for kind, _ in weighed]
    assert kinds.count("target") == len(notice.targets) == 2
    assert kinds.count("clause") == len(notice.clauses)
    assert kinds.count("assignment") == len(notice.assignments)


def test_trust_artefact_belongs_to_its_data(root: Path, train: ModuleType) -> None:
    meta = json.loads((root / "models" / "zh_policy" / "meta.json").read_text(encoding="utf-8"))
    assert meta["data"] == train.digest(), "run `make models`: the data or the traits have changed"


@pytest.mark.parametrize(("mark", "right"), [("到2025年，⟦建成⟧文化中心，⟪营造⟫氛围。", True), ("⟪到2025年⟫，建成文化中心。", False)])
def test_trust_a_mark_on_a_verb_goes_before_one_on_a_date(train: ModuleType, mark: str, right: bool) -> None:
    text, marks = train._plain(mark)
    target = pp.extract(text)[0]
    assert target.action == "建成"
    assert train._is_right(target, train.Sentence(text, marks, "2022-01-01", ""), 0) is right


def test_trust_data_is_marked_in_pairs_and_large_enough(train: ModuleType) -> None:
    rows = list(train.sentences())
    marks = [mark for row in rows for mark in row.marks]
    assert all(0 <= start < end <= len(row.text) for row in rows for _, start, end in row.marks)
    assert len(marks) > 750
    assert 0.4 < sum(right for right, _, _ in marks) / len(marks) < 0.7


def test_trust_training_is_repeatable_and_tells_right_from_wrong(train: ModuleType) -> None:
    examples = train.of_notices(range(6))
    again = train.of_notices(range(6))
    assert examples == again
    toy = [train.Example("clause", ("good", "x"), True, "g")] * 8 + [train.Example("clause", ("bad", "x"), False, "g")] * 8
    weights = train.fit(toy)
    assert weights == train.fit(toy)
    assert weights["good"] > 0 > weights["bad"]


def test_trust_weights_are_small_and_plain(root: Path) -> None:
    folder = root / "models" / "zh_policy"
    assert set(load(folder)) == {"target", "assignment", "field", "clause"}
    assert sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) < 15 * 2**20
