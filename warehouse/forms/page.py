"""What both visible sheets of our form are written from, and the dates they name.

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
    """What both visible sheets are written from."""

    catalogue: Catalogue
    unit: str
    period: Period
    rules: LiveChecks
    formats: dict[str, Any]

    @property
    def form(self) -> Form:
        """The form being written."""
        return self.rules.form

    @property
    def window(self) -> tuple[date, date]:
        """First and last day the period counts."""
        return self.catalogue.calendar.window(self.period)

    @property
    def due(self) -> date:
        """The day at whose end the report is late."""
        return self.catalogue.due(self.form.form, self.period)


def day(moment: date) -> str:
    """`15/04/2023`."""
    return moment.strftime("%d/%m/%Y")
