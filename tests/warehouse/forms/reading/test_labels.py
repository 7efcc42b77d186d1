"""Which element a label means and which unit a title names, however they are typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import spec
from warehouse.catalogue.label_keys import list_label_keys
from warehouse.forms.reading.labels import LabelIndex
from warehouse.forms.taught_label import TaughtLabel
from warehouse.text import strip_accents

CATALOGUE = spec.catalogue()
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


ALIASES = [(form, e, alias) for form, e in ELEMENTS for alias in (e.name_vi, *e.aliases)]
TYPISTS = (str, str.upper, str.lower, str.title, strip_accents, str.swapcase)


@given(
    st.sampled_from(ALIASES),
    st.sampled_from(["NFC", "NFD", "NFKD"]),
    st.sampled_from(TYPISTS),
    st.sampled_from([" ", "  ", "\u00a0", "\n", " \u200b"]),
    st.sampled_from(["", "- ", "1. ", "a) ", "Trong đó: "]),
)
def test_every_alias_resolves_alike_however_typed(placed, normal_form, typist, space, prefix):
    form, element, alias = placed
    typed = prefix + typist(unicodedata.normalize(normal_form, alias)).replace(" ", space)
    assert LABELS.find_elements(typed)[form.form] == element.element


def test_every_element_and_every_unit_has_words_of_offices():
    assert [e.element for _, e in ELEMENTS if not e.aliases] == []
    assert [u.unit for u in CATALOGUE.units.values() if not u.aliases] == []
    assert len(ELEMENTS) == 110
    assert len(CATALOGUE.units) == 27


@pytest.mark.parametrize("unit", [u for u in CATALOGUE.units.values() if u.form])
def test_every_name_and_alias_of_a_unit_names_it(unit):
    for name in (unit.name_vi, *unit.aliases):
        unit_codes = {u.unit for u in LABELS.find_units(unit.form, f"BÁO CÁO CỦA {name.upper()}")}
        assert unit.unit in unit_codes


class TestTaught:
    GENERAL = TaughtLabel("Án vào sổ", "court", "cases_accepted")
    OWN = TaughtLabel("Buổi họp dân", "ward", "comm_sessions", "DK-DAPHUC")

    def test_a_label_taught_for_all_is_known_beside_the_catalogue(self):
        index = LabelIndex(CATALOGUE, [self.GENERAL])
        assert index.find_elements("- ÁN VÀO SỔ:") == {"court": "cases_accepted"}
        assert index.find_elements("Số vụ thụ lý") == {"court": "cases_accepted"}
        assert index.is_taught("court", "án vào sổ")
        assert not index.is_taught("court", "Số vụ thụ lý")
        assert LABELS.find_elements("Án vào sổ") == {}

    def test_a_label_of_one_unit_counts_for_this_unit_alone(self):
        index = LabelIndex(CATALOGUE, [self.OWN])
        assert index.find_elements("Buổi họp dân") == {}
        own = index.for_unit("DK-DAPHUC")
        assert own.find_elements("buổi họp dân") == {"ward": "comm_sessions"}
        assert index.for_unit("DK-HUNGDAO").find_elements("Buổi họp dân") == {}
        assert index.list_named_units(["UBND PHƯỜNG ĐA PHÚC"]) == ["DK-DAPHUC"]
        assert index.list_named_units(["UBND PHƯỜNG HÒA NGHĨA"]) == []

    def test_the_catalogue_comes_first_and_what_it_lost_is_left_aside(self):
        labels = [
            TaughtLabel("Số vụ thụ lý", "court", "cases_tried"),
            TaughtLabel("Cũ", "court", "gone"),
            TaughtLabel("Cũ", "gone", "gone"),
        ]
        index = LabelIndex(CATALOGUE, labels)
        assert index.find_elements("Số vụ thụ lý") == {"court": "cases_accepted"}
        assert not index.is_taught("court", "Số vụ thụ lý")
        assert index.find_elements("Cũ") == {}


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
        ("finance", "PHÒNG TÀI CHÍNH - KẾ HOẠCH", {"DK-TCKH"}),
        ("court", "TÒA ÁN NHÂN DÂN", {"DK-TA"}),
        ("mass_organisation", "HỘI PHỤ NỮ", {"DK-HPN"}),
        ("mass_organisation", "HỘI LIÊN HIỆP PHỤ NỮ QUẬN DƯƠNG KINH", {"DK-HPN"}),
    ],
)
def test_the_unit_in_a_title(form, title, units):
    assert {unit.unit for unit in LABELS.find_units(form, title)} == units


def test_no_label_is_read_by_a_paraphrase():
    for form, element in ELEMENTS:
        exact = {
            key for name in (element.name_vi, *element.aliases) for key in list_label_keys(name)
        }
        for paraphrase in element.paraphrases:
            if not exact.intersection(list_label_keys(paraphrase)):
                assert LABELS.find_elements(paraphrase).get(form.form) != element.element
