"""A report owed and what became of it: one reading for the page, the board and the reminders.

Says nothing in words. May call warehouse.
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
    """One report owed; `days_late` is None while none was accepted.

    `returned` when it was sent back and none has been accepted.
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
    """Every report owed, in time order; due by the day named, or by the publication's own."""
    rows = store.query_records(
        dict,
        "SELECT unit, form, period, accepted, on_time, days_late, due_date AS due, "
        "coalesce(due_date < ?, is_due) AS is_due, returned "
        "FROM marts.reporting_rates WHERE owed ORDER BY due_date, form, unit",
        [on],
    )
    return [Owed(**row | {"period": from_code(row["period"])}) for row in rows]


def read_home(home: Home, catalogue: Catalogue, on: date) -> list[Owed]:
    """Every report owed on a day: as published, or as stated while nothing is."""
    if not home.snapshot.exists():
        return stated(catalogue, on)
    with Store(home.snapshot, read_only=True) as store:
        return read(store, on)


def stated(catalogue: Catalogue, on: date) -> list[Owed]:
    """What the catalogue says is owed on a day, as if nothing had come."""
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
