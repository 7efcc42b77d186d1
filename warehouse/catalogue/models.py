"""The rows of the catalogue: frozen models that refuse an unknown field.

Only the rules of a single row are checked here; the rules between rows are in `consistency`. May
import `declarations`, `language`, `row`, `validity` and `periods` only.
"""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from warehouse.catalogue.declarations import Relation, StockJump, Total
from warehouse.catalogue.row import CatalogueRow, NamedRow, NonEmptyText, Slug, TextList
from warehouse.catalogue.validity import OptionalDay, ValidDays
from warehouse.language import choose_text
from warehouse.periods import Grain

UnitShare = Annotated[float, Field(gt=0, le=1)]
ValueBounds = tuple[int, int]


def _replace_blank(value: object) -> object:
    return None if value == "" else value


def _check_bounds_order(bounds: ValueBounds | None) -> None:
    if bounds and bounds[0] > bounds[1]:
        raise ValueError(f"khoảng {bounds} bị ngược / the range {bounds} runs backwards")


class Unit(NamedRow, ValidDays):
    """An office or area and the days of existence; `unit` is a surrogate key.

    `reports_from` is the first day of reporting; without one a unit reports from `valid_from`.
    """

    unit: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9-]*$")]
    kind: Slug
    aliases: TextList = ()
    parent: Annotated[str | None, BeforeValidator(_replace_blank)] = None
    gso_code: Annotated[str | None, BeforeValidator(_replace_blank)] = None
    reports_from: OptionalDay = None
    form: Annotated[Slug | None, BeforeValidator(_replace_blank)] = None

    @model_validator(mode="after")
    def _validate_reports_from(self) -> Self:
        if self.reports_from and not (self.form and self.exists_on(self.reports_from)):
            raise ValueError(
                "reports_from cần một biểu và một ngày đơn vị tồn tại / reports_from needs a form "
                "and a day on which the unit exists"
            )
        return self

    @property
    def official_name(self) -> str:
        """Return the name without a note in brackets, such as «(mới)»."""
        return self.name_vi.partition(" (")[0]

    @property
    def first_reporting_day(self) -> date:
        """Return the day from which the unit reports."""
        return self.reports_from or self.valid_from

    def exists_on(self, day: date) -> bool:
        """Return whether the unit exists on a day."""
        return self.holds_on(day)

    def exists_in(self, year: int) -> bool:
        """Return whether the unit exists on any day of a year."""
        return self.valid_from.year <= year <= self.last_day.year


class AreaCoverage(CatalogueRow, ValidDays):
    """The days on which an area's figures may be published: its reporters are all here, or a part.

    An area has no value without such a row. A `part` is called by its own name and has no targets.
    """

    area: str
    covers: Literal["all", "part"]
    name_vi: Annotated[str | None, BeforeValidator(_replace_blank)] = None
    name_en: Annotated[str | None, BeforeValidator(_replace_blank)] = None

    @model_validator(mode="after")
    def _validate_coverage(self) -> Self:
        if (self.covers == "part") != bool(self.name_vi and self.name_en):
            raise ValueError(
                "part cần name_vi và name_en; all thì không / part needs name_vi and name_en, "
                "all needs none"
            )
        return self

    def get_name(self, lang: str) -> str:
        """Return the words for a part of the area in `vi` or `en`; empty for a whole area."""
        return choose_text((self.name_vi or "", self.name_en or ""), lang)

    def includes_days(self, first: date, last: date) -> bool:
        """Return whether the coverage holds from `first` to `last`, both included."""
        return self.valid_from <= first and last <= self.last_day


class UnitChange(CatalogueRow):
    """The transfer of a unit, whole or in part, into another; an unknown share stays unknown.

    The rows of an old unit name every successor. `outside`: some of the new unit comes from none of
    the old units in the rows, or none does; blank is unknown.
    """

    effective: date
    old_unit: str
    new_unit: str
    extent: Literal["whole", "part"]
    share: Annotated[UnitShare | None, BeforeValidator(_replace_blank)] = None
    share_basis: Annotated[str | None, BeforeValidator(_replace_blank)] = None
    outside: Annotated[Literal["none", "some"] | None, BeforeValidator(_replace_blank)] = None

    @model_validator(mode="after")
    def _validate_share(self) -> Self:
        if self.extent == "whole" and self.share not in (None, 1):
            raise ValueError(
                "share của toàn bộ (whole) là 1 hoặc để trống / the share of a whole is 1 or blank"
            )
        return self

    @property
    def known_share(self) -> float | None:
        """Return the share of the old unit in the new one; None when unknown."""
        return 1.0 if self.extent == "whole" else self.share


class Element(NamedRow):
    """A number of a form.

    `nature` states the addition: a flow adds over time and units, a stock over units only, a
    cumulative never over time. A value outside `valid` is an error, outside `plausible` a warning.
    The cell of an element with `required: false` may stay blank: unknown, and never zero.
    An alias is a name as good as the form's own. A paraphrase is an office's free wording, often
    short or of two meanings: only a proposed reading compares it, and no report is read by it.
    """

    element: Slug
    nature: Literal["flow", "stock", "cumulative"]
    unit: NonEmptyText
    required: bool = True
    sensitive: bool = False
    part_of: Slug | None = None
    parts_are: Literal["all", "some"] | None = None
    valid: ValueBounds | None = None
    plausible: ValueBounds | None = None
    jump: StockJump | None = None
    section_vi: NonEmptyText | None = None
    section_en: NonEmptyText | None = None
    aliases: tuple[NonEmptyText, ...] = ()
    paraphrases: tuple[NonEmptyText, ...] = ()

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
