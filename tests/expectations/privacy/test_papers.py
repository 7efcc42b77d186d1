"""Papers and vehicles of a person: insurance, licence, passport, tax number and plates."""

import pytest

from expectations.privacy.evidence import (
    DRIVING_LICENCE,
    INSURANCE_NUMBER,
    PASSPORT_NUMBER,
    TAX_NUMBER,
    VEHICLE_PLATE,
)
from expectations.privacy.papers import find_paper_evidence


def find_kinds(folded_text):
    return [piece.kind for piece in find_paper_evidence(folded_text)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("hs4 31 1234567890", [INSURANCE_NUMBER]),
        ("hs6 31 1234567890", []),  # the benefits go to 5
        ("zz4 31 1234567890", []),
        ("so the bhyt 3112345678", [INSURANCE_NUMBER]),
        ("the 3112345678 - bhyt", [INSURANCE_NUMBER]),
        ("thu bhyt 312 345 678", []),  # an amount
        ("thu bhxh 31234567 dong", []),
        ("cap bhyt cho 1234567 nguoi", []),  # seven digits are no number of a card
        ("bhytxa 3112345678", []),
    ],
)
def test_an_insurance_number(text, kinds):
    assert find_kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("gplx hang b2 so 310123456789", [DRIVING_LICENCE]),
        ("bang lai xe: 31012345", [DRIVING_LICENCE]),
        ("bang lai xe: 3101234", []),
        ("cap 31012345 bang lai", []),
        ("ho chieu b1234567", [PASSPORT_NUMBER]),
        ("hc 12345678", [PASSPORT_NUMBER]),
        ("visa n1234567", [PASSPORT_NUMBER]),
        ("visa 1234567", []),  # an entry permit has a letter
        ("ho chieu: 123456", []),
    ],
)
def test_a_licence_and_a_passport(text, kinds):
    assert find_kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("mst 8123456789", [TAX_NUMBER]),  # an 8 opens a person's
        ("mst 0201234567", []),
        ("mst ca nhan 0201234567", [TAX_NUMBER]),
        ("mst cua ong chu: 0201234567", [TAX_NUMBER]),
        ("cong ty x, mst 8123456789", []),
        ("mst ca nhan cua giam doc cong ty 0201234567", []),
    ],
)
def test_a_tax_number_of_a_person_and_of_a_company(text, kinds):
    assert find_kinds(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("15b1-234.56", [VEHICLE_PLATE]),
        ("15a 12345", [VEHICLE_PLATE]),
        ("xe 15 b1 2345", [VEHICLE_PLATE]),
        ("15 b1 2345", []),  # four digits are a plate beside a vehicle only
        ("bks: 36 b5 - 90 3 17", [VEHICLE_PLATE]),
        ("10a 12345", []),  # no province
        ("15i 12345", []),  # no series has this letter
        ("lop 15a 12345", []),
        ("xe may: mau 15b1 2345", []),
        ("bien so 15b1 2345", [VEHICLE_PLATE]),
        ("van ban so 15a 12345", []),
        ("xe cuu thuong 15a 12345", []),
        ("xe co quan 15a 12345", []),
    ],
)
def test_a_plate_of_a_private_vehicle(text, kinds):
    assert find_kinds(text) == kinds


def test_a_text_may_hold_papers_of_every_kind():
    text = "bhyt 3112345678, gplx 310123456789, ho chieu b1234567, mst 8123456789, xe 15b1-234.56"
    assert find_kinds(text) == [
        INSURANCE_NUMBER,
        DRIVING_LICENCE,
        PASSPORT_NUMBER,
        TAX_NUMBER,
        VEHICLE_PLATE,
    ]
    assert find_kinds("chua co giay to gi") == []
