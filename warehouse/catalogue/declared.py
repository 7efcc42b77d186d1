"""What a form declares of its numbers: relations between two, totals of other forms, jumps.

Rows of the catalogue and nothing more; what is not declared is never checked. Parts and wholes
are stated at the element (`part_of`).
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from warehouse.catalogue.row import Row, Slug
from warehouse.periods import Grain

Verdict = Literal["error", "verify", "note"]
"""Of a broken relation: certainly wrong, to be verified, or worth a note."""
Tolerance = Annotated[float, Field(ge=0)]


class Relation(Row):
    """What one element of a report owes another of the same report.

    `pair`: above zero only if `other` is. `at_most`: no more than `other`, `tolerance` (a share
    of it) aside. `ratio`: so many for each `other`, within `between`; nothing where `other` is 0.
    """

    kind: Literal["pair", "at_most", "ratio"]
    element: Slug
    other: Slug
    verdict: Verdict
    tolerance: Tolerance = 0
    between: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.kind == "ratio") != (self.between is not None):
            raise ValueError("between chỉ đi với ratio / between goes with ratio, and only there")
        if self.between and self.between[0] > self.between[1]:
            raise ValueError("between bị ngược / between runs backwards")
        if self.tolerance and self.kind != "at_most":
            raise ValueError("tolerance chỉ đi với at_most / tolerance goes with at_most only")
        return self


class Total(Row):
    """What an element owes the sum of another form's, over the units beside it and a period.

    The sum is over every unit of `form` under the same parent. Two offices counted, so that
    neither can be called wrong: a broken total is always to be verified.
    """

    element: Slug
    kind: Literal["equal", "at_most"]
    form: Slug
    other: Slug
    over: Grain
    tolerance: Tolerance = 0

    @property
    def name(self) -> str:
        """What tells it from the form's other totals."""
        return f"{self.element}.{self.form}.{self.other}.{self.over}"


class StockJump(Row):
    """How far a stock may move between reports, as a share of what it was.

    What is below `floor` counts as `floor`: 2 of 3 gone is no news.
    """

    share: Annotated[float, Field(gt=0)]
    floor: Annotated[int, Field(ge=1)]
