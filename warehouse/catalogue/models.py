"""The rows of the catalogue: frozen models that refuse an unknown field.

Only the rules of a single row are checked here; the rules between rows are in `consistency`. May
import `declarations`, `language`, `row` and `periods` only.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from warehouse.catalogue.declarations import Relation, StockJump, Total
from warehouse.catalogue.row import CatalogueRow, NamedRow, NonEmptyText, Slug
from warehouse.language import choose_text
from warehouse.periods import Grain

UnitShare = Annotated[float, Field(gt=0, le=1)]
ValueBounds = tuple[int, int]


def _replace_blank(value: object) -> object:
    return None if value == "" else value


def _split_aliases(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def _check_bounds_order(bounds: ValueBounds | None) -> None:
    if bounds and bounds[0] > bounds[1]:
        raise ValueError(f"khoảng {bounds} bị ngược / the range {bounds} runs backwards")


class Unit(NamedRow):
    """An office or area and the days of existence; `unit` is a surrogate key."""

    unit: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]*$")]
    kind: Slug
    aliases: Annotated[tuple[str, ...], BeforeValidator(_split_aliases)] = ()
    parent: Annotated[str | None, BeforeValidator(_replace_blank)] = None
    gso_code: Annotated[str | None, BeforeValidator(_replace_blank)] = None
    valid_from: date
    valid_to: Annotated[date | None, BeforeValidator(_replace_blank)] = None
    form: Annotated[Slug | None, BeforeValidator(_replace_blank)] = None

    @model_validator(mode="after")
    def _validate_dates(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to trước valid_from / valid_to is before valid_from")
        return self

    def exists_on(self, day: date) -> bool:
        """Return whether the unit exists on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class UnitChange(CatalogueRow):
    """The transfer of a unit, whole or in part, into another; an unknown share stays unknown."""

    effective: date
    old_unit: str
    new_unit: str
    extent: Literal["whole", "part"]
    share: Annotated[UnitShare | None, BeforeValidator(_replace_blank)] = None
    share_basis: Annotated[str | None, BeforeValidator(_replace_blank)] = None


class Element(NamedRow):
    """A number of a form.

    `nature` states the addition: a flow adds over time and units, a stock over units only, a
    cumulative never over time. A value outside `valid` is an error, outside `plausible` a warning.
    """

    element: Slug
    nature: Literal["flow", "stock", "cumulative"]
    unit: NonEmptyText
    sensitive: bool = False
    part_of: Slug | None = None
    parts_are: Literal["all", "some"] | None = None
    valid: ValueBounds | None = None
    plausible: ValueBounds | None = None
    jump: StockJump | None = None
    section_vi: NonEmptyText | None = None
    section_en: NonEmptyText | None = None
    aliases: tuple[NonEmptyText, ...] = ()

    @model_validator(mode="after")
    def _validate_element(self) -> Self:
        _check_bounds_order(self.valid)
        _check_bounds_order(self.plausible)
        if self.jump and self.nature != "stock":
            raise ValueError("jump chỉ đi với stock / jump goes with a stock only")
        if (self.part_of is None) != (self.parts_are is None):
            raise ValueError(
                "part_of và parts_are đi cùng nhau / part_of and parts_are go together"
            )
        return self

    @property
    def is_yes_no(self) -> bool:
        """Return whether the cell takes Có or Không; stored as 1 and 0."""
        return self.unit == "có/không"

    @property
    def is_money(self) -> bool:
        """Return whether a money multiplier above the table (`ĐVT: 1000 đồng`) applies."""
        return self.unit == "đồng"


class Marks(BaseModel):
    """The signs of a form for zero, missing and not applicable: three different meanings."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    zero: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Form(NamedRow):
    """A kind of report: elements, frequency, signs, and relations between numbers.

    `jump` applies to every stock without a `jump` of its own.
    """

    form: Slug
    frequency: Grain
    version: Annotated[int, Field(ge=1)]
    due_working_days: Annotated[int, Field(ge=0)] | None = None
    marks: Marks
    elements: tuple[Element, ...]
    relations: tuple[Relation, ...] = ()
    totals: tuple[Total, ...] = ()
    jump: StockJump | None = None

    def get_element(self, name: str) -> Element:
        """Return the element called `name`; KeyError when the form has no such element."""
        for candidate in self.elements:
            if candidate.element == name:
                return candidate
        raise KeyError(name)

    def list_parts(self, whole: str, parts_are: str) -> list[Element]:
        """Return the elements declared as parts of `whole`, `all` or `some`."""
        return [e for e in self.elements if e.part_of == whole and e.parts_are == parts_are]


Measure = Literal[
    "element",
    "units_with",
    "units_owed",
    "units_reported",
    "reports_owed",
    "reports_accepted",
    "reports_on_time",
]


class Term(BaseModel):
    """An addend of an indicator: coefficient x an element's total, or a count of units or reports.

    `units_with` counts the units with a value of at least `at_least`; `years_back: 1` means the
    same period of the year before; a count of reports without a form is over all forms.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    measure: Measure = "element"
    form: Slug | None = None
    element: Slug | None = None
    coefficient: int = 1
    at_least: int | None = None
    years_back: Literal[0, 1] = 0

    @model_validator(mode="after")
    def _validate_term(self) -> Self:
        needs_element = self.measure in ("element", "units_with")
        if needs_element != (self.element is not None):
            raise ValueError(f"{self.measure}: element sai / element is missing or unwanted")
        if self.form is None and not self.measure.startswith("reports"):
            raise ValueError(f"{self.measure}: thiếu form / form is missing")
        if (self.measure == "units_with") != (self.at_least is not None):
            raise ValueError("at_least chỉ đi với units_with / at_least goes with units_with only")
        return self


class Indicator(NamedRow):
    """A measure of the programme: factor x numerator / denominator, or the numerator alone."""

    indicator: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")]
    numerator: tuple[Term, ...] = Field(min_length=1)
    denominator: tuple[Term, ...] = ()
    factor: Annotated[int, Field(ge=1)]
    unit_vi: NonEmptyText
    unit_en: NonEmptyText
    direction: Literal["higher", "lower", "none"]
    note_vi: NonEmptyText | None = None
    note_en: NonEmptyText | None = None

    def unit_text(self, lang: str) -> str:
        """Return the unit of measure in `vi` or `en`."""
        return choose_text((self.unit_vi, self.unit_en), lang)

    @property
    def all_terms(self) -> tuple[Term, ...]:
        """Return the terms of numerator and denominator."""
        return self.numerator + self.denominator


class Target(CatalogueRow):
    """The target of an indicator, for a scope (a unit and all units below) and years."""

    indicator: str
    scope: str
    from_year: int
    to_year: int
    target: float

    @model_validator(mode="after")
    def _validate_years(self) -> Self:
        if self.to_year < self.from_year:
            raise ValueError("to_year trước from_year / to_year is before from_year")
        return self


class Programme(NamedRow):
    """The programme: the years, and the hub, the unit of the figures on the first page.

    `letterhead` names the office that writes the letters, and the office above.
    """

    first_year: int
    last_year: int
    hub: str
    letterhead: tuple[NonEmptyText, ...] = Field(min_length=1)


class CalendarRules(CatalogueRow):
    """The rules of all windows, due dates and reminders."""

    month_starts_on_day: Annotated[int, Field(ge=1, le=28)]
    due_working_days: Annotated[int, Field(ge=0)]
    remind_working_days: tuple[Annotated[int, Field(ge=-30, le=60)], ...]
    escalate_working_days: Annotated[int, Field(ge=1)]
    time_zone: NonEmptyText
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
