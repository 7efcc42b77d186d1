"""A table in a Word document: the paragraphs above are its title, its cells have addresses."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from tests.warehouse.forms.typed_files import (
    HEADER,
    ROWS,
    TITLE,
    codes,
    is_whole,
    only,
    read,
    values,
    zipped,
)
from warehouse.files.formats.word_table import MAX_WORD_SPAN, read_word_tables
from warehouse.files.grid import Sheet, UnreadableError


def as_docx(*blocks):
    """Write paragraphs (texts) and tables (lists of rows); a function changes the document."""
    document = docx.Document()
    for block in blocks:
        if callable(block):
            block(document)
        elif isinstance(block, str):
            document.add_paragraph(block)
        else:
            fill(document.add_table(len(block), max(map(len, block))), block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def fill(table, rows):
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text


TABLE = [HEADER, *ROWS]


def test_paragraphs_above_and_a_table_below():
    report = only(as_docx(*TITLE, "", TABLE, "Nơi nhận: lưu."))
    assert is_whole(report)
    assert report.sheet == "Bảng 1"
    assert [c.cell for c in report.cells] == ["D2", "D3", "D4", "D5", "D6"]


def test_a_letterhead_set_as_a_table_is_part_of_the_title():
    letterhead = [(TITLE[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số: 12/BC", "")]
    report = only(as_docx(letterhead, *TITLE[1:], TABLE))
    assert is_whole(report)
    assert report.sheet == "Bảng 2"


def test_a_doubt_about_the_title_says_in_which_paragraph():
    report = only(as_docx("Phòng ABC", *TITLE[1:2], "Quý I/2023", TABLE))
    assert codes(report) == [("E-PERIOD-002", "Đoạn 3"), ("E-UNIT-001", "Đoạn 1")]


def test_two_tables_under_titles_of_their_own_are_two_reports():
    second = (TITLE[0], "6 tháng cuối năm 2023")
    reports = read(as_docx(*TITLE, TABLE, *second, TABLE)).reports
    assert [(r.sheet, r.unit, r.period, r.drafts) for r in reports] == [
        ("Bảng 1", "DK-GDDT", "2023-H1", ()),
        ("Bảng 2", "DK-GDDT", "2023-H2", ()),
    ]


def merged(document):
    table = document.add_table(7, 5)
    headers = [("TT", "Nội dung", "ĐVT", "Số liệu", ""), ("", "", "", "Trong kỳ", "Lũy kế")]
    fill(table, headers + [()] * 5)
    for number, row in enumerate(ROWS, start=2):
        where = 4 if "lũy kế" in row[1] else 3
        texts = [*row[:3], "", ""]
        texts[where] = row[3]
        for cell, text in zip(table.rows[number].cells, texts, strict=True):
            cell.text = text
    for column in range(3):
        table.cell(0, column).merge(table.cell(1, column))
    table.cell(0, 3).merge(table.cell(0, 4))


def test_merged_headers_are_spread_over_what_they_cover():
    report = only(as_docx(*TITLE, merged))
    assert is_whole(report)
    assert [c.cell for c in report.cells] == ["D3", "E4", "D5", "E6", "D7"]


def test_a_document_without_a_table_is_not_recognised():
    assert [d.code for d in read(as_docx(*TITLE)).drafts] == ["E-FORM-001"]


def wide(document):
    cell = document.add_table(1, 1).cell(0, 0)._tc.get_or_add_tcPr()
    span = cell.get_or_add_gridSpan()
    span.set(qn("w:val"), str(MAX_WORD_SPAN + 1))


def test_a_cell_that_claims_too_many_columns():
    assert [d.code for d in read(as_docx(wide)).drafts] == ["E-FILE-002"]


ENTITY = (
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize("part", ["", "<a/>", "<w:document", ENTITY])
def test_a_broken_document_cannot_be_read(part):
    assert read(zipped({"word/document.xml": part})).reports == ()
    with pytest.raises(UnreadableError):
        read_word_tables(zipped({"word/document.xml": part}), lambda sheet: 0)


def test_a_row_that_begins_further_right():
    def shifted(document):
        table = document.add_table(1, 2)
        fill(table, [("a", "b")])
        row = table.rows[0]._tr
        row.remove(row.tc_lst[0])
        before = row.get_or_add_trPr().makeelement(qn("w:gridBefore"), {qn("w:val"): "1"})
        row.trPr.append(before)

    (sheet,) = read_word_tables(as_docx(shifted), lambda sheet: 0)
    assert isinstance(sheet, Sheet)
    assert sheet.cells == [["", "b"]]


def test_values_are_texts_read_as_typed():
    rows = [(*ROWS[0][:3], "1,234"), *ROWS[1:]]
    report = only(as_docx(*TITLE, [HEADER, *rows]))
    assert codes(report) == [("E-NUM-002", "D2")]
    assert values(report)["students"] == 2662
