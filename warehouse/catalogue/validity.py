"""The days on which a row of the catalogue holds, and the days of several rows together.

The fields, days with two rows and days without a row; the caller knows the rows of a thing.
May import no house module.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Annotated, NamedTuple, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, model_validator

ONE_DAY = timedelta(days=1)
OptionalDay = Annotated[date | None, BeforeValidator(lambda value: value or None)]
"""A day, or a blank cell."""


class ValidDays(BaseModel):
    """The first and the last day on which a row holds; without `valid_to` the row holds still."""

    valid_from: date
    valid_to: OptionalDay = None

    @model_validator(mode="after")
    def _validate_days(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to trước valid_from / valid_to is before valid_from")
        return self

    @property
    def last_day(self) -> date:
        """Return the last day, the end of all days for a row still in force."""
        return self.valid_to or date.max

    def holds_on(self, day: date) -> bool:
        """Return whether the row holds on a day."""
        return self.valid_from <= day <= self.last_day


Days = TypeVar("Days", bound=ValidDays)


class SharedDay(NamedTuple):
    """The positions of two rows with days in common, and the first common day."""

    earlier: int
    later: int
    day: date


class FreeDays(NamedTuple):
    """The first and the last of some days on which no row holds."""

    first: date
    last: date


def list_shared_days(rows: Sequence[ValidDays]) -> Iterator[SharedDay]:
    """List the pairs of rows with days in common."""
    for (position, row), (other_position, other) in combinations(enumerate(rows), 2):
        day = max(row.valid_from, other.valid_from)
        if row.holds_on(day) and other.holds_on(day):
            yield SharedDay(position, other_position, day)


def list_free_days(rows: Sequence[ValidDays], first: date, last: date) -> Iterator[FreeDays]:
    """List the stretches from `first` to `last` on which no row holds."""
    next_day = first
    for row in sorted(rows, key=lambda r: r.valid_from):
        if row.valid_from > next_day:
            yield FreeDays(next_day, min(row.valid_from - ONE_DAY, last))
        if row.last_day >= last:
            return
        next_day = max(next_day, row.last_day + ONE_DAY)
    yield FreeDays(next_day, last)


def list_days_between(rows: Sequence[ValidDays]) -> Iterator[FreeDays]:
    """List the stretches between the first and the last day of the rows without a row."""
    if rows:
        first, last = min(r.valid_from for r in rows), max(r.last_day for r in rows)
        yield from list_free_days(rows, first, last)


def find_latest_row(rows: Sequence[Days], day: date) -> Days:
    """Find the row in force on a day, else the last row begun before, else the first of all.

    A letter of July about a report of June still goes to a unit that ended in June.
    """
    in_order = sorted(rows, key=lambda r: r.valid_from)
    return next((r for r in reversed(in_order) if r.valid_from <= day), in_order[0])
