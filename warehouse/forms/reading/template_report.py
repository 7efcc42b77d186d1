"""A filled template of the system: the manifest states form, unit, period and all addresses.

The title block is compared with the manifest. An office's own layout belongs to `typed_report`.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import repeat

from warehouse.catalogue import Catalogue, Form
from warehouse.files.grid import Sheet, SheetBook, UnreadableError
from warehouse.finding_draft import FindingDraft
from warehouse.forms import proposal_marks
from warehouse.forms.layout import find_label_cell
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest
from warehouse.forms.reading.numbers import format_raw_text, read_cell
from warehouse.forms.reading.remarks import cut_remarks, read_template_remarks
from warehouse.forms.reading.unknown_rows import UNKNOWN_ROW
from warehouse.forms.report import Report, ReportCells
from warehouse.periods import Period, find_periods, parse_period_code
from warehouse.text import make_match_key

LATER_ELEMENT = "N-FORM-001"
"""An element for which the version of the report does not ask."""


def read_template(book: SheetBook, catalogue: Catalogue) -> Report | FindingDraft:
    """Read the report of a template, or return a finding draft about an unusable manifest.

    Raises:
        ProposalError: the workbook is a proposal of the hub.
    """
    manifest_text = str(book.load_sheet(MANIFEST_SHEET).get_value("A1"))
    if proposal_marks.is_proposal_manifest(manifest_text):
        raise proposal_marks.ProposalError
    try:
        manifest = Manifest.from_json(manifest_text)
        form = catalogue.forms[manifest.form]
        sheet = book.load_sheet(manifest.sheet)
        period = parse_period_code(manifest.period)
        remarks, remark_drafts = cut_remarks(read_template_remarks(sheet, manifest))
    except (ValueError, KeyError, UnreadableError):
        return FindingDraft("E-FORM-002", sheet=MANIFEST_SHEET, cell="A1")
    if proposal_marks.has_proposal_title(sheet):
        raise proposal_marks.ProposalError
    cells, drafts = _read_template_cells(sheet, manifest, form)
    return Report(
        form=form.form,
        unit=manifest.unit if manifest.unit in catalogue.units else None,
        period=period.code,
        sheet=sheet.name,
        layout="template",
        form_version=manifest.version,
        synthetic=manifest.synthetic,
        cells=cells,
        drafts=(
            *_check_title(sheet, manifest, catalogue, period),
            *_compare_elements(sheet, manifest, catalogue),
            *drafts,
            *(replace(draft, sheet=sheet.name) for draft in remark_drafts),
        ),
        remarks=remarks,
    )


def _check_title(
    sheet: Sheet, manifest: Manifest, catalogue: Catalogue, period: Period
) -> list[FindingDraft]:
    """Check the unit and the period of the title against the manifest.

    A person may have typed another unit or period over the title.
    """
    drafts = []
    unit_text = format_raw_text(sheet.get_value(manifest.unit_cell))
    unit = catalogue.units.get(manifest.unit)
    names = [make_match_key(name) for name in (unit.name_vi, *unit.aliases)] if unit else []
    if not any(f" {name} " in f" {make_match_key(unit_text)} " for name in names):
        code = "E-UNIT-002" if unit else "E-UNIT-001"
        message_values = {"expected": unit.name_vi if unit else manifest.unit}
        drafts.append(
            FindingDraft(code, None, sheet.name, manifest.unit_cell, unit_text, message_values)
        )
    period_text = format_raw_text(sheet.get_value(manifest.period_cell))
    if period_text != period.format_label() and find_periods(period_text) != [period]:
        message_values = {"expected": period.format_label()}
        drafts.append(
            FindingDraft(
                "E-PERIOD-004", None, sheet.name, manifest.period_cell, period_text, message_values
            )
        )
    return drafts


def _compare_elements(
    sheet: Sheet, manifest: Manifest, catalogue: Catalogue
) -> Iterator[FindingDraft]:
    """Yield the elements that the report's version and the form of today do not share.

    A note per compulsory element that came later; a warning per figure of an element that ended.
    """
    form = catalogue.forms[manifest.form]
    element_names = catalogue.element_names[manifest.form]
    later_elements = catalogue.later_elements.get((manifest.form, manifest.version), ())
    if not later_elements and manifest.cells.keys() <= element_names:  # true of nearly every report
        return
    message_values = {"version": str(manifest.version)}
    for name in later_elements:
        if form.get_element(name).required and name not in manifest.cells:
            yield FindingDraft(
                LATER_ELEMENT, name, sheet.name, manifest.unit_cell, "", message_values
            )
    for name, address in manifest.cells.items():
        if name not in element_names and format_raw_text(sheet.get_value(address)):
            label = format_raw_text(sheet.get_value(find_label_cell(address)))
            yield FindingDraft(UNKNOWN_ROW, None, sheet.name, address, label or name)


def _read_template_cells(
    sheet: Sheet, manifest: Manifest, form: Form
) -> tuple[ReportCells, list[FindingDraft]]:
    """Read every element of the form, column by column: a night reads millions of cells."""
    element_codes = tuple([e.element for e in form.elements])
    addresses_by_element, unit_cell = manifest.cells, manifest.unit_cell
    addresses = tuple([addresses_by_element.get(name, unit_cell) for name in element_codes])
    raw_values = [
        value if name in addresses_by_element else ""
        for name, value in zip(element_codes, sheet.get_values(addresses), strict=True)
    ]
    readings = list(map(read_cell, raw_values, form.elements, repeat(form.marks)))
    raw_texts = tuple(map(format_raw_text, raw_values))
    states, values = tuple([r.state for r in readings]), tuple([r.value for r in readings])
    drafts = [
        FindingDraft(reading.code, name, sheet.name, address, text, dict(reading.message_values))
        for name, address, text, reading in zip(
            element_codes, addresses, raw_texts, readings, strict=True
        )
        if reading.code
    ]
    element_codes, addresses, states = map(_share_column, (element_codes, addresses, states))
    return ReportCells(element_codes, addresses, raw_texts, states, values), drafts


@lru_cache(maxsize=256)
def _share_column(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return one object for equal columns: a share of results then passes through the pipe once."""
    return texts
