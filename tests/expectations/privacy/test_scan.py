"""Personal data are told from what only looks like them: labelled texts, one row each."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.privacy import (
    DEVELOPMENT_CASES,
    HELD_OUT_CASES,
    NOTE_CASES,
    OWN_CASES,
    is_refused,
    load_cases,
)
from expectations.privacy import identifiers as by_number
from expectations.privacy.evidence import NAME_AND_BIRTH
from expectations.privacy.person_names import find_person_names
from expectations.privacy.scan import PersonalDataSign, is_suspect_text, scan_texts
from expectations.privacy.telephones import has_mobile_number
from warehouse.catalogue import load_catalogue
from warehouse.files.texts.file_texts import FileText

CASE_FILES = (OWN_CASES, HELD_OUT_CASES, NOTE_CASES, DEVELOPMENT_CASES)
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


@pytest.mark.parametrize(
    ("digits", "whether"),
    [
        ("031085001234", True),
        ("003085001234", False),  # no province
        ("097085001234", False),
        ("031340001234", True),  # a woman born in 2040 is the last believed
        ("031341001234", False),
        ("031485001234", False),  # the century digit goes to 3
    ],
)
def test_a_citizen_id_names_a_province_and_a_possible_birth(digits, whether):
    assert by_number.is_citizen_id(digits) == whether


def test_there_are_sixty_three_provinces():
    assert len(by_number.PROVINCE_CODES) == 63


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


@given(st.sampled_from(sorted(by_number.PROVINCE_CODES)), st.integers(0, 3), st.integers(0, 40))
def test_every_citizen_id_is_found_however_it_is_parted(province, century, year):
    parts = (province, f"{century}{year:02}", "001", "234")
    assert all(
        is_suspect_text(t) and scan_texts([FileText(t)]) for t in ("".join(parts), " ".join(parts))
    )


def part_digits(digits, gaps):
    return digits[0] + "".join(gap + digit for gap, digit in zip(gaps, digits[1:], strict=False))


@given(
    st.from_regex(r"(?:3[2-9]|7[06-9]|8[1-9]|9\d)\d{7}", fullmatch=True),
    st.lists(st.sampled_from(["", "", " ", ".", "-", " - "]), min_size=8, max_size=8),
    st.sampled_from(["BN đổi số: {}", "anh ấy cho số {}", "{} (mẹ cháu)", "bn dung so {}"]),
)
def test_nine_digits_of_someone_are_a_telephone_however_they_are_parted(digits, gaps, sentence):
    text = sentence.format(part_digits(digits, gaps))
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.from_regex(r"[1-9]\d{9,13}", fullmatch=True),
    st.lists(st.sampled_from(["", "", " ", "-"]), min_size=13, max_size=13),
    st.sampled_from(["STK {} Agribank", "VCB: {}", "ck vào số {}", "nhận tiền qua tk {}"]),
)
def test_an_account_is_found_however_it_is_parted(digits, gaps, sentence):
    text = sentence.format(part_digits(f"{digits}7", gaps))
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(11, 99),
    st.sampled_from(["A", "H", "B1", "D1", "MĐ1"]),
    st.from_regex(r"\d{5}", fullmatch=True),
    st.lists(st.sampled_from(["", "", " ", "."]), min_size=4, max_size=4),
    st.sampled_from(["", " ", "-", " - "]),
    st.sampled_from(["xe {}", "khách đi oto BKS {}", "BS: {}", "xe om dua don : {}"]),
)
def test_a_plate_beside_a_vehicle_is_found_however_it_is_parted(
    place, series, digits, gaps, dash, sentence
):
    text = sentence.format(f"{place}{dash}{series}{dash}{part_digits(digits, gaps)}")
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(1, 10**13),
    st.sampled_from([".", " "]),
    st.sampled_from(
        [
            "chuyển khoản kinh phí {} đồng",
            "Agribank giải ngân {} đồng",
            "dư nợ hội viên {}",
            "chị em vay {} đồng",
        ]
    ),
)
def test_an_amount_beside_a_bank_or_a_payment_is_no_number_of_someone(amount, mark, sentence):
    text = sentence.format(f"{amount:,}".replace(",", mark))
    assert scan_texts([FileText(text)]) == []


@given(
    st.integers(1, 300),
    st.sampled_from(["", "A", "/12", "/5/7"]),
    st.sampled_from(["Lạch Tray", "Trần Phú", "Lê Đình Lý", "Cát Cụt", "Hoàng Diệu"]),
    st.sampled_from(["hiện ở {}", "chị ở {}, phòng trọ", "đang ở nhà bạn {}", "bị hại ở số {}"]),
)
def test_a_home_on_any_street_is_found(number, part, street, sentence):
    text = sentence.format(f"{number}{part} {street}")
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(
    st.integers(1, 300),
    st.sampled_from(["Lạch Tray", "Trần Phú", "Lê Đình Lý", "Hoàng Diệu"]),
    st.sampled_from(["karaoke {}", "khách sạn {}, 40 phòng", "trụ sở {}", "quán cà phê {}"]),
)
def test_an_establishment_has_an_address(number, street, sentence):
    assert scan_texts([FileText(sentence.format(f"{number} {street}"))]) == []


@given(
    st.sampled_from(["D.T.N", "H.N.D", "M.T.T.Q", "H.L.H.P.N", "C.L.B", "Y.S.", "K.T.V."]),
    st.sampled_from(["Đ.T.N", "H.P.N", "C.C.B", "T.Y.T", "B.S."]),
    st.sampled_from(
        ["{}, {} các phường đều có kế hoạch", "{} + {} khu phố 3 trực", "{}, {} tổ 5 dự"]
    ),
)
def test_initials_of_units_and_jobs_beside_places_are_nobody(first, second, sentence):
    assert scan_texts([FileText(sentence.format(first, second))]) == []


@given(st.sampled_from(["D.T.N", "H.N.D", "Y.S", "D-T-N"]), st.integers(1950, 2012))
def test_the_same_initials_with_a_birth_year_are_someone(initials, year):
    text = f"{initials}, {year}"
    assert is_suspect_text(text)
    assert scan_texts([FileText(text)])


@given(st.text())
def test_any_text_is_judged_without_a_fault(text):
    assert (
        len(scan_texts([FileText(text, row_texts=(text,), right_text=text, below_text=text)])) <= 1
    )


@given(st.text(alphabet="NguyễnVăn A0123456789.-@sinh", max_size=40))
def test_what_is_not_worth_a_look_is_no_sign(text):
    if scan_texts([FileText(text)]):
        assert is_suspect_text(text)
