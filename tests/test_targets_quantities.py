"""Numbers with unit, comparator, range and distribution."""
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyparse.targets.distribution import distribution
from policyparse.targets.quantities import Amount, find_amounts


def one(text: str) -> Amount:
    [amount] = find_amounts(text)
    return amount


def raw(text: str) -> list[str]:
    return [text[x.start : x.end] for x in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("建设12个", 12, "个"),
        ("5000万元", 50000000, "元"),
        ("95%", 95, "%"),
        ("0.5‰", 0.5, "‰"),
        ("3个百分点", 3, "个百分点"),
        ("七成", 70, "%"),
        ("1200千瓦时", 1200, "千瓦时"),
        ("50万吨标准煤", 500000, "吨标准煤"),
        ("35微克", 35, "微克"),
        ("8个学分", 8, "学分"),
        ("20个工作日", 20, "工作日"),
        ("一台（套）", 1, "台（套）"),
        ("3万人次", 30000, "人次"),
    ],
)
def test_value_and_unit(text: str, value: float, unit: str) -> None:
    amount = one(text)
    assert (float(amount.value), amount.unit, amount.comparator) == (value, unit, "eq")


@pytest.mark.parametrize(
    ("text", "comparator", "words"),
    [
        ("招聘不少于60名", "ge", "不少于60名"),
        ("不得低于80%", "ge", "不得低于80%"),
        ("至少3次", "ge", "至少3次"),
        ("60名以上", "ge", "60名以上"),
        ("60名及以上", "ge", "60名及以上"),
        ("不超过5%", "le", "不超过5%"),
        ("最高10万元", "le", "最高10万元"),
        ("5%以下", "le", "5%以下"),
        ("30人以内", "le", "30人以内"),
        ("超过200家", "gt", "超过200家"),
        ("突破3万户", "gt", "突破3万户"),
        ("200余家", "gt", "200余家"),
        ("低于10%", "lt", "低于10%"),
        ("约40所", "approx", "约40所"),
        ("40所左右", "approx", "40所左右"),
        ("至少建设10个", "ge", "10个"),
        ("最多推荐3个", "le", "3个"),
        ("不低于设备总投资的30%", "ge", "不低于设备总投资的30%"),
        ("法定时限的40%", "eq", "40%"),
    ],
)
def test_comparators(text: str, comparator: str, words: str) -> None:
    assert (one(text).comparator, raw(text)) == (comparator, [words])


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10—15家", 10, 15, "家"),
        ("10至15家", 10, 15, "家"),
        ("3—5万元", 30000, 50000, "元"),
        ("3万元至5万元", 30000, 50000, "元"),
        ("8000—1万元", 8000, 10000, "元"),
        ("0.5%-1.5%", 0.5, 1.5, "%"),
        ("一两项", 1, 2, "项"),
    ],
)
def test_ranges(text: str, low: float, high: float, unit: str) -> None:
    amount = one(text)
    assert (float(amount.value), float(amount.upper or 0), amount.unit) == (low, high, unit)
    assert amount.comparator == "range"


@pytest.mark.parametrize(
    ("text", "per"), [("500元/人", "人"), ("500元/人·年", "人·年"), ("80元每课时", "课时"), ("35微克/立方米", None), ("500元", None)]
)
def test_what_stands_after_a_slash(text: str, per: str | None) -> None:
    assert one(text).per == per


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每县建设", "县"),
        ("每个乡镇至少", "乡镇"),
        ("每人每月补贴", "人·月"),
        ("每3个村设", "3个村"),
        ("每个给予", "个"),
        ("平均每校配备", "校"),
        ("每千人口拥有", "千人口"),
        ("每千人口床位数", "千人口"), ("每招用1人", "人"), ("每个乡镇（街道）", "乡镇（街道）"),
        ("建设", None),
    ],
)
def test_distribution(text: str, per: str | None) -> None:
    assert distribution(text) == per


@pytest.mark.parametrize(
    ("text", "first", "comparator"), [("师生比不高于1:18", 1, "le"), ("按照1∶2的比例配套", 1, "eq"), ("车桩比达到2.5:1", 2.5, "eq")]
)
def test_a_bare_ratio_has_no_unit(text: str, first: float, comparator: str) -> None:
    amount = one(text)
    assert (float(amount.value), amount.unit, amount.comparator) == (first, None, comparator)


@pytest.mark.parametrize(("text", "growth"), [("产值翻一番", 100), ("产值翻两番", 300)])
def test_doubling_is_growth(text: str, growth: int) -> None:
    assert (one(text).value, one(text).unit) == (growth, "%")


@pytest.mark.parametrize("text", ["上午8:30开会", "第3条", "2018年度", "5条例", "编号1200", "3人才", "2023年"])
def test_no_quantity(text: str) -> None:
    assert raw(text) == []


@given(st.text(alphabet="建设不少于超过至少每个人元万亿年%0123456789.,:—-以上以内左右（）/三十", max_size=24))
def test_amounts_stand_in_order_and_inside(text: str) -> None:
    for x in find_amounts(text):
        assert 0 <= x.start <= x.number_at < x.end <= len(text)
