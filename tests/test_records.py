"""Records in a user's hands: what is printed of them, how one is had, what cannot be changed."""
from __future__ import annotations

import copy
import pickle

import pytest
from pydantic import ValidationError

from factories import make_notice, make_target
from policyparse import extract
from policyparse.records import Clauses, Notice, Targets


def test_records_print_what_they_hold_and_not_where_it_stood() -> None:
    printed = repr(make_target(object=None))
    assert "action='建设'" in printed and "value=Decimal('20')" in printed
    assert "spans" not in printed and "object" not in printed


def test_records_print_false_and_zero() -> None:
    assert "confidence=0.0" in repr(make_target(confidence=0.0))


def test_targets_print_a_line_each() -> None:
    assert repr(make_notice().targets) == "1 target\n  t1 一/（一） | 建设 <基地> | 20 个 | 2025-12-31 | 省教育厅*"


def test_clauses_print_a_line_each() -> None:
    lines = repr(make_notice().clauses).splitlines()
    assert lines[0] == "2 clauses"
    assert lines[2].startswith("  c2 一/（一）  ")


def test_a_long_list_prints_its_beginning() -> None:
    lines = repr(Targets(make_target(id=f"t{n}") for n in range(1, 51))).splitlines()
    assert len(lines) == 42
    assert lines[-1] == "  … and 10 more; .to_frame() has them all"


def test_a_target_is_had_by_its_id() -> None:
    assert make_notice().targets["t1"].object == "<基地>"
    with pytest.raises(KeyError, match="no target has the id 't9'; there are t1 to t1"):
        make_notice().targets["t9"]


def test_a_stretch_of_a_list_is_such_a_list() -> None:
    notice = make_notice()
    assert isinstance(notice.targets[:1], Targets) and isinstance(notice.clauses[1:], Clauses)
    assert notice.targets[:1].to_frame().clause_path[0] == "一/（一）"


def test_targets_of_a_sentence_make_a_frame() -> None:
    assert extract("到2025年，新建公办幼儿园12所。").to_frame()[["object", "value"]].values.tolist() == [["公办幼儿园", 12.0]]


def test_a_record_says_how_it_is_changed() -> None:
    with pytest.raises(ValidationError) as caught:
        make_target().action = "新建"
    assert caught.value.__notes__ == [
        "Records are frozen; record.model_copy(update={'action': …}) gives another with that change."
    ]


def test_completion_offers_no_name_of_pydantic_1() -> None:
    names = set(dir(make_notice()))
    assert {"targets", "to_markdown", "model_dump_json"} <= names
    assert not {"dict", "json", "parse_raw", "schema"} & names


@pytest.mark.parametrize(
    "again",
    [
        lambda notice: pickle.loads(pickle.dumps(notice)),
        copy.copy,
        copy.deepcopy,
        lambda notice: Notice.model_validate(notice.model_dump()),
        lambda notice: Notice.model_validate(notice.model_dump(mode="json")),
    ],
)
def test_a_notice_survives_a_round_trip(again: object) -> None:
    notice = make_notice()
    other = again(notice)
    assert other == notice and hash(other) == hash(notice)
    assert other.clauses["一/（一）"].targets == notice.clauses["一/（一）"].targets


@pytest.mark.parametrize("value", [9, 0.5])
def test_a_changed_quantity_is_written_as_a_number(value: float) -> None:
    quantity = make_target().quantity
    assert quantity is not None
    assert quantity.model_copy(update={"value": value}).model_dump(mode="json")["value"] == value
