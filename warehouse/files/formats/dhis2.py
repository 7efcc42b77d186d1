"""DHIS2 data value sets, in JSON or CSV, as reports: codes instead of labels.

dataSet is the form, dataElement the element, orgUnit a unit's id or GSO code at the end of the
period. Addresses are JSON paths or the cells of the CSV.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from warehouse.files.grid import CellRows, OversizedError, UnreadableError, format_address

MAX_VALUE_SETS = 1000
"""Forms x units x periods in one file: five years of a whole district are fewer."""

JSON_SHEET = "dataValueSets"
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
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
            cell = f"{path}.dataValues[{number}].value"
            combos = _list_combos(row.get(name) or bundle.get(name) for name in _COMBO_NAMES)
            group.values.append(
                DataValue(str(row["dataElement"]), row.get("value", ""), cell, combos)
            )
    return list(groups.values())


def _list_combos(fields: Iterable[Any]) -> tuple[str, ...]:
    """List the combinations that a value names; a field may hold a list of codes."""
    codes = [
        str(code).strip()
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
