"""What is looked up in a file about a figure is looked up on the figure's own sheet."""

import io

import xlsxwriter

from assets.raw.masking import mask_reading, mask_text
from expectations.intake.form_checks import check_reports
from tests import spec
from warehouse.finding_draft import FindingDraft
from warehouse.forms.reading.empty_cells import explain_missing_figures
from warehouse.forms.reading.percent import explain_percentages
from warehouse.forms.report import FileReading, Report, ReportCell, ReportCells

CATALOGUE = spec.catalogue()
OTHER = {"raids": "Xử lý"}


def build_report(*cells, drafts=()):
    columns = ReportCells.from_cells(cells)
    return Report(
        "police", "DK-CA", "2023-05", "Tin", "typed", None, False, columns, drafts,
        other_sheets=OTHER,
    )  # fmt: skip


def write_book(raids, number_format):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Tin").write(0, 0, 1)
        sheet = book.add_worksheet("Xử lý")
        percent = book.add_format({"num_format": number_format})
        if raids == "=1/0":
            sheet.write_formula(0, 0, raids, percent, "#DIV/0!")
        else:
            sheet.write(0, 0, raids, percent)
    return target.getvalue()


def test_a_percentage_counts_on_the_sheet_of_its_figure_alone():
    report = build_report(
        ReportCell("tips_received", "A1", "1", "value", 1),
        ReportCell("raids", "A1", "1", "value", 1),
    )
    read = explain_percentages(report, write_book(1, "0%"))
    assert read.cells.state == ("value", "unreadable")
    assert [(d.element, d.sheet, d.cell) for d in read.drafts] == [("raids", "Xử lý", "A1")]


def test_an_error_value_counts_on_the_sheet_of_its_figure_alone():
    report = build_report(
        ReportCell("tips_received", "A1", "", "missing", None),
        ReportCell("raids", "A1", "", "missing", None),
    )
    read = explain_missing_figures(report, write_book("=1/0", "0"))
    assert read.cells.state == ("missing", "unreadable")
    assert [(d.element, d.sheet, d.cell) for d in read.drafts] == [("raids", "Xử lý", "A1")]


def test_words_are_masked_in_the_draft_of_their_own_sheet():
    cells = (
        ReportCell("tips_received", "A1", "hỏi chị Lan", "unreadable", None),
        ReportCell("raids", "A1", "12 vụ", "unreadable", None),
    )
    drafts = tuple(
        FindingDraft("E-NUM-001", c.element, sheet, "A1", c.raw_text)
        for c, sheet in zip(cells, ("Tin", "Xử lý"), strict=True)
    )
    (masked,) = mask_reading(FileReading((build_report(*cells, drafts=drafts),))).reports
    assert [d.observed for d in masked.drafts] == [mask_text("hỏi chị Lan"), "12 vụ"]


def test_a_check_names_the_sheet_of_its_figure_and_cites_the_other_one():
    values = {"violators": 1, "violators_sellers": 3}
    form = CATALOGUE.forms["police"]
    cells = [
        ReportCell(e.element, f"C{row}", str(v), "value", v)
        for row, e in enumerate(form.elements, 5)
        for v in [values.get(e.element, 0)]
    ]
    addresses = {cell.element: cell.cell for cell in cells}
    columns = ReportCells.from_cells(cells)
    report = Report(
        "police", "DK-CA", "2023-05", "Tin", "typed", None, False, columns, (),
        other_sheets={"violators": "Người 'vi phạm'"},
    )  # fmt: skip
    (result,) = check_reports(CATALOGUE, {"s": report}, {})
    (part,) = [d for d in result.drafts["s"] if d.code == "E-PART-001"]
    assert (part.sheet, part.cell) == ("Tin", addresses["violators_sellers"])
    assert part.message_values["other"] == f"'Người ''vi phạm'''!{addresses['violators']}"
    (whole,) = [d for d in result.drafts["s"] if d.code == "E-SUM-001"]
    assert whole.sheet == "Người 'vi phạm'"
