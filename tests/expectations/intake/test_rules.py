"""A form's suite follows from its declarations in the catalogue, and from nothing else."""

import pytest

from expectations.intake.rules import (
    Rule,
    build_cumulative_rule,
    build_form_rules,
    build_multiple_arguments,
    build_pair_arguments,
)
from tests import spec
from warehouse.catalogue import Element, Form
from warehouse.catalogue.models import Marks
from warehouse.periods import Grain

NAMES = {"name_vi": "Thử", "name_en": "Trial", "basis": "practice"}

FORMS = spec.catalogue().forms


def suite(form):
    return {rule.name for rule in build_form_rules(FORMS[form])}


def test_exclusive_parts_must_sum_and_none_may_exceed_the_whole():
    assert {
        "E-SUM-001.violators.violators__parts",
        "E-PART-001.violators_sellers.violators",
    } <= suite("police")


def test_of_which_is_held_against_its_whole_only():
    names = suite("police")
    assert "E-PART-001.sellers_under_18.violators_sellers" in names
    assert "E-SUM-001.violators_sellers.violators_sellers__parts" not in names


def test_what_is_not_declared_is_not_checked():
    # one establishment can get several sanctions
    assert not any(
        "establishments_fined" in name and name.startswith(("E-PART", "E-SUM"))
        for name in suite("ward")
    )


def test_only_cumulative_figures_are_held_against_the_period_before():
    for form in FORMS.values():
        elements = {r.element for r in build_form_rules(form) if r.code == "W-CUMULATIVE-001"}
        assert elements == {e.element for e in form.elements if e.nature == "cumulative"}


def test_a_cell_may_stay_blank_where_allowed_and_no_count_may_be_negative():
    for form in FORMS.values():
        rules = build_form_rules(form)
        required = {e.element for e in form.elements if e.required}
        assert {r.element for r in rules if r.code == "E-MISS-001"} == required
        whole = {r.element for r in rules if r.code == "E-MISS-002"}
        assert whole == (set() if required else {form.form})
        counts = {e.element for e in form.elements if not e.is_yes_no}
        assert {r.element for r in rules if r.code == "E-NEG-001"} == counts


def test_names_of_rules_are_unique():
    for form in FORMS.values():
        names = [rule.name for rule in build_form_rules(form)]
        assert len(names) == len(set(names))


def element(name, whole=None, parts_are="some", **more):
    """Build an element that counts events; with a `whole` it is a part of it."""
    part = {"part_of": whole, "parts_are": parts_are} if whole else {}
    return Element(element=name, **{"nature": "flow", "unit": "lượt"} | part | more | NAMES)


def draw_rules(*elements):
    """Return the names of the rules of a form with these elements, in order."""
    form = Form(
        form="f", frequency=Grain.MONTH, version=1, marks=Marks(), elements=elements, **NAMES
    )
    return build_form_rules(form)


def names_of(*elements):
    return [rule.name for rule in draw_rules(*elements)]


def limits_of(*, code, **bounds):
    """Return the limits that the rule of a code checks; None without such a rule."""
    rules = {r.code: r for r in draw_rules(element("a", **bounds)) if r.element == "a"}
    rule = rules.get(code)
    return rule and (rule.arguments["min_value"], rule.arguments["max_value"])


def test_the_rules_of_a_plain_count():
    assert names_of(element("a")) == ["E-MISS-001.a", "E-NEG-001.a"]


def test_the_rules_follow_the_elements_in_order():
    assert names_of(
        element("a", nature="cumulative"), element("b", unit="có/không"), element("c", "a")
    ) == [
        "E-MISS-001.a",
        "E-NEG-001.a",
        "W-CUMULATIVE-001.a.a__before",
        "E-MISS-001.b",
        "E-MISS-001.c",
        "E-NEG-001.c",
        "E-PART-001.c.a",
    ]


def test_where_every_cell_may_stay_blank_the_report_as_a_whole_may_not():
    blank = {"required": False}
    assert names_of(element("a", **blank), element("b", **blank)) == [
        "E-MISS-002.f",
        "E-NEG-001.a",
        "E-NEG-001.b",
    ]
    assert "E-MISS-002.f" not in names_of(element("a", **blank), element("b"))


def test_exclusive_parts_are_summed_and_each_is_at_most_the_whole():
    names = names_of(element("a"), element("b", "a", "all"), element("c", "a", "all"))
    assert names[:5] == [
        "E-MISS-001.a",
        "E-NEG-001.a",
        "E-SUM-001.a.a__parts",
        "E-PART-001.b.a",
        "E-PART-001.c.a",
    ]


def test_a_part_below_zero_makes_another_part_more_than_the_whole():
    signed = {"valid": (-9, 9)}
    names = names_of(element("a"), element("b", "a", "all", **signed), element("c", "a", "all"))
    assert "E-SUM-001.a.a__parts" in names
    assert not [name for name in names if name.startswith("E-PART")]


def test_a_part_of_which_is_at_most_the_whole_and_nothing_is_summed():
    names = names_of(element("a"), element("b", "a"), element("c", "a"))
    assert [n for n in names if "PART" in n or "SUM" in n] == ["E-PART-001.b.a", "E-PART-001.c.a"]


@pytest.mark.parametrize(
    ("bounds", "negative", "error", "warning"),
    [
        ({}, (0, None), None, None),
        ({"valid": (0, 9)}, (0, None), (None, 9), None),
        ({"valid": (2, 9)}, None, (2, 9), None),
        ({"valid": (-2, 9)}, None, (-2, 9), None),
        ({"plausible": (0, 5)}, (0, None), None, (None, 5)),
        ({"plausible": (1, 5)}, (0, None), None, (1, 5)),
        ({"valid": (2, 9), "plausible": (2, 5)}, None, (2, 9), (None, 5)),
        ({"valid": (2, 9), "plausible": (3, 5)}, None, (2, 9), (3, 5)),
    ],
)
def test_a_lower_bound_is_checked_once(bounds, negative, error, warning):
    """What is below zero is E-NEG-001, so that no second finding says it again."""
    assert limits_of(code="E-NEG-001", **bounds) == negative
    assert limits_of(code="E-RANGE-001", **bounds) == error
    assert limits_of(code="W-RANGE-001", **bounds) == warning


def test_the_message_of_a_range_has_both_bounds_though_one_is_checked():
    (rule,) = [r for r in draw_rules(element("a", plausible=(0, 5))) if r.code == "W-RANGE-001"]
    assert rule.message_values == {"low": "0", "high": "5"}


def test_a_yes_or_no_has_no_bounds():
    assert names_of(element("a", unit="có/không", valid=(0, 1))) == ["E-MISS-001.a"]


def test_a_name_leaves_out_what_a_rule_does_not_compare():
    assert Rule("E-X-001", "a", "Expect", {}).name == "E-X-001.a"
    assert Rule("E-X-001", "a", "Expect", {}, "b").name == "E-X-001.a.b"


def test_two_columns_are_compared_where_both_have_a_value():
    assert build_pair_arguments("a", "b") == {
        "column_A": "a",
        "column_B": "b",
        "ignore_row_if": "either_value_is_missing",
    }
    assert build_multiple_arguments(0.5, 2) == {"min_multiple": 0.5, "max_multiple": 2}
    rule = build_cumulative_rule("a")
    assert (rule.arguments["column_A"], rule.arguments["column_B"]) == ("a", "a__before")
    assert rule.arguments["or_equal"] is True
