"""Notes, obstacles and proposals come back from a report, whatever its layout and version."""

import io

import openpyxl
import pytest

from tests.sent import CATALOGUE, schools
from tests.warehouse.forms.reading.test_report_grid import table_of
from tests.warehouse.forms.typed_files import GRID, HEADER, READER, RECEIVED, ROWS, only
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest
from warehouse.forms.reading.remarks import (
    cut_remarks,
    find_obstacle_kind,
    is_note_heading,
    read_typed_remarks,
)
from warehouse.forms.remark import MAX_NOTE_LENGTH, MAX_OBSTACLE_LENGTH, Remark

NOTES = {"students": "giảm do sáp nhập hai trường", "schools": "không"}
OBSTACLES = {"obstacle_1": "Thiếu kinh phí in tờ rơi.", "proposal_2": "Đề nghị tập huấn lại."}


def filled(tmp_path, *, notes=NOTES, obstacles=OBSTACLES, typed=()):
    blank = schools()
    path = tmp_path / "a.xlsx"
    full = BlankForm(
        blank.form, blank.unit, blank.period, blank.values, notes=notes, obstacles=obstacles
    )
    write_form(CATALOGUE, full, path)
    book = openpyxl.load_workbook(path)
    for address, text in dict(typed).items():
        book["Báo cáo"][address] = text
    return book


def read(book):
    content = io.BytesIO()
    book.save(content)
    (report,) = READER.read_reports(content.getvalue(), RECEIVED).reports
    return report


def test_our_form_gives_back_its_notes_and_obstacles(tmp_path):
    assert read(filled(tmp_path)).remarks == (
        Remark("note", "students", "E13", "giảm do sáp nhập hai trường"),
        Remark("obstacle", None, "C18", "Thiếu kinh phí in tờ rơi."),
        Remark("proposal", None, "C21", "Đề nghị tập huấn lại."),
    )


def test_words_change_no_figure(tmp_path):
    with_words, without = read(filled(tmp_path)), read(filled(tmp_path, notes={}, obstacles={}))
    assert with_words.content_sha256 == without.content_sha256
    assert (with_words.cells, with_words.drafts, without.remarks) == (without.cells, (), ())


def test_a_form_from_before_the_section_is_read_with_its_notes(tmp_path):
    book = filled(tmp_path)
    manifest = Manifest.from_json(book[MANIFEST_SHEET]["A1"].value)
    manifest.remarks.clear()
    assert "remarks" not in manifest.to_json()
    book[MANIFEST_SHEET]["A1"].value = manifest.to_json()
    report = read(book)
    assert [remark.kind for remark in report.remarks] == ["note"]
    assert (report.form_version, report.drafts) == (1, ())


@pytest.mark.parametrize("place", ['"C18"', '"hàng 3"', "7", "null"])
def test_a_changed_place_is_no_crash(tmp_path, place):
    book = filled(tmp_path)
    text = book[MANIFEST_SHEET]["A1"].value
    book[MANIFEST_SHEET]["A1"].value = text.replace('"C18"', place)
    content = io.BytesIO()
    book.save(content)
    reading = READER.read_reports(content.getvalue(), RECEIVED)
    assert [d.code for d in reading.drafts] == ([] if place == '"C18"' else ["E-FORM-002"])


def test_a_text_beyond_the_limit_is_cut_and_noted(tmp_path):
    report = read(filled(tmp_path, typed={"E11": "a b " * 100, "C18": "c" * 501, "C19": "d" * 500}))
    lengths = [len(remark.text) for remark in report.remarks]
    assert lengths == [300, len(NOTES["students"]), 500, 500, len(OBSTACLES["proposal_2"])]
    assert [(d.code, d.sheet, d.cell, d.message_values["limit"]) for d in report.drafts] == [
        ("N-NOTE-001", "Báo cáo", "E11", "300"),
        ("N-NOTE-001", "Báo cáo", "C18", "500"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Không", "không có", "Không có khó khăn, vướng mắc gì.", "-", "x", "…", "Chưa phát sinh"],
)
def test_an_answer_that_says_nothing_is_no_obstacle(tmp_path, text):
    assert read(filled(tmp_path, notes={}, obstacles={"obstacle_1": text})).remarks == ()


def test_no_budget_is_an_obstacle(tmp_path):
    text = "Không có kinh phí"
    (remark,) = read(filled(tmp_path, notes={}, obstacles={"obstacle_1": text})).remarks
    assert remark.text == text


def typed(*rows):
    book = openpyxl.Workbook()
    for row in (*GRID, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return only(content.getvalue()).remarks


def test_an_office_layout_has_its_column_of_notes_and_lines_below():
    assert typed(
        (),
        ("II. Khó khăn, vướng mắc: thiếu người",),
        ("", "Đề xuất, kiến nghị", "", "bổ sung kinh phí"),
        ("Người lập biểu",),
    ) == (
        Remark("note", "students_reached", "E10", "cả năm; dồn"),
        Remark("obstacle", None, "A13", "thiếu người"),
        Remark("proposal", None, "D14", "bổ sung kinh phí"),
    )


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Khó khăn, vướng mắc", "obstacle"),
        ("2. VƯỚNG MẮC", "obstacle"),
        ("IV. Kiến nghị", "proposal"),
        ("Số cơ sở gặp khó khăn", None),
        ("", None),
        ("Khó khăn " * 20, None),
    ],
)
def test_headings(heading, kind):
    assert find_obstacle_kind(heading) == kind


@pytest.mark.parametrize(
    ("heading", "is_note"),
    [
        ("Ghi chú", True),
        ("GHI CHÚ (nếu có)", True),
        ("Giải trình số liệu", True),
        ("Số liệu", False),
        ("Ghi chép", False),
        ("Ghi chú ".ljust(60, "x"), True),
        ("Ghi chú ".ljust(61, "x"), False),
    ],
)
def test_a_short_text_that_begins_so_heads_a_column_of_notes(heading, is_note):
    assert is_note_heading(heading) is is_note


@pytest.mark.parametrize(("length", "kind"), [(60, "obstacle"), (61, None)])
def test_a_heading_of_obstacles_has_sixty_letters_at_most(length, kind):
    assert find_obstacle_kind("Khó khăn ".ljust(length, "x")) == kind


class TestBelowTheTable:
    """An office's own lines: rows 1 to 6 are the table, with notes in column E."""

    def read(self, *rows):
        remarks = read_typed_remarks(table_of(HEADER, *ROWS, *rows))
        return [(r.kind, r.cell, r.text) for r in remarks if r.kind != "note"]

    def test_an_obstacle_may_follow_its_heading_at_once(self):
        assert self.read(("Khó khăn: thiếu người",)) == [("obstacle", "A7", "thiếu người")]

    @pytest.mark.parametrize("place", [1, 4])
    def test_an_obstacle_may_stand_in_the_first_filled_cell_to_the_right(self, place):
        row = ["Khó khăn", *[""] * 4]
        row[place] = "thiếu người"
        assert self.read(row) == [("obstacle", "ABCDE"[place] + "7", "thiếu người")]

    def test_only_the_nearest_cell_to_the_right_counts(self):
        row = ("Đề xuất:", "", "tập huấn", "in tờ rơi")
        assert self.read(row) == [("proposal", "C7", "tập huấn")]

    def test_a_colon_in_the_words_themselves_stays(self):
        assert self.read(("Khó khăn: hai việc: người, tiền",)) == [
            ("obstacle", "A7", "hai việc: người, tiền")
        ]

    @pytest.mark.parametrize(
        "row",
        [("Khó khăn",), ("Khó khăn: không có",), ("Người lập: An",), ("", 5.0), ("Khó khăn", 5.0)],
    )
    def test_without_words_or_heading_there_is_none(self, row):
        assert self.read(row) == []

    def test_a_line_may_be_far_below(self):
        assert self.read((), (), (), ("Kiến nghị: x y",)) == [("proposal", "A10", "x y")]

    def test_a_row_of_the_table_is_none(self):
        row = ("6", "Khó khăn: thiếu người", "", "", "")
        assert self.read(ROWS[0]) == []
        assert self.read(row, ROWS[0]) == []


def test_notes_are_in_the_order_of_the_rows_and_a_row_that_stands_twice_has_two():
    first, second = (*ROWS[0][:4], "một"), (*ROWS[0][:4], "ba")
    remarks = read_typed_remarks(table_of(HEADER, first, (*ROWS[1][:4], "hai"), ROWS[2], second))
    assert [(r.element, r.cell, r.text) for r in remarks] == [
        ("schools", "E2", "một"),
        ("schools_with_activity", "E3", "hai"),
        ("schools", "E5", "ba"),
    ]


@pytest.mark.parametrize(
    ("kind", "limit"), [("note", MAX_NOTE_LENGTH), ("obstacle", MAX_OBSTACLE_LENGTH)]
)
def test_a_remark_of_its_limit_stays_and_a_longer_one_is_cut_to_it(kind, limit):
    fits, long = (Remark(kind, None, "E1", "a" * length) for length in (limit, limit + 1))
    remarks, (draft,) = cut_remarks([fits, long])
    assert remarks[0] == fits
    assert remarks[1].text == "a" * (limit - 1) + "…"
    assert draft.message_values == {"cell": "E1", "limit": str(limit)}


def test_a_cut_leaves_no_blank_before_its_sign():
    text = "a" * (MAX_NOTE_LENGTH - 3) + "    b"
    ((remark,), _) = cut_remarks([Remark("note", None, "E1", text)])
    assert remark.text == "a" * (MAX_NOTE_LENGTH - 3) + "…"
