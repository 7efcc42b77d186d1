"""`chiso tables`: the consolidated workbook of a period, from the publication in force.

Checks the period and writes one file; `assets.published.tables` builds the workbook.
"""

import sys
from pathlib import Path

from assets.published.office_file import save_office_file
from assets.published.publication_facts import has_synthetic_data, query_published_at
from assets.published.tables.form_figures import load_form_tables
from assets.published.tables.tables_workbook import PublishedPeriod, build_tables_workbook
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import Period, parse_period
from warehouse.store import Store

_PERIOD_REPORTS = "SELECT count(*) FROM marts.reporting_coverage WHERE period = ?"


def main(*, home: Path, lang: Lang, period: str, out: Path) -> int:
    """Write the workbook; a period without an owed report is `UNUSABLE`."""
    try:
        with open_published_store(Home(home), lang) as store:
            path = _write_workbook(store, lang, parse_period(period), out)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    sys.stdout.write(format_message(lang, "wrote", path=path) + "\n")
    return ExitCode.DONE


def _write_workbook(store: Store, lang: Lang, period: Period, out: Path) -> Path:
    """Build and save the workbook.

    Raises:
        ValueError: no report is owed for the period, or the period has not begun.
    """
    catalogue = load_catalogue(Settings().catalogue)
    if not store.query_rows(_PERIOD_REPORTS, [period.code])[0][0]:
        raise ValueError(format_message(lang, "empty_period", period=period.format_label(lang)))
    published = PublishedPeriod(period, query_published_at(store), has_synthetic_data(store))
    tables = load_form_tables(store, catalogue, period)
    path = out / f"tong-hop-{period.code}.xlsx"
    save_office_file(path, build_tables_workbook(catalogue, published, tables))
    return path
