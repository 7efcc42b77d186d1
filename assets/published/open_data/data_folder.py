"""The folder `data/` of a half: every table in each format, written in the night.

May call the floors below.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from assets.published.open_data.dhis2_values import VALUES_FILE, format_value_set
from assets.published.open_data.exported_table import ExportedTable
from assets.published.open_data.half_tables import load_office_tables, load_public_tables
from assets.published.open_data.package_descriptor import (
    DESCRIPTOR_FILE,
    build_dictionary,
    format_descriptor,
)
from assets.published.open_data.sdmx_observations import SDMX_FILE, format_sdmx
from assets.published.open_data.table_files import format_csv, format_parquet
from assets.published.publication_facts import has_synthetic_data
from warehouse.catalogue import Catalogue
from warehouse.home import OFFICE_FOLDER, PUBLIC_FOLDER
from warehouse.store import Store

_Values = Iterator[tuple[str, str, str, float | int | None]]


@dataclass(frozen=True, slots=True)
class _HalfData:
    """What the folder of a half holds; the values are those of the value set."""

    name: str
    tables: Sequence[ExportedTable]
    values: _Values
    synthetic: bool


def write_public_data(catalogue: Catalogue, public_store: Store, folder: Path) -> None:
    """Write the public tables; the value set holds the indicators that are public."""
    tables = load_public_tables(catalogue, public_store)
    values = _list_indicator_values(_find_rows(tables, "indicator_values"))
    half = _HalfData(PUBLIC_FOLDER, tables, values, synthetic=has_synthetic_data(public_store))
    _write_folder(catalogue, half, folder)


def write_office_data(catalogue: Catalogue, warehouse: Store, folder: Path) -> None:
    """Write the office's tables; the value set holds every figure reported, as reported."""
    tables = load_office_tables(catalogue, warehouse)
    values = _list_reported_values(catalogue, _find_rows(tables, "element_values"))
    half = _HalfData(OFFICE_FOLDER, tables, values, synthetic=has_synthetic_data(warehouse))
    _write_folder(catalogue, half, folder)


def _write_folder(catalogue: Catalogue, half: _HalfData, folder: Path) -> None:
    folder.mkdir()
    csv_files = []
    for table in (*half.tables, build_dictionary(half.tables)):
        content = format_csv(table.rows)
        csv_files.append((table, content))
        (folder / f"{table.name}.csv").write_bytes(content)
        (folder / f"{table.name}.parquet").write_bytes(format_parquet(table.rows))
    descriptor = format_descriptor(catalogue, half.name, csv_files, synthetic=half.synthetic)
    (folder / DESCRIPTOR_FILE).write_bytes(descriptor)
    (folder / SDMX_FILE).write_bytes(format_sdmx(_find_rows(half.tables, "indicator_values")))
    (folder / VALUES_FILE).write_bytes(format_value_set(half.values))


def _find_rows(tables: Sequence[ExportedTable], name: str) -> pa.Table:
    return next(table.rows for table in tables if table.name == name)


def _list_indicator_values(rows: pa.Table) -> _Values:
    columns = rows.select(["indicator", "unit", "period", "value"]).to_pydict().values()
    return zip(*columns, strict=True)


def _list_reported_values(catalogue: Catalogue, rows: pa.Table) -> _Values:
    """List the values of each form's own periods, under the codes `form.element`."""
    frequencies = {form.form: str(form.frequency) for form in catalogue.forms.values()}
    columns = rows.select(["form", "element", "unit", "period", "grain", "value"]).to_pydict()
    for form, element, unit, period, grain, value in zip(*columns.values(), strict=True):
        if grain == frequencies[form]:
            yield f"{form}.{element}", unit, period, value
