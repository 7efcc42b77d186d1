"""The differences between two moments: figures and cells, as a published warehouse knows them.

Records only, named as the columns that fill them. May import no house module.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

FIGURE_CHANGES = """
    FROM marts.changes_between(
        $since::TIMESTAMPTZ,
        $until::TIMESTAMPTZ,
        from_publication := $from_publication,
        to_publication := $to_publication
    )
    ORDER BY indicator, unit, period
"""
CELL_CHANGES = """
    FROM marts.cell_changes_between(
        $since::TIMESTAMPTZ,
        $until::TIMESTAMPTZ,
        from_publication := $from_publication,
        to_publication := $to_publication
    )
    ORDER BY form, unit, period, element
"""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of an indicator before and after; null where there was or is none.

    `because_of` lists the reports that came in between and that the figure rests on, at most five;
    `because_of_corrections` the numbers of the corrections by the hub, likewise.
    """

    indicator: str
    unit: str
    level: str
    grain: str
    period: str
    old_value: float | None
    new_value: float | None
    was_complete: bool | None
    is_complete: bool | None
    old_verdict: str | None
    new_verdict: str | None
    because_of: str | None
    because_of_corrections: str | None


@dataclass(frozen=True, slots=True)
class CellChange:
    """A value in force before and after, each with its report, cell, and correction if any."""

    form: str
    unit: str
    period: str
    element: str
    old_value: int | None
    new_value: int | None
    old_submission: str | None
    new_submission: str | None
    old_sheet: str | None
    new_sheet: str | None
    old_cell: str | None
    new_cell: str | None
    old_correction: int | None
    new_correction: int | None
    known_from: datetime | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between two moments."""

    since: datetime
    until: datetime
    figures: list[FigureChange]
    cells: list[CellChange]

    def to_dict(self) -> dict[str, Any]:
        """Return plain dictionaries and lists."""
        return asdict(self)
