"""The catalogue as tables for SQL: units, periods, terms and grains, row by row."""

from dataclasses import replace
from datetime import date

import pytest

from tests import spec
from warehouse.catalogue.catalogue_tables import build_catalogue_tables
from warehouse.catalogue.indicators import Indicator
from warehouse.catalogue.period_tables import count_form_periods
from warehouse.periods import Grain, Period

CATALOGUE = spec.catalogue()
AS_OF = date(2023, 6, 14)


@pytest.fixture(scope="module")
def tables():
    return build_catalogue_tables(CATALOGUE, AS_OF)


def show(tables, table, columns, **where):
    """Return the cells of these columns in the rows where each named column has a value."""
    return [
        tuple(row[column] for column in columns.split())
        for row in tables[f"catalogue.{table}"].to_pylist()
        if all(row[column] == value for column, value in where.items())
    ]


def state_indicator(**fields):
    """Return the tables of a catalogue with a single indicator, of these fields."""
    names = {"name_vi": "Thử", "name_en": "Test", "unit_vi": "%", "unit_en": "%", "basis": "test"}
    fields = {"kind": "count", "count_kind": "stock", "factor": 1, "direction": "none"} | fields
    indicator = Indicator.model_validate({"indicator": "AA01", **names, **fields})
    return build_catalogue_tables(replace(CATALOGUE, indicators={"AA01": indicator}), AS_OF)


class TestUnits:
    def test_have_a_level_and_two_ends_of_their_life(self, tables):
        columns = "level parent form valid_from valid_to reports_from"
        assert show(tables, "units", columns, unit="DK-DAPHUC") == [
            ("unit", "DK", "ward", date(2021, 1, 1), date(2025, 6, 30), date(2021, 1, 1))
        ]
        assert show(tables, "units", columns, unit="VN") == [
            ("nation", None, None, date(2021, 1, 1), date.max, date(2021, 1, 1))
        ]

    @pytest.mark.parametrize(
        ("unit", "level"), [("HP", "province"), ("DK", "district"), ("DK-CA", "unit")]
    )
    def test_of_an_area_have_its_kind_as_level(self, tables, unit, level):
        assert show(tables, "units", "level", unit=unit) == [(level,)]

    def test_that_report_later_than_they_exist_say_so(self):
        stated = spec.catalogue_reporting_from("DK-TA", date(2023, 3, 15))
        later_tables = build_catalogue_tables(stated, AS_OF)
        assert show(later_tables, "units", "valid_from reports_from", unit="DK-TA") == [
            (date(2021, 1, 1), date(2023, 3, 15))
        ]

    def test_stand_below_every_unit_above_and_below_themselves_at_no_distance(self, tables):
        assert show(tables, "ancestors", "area distance", unit="DK-TA") == [
            ("DK-TA", 0),
            ("DK", 1),
            ("HP", 2),
            ("VN", 3),
        ]


class TestPeriods:
    def test_begin_a_year_before_the_programme_for_comparisons(self, tables):
        years = {year for (year,) in show(tables, "periods", "year")}
        assert years == set(range(2020, 2026))
        assert len(show(tables, "periods", "period", year=2020)) == len(
            show(tables, "periods", "period", year=2021)
        )

    def test_have_a_window_a_grain_and_names(self, tables):
        columns = "grain within_year window_start window_end name_vi name_en"
        assert show(tables, "periods", columns, period="2023-Q2") == [
            ("quarter", "-Q2", date(2023, 3, 15), date(2023, 6, 14), "Quý II/2023", "Q2 2023")
        ]
        assert show(tables, "periods", "grain within_year", period="2023") == [("year", "")]

    def test_consist_of_parts_of_each_finer_grain_and_of_themselves(self, tables):
        parts = show(tables, "nesting", "part position is_last", period="2023-Q1")
        assert sorted(parts) == [
            ("2023-01", 0, False),
            ("2023-02", 1, False),
            ("2023-03", 2, True),
            ("2023-Q1", 0, True),
        ]
        assert show(tables, "nesting", "part is_last", period="2023-01") == [("2023-01", True)]

    @pytest.mark.parametrize(("period", "count"), [("2023-9M", 13), ("2023-H1", 9), ("2023", 19)])
    def test_list_no_part_that_does_not_fill_them(self, tables, period, count):
        """Nine months are nine months, three quarters and themselves, and no half-year."""
        parts = [part for (part,) in show(tables, "nesting", "part", period=period)]
        assert len(parts) == len(set(parts)) == count


class TestTermPeriods:
    def test_give_the_period_for_which_the_figures_count_in_its_year_and_the_next(self, tables):
        columns = "years_back period"
        rows = show(tables, "term_periods", columns, reported_period="2023-Q2")
        assert rows == [(0, "2023-Q2"), (1, "2024-Q2")]

    def test_end_with_the_last_year_of_the_programme(self, tables):
        rows = show(tables, "term_periods", "years_back period", reported_period="2025")
        assert rows == [(0, "2025")]


class TestFormPeriods:
    def test_are_those_of_the_programme_in_the_frequency_of_the_form(self, tables):
        assert len(show(tables, "form_periods", "period", form="ward")) == 60
        assert len(show(tables, "form_periods", "period", form="court")) == 20

    @pytest.mark.parametrize(
        ("as_of", "has_begun", "is_due"),
        [
            (date(2023, 5, 14), False, False),
            (date(2023, 5, 15), True, False),
            (date(2023, 6, 16), True, False),  # the due date itself is not over
            (date(2023, 6, 17), True, True),
        ],
    )
    def test_begin_with_their_window_and_are_due_after_the_due_date(self, as_of, has_begun, is_due):
        rows = build_catalogue_tables(CATALOGUE, as_of)
        columns = "window_end due_date has_begun is_due"
        assert show(rows, "form_periods", columns, form="ward", period="2023-06") == [
            (date(2023, 6, 14), date(2023, 6, 16), has_begun, is_due)
        ]

    @pytest.mark.parametrize(
        "as_of", [date(2020, 1, 1), date(2023, 6, 16), date(2023, 6, 17), date(2030, 1, 1)]
    )
    def test_are_counted_as_the_table_shows_them(self, as_of):
        rows = show(build_catalogue_tables(CATALOGUE, as_of), "form_periods", "has_begun is_due")
        begun, due = (sum(column) for column in zip(*rows, strict=True))
        assert count_form_periods(CATALOGUE, as_of) == (begun, due)

    def test_are_none_before_the_programme_and_all_after_it(self):
        before, after = date(2020, 1, 1), date(2030, 1, 1)
        every_period = sum(
            len(CATALOGUE.list_periods(form.frequency)) for form in CATALOGUE.forms.values()
        )
        assert count_form_periods(CATALOGUE, before) == (0, 0)
        assert count_form_periods(CATALOGUE, after) == (every_period, every_period)


class TestElements:
    def test_have_nature_sign_and_place_in_the_whole(self, tables):
        columns = "nature is_required sensitive is_signed part_of parts_are"
        assert show(tables, "elements", columns, element="establishments_bar") == [
            ("stock", True, False, False, "establishments", "all")
        ]
        assert show(tables, "elements", "is_required", element="online_posts") == [(False,)]

    def test_say_whether_an_indicator_uses_them(self, tables):
        used = show(tables, "elements", "in_indicator", form="ward", element="workers_reached")
        unused = show(tables, "elements", "in_indicator", form="culture", element="posters")
        assert (used, unused) == ([(True,)], [(False,)])

    def test_may_be_signed(self):
        signed = build_catalogue_tables(spec.catalogue_with_signed("comm_sessions"), AS_OF)
        assert show(signed, "elements", "element", is_signed=True) == [("comm_sessions",)]


class TestIndicators:
    def test_are_sensitive_with_one_sensitive_element_on_either_side(self, tables):
        sensitive = show(tables, "indicators", "indicator", is_sensitive=True)
        with_grain = [
            (code,) for code, i in CATALOGUE.indicators.items() if i.public_grain is not None
        ]
        assert sensitive == with_grain != []
        harmless = show(tables, "indicators", "indicator", is_sensitive=False)
        assert len(sensitive) + len(harmless) == len(CATALOGUE.indicators)

    def test_have_a_row_for_each_term_of_each_side(self):
        terms = [
            {"form": "court", "element": "cases_tried"},
            {"form": "court", "element": "mobile_trials", "coefficient": -1},
        ]
        tables = state_indicator(kind="ratio", numerator=terms, denominator=terms[:1])
        assert show(tables, "terms", "side term element coefficient") == [
            ("numerator", 0, "cases_tried", 1),
            ("numerator", 1, "mobile_trials", -1),
            ("denominator", 0, "cases_tried", 1),
        ]
        assert show(tables, "indicators", "has_denominator is_cumulative") == [(True, False)]

    def test_of_a_year_to_date_figure_are_cumulative(self):
        cumulative = {"form": "education", "element": "students_reached"}
        stock = {"form": "education", "element": "students"}
        as_numerator = state_indicator(kind="share", numerator=[cumulative], denominator=[stock])
        as_denominator = state_indicator(kind="ratio", numerator=[stock], denominator=[cumulative])
        assert show(as_numerator, "indicators", "is_cumulative") == [(True,)]
        assert show(as_denominator, "indicators", "is_cumulative") == [(False,)]

    def test_that_count_reports_are_neither(self):
        tables = state_indicator(numerator=[{"measure": "reports_owed"}])
        assert show(tables, "indicators", "has_denominator is_cumulative") == [(False, False)]

    def test_keep_targets_and_metrics_of_the_catalogue(self, tables):
        assert tables["catalogue.targets"].num_rows == len(CATALOGUE.targets)
        assert tables["catalogue.metrics"].num_rows == len(CATALOGUE.metrics)


class TestFormsOfAnIndicator:
    columns = "form numerator_terms denominator_terms has_flow needs_every_report needs_last_report"

    def forms_of(self, *numerator, **more):
        return show(state_indicator(numerator=numerator, **more), "indicator_forms", self.columns)

    def test_of_a_flow_needs_no_last_report(self):
        flow = {"form": "court", "element": "cases_tried"}
        assert self.forms_of(flow) == [("court", 1, 0, True, False, False)]

    def test_of_a_stock_needs_the_last_report(self):
        stock = {"form": "education", "element": "students"}
        assert self.forms_of(stock) == [("education", 1, 0, False, False, True)]

    def test_of_units_with_a_value_in_every_report_needs_every_report(self):
        every = {"measure": "units_with", "form": "ward", "element": "comm_forms_maintained",
                 "at_least": 1, "over_time": "every"}  # fmt: skip
        assert self.forms_of(every) == [("ward", 1, 0, False, True, False)]
        last = every | {"over_time": "last"}
        assert self.forms_of(every, last) == [("ward", 2, 0, False, True, True)]

    def test_of_units_counted_needs_none(self):
        owed = {"measure": "units_owed", "form": "ward"}
        assert self.forms_of(owed) == [("ward", 1, 0, False, False, False)]

    def test_are_a_row_each_with_the_terms_of_each_side(self):
        flow = {"form": "court", "element": "cases_tried"}
        stock = {"form": "education", "element": "students"}
        rows = self.forms_of(flow, flow, kind="ratio", denominator=[stock, flow])
        assert rows == [
            ("court", 2, 1, True, False, False),
            ("education", 0, 1, False, False, True),
        ]

    def test_of_reports_are_every_form(self):
        rows = self.forms_of({"measure": "reports_owed"})
        assert [row[0] for row in rows] == sorted(CATALOGUE.forms)
        assert {row[1:] for row in rows} == {(0, 0, False, False, False)}

    @pytest.mark.parametrize("years_back", [0, 1])
    def test_look_back_as_far_as_the_furthest_term(self, years_back):
        now = {"form": "court", "element": "cases_tried"}
        kind = "change" if years_back else "ratio"
        before = now | {"years_back": years_back}
        tables = state_indicator(kind=kind, numerator=[now], denominator=[before])
        assert show(tables, "indicator_forms", "years_back") == [(years_back,)]


class TestGrainsOfAnIndicator:
    def grains(self, form, *numerator):
        tables = state_indicator(numerator=numerator)
        return {grain for (grain,) in show(tables, "indicator_grains", "grain", form=form)}

    def test_are_those_that_the_form_fills(self):
        terms = [{"form": "court", "element": "cases_tried"}]
        expected = {"quarter", "half_year", "nine_months", "year"}
        assert self.grains("court", *terms) == self.grains(None, *terms) == expected

    def test_of_an_area_are_those_that_every_form_fills(self):
        terms = [
            {"form": "ward", "element": "comm_sessions"},
            {"form": "education", "element": "students"},
        ]
        assert self.grains("ward", *terms) == {str(grain) for grain in Grain}
        assert self.grains("education", *terms) == {"half_year", "year"}
        assert self.grains(None, *terms) == {"half_year", "year"}

    def test_of_a_count_of_all_reports_are_as_fine_as_the_finest_form(self):
        reports = {"measure": "reports_owed"}
        assert self.grains(None, reports) == {str(grain) for grain in Grain}
        assert self.grains("education", reports) == {"half_year", "year"}


def test_an_area_has_the_periods_that_its_coverage_holds_for(tables):
    covers = show(tables, "area_periods", "area covers", period="2025-08")
    assert covers == [("HP", "part")]
    assert show(tables, "area_periods", "covers", area="DK", period="2025") == []
    whole_year = Period(2024, Grain.YEAR).code
    assert show(tables, "area_periods", "covers", area="DK", period=whole_year) == [("all",)]
