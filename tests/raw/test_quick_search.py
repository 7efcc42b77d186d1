"""The quick search gives the answer of the full search, and searches no text of our own form."""

import io
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from assets.raw import quick_search
from assets.raw.quick_search import QuickAnswer, search_quickly
from assets.raw.refusal import search_file
from tests.sent import CATALOGUE, schools
from warehouse.catalogue import Unit
from warehouse.files.texts.file_texts import list_distinct_texts
from warehouse.forms.blank.template import BlankForm, write_form
from warehouse.forms.blank.unit_texts import build_form_file_name, list_unit_texts
from warehouse.forms.manifest import MANIFEST_OPENING
from warehouse.periods import Period, parse_period_code

PERIODS = {"month": "2023-05", "quarter": "2023-Q2", "half_year": "2023-H1", "year": "2023"}
NOTES = (
    "Nguyễn Thị Hoa, sinh 1985, thôn 3",
    "0912 345 678",
    "031185001234",
    "hoa.nguyen85@gmail.com",
)
HARMLESS_NOTES = ("đã đối chiếu", "12 lượt", "so với tháng trước", "2021")


def find_period(unit: Unit) -> Period:
    return parse_period_code(PERIODS[CATALOGUE.forms[unit.form].frequency.value])


@lru_cache(maxsize=16)
def write_blank_form(unit_code: str, tmp_path) -> bytes:
    unit = CATALOGUE.units[unit_code]
    write_form(CATALOGUE, BlankForm(unit.form, unit_code, find_period(unit)), tmp_path / "a.xlsx")
    return (tmp_path / "a.xlsx").read_bytes()


REPORTERS = [
    unit
    for units in CATALOGUE.units_by_form.values()
    for unit in units[:2]
    if CATALOGUE.owes_report(unit, find_period(unit))
]


def plant_note(book: Workbook, text: str) -> None:
    book.worksheets[0]["E12"] = text


def plant_label(book: Workbook, text: str) -> None:
    book.worksheets[0]["B12"] = text


def plant_on_hidden_sheet(book: Workbook, text: str) -> None:
    sheet = book["Phụ lục"] if "Phụ lục" in book.sheetnames else book.create_sheet("Phụ lục")
    sheet.append([1, text])
    sheet.sheet_state = "hidden"


def plant_comment(book: Workbook, text: str) -> None:
    book.worksheets[0]["B13"].comment = Comment(text, "x")


def plant_prompt(book: Workbook, text: str) -> None:
    book.worksheets[0].add_data_validation(
        DataValidation(type="whole", sqref="G1", showInputMessage=True, prompt=text[:250])
    )


def plant_footer(book: Workbook, text: str) -> None:
    book.worksheets[0].oddFooter.left.text = text


def plant_property(book: Workbook, text: str) -> None:
    book.properties.description = text


def plant_defined_name(book: Workbook, text: str) -> None:
    quoted_text = text.replace('"', "")
    book.defined_names["ghi_chu"] = DefinedName("ghi_chu", attr_text=f'"{quoted_text}"')


PLACES = (
    *(plant_note, plant_label, plant_on_hidden_sheet, plant_comment, plant_prompt),
    *(plant_footer, plant_property, plant_defined_name),
)


@st.composite
def draw_planted_texts(draw: st.DrawFn, unit: Unit) -> list:
    own_texts = sorted(list_unit_texts(CATALOGUE, unit, unit.form, find_period(unit)))
    labels = [element.name_vi for element in CATALOGUE.forms[unit.form].elements]
    own_text = st.sampled_from(own_texts + labels)
    personal_note = st.sampled_from(NOTES)
    text = st.one_of(
        own_text,
        st.sampled_from(HARMLESS_NOTES),
        personal_note,
        st.builds("{} {}".format, own_text, personal_note),
        st.builds("{}{}".format, personal_note, own_text),
        own_text.map(str.upper),
    )
    return draw(
        st.lists(
            st.tuples(st.sampled_from(PLACES), text),
            max_size=3,
            unique_by=lambda planted: planted[0],
        )
    )


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_answer_is_that_of_the_full_search(tmp_path_factory, data):
    unit = data.draw(st.sampled_from(REPORTERS))
    planted_texts = data.draw(draw_planted_texts(unit))
    content = write_blank_form(unit.unit, tmp_path_factory.getbasetemp())
    if planted_texts:
        book, changed_book = load_workbook(io.BytesIO(content)), io.BytesIO()
        for plant, text in planted_texts:
            plant(book, text)
        book.save(changed_book)
        content = changed_book.getvalue()
    name = build_form_file_name(unit.form, unit.unit, find_period(unit))
    quick_result = search_file(content, name, CATALOGUE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("assets.raw.quick_search.search_quickly", lambda *_: QuickAnswer(True))
        assert search_file(content, name) == quick_result
    is_personal = any(text in NOTES for _, text in planted_texts)
    assert is_personal <= bool(quick_result.drafts)


def test_own_texts_are_all_that_changes_from_unit_to_unit(tmp_path):
    for units in CATALOGUE.units_by_form.values():
        present_units = [unit for unit in units if CATALOGUE.owes_report(unit, find_period(unit))]
        first, second = (present_units * 2)[:2]
        texts, other_texts = (
            {
                text
                for text in list_distinct_texts(write_blank_form(unit.unit, tmp_path))
                if not text.startswith(MANIFEST_OPENING)
            }
            for unit in (first, second)
        )
        own_texts = list_unit_texts(CATALOGUE, first, first.form, find_period(first))
        assert texts - other_texts <= own_texts
        assert first is second or texts - other_texts >= {first.name_vi}


def test_no_text_of_our_own_form_is_searched_again(tmp_path, monkeypatch):
    wards = [unit for unit in REPORTERS if unit.form == "ward"]
    search_file(write_blank_form(wards[0].unit, tmp_path), "a.xlsx", CATALOGUE)
    second_form = write_blank_form(wards[1].unit, tmp_path)
    name = build_form_file_name("ward", wards[1].unit, find_period(wards[1]))
    monkeypatch.setattr("assets.raw.quick_search.is_questionable", pytest.fail)
    monkeypatch.setattr("expectations.privacy.scan.is_suspect_text", pytest.fail)
    assert search_file(second_form, name, CATALOGUE).drafts == ()


@pytest.mark.parametrize(
    "change",
    [("unit", "DK-NOBODY"), ("unit", "DK-CA"), ("period", "2023-13"), ("form", "police")],
)
def test_a_manifest_that_fits_no_unit_makes_no_text_harmless(tmp_path, change):
    write_form(CATALOGUE, schools(), tmp_path / "a.xlsx")
    book = load_workbook(tmp_path / "a.xlsx")
    cell = book.worksheets[-1]["A1"]
    old_value = {"unit": "DK-GDDT", "period": "2023-H1", "form": "education"}[change[0]]
    cell.value = cell.value.replace(f'"{old_value}"', f'"{change[1]}"', 1)
    book.save(tmp_path / "a.xlsx")
    assert search_quickly((tmp_path / "a.xlsx").read_bytes(), CATALOGUE).own_texts == set()


def test_harmless_texts_are_remembered_up_to_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(quick_search, "_HARMLESS_TEXTS", set())
    monkeypatch.setattr(quick_search, "MAX_HARMLESS_TEXTS", 5)
    content = write_blank_form(REPORTERS[0].unit, tmp_path)
    assert not search_quickly(content, CATALOGUE).needs_full_search
    assert not quick_search._HARMLESS_TEXTS
