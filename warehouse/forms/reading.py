"""One file's bytes to its reports: our template by its manifest, anything else by its words.

The whole of intake that depends on nothing but the bytes, the catalogue and the day received.
"""

from dataclasses import replace
from datetime import date

from warehouse.catalogue import Catalogue
from warehouse.forms import formula, guard
from warehouse.forms.filled import read_template
from warehouse.forms.grid import LockedError, UnreadableError, Workbook
from warehouse.forms.labels import Labels
from warehouse.forms.manifest import SHEET
from warehouse.forms.report import Doubt, FileReading, Report
from warehouse.forms.typed import read_sheet
from warehouse.periods import from_code


class Reader:
    """Reads files against one catalogue; its label index is built once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._labels = Labels(catalogue)

    def read(self, content: bytes, received: date) -> FileReading:
        """All reports in a file, or why there are none.

        Args:
            content: the file's bytes.
            received: the day it came, where the programme runs.
        """
        told = guard.examine(content)
        if told and told.code.startswith("E"):
            return FileReading((), (told,))
        try:
            book = Workbook(content)
            if SHEET in book.names:
                found = [read_template(book, self.catalogue)]
            else:
                found = [
                    report
                    for sheet in book.worksheets()
                    for report in [read_sheet(sheet, self.catalogue, self._labels)]
                    if report
                ]
        except LockedError:
            return FileReading((), (Doubt(guard.PASSWORD),))
        except UnreadableError as error:
            return FileReading((), (Doubt("E-FILE-001", observed=str(error)[:200]),))
        doubts = tuple(d for d in found if isinstance(d, Doubt))
        reports = tuple(self._placed(r, received) for r in found if isinstance(r, Report))
        reports = tuple(formula.explained(r, content) for r in reports)
        if told:
            reports = tuple(replace(r, doubts=(*r.doubts, told)) for r in reports)
        if not reports and not doubts:
            doubts = (Doubt("E-FORM-001", sheet=next(iter(book.names), None), cell="A1"),)
        return FileReading(reports, doubts)

    def _placed(self, report: Report, received: date) -> Report:
        """Add the doubts about whether this unit owes this form for this period, and already."""
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
