"""What of two figures may be compared, and why or why not."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.spec import catalogue, drawn
from warehouse.schema.territory_fields import COMPARABLE_BECAUSE, NOT_COMPARABLE_BECAUSE

REPORTS = """
unit       | period  | loudspeaker_broadcasts
DK-DAPHUC  | 2025-05 | 1
HP-HUNGDAO | 2025-07 | 3
"""
SHARES = {
    ("DK-ANHDUNG", "HP-HUNGDAO"): 0.25,
    ("DK-ANHDUNG", "HP-DUONGKINH"): 0.75,
    ("DK-HAITHANH", "HP-HUNGDAO"): 0.5,
    ("DK-HAITHANH", "HP-DUONGKINH"): 0.5,
}


@pytest.fixture(scope="module")
def shipped(warehouse_of):
    return warehouse_of(drawn(REPORTS))


@pytest.fixture(scope="module")
def warehouse(warehouse_of):
    """Return a warehouse of new wards inside the old district, and of two known divisions.

    Đa Phúc went whole into a ward of its own: the same land under another id.
    """
    changes = [
        c.model_copy(update={"outside": "none", "share": SHARES.get((c.old_unit, c.new_unit))})
        for c in catalogue().unit_changes
        if c.old_unit != "DK-DAPHUC"
    ]
    renamed = (
        catalogue()
        .units["HP-DOSON"]
        .model_copy(update={"unit": "HP-DAPHUC", "name_vi": "Phường Đa Phúc", "gso_code": "11683"})
    )
    changes.append(
        catalogue().unit_changes[0].model_copy(update={"new_unit": "HP-DAPHUC", "outside": "none"})
    )
    units = catalogue().units | {"HP-DAPHUC": renamed}
    return warehouse_of(
        drawn(REPORTS), stated=replace(catalogue(), units=units, unit_changes=tuple(changes))
    )


def shows(warehouse, table, nature="flow"):
    """Compare the drawn pairs of wards, of one nature of figures."""
    for row in drawn(table):
        (answer,) = warehouse.store.query_rows(
            "SELECT may_compare, why FROM marts.comparisons WHERE form = 'ward' "
            "AND nature = $nature AND unit = $unit AND period = $period "
            "AND other_unit = $other_unit AND other_period = $other_period",
            {
                "nature": nature,
                **{k: row[k] for k in ("unit", "period", "other_unit", "other_period")},
            },
        )
        assert answer == (row["may_compare"], row["why"]), row


def test_the_page_explains_every_answer():
    page = (Path(__file__).parents[2] / "docs" / "units.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `(\w+)` \| (yes|estimated|no) \|", page, re.MULTILINE))
    answers = {(why, "no") for why in NOT_COMPARABLE_BECAUSE}
    answers |= {(why, "estimated" if why == "estimated" else "yes") for why in COMPARABLE_BECAUSE}
    assert explained == answers


class TestShipped:
    def test_neither_a_code_nor_a_name_makes_two_wards_one(self, shipped):
        shows(
            shipped,
            """
            unit       | period  | other_unit | other_period | may_compare | why
            DK-ANHDUNG | 2025-05 | HP-HUNGDAO | 2025-07      | no          | code_moved
            DK-HUNGDAO | 2025-05 | HP-HUNGDAO | 2025-07      | no          | name_moved
            DK-DAPHUC  | 2025-05 | HP-HUNGDAO | 2025-07      | no          | shared_land
            DK-DAPHUC  | 2025-05 | HP-DOSON   | 2025-07      | no          | other_unit_and_period
            """,
        )

    def test_a_line_that_breaks_says_where(self, shipped):
        shows(
            shipped,
            """
            unit       | period  | other_unit | other_period | may_compare | why
            DK         | 2025-05 | DK         | 2025-07      | no          | outside_unknown
            DK-DAPHUC  | 2025-05 | DK-DAPHUC  | 2025-07      | no          | outside
            HP-HUNGDAO | 2025-05 | HP-HUNGDAO | 2025-07      | no          | outside_unknown
            DK-DAPHUC  | 2025    | DK-DAPHUC  | 2024         | no          | outside
            """,
        )

    def test_a_ward_is_compared_with_itself_and_with_its_neighbours_of_the_day(self, shipped):
        shows(
            shipped,
            """
            unit       | period  | other_unit  | other_period | may_compare | why
            DK-DAPHUC  | 2025-05 | DK-DAPHUC   | 2024-05      | yes         | own
            DK-DAPHUC  | 2025-05 | DK-TANTHANH | 2025-05      | yes         | side_by_side
            DK-DAPHUC  | 2025-05 | DK-TANTHANH | 2024-05      | no          | other_unit_and_period
            DK-DAPHUC  | 2025-05 | DK          | 2025-05      | no          | other_level
            """,
        )

    def test_a_count_since_january_is_compared_with_the_same_part_of_another_year(self, shipped):
        shows(
            shipped,
            """
            unit      | period  | other_unit | other_period | may_compare | why
            DK-DAPHUC | 2024-05 | DK-DAPHUC  | 2023-05      | yes         | own
            DK-DAPHUC | 2024-05 | DK-DAPHUC  | 2024-04      | no          | other_part_of_year
            """,
            nature="cumulative",
        )

    def test_every_pair_has_the_same_answer_both_ways(self, shipped):
        ((pairs, alone),) = shipped.store.query_rows(
            """
            WITH years AS (FROM marts.comparisons WHERE grain = 'year')
            SELECT count(*), count(*) FILTER (b.may_compare IS DISTINCT FROM a.may_compare)
            FROM years AS a
            LEFT JOIN years AS b
                ON b.form = a.form AND b.nature = a.nature AND b.unit = a.other_unit
                    AND b.period = a.other_period AND b.other_unit = a.unit
                    AND b.other_period = a.period
            """
        )
        assert (pairs > 10_000, alone) == (True, 0)


class TestKnown:
    def test_the_old_district_is_compared_across_the_change(self, warehouse):
        shows(
            warehouse,
            """
            unit | period  | other_unit | other_period | may_compare | why
            DK   | 2025-05 | DK         | 2025-07      | yes         | exact
            DK   | 2024    | DK         | 2025         | yes         | exact
            """,
        )
        shows(
            warehouse,
            """
            unit | period  | other_unit | other_period | may_compare | why
            DK   | 2024    | DK         | 2025         | no          | counted_anew
            """,
            nature="cumulative",
        )

    def test_an_estimate_stays_one_in_every_comparison(self, warehouse):
        shows(
            warehouse,
            """
            unit       | period  | other_unit | other_period | may_compare | why
            HP-HUNGDAO | 2025-05 | HP-HUNGDAO | 2025-07      | estimated   | estimated
            HP-HUNGDAO | 2025-05 | HP-HUNGDAO | 2024-05      | estimated   | estimated
            HP-HUNGDAO | 2024    | HP-HUNGDAO | 2025         | estimated   | estimated
            """,
        )

    def test_the_same_land_under_another_id_is_the_same(self, warehouse):
        shows(
            warehouse,
            """
            unit      | period  | other_unit | other_period | may_compare | why
            DK-DAPHUC | 2025-05 | HP-DAPHUC  | 2025-07      | yes         | same_land
            HP-DAPHUC | 2025-07 | DK-DAPHUC  | 2024-07      | yes         | same_land
            HP-DAPHUC | 2025-07 | HP-DAPHUC  | 2024-07      | yes         | exact
            """,
        )
