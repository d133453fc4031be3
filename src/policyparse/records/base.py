"""What all records are made of: the frozen base, places, and pieces of text that were read."""
from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Role = Literal["subject", "lead", "support", "responsible"]

_PYDANTIC_1 = {
    "construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema", "schema_json",
    "update_forward_refs", "validate",
}
_ATTRIBUTE = re.compile(r"^    (\w+): (.*(?:\n {8}.*)*)", re.M)


def _missing(value: Any) -> bool:
    """For fields that are left out of the JSON where a record has none."""
    return value is None


class Record(BaseModel):
    """Base of all records: frozen, and no unknown field is let in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """What is printed: not what the record lacks, nor where it stood, which would bury the rest."""
        return (pair for pair in super().__repr_args__() if pair[0] != "spans" and pair[1] not in (None, ()))

    def __setattr__(self, name: str, value: Any) -> None:
        try:
            super().__setattr__(name, value)
        except ValidationError as e:
            e.add_note(f"Records are frozen; record.model_copy(update={{{name!r}: …}}) gives another with that change.")
            raise

    def __dir__(self) -> Iterable[str]:
        """Without the names of pydantic 1, which would be most of what a notebook completes."""
        return [name for name in super().__dir__() if name not in _PYDANTIC_1]

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The JSON schema, with what the docstring says of the record and of each attribute."""
        made = handler(core_schema)
        schema = handler.resolve_ref_schema(made)
        words, _, attributes = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")
        schema["description"] = words.partition("\nExamples:\n")[0].strip()
        for name, meaning in _ATTRIBUTE.findall(attributes.partition("\nExamples:\n")[0]):
            schema["properties"][name]["description"] = " ".join(meaning.split())
        return made


class Region(Record):
    """A box on a page.

    Attributes:
        page: Number of the page, from 1.
        bbox: x0, y0, x1, y1 in PDF points (1/72 inch) from the top left of the page as it is read.
    """

    page: int
    bbox: tuple[float, float, float, float]


class Span(Record):
    """A stretch of `Notice.text`, and where it stands on the page.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last character.
        regions: The boxes it covers, one for each line; absent where the input has no pages.

    Examples:
        >>> import policyparse as pp
        >>> text = "到2025年，新建公办幼儿园12所。"
        >>> target, = pp.extract(text)
        >>> span = target.evidence.spans[0]
        >>> text[span.start:span.end]
        '新建公办幼儿园12所'
    """

    start: int
    end: int
    regions: tuple[Region, ...] | None = Field(default=None, exclude_if=_missing)


Spans = tuple[Span, ...]


class TextField(Record):
    """A piece of text.

    Attributes:
        text: Its words, clean: in one line, without the blanks between the letters.
        raw: As it stood.
        spans: Where it stood.
        confidence: How sure it is that it was read right, from 0 to 1.
    """

    text: str
    raw: str
    spans: Spans
    confidence: float | None = None


class DateField(Record):
    """A date.

    Attributes:
        date: In ISO form (2022-01-10).
        raw: As it stood (二〇二二年一月十日).
        spans: Where it stood.
        confidence: How sure it is that it was read right, from 0 to 1.
    """

    date: str
    raw: str
    spans: Spans
    confidence: float | None = None


class Body(Record):
    """An organ, or a group of organs (各区县), that issues, is addressed, or has to do something.

    Attributes:
        name: In full and official, as far as the notice or the lexicon tells it.
        raw: As it stood.
        role: What it has to do with a target or a clause: `subject` of the sentence, `lead` (牵头), `support` (配合,
            参与, 按职责分工) or `responsible` (责任单位, 负责). Absent in heads and feet.
        spans: Where it stood.
        confidence: How sure it is that it was read right, from 0 to 1; of issuers, addressees and the like.

    Examples:
        >>> import policyparse as pp
        >>> target, = pp.extract("省教育厅遴选建设10所高水平高职院校。")
        >>> target.bodies[0].raw, target.bodies[0].role
        ('省教育厅', 'subject')
    """

    name: str
    raw: str
    role: Role | None = Field(default=None, exclude_if=_missing)
    spans: Spans = ()
    confidence: float | None = None


class Repair(Record):
    """A word that was set right. The text keeps what was read.

    Attributes:
        kind: What was set right: `issuer-joined`, `number-normalised`, `term-corrected`, `paragraph-joined`, …;
            by a reader, `review-edited`, `review-added` and `review-rejected`.
        before: What stood there.
        after: What it is taken for.
        spans: Where it stood.
        confidence: How sure the repair is, from 0 to 1.
    """

    kind: str
    before: str
    after: str
    spans: Spans
    confidence: float


class Diagnostic(Record):
    """Something that a reader of the records should know.

    Attributes:
        code: A stable code, a key of `policyparse.errors.DIAGNOSTICS`.
        severity: `info`, `warning`, or `error` where something was lost.
        message: One line about this very case.
        spans: Where in the text it is; empty where it concerns all of it.
    """

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    spans: Spans = ()
