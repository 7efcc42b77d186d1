"""Reports read from DHIS2 value sets: form, unit and period by code, values by the element's type.

The file's syntax (JSON or CSV) is parsed in `warehouse.files.formats.dhis2`.
"""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from warehouse.catalogue import Catalogue, Element, Form, Unit
from warehouse.files.formats.dhis2 import DataValue, ValueSet, format_json
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.numbers import read_cell
from warehouse.forms.report import Report, ReportCell, ReportCells
from warehouse.periods import Grain, Period, PeriodError

_PERIOD_CODE = re.compile(r"(\d{4})(?:(\d{2})|Q([1-4])|S([12]))?")
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?")
_BOOLEAN_VALUES = {"true": 1, "false": 0}
_DEFAULT_COMBO = "default"
"""The code of the default combination on every server; the id differs from server to server."""
PARTIAL_VALUE = "E-COMBO-001"
"""The finding about a value of a breakdown: a part is never taken for the total."""


def read_value_set(group: ValueSet, catalogue: Catalogue) -> Report | FindingDraft:
    """Read a value set as a report, or return a finding draft about an unknown form."""
    period = parse_dhis2_period(group.period)
    unit = _find_coded_unit(group.unit, period, catalogue)
    form = _find_set_form(group, unit, catalogue)
    if form is None:
        return FindingDraft("E-FORM-003", None, group.sheet, group.start, group.form)
    drafts = []
    if period is None:
        drafts.append(FindingDraft("E-PERIOD-008", None, group.sheet, group.start, group.period))
    if unit is None:
        drafts.append(FindingDraft("E-UNIT-004", None, group.sheet, group.start, group.unit))
    default_combos = {_DEFAULT_COMBO, *catalogue.programme.dhis2_default_combos}
    cells, value_drafts = _read_set_values(group, form, default_combos)
    return Report(
        form=form.form,
        unit=unit.unit if unit else None,
        period=period.code if period else None,
        sheet=group.sheet,
        layout="typed",
        form_version=None,
        synthetic=False,
        cells=ReportCells.from_cells(cells),
        drafts=(*drafts, *value_drafts),
    )


def parse_dhis2_period(code: str) -> Period | None:
    """Parse `202305`, `2023Q2`, `2023S1` or `2023`; return None for anything else."""
    parts = _PERIOD_CODE.fullmatch(code.strip().upper())
    if not parts:
        return None
    year, month, quarter, half = parts.groups()
    grain = Grain.MONTH if month else Grain.QUARTER if quarter else Grain.HALF_YEAR
    try:
        if number := month or quarter or half:
            return Period(int(year), grain, int(number))
        return Period(int(year), Grain.YEAR)
    except PeriodError:
        return None


def _find_coded_unit(code: str, period: Period | None, catalogue: Catalogue) -> Unit | None:
    """Find a unit by id, or by GSO code at the end of the period, because codes may move."""
    if code in catalogue.units:
        return catalogue.units[code]
    if not code or period is None:
        return None
    day = catalogue.calendar.compute_window(period)[1]
    matching_units = [
        u for u in catalogue.units.values() if u.gso_code == code and u.exists_on(day)
    ]
    return matching_units[0] if len(matching_units) == 1 else None


def _find_set_form(group: ValueSet, unit: Unit | None, catalogue: Catalogue) -> Form | None:
    """Return the form named by the set; a CSV without a form takes the unit's form."""
    form_code = group.form or (unit.form if unit else "") or ""
    return catalogue.forms.get(form_code)


def _read_set_values(
    group: ValueSet, form: Form, default_combos: set[str]
) -> tuple[list[ReportCell], list[FindingDraft]]:
    element_codes = {element.element for element in form.elements}
    first_values: dict[str, DataValue] = {}
    partial_values: dict[str, DataValue] = {}
    drafts = []
    for value in group.values:
        if value.element not in element_codes:
            drafts.append(FindingDraft("W-ROW-002", None, group.sheet, value.cell, value.element))
        elif combos := [c for c in value.combos if c not in default_combos]:
            observed = f"{', '.join(combos)} = {_format_raw_value(value)}"
            drafts.append(
                FindingDraft(PARTIAL_VALUE, value.element, group.sheet, value.cell, observed)
            )
            partial_values.setdefault(value.element, value)
        elif value.element in first_values:
            message_values = {"other": first_values[value.element].cell}
            draft = FindingDraft(
                "E-ROW-001", value.element, group.sheet, value.cell, "", message_values
            )
            drafts.append(draft)
        else:
            first_values[value.element] = value
    element_readings = [
        _read_set_element(group, element, form, first_values.get(element.element))
        if element.element in first_values or element.element not in partial_values
        else (_build_partial_cell(partial_values[element.element]), None)
        for element in form.elements
    ]
    return [c for c, _ in element_readings], drafts + [d for _, d in element_readings if d]


def _build_partial_cell(value: DataValue) -> ReportCell:
    """Build the cell of an element given in parts only: no figure, and not missing either."""
    return ReportCell(value.element, value.cell, _format_raw_value(value), "unreadable", None)


def _read_set_element(
    group: ValueSet, element: Element, form: Form, value: DataValue | None
) -> tuple[ReportCell, FindingDraft | None]:
    if value is None:
        return ReportCell(element.element, group.start, "", "missing", None), None
    raw_text = _format_raw_value(value)
    reading = read_cell(_parse_machine_value(value.raw_value, element), element, form.marks)
    cell = ReportCell(element.element, value.cell, raw_text, reading.state, reading.value)
    if not reading.code:
        return cell, None
    return cell, FindingDraft(
        reading.code,
        element.element,
        group.sheet,
        value.cell,
        raw_text,
        dict(reading.message_values),
    )


def _format_raw_value(value: DataValue) -> str:
    return "" if value.raw_value is None else format_json(value.raw_value)


def _parse_machine_value(raw_value: Any, element: Element) -> Any:
    """Parse a machine-written value: the point in `1.234` is a decimal point."""
    if isinstance(raw_value, int | float):
        return raw_value
    text = "" if raw_value is None else str(raw_value).strip()
    if element.is_yes_no:
        return _BOOLEAN_VALUES.get(text.lower(), text)
    if not _PLAIN_NUMBER.fullmatch(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else float(number)
