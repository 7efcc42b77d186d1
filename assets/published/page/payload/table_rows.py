"""The consolidated tables of the page's script: elements by unit, of each period with reports.

For the office alone: counts of single units. May call the floors below.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from assets.charts.number_texts import format_period_in_sentence
from assets.published.page.reporting_grid import list_reporting_units
from assets.published.tables.form_figures import (
    ConsolidatedTable,
    FigureCell,
    load_tables_by_period,
)
from warehouse.catalogue import Catalogue
from warehouse.periods import parse_period_code
from warehouse.store import Store

_PERIODS_WITH_REPORTS = """
    SELECT DISTINCT n.period
    FROM (SELECT DISTINCT period FROM core.observations WHERE known_to IS NULL) AS o
    INNER JOIN catalogue.nesting AS n ON n.part = o.period
"""


def build_element_facts(catalogue: Catalogue, lang: str) -> dict[str, dict[str, Any]]:
    """Map each form to its name and its elements in order: name, unit of measure, yes/no, code."""
    return {
        form.form: {
            "name": form.get_name(lang),
            "elements": [
                [element.get_name(lang), element.unit, int(element.is_yes_no), element.element]
                for element in form.elements
            ],
        }
        for form in catalogue.forms.values()
    }


def build_table_rows(
    catalogue: Catalogue, store: Store, places: Mapping[str, int], lang: str
) -> dict[str, dict[int, dict[str, Any]]]:
    """Map each form and period to its columns and, element by element, the cells.

    A form with more units than the page has is left to the workbook of `chiso tables`.
    """
    units = set(list_reporting_units(catalogue))
    forms = [form for form, owing in catalogue.units_by_form.items() if units >= set(owing)]
    codes = {code for (code,) in store.query_rows(_PERIODS_WITH_REPORTS)}
    periods = [parse_period_code(code) for code in places if code in codes]
    tables: dict[str, dict[int, dict[str, Any]]] = {}
    for period, period_tables in load_tables_by_period(store, catalogue, periods, forms).items():
        for table in period_tables:
            by_period = tables.setdefault(table.form.form, {})
            by_period[places[period.code]] = _build_table(catalogue, table, lang)
    return tables


def _build_table(catalogue: Catalogue, table: ConsolidatedTable, lang: str) -> dict[str, Any]:
    return {
        "units": [unit.unit for unit in table.units],
        "areas": [
            [
                coverage.area,
                coverage.get_name(lang) or catalogue.units[coverage.area].get_name(lang),
            ]
            for coverage in table.areas
        ],
        "reported": [table.owed_count - len(table.missing_reports), table.owed_count],
        "missing": [
            f"{unit.get_name(lang)}, {format_period_in_sentence(period, lang)}"
            for unit, period in table.missing_reports
        ],
        "rows": [_build_cells((*row.unit_cells, *row.area_cells)) for row in table.rows],
    }


def _build_cells(cells: Sequence[FigureCell]) -> list[Any]:
    """Return a number for a cell without marks, the marks for a cell without a number, or both."""
    return [
        cell.marks if cell.value is None else [cell.value, cell.marks] if cell.marks else cell.value
        for cell in cells
    ]
