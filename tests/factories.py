"""Small records, made by hand: a notice whose every span is right."""
from __future__ import annotations

from decimal import Decimal
from typing import Any

from policyparse.records import (
    Body,
    Clause,
    Clauses,
    DateField,
    Deadline,
    DocumentNumber,
    Evidence,
    Footer,
    Header,
    Notice,
    PageInfo,
    Paragraph,
    Quantity,
    Source,
    Span,
    Target,
    Targets,
    TextField,
    Within,
)

TITLE = "海州省教育厅关于建设基地的通知"
NUMBER = "海教发〔2023〕7号"
TEXT = f"""海州省教育厅文件
{NUMBER}
{TITLE}
各市教育局：
一、任务
（一）建设基地。到2025年，建设20个<基地>，投入5000万元。
2023年3月1日
"""


def span(words: str, text: str = TEXT) -> Span:
    """The span of the first occurrence of `words`."""
    at = text.index(words)
    return Span(start=at, end=at + len(words))


def make_target(**changes: Any) -> Target:
    """A target, some of its fields changed."""
    fields: dict[str, Any] = {
        "id": "t1",
        "clause_id": "c2",
        "kind": "count",
        "action": "建设",
        "object": "<基地>",
        "quantity": Quantity(raw="20个", value=Decimal(20), unit="个"),
        "deadline": Deadline(raw="到2025年", date="2025-12-31"),
        "bodies": (Body(name="海州省教育厅", raw="省教育厅", role="lead"),),
        "evidence": Evidence(text="建设20个<基地>", spans=(span("建设20个<基地>"),)),
        "confidence": 0.9,
    }
    return Target(**(fields | changes))


def make_notice(*targets: Target, **changes: Any) -> Notice:
    """A notice with two clauses and the given targets (one, if none is given)."""
    fields: dict[str, Any] = {
        "source": Source(
            name="a.txt",
            sha256="0" * 64,
            media_type="text/plain",
            pages=(PageInfo(number=1, start=0, end=len(TEXT), origin="text"),),
        ),
        "text": TEXT,
        "paragraphs": (Paragraph(role="title", text=TITLE, spans=(span(TITLE),)),),
        "header": Header(
            issuers=(Body(name="海州省教育厅", raw="海州省教育厅", spans=(span("海州省教育厅"),)),),
            document_number=DocumentNumber(
                text=NUMBER, raw=NUMBER, prefix="海教发", year=2023, serial=7, spans=(span(NUMBER),)
            ),
            title=TextField(text=TITLE, raw=TITLE, spans=(span(TITLE),)),
            document_type="通知",
            addressees=(Body(name="各市教育局", raw="各市教育局", spans=(span("各市教育局"),)),),
        ),
        "clauses": Clauses((
            Clause(
                id="c1",
                parent_id=None,
                label="一",
                level=1,
                path="一",
                heading="任务",
                text="",
                spans=(span("一、任务"),),
            ),
            Clause(
                id="c2",
                parent_id="c1",
                label="（一）",
                level=2,
                path="一/（一）",
                heading="建设基地。",
                text="到2025年，建设20个<基地>，投入5000万元。",
                spans=(span("（一）建设基地。到2025年，建设20个<基地>，投入5000万元。"),),
            ),
        )),
        "targets": Targets(targets or (make_target(),)),
        "footer": Footer(issue_date=DateField(date="2023-03-01", raw="2023年3月1日", spans=(span("2023年3月1日"),))),
    }
    return Notice(**(fields | changes))


def within(value: int, unit: str) -> Deadline:
    """A time limit."""
    return Deadline(raw=f"{value}{unit}内", within=Within(value=Decimal(value), unit=unit))
