"""The indicators and their targets, as rows of the catalogue.

Only the rules of a single row are checked here; the rules between rows are in `consistency`. May
import `language`, `periods` and `row` only.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from warehouse.catalogue.row import CatalogueRow, NamedRow, NonEmptyText, Slug
from warehouse.language import choose_text
from warehouse.periods import Grain

Measure = Literal[
    "element",
    "units_with",
    "units_owed",
    "units_reported",
    "reports_owed",
    "reports_accepted",
    "reports_on_time",
]

CountKind = Literal["events", "people", "percent", "stock"]
"""How a count varies: events come one by one, people in groups; of a percent each case has the same
chance; a stock is a level, an amount or a census, without a law of chance."""


class Term(BaseModel):
    """An addend of an indicator: coefficient x an element's total, or a count of units or reports.

    `units_with` counts the units with a value of at least `at_least`: over a longer period the last
    value decides, or with `over_time: every` each report owed must show it. `years_back: 1` means
    the same period of the year before; a count of reports without a form is over all forms.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    measure: Measure = "element"
    form: Slug | None = None
    element: Slug | None = None
    coefficient: int = 1
    at_least: int | None = None
    over_time: Literal["last", "every"] = "last"
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
        if self.over_time == "every" and self.measure != "units_with":
            raise ValueError("every chỉ đi với units_with / every goes with units_with only")
        return self


class Indicator(NamedRow):
    """A measure of the programme: factor x numerator / denominator, or the numerator alone.

    `kind` states what the value is: a share is never above 100 %, a change compares two years, a
    mean or ratio divides two quantities, a count has no denominator. `mixed_natures` says why a
    share divides a flow by a stock, or a cumulative by a flow, where that is meant. `public_grain`
    is the shortest period of a sensitive indicator that is ever published. `count_kind` states how
    the count varies by chance, and so which signals and intervals may be read from the indicator;
    without it, as in a catalogue of before, none.
    """

    indicator: Annotated[str, Field(pattern=r"^[A-Z]{2}[0-9]{2}$")]
    kind: Literal["share", "change", "mean", "ratio", "count"]
    count_kind: CountKind | None = None
    mixed_natures: NonEmptyText | None = None
    numerator: tuple[Term, ...] = Field(min_length=1)
    denominator: tuple[Term, ...] = ()
    factor: Annotated[int, Field(ge=1)]
    unit_vi: NonEmptyText
    unit_en: NonEmptyText
    direction: Literal["higher", "lower", "none"]
    public_grain: Grain | None = None
    note_vi: NonEmptyText | None = None
    note_en: NonEmptyText | None = None

    def unit_text(self, lang: str) -> str:
        """Return the unit of measure in `vi` or `en`."""
        return choose_text((self.unit_vi, self.unit_en), lang)

    @property
    def all_terms(self) -> tuple[Term, ...]:
        """Return the terms of numerator and denominator."""
        return self.numerator + self.denominator

    @model_validator(mode="after")
    def _validate_kind(self) -> Self:
        if (self.kind == "count") == bool(self.denominator):
            raise ValueError(
                "count không có mẫu số, loại khác có / a count has no denominator, other kinds have"
            )
        if (self.kind == "change") != any(term.years_back for term in self.all_terms):
            raise ValueError("change đi với years_back / change goes with years_back")
        return self


class Target(CatalogueRow):
    """The target of an indicator, for a scope and years.

    `binds`: `each` holds for the scope and for every unit below; `whole` for the scope alone, and
    is only a comparison for the units below.
    """

    indicator: str
    scope: str
    from_year: int
    to_year: int
    target: float
    binds: Literal["each", "whole"]

    @model_validator(mode="after")
    def _validate_years(self) -> Self:
        if self.to_year < self.from_year:
            raise ValueError("to_year trước from_year / to_year is before from_year")
        return self
