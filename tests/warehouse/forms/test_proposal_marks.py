"""A workbook with any of the three marks of a proposal is no report, and nothing of it is read."""

import io
import json

import pytest
import xlsxwriter

from tests.warehouse.forms.typed_files import CATALOGUE, GRID, RECEIVED, as_xlsx, read
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import MANIFEST_SHEET
from warehouse.forms.proposal_marks import PROPOSAL_KIND, PROPOSAL_PROPERTY, PROPOSAL_TITLE
from warehouse.forms.report_reader import ReportReader
from warehouse.periods import parse_period_code


def workbook(*, manifest=False, document_property=False, title=False):
    """Return a report that would be read, with the chosen marks of a proposal."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(GRID):
            for column, cell in enumerate(cells):
                sheet.write(row, column, cell)
        if title:
            sheet.write(0, 1, PROPOSAL_TITLE)
        if document_property:
            book.set_custom_property(PROPOSAL_PROPERTY, PROPOSAL_KIND)
        if manifest:
            hidden = book.add_worksheet(MANIFEST_SHEET)
            hidden.write(0, 0, json.dumps({"kind": PROPOSAL_KIND}))
            hidden.very_hidden()
    return target.getvalue()


@pytest.mark.parametrize("mark", ["manifest", "document_property", "title"])
def test_one_mark_is_enough(mark):
    assert [r.form for r in read(workbook()).reports] == ["education"]
    reading = read(workbook(**{mark: True}))
    assert reading.reports == ()
    assert [d.code for d in reading.drafts] == ["E-FORM-005"]


def test_another_property_of_an_office_is_no_mark():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(GRID):
            sheet.write_row(row, 0, cells)
        book.set_custom_property("Phòng", "Giáo dục")
    assert [r.form for r in read(target.getvalue()).reports] == ["education"]


def test_a_template_with_the_title_of_a_proposal_is_none(tmp_path):
    path = tmp_path / "form.xlsx"
    blank = BlankForm("court", "DK-TA", parse_period_code("2023-Q3"))
    write_form(CATALOGUE, blank, path)
    from openpyxl import load_workbook

    book = load_workbook(path)
    book[book.sheetnames[0]]["A1"] = PROPOSAL_TITLE
    book.save(path)
    reading = ReportReader(CATALOGUE).read_reports(path.read_bytes(), RECEIVED)
    assert (reading.reports, [d.code for d in reading.drafts]) == ((), ["E-FORM-005"])


def test_the_title_counts_in_a_text_file_too():
    assert [d.code for d in read(as_xlsx([[PROPOSAL_TITLE], *GRID])).drafts] == ["E-FORM-005"]
