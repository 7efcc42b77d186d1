"""Each shape of a figure keeps its promise: level, share, amount, part, rest, switch, cases."""

from statistics import mean

import pytest

from pipelines.demo.draws import Office, ReportGenerator
from pipelines.demo.shapes import (
    CAMPAIGN,
    CLOSURE_FACTORS,
    SHAPES,
    STEADY,
    Cases,
    ExclusivePart,
    Level,
    Multiple,
    Proportion,
    Remainder,
    Switch,
)
from tests import spec
from tests.pipelines.demo.drawn_forms import draw_form
from warehouse.periods import Grain, Period

FIRST_YEAR, YEARS = 2021, 5
WARD = spec.catalogue().units["DK-DAPHUC"]
UNITS = [WARD.model_copy(update={"unit": f"W-{number}"}) for number in range(60)]


@pytest.fixture
def shape(monkeypatch):
    """Return a function that states how the elements of the drawn form behave."""

    def state(**shapes):
        monkeypatch.setitem(SHAPES, "drawn", shapes)

    return state


def draw(form, period, earlier=None, *, unit=WARD, size=1.0, seed=2021):
    """Return the figures of an office for a period; a number is a month of the year 2023."""
    period = Period(2023, Grain.MONTH, period) if isinstance(period, int) else period
    office = Office(seed, form, unit, size, FIRST_YEAR, YEARS)
    return ReportGenerator(office, period, earlier or {}).draw_values()


def draw_units(form, period, element, **how):
    """Return the figure of many offices for a period."""
    return [draw(form, period, unit=unit, **how)[element] for unit in UNITS]


def months(year):
    return [Period(year, Grain.MONTH, number) for number in range(1, 13)]


def draw_year(form, year=2023, **how):
    """Return the reports of a year, each drawn after the report before."""
    reports, earlier = [], {}
    for period in months(year):
        earlier = draw(form, period, earlier, **how)
        reports.append(earlier)
    return reports


FLOW = draw_form("element\n posts")


def test_a_level_lies_around_its_mean_and_grows_with_size_and_years(shape):
    shape(posts=Level(40, growth=0.1))
    usual = mean(draw_units(FLOW, months(2021)[0], "posts"))
    assert usual == pytest.approx(40, rel=0.1)
    large = mean(draw_units(FLOW, months(2021)[0], "posts", size=3))
    assert large == pytest.approx(3 * usual, rel=0.1)
    later = mean(draw_units(FLOW, months(2025)[0], "posts"))
    assert later == pytest.approx(usual * 1.1**4, rel=0.1)


def test_a_level_that_does_not_scale_is_the_same_in_a_large_office(shape):
    shape(posts=Level(40, scales_with_size=False))
    values = draw_units(FLOW, 5, "posts")
    assert draw_units(FLOW, 5, "posts", size=3) == values
    assert mean(values) == pytest.approx(40 * 1.05**2.4, rel=0.1)


def test_a_longer_period_has_the_events_of_its_months(shape):
    shape(posts=Level(40, growth=0))
    for grain in (Grain.QUARTER, Grain.HALF_YEAR):
        form = draw_form("element\n posts", frequency=grain)
        drawn = mean(draw_units(form, Period(2023, grain, 1), "posts"))
        assert drawn == pytest.approx(40 * grain.month_count, rel=0.1)


def test_a_season_raises_and_lowers_the_months(shape):
    shape(posts=Level(40, growth=0, season=CAMPAIGN))
    for month in (2, 6):
        drawn = mean(draw_units(FLOW, month, "posts"))
        assert drawn == pytest.approx(40 * CAMPAIGN[month - 1], rel=0.1)


@pytest.mark.parametrize(("season", "is_halved"), [(CAMPAIGN, True), (STEADY, False)])
def test_the_epidemic_halves_seasonal_work_only(shape, season, is_halved):
    shape(posts=Level(40, growth=0, season=season))
    (year, month), factor = next(iter(CLOSURE_FACTORS.items()))
    closed = mean(draw_units(FLOW, Period(year, Grain.MONTH, month), "posts"))
    usual = 40 * season[month - 1]
    assert closed == pytest.approx(usual * (factor if is_halved else 1), rel=0.12)


@pytest.mark.parametrize("step", [1, 10, 500])
def test_a_figure_comes_in_steps(shape, step):
    shape(posts=Level(30 * step, step=step))
    values = draw_units(FLOW, 5, "posts")
    assert all(value % step == 0 for value in values)
    assert mean(values) == pytest.approx(30 * step, rel=0.2)


@pytest.mark.parametrize(
    ("column", "bounds"), [("valid", "12 14"), ("plausible", "12 14"), ("valid", "500 900")]
)
def test_a_level_keeps_within_what_the_form_accepts(shape, column, bounds):
    shape(posts=Level(13))
    low, high = map(int, bounds.split())
    values = draw_units(draw_form(f"element | {column}\n posts | {bounds}"), 5, "posts")
    assert {min(values), max(values)} <= set(range(low, high + 1))
    assert low in values  # some would be outside


STOCK = draw_form("element | nature\n clubs | stock")


def test_a_stock_holds_for_a_quarter_and_changes_little(shape):
    shape(clubs=Level(400, growth=0))
    year = [report["clubs"] for report in draw_year(STOCK)]
    assert [len(set(year[n : n + 3])) for n in (0, 3, 6, 9)] == [1, 1, 1, 1]
    assert len(set(year)) >= 3
    assert all(value == pytest.approx(400, rel=0.12) for value in year)


def test_an_amount_of_money_holds_for_a_year(shape):
    shape(clubs=Level(400_000_000, growth=0, step=500_000))
    amounts = [{report["clubs"] for report in draw_year(STOCK, year)} for year in (2022, 2023)]
    assert [len(values) for values in amounts] == [1, 1]
    assert amounts[0] != amounts[1]


def test_a_stock_may_lapse_for_a_quarter_in_the_first_years_only(shape):
    shape(clubs=Level(40, lapse_risk=0.5))
    first = draw_units(STOCK, months(2021)[0], "clubs")
    assert 0.25 < first.count(0) / len(first) < 0.75
    third = draw_units(STOCK, months(2021)[2], "clubs")  # in the same quarter, at a smaller risk
    assert all(a == 0 for a, b in zip(first, third, strict=True) if b == 0)
    assert third.count(0) > 0.8 * first.count(0)
    last = draw_units(STOCK, months(2025)[0], "clubs")
    assert 0 not in last
    shape(clubs=Level(40))
    assert 0 not in draw_units(STOCK, months(2021)[0], "clubs")


TOTALS = draw_form("""
    element | nature
    posts   | flow
    clients | cumulative
""")


def test_a_running_total_is_the_total_before_and_the_events_of_the_month(shape):
    shape(posts=Level(4), clients=Level(6, growth=0))
    year = [report["clients"] for report in draw_year(TOTALS)]
    assert year == sorted(year)
    assert year[-1] == pytest.approx(12 * 6, rel=0.3)
    assert draw(TOTALS, 5, {"clients": 1_000})["clients"] - 1_000 == draw(TOTALS, 5)["clients"]


def test_a_running_total_grows_no_faster_than_its_pace(shape):
    shape(posts=Level(2), clients=Level(60, pace_element="posts"))
    year = draw_year(TOTALS)
    rises = [
        b["clients"] - a["clients"] for a, b in zip([{"clients": 0}, *year], year, strict=False)
    ]
    assert rises == [report["posts"] for report in year]


SHARES = draw_form("""
    element | nature
    tests   | flow
    posts   | flow
    clubs   | stock
    active  | stock
    reached | cumulative
""")


def test_a_share_of_a_flow_is_never_more_than_the_flow_and_moves_over_the_years(shape):
    shape(tests=Level(200), posts=Proportion("tests", 0.2, 0.8, spread=0))
    for year, share in ((2021, 0.2), (2023, 0.5), (2025, 0.8)):
        reports = [draw(SHARES, months(year)[6], unit=unit) for unit in UNITS]
        assert all(report["posts"] <= report["tests"] for report in reports)
        drawn = sum(r["posts"] for r in reports) / sum(r["tests"] for r in reports)
        assert drawn == pytest.approx(share, abs=0.08)


def test_a_share_differs_from_office_to_office_by_its_spread(shape):
    shape(tests=Level(4_000), posts=Proportion("tests", 0.5, 0.5, spread=0.1))
    shares = [(r["posts"] / r["tests"]) for r in (draw(SHARES, 6, unit=u) for u in UNITS)]
    assert 0.3 < min(shares) < 0.4
    assert 0.6 < max(shares) < 0.7


def test_a_share_beyond_everything_is_everything_and_below_nothing_is_nothing(shape):
    shape(clubs=Level(40), active=Proportion("clubs", 1.4, 1.4), tests=Level(9))
    report = draw(SHARES, 6)
    assert report["active"] == report["clubs"] > 0
    shape(clubs=Level(40), active=Proportion("clubs", -0.5, -0.5), tests=Level(9))
    assert draw(SHARES, 6)["active"] == 0


def test_a_share_of_a_stock_is_exact(shape):
    shape(clubs=Level(1_000), active=Proportion("clubs", 0.25, 0.25, spread=0))
    report = draw(SHARES, 6)
    assert report["active"] == round(report["clubs"] / 4)


def test_those_reached_in_a_year_are_never_fewer_nor_more_than_there_are(shape):
    shape(clubs=Level(500, growth=0), reached=Proportion("clubs", 0.5, 0.9, spread=0))
    for year, share in ((2021, 0.5), (2025, 0.9)):
        reports = draw_year(SHARES, year)
        reached = [report["reached"] for report in reports]
        assert reached == sorted(reached)
        assert 0 < reached[0] < 0.2 * reached[-1]
        assert reached[-1] == pytest.approx(share * reports[-1]["clubs"], rel=0.06)
    shape(clubs=Level(500), reached=Proportion("clubs", 1.5, 1.5))
    assert all(report["reached"] <= report["clubs"] for report in draw_year(SHARES))


def test_those_reached_rise_by_no_more_than_the_pace_allows(shape):
    pace = Proportion("clubs", 0.9, 0.9, pace_element="posts")
    shape(clubs=Level(500), posts=Level(3), reached=pace)
    year = draw_year(SHARES)
    for before, after in zip([{"reached": 0}, *year], year, strict=False):
        assert after["reached"] - before["reached"] <= after["posts"]


def test_money_spent_of_a_budget_comes_in_steps(shape):
    spent = Proportion("clubs", 0.9, 0.9, spread=0, step=500)
    shape(clubs=Level(400_000, growth=0, step=5_000), reached=spent)
    year = draw_year(SHARES)
    assert all(report["reached"] % 500 == 0 for report in year)
    assert year[-1]["reached"] == pytest.approx(0.9 * year[-1]["clubs"], abs=500)


def test_those_reached_stay_where_the_stock_falls_below_them(shape):
    shape(clubs=Level(100), reached=Proportion("clubs", 0.5, 0.5))
    assert draw(SHARES, 6, {"reached": 400})["reached"] == 400


AMOUNTS = draw_form("""
    element | nature | unit
    fined   | flow   | lượt
    fines   | flow   | đồng
    clubs   | stock  | nhóm
    members | stock  | người
""")


def test_an_amount_is_zero_with_its_figure_and_else_at_least_a_step_for_each(shape):
    shape(fined=Level(1.5), fines=Multiple("fined", 8_500_000, step=500_000))
    reports = [draw(AMOUNTS, 6, unit=unit) for unit in UNITS]
    assert {report["fined"] == 0 for report in reports} == {True, False}
    for report in reports:
        assert report["fines"] % 500_000 == 0
        assert (report["fines"] == 0) == (report["fined"] == 0)
        assert report["fines"] >= 500_000 * report["fined"]
    each = sum(r["fines"] for r in reports) / sum(r["fined"] for r in reports)
    assert each == pytest.approx(8_500_000 * 1.03**2.5, rel=0.12)


def test_a_tiny_rate_is_still_a_step_for_each(shape):
    shape(fined=Level(30), fines=Multiple("fined", 0.001, step=10))
    report = draw(AMOUNTS, 6)
    assert report["fines"] == 10 * report["fined"]


def test_a_stock_of_each_of_a_stock(shape):
    shape(clubs=Level(50, growth=0), members=Multiple("clubs", 12, growth=0))
    april, _, june = draw_year(AMOUNTS)[3:6]
    assert june["members"] == pytest.approx(12 * june["clubs"], rel=0.12)
    assert june["members"] == april["members"]  # both hold for a quarter
    shape(clubs=Level(0), members=Multiple("clubs", 12))
    assert draw(AMOUNTS, 6)["members"] == 0


PARTS = draw_form("""
    element | nature | part_of | parts_are
    visits  | flow   |         |
    planned | flow   | visits  | all
    sudden  | flow   | visits  | all
    clubs   | stock  |         |
    large   | stock  | clubs   | all
    small   | stock  | clubs   | all
""")


def test_exclusive_parts_sum_to_their_whole_by_weight(shape):
    shape(visits=Level(200), planned=ExclusivePart(90), sudden=ExclusivePart(10))
    reports = [draw(PARTS, 6, unit=unit) for unit in UNITS]
    assert all(r["planned"] + r["sudden"] == r["visits"] for r in reports)
    assert all(r["large"] + r["small"] == r["clubs"] for r in reports)
    share = sum(r["planned"] for r in reports) / sum(r["visits"] for r in reports)
    assert share == pytest.approx(0.9, abs=0.03)


def test_the_parts_of_a_stock_are_steady(shape):
    shape(clubs=Level(60, growth=0), large=ExclusivePart(30), small=ExclusivePart(70))
    parts = {(r["large"], r["small"]) for r in draw_year(PARTS)[:3]}
    assert len(parts) == 1
    ((large, small),) = parts
    assert large < small


REST = draw_form("element\n visits\n planned\n sudden")


@pytest.mark.parametrize(
    ("visits", "planned", "share", "rest"),
    [(300, 100, 1, 200), (300, 100, 0, 0), (100, 100, 1, 0), (100, 300, 1, 0)],
)
def test_a_remainder_is_a_share_of_what_is_left_and_never_negative(
    shape, visits, planned, share, rest
):
    form = draw_form(f"""
        element | nature | valid
        visits  | flow   | {visits} {visits}
        planned | flow   | {planned} {planned}
        sudden  | flow   |
    """)
    shape(visits=Level(1), planned=Level(1), sudden=Remainder("visits", "planned", share))
    assert draw(form, 6) == {"visits": visits, "planned": planned, "sudden": rest}


ANSWER = draw_form("element | unit\n plan | có/không")


def test_a_switch_is_off_until_a_month_and_then_on_earlier_each_year(shape):
    shape(plan=Switch(7))
    first_months = {}
    for year in (2021, 2025):
        years = [[r["plan"] for r in draw_year(ANSWER, year, unit=unit)] for unit in UNITS[:20]]
        assert all(answers == sorted(answers) for answers in years)
        assert {answers[0] for answers in years} == {0}
        assert {answers[-1] for answers in years} == {1}
        first_months[year] = mean(answers.index(1) + 1 for answers in years)
    assert first_months[2021] == pytest.approx(7, abs=1)
    assert first_months[2025] == pytest.approx(first_months[2021] - 2, abs=0.8)


CASES = draw_form("element\n opened\n tried")


def test_cases_are_shared_in_a_district_and_reach_the_next_office_later(shape):
    shape(opened=Cases(), tried=Cases(lag_months=2))
    year = draw_year(CASES)
    assert [r["tried"] for r in year[2:]] == [r["opened"] for r in year[:-2]]
    last_year = draw_year(CASES, 2022)
    assert [r["tried"] for r in year[:2]] == [r["opened"] for r in last_year[-2:]]
    assert draw_year(CASES, unit=UNITS[7]) == year
    elsewhere = WARD.model_copy(update={"parent": "HP"})
    assert draw_year(CASES, unit=elsewhere) != year


def test_cases_of_a_quarter_are_those_of_its_months(shape):
    shape(opened=Cases(), tried=Cases(1))
    year = draw_year(CASES)
    quarter = draw(CASES, Period(2023, Grain.QUARTER, 2))
    assert quarter == {
        name: sum(report[name] for report in year[3:6]) for name in ("opened", "tried")
    }
    assert 5 < sum(report["opened"] for report in year) < 45


UNDESCRIBED = draw_form("""
    element | nature     | unit     | part_of | parts_are | valid   | plausible
    plan    | flow       | có/không |         |           |         |
    visits  | flow       | lượt     |         |           |         | 0 400
    planned | flow       | lượt     | visits  | all       |         |
    sudden  | flow       | lượt     | visits  | all       |         |
    faulty  | flow       | lượt     | visits  | some      |         |
    clubs   | stock      | nhóm     |         |           | 10 30   | 10 20
    clients | cumulative | người    |         |           |         | 0 4000
    balance | stock      | người    |         |           | -500 40 |
""")


def test_an_element_without_a_shape_is_drawn_from_its_declaration():
    reports = [draw(UNDESCRIBED, 6, unit=unit) for unit in UNITS]
    for report in reports:
        assert report["plan"] == 1  # yes from February on, more or less
        assert report["planned"] + report["sudden"] == report["visits"] <= 400
        assert report["faulty"] <= report["visits"]
        assert 11 <= report["clubs"] <= 14
        assert 0 <= report["balance"] <= 3
    assert mean(r["visits"] for r in reports) == pytest.approx(20 * 1.05**2.5, rel=0.15)
    assert mean(r["clients"] for r in reports) == pytest.approx(20 * 1.05**2.5, rel=0.15)
    shares = sum(r["faulty"] for r in reports) / sum(r["visits"] for r in reports)
    assert 0.25 < shares < 0.4


def test_a_figure_belongs_to_the_seed_and_not_to_the_place_of_its_row(shape):
    shape(opened=Level(40), tried=Proportion("opened", 0.5, 0.5))
    turned = draw_form("element\n tried\n opened")
    assert draw(turned, 6) == draw(CASES, 6)
    assert list(draw(turned, 6)) == ["tried", "opened"]
    assert draw(CASES, 6, seed=7) != draw(CASES, 6)
    assert draw(CASES, 6, unit=UNITS[0]) != draw(CASES, 6, unit=UNITS[1])
