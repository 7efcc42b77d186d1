"""Comments of an old workbook have their cells; printer settings and pictures are no texts."""

import pytest

from assets.raw.refusal import search_file
from tests.warehouse.files import old_excel
from tests.warehouse.files.binary_excel import as_xlsb, record, wide
from warehouse.files.texts.old_records import (
    CellComment,
    clear_records_without_texts,
    find_comments,
)

NOTE = "Nguyễn Thị Hoa, sinh 1985, thôn 3"
TEXT_RECORD = 0x27D


def places(content, name="a.xls"):
    return [d.message_values["place"] for d in search_file(content, name).drafts]


def test_a_comment_of_an_old_workbook_is_refused_with_its_sheet_and_cell():
    content = old_excel.as_xls(more=old_excel.comment(4, 2, NOTE))
    assert find_comments(content) == [CellComment("BC", "C5", NOTE)]
    drafts = search_file(content, "a.xls").drafts
    assert [(d.sheet, d.message_values["place"]) for d in drafts] == [("BC", "chú thích của ô C5")]


def test_each_comment_has_the_sheet_that_holds_it():
    content = old_excel.as_xls(
        more=old_excel.comment(4, 2, NOTE), second_sheet=("Phụ lục", old_excel.comment(0, 0, NOTE))
    )
    assert [(c.sheet, c.cell) for c in find_comments(content)] == [("BC", "C5"), ("Phụ lục", "A1")]


def test_a_comment_without_a_list_of_sheets_has_no_sheet():
    content = old_excel.as_xls(more=old_excel.comment(0, 0, NOTE))
    unlisted = content.replace(old_excel.struct.pack("<H", 0x85), old_excel.struct.pack("<H", 0x86))
    assert find_comments(unlisted) == [CellComment(None, "A1", NOTE)]


def test_printer_settings_of_an_old_workbook_refuse_nothing():
    printer = old_excel.printer(NOTE)
    assert places(old_excel.as_xls(more=printer)) == []
    both = old_excel.as_xls(more=printer + old_excel.comment(0, 0, NOTE))
    assert places(both) == ["chú thích của ô A1"]


def test_the_words_of_a_printer_are_blanked_nowhere_else():
    wide_note = NOTE.encode("utf-16-le")
    other = old_excel.record(0x14, wide_note)  # a page header
    content = old_excel.as_xls(more=old_excel.record(0x4D, wide_note) + other)
    assert clear_records_without_texts(content).count(wide_note) == 1
    assert places(content) != []


def test_printer_settings_of_a_binary_workbook_refuse_nothing():
    part = record(TEXT_RECORD, b"\x01" + wide(NOTE))
    assert places(as_xlsb(more={"xl/printerSettings/printerSettings1.bin": part}), "a.xlsb") == []
    assert places(as_xlsb(more={"xl/other1.bin": part}), "a.xlsb") != []


@pytest.mark.parametrize("content", [b"", b"PK", old_excel.as_xls()[:900], old_excel.as_xls()])
def test_a_file_without_comments_or_cut_short_gives_none(content):
    assert find_comments(content) == []
    assert clear_records_without_texts(content) == content
