"""Notes and obstacles of a report read by an accepted layout."""

import pytest

from assets.raw.refusal import search_file
from tests.warehouse.forms.layouts.drawn_sheets import (
    CATALOGUE,
    COURT,
    KNOWN,
    accept,
    draw,
    write_xlsx,
)
from tests.warehouse.forms.layouts.test_several_sheets import RAIDS, TIPS, accept_book, build_book
from tests.warehouse.forms.layouts.test_shared_tables import DOWN
from tests.warehouse.forms.layouts.test_shared_tables import accept as accept_shared
from warehouse.forms.layouts.layout_reading import read_by_layouts
from warehouse.forms.remark import MAX_NOTE_LENGTH, Remark

NOTED = """== court | DK-TA | 2023-Q3 | court.xlsx
TAND quận
Ghi chú: số liệu tính đến ngày khóa sổ
Quý III/2023

TT | Nội dung | Quý II | Quý III | Luỹ kế | Ghi chú, giải trình
1 | Án vào sổ | 4 | 9 #cases_accepted | 20 | có 2 vụ chuyển từ quý trước
2 | Án xử xong | 3 | 7 #cases_tried | 15 | không
3 | Người bị xử | 5 | 12 #defendants_tried | 24 |
4 | Đi xử xa | 0 | 1 #mobile_trials | 2 | tại phường
"""
NOTES = (
    Remark("note", "cases_accepted", "F6", "có 2 vụ chuyển từ quý trước"),
    Remark("note", "mobile_trials", "F9", "tại phường"),
)
LAYOUT = accept(draw(NOTED))


def read_remarks(below="", text=NOTED):
    (report,) = read_by_layouts([draw(text + below).build_sheet()], [LAYOUT], KNOWN)
    return report.remarks


def test_a_note_belongs_to_the_figure_of_its_row():
    assert read_remarks() == NOTES


def test_a_layout_without_notes_has_none():
    (report,) = read_by_layouts([draw(COURT).build_sheet()], [accept(draw(COURT))], KNOWN)
    assert report.remarks == ()


def test_a_note_that_comes_or_goes_changes_no_column():
    bare = NOTED.replace("có 2 vụ chuyển từ quý trước", "").replace("tại phường", "")
    assert read_remarks(text=bare) == ()


@pytest.mark.parametrize(
    ("below", "remarks"),
    [
        ("\nKhó khăn, vướng mắc: thiếu phòng xử\n", [("obstacle", "A11", "thiếu phòng xử")]),
        ("\nIV. Đề xuất, kiến nghị | thêm thư ký\n", [("proposal", "B11", "thêm thư ký")]),
        (
            "\nKhó khăn, vướng mắc:\nThiếu phòng xử.\n- Thiếu xe.\n"
            "Đề xuất, kiến nghị\nThêm thư ký.\n\nNgười lập biểu\n",
            [
                ("obstacle", "A12", "Thiếu phòng xử."),
                ("obstacle", "A13", "- Thiếu xe."),
                ("proposal", "A15", "Thêm thư ký."),
            ],
        ),
        ("\nKhó khăn, vướng mắc\nKhông có\n", []),
        ("\nĐề xuất, kiến nghị\nDương Kinh, ngày 20/9/2023\nCHÁNH ÁN\n", []),
        ("\nĐề xuất, kiến nghị\nNgười lập | Thủ trưởng\n", []),
    ],
)
def test_a_section_below_the_table_is_read_and_the_signature_is_not(below, remarks):
    sections = [r for r in read_remarks(below) if r.kind != "note"]
    assert [(r.kind, r.cell, r.text) for r in sections] == remarks


@pytest.mark.parametrize(
    ("before", "after", "cell"),
    [
        ("tại phường", "bà Lan 45 tuổi ở tổ 3", "F9"),
        ("Thiếu phòng xử.", "Chưa gặp được bà Lan 45 tuổi ở tổ 3.", "A12"),
        ("Thêm thư ký.", "Hỏi lại bà Lan 45 tuổi ở tổ 3.", "A14"),
    ],
)
def test_whatever_is_read_was_searched_for_people_before(before, after, cell):
    below = "\nKhó khăn, vướng mắc:\nThiếu phòng xử.\nĐề xuất, kiến nghị\nThêm thư ký.\n"
    text = (NOTED + below).replace(before, after)
    assert after in [remark.text for remark in read_remarks(text=text)]
    search = search_file(write_xlsx(draw(text)), "court.xlsx", CATALOGUE)
    assert cell in [draft.cell for draft in search.drafts]


def test_a_long_note_is_cut_with_a_finding():
    text = NOTED.replace("tại phường", "tại phường " * 60)
    (report,) = read_by_layouts([draw(text).build_sheet()], [LAYOUT], KNOWN)
    assert len(report.remarks[-1].text) == MAX_NOTE_LENGTH
    assert [(d.cell, d.sheet) for d in report.drafts if d.code == "N-NOTE-001"] == [
        ("F9", report.sheet)
    ]


def test_the_remarks_of_each_sheet_name_their_sheet(tmp_path):
    raids = RAIDS.replace("Tháng trước", "Tháng trước | Ghi chú").replace(
        "| 4\n2", "| 4 | đợt Tết\n2"
    )
    tips = TIPS + "\nKhó khăn: thiếu người\n"
    book = build_book(tips, raids)
    (report,) = read_by_layouts(book, [accept_book(tmp_path, book)], KNOWN)
    assert report.remarks == (
        Remark("obstacle", None, "A9", "thiếu người"),
        Remark("note", "raids", "E4", "đợt Tết", "2.Xử lý"),
    )


def test_the_note_in_the_row_of_a_unit_is_the_units_and_of_no_element(tmp_path):
    head, *rows = DOWN.partition("TT |")[2].splitlines()
    noted = [f"TT |{head} | Ghi chú", f"{rows[0]} | mới lập", *rows[1:]]
    text = DOWN.partition("TT |")[0] + "\n".join(noted) + "\n"
    reports = read_by_layouts([draw(text).build_sheet()], [accept_shared(text, tmp_path)], KNOWN)
    assert [(r.unit, r.remarks) for r in reports if r.remarks] == [
        ("DK-HPN", (Remark("note", None, "G6", "mới lập"),))
    ]
