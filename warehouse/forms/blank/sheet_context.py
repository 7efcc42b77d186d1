"""The values behind both visible sheets of a template, and the format of dates.

Values only; `report_sheet`, `report_table` and `instructions` write.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.catalogue import Catalogue, Form
from warehouse.forms.blank.live_checks import LiveChecks
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class FormPage:
    """The values behind both visible sheets."""

    catalogue: Catalogue
    unit: str
    period: Period
    live_checks: LiveChecks
    formats: dict[str, Any]

    @property
    def form(self) -> Form:
        """The form of the workbook."""
        return self.live_checks.form

    @property
    def period_window(self) -> tuple[date, date]:
        """First and last day of the period."""
        return self.catalogue.calendar.compute_window(self.period)

    @property
    def due_date(self) -> date:
        """The due date: the report is late after this day."""
        return self.catalogue.compute_due_date(self.form.form, self.period)


def format_date(day: date) -> str:
    """Format a date like `15/04/2023`."""
    return day.strftime("%d/%m/%Y")
