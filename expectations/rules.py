"""The rules of a form, derived from the catalogue: the code, the columns and the limits.

A rule is a value; `validation` hands the rules to Great Expectations. Parts and wholes, bounds
and natures are here; `relations` has the rules that a form declares under `relations:`. May call
warehouse.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from warehouse.catalogue import Element, Form
from warehouse.catalogue.bounds import has_signed_part, valid_bounds

GIVEN = "__given"
"""Column suffix: 1 where the sender wrote something, null where the cell is empty."""
PARTS = "__parts"
"""Column suffix: the sum of an element's exclusive parts, null unless all parts are known."""
BEFORE = "__before"
"""Column suffix: the element's value in the previous period of the same year."""


BETWEEN_MULTIPLES = "ExpectColumnPairValuesAToBeBetweenMultiplesOfB"
"""The class name of our own expectation in `pair_expectations`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An expectation of a form's suite, and the finding code of a failure.

    `expectation` and `arguments` are a class of Great Expectations and its arguments. `element`
    is the cell at fault, or the form when the whole report is at fault. `other` is the element,
    column or total for comparison. `about` fills blanks of the message.
    """

    code: str
    element: str
    expectation: str
    arguments: dict[str, Any]
    other: str | None = None
    about: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """A stable name: code, element and, if any, the second element."""
        return ".".join(filter(None, (self.code, self.element, self.other)))


def both_known(column_a: str, column_b: str) -> dict[str, Any]:
    """Return the arguments of an expectation about two columns, for rows with both values."""
    return {
        "column_A": column_a,
        "column_B": column_b,
        "ignore_row_if": "either_value_is_missing",
    }


def multiples(low: float, high: float) -> dict[str, Any]:
    """Return the arguments of `BETWEEN_MULTIPLES` besides the columns."""
    return {"min_multiple": low, "max_multiple": high}


def rules(form: Form) -> list[Rule]:
    """Build every rule of a form, in the order of the elements."""
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
        if not has_signed_part(form, name):
            for part in form.parts(name, "all"):
                yield _not_more("E-PART-001", part.element, name)
    if element.nature == "cumulative":
        yield never_falls(name)


def never_falls(name: str) -> Rule:
    """Build the rule: a year-to-date figure is not lower than in the previous period."""
    return Rule(
        "W-CUMULATIVE-001",
        name,
        "ExpectColumnPairValuesAToBeGreaterThanB",
        both_known(name, name + BEFORE) | {"or_equal": True},
        other=name + BEFORE,
    )


def _bounds(element: Element) -> Iterator[Rule]:
    """Yield the rules of the bounds; a lower bound is checked once, by the first rule with it."""
    if element.is_yes_no:
        return
    least, _ = valid_bounds(element)
    if least == 0:
        yield _between("E-NEG-001", element, (0, None))
    if element.valid:
        yield _between("E-RANGE-001", element, element.valid, is_low_checked=least == 0)
    if element.plausible:
        is_low_checked = element.plausible[0] == least
        yield _between("W-RANGE-001", element, element.plausible, is_low_checked=is_low_checked)


def _between(
    code: str, element: Element, bounds: tuple[int, int | None], *, is_low_checked: bool = False
) -> Rule:
    low, high = bounds
    return Rule(
        code,
        element.element,
        "ExpectColumnValuesToBeBetween",
        {
            "column": element.element,
            "min_value": None if is_low_checked else low,
            "max_value": high,
        },
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
