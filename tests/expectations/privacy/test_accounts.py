"""Accounts of a person: a bank, a wallet, a card or a payment beside a number that is no amount."""

import pytest

from expectations.privacy.accounts import has_account


@pytest.mark.parametrize(
    "text",
    [
        "stk 0123456789 vcb",
        "vietcombank 0123 456 789",
        "0123456789 nh agribank",
        "0123456789 - bidv",
        "chuyen khoan so 19001234567",
        "chuyen vao 0123456789",
        "momo id 1234567",
        "the atm 9704123412341234",
        "9704 1234 1234 1234 567",
        "tk ca nhan 123456789012",
    ],
)
def test_a_number_beside_a_bank_a_wallet_or_a_payment_is_an_account(text):
    assert has_account(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "stk cua chi chua co",
        "stk 12345",  # too short for a number of anything
        "vietcombank chi nhanh hai phong",
        "0123456789",  # nothing says what it is
        "goi 0123456789",
        "9604123412341234",  # 9704 opens the cards of this country
        "bidv 2021 - 2025",  # a span of years
        "bidv giai ngan 912345678 dong",
        "9704123412341234567890",  # longer than any card
    ],
)
def test_other_numbers_are_no_account(text):
    assert not has_account(text)


@pytest.mark.parametrize(
    ("text", "is_account"),
    [
        ("tai khoan 3713123456789", True),
        ("tai khoan kho bac 3713123456789", False),
        ("tai khoan tam thu 3713123456789", False),
        ("kbnn: vietcombank 0123456789", True),  # a bank is named all the same
    ],
)
def test_an_account_at_the_treasury_is_nobodys(text, is_account):
    assert has_account(text) is is_account


@pytest.mark.parametrize(
    ("text", "is_account"),
    [
        ("vcb 123 456 789", False),  # in threes it is an amount
        ("vcb 123 456 789 012", True),  # as long as an account
        ("vcb 123 456 789 000", False),  # and round
        ("vcb 123 456 789 012 du no", False),
        ("vcb 123 456 789 012 von vay", False),
        ("vcb 12 34 56 789", True),
        ("vcb 123456789 dong", False),
        ("vcb 123456789012 usd", False),
    ],
)
def test_a_number_in_threes_is_an_account_when_it_is_long_and_nothing_speaks_of_money(
    text, is_account
):
    assert has_account(text) is is_account


@pytest.mark.parametrize("sentence", ["stk {}", "acb {}", "{} tai vpbank", "nhan tien {}"])
def test_a_year_beside_it_hides_no_account(sentence):
    text = sentence.format("12345678901")
    assert has_account(text)
    assert has_account(f"nam 2024, {text}")
    assert has_account(f"{text}, gap truoc 2025")
