"""`chiso board`: a year's reports, units by periods, with the state of each report.

The same reading as `chiso owed`; one table a form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assets.owed_reports import OwedReport, load_owed_reports
from pipelines.commands.arguments import check_known_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, Form, Unit, load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import Period, list_year_periods

STATE_STYLES = {
    "on_time": "green",
    "late": "yellow",
    "returned": "magenta",
    "missing": "bold red",
    "pending": "dim",
}


def main(*, home: Path, lang: Lang, form: str | None, year: int | None) -> int:
    """Print the board; an unknown form or year is `UNUSABLE`."""
    console, settings = Console(), Settings()
    catalogue = load_catalogue(settings.catalogue)
    reports = load_owed_reports(Home(home), catalogue, settings.choose_run_day(catalogue))
    try:
        if form:
            check_known_name(lang, "form", form, catalogue.forms)
        if year:
            check_known_name(
                lang, "year", str(year), {str(p.year): p for p in catalogue.list_periods()}
            )
    except ValueError as error:
        console.print(str(error), markup=False)
        return ExitCode.UNUSABLE
    if not Home(home).snapshot_file.exists():
        console.print(format_message(lang, "no_publication"))
    first_year = catalogue.programme.first_year
    board_year = year or max((r.period.year for r in reports if r.is_due), default=first_year)
    board = ReportingBoard(catalogue, {(r.unit, r.period): r for r in reports}, board_year, lang)
    tables = [board.build_table(f) for f in catalogue.forms.values() if form in (None, f.form)]
    for table in filter(attrgetter("row_count"), tables):
        console.print(table)
    console.print(format_message(lang, "board_key"))
    return ExitCode.DONE


@dataclass(frozen=True, slots=True)
class ReportingBoard:
    """The reports of a year, shown form by form."""

    catalogue: Catalogue
    reports: Mapping[tuple[str, Period], OwedReport]
    year: int
    lang: Lang

    def build_table(self, form: Form) -> Table:
        """Build the table of a form: the units that owe the form in the year, by periods."""
        periods = list_year_periods(self.year, form.frequency)
        table = Table(title=f"{form.get_name(self.lang)}, {self.year}", title_justify="left")
        table.add_column(format_message(self.lang, "unit_title"), overflow="fold", min_width=24)
        for period in periods:
            heading = format_message(self.lang, f"short_{period.grain}", number=period.number)
            table.add_column(heading, justify="center", no_wrap=True)
        for unit in self.catalogue.units_by_form[form.form]:
            if any(self.catalogue.owes_report(unit, period) for period in periods):
                cells = [self._format_cell(unit, period) for period in periods]
                table.add_row(unit.get_name(self.lang), *cells)
        return table

    def _format_cell(self, unit: Unit, period: Period) -> str:
        """Return the mark of a report: blank where nothing is owed.

        A period that has not begun is pending, like a report that is not yet due.
        """
        if not self.catalogue.owes_report(unit, period):
            return ""
        report = self.reports.get((unit.unit, period))
        state, days = (report.report_state, report.days_late) if report else ("pending", None)
        text = format_message(self.lang, f"board_{state}", days=days)
        return f"[{STATE_STYLES[state]}]{text}[/]"
