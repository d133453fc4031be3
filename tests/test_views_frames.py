"""Targets as data frames: fixed columns and types."""
from __future__ import annotations

import sys
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pytest

from factories import make_notice, make_target, within
from policyparse.errors import PolicyParseError
from policyparse.records import Deadline, Quantity, Targets
from policyparse.views.frames import NOTICE_COLUMNS, TARGET_COLUMNS, notice_target_rows


def test_frame_has_the_columns_in_order() -> None:
    assert list(make_notice().targets.to_frame().columns) == list(TARGET_COLUMNS)


def test_frame_of_no_targets_has_the_same_columns_and_types() -> None:
    empty, full = Targets().to_frame(), make_notice().targets.to_frame()
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(empty) == 0


def test_frame_dates_are_datetimes() -> None:
    frame = make_notice().targets.to_frame()
    assert frame.deadline[0] == pd.Timestamp("2025-12-31")
    assert pd.api.types.is_datetime64_any_dtype(frame.deadline)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        ("value", 20.0),
        ("unit", "个"),
        ("quantity", "20个"),
        ("evidence", "建设20个<基地>"),
        ("bodies", ["海州省教育厅"]),
        ("roles", ["lead"]),
        ("kind", "count"),
        ("confidence", 0.9),
    ],
)
def test_frame_holds_the_target(column: str, expected: object) -> None:
    assert make_notice().targets.to_frame()[column][0] == expected


@pytest.mark.parametrize("column", ["value", "unit", "upper", "within"])
def test_frame_of_a_task_misses_what_it_has_not(column: str) -> None:
    frame = make_notice(make_target(quantity=None, kind="task")).targets.to_frame()
    assert pd.isna(frame[column][0])


def test_frame_has_time_limits() -> None:
    frame = make_notice(make_target(deadline=within(15, "工作日"))).targets.to_frame()
    assert (frame.within[0], frame.within_unit[0]) == (15.0, "工作日")
    assert pd.isna(frame.deadline[0])


def test_frame_passes_over_a_date_that_the_calendar_lacks() -> None:
    frame = make_notice(make_target(deadline=Deadline(raw="2月30日", date="2025-02-30"))).targets.to_frame()
    assert pd.isna(frame.deadline[0])
    assert frame.deadline_raw[0] == "2月30日"


def test_arrow_has_typed_columns() -> None:
    schema = make_notice().targets.to_arrow().schema
    assert schema.field("deadline").type == pa.date32()
    assert schema.field("value").type == pa.float64()
    assert schema.field("bodies").type == pa.list_(pa.string())


def test_polars_frame_has_the_rows() -> None:
    frame = make_notice().targets.to_polars()
    assert frame["value"].to_list() == [20.0]


def test_polars_frame_where_polars_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(PolicyParseError, match=r'PP115: .*polars — pip install "policyparse\[polars\]"'):
        make_notice().targets.to_polars()


def test_table_over_notices_names_the_notice() -> None:
    rows = [row for notice in (make_notice(), make_notice(make_target(id="t9"))) for row in notice_target_rows(notice)]
    assert list(rows[0]) == [*NOTICE_COLUMNS, *TARGET_COLUMNS]
    assert [row["document_number"] for row in rows] == ["海教发〔2023〕7号"] * 2
    assert [row["clause_path"] for row in rows] == ["一/（一）"] * 2
    assert [row["id"] for row in rows] == ["t1", "t9"]


def test_frame_has_both_ends_of_a_range() -> None:
    range_ = Quantity(raw="10—15家", value=Decimal(10), upper=Decimal(15), comparator="range", unit="家")
    frame = make_notice(make_target(quantity=range_)).targets.to_frame()
    assert (frame.value[0], frame.upper[0]) == (10.0, 15.0)
