"""Amounts: numbers in thousands, or with a unit of money behind them, name nobody."""

import re

import pytest

from expectations.privacy.amounts import is_amount, is_followed_by_money, is_round_amount

NUMBER = re.compile(r"(\d[\d .,]*\d)")


def match_number(text):
    return NUMBER.search(text)


@pytest.mark.parametrize(
    ("text", "whether"),
    [
        ("1.234.567", True),
        ("12 345 678", True),
        ("123,456", True),
        ("1.234.56", False),  # no group of three
        ("1.234 567", False),  # one sign parts all groups
        ("1234.567", False),
        ("120000", True),  # four zeros: rounded
        ("123000", False),
        ("912345678", False),
        ("912345678 đồng", False),  # the texts are folded before
        ("912345678 dong", True),
        ("912345678d", True),
        ("912345678, vnd", True),
        ("912345678 doi", False),  # no unit begins a longer word
        ("912345678 nguoi", False),
    ],
)
def test_an_amount_is_written_in_thousands_or_followed_by_money(text, whether):
    assert is_amount(text, match_number(text)) is whether


@pytest.mark.parametrize(
    ("number", "whether"),
    [
        ("450 000 000", True),
        ("450.000", True),
        ("450 000 001", False),  # in thousands, but not round
        ("451000", False),  # three zeros may end an account as well
        ("450000", True),
        ("000", False),
    ],
)
def test_a_round_amount_is_in_thousands_and_ends_in_one(number, whether):
    assert is_round_amount(number) is whether


def test_the_unit_stands_right_behind_the_last_digit():
    text = "0312345678 va 50 trieu"
    assert not is_followed_by_money(text, match_number(text))
    text = "50 trieu va 0312345678"
    assert is_followed_by_money(text, match_number(text))
