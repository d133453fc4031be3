"""What numerals, quantities and times mean: the tables of `normalisation/`, one case a row."""
from __future__ import annotations

from datetime import date
from time import process_time

import pytest

import policyparse as pp
from normalisation_tables import (
    cases,
    read_doers,
    read_numeral,
    read_quantity,
    read_repair,
    read_sentence,
    read_time,
    timed,
    whole,
)
from policyparse.targets.deadlines import deadlines_of, find_deadlines
from policyparse.targets.mending import mend
from policyparse.targets.quantities import find_amounts
from policyparse.targets.time_words import MUST_HOLD, PATTERNS
from policyparse.view import fold


@pytest.mark.parametrize(("text", "value"), cases("numerals"))
def test_numerals(text: str, value: str) -> None:
    assert read_numeral(text) == value


@pytest.mark.parametrize(("text", "value", "unit", "comparator", "per"), cases("quantities"))
def test_quantities(text: str, value: str, unit: str, comparator: str, per: str) -> None:
    assert read_quantity(text) == (("-",) if value == "-" else (value, unit, comparator, per))


@pytest.mark.parametrize(("sentence", "per"), cases("per"))
def test_per(sentence: str, per: str) -> None:
    assert [(x.quantity and x.quantity.per) or "-" for x in pp.extract(sentence)] == [per]


@pytest.mark.parametrize(("sentence", "targets"), [*cases("sentences"), *cases("moods")])
def test_sentences(sentence: str, targets: str) -> None:
    assert read_sentence(sentence) == targets


@pytest.mark.parametrize(("sentence", "targets"), cases("doers"))
def test_who_does_what_by_when(sentence: str, targets: str) -> None:
    assert read_doers(sentence) == targets


@pytest.mark.parametrize(("text", "issued", "wanted"), [row for row in timed() if row[2] not in ("from", "none")])
def test_deadlines(text: str, issued: date | None, wanted: str) -> None:
    assert read_time(text, issued) == wanted


@pytest.mark.parametrize("name", PATTERNS)
def test_each_time_holds_a_word_that_it_is_searched_for_by(name: str) -> None:
    found = {m[0] for text, _, _ in timed() for m in PATTERNS[name].finditer(fold(text))}
    assert found
    assert [text for text in found if not any(word in text for word in MUST_HOLD[name])] == []


@pytest.mark.parametrize(("text", "issued"), [row[:2] for row in timed() if row[2] in ("from", "none")])
def test_no_deadline(text: str, issued: date | None) -> None:
    assert all(when.begins or when.bare or when.is_open for when in deadlines_of(fold(text), issued, None))


@pytest.mark.parametrize(("text", "before", "after"), cases("repairs"))
def test_broken_numbers(text: str, before: str, after: str) -> None:
    assert read_repair(text) == ([] if before == "-" else [(before, after)])
    assert mend(whole(text))[0].text == whole(text if before == "-" else text.replace(before, after)).text


def test_a_broken_number_leaves_a_repair_and_its_words_stay() -> None:
    text = "关于做好有关工作的通知\n一、主要任务\n到2 O25年，建设幼儿园1O所，投入3。5万元。\n"
    notice = pp.parse(text)
    assert [(x.kind, x.before, x.after) for x in notice.repairs] == [
        ("number-normalised", "2 O25", "2025"), ("number-normalised", "1O", "10"), ("number-normalised", "3。5", "3.5")
    ]
    assert [(str(x.quantity.value), x.quantity.raw) for x in notice.targets if x.quantity] == [("10", "1O所"), ("35000", "3。5万元")]
    assert {x.deadline.date for x in notice.targets if x.deadline} == {"2025-12-31"}


@pytest.mark.parametrize("piece", ["1", "一", "1,234,", "至1", "一1", "2022年", "2022-", "每3", "十", "半", "自1", "1.", "翻", "“", "O", "1 ", "l.", "1。"])
def test_hostile_rows_are_read_in_no_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = process_time()
    list(find_amounts(text))
    find_deadlines(text, date(2022, 3, 20))
    mend(whole(text))
    assert process_time() - begin < 4
