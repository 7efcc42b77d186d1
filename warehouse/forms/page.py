"""The values behind both visible sheets of a template, and the format of dates.

Values only; `report_sheet`, `report_table` and `instructions` write.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.catalogue import Catalogue, Form
from warehouse.forms.rules import LiveChecks
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class Page:
    """The values behind both visible sheets."""

    catalogue: Catalogue
    unit: str
    period: Period
    rules: LiveChecks
    formats: dict[str, Any]

    @property
    def form(self) -> Form:
        """The form of the workbook."""
        return self.rules.form

    @property
    def window(self) -> tuple[date, date]:
        """First and last day of the period."""
        return self.catalogue.calendar.window(self.period)

    @property
    def due(self) -> date:
        """The due date: the report is late after this day."""
        return self.catalogue.due(self.form.form, self.period)


def day(moment: date) -> str:
    """Format a date like `15/04/2023`."""
    return moment.strftime("%d/%m/%Y")
