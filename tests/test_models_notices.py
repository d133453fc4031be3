"""Our own annotated notices: what their annotations say is there."""
from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

NOTICES = sorted((Path(__file__).parents[1] / "models" / "data" / "notices").glob("*.json"))
ROLES = {"lead", "support", "responsible", "subject"}
COMPARATORS = {"eq", "ge", "gt", "le", "lt", "approx", "range"}
WHEN = {"date", "recurrence", "within"}


def flat(text: object) -> str:
    return re.sub(r"\s+", "", str(text or ""))


@pytest.fixture(scope="module", params=NOTICES, ids=lambda path: path.stem)
def notice(request: pytest.FixtureRequest) -> tuple[dict[str, Any], list[str]]:
    """An annotation, and the paragraphs of its text without white space."""
    path: Path = request.param
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return json.loads(path.read_text(encoding="utf-8")), [flat(line) for line in lines]


def test_notices_are_in_two_halves() -> None:
    names = [path.stem for path in NOTICES]
    assert len(names) >= 36
    assert [x[1:] for x in names if x[0] == "a"] == [x[1:] for x in names if x[0] == "b"]


def test_notices_clauses_stand_in_order(notice: tuple[dict[str, Any], list[str]]) -> None:
    gold, lines = notice
    rest = list(lines)
    for i, clause in enumerate(gold["clauses"]):
        opens = [k for k, line in enumerate(rest) if re.match(re.escape(clause["label"]) + r"[、.．]?" + re.escape(clause["start"]), line)]
        assert opens, clause
        rest = rest[opens[0] + 1 :]
        above = clause["parent"]
        assert above is None or (above < i and gold["clauses"][above]["level"] < clause["level"]), clause
        assert 0 < len(clause["start"]) <= 10, clause


def test_notices_head_and_foot_are_in_the_text(notice: tuple[dict[str, Any], list[str]]) -> None:
    gold, lines = notice
    text = "".join(lines)
    head, foot = gold["header"], gold["footer"]
    named = [head["document_number"], head["title"], *head["addressees"], *foot["signatories"], *foot["attachments"], *foot["cc"]]
    assert [x for x in named if flat(x) not in text] == []
    assert head["document_type"] in head["title"]
    assert all(date.fromisoformat(x) for x in (foot["issue_date"], foot["printed_on"]) if x)
    assert [x for x in gold["removed"] if not any(line.startswith(x) for line in lines)] == []


def test_notices_assignments_name_bodies_of_the_text(notice: tuple[dict[str, Any], list[str]]) -> None:
    gold, lines = notice
    for x in gold["assignments"]:
        assert x["role"] in ROLES - {"subject"}, x
        assert 0 <= x["clause"] < len(gold["clauses"]), x
        assert x["bodies"], x
        assert all(flat(body) in "".join(lines) for body in x["bodies"]), x


def test_notices_targets_are_quoted_from_their_clause(notice: tuple[dict[str, Any], list[str]]) -> None:
    gold, lines = notice
    for x in gold["targets"]:
        evidence = flat(x["evidence"])
        assert any(evidence in line for line in lines), x
        assert x["quantity"] or x["deadline"], x
        assert all(flat(x[part]) in "".join(lines) for part in ("action", "object")), x
        assert flat((x["quantity"] or {}).get("raw")) in evidence, x
        assert flat((x["deadline"] or {}).get("raw")) in "".join(lines), x
        assert all(body["role"] in ROLES and flat(body["name"]) in "".join(lines) for body in x["bodies"]), x


def test_notices_values_are_whole(notice: tuple[dict[str, Any], list[str]]) -> None:
    for x in notice[0]["targets"]:
        amount, when = x["quantity"], x["deadline"]
        if amount:
            assert amount["comparator"] in COMPARATORS, x
            assert (amount["comparator"] == "range") == (amount["upper"] is not None), x
        if when:
            assert len([k for k in WHEN if when.get(k)]) == 1, x
            assert not when["date"] or date.fromisoformat(when["date"]), x
