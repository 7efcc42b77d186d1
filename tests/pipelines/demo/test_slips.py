"""A slip changes a figure as a typist would; the demo plants a slip only where it shows."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.demo.chance import seed_generator
from pipelines.demo.fault_kinds import FaultKind
from pipelines.demo.slips import (
    HISTORY_FAULT_MAKERS,
    SLIPS,
    Figure,
    Slip,
    copy_figures,
    empty_flows,
    round_flows,
)
from tests.pipelines.demo.drawn_forms import draw_form, draw_occasion

FORM = draw_form("""
    element | nature     | unit
    talks   | flow       | lượt
    posts   | flow       | bài
    visits  | flow       | lượt
    tests   | flow       | lượt
    fines   | flow       | đồng
    clubs   | stock      | nhóm
    clients | cumulative | người
""")
TALKS, FINES = FORM.get_element("talks"), FORM.get_element("fines")
SEEDS = range(30)
COUNTS = st.integers(0, 10**7)


def slip(kind, value, seed=1, element=TALKS, other_values=()):
    """Return the figure after the slip, or None where it cannot slip so."""
    return SLIPS[kind](Figure(element, value, other_values), seed_generator(seed, "slip"))


@pytest.mark.parametrize(
    ("kind", "largest_safe_value"),
    [
        (Slip.DIGIT_TOO_MANY, 1),
        (Slip.DIGIT_TOO_FEW, 19),
        (Slip.DIGITS_SWAPPED, 11),
        (Slip.SPIKE, 1),
        (Slip.DROP_TO_ZERO, 4),
    ],
)
def test_a_figure_slips_only_from_the_size_on_that_shows(kind, largest_safe_value):
    assert [slip(kind, value) for value in range(largest_safe_value + 1)] == [None] * (
        largest_safe_value + 1
    )
    assert slip(kind, largest_safe_value + 1) is not None


def test_every_slip_is_described():
    assert set(SLIPS) == set(Slip)


@settings(max_examples=50)
@given(st.sampled_from(list(Slip)), COUNTS, st.integers(0, 99), st.lists(COUNTS, max_size=3))
def test_a_slip_is_another_count_or_none_at_all(kind, value, seed, other_values):
    for element in (TALKS, FINES):
        wrong_value = slip(kind, value, seed, element, other_values)
        assert wrong_value is None or (wrong_value != value and wrong_value >= 0)
        assert wrong_value == slip(kind, value, seed, element, other_values)


@settings(max_examples=50)
@given(st.integers(20, 10**7), st.integers(0, 99))
def test_a_digit_too_many_or_too_few_stands_at_the_end(value, seed):
    longer = slip(Slip.DIGIT_TOO_MANY, value, seed)
    assert str(longer)[:-1] == str(value)
    assert slip(Slip.DIGIT_TOO_FEW, longer, seed) == value


def test_the_digit_too_many_is_any_digit():
    assert {slip(Slip.DIGIT_TOO_MANY, 12, seed) for seed in range(80)} == set(range(120, 130))


def neighbours(value):
    """Return every number in which two neighbouring digits of `value` have changed places."""
    digits = str(value)
    swapped = {
        digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)
    }
    return {int(text) for text in swapped if text[0] != "0"} - {value}


@settings(max_examples=50)
@given(COUNTS, st.integers(0, 99))
def test_swapped_digits_are_neighbours_and_no_digit_is_lost(value, seed):
    wrong_value = slip(Slip.DIGITS_SWAPPED, value, seed)
    if wrong_value is None:
        assert neighbours(value) == set()
    else:
        assert wrong_value in neighbours(value)
        assert Counter(str(wrong_value)) == Counter(str(value))


@pytest.mark.parametrize("value", [12, 100, 102, 201, 1002, 1234, 9870])
def test_any_pair_of_neighbours_may_be_swapped(value):
    swapped = {slip(Slip.DIGITS_SWAPPED, value, seed) for seed in range(60)}
    assert swapped - {None} == neighbours(value)


@settings(max_examples=50)
@given(st.integers(2, 10**7), st.integers(0, 99))
def test_a_spike_is_three_to_six_times_the_figure_and_never_near_it(value, seed):
    assert 3 * value + 3 <= slip(Slip.SPIKE, value, seed) <= 6 * value + 3


@pytest.mark.parametrize("value", [5, 6, 1_000])
def test_a_drop_is_to_zero(value):
    assert slip(Slip.DROP_TO_ZERO, value) == 0


@pytest.mark.parametrize(
    ("element", "value", "wrong_value"),
    [(FINES, 2_500, 2_500_000), (FINES, 1, 1_000), (FINES, 0, None), (TALKS, 2_500, None)],
)
def test_only_money_is_written_in_another_unit_of_money(element, value, wrong_value):
    assert slip(Slip.UNIT_FACTOR, value, element=element) == wrong_value


@pytest.mark.parametrize(
    ("value", "other_values", "wrong_values"),
    [
        (7, (), {None}),
        (7, (7, 7), {None}),
        (7, (7, 9), {9}),
        (7, (3, 7, 9), {3, 9}),
        (7, (0,), {0}),
    ],
)
def test_the_figure_of_another_period_is_one_that_differs(value, other_values, wrong_values):
    slips = {slip(Slip.OTHER_PERIOD, value, seed, other_values=other_values) for seed in SEEDS}
    assert slips == wrong_values


SOUND = {"talks": 12, "posts": 23, "visits": 10, "tests": 38, "fines": 7_001}
SOUND |= {"clubs": 14, "clients": 31}


@pytest.mark.parametrize(
    ("flows", "is_copied"),
    [
        ((10, 10, 10, 10, 0), True),
        ((10, 10, 10, 9, 0), False),
        ((10, 10, 10, 9, 10), True),  # money is a flow too
        ((99, 99, 99, 0, 0), False),
    ],
)
def test_a_report_is_copied_where_four_flows_have_two_digits(flows, is_copied):
    earlier = dict(zip(["talks", "posts", "visits", "tests", "fines"], flows, strict=True))
    earlier |= {"clubs": 50, "clients": 50}
    assert copy_figures(FORM, earlier) == (earlier if is_copied else None)


def test_a_report_without_an_earlier_one_is_not_copied():
    assert copy_figures(FORM, {}) is None


@pytest.mark.parametrize(
    ("flows", "is_emptied"), [((1, 1, 1, 1, 0), True), ((1, 1, 1, 0, 0), False)]
)
def test_a_report_is_emptied_of_its_flows_where_four_have_happened(flows, is_emptied):
    figures = dict(zip(["talks", "posts", "visits", "tests", "fines"], flows, strict=True))
    figures |= {"clubs": 50, "clients": 60}
    emptied = dict.fromkeys(figures, 0) | {"clubs": 50, "clients": 60}
    assert empty_flows(FORM, figures) == (emptied if is_emptied else None)


@pytest.mark.parametrize(
    ("talks", "estimate"), [(0, 0), (9, 9), (10, 10), (11, 10), (12, 10), (13, 15), (98, 100)]
)
def test_a_count_of_two_digits_is_estimated_to_the_nearest_five(talks, estimate):
    assert round_flows(FORM, SOUND | {"talks": talks})["talks"] == estimate


def test_an_estimate_leaves_money_and_everything_but_flows():
    assert round_flows(FORM, SOUND) == SOUND | {"talks": 10, "posts": 25, "visits": 10, "tests": 40}


def plant(kind, seed=1, earlier=None, **values):
    """Return the faulty report of the demo, or None where there is no occasion."""
    occasion = draw_occasion(FORM, earlier, **values)
    return HISTORY_FAULT_MAKERS[kind](occasion, seed_generator(seed, "slip"))


def test_the_demo_adds_a_digit_to_a_count_of_two_digits_that_stands_alone():
    values = SOUND | {"visits": 9, "talks": 10}
    for seed in SEEDS:
        faulty = plant(FaultKind.DIGIT_TOO_MANY, seed, **values)
        assert faulty.code == "W-OUTLIER-001"
        assert faulty.element in {"talks", "posts", "tests"}
        wrong_value = faulty.report.values[faulty.element]
        assert wrong_value // 10 == values[faulty.element]
        assert faulty.report.values == values | {faulty.element: wrong_value}
    small = dict.fromkeys(["talks", "posts", "visits", "tests"], 9)
    assert plant(FaultKind.DIGIT_TOO_MANY, **SOUND | small) is None


def test_the_demo_sends_the_report_of_the_month_before_again():
    earlier = {name: value + 100 for name, value in SOUND.items()}
    faulty = plant(FaultKind.COPIED_REPORT, earlier=earlier, **SOUND)
    assert (faulty.code, faulty.element) == ("W-COPY-001", None)
    assert faulty.report.values == earlier
    assert plant(FaultKind.COPIED_REPORT, **SOUND) is None


def test_the_demo_sends_a_report_with_nothing_but_its_stocks_and_running_totals():
    faulty = plant(FaultKind.EMPTIED_REPORT, **SOUND)
    assert (faulty.code, faulty.element) == ("W-EMPTY-001", None)
    assert faulty.report.values == dict.fromkeys(SOUND, 0) | {"clubs": 14, "clients": 31}
    assert plant(FaultKind.EMPTIED_REPORT, **SOUND | {"talks": 0, "posts": 0}) is None
