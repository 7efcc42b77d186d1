"""The template: one protected workbook per form, unit and period, derived from the catalogue.

Writes xlsx and nothing else. Names and values are written as text, therefore no name or value
becomes a formula. `template_report` reads the workbook.
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
from warehouse.forms.blank.instructions import write_instructions
from warehouse.forms.blank.live_checks import NO, YES, LiveChecks
from warehouse.forms.blank.remark_cells import write_remarks
from warehouse.forms.blank.report_sheet import write_report_sheet
from warehouse.forms.blank.sheet_context import FormPage
from warehouse.forms.blank.styles import add_formats
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest
from warehouse.periods import Period


@dataclass(frozen=True, slots=True)
class BlankForm:
    """The form, the unit, the period and the prefilled values of a workbook.

    `values` by element: a whole number, or a text typed as given. `synthetic` marks a workbook of
    the demo, on the page and in the manifest. `notes` by element, and `obstacles` by the names of
    `layout.OBSTACLE_CELLS`, are texts to type beside and below the table.
    """

    form: str
    unit: str
    period: Period
    values: Mapping[str, int | str] = field(default_factory=dict)
    synthetic: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    obstacles: Mapping[str, str] = field(default_factory=dict)


class _PlainFormulaWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet that writes formulas unchanged.

    All formulas here are older than Excel 2010; xlsxwriter searches each formula for two hundred
    newer functions, and the search takes half the time of writing a form.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_form(catalogue: Catalogue, blank_form: BlankForm, path: Path) -> Manifest:
    """Write the workbook at `path`; the same input gives the same bytes.

    Returns:
        The manifest of the very-hidden sheet: the address of every element.
    """
    form = catalogue.forms[blank_form.form]
    manifest = _build_manifest(form, blank_form)
    live_checks = LiveChecks.from_form(form, map_typed_values(form, blank_form.values))
    with Workbook(str(path), {"in_memory": True}) as workbook:
        # Excel shows the date of creation; one fixed date keeps the bytes the same.
        created_at = datetime(catalogue.programme.first_year, 1, 1)
        workbook.set_properties({"title": form.name_vi, "author": "chiso", "created": created_at})
        page = FormPage(
            catalogue, blank_form.unit, blank_form.period, live_checks, add_formats(workbook)
        )
        report_worksheet = workbook.add_worksheet(layout.REPORT_SHEET, _PlainFormulaWorksheet)
        write_report_sheet(report_worksheet, page, synthetic=blank_form.synthetic)
        write_remarks(report_worksheet, page, blank_form.notes, blank_form.obstacles)
        write_instructions(workbook.add_worksheet(layout.INSTRUCTION_SHEET), page)
        manifest_worksheet = workbook.add_worksheet(MANIFEST_SHEET)
        manifest_worksheet.write_string(0, 0, manifest.to_json())
        manifest_worksheet.very_hidden()
    return manifest


def map_typed_values(form: Form, values: Mapping[str, int | str]) -> dict[str, Any]:
    """Map values to the content of cells: 1 and 0 of a yes/no element become Có and Không."""
    choices: dict[int | str, str] = {1: YES, 0: NO}
    return {
        element.element: choices.get(value, value) if element.is_yes_no else value
        for element in form.elements
        if (value := values.get(element.element)) is not None
    }


def _build_manifest(form: Form, blank_form: BlankForm) -> Manifest:
    lines = layout.list_form_lines(form)
    return Manifest(
        form=form.form,
        version=form.version,
        unit=blank_form.unit,
        period=blank_form.period.code,
        sheet=layout.REPORT_SHEET,
        unit_cell=layout.UNIT_CELL,
        period_cell=layout.PERIOD_CELL,
        cells=layout.map_value_cells(lines),
        synthetic=blank_form.synthetic,
        remarks=layout.map_obstacle_cells(lines),
    )
