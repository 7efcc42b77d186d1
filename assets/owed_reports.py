"""Owed reports and their states, read the same way for the page, the board and the reminders.

Contains no wording. May call warehouse.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from warehouse.catalogue import Catalogue
from warehouse.home import Home
from warehouse.periods import Period, parse_period_code
from warehouse.store import Store


@dataclass(frozen=True, slots=True)
class OwedReport:
    """An owed report; `days_late` is None until a report is accepted.

    `returned` is true if the report was sent back and none has been accepted; `is_waiting` if one
    waits for the officer, whatever was accepted; `is_received` if one in an own layout was received
    and waits for its reading.
    """

    unit: str
    form: str
    period: Period
    accepted: bool
    on_time: bool
    days_late: int | None
    due_date: date
    is_due: bool
    returned: bool = False
    is_waiting: bool = False
    is_received: bool = False

    @property
    def report_state(self) -> str:
        """`on_time`, `late`, `returned`, `missing` or `pending`."""
        if self.accepted:
            return "on_time" if self.on_time else "late"
        if self.returned:
            return "returned"
        return "missing" if self.is_due else "pending"


def query_owed_reports(
    store: Store, day: date | None = None, units: Collection[str] | None = None
) -> list[OwedReport]:
    """Return every owed report, or those of `units`, in time order.

    Reports are due as of the day `day`, or as of the publication's own day if `day` is None.
    """
    rows: list[dict[str, Any]] = store.query_records(
        dict,
        "SELECT unit, form, period, accepted, on_time, days_late, due_date, "
        "coalesce(due_date < ?, is_due) AS is_due, returned, "
        "(form, unit, period) IN (SELECT (form, unit, period) FROM core.submissions "
        "WHERE decision = 'waiting') AS is_waiting, waiting_days_late IS NOT NULL AS is_received "
        "FROM marts.reporting_rates WHERE owed AND coalesce(list_contains(?, unit), true) "
        "ORDER BY due_date, form, unit",
        [day, None if units is None else list(units)],
    )
    return [OwedReport(**row | {"period": parse_period_code(row["period"])}) for row in rows]


def load_owed_reports(home: Home, catalogue: Catalogue, day: date) -> list[OwedReport]:
    """Return every report owed on a day.

    Reads the publication, or derives the reports from the catalogue if nothing is published.
    """
    if not home.is_published:
        return derive_owed_reports(catalogue, day)
    with Store(home.snapshot_file, read_only=True) as store:
        return query_owed_reports(store, day)


def derive_owed_reports(catalogue: Catalogue, day: date) -> list[OwedReport]:
    """Derive the reports owed on a day from the catalogue alone, as if no file had arrived."""
    return sorted(
        _generate_owed_reports(catalogue, day), key=lambda o: (o.due_date, o.form, o.unit)
    )


def _generate_owed_reports(catalogue: Catalogue, day: date) -> Iterator[OwedReport]:
    for form, units in catalogue.units_by_form.items():
        for period in catalogue.list_periods(catalogue.forms[form].frequency):
            if catalogue.calendar.compute_window(period)[0] > day:
                continue
            due_date = catalogue.compute_due_date(form, period)
            for unit in units:
                if catalogue.owes_report(unit, period):
                    yield OwedReport(
                        unit.unit, form, period, False, False, None, due_date, due_date < day
                    )
