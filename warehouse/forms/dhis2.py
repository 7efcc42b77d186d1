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
from warehouse.forms.grid import Cells, OversizedError, UnreadableError, address
from warehouse.forms.numbers import read
from warehouse.forms.report import Cell, Doubt, Report, ReportCells
from warehouse.periods import Grain, Period, PeriodError

MOST_SETS = 1000
"""Forms x units x periods in one file: five years of a whole district are fewer."""

JSON_SHEET = "dataValueSets"
_PERIOD = re.compile(r"(\d{4})(?:(\d{2})|Q([1-4])|S([12]))?")
_NUMBER = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
_HALF_LETTER = re.compile("[\ud800-\udfff]")
_COLUMNS = ("dataelement", "period", "orgunit", "value")
_BOOLEANS = {"true": 1, "false": 0}


@dataclass(frozen=True, slots=True)
class Value:
    """One data value: the element's code, the raw value and the address."""

    element: str
    raw: Any
    cell: str


@dataclass(frozen=True, slots=True)
class ValueSet:
    """The values of one form, unit and period as coded; `at` is the address of the beginning."""

    form: str
    unit: str
    period: str
    sheet: str
    at: str
    values: list[Value] = field(default_factory=list)


Codes = tuple[str, str, str]
"""Form, unit and period as coded."""


def from_json(text: str) -> list[ValueSet]:
    """Parse the value sets of a JSON text; UnreadableError for a text of another shape."""
    try:
        found = json.loads(text)
        if "\\u" in text and _HALF_LETTER.search(json.dumps(found, ensure_ascii=False)):
            raise ValueError("half a letter")  # no encoding can write half a letter
        if isinstance(found, dict) and "dataValueSets" in found:
            bundles = [(f"$.dataValueSets[{n}]", b) for n, b in enumerate(found["dataValueSets"])]
        elif isinstance(found, list):
            bundles = [(f"$[{n}]", bundle) for n, bundle in enumerate(found)]
        else:
            bundles = [("$", found)]
        return _bounded([s for path, bundle in bundles for s in _sets(path, bundle)])
    # A wrong shape appears as a missing key, a text in place of a list, and the like.
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableError(f"JSON: {error!r}"[:200]) from error


def _bounded(sets: list[ValueSet]) -> list[ValueSet]:
    if len(sets) > MOST_SETS:
        raise OversizedError(f"{len(sets)} > {MOST_SETS}")
    return sets


def _sets(path: str, bundle: dict[str, Any]) -> list[ValueSet]:
    """Group the values of a bundle by form, unit and period; a value may override the bundle's."""
    groups: dict[Codes, ValueSet] = {}
    for number, row in enumerate(bundle["dataValues"]):
        form, unit, period = (
            str(row.get(name) or bundle.get(name) or "")
            for name in ("dataSet", "orgUnit", "period")
        )
        group = ValueSet(form, unit, period, JSON_SHEET, f"{path}.dataValues")
        group = groups.setdefault((form, unit, period), group)
        if not _is_deleted(row.get("deleted")):
            at = f"{path}.dataValues[{number}].value"
            group.values.append(Value(str(row["dataElement"]), row.get("value", ""), at))
    return list(groups.values())


def _is_deleted(mark: Any) -> bool:
    return str(mark).strip().lower() == "true"


def is_header(cells: Cells) -> bool:
    """Return whether the first row names DHIS2's columns."""
    return set(_COLUMNS) <= set(_header(cells))


def _header(cells: Cells) -> list[str]:
    return [str(name).strip().lower() for name in cells[0]] if cells else []


def from_cells(cells: Cells, sheet: str) -> list[ValueSet]:
    """Parse the value sets of a CSV with DHIS2's header."""
    header = _header(cells)
    at = {name: header.index(name) for name in (*_COLUMNS, "dataset", "deleted") if name in header}
    groups: dict[Codes, ValueSet] = {}
    for number, row in enumerate(cells[1:], start=1):
        if not any(row):
            continue
        told = {name: str(row[column]).strip() for name, column in at.items()}
        codes = (told.get("dataset", ""), told["orgunit"], told["period"])
        group = groups.setdefault(codes, ValueSet(*codes, sheet, address(number, 0)))
        if not _is_deleted(told.get("deleted")):
            cell = address(number, at["value"])
            group.values.append(Value(told["dataelement"], told["value"], cell))
    return _bounded(list(groups.values()))


def read_set(found: ValueSet, catalogue: Catalogue) -> Report | Doubt:
    """Read a value set as a report, or return a finding draft about an unknown form."""
    period = read_period(found.period)
    unit = _unit(found.unit, period, catalogue)
    form = _form(found, unit, catalogue)
    if form is None:
        return Doubt("E-FORM-003", None, found.sheet, found.at, found.form)
    doubts = []
    if period is None:
        doubts.append(Doubt("E-PERIOD-008", None, found.sheet, found.at, found.period))
    if unit is None:
        doubts.append(Doubt("E-UNIT-004", None, found.sheet, found.at, found.unit))
    cells, told = _read_values(found, form)
    return Report(
        form=form.form,
        unit=unit.unit if unit else None,
        period=period.code if period else None,
        sheet=found.sheet,
        layout="typed",
        form_version=None,
        synthetic=False,
        cells=ReportCells.of(cells),
        doubts=(*doubts, *told),
    )


def read_period(code: str) -> Period | None:
    """Parse `202305`, `2023Q2`, `2023S1` or `2023`; return None for anything else."""
    parts = _PERIOD.fullmatch(code.strip().upper())
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


def _unit(code: str, period: Period | None, catalogue: Catalogue) -> Unit | None:
    """Find a unit by id, or by GSO code at the end of the period, because codes may move."""
    if code in catalogue.units:
        return catalogue.units[code]
    if not code or period is None:
        return None
    day = catalogue.calendar.window(period)[1]
    bearing = [u for u in catalogue.units.values() if u.gso_code == code and u.is_valid(day)]
    return bearing[0] if len(bearing) == 1 else None


def _form(found: ValueSet, unit: Unit | None, catalogue: Catalogue) -> Form | None:
    """Return the form named by the set; a CSV without a form takes the unit's form."""
    name = found.form or (unit.form if unit else "") or ""
    return catalogue.forms.get(name)


def _read_values(found: ValueSet, form: Form) -> tuple[list[Cell], list[Doubt]]:
    elements = {element.element for element in form.elements}
    given: dict[str, Value] = {}
    doubts = []
    for value in found.values:
        if value.element not in elements:
            doubts.append(Doubt("W-ROW-002", None, found.sheet, value.cell, value.element))
        elif value.element in given:
            about = {"other": given[value.element].cell}
            doubt = Doubt("E-ROW-001", value.element, found.sheet, value.cell, "", about)
            doubts.append(doubt)
        else:
            given[value.element] = value
    read_ones = list(_read_elements(found, form, given))
    return [c for c, _ in read_ones], doubts + [d for _, d in read_ones if d]


def _read_elements(
    found: ValueSet, form: Form, given: dict[str, Value]
) -> Iterator[tuple[Cell, Doubt | None]]:
    for element in form.elements:
        value = given.get(element.element)
        if value is None:
            yield Cell(element.element, found.at, "", "missing", None), None
            continue
        text = "" if value.raw is None else str(value.raw)
        reading = read(_plain(value.raw, element), element, form.marks)
        yield (
            Cell(element.element, value.cell, text, reading.state, reading.value),
            Doubt(reading.code, element.element, found.sheet, value.cell, text, dict(reading.about))
            if reading.code
            else None,
        )


def _plain(raw: Any, element: Element) -> Any:
    """Parse a machine-written value: the point in `1.234` is a decimal point."""
    if isinstance(raw, int | float):
        return raw
    text = "" if raw is None else str(raw).strip()
    if element.is_yes_no:
        return _BOOLEANS.get(text.lower(), text)
    if not _NUMBER.fullmatch(text):
        return text
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else float(number)
