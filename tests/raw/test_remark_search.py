"""A doubtful passage refuses a file in its notes and obstacles, and nowhere else."""

import io

import openpyxl
import pytest

from assets.raw.refusal import REFUSAL_CODE, search_file
from expectations.privacy.doubts import ONE_PERSON
from tests.sent import CATALOGUE, schools, send
from tests.warehouse.forms.typed_files import GRID
from warehouse.forms.blank.template import BlankForm, write_form

KIND = ONE_PERSON.vi
DOUBTFUL, HARMLESS = "cháu H. đã về nhà", "giảm do sáp nhập hai trường"


def places(content):
    return [
        (d.sheet, d.cell, d.message_values["kind"]) for d in search_file(content, "a.xlsx").drafts
    ]


def own_form(tmp_path, typed):
    send(tmp_path / "a.xlsx", schools(), typed)
    return (tmp_path / "a.xlsx").read_bytes()


@pytest.mark.parametrize("cell", ["E12", "E15", "C18", "C21"])
def test_a_doubtful_note_or_obstacle_refuses_our_form(tmp_path, cell):
    assert places(own_form(tmp_path, {cell: DOUBTFUL})) == [("Báo cáo", cell, KIND)]


@pytest.mark.parametrize("cell", ["A3", "C6", "A25", "C26"])
def test_above_the_table_and_below_the_signatures_the_same_words_are_none(tmp_path, cell):
    assert places(own_form(tmp_path, {cell: DOUBTFUL})) == []


def test_harmless_words_are_taken(tmp_path):
    blank = schools()
    notes = {"students": HARMLESS}
    obstacles = {"obstacle_1": HARMLESS, "proposal_1": "Đề nghị tập huấn."}
    path = tmp_path / "a.xlsx"
    blank_with_remarks = BlankForm(
        blank.form, blank.unit, blank.period, blank.values, notes=notes, obstacles=obstacles
    )
    write_form(CATALOGUE, blank_with_remarks, path)
    assert places(path.read_bytes()) == []


def test_a_certain_sign_is_stated_once(tmp_path):
    content = own_form(tmp_path, {"E12": "Nguyễn Thị Hoa, sinh 1985, thôn 3"})
    assert places(content) == [("Báo cáo", "E12", "họ tên kèm năm sinh")]


def test_the_words_say_how_to_write_it(tmp_path):
    (draft,) = search_file(own_form(tmp_path, {"C18": DOUBTFUL}), "a.xlsx").drafts
    assert draft.code == REFUSAL_CODE
    assert "một nạn nhân nữ, dưới 18 tuổi" in draft.message_values["rewriting"]
    assert draft.observed == ""


def office_layout(note="", *rows):
    book = openpyxl.Workbook()
    for row in (*GRID[:-1], (*GRID[-1][:4], note), *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_office_layout_is_searched_by_its_headings():
    assert places(office_layout(DOUBTFUL)) == [("Sheet", "E11", KIND)]
    rows = (("Khó khăn, vướng mắc",), ("", DOUBTFUL))
    assert places(office_layout("", *rows)) == [("Sheet", "B13", KIND)]
    assert places(office_layout("", ("", DOUBTFUL))) == []
    assert places(office_layout(HARMLESS, ("Khó khăn: thiếu người",))) == []
