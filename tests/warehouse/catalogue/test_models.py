"""What a single row of the catalogue may say, and the questions that a row answers."""

from datetime import date, timedelta

import pytest
from holidays import list_supported_countries
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests import spec
from tests.warehouse.catalogue.test_bounds import element, form_of
from warehouse.catalogue.declarations import ReplacementLimit, StockJump, Total
from warehouse.catalogue.models import AreaCoverage, Unit, UnitChange
from warehouse.catalogue.programme_rows import Addressee, CalendarRules, Programme
from warehouse.catalogue.quality_measures import METRICS_WITH_LIMIT, Metric
from warehouse.catalogue.row import CountryCode
from warehouse.periods import Grain

FIRST, LAST = date(2021, 1, 1), date(2025, 6, 30)
NAMES = {"name_vi": "Thử", "name_en": "Test", "basis": "x"}
ONE_DAY = timedelta(days=1)


def unit(**fields):
    return Unit(**(NAMES | {"unit": "DK-A", "kind": "ward", "valid_from": FIRST} | fields))


class TestUnit:
    @pytest.mark.parametrize(
        ("day", "exists"),
        [(FIRST - ONE_DAY, False), (FIRST, True), (LAST, True), (LAST + ONE_DAY, False)],
    )
    def test_exists_from_its_first_to_its_last_day(self, day, exists):
        assert unit(valid_to=LAST).exists_on(day) is exists

    def test_without_a_last_day_exists_for_ever(self):
        assert unit().exists_on(date.max)
        assert not unit().exists_on(FIRST - ONE_DAY)
        assert unit().exists_in(9999)

    @pytest.mark.parametrize(
        ("year", "exists"), [(2020, False), (2021, True), (2025, True), (2026, False)]
    )
    def test_exists_in_a_year_of_which_it_has_a_day(self, year, exists):
        assert unit(valid_to=LAST).exists_in(year) is exists

    @given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
    def test_exists_in_a_year_exactly_when_it_exists_on_a_day_of_it(self, first, days):
        one = unit(valid_from=first, valid_to=first + timedelta(days=days))
        for year in range(2014, 2036):
            start = max(date(year, 1, 1), first)
            has_day = start.year == year and one.exists_on(start)
            assert one.exists_in(year) is has_day

    def test_of_one_day_is_allowed_and_one_that_ends_before_it_begins_is_not(self):
        assert unit(valid_to=FIRST).exists_on(FIRST)
        with pytest.raises(ValueError, match="valid_to trước valid_from"):
            unit(valid_to=FIRST - ONE_DAY)

    def test_reports_from_its_first_day_unless_a_later_one_is_stated(self):
        assert unit(form="ward").first_reporting_day == FIRST
        later = unit(form="ward", valid_to=LAST, reports_from=LAST)
        assert later.first_reporting_day == LAST

    @pytest.mark.parametrize(
        "fields",
        [
            {"reports_from": FIRST},
            {"form": "ward", "reports_from": FIRST - ONE_DAY},
            {"form": "ward", "valid_to": LAST, "reports_from": LAST + ONE_DAY},
        ],
    )
    def test_reports_only_on_a_form_and_while_it_exists(self, fields):
        with pytest.raises(ValueError, match="reports_from"):
            unit(**fields)

    def test_reads_a_blank_cell_as_nothing_and_semicolons_as_a_list(self):
        blanks = dict.fromkeys(("parent", "gso_code", "valid_to", "reports_from", "form"), "")
        one = unit(**blanks, aliases=" A ; B;; ")
        assert (one.parent, one.gso_code, one.valid_to, one.reports_from, one.form) == (None,) * 5
        assert one.aliases == ("A", "B")

    @pytest.mark.parametrize("key", ["dk-a", "1A", "DK_A", ""])
    def test_has_a_key_in_capitals(self, key):
        with pytest.raises(ValueError, match="unit"):
            unit(unit=key)

    def test_names_itself_in_both_languages_and_without_a_note(self):
        noted = unit(name_vi="Phường Hưng Đạo (mới)")
        assert (noted.get_name("vi"), noted.get_name("en")) == ("Phường Hưng Đạo (mới)", "Test")
        assert noted.official_name == "Phường Hưng Đạo"


class TestCoverage:
    def coverage(self, covers="all", **fields):
        row = {"area": "DK", "valid_from": FIRST, "valid_to": LAST, "basis": "x"} | fields
        return AreaCoverage(covers=covers, **row)

    @pytest.mark.parametrize(
        ("first", "last", "is_within"),
        [
            (FIRST, LAST, True),
            (FIRST - ONE_DAY, LAST, False),
            (FIRST, LAST + ONE_DAY, False),
            (LAST, LAST, True),
        ],
    )
    def test_includes_days_within_both_ends(self, first, last, is_within):
        assert self.coverage().includes_days(first, last) is is_within

    def test_without_an_end_includes_every_later_day(self):
        assert self.coverage(valid_to="").includes_days(LAST, date.max)

    @pytest.mark.parametrize(
        ("covers", "fields"),
        [
            ("part", {}),
            ("part", {"name_vi": "Một phần"}),
            ("part", {"name_en": "A part", "name_vi": ""}),
            ("all", {"name_vi": "Cả", "name_en": "All"}),
        ],
    )
    def test_of_a_part_has_two_names_and_of_all_has_none(self, covers, fields):
        with pytest.raises(ValueError, match="part cần name_vi và name_en"):
            self.coverage(covers, **fields)

    def test_names_the_part_in_both_languages(self):
        part = self.coverage("part", name_vi="Ba phường", name_en="Three wards")
        assert (part.get_name("vi"), part.get_name("en")) == ("Ba phường", "Three wards")
        assert self.coverage().get_name("vi") == ""

    def test_of_one_day_is_allowed_and_one_backwards_is_not(self):
        assert self.coverage(valid_to=FIRST).includes_days(FIRST, FIRST)
        with pytest.raises(ValueError, match="valid_to trước valid_from"):
            self.coverage(valid_to=FIRST - ONE_DAY)


class TestUnitChange:
    @pytest.mark.parametrize(
        ("share", "is_valid"),
        [("", True), ("1", True), ("0.01", True), ("0", False), ("1.01", False)],
    )
    def test_has_a_share_above_nothing_up_to_the_whole_or_none(self, share, is_valid):
        row = {"effective": LAST, "old_unit": "A", "new_unit": "B", "extent": "part", "basis": "x"}
        if is_valid:
            assert UnitChange(share=share, **row).share == (float(share) if share else None)
        else:
            with pytest.raises(ValueError, match="share"):
                UnitChange(share=share, **row)

    def test_of_a_whole_unit_has_no_other_share_than_the_whole(self):
        row = {"effective": LAST, "old_unit": "A", "new_unit": "B", "extent": "whole", "basis": "x"}
        assert [UnitChange(share=share, **row).known_share for share in ("", "1")] == [1, 1]
        with pytest.raises(ValueError, match="share của toàn bộ"):
            UnitChange(share="0.5", **row)

    @pytest.mark.parametrize(("text", "outside"), [("", None), ("none", "none"), ("some", "some")])
    def test_that_says_nothing_of_the_rest_leaves_it_unknown(self, text, outside):
        row = {"effective": LAST, "old_unit": "A", "new_unit": "B", "extent": "part", "basis": "x"}
        assert UnitChange(outside=text, **row).outside == outside


class TestElement:
    @pytest.mark.parametrize("field", ["valid", "plausible"])
    def test_has_bounds_in_order(self, field):
        assert element(**{field: (3, 3)})
        with pytest.raises(ValueError, match="bị ngược"):
            element(**{field: (4, 3)})

    @pytest.mark.parametrize("fields", [{"part_of": "b"}, {"parts_are": "all"}])
    def test_names_whole_and_kind_of_part_together(self, fields):
        with pytest.raises(ValueError, match="đi cùng nhau"):
            element(**fields)

    @pytest.mark.parametrize("nature", ["flow", "cumulative"])
    def test_jumps_only_as_a_stock(self, nature):
        jump = StockJump(share=0.5, floor=1, basis="x")
        assert element(nature="stock", jump=jump).jump == jump
        with pytest.raises(ValueError, match="jump"):
            element(nature=nature, jump=jump)

    @pytest.mark.parametrize(
        ("measure", "is_yes_no", "is_money"),
        [("có/không", True, False), ("đồng", False, True), ("nghìn đồng", False, False)],
    )
    def test_is_yes_or_no_or_money_by_its_unit_of_measure(self, measure, is_yes_no, is_money):
        one = element(unit=measure)
        assert (one.is_yes_no, one.is_money) == (is_yes_no, is_money)


class TestForm:
    form = form_of(
        element("a"),
        element("b", part_of="a", parts_are="all"),
        element("c", part_of="a", parts_are="some"),
        element("d", part_of="b", parts_are="all"),
    )

    def test_finds_an_element_by_its_name(self):
        assert self.form.get_element("c").part_of == "a"
        with pytest.raises(KeyError, match="z"):
            self.form.get_element("z")

    @pytest.mark.parametrize(
        ("whole", "kind", "parts"),
        [("a", "all", ["b"]), ("a", "some", ["c"]), ("b", "all", ["d"]), ("c", "all", [])],
    )
    def test_lists_the_parts_of_a_whole_of_one_kind(self, whole, kind, parts):
        assert [e.element for e in self.form.list_parts(whole, kind)] == parts

    def test_total_is_named_by_both_ends_and_the_period(self):
        one = Total(element="a", kind="equal", form="police", other="b", over="year", basis="x")
        assert one.full_name == "a.police.b.year"


class TestReplacementLimit:
    @pytest.mark.parametrize(
        ("old", "new", "is_exceeded"),
        [
            (100, 120, False),  # exactly the share
            (100, 121, True),
            (100, 79, True),
            (10, 20, False),  # exactly the amount
            (10, 21, True),
            (10, 0, False),
            (0, 11, True),
            (-100, -121, True),
            (7, 7, False),
        ],
    )
    def test_is_exceeded_only_when_share_and_amount_are(self, old, new, is_exceeded):
        assert ReplacementLimit(share=0.2, amount=10).is_exceeded(old, new) is is_exceeded

    @given(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6))
    def test_of_nothing_is_exceeded_by_every_change(self, old, new):
        assert ReplacementLimit(share=0, amount=0).is_exceeded(old, new) is (old != new)


class TestProgramme:
    @pytest.mark.parametrize(
        ("day", "receives"),
        [(FIRST - ONE_DAY, False), (FIRST, True), (LAST, True), (LAST + ONE_DAY, False)],
    )
    def test_reports_to_an_addressee_on_its_days(self, day, receives):
        addressee = Addressee(to="city", name_vi="Thành phố", valid_from=FIRST, valid_to=LAST)
        fields = NAMES | {"hub": "DK", "office": "X", "first_year": 2021, "last_year": 2025}
        programme = Programme(**fields, reports_to=(addressee,))
        assert (programme.find_addressee("city", day) is not None) is receives
        assert programme.find_addressee("town", FIRST) is None

    @pytest.mark.parametrize(
        ("first", "fault"),
        [
            (LAST, "reports_to city: Sở A và Sở B cùng một ngày"),
            (LAST + 3 * ONE_DAY, "reports_to city: không dòng nào từ"),
        ],
    )
    def test_has_one_addressee_of_a_name_on_a_day_and_none_missing_between(self, first, fault):
        fields = NAMES | {"hub": "DK", "office": "X", "first_year": 2021, "last_year": 2025}
        rows = [
            {"to": "city", "name_vi": "Sở A", "valid_from": FIRST, "valid_to": LAST},
            {"to": "town", "name_vi": "UBND", "valid_from": FIRST},
        ]
        later = {"to": "city", "name_vi": "Sở B", "valid_from": first}
        with pytest.raises(ValueError, match=fault):
            Programme(**fields, reports_to=[*rows, later])
        next_day = later | {"valid_from": LAST + ONE_DAY}
        assert len(Programme(**fields, reports_to=[*rows, next_day]).reports_to) == 3

    @pytest.mark.parametrize(
        ("day", "office"),
        [(FIRST - ONE_DAY, None), (FIRST, "A"), (LAST, "A"), (LAST + ONE_DAY, "B")],
    )
    def test_is_reported_by_a_writer_on_its_days(self, day, office):
        writers = (
            {"office": "A", "valid_from": FIRST, "valid_to": LAST},
            {"office": "B", "valid_from": LAST + ONE_DAY},
        )
        fields = NAMES | {"hub": "DK", "office": "X", "first_year": 2021, "last_year": 2025}
        assert Programme(**fields, report_writers=writers).find_writer(day) == office
        assert Programme(**fields).find_writer(day) == "X"

    @pytest.mark.parametrize(
        ("day", "office"),
        [(FIRST - ONE_DAY, "A"), (LAST, "A"), (LAST + ONE_DAY, "B"), (LAST + 9 * ONE_DAY, "B")],
    )
    def test_writes_letters_by_the_writer_of_the_day_and_then_by_the_last(self, day, office):
        writers = (
            {"office": "B", "valid_from": LAST + ONE_DAY, "valid_to": LAST + 2 * ONE_DAY},
            {"office": "A", "valid_from": FIRST, "valid_to": LAST},
        )
        fields = NAMES | {"hub": "DK", "office": "X", "first_year": 2021, "last_year": 2025}
        assert Programme(**fields, report_writers=writers).find_office(day) == office
        assert Programme(**fields).find_office(day) == "X"

    @pytest.mark.parametrize(("first", "last"), [(FIRST, LAST), (LAST, None), (date.min, FIRST)])
    def test_has_one_writer_on_a_day(self, first, last):
        writers = (
            {"office": "A", "valid_from": FIRST, "valid_to": LAST},
            {"office": "B", "valid_from": first, "valid_to": last},
        )
        fields = NAMES | {"hub": "DK", "office": "X", "first_year": 2021, "last_year": 2025}
        with pytest.raises(ValueError, match="report_writers: A và B cùng một ngày"):
            Programme(**fields, report_writers=writers)

    def test_has_a_writer_on_every_day_between_the_first_and_the_last(self):
        writers = (
            {"office": "A", "valid_from": FIRST, "valid_to": LAST},
            {"office": "B", "valid_from": LAST + 2 * ONE_DAY},
        )
        fields = NAMES | {"hub": "DK", "office": "X", "first_year": 2021, "last_year": 2025}
        with pytest.raises(ValueError, match=f"report_writers: không dòng nào từ {LAST + ONE_DAY}"):
            Programme(**fields, report_writers=writers)

    def test_of_one_year_is_allowed_and_one_backwards_is_not(self):
        names = NAMES | {"hub": "DK", "office": "DK"}
        assert Programme(first_year=2021, last_year=2021, **names).lang == "vi"
        with pytest.raises(ValueError, match="last_year 2020 trước first_year 2021"):
            Programme(first_year=2021, last_year=2020, **names)

    @pytest.mark.parametrize(
        ("field", "bounds"),
        [
            ("month_starts_on_day", (1, 28)),
            ("due_working_days", (0, None)),
            ("escalate_working_days", (1, None)),
            ("resend_working_days", (1, None)),
        ],
    )
    def test_has_a_calendar_within_bounds(self, field, bounds):
        calendar = spec.catalogue().calendar
        rules = {"month_starts_on_day": 15, "due_working_days": 2, "remind_working_days": (1,)}
        rules |= {"escalate_working_days": 5, "resend_working_days": 3, "basis": "x"}
        rules |= {"time_zone": calendar.time_zone, "holidays": calendar.country}
        low, high = bounds
        for value in filter(lambda bound: bound is not None, bounds):
            assert getattr(CalendarRules(**(rules | {field: value})), field) == value
        with pytest.raises(ValueError, match=field):
            CalendarRules(**(rules | {field: low - 1}))
        if high:
            with pytest.raises(ValueError, match=field):
                CalendarRules(**(rules | {field: high + 1}))


class TestCountryCode:
    def test_is_every_country_of_the_library_and_no_exchange(self):
        codes = TypeAdapter(CountryCode)
        supported = list_supported_countries()
        assert [codes.validate_python(code) for code in supported] == list(supported)
        for code in ("XX", "ECB", "vn", "Vietnam"):
            with pytest.raises(ValidationError, match="no public holidays"):
                codes.validate_python(code)


class TestMetric:
    def metric(self, name="timeliness", direction="higher", **more):
        return Metric(metric=name, direction=direction, **NAMES, **more)

    def test_of_single_values_needs_a_limit(self):
        for name in METRICS_WITH_LIMIT:
            assert self.metric(name, limit=3).limit == 3
            with pytest.raises(ValueError, match="limit"):
                self.metric(name)

    def test_of_closeness_needs_a_threshold(self):
        assert self.metric(direction="near", threshold=0.1).threshold == 0.1
        with pytest.raises(ValueError, match="near"):
            self.metric(direction="near")

    def test_judges_by_a_threshold_or_by_a_number_of_divergent_values(self):
        assert self.metric(divergent_from=2).divergent_from == 2
        with pytest.raises(ValueError, match="loại trừ nhau"):
            self.metric(threshold=0.1, divergent_from=2)


def test_a_grain_of_a_total_is_one_of_the_calendar():
    with pytest.raises(ValueError, match="over"):
        Total(element="a", kind="equal", form="b", other="c", over="week", basis="x")
    assert Total(element="a", kind="equal", form="b", other="c", over="month", basis="x").over is (
        Grain.MONTH
    )
