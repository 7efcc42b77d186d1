"""The template: one protected workbook per form, unit and period, derived from the catalogue.

Writes xlsx and nothing else. Names and values are written as text, therefore no name or value
becomes a formula. `filled` reads the workbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from warehouse.catalogue import Catalogue, Form
from warehouse.forms import layout
from warehouse.forms.instructions import write_instructions
from warehouse.forms.manifest import SHEET, Manifest
from warehouse.forms.page import Page
from warehouse.forms.report_sheet import write_report
from warehouse.forms.rules import NO, YES, LiveChecks
from warehouse.forms.styles import formats
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class Blank:
    """The form, the unit, the period and the prefilled values of a workbook.

    `values` by element: a whole number, or a text typed as given. `synthetic` marks a workbook of
    the demo, on the page and in the manifest.
    """

    form: str
    unit: str
    period: Period
    values: Mapping[str, int | str] = field(default_factory=dict)
    synthetic: bool = False


class _PlainFormulas(Worksheet):  # type: ignore[misc]
    """A worksheet that writes formulas unchanged.

    All formulas here are older than Excel 2010; xlsxwriter searches each formula for two hundred
    newer functions, and the search takes half the time of writing a form.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_form(catalogue: Catalogue, blank: Blank, path: Path) -> Manifest:
    """Write the workbook at `path`; the same input gives the same bytes.

    Returns:
        The manifest of the very-hidden sheet: the address of every element.
    """
    form = catalogue.forms[blank.form]
    manifest = _manifest(form, blank)
    rules = LiveChecks.of(form, typed(form, blank.values))
    with Workbook(str(path), {"in_memory": True}) as workbook:
        # Excel shows the date of creation; one fixed date keeps the bytes the same.
        made = datetime(catalogue.programme.first_year, 1, 1)
        workbook.set_properties({"title": form.name_vi, "author": "chiso", "created": made})
        page = Page(catalogue, blank.unit, blank.period, rules, formats(workbook))
        report = workbook.add_worksheet(layout.SHEET, _PlainFormulas)
        write_report(report, page, synthetic=blank.synthetic)
        write_instructions(workbook.add_worksheet(layout.INSTRUCTIONS), page)
        hidden = workbook.add_worksheet(SHEET)
        hidden.write_string(0, 0, manifest.to_json())
        hidden.very_hidden()
    return manifest


def typed(form: Form, values: Mapping[str, int | str]) -> dict[str, Any]:
    """Map values to the content of cells: 1 and 0 of a yes/no element become Có and Không."""
    words: dict[int | str, str] = {1: YES, 0: NO}
    return {
        element.element: words.get(value, value) if element.is_yes_no else value
        for element in form.elements
        if (value := values.get(element.element)) is not None
    }


def _manifest(form: Form, blank: Blank) -> Manifest:
    return Manifest(
        form=form.form,
        version=form.version,
        unit=blank.unit,
        period=blank.period.code,
        sheet=layout.SHEET,
        unit_cell=layout.UNIT_CELL,
        period_cell=layout.PERIOD_CELL,
        cells=layout.value_cells(layout.lines(form)),
        synthetic=blank.synthetic,
    )
