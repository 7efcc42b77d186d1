"""What an indicator, a term and a target may declare."""

import pytest

from warehouse.catalogue.indicators import Indicator, Target, Term
from warehouse.periods import Grain

NAMES = {"name_vi": "Thử", "name_en": "Test", "unit_vi": "vụ", "unit_en": "cases", "basis": "x"}
ELEMENT = {"form": "court", "element": "cases_tried"}
BEFORE = ELEMENT | {"years_back": 1}


def indicator(kind="count", numerator=(ELEMENT,), denominator=(), **more):
    fields = {"indicator": "AA01", "factor": 1, "direction": "none", "count_kind": "stock"} | more
    return Indicator(kind=kind, numerator=numerator, denominator=denominator, **NAMES, **fields)


class TestTerm:
    @pytest.mark.parametrize(
        "fields",
        [
            ELEMENT,
            ELEMENT | {"measure": "units_with", "at_least": 0},
            ELEMENT | {"measure": "units_with", "at_least": 1, "over_time": "every"},
            {"measure": "units_owed", "form": "court"},
            {"measure": "units_reported", "form": "court"},
            {"measure": "reports_owed"},
            {"measure": "reports_on_time", "form": "court"},
        ],
    )
    def test_says_what_its_measure_needs(self, fields):
        term = Term.model_validate(fields)
        assert (term.coefficient, term.years_back) == (1, 0)

    @pytest.mark.parametrize(
        ("fields", "fault"),
        [
            ({"form": "court"}, "element is missing or unwanted"),
            (
                {"measure": "units_with", "form": "court", "at_least": 1},
                "element is missing or unwanted",
            ),
            (ELEMENT | {"measure": "units_owed"}, "element is missing or unwanted"),
            (ELEMENT | {"measure": "reports_owed"}, "element is missing or unwanted"),
            ({"element": "cases_tried"}, "form is missing"),
            ({"measure": "units_reported"}, "form is missing"),
            (ELEMENT | {"measure": "units_with"}, "at_least goes with units_with only"),
            (ELEMENT | {"at_least": 1}, "at_least goes with units_with only"),
            (ELEMENT | {"over_time": "every"}, "every goes with units_with only"),
            (ELEMENT | {"years_back": 2}, "years_back"),
            (ELEMENT | {"weight": 2}, "weight"),
        ],
    )
    def test_says_no_more_and_no_less(self, fields, fault):
        with pytest.raises(ValueError, match=fault):
            Term.model_validate(fields)


class TestIndicator:
    @pytest.mark.parametrize("kind", ["share", "mean", "ratio"])
    def test_that_divides_has_a_denominator(self, kind):
        assert indicator(kind, denominator=(ELEMENT,)).kind == kind
        with pytest.raises(ValueError, match="count không có mẫu số"):
            indicator(kind)

    def test_that_counts_has_none(self):
        assert indicator().denominator == ()
        with pytest.raises(ValueError, match="count không có mẫu số"):
            indicator(denominator=(ELEMENT,))

    def test_of_a_change_compares_with_an_earlier_year_on_either_side(self):
        assert indicator("change", (ELEMENT,), (BEFORE,)).kind == "change"
        assert indicator("change", (BEFORE, ELEMENT), (ELEMENT,)).kind == "change"
        with pytest.raises(ValueError, match="change đi với years_back"):
            indicator("change", (ELEMENT,), (ELEMENT,))

    def test_of_another_kind_looks_at_no_earlier_year(self):
        with pytest.raises(ValueError, match="change đi với years_back"):
            indicator("ratio", (ELEMENT,), (BEFORE,))

    @pytest.mark.parametrize(
        "fields",
        [{"numerator": ()}, {"indicator": "A01"}, {"indicator": "AA1"}, {"factor": 0}],
    )
    def test_has_a_term_a_code_and_a_factor(self, fields):
        with pytest.raises(ValueError, match=next(iter(fields))):
            indicator(**fields)

    def test_lists_its_terms_numerator_first(self):
        terms = indicator("ratio", (ELEMENT, ELEMENT), (ELEMENT | {"coefficient": -1},)).all_terms
        assert [term.coefficient for term in terms] == [1, 1, -1]

    def test_names_its_unit_in_both_languages(self):
        one = indicator(public_grain="quarter")
        assert (one.unit_text("vi"), one.unit_text("en")) == ("vụ", "cases")
        assert one.public_grain is Grain.QUARTER


def test_a_target_holds_for_one_year_or_more_and_never_backwards():
    row = {"indicator": "AA01", "scope": "DK", "target": 5, "binds": "each", "basis": "x"}
    assert Target(from_year=2021, to_year=2021, **row).target == 5
    with pytest.raises(ValueError, match="to_year trước from_year"):
        Target(from_year=2021, to_year=2020, **row)
