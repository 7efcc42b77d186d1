"""A filled template of the system: the manifest states form, unit, period and all addresses.

The title block is compared with the manifest. An office's own layout belongs to `typed`.
"""

from warehouse.catalogue import Catalogue, Form
from warehouse.forms.grid import Sheet, UnreadableError, Workbook
from warehouse.forms.manifest import SHEET, Manifest
from warehouse.forms.numbers import as_typed, read
from warehouse.forms.report import Doubt, Report, ReportCells
from warehouse.periods import Period, PeriodError, find, from_code
from warehouse.text import key


def read_template(book: Workbook, catalogue: Catalogue) -> Report | Doubt:
    """Read the report of a template, or return a finding draft about an unusable manifest."""
    try:
        manifest = Manifest.from_json(str(book.sheet(SHEET).at("A1")))
        form = catalogue.forms[manifest.form]
        sheet = book.sheet(manifest.sheet)
        period = from_code(manifest.period)
    except (ValueError, KeyError, UnreadableError, PeriodError) as error:
        return Doubt("E-FORM-002", sheet=SHEET, cell="A1", observed=str(error)[:200])
    cells, doubts = _read_cells(sheet, manifest, form)
    return Report(
        form=form.form,
        unit=manifest.unit if manifest.unit in catalogue.units else None,
        period=period.code,
        sheet=sheet.name,
        layout="template",
        form_version=manifest.version,
        synthetic=manifest.synthetic,
        cells=cells,
        doubts=(*_title(sheet, manifest, catalogue, period), *doubts),
    )


def _title(sheet: Sheet, manifest: Manifest, catalogue: Catalogue, period: Period) -> list[Doubt]:
    """Check the unit and the period of the title against the manifest.

    A person may have typed another unit or period over the title.
    """
    doubts = []
    unit_text = as_typed(sheet.at(manifest.unit_cell))
    unit = catalogue.units.get(manifest.unit)
    names = [key(name) for name in (unit.name_vi, *unit.aliases)] if unit else []
    if not any(f" {name} " in f" {key(unit_text)} " for name in names):
        code = "E-UNIT-002" if unit else "E-UNIT-001"
        about = {"expected": unit.name_vi if unit else manifest.unit}
        doubts.append(Doubt(code, None, sheet.name, manifest.unit_cell, unit_text, about))
    period_text = as_typed(sheet.at(manifest.period_cell))
    if period_text != period.label() and find(period_text) != [period]:
        about = {"expected": period.label()}
        doubts.append(
            Doubt("E-PERIOD-004", None, sheet.name, manifest.period_cell, period_text, about)
        )
    return doubts


def _read_cells(sheet: Sheet, manifest: Manifest, form: Form) -> tuple[ReportCells, list[Doubt]]:
    """Read every element of the form, column by column: a night reads millions of cells."""
    names = tuple(e.element for e in form.elements)
    stands = manifest.cells
    addresses = tuple(stands.get(name, manifest.unit_cell) for name in names)
    raws = [sheet.at(stands[name]) if name in stands else "" for name in names]
    readings = [read(raw, e, form.marks) for raw, e in zip(raws, form.elements, strict=True)]
    texts = tuple(map(as_typed, raws))
    states, values = tuple(r.state for r in readings), tuple(r.value for r in readings)
    doubts = [
        Doubt(reading.code, name, sheet.name, address, text, dict(reading.about))
        for name, address, text, reading in zip(names, addresses, texts, readings, strict=True)
        if reading.code
    ]
    return ReportCells(names, addresses, texts, states, values), doubts
