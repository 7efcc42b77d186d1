"""A report in an office's own layout, in each format an office may save it in."""

import io
import zipfile
from datetime import date
from html import escape

import xlsxwriter

from tests import spec
from warehouse.forms.report_reader import ReportReader

CATALOGUE = spec.catalogue()
READER = ReportReader(CATALOGUE)
RECEIVED = date(2023, 12, 20)
TITLE = ("PHÒNG GIÁO DỤC VÀ ĐÀO TẠO QUẬN DƯƠNG KINH", "BÁO CÁO", "6 tháng đầu năm 2023")
HEADER = ("TT", "Nội dung", "ĐVT", "Số liệu", "Ghi chú")
ROWS = (
    ("1", "Tổng số trường THPT và cơ sở GDNN trên địa bàn", "trường", "17", ""),
    ("2", "Số trường đã tổ chức tuyên truyền (lũy kế từ đầu năm)", "trường", "03", ""),
    ("3", "Tổng số học sinh THPT và GDNN", "học sinh", "2.662", ""),
    ("4", "Số học sinh được tuyên truyền (lũy kế từ đầu năm)", "học sinh", "1626", "cả năm; dồn"),
    ("5", "Số buổi tuyên truyền trong trường học", "buổi", "16", ""),
)
VALUES = {
    "schools": 17,
    "schools_with_activity": 3,
    "students": 2662,
    "students_reached": 1626,
    "school_sessions": 16,
}
GRID = (*((line,) for line in TITLE), (), (), HEADER, *ROWS)
"""The table's rows stand on rows 7 to 11, its figures in column D."""


def read(content, name=""):
    return READER.read_reports(content, RECEIVED, name)


def only(content, name=""):
    reading = read(content, name)
    assert reading.drafts == ()
    (report,) = reading.reports
    return report


def values(report):
    return {c.element: c.value for c in report.cells}


def codes(report):
    return sorted((d.code, d.cell) for d in report.drafts)


def is_whole(report):
    """Return whether the report reads as it was written, without a doubt."""
    content = (report.form, report.unit, report.period, report.drafts)
    return content == ("education", "DK-GDDT", "2023-H1", ()) and values(report) == VALUES


def as_csv(grid=GRID, delimiter=";", end="\r\n"):
    def quoted(cell):
        return f'"{cell}"' if delimiter in cell or '"' in cell else cell

    return end.join(delimiter.join(map(quoted, row)) for row in grid) + end


def as_xlsx(grid=GRID, convert=str, suffix=None):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        page = book.add_worksheet("BC")
        for number, row in enumerate(grid):
            page.write_row(number, 0, [convert(cell) for cell in row])
    return content.getvalue()


def as_ods(grid=GRID):
    """Write the format by hand: no writer of it is installed."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string"><text:p>'
            f"{escape(cell)}</text:p></table:table-cell>"
            for cell in row or [""]
        )
        + "</table:table-row>"
        for row in grid
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{space}:{n}:1.0"' for n in ("office", "table", "text"))
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body>'
        f'<office:spreadsheet><table:table table:name="BC">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"/>'
    parts = {"mimetype": mime, "content.xml": text, "META-INF/manifest.xml": manifest}
    return zipped(parts)


def zipped(members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, member in members.items():
            # An .ods is known by this part, which is never packed.
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(name, member, way)
    return content.getvalue()
