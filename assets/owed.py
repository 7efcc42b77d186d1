"""Owed reports and their states, read the same way for the page, the board and the reminders.

Contains no wording. May call warehouse.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.periods import Period, from_code
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class Owed:
    """An owed report; `days_late` is None until a report is accepted.

    `returned` is true if the report was sent back and none has been accepted.
    """

    unit: str
    form: str
    period: Period
    accepted: bool
    on_time: bool
    days_late: int | None
    due: date
    is_due: bool
    returned: bool = False

    @property
    def state(self) -> str:
        """`on_time`, `late`, `returned`, `missing` or `pending`."""
        if self.accepted:
            return "on_time" if self.on_time else "late"
        if self.returned:
            return "returned"
        return "missing" if self.is_due else "pending"


def read(store: Store, on: date | None = None) -> list[Owed]:
    """Return every owed report in time order.

    Reports are due as of the day `on`, or as of the publication's own day if `on` is None.
    """
    rows = store.query_records(
        dict,
        "SELECT unit, form, period, accepted, on_time, days_late, due_date AS due, "
        "coalesce(due_date < ?, is_due) AS is_due, returned "
        "FROM marts.reporting_rates WHERE owed ORDER BY due_date, form, unit",
        [on],
    )
    return [Owed(**row | {"period": from_code(row["period"])}) for row in rows]


def read_home(home: Home, catalogue: Catalogue, on: date) -> list[Owed]:
    """Return every report owed on a day.

    Reads the publication, or derives the reports from the catalogue if nothing is published.
    """
    if not home.snapshot.exists():
        return stated(catalogue, on)
    with Store(home.snapshot, read_only=True) as store:
        return read(store, on)


def stated(catalogue: Catalogue, on: date) -> list[Owed]:
    """Derive the reports owed on a day from the catalogue alone, as if no file had arrived."""
    return sorted(_stated(catalogue, on), key=lambda o: (o.due, o.form, o.unit))


def _stated(catalogue: Catalogue, on: date) -> Iterator[Owed]:
    for form, units in catalogue.units_by_form.items():
        for period in catalogue.periods(catalogue.forms[form].frequency):
            if catalogue.calendar.window(period)[0] > on:
                continue
            due = catalogue.due(form, period)
            for unit in units:
                if catalogue.owes(unit, period):
                    yield Owed(unit.unit, form, period, False, False, None, due, due < on)
