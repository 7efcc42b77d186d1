"""The worst cells of an asset check as a table of typed columns, and any rows as such a table.

Dagster's page shows every value of such a table as plain text. Senders chose a sheet's name, so it
must never be part of Markdown, HTML or a link. What is wrong in a cell is the code's own page.
"""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import NamedTuple

import dagster as dg

from warehouse.catalogue import Catalogue
from warehouse.periods import parse_period_code

MAX_WORST_PLACES = 10
EXPECTATION_PAGE = "docs/expectations.md"
"""Every expectation in words; beside it a page for each code, all in the project's folder."""

_PLACE_COLUMNS = (
    dg.TableColumn("mã / code", "string"),
    dg.TableColumn("chỉ tiêu / row", "string"),
    dg.TableColumn("trang tính / sheet", "string"),
    dg.TableColumn("ô / cell", "string"),
    dg.TableColumn("đơn vị / unit", "string"),
    dg.TableColumn("kỳ / period", "string"),
    dg.TableColumn("báo cáo / submission", "string"),
    dg.TableColumn("giải thích / page", "string"),
)


class FindingPlace(NamedTuple):
    """Where a code was raised; without `element` it is the whole report."""

    form: str
    code: str
    element: str | None
    sheet: str | None
    cell: str | None
    unit: str | None
    period: str | None
    submission: str


def tabulate_places(
    catalogue: Catalogue,
    measure: dg.TableColumn,
    measured_places: Iterable[tuple[FindingPlace, object]],
) -> dg.TableMetadataValue:
    """Return places as a table, each with its measure in the third column."""
    rows = [(_describe_place(catalogue, place), number) for place, number in measured_places]
    return build_table(
        (*_PLACE_COLUMNS[:2], measure, *_PLACE_COLUMNS[2:]),
        [(*description[:2], number, *description[2:]) for description, number in rows],
    )


def _describe_place(catalogue: Catalogue, place: FindingPlace) -> Sequence[str | None]:
    """Return a place as `_PLACE_COLUMNS` has it, in names for people."""
    form, unit = catalogue.forms[place.form], catalogue.units.get(place.unit or "")
    return (
        place.code,
        form.get_element(place.element).name_vi if place.element else form.name_vi,
        place.sheet,
        place.cell,
        unit.name_vi if unit else None,
        parse_period_code(place.period).format_label() if place.period else None,
        place.submission,
        f"docs/findings/{place.code}.md",
    )


def build_table(
    columns: Sequence[dg.TableColumn], rows: Iterable[Sequence[object]]
) -> dg.TableMetadataValue:
    """Return rows as a table; a text is held as it is, and null is an empty cell."""
    names = [column.name for column in columns]
    records = [
        dg.TableRecord(dict(zip(names, map(_plain_value, row), strict=True))) for row in rows
    ]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))


def build_column(name: str, values: Iterable[object]) -> dg.TableColumn:
    """Return the column for these values: of their type, or `string` when they differ in type."""
    plain_values = [value for value in map(_plain_value, values) if value is not None]
    types = {dg.TableMetadataValue.infer_column_type(value) for value in plain_values}
    return dg.TableColumn(name, types.pop() if len(types) == 1 else "string")


def _plain_value(value: object) -> str | int | float | bool | None:
    """Return a text, a number, a boolean or null as it is, and anything else as text."""
    if isinstance(value, float) and not isfinite(value):
        return str(value)  # JSON has no such number, and the browser would refuse the whole row
    return value if value is None or isinstance(value, str | int | float) else str(value)
