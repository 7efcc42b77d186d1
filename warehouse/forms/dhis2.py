"""DHIS2 data value sets, in JSON or CSV, as reports: codes instead of labels.

dataSet is the form, dataElement the element, orgUnit a unit's id or GSO code at the end of the
period. Addresses are JSON paths or the cells of the CSV.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from warehouse.catalogue import Catalogue, Element, Form, Unit
from warehouse.forms.grid import CellRows, OversizedError, UnreadableError, format_address
from warehouse.forms.numbers import read_cell
from warehouse.forms.report import FindingDraft, Report, ReportCell, ReportCells
from warehouse.periods import Grain, Period, PeriodError

MAX_VALUE_SETS = 1000
"""Forms x units x periods in one file: five years of a whole district are fewer."""

JSON_SHEET = "dataValueSets"
_PERIOD_CODE = re.compile(r"(\d{4})(?:(\d{2})|Q([1-4])|S([12]))?")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CSV_COLUMNS = ("dataelement", "period", "orgunit", "value")
_BOOLEAN_VALUES = {"true": 1, "false": 0}


@dataclass(frozen=True, slots=True)
class DataValue:
    """One data value: the element's code, the raw value and the address."""

    element: str
    raw_value: Any
    cell: str


@dataclass(frozen=True, slots=True)
class ValueSet:
    """The values of one form, unit and period as coded; `start` is the address of the beginning."""

    form: str
    unit: str
    period: str
    sheet: str
    start: str
    values: list[DataValue] = field(default_factory=list)


SetCodes = tuple[str, str, str]
"""Form, unit and period as coded."""


def parse_json_sets(text: str) -> list[ValueSet]:
    """Parse the value sets of a JSON text; UnreadableError for a text of another shape."""
    try:
        data = json.loads(text)
        if "\\u" in text and _LONE_SURROGATE.search(json.dumps(data, ensure_ascii=False)):
            raise ValueError("half a letter")  # no encoding can write half a letter
        if isinstance(data, dict) and "dataValueSets" in data:
            bundles = [(f"$.dataValueSets[{n}]", b) for n, b in enumerate(data["dataValueSets"])]
        elif isinstance(data, list):
            bundles = [(f"$[{n}]", bundle) for n, bundle in enumerate(data)]
        else:
            bundles = [("$", data)]
        return _check_set_count(
            [s for path, bundle in bundles for s in _group_values(path, bundle)]
        )
    # A wrong shape appears as a missing key, a text in place of a list, and the like.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"JSON: {error!r}"[:200]) from error


def _check_set_count(sets: list[ValueSet]) -> list[ValueSet]:
    if len(sets) > MAX_VALUE_SETS:
        raise OversizedError(f"{len(sets)} > {MAX_VALUE_SETS}")
    return sets


def _group_values(path: str, bundle: dict[str, Any]) -> list[ValueSet]:
    """Group the values of a bundle by form, unit and period; a value may override the bundle's."""
    groups: dict[SetCodes, ValueSet] = {}
    for number, row in enumerate(bundle["dataValues"]):
        form, unit, period = (
            str(row.get(name) or bundle.get(name) or "")
            for name in ("dataSet", "orgUnit", "period")
        )
        group = ValueSet(form, unit, period, JSON_SHEET, f"{path}.dataValues")
        group = groups.setdefault((form, unit, period), group)
        if not _is_deletion_mark(row.get("deleted")):
            value_path = f"{path}.dataValues[{number}].value"
            group.values.append(
                DataValue(str(row["dataElement"]), row.get("value", ""), value_path)
            )
    return list(groups.values())


def _is_deletion_mark(mark: Any) -> bool:
    return str(mark).strip().lower() == "true"


def is_dhis2_header(cells: CellRows) -> bool:
    """Return whether the first row names DHIS2's columns."""
    return set(_CSV_COLUMNS) <= set(_read_dhis2_header(cells))


def _read_dhis2_header(cells: CellRows) -> list[str]:
    return [str(name).strip().lower() for name in cells[0]] if cells else []


def parse_csv_sets(cells: CellRows, sheet: str) -> list[ValueSet]:
    """Parse the value sets of a CSV with DHIS2's header."""
    header = _read_dhis2_header(cells)
    columns = {
        name: header.index(name) for name in (*_CSV_COLUMNS, "dataset", "deleted") if name in header
    }
    groups: dict[SetCodes, ValueSet] = {}
    for number, row in enumerate(cells[1:], start=1):
        if not any(row):
            continue
        row_values = {name: str(row[column]).strip() for name, column in columns.items()}
        codes = (row_values.get("dataset", ""), row_values["orgunit"], row_values["period"])
        group = groups.setdefault(codes, ValueSet(*codes, sheet, format_address(number, 0)))
        if not _is_deletion_mark(row_values.get("deleted")):
            cell = format_address(number, columns["value"])
            group.values.append(DataValue(row_values["dataelement"], row_values["value"], cell))
    return _check_set_count(list(groups.values()))


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
    cells, value_drafts = _read_set_values(group, form)
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


def _read_set_values(group: ValueSet, form: Form) -> tuple[list[ReportCell], list[FindingDraft]]:
    element_codes = {element.element for element in form.elements}
    first_values: dict[str, DataValue] = {}
    drafts = []
    for value in group.values:
        if value.element not in element_codes:
            drafts.append(FindingDraft("W-ROW-002", None, group.sheet, value.cell, value.element))
        elif value.element in first_values:
            message_values = {"other": first_values[value.element].cell}
            draft = FindingDraft(
                "E-ROW-001", value.element, group.sheet, value.cell, "", message_values
            )
            drafts.append(draft)
        else:
            first_values[value.element] = value
    element_readings = list(_read_set_elements(group, form, first_values))
    return [c for c, _ in element_readings], drafts + [d for _, d in element_readings if d]


def _read_set_elements(
    group: ValueSet, form: Form, first_values: dict[str, DataValue]
) -> Iterator[tuple[ReportCell, FindingDraft | None]]:
    for element in form.elements:
        value = first_values.get(element.element)
        if value is None:
            yield ReportCell(element.element, group.start, "", "missing", None), None
            continue
        raw_text = "" if value.raw_value is None else str(value.raw_value)
        reading = read_cell(_parse_machine_value(value.raw_value, element), element, form.marks)
        yield (
            ReportCell(element.element, value.cell, raw_text, reading.state, reading.value),
            FindingDraft(
                reading.code,
                element.element,
                group.sheet,
                value.cell,
                raw_text,
                dict(reading.message_values),
            )
            if reading.code
            else None,
        )


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
