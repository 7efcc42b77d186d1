"""Which element a label means and which unit a title names, however they are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.catalogue import load_catalogue
from warehouse.forms.reading.labels import LabelIndex

CATALOGUE = load_catalogue()
LABELS = LabelIndex(CATALOGUE)
ELEMENTS = [(form, e) for form in CATALOGUE.forms.values() for e in form.elements]


@pytest.mark.parametrize(
    "typed",
    [
        "Số lượt kiểm tra cơ sở",
        "số lượt kiểm tra cơ sở",
        "  - Số  lượt kiểm tra\ncơ sở ",
        "1. Số lượt kiểm tra cơ sở",
        "a) Số lượt kiểm tra cơ sở:",
        "IV. SỐ LƯỢT KIỂM TRA CƠ SỞ",
        unicodedata.normalize("NFD", "Số lượt kiểm tra cơ sở"),
    ],
)
def test_one_label_however_typed(typed):
    assert LABELS.find_elements(typed)["ward"] == "inspection_visits"


def test_old_and_new_tone_placement_are_one():
    new, old = "(lũy kế từ đầu năm)", "(luỹ kế từ đầu năm)"
    label = "Số cơ sở đã được kiểm tra ít nhất một lần "
    assert LABELS.find_elements(label + new) == LABELS.find_elements(label + old) != {}


def test_of_which_may_be_left_out():
    assert LABELS.find_elements("- Đột xuất")["ward"] == "inspection_visits_unannounced"
    assert LABELS.find_elements("Trong đó: đột xuất")["ward"] == "inspection_visits_unannounced"


@pytest.mark.parametrize("typed", ["Ghi chú", "Số", "", "Tổng cộng", "kiểm tra cơ sở"])
def test_an_unknown_label_stays_unknown(typed):
    assert LABELS.find_elements(typed) == {}


@given(
    st.sampled_from(ELEMENTS),
    st.sampled_from(["NFC", "NFD"]),
    st.sampled_from([str, str.upper, str.lower]),
    st.sampled_from(["", "- ", "1. ", "+ "]),
)
def test_every_label_of_the_catalogue_means_its_own_element(placed, form, case, prefix):
    of_form, element = placed
    typed = prefix + case(unicodedata.normalize(form, element.name_vi))
    assert LABELS.find_elements(typed)[of_form.form] == element.element


@pytest.mark.parametrize(
    ("form", "title", "units"),
    [
        ("ward", "UBND PHƯỜNG HOÀ NGHĨA", {"DK-HOANGHIA"}),
        ("ward", "Ủy ban nhân dân phường Đa Phúc", {"DK-DAPHUC"}),
        ("ward", "UBND P. Đa Phúc", {"DK-DAPHUC"}),
        ("ward", "UBND PHƯỜNG HƯNG ĐẠO", {"DK-HUNGDAO", "HP-HUNGDAO"}),
        ("ward", "UBND phường Dương Kinh", {"HP-DUONGKINH"}),
        ("ward", "UBND QUẬN DƯƠNG KINH", set()),
        ("ward", "UBND phường Đa Phúk", set()),
        ("police", "CÔNG AN QUẬN DƯƠNG KINH", {"DK-CA"}),
        ("health", "TRUNG TÂM Y TẾ QUẬN DƯƠNG KINH", {"DK-YT"}),
        ("inspection_team", "ĐỘI KIỂM TRA LIÊN NGÀNH 178 QUẬN", {"DK-D178"}),
        ("mass_organisation", "HỘI LIÊN HIỆP PHỤ NỮ QUẬN DƯƠNG KINH", {"DK-HPN"}),
    ],
)
def test_the_unit_in_a_title(form, title, units):
    assert {unit.unit for unit in LABELS.find_units(form, title)} == units
