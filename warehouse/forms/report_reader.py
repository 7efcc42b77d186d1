"""From one file's bytes to reports: a template by the manifest, any other sheet by the labels.

`opening` determines the kind of a file. The result depends on the bytes, the file's name, the
catalogue and the day of receipt only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from warehouse.catalogue import Catalogue
from warehouse.files.formats.dhis2 import ValueSet
from warehouse.files.grid import Sheet, SheetBook, UnreadableError
from warehouse.files.legacy_text import convert_legacy_sheet, find_garbled_cell
from warehouse.files.opening import Document, open_documents
from warehouse.finding_draft import FindingDraft
from warehouse.forms import proposal_marks
from warehouse.forms.file_names import FileNames
from warehouse.forms.hub_teaching import NOTHING_TAUGHT, HubTeaching
from warehouse.forms.manifest import MANIFEST_SHEET
from warehouse.forms.reading import empty_cells, more_sheets, percent
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.reading.report_grid import count_form_labels, list_row_labels
from warehouse.forms.reading.template_report import read_template
from warehouse.forms.reading.title_block import give_example_period
from warehouse.forms.reading.typed_report import read_typed_sheet
from warehouse.forms.reading.unknown_rows import draft_unrecognised
from warehouse.forms.reading.value_sets import read_value_set
from warehouse.forms.report import FileReading, Report
from warehouse.periods import parse_period_code

_LETTER_FILE = re.compile(
    r"\.(?:pdf|docx?|odt|rtf|txt|html?|eml|msg|jpe?g|png|gif|bmp|tiff?|heic|pptx?)$", re.IGNORECASE
)
"""Names of files sent along with reports in a zip, such as letters and pictures."""


class ReportReader:
    """A reader of files against one catalogue; the label index is built once.

    `taught` holds what the hub taught beside the catalogue: labels, and offices' own layouts.
    """

    def __init__(self, catalogue: Catalogue, taught: HubTeaching = NOTHING_TAUGHT) -> None:
        self.catalogue = catalogue
        self.taught = taught
        self._label_index = LabelIndex(catalogue, taught.labels)
        self._file_names = FileNames(catalogue)

    def read_reports(self, content: bytes, received_on: date, file_name: str = "") -> FileReading:
        """Read all reports of a file; a file without a report gives at least one finding draft.

        Args:
            content: the file's bytes.
            received_on: the day of receipt, in the programme's time zone.
            file_name: the file's name, a hint for an undecided content.
        """
        outcomes = [
            _add_member_name(outcome, document.name)
            for document in map(
                self._reduce_name, open_documents(content, file_name, self._count_labels)
            )
            for outcome in self._read_document(document)
        ]
        drafts = [d for d in outcomes if isinstance(d, FindingDraft)]
        reports = [
            self._add_place_drafts(r, received_on) for r in outcomes if isinstance(r, Report)
        ]
        return _combine_outcomes(more_sheets.mark_rival_reports(reports), drafts)

    def _reduce_name(self, document: Document) -> Document:
        """Return a document under the reduced name, for storage with the sheet and for quotes."""
        return replace(document, name=self._file_names.reduce_member(document.name))

    def _count_labels(self, sheet: Sheet) -> int:
        return count_form_labels(convert_legacy_sheet(sheet), self._label_index)

    def _read_document(self, document: Document) -> list[Report | FindingDraft]:
        """Read one document: reports, or at least one finding draft."""
        body = document.body
        try:
            if isinstance(body, UnreadableError):
                raise body
            if proposal_marks.has_proposal_property(document.content):
                raise proposal_marks.ProposalError
            if isinstance(body, SheetBook) and MANIFEST_SHEET in body.sheet_names:
                return self._read_template_book(body, document)
            readable_pages = body.iterate_visible_sheets() if isinstance(body, SheetBook) else body
            pages: list[Sheet | ValueSet] = [*readable_pages]
            if any(map(proposal_marks.has_proposal_title, pages)):
                raise proposal_marks.ProposalError
            outcomes = [
                _explain_outcome(outcome, document)
                for page in pages
                for outcome in self._read_page(page)
                if outcome
            ]
            outcomes = (
                outcomes
                or self._read_own_layouts(document, pages)
                or [_draft_unrecognised(document, pages)]
            )
            if isinstance(body, SheetBook):
                outcomes += more_sheets.find_hidden_reports(body, self._read_legacy_sheet)
        except UnreadableError as error:
            if _LETTER_FILE.search(document.name) and not document.name.lower().endswith(".docx"):
                return [FindingDraft("W-FILE-001", observed=document.name)]
            return [
                FindingDraft(
                    error.code,
                    observed=error.observed[:200],
                    message_values=dict(error.message_values),
                )
            ]
        return outcomes

    def _read_page(self, page: Sheet | ValueSet) -> Iterator[Report | FindingDraft | None]:
        if isinstance(page, ValueSet):
            yield read_value_set(page, self.catalogue)
        else:
            yield self._read_legacy_sheet(page)

    def _read_own_layouts(
        self, document: Document, pages: Sequence[Sheet | ValueSet]
    ) -> list[Report | FindingDraft]:
        """Read the sheets by the layouts that the hub accepted; without any, nothing is loaded."""
        if not self.taught.layouts:
            return []
        from warehouse.forms.layouts.layout_reading import read_by_layouts
        from warehouse.forms.layouts.office_layout import parse_layouts
        from warehouse.forms.layouts.sheet_titles import KnownNames

        sheets = [convert_legacy_sheet(page) for page in pages if isinstance(page, Sheet)]
        known = KnownNames(self.catalogue, self._label_index)
        outcomes = read_by_layouts(sheets, parse_layouts(self.taught.layouts), known)
        return [_explain_outcome(outcome, document) for outcome in outcomes]

    def _read_legacy_sheet(self, sheet: Sheet) -> Report | None:
        return read_typed_sheet(convert_legacy_sheet(sheet), self.catalogue, self._label_index)

    def _read_template_book(
        self, book: SheetBook, document: Document
    ) -> list[Report | FindingDraft]:
        """Read a template, and the reports on sheets added to the template."""
        template_outcome = read_template(book, self.catalogue)
        added_outcomes = (
            more_sheets.read_added_sheets(book, template_outcome, self._read_legacy_sheet)
            if isinstance(template_outcome, Report)
            else ()
        )
        return [
            _explain_outcome(outcome, document) for outcome in (template_outcome, *added_outcomes)
        ]

    def _add_place_drafts(self, report: Report, received_on: date) -> Report:
        """Add a finding draft when the unit does not owe this form for this period, or not yet."""
        known_codes = {draft.code for draft in report.drafts}
        new_drafts = [
            d for d in self._check_place(report, received_on) if d.code not in known_codes
        ]
        return replace(report, drafts=report.drafts + tuple(new_drafts)) if new_drafts else report

    def _check_place(self, report: Report, received_on: date) -> list[FindingDraft]:
        if report.unit is None or report.period is None:
            return []
        unit, period = self.catalogue.units[report.unit], parse_period_code(report.period)
        form, programme = self.catalogue.forms[report.form], self.catalogue.programme
        opens, closes = self.catalogue.calendar.compute_window(period)
        faults = (
            (unit.form != report.form, "E-UNIT-003"),
            (period.grain is not form.frequency, "E-PERIOD-002"),
            (not programme.first_year <= period.year <= programme.last_year, "E-PERIOD-007"),
            (not unit.exists_on(closes), "E-PERIOD-003"),
            (unit.valid_from <= closes < unit.first_reporting_day, "E-PERIOD-009"),
            (received_on < opens, "E-PERIOD-006"),
            (opens <= received_on <= closes, "W-PERIOD-001"),
        )
        codes = [code for is_wrong, code in faults if is_wrong]
        if not codes:
            return []
        first_day = f"{unit.first_reporting_day:%d/%m/%Y}"
        message_values = {"expected": unit.name_vi, "first_day": first_day}
        own_values = {"E-PERIOD-002": {"expected": give_example_period(form, period)}}
        return [
            FindingDraft(
                code,
                sheet=report.sheet,
                observed=period.format_label(),
                message_values=message_values | own_values.get(code, {}),
            )
            for code in codes
        ]


def _explain_outcome(outcome: Report | FindingDraft, document: Document) -> Report | FindingDraft:
    """Explain missing and percentage figures of a report, and add the document's note."""
    if isinstance(outcome, FindingDraft):
        return outcome
    report = percent.explain_percentages(
        empty_cells.explain_missing_figures(outcome, document.content), document.content
    )
    return replace(report, drafts=(*report.drafts, document.note)) if document.note else report


def _draft_unrecognised(document: Document, pages: Sequence[Sheet | ValueSet]) -> FindingDraft:
    sheets = [page for page in pages if isinstance(page, Sheet)]
    first_sheet = sheets[0].name if sheets else None
    for sheet in sheets:
        if cell := find_garbled_cell(convert_legacy_sheet(sheet)):
            return FindingDraft("E-ENCODING-001", sheet=sheet.name, cell=cell)
    if _LETTER_FILE.search(document.name):
        return FindingDraft("W-FILE-001", observed=document.name)
    labels = next(filter(None, map(list_row_labels, map(convert_legacy_sheet, sheets))), [])
    return draft_unrecognised(first_sheet, labels)


def _add_member_name(outcome: Report | FindingDraft, member: str) -> Report | FindingDraft:
    """Add a zip member's name to the sheet, in Excel's notation of another file: [file]sheet."""
    if not member:
        return outcome
    if isinstance(outcome, FindingDraft):
        return replace(outcome, sheet=f"[{member}]{outcome.sheet or ''}")
    drafts = tuple(
        replace(draft, sheet=f"[{member}]{draft.sheet or outcome.sheet}")
        for draft in outcome.drafts
    )
    return replace(
        outcome,
        sheet=f"[{member}]{outcome.sheet}",
        drafts=drafts,
        other_sheets={e: f"[{member}]{sheet}" for e, sheet in outcome.other_sheets.items()},
        remarks=tuple(
            r._replace(sheet=f"[{member}]{r.sheet}") if r.sheet else r for r in outcome.remarks
        ),
    )


def _combine_outcomes(reports: list[Report], drafts: list[FindingDraft]) -> FileReading:
    """Combine reports and drafts: warnings join the first report; no report makes an error."""
    warnings = tuple(d for d in drafts if d.code.startswith("W"))
    errors = tuple(d for d in drafts if not d.code.startswith("W"))
    if reports and warnings:
        reports[0] = replace(reports[0], drafts=reports[0].drafts + warnings)
    if not reports:
        errors = (errors or (draft_unrecognised(None, ()),)) + warnings
    return FileReading(tuple(reports), errors)
