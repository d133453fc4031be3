"""Time grows with the length of a sentence, not with its square: ratios of processor time, the best of several runs."""
from __future__ import annotations

import time

import pytest

import policyparse as pp
from policyparse.targets.sentences import depths, sentences

TWICE = 2.4
"""Twice as long may take twice as much and a fifth more."""


def seconds(text: str) -> float:
    start = time.process_time()
    pp.extract(f"各县要抓好落实，{text}建设20个基地。")
    return time.process_time() - start


@pytest.mark.parametrize(
    "unit",
    ["建设20个基地", "增长10%达到20%", "基地20个、", "对达到100人的学校奖励5万元", "2025年、", "建设20个基地，"],
)
def test_time_for_a_sentence_grows_with_its_length(unit: str) -> None:
    short, long = unit * (2_000 // len(unit)), unit * (4_000 // len(unit))
    seconds(short)
    tries = []
    for _ in range(6):  # a busy machine may spoil some
        tries.append((seconds(long), seconds(short)))
        took, little = (min(x) for x in zip(*tries, strict=True))
        if took < TWICE * little:
            return
    pytest.fail(f"seconds for 4,000 and for 2,000 characters: {tries}")


@pytest.mark.parametrize("text", ["（" * 20_000, "）" * 20_000, "（" * 10_000 + "）" * 10_000, "（”" * 10_000, "“》" * 10_000])
def test_brackets_without_end_take_no_time(text: str) -> None:
    seconds("")
    assert min(seconds(text) for _ in range(3)) < 1.0


def test_a_sentence_is_cut_where_it_is_longer_than_any() -> None:
    text = f"{'甲' * 700}；{'乙' * 500}，{'丙' * 2_100}。丁"
    cut = sentences(text)
    assert [text[a:b] for a, b in cut] == ["甲" * 700, "乙" * 500, "丙" * 1_000, "丙" * 1_000, "丙" * 100, "丁"]


def test_brackets_in_brackets_are_counted() -> None:
    assert depths("甲（乙“丙”）丁（") == (0, 1, 1, 2, 2, 2, 1, 0, 0)
