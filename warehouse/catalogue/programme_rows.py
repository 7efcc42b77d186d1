"""The single rows of a catalogue: the programme, and the rules of its calendar.

Frozen models that refuse an unknown field. May import `declarations`, `row` and `language`
only.
"""

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
from warehouse.language import Lang


class Addressee(BaseModel):
    """A receiver of the report upward, by a short name, with days of validity."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    to: Slug
    name_vi: NonEmptyText
    valid_from: date
    valid_to: date | None = None

    def receives_on(self, day: date) -> bool:
        """Return whether the report of a period ending on a day goes there."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class ReportWriter(BaseModel):
    """The office that writes the reports upward, with days of validity."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    office: NonEmptyText
    valid_from: date
    valid_to: date | None = None

    def writes_on(self, day: date) -> bool:
        """Return whether the office writes the report of a period ending on a day."""
        return self.valid_from <= day <= (self.valid_to or date.max)


class Licence(BaseModel):
    """The terms under which the public data may be used: an id, a title and an address."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: NonEmptyText
    title: NonEmptyText
    path: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None


class Programme(NamedRow):
    """The programme: the years, and the hub, the unit of the figures on the first page.

    `office` is the unit that writes the letters and reminders; `lang` is the language of what is
    published.
    A report that replaces another and exceeds `replacement` waits for the officer.
    `report_writers` lists who writes the report upward, `office` if the list is empty;
    `reports_to` lists who receives it. `licence` is that of the public data.
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
        return next((w.office for w in self.report_writers if w.writes_on(day)), None)

    @model_validator(mode="after")
    def _validate_writers(self) -> Self:
        for number, writer in enumerate(self.report_writers):
            for earlier in self.report_writers[:number]:
                if writer.writes_on(earlier.valid_from) or earlier.writes_on(writer.valid_from):
                    raise ValueError(
                        f"report_writers: {earlier.office} và {writer.office} cùng một ngày / on "
                        "one day"
                    )
        return self

    @model_validator(mode="after")
    def _validate_years(self) -> Self:
        if self.last_year < self.first_year:
            raise ValueError(
                f"last_year {self.last_year} trước first_year {self.first_year} / last_year is "
                "before first_year"
            )
        return self


class CalendarRules(CatalogueRow):
    """The rules of all windows, due dates and reminders."""

    month_starts_on_day: Annotated[int, Field(ge=1, le=28)]
    due_working_days: Annotated[int, Field(ge=0)]
    remind_working_days: tuple[Annotated[int, Field(ge=-30, le=60)], ...]
    escalate_working_days: Annotated[int, Field(ge=1)]
    resend_working_days: Annotated[int, Field(ge=1)]
    time_zone: TimeZoneName
    holidays: CountryCode
