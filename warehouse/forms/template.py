"""The blank form: one protected workbook per form, unit and period, derived from the catalogue.

Writes xlsx and nothing else. Names and values go in as text, so none is ever a formula; what
is read back is `filled`'s business.
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
    """Which form, for which unit and period, and what is already filled in.

    `values` by element: a whole number, or a text typed as it stands. `synthetic` marks a
    workbook that the demo made, on the page and in the manifest.
    """

    form: str
    unit: str
    period: Period
    values: Mapping[str, int | str] = field(default_factory=dict)
    synthetic: bool = False


class _PlainFormulas(Worksheet):  # type: ignore[misc]
    """A worksheet that writes formulas as they are.

    All of ours are older than Excel 2010; xlsxwriter looks for two hundred newer functions in
    each, which is half the time of writing a form.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.removeprefix("=")


def write_form(catalogue: Catalogue, blank: Blank, path: Path) -> Manifest:
    """Write the workbook at `path`; the same input gives the same bytes.

    Returns:
        What its very-hidden sheet says: the address of every element.
    """
    form = catalogue.forms[blank.form]
    manifest = _manifest(form, blank)
    rules = LiveChecks.of(form, typed(form, blank.values))
    with Workbook(str(path), {"in_memory": True}) as workbook:
        # Excel shows the date of making; one fixed date keeps the bytes the same.
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
    """What stands in the cells for these values: 1 and 0 of a yes/no element are Có and Không."""
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
