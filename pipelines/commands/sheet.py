"""`chiso sheet`: a page back to a unit on the unit's own figures and reports.

Checks the arguments and writes a file; `assets.published.report.unit_sheet` composes the page.
"""

import sys
from pathlib import Path

from assets.published.office_file import save_office_file
from assets.published.report.pdf_report import build_sheet_pdf
from assets.published.report.unit_sheet import compose_unit_sheet
from pipelines.commands.arguments import check_known_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.published_store import open_published_store
from pipelines.settings import Settings
from warehouse.catalogue import load_catalogue
from warehouse.home import Home
from warehouse.language import Lang
from warehouse.periods import parse_period


def main(*, home: Path, lang: Lang, period: str, unit: str, out: Path) -> int:
    """Write the sheet; an unknown unit, or a period without a report, is `UNUSABLE`."""
    catalogue = load_catalogue(Settings().catalogue)
    try:
        with open_published_store(Home(home), lang) as store:
            reporting_units = [u.unit for u in catalogue.units.values() if u.form]
            check_known_name(lang, "unit", unit, reporting_units)
            wanted_period = parse_period(period)
            composed = compose_unit_sheet(store, catalogue, unit, wanted_period)
        if composed is None:
            raise ValueError(
                format_message(lang, "empty_period", period=wanted_period.format_label(lang))
            )
        content = build_sheet_pdf(*composed)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    path = out / f"phieu-{unit}-{wanted_period.code}.pdf"
    save_office_file(path, content)
    sys.stdout.write(format_message(lang, "wrote", path=path) + "\n")
    return ExitCode.DONE
