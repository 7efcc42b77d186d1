"""What the words around a name add to it: a birth year, a number, an address, a case.

A name alone is weak; together with one of these it decides.
"""

import pytest

from expectations.privacy.evidence import (
    BIRTH_YEAR,
    CASE_PERSON,
    CITIZEN_ID,
    DECISIVE,
    HOME_ADDRESS,
    IDENTITY_CARD,
    NAME_AND_ADDRESS,
    NAME_AND_BIRTH,
    PERSON_NAME,
    SUPPORTING,
    WEAK,
)
from expectations.privacy.people import find_person_evidence
from warehouse.files.texts.file_texts import FileText

NAME = "Nguyễn Văn Tèo"


def find_pieces(text, **surroundings):
    file_text = FileText(text, **surroundings)
    return [tuple(piece) for piece in find_person_evidence(file_text, text.lower())]


def kinds_of(text, **surroundings):
    """Return the kinds of evidence besides the name."""
    return [k for k, _ in find_pieces(text, **surroundings) if k != PERSON_NAME]


def test_a_name_alone_is_weak_and_a_text_without_one_is_nothing():
    assert find_pieces(NAME) == [(PERSON_NAME, WEAK)]
    assert find_pieces(f"đường {NAME}") == []
    assert find_pieces("số vụ án thụ lý") == []
    assert find_pieces(f"{NAME}, sinh 1985") == [(PERSON_NAME, WEAK), (NAME_AND_BIRTH, DECISIVE)]


@pytest.mark.parametrize(
    "behind",
    [
        ", sinh 1985",
        " (1985)",
        ", nam 1985",
        ", 12/03/1985",
        " SN 85",
        ", 35 tuổi",
        " sinh ngày 12/3/85",
        ", 1920",
        ", 2012",
        ", born 5",
    ],
)
def test_a_birth_year_or_an_age_behind_a_name(behind):
    assert kinds_of(f"{NAME}{behind}") == [NAME_AND_BIRTH]


@pytest.mark.parametrize(
    "behind",
    [
        ", 1919",
        ", 2013",  # a reporting year
        ", 2023",
        " - 1985-2020",  # a span
        ", 5 tuổi",
        ", dưới 35 tuổi",
        ", từ 18 tuổi",
        " dự họp tại hội trường, có 35 tuổi Đảng",  # too far behind
    ],
)
def test_other_years_and_ages_behind_a_name(behind):
    assert kinds_of(f"{NAME}{behind}") == []


def test_a_birth_before_a_name_counts_when_it_is_said_so():
    assert kinds_of(f"sinh ngày 12/03/1985: {NAME}") == [NAME_AND_BIRTH]
    assert kinds_of(f"năm 1985: {NAME}") == []


def test_beside_a_signature_a_bare_year_is_that_of_the_letter():
    assert kinds_of(f"{NAME}, 1985", zone="signature") == []
    assert kinds_of(f"{NAME}, 35 tuổi", zone="property") == []
    assert kinds_of(f"{NAME}, sinh 1985", zone="signature") == [NAME_AND_BIRTH]
    assert kinds_of(f"{NAME}, 1985", zone="letterhead") == [NAME_AND_BIRTH]


@pytest.mark.parametrize(
    ("cell", "is_birth"),
    [
        ("1985", True),
        ("1920", True),
        ("2012", True),
        (" 12/03/1985 ", True),
        ("1919", False),
        ("2013", False),
        ("1985 phiếu", False),
        ("sinh năm 1985", True),
        ("", False),
    ],
)
def test_a_birth_year_in_the_next_cell_belongs_to_a_name_alone(cell, is_birth):
    expected = [NAME_AND_BIRTH] if is_birth else []
    assert kinds_of(NAME, row_texts=("3", cell)) == expected
    assert kinds_of(f"12. Ông {NAME}", row_texts=(cell,)) == expected
    assert kinds_of(f"123. Ông {NAME}", row_texts=(cell,)) == [], "nine letters more are a text"
    assert kinds_of(f"Đã họp với {NAME}", row_texts=(cell,)) == []


@pytest.mark.parametrize(
    ("text", "row_texts", "kinds"),
    [
        (f"{NAME} 031234567", (), [IDENTITY_CARD]),
        (f"{NAME} 031234567 đồng", (), []),
        (f"{NAME} 031234000", (), []),
        (NAME, ("031234567",), [IDENTITY_CARD]),
        (NAME, ("031234567", "số tiền phạt"), []),
        (NAME, ("31085001234",), [CITIZEN_ID]),
        (NAME, (" 31085001234 ",), [CITIZEN_ID]),
        (NAME, ("31085001234 đ",), []),
        (NAME, ("99999999999",), []),
        (NAME, ("31085001234", "kinh phí"), []),
        ("Trần Thị Thu", ("031234567",), [IDENTITY_CARD]),
        ("Trần Thị Thu 031234567", (), [IDENTITY_CARD]),
    ],
)
def test_a_number_beside_a_name_is_a_card_unless_the_row_speaks_of_money(text, row_texts, kinds):
    assert kinds_of(text, row_texts=row_texts) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (f"{NAME}, thôn 3", [NAME_AND_ADDRESS]),
        (f"{NAME}, trú tại phường mới", [NAME_AND_ADDRESS]),
        (f"{NAME}, tổ chức họp", []),
        (f"{NAME}, tổ trưởng tổ 3", []),  # an official
        (f"Chủ tịch {NAME}, số nhà 5", []),
        (f"karaoke {NAME}, ngõ 5", []),  # a business
        (f"karaoke của bà {NAME}, ngõ 5", [NAME_AND_ADDRESS]),
        (f"karaoke {NAME}, trú tại ngõ 5", [NAME_AND_ADDRESS]),
        (f"đối tượng {NAME}", [CASE_PERSON]),
        (f"nạn nhân nữ tên {NAME}", [CASE_PERSON]),
        (f"hỗ trợ nạn nhân theo lời {NAME}", []),
        (f"nạn nhân {NAME}, ngõ 5", [NAME_AND_ADDRESS, CASE_PERSON]),
    ],
)
def test_an_address_or_a_role_beside_a_name(text, kinds):
    assert kinds_of(text) == kinds


def test_addresses_and_roles_count_in_the_body_only():
    for zone in ("letterhead", "signature", "property"):
        assert kinds_of(f"nạn nhân {NAME}, ngõ 5", zone=zone) == []


@pytest.mark.parametrize(
    ("cell", "is_address"),
    [
        ("Thôn 3, xã Mới", True),
        ("thôn 3 " + "x" * 72, True),
        ("thôn 3 " + "x" * 73, False),  # a sentence
        ("12 lượt", False),
    ],
)
def test_an_address_in_the_next_cell_belongs_to_a_name_alone(cell, is_address):
    assert kinds_of(NAME, row_texts=(cell,)) == ([NAME_AND_ADDRESS] if is_address else [])
    assert kinds_of(f"Đã họp với {NAME}", row_texts=(cell,)) == []


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("cháu 13 tuổi ở tổ 5", [(BIRTH_YEAR, DECISIVE)]),
        ("nữ 1995, tổ 5", [(BIRTH_YEAR, DECISIVE)]),
        ("12 cháu 13 tuổi ở tổ 5", []),
        ("nữ sinh năm 1995", [(BIRTH_YEAR, SUPPORTING)]),
        ("phát sinh năm 2021", []),
        ("số nhà 12 ngõ 5", [(HOME_ADDRESS, DECISIVE)]),
        ("quán karaoke số nhà 12 ngõ 5", []),
        ("nơi ở: tổ 5", [(HOME_ADDRESS, DECISIVE)]),
        ("số người có nơi ở: tổ 5", [(HOME_ADDRESS, SUPPORTING)]),
        ("đang tạm trú", [(HOME_ADDRESS, SUPPORTING)]),
        ("sinh năm 1995, tạm trú", [(BIRTH_YEAR, SUPPORTING), (HOME_ADDRESS, SUPPORTING)]),
        ("cán bộ sinh năm 1995, tạm trú", []),
    ],
)
def test_a_person_without_a_name(text, pieces):
    assert find_pieces(text) == pieces
    assert find_pieces(text, zone="signature") == []
