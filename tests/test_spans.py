"""What holds for every notice: spans name the words that records say they read, nothing is lost, the same in gives the same out."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyparse import Notice, parse
from policyparse.reading.pages import Box, Line
from policyparse.records import Record, Span

READ_FIELDS = ("raw", "text", "label", "before")
"""Fields that keep words as they were read, by the records that have them; see `words_read`."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def cut(notice: Notice, spans: tuple[Span, ...]) -> str:
    return squeezed("".join(notice.text[span.start : span.end] for span in spans))


def records(value: Any, path: str = "") -> Iterator[tuple[str, Record]]:
    """Every record in a notice, with where it stands."""
    if isinstance(value, Record):
        yield path, value
        for name in type(value).model_fields:
            yield from records(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from records(item, f"{path}[{i}]")


def words_read(record: Record) -> str | None:
    """The words that the record says stood there; None for one that quotes none."""
    kind = type(record).__name__
    if kind in ("Body", "DocumentNumber", "TextField", "DateField", "Quantity", "Deadline", "Horizon"):
        return str(record.raw)
    if kind in ("Evidence", "Paragraph", "Removed"):
        return str(record.text)
    return None


def check(notice: Notice) -> None:
    """All that must hold for a notice."""
    size = len(notice.text)
    for path, record in records(notice):
        spans: tuple[Span, ...] = getattr(record, "spans", ())
        assert all(0 <= span.start < span.end <= size for span in spans), path
        said = words_read(record)
        if spans and said is not None:
            assert cut(notice, spans) == squeezed(said), path
    for clause in notice.clauses:
        assert squeezed(clause.heading + clause.text) in cut(notice, clause.spans)
    kept = {i for part in (*notice.paragraphs, *notice.removed, *notice.tables) for s in part.spans for i in range(s.start, s.end)}
    lost = "".join(c for i, c in enumerate(notice.text) if i not in kept and not c.isspace())
    assert lost == ""
    paths = [clause.path for clause in notice.clauses]
    assert len(paths) == len(set(paths))
    ids = {clause.id for clause in notice.clauses}
    for record_with_clause in (*notice.targets, *notice.assignments, *notice.paragraphs):
        assert record_with_clause.clause_id is None or record_with_clause.clause_id in ids
    assert all(clause.parent_id is None or clause.parent_id in ids for clause in notice.clauses)
    assert Notice.model_validate_json(notice.model_dump_json()) == notice


TEXTS = ["湘教财〔2022〕1号.txt", "样例-长政办发〔2020〕38号.txt", "样例-川教〔2024〕15号.pdf"]


@pytest.mark.parametrize("name", TEXTS)
def test_sample_points_at_what_it_read(samples: Path, name: str) -> None:
    check(parse(samples / name))


@pytest.mark.parametrize("name", TEXTS)
def test_sample_gives_the_same_bytes_twice(samples: Path, name: str) -> None:
    assert parse(samples / name).model_dump_json() == parse(samples / name).model_dump_json()


@pytest.mark.parametrize("name", TEXTS)
def test_sample_round_trips_through_json(samples: Path, name: str) -> None:
    notice = parse(samples / name)
    again = Notice.model_validate(json.loads(notice.model_dump_json()))
    assert again == notice
    assert again.model_dump_json() == notice.model_dump_json()


@pytest.fixture(scope="module")
def scan(samples: Path) -> Notice:
    return parse(samples / "湘教财〔2022〕1号.pdf")


def test_scan_points_at_what_it_read(scan: Notice) -> None:
    check(scan)


def test_scan_has_regions_on_its_pages(scan: Notice) -> None:
    sizes = {page.number: (page.width, page.height) for page in scan.source.pages}
    for target in scan.targets:
        for span in target.evidence.spans:
            assert span.regions
            for region in span.regions:
                width, height = sizes[region.page]
                x0, y0, x1, y1 = region.bbox
                assert width is not None and height is not None
                assert -1 <= x0 < x1 <= width + 1 and -1 <= y0 < y1 <= height + 1


def test_all_annotated_texts_point_at_what_they_read(shared: Path) -> None:
    for path in sorted((shared / "gold" / "dev").glob("*.txt")):
        check(parse(path))


PIECES = st.sampled_from(
    [
        "海口市教育局文件", "湖南省教育厅", "湖南", "省发展和改革委员会", "琼教发〔2023〕7号", "湘教〔2022〕 12 号",
        "关于加强实训基地建设的通知", "各市县教育局，各学校：", "一、总体要求", "二、主要任务", "（一）建设基地。到2025年，建设20个实训基地。",
        "(二)完善机制", "1. 遴选10—15家企业，每家补助50万元。（牵头单位：省教育厅；配合单位：省财政厅）", "2、力争毛入学率达到95%以上", "3.",
        "（1）每年12月底前报送总结；", "①组织培训 3000 人次", "第一章 总则", "第三条 申请人应当在15个工作日内提交材料。",
        "责任单位：市教育局、市财政局", "附件：1.任务分解表", "附件1", "特此通知。", "海口市教育局", "2023年3月1日", "（此件公开发布）",
        "抄送：省人民政府办公厅。", "— 3 —", "", "　　", "建设一批", "“十四五”末新增床位五千张", "%", "（", "）", "〔〕号", "到2025",
    ]
)


@settings(max_examples=120)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=1, max_size=25), st.sampled_from(["\n", "\r\n", "\n\n", "\n　　"]))
def test_any_text_points_at_what_it_read(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    if not text.strip() or "\n" not in text:
        text += "\n通知\n"
    check(parse(text))


@pytest.mark.parametrize(
    ("slope", "first", "last"),
    [
        (0.0, (100, 200, 150, 240), (250, 200, 300, 240)),
        (0.1, (100, 200, 150, 225), (250, 215, 300, 240)),
        (-0.1, (100, 215, 150, 240), (250, 200, 300, 225)),
    ],
    ids=["level", "falls", "rises"],
)
def test_part_of_a_line_askew_is_no_higher_than_its_words(slope: float, first: Box, last: Box) -> None:
    line = Line(0, 4, bbox=(100.0, 200.0, 300.0, 240.0), slope=slope)
    assert (line.box(0, 1), line.box(3, 4)) == (first, last)
    assert line.cut(1, 4).box(3, 4) == last
