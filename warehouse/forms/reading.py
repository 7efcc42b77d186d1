"""From one file's bytes to reports: a template by the manifest, any other sheet by the labels.

`opening` determines the kind of a file. The result depends on the bytes, the file's name, the
catalogue and the day of receipt only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from warehouse.catalogue import Catalogue
from warehouse.forms import formula, more_sheets, percent
from warehouse.forms.dhis2 import ValueSet, read_set
from warehouse.forms.filled import read_template
from warehouse.forms.grid import Sheet, UnreadableError, Workbook
from warehouse.forms.labels import Labels
from warehouse.forms.legacy import garbled_at, mend
from warehouse.forms.manifest import SHEET
from warehouse.forms.opening import Document, documents
from warehouse.forms.report import Doubt, FileReading, Report
from warehouse.forms.table import labels_found
from warehouse.forms.typed import read_sheet
from warehouse.periods import from_code

_LETTER = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|html?|eml|msg|jpe?g|png|gif|bmp|tiff?|heic|pptx?)$", re.IGNORECASE
)
"""Names of files sent along with reports in a zip, such as letters and pictures."""


class Reader:
    """A reader of files against one catalogue; the label index is built once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._labels = Labels(catalogue)

    def read(self, content: bytes, received: date, name: str = "") -> FileReading:
        """Read all reports of a file; a file without a report gives at least one finding draft.

        Args:
            content: the file's bytes.
            received: the day of receipt, in the programme's time zone.
            name: the file's name, a hint for an undecided content.
        """
        found = [
            _named(one, document.name)
            for document in documents(content, name, self._labels_in)
            for one in self._found(document)
        ]
        doubts = [d for d in found if isinstance(d, Doubt)]
        reports = [self._placed(r, received) for r in found if isinstance(r, Report)]
        return _together(more_sheets.told_apart(reports), doubts)

    def _labels_in(self, sheet: Sheet) -> int:
        return labels_found(mend(sheet), self._labels)

    def _found(self, document: Document) -> list[Report | Doubt]:
        """Read one document: reports, or at least one finding draft."""
        holds = document.holds
        try:
            if isinstance(holds, UnreadableError):
                raise holds
            if isinstance(holds, Workbook) and SHEET in holds.names:
                return self._template(holds, document)
            opened = holds.worksheets() if isinstance(holds, Workbook) else holds
            pages: list[Sheet | ValueSet] = [*opened]
            found = [_explained(one, document) for page in pages for one in self._read(page) if one]
            found = found or [_unrecognised(document, pages)]
            if isinstance(holds, Workbook):
                found += more_sheets.hidden(holds, self._read_sheet)
        except UnreadableError as error:
            if _LETTER.search(document.name) and not document.name.lower().endswith(".docx"):
                return [Doubt("W-FILE-001", observed=document.name)]
            return [Doubt(error.code, observed=str(error)[:200])]
        return found

    def _read(self, page: Sheet | ValueSet) -> Iterator[Report | Doubt | None]:
        if isinstance(page, ValueSet):
            yield read_set(page, self.catalogue)
        else:
            yield self._read_sheet(page)

    def _read_sheet(self, sheet: Sheet) -> Report | None:
        return read_sheet(mend(sheet), self.catalogue, self._labels)

    def _template(self, book: Workbook, document: Document) -> list[Report | Doubt]:
        """Read a template, and the reports on sheets added to the template."""
        first = read_template(book, self.catalogue)
        more = (
            more_sheets.beside(book, first, self._read_sheet) if isinstance(first, Report) else ()
        )
        return [_explained(one, document) for one in (first, *more)]

    def _placed(self, report: Report, received: date) -> Report:
        """Add a finding draft when the unit does not owe this form for this period, or not yet."""
        told = {doubt.code for doubt in report.doubts}
        new = [d for d in self._place_doubts(report, received) if d.code not in told]
        return replace(report, doubts=report.doubts + tuple(new)) if new else report

    def _place_doubts(self, report: Report, received: date) -> list[Doubt]:
        if report.unit is None or report.period is None:
            return []
        unit, period = self.catalogue.units[report.unit], from_code(report.period)
        form, programme = self.catalogue.forms[report.form], self.catalogue.programme
        opens, closes = self.catalogue.calendar.window(period)
        about = {"expected": unit.name_vi}
        faults = (
            (unit.form != report.form, "E-UNIT-003"),
            (period.grain is not form.frequency, "E-PERIOD-002"),
            (not programme.first_year <= period.year <= programme.last_year, "E-PERIOD-007"),
            (not unit.is_valid(closes), "E-PERIOD-003"),
            (received < opens, "E-PERIOD-006"),
            (opens <= received <= closes, "W-PERIOD-001"),
        )
        return [
            Doubt(code, sheet=report.sheet, observed=period.label(), about=about)
            for wrong, code in faults
            if wrong
        ]


def _explained(found: Report | Doubt, document: Document) -> Report | Doubt:
    """Explain missing and percentage figures of a report, and add the document's note."""
    if isinstance(found, Doubt):
        return found
    report = percent.explained(formula.explained(found, document.content), document.content)
    return replace(report, doubts=(*report.doubts, document.note)) if document.note else report


def _unrecognised(document: Document, pages: Sequence[Sheet | ValueSet]) -> Doubt:
    sheets = [page for page in pages if isinstance(page, Sheet)]
    first = sheets[0].name if sheets else None
    for sheet in sheets:
        if cell := garbled_at(mend(sheet)):
            return Doubt("E-ENCODING-001", sheet=sheet.name, cell=cell)
    if _LETTER.search(document.name):
        return Doubt("W-FILE-001", observed=document.name)
    return Doubt("E-FORM-001", sheet=first, cell="A1")


def _named(found: Report | Doubt, member: str) -> Report | Doubt:
    """Add a zip member's name to the sheet, in Excel's notation of another file: [file]sheet."""
    if not member:
        return found
    sheet = f"[{member}]{found.sheet or ''}"
    if isinstance(found, Doubt):
        return replace(found, sheet=sheet)
    doubts = tuple(replace(doubt, sheet=sheet) for doubt in found.doubts)
    return replace(found, sheet=sheet, doubts=doubts)


def _together(reports: list[Report], doubts: list[Doubt]) -> FileReading:
    """Combine reports and drafts: warnings join the first report; no report makes an error."""
    warnings = tuple(d for d in doubts if d.code.startswith("W"))
    errors = tuple(d for d in doubts if not d.code.startswith("W"))
    if reports and warnings:
        reports[0] = replace(reports[0], doubts=reports[0].doubts + warnings)
    if not reports:
        errors = (errors or (Doubt("E-FORM-001"),)) + warnings
    return FileReading(tuple(reports), errors)
