"""Merging what a reader corrected into a notice."""
from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from factories import make_notice, make_target, span
from policyparse import cli
from policyparse.corrections.apply import apply
from policyparse.corrections.records import Corrections, read_corrections
from policyparse.errors import PolicyParseError
from policyparse.records import Assignment, Body, Deadline, Notice, Table, Within

FUNDS = "投入5000万元"
LEAD = {"name": "海州省教育厅", "role": "lead"}


def corrections(*given: dict[str, Any], sha256: str = "0" * 64) -> Corrections:
    return read_corrections(json.dumps({"schema_version": "1", "source": {"name": "a.txt", "sha256": sha256}, "corrections": given}))


def edit(field: str, before: Any, after: Any, record: str = "targets/t1") -> dict[str, Any]:
    return {"record": record, "action": "edit", "field": field, "before": before, "after": after}


def judged(record: str, action: str) -> dict[str, Any]:
    return {"record": record, "action": action}


def add(words: str = FUNDS, record: str = "targets/r1", clause_id: str | None = "c2") -> dict[str, Any]:
    """A target that was missed, at the first place of these words."""
    at = span(words).model_dump(mode="json")
    return {"record": record, "action": "add", "clause_id": clause_id, "text": words, "spans": [at]}


def assigned() -> Notice:
    """A notice with an assignment and a table."""
    lead = Assignment(clause_id="c2", role="lead", bodies=(Body(name="海州省教育厅", raw="省教育厅"),), spans=(span("任务"),))
    table = Table(caption="安排表", header_rows=1, rows=(("项目", "数量"), ("基地", "2O")), spans=(span("任务"),))
    return make_notice(assignments=(lead,), tables=(table,))


def applied(*given: dict[str, Any], to: Notice | None = None) -> Notice:
    return apply(to or make_notice(), corrections(*given))


def test_apply_of_nothing_changes_nothing() -> None:
    assert applied() == make_notice()


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("kind", "count", "ratio"),
        ("action", "建设", "建成"),
        ("object", "<基地>", None),
        ("quantity.value", 20, 25),
        ("quantity.value", 20, 12.5),
        ("quantity.upper", None, 30),
        ("quantity.comparator", "eq", "ge"),
        ("quantity.unit", "个", "所"),
        ("quantity.per", None, "县"),
        ("deadline.date", "2025-12-31", "2024-06-30"),
        ("deadline.recurrence", None, "year"),
        ("deadline.month_day", None, "07-30"),
        ("clause_id", "c2", "c1"),
        ("clause_id", "c2", None),
        ("bodies", [LEAD], [{"name": "海州省财政厅", "role": "support"}]),
        ("bodies", [LEAD], []),
    ],
)
def test_apply_edits_a_target(field: str, before: Any, after: Any) -> None:
    corrected = applied(edit(field, before, after))
    value: Any = corrected.targets[0].model_dump(mode="json")
    for name in field.split("."):
        value = value[name]
    assert (value if field != "bodies" else [{"name": b["name"], "role": b["role"]} for b in value]) == after
    assert corrected.targets[0].confidence == 1
    assert corrected.targets[0].evidence == make_target().evidence


@pytest.mark.parametrize(
    ("record", "field", "before", "after"),
    [
        ("header/issuers/0", "name", "海州省教育厅", "海州省教育厅办公室"),
        ("header/title", "text", "海州省教育厅关于建设基地的通知", "关于建设基地的通知"),
        ("footer/issue_date", "date", "2023-03-01", "2023-03-11"),
        ("clauses/c2", "heading", "建设基地。", "建设好基地。"),
    ],
)
def test_apply_edits_other_records(record: str, field: str, before: str, after: str) -> None:
    corrected = json.loads(applied(edit(field, before, after, record)).model_dump_json())
    part, *names = record.split("/")
    found = corrected[part][1] if part == "clauses" else corrected[part][names[0]]
    found = found[0] if isinstance(found, list) else found
    assert found[field] == after


@pytest.mark.parametrize(
    ("record", "field", "before", "after"),
    [
        ("assignments/0", "role", "lead", "support"),
        ("assignments/0", "clause_id", "c2", "c1"),
        ("assignments/0", "bodies", [{"name": "海州省教育厅", "role": None}], [{"name": "海州省财政厅", "role": None}]),
        ("tables/0", "caption", "安排表", "任务安排表"),
        ("tables/0", "header_rows", 1, 0),
        ("tables/0", "rows.1.1", "2O", "20"),
        ("tables/0", "rows.0.0", "项目", ""),
        ("header", "document_type", "通知", "意见"),
    ],
)
def test_apply_edits_assignments_tables_and_the_kind_of_document(record: str, field: str, before: Any, after: Any) -> None:
    corrected = applied(edit(field, before, after, record), to=assigned())
    value: Any = corrected.model_dump(mode="json")
    for name in f"{record}/{field.replace('.', '/')}".split("/"):
        value = value[int(name)] if isinstance(value, list) else value[name]
    assert ([{"name": b["name"], "role": b.get("role")} for b in value] if field == "bodies" else value) == after


def test_apply_rejects_an_assignment() -> None:
    assert applied(judged("assignments/0", "reject"), to=assigned()).assignments == ()


def test_apply_adds_a_target_in_its_place() -> None:
    said = [edit("kind", "count", "funding", "targets/r1"), edit("action", None, "投入", "targets/r1")]
    said += [edit("quantity.value", None, 50000000, "targets/r1"), edit("quantity.unit", None, "元", "targets/r1")]
    corrected = applied(add(), *said)
    assert [target.id for target in corrected.targets] == ["t1", "r1"]
    target = corrected.targets[1]
    assert (target.kind, target.action, target.clause_id, target.confidence) == ("funding", "投入", "c2", 1)
    assert target.quantity is not None
    assert (target.quantity.value, target.quantity.unit, target.quantity.comparator) == (Decimal(50000000), "元", "eq")
    assert (target.evidence.text, target.evidence.spans) == (FUNDS, (span(FUNDS),))
    assert corrected.clauses["c2"].targets == (corrected.targets[0], target)
    assert [(r.kind, r.before, r.after) for r in corrected.repairs] == [("review-added", "", FUNDS)]


def test_apply_adds_an_assignment_after_the_others() -> None:
    name = "assignments/r1"
    given = [add("建设基地", name), edit("role", "responsible", "support", name), edit("bodies", [], [{"name": "海州省财政厅", "role": None}], name)]
    corrected = applied(*given, edit("role", "lead", "responsible", "assignments/0"), to=assigned())
    first, second = corrected.assignments
    assert (first.role, first.spans) == ("responsible", (span("任务"),))
    assert (second.role, second.clause_id, second.bodies[0].name, second.confidence) == ("support", "c2", "海州省财政厅", 1)
    assert second.spans == (span("建设基地"),)
    assert applied(*given, to=corrected).assignments == corrected.assignments


def test_apply_adds_a_second_assignment_at_the_same_words() -> None:
    given = [add("任务", "assignments/r1"), edit("bodies", [], [{"name": "海州省财政厅", "role": None}], "assignments/r1")]
    assert [a.role for a in applied(*given, to=assigned()).assignments] == ["lead", "responsible"]


def within(value: int | None, unit: str | None, before: tuple[int | None, str | None] = (None, None)) -> list[dict[str, Any]]:
    return [edit("deadline.within.value", before[0], value), edit("deadline.within.unit", before[1], unit)]


@pytest.mark.parametrize("deadline", [None, Deadline(raw="限期", within=None), Deadline(raw="3日内", within=Within(value=Decimal(3), unit="日"))])
def test_apply_edits_a_time_limit(deadline: Deadline | None) -> None:
    there = deadline.within if deadline else None
    before = (int(there.value), there.unit) if there else (None, None)
    target = applied(*within(15, "工作日", before), to=make_notice(make_target(deadline=deadline))).targets[0]
    assert target.deadline is not None
    assert target.deadline.within == Within(value=Decimal(15), unit="工作日")
    assert target.deadline.raw == (deadline.raw if deadline else "")


def test_apply_drops_a_time_limit_of_which_nothing_is_left() -> None:
    limit = Within(value=Decimal(3), unit="日")
    only = make_notice(make_target(deadline=Deadline(raw="3日内", within=limit)))
    both = make_notice(make_target(deadline=Deadline(raw="3日内", date="2025-12-31", within=limit)))
    gone = within(None, None, (3, "日"))
    assert applied(*gone, to=only).targets[0].deadline is None
    assert applied(*gone, to=both).targets[0].deadline == Deadline(raw="3日内", date="2025-12-31")


def test_apply_adds_before_what_stands_after() -> None:
    assert [target.id for target in applied(add("各市教育局", clause_id=None)).targets] == ["r1", "t1"]


def test_apply_twice_adds_once() -> None:
    given = [add(), edit("action", None, "投入", "targets/r1")]
    once = applied(*given)
    assert applied(*given, to=once).targets == once.targets


def test_apply_spells_a_number_from_its_parts() -> None:
    number = applied(edit("serial", 7, 17, "header/document_number")).header.document_number
    assert number is not None
    assert (number.text, number.raw) == ("海教发〔2023〕17号", "海教发〔2023〕7号")


def test_apply_keeps_where_a_body_stood() -> None:
    given = edit("bodies", [LEAD], [{"name": "海州省财政厅", "role": "lead"}, {"name": "海州省教育厅", "role": "support"}])
    first, second = applied(given).targets[0].bodies
    assert (first.raw, second.raw) == ("海州省财政厅", "省教育厅")


def test_apply_gives_a_target_the_quantity_and_deadline_it_had_not() -> None:
    bare = make_notice(make_target(kind="task", quantity=None, deadline=None))
    target = applied(edit("quantity.value", None, 3), edit("deadline.date", None, "2026-12-31"), to=bare).targets[0]
    assert target.quantity is not None
    assert (target.quantity.value, target.quantity.comparator) == (Decimal(3), "eq")
    assert target.deadline is not None
    assert target.deadline.date == "2026-12-31"


def test_apply_drops_a_quantity_and_a_deadline_of_which_nothing_is_left() -> None:
    none = [edit("quantity.value", 20, None), edit("quantity.unit", "个", None), edit("deadline.date", "2025-12-31", None)]
    target = applied(*none).targets[0]
    assert (target.quantity, target.deadline) == (None, None)


def test_apply_takes_an_accepted_record_for_sure() -> None:
    corrected = applied(judged("targets/t1", "accept"))
    assert corrected.targets[0] == make_target(confidence=1.0)
    assert corrected.repairs == ()


def test_apply_takes_out_what_was_rejected() -> None:
    notice = make_notice(make_target(), make_target(id="t2"), make_target(id="t3"))
    corrected = applied(judged("targets/t2", "reject"), judged("header/addressees/0", "reject"), judged("header/title", "reject"), to=notice)
    assert [t.id for t in corrected.targets] == ["t1", "t3"]
    assert (corrected.header.addressees, corrected.header.title) == ((), None)


def test_apply_tells_what_it_changed() -> None:
    corrected = applied(edit("quantity.value", 20, 25), judged("header/title", "reject"))
    assert [(r.kind, r.before, r.after) for r in corrected.repairs] == [
        ("review-rejected", "海州省教育厅关于建设基地的通知", ""),
        ("review-edited", "20", "25"),
    ]


def test_apply_twice_edits_once() -> None:
    given = edit("action", "建设", "建成")
    once = applied(given)
    assert applied(given, to=once).targets == once.targets


def test_apply_changes_neither_of_the_two() -> None:
    notice, given = make_notice(), corrections(judged("targets/t1", "reject"))
    apply(notice, given)
    assert notice == make_notice()


@pytest.mark.parametrize(
    "wrong",
    [
        judged("targets/t9", "accept"),
        judged("header/issuers/3", "accept"),
        judged("header/urgency", "accept"),
        judged("text", "reject"),
        judged("source/name", "accept"),
        judged("clauses/c1", "reject"),
        judged("tables/0", "reject"),
        judged("header", "reject"),
        add() | {"text": "投入6000万元"},
        add() | {"spans": [{"start": -3, "end": -1}]},
        add(record="clauses/r1"),
        add(record="targets/t1"),
        add(clause_id="c9"),
        add(record="assignments/0"),
        add(record="assignments/r1", clause_id="c9"),
        edit("clause_id", "c2", "c9"),
        edit("deadline.within.value", None, 5),
        edit("deadline.within.unit", None, "日"),
        edit("rows.1.2", None, "x", "tables/0"),
        edit("rows", [], [], "tables/0"),
        edit("rows.1.1", "2O", None, "tables/0"),
        edit("rows.1.1", "20", "21", "tables/0"),
        edit("role", "lead", "boss", "assignments/0"),
        edit("name", None, "某", "header"),
        edit("id", "t1", "t2"),
        edit("spans", [], [], "clauses/c1"),
        edit("text", "海教发〔2023〕7号", "某", "header/document_number"),
        edit("action", "完成", "建成"),
        edit("kind", "count", "a wish"),
        edit("quantity.value", 20, "many"),
        edit("quantity.value", 20, None),
        edit("deadline.date", "2025-12-31", "2025-02-30"),
        edit("bodies", [LEAD], [{"name": None, "role": "lead"}]),
        edit("bodies", [LEAD], [7]),
    ],
)
def test_apply_refuses_what_does_not_fit(wrong: dict[str, Any]) -> None:
    with pytest.raises(PolicyParseError) as error:
        applied(wrong, to=assigned())
    assert error.value.code == "PP123"
    assert str(wrong["record"]) in str(error.value)


def test_apply_refuses_corrections_of_another_file() -> None:
    with pytest.raises(PolicyParseError) as error:
        apply(make_notice(), corrections(sha256="1" * 64))
    assert error.value.code == "PP122"


@pytest.mark.parametrize("data", ["", "[]", "{}", '{"source": {"name": "a", "sha256": ""}, "corrections": [{"record": "x", "action": "praise"}]}'])
def test_read_corrections_refuses_something_else(data: str) -> None:
    with pytest.raises(PolicyParseError) as error:
        read_corrections(data)
    assert error.value.code == "PP121"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    notice, given = tmp_path / "notice.json", tmp_path / "corrections.json"
    notice.write_text(make_notice().model_dump_json(), encoding="utf-8")
    given.write_text(corrections(edit("action", "建设", "建成")).model_dump_json(), encoding="utf-8")
    return notice, given


def test_apply_command_writes_the_notice(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["apply", *map(str, files)]) == 0
    assert Notice.model_validate_json(capsys.readouterr().out).targets[0].action == "建成"


def test_apply_command_says_what_is_wrong(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    notice, given = files
    assert cli.main(["apply", str(given), str(notice)]) == 1
    assert "PP104" in capsys.readouterr().err
    assert cli.main(["apply", str(notice), str(notice)]) == 1
    assert "PP121" in capsys.readouterr().err
    assert cli.main(["apply", str(notice), "missing.json"]) == 1
    assert "PP101" in capsys.readouterr().err
