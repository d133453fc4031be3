"""What a target is about, what is done to it, and over what its quantity is distributed."""
from __future__ import annotations

import pytest

from policyparse import extract

Row = tuple[str | None, str | None, float | None, str | None]


def rows(text: str) -> list[Row]:
    """Action, object, value and distribution of each target."""
    return [(t.action, t.object, t.quantity and float(t.quantity.value), t.quantity and t.quantity.per) for t in extract(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各县（区）每年开展农产品质量例行监测不少于4次。", [("开展", "农产品质量例行监测", 4, "县（区）")]),
        ("市林业局每年抽查项目的比例不低于15%。", [(None, "抽查项目的比例", 15, None)]),
        ("校长、教研员每年参加培训不少于60学时。", [("参加", "培训", 60, None)]),
        ("县级图书馆每周开放时间不少于50小时。", [(None, "县级图书馆每周开放时间", 50, None)]),
    ],
)
def test_targets_objects_leave_out_who_acts(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省级绿色矿山每两年复核一次。", [("复核", "省级绿色矿山", 1, "两年")]),
        ("公交车辆每运行2小时消毒一次。", [(None, "消毒", 1, "2小时")]),
        ("优秀案例每所学校推荐不超过3个。", [("推荐", "优秀案例", 3, "学校")]),
        ("巡护轨迹每日上传一次。", [("上传", "巡护轨迹", 1, None)]),
        ("放映公益电影每村每月1场。", [("放映", "公益电影", 1, "村")]),
        ("租赁补贴按每人每平方米每月12元发放。", [("发放", "租赁补贴", 12, "人·平方米·月")]),
        ("普惠性托育机构按每托位每年800元补助。", [("补助", "普惠性托育机构", 800, "托位·年")]),
    ],
)
def test_targets_objects_stand_before_every(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "管护补助按每年每公里干渠2万元、支渠8000元。",
            [(None, "干渠", 20000, "年·公里"), (None, "支渠", 8000, "年·公里")],
        ),
        (
            "按照一等奖5000元、二等奖3000元的标准给予奖励。",
            [(None, "一等奖", 5000, None), ("给予", "二等奖", 3000, None)],
        ),
        (
            "从专项资金中按初级每人800元、中级每人1200元标准补贴。",
            [(None, "初级", 800, "人"), ("补贴", "中级", 1200, "人")],
        ),
        ("入选国家级的一次性奖励50万元、省级的奖励20万元。", [
            ("一次性奖励", "入选国家级", 500000, None), ("奖励", "省级", 200000, None),
        ]),
        ("单站充电桩不少于6个。", [(None, "充电桩", 6, "站")]),
    ],
)
def test_targets_objects_of_sums_in_a_row(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_targets_objects_inherit_what_is_built_not_whom_it_serves() -> None:
    found = rows("改造老旧小区80个，惠及居民2万户，2030年底前完工70%以上。")
    assert [what for _, what, _, _ in found] == ["老旧小区", "老旧小区", "居民"]


def test_targets_objects_are_no_measure_of_a_choice() -> None:
    assert [what for _, what, _, _ in rows("保障性住房建筑面积以不超过70平方米为主。")] == ["保障性住房建筑面积"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市住建局应当会同市水务局编制排水专项规划，每五年修编一次。", [("修编", "排水专项规划", 1, "五年")]),
        ("对集中连片50亩以上的果园实施标准化改造，年底前完成3000亩。", [("完成", "集中连片50亩以上的果园", 3000, None)]),
        ("改造泵站18座，2030年6月底前完成首批5座。", [("改造", "泵站", 18, None), ("完成", "泵站", 5, None)]),
        ("建设书屋60座，受益群众3万人，每镇不少于2座。", [
            ("建设", "书屋", 60, None), (None, "书屋", 2, "镇"), ("受益", "群众", 30000, None),
        ]),
        ("培训班为期5天，每期培训80人。", [("培训", None, 80, "期")]),
    ],
)
def test_targets_objects_named_before_are_taken_from_there(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected
