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
            "到2026年，床位达到100张，护士达到60名；到2030年，床位、护士分别达到200张、90名。",  # counted before
            [
                ("床位", 100, "eq", "2026-12-31"),
                ("护士", 60, "eq", "2026-12-31"),
                ("床位", 200, "eq", "2030-12-31"),
                ("护士", 90, "eq", "2030-12-31"),
            ],
        ),
        (
            "“直通车”事项办结率、群众满意率分别保持在97%、95%以上。",
            [("“直通车”事项办结率", 97, "ge", None), ("群众满意率", 95, "ge", None)],
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


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (
            "分别于2024年12月底前、2026年12月底前开展中期评估和总结评估。",
            [("中期评估", "2024-12-31"), ("总结评估", "2026-12-31")],
        ),
        (
            "分别于2024年6月、9月、12月底前完成方案编制、项目招标、主体施工。",
            [("方案编制", "2024-06-30"), ("项目招标", "2024-09-30"), ("主体施工", "2024-12-31")],
        ),
        (
            "市县两级分别于2024年3月底前、4月底前出台实施方案、工作细则。",
            [("实施方案", "2024-03-31"), ("工作细则", "2024-04-30")],
        ),
        ("各校分别于2024年5月底前、10月底前完成教学检查。", [("教学检查", "2024-10-31")]),  # one task, twice
        ("2024年5月底前、10月底前完成摸底和整改。", [("摸底和整改", "2024-10-31")]),
    ],
)
def test_dates_are_dealt_out_to_tasks(text: str, tasks: list[tuple[str, str]]) -> None:
    assert [(t.object, t.deadline and t.deadline.date) for t in extract(text)] == tasks


def test_a_row_of_dates_is_one_time() -> None:
    [target] = extract("2024年5月底前、10月底前完成教学检查。")
    assert target.deadline is not None
    assert target.deadline.raw == "2024年5月底前、10月底前"


def test_values_are_dealt_out_to_months() -> None:
    found = extract("2024年6月、9月、12月底前分别完成投资30%、70%和100%。")
    assert [t.deadline and t.deadline.date for t in found] == ["2024-06-30", "2024-09-30", "2024-12-31"]
