"""The title block: the unit and the period above the table.

Reads texts above the table only; `reading` checks whether the unit owes the period.
"""

import re
from datetime import date

from warehouse.catalogue import Form, Unit
from warehouse.forms.grid import Sheet, address
from warehouse.forms.labels import Labels
from warehouse.forms.report import Doubt
from warehouse.periods import Period, find
from warehouse.text import fold, key

_OFFICE = re.compile(
    r"^(?:don vi|ubnd|uy ban|phuong|xa|quan|huyen|phong|hoi|doan|doi|vien|toa|cong an)\b"
)

Placed = tuple[str, str]
"""An address and the text of the cell."""


def title_cells(sheet: Sheet, before_row: int) -> list[Placed]:
    """List every text above the table."""
    return sheet.above + [
        (address(row, column), raw)
        for row in range(min(before_row, len(sheet.cells)))
        for column, raw in enumerate(sheet.cells[row])
        if isinstance(raw, str) and raw.strip()
    ]


def find_period(form: Form, texts: list[Placed]) -> tuple[Period | None, list[Doubt]]:
    """Find the only period of the form's frequency in the title, else draft a finding."""
    named = [(cell, text, period) for cell, text in texts for period in find(text)]
    fitting = {period for _, _, period in named if period.grain is form.frequency}
    if len(fitting) == 1:
        return fitting.pop(), []
    if len(fitting) > 1:
        cell, text = [(c, t) for c, t, p in named if p in fitting][-1]
        return None, [Doubt("E-PERIOD-005", cell=cell, observed=text)]
    if named:
        cell, text, period = named[0]
        about = {"expected": Period(period.year, form.frequency, 1).label()}
        return period, [Doubt("E-PERIOD-002", cell=cell, observed=text, about=about)]
    return None, [Doubt("E-PERIOD-001", cell=_title_at(texts))]


def find_unit(
    form: Form, texts: list[Placed], labels: Labels, living_on: date | None
) -> tuple[Unit | None, list[Doubt]]:
    """Find the unit named in the title and valid on a day, else draft a finding."""
    for cell, text in texts:
        if named := labels.units(form.form, text):
            about = {"expected": named[0].name_vi}
            return _living(named, living_on, Doubt("E-PERIOD-003", None, None, cell, text, about))
    return None, [Doubt("E-UNIT-001", None, None, *_office_line(texts))]


def _living(
    named: list[Unit], day: date | None, otherwise: Doubt
) -> tuple[Unit | None, list[Doubt]]:
    if day is None:
        return (named[0] if len(named) == 1 else None), []
    living = [unit for unit in named if unit.is_valid(day)]
    return (living[0], []) if living else (named[0], [otherwise])


def _office_line(texts: list[Placed]) -> Placed:
    offices = [placed for placed in texts if _OFFICE.search(key(placed[1]))]
    return (offices or texts or [("A1", "")])[0]


def _title_at(texts: list[Placed]) -> str:
    """Find the usual cell of the period: the cell with BÁO CÁO, else the first text."""
    cells = [cell for cell, text in texts if "bao cao" in fold(text)]
    return cells[0] if cells else (texts[0][0] if texts else "A1")
