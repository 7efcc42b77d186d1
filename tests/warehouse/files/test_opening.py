"""What a file is, is told by its content; its name misleads nobody."""

import io
import zipfile

import openpyxl
import pytest

from tests.warehouse.files.binary_excel import as_xlsb
from tests.warehouse.forms.typed_files import (
    CATALOGUE,
    GRID,
    ROWS,
    VALUES,
    as_csv,
    as_ods,
    as_xlsx,
    is_whole,
    only,
    read,
    values,
    zipped,
)
from warehouse.files.opening import open_documents
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.periods import parse_period_code

MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PLAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def as_xlsm():
    """Turn an .xlsx into an .xlsm by its content type and a part with the macros."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_xlsx())) as plain, zipfile.ZipFile(content, "w") as macro:
        for name in plain.namelist():
            part = plain.read(name)
            macro.writestr(name, part.replace(PLAIN_TYPE.encode(), MACRO_TYPE.encode()))
        macro.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macros")
    return content.getvalue()


FILES = {
    "xlsx": as_xlsx,
    "xlsm": as_xlsm,
    "xlsb": as_xlsb,
    "ods": as_ods,
    "csv": lambda: as_csv().encode(),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["", "bc.xlsx", "bc.csv", "bc.json", "bc.zip", "bc"])
def test_content_decides_and_the_name_does_not(kind, name):
    assert is_whole(only(FILES[kind](), name))


def test_every_kind_at_once_in_a_zip_of_misleading_names():
    reports = read(zipped({f"{n}.pdf": write() for n, write in enumerate(FILES.values())})).reports
    assert [is_whole(report) for report in reports] == [True] * len(FILES)


def test_our_own_template_is_one_in_a_zip_too(tmp_path):
    path = tmp_path / "form.xlsx"
    blank = BlankForm("education", "DK-GDDT", parse_period_code("2023-H1"), VALUES)
    manifest = write_form(CATALOGUE, blank, path)
    report = only(zipped({"gửi.xlsx": path.read_bytes()}))
    assert (report.layout, report.unit, values(report)) == ("template", "DK-GDDT", VALUES)
    assert report.sheet == f"[gửi.xlsx]{manifest.sheet}"
    assert report.cells.cell[0] == manifest.cells["schools"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-FILE-010"),
        (b"\x00" * 100, "E-FILE-010"),
        (b"%PDF-1.7\n\x00\x01", "E-FILE-017"),
        (b"Rar!\x1a\x07\x01\x00", "E-FILE-017"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "E-FILE-001"),
        (as_xlsx()[:900], "E-FILE-012"),
        (zipped({"xl/workbook.xml": "<a", "[Content_Types].xml": "<a"}), "E-FILE-001"),
        (zipped({"content.xml": "<a"}), "E-FILE-001"),
    ],
)
def test_what_cannot_be_opened_is_one_document_that_says_so(content, code):
    (document,) = open_documents(content, "bc.xlsx", lambda sheet: 0)
    assert isinstance(document.body, Exception)
    assert [d.code for d in read(content, "bc.xlsx").drafts] == [code]


def test_our_own_templates_cost_no_other_formats_library(tmp_path):
    import subprocess
    import sys

    path = tmp_path / "form.xlsx"
    write_form(
        CATALOGUE, BlankForm("education", "DK-GDDT", parse_period_code("2023-H1"), VALUES), path
    )
    typed = tmp_path / "typed.csv"
    typed.write_bytes(as_csv().encode())
    program = (
        "import sys; from datetime import date; from pathlib import Path\n"
        "from warehouse.catalogue import load_catalogue\n"
        "from warehouse.forms.report_reader import ReportReader\n"
        "reader = ReportReader(load_catalogue())\n"
        "files = [Path(p).read_bytes() for p in sys.argv[1:]]\n"
        "assert all(reader.read_reports(content, date(2023, 7, 1)).reports for content in files)\n"
        "print(sorted({'docx', 'lxml', 'viparse', 'rapidfuzz'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, path, typed], capture_output=True, encoding="utf-8"
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_a_workbook_saved_by_another_program_is_read():
    content = io.BytesIO()
    book = openpyxl.Workbook()
    for row in GRID:
        book.active.append(row)
    book.save(content)
    assert is_whole(only(content.getvalue()))


def test_numbers_of_a_binary_workbook_are_read_with_their_cells():
    rows = [
        (*row[:3], float(VALUES[name]), *row[4:]) for name, row in zip(VALUES, ROWS, strict=True)
    ]
    report = only(as_xlsb((*GRID[: -len(ROWS)], *rows)))
    assert is_whole(report)
    assert [cell.cell for cell in report.cells] == ["D7", "D8", "D9", "D10", "D11"]
