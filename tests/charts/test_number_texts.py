from datetime import date

import pytest

from assets.charts.number_texts import (
    format_day,
    format_fraction,
    format_indicator_value,
    format_number,
    format_percent,
    format_period_in_sentence,
    format_sides,
    format_target,
)
from tests import spec
from warehouse.periods import parse_period_code

INDICATORS = spec.catalogue().indicators


@pytest.mark.parametrize(
    ("value", "decimals", "vi", "en"),
    [
        (1234.5, 1, "1.234,5", "1,234.5"),
        (1234567, 0, "1.234.567", "1,234,567"),
        (0, 0, "0", "0"),
        (-0.04, 1, "0,0", "0.0"),
        (-12.5, 1, "−12,5", "−12.5"),
    ],
)
def test_a_number_is_written_as_its_reader_writes_it(value, decimals, vi, en):
    assert (format_number(value, decimals, "vi"), format_number(value, decimals, "en")) == (vi, en)


def test_a_percent_sign_stands_apart_in_vietnamese_only():
    assert (format_percent(6.66, "vi"), format_percent(6.66, "en")) == ("6,7\u00a0%", "6.7%")


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("TT01", 83.333, "83,3\u00a0%"),
        ("TT04", 44.04, "44,0"),
        ("TT05", 5019.0, "5.019"),
        ("KT03", 8381312.4, "8.381.312"),
    ],
)
def test_a_value_has_the_decimals_of_its_kind(code, value, text):
    assert format_indicator_value(value, INDICATORS[code], "vi") == text


def test_a_target_has_decimals_only_when_it_needs_them():
    assert format_target(70.0, INDICATORS["TT01"], "vi") == "70\u00a0%"
    assert format_target(2.5, INDICATORS["TT01"], "vi") == "2,5\u00a0%"
    assert format_target(40.0, INDICATORS["TT04"], "vi") == "40"


def test_a_fraction_shows_what_there_is():
    assert format_fraction(1200, 3000, "vi") == "1.200/3.000"
    assert format_fraction(0, 6, "vi") == "0/6"
    assert format_fraction(5, None, "vi") == "5"
    assert format_fraction(None, None, "vi") == ""


def test_the_sides_of_a_change_are_now_and_before_and_never_a_fraction():
    change, share = (spec.catalogue().indicators[code] for code in ("DT02", "TT01"))
    assert format_sides(change, 7, 6, "vi") == "13 so với 6"
    assert format_sides(change, -2, 6, "en") == "4 against 6"
    assert format_sides(share, 5, 6, "vi") == "5/6"
    assert format_sides(change, None, None, "vi") == ""


def test_a_day_and_a_period_inside_a_sentence():
    assert format_day(date(2025, 7, 1), "vi") == "01/07/2025"
    assert format_day(date(2025, 7, 1), "en") == "1 July 2025"
    assert format_period_in_sentence(parse_period_code("2025-Q3"), "vi") == "quý III/2025"
    assert format_period_in_sentence(parse_period_code("2025-11"), "en") == "November 2025"
