"""The choice between several reports of a sheet: in a table of many units the title decides.

Compares values only.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class TitledReport(Protocol):
    """A report, or a row about one: the unit and the period, when known."""

    @property
    def unit(self) -> str | None:
        """The unit of the report."""

    @property
    def period(self) -> str | None:
        """The code of the period."""


Candidate = TypeVar("Candidate", bound=TitledReport)


def choose_by_title(candidates: Sequence[Candidate], report: TitledReport) -> Candidate | None:
    """Choose the report of the same unit and period, else the only report, else None."""
    title = report.unit, report.period
    same = [c for c in candidates if (c.unit, c.period) == title]
    if same:
        return same[0]
    return candidates[0] if len(candidates) == 1 else None
