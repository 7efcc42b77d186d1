"""The single rows of a catalogue: the programme, and the rules of its calendar.

Frozen models that refuse an unknown field. May import `declarations`, `row`,
`validity` and `language` only.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from warehouse.catalogue.declarations import ReplacementLimit
from warehouse.catalogue.row import (
    CatalogueRow,
    CountryCode,
    NamedRow,
    NonEmptyText,
    Slug,
    TimeZoneName,
)
from warehouse.catalogue.validity import (
    ValidDays,
    find_latest_row,
    list_days_between,
    list_shared_days,
)
from warehouse.language import Lang


class Addressee(ValidDays):
    """A receiver of the report upward, by a short name, with days of validity.

    The days are compared with the last day of the period of a report.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    to: Slug
    name_vi: NonEmptyText


class ReportWriter(ValidDays):
    """The office that writes for the programme, with days of validity.

    The days are compared with the last day of the period of a report upward, and with the day of
    a letter.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    office: NonEmptyText


class Licence(BaseModel):
    """The terms under which the public data may be used: an id, a title and an address."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: NonEmptyText
    title: NonEmptyText
    path: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None


class Programme(NamedRow):
    """The programme: the years, and the hub, the unit of the figures on the first page.

    `report_writers` lists who writes reports upward, letters and reminders, `office` if the list
    is empty; `lang` is the language of what is published.
    A report that replaces another and exceeds `replacement` waits for the officer.
    `reports_to` lists who receives the report upward. `licence` is that of the public data.
    `dhis2_default_combos` lists the ids that servers give to DHIS2's default combination.
    """

    first_year: int
    last_year: int
    hub: str
    office: str
    lang: Lang = "vi"
    dhis2_default_combos: tuple[NonEmptyText, ...] = ()
    replacement: ReplacementLimit | None = None
    report_writers: tuple[ReportWriter, ...] = ()
    reports_to: tuple[Addressee, ...] = ()
    licence: Licence | None = None

    def find_writer(self, day: date) -> str | None:
        """Find the office that reports a period ending on a day; None if nobody does."""
        if not self.report_writers:
            return self.office
        return next((w.office for w in self.report_writers if w.holds_on(day)), None)

    def find_office(self, day: date) -> str:
        """Find the office that writes letters on a day; after the last writer's days, the last."""
        rows = self.report_writers
        return find_latest_row(rows, day).office if rows else self.office

    def find_addressee(self, to: str, day: date) -> Addressee | None:
        """Find who receives the report `to` of a period ending on a day; None if nobody does."""
        return next((a for a in self.reports_to if a.to == to and a.holds_on(day)), None)

    @model_validator(mode="after")
    def _validate_writers(self) -> Self:
        names = [writer.office for writer in self.report_writers]
        _check_days("report_writers", names, self.report_writers)
        return self

    @model_validator(mode="after")
    def _validate_addressees(self) -> Self:
        for to in dict.fromkeys(addressee.to for addressee in self.reports_to):
            rows = [addressee for addressee in self.reports_to if addressee.to == to]
            _check_days(f"reports_to {to}", [row.name_vi for row in rows], rows)
        return self

    @model_validator(mode="after")
    def _validate_years(self) -> Self:
        if self.last_year < self.first_year:
            raise ValueError(
                f"last_year {self.last_year} trước first_year {self.first_year} / last_year is "
                "before first_year"
            )
        return self


def _check_days(place: str, names: Sequence[str], rows: Sequence[ValidDays]) -> None:
    """Raise ValueError for two rows on one day, and for days between the rows without any."""
    for earlier, later, day in list_shared_days(rows):
        raise ValueError(
            f"{place}: {names[earlier]} và {names[later]} cùng một ngày / on one day, {day}"
        )
    for first, last in list_days_between(rows):
        raise ValueError(
            f"{place}: không dòng nào từ {first} đến {last} / no row holds from {first} to {last}"
        )


class CalendarRules(CatalogueRow):
    """The rules of all windows, due dates and reminders."""

    month_starts_on_day: Annotated[int, Field(ge=1, le=28)]
    due_working_days: Annotated[int, Field(ge=0)]
    remind_working_days: tuple[Annotated[int, Field(ge=-30, le=60)], ...]
    escalate_working_days: Annotated[int, Field(ge=1)]
    resend_working_days: Annotated[int, Field(ge=1)]
    time_zone: TimeZoneName
    holidays: CountryCode
