"""Days with two rows and days with none, compared with a count of day after day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.catalogue.validity import (
    ONE_DAY,
    ValidDays,
    find_latest_row,
    list_days_between,
    list_free_days,
    list_shared_days,
)

FIRST = date(2025, 1, 1)
HORIZON = [FIRST + timedelta(days=n) for n in range(30)]


@st.composite
def drawn_rows(draw):
    def row():
        start = draw(st.sampled_from(HORIZON))
        end = draw(st.none() | st.sampled_from([d for d in HORIZON if d >= start]))
        return ValidDays(valid_from=start, valid_to=end)

    return [row() for _ in range(draw(st.integers(0, 4)))]


def test_a_row_backwards_is_refused_and_a_blank_cell_is_no_last_day():
    assert ValidDays(valid_from=FIRST, valid_to="").last_day == date.max
    assert ValidDays(valid_from=FIRST, valid_to=FIRST).holds_on(FIRST)
    with pytest.raises(ValueError, match="valid_to trước valid_from"):
        ValidDays(valid_from=FIRST, valid_to=FIRST - ONE_DAY)


@given(drawn_rows())
def test_free_days_are_the_days_of_no_row(rows):
    spans = list(list_free_days(rows, HORIZON[3], HORIZON[25]))
    listed = [day for day in HORIZON for span in spans if span.first <= day <= span.last]
    assert listed == [d for d in HORIZON[3:26] if not any(r.holds_on(d) for r in rows)]


@given(drawn_rows())
def test_shared_days_name_every_pair_with_its_first_day(rows):
    def find_first(a, b):
        return next((d for d in HORIZON if a.holds_on(d) and b.holds_on(d)), None)

    pairs = [(a, b) for b in range(len(rows)) for a in range(b)]
    expected = {(a, b, find_first(rows[a], rows[b])) for a, b in pairs}
    assert set(list_shared_days(rows)) == {pair for pair in expected if pair[2]}


def test_days_between_end_where_the_last_row_ends():
    rows = [
        ValidDays(valid_from=HORIZON[9], valid_to=HORIZON[10]),
        ValidDays(valid_from=HORIZON[0], valid_to=HORIZON[5]),
    ]
    assert list(list_days_between(rows)) == [(HORIZON[6], HORIZON[8])]
    assert list(list_days_between([])) == []


def test_the_latest_row_is_chosen_whatever_the_order_of_the_file():
    rows = [ValidDays(valid_from=day) for day in (HORIZON[9], HORIZON[0])]
    for day, position in ((HORIZON[8], 1), (HORIZON[9], 0), (FIRST - ONE_DAY, 1)):
        assert find_latest_row(rows, day) is rows[position]
