"""Which counts a reader of the indicators learns, and which elements are protected together."""

import pytest

from expectations.disclosure.count_families import (
    ElementTraits,
    RowCount,
    Split,
    list_count_families,
    list_row_counts,
)
from tests import spec
from warehouse.catalogue import Element, Form, Indicator
from warehouse.catalogue.indicators import Term
from warehouse.catalogue.models import Marks
from warehouse.catalogue.sensitivity import is_sensitive_indicator
from warehouse.periods import Grain

NAMES = {"name_vi": "Thử", "name_en": "Trial", "basis": "practice"}


def element(name, whole=None, parts_are="some", *, is_sensitive=True, nature="flow"):
    """Build an element; with a `whole` it is a part of it."""
    part = {"part_of": whole, "parts_are": parts_are} if whole else {}
    return Element(
        element=name, nature=nature, unit="người", sensitive=is_sensitive, **part, **NAMES
    )


def forms_of(frequency=Grain.MONTH, **elements):
    """Build forms out of their elements, by the name of the form."""
    return {
        name: Form(form=name, frequency=frequency, version=1, marks=Marks(), elements=e, **NAMES)
        for name, e in elements.items()
    }


def term(place, **more):
    """Build an addend: `police.cases`, or `-police.cases` where it is subtracted."""
    form, _, name = place.removeprefix("-").partition(".")
    return Term(form=form, element=name, coefficient=-1 if place.startswith("-") else 1, **more)


def indicator(numerator, denominator=(), kind="count", code="DT01"):
    """Build an indicator of terms, or of the places of their elements."""
    sides = [
        tuple(t if isinstance(t, Term) else term(t) for t in side)
        for side in (numerator, denominator)
    ]
    return Indicator(
        indicator=code,
        kind=kind,
        count_kind="stock",
        numerator=sides[0],
        denominator=sides[1],
        factor=1,
        unit_vi="%",
        unit_en="%",
        direction="none",
        **NAMES,
    )


def families_of(forms, *indicators):
    return list_count_families({str(n): i for n, i in enumerate(indicators)}, forms)


CASES = forms_of(
    police=(
        element("cases"),
        element("minors", "cases"),
        element("raids", is_sensitive=False),
        element("patrols", is_sensitive=False),
    )
)


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_sensitive"),
    [
        (["police.raids"], [], False),
        (["police.cases"], [], True),
        (["police.raids", "police.cases"], [], True),
        (["police.raids"], ["police.cases"], True),
        (["police.raids"], ["police.patrols"], False),
        ([Term(measure="reports_owed", form="police")], [], False),
        ([Term(measure="reports_owed")], [], False),
    ],
)
def test_one_sensitive_element_on_either_side_makes_an_indicator_sensitive(
    numerator, denominator, is_sensitive
):
    kind = "share" if denominator else "count"
    assert is_sensitive_indicator(indicator(numerator, denominator, kind), CASES) is is_sensitive


def test_a_row_tells_its_numerator_and_its_denominator():
    share = indicator(["police.minors"], ["police.cases"], "share")
    assert list_row_counts(share) == [RowCount("police.minors", 0), RowCount("police.cases", 0)]


def test_a_side_of_several_elements_tells_their_sum_only():
    """The name of the sum does not depend on the order of the terms."""
    counts = {
        tuple(list_row_counts(indicator(terms)))
        for terms in (["police.raids", "police.cases"], ["police.cases", "police.raids"])
    }
    assert counts == {(RowCount("police.cases+police.raids", 0),)}


def test_a_side_that_subtracts_tells_both_counts():
    difference = indicator(["police.cases", "-police.minors", "police.raids"])
    assert list_row_counts(difference) == [
        RowCount("police.cases+police.raids", 0),
        RowCount("police.minors", 0),
    ]


def test_a_change_tells_this_year_and_the_year_before_once_each():
    before = term("police.cases", years_back=1)
    subtracted = term("-police.cases", years_back=1)
    change = indicator(["police.cases", subtracted], [before], "change")
    assert list_row_counts(change) == [RowCount("police.cases", 0), RowCount("police.cases", 1)]


@pytest.mark.parametrize(
    ("unclear", "cause"),
    [
        (Term(form="police", element="cases", coefficient=2), "element x 2"),
        (Term(form="police", element="cases", coefficient=-2), "element x -2"),
        (Term(form="police", element="cases", coefficient=0), "element x 0"),
        (Term(measure="units_owed", form="police"), "units_owed x 1"),
    ],
)
def test_a_term_that_is_no_plain_sum_is_refused_by_name(unclear, cause):
    with pytest.raises(ValueError, match=f"^DT07: {cause}$"):
        list_row_counts(indicator(["police.raids", unclear], code="DT07"))


def test_harmless_indicators_have_no_family():
    assert families_of(CASES, indicator(["police.raids"]), indicator(["police.patrols"])) == []


def test_a_family_is_the_indicators_elements_with_their_parts():
    (family,) = families_of(CASES, indicator(["police.cases"]))
    assert family.name == "police.cases"
    assert dict(family.elements) == {
        "police.cases": ElementTraits("flow", Grain.MONTH, is_sensitive=True),
        "police.minors": ElementTraits("flow", Grain.MONTH, is_sensitive=True),
    }
    assert (family.sums, family.splits) == ((), (Split("police.cases", ("police.minors",)),))


def test_the_traits_are_those_of_form_and_element():
    forms = forms_of(
        Grain.QUARTER,
        health=(
            element("clients", nature="cumulative"),
            element("beds", nature="stock", is_sensitive=False),
        ),
    )
    (family,) = families_of(forms, indicator(["health.clients"], ["health.beds"], "share"))
    assert dict(family.elements) == {
        "health.beds": ElementTraits("stock", Grain.QUARTER, is_sensitive=False),
        "health.clients": ElementTraits("cumulative", Grain.QUARTER, is_sensitive=True),
    }


def test_the_two_sides_of_a_mean_are_no_whole_and_part():
    """No sum binds them, so each side is a family; a row is shown with both or not at all."""
    mean = indicator(["police.cases"], ["police.raids"], "mean")
    assert {f.name: set(f.elements) for f in families_of(CASES, mean)} == {
        "police.raids": {"police.raids"},
        "police.cases": {"police.cases", "police.minors"},
    }


def test_parts_that_are_all_make_one_split_and_of_which_parts_one_each():
    forms = forms_of(
        police=(
            element("people"),
            element("women", "people", "all"),
            element("men", "people", "all"),
            element("minors", "people"),
            element("foreigners", "people"),
        )
    )
    (family,) = families_of(forms, indicator(["police.people"]))
    assert family.splits == (
        Split("police.people", ("police.women", "police.men"), is_exhaustive=True),
        Split("police.people", ("police.minors",)),
        Split("police.people", ("police.foreigners",)),
    )


def test_the_rest_of_a_share_is_protected_too():
    forms = forms_of(court=(element("accepted"), element("tried")))
    (family,) = families_of(forms, indicator(["court.tried"], ["court.accepted"], "share"))
    assert family.splits == (Split("court.accepted", ("court.tried",)),)


def test_a_share_of_a_declared_part_adds_no_second_split():
    (family,) = families_of(CASES, indicator(["police.minors"], ["police.cases"], "share"))
    assert family.splits == (Split("police.cases", ("police.minors",)),)


def test_a_change_has_no_rest():
    before = term("police.cases", years_back=1)
    change = indicator(["police.cases", term("-police.cases", years_back=1)], [before], "change")
    (family,) = families_of(CASES, change)
    assert family.splits == (Split("police.cases", ("police.minors",)),)


def test_two_indicators_with_one_element_in_common_are_one_family():
    forms = forms_of(a=(element("x"), element("y"), element("z"), element("alone")))
    sums = [["a.z", "a.y"], ["a.alone"], ["a.y", "a.x"]]
    alone, joined = sorted(families_of(forms, *map(indicator, sums)), key=lambda f: f.name)
    assert set(joined.elements) == {"a.x", "a.y", "a.z"}
    assert joined.sums == ("a.y+a.z", "a.x+a.y")
    assert joined.name == "a.x", "the first by the alphabet of those a reader sees"
    assert (set(alone.elements), alone.sums) == ({"a.alone"}, ())


def test_an_indicator_in_between_joins_families_that_were_apart():
    forms = forms_of(a=(element("x"), element("y")))
    separate = [indicator(["a.x"]), indicator(["a.y"])]
    assert len(families_of(forms, *separate)) == 2
    (family,) = families_of(forms, *separate, indicator(["a.x"], ["a.y"], "share"))
    assert (family.name, set(family.elements)) == ("a.x", {"a.x", "a.y"})


def test_a_family_is_called_by_a_count_of_a_row_not_by_a_hidden_part():
    forms = forms_of(a=(element("z"), element("b", "z")))
    (family,) = families_of(forms, indicator(["a.z"]))
    assert (family.name, set(family.elements)) == ("a.z", {"a.b", "a.z"})


def test_a_sum_that_two_indicators_show_is_one_sum():
    forms = forms_of(a=(element("x"), element("y")))
    (family,) = families_of(forms, indicator(["a.x", "a.y"]), indicator(["a.y", "a.x"]))
    assert family.sums == ("a.x+a.y",)


def test_forms_with_the_same_element_are_kept_apart():
    forms = forms_of(a=(element("cases"),), b=(element("cases"),))
    families = families_of(forms, indicator(["a.cases"]), indicator(["b.cases"]))
    assert {f.name for f in families} == {"a.cases", "b.cases"}


def test_a_family_has_the_parts_of_its_own_wholes_only():
    forms = forms_of(
        a=(element("x"), element("x_part", "x"), element("y"), element("y_part", "y")),
    )
    families = families_of(forms, indicator(["a.x"]), indicator(["a.y"]))
    assert {f.name: f.splits for f in families} == {
        "a.x": (Split("a.x", ("a.x_part",)),),
        "a.y": (Split("a.y", ("a.y_part",)),),
    }


def test_in_the_shipped_catalogue_no_element_is_in_two_families():
    catalogue = spec.catalogue()
    families = list_count_families(catalogue.indicators, catalogue.forms)
    elements = [name for family in families for name in family.elements]
    assert len(elements) == len(set(elements))
    for stated in catalogue.indicators.values():
        if is_sensitive_indicator(stated, catalogue.forms):
            for row_count in list_row_counts(stated):
                summed = set(row_count.count.split("+"))
                assert [
                    summed <= set(f.elements) for f in families if summed & set(f.elements)
                ] == [True]
