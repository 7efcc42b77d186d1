"""Mobile numbers in every way of writing them, and what looks like one and is none."""

import re

import pytest

from expectations.privacy.telephones import (
    has_mobile_number,
    is_no_amount,
    is_registration_number,
)


@pytest.mark.parametrize(
    "text",
    [
        "0912345678",
        "091.234.5678",
        "0912 345 678",
        "(0912) 345678",
        "+84912345678",
        "0084 912 345 678",
        "(84) 912345678",
        "sdt 912345678",
        "lien he: 84 912 345 678",
        "01683456789",  # of eleven digits, as before 2018
        "o912345678",  # a letter for a digit
        "09l2345678",
        "khong chin mot hai ba bon nam sau bay tam",
        "mot hai ba bon nam sau bay tam chin",  # nine digits in words, whatever they are
        "0 chin mot 2345678",
        "912345678",
        "mat so 0: 912 345 678",
        "cho so 912 345 678",
        "912 345 678 (cua me)",
        "nan nhan: 0225 3123456",
        "02253123456 cua gia dinh",
        "91 234 5678 nhu nan nhan khai",
    ],
)
def test_a_mobile_number_is_found(text):
    assert has_mobile_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "mot hai ba",
        "0112345678",  # no network begins so
        "0412345678",
        "091234567",  # a digit short
        "09123456789",  # a digit long
        "09.12.2024",
        "03 - 12 - 2024 00",
        "912345000",  # round
        "912.345.678",  # in thousands
        "912345678 dong",
        "kinh phi 912345678",
        "0225 3123456",  # a landline of nobody in particular
        "von 300 000 000, nan nhan",
        "ma ho so 0912345678",
        "mst: 0912345678",
        "mst: 912345678",
        "mat so 0 o 12 dong",
        "ngay 03-2-2024 (125)",
        "91 234 5678 nhu da khai",  # parted, and nobody is named
        "912 345 678 nhu nan nhan khai",
        "912345000 nhu nan nhan khai",
    ],
)
def test_what_only_looks_like_one_is_none(text):
    assert not has_mobile_number(text)


@pytest.mark.parametrize(
    ("row_texts", "is_found"),
    [((), True), (("ghi chú",), True), (("tong so tien phat",), False), (("", "kinh phi"), False)],
)
def test_a_row_that_speaks_of_money_makes_nine_digits_an_amount(row_texts, is_found):
    assert has_mobile_number("912345678", row_texts) is is_found
    assert has_mobile_number("0912345678", row_texts), "with its zero it is no amount"


@pytest.mark.parametrize(
    ("number", "texts", "whether"),
    [
        ("912345678", (), True),
        ("912345000", (), False),
        ("912 345 678", (), False),
        ("84 912 345", (), True),  # the country stands before it
        ("912345678", ("so may", "nguoi bao tin"), True),
        ("912345678", ("so may", "phat"), False),
        ("912345678", ("chiec",), False),
        ("912345678", ("phatgiao",), True),
    ],
)
def test_no_amount_is_round_or_beside_a_word_of_money(number, texts, whether):
    assert is_no_amount(number, texts) is whether


@pytest.mark.parametrize(
    ("words_before", "whether"),
    [
        ("ma so thue: ", True),
        ("giay phep so ", True),
        ("hop dong so: ", True),
        ("ma so thue cua chi lan la ", False),  # the label stands right before its number
        ("hop dong" + " " * 40, False),
        ("goi ", False),
        ("", False),
    ],
)
def test_a_label_right_before_a_number_makes_it_a_files_or_a_businesss(words_before, whether):
    text = f"{words_before}0912345678"
    assert is_registration_number(text, re.search(r"\d+", text)) is whether
