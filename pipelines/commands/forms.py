"""`chiso forms`: a blank workbook for a unit and a period.

Explains faults of the arguments; `warehouse.forms.template` writes the workbook.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from pipelines.settings import Settings
from pipelines.words import say
from warehouse.catalogue import Catalogue, load
from warehouse.forms.template import Blank, write_form
from warehouse.language import Lang
from warehouse.periods import Period, PeriodError, parse

WRONG = 2


def main(*, home: Path, lang: Lang, form: str, unit: str, period: str, out: Path) -> int:
    """Write a blank form and return the exit code: 0, or 2 when the unit does not owe the form.

    An unknown form, unit or period gives 2 as well.
    """
    del home  # a blank form needs only the catalogue
    catalogue = load(Settings().catalogue)
    try:
        asked = _asked(catalogue, lang, form, (unit, period))
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return WRONG
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{form} {unit} {asked.code}.xlsx"
    write_form(catalogue, Blank(form, unit, asked), path)
    sys.stdout.write(say(lang, "wrote", path=path) + "\n")
    return 0


def _asked(catalogue: Catalogue, lang: Lang, form: str, place: tuple[str, str]) -> Period:
    """Parse the period and check whether the unit owes the form for the period.

    Raises:
        ValueError: the form, unit or period is unknown, or the report is not owed.
    """
    unit, text = place
    known(lang, "form", form, catalogue.forms)
    known(lang, "unit", unit, catalogue.units)
    own = catalogue.units[unit].form
    if own is None:
        raise ValueError(say(lang, "owes_nothing", unit=unit))
    if own != form:
        raise ValueError(say(lang, "wrong_form", unit=unit, own=own, form=form))
    try:
        period = parse(text)
    except PeriodError as error:
        raise ValueError(str(error)) from error
    if not catalogue.owes(catalogue.units[unit], period):
        raise ValueError(say(lang, "not_owed", unit=unit, form=form, period=period.label(lang)))
    return period


def known(lang: Lang, what: str, given: str, among: Iterable[str]) -> None:
    """Check whether a given name is among the known names.

    Raises:
        ValueError: the name is unknown; the text lists the known names.
    """
    names = list(among)
    if given not in names:
        raise ValueError(
            say(lang, "unknown", what=say(lang, what), given=given, known=", ".join(names))
        )
