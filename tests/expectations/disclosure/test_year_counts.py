"""All counts of a year and the sums between them: over time, areas, elements, parts and growth.

A count is written `item unit period`; a sum is written as its whole and its parts.
"""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from expectations.disclosure.count_families import CountFamily, ElementTraits, Split
from expectations.disclosure.year_counts import (
    CountCell,
    Geography,
    build_year_counts,
    find_cell,
    list_base_periods,
)
from warehouse.periods import Grain

WARDS = Geography({"AREA": ("A", "B")}, lambda *_: True)
QUARTERS = [f"2024-Q{n}" for n in (1, 2, 3, 4)]


def family_of(nature="flow", frequency=Grain.QUARTER, *, items="n", harmless="", **bindings):
    """Build a family of elements with one-letter names; `harmless` are not sensitive."""
    elements = {
        item: ElementTraits(nature, frequency, is_sensitive=item not in harmless) for item in items
    }
    return CountFamily(items[0], elements, **bindings)


def read_cells(text):
    """Read counts, one a line: item, unit, period and number."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    return {CountCell(*place): int(number) for *place, number in lines}


def quarters_of(item="n", **counts):
    """Return the quarters of each unit."""
    return {
        CountCell(item, unit, period): count
        for unit, numbers in counts.items()
        for period, count in zip(QUARTERS, numbers, strict=False)
    }


def print_sums(counts, *, item=None, unit=None):
    """Print the sums as lines, those of a whole's item or unit only."""
    wanted = [
        s
        for s in counts.sums
        if item in (None, s.whole.item) and (unit is None or s.whole.unit == unit)
    ]
    return sorted(
        f"{' '.join(s.whole).strip()} = " + " + ".join(" ".join(p).strip() for p in s.parts)
        for s in wanted
    )


def values_of(counts, item, unit):
    return {c.period: v for c, v in counts.values.items() if (c.item, c.unit) == (item, unit)}


def drawn_lines(text):
    return sorted(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("period", "frequency", "base_periods"),
    [
        ("2024-05", Grain.MONTH, ["2024-05"]),
        ("2024-Q2", Grain.MONTH, ["2024-04", "2024-05", "2024-06"]),
        ("2024-H2", Grain.QUARTER, ["2024-Q3", "2024-Q4"]),
        ("2024-9M", Grain.QUARTER, ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ("2024", Grain.HALF_YEAR, ["2024-H1", "2024-H2"]),
        ("2024", Grain.YEAR, ["2024"]),
        ("2024-9M", Grain.HALF_YEAR, []),
        ("2024-05", Grain.QUARTER, []),
        ("2024", Grain.NINE_MONTHS, []),
    ],
)
def test_a_period_is_filled_by_whole_reporting_periods_or_by_none(period, frequency, base_periods):
    assert list_base_periods(period, frequency) == tuple(base_periods)


@pytest.mark.parametrize(
    ("nature", "period", "expected_period"),
    [
        ("flow", "2024-H1", "2024-H1"),
        ("stock", "2024-H1", "2024-Q2"),
        ("cumulative", "2024", "2024-Q4"),
        ("cumulative", "2024-9M", "2024-Q3"),
        ("stock", "2024-Q3", "2024-Q3"),
        ("stock", "2024-05", "2024-05"),  # no quarter fills a month
    ],
)
def test_a_stock_or_cumulative_of_a_longer_period_is_that_of_its_end(
    nature, period, expected_period
):
    family = family_of(nature, items="nm", sums=("m+n",))
    for count in ("n", "m+n"):
        assert find_cell(family, count, "AREA", period) == CountCell(count, "AREA", expected_period)


def test_a_unit_that_is_no_area_is_its_own_only_member():
    assert list(WARDS.list_members("AREA")) == ["A", "B"]
    assert list(WARDS.list_members("C")) == ["C"]


def test_a_flow_of_quarters_adds_up_over_every_longer_period():
    counts = build_year_counts(
        family_of(), 2024, quarters_of(A=[1, 2, 3, 4]), Geography({}, lambda *_: True)
    )
    assert print_sums(counts) == drawn_lines(
        """
        n A 2024 = n A 2024-H1 + n A 2024-H2
        n A 2024-9M = n A 2024-Q1 + n A 2024-Q2 + n A 2024-Q3
        n A 2024-H1 = n A 2024-Q1 + n A 2024-Q2
        n A 2024-H2 = n A 2024-Q3 + n A 2024-Q4
        """
    )
    longer = {p: v for p, v in values_of(counts, "n", "A").items() if p not in QUARTERS}
    assert longer == {"2024-H1": 3, "2024-H2": 7, "2024-9M": 6, "2024": 10}


@pytest.mark.parametrize(
    ("frequency", "reported", "wholes"),
    [
        (Grain.MONTH, "2024-02", ["2024-Q1", "2024-H1", "2024-9M", "2024"]),
        (Grain.QUARTER, "2024-Q4", ["2024-H2", "2024"]),
        (Grain.HALF_YEAR, "2024-H1", ["2024"]),
        (Grain.YEAR, "2024", []),
    ],
)
def test_a_longer_period_is_the_sum_of_what_was_reported_in_it(frequency, reported, wholes):
    bases = {CountCell("n", "A", reported): 7}
    counts = build_year_counts(family_of(frequency=frequency), 2024, bases, WARDS)
    assert values_of(counts, "n", "A") == dict.fromkeys([reported, *wholes], 7)
    assert values_of(counts, "n", "AREA") == dict.fromkeys([reported, *wholes], 7)


def test_an_area_is_the_sum_of_its_units_in_each_period_and_over_time():
    counts = build_year_counts(family_of(), 2024, quarters_of(A=[1, 2], B=[10], C=[100]), WARDS)
    assert values_of(counts, "n", "AREA") == {
        "2024-Q1": 11,
        "2024-Q2": 2,
        "2024-H1": 13,
        "2024-9M": 13,
        "2024": 13,
    }
    assert set(print_sums(counts, unit="AREA")) >= set(
        drawn_lines(
            """
            n AREA 2024-Q1 = n A 2024-Q1 + n B 2024-Q1
            n AREA 2024-Q2 = n A 2024-Q2
            n AREA 2024-H1 = n A 2024-H1 + n B 2024-H1
            n AREA 2024-H1 = n AREA 2024-Q1 + n AREA 2024-Q2
            """
        )
    )


@pytest.mark.parametrize("nature", ["stock", "cumulative"])
def test_what_does_not_add_over_time_has_no_longer_periods(nature):
    counts = build_year_counts(family_of(nature), 2024, quarters_of(A=[4, 4], B=[6]), WARDS)
    assert values_of(counts, "n", "A") == {"2024-Q1": 4, "2024-Q2": 4}
    assert values_of(counts, "n", "AREA") == {"2024-Q1": 10, "2024-Q2": 4}


@pytest.mark.parametrize(("nature", "second_quarter"), [("stock", 4), ("flow", 10)])
def test_a_merged_unit_leaves_no_stock_behind_and_keeps_its_flow(nature, second_quarter):
    places = Geography(
        {"AREA": ("A", "B")}, lambda unit, period: (unit, period) != ("B", "2024-Q2")
    )
    counts = build_year_counts(family_of(nature), 2024, quarters_of(A=[4, 4], B=[6, 6]), places)
    area = values_of(counts, "n", "AREA")
    assert (area["2024-Q1"], area["2024-Q2"]) == (10, second_quarter)


def test_elements_are_summed_where_each_of_them_is_known():
    family = family_of(items="nm", sums=("m+n",))
    bases = read_cells(
        """
        n A 2024-Q1 3
        m A 2024-Q1 4
        n A 2024-Q2 5
        """
    )
    counts = build_year_counts(family, 2024, bases, Geography({}, lambda *_: True))
    assert values_of(counts, "m+n", "A")["2024-Q1"] == 7
    assert "2024-Q2" not in values_of(counts, "m+n", "A")
    assert "m+n A 2024-Q1 = m A 2024-Q1 + n A 2024-Q1" in print_sums(counts, item="m+n")


YEARLY = family_of(frequency=Grain.YEAR, items="wpq")


def split_of(parts, values, *, is_exhaustive=False):
    """Return the counts of a year in which ward A reported a whole `w` and some parts."""
    family = CountFamily("w", YEARLY.elements, splits=(Split("w", tuple(parts), is_exhaustive),))
    bases = {CountCell(item, "A", "2024"): value for item, value in values.items()}
    return build_year_counts(family, 2024, bases, WARDS)


@pytest.mark.parametrize("is_exhaustive", [False, True])
def test_what_is_left_of_a_whole_is_a_count_of_its_own(is_exhaustive):
    counts = split_of("pq", {"w": 10, "p": 3, "q": 5}, is_exhaustive=is_exhaustive)
    rest = CountCell("w-p-q", "A", "2024")
    assert counts.values[rest] == 2
    assert "w A 2024 = p A 2024 + q A 2024 + w-p-q A 2024" in print_sums(counts)


@pytest.mark.parametrize(("is_exhaustive", "has_rest"), [(False, True), (True, False)])
def test_a_rest_of_nobody_is_certain_only_where_the_parts_are_all(is_exhaustive, has_rest):
    """`Trong đó` leaves a rest of zero; that every part is declared leaves none at all."""
    counts = split_of("pq", {"w": 8, "p": 3, "q": 5}, is_exhaustive=is_exhaustive)
    assert (CountCell("w-p-q", "A", "2024") in counts.values) is has_rest
    parts = "p A 2024 + q A 2024" + (" + w-p-q A 2024" if has_rest else "")
    assert f"w A 2024 = {parts}" in print_sums(counts)


def test_a_part_above_its_whole_has_an_excess():
    counts = split_of("p", {"w": 3, "p": 5})
    assert counts.values[CountCell("w-p", "A", "2024")] == 2
    assert "p A 2024 = w A 2024 + w-p A 2024" in print_sums(counts)


@pytest.mark.parametrize("values", [{"w": 3, "p": 2, "q": 2}, {"w": 9, "p": 2}, {"p": 2, "q": 2}])
def test_parts_that_contradict_their_whole_or_are_not_all_known_bind_nothing(values):
    counts = split_of("pq", values)
    assert not [c for c in counts.values if "-" in c.item]
    assert not [s for s in counts.sums if s.whole.item != s.parts[0].item]


def test_the_rests_of_units_add_up_to_the_rest_of_their_area():
    family = CountFamily("w", YEARLY.elements, splits=(Split("w", ("p",)),))
    bases = read_cells(
        """
        w A 2024 10
        p A 2024 3
        w B 2024 5
        p B 2024 5
        """
    )
    counts = build_year_counts(family, 2024, bases, WARDS)
    assert print_sums(counts, item="w-p") == ["w-p AREA 2024 = w-p A 2024 + w-p B 2024"]
    excess = bases | {CountCell("p", "B", "2024"): 6}
    counts = build_year_counts(family, 2024, excess, WARDS)
    assert counts.values[CountCell("w-p", "AREA", "2024")] == 6
    assert print_sums(counts, item="w-p") == [], "a rest of 7 and an excess of 1 are no sum"


def test_the_growth_of_a_cumulative_count_is_a_count_and_is_owned():
    counts = build_year_counts(
        family_of("cumulative"), 2024, quarters_of(A=[3, 5, 5, 20]), Geography({}, lambda *_: True)
    )
    assert values_of(counts, "n~", "A") == {
        "2024-Q1>2024-Q2": 2,
        "2024-Q2>2024-Q3": 0,
        "2024-Q3>2024-Q4": 15,
        "2024-Q2>2024-Q4": 15,
    }
    assert "n A 2024-Q2 = n A 2024-Q1 + n~ A 2024-Q1>2024-Q2" in print_sums(counts)
    assert counts.owners[CountCell("n~", "A", "2024-Q1>2024-Q2")] == "A"


def test_a_cumulative_count_that_falls_binds_the_other_way_round():
    counts = build_year_counts(family_of("cumulative"), 2024, quarters_of(A=[9, 7]), WARDS)
    assert values_of(counts, "n~", "A") == {"2024-Q1>2024-Q2": 2}
    assert "n A 2024-Q1 = n A 2024-Q2 + n~ A 2024-Q1>2024-Q2" in print_sums(counts)


def test_months_grow_from_month_to_month_and_between_the_ends_of_quarters_and_half_years():
    months = {CountCell("n", "A", f"2024-{m:02d}"): m for m in (1, 2, 3, 6, 12)}
    counts = build_year_counts(
        family_of("cumulative", Grain.MONTH), 2024, months, Geography({}, lambda *_: True)
    )
    assert values_of(counts, "n~", "A") == {
        "2024-01>2024-02": 1,
        "2024-02>2024-03": 1,
        "2024-03>2024-06": 3,
        "2024-06>2024-12": 6,
    }


@pytest.mark.parametrize("nature", ["flow", "stock"])
def test_only_a_cumulative_count_grows(nature):
    counts = build_year_counts(family_of(nature), 2024, quarters_of(A=[3, 5]), WARDS)
    assert not [c for c in counts.values if "~" in c.item]


def test_a_unit_owns_all_that_follows_from_its_reports_and_an_area_owns_nothing():
    family = family_of(items="np", sums=("n+p",), splits=(Split("n", ("p",)),))
    bases = quarters_of(A=[9, 9]) | quarters_of("p", A=[2, 2]) | quarters_of(B=[5])
    counts = build_year_counts(family, 2024, bases, WARDS)
    assert {c: o for c, o in counts.owners.items() if o != c.unit} == {}
    assert set(counts.owners) == {c for c in counts.values if c.unit != "AREA"}


def test_counts_of_something_harmless_are_no_secret_but_their_rests_are():
    family = family_of(items="nmp", harmless="nm", sums=("m+n", "n+p"), splits=(Split("n", "m"),))
    counts = build_year_counts(
        family,
        2024,
        quarters_of(A=[9]) | quarters_of("m", A=[2]) | quarters_of("p", A=[1]),
        Geography({}, lambda *_: True),
    )
    items = Counter(c.item for c in counts.values if c.period == "2024-Q1")
    assert items == Counter(["n", "m", "p", "m+n", "n+p", "n-m"])
    assert {c.item for c in counts.harmless} == {"n", "m", "m+n"}


@st.composite
def reports(draw):
    """Draw a family of every nature and what up to three units reported of it."""
    nature = draw(st.sampled_from(("flow", "stock", "cumulative")))
    split = Split("n", ("m",), draw(st.booleans()))
    family = family_of(nature, items="nm", sums=("m+n",), splits=(split,))
    places = [CountCell(i, u, q) for i in "nm" for u in "ABC" for q in QUARTERS]
    chosen = draw(st.lists(st.sampled_from(places), unique=True, max_size=len(places)))
    return family, {cell: draw(st.integers(0, 9)) for cell in chosen}


@settings(max_examples=50)
@given(reports())
def test_every_sum_is_true_and_no_count_is_negative(drawn):
    family, bases = drawn
    counts = build_year_counts(family, 2024, bases, WARDS)
    assert {c: counts.values[c] for c in bases} == bases
    assert min(counts.values.values(), default=0) >= 0
    for relation in counts.sums:
        assert counts.values[relation.whole] == sum(counts.values[p] for p in relation.parts)
