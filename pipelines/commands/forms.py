"""`chiso forms`: a blank workbook for one unit and period.

Says what is wrong with the arguments; the workbook itself is `warehouse.forms.template`.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from pipelines.settings import Settings
from pipelines.words import Lang, say
from warehouse.catalogue import Catalogue, load
from warehouse.forms.template import Blank, write_form
from warehouse.periods import Period, PeriodError, parse

WRONG = 2


def main(*, home: Path, lang: Lang, form: str, unit: str, period: str, out: Path) -> int:
    """Exit code: 0 written, 2 no such form, unit or period, or the unit does not owe it."""
    del home  # a blank form needs the catalogue only
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
    """The period, if the unit owes the form for it; else ValueError says what is wrong."""
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
    """ValueError, with the names there are, when the one given is not among them."""
    names = list(among)
    if given not in names:
        raise ValueError(
            say(lang, "unknown", what=say(lang, what), given=given, known=", ".join(names))
        )
