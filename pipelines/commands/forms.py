"""`chiso forms`: a blank workbook for a unit and a period.

Explains faults of the arguments; `warehouse.forms.blank.template` writes the workbook.
"""

import sys
from pathlib import Path

from pipelines.commands.arguments import check_known_name
from pipelines.commands.exit_codes import ExitCode
from pipelines.messages.command_messages import format_message
from pipelines.settings import Settings
from warehouse.catalogue import Catalogue, load_catalogue
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.blank.unit_texts import build_form_file_name
from warehouse.language import Lang
from warehouse.periods import Period, PeriodError, parse_period


def main(*, home: Path, lang: Lang, form: str, unit: str, period: str, out: Path) -> int:
    """Write a blank form; a form that the unit does not owe for the period is `UNUSABLE`."""
    del home  # a blank form needs only the catalogue
    catalogue = load_catalogue(Settings().catalogue)
    try:
        owed_period = _parse_owed_period(catalogue, lang, form, (unit, period))
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return ExitCode.UNUSABLE
    out.mkdir(parents=True, exist_ok=True)
    path = out / build_form_file_name(form, unit, owed_period)
    write_form(catalogue, BlankForm(form, unit, owed_period), path)
    sys.stdout.write(format_message(lang, "wrote", path=path) + "\n")
    return ExitCode.DONE


def _parse_owed_period(
    catalogue: Catalogue, lang: Lang, form: str, unit_and_period: tuple[str, str]
) -> Period:
    """Parse the period and check whether the unit owes the form for the period.

    Raises:
        ValueError: the form, unit or period is unknown, or the report is not owed.
    """
    unit, text = unit_and_period
    check_known_name(lang, "form", form, catalogue.forms)
    check_known_name(lang, "unit", unit, catalogue.units)
    unit_form = catalogue.units[unit].form
    if unit_form is None:
        raise ValueError(format_message(lang, "owes_nothing", unit=unit))
    if unit_form != form:
        raise ValueError(format_message(lang, "wrong_form", unit=unit, own=unit_form, form=form))
    try:
        period = parse_period(text)
    except PeriodError as error:
        raise ValueError(str(error)) from error
    if not catalogue.owes_report(catalogue.units[unit], period):
        raise ValueError(
            format_message(lang, "not_owed", unit=unit, form=form, period=period.format_label(lang))
        )
    return period
