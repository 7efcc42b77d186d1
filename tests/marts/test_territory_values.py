"""The figures of the land of each unit and area, through the changes of units."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.rebuild_context import RebuildContext
from assets.table_assets import load_table_assets
from tests.land import ERAS, lands
from tests.sampling import choose_count
from tests.spec import catalogue, drawn
from warehouse.catalogue.catalogue_tables import build_catalogue_tables
from warehouse.periods import Grain
from warehouse.store import Store

NATURES = {
    "flow": "loudspeaker_broadcasts",
    "stock": "establishments",
    "cumulative": "establishments_inspected",
}
REPORTS = """
unit         | period  | flow | stock | cumulative
DK-DAPHUC    | 2025-05 | 1    | 10    | 1
DK-HUNGDAO   | 2025-05 | 2    | 20    | 2
DK-ANHDUNG   | 2025-05 | 4    | 40    | 4
DK-HAITHANH  | 2025-05 | 8    | 80    | 8
DK-HOANGHIA  | 2025-05 | 16   | 160   | 16
DK-TANTHANH  | 2025-05 | 32   | 320   | x
DK-DAPHUC    | 2025-06 | 1    | 11    | 1
HP-HUNGDAO   | 2025-07 | 3    | 70    | 5
HP-DUONGKINH | 2025-07 | 5    | 300   | 7
HP-DOSON     | 2025-07 | 7    | 90    | 9
"""


def with_changes(**fields_by_pair):
    """Return the shipped catalogue; `ANHDUNG_HUNGDAO={"share": 0.25}` changes a row."""
    changes = tuple(
        c.model_copy(
            update={"outside": "none"}
            | fields_by_pair.get(f"{c.old_unit[3:]}_{c.new_unit[3:]}", {})
        )
        for c in catalogue().unit_changes
    )
    return replace(catalogue(), unit_changes=changes)


@pytest.fixture(scope="module")
def shipped(warehouse_of):
    return warehouse_of(drawn(REPORTS, **NATURES))


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    """Return a warehouse of three new wards inside the district, with two of the shares known."""
    shares = {"ANHDUNG_HUNGDAO": 0.25, "ANHDUNG_DUONGKINH": 0.75}
    shares |= {"HAITHANH_HUNGDAO": 0.5, "HAITHANH_DUONGKINH": 0.5}
    stated = with_changes(**{pair: {"share": share} for pair, share in shares.items()})
    return warehouse_of(drawn(REPORTS, **NATURES), stated=stated)


class TestShipped:
    def test_every_line_breaks_at_the_change_and_says_why(self, shipped):
        shipped.shows(
            "marts.territory_values",
            """
            unit         | element                | period  | value | continuity | break_reason    | broken_by
            DK           | loudspeaker_broadcasts | 2025-05 | 63    | own        |                 |
            DK           | loudspeaker_broadcasts | 2025-07 |       | broken     | outside_unknown | HP-DOSON, HP-DUONGKINH, HP-HUNGDAO
            DK-HUNGDAO   | loudspeaker_broadcasts | 2025-05 | 2     | own        |                 |
            DK-HUNGDAO   | loudspeaker_broadcasts | 2025-07 |       | broken     | outside         | HP-HUNGDAO
            HP-HUNGDAO   | loudspeaker_broadcasts | 2025-05 |       | broken     | outside_unknown | DK-ANHDUNG, DK-DAPHUC, DK-HAITHANH, DK-HUNGDAO
            HP-HUNGDAO   | loudspeaker_broadcasts | 2025-07 | 3     | own        |                 |
            """,  # noqa: E501 - drawn
        )

    def test_code_11689_and_the_name_hung_dao_never_join_two_wards(self, shipped):
        """Of no period do two units that share a code or a name have the same figure."""
        rows = shipped.store.query_rows(
            "SELECT unit, period, value FROM marts.territory_values WHERE grain = 'month' "
            "AND element = 'loudspeaker_broadcasts' AND value IS NOT NULL "
            "AND unit IN ('DK-ANHDUNG', 'DK-HUNGDAO', 'HP-HUNGDAO') ORDER BY ALL"
        )
        assert rows == [
            ("DK-ANHDUNG", "2025-05", 4),
            ("DK-HUNGDAO", "2025-05", 2),
            ("HP-HUNGDAO", "2025-07", 3),
        ]

    def test_the_city_has_the_figures_of_the_days_it_is_covered(self, shipped):
        shipped.shows(
            "marts.territory_values",
            """
            unit | element                | period  | value | continuity | break_reason   | covers
            HP   | loudspeaker_broadcasts | 2025-07 | 15    | own        |                | part
            HP   | loudspeaker_broadcasts | 2025-H2 | 15    | own        |                | part
            HP   | loudspeaker_broadcasts | 2025    |       | broken     | part_of_period | part
            HP   | establishments         | 2025-07 | 460   | own        |                | part
            HP   | establishments         | 2025-H2 | 460   | own        |                | part
            HP   | establishments         | 2025    |       | broken     | part_of_period | part
            """,
            unit="HP",
        )

    def test_its_own_figures_are_those_of_the_units_and_areas(self, shipped):
        assert shipped.store.query_rows(
            """
            WITH before AS (
                SELECT form, unit, element, period, value::DOUBLE AS value
                FROM marts.element_values WHERE adds_up
                UNION ALL
                SELECT form, unit, element, period, value FROM marts.area_values
                WHERE covers IS NOT NULL
            )
            SELECT count(*), count(*) FILTER (b.value = t.value)
            FROM (FROM marts.territory_values WHERE continuity = 'own' AND value IS NOT NULL) AS t
            LEFT JOIN before AS b USING (form, unit, element, period)
            """
        ) == [(114, 114)]


class TestByTheUnitsOfToday:
    def test_whole_units_are_added_and_divided_ones_by_their_share(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit       | element                  | period  | value | continuity | shares
            HP-HUNGDAO | loudspeaker_broadcasts   | 2025-05 | 8     | estimated  | DK-ANHDUNG 0.25, DK-HAITHANH 0.5
            HP-HUNGDAO | establishments           | 2025-05 | 80    | estimated  | DK-ANHDUNG 0.25, DK-HAITHANH 0.5
            HP-HUNGDAO | establishments_inspected | 2025-05 | 8     | estimated  | DK-ANHDUNG 0.25, DK-HAITHANH 0.5
            """,  # noqa: E501 - drawn
        )

    def test_an_unknown_share_breaks_the_line(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit         | element                | period  | value | break_reason  | broken_by
            HP-DOSON     | loudspeaker_broadcasts | 2025-05 |       | share_unknown | DK-TANTHANH
            HP-DUONGKINH | loudspeaker_broadcasts | 2025-05 |       | share_unknown | DK-TANTHANH
            """,
        )

    def test_a_year_over_the_change_adds_both_halves_of_a_flow(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit       | element                | period  | value | continuity | is_complete
            HP-HUNGDAO | loudspeaker_broadcasts | 2025    | 12    | estimated  | no
            HP-HUNGDAO | loudspeaker_broadcasts | 2025-H2 | 3     | own        | no
            HP-HUNGDAO | loudspeaker_broadcasts | 2025-H1 | 9     | estimated  | no
            """,
        )

    def test_is_complete_when_all_units_before_have_answered(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit       | element                | period  | value | is_complete
            HP-HUNGDAO | loudspeaker_broadcasts | 2025-05 | 8     | yes
            HP-HUNGDAO | loudspeaker_broadcasts | 2025-06 | 1     | no
            """,
        )


class TestByTheFormerUnits:
    def test_the_old_district_goes_on_where_every_successor_lies_inside(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit | element                | period  | value | continuity | is_complete
            DK   | loudspeaker_broadcasts | 2025-05 | 63    | own        | yes
            DK   | loudspeaker_broadcasts | 2025-07 | 15    | exact      | yes
            DK   | loudspeaker_broadcasts | 2025-Q3 | 15    | exact      | no
            DK   | establishments         | 2025-05 | 630   | own        | yes
            DK   | establishments         | 2025-07 | 460   | exact      | yes
            DK   | establishments         | 2025-Q3 | 460   | exact      | no
            """,
        )

    def test_a_year_to_date_count_of_the_year_of_change_began_anew(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit       | element                  | period  | value | continuity | break_reason | is_counted_anew
            DK         | establishments_inspected | 2025-05 | 31    | own        |              | no
            DK         | establishments_inspected | 2025-07 |       | broken     | counted_anew | yes
            HP-HUNGDAO | establishments_inspected | 2025-05 | 8     | estimated  |              | no
            HP-HUNGDAO | establishments_inspected | 2025-07 | 5     | own        |              | yes
            """,  # noqa: E501 - drawn
        )

    def test_what_does_not_apply_leaves_nothing_missing(self, warehouse):
        warehouse.shows(
            "marts.territory_values",
            """
            unit        | element                  | period  | value | is_complete
            DK          | establishments_inspected | 2025-05 | 31    | yes
            DK-TANTHANH | establishments_inspected | 2025-05 |       | yes
            """,
            unit=["DK", "DK-TANTHANH"],
        )

    def test_an_office_without_successor_ends(self, warehouse_of):
        ended = warehouse_of([{"unit": "DK-TA", "period": "2025-Q2", "cases_tried": "4"}])
        ended.shows(
            "marts.territory_values",
            """
            unit  | element     | period  | value | continuity | break_reason
            DK    | cases_tried | 2025-Q2 | 4     | own        |
            DK    | cases_tried | 2025-H1 | 4     | own        |
            DK    | cases_tried | 2025-9M |       | broken     | part_of_period
            DK    | cases_tried | 2025    |       | broken     | part_of_period
            """,
            unit="DK",
        )


RECEIVED = "'2026-01-01'::TIMESTAMPTZ"
FILLED = {
    "core.submissions": "SELECT DISTINCT form, unit, period, submission, submission AS sha256, "
    f"submission AS file_name, {RECEIVED} AS received_at, 1 AS revision, 'accepted' AS decision, "
    "true AS is_accepted, false AS synthetic FROM drawn.reports",
    "core.observations": f"SELECT *, {RECEIVED} AS known_from FROM drawn.reports",
}
BUILT = (
    "marts.reporting_rates",
    "marts.element_values",
    "marts.territory_periods",
    "marts.territory_values",
)
PERIODS = pd.DataFrame(
    [
        (p.code, part.code, catalogue().calendar.compute_window(part)[1])
        for p in catalogue().list_periods()
        for part in p.split_into(Grain.MONTH)
    ],
    columns=["period", "part", "window_end"],
)
MONTHS = [p.code for p in catalogue().list_periods(Grain.MONTH)]


@settings(max_examples=choose_count(200, 8), deadline=None)
@given(lands(eras=4), st.booleans(), st.lists(st.integers(0, 9), min_size=60, max_size=60))
def test_of_random_land_is_the_figure_of_its_parcels(land, is_even, seasons):
    """A figure of whole units is right for any parcels; an estimate where figures are even."""
    rates = land.weights if is_even else land.values
    parcels = make_parcel_values(rates, seasons)
    with Store(":memory:") as store:
        fill_warehouse(store, land, parcels)
        rows = store.query_rows(
            "SELECT t.unit, e.nature, t.period, t.value, t.continuity, t.is_complete, "
            "t.is_counted_anew, t.break_reason FROM marts.territory_values AS t "
            "INNER JOIN catalogue.elements AS e USING (form, element)"
        )
    truth = compute_land_values(parcels)
    assert rows
    for unit, nature, period, value, continuity, is_complete, is_anew, reason in rows:
        if continuity == "broken":
            assert (value, is_complete, bool(reason)) == (None, False, True)
            continue
        assert is_complete, (unit, nature, period)
        if (continuity != "estimated" or is_even) and not is_anew:
            expected = sum(truth[nature, n, period] for n in land.parcels(unit))
            assert value == pytest.approx(expected), (unit, nature, period, continuity)


def make_parcel_values(rates, seasons):
    """Return the figures of each parcel and month: a flow, a stock, and a count since January."""
    rows = pd.DataFrame(
        [
            (n, month, rate * season, rate * (season + 1))
            for n, rate in enumerate(rates)
            for month, season in zip(MONTHS, seasons, strict=True)
        ],
        columns=["parcel", "part", "flow", "stock"],
    )
    rows["year"] = rows["part"].str[:4]
    rows["cumulative"] = rows.groupby(["parcel", "year"])["flow"].cumsum()
    return rows


def compute_land_values(parcels):
    """Return each parcel's figure for every period, by its nature."""
    placed = parcels.merge(PERIODS, on="part").sort_values("part").groupby(["parcel", "period"])
    values = placed.agg(
        flow=("flow", "sum"), stock=("stock", "last"), cumulative=("cumulative", "last")
    )
    return {
        (nature, parcel, period): value
        for (parcel, period), row in values.iterrows()
        for nature, value in row.items()
    }


def make_unit_reports(land, parcels):
    """Return a row per unit, month and nature; a new unit counts from its first month."""
    ends = parcels["part"].map(
        PERIODS[PERIODS["period"] == PERIODS["part"]].set_index("part")["window_end"]
    )
    eras = [sum(end >= day for day in ERAS[1:]) for end in ends]
    placed = parcels.assign(
        unit=[land.unit_by_era[era][n] for era, n in zip(eras, parcels["parcel"], strict=True)]
    ).dropna(subset="unit")
    placed["cumulative"] = placed.groupby(["unit", "parcel", "year"])["flow"].cumsum()
    sums = placed.groupby(["unit", "part"])[list(NATURES)].sum().reset_index()
    return [
        {
            "form": "ward",
            "unit": row["unit"],
            "period": row["part"],
            "submission": f"{row['unit']} {row['part']}",
            "element": element,
            "value": int(row[nature]),
        }
        for _, row in sums.iterrows()
        for nature, element in NATURES.items()
    ]


def fill_warehouse(store, land, parcels):
    """Fill the tables that the figures of territories are built from; every unit reports."""
    stated = replace(land.catalogue, forms={"ward": catalogue().forms["ward"]}, indicators={})
    for name, rows in build_catalogue_tables(stated, date(2026, 1, 31)).items():
        if rows.num_columns:
            store.replace_table(name, rows)
    store.execute("CREATE TABLE catalogue.moment AS SELECT 'UTC' AS time_zone")
    store.create_table("core.not_applicable")
    reports = pa.Table.from_pylist(make_unit_reports(land, parcels))
    store.replace_table("drawn.reports", reports)
    for table, select in FILLED.items():
        store.create_table(table)
        store.execute(f"INSERT INTO {table} BY NAME {select}")
    assets = {asset.name: asset for asset in load_table_assets()}
    for name in BUILT:
        assets[name].create_table(store)
        assets[name].fill_table(RebuildContext(store, stated))
