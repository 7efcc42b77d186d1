"""DHIS2 data value sets, in JSON or CSV, as reports: codes instead of labels.

dataSet is the form, dataElement the element, orgUnit a unit's id or GSO code at the end of the
period. Addresses are JSON paths or the cells of the CSV.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from warehouse.files.grid import (
    REPORT_MEASURE,
    CellRows,
    OversizedError,
    UnreadableError,
    format_address,
)

MAX_VALUE_SETS = 1000
"""Forms x units x periods in one file: five years of a whole district are fewer."""

JSON_SHEET = "dataValueSets"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HIGH_HALF, _LOW_HALF = r"\\u[dD][89abAB][0-9a-fA-F]{2}", r"\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_LONE_SURROGATE_CODE = re.compile(f"{_HIGH_HALF}(?!{_LOW_HALF})|(?<!{_HIGH_HALF}){_LOW_HALF}")
_MAX_NUMBER_DIGITS = 1000
_CSV_COLUMNS = ("dataelement", "period", "orgunit", "value")
_COMBO_NAMES = ("categoryOptionCombo", "attributeOptionCombo", "attributeCategoryOptions")
"""The fields that make a value one part of a breakdown."""
_CSV_COMBO_COLUMNS = tuple(name.lower() for name in _COMBO_NAMES)


@dataclass(frozen=True, slots=True)
class DataValue:
    """One data value: the element's code, the raw value, the address and the combinations.

    `combos` holds the category and attribute option combinations as coded, the default included.
    """

    element: str
    raw_value: Any
    cell: str
    combos: tuple[str, ...] = ()


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


class JsonSyntaxError(UnreadableError):
    """The text is no JSON: the line and column of the fault."""

    code = "E-JSON-001"

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}", line=str(line), column=str(column))


class JsonShapeError(UnreadableError):
    """The JSON is no data value set: the path of what is missing or of another shape."""

    code = "E-JSON-002"


def parse_json_sets(text: str) -> list[ValueSet]:
    """Parse the value sets of a JSON text.

    Raises:
        JsonSyntaxError: the text is no JSON.
        JsonShapeError: the JSON is no data value set.
    """
    try:
        data = json.loads(text, parse_int=_parse_json_number)
        has_lone_half = "\\u" in text and _LONE_SURROGATE.search(
            json.dumps(data, ensure_ascii=False)
        )
    except json.JSONDecodeError as error:
        raise JsonSyntaxError(error.lineno, error.colno) from error
    except RecursionError as error:
        raise JsonShapeError("$") from error
    if has_lone_half:  # no encoding can write half a letter
        raise _locate_lone_half(text)
    return _check_set_count(
        [s for path, bundle in _list_bundles(data) for s in _group_values(path, bundle)]
    )


def _parse_json_number(digits: str) -> int | str:
    """Parse a whole number; Python refuses one of thousands of digits, which stays a text."""
    return int(digits) if len(digits) <= _MAX_NUMBER_DIGITS else digits


def _locate_lone_half(text: str) -> JsonSyntaxError:
    match = _LONE_SURROGATE_CODE.search(text)
    before = text[: match.start() if match else 0]
    return JsonSyntaxError(before.count("\n") + 1, len(before) - before.rfind("\n"))


def format_json(value: Any) -> str:
    """Format a value in the way the file writes it; a text stands without quotes."""
    if isinstance(value, str):
        return value
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:  # lists within lists, nearly too deep to be parsed
        return "…"


def _list_bundles(data: Any) -> list[tuple[str, Any]]:
    """List the bundles of values, each with the path within the file."""
    if isinstance(data, list):
        return [(f"$[{n}]", bundle) for n, bundle in enumerate(data)]
    if isinstance(data, dict) and JSON_SHEET in data:
        bundles = _get_field(data, JSON_SHEET, "$", list)
        return [(f"$.{JSON_SHEET}[{n}]", bundle) for n, bundle in enumerate(bundles)]
    return [("$", data)]


def _get_field(owner: Any, name: str, path: str, kind: type) -> Any:
    """Return a field of an object; JsonShapeError without it, or with a value of another kind."""
    if not isinstance(owner, dict):
        raise JsonShapeError(path)
    if not isinstance(owner.get(name), kind):
        raise JsonShapeError(f"{path}.{name}")
    return owner[name]


def _check_set_count(sets: list[ValueSet]) -> list[ValueSet]:
    if len(sets) > MAX_VALUE_SETS:
        raise OversizedError(f"{len(sets)} > {MAX_VALUE_SETS}", REPORT_MEASURE)
    return sets


def _group_values(path: str, bundle: Any) -> list[ValueSet]:
    """Group the values of a bundle by form, unit and period; a value may override the bundle's."""
    groups: dict[SetCodes, ValueSet] = {}
    for number, row in enumerate(_get_field(bundle, "dataValues", path, list)):
        row_path = f"{path}.dataValues[{number}]"
        element: str = _get_field(row, "dataElement", row_path, str)
        form, unit, period = (
            format_json(row.get(name) or bundle.get(name) or "")
            for name in ("dataSet", "orgUnit", "period")
        )
        group = ValueSet(form, unit, period, JSON_SHEET, f"{path}.dataValues")
        group = groups.setdefault((form, unit, period), group)
        if not _is_deletion_mark(row.get("deleted")):
            combos = _list_combos(row.get(name) or bundle.get(name) for name in _COMBO_NAMES)
            value = DataValue(element, row.get("value", ""), f"{row_path}.value", combos)
            group.values.append(value)
    return list(groups.values())


def _list_combos(fields: Iterable[Any]) -> tuple[str, ...]:
    """List the combinations that a value names; a field may hold a list of codes."""
    codes = [
        format_json(code).strip()
        for field_value in fields
        for code in (field_value if isinstance(field_value, list) else [field_value or ""])
    ]
    return tuple(code for code in codes if code)


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
        name: header.index(name)
        for name in (*_CSV_COLUMNS, *_CSV_COMBO_COLUMNS, "dataset", "deleted")
        if name in header
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
            combos = _list_combos(row_values.get(name) for name in _CSV_COMBO_COLUMNS)
            group.values.append(
                DataValue(row_values["dataelement"], row_values["value"], cell, combos)
            )
    return _check_set_count(list(groups.values()))
