"""`chiso owed`: the owed reports, their due dates, and whether they arrived.

Queries the publication in force; before the first publication, the catalogue.
"""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from assets.owed_reports import OwedReport, load_owed_reports
from pipelines.commands.arguments import check_known_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import parse_period


def main(
    *,
    home: Path,
    lang: Lang,
    unit: str | None,
    form: str | None,
    period: str | None,
    everything: bool,
) -> int:
    """Print the owed reports; an unknown filter is `UNUSABLE`."""
    console, settings = Console(), Settings()
    catalogue = load_catalogue(settings.catalogue)
    try:
        if unit:
            check_known_name(lang, "unit", unit, catalogue.units)
        if form:
            check_known_name(lang, "form", form, catalogue.forms)
        code = parse_period(period).code if period else None
    except ValueError as error:
        console.print(str(error), markup=False)
        return ExitCode.UNUSABLE
    reports = [
        row
        for row in load_owed_reports(Home(home), catalogue, settings.choose_run_day(catalogue))
        if (unit in (None, row.unit) and form in (None, row.form))
        and code in (None, row.period.code)
        and (everything or not row.accepted)
    ]
    if not Home(home).is_published:
        console.print(format_message(lang, "no_publication"))
    console.print(
        _build_owed_table(catalogue, reports, lang)
        if reports
        else format_message(lang, "nothing_owed")
    )
    return ExitCode.DONE


def _build_owed_table(catalogue: Catalogue, reports: list[OwedReport], lang: Lang) -> Table:
    table = Table()
    for key in ("unit_title", "form_title", "period_title", "due", "state"):
        table.add_column(format_message(lang, key), overflow="fold")
    for row in reports:
        table.add_row(
            f"{catalogue.units[row.unit].get_name(lang)} ({row.unit})",
            catalogue.forms[row.form].get_name(lang),
            row.period.format_label(lang),
            f"{row.due_date:%d/%m/%Y}",
            format_message(lang, f"is_{row.report_state}", days=row.days_late),
        )
    return table
