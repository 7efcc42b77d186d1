"""The decision on a whole publication: which rows are seen, and what the ledger records of each."""

import pytest

from expectations.disclosure.count_families import CountFamily, ElementTraits
from expectations.disclosure.publication_history import PublishedYear
from expectations.disclosure.publication_pattern import (
    OfferedRow,
    PublicationInput,
    decide_publication,
)
from expectations.disclosure.year_counts import CountCell, Geography
from warehouse.periods import Grain

WARDS = Geography({"AREA": ("A", "B")}, lambda *_: True)


def family_of(name):
    return CountFamily(name, {name: ElementTraits("flow", Grain.QUARTER, is_sensitive=True)})


FAMILIES = {name: family_of(name) for name in ("x", "y")}


def place(text):
    """Read `x 2024-Q1`: a count of the area, with its family and year."""
    item, period = text.split()
    return (item, int(period[:4])), CountCell(item, "AREA", period)


def row(indicator, *counts):
    return OfferedRow((indicator, "AREA", counts[0].split()[1]), tuple(place(c) for c in counts))


def reported(item, year=2024, **wards):
    """Return what wards reported of an item, quarter by quarter."""
    return {
        CountCell(item, ward, f"{year}-Q{n}"): count
        for ward, quarters in wards.items()
        for n, count in enumerate(quarters, start=1)
    }


def decide(rows, *bases, history=None):
    """Decide on the rows; `bases` are reports, each of one item in one year."""
    by_year = {}
    for counts in bases:
        first = next(iter(counts))
        by_year[first.item, int(first.period[:4])] = counts
    return decide_publication(PublicationInput(FAMILIES, by_year, rows, history or {}, WARDS))


def summarize(decisions):
    """Return `{count: what everybody sees of it}`, a number or the reason why not."""
    return {f"{d.cell.item} {d.cell.period}": d.reason or d.value for d in decisions}


def publish(decisions, bases):
    """Return the decisions on one family and year as the ledger has them."""
    counts = {d.cell: None if d.reason else d.value for d in decisions}
    return PublishedYear(1, bases, counts, {d.cell: d.reason for d in decisions if d.reason})


LARGE = reported("x", A=[20, 30], B=[40, 50])
QUARTER_ROWS = [row("I1", "x 2024-Q1"), row("I1", "x 2024-Q2"), row("I1", "x 2024-H1")]


def test_no_rows_need_no_decision():
    assert decide([], LARGE) == []


def test_large_counts_are_shown_with_the_sum_of_what_units_reported():
    decisions = decide(QUARTER_ROWS, LARGE)
    assert summarize(decisions) == {"x 2024-Q1": 60, "x 2024-Q2": 80, "x 2024-H1": 140}
    assert {(d.family, d.year, d.is_safe, d.is_new) for d in decisions} == {("x", 2024, True, True)}


@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, 0), (1, "small"), (4, "small"), (5, 5)],
)
def test_a_single_row_is_hidden_when_it_is_small(count, expected):
    assert summarize(decide([row("I1", "x 2024-Q1")], reported("x", A=[count]))) == {
        "x 2024-Q1": expected
    }


def test_a_small_quarter_takes_another_count_with_it():
    decisions = decide(QUARTER_ROWS, reported("x", A=[3, 30], B=[0, 50]))
    assert summarize(decisions) == {"x 2024-Q1": "small", "x 2024-Q2": "protects", "x 2024-H1": 83}
    assert all(d.is_safe for d in decisions)


def test_a_row_is_shown_when_all_its_counts_are():
    """The share of x in y: where y is small, x is not shown by this row."""
    share = row("I1", "x 2024-Q1", "y 2024-Q1")
    small_y = reported("y", A=[2])
    assert summarize(decide([share], LARGE, small_y)) == {"x 2024-Q1": "row", "y 2024-Q1": "small"}


def test_a_count_is_shown_when_one_of_its_rows_is():
    rows = [row("I1", "x 2024-Q1", "y 2024-Q1"), row("I2", "x 2024-Q1")]
    assert summarize(decide(rows, LARGE, reported("y", A=[2]))) == {
        "x 2024-Q1": 60,
        "y 2024-Q1": "small",
    }


def test_each_family_and_each_year_is_a_question_of_its_own():
    change = [row("I1", "x 2024-Q1", "x 2023-Q1"), row("I2", "y 2024-Q1")]
    decisions = decide(change, LARGE, reported("x", 2023, A=[7]), reported("y", A=[9]))
    assert [(d.family, d.year, d.cell.period, d.value) for d in decisions] == [
        ("x", 2024, "2024-Q1", 60),
        ("x", 2023, "2023-Q1", 7),
        ("y", 2024, "2024-Q1", 9),
    ]


def test_a_count_of_two_rows_is_decided_once():
    decisions = decide([row("I1", "x 2024-Q1"), row("I2", "x 2024-Q1")], LARGE)
    assert len(decisions) == 1


def test_a_publication_like_the_last_one_is_not_new():
    bases = reported("x", A=[3, 30], B=[0, 50])
    first = decide(QUARTER_ROWS, bases)
    second = decide(QUARTER_ROWS, bases, history={("x", 2024): [publish(first, bases)]})
    assert summarize(second) == summarize(first)
    assert [d.is_new for d in second] == [False] * 3


def test_a_correction_makes_the_whole_year_new():
    first = publish(decide(QUARTER_ROWS, LARGE), LARGE)
    corrected = LARGE | {CountCell("x", "A", "2024-Q1"): 45}
    decisions = decide(QUARTER_ROWS, corrected, history={("x", 2024): [first]})
    assert summarize(decisions) == {"x 2024-Q1": 85, "x 2024-Q2": 80, "x 2024-H1": 165}
    assert all(d.is_new and d.is_safe for d in decisions)


def test_a_count_whose_partner_is_shown_by_now_is_new_though_no_report_is():
    share = row("I1", "x 2024-Q1", "y 2024-Q1")
    small, large = reported("y", A=[2]), reported("y", A=[20])
    first = publish([d for d in decide([share], LARGE, small) if d.family == "x"], LARGE)
    history = {("x", 2024): [first]}
    waiting = decide([share], LARGE, small, history=history)
    assert [(d.reason, d.is_new) for d in waiting] == [("row", False), ("small", True)]
    shown_now = decide([share], LARGE, large, history=history)
    assert [(d.reason, d.is_new, d.is_safe) for d in shown_now] == [(None, True, True)] * 2


def test_what_would_tell_a_small_count_by_its_partners_row_is_not_safe():
    """Q1 waited for its partner; with the half-year shown, Q1 would tell that Q2 is 3."""
    bases = reported("x", A=[20, 3])
    counts = dict(
        zip(
            (place(r)[1] for r in ("x 2024-Q1", "x 2024-Q2", "x 2024-H1")),
            (None, None, 23),
            strict=True,
        )
    )
    quarter, other, _ = counts
    history = {("x", 2024): [PublishedYear(1, bases, counts, {quarter: "row", other: "small"})]}
    rows = [row("I1", "x 2024-Q1", "y 2024-Q1"), *QUARTER_ROWS[1:]]
    hidden = decide(rows, bases, reported("y", A=[2]), history=history)
    assert all(d.is_safe for d in hidden)
    assert summarize(hidden)["x 2024-Q1"] == "row"
    leaking = decide(rows, bases, reported("y", A=[20]), history=history)
    assert {d.family: d.is_safe for d in leaking} == {"x": False, "y": True}


def test_a_ledger_that_is_not_understood_hides_what_is_new():
    wrong = PublishedYear(1, LARGE, {place("x 2024-Q1")[1]: 999})
    today = LARGE | {CountCell("x", "B", "2024-Q2"): 51}
    decisions = decide(QUARTER_ROWS, today, history={("x", 2024): [wrong]})
    assert set(summarize(decisions).values()) == {"unexplained"}
