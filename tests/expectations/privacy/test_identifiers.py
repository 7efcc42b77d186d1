"""Numbers of persons: citizen ids, cards behind their word, accounts and telephones in a cell."""

import pytest

from expectations.privacy.evidence import (
    BANK_ACCOUNT,
    CITIZEN_ID,
    IDENTITY_CARD,
    MOBILE_NUMBER,
)
from expectations.privacy.identifiers import (
    PROVINCE_CODES,
    find_number_evidence,
    is_citizen_id,
)
from expectations.privacy.letters import fold_letters
from warehouse.files.texts.file_texts import FileText

ID, SHORT_ID = "031085001234", "31085001234"


def find_kinds(text, **surroundings):
    file_text = FileText(text, **surroundings)
    return [piece.kind for piece in find_number_evidence(file_text, fold_letters(text))]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        (ID, [CITIZEN_ID]),
        ("031 085 001 234", [CITIZEN_ID]),
        ("031-085-001-234", [CITIZEN_ID]),
        ("0 3 1 0 8 5 0 0 1 2 3 4", [CITIZEN_ID]),
        (f"{ID}.", [CITIZEN_ID]),
        ("003085001234", []),  # no province
        (f"A{ID}", []),
        (f"{ID}5", []),
        (f"{ID},5", []),
        (SHORT_ID, [CITIZEN_ID]),
        ("31085001000", []),
        (f"{SHORT_ID} đồng", []),
        (f"mã số thuế {ID}", []),
        (f"mã hồ sơ: {SHORT_ID}", []),
        ("0310 12.03.2024 34", []),  # the digits of a date
        ("12/03/2024 00123400", []),
    ],
)
def test_a_citizen_id_is_found_with_and_without_its_zero(text, kinds):
    assert find_kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("CMND 031234567", [IDENTITY_CARD]),
        ("CMND: 03123456", [IDENTITY_CARD]),  # a zero was lost
        ("CMND: 0312345", []),
        ("căn cước 9 số: 031234567", [IDENTITY_CARD]),
        ("giấy tờ tùy thân 031 234 567", [IDENTITY_CARD]),
        ("cấp 031234567 CMND", []),
        ("làm căn cước cho 12345678 người", []),
        ("cấp CCCD: 12345678 thẻ", []),
        ("cấp CCCD: 12345678 đồng", []),
        ("cấp CCCD: 12 345 000", []),
        ('{"id": "423173626a1abaea"}', []),  # a label of many things
        ("id: 12345678", []),
    ],
)
def test_the_number_of_a_card_follows_its_word(text, kinds):
    assert find_kinds(text) == kinds


def test_a_card_in_a_row_that_is_named_is_an_id_without_its_zero():
    assert find_kinds("cột CCCD dòng 14: 31085001234") == [IDENTITY_CARD]
    assert find_kinds("cột CCCD dòng 14: 1085001234") == [IDENTITY_CARD]
    assert find_kinds("cột CCCD dòng 14: 9999999999") == [], "no province"
    assert find_kinds("cột CCCD có 14 dòng: 31085001234") == []


def test_a_text_holds_every_kind_once():
    text = f"{ID}, {ID}, CMND 031234567, stk 0123456789 vcb, 0912345678"
    assert find_kinds(text) == [CITIZEN_ID, IDENTITY_CARD, BANK_ACCOUNT, MOBILE_NUMBER]


def test_the_telephone_of_a_letterhead_is_an_offices():
    assert find_kinds("ĐT: 0912345678", zone="letterhead") == []
    assert find_kinds("ĐT: 0912345678", zone="signature") == [MOBILE_NUMBER]
    assert find_kinds(ID, zone="letterhead") == [CITIZEN_ID]


@pytest.mark.parametrize(
    ("surroundings", "kinds"),
    [
        ({}, []),
        ({"heading": "Số vụ"}, []),
        ({"heading": "Ghi chú"}, [MOBILE_NUMBER]),
        ({"heading": "SĐT"}, [MOBILE_NUMBER]),
        ({"row_texts": ("Tổng số lượt",)}, []),
        ({"row_texts": ("12", "liên hệ")}, [MOBILE_NUMBER]),
        ({"row_texts": ("Nguyễn Văn Tèo",)}, [MOBILE_NUMBER]),
        ({"row_texts": ("đường Nguyễn Văn Linh",)}, []),
    ],
)
def test_a_number_in_a_cell_of_its_own_is_a_count_unless_its_row_or_heading_asks_for_more(
    surroundings, kinds
):
    assert find_kinds("912345678", is_number=True, **surroundings) == kinds


@pytest.mark.parametrize("name", ["Trần Thị Thu", "Trần Thị Chi", "Trần Văn Công"])
@pytest.mark.parametrize(("number", "kind"), [("912345678", MOBILE_NUMBER), (SHORT_ID, CITIZEN_ID)])
def test_a_name_that_is_a_word_of_money_too_makes_no_amount(name, number, kind):
    """A cost is «chi», a revenue «thu», a total «cộng»; a row with an amount says so elsewhere."""
    assert find_kinds(number, row_texts=("3", name)) == [kind]
    assert find_kinds(number, row_texts=(name, "Số tiền phạt")) == []


def test_a_typed_number_is_judged_in_any_row():
    assert find_kinds("912345678") == [MOBILE_NUMBER]
    assert find_kinds("912345678", row_texts=("Tổng số tiền phạt",)) == []


@pytest.mark.parametrize(
    ("digits", "whether"),
    [
        ("031085001234", True),
        ("003085001234", False),  # no province
        ("097085001234", False),
        ("031 085-001.234", True),
        ("096199001234", True),
        ("031340001234", True),  # a woman born in 2040 is the last believed
        ("031341001234", False),
        ("031485001234", False),  # the century digit goes to 3
    ],
)
def test_a_citizen_id_names_a_province_and_a_possible_birth(digits, whether):
    assert is_citizen_id(digits) == whether


def test_there_are_sixty_three_provinces():
    assert len(PROVINCE_CODES) == 63
