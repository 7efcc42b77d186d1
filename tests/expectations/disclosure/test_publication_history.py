"""Earlier publications beside today's counts: what is public, what was corrected, what is unknown.

A version `=5` is a count that was reported as 5 and is another number today.
"""

from dataclasses import replace

import pytest

from expectations.disclosure.count_families import CountFamily, ElementTraits, Split
from expectations.disclosure.count_table import CountSum
from expectations.disclosure.earlier_counts import list_leaves, name_versions
from expectations.disclosure.publication_history import (
    KnownCounts,
    PublishedYear,
    add_history,
)
from expectations.disclosure.year_counts import CountCell, Geography, build_year_counts
from warehouse.periods import Grain

WARDS = Geography({"AREA": ("A", "B")}, lambda unit, period: (unit, period) != ("B", "2024-Q4"))
A1, A2, B1 = (CountCell("n", u, f"2024-Q{q}") for u, q in (("A", 1), ("A", 2), ("B", 1)))
AREA1, HALF = CountCell("n", "AREA", "2024-Q1"), CountCell("n", "AREA", "2024-H1")
BASES = {A1: 10, A2: 20, B1: 30}


def family_of(nature="flow", *, items="n", harmless="", **bindings):
    elements = {
        item: ElementTraits(nature, Grain.QUARTER, is_sensitive=item not in harmless)
        for item in items
    }
    return CountFamily(items[0], elements, **bindings)


def compare(today, *history, family=None):
    """Return the counts of today with earlier publications, and what is known from these."""
    family = family or family_of()
    counts = build_year_counts(family, 2024, today, WARDS)
    return counts, add_history(counts, family, history, WARDS)


@pytest.mark.parametrize(
    ("nature", "cell", "leaves"),
    [
        ("flow", A1, [A1]),
        ("flow", CountCell("n", "A", "2024-H1"), [A1, A2]),
        ("flow", AREA1, [A1, B1]),
        ("flow", HALF, [A1, A2, B1]),
        ("flow", CountCell("n", "AREA", "2024"), [A1, A2, B1]),
        ("flow", CountCell("n", "AREA", "2024-Q3"), []),
        ("flow", CountCell("n", "C", "2024-Q1"), []),
        ("stock", CountCell("n", "A", "2024-H1"), [A2]),
        ("stock", AREA1, [A1, B1]),
        ("cumulative", HALF, [A2]),
    ],
)
def test_a_count_is_the_sum_of_what_units_reported(nature, cell, leaves):
    assert list_leaves(family_of(nature), cell, BASES, WARDS) == leaves


def test_a_stock_of_a_unit_that_is_gone_counts_for_itself_only():
    last = {CountCell("n", unit, "2024-Q4"): 1 for unit in "AB"}
    gone = CountCell("n", "B", "2024-Q4")
    area = CountCell("n", "AREA", "2024")
    assert list_leaves(family_of("stock"), area, last, WARDS) == [gone._replace(unit="A")]
    assert list_leaves(family_of("stock"), gone, last, WARDS) == [gone]
    assert len(list_leaves(family_of("flow"), area, last, WARDS)) == 2


def test_a_sum_of_elements_has_the_leaves_of_each():
    family = family_of(items="nm", sums=("m+n",))
    bases = {A1: 1, A1._replace(item="m"): 2}
    total = A1._replace(item="m+n")
    assert list_leaves(family, total, bases, WARDS) == [A1._replace(item="m"), A1]


def test_versions_are_named_by_item_unit_period_and_what_was_reported():
    assert name_versions([A1, B1._replace(version="=7")]) == "n/A/2024-Q1;n/B/2024-Q1=7"


def test_without_a_history_nothing_is_public():
    counts, known = compare(BASES)
    assert known == KnownCounts()
    assert known.is_explained
    assert all(not cell.version for cell in counts.values)


def test_what_was_shown_and_did_not_change_is_public_and_the_same_count():
    counts, known = compare(BASES, PublishedYear(1, BASES, {AREA1: 40, HALF: None}))
    assert (known.public, known.corrected, known.is_explained) == ({AREA1}, set(), True)
    assert counts == compare(BASES)[0]


def test_a_corrected_report_leaves_the_earlier_one_beside_it():
    counts, known = compare(BASES | {A1: 13}, PublishedYear(1, BASES, {AREA1: 40}))
    old_leaf = A1._replace(version="=10")
    old_area = AREA1._replace(version="n/A/2024-Q1=10;n/B/2024-Q1")
    assert (counts.values[A1], counts.values[old_leaf]) == (13, 10)
    assert (counts.values[AREA1], counts.values[old_area]) == (43, 40)
    assert CountSum(old_area, (old_leaf, B1)) in counts.sums
    assert counts.owners[old_leaf] == "A"
    assert old_area not in counts.owners
    assert (known.public, known.corrected) == ({old_area}, {AREA1})


def test_a_hidden_count_that_was_corrected_is_a_version_that_nobody_knows():
    counts, known = compare(BASES | {A1: 13}, PublishedYear(1, BASES, {AREA1: None}))
    assert (known.public, known.corrected) == (set(), set())
    assert 40 in [v for c, v in counts.values.items() if c.unit == "AREA" and c.version]


def test_an_earlier_count_of_one_report_is_that_report_itself():
    area = CountCell("n", "AREA", "2024-Q2")
    counts, known = compare(BASES | {A2: 21}, PublishedYear(1, BASES, {area: 20}))
    assert known.public == {A2._replace(version="=20")}
    assert known.corrected == {area}
    assert not [c for c in counts.values if c._replace(version="") == area and c.version]


def test_corrections_that_cancel_are_corrections_all_the_same():
    """The area is 40 before and after, of other reports: today's 40 is not known yet."""
    counts, known = compare(BASES | {A1: 13, B1: 27}, PublishedYear(1, BASES, {AREA1: 40}))
    (old,) = known.public
    assert (counts.values[AREA1], counts.values[old]) == (40, 40)
    assert old != AREA1
    assert known.corrected == {AREA1}


def test_a_late_report_makes_the_earlier_sum_another_one():
    """The area had 10 without ward B; today it has 40: both sums are known."""
    early = {A1: 10, A2: 20}
    area = CountCell("n", "AREA", "2024-H1")
    counts, known = compare(BASES, PublishedYear(1, early, {area: 30}))
    old = area._replace(version="n/A/2024-Q1;n/A/2024-Q2")
    assert (counts.values[area], counts.values[old]) == (60, 30)
    assert CountSum(old, (A1, A2)) in counts.sums
    assert (known.public, known.corrected) == ({old}, {area})


def test_two_publications_of_one_version_are_one_count():
    published = [PublishedYear(n, BASES, {AREA1: 40}) for n in (1, 2)]
    counts, known = compare(BASES | {A1: 13}, *published)
    old_sums = [s.whole for s in counts.sums if s.whole.version]
    assert len(old_sums) == len(set(old_sums))
    assert known.public == {cell for cell in old_sums if cell._replace(version="") == AREA1}


def test_a_report_that_was_withdrawn_is_an_earlier_version():
    counts, known = compare({A1: 10, A2: 20}, PublishedYear(1, BASES, {AREA1: 40}))
    assert counts.values[B1._replace(version="=30")] == 30
    assert B1 not in counts.values
    assert known.corrected == {AREA1}


@pytest.mark.parametrize(
    ("published_counts", "is_explained"),
    [({AREA1: 40}, True), ({AREA1: 41}, False), ({AREA1: None}, True), ({HALF: 60}, True)],
)
def test_a_count_that_does_not_follow_from_its_reports_is_unexplained(
    published_counts, is_explained
):
    _, known = compare(BASES, PublishedYear(1, BASES, published_counts))
    assert known.is_explained is is_explained


@pytest.mark.parametrize("count", [0, 5, None])
def test_a_count_without_any_report_is_unexplained_and_no_others_count_is_lost(count):
    nowhere = CountCell("n", "AREA", "2024-Q3")
    _, known = compare(BASES, PublishedYear(1, BASES, {nowhere: count, AREA1: 40}))
    assert not known.is_explained
    assert known.public == {AREA1}


def test_earlier_versions_of_something_harmless_are_harmless():
    family = family_of(harmless="n")
    before = PublishedYear(1, BASES, {AREA1: 40})
    counts, _ = compare(BASES | {A1: 13}, before, family=family)
    versions = {cell for cell in counts.values if cell.version}
    assert {(c.unit, c.period) for c in versions} == {
        *(("A", p) for p in ("2024-Q1", "2024-H1", "2024-9M", "2024")),
        *(("AREA", p) for p in ("2024-Q1", "2024-H1", "2024-9M", "2024")),
    }
    assert versions <= counts.harmless
    secret, _ = compare(BASES | {A1: 13}, before)
    assert not secret.harmless


@pytest.mark.parametrize(
    ("today", "rest", "version"),
    [
        ({"n": 12, "p": 4}, 6, "=10|"),  # the whole was 10
        ({"n": 10, "p": 5}, 6, "|=4"),  # the part was 4
        ({"n": 12, "p": 5}, 6, "=10|=4"),
    ],
)
def test_the_rest_of_an_earlier_report_is_a_count_too(today, rest, version):
    family = family_of(items="np", splits=(Split("n", ("p",)),))
    before, now = (
        {A1._replace(item=i): v for i, v in v.items()} for v in ({"n": 10, "p": 4}, today)
    )
    counts, _ = compare(now, PublishedYear(1, before, {A1: 10}), family=family)
    old_rest = CountCell("n-p", "A", "2024-Q1", version)
    assert counts.values[old_rest] == rest
    assert counts.owners[old_rest] == "A"
    (whole,) = [s.whole for s in counts.sums if old_rest in s.parts]
    assert counts.values[whole] == 10


def test_what_did_not_change_has_one_rest():
    family = family_of(items="np", splits=(Split("n", ("p",)),))
    bases = {A1: 10, A1._replace(item="p"): 4}
    today = bases | {A2: 7}
    counts, _ = compare(today, PublishedYear(1, bases, {A1: 10}), family=family)
    rests = [c for c in counts.values if c.item == "n-p" and c.unit == "A" and "Q1" in c.period]
    assert rests == [CountCell("n-p", "A", "2024-Q1")]


@pytest.mark.parametrize("reported_item", ["n", "p"])
def test_a_whole_or_a_part_alone_has_no_earlier_rest(reported_item):
    family = family_of(items="np", splits=(Split("n", ("p",)),))
    cell = A1._replace(item=reported_item)
    counts, _ = compare({cell: 12}, PublishedYear(1, {cell: 10}, {cell: 10}), family=family)
    assert not [c for c in counts.values if c.item == "n-p"]


def test_a_longer_period_and_an_area_over_a_correction_are_secrets_as_they_were_shown_or_not():
    """Ward A had 3 and 0 in two quarters and reports 9 for the first today: 3 stays a secret."""
    family = family_of(items="np", sums=("n+p",), splits=(Split("n", ("p",)),))
    before = {A1: 3, A2: 0, A1._replace(item="p"): 1, A2._replace(item="p"): 0}
    counts, known = compare(before | {A1: 9}, PublishedYear(1, before, {}), family=family)
    old = {
        (c.item, c.unit): v for c, v in counts.values.items() if c.period == "2024-H1" and c.version
    }
    assert old == {
        (item, unit): total
        for unit in ("A", "AREA")
        for item, total in (("n", 3), ("n+p", 4), ("n-p", 2))
    }
    assert not known.public


def test_an_increase_before_a_correction_is_a_secret_of_the_unit_and_of_the_area():
    """The ward stood at 10 and 12 and reports 20 today: that it grew by 2 then stays a secret."""
    family = family_of("cumulative")
    before = {A1: 10, A2: 12, B1: 30, B1._replace(period="2024-Q2"): 31}
    counts, _ = compare(before | {A2: 20}, PublishedYear(1, before, {}), family=family)
    increases = {
        (c.unit, bool(c.version)): v
        for c, v in counts.values.items()
        if c.item == "n~" and c.period == "2024-Q1>2024-Q2"
    }
    assert increases == {
        ("A", False): 10,
        ("A", True): 2,
        ("AREA", False): 11,
        ("AREA", True): 3,
        ("B", False): 1,
    }
    for relation in counts.sums:
        assert counts.values[relation.whole] == sum(counts.values[p] for p in relation.parts)


def test_an_earlier_sum_that_lacked_a_report_is_no_count_of_its_period():
    counts, _ = compare({A1: 9, A2: 1}, PublishedYear(1, {A1: 3}, {}))
    assert not [c for c in counts.values if c.period == "2024-H1" and c.version]


def test_a_split_that_did_not_change_is_bound_once_beside_another_that_did():
    family = family_of(items="npq", splits=(Split("n", ("p",)), Split("n", ("q",))))
    bases = {A1: 10, A1._replace(item="p"): 4, A1._replace(item="q"): 3}
    today = bases | {A1._replace(item="p"): 5}
    counts, _ = compare(today, PublishedYear(1, bases, {A1: 10}), family=family)
    rests = [s.parts[-1] for s in counts.sums if s.whole == A1]
    assert sorted((rest.item, rest.version) for rest in rests) == [
        ("n-p", ""),
        ("n-p", "|=4"),
        ("n-q", ""),
    ]


def test_every_earlier_sum_is_true():
    family = family_of(items="np", sums=("n+p",), splits=(Split("n", ("p",)),))
    reported = BASES | {c._replace(item="p"): v // 2 for c, v in BASES.items()}
    hidden = dict.fromkeys((AREA1, HALF, AREA1._replace(item="n+p")))
    first = PublishedYear(1, reported, hidden)
    second = replace(first, publication=2, bases=reported | {A1: 11})
    counts, known = compare(reported | {A1: 12, B1: 29}, first, second, family=family)
    assert known.is_explained
    assert len({c.version for c in counts.values}) > 4
    for relation in counts.sums:
        assert counts.values[relation.whole] == sum(counts.values[p] for p in relation.parts)


def test_rests_of_different_earlier_reports_are_different_counts():
    """The whole was 4 once, and the part was 4 another time: the rests were 2 and 6."""
    family = family_of(items="np", splits=(Split("n", ("p",)),))
    part = A1._replace(item="p")
    history = [PublishedYear(1, {A1: 4, part: 2}, {}), PublishedYear(2, {A1: 10, part: 4}, {})]
    counts, _ = compare({A1: 10, part: 2}, *history, family=family)
    rests = {c.version: v for c, v in counts.values.items() if c.item == "n-p" and c.version}
    assert sorted(rests.values()) == [2, 6]
    for relation in counts.sums:
        assert counts.values[relation.whole] == sum(counts.values[p] for p in relation.parts)
