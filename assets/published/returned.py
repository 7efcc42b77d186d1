"""The returned workbook: a sender's report with faults marked in their cells and listed in front.

Decides between three kinds of workbooks; `returned_cells` marks the cells, `returned_list` writes
the list. Pure functions of the catalogue and a submission; may call the floors below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from assets.published.returned_cells import mark
from assets.published.returned_faults import Fault, Row, faults
from assets.published.returned_file import Opened, Shown, open_original, open_template, save
from assets.published.returned_list import Heading, write_list
from warehouse.catalogue import Catalogue
from warehouse.forms.manifest import Manifest
from warehouse.forms.rules import LiveChecks
from warehouse.forms.template import Blank, write_form
from warehouse.periods import from_code


@dataclass(frozen=True, slots=True)
class Returned:
    """A submission to send back.

    `original` is the archived file; a refused file is not archived. Form, unit and period are None
    when not recognised.
    `findings` are rows of core.findings, as values or as mappings. `values` maps each element to
    its number, or to the text as typed if it is not a number. `sheet` is the sheet of the values;
    `file_name` is the sender's name of the file.
    """

    original: Path | None
    received_at: datetime
    form: str | None = None
    unit: str | None = None
    period: str | None = None
    sheet: str | None = None
    carries_manifest: bool = False
    findings: Sequence[Row] = ()
    values: Mapping[str, int | str] = field(default_factory=dict)
    file_name: str | None = None
    synthetic: bool = False
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """The summary of a returned workbook: the kind, and the faults in order with their cells.

    `kind` is original, template, list or refused: the content of the workbook beside the list.
    """

    kind: str
    faults: Sequence[Fault]


def write_returned(catalogue: Catalogue, returned: Returned, path: Path) -> Marked:
    """Write the returned workbook to `path`; the same submission gives the same bytes.

    Our own template comes back as the sender filled it; an office's own layout comes back as our
    template with its values; an unrecognised report comes back as the list only.
    """
    opened, kind = _opened(catalogue, returned, path)
    form = catalogue.forms.get(returned.form or "")
    listed = faults(returned.findings, form, returned.sheet)
    shown: Shown = {}
    if opened is None:
        workbook = Workbook()
        workbook.remove(workbook.active)
    else:
        workbook, manifest = opened
        listed = [fault.placed(manifest, in_place=kind == "original") for fault in listed]
        mark(workbook, manifest, listed)
        shown = _shown(catalogue, manifest, workbook)
    write_list(
        workbook, Heading(_about(catalogue, returned), kind, _unknown(catalogue, returned)), listed
    )
    save(workbook, path, returned.received_at, shown)
    return Marked(kind, listed)


def _opened(catalogue: Catalogue, returned: Returned, path: Path) -> tuple[Opened | None, str]:
    if returned.is_refused:
        return None, "refused"
    if (
        returned.original
        and returned.carries_manifest
        and (opened := open_original(returned.original, returned.values))
    ):
        return opened, "original"
    if not (returned.form and returned.unit and returned.period):
        return None, "list"
    period = from_code(returned.period)
    blank = Blank(returned.form, returned.unit, period, returned.values, returned.synthetic)
    return open_template(path, write_form(catalogue, blank, path)), "template"


def _about(catalogue: Catalogue, returned: Returned) -> list[str]:
    """List form, unit, period and file in words, as far as they are known."""
    form = catalogue.forms.get(returned.form or "")
    unit = catalogue.units.get(returned.unit or "")
    period = from_code(returned.period).label() if returned.period else None
    file = f"Tệp: {returned.file_name}" if returned.file_name else None
    known = (form and form.name_vi, unit and unit.name_vi, period, file)
    return [words for words in known if words]


def _unknown(catalogue: Catalogue, returned: Returned) -> dict[str, str]:
    """List the parts not recognised with their possible values; nothing for a refused file."""
    unknown: dict[str, str] = {}
    if returned.is_refused:
        return unknown
    form = catalogue.forms.get(returned.form or "")
    if form is None:
        names = "; ".join(f.name_vi for f in catalogue.forms.values())
        unknown["biểu mẫu"] = f"Các biểu đang dùng: {names}."
    if returned.unit is None:
        units = catalogue.units_by_form[form.form] if form else ()
        names = "; ".join(dict.fromkeys(unit.name_vi for unit in units))
        unknown["đơn vị báo cáo"] = f"Ghi đúng tên ở đầu báo cáo: {names}." if names else ""
    if returned.period is None:
        periods = catalogue.periods(form.frequency)[:2] if form else ()
        labels = " hoặc ".join(f"«{period.label()}»" for period in periods)
        unknown["kỳ báo cáo"] = f"Ghi ở đầu báo cáo, ví dụ {labels}." if labels else ""
    return unknown


def _shown(catalogue: Catalogue, manifest: Manifest, workbook: Workbook) -> Shown:
    """Compute the texts of our formulas from the values in the sheet."""
    form = catalogue.forms.get(manifest.form)
    sheet = workbook[manifest.sheet]
    if form is None:
        return {}
    typed = {element: sheet[cell].value for element, cell in manifest.cells.items()}
    checks = LiveChecks.of(form, typed)
    return {manifest.sheet: checks.shown()} if checks.cells == manifest.cells else {}
