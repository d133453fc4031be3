"""How parses are compared with annotations."""
from __future__ import annotations

import copy
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import policyparse as pp
from scripts import load_script

TEXT = """临江市水利局文件
临水发〔2022〕7号
关于做好河道治理工作的通知
各县区水利局：
一、主要目标
到2025年，建设生态河道20条。（市水利局牵头，市财政局配合）
临江市水利局
2022年3月1日
"""
TARGET = {
    "clause": 0, "evidence": "到2025年，建设生态河道20条", "action": "建设", "object": "生态河道",
    "quantity": {"raw": "20条", "value": 20, "upper": None, "comparator": "eq", "unit": "条", "per": None},
    "deadline": {"raw": "到2025年", "date": "2025-12-31", "source": "sentence"},
    "bodies": [{"name": "市水利局", "role": "lead"}, {"name": "市财政局", "role": "support"}],
}
GOLD: dict[str, Any] = {
    "header": {
        "issuers": ["临江市水利局|临汾市水利局"], "document_number": "临水发〔2022〕7号", "title": "关于做好河道治理工作的通知",
        "document_type": "通知", "addressees": ["各县区水利局"],
    },
    "footer": {"signatories": ["临江市水利局"], "issue_date": "2022-03-01"},
    "clauses": [{"label": "一", "level": 1, "parent": None, "start": "主要目标"}],
    "assignments": [
        {"clause": 0, "role": "lead", "bodies": ["市水利局"]}, {"clause": 0, "role": "support", "bodies": ["市财政局"]},
    ],
    "targets": [TARGET],
}


@pytest.fixture(scope="module")
def scoring(root: Path) -> ModuleType:
    return load_script(root / "models" / "scoring.py", "scoring")


@pytest.fixture(scope="module")
def parsed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(pp.parse(TEXT).model_dump_json())
    return found


def test_scoring_finds_nothing_wrong_with_what_is_right(scoring: ModuleType, parsed: dict[str, Any]) -> None:
    verdict = scoring.compare(GOLD, parsed)
    figures = scoring.summary(verdict.counts)
    layers = ("clauses", "assignments", "targets", "strict", "bodies")
    assert [figures["header"], *(figures[x]["f1"] for x in layers)] == [1.0] * 6
    assert all(all(rights) and rights for rights in verdict.rights.values())


@pytest.mark.parametrize(
    ("change", "targets", "strict"),
    [
        ({"quantity": {**TARGET["quantity"], "value": 21}}, 0, 0),
        ({"quantity": {**TARGET["quantity"], "unit": "处"}}, 1, 0),
        ({"quantity": {**TARGET["quantity"], "comparator": "ge"}}, 1, 0),
        ({"deadline": {**TARGET["deadline"], "date": "2026-12-31"}}, 1, 0),
        ({"object": "水库"}, 1, 0),
        ({"clause": None}, 1, 0),
        ({"evidence": "加强水库的除险加固和日常管理"}, 0, 0),
        ({"object": "河道"}, 1, 1),
        ({"action": "修建"}, 1, 1),
    ],
)
def test_scoring_a_target_is_right_by_value_and_evidence_and_strictly_by_its_parts(
    scoring: ModuleType, parsed: dict[str, Any], change: dict[str, Any], targets: int, strict: int
) -> None:
    counts = scoring.compare({**GOLD, "targets": [{**TARGET, **change}]}, parsed).counts
    assert (counts["targets.hit"], counts["strict.hit"]) == (targets, strict)


def test_scoring_what_is_optional_is_neither_asked_for_nor_wrong(scoring: ModuleType, parsed: dict[str, Any]) -> None:
    verdict = scoring.compare({**GOLD, "targets": [{**TARGET, "optional": True}]}, parsed)
    assert verdict.rights["target"] == [None]
    assert (verdict.counts["targets.found"], verdict.counts["targets.asked"]) == (0, 0)


def test_scoring_an_assignment_is_right_with_all_its_bodies(scoring: ModuleType, parsed: dict[str, Any]) -> None:
    gold = copy.deepcopy(GOLD)
    gold["assignments"][1]["bodies"] = ["市审计局"]
    verdict = scoring.compare(gold, parsed)
    assert verdict.rights["assignment"] == [True, False]
    assert (verdict.counts["assignments.hit"], verdict.counts["assignments.found"]) == (1, 2)


def test_scoring_a_clause_lost_among_the_removed_is_counted(scoring: ModuleType, parsed: dict[str, Any]) -> None:
    lost = {**parsed, "clauses": [], "removed": [{"text": "一、主要目标"}]}
    assert scoring.compare(GOLD, lost).counts["clauses_removed"] == 1


def test_scoring_agrees_with_the_shared_scorer(scoring: ModuleType, root: Path, shared: Path) -> None:
    theirs = load_script(shared / "eval" / "score.py", "shared_score")
    ours = root / "models" / "data" / "notices"
    for path in [*sorted(ours.glob("?0[1-4].json")), *sorted((shared / "gold" / "dev").glob("H0*.json"))[:3]]:
        gold = json.loads(path.read_text(encoding="utf-8"))
        found = json.loads(pp.parse(path.with_suffix(".txt")).model_dump_json())
        a, b = scoring.summary(scoring.compare(gold, found).counts), theirs.summary(theirs.score_one(gold, found)[0])
        assert a["header"] == pytest.approx(b["header"], abs=1e-4), path.stem
        for layer in ("clauses", "removed", "assignments", "targets", "strict", "bodies"):
            assert a.get(layer, {}).get("f1") == pytest.approx(b.get(layer, {}).get("f1"), abs=1e-4), (path.stem, layer)
        assert {k: v for k, v in b["fields"].items() if k in a["fields"]} == pytest.approx(a["fields"], abs=1e-4), path.stem
