"""Dates, limits and recurrences; reckoned from the notice's date."""
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.targets.deadlines import deadlines_of, find_deadlines
from policyparse.targets.when import When

ISSUED = date(2022, 3, 20)


def one(text: str) -> When:
    [when] = find_deadlines(text, ISSUED)
    return when


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("到2025年", "2025-12-31"),
        ("2022年6月底前", "2022-06-30"),
        ("2024年2月底前", "2024-02-29"),
        ("2022年9月10日前", "2022-09-10"),
        ("2022年9月10日（周六）前", "2022-09-10"),
        ("2024年4月中旬前", "2024-04-20"),
        ("2025年底", "2025-12-31"),
        ("2027年前", "2027-12-31"),
        ("二〇二五年底前", "2025-12-31"),
        ("“十四五”末", "2025-12-31"),
        ("“十四五”期间", "2025-12-31"),
        ("十五五期间", "2030-12-31"),
        ("2021—2023年", "2023-12-31"),
        ("2021年至2023年", "2023-12-31"),
        ("2022年4月—8月", "2022-08-31"),
        ("3月1日至4月15日", "2022-04-15"),
        ("2022年上半年", "2022-06-30"),
        ("今年下半年", "2022-12-31"),
        ("今年年底前", "2022-12-31"),
        ("明年6月底前", "2023-06-30"),
        ("次年1月31日前", "2023-01-31"),
        ("2022年第三季度", "2022-09-30"),
        ("第三季度", "2022-09-30"),
        ("2023年秋季学期", "2023-09-01"),
        ("2023年初", "2023-03-31"),
        ("4月15日前", "2022-04-15"),
        ("9月底前", "2022-09-30"),
        ("7月上旬", "2022-07-10"),
        ("12月31日17:00前", "2022-12-31"),
        ("年底前", "2022-12-31"),
        ("年内", "2022-12-31"),
        ("本月底前", "2022-03-31"),
        ("下月10日前", "2022-04-10"),
    ],
)
def test_last_day_of_what_is_named(text: str, day: str) -> None:
    when = one(text)
    assert (str(when.date), when.begins) == (day, False)


@pytest.mark.parametrize(
    ("text", "every", "day"),
    [
        ("每年12月底前", "year", "12-31"),
        ("每年7月30日前", "year", "07-30"),
        ("每年", "year", None),
        ("每学年", "year", None),
        ("每学期", "half-year", None),
        ("每半年", "half-year", None),
        ("每季度末", "quarter", None),
        ("每季度结束后10日内", "quarter", None),
        ("于每季度结束后10日内", "quarter", None),
        ("每月5日前", "month", None),
        ("每周", "week", None),
        ("每个工作日", "day", None),
        ("逐年", "year", None),
    ],
)
def test_recurrences(text: str, every: str, day: str | None) -> None:
    when = one(text)
    assert (when.recurrence, when.month_day, when.date, when.end) == (every, day, None, len(text))


def test_a_second_date_of_a_yearly_duty_comes_round_too() -> None:
    first, second = find_deadlines("每年3月底前报送计划、11月底前报送总结", ISSUED)
    assert (first.month_day, second.month_day, second.recurrence, second.date) == ("03-31", "11-30", "year", None)


def test_the_year_after_in_rules_without_a_date_comes_round() -> None:
    [when] = find_deadlines("应当于次年2月底前报送", None)
    assert (when.recurrence, when.month_day) == ("year", "02-28")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("15个工作日内", 15, "工作日"),
        ("自印发之日起30日内", 30, "日"),
        ("三个月内", 3, "个月"),
        ("五年内", 5, "年"),
        ("24小时以内", 24, "小时"),
        ("自公告之日起3个交易日内", 3, "交易日"),
        ("于会后5日内", 5, "日"),
        ("限期30日内", 30, "日"),
        ("2—3年内", 3, "年"),
        ("用3年左右时间", 3, "年"),
        ("收到申请后当日", 0, "日"),
        ("收到申请后次日", 1, "日"),
    ],
)
def test_time_limits(text: str, value: int, unit: str) -> None:
    within = one(text).within
    assert within is not None
    assert (within.value, within.unit) == (value, unit)


@pytest.mark.parametrize("text", ["自2022年5月1日起", "2023年以来", "2025年起", "从2024年开始"])
def test_a_start_is_no_deadline(text: str) -> None:
    assert one(text).begins


@pytest.mark.parametrize(("text", "bare"), [("2019年修订", True), ("2022年5月4日举行", True), ("到2019年", False), ("2019年底", False)])
def test_a_year_alone_is_bare(text: str, bare: bool) -> None:
    assert one(text).bare is bare


@pytest.mark.parametrize("text", ["2022年13月前", "2022年2月30日前", "近三年", "前3年内", "第2年内", "2019度", "1月32日前"])
def test_no_time(text: str) -> None:
    assert [w for w in find_deadlines(text, ISSUED) if not w.bare] == []


@pytest.mark.parametrize(
    "text",
    [
        "能耗比2020年下降10%",
        "在2020年基础上提高5个百分点",
        "与2020年同期相比增加",
        "落实《三年行动计划（2021—2023年）》",
        "审批时限压缩至3个工作日内",
        "办理时间控制在5日以内",
        "7日内的申请",
    ],
)
def test_times_that_are_no_deadlines(text: str) -> None:
    assert not deadlines_of(text, ISSUED, None)


def test_a_month_without_year_takes_the_one_named_last() -> None:
    assert [str(w.date) for w in find_deadlines("2023年5月底前报计划，10月底前报总结", ISSUED)] == ["2023-05-31", "2023-10-31"]


def test_a_year_that_says_which_works_lends_no_year_that_is_over() -> None:
    assert str(find_deadlines("2021年度工程于4月底前完工", date(2022, 1, 20))[-1].date) == "2022-04-30"


def test_a_month_long_past_means_the_next_year() -> None:
    [when] = find_deadlines("2月10日前", date(2022, 11, 20))
    assert str(when.date) == "2023-02-10"


def test_without_any_year_only_the_day_is_known() -> None:
    [when] = find_deadlines("3月15日前", None)
    assert (when.date, when.month_day, when.dated) == (None, "03-15", False)


@given(st.text(alphabet="到自在每第年月日底前内末起0123456789一二三十—至“”五个工作季度周后半上下旬（）", max_size=24))
def test_times_stand_in_order_and_do_not_overlap(text: str) -> None:
    at = 0
    for when in find_deadlines(text, ISSUED):
        assert at <= when.start < when.end <= len(text)
        at = when.end
