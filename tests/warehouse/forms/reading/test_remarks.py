"""Notes, obstacles and proposals come back from a report, whatever its layout and version."""

import io

import openpyxl
import pytest

from tests.sent import CATALOGUE, schools
from tests.warehouse.forms.typed_files import GRID, READER, RECEIVED, only
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.manifest import MANIFEST_SHEET, Manifest
from warehouse.forms.reading.remarks import find_obstacle_kind
from warehouse.forms.remark import Remark

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
