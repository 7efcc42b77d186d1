"""Whose figures belong to a territory: drawn changes, and random land divided again and again."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from tests.land import ERAS, SHIPPED, lands
from tests.sampling import choose_count
from warehouse.catalogue import UnitChange
from warehouse.catalogue.file_row import FileRow
from warehouse.catalogue.territories import build_territory_tables, list_territories
from warehouse.catalogue.unit_change_rules import check_unit_changes


def with_changes(**fields_by_pair):
    """Return the shipped catalogue; `DAPHUC_HUNGDAO={"share": 1}` changes the row of a pair."""
    changes = []
    for change in SHIPPED.unit_changes:
        pair = f"{change.old_unit[3:]}_{change.new_unit[3:]}"
        fields = fields_by_pair.get("ALL", {}) | fields_by_pair.get(pair, {})
        changes.append(change.model_copy(update=fields))
    return replace(SHIPPED, unit_changes=tuple(changes))


def show(catalogue, territory, *relations):
    return {
        row.unit: row.share if row.share is not None else row.break_reason
        for row in list_territories(catalogue)
        if row.territory == territory and row.relation in relations
    }


class TestShipped:
    def test_no_figure_passes_over_a_change_of_which_nobody_knows_the_shares(self):
        carried = [r for r in list_territories(SHIPPED) if r.relation != "own"]
        assert len(carried) == 21
        assert {r.share for r in carried} == {None}

    def test_an_office_above_or_outside_the_changes_stands_for_itself(self):
        assert show(SHIPPED, "DK-CA", "own", "before", "after") == {"DK-CA": 1}

    def test_neither_the_code_nor_the_name_leads_anywhere(self):
        """11689 was Anh Dũng and is the new Hưng Đạo; Hưng Đạo was 11686."""
        codes = {u: SHIPPED.units[u].gso_code for u in ("DK-ANHDUNG", "HP-HUNGDAO")}
        assert set(codes.values()) == {"11689"}
        without_changes = replace(SHIPPED, unit_changes=())
        for unit in ("DK-ANHDUNG", "DK-HUNGDAO", "HP-HUNGDAO"):
            assert show(without_changes, unit, "own", "before", "after") == {unit: 1}


class TestArea:
    def test_goes_on_where_every_successor_lies_inside(self):
        catalogue = with_changes(ALL={"outside": "none"})
        assert show(catalogue, "DK", "after") == {
            "HP-HUNGDAO": 1,
            "HP-DUONGKINH": 1,
            "HP-DOSON": 1,
        }

    @pytest.mark.parametrize(
        ("outside", "reason"), [("some", "outside"), (None, "outside_unknown")]
    )
    def test_names_the_successor_that_does_not(self, outside, reason):
        catalogue = with_changes(ALL={"outside": "none"}, TANTHANH_DOSON={"outside": outside})
        assert show(catalogue, "DK", "after")["HP-DOSON"] == reason
        assert show(catalogue, "DK", "after")["HP-HUNGDAO"] == 1

    def test_of_which_only_a_part_reports_has_its_own_figures_alone(self):
        assert show(SHIPPED, "HP", "before", "after") == {}
        assert len(show(SHIPPED, "HP", "own")) == 24

    def test_without_coverage_has_no_row(self):
        assert show(SHIPPED, "VN", "own", "before", "after") == {}


class TestUnit:
    def test_of_today_takes_whole_units_as_they_are_and_divided_ones_by_their_share(self):
        catalogue = with_changes(
            ALL={"outside": "none"},
            ANHDUNG_HUNGDAO={"share": 0.25},
            ANHDUNG_DUONGKINH={"share": 0.75},
        )
        assert show(catalogue, "HP-HUNGDAO", "before") == {
            "DK-DAPHUC": 1,
            "DK-HUNGDAO": 1,
            "DK-ANHDUNG": 0.25,
            "DK-HAITHANH": "share_unknown",
        }

    def test_of_before_ends_where_its_successor_has_other_parts_too(self):
        catalogue = with_changes(ALL={"outside": "none", "share": 0.5})
        assert show(catalogue, "DK-DAPHUC", "after") == {"HP-HUNGDAO": "outside"}
        assert show(catalogue, "DK-TANTHANH", "after") == {
            "HP-DUONGKINH": "outside",
            "HP-DOSON": 1,
        }


class TestGap:
    """Land of which the catalogue does not say where it was, or where it went."""

    def units(self, **ends):
        ward = SHIPPED.units["DK-DAPHUC"]
        return {
            name: ward.model_copy(
                update={"unit": name, "valid_from": first, "valid_to": last, "parent": None}
            )
            for name, (first, last) in ends.items()
        }

    def catalogue(self, units, *pairs):
        changes = tuple(
            UnitChange(
                effective=units[new].valid_from,
                old_unit=old,
                new_unit=new,
                extent="whole",
                outside="none",
                basis="x",
            )
            for old, new in pairs
        )
        return replace(SHIPPED, units=units, unit_changes=changes, coverage=())

    def test_before_a_unit_without_origin(self):
        first, second, third = ERAS[:3]
        units = self.units(
            C=(first, second - timedelta(days=1)),
            B=(second, third - timedelta(days=1)),
            A=(second, third - timedelta(days=1)),
            T=(third, None),
        )
        catalogue = self.catalogue(units, ("C", "B"), ("B", "T"), ("A", "T"))
        assert show(catalogue, "T", "before") == {"B": 1, "A": 1, "C": "origin_unknown"}

    def test_after_a_unit_without_successor(self):
        first, second, third = ERAS[:3]
        units = self.units(
            T=(first, second - timedelta(days=1)),
            A=(second, third - timedelta(days=1)),
            B=(second, third - timedelta(days=1)),
            C=(third, None),
        )
        catalogue = self.catalogue(units, ("T", "A"), ("T", "B"), ("B", "C"))
        assert show(catalogue, "T", "after") == {"A": 1, "B": 1, "C": "successor_unknown"}


def list_readings(land):
    """List territory, era, the shares of the units that live then, and the parcels of the land."""
    rows = defaultdict(list)
    for row in list_territories(land.catalogue):
        rows[row.territory].append(row)
    for territory, units in rows.items():
        for names in land.unit_by_era:
            living = [row for row in units if row.unit in names]
            if living:
                yield territory, names, living, land.parcels(territory)


@settings(max_examples=choose_count(3000, 60), deadline=None)
@given(lands(eras=4))
def test_what_is_carried_is_the_figure_of_the_land(land):
    """The exact sum holds for any figures, the estimate where figures are spread evenly."""
    rows = [FileRow(c, "unit_changes.csv", 2) for c in land.catalogue.unit_changes]
    assert not list(check_unit_changes(rows, land.catalogue.units))
    for territory, names, living, parcels in list_readings(land):
        shares = {row.unit: row.share for row in living}
        if None in shares.values():
            assert all((row.share is None) == bool(row.break_reason) for row in living)
            continue
        figures = land.values if set(shares.values()) == {1.0} else land.weights
        carried = sum(
            shares.get(name, 0) * figure
            for name, figure in zip(names, figures, strict=True)
            if name
        )
        assert carried == pytest.approx(sum(figures[n] for n in parcels)), territory


@settings(max_examples=choose_count(3000, 60), deadline=None)
@given(lands(eras=2))
def test_a_line_breaks_only_where_units_do_not_fill_the_land_or_something_is_unknown(land):
    unsaid = {c.new_unit for c in land.catalogue.unit_changes if c.outside is None}
    for territory, names, living, parcels in list_readings(land):
        fills = (
            all(
                {n for n, name in enumerate(names) if name == row.unit} <= parcels for row in living
            )
            and {n for n, name in enumerate(names) if name in {r.unit for r in living}} >= parcels
        )
        concerned = unsaid & ({row.unit for row in living} | members_of(land, territory))
        if fills and not concerned:
            assert {row.share for row in living} == {1.0}, territory


def members_of(land, territory):
    return {u for u in land.catalogue.units if territory in land.ancestors(u)}


def test_the_tables_have_their_columns_without_any_change():
    tables = build_territory_tables(replace(SHIPPED, unit_changes=()))
    assert tables["catalogue.unit_changes"].num_rows == 0
    assert tables["catalogue.unit_changes"].column_names[:3] == [
        "effective",
        "old_unit",
        "new_unit",
    ]
    assert set(tables["catalogue.territories"]["relation"].to_pylist()) == {"own"}


def test_a_whole_unit_has_its_share_in_the_table():
    rows = build_territory_tables(SHIPPED)["catalogue.unit_changes"].to_pylist()
    assert {(r["extent"], r["share"], r["outside"]) for r in rows} == {
        ("whole", 1.0, None),
        ("part", None, None),
    }


@pytest.mark.parametrize(
    ("begins", "year"),
    [
        (date(2021, 1, 1), None),  # with the programme
        (date(2024, 12, 15), None),  # the first day of the reporting year 2025
        (date(2025, 1, 14), None),  # a report of each month
        (date(2025, 1, 15), 2025),
        (date(2025, 7, 1), 2025),
        (date(2025, 12, 14), 2025),
        (date(2026, 7, 1), None),  # after the programme
    ],
)
@pytest.mark.parametrize("has_predecessors", [True, False])
def test_a_new_unit_names_the_year_of_which_it_counts_a_part(begins, year, has_predecessors):
    new = SHIPPED.units["HP-DOSON"].model_copy(update={"valid_from": begins})
    changes = SHIPPED.unit_changes if has_predecessors else ()
    stated = replace(SHIPPED, units=SHIPPED.units | {new.unit: new}, unit_changes=changes)
    rows = build_territory_tables(stated)["catalogue.territories"].to_pylist()
    made_in = {row["unit"]: row["made_in"] for row in rows}
    assert (made_in["HP-DOSON"], made_in["DK-DAPHUC"]) == (year, None)


def test_a_territory_has_its_level():
    rows = build_territory_tables(SHIPPED)["catalogue.territories"].to_pylist()
    levels = {row["territory"]: row["level"] for row in rows}
    assert (levels["DK"], levels["HP"], levels["DK-CA"]) == ("district", "province", "unit")
