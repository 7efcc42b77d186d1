"""An error value, a formula never calculated and a blank cell read alike: each told for itself."""

import io
import re
import zipfile
from datetime import date

import pytest

from tests.sent import CATALOGUE, schools, send
from warehouse.forms.report_reader import ReportReader

READER = ReportReader(CATALOGUE)
RECEIVED = date(2023, 6, 15)
SHEET = "xl/worksheets/sheet1.xml"
CELL = "D11"


@pytest.fixture(scope="module")
def form(tmp_path_factory):
    path = tmp_path_factory.mktemp("form") / "a.xlsx"
    send(path, schools())
    return path.read_bytes()


def with_cell(content, cell):
    """Return the workbook with the XML of D11 replaced and its style unchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == SHEET:
                part, times = re.subn(rb'<c r="D11"[^>]*>.*?</c>', cell.encode(), part)
                assert times == 1
            new.writestr(name, part)
    return out.getvalue()


def read_cell(content):
    """Return state, text and codes of D11."""
    (report,) = READER.read_reports(content, RECEIVED).reports
    (cell,) = (c for c in report.cells if c.cell == CELL)
    return cell.state, cell.raw_text, [d.code for d in report.drafts if d.cell == CELL]


@pytest.mark.parametrize(
    ("cell", "state", "text", "codes"),
    [
        ('<c r="D11" t="e"><v>#REF!</v></c>', "unreadable", "#REF!", ["E-NUM-005"]),
        ('<c r="D11" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "unreadable", "#DIV/0!", ["E-NUM-005"]),
        ('<c r="D11"><f>SUM(D12:D13)</f></c>', "unreadable", "", ["E-NUM-009"]),
        ('<c r="D11"><f>SUM(D12:D13)</f><v></v></c>', "unreadable", "", ["E-NUM-009"]),
        ('<c r="D11" t="str"><f>""</f><v></v></c>', "missing", "", []),
        ('<c r="D11"><f>SUM(D12:D13)</f><v>7</v></c>', "value", "7", []),
        ('<c r="D11"/>', "missing", "", []),
    ],
)
def test_a_cell_that_reads_as_empty_is_told_for_what_it_is(form, cell, state, text, codes):
    assert read_cell(with_cell(form, cell)) == (state, text, codes)


def test_the_doubt_stands_in_the_cell_of_its_figure(form):
    content = with_cell(form, '<c r="D11" t="e"><v>#REF!</v></c>')
    (report,) = READER.read_reports(content, RECEIVED).reports
    (doubt,) = report.drafts
    assert (doubt.element, doubt.sheet, doubt.cell, doubt.observed) == (
        "schools",
        report.sheet,
        CELL,
        "#REF!",
    )


def test_other_cells_of_the_report_stay_as_they_are(form):
    (before,) = READER.read_reports(form, RECEIVED).reports
    (after,) = READER.read_reports(with_cell(form, '<c r="D11"><f>1</f></c>'), RECEIVED).reports
    assert [c for c in after.cells if c.cell != CELL] == [c for c in before.cells if c.cell != CELL]


@pytest.mark.parametrize("encoding", ["UUTF-8", "UTF-87", "shift_jis"])
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/workbook.xml"])
def test_a_part_in_an_encoding_nobody_reads_stops_no_reader(form, part, encoding):
    """Found by damaging workbooks at random."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(form)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                content = re.sub(rb'encoding="[^"]*"', f'encoding="{encoding}"'.encode(), content)
                content = content.replace(b"<dimension", b"<dimensiom")
            new.writestr(name, content)
    reading = READER.read_reports(out.getvalue(), RECEIVED)
    assert reading.reports or reading.drafts
