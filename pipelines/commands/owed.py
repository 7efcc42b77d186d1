"""`chiso owed`: which reports are owed, due when, and whether they came.

Asks the publication in force; before there is one, the catalogue.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from pipelines.commands.forms import known
from pipelines.settings import Settings
from pipelines.words import Lang, say
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
from warehouse.periods import from_code, parse
from warehouse.store import Store

WRONG = 2


@dataclass(frozen=True, slots=True)
class Owed:
    """One report owed; `days_late` is None while it has not come."""

    form: str
    unit: str
    period: str
    due_date: date
    is_due: bool
    days_late: int | None


def main(
    *,
    home: Path,
    lang: Lang,
    unit: str | None,
    form: str | None,
    period: str | None,
    everything: bool,
) -> int:
    """Exit code: 0, or 2 for a unit, form or period that there is not."""
    console, settings = Console(), Settings()
    catalogue = load(settings.catalogue)
    try:
        if unit:
            known(lang, "unit", unit, catalogue.units)
        if form:
            known(lang, "form", form, catalogue.forms)
        code = parse(period).code if period else None
    except ValueError as error:
        console.print(str(error), markup=False)
        return WRONG
    place = Home(home)
    if not place.snapshot.exists():
        console.print(say(lang, "no_publication"))
    rows = [
        row
        for row in _owed(place, catalogue, settings.day(catalogue))
        if (unit in (None, row.unit) and form in (None, row.form) and code in (None, row.period))
        and (everything or row.days_late is None)
    ]
    console.print(_table(catalogue, rows, lang) if rows else say(lang, "nothing_owed"))
    return 0


def _owed(home: Home, catalogue: Catalogue, today: date) -> Iterator[Owed]:
    if not home.snapshot.exists():
        yield from _stated(catalogue, today)
        return
    with Store(home.snapshot, read_only=True) as store:
        rows = store.rows(
            "SELECT form, unit, period, due_date, days_late FROM marts.reporting_rates "
            "WHERE owed ORDER BY due_date, form, unit"
        )
    for form, unit, period, due, days_late in rows:
        yield Owed(form, unit, period, due, due < today, days_late)


def _stated(catalogue: Catalogue, today: date) -> Iterator[Owed]:
    """What the catalogue says is owed, when nothing was published yet."""
    found = [
        Owed(form, unit.unit, period.code, due, due < today, None)
        for form, units in catalogue.units_by_form.items()
        for period in catalogue.periods(catalogue.forms[form].frequency)
        if catalogue.calendar.window(period)[0] <= today
        for due in [catalogue.due(form, period)]
        for unit in units
        if catalogue.owes(unit, period)
    ]
    yield from sorted(found, key=lambda row: (row.due_date, row.form, row.unit))


def _table(catalogue: Catalogue, rows: list[Owed], lang: Lang) -> Table:
    table = Table()
    for key in ("unit_title", "form_title", "period_title", "due", "state"):
        table.add_column(say(lang, key))
    for row in rows:
        table.add_row(
            f"{catalogue.units[row.unit].name(lang)} ({row.unit})",
            row.form,
            from_code(row.period).label(lang),
            f"{row.due_date:%d/%m/%Y}",
            _state(row, lang),
        )
    return table


def _state(row: Owed, lang: Lang) -> str:
    if row.days_late is None:
        return say(lang, "missing" if row.is_due else "not_due")
    return say(lang, "late", days=row.days_late) if row.days_late else say(lang, "on_time")
