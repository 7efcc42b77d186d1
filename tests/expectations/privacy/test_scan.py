"""Personal data are told from what only looks like them: labelled texts, one row each."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.privacy import (
    DEVELOPMENT_CASES,
    FORMER_UNSEEN_CASES,
    HELD_OUT_CASES,
    LATEST_DEVELOPMENT_CASES,
    MORE_DEVELOPMENT_CASES,
    NOTE_CASES,
    OWN_CASES,
    TYPING_CASES,
    is_refused,
    load_cases,
)
from expectations.privacy.evidence import NAME_AND_BIRTH
from expectations.privacy.identifiers import PROVINCE_CODES
from expectations.privacy.person_names import find_person_names
from expectations.privacy.scan import PersonalDataSign, is_suspect_text, scan_texts
from expectations.privacy.telephones import has_mobile_number
from warehouse.catalogue import load_catalogue
from warehouse.files.texts.file_texts import FileText

CASE_FILES = (
    OWN_CASES,
    HELD_OUT_CASES,
    NOTE_CASES,
    DEVELOPMENT_CASES,
    MORE_DEVELOPMENT_CASES,
    FORMER_UNSEEN_CASES,
    TYPING_CASES,
    LATEST_DEVELOPMENT_CASES,
)
ROWS = [case for path in CASE_FILES for case in load_cases(path)]


@pytest.mark.parametrize("path", CASE_FILES)
def test_there_are_enough_cases_of_both_kinds(path):
    wanted = [case.must_refuse for case in load_cases(path)]
    assert min(wanted.count(True), wanted.count(False)) >= 100


@pytest.mark.parametrize(
    "case", ROWS, ids=lambda c: f"{'refuse' if c.must_refuse else 'allow'}: {c.why}"
)
def test_a_labelled_text_is_judged_as_labelled(case):
    assert is_refused(case) == case.must_refuse, case.texts


def test_a_sign_says_where_and_what_kind_and_not_what():
    text = FileText("Nguyễn Văn A, sinh 1985, thôn 3", "BC", "E12", "")
    assert scan_texts([text, FileText("12")]) == [PersonalDataSign("BC", "E12", "", NAME_AND_BIRTH)]


def test_no_text_of_the_catalogue_is_worth_a_second_look():
    catalogue = load_catalogue()
    labels = [e.name_vi for f in catalogue.forms.values() for e in f.elements]
    labels += [unit.name_vi for unit in catalogue.units.values()]
    labels += [form.name_vi for form in catalogue.forms.values()]
    assert len(labels) > 100
    assert [
        label for label in labels if is_suspect_text(label) or is_suspect_text(label.upper())
    ] == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "expected_signs"),
    [
        ("Nguyễn Văn A và Trần Thị Bích", ["Nguyễn Văn A", "Trần Thị Bích"]),
        ("NGUYỄN VĂN A", ["NGUYỄN VĂN A"]),
        ("đường Nguyễn Văn Linh", []),
        ("Hồ Chí Minh", []),
        ("Nguyen Van An", ["Nguyen Van An"]),
        ("Đoàn Thanh niên", []),
        ("Vũ Hà", ["Vũ Hà"]),
        ("gặp Vũ Hà ở đó", []),
        ("", []),
    ],
)
def test_names_are_found_with_their_place(text, expected_signs, form):
    text = unicodedata.normalize("NFC", unicodedata.normalize(form, text))
    assert [text[name.start : name.end] for name in find_person_names(text)] == expected_signs


@given(st.integers(1, 10**13), st.sampled_from([".", ","]))
def test_an_amount_in_thousands_is_never_an_id_or_a_telephone(amount, mark):
    assert scan_texts([FileText(f"{amount:,}".replace(",", mark))]) == []


@given(st.integers(1, 10**13), st.sampled_from(["", ".", ",", " "]))
def test_an_amount_beside_a_word_of_money_is_never_an_id_or_a_telephone(amount, mark):
    printed_amount = f"{amount:,}".replace(",", mark)
    assert (
        scan_texts(
            [
                FileText(printed_amount, row_texts=("Tổng số tiền phạt",)),
                FileText(f"{printed_amount} đồng"),
                FileText("Tổng số tiền phạt", row_texts=(printed_amount,)),
            ]
        )
        == []
    )


@given(st.integers(1, 10**10))
def test_a_round_amount_is_never_an_id_or_a_telephone(thousands):
    assert (
        scan_texts(
            [FileText(f"{thousands}000"), FileText("Trần Phú", row_texts=(f"{thousands}000",))]
        )
        == []
    )


@given(st.integers(300_000_000, 999_999_999))
def test_a_mobile_number_without_its_zero_is_found(number):
    is_mobile = has_mobile_number(f"0{number}")
    is_round = number % 1000 == 0
    assert has_mobile_number(str(number)) == (is_mobile and not is_round)


@given(st.sampled_from(sorted(PROVINCE_CODES)), st.integers(0, 3), st.integers(0, 40))
def test_every_citizen_id_is_found_however_it_is_parted(province, century, year):
    parts = (province, f"{century}{year:02}", "001", "234")
    assert all(
        is_suspect_text(t) and scan_texts([FileText(t)]) for t in ("".join(parts), " ".join(parts))
    )


@given(st.text())
def test_any_text_is_judged_without_a_fault(text):
    assert (
        len(scan_texts([FileText(text, row_texts=(text,), right_text=text, below_text=text)])) <= 1
    )


@given(st.text(alphabet="NguyễnVăn A0123456789.-@sinh", max_size=40))
def test_what_is_not_worth_a_look_is_no_sign(text):
    if scan_texts([FileText(text)]):
        assert is_suspect_text(text)
