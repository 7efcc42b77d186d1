"""The title block: the unit and the period above the table.

Reads texts above the table only; `report_reader` checks whether the unit owes the period.
"""

import re
from datetime import date

from warehouse.catalogue import Form, Unit
from warehouse.files.grid import Sheet, format_address
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.labels import LabelIndex
from warehouse.periods import Period, find_periods
from warehouse.text import fold_text, make_match_key

_OFFICE_NAME = re.compile(
    r"^(?:don vi|ubnd|uy ban|phuong|xa|quan|huyen|phong|hoi|doan|doi|vien|toa|cong an)\b"
)

TitleText = tuple[str, str]
"""An address and the text of the cell."""


def list_title_texts(sheet: Sheet, before_row: int) -> list[TitleText]:
    """List every text above the table."""
    return sheet.texts_above + [
        (format_address(row, column), raw_value)
        for row in range(min(before_row, len(sheet.cells)))
        for column, raw_value in enumerate(sheet.cells[row])
        if isinstance(raw_value, str) and raw_value.strip()
    ]


def find_period(form: Form, texts: list[TitleText]) -> tuple[Period | None, list[FindingDraft]]:
    """Find the only period of the form's frequency in the title, else draft a finding."""
    named_periods = [(cell, text, period) for cell, text in texts for period in find_periods(text)]
    fitting_periods = {period for _, _, period in named_periods if period.grain is form.frequency}
    if len(fitting_periods) == 1:
        return fitting_periods.pop(), []
    if len(fitting_periods) > 1:
        cell, text = [(c, t) for c, t, p in named_periods if p in fitting_periods][-1]
        return None, [FindingDraft("E-PERIOD-005", cell=cell, observed=text)]
    if named_periods:
        cell, text, period = named_periods[0]
        message_values = {"expected": give_example_period(form, period)}
        return period, [
            FindingDraft("E-PERIOD-002", cell=cell, observed=text, message_values=message_values)
        ]
    return None, [FindingDraft("E-PERIOD-001", cell=_find_title_cell(texts))]


def give_example_period(form: Form, period: Period) -> str:
    """Return a period of the form's frequency in the year of another period, in words."""
    return Period(period.year, form.frequency, 1).format_label()


def find_unit(
    form: Form, texts: list[TitleText], label_index: LabelIndex, valid_on: date | None
) -> tuple[Unit | None, list[FindingDraft]]:
    """Find the unit named in the title and valid on a day, else draft a finding."""
    for cell, text in texts:
        if named_units := label_index.find_units(form.form, text):
            message_values = {"expected": named_units[0].name_vi}
            return _select_living_unit(
                named_units,
                valid_on,
                FindingDraft("E-PERIOD-003", None, None, cell, text, message_values),
            )
    return None, [FindingDraft("E-UNIT-001", None, None, *_find_office_line(texts))]


def _select_living_unit(
    named_units: list[Unit], day: date | None, draft: FindingDraft
) -> tuple[Unit | None, list[FindingDraft]]:
    if day is None:
        return (named_units[0] if len(named_units) == 1 else None), []
    living_units = [unit for unit in named_units if unit.exists_on(day)]
    return (living_units[0], []) if living_units else (named_units[0], [draft])


def _find_office_line(texts: list[TitleText]) -> TitleText:
    offices = [
        title_text for title_text in texts if _OFFICE_NAME.search(make_match_key(title_text[1]))
    ]
    return (offices or texts or [("A1", "")])[0]


def _find_title_cell(texts: list[TitleText]) -> str:
    """Find the usual cell of the period: the cell with BÁO CÁO, else the first text."""
    cells = [cell for cell, text in texts if "bao cao" in fold_text(text)]
    return cells[0] if cells else (texts[0][0] if texts else "A1")
