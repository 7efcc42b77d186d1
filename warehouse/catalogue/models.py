"""What one row of the catalogue is: frozen models that refuse an unknown field.

Only what a row can know of itself is checked here; what needs other rows is in `relations`.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from warehouse.catalogue.declared import Relation, StockJump, Total
from warehouse.catalogue.row import Named, Row, Slug, Words
from warehouse.periods import Grain

Share = Annotated[float, Field(gt=0, le=1)]
Bounds = tuple[int, int]


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _split(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def _ordered(bounds: Bounds | None) -> None:
    if bounds and bounds[0] > bounds[1]:
        raise ValueError(f"khoảng {bounds} bị ngược / the range {bounds} runs backwards")


class Unit(Named):
    """An office or area, from one day to another. Its id is a surrogate: codes and names move."""

    unit: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]*$")]
    kind: Slug
    aliases: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    parent: Annotated[str | None, BeforeValidator(_blank_is_none)] = None
    gso_code: Annotated[str | None, BeforeValidator(_blank_is_none)] = None
    valid_from: date
    valid_to: Annotated[date | None, BeforeValidator(_blank_is_none)] = None
    form: Annotated[Slug | None, BeforeValidator(_blank_is_none)] = None

    @model_validator(mode="after")
    def _lives_forward(self) -> Self:
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to trước valid_from / valid_to is before valid_from")
        return self

    def is_valid(self, on: date) -> bool:
        """Whether the unit exists on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


class UnitChange(Row):
    """A unit that passed, whole or in part, into another. An unknown share stays unknown."""

    effective: date
    old_unit: str
    new_unit: str
    extent: Literal["whole", "part"]
    share: Annotated[Share | None, BeforeValidator(_blank_is_none)] = None
    share_basis: Annotated[str | None, BeforeValidator(_blank_is_none)] = None


class Element(Named):
    """One number a form asks for.

    `nature` says how it adds: a flow over time and units, a stock over units only, a
    cumulative never over time. `valid` bounds are certain, `plausible` ones are asked about.
    """

    element: Slug
    nature: Literal["flow", "stock", "cumulative"]
    unit: Words
    sensitive: bool = False
    part_of: Slug | None = None
    parts_are: Literal["all", "some"] | None = None
    valid: Bounds | None = None
    plausible: Bounds | None = None
    jump: StockJump | None = None
    section_vi: Words | None = None
    section_en: Words | None = None
    aliases: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        _ordered(self.valid)
        _ordered(self.plausible)
        if self.jump and self.nature != "stock":
            raise ValueError("jump chỉ đi với stock / jump goes with a stock only")
        if (self.part_of is None) != (self.parts_are is None):
            raise ValueError(
                "part_of và parts_are đi cùng nhau / part_of and parts_are go together"
            )
        return self

    @property
    def is_yes_no(self) -> bool:
        """Whether the cell takes Có or Không; kept as 1 and 0."""
        return self.unit == "có/không"

    @property
    def is_money(self) -> bool:
        """Whether a money multiplier above the table (`ĐVT: 1000 đồng`) applies."""
        return self.unit == "đồng"


class Marks(BaseModel):
    """What a sign in a cell means on a form: zero, missing and not applicable are three things."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    zero: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class Form(Named):
    """A report: which elements, how often, what its signs mean, and what its numbers owe others.

    `jump` is that of every stock which states none of its own.
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

    def element(self, name: str) -> Element:
        """The element of that name; KeyError when the form has none."""
        for candidate in self.elements:
            if candidate.element == name:
                return candidate
        raise KeyError(name)

    def parts(self, whole: str, parts_are: str) -> list[Element]:
        """The elements declared as parts of `whole`, `all` or `some`."""
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
    """One addend of an indicator: coefficient x an element's total, or a count of units or reports.

    `units_with` counts units whose element reaches `at_least`; `years_back: 1` takes the same
    period of the year before; a count of reports without a form is over all forms.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    measure: Measure = "element"
    form: Slug | None = None
    element: Slug | None = None
    coefficient: int = 1
    at_least: int | None = None
    years_back: Literal[0, 1] = 0

    @model_validator(mode="after")
    def _whole(self) -> Self:
        needs_element = self.measure in ("element", "units_with")
        if needs_element != (self.element is not None):
            raise ValueError(f"{self.measure}: element sai / element is missing or unwanted")
        if self.form is None and not self.measure.startswith("reports"):
            raise ValueError(f"{self.measure}: thiếu form / form is missing")
        if (self.measure == "units_with") != (self.at_least is not None):
            raise ValueError("at_least chỉ đi với units_with / at_least goes with units_with only")
        return self


class Indicator(Named):
    """A measure of the programme: factor x numerator / denominator, or the numerator alone."""

    indicator: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")]
    numerator: tuple[Term, ...] = Field(min_length=1)
    denominator: tuple[Term, ...] = ()
    factor: Annotated[int, Field(ge=1)]
    unit_vi: Words
    unit_en: Words
    direction: Literal["higher", "lower", "none"]
    note_vi: Words | None = None
    note_en: Words | None = None

    @property
    def terms(self) -> tuple[Term, ...]:
        """Numerator and denominator terms together."""
        return self.numerator + self.denominator


class Target(Row):
    """What an indicator should reach, for a scope (a unit and all below it) and years."""

    indicator: str
    scope: str
    from_year: int
    to_year: int
    target: float

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        if self.to_year < self.from_year:
            raise ValueError("to_year trước from_year / to_year is before from_year")
        return self


class Programme(Named):
    """The programme itself: its years, and the unit whose figures the first page shows.

    `letterhead` names the office that writes to those who report, and what it belongs to.
    """

    first_year: int
    last_year: int
    hub: str
    letterhead: tuple[Words, ...] = Field(min_length=1)


class CalendarRules(Row):
    """The rules from which every window and due date follows."""

    month_starts_on_day: Annotated[int, Field(ge=1, le=28)]
    due_working_days: Annotated[int, Field(ge=0)]
    remind_working_days: tuple[Annotated[int, Field(ge=-30, le=60)], ...]
    escalate_working_days: Annotated[int, Field(ge=1)]
    time_zone: Words
    holidays: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
