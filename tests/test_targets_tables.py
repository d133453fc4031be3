"""Tables of tasks and indicators, lines below a clause, and the component for spaCy."""
from __future__ import annotations

import pytest

import policyparse as pp
from policyparse.records import Notice, Target

HEAD = "<p>关于印发2024年重点任务分工方案的通知</p><p>各县（区）人民政府：</p><p>一、总体要求</p><p>做好各项工作。</p>"
FOOT = "<p>某市人民政府办公室</p><p>2024年3月1日</p>"


def parse(*rows: tuple[str, ...]) -> Notice:
    """A web page with one table."""
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><body><div>{HEAD}<table>{cells}</table>{FOOT}</div></body></html>"
    return pp.parse(page.encode(), pp.Options())


def told(target: Target) -> tuple[object, ...]:
    q, d = target.quantity, target.deadline
    return target.action, target.object, q and (q.value, q.unit, q.comparator), d and d.date


TASKS = (
    ("序号", "工作任务", "牵头单位", "责任单位", "完成时限"),
    ("1", "新建公办幼儿园12所，新增学位3600个。", "市教育局", "市财政局，各县（区）人民政府", "2024年10月底前"),
    ("2", "出台养老服务条例实施细则。", "市民政局", "", "6月底"),
)


def test_a_row_of_a_task_table_gives_its_targets() -> None:
    assert [told(x) for x in parse(*TASKS).targets] == [
        ("新建", "公办幼儿园", (12, "所", "eq"), "2024-10-31"),
        ("新增", "学位", (3600, "个", "eq"), "2024-10-31"),
        ("出台", "养老服务条例实施细则", None, "2024-06-30"),
    ]


def test_a_row_of_a_task_table_gives_its_assignments() -> None:
    given = [(x.role, [body.raw for body in x.bodies]) for x in parse(*TASKS).assignments]
    assert given == [("lead", ["市教育局"]), ("support", ["市财政局", "各县（区）人民政府"]), ("lead", ["市民政局"])]


def test_spans_of_a_row_name_its_cells() -> None:
    notice = parse(*TASKS)
    for target in notice.targets:
        words = "".join(notice.text[s.start : s.end] for s in target.evidence.spans)
        assert words.replace("\n", "") == target.evidence.text


def test_a_row_of_an_indicator_table_gives_what_is_to_be_reached() -> None:
    notice = parse(
        ("指标名称", "单位", "2023年", "2025年", "属性"),
        ("城镇化率", "%", "52.1", "60左右", "预期性"),
        ("1.森林覆盖率（%）", "", "31", "≥33", "约束性"),
        ("城市绿道", "公里", "120", "1,500", "预期性"),
        ("空气质量", "—", "—", "完成国家任务", "约束性"),
    )
    assert [told(x) for x in notice.targets] == [
        (None, "城镇化率", (60, "%", "approx"), "2025-12-31"),
        (None, "森林覆盖率", (33, "%", "ge"), "2025-12-31"),
        (None, "城市绿道", (1500, "公里", "eq"), "2025-12-31"),
    ]


def test_another_table_gives_nothing() -> None:
    assert not parse(("姓名", "单位", "数量"), ("张某", "某校", "建设10个中心")).targets


def test_an_indicator_table_set_in_plain_lines() -> None:
    notice = pp.parse(
        "关于印发实施方案的通知\n各县（区）人民政府：\n一、总体目标\n主要指标如下。\n序号 指标名称 单位 2023年 2025年\n"
        "1 快递通达率 % 71 95\n2 物流中心 个 — 60\n二、工作要求\n加强领导。\n某市商务局\n2024年3月1日\n"
    )
    assert [told(x)[1:] for x in notice.targets] == [
        ("快递通达率", (95, "%", "eq"), "2025-12-31"),
        ("物流中心", (60, "个", "eq"), "2025-12-31"),
    ]


LINES = """关于印发重点任务的通知
各县（区）人民政府：
一、重点任务
（一）制定完善地方标准。
牵头部门：市市场监管局
完成时限：2024年6月底
（二）培训护理员600人次。
责任单位：市民政局
完成时限：2024年10月底前
（三）开展专项检查。（责任单位：市应急局；完成时限：2024年9月30日前）
某市人民政府办公室
2024年3月1日
"""


def test_lines_below_a_clause_date_its_task() -> None:
    targets = pp.parse(LINES).targets
    assert [(x.object, x.deadline and (x.deadline.date, x.deadline.source)) for x in targets] == [
        ("地方标准", ("2024-06-30", "clause")),
        ("护理员", ("2024-10-31", "clause")),
        ("专项检查", ("2024-09-30", "clause")),
    ]


def test_lines_below_a_clause_say_who_answers_for_it() -> None:
    assert [[b.raw for b in x.bodies] for x in pp.parse(LINES).targets] == [["市市场监管局"], ["市民政局"], ["市应急局"]]


@pytest.mark.parametrize("text", ["到2025年，新建公办幼儿园12所，入园率达到93%以上。", "", "加强领导。"])
def test_spacy_component_gives_what_extract_gives(text: str) -> None:
    import spacy

    import policyparse.pipes  # noqa: F401  (its entry points may be of another checkout)

    nlp = spacy.blank("zh")
    nlp.add_pipe("policy_targets")
    doc = nlp(text)
    found = pp.extract(text) if text else ()
    assert doc.user_data["policy_targets"] == found
    assert [(s.text, s.label_) for s in doc.spans["policy_targets"]] == [(x.evidence.text, x.kind) for x in found]
