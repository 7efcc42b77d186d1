"""`chiso board`: a year's reports, units by periods, with the state of each report.

The same reading as `chiso owed`; one table a form, or several below each other where the line is
too short for every period: no period is ever left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
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
WAITING_MARK = "⏸"
"""Added where a report waits for the officer."""
UNIT_WIDTH = 24
"""The least width of the column of units; a longer name is folded."""
SHORTEST_LINE = 40
"""A shorter line is not believed: the terminal may break it, but nothing is left out."""


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
    if not Home(home).is_published:
        console.print(format_message(lang, "no_publication"))
    first_year = catalogue.programme.first_year
    board_year = year or max((r.period.year for r in reports if r.is_due), default=first_year)
    board = ReportingBoard(catalogue, {(r.unit, r.period): r for r in reports}, board_year, lang)
    console.width = max(console.width, SHORTEST_LINE)
    for shown_form in catalogue.forms.values():
        if form in (None, shown_form.form):
            for table in board.build_tables(shown_form, console.width):
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

    def build_tables(self, form: Form, line_width: int) -> Iterator[Table]:
        """Build the tables of a form: the units that owe the form in the year, by periods.

        Every period is in one of them, beside as many others as fit in a line.
        """
        periods = list_year_periods(self.year, form.frequency)
        units = [
            unit
            for unit in self.catalogue.units_by_form[form.form]
            if any(self.catalogue.owes_report(unit, period) for period in periods)
        ]
        if not units:
            return
        texts = [self._format_heading(period) for period in periods]
        texts += [self._format_state(unit, period)[1] for unit in units for period in periods]
        period_width = max(map(cell_len, texts))
        padding = 1 if _count_fitting(line_width, period_width, 1) >= len(periods) else 0
        count = max(_count_fitting(line_width, period_width, padding), 1)
        for group in _split_evenly(periods, count):
            yield self._build_table(form, units, group, padding)

    def _build_table(
        self, form: Form, units: Sequence[Unit], periods: Sequence[Period], padding: int
    ) -> Table:
        title = f"{form.get_name(self.lang)}, {self.year}"
        table = Table(title=title, title_justify="left", padding=(0, padding))
        unit_title = format_message(self.lang, "unit_title")
        table.add_column(unit_title, overflow="fold", min_width=UNIT_WIDTH)
        for period in periods:
            table.add_column(self._format_heading(period), justify="center", no_wrap=True)
        for unit in units:
            cells = [self._format_cell(unit, period) for period in periods]
            table.add_row(unit.get_name(self.lang), *cells)
        return table

    def _format_heading(self, period: Period) -> str:
        return format_message(self.lang, f"short_{period.grain}", number=period.number)

    def _format_cell(self, unit: Unit, period: Period) -> str:
        state, text = self._format_state(unit, period)
        return f"[{STATE_STYLES[state]}]{text}[/]" if state else ""

    def _format_state(self, unit: Unit, period: Period) -> tuple[str, str]:
        """Return the state of a report and the mark of the state: blank where nothing is owed.

        A period that has not begun is pending, like a report that is not yet due.
        """
        if not self.catalogue.owes_report(unit, period):
            return "", ""
        report = self.reports.get((unit.unit, period))
        state, days = (report.report_state, report.days_late) if report else ("pending", None)
        mark = format_message(self.lang, f"board_{state}", days=days)
        return state, f"{mark}{WAITING_MARK}" if report and report.is_waiting else mark


def _count_fitting(line_width: int, period_width: int, padding: int) -> int:
    """Count the columns of periods that fit in a line beside the column of units."""
    unit_column = UNIT_WIDTH + 2 * padding + 2
    return (line_width - unit_column) // (period_width + 2 * padding + 1)


def _split_evenly(periods: Sequence[Period], count: int) -> Iterator[Sequence[Period]]:
    """Split periods into groups of nearly the same length, none longer than `count`."""
    group_count = -(-len(periods) // count)
    length = -(-len(periods) // group_count)
    yield from (periods[start : start + length] for start in range(0, len(periods), length))
