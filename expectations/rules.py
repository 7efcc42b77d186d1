"""The checks of a form, derived from the catalogue: which code, on which columns, how severe.

A rule is a value; `validation` hands it to Great Expectations. Parts and wholes, bounds and
natures are here; what a form declares under `relations:` is in `relations`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warehouse.catalogue import Element, Form

GIVEN = "__given"
"""Column suffix: 1 where the sender wrote something, null where the cell was left empty."""
PARTS = "__parts"
"""Column suffix: the sum of an element's exclusive parts, null unless all are known."""
BEFORE = "__before"
"""Column suffix: the element's value in the period before, within the same year."""


BETWEEN_MULTIPLES = "ExpectColumnPairValuesAToBeBetweenMultiplesOfB"
"""Our own, from `pair_expectations`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One expectation of a form's suite, and the finding it makes when it fails.

    `expectation` and `arguments` are Great Expectations' own; `element` is the cell to blame, or
    the form itself when it is the whole report; `other` is what it is held against.
    """

    code: str
    element: str
    expectation: str
    arguments: dict[str, Any]
    other: str | None = None
    about: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """A stable name: code, element and, if any, the other element."""
        return ".".join(filter(None, (self.code, self.element, self.other)))


def both_known(column_a: str, column_b: str) -> dict[str, Any]:
    """The arguments of an expectation about two columns, where both are known."""
    return {
        "column_A": column_a,
        "column_B": column_b,
        "ignore_row_if": "either_value_is_missing",
    }


def multiples(low: float, high: float) -> dict[str, Any]:
    """The arguments of `BETWEEN_MULTIPLES` besides its columns."""
    return {"min_multiple": low, "max_multiple": high}


def rules(form: Form) -> list[Rule]:
    """Every check of one form, in the order of its elements."""
    return [rule for element in form.elements for rule in _of_element(form, element)]


def _of_element(form: Form, element: Element) -> Iterator[Rule]:
    name = element.element
    yield Rule("E-MISS-001", name, "ExpectColumnValuesToNotBeNull", {"column": name + GIVEN})
    yield from _bounds(element)
    if element.part_of and element.parts_are == "some":
        yield _not_more("E-PART-001", name, element.part_of)
    if form.parts(name, "all"):
        yield Rule(
            "E-SUM-001",
            name,
            "ExpectColumnPairValuesToBeEqual",
            both_known(name, name + PARTS),
            other=name + PARTS,
        )
        for part in form.parts(name, "all"):
            yield _not_more("E-PART-001", part.element, name)
    if element.nature == "cumulative":
        yield never_falls(name)


def never_falls(name: str) -> Rule:
    """That a year-to-date figure is no lower than before."""
    return Rule(
        "W-CUMULATIVE-001",
        name,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        both_known(name, name + BEFORE) | {"or_equal": True},
        other=name + BEFORE,
    )


def _bounds(element: Element) -> Iterator[Rule]:
    if element.is_yes_no:
        return
    yield _between("E-NEG-001", element, (0, None))
    if element.valid:
        yield _between("E-RANGE-001", element, (None, element.valid[1]))
    if element.plausible:
        yield _between("W-RANGE-001", element, (None, element.plausible[1]))


def _between(code: str, element: Element, bounds: tuple[int | None, int | None]) -> Rule:
    low, high = element.valid or element.plausible or (0, "")
    return Rule(
        code,
        element.element,
        "ExpectColumnValuesToBeBetween",
        {"column": element.element, "min_value": bounds[0], "max_value": bounds[1]},
        about={"low": str(low), "high": str(high)},
    )


def _not_more(code: str, part: str, whole: str) -> Rule:
    return Rule(
        code,
        part,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        both_known(whole, part) | {"or_equal": True},
        other=whole,
    )
