"""Declared bounds that the form, the intake or a relation could not keep are faults."""

from itertools import chain

import pytest

from tests import spec
from warehouse.catalogue import Element, Relation, Total
from warehouse.catalogue.bounds import (
    MAX_NUMBER,
    accepts_zero,
    find_bound_faults,
    is_signed,
    valid_bounds,
)

COURT = spec.catalogue().forms["court"]
SIGNED, COUNT = (-9, 9), None


def element(name="a", valid=None, **more):
    names = {"name_vi": name, "name_en": name, "basis": "practice"}
    more = {"nature": "flow", "unit": "lượt"} | more
    return Element(element=name, valid=valid, **names, **more)


def form_of(*elements, relations=(), totals=()):
    stated = {"elements": elements, "relations": relations, "totals": totals}
    return COURT.model_copy(update=stated)


def faults(*elements, other=None, **stated):
    """Return the places of the faults, each with the beginning of its description."""
    form = form_of(*elements, **stated)
    forms = {"court": form, "police": form_of(other or element())}
    return [(*f.place, f.what.split(":")[0].split()[0]) for f in find_bound_faults(form, forms)]


@pytest.mark.parametrize(
    ("valid", "bounds", "signed", "zero"),
    [
        (None, (0, MAX_NUMBER), False, True),
        ((0, 5), (0, 5), False, True),
        ((2, 5), (2, 5), False, False),
        ((-5, 5), (-5, 5), True, True),
        ((-5, -2), (-5, -2), True, False),
    ],
)
def test_what_bounds_mean(valid, bounds, signed, zero):
    one = element(valid=valid)
    assert (valid_bounds(one), is_signed(one), accepts_zero(one)) == (bounds, signed, zero)


@pytest.mark.parametrize(
    ("valid", "plausible", "is_fault"),
    [
        (None, (0, 5), False),
        (None, (-1, 5), True),
        ((-9, 9), (-9, 9), False),
        ((-9, 9), (-10, 9), True),
        ((2, 5), (2, 6), True),
        ((0, MAX_NUMBER), None, False),
        ((0, MAX_NUMBER + 1), None, True),
        ((-MAX_NUMBER - 1, 0), None, True),
    ],
)
def test_what_a_sender_cannot_write_is_no_bound(valid, plausible, is_fault):
    one = element(valid=valid, plausible=plausible)
    assert faults(one) == ([("elements", 0, "a")] if is_fault else [])


def relation(**more):
    stated = {"kind": "at_most", "element": "a", "other": "b", "verdict": "verify"} | more
    return Relation(basis="practice", **stated)


TOTAL = Total(element="a", kind="equal", form="police", other="a", over="quarter", basis="practice")


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        (lambda valid: {"elements": [element("a", valid, nature="cumulative")]}, "elements"),
        (lambda valid: {"relations": [relation(element="a", other="b")]}, "relations"),
        (lambda valid: {"relations": [relation(element="b", other="a")]}, "relations"),
        (lambda valid: {"totals": [TOTAL]}, "totals"),
    ],
)
@pytest.mark.parametrize("valid", [SIGNED, COUNT])
def test_where_only_a_count_has_a_meaning_nothing_may_be_negative(stated, place, valid):
    stated = stated(valid)
    elements = stated.pop("elements", [element("a", valid), element("b")])
    assert faults(*elements, **stated) == ([(place, 0, "a")] if valid else [])


@pytest.mark.parametrize(("whole", "part"), [(SIGNED, COUNT), (COUNT, SIGNED), (COUNT, COUNT)])
def test_neither_an_of_which_nor_its_whole_may_be_negative(whole, part):
    of = element("b", part, part_of="a", parts_are="some")
    elements = ["a"] * bool(whole) + ["b"] * bool(part)
    assert faults(element("a", whole), of) == [("elements", 1, name) for name in elements]


def test_a_part_of_a_sum_may_be_negative():
    part = element("b", SIGNED, part_of="a", parts_are="all")
    assert faults(element("a", SIGNED), part) == []


def test_a_total_of_another_form_is_of_a_count():
    assert faults(element(), totals=[TOTAL], other=element("a", SIGNED)) == [("totals", 0, "a")]


def test_every_fault_says_what_to_do():
    form = form_of(element("a", (-9, 9), plausible=(-10, 9), nature="cumulative"))
    bound_faults = list(find_bound_faults(form, {}))
    assert len(bound_faults) == 2
    assert all("valid" in text for text in chain(f.remedy for f in bound_faults))
