"""The declared relations of a form's numbers: between two elements, with totals, over time.

Rows of the catalogue only; an undeclared relation is never checked. Parts and wholes are stated
at the element (`part_of`). May import `row` and `periods` only.
"""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from warehouse.catalogue.row import CatalogueRow, Slug
from warehouse.periods import Grain

Verdict = Literal["error", "verify", "note"]
"""The verdict on a broken relation: certainly wrong, to be verified, or worth a note."""
Tolerance = Annotated[float, Field(ge=0)]


class Relation(CatalogueRow):
    """A relation between two elements of the same report.

    `pair`: `element` is above zero only if `other` is. `at_most`: `element` exceeds `other` by no
    more than `tolerance`, a share of `other`. `ratio`: `element` / `other` lies within `between`;
    not checked where `other` is 0.
    """

    kind: Literal["pair", "at_most", "ratio"]
    element: Slug
    other: Slug
    verdict: Verdict
    tolerance: Tolerance = 0
    between: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _validate_relation(self) -> Self:
        if (self.kind == "ratio") != (self.between is not None):
            raise ValueError("between chỉ đi với ratio / between goes with ratio, and only there")
        if self.between and self.between[0] > self.between[1]:
            raise ValueError("between bị ngược / between runs backwards")
        if self.tolerance and self.kind != "at_most":
            raise ValueError("tolerance chỉ đi với at_most / tolerance goes with at_most only")
        return self


class Total(CatalogueRow):
    """A relation between an element and the sum of an element of another form over a period.

    The sum is over every unit of `form` under the same parent. Two offices counted, and either
    may be wrong: the verdict on a broken total is always "to be verified".
    """

    element: Slug
    kind: Literal["equal", "at_most"]
    form: Slug
    other: Slug
    over: Grain
    tolerance: Tolerance = 0

    @property
    def full_name(self) -> str:
        """Return the identifier among the totals of the form."""
        return f"{self.element}.{self.form}.{self.other}.{self.over}"


class StockJump(CatalogueRow):
    """The limit of a stock's change between two reports, as a share of the earlier value.

    A value below `floor` counts as `floor`: a fall from 3 to 1 is no news.
    """

    share: Annotated[float, Field(gt=0)]
    floor: Annotated[int, Field(ge=1)]


class ReplacementLimit(BaseModel):
    """How far a replaced value may move before an officer looks: both limits must be exceeded.

    `share` is a share of the earlier value; `amount` is in the unit of the element.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    share: Annotated[float, Field(ge=0)]
    amount: Annotated[int, Field(ge=0)]

    def is_exceeded(self, old: int, new: int) -> bool:
        """Return whether a change of a value is larger than both limits."""
        return abs(new - old) > max(self.share * abs(old), self.amount)
