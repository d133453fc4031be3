"""A time expression in a text: a last day, a recurrence, a time limit or a start."""
from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from policyparse.records import Deadline, Recurrence, Span, Within


@dataclass(frozen=True, slots=True)
class When:
    """A time expression in a text.

    Attributes:
        start: Where it begins in the text.
        end: Where it ends.
        kind: Which pattern it is.
        date: Last day of what it names, or None.
        recurrence: How often, or None.
        month_day: The day of the year of a yearly duty, or of a date whose year cannot be told.
        within: A time limit.
        bare: A year alone, with no word that makes it a deadline (2019年修订…).
        begins: A start (自…起), no deadline.
        dated: Whether the year stood there.
        row: The times of a row (6月、9月、12月底前), each by itself; the whole of it has the last day of all.
    """

    start: int
    end: int
    kind: str
    date: date | None = None
    recurrence: Recurrence | None = None
    month_day: str | None = None
    within: Within | None = None
    bare: bool = False
    begins: bool = False
    dated: bool = True
    row: tuple[When, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether no day, recurrence or limit is known: 汛期前."""
        return not (self.date or self.recurrence or self.month_day or self.within)

    def followed_by(self, other: When) -> When:
        """The row of this time and the one after it."""
        row = (*(self.row or (self,)), other)
        last = max(w.date for w in row if w.date)
        bare, dated = self.bare and other.bare, self.dated or other.dated
        return replace(other, start=self.start, kind=self.kind, date=last, bare=bare, dated=dated, row=row)

    def deadline(self, raw: str, source: str, spans: tuple[Span, ...]) -> Deadline:
        """The record of it."""
        return Deadline.model_validate(
            {
                "raw": raw, "date": self.date.isoformat() if self.date else None, "recurrence": self.recurrence,
                "month_day": self.month_day, "within": self.within, "source": source, "spans": spans,
            }
        )
