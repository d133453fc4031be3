"""What is read where two characters look alike: answers of a recogniser are made up step by step."""

from __future__ import annotations

import numpy as np
import pytest

from policyparse.ocr.choose import Labels, read_answer

LABELS = Labels(["", *"万cno=~海教发字〔〕[]（）_号年月份为，,；;：:。.一—-0123456789%、于予子"])


def answer(*seen: str | dict[str, float]) -> np.ndarray:
    """An answer in which each character is seen at one step, with an empty step after it."""
    rows = []
    for one in seen:
        for c in one if isinstance(one, str) else [one]:
            row = np.zeros(len(LABELS.texts), np.float32)
            for text, likely in {c: 0.99}.items() if isinstance(c, str) else c.items():
                row[LABELS.numbers[text]] = likely
            rows += [row, np.eye(len(LABELS.texts), dtype=np.float32)[0]]
    return np.array(rows)


def read(*seen: str | dict[str, float]) -> str:
    return "".join(letter.text for letter in read_answer(answer(*seen), LABELS))


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (["海教发", {"[": 0.5, "〔": 0.1}, "2021〕5号"], "海教发〔2021〕5号"),
        (["海教发〔2021", {"]": 0.6, "〕": 0.3}, {"_": 0.5}, "15号"], "海教发〔2021〕15号"),
        (["海教发.〔2021〕.15号"], "海教发〔2021〕15号"),
        (["海教发（2021）5号"], "海教发（2021）5号"),  # it was printed so
        (["海教字", {"[": 0.5, "〔": 0.1}, "2021]年"], "海教字[2021]年"),  # no document number
    ],
)
def test_read_answer_chooses_the_brackets_of_a_document_number(seen: list[str | dict[str, float]], text: str) -> None:
    assert read(*seen) == text


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (["2021", {"一": 0.5, "—": 0.4}, "2025年"], "2021—2025年"),
        (["2021", {"一": 0.9, "-": 0.05}, "2025年"], "2021—2025年"),
        (["2021一2025年"], "2021一2025年"),  # the network holds nothing else possible
        ([{"一": 0.6, "-": 0.3}, "12", {"一": 0.6, "-": 0.3}], "—12—"),
        (["为", {"一": 0.6, "—": 0.3}, "5"], "为一5"),
    ],
)
def test_read_answer_chooses_a_dash_between_figures(seen: list[str | dict[str, float]], text: str) -> None:
    assert read(*seen) == text


def test_read_answer_counts_both_widths_of_a_mark_together() -> None:
    assert read("海", {"：": 0.36, ":": 0.08, "；": 0.26, ";": 0.28}, "教") == "海;教"
    assert read("海", {"：": 0.36, ":": 0.28, "；": 0.26}, "教") == "海：教"


@pytest.mark.parametrize(("seen", "text"), [(".24800", "24800"), (".5%", ".5%"), ("年.248", "年.248")])
def test_read_answer_takes_no_speck_for_the_point_before_a_figure(seen: str, text: str) -> None:
    assert read(seen) == text


def test_read_answer_keeps_two_alike_apart_only_by_an_empty_step() -> None:
    row = np.eye(len(LABELS.texts), dtype=np.float32)[LABELS.numbers["5"]]
    empty = np.eye(len(LABELS.texts), dtype=np.float32)[0]
    letters = read_answer(np.array([row, row, empty, row]), LABELS)
    assert [(letter.text, letter.step) for letter in letters] == [("5", 0), ("5", 3)]
    assert read_answer(np.array([empty]), LABELS) == []


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (["3万", {"一": 0.6, "—": 0.3}, "5万"], "3万—5万"),
        (["年3万", {"一": 0.6, "—": 0.3}], "年3万—"),
        (["为万", {"一": 0.6, "—": 0.3}], "为万一"),
        ([{"=": 0.6, "-": 0.3}, "3", {"~": 0.6, "—": 0.3}], "—3—"),
        (["海.cn", {"o": 0.6, "。": 0.1}], "海.cn。"),
        (["海.cn", {"o": 0.6}], "海.cno"),
        (["2612", "."], "2612"),
        (["12", "."], "12."),
        ([".", "9.55"], "9.55"),
    ],
)
def test_read_answer_chooses_by_what_stands_around(seen: list[str | dict[str, float]], text: str) -> None:
    assert read(*seen) == text
