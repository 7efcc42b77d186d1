"""`chiso board`: a year's reports, units by periods, with the state of each report.

The same reading as `chiso owed`; one table a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assets.owed import Owed, read_home
from pipelines.commands.forms import known
from pipelines.commands.owed import WRONG
from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, Form, Unit, load
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import Period, of_year

STYLES = {
    "on_time": "green",
    "late": "yellow",
    "returned": "magenta",
    "missing": "bold red",
    "pending": "dim",
}


def main(*, home: Path, lang: Lang, form: str | None, year: int | None) -> int:
    """Print the board and return the exit code: 0, or 2 for an unknown form or year."""
    console, settings = Console(), Settings()
    catalogue = load(settings.catalogue)
    reports = read_home(Home(home), catalogue, settings.day(catalogue))
    try:
        if form:
            known(lang, "form", form, catalogue.forms)
        if year:
            known(lang, "year", str(year), {str(p.year): p for p in catalogue.periods()})
    except ValueError as error:
        console.print(str(error), markup=False)
        return WRONG
    if not Home(home).snapshot.exists():
        console.print(say(lang, "no_publication"))
    first = catalogue.programme.first_year
    shown = year or max((r.period.year for r in reports if r.is_due), default=first)
    board = Board(catalogue, {(r.unit, r.period): r for r in reports}, shown, lang)
    tables = [board.table(f) for f in catalogue.forms.values() if form in (None, f.form)]
    for table in filter(attrgetter("row_count"), tables):
        console.print(table)
    console.print(say(lang, "board_key"))
    return 0


@dataclass(frozen=True, slots=True)
class Board:
    """The reports of a year, shown form by form."""

    catalogue: Catalogue
    reports: Mapping[tuple[str, Period], Owed]
    year: int
    lang: Lang

    def table(self, form: Form) -> Table:
        """Build the table of a form: the units that owe the form in the year, by periods."""
        periods = of_year(self.year, form.frequency)
        table = Table(title=f"{form.name(self.lang)}, {self.year}", title_justify="left")
        table.add_column(say(self.lang, "unit_title"), overflow="fold", min_width=24)
        for period in periods:
            heading = say(self.lang, f"short_{period.grain}", number=period.number)
            table.add_column(heading, justify="center", no_wrap=True)
        for unit in self.catalogue.units_by_form[form.form]:
            if any(self.catalogue.owes(unit, period) for period in periods):
                cells = [self._cell(unit, period) for period in periods]
                table.add_row(unit.name(self.lang), *cells)
        return table

    def _cell(self, unit: Unit, period: Period) -> str:
        """Return the mark of a report: blank where nothing is owed.

        A period that has not begun is pending, like a report that is not yet due.
        """
        if not self.catalogue.owes(unit, period):
            return ""
        report = self.reports.get((unit.unit, period))
        state, days = (report.state, report.days_late) if report else ("pending", None)
        text = say(self.lang, f"board_{state}", days=days)
        return f"[{STYLES[state]}]{text}[/]"
