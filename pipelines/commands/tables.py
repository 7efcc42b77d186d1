"""`chiso tables`: the consolidated workbook of a period, from the publication in force.

Checks the period and writes one file; `assets.published.tables` builds the workbook.
"""

import sys
from pathlib import Path

from assets.published.publication_facts import has_synthetic_data, query_published_at
from assets.published.tables.form_figures import load_form_tables
from assets.published.tables.tables_workbook import PublishedPeriod, build_tables_workbook
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.office_exports import OfficeFile, choose_folder, describe_export, write_office_files
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.periods import Period, parse_period

_PERIOD_REPORTS = "SELECT count(*) FROM marts.reporting_coverage WHERE period = ?"


def main(*, home: Path, lang: Lang, period: str, out: Path | None) -> int:
    """Write the workbook; a period without an owed report is `UNUSABLE`."""
    try:
        _write_workbook(Home(home), lang, parse_period(period), out)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    return ExitCode.DONE


def _write_workbook(home: Home, lang: Lang, period: Period, out: Path | None) -> None:
    """Build, record and write the workbook.

    Raises:
        BusyError: a run holds the home.
        ValueError: no report is owed for the period, or the period has not begun.
    """
    catalogue = load_catalogue(Settings().catalogue)
    with open_published_store(home, lang) as store:
        if not store.query_rows(_PERIOD_REPORTS, [period.code])[0][0]:
            raise ValueError(format_message(lang, "empty_period", period=period.format_label(lang)))
        published = PublishedPeriod(period, query_published_at(store), has_synthetic_data(store))
        tables = load_form_tables(store, catalogue, period)
    content = build_tables_workbook(catalogue, published, tables)
    export = describe_export(catalogue, period, published.published_at)
    folder = choose_folder(home, period, out)
    file = OfficeFile("tables", folder / f"tong-hop-{period.code}.xlsx", content)
    write_office_files(home, lang, export, [file])
