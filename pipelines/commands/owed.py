"""`chiso owed`: the owed reports, their due dates, and whether they arrived.

Queries the publication in force; before the first publication, the catalogue.
"""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from assets.owed import Owed, read_home
from pipelines.commands.forms import known
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import parse

WRONG = 2


def main(
    *,
    home: Path,
    lang: Lang,
    unit: str | None,
    form: str | None,
    period: str | None,
    everything: bool,
) -> int:
    """Print the owed reports and return the exit code: 0, or 2 for an unknown filter."""
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
    rows = [
        row
        for row in read_home(Home(home), catalogue, settings.day(catalogue))
        if (unit in (None, row.unit) and form in (None, row.form))
        and code in (None, row.period.code)
        and (everything or not row.accepted)
    ]
    if not Home(home).snapshot.exists():
        console.print(say(lang, "no_publication"))
    console.print(_table(catalogue, rows, lang) if rows else say(lang, "nothing_owed"))
    return 0


def _table(catalogue: Catalogue, rows: list[Owed], lang: Lang) -> Table:
    table = Table()
    for key in ("unit_title", "form_title", "period_title", "due", "state"):
        table.add_column(say(lang, key))
    for row in rows:
        table.add_row(
            f"{catalogue.units[row.unit].name(lang)} ({row.unit})",
            row.form,
            row.period.label(lang),
            f"{row.due:%d/%m/%Y}",
            say(lang, f"is_{row.state}", days=row.days_late),
        )
    return table
