"""Which figures of drawn reports are news, on which rung, and in which words."""

from datetime import date

import pytest

from assets.marts.variation import list_break_days
from tests.spec import Warehouse, catalogue, rebuilt
from warehouse.periods import Grain, list_year_periods
from warehouse.store import Store

MONTHS = [p.code for year in (2021, 2022, 2023, 2024) for p in list_year_periods(year, Grain.MONTH)]


def report(unit, period, **values):
    return {"unit": unit, "period": period} | {name: str(value) for name, value in values.items()}


def list_reports():
    """Return the broadcasts of four wards, and tips and violators of the police, by month."""
    reports = []
    for place, period in enumerate(MONTHS[:36]):
        big = 15 if place % 2 else 45  # scatters far more than by chance
        if place == 30:
            big = 200
        small = 4 + (place % 3) - 1
        if place >= 26:
            small = 3
        reports.append(report("DK-DAPHUC", period, loudspeaker_broadcasts=big))
        if place != 29:
            reports.append(report("DK-HUNGDAO", period, loudspeaker_broadcasts=small))
        reports.append(
            report("DK-HAITHANH", period, loudspeaker_broadcasts=1 if place != 30 else 12)
        )
        reports.append(report("DK-HOANGHIA", period, loudspeaker_broadcasts=0))
        reports.append(report("DK-TANTHANH", period, loudspeaker_broadcasts=5) if place < 6 else {})
        roles = ("sellers", "buyers", "harbouring", "brokering", "other_roles")
        people = {f"violators_{role}": 1 for role in roles}
        tips = {"tips_received": 30, "tips_verified": 12 + place % 4 * 2}
        if place == 34:
            tips["tips_verified"] = 1
        reports.append(report("DK-CA", period, **people, **tips))
    return [each for each in reports if each]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    target = rebuilt(list_reports(), tmp_path_factory.mktemp("home"), date(2023, 12, 15))
    with Store(target, read_only=True) as store:
        yield Warehouse(target, store)


def query(warehouse, columns, indicator, unit, where="true"):
    return warehouse.store.query_rows(
        f"SELECT {columns} FROM marts.variation WHERE indicator = ? AND unit = ? AND {where} "
        "ORDER BY period",
        [indicator, unit],
    )


class TestRungs:
    @pytest.mark.parametrize(
        ("indicator", "unit", "rung", "grain"),
        [
            ("TT05", "DK-DAPHUC", "xmr", "month"),
            ("TT05", "DK-HUNGDAO", "exact", "month"),
            ("TT05", "DK-HAITHANH", "quarterly", "quarter"),
            ("TT05", "DK-HOANGHIA", "yearly", "year"),
            ("TT05", "DK-TANTHANH", "short", "month"),
            ("DT04", "DK-CA", "yearly", "year"),
            ("DT03", "DK-CA", "law", "month"),
        ],
    )
    def test_a_series_is_read_by_its_size_and_by_what_it_counts(
        self, warehouse, indicator, unit, rung, grain
    ):
        assert query(warehouse, "DISTINCT rung, grain", indicator, unit) == [(rung, grain)]

    def test_only_a_rung_with_limits_has_them(self, warehouse):
        rows = warehouse.store.query_rows(
            "SELECT DISTINCT rung, mean IS NULL, lower_limit IS NULL, is_trial IS NULL "
            "FROM marts.variation ORDER BY ALL"
        )
        assert {rung: flags for rung, *flags in rows} == {
            "exact": [False] * 3,
            "law": [False] * 3,
            "quarterly": [False] * 3,
            "short": [True] * 3,
            "xmr": [False] * 3,
            "yearly": [True] * 3,
        }
        assert len(rows) == 6

    def test_stocks_changes_and_totals_since_january_have_no_row(self, warehouse):
        ((read,),) = warehouse.store.query_rows(
            "SELECT list_sort(list(DISTINCT indicator)) FROM marts.variation"
        )
        assert {"TT05", "DT03", "DT04", "BC01"} <= set(read)
        assert not {"DT02", "YT02", "LG01", "KT03", "TT01"} & set(read)


class TestSignals:
    def test_a_value_outside_says_so_in_both_languages(self, warehouse):
        columns = "period, signal_rule, signal_side, meaning, words_vi, words_en"
        assert query(warehouse, columns, "TT05", "DK-DAPHUC", "signal_rule IS NOT NULL") == [
            (
                "2023-07",
                "outside",
                "up",
                "better",
                "cao hơn giới hạn trên",
                "above the upper limit",
            )
        ]

    def test_a_share_has_a_direction_too(self, warehouse):
        rows = query(warehouse, "period, meaning", "DT03", "DK-CA", "signal_rule = 'outside'")
        assert rows == [("2023-11", "worse")]

    def test_an_incomplete_month_takes_no_part_and_breaks_the_run(self, warehouse):
        # Three months below the mean, one that is missing, and five more.
        rows = query(warehouse, "period, words_vi", "TT05", "DK-HUNGDAO", "signal_rule = 'run'")
        assert query(warehouse, "value", "TT05", "DK-HUNGDAO", "period = '2023-06'") == []
        assert rows == []

    def test_a_quarter_of_small_counts_is_judged_as_a_quarter(self, warehouse):
        rows = query(
            warehouse, "period, words_vi", "TT05", "DK-HAITHANH", "signal_rule IS NOT NULL"
        )
        assert rows == [("2023-Q3", "cao hơn giới hạn trên")]

    def test_a_period_that_is_not_due_takes_no_part(self, warehouse):
        # December ends on the 14th and is due on the 18th: its report is here already.
        complete = "SELECT is_complete FROM marts.indicator_values WHERE period = '2023-12' "
        complete += "AND indicator = 'TT05' AND unit = 'DK-DAPHUC'"
        assert warehouse.store.query_rows(complete) == [(True,)]
        last = query(warehouse, "period", "TT05", "DK-DAPHUC")[-1]
        assert last == ("2023-11",)


def test_breaks_are_those_that_the_catalogue_declares():
    breaks = list_break_days(catalogue())
    assert breaks["DK-ANHDUNG"] == breaks["HP-HUNGDAO"] == {date(2025, 7, 1)}
    assert breaks["DK"] == {date(2021, 1, 1)}
    assert breaks["HP"] == {date(2025, 7, 1)}
