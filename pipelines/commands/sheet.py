"""`chiso sheet`: a page back to a unit on the unit's own figures and reports.

Checks the arguments and writes a file; `assets.published.report.unit_sheet` composes the page.
"""

import sys
from pathlib import Path

from assets.published.publication_facts import query_published_at
from assets.published.report.pdf_report import build_sheet_pdf
from assets.published.report.unit_sheet import compose_unit_sheet
from pipelines.commands.arguments import check_known_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.office_exports import OfficeFile, choose_folder, describe_export, write_office_files
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import BusyError, Home
from warehouse.language import Lang
from warehouse.periods import parse_period


def main(*, home: Path, lang: Lang, period: str, unit: str, out: Path | None) -> int:
    """Write the sheet; an unknown unit, or a period without a report, is `UNUSABLE`."""
    catalogue = load_catalogue(Settings().catalogue)
    try:
        with open_published_store(Home(home), lang) as store:
            reporting_units = [u.unit for u in catalogue.units.values() if u.form]
            check_known_name(lang, "unit", unit, reporting_units)
            wanted_period = parse_period(period)
            published_at = query_published_at(store)
            composed = compose_unit_sheet(store, catalogue, unit, wanted_period)
        if composed is None:
            raise ValueError(
                format_message(lang, "empty_period", period=wanted_period.format_label(lang))
            )
        folder = choose_folder(Home(home), wanted_period, out)
        path = folder / f"phieu-{unit}-{wanted_period.code}.pdf"
        file = OfficeFile("unit_sheet", path, build_sheet_pdf(*composed))
        export = describe_export(catalogue, wanted_period, published_at, unit)
        write_office_files(Home(home), lang, export, [file])
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    except BusyError:
        sys.stderr.write(format_message(lang, "busy", home=home) + "\n")
        return ExitCode.BUSY
    return ExitCode.DONE
