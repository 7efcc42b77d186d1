"""A form's suite follows from its declarations in the catalogue, and from nothing else."""

from expectations.intake.rules import build_form_rules
from tests import spec

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
