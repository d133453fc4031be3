"""Values that are dealt out: 分别 over things, dates and comparators."""
from __future__ import annotations

import pytest

from policyparse import extract


def dealt(text: str) -> list[tuple[str | None, float | None, str | None, str | None]]:
    """Object, value, comparator and date of each target."""
    return [
        (t.object, t.quantity and float(t.quantity.value), t.quantity and t.quantity.comparator, t.deadline and t.deadline.date)
        for t in extract(text)
    ]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        (
            "小学入学率、初中入学率分别达到99.5%和98%。",
            [("小学入学率", 99.5, "eq", None), ("初中入学率", 98, "eq", None)],
        ),
        (
            "网络普及率、住房集中供暖率分别提高到88%、92%以上。",  # 及 is part of a word
            [("网络普及率", 88, "ge", None), ("住房集中供暖率", 92, "ge", None)],
        ),
        (
            "打造6个国家级、20个省级、90个市级创新平台。",
            [("创新平台", 6, "eq", None), ("创新平台", 20, "eq", None), ("市级创新平台", 90, "eq", None)],
        ),
        (
            "高校、高职院校分别新增12所、30所。",
            [("高校", 12, "eq", None), ("高职院校", 30, "eq", None)],
        ),
        (
            "水稻种植、收获机械化率分别达到70%和80%。",  # the first half is no rate by itself
            [("水稻种植、收获机械化率", 70, "eq", None), ("水稻种植、收获机械化率", 80, "eq", None)],
        ),
        (
            "到2026年和2031年，居民健身达标率分别不低于40%和45%。",
            [("居民健身达标率", 40, "ge", "2026-12-31"), ("居民健身达标率", 45, "ge", "2031-12-31")],
        ),
        (
            "到2026年和2031年，经常锻炼人数比例达到40%以上和45%以上。",  # two dates, two values
            [("经常锻炼人数比例", 40, "ge", "2026-12-31"), ("经常锻炼人数比例", 45, "ge", "2031-12-31")],
        ),
        (
            "发病率和病死率分别下降10%和15%左右。",
            [("发病率", 10, "approx", None), ("病死率", 15, "approx", None)],
        ),
        (
            "发病率和病死率均下降10%。",
            [("发病率和病死率", 10, "eq", None)],
        ),
    ],
)
def test_values_are_dealt_out(text: str, targets: list[tuple[str | None, float, str, str | None]]) -> None:
    assert dealt(text) == targets


def test_sharers_are_dealt_out() -> None:
    found = extract("到2026年，每千名老人、每万名老人拥有护理员分别达到5人、40人。")
    assert [(t.quantity and t.quantity.per, t.quantity and t.quantity.raw) for t in found] == [("千名老人", "5人"), ("万名老人", "40人")]
