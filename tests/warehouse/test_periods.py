"""How periods are named, nested and read."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.periods import (
    Grain,
    Period,
    PeriodError,
    find_periods,
    list_year_periods,
    parse_period,
    parse_period_code,
)

years = st.integers(1900, 2999)
periods = years.flatmap(lambda year: st.sampled_from(list_year_periods(year)))
grains = st.sampled_from(Grain)


def codes(text):
    return [period.code for period in find_periods(text)]


# A period survives being printed


@given(periods)
def test_code_round_trip(period):
    assert parse_period_code(period.code) == period
    assert parse_period(period.code) == period


@given(periods, st.sampled_from(["NFC", "NFD"]), st.sampled_from([str, str.upper, str.lower]))
def test_parse_is_the_inverse_of_label(period, form, typed):
    assert parse_period(typed(unicodedata.normalize(form, period.format_label()))) == period


@given(periods, periods)
def test_different_periods_have_different_codes_and_labels(one, other):
    same = one == other
    assert (one.code == other.code) is same
    assert (one.format_label("vi") == other.format_label("vi")) is same
    assert (one.format_label("en") == other.format_label("en")) is same


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        ("2023-05", "Tháng 05/2023", "May 2023"),
        ("2023-Q2", "Quý II/2023", "Q2 2023"),
        ("2023-H1", "6 tháng đầu năm 2023", "First half of 2023"),
        ("2023-H2", "6 tháng cuối năm 2023", "Second half of 2023"),
        ("2023-9M", "9 tháng đầu năm 2023", "First nine months of 2023"),
        ("2023", "Năm 2023", "2023"),
    ],
)
def test_labels(code, vi, en):
    assert (
        parse_period_code(code).format_label("vi"),
        parse_period_code(code).format_label("en"),
    ) == (vi, en)


# Nesting


def test_a_year_has_twenty_periods():
    assert [len(list_year_periods(2023, g)) for g in Grain] == [12, 4, 2, 1, 1]
    assert len(set(list_year_periods(2023))) == 20


@given(periods, grains)
def test_split_tiles_the_period(period, grain):
    parts = period.split_into(grain)
    assert bool(parts) is grain.fills_grain(period.grain)
    if parts:
        months = [m for p in parts for m in range(p.first_month, p.last_month + 1)]
        assert months == list(range(period.first_month, period.last_month + 1))
        assert all(period.contains_period(part) for part in parts)


@pytest.mark.parametrize(
    ("longer", "tiled_by"),
    [
        (Grain.MONTH, {"month"}),
        (Grain.QUARTER, {"month", "quarter"}),
        (Grain.HALF_YEAR, {"month", "quarter", "half_year"}),
        (Grain.NINE_MONTHS, {"month", "quarter", "nine_months"}),
        (Grain.YEAR, {"month", "quarter", "half_year", "year"}),
    ],
)
def test_which_grains_fill_which(longer, tiled_by):
    assert {g.value for g in Grain if g.fills_grain(longer)} == tiled_by


@given(periods, periods, periods)
def test_containing_is_an_order(a, b, c):
    assert a.contains_period(a)
    assert not (a.contains_period(b) and b.contains_period(c)) or a.contains_period(c)
    if a.contains_period(b) and b.contains_period(a):
        assert (a.year, a.first_month, a.last_month) == (b.year, b.first_month, b.last_month)


def test_periods_of_another_year_are_outside():
    assert not Period(2023, Grain.YEAR).contains_period(Period(2022, Grain.MONTH, 12))


# Reading what people write


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tháng 5/2023", "2023-05"),
        ("tháng 05 năm 2023", "2023-05"),
        ("Quý I/2023", "2023-Q1"),
        ("quý 3/2023", "2023-Q3"),
        ("Quý IV năm 2023", "2023-Q4"),
        ("6 tháng đầu năm 2023", "2023-H1"),
        ("6 tháng cuối năm 2023", "2023-H2"),
        ("06 tháng đầu năm 2023", "2023-H1"),
        ("09 tháng đầu năm 2023", "2023-9M"),
        ("3 tháng đầu năm 2023", "2023-Q1"),
        ("12 tháng đầu năm 2023", "2023"),
        ("Năm 2023", "2023"),
        ("KẾT QUẢ CÔNG TÁC THÁNG 12 NĂM 2022", "2022-12"),
        ("Kết quả quý I năm 2023", "2023-Q1"),
        ("2023-q2", "2023-Q2"),
        (" 2023-9m ", "2023-9M"),
    ],
)
def test_texts_seen_in_reports(text, code):
    assert parse_period(text).code == code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý II/2023 và quý III/2023", ["2023-Q2", "2023-Q3"]),
        ("Tháng 5/2023, năm 2023", ["2023-05", "2023"]),
        ("Hải Phòng, ngày 16 tháng 6 năm 2023", []),
        ("5 tháng đầu năm 2023", []),
        ("Tháng 13/2023", []),
        ("6 tháng cuối năm", []),
        ("Số 12/BC-UBND", []),
        ("Tháng １２/2023", ["2023-12"]),
        ("Tháng 1²/2023", []),
        ("Tháng 1٢/2023", []),
        ("", []),
    ],
)
def test_what_a_text_names(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["", "Quý II/2023 và quý III/2023", "2023-13", "2023-Q5", "23-05"])
def test_none_or_several_is_an_error_that_says_how_to_write(text):
    with pytest.raises(PeriodError, match="2023"):
        parse_period(text)


@pytest.mark.parametrize(
    ("year", "grain", "number"),
    [
        (2023, Grain.MONTH, 13),
        (2023, Grain.QUARTER, 0),
        (2023, Grain.NINE_MONTHS, 2),
        (202, Grain.YEAR, 1),
    ],
)
def test_there_is_no_such_period(year, grain, number):
    with pytest.raises(PeriodError):
        Period(year, grain, number)


@given(st.text(max_size=60))
def test_reading_any_text_finds_periods_or_nothing(text):
    assert all(isinstance(period, Period) for period in find_periods(text))
