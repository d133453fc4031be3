"""What a reader found wrong or right in a notice: the typed records that the review page saves as JSON."""
from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from policyparse.errors import PolicyParseError
from policyparse.records import Record
from policyparse.records.base import Spans


class Accept(Record):
    """A record is right as it is, or as it was edited.

    Attributes:
        record: Which one: `targets/t3`, `clauses/c7`, `assignments/0`, `tables/0`, `header/title`,
            `footer/signatories/0`; `header` for the kind of document.
    """

    record: str
    action: Literal["accept"] = "accept"


class Reject(Record):
    """A record should not be there; for targets, assignments, and for what stands in the head and the foot.

    Attributes:
        record: As for `Accept`.
    """

    record: str
    action: Literal["reject"] = "reject"


class Edit(Record):
    """A field of a record has another value.

    Attributes:
        record: As for `Accept`.
        field: One of `policyparse.corrections.places.EDITABLE`; of a table's cell `rows.3.1`, both counted from 0.
        before: What it was, as in the notice's JSON; of `bodies`, name and role of each.
        after: What it is.
    """

    record: str
    action: Literal["edit"] = "edit"
    field: str
    before: Any
    after: Any


class Add(Record):
    """A target or an assignment that was missed; what it says follows in edits of the same record.

    Attributes:
        record: A name for it that no other has: `targets/r1`, `assignments/r1`.
        clause_id: The clause it stands in, if any.
        text: The words it rests on, as they were read.
        spans: Where they stand.
    """

    record: str
    action: Literal["add"] = "add"
    clause_id: str | None = None
    text: str
    spans: Annotated[Spans, Field(min_length=1)]


Correction = Annotated[Accept | Reject | Edit | Add, Field(discriminator="action")]


class CorrectedSource(Record):
    """The file whose notice was reviewed."""

    name: str
    sha256: str


class Corrections(Record):
    """What a review came to."""

    schema_version: Literal["1"] = "1"
    source: CorrectedSource
    corrections: tuple[Correction, ...] = ()


def read_corrections(data: str | bytes, name: str = "the corrections") -> Corrections:
    """Corrections from JSON.

    Raises:
        PolicyParseError: PP121, it is something else.
    """
    try:
        return Corrections.model_validate_json(data)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(map(str, first["loc"]))
        hint = "give what the review page saves"
        raise PolicyParseError("PP121", f"{name}: {where + ': ' if where else ''}{first['msg']}", hint) from e
