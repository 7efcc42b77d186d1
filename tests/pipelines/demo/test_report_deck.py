"""The deck holds every owed report once, and deals out each report once."""

from dataclasses import replace
from functools import cache

import pytest

from pipelines.demo.report_deck import OFFICE_STYLES, ReportDeck
from tests import spec
from warehouse.periods import parse_period_code

CATALOGUE = spec.catalogue()
PROGRAMME = CATALOGUE.programme.model_copy(update={"first_year": 2022, "last_year": 2022})
OFFICES = ("DK-CA", "DK-GDDT", "DK-TCKH", "DK-YT")
YEAR = replace(
    CATALOGUE, programme=PROGRAMME, units={name: CATALOGUE.units[name] for name in OFFICES}
)
OWED = 12 + 2 + 2 + 4
"""Months of the police, half-years of schools and of the budget, quarters of health."""


@cache
def draw_once(seed):
    return ReportDeck(YEAR, seed)


@pytest.fixture
def deck():
    """Return a deck of which no report is dealt yet."""
    drawn = draw_once(2021)
    drawn.remaining_reports = list(drawn.owed_reports)
    return drawn


def key(report):
    return report.unit, report.period.code


def test_the_deck_holds_every_owed_report_once_with_its_figures():
    deck = draw_once(2021)
    assert len(deck.owed_reports) == OWED
    assert {key(report) for report in deck.owed_reports} == {
        (unit.unit, period.code)
        for unit in YEAR.units.values()
        for period in YEAR.list_periods()
        if YEAR.owes_report(unit, period)
    }
    for report in deck.owed_reports:
        assert report.form == YEAR.units[report.unit].form
        assert report.values == deck.report_values[key(report)]
        assert list(report.values) == [e.element for e in YEAR.forms[report.form].elements]


def test_the_seed_shuffles_the_deck():
    orders = [[key(r) for r in ReportDeck(YEAR, seed).remaining_reports] for seed in (1, 1, 2)]
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2])


@pytest.mark.parametrize(
    ("per_thousand", "dealt"),
    [(0, 1), (1, 1), (99, 1), (100, 2), (149, 2), (150, 3), (500, 10), (1000, OWED)],
)
def test_a_thousandth_is_of_all_owed_reports_and_at_least_one_is_dealt(deck, per_thousand, dealt):
    before = list(deck.remaining_reports)
    assert deck.deal_reports(per_thousand) == before[:dealt]
    assert deck.remaining_reports == before[dealt:]


def test_what_is_dealt_is_gone_until_none_is_left(deck):
    dealt = [*deck.deal_reports(300), *deck.deal_reports(300), *deck.deal_reports(1000)]
    assert sorted(map(key, dealt)) == sorted(map(key, deck.owed_reports))
    assert deck.deal_reports(1000) == []
    assert deck.deal_reports(1) == []


def report_of(deck, unit, period):
    (report,) = [r for r in deck.owed_reports if key(r) == (unit, period)]
    return report


@pytest.mark.parametrize(
    ("unit", "period", "earlier"),
    [
        ("DK-CA", "2022-05", "2022-04"),
        ("DK-CA", "2022-12", "2022-11"),
        ("DK-YT", "2022-Q2", "2022-Q1"),
        ("DK-GDDT", "2022-H2", "2022-H1"),
    ],
)
def test_the_earlier_figures_are_those_of_the_period_before(deck, unit, period, earlier):
    values = deck.get_earlier_values(report_of(deck, unit, period))
    assert values == deck.report_values[unit, earlier]
    assert values != deck.report_values[unit, period]


@pytest.mark.parametrize(
    ("unit", "period"), [("DK-CA", "2022-01"), ("DK-YT", "2022-Q1"), ("DK-GDDT", "2022-H1")]
)
def test_a_year_begins_without_earlier_figures(deck, unit, period):
    assert deck.get_earlier_values(report_of(deck, unit, period)) == {}


def test_a_period_before_the_first_owed_one_has_no_figures(deck):
    later = replace(report_of(deck, "DK-CA", "2022-05"), period=parse_period_code("2023-05"))
    assert deck.get_earlier_values(later) == {}


def test_an_office_has_one_style_and_the_offices_together_have_all():
    deck = draw_once(2021)
    styles = [deck.choose_style(f"W-{number}") for number in range(60)]
    assert styles == [deck.choose_style(f"W-{number}") for number in range(60)]
    assert {repr(style) for style in styles} == {repr(style) for style in OFFICE_STYLES}
    assert styles != [draw_once(1).choose_style(f"W-{number}") for number in range(60)]


def test_a_chance_belongs_to_the_report_the_purpose_and_the_seed():
    deck = draw_once(2021)
    may, june = (report_of(deck, "DK-CA", period) for period in ("2022-05", "2022-06"))
    chances = {
        *(deck.draw_chance(may, "layout"), deck.draw_chance(june, "layout")),
        *(deck.draw_chance(may, "blank"), draw_once(1).draw_chance(may, "layout")),
    }
    assert len(chances) == 4
    assert all(0 <= chance < 1 for chance in chances)
    assert deck.draw_chance(may, "layout") == deck.draw_chance(replace(may, values={}), "layout")
