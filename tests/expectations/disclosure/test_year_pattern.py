"""One family in one year: late reports, corrections, a closed year, and what the ledger lacks."""

import pytest

from expectations.disclosure.count_families import CountFamily, ElementTraits, Split
from expectations.disclosure.publication_history import PublishedYear
from expectations.disclosure.year_counts import CountCell, Geography, build_year_counts
from expectations.disclosure.year_pattern import YearQuestion, answer_year, find_unsafe_cells
from warehouse.periods import Grain

WARDS = ("A", "B", "C")
PLACES = Geography({"AREA": WARDS}, lambda unit, period: unit != "C" or period < "2024-Q3")
FAMILY = CountFamily("f.n", {"f.n": ElementTraits("flow", Grain.QUARTER, is_sensitive=True)})
OFFERED = [CountCell("f.n", "AREA", f"2024-Q{n}") for n in (1, 2, 3, 4)]
YEAR = CountCell("f.n", "AREA", "2024")


def reported(**counts):
    """Return the quarters of each ward."""
    return {
        CountCell("f.n", ward, f"2024-Q{n}"): count
        for ward, quarters in counts.items()
        for n, count in enumerate(quarters, start=1)
    }


def ask(bases, history=(), offered=(*OFFERED, YEAR), family=FAMILY):
    question = YearQuestion(family, 2024, bases, tuple(offered), tuple(history))
    return question, dict(answer_year(question, PLACES).reasons)


def published(number, bases, visible, hidden=()):
    counts = {
        c: sum(v for b, v in bases.items() if c.period in (b.period, "2024")) for c in visible
    }
    reasons = dict.fromkeys(hidden, "small")
    return PublishedYear(number, bases, {**counts, **dict.fromkeys(hidden)}, reasons)


LARGE = reported(A=[20, 20, 20, 20], B=[30, 30, 30, 30], C=[9, 9, 9, 9])


def test_nothing_is_hidden_where_nothing_is_small():
    assert ask(LARGE)[1] == {}


def test_a_small_quarter_takes_another_with_it():
    bases = reported(A=[1, 20, 20, 20], B=[2, 30, 30, 30], C=[0, 9, 9, 9])
    reasons = ask(bases)[1]
    assert reasons[OFFERED[0]] == "small"
    assert sorted(reasons.values()) == ["protects", "small"]


def test_a_correction_that_would_tell_a_small_count_waits():
    """A reported 1, then 4: the area's two figures would say that A has at least 3."""
    before = reported(A=[1, 20, 20, 20], B=[30] * 4, C=[9] * 4)
    after = before | {CountCell("f.n", "A", "2024-Q1"): 4}
    history = [published(1, before, [*OFFERED, YEAR])]
    question, reasons = ask(after, history)
    assert reasons == {OFFERED[0]: "correction", YEAR: "correction"}
    assert find_unsafe_cells(question, PLACES, set(OFFERED)) != set()
    assert find_unsafe_cells(question, PLACES, set(OFFERED[1:])) == set()


def test_a_correction_of_large_counts_is_shown():
    after = LARGE | {CountCell("f.n", "A", "2024-Q1"): 40}
    assert ask(after, [published(1, LARGE, [*OFFERED, YEAR])])[1] == {}


def test_what_was_hidden_in_a_closed_year_stays_hidden():
    before = reported(A=[1, 20, 20, 20], B=[2, 30, 30, 30], C=[0, 9, 9, 9])
    after = LARGE
    history = [published(1, before, [*OFFERED[2:], YEAR], OFFERED[:2])]
    assert {ask(after, history)[1][cell] for cell in OFFERED[:2]} == {"frozen"}
    open_year = [published(1, before, OFFERED[2:], OFFERED[:2])]
    assert ask(after, open_year)[1] == {}


def test_an_unchanged_year_is_not_solved_again():
    history = [published(1, LARGE, OFFERED, [YEAR])]
    question, reasons = ask(LARGE, history)
    assert reasons == {YEAR: "small"}  # as recorded, though nothing here is small
    assert not answer_year(question, PLACES).is_new


def test_what_the_ledger_does_not_explain_stops_everything_new():
    wrong = PublishedYear(1, LARGE, {OFFERED[0]: 1000})
    after = LARGE | {CountCell("f.n", "B", "2024-Q4"): 31}
    assert set(ask(after, [wrong])[1].values()) == {"unexplained"}


def test_a_stock_counts_at_the_end_and_only_of_living_units():
    traits = {"f.n": ElementTraits("stock", Grain.QUARTER, is_sensitive=True)}
    counts = build_year_counts(CountFamily("f.n", traits), 2024, LARGE, PLACES)
    areas = {c.period: v for c, v in counts.values.items() if c.unit == "AREA"}
    assert areas == {"2024-Q1": 59, "2024-Q2": 59, "2024-Q3": 50, "2024-Q4": 50}


def test_the_increase_of_a_cumulative_count_is_a_count():
    traits = {"f.n": ElementTraits("cumulative", Grain.QUARTER, is_sensitive=True)}
    family = CountFamily("f.n", traits)
    bases = reported(A=[20, 22, 40, 60])
    reasons = ask(bases, offered=OFFERED, family=family)[1]
    assert {OFFERED[0], OFFERED[1]} & reasons.keys()
    assert OFFERED[3] not in reasons


@pytest.mark.parametrize(("part", "is_hidden"), [(0, False), (3, True), (20, False), (38, True)])
def test_a_part_and_its_rest_are_both_protected(part, is_hidden):
    elements = {
        name: ElementTraits("flow", Grain.YEAR, is_sensitive=True) for name in ("f.n", "f.p")
    }
    family = CountFamily("f.n", elements, splits=(Split("f.n", ("f.p",)),))
    cells = [CountCell(name, "AREA", "2024") for name in ("f.n", "f.p")]
    bases = {CountCell("f.n", "A", "2024"): 40, CountCell("f.p", "A", "2024"): part}
    reasons = ask(bases, offered=cells, family=family)[1]
    assert bool(reasons) is is_hidden


def test_the_same_reports_with_another_offer_are_a_new_question():
    """The year was not offered last time: the recorded reasons do not say what hides now."""
    bases = reported(A=[1, 20, 20, 20], B=[30] * 4, C=[9] * 4)
    last = published(1, bases, OFFERED)
    question, _ = ask(bases, [last], offered=(*OFFERED, YEAR))
    assert answer_year(question, PLACES).is_new
    same, _ = ask(bases, [last], offered=OFFERED)
    assert not answer_year(same, PLACES).is_new


def test_a_count_that_waited_for_the_other_count_of_its_row_is_asked_about_again():
    last = PublishedYear(
        1, LARGE, dict.fromkeys([*OFFERED, YEAR]), {OFFERED[0]: "row", YEAR: "small"}
    )
    assert ask(LARGE, [last])[1] == {YEAR: "small"}


def test_an_offered_count_without_any_report_has_no_answer():
    nowhere = CountCell("f.n", "ELSEWHERE", "2024-Q1")
    question, reasons = ask(LARGE, offered=(*OFFERED, nowhere))
    assert reasons == {}
    assert answer_year(question, PLACES).is_proved
    small = reported(A=[1, 20, 20, 20])
    assert nowhere not in ask(small, offered=(*OFFERED, YEAR, nowhere))[1]


def test_an_answer_is_proved_unless_it_hides_everything_for_want_of_one():
    small = reported(A=[1, 20, 20, 20], B=[2, 30, 30, 30])
    question, _ = ask(small)
    assert answer_year(question, PLACES).is_proved
    counts = {OFFERED[0]: 3, YEAR: None}
    history = [PublishedYear(1, small, counts, {YEAR: "small"})]
    changed = small | {CountCell("f.n", "A", "2024-Q2"): 21}
    question, reasons = ask(changed, history)
    assert not answer_year(question, PLACES).is_proved, "the small quarter of the area is public"
    assert OFFERED[0] not in reasons


def test_what_was_narrow_before_is_no_matter_of_what_is_shown_now():
    small = reported(A=[3, 20, 20, 20])
    area_was_shown = [published(1, small, [OFFERED[0]])]
    changed = small | {CountCell("f.n", "A", "2024-Q3"): 21}
    question, _ = ask(changed, area_was_shown)
    assert find_unsafe_cells(question, PLACES, set(OFFERED[1:])) == set()


def test_a_year_that_was_never_published_whole_is_not_closed():
    before = reported(A=[1, 20, 20, 20], B=[2, 30, 30, 30])
    partly = [published(1, before, OFFERED[2:3], OFFERED[:1])]
    assert ask(LARGE, partly)[1] == {}
    closed = [published(1, before, OFFERED[2:], [*OFFERED[:1], YEAR])]
    assert set(ask(LARGE, closed)[1].values()) == {"frozen"}
    assert OFFERED[1] not in ask(LARGE, closed)[1], "it was not offered when the year closed"
